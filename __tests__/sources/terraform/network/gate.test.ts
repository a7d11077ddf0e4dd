/**
 * The clean network of an isolated cluster, written in Terraform, gives no finding of the network's policies; one protection removed, or one way out added,
 * gives exactly its finding, on the line of the argument that opens it, in whatever block of the file that stands. Plan and file are made of the same values.
 */
import { describe, expect, test } from '@jest/globals';
import { bundledPolicies, judge } from '../../../../src/policy/index.ts';
import { planned, reference, type ResourceSpec } from '../plans.ts';
import { change, findingsOn, type Values } from '../gate-plans.ts';

const group: Values = { resource_group_name: 'rg', location: 'westeurope' };
const networkName = reference('azurerm_virtual_network.v.name', 'v');

const denied: Values = { name: 'no-internet', direction: 'Outbound', access: 'Deny', priority: 4000, protocol: '*', source_address_prefix: '*', source_port_range: '*', destination_address_prefix: 'Internet', destination_port_range: '*' };
const within: Values = { ...denied, name: 'within', access: 'Allow', priority: 3000, destination_address_prefix: 'VirtualNetwork' };

const clean: readonly ResourceSpec[] = [
  { address: 'azurerm_virtual_network.v', attributes: { name: 'v', ...group, address_space: ['10.0.0.0/16'] } },
  { address: 'azurerm_subnet.nodes', attributes: { name: 'nodes', resource_group_name: 'rg', virtual_network_name: networkName, address_prefixes: ['10.0.0.0/24'], default_outbound_access_enabled: false, service_endpoints: planned([]) } },
  { address: 'azurerm_network_security_group.g', attributes: { name: 'g', ...group, security_rule: [denied] } },
  { address: 'azurerm_network_security_rule.within', attributes: { ...within, resource_group_name: 'rg', network_security_group_name: reference('azurerm_network_security_group.g.name', 'g') } },
  { address: 'azurerm_subnet_network_security_group_association.g', attributes: { subnet_id: reference('azurerm_subnet.nodes.id'), network_security_group_id: reference('azurerm_network_security_group.g.id') } },
  { address: 'azurerm_route_table.t', attributes: { name: 't', ...group, bgp_route_propagation_enabled: false, route: [{ name: 'nowhere', address_prefix: '0.0.0.0/0', next_hop_type: 'None' }] } },
  { address: 'azurerm_route.r', attributes: { name: 'r', resource_group_name: 'rg', route_table_name: reference('azurerm_route_table.t.name', 't'), address_prefix: '10.1.0.0/16', next_hop_type: 'VnetLocal' } },
  { address: 'azurerm_subnet_route_table_association.t', attributes: { subnet_id: reference('azurerm_subnet.nodes.id'), route_table_id: reference('azurerm_route_table.t.id') } },
  { address: 'azurerm_nat_gateway.n', attributes: { name: 'n', ...group, sku_name: 'StandardV2' } },
  { address: 'azurerm_public_ip.p', attributes: { name: 'p', ...group, allocation_method: 'Static' } },
  { address: 'azurerm_lb.l', attributes: { name: 'l', ...group, frontend_ip_configuration: [{ name: 'internal', subnet_id: reference('azurerm_subnet.nodes.id') }] } },
];

const policies = bundledPolicies('aks-egress-isolation-network');
/** It asks of the security group that a subnet names, which stands beside it: exposure rules follow the reference. */
const besides: ReadonlySet<string> = new Set(['subnet-internet-deny']);

const findings = (resources: readonly ResourceSpec[], constraint = '~> 4.0'): Promise<readonly string[]> => findingsOn(resources, (resource) => judge(policies, resource), { constraint, without: besides });

const withChange = (address: string, path: string, value: unknown): readonly ResourceSpec[] => clean.map((spec) => (spec.address === address ? { ...spec, attributes: change(spec.attributes, path, value) } : spec));

test('the clean network gives no finding', async () => {
  expect(await findings(clean)).toEqual([]);
});

/** A rule is found where the first of its conditions holds. */
const rule = 'nsg-internet-outbound at `direction = "Outbound"`';
const elsewhere = '/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub';

describe('one protection removed', () => {
  test.each<{ readonly of: string; readonly path: string; readonly value: unknown; readonly found: string; readonly constraint?: string }>([
    { of: 'azurerm_subnet.nodes', path: 'default_outbound_access_enabled', value: true, found: 'subnet-default-outbound-access at `default_outbound_access_enabled = true`' },
    { of: 'azurerm_subnet.nodes', path: 'default_outbound_access_enabled', value: planned(true), found: 'subnet-default-outbound-access at `resource "azurerm_subnet" "nodes" {`' },
    { of: 'azurerm_subnet.nodes', path: 'default_outbound_access_enabled', value: undefined, found: 'subnet-default-outbound-access at `resource "azurerm_subnet" "nodes" {`', constraint: '~> 3.90' },
    { of: 'azurerm_subnet.nodes', path: 'service_endpoints', value: ['Microsoft.Storage'], found: 'subnet-service-endpoints at `service_endpoints = ["Microsoft.Storage"]`' },
    { of: 'azurerm_subnet.nodes', path: 'service_endpoint', value: [{ service: 'Microsoft.Storage' }], found: 'subnet-service-endpoints at `service = "Microsoft.Storage"`', constraint: '~> 5.0' },
    { of: 'azurerm_network_security_group.g', path: 'security_rule.access', value: 'Allow', found: rule },
    { of: 'azurerm_network_security_rule.within', path: 'destination_address_prefix', value: '*', found: rule },
    { of: 'azurerm_network_security_rule.within', path: 'destination_address_prefix', value: '0.0.0.0/0', found: rule },
    { of: 'azurerm_route_table.t', path: 'route.next_hop_type', value: 'Internet', found: 'route-internet at `next_hop_type = "Internet"`' },
    { of: 'azurerm_route.r', path: 'next_hop_type', value: 'VirtualNetworkGateway', found: 'route-internet at `next_hop_type = "VirtualNetworkGateway"`' },
    { of: 'azurerm_nat_gateway.n', path: 'source_virtual_network_id', value: reference('azurerm_virtual_network.v.id'), found: 'nat-gateway-virtual-network at `source_virtual_network_id = azurerm_virtual_network.v.id`' },
    { of: 'azurerm_lb.l', path: 'frontend_ip_configuration.public_ip_address_id', value: reference('azurerm_public_ip.p.id'), found: 'load-balancer-public-frontend at `public_ip_address_id = azurerm_public_ip.p.id`' },
    { of: 'azurerm_public_ip.p', path: 'resource_group_name', value: 'MC_rg_aks_westeurope', found: 'public-ip-address at `resource "azurerm_public_ip" "p" {`' },
  ])('$of: $path, found as $found', async ({ of, path, value, found, constraint }) => {
    expect(await findings(withChange(of, path, value), constraint)).toEqual([found]);
  });
});

describe('one way out added', () => {
  test.each<{ readonly title: string; readonly spec: ResourceSpec; readonly found: string }>([
    {
      title: 'a NAT gateway for the subnet: found where the two are joined',
      spec: { address: 'azurerm_subnet_nat_gateway_association.n', attributes: { subnet_id: reference('azurerm_subnet.nodes.id'), nat_gateway_id: reference('azurerm_nat_gateway.n.id') } },
      found: 'subnet-nat-gateway at `nat_gateway_id = azurerm_nat_gateway.n.id`',
    },
    {
      title: 'a peering',
      spec: { address: 'azurerm_virtual_network_peering.p', attributes: { name: 'p', resource_group_name: 'rg', virtual_network_name: networkName, remote_virtual_network_id: elsewhere } },
      found: `virtual-network-peering at \`remote_virtual_network_id = "${elsewhere}"\``,
    },
    {
      title: 'a gateway',
      spec: { address: 'azurerm_virtual_network_gateway.w', attributes: { name: 'w', ...group, type: 'Vpn', sku: 'VpnGw1', ip_configuration: [{ subnet_id: `${elsewhere}/subnets/GatewaySubnet`, public_ip_address_id: reference('azurerm_public_ip.p.id') }] } },
      found: 'virtual-network-gateway at `type = "Vpn"`',
    },
    {
      title: 'a connection to a virtual hub',
      spec: { address: 'azurerm_virtual_hub_connection.c', attributes: { name: 'c', virtual_hub_id: elsewhere.replace('virtualNetworks', 'virtualHubs'), remote_virtual_network_id: reference('azurerm_virtual_network.v.id') } },
      found: 'virtual-hub-connection at `remote_virtual_network_id = azurerm_virtual_network.v.id`',
    },
    {
      title: 'a subnet in a block of its network',
      spec: { address: 'azurerm_virtual_network.w', attributes: { name: 'w', ...group, address_space: ['10.9.0.0/16'], subnet: [{ name: 'a', address_prefixes: ['10.9.0.0/24'], default_outbound_access_enabled: false }, { name: 'b', address_prefixes: ['10.9.1.0/24'], default_outbound_access_enabled: true }] } },
      found: 'subnet-default-outbound-access at `default_outbound_access_enabled = true`',
    },
  ])('$title', async ({ spec, found }) => {
    expect(await findings([...clean, spec])).toEqual([found]);
  });
});

test('what is there already is judged by what the file says: a network lists its subnets, a table its routes and a group its rules as they were', async () => {
  const before: readonly (readonly [string, string, Values])[] = [
    ['azurerm_virtual_network.v', 'subnet', { name: 'nodes', address_prefixes: ['10.0.0.0/24'], default_outbound_access_enabled: true }],
    ['azurerm_route_table.t', 'route', { name: 'r', address_prefix: '0.0.0.0/0', next_hop_type: 'Internet' }],
    ['azurerm_network_security_group.g', 'security_rule', { ...within, destination_address_prefix: 'Internet' }],
  ];
  const resources = clean.map((spec): ResourceSpec => {
    const [, block, old] = before.find(([address]) => address === spec.address) ?? [];
    return block === undefined ? spec : { ...spec, actions: ['no-op'], attributes: { ...spec.attributes, [block]: planned([old]) } };
  });
  expect(await findings(resources)).toEqual([]);
});
