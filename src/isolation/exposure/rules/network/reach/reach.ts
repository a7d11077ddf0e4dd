import { isUnknown, Unknown } from '../../../../../language/unknown.ts';
import type { Network } from '../../../../network/security-rules.ts';
import { closed, notVisible, open, undetermined, type Evidence } from '../../../evidence.ts';
import type { ClusterView } from '../../../graph/cluster.ts';
import type { Inventory } from '../../../graph/inventory.ts';
import type { SubnetView } from '../../../graph/network.ts';
import { oncePerThing } from '../../../graph/once.ts';
import { bodyOf, isOneOf, step, textIn } from '../../../graph/spot.ts';
import type { Layer } from './layer.ts';
import { passing } from './passage.ts';
import { routeLayer, tableOf, type Table, type TableRoute } from './route-table.ts';
import { prefixesAt, securityGroupLayer } from './security-group.ts';

/** What becomes of packets from a subnet to the Internet, before anything gives them a public address. */
export interface Reach {
  /** Whether security rules let any out. */
  readonly group: Evidence;
  /** Whether any keep the next hop Internet and pass the rules: what NAT gateways, load balancers and default outbound access carry. */
  readonly internet: Evidence;
  /** Whether any keep the next hop Internet, rules or not: security groups let answers pass. */
  readonly answers: Evidence;
  /** Whether any to storage accounts of the region do, which need no public address. */
  readonly storage: Evidence;
  /** Routes that lead packets to the Internet elsewhere, one for each next hop. */
  readonly hops: readonly Hop[];
  /** Says that there may be routes besides, where anything could take them. */
  readonly rest: readonly Evidence[];
}

export interface Hop {
  readonly type: 'Internet' | 'VirtualAppliance' | 'VirtualNetworkGateway' | 'unknown';
  readonly evidence: Evidence;
}

/** How packets leave a subnet of the cluster. Worked out once for each subnet, however many clusters live in it. */
export function reachOf(cluster: ClusterView, subnet: SubnetView): Reach {
  const reach = inSubnet(subnet, cluster.inventory);
  // A rule of AKS on the network interfaces ("Customize cluster egress with outbound types": outbound type of block; Azure/AKS issue #4351).
  const isBlocked = isOneOf(cluster.outboundType, ['block']);
  if (isBlocked === false) return reach;
  const blocked = (evidence: Evidence): Evidence => {
    if (evidence.state === 'closed') return evidence;
    if (isUnknown(isBlocked)) return evidence.state === 'open' ? undetermined(`${evidence.message}, unless the outbound type is \`block\`: ${isBlocked.why}`, cluster.outboundType) : evidence;
    return closed('with outbound type `block` AKS denies the Internet on every network interface of nodes', cluster.outboundType);
  };
  return { ...reach, group: blocked(reach.group), internet: blocked(reach.internet), storage: blocked(reach.storage), hops: reach.hops.map(({ type, evidence }) => ({ type, evidence: blocked(evidence) })), rest: isBlocked === true ? [] : reach.rest };
}

/** Of one subnet, whoever lives in it. */
const inSubnet = oncePerThing(workOut, ({ resource, name }) => [resource, name.toLowerCase()]);

function workOut(subnet: SubnetView, inventory: Inventory): Reach {
  const { table, missing } = tableOf(subnet, inventory);
  const network = networkOf(subnet, table);
  const group = securityGroupLayer(subnet, inventory);
  const name = `subnet \`${subnet.name}\``;
  const groupAt = subnet.at('networkSecurityGroup', 'id');
  const tableAt = table?.spot ?? subnet.at('routeTable', 'id');
  const rules = group.kind === 'none' ? open(`${name} has no security group`, groupAt) : passing([group], network, `security rules of ${name} let out {}`, groupAt).evidence;
  const systemRoutes: Layer = table === undefined ? (missing === undefined ? { kind: 'none' } : { kind: 'missing', evidence: missing }) : routeLayer(table, ({ route: { hop } }) => (isUnknown(hop) ? hop : hop === 'Internet'), true);
  const towards = (layers: readonly Layer[]): Evidence => passing(layers, network, `${name} sends {} to the next hop Internet`, tableAt).evidence;
  const answers = towards([systemRoutes]);
  // Behind rules that let nothing out the routes have nothing to lead: most subnets of isolated clusters are done here.
  if (rules.state === 'closed') return { group: rules, internet: rules, storage: rules, answers, hops: (table?.routes ?? []).length === 0 ? [] : [{ type: 'unknown', evidence: rules }], rest: [] };
  const internet = towards([group, systemRoutes]);
  return {
    group: rules,
    internet,
    answers,
    storage: storageOf([group, systemRoutes], internet, subnet, network),
    hops: table === undefined ? [] : hopsOf(table, subnet, group, network),
    rest: [...(missing === undefined ? [] : [missing]), ...(table?.unsure === undefined ? [] : [table.unsure])],
  };
}

function storageOf(layers: readonly Layer[], internet: Evidence, subnet: SubnetView, network: Network): Evidence {
  const at = subnet.at('networkSecurityGroup', 'id');
  const { evidence } = passing([...layers, storageLayer(subnet)], network, `{} leaves subnet \`${subnet.name}\` and needs no public address`, at);
  // Of what certainly passes, whether it is for storage is left open by service tags alone, of which the addresses were not given.
  return evidence.state === 'undetermined' && internet.state === 'open' ? notVisible(`whether storage accounts are among what subnet \`${subnet.name}\` may reach`, at) : evidence;
}

/** Lets through what goes to storage accounts of the region, by their service tag ("Azure service tags overview": Storage, regional). */
function storageLayer({ network, name }: SubnetView): Layer {
  const location = network === undefined ? undefined : textIn(step(bodyOf(network), 'location'))?.replaceAll(/[^a-z0-9]/gi, '');
  const tag = location === undefined || location === '' ? 'Storage' : `Storage.${location}`;
  const any = { direction: 'Outbound', protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationPortRange: '*' };
  const rules = [
    { pointer: 'storage', value: { name: 'storage', properties: { ...any, priority: 100, access: 'Allow', destinationAddressPrefix: tag } } },
    { pointer: 'others', value: { name: 'others', properties: { ...any, priority: 200, access: 'Deny', destinationAddressPrefix: '*' } } },
  ];
  return { kind: 'seen', rules, spots: new Map(), shut: closed(`nothing from subnet \`${name}\` is for storage accounts`) };
}

function networkOf(subnet: SubnetView, table: Table | undefined): Network {
  const network = subnet.network === undefined ? new Unknown(`the virtual network of subnet ${subnet.name} was not given`) : prefixesAt(step(bodyOf(subnet.network), 'properties', 'addressSpace', 'addressPrefixes'));
  const routes = table?.routes.map(({ prefix }) => prefix) ?? [];
  return { networkPrefixes: network, subnetPrefixes: prefixesAt(subnet.at('addressPrefix'), subnet.at('addressPrefixes')), alsoVirtualNetwork: routes };
}

/** Routes with one next hop are looked at together. */
function hopsOf(table: Table, subnet: SubnetView, group: Layer, network: Network): readonly Hop[] {
  const byHop = new Map<string, { readonly type: Hop['type']; readonly routes: Set<TableRoute> }>();
  for (const one of table.routes) {
    const { hop } = one.route;
    if (hop === 'None' || hop === 'VnetLocal') continue;
    const type = isUnknown(hop) ? 'unknown' : hop;
    const key = `${type} ${addressOf(one)?.toLowerCase() ?? ''}`;
    const there = byHop.get(key);
    if (there === undefined) byHop.set(key, { type, routes: new Set([one]) });
    else there.routes.add(one);
  }
  return [...byHop.values()].map(({ type, routes }) => ({ type, evidence: throughHop(table, type, routes, subnet, group, network) }));
}

function throughHop(table: Table, type: Hop['type'], routes: ReadonlySet<TableRoute>, subnet: SubnetView, group: Layer, network: Network): Evidence {
  const [first] = routes;
  const layer = routeLayer(table, (one) => (routes.has(one) ? (isUnknown(one.route.hop) ? one.route.hop : true) : false), false);
  const target = type === 'VirtualAppliance' || type === 'unknown' ? addressOf(first) : type;
  const { evidence, by } = passing([group, layer], network, `a route leads {} from subnet \`${subnet.name}\` to ${hopText(type, target)}`, first?.hop ?? table.spot);
  if (evidence.state !== 'open') return evidence;
  const decides = by === undefined ? undefined : table.routes[Number(by)];
  const message = decides === undefined ? evidence.message : evidence.message.replace('a route leads', `route \`${decides.route.name}\` leads`);
  return { ...evidence, message, ...(target === undefined ? {} : { target }) };
}

function addressOf(one: TableRoute | undefined): string | undefined {
  const address = one?.route.nextHopIpAddress;
  return isUnknown(address) ? undefined : address;
}

function hopText(type: Hop['type'], target: string | undefined): string {
  if (type === 'Internet') return 'the next hop Internet';
  if (type === 'VirtualNetworkGateway') return 'the virtual network gateway';
  return target === undefined ? 'an appliance' : `appliance \`${target}\``;
}
