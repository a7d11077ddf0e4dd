import { describe, expect, test } from '@jest/globals';
import { computed, expression, planned, reference, resourcesOf, type PlanSpec } from '../plans.ts';
import { basic, documentsOf, idOf, type Attributes } from './documents.ts';

// Configurations follow virtual_network_resource_test.go, subnet_resource_test.go and the tests of the associations in internal/services/network of
// hashicorp/terraform-provider-azurerm; documents are what the functions send that the tables name. `planned`: defaults of the schema.

const three = { constraint: '~> 3.100' };

async function networkWith(attributes: Attributes, spec?: Omit<PlanSpec, 'resources'>): Promise<unknown> {
  return (await documentsOf([{ address: 'azurerm_virtual_network.v', attributes: { ...basic('v'), ...attributes } }], spec))['virtualNetworks v'];
}

async function subnetWith(attributes: Attributes, spec?: Omit<PlanSpec, 'resources'>, version?: string): Promise<unknown> {
  const found = await documentsOf([{ address: 'azurerm_subnet.s', attributes: { name: 's', resource_group_name: 'rg', virtual_network_name: 'v', ...attributes } }], spec, version);
  return found['virtualNetworks/subnets v/s'];
}

describe('azurerm_virtual_network', () => {
  test('has address space and, where nobody writes them, the subnets and name servers of the service', async () => {
    expect(await networkWith({ address_space: ['10.0.0.0/16'], dns_servers: computed, subnet: computed })).toEqual({ location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } });
  });

  test('sends name servers, protection and encryption (expandVirtualNetworkProperties)', async () => {
    expect(await networkWith({ address_space: ['10.0.0.0/16'], dns_servers: ['10.7.7.2'], ddos_protection_plan: [{ id: idOf('ddosProtectionPlans/p'), enable: true }], encryption: [{ enforcement: 'AllowUnencrypted' }], bgp_community: '12076:20000', flow_timeout_in_minutes: 0 })).toEqual({
      location: 'westeurope',
      properties: {
        addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
        dhcpOptions: { dnsServers: ['10.7.7.2'] },
        ddosProtectionPlan: { id: idOf('ddosProtectionPlans/p') },
        enableDdosProtection: true,
        encryption: { enabled: true, enforcement: 'AllowUnencrypted' },
        bgpCommunities: { virtualNetworkCommunity: '12076:20000' },
      },
    });
  });

  test('4.x: a block `subnet` has all that a subnet has (expandVirtualNetworkSubnets)', async () => {
    const subnet = [
      {
        name: 'nodes',
        address_prefixes: ['10.0.1.0/24'],
        default_outbound_access_enabled: false,
        service_endpoints: ['Microsoft.Storage'],
        security_group: idOf('networkSecurityGroups/g'),
        route_table_id: idOf('routeTables/t'),
        delegation: [{ name: 'aks', service_delegation: [{ name: 'Microsoft.ContainerService/managedClusters', actions: planned(['Microsoft.Network/virtualNetworks/subnets/join/action']) }] }],
      },
      { name: 'other', address_prefixes: ['10.0.2.0/24', 'fd00::/64'] },
    ];
    expect(await networkWith({ subnet })).toEqual({
      location: 'westeurope',
      properties: {
        subnets: [
          {
            name: 'nodes',
            properties: {
              addressPrefix: '10.0.1.0/24',
              defaultOutboundAccess: false,
              serviceEndpoints: [{ service: 'Microsoft.Storage' }],
              networkSecurityGroup: { id: idOf('networkSecurityGroups/g') },
              routeTable: { id: idOf('routeTables/t') },
              delegations: [{ name: 'aks', properties: { serviceName: 'Microsoft.ContainerService/managedClusters', actions: ['Microsoft.Network/virtualNetworks/subnets/join/action'] } }],
              privateEndpointNetworkPolicies: 'Disabled',
              privateLinkServiceNetworkPolicies: 'Enabled',
            },
          },
          { name: 'other', properties: { addressPrefixes: ['10.0.2.0/24', 'fd00::/64'], defaultOutboundAccess: true, privateEndpointNetworkPolicies: 'Disabled', privateLinkServiceNetworkPolicies: 'Enabled' } },
        ],
      },
    });
  });

  test('3.x: a block `subnet` has a prefix and a security group, and nothing is added', async () => {
    expect(await networkWith({ subnet: [{ name: 'nodes', address_prefix: '10.0.1.0/24', security_group: idOf('networkSecurityGroups/g') }] }, three)).toEqual({
      location: 'westeurope',
      properties: { subnets: [{ name: 'nodes', properties: { addressPrefix: '10.0.1.0/24', networkSecurityGroup: { id: idOf('networkSecurityGroups/g') } } }] },
    });
  });

  test('azurerm_virtual_network_dns_servers overwrites the list of the network, and empties it where it has none', async () => {
    const network = { address: 'azurerm_virtual_network.v', attributes: { ...basic('v'), dns_servers: planned(['10.1.1.1']) } };
    const dns = (more: Attributes): Promise<unknown> => documentsOf([network, { address: 'azurerm_virtual_network_dns_servers.d', attributes: { virtual_network_id: reference('azurerm_virtual_network.v.id'), ...more } }]).then((found) => found['virtualNetworks v']);
    expect(await dns({ dns_servers: ['10.7.7.2'] })).toEqual({ location: 'westeurope', properties: { dhcpOptions: { dnsServers: ['10.7.7.2'] } } });
    expect(await dns({})).toEqual({ location: 'westeurope', properties: { dhcpOptions: { dnsServers: [] } } });
  });

  test('a peering is a resource below the network, with the defaults of the schema (resourceVirtualNetworkPeeringCreate)', async () => {
    const peering = { name: 'hub', resource_group_name: 'rg', virtual_network_name: 'v', remote_virtual_network_id: reference('azurerm_virtual_network.hub.id'), use_remote_gateways: true };
    const found = await documentsOf([{ address: 'azurerm_virtual_network.hub', attributes: basic('hub') }, { address: 'azurerm_virtual_network_peering.p', attributes: peering }]);
    expect(found['virtualNetworks/virtualNetworkPeerings v/hub']).toEqual({
      properties: { remoteVirtualNetwork: { id: idOf('virtualNetworks/hub') }, allowVirtualNetworkAccess: true, allowForwardedTraffic: false, allowGatewayTransit: false, useRemoteGateways: true, peerCompleteVnets: true },
    });
  });
});

describe('azurerm_subnet', () => {
  const defaults = { defaultOutboundAccess: true, privateEndpointNetworkPolicies: 'Disabled', privateLinkServiceNetworkPolicies: 'Enabled' };

  test('4.x: default outbound access is on and policies of private endpoints are off, unless somebody writes otherwise', async () => {
    expect(await subnetWith({ address_prefixes: ['10.0.1.0/24'] })).toEqual({ properties: { addressPrefix: '10.0.1.0/24', ...defaults } });
    expect(await subnetWith({ default_outbound_access_enabled: false, private_endpoint_network_policies: 'NetworkSecurityGroupEnabled', private_link_service_network_policies_enabled: false })).toEqual({
      properties: { defaultOutboundAccess: false, privateEndpointNetworkPolicies: 'NetworkSecurityGroupEnabled', privateLinkServiceNetworkPolicies: 'Disabled' },
    });
  });

  test('sends one prefix as `addressPrefix`, and several as `addressPrefixes`', async () => {
    expect(await subnetWith({ address_prefixes: ['10.0.1.0/24', 'fd00::/64'] })).toEqual({ properties: { addressPrefixes: ['10.0.1.0/24', 'fd00::/64'], ...defaults } });
  });

  test('has service endpoints, policies for them and a delegation (expandSubnetServiceEndpoints, expandSubnetDelegation)', async () => {
    const delegation = [{ name: 'd', service_delegation: [{ name: 'Microsoft.Web/serverFarms', actions: planned([]) }] }];
    expect(await subnetWith({ service_endpoints: ['Microsoft.Storage', 'Microsoft.Sql'], service_endpoint_policy_ids: [idOf('serviceEndpointPolicies/p')], delegation })).toEqual({
      properties: {
        ...defaults,
        serviceEndpoints: [{ service: 'Microsoft.Storage' }, { service: 'Microsoft.Sql' }],
        serviceEndpointPolicies: [{ id: idOf('serviceEndpointPolicies/p') }],
        delegations: [{ name: 'd', properties: { serviceName: 'Microsoft.Web/serverFarms', actions: [] } }],
      },
    });
  });

  test('3.x: the legacy default is Enabled; `enforce_…` says the opposite of `…_enabled` (expandEnforceSubnetNetworkPolicy)', async () => {
    const policies = async (attributes: Attributes, constraint = '~> 3.100'): Promise<unknown> => (await subnetWith(attributes, { constraint }) as { properties: { privateEndpointNetworkPolicies: unknown } }).properties.privateEndpointNetworkPolicies;
    expect(await policies({})).toBe('Enabled');
    expect(await policies({ enforce_private_link_endpoint_network_policies: true, private_endpoint_network_policies_enabled: computed })).toBe('Disabled');
    expect(await policies({ enforce_private_link_endpoint_network_policies: false }, '~> 2.99')).toBe('Enabled');
    expect(await policies({ private_endpoint_network_policies_enabled: false, enforce_private_link_endpoint_network_policies: computed })).toBe('Disabled');
    expect(await policies({ private_endpoint_network_policies: 'Disabled', private_endpoint_network_policies_enabled: computed }, '3.116.0')).toBe('Disabled');
  });

  test('before 3.107 the provider says nothing of default outbound access', async () => {
    expect(await subnetWith({}, three, '3.106.0')).toEqual({ properties: { privateEndpointNetworkPolicies: 'Enabled', privateLinkServiceNetworkPolicies: 'Enabled' } });
    expect(await subnetWith({}, three, '3.107.0')).toEqual({ properties: { privateEndpointNetworkPolicies: 'Enabled', privateLinkServiceNetworkPolicies: 'Enabled', defaultOutboundAccess: true } });
  });

  test('what is known after apply is unknown', async () => {
    const why = (name: string): object => ({ unknown: `\`${name}\` of azurerm_subnet.s is known only after apply: it comes from \`data.external.e.result\`` });
    const later = expression('data.external.e.result');
    expect(await subnetWith({ address_prefixes: later, default_outbound_access_enabled: later, service_endpoints: later })).toEqual({
      properties: { ...defaults, addressPrefix: why('address_prefixes'), addressPrefixes: why('address_prefixes'), defaultOutboundAccess: why('default_outbound_access_enabled'), serviceEndpoints: why('service_endpoints') },
    });
  });
});

describe('associations of a subnet', () => {
  const subnet = { address: 'azurerm_subnet.s', attributes: { name: 's', resource_group_name: 'rg', virtual_network_name: 'v', address_prefixes: ['10.0.1.0/24'] } };
  const group = { address: 'azurerm_network_security_group.g', attributes: basic('g') };
  const table = { address: 'azurerm_route_table.t', attributes: basic('t') };
  const gateway = { address: 'azurerm_nat_gateway.n', attributes: basic('n') };
  const associations = (subnetId: unknown): Parameters<typeof documentsOf>[0] => [
    { address: 'azurerm_subnet_network_security_group_association.a', attributes: { subnet_id: subnetId, network_security_group_id: reference('azurerm_network_security_group.g.id') } },
    { address: 'azurerm_subnet_route_table_association.a', attributes: { subnet_id: subnetId, route_table_id: reference('azurerm_route_table.t.id') } },
    { address: 'azurerm_subnet_nat_gateway_association.a', attributes: { subnet_id: subnetId, nat_gateway_id: reference('azurerm_nat_gateway.n.id') } },
  ];
  const linked = { networkSecurityGroup: { id: idOf('networkSecurityGroups/g') }, routeTable: { id: idOf('routeTables/t') }, natGateway: { id: idOf('natGateways/n') } };

  test.each([
    ['by reference', reference('azurerm_subnet.s.id')],
    ['by id', idOf('virtualNetworks/v/subnets/s')],
  ])('go into the subnet of the same plan, %s', async (_, subnetId) => {
    const found = await documentsOf([...associations(subnetId), subnet, group, table, gateway]);
    expect(Object.keys(found).filter((name) => name.startsWith('virtualNetworks'))).toEqual(['virtualNetworks/subnets v/s']);
    expect(found['virtualNetworks/subnets v/s']).toEqual({ properties: expect.objectContaining({ addressPrefix: '10.0.1.0/24', ...linked }) });
  });

  test('of a subnet outside the plan make one of which the rest is unknown', async () => {
    const found = await documentsOf([...associations(idOf('virtualNetworks/v/subnets/s')).slice(0, 1), group]);
    const rest = { unknown: 'v/s is not in the plan, which only changes a part of it' };
    expect(found['virtualNetworks/subnets v/s']).toEqual({
      properties: expect.objectContaining({ networkSecurityGroup: linked.networkSecurityGroup, routeTable: rest, natGateway: rest, defaultOutboundAccess: rest, addressPrefix: rest, serviceEndpoints: rest }),
    });
  });

  test('lead a finding about the reference to the association', async () => {
    const read = await resourcesOf([subnet, group, ...associations(reference('azurerm_subnet.s.id')).slice(0, 1)]);
    const found = read.find(({ type }) => type.endsWith('/subnets'));
    expect(found?.originOf?.('/properties/networkSecurityGroup/id')).toEqual(expect.objectContaining({ pointer: expect.stringMatching(/^\/planned_values\/root_module\/resources\/2/) }));
  });
});
