import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { prefixOf } from '../../../src/isolation/network/addresses/prefixes.ts';
import { publicAddresses } from '../../../src/isolation/network/addresses/internet.ts';
import { holds } from '../../../src/isolation/network/addresses/ranges.ts';
import { internetThroughGroups } from '../../../src/isolation/network/security-rules.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import type { WrittenRule } from '../../../src/isolation/network/filter/security-rule.ts';
import { network } from './rules.ts';

/** One packet, and a group of rules as Azure would apply them to it: rule by rule, in the order of the priorities, until one matches. */
interface Packet {
  readonly protocol: string;
  readonly source: number;
  readonly sourcePort: number;
  readonly destination: number;
  readonly port: number;
}

interface Rule {
  readonly priority: number;
  readonly access: 'Allow' | 'Deny';
  readonly direction: 'Outbound' | 'Inbound';
  readonly protocol: string;
  readonly source: readonly string[];
  readonly sourcePorts: readonly string[];
  readonly destination: readonly string[];
  readonly ports: readonly string[];
}

/** What Azure knows and a document does not say. */
interface World {
  readonly tags: ReadonlyMap<string, readonly string[]>;
  /** Whether a rule for some ports is one for protocols without ports. */
  readonly portlessMatch: boolean;
}

const read = new Map<string, ReturnType<typeof prefixOf>>();

function cachedPrefix(text: string): ReturnType<typeof prefixOf> {
  if (!read.has(text)) read.set(text, prefixOf(text));
  return read.get(text);
}

const address = (text: string): number => {
  const prefix = cachedPrefix(text);
  return prefix?.family === 'IPv4' ? prefix.from : Number.NaN;
};

function within(prefixes: readonly string[], at: number, world: World): boolean {
  return prefixes.some((text) => {
    if (text === '*') return true;
    const name = text.toLowerCase();
    if (name === 'virtualnetwork') return at >= address('10.0.0.0') && at < address('10.1.0.0');
    if (name === 'internet') return holds(publicAddresses.ipv4, at);
    const tag = world.tags.get(name);
    if (tag !== undefined) return within(tag, at, world);
    const prefix = cachedPrefix(text);
    return prefix?.family === 'IPv4' && prefix.from <= at && at < prefix.end;
  });
}

function atPort(ranges: readonly string[], port: number): boolean {
  return ranges.some((text) => {
    const [from = '', to = from] = text.split('-');
    return text === '*' || (Number(from) <= port && port <= Number(to));
  });
}

function matches(rule: Rule, packet: Packet, world: World): boolean {
  if (rule.protocol !== '*' && rule.protocol !== packet.protocol) return false;
  const hasPorts = packet.protocol === 'Tcp' || packet.protocol === 'Udp';
  const forSome = !rule.ports.includes('*') || !rule.sourcePorts.includes('*');
  if (hasPorts ? !atPort(rule.ports, packet.port) || !atPort(rule.sourcePorts, packet.sourcePort) : forSome && !world.portlessMatch) return false;
  return within(rule.source, packet.source, world) && within(rule.destination, packet.destination, world);
}

function passes(rules: readonly Rule[], packet: Packet, world: World): boolean {
  const first = rules.filter(({ direction }) => direction === 'Outbound').toSorted((one, other) => one.priority - other.priority).find((rule) => matches(rule, packet, world));
  return first === undefined || first.access === 'Allow';
}

/** All combinations of what stands at the edges of anything that is written: where no rule draws a line, packets fare alike. */
function packets(groups: readonly (readonly Rule[])[], world: World): readonly Packet[] {
  const rules = groups.flat();
  const edges = (texts: readonly string[]): readonly number[] => texts.flatMap((text) => {
    const prefix = cachedPrefix(text);
    return prefix?.family === 'IPv4' ? [prefix.from - 1, prefix.from, prefix.end - 1, prefix.end] : [];
  });
  const portsOf = (texts: readonly string[]): readonly number[] => [0, 65_535, ...texts.flatMap((text) => text.split('-').map(Number).filter(Number.isInteger).flatMap((port) => [port - 1, port, port + 1]))].filter((port) => port >= 0 && port <= 65_535);
  const named = new Set(rules.flatMap(({ destination }) => destination.map((text) => text.toLowerCase())));
  const tagged = [...world.tags].filter(([tag]) => named.has(tag)).flatMap(([, prefixes]) => prefixes);
  const destinations = new Set([...['1.0.0.0', '223.255.255.255'].map(address), ...edges(rules.flatMap(({ destination }) => destination)), ...edges(tagged)].filter((at) => holds(publicAddresses.ipv4, at)));
  const sources = new Set([address('10.0.1.0'), address('10.0.1.255'), ...edges(rules.flatMap(({ source }) => source))]);
  const inSubnet = [...sources].filter((at) => at >= address('10.0.1.0') && at <= address('10.0.1.255'));
  const [ports, sourcePorts] = [new Set(portsOf(rules.flatMap((rule) => rule.ports))), new Set(portsOf(rules.flatMap((rule) => rule.sourcePorts)))];
  const found: Packet[] = [];
  for (const destination of destinations) {
    for (const source of inSubnet) {
      for (const protocol of ['Icmp', 'Esp', 'Ah']) found.push({ protocol, source, sourcePort: 0, destination, port: 0 });
      for (const protocol of ['Tcp', 'Udp']) {
        for (const port of ports) {
          for (const sourcePort of sourcePorts) found.push({ protocol, source, sourcePort, destination, port });
        }
      }
    }
  }
  return found;
}

function isOpen(groups: readonly (readonly Rule[])[], world: World): boolean {
  return packets(groups, world).some((packet) => groups.every((rules) => passes(rules, packet, world)));
}

function written({ access, direction, priority, protocol, source, sourcePorts, destination, ports }: Rule, index: number, hidden: ReadonlySet<string> = new Set()): WrittenRule {
  const unless = (name: string, value: unknown): unknown => (hidden.has(name) ? new Unknown(`${name} is hidden`) : value);
  return {
    pointer: `/properties/securityRules/${index}`,
    value: {
      name: `rule-${index}`,
      properties: {
        access: unless('access', access), direction: unless('direction', direction), priority: unless('priority', priority), protocol: unless('protocol', protocol),
        sourceAddressPrefixes: unless('source', source), sourcePortRanges: unless('sourcePorts', sourcePorts), destinationAddressPrefixes: unless('destination', destination), destinationPortRanges: unless('ports', ports),
      },
    },
  };
}

const noTags: World = { tags: new Map(), portlessMatch: false };
const explicit = ['0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '20.0.0.0/8', '20.1.0.0/16', '64.0.0.0/2', '8.8.8.8', '192.0.0.0/2', '10.0.0.0/8', '128.0.0.0/2'];
const serviceTags = ['AzureCloud', 'AzureCloud.WestEurope', 'Storage', 'Storage.WestEurope', 'Sql'];

function ruleOf(destinations: readonly string[]): fc.Arbitrary<Rule> {
  const often = <Value>(usual: Value, rest: fc.Arbitrary<Value>): fc.Arbitrary<Value> => fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: rest });
  return fc.record({
    priority: fc.constant(0),
    access: fc.constantFrom('Allow' as const, 'Deny' as const),
    direction: often<'Outbound' | 'Inbound'>('Outbound', fc.constant('Inbound')),
    protocol: often('*', fc.constantFrom('Tcp', 'Udp', 'Icmp', 'Esp', 'Ah')),
    source: often<readonly string[]>(['*'], fc.constantFrom(['10.0.1.0/25'], ['10.0.1.128/25'], ['10.0.0.0/8'], ['10.0.2.0/24'], ['VirtualNetwork'])),
    sourcePorts: often<readonly string[]>(['*'], fc.constantFrom(['0-1023'], ['1024-65535'])),
    destination: fc.subarray([...destinations], { minLength: 1, maxLength: 3 }),
    ports: often<readonly string[]>(['*'], fc.constantFrom(['443'], ['0-442', '444-65535'], ['80', '443'])),
  });
}

/** Rules of distinct priorities, in any order. */
function groupOf(destinations: readonly string[], most: number): fc.Arbitrary<readonly Rule[]> {
  return fc.tuple(fc.array(ruleOf(destinations), { maxLength: most }), fc.uniqueArray(fc.integer({ min: 100, max: 140 }), { minLength: most, maxLength: most }))
    .map(([rules, priorities]) => rules.map((rule, index) => ({ ...rule, priority: priorities[index] ?? 100 + index })));
}

/** The addresses of tags as Azure might have them: a customer's, and services' that are Azure's and may share addresses. */
const worlds = fc.record({
  portlessMatch: fc.boolean(),
  shared: fc.boolean(),
  storage: fc.constantFrom('20.1.2.0/24', '20.9.0.0/24', '200.0.0.0/24'),
  region: fc.constantFrom('20.1.0.0/16', '20.200.0.0/16', '52.0.0.0/16'),
}).map(({ portlessMatch, shared, storage, region }): World => {
  const westEurope = ['40.1.0.0/24'];
  return {
    portlessMatch,
    tags: new Map([
      ['azurecloud', ['20.1.0.0/24', '20.130.0.0/16', region, storage, ...westEurope]], ['azurecloud.westeurope', [region, ...westEurope]],
      ['storage', [storage, ...westEurope]], ['storage.westeurope', westEurope], ['sql', shared ? [storage] : ['40.2.0.0/24']],
    ]),
  };
});

describe('the algebra of packets and a packet after another', () => {
  test('say the same of rules that are all known', () => {
    fc.assert(fc.property(fc.array(groupOf([...explicit, '*', 'Internet', 'VirtualNetwork'], 6), { minLength: 1, maxLength: 2 }), (groups) => {
      const answer = internetThroughGroups(groups.map((rules) => rules.map((rule, index) => written(rule, index))), network());
      const fates = [noTags, { ...noTags, portlessMatch: true }].map((world) => isOpen(groups, world));
      // Where Azure does not say what it does, either is possible; where it does, there is one answer.
      const expected = fates.every((open) => open) ? ['open'] : fates.some((open) => open) ? ['undetermined'] : ['closed'];
      const isAmbiguous = groups.flat().some(({ protocol, ports, sourcePorts }) => protocol !== 'Tcp' && protocol !== 'Udp' && !(ports.includes('*') && sourcePorts.includes('*')));
      expect([...expected, ...(isAmbiguous ? ['undetermined'] : [])]).toContain(answer.state);
    }), { numRuns: 300 });
  });

  test('agree with every world that a document leaves possible: open is open in all, closed in all closed', () => {
    const fields = ['access', 'direction', 'priority', 'protocol', 'source', 'sourcePorts', 'destination', 'ports'];
    const hiding = fc.oneof({ weight: 3, arbitrary: fc.constant<readonly string[]>([]) }, { weight: 1, arbitrary: fc.subarray(fields, { minLength: 1, maxLength: 2 }) });
    const group = fc.array(fc.record({ one: ruleOf([...explicit, ...serviceTags, '*', 'Internet']), other: ruleOf([...explicit, '*', 'Internet']), hidden: hiding }), { maxLength: 5 });
    const priorities = fc.array(fc.integer({ min: 100, max: 112 }), { minLength: 20, maxLength: 20 });
    let told = 0;
    fc.assert(fc.property(fc.array(group, { minLength: 1, maxLength: 2 }), priorities, fc.array(worlds, { minLength: 2, maxLength: 3 }), (groups, at, possible) => {
      const numbered = groups.map((rules, row) => rules.map((rule, index) => ({ ...rule, one: { ...rule.one, priority: at[row * 10 + index] ?? 100 }, other: { ...rule.other, priority: at[row * 10 + index + 5] ?? 100 } })));
      const answer = internetThroughGroups(numbered.map((rules) => rules.map(({ one, hidden }, index) => written(one, index, new Set(hidden)))), network());
      if (answer.state === 'undetermined') return;
      told += 1;
      for (const [index, world] of possible.entries()) {
        // In the first world what is hidden is as it was; in the others it is something else. Rules of one priority come in either order.
        const real = numbered.map((rules) => rules.map(({ one, other, hidden }) => ({ ...one, ...(index === 0 ? {} : Object.fromEntries(Object.entries(other).filter(([name]) => hidden.includes(name)))) })));
        const ordered = index === 1 ? real.map((rules) => rules.toReversed()) : real;
        expect({ world: index, open: isOpen(ordered, world) }).toEqual({ world: index, open: answer.state === 'open' });
      }
    }), { numRuns: 600 });
    expect(told).toBeGreaterThan(100);
  });

  test('a rule that is hidden turns no answer from open or undetermined to closed', () => {
    fc.assert(fc.property(groupOf([...explicit, ...serviceTags, '*', 'Internet'], 5), fc.nat(4), (rules, hidden) => {
      const clear = rules.map((rule, index) => written(rule, index));
      const veiled = clear.map((rule, index) => (index === hidden ? { pointer: rule.pointer, value: new Unknown('not given') } : rule));
      const [before, after] = [clear, veiled].map((group) => internetThroughGroups([group], network()).state);
      if (after === 'closed') expect(before).toBe('closed');
      if (after === 'open') expect(before).toBe('open');
    }), { numRuns: 300 });
  });
});
