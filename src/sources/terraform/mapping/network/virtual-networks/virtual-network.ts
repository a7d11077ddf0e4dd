import { locationAndTags, rowsBelow } from '../../common-rows.ts';
import type { ResourceTable } from '../../table.ts';
import { subnetEndpoints } from './service-endpoints.ts';
import { addressPoolRow, subnetRows } from './subnet-rows.ts';

export const virtualNetwork: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_virtual_network',
  armType: 'Microsoft.Network/virtualNetworks',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/virtual_network_resource.go, expandVirtualNetworkProperties',
  notes: 'The blocks `subnet` stand in the network, as in the request.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  // Peerings are resources of their own; configurations of gateways are the service's to write.
  withoutArgument: ['properties.virtualNetworkPeerings', 'properties.ipConfigurations', 'properties.subnets.properties.natGateway.id', 'properties.subnets.properties.serviceGateway.id'],
  rows: [
    ...locationAndTags,
    { attribute: 'edge_zone', to: 'extendedLocation.name' },
    ...rowsBelow('properties', [
      { attribute: 'address_space', to: 'addressSpace.addressPrefixes' },
      addressPoolRow('addressSpace.ipamPoolPrefixAllocations'),
      { attribute: 'dns_servers', to: 'dhcpOptions.dnsServers' },
      {
        attribute: 'subnet',
        to: 'subnets',
        isReadBack: true,
        as: {
          kind: 'blocks',
          rows: [
            { attribute: 'name', to: 'name' },
            ...rowsBelow('properties', [
              // Up to 3.x a block has these and `security_group`, and nothing else.
              { attribute: 'address_prefix', to: 'addressPrefix', until: '4.0.0' },
              ...subnetRows.map((row) => ({ ...row, since: '4.0.0' })),
              { attribute: 'default_outbound_access_enabled', to: 'defaultOutboundAccess', default: true, since: '4.0.0' },
              { attribute: 'security_group', to: 'networkSecurityGroup.id' },
              { attribute: 'route_table_id', to: 'routeTable.id', since: '4.0.0' },
            ]),
          ],
        },
      },
      { attribute: 'ddos_protection_plan.id', to: 'ddosProtectionPlan.id' },
      { attribute: 'ddos_protection_plan.enable', to: 'enableDdosProtection' },
      { to: 'encryption.enabled', default: true, when: 'encryption' },
      { attribute: 'encryption.enforcement', to: 'encryption.enforcement' },
      { attribute: 'private_endpoint_vnet_policies', to: 'privateEndpointVNetPolicies' },
      { attribute: 'bgp_community', to: 'bgpCommunities.virtualNetworkCommunity' },
      { attribute: 'flow_timeout_in_minutes', to: 'flowTimeoutInMinutes', unset: 0 },
    ]),
  ],
  more: {
    about: 'Blocks `subnet.service_endpoint` become elements of `properties.subnets.properties.serviceEndpoints`, behind those of `subnet.service_endpoints`: `service`, `locations` and, for `network_identifier_id`, `networkIdentifier.id`.',
    settings: subnetEndpoints,
  },
};
