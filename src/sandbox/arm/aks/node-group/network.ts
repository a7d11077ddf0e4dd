import { isDeepStrictEqual } from 'node:util';
import { arrayAt, at, textAt, type JsonObject } from '../../../../arm/json.ts';
import { formatResourceId } from '../../../../arm/resource-id.ts';
import { asObject } from '../../documents.ts';
import { groupId } from '../../resource-groups.ts';
import type { ArmState } from '../../state.ts';
import { subscriptionOf, type Cluster } from '../cluster.ts';
import { keepResource } from './keep.ts';
import { digitsOf } from './scale-sets.ts';

const networks = 'Microsoft.Network/virtualNetworks';
const securityGroups = 'Microsoft.Network/networkSecurityGroups';
const balancers = 'Microsoft.Network/loadBalancers';
const gateways = 'Microsoft.Network/natGateways';
const addresses = 'Microsoft.Network/publicIPAddresses';

/** A resource of the node resource group as AKS wants it; without a body: as it does not want it. */
interface Part {
  readonly type: string;
  readonly names: readonly [string] | readonly [string, string];
  readonly body?: JsonObject | undefined;
}

/**
 * The network of a cluster that stands in none of the user's, with the security group of its nodes, and what the cluster leaves by: made and taken away as it wants
 * them. Names and prefixes are AKS's; the subnet is private since September 2025 (aks-network-isolation.md 3.1).
 */
export function keepNetwork(cluster: Cluster, now: number, state: ArmState): void {
  const group = state.groups.get(groupId(subscriptionOf(cluster), cluster.made.nodeResourceGroup).toLowerCase());
  if (group === undefined) return;
  for (const { type, names, body } of networkParts(cluster)) {
    const id = formatResourceId(group.id, type, names.join('/'));
    const living = state.resources.find(id);
    if (body === undefined) state.resources.removeWithin(id);
    else if (living === undefined || !holds(living.properties, body['properties'])) keepResource(type, group, names, { location: cluster.location, ...body }, now, state);
  }
}

/** What of its network and its way out a cluster has in the resource group of its nodes, and, without a body, what it has not. */
export function networkParts(cluster: Cluster): readonly Part[] {
  const group = groupId(subscriptionOf(cluster), cluster.made.nodeResourceGroup);
  return [...wayOut(cluster, group), ...network(cluster, group)];
}

/** Whether a resource has all that AKS writes into it already. */
function holds(living: JsonObject, wanted: unknown): boolean {
  return Object.entries(asObject(wanted)).every(([name, value]) => isDeepStrictEqual(living[name], value));
}

function network(cluster: Cluster, groupPath: string): readonly Part[] {
  if (cluster.pools.some(({ properties }) => textAt(properties, 'vnetSubnetID') !== undefined)) return [];
  const digits = digitsOf(cluster);
  const [vnet, security] = [`aks-vnet-${digits}`, `aks-agentpool-${digits}-nsg`];
  const leavesBy = outboundTypeOf(cluster);
  const natGateway = leavesBy.startsWith('managedNATGateway') ? { id: formatResourceId(groupPath, gateways, natGatewayOf(cluster)) } : undefined;
  const subnet = { addressPrefix: '10.224.0.0/16', defaultOutboundAccess: false, networkSecurityGroup: { id: formatResourceId(groupPath, securityGroups, security) }, natGateway };
  return [
    { type: securityGroups, names: [security], body: { properties: {} } },
    { type: `${securityGroups}/securityRules`, names: [security, denyInternet.name], body: leavesBy === 'block' ? { properties: denyInternet.properties } : undefined },
    { type: networks, names: [vnet], body: { properties: { addressSpace: { addressPrefixes: ['10.224.0.0/12'] } } } },
    { type: `${networks}/subnets`, names: [vnet, 'aks-subnet'], body: { properties: subnet } },
  ];
}

/** What is called `block` is a rule of low priority on the nodes that denies the Internet (aks-network-isolation.md 2.1); its name and number are assumed. */
const denyInternet = {
  name: 'aks-deny-internet-outbound',
  properties: { direction: 'Outbound', access: 'Deny', priority: 4096, protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: 'Internet', destinationPortRange: '*' },
} as const;

/** The load balancer `kubernetes` or the NAT gateway, and the address of AKS's own. */
function wayOut(cluster: Cluster, groupPath: string): readonly Part[] {
  const leavesBy = outboundTypeOf(cluster);
  const { publicIpName } = cluster.made;
  const profile = at(cluster.properties, 'networkProfile', 'loadBalancerProfile');
  const isBalanced = leavesBy === 'loadBalancer';
  const isNat = leavesBy.startsWith('managedNATGateway');
  const hasAddress = isNat || (isBalanced && at(profile, 'managedOutboundIPs') !== undefined);
  const own = formatResourceId(groupPath, addresses, publicIpName);
  const used = hasAddress ? [own] : arrayAt(profile, 'outboundIPs', 'publicIPs').flatMap((address) => textAt(address, 'id') ?? []);
  const balancer = formatResourceId(groupPath, balancers, 'kubernetes');
  const frontends = used.map((id) => ({ name: id.split('/').at(-1) ?? '', properties: { privateIPAllocationMethod: 'Dynamic', publicIPAddress: { id } } }));
  const outboundRules = [{ name: 'aksOutboundRule', properties: { protocol: 'All', idleTimeoutInMinutes: 30, frontendIPConfigurations: frontends.map(({ name }) => ({ id: `${balancer}/frontendIPConfigurations/${name}` })) } }];
  return [
    { type: addresses, names: [publicIpName], body: hasAddress ? { sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } } : undefined },
    { type: balancers, names: ['kubernetes'], body: isBalanced ? { sku: { name: 'Standard' }, properties: { frontendIPConfigurations: frontends, outboundRules } } : undefined },
    { type: gateways, names: [natGatewayOf(cluster)], body: isNat ? { sku: { name: 'Standard' }, properties: { publicIpAddresses: [{ id: own }] } } : undefined },
  ];
}

function natGatewayOf(cluster: Cluster): string {
  return `aks-natgateway-${digitsOf(cluster)}`;
}

function outboundTypeOf({ properties }: Cluster): string {
  return textAt(properties, 'networkProfile', 'outboundType') ?? '';
}
