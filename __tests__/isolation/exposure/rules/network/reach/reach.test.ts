import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Resource } from '../../../../../../src/arm/resource.ts';
import { clustersIn } from '../../../../../../src/isolation/exposure/graph/cluster.ts';
import { inventoryOf, type CompleteList } from '../../../../../../src/isolation/exposure/graph/inventory.ts';
import { reachOf, type Reach } from '../../../../../../src/isolation/exposure/rules/network/reach/reach.ts';
import { estateWith, everything } from '../../../estate.ts';
import { guard, routes } from '../parts.ts';

/** Prefixes of up to four bits cut all addresses into sixteen blocks, of which each holds public addresses but the last two. */
const blocks = Array.from({ length: 14 }, (_, block) => block);
const appliances = ['10.0.0.4', '10.0.0.5'] as const;

interface Prefix {
  readonly length: number;
  readonly bits: number;
}

const prefix: fc.Arbitrary<Prefix> = fc.integer({ min: 0, max: 4 }).chain((length) => fc.record({ length: fc.constant(length), bits: fc.integer({ min: 0, max: 2 ** length - 1 }) }));
const hop = fc.constantFrom('Internet', 'None', 'VirtualNetworkGateway', ...appliances);
const table = fc.uniqueArray(fc.record({ prefix, hop }), { maxLength: 6, selector: ({ prefix: { length, bits } }) => `${length}/${bits}` });
const rules = fc.array(fc.record({ prefix, allows: fc.boolean() }), { maxLength: 5 });

const textOf = ({ length, bits }: Prefix): string => `${(bits << (4 - length)) * 16}.0.0.0/${length}`;
const holds = ({ length, bits }: Prefix, block: number): boolean => block >> (4 - length) === bits;

type Routes = readonly { readonly prefix: Prefix; readonly hop: string }[];
type Rules = readonly { readonly prefix: Prefix; readonly allows: boolean }[];

function reach(all: Routes, group: Rules, complete: readonly CompleteList[] = everything): Reach {
  const parts: Readonly<Record<string, Resource>> = {
    routeTable: routes(all.map(({ prefix: one, hop: to }) => (to.startsWith('10.') ? [textOf(one), 'VirtualAppliance', to] : [textOf(one), to]))),
    securityGroup: guard(group.map(({ prefix: one, allows }) => ({ access: allows ? 'Allow' : 'Deny', destinationAddressPrefix: textOf(one) }))),
  };
  const [cluster] = clustersIn(inventoryOf(estateWith(parts), complete));
  const [subnet] = cluster?.network.subnets.items ?? [];
  if (cluster === undefined || subnet === undefined) throw new Error('There is no subnet.');
  return reachOf(cluster, subnet);
}

/** Where a packet goes, as the pages have it: the longest prefix, else the system's route. */
function hopOf(all: Routes, block: number): string {
  return all.filter(({ prefix: one }) => holds(one, block)).toSorted((one, other) => other.prefix.length - one.prefix.length)[0]?.hop ?? 'Internet';
}

/** Whether it passes: the first rule that matches, else the default rule. */
function passes(group: Rules, block: number): boolean {
  return group.find(({ prefix: one }) => holds(one, block))?.allows ?? true;
}

const openOf = (is: boolean): string => (is ? 'open' : 'closed');

describe('what becomes of packets to the Internet', () => {
  test('is what happens to each of them in the security group and by the longest prefix', () => {
    fc.assert(
      fc.property(table, rules, (all, group) => {
        const found = reach(all, group);
        const left = blocks.filter((block) => passes(group, block));
        expect(found.group.state).toBe(openOf(left.length > 0));
        expect(found.internet.state).toBe(openOf(left.some((block) => hopOf(all, block) === 'Internet')));
        expect(found.answers.state).toBe(openOf(blocks.some((block) => hopOf(all, block) === 'Internet')));
        const targets = found.hops.filter(({ type, evidence }) => evidence.state === 'open' && type !== 'Internet').map(({ evidence }) => evidence.target);
        const wanted = ['VirtualNetworkGateway', ...appliances].filter((to) => left.some((block) => all.some(({ hop: one }) => one === to) && hopOf(all, block) === to));
        expect(new Set(targets)).toEqual(new Set(wanted));
      }),
      { numRuns: 200 },
    );
  });

  test('is never more certain, and never less open, where routes or rules may be made elsewhere', () => {
    fc.assert(
      fc.property(table, rules, (all, group) => {
        const found = reach(all, group, []);
        const whole = reach(all, group);
        for (const gate of ['group', 'internet'] as const) expect(found[gate].state).toBe(whole[gate].state === 'closed' ? 'undetermined' : 'open');
      }),
      { numRuns: 50 },
    );
  });
});
