import { rowsBelow } from '../../common-rows.ts';
import type { Conversion, ResourceTable } from '../../table.ts';
import { endpointSettings } from './service-endpoints.ts';
import { addressPoolRow, subnetRows } from './subnet-rows.ts';

/** "This is strange logic, but …, which means true == Disabled" (expandEnforceSubnetNetworkPolicy, up to 3.x). */
const enforced: Conversion = { kind: 'choice', values: { true: 'Disabled', false: 'Enabled' } };
const enabledOrDisabled: Conversion = { kind: 'choice', values: { true: 'Enabled', false: 'Disabled' } };

export const subnet: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_subnet',
  armType: 'Microsoft.Network/virtualNetworks/subnets',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/subnet_resource.go, resourceSubnetCreate',
  notes: 'Security group, route table and NAT gateway come from the associations.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['virtual_network_name', 'name'] },
  withoutArgument: ['properties.serviceGateway.id', 'properties.privateEndpoints', 'properties.ipConfigurations'],
  rows: rowsBelow('properties', [
    { attribute: 'address_prefix', to: 'addressPrefix', until: '3.0.0' },
    // One of these three up to 3.x; "the legacy default value" is Enabled.
    { attribute: 'enforce_private_link_endpoint_network_policies', to: 'privateEndpointNetworkPolicies', as: enforced, isReadBack: true, until: '4.0.0' },
    { attribute: 'private_endpoint_network_policies_enabled', to: 'privateEndpointNetworkPolicies', as: enabledOrDisabled, default: true, isReadBack: true, until: '4.0.0' },
    { attribute: 'enforce_private_link_service_network_policies', to: 'privateLinkServiceNetworkPolicies', as: enforced, isReadBack: true, until: '4.0.0' },
    ...subnetRows,
    addressPoolRow('ipamPoolPrefixAllocations'),
    { attribute: 'sharing_scope', to: 'sharingScope' },
    // CHANGELOG-v3.md, 3.107.0: "`azurerm_subnet` - support for the `default_outbound_access_enabled` property".
    { attribute: 'default_outbound_access_enabled', to: 'defaultOutboundAccess', default: true, since: '3.107.0' },
  ]),
  more: {
    about: 'Blocks `service_endpoint` become elements of `properties.serviceEndpoints`, behind those of `service_endpoints`: `service`, `locations` and, for `network_identifier_id`, `networkIdentifier.id`.',
    settings: (read) => endpointSettings(read, 'properties.serviceEndpoints', ''),
  },
};
