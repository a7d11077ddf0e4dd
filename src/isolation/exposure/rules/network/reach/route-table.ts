import { isUnknown, Unknown } from '../../../../../language/unknown.ts';
import type { Prefix } from '../../../../network/addresses/prefixes.ts';
import type { WrittenRule } from '../../../../network/filter/security-rule.ts';
import { readRoute, type Route } from '../../../../network/route.ts';
import { closed, notVisible, undetermined, type Evidence } from '../../../evidence.ts';
import { childrenIn } from '../../../graph/children.ts';
import type { Inventory } from '../../../graph/inventory.ts';
import { linkOf, type SubnetView } from '../../../graph/network.ts';
import { isWhole } from '../../../graph/places.ts';
import { bodyOf, step, type Spot } from '../../../graph/spot.ts';
import type { SeenLayer } from './layer.ts';

export const routeTableType = 'Microsoft.Network/routeTables';
const routeType = `${routeTableType}/routes`;

/** A route that somebody wrote. */
export interface TableRoute {
  readonly route: Route;
  /** The text of the prefix, or of the service tag; Unknown where it is. */
  readonly prefix: unknown;
  readonly hop: Spot;
  /** Why it is not known whether the route will be deployed. */
  readonly mayBeAbsent?: string | undefined;
}

/** The routes of a subnet's table. */
export interface Table {
  readonly name: string;
  readonly routes: readonly TableRoute[];
  /** Where routes would be written. */
  readonly spot: Spot;
  readonly unsure?: Evidence;
}

/** The table of a subnet; evidence where it was not given, or is not known; undefined where the subnet has none. */
export function tableOf(subnet: SubnetView, inventory: Inventory): { readonly table?: Table; readonly missing?: Evidence } {
  const { spot: link, to } = linkOf(subnet, 'routeTable', inventory);
  if (to.kind === 'none') return {};
  if (to.kind === 'outside') return { missing: notVisible(`route table \`${to.id.split('/').at(-1) ?? ''}\` of subnet \`${subnet.name}\``, link) };
  if (to.kind === 'unknown') return { missing: undetermined(`the route table of subnet \`${subnet.name}\` is not known: ${to.why}`, link) };
  const { resource } = to;
  const list = step(bodyOf(resource), 'properties', 'routes');
  const { items, unknown } = childrenIn(resource, 'routes', routeType, inventory);
  const routes = items.map(({ name, properties }) => routeAt(name, properties, properties.resource === resource ? undefined : properties.resource.mayBeAbsent));
  if (unknown !== undefined) routes.push(routeAt('more', { ...unknown.spot, value: unknown.why }, undefined));
  const unsure =
    resource.mayBeAbsent !== undefined
      ? undetermined(`whether route table \`${resource.name}\` will be deployed is not known: ${resource.mayBeAbsent}`, list)
      : isWhole(resource, routeType, inventory)
        ? undefined
        : notVisible(`routes of table \`${resource.name}\` that are made elsewhere`, list);
  return { table: { name: resource.name, routes, spot: list, ...(unsure === undefined ? {} : { unsure }) } };
}

function routeAt(name: string, properties: Spot, mayBeAbsent: string | undefined): TableRoute {
  const route = readRoute({ pointer: properties.pointer, value: { name, properties: properties.value } });
  return { route, prefix: step(properties, 'addressPrefix').value, hop: step(properties, 'nextHopType'), mayBeAbsent };
}

/**
 * The routes as rules that let through what takes one of some routes. The longest prefix that holds the destination decides, and where none does the
 * system's default route to the Internet ("Azure virtual network traffic routing", how Azure selects a route): the order of longest prefixes first is that
 * of priorities.
 * @param takes whether packets on a route go through; Unknown where that is not known
 * @param byDefault whether those on no route do
 */
export function routeLayer({ name, routes, spot, unsure }: Table, takes: (route: TableRoute) => boolean | Unknown, byDefault: boolean): SeenLayer {
  const ranks = ranksOf(routes);
  const rules = routes.map((one, index) => ruleOf(`${index}`, one.route.name, { priority: ranks[index], access: accessOf(takes(one)), prefix: isUnknown(one.route.destination) ? one.route.destination : one.prefix, mayBeAbsent: one.mayBeAbsent }));
  rules.push(ruleOf('default', 'default', { priority: lastPriority, access: accessOf(byDefault), prefix: '*', mayBeAbsent: undefined }));
  const spots = new Map(routes.map(({ hop }, index) => [`${index}`, hop] as const));
  const doubts = new Map(routes.map((route, index) => [`${index}`, doubtOf(route, name)] as const));
  return { kind: 'seen', rules, spots, doubts, shut: closed(byDefault ? `route table \`${name}\` leads packets to the Internet elsewhere, or nowhere` : `longer routes of table \`${name}\` take every packet to the Internet from that route`, spot), ...(unsure === undefined ? {} : { unsure }) };
}

function doubtOf({ route: { name, hop, destination }, prefix, mayBeAbsent }: TableRoute, table: string): string {
  const route = `route \`${name}\` of table \`${table}\``;
  if (mayBeAbsent !== undefined) return `whether ${route} will be deployed is not known: ${mayBeAbsent}`;
  if (isUnknown(destination)) return `for which addresses ${route} is, is not known: ${destination.why}`;
  return isUnknown(hop) ? `where ${route} leads is not known: ${hop.why}` : `what ${route} leads away is not known: it is for the service tag \`${String(prefix)}\``;
}

const firstPriority = 100;
const lastPriority = 4096;
/** Azure's own ranges, which service tags stand for, are no wider than this: a tag is longer than any prefix of up to so many bits. */
const widestOfTags = 8;

/** A priority for each route, longer prefixes first. Two routes of one prefix share one; that of a tag is known only beside wide prefixes. */
function ranksOf(routes: readonly TableRoute[]): readonly (number | Unknown)[] {
  const lengths = new Map(routes.flatMap(({ route: { destination } }) => ('prefix' in destination ? [[keyOf(destination.prefix), destination.prefix.length] as const] : [])));
  const longestFirst = [...lengths].toSorted(([, one], [, other]) => other - one);
  const rank = new Map(longestFirst.map(([key], index) => [key, firstPriority + 1 + index] as const));
  const isBesideWide = (longestFirst[0]?.[1] ?? 0) <= widestOfTags;
  return routes.map(({ route: { destination } }) => {
    if (isUnknown(destination)) return destination;
    if ('prefix' in destination) return rank.get(keyOf(destination.prefix)) ?? lastPriority;
    return isBesideWide ? firstPriority : new Unknown('how long the prefixes of a service tag are is not known');
  });
}

function keyOf({ family, from, length }: Prefix): string {
  return `${family} ${from} ${length}`;
}

function accessOf(takes: boolean | Unknown): unknown {
  if (isUnknown(takes)) return takes;
  return takes ? 'Allow' : 'Deny';
}

interface Rule {
  readonly priority: unknown;
  readonly access: unknown;
  readonly prefix: unknown;
  readonly mayBeAbsent: string | undefined;
}

function ruleOf(pointer: string, name: string, { priority, access, prefix, mayBeAbsent }: Rule): WrittenRule {
  // Of what may not be there it is not known whether it decides anything, as of a rule of which it is not known whether it is for outbound traffic.
  const direction = mayBeAbsent === undefined ? 'Outbound' : new Unknown(mayBeAbsent);
  return {
    pointer,
    value: { name, properties: { priority, access, direction, protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationPortRange: '*', destinationAddressPrefix: prefix } },
  };
}
