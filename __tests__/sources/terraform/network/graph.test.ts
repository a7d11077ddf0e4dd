import { expect, test } from '@jest/globals';
import type { ClusterAnswers } from '../../../../src/isolation/exposure/answers.ts';
import { exposuresOf } from '../../../../src/isolation/exposure/answers.ts';
import { linkOf } from '../../../../src/isolation/exposure/graph/network.ts';
import { expression, planned, readPlan, reference, type ResourceSpec } from '../plans.ts';

/** A plan of nothing but new resources: no id is known, and as the plan does not name the subscription not even its beginning; `suffix` makes names unknown as well. */
const inGroup = (name: unknown, more: object = {}): ResourceSpec['attributes'] => ({ name, resource_group_name: 'rg', location: planned('westeurope'), ...more });

function estate(name: (text: string) => unknown): Readonly<Record<'cluster' | 'network' | 'subnet' | 'group' | 'rule' | 'groupLink' | 'table' | 'route' | 'tableLink' | 'gateway' | 'gatewayLink' | 'addressLink', ResourceSpec>> {
  const subnetId = reference('azurerm_subnet.nodes.id');
  const parent = (type: string): unknown => reference(`${type}.this.name`, name('x') === 'x' ? type.replace('azurerm_', '') : undefined);
  const called = (type: string): unknown => name(type.replace('azurerm_', ''));
  return {
    cluster: { address: 'azurerm_kubernetes_cluster.aks', attributes: inGroup('aks', { default_node_pool: [{ name: 'system', vm_size: 'Standard_D4s_v5', vnet_subnet_id: subnetId }], network_profile: [{ network_plugin: 'azure', outbound_type: 'none' }] }) },
    network: { address: 'azurerm_virtual_network.this', attributes: inGroup(called('azurerm_virtual_network'), { address_space: ['10.0.0.0/16'] }) },
    subnet: { address: 'azurerm_subnet.nodes', attributes: { name: 'nodes', resource_group_name: 'rg', virtual_network_name: parent('azurerm_virtual_network'), address_prefixes: ['10.0.1.0/24'], default_outbound_access_enabled: false } },
    group: { address: 'azurerm_network_security_group.this', attributes: inGroup(called('azurerm_network_security_group')) },
    rule: {
      address: 'azurerm_network_security_rule.deny',
      attributes: { name: 'deny', resource_group_name: 'rg', network_security_group_name: parent('azurerm_network_security_group'), priority: 4000, direction: 'Outbound', access: 'Deny', protocol: '*', source_address_prefix: '*', source_port_range: '*', destination_address_prefix: 'Internet', destination_port_range: '*' },
    },
    groupLink: { address: 'azurerm_subnet_network_security_group_association.a', attributes: { subnet_id: subnetId, network_security_group_id: reference('azurerm_network_security_group.this.id') } },
    table: { address: 'azurerm_route_table.this', attributes: inGroup(called('azurerm_route_table'), { bgp_route_propagation_enabled: false }) },
    route: { address: 'azurerm_route.r', attributes: { name: 'default', resource_group_name: 'rg', route_table_name: parent('azurerm_route_table'), address_prefix: '0.0.0.0/0', next_hop_type: 'VirtualAppliance', next_hop_in_ip_address: '10.9.0.4' } },
    tableLink: { address: 'azurerm_subnet_route_table_association.a', attributes: { subnet_id: subnetId, route_table_id: reference('azurerm_route_table.this.id') } },
    gateway: { address: 'azurerm_nat_gateway.this', attributes: inGroup(called('azurerm_nat_gateway')) },
    gatewayLink: { address: 'azurerm_subnet_nat_gateway_association.a', attributes: { subnet_id: subnetId, nat_gateway_id: reference('azurerm_nat_gateway.this.id') } },
    addressLink: { address: 'azurerm_nat_gateway_public_ip_association.a', attributes: { nat_gateway_id: reference('azurerm_nat_gateway.this.id'), public_ip_address_id: expression('data.azurerm_public_ip.out.id') } },
  };
}

async function answersOf(resources: readonly ResourceSpec[]): Promise<ClusterAnswers> {
  const read = await readPlan({ constraint: '~> 4.0', resources });
  const [answers] = exposuresOf(read.resources);
  if (answers === undefined) throw new Error('there is a cluster');
  return answers;
}

const stateOf = ({ answers }: ClusterAnswers, id: string): unknown => answers.find(({ rule }) => rule.id === id)?.answer.state;
const messagesOf = ({ answers }: ClusterAnswers, id: string): readonly string[] => (answers.find(({ rule }) => rule.id === id)?.answer.evidence ?? []).map(({ message }) => message);

const known = (text: string): unknown => text;
const later = (): unknown => expression('random_id.suffix.hex');

test.each([['names are known', known], ['names have a random suffix', later]])('where %s and no id is, the graph leads from the cluster to subnet, security group, route table and NAT gateway', async (_, name) => {
  const { cluster } = await answersOf(Object.values(estate(name)));
  const [subnet, more] = cluster.network.subnets.items;
  if (subnet === undefined) throw new Error('there is a subnet');
  expect(more).toBeUndefined();
  expect(cluster.network.subnets.rest).toEqual([]);
  expect(cluster.network.networks.map(({ type }) => type)).toEqual(['Microsoft.Network/virtualNetworks']);
  const found = (['networkSecurityGroup', 'routeTable', 'natGateway'] as const).map((property) => {
    const { to } = linkOf(subnet, property, cluster.inventory);
    return to.kind === 'found' ? to.resource.type : to.kind;
  });
  expect(found).toEqual(['Microsoft.Network/networkSecurityGroups', 'Microsoft.Network/routeTables', 'Microsoft.Network/natGateways']);
});

test('the rules see a NAT gateway with an address whose id is not known, and a route, behind a subnet without a security group', async () => {
  const { rule: _rule, groupLink: _link, ...open } = estate(known);
  const { route: _route, table: _table, tableLink: _tableLink, ...withGateway } = open;
  expect(stateOf(await answersOf(Object.values(withGateway)), 'egress-subnet-nat-gateway')).toBe('open');
  const answers = await answersOf(Object.values(open));
  expect(stateOf(answers, 'egress-route')).toBe('open');
  expect(messagesOf(answers, 'egress-default-outbound-access').some((message) => message.includes('virtual_network/nodes'))).toBe(true);
});

test('without the association the gateway serves nobody', async () => {
  const { gatewayLink: _link, rule: _rule, groupLink: _groupLink, route: _route, ...others } = estate(known);
  const answers = await answersOf(Object.values(others));
  // What else there is nobody knows of a plan: pools and subnets made elsewhere.
  expect(stateOf(answers, 'egress-subnet-nat-gateway')).not.toBe('open');
  expect(messagesOf(answers, 'egress-subnet-nat-gateway')).toContain('subnet `virtual_network/nodes` has no NAT gateway');
});

test('a security rule of the same plan that denies the Internet shuts the way through the gateway', async () => {
  const { route: _route, ...others } = estate(known);
  const messages = messagesOf(await answersOf(Object.values(others)), 'egress-subnet-nat-gateway');
  expect(messages.some((message) => message.includes('NAT gateway `nat_gateway` serves subnet `virtual_network/nodes`'))).toBe(true);
  expect(stateOf(await answersOf(Object.values(others)), 'egress-subnet-nat-gateway')).not.toBe('open');
});
