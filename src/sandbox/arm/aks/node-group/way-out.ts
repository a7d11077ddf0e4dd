import { isDeepStrictEqual } from 'node:util';
import { arrayAt, at, textAt, type JsonObject } from '../../../../arm/json.ts';
import { formatResourceId } from '../../../../arm/resource-id.ts';
import { asObject } from '../../documents.ts';
import { groupId } from '../../groups/resource-groups.ts';
import type { ArmState } from '../../state.ts';
import { subscriptionOf, type Cluster } from '../cluster.ts';
import { keepResource } from './keep.ts';
import { digitsOf } from './scale-sets.ts';

const balancers = 'Microsoft.Network/loadBalancers';
const gateways = 'Microsoft.Network/natGateways';
const addresses = 'Microsoft.Network/publicIPAddresses';

/** A resource of the node resource group as AKS wants it; without a body: as it does not want it. */
interface Part {
  readonly type: string;
  readonly name: string;
  readonly body?: JsonObject | undefined;
}

/**
 * What a cluster leaves by, in the resource group of its nodes: made and taken away as its outbound type wants it, under AKS's names. The network that AKS makes for
 * a cluster without one, and the security rule that is called `block`, are not there yet.
 */
export function keepWayOut(cluster: Cluster, now: number, state: ArmState): void {
  const group = state.groups.get(groupId(subscriptionOf(cluster), cluster.made.nodeResourceGroup).toLowerCase());
  if (group === undefined) return;
  for (const { type, name, body } of wayOutOf(cluster)) {
    const id = formatResourceId(group.id, type, name);
    const living = state.resources.find(id);
    // What somebody put there may be more than a way out: a service of the cluster that is reached from outside.
    if (living?.isGiven === true) continue;
    if (body === undefined) state.resources.removeWithin(id);
    else if (living === undefined || !holds(living.properties, body['properties'])) keepResource(type, group, [name], { location: cluster.location, ...body }, now, state);
  }
}

/** Whether a resource has all that AKS writes into it already. */
function holds(living: JsonObject, wanted: unknown): boolean {
  return Object.entries(asObject(wanted)).every(([name, value]) => isDeepStrictEqual(living[name], value));
}

/** The load balancer `kubernetes` or the NAT gateway, and the address of AKS's own; without a body: what is not to be there. */
export function wayOutOf(cluster: Cluster): readonly Part[] {
  const groupPath = groupId(subscriptionOf(cluster), cluster.made.nodeResourceGroup);
  const leavesBy = textAt(cluster.properties, 'networkProfile', 'outboundType') ?? '';
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
    { type: addresses, name: publicIpName, body: hasAddress ? { sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } } : undefined },
    { type: balancers, name: 'kubernetes', body: isBalanced ? { sku: { name: 'Standard' }, properties: { frontendIPConfigurations: frontends, outboundRules } } : undefined },
    { type: gateways, name: natGatewayOf(cluster), body: isNat ? { sku: { name: 'Standard' }, properties: { publicIpAddresses: [{ id: own }] } } : undefined },
  ];
}

function natGatewayOf(cluster: Cluster): string {
  return `aks-natgateway-${digitsOf(cluster)}`;
}
