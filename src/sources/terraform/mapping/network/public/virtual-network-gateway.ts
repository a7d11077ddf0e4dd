import { locationAndTags } from '../../common-rows.ts';
import type { ResourceTable } from '../../table.ts';

export const virtualNetworkGateway: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_virtual_network_gateway',
  armType: 'Microsoft.Network/virtualNetworkGateways',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/virtual_network_gateway_resource.go, getVirtualNetworkGatewayProperties',
  notes: '`vpn_client_configuration`, which holds secrets, `bgp_settings` and `policy_group` are not read.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    { attribute: 'edge_zone', to: 'extendedLocation.name' },
    { attribute: 'type', to: 'properties.gatewayType' },
    { attribute: 'vpn_type', to: 'properties.vpnType', default: 'RouteBased' },
    { attribute: 'sku', to: 'properties.sku.name' },
    { attribute: 'sku', to: 'properties.sku.tier' },
    { attribute: 'generation', to: 'properties.vpnGatewayGeneration' },
    // The name of later versions first; both have the same default.
    { attribute: 'bgp_enabled', to: 'properties.enableBgp', default: false },
    { attribute: 'enable_bgp', to: 'properties.enableBgp' },
    { attribute: 'active_active', to: 'properties.activeActive', default: false },
    { attribute: 'private_ip_address_enabled', to: 'properties.enablePrivateIpAddress', default: false },
    { attribute: 'bgp_route_translation_for_nat_enabled', to: 'properties.enableBgpRouteTranslationForNat', default: false },
    { attribute: 'ip_sec_replay_protection_enabled', to: 'properties.disableIPSecReplayProtection', as: { kind: 'not' }, default: true },
    { attribute: 'remote_vnet_traffic_enabled', to: 'properties.allowRemoteVnetTraffic', default: false },
    { attribute: 'virtual_wan_traffic_enabled', to: 'properties.allowVirtualWanTraffic', default: false },
    { attribute: 'dns_forwarding_enabled', to: 'properties.enableDnsForwarding' },
    { attribute: 'default_local_network_gateway_id', to: 'properties.gatewayDefaultSite.id' },
    { attribute: 'custom_route.address_prefixes', to: 'properties.customRoutes.addressPrefixes' },
    // expandVirtualNetworkGatewayIPConfigurations
    {
      attribute: 'ip_configuration',
      to: 'properties.ipConfigurations',
      as: {
        kind: 'blocks',
        rows: [
          { attribute: 'name', to: 'name', default: 'vnetGatewayConfig' },
          { attribute: 'subnet_id', to: 'properties.subnet.id' },
          { attribute: 'public_ip_address_id', to: 'properties.publicIPAddress.id' },
          { attribute: 'private_ip_address_allocation', to: 'properties.privateIPAllocationMethod', default: 'Dynamic' },
        ],
      },
    },
  ],
};
