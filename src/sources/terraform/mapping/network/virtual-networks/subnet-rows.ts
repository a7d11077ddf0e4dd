import type { Conversion, Row } from '../../table.ts';

const enabledOrDisabled: Conversion = { kind: 'choice', values: { true: 'Enabled', false: 'Disabled' } };

/**
 * What `azurerm_subnet` and the blocks `subnet` of `azurerm_virtual_network` have in common, below `properties` (subnet_resource.go,
 * resourceSubnetCreate; virtual_network_resource.go, expandVirtualNetworkSubnets).
 */
export const subnetRows: readonly Row[] = [
  // A prefix that stands alone is sent as `addressPrefix`, several as `addressPrefixes`.
  { attribute: 'address_prefixes', to: 'addressPrefix', as: { kind: 'only' } },
  { attribute: 'address_prefixes', to: 'addressPrefixes', as: { kind: 'several' } },
  { attribute: 'private_endpoint_network_policies', to: 'privateEndpointNetworkPolicies', default: 'Disabled', since: '4.0.0' },
  { attribute: 'private_link_service_network_policies_enabled', to: 'privateLinkServiceNetworkPolicies', as: enabledOrDisabled, default: true },
  { attribute: 'service_endpoints', to: 'serviceEndpoints', as: { kind: 'objects', member: 'service' } },
  { attribute: 'service_endpoint_policy_ids', to: 'serviceEndpointPolicies', as: { kind: 'objects', member: 'id' } },
  {
    attribute: 'delegation',
    to: 'delegations',
    as: {
      kind: 'blocks',
      rows: [
        { attribute: 'name', to: 'name' },
        { attribute: 'service_delegation.name', to: 'properties.serviceName' },
        { attribute: 'service_delegation.actions', to: 'properties.actions' },
      ],
    },
  },
];

/** `azurerm_subnet` has `ip_address_pool` instead of prefixes, and `azurerm_virtual_network` beside them (expandSubnetIPAddressPool). */
export function addressPoolRow(to: string): Row {
  return {
    attribute: 'ip_address_pool',
    to,
    as: {
      kind: 'blocks',
      rows: [
        { attribute: 'id', to: 'pool.id' },
        { attribute: 'number_of_ip_addresses', to: 'numberOfIpAddresses' },
      ],
    },
  };
}
