/** Whether the security group of the nodes lets them to the endpoint of the registry: many end with a rule that denies everything. */
import { arrayAt, textAt } from '../../../../arm/json.ts';
import { isUnknown } from '../../../../language/unknown.ts';
import { prefixOf } from '../../../network/addresses/prefixes.ts';
import { covers, meet, rangesOf, type Ranges } from '../../../network/addresses/ranges.ts';
import { readRule, type SecurityRule, type Side } from '../../../network/filter/security-rule.ts';
import { nameOf } from '../names.ts';
import type { Endpoint } from '../registry/endpoints.ts';
import type { RegistrySite } from '../site.ts';
import { addressed, az } from '../steps/creation.ts';
import { undetermined, unverified, wrong, type Want } from '../want.ts';
import { securityGroupType } from '../types.ts';
import { nodeSubnetsOf, prefixesOf } from './subnets.ts';

/** @param endpoint where the registry is reached; undefined while there is none yet */
export function wayWants(site: RegistrySite, endpoint: Endpoint | undefined): readonly Want[] {
  return nodeSubnetsOf(site).flatMap((subnet) => wayFrom(subnet, site, endpoint));
}

function wayFrom(subnet: string, { network, look }: RegistrySite, endpoint: Endpoint | undefined): readonly Want[] {
  const nodes = look.subnet(network.id, subnet);
  const groupId = nodes.state === 'found' ? textAt(nodes.value, 'properties', 'networkSecurityGroup', 'id') : undefined;
  if (nodes.state !== 'found' || groupId === undefined || endpoint?.isInNetwork === false) return [];
  const there = look.subnet(network.id, endpoint === undefined ? network.endpointSubnet : endpoint.subnetId.split('/').at(-1) ?? '');
  const targets = there.state === 'found' ? prefixesOf(there.value) : [];
  if (targets.length === 0) return [];
  const name = nameOf(groupId);
  const group = look.document(groupId);
  if (group.state === 'absent') return [];
  if (group.state === 'unread') {
    const unread = undetermined(groupId, `whether network security group ${name} lets nodes to the registry`, { why: group.why, right: `${securityGroupType}/read` });
    // Nothing is made of it, so it keeps nothing from being made.
    return [{ ...unread, state: 'unverified' }];
  }
  const rules = arrayAt(group.value, 'properties', 'securityRules').map((value, index) => readRule({ pointer: String(index), value })).filter((rule) => rule !== undefined);
  const verdict = judge(rules, { nodes: rangesIn(prefixesOf(nodes.value)), targets: rangesIn(targets) });
  if (verdict.kind === 'open') return [];
  const what = `rule ${verdict.rule.mark.name} of network security group ${name} ${verdict.kind === 'shut' ? 'keeps' : 'may keep'} nodes from the endpoint of the registry`;
  const why = `Nodes reach it by TCP on port 443 in ${targets.join(', ')}, and have no other way to their images.`;
  return [verdict.kind === 'shut' ? wrong(groupId, what, why, allowCommand(groupId, rules, verdict.rule, targets)) : unverified(groupId, what, why)];
}

interface Way {
  readonly nodes: Ranges<number>;
  readonly targets: Ranges<number>;
}

type Verdict = { readonly kind: 'open' } | { readonly kind: 'shut' | 'perhaps'; readonly rule: SecurityRule };

/** In the order of priorities the first rule that matches decides; Azure's own last rules let everything through within the network. */
function judge(rules: readonly SecurityRule[], way: Way): Verdict {
  let doubt: SecurityRule | undefined;
  for (const rule of rules.toSorted((left, right) => priorityOf(left) - priorityOf(right))) {
    const match = matches(rule, way);
    if (match === 'none') continue;
    if (match === 'all' && rule.allows === true) break;
    if (match === 'all' && rule.allows === false && doubt === undefined) return { kind: 'shut', rule };
    if (rule.allows !== true) doubt ??= rule;
  }
  return doubt === undefined ? { kind: 'open' } : { kind: 'perhaps', rule: doubt };
}

const https: Ranges<number> = [443, 444];
const everyPort: Ranges<number> = [0, 65_536];
/** The place of Tcp in the list of protocols. */
const tcp: Ranges<number> = [0, 1];

function matches({ protocol, ports, sourcePorts, source, destination, outbound }: SecurityRule, { nodes, targets }: Way): 'all' | 'some' | 'none' {
  if (!meet(protocol.most, tcp) || !meet(ports.most, https)) return 'none';
  const [from, to] = [reach(source, nodes), reach(destination, targets)];
  if (from === 'none' || to === 'none') return 'none';
  const isSure = !isUnknown(outbound) && covers(protocol.least, tcp) && covers(ports.least, https) && covers(sourcePorts.least, everyPort);
  return isSure && from === 'all' && to === 'all' ? 'all' : 'some';
}

function reach({ everything, ipv4, tags, groups, unknown }: Side, ranges: Ranges<number>): 'all' | 'some' | 'none' {
  if (everything || covers(ipv4, ranges) || tags.some((tag) => tag.toLowerCase() === 'virtualnetwork')) return 'all';
  return groups || unknown.length > 0 || meet(ipv4, ranges) ? 'some' : 'none';
}

function priorityOf({ priority }: SecurityRule): number {
  return isUnknown(priority) ? 0 : priority;
}

/** A rule before the one that denies, where a priority is free. */
function allowCommand(groupId: string, rules: readonly SecurityRule[], denies: SecurityRule, targets: readonly string[]): string | undefined {
  const taken = new Set(rules.map(priorityOf));
  let priority = priorityOf(denies) - 1;
  while (taken.has(priority)) priority -= 1;
  if (priority < 100) return undefined;
  return az(
    'network nsg rule create', '--name', 'AllowRegistry', '--nsg-name', ...addressed(groupId).slice(1), '--priority', String(priority), '--direction', 'Outbound', '--access', 'Allow',
    '--protocol', 'Tcp', '--destination-address-prefixes', ...targets, '--destination-port-ranges', '443',
  );
}

function rangesIn(prefixes: readonly string[]): Ranges<number> {
  return rangesOf(prefixes.map(prefixOf).flatMap((prefix) => (prefix?.family === 'IPv4' ? [[prefix.from, prefix.end] as const] : [])));
}
