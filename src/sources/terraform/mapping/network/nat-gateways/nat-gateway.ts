import { locationAndTags, rowsBelow } from '../../common-rows.ts';
import type { ResourceTable } from '../../table.ts';

export const natGateway: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_nat_gateway',
  armType: 'Microsoft.Network/natGateways',
  apiVersion: '2025-07-01',
  source: 'internal/services/network/nat_gateway_resource.go, resourceNatGatewayCreate',
  notes: 'Addresses and prefixes come from the associations.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  withoutArgument: ['properties.serviceGateway.id'],
  rows: [
    ...locationAndTags,
    { attribute: 'zones', to: 'zones' },
    { attribute: 'sku_name', to: 'sku.name', default: 'Standard' },
    ...rowsBelow('properties', [
      { attribute: 'idle_timeout_in_minutes', to: 'idleTimeoutInMinutes', default: 4 },
      { attribute: 'source_virtual_network_id', to: 'sourceVirtualNetwork.id' },
      // Of 2.x, "deprecated in favour of the association".
      { attribute: 'public_ip_address_ids', to: 'publicIpAddresses', as: { kind: 'objects', member: 'id' }, until: '3.0.0' },
      { attribute: 'public_ip_prefix_ids', to: 'publicIpPrefixes', as: { kind: 'objects', member: 'id' }, until: '3.0.0' },
    ]),
  ],
};
