import { isUnknown, Unknown } from '../../../../../language/unknown.ts';
import { prefixOf } from '../../../../network/addresses/prefixes.ts';
import type { WrittenRule } from '../../../../network/filter/security-rule.ts';
import { closed, notVisible, undetermined, type Evidence } from '../../../evidence.ts';
import { childrenIn } from '../../../graph/children.ts';
import type { Inventory } from '../../../graph/inventory.ts';
import { linkOf, type SubnetView } from '../../../graph/network.ts';
import { isWhole } from '../../../graph/places.ts';
import { bodyOf, step, textIn, type Spot } from '../../../graph/spot.ts';
import type { SeenLayer } from './layer.ts';

export const routeTableType = 'Microsoft.Network/routeTables';
const routeType = `${routeTableType}/routes`;

/** A route that somebody wrote. */
export interface WrittenRoute {
  readonly name: string;
  readonly prefix: Spot;
  readonly hop: Spot;
  /** Where the route leads, in lower case; Unknown where that is not known, or is nothing that Azure takes. */
  readonly type: HopType | Unknown;
  readonly address: Spot;
  /** Why it is not known whether the route will be deployed. */
  readonly mayBeAbsent?: string;
}

export type HopType = 'internet' | 'virtualappliance' | 'virtualnetworkgateway' | 'vnetlocal' | 'none';
const hopTypes: readonly HopType[] = ['internet', 'virtualappliance', 'virtualnetworkgateway', 'vnetlocal', 'none'];

/** The routes of a subnet's table. */
export interface Table {
  readonly name: string;
  readonly routes: readonly WrittenRoute[];
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
  const routes = items.map(({ name, properties }) => readRoute(name, properties, properties.resource === resource ? undefined : properties.resource.mayBeAbsent));
  if (unknown !== undefined) routes.push({ name: 'more', prefix: unknown.spot, hop: unknown.spot, type: unknown.why, address: unknown.spot });
  const unsure =
    resource.mayBeAbsent !== undefined
      ? undetermined(`whether route table \`${resource.name}\` will be deployed is not known: ${resource.mayBeAbsent}`, list)
      : isWhole(resource, routeType, inventory)
        ? undefined
        : notVisible(`routes of table \`${resource.name}\` that are made elsewhere`, list);
  return { table: { name: resource.name, routes, spot: list, ...(unsure === undefined ? {} : { unsure }) } };
}

function readRoute(name: string, properties: Spot, mayBeAbsent: string | undefined): WrittenRoute {
  const hop = step(properties, 'nextHopType');
  const written = textIn(hop)?.toLowerCase();
  const type = isUnknown(hop.value) ? hop.value : (hopTypes.find((known) => known === written) ?? new Unknown(written === undefined ? 'it has no next hop type' : `its next hop type is \`${written}\``));
  return { name, prefix: step(properties, 'addressPrefix'), hop, type, address: step(properties, 'nextHopIpAddress'), ...(mayBeAbsent === undefined ? {} : { mayBeAbsent }) };
}

/**
 * The routes as rules that let through what takes one of some routes. The longest prefix that holds the destination decides, and where none does the
 * system's default route to the Internet ("Azure virtual network traffic routing", how Azure selects a route): the order of longest prefixes first is that
 * of priorities.
 * @param takes whether packets on a route go through; Unknown where that is not known
 * @param byDefault whether those on no route do
 */
export function routeLayer({ name, routes, spot, unsure }: Table, takes: (route: WrittenRoute) => boolean | Unknown, byDefault: boolean): SeenLayer {
  const ranks = ranksOf(routes);
  const rules = routes.map((route, index) => ruleOf(`${index}`, route.name, { priority: ranks[index], access: accessOf(takes(route)), prefix: prefixValue(route), mayBeAbsent: route.mayBeAbsent }));
  rules.push(ruleOf('default', 'default', { priority: lastPriority, access: accessOf(byDefault), prefix: '*', mayBeAbsent: undefined }));
  const spots = new Map(routes.map(({ hop }, index) => [`${index}`, hop] as const));
  const doubts = new Map(routes.map((route, index) => [`${index}`, doubtOf(route, name)] as const));
  return { kind: 'seen', rules, spots, doubts, shut: closed(byDefault ? `route table \`${name}\` leads packets to the Internet elsewhere, or nowhere` : `longer routes of table \`${name}\` take every packet to the Internet from that route`, spot), ...(unsure === undefined ? {} : { unsure }) };
}

function doubtOf({ name, prefix, type, mayBeAbsent }: WrittenRoute, table: string): string {
  const route = `route \`${name}\` of table \`${table}\``;
  if (mayBeAbsent !== undefined) return `whether ${route} will be deployed is not known: ${mayBeAbsent}`;
  if (isUnknown(prefix.value)) return `for which addresses ${route} is, is not known: ${prefix.value.why}`;
  return isUnknown(type) ? `where ${route} leads is not known: ${type.why}` : `what ${route} leads away is not known: \`${textIn(prefix) ?? ''}\` is no address prefix`;
}

const firstPriority = 100;
const lastPriority = 4096;
/** Azure's own ranges, which service tags stand for, are no wider than this: a tag is longer than any prefix of up to so many bits. */
const widestOfTags = 8;

function prefixValue({ prefix: { value } }: WrittenRoute): unknown {
  return value === undefined || value === null || value === '' ? new Unknown('it has no address prefix') : value;
}

/** A priority for each route, longer prefixes first. Two routes of one prefix share one; that of a tag is known only beside wide prefixes. */
function ranksOf(routes: readonly WrittenRoute[]): readonly (number | Unknown)[] {
  const read = routes.map((route) => {
    const text = textIn(route.prefix);
    if (text === undefined) return 'unknown';
    const prefix = prefixOf(text);
    return prefix === undefined ? 'tag' : { length: prefix.length, key: `${prefix.family} ${prefix.from} ${prefix.length}` };
  });
  const keys = [...new Map(read.flatMap((prefix) => (typeof prefix === 'string' ? [] : [[prefix.key, prefix.length] as const]))).entries()].toSorted(([, one], [, other]) => other - one);
  const rank = new Map(keys.map(([key], index) => [key, firstPriority + 1 + index] as const));
  const [longest] = keys;
  const beforeAll = longest === undefined || longest[1] <= widestOfTags;
  return read.map((prefix) => {
    if (prefix === 'unknown') return new Unknown('its prefix is not known');
    if (prefix === 'tag') return beforeAll ? firstPriority : new Unknown('how long the prefixes of a service tag are is not known');
    return rank.get(prefix.key) ?? lastPriority;
  });
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
