import { rowsBelow } from '../../common-rows.ts';
import type { ResourceTable } from '../../table.ts';

export const virtualNetworkPeering: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_virtual_network_peering',
  armType: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/virtual_network_peering_resource.go, resourceVirtualNetworkPeeringCreate',
  identity: { kind: 'group', group: 'resource_group_name', names: ['virtual_network_name', 'name'] },
  // The service's to write.
  withoutArgument: ['properties.peeringState'],
  rows: rowsBelow('properties', [
    { attribute: 'remote_virtual_network_id', to: 'remoteVirtualNetwork.id' },
    { attribute: 'allow_virtual_network_access', to: 'allowVirtualNetworkAccess', default: true },
    { attribute: 'allow_forwarded_traffic', to: 'allowForwardedTraffic', default: false },
    { attribute: 'allow_gateway_transit', to: 'allowGatewayTransit', default: false },
    { attribute: 'use_remote_gateways', to: 'useRemoteGateways', default: false },
    // CHANGELOG-v3.md, 3.109.0: these four.
    { attribute: 'peer_complete_virtual_networks_enabled', to: 'peerCompleteVnets', default: true, since: '3.109.0' },
    { attribute: 'only_ipv6_peering_enabled', to: 'enableOnlyIPv6Peering', unset: false },
    { attribute: 'local_subnet_names', to: 'localSubnetNames' },
    { attribute: 'remote_subnet_names', to: 'remoteSubnetNames' },
  ]),
};
