import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Resource } from '../../../src/arm/resource.ts';
import { exposuresOf } from '../../../src/isolation/exposure/answers.ts';
import { exposureRules } from '../../../src/isolation/exposure/catalogue.ts';
import type { CompleteList } from '../../../src/isolation/exposure/graph/inventory.ts';
import { closedEstate, estateWith, everything, type Estate } from './estate.ts';
import { openings, type Opening } from './openings.ts';

type States = Readonly<Record<string, string>>;

function statesOf(resources: readonly Resource[], complete: readonly CompleteList[] = everything): States {
  const [cluster] = exposuresOf(resources, complete);
  return Object.fromEntries((cluster?.answers ?? []).map(({ rule, answer }) => [rule.id, answer.state]));
}

function apply(opening: Opening, estate: Estate): Estate {
  return { ...estate, ...opening(estate) };
}

const closedStates = statesOf(estateWith({}));
const all = Object.entries(openings).flatMap(([rule, several]) => several.map((opening, index) => ({ rule, opening, name: `${rule} (${index + 1})` })));

describe('the closed configuration', () => {
  test.each(exposureRules.map(({ id }) => id))('has %s closed', (id) => {
    expect(closedStates[id]).toBe('closed');
  });

  test('has an opening for every rule, and none for others', () => {
    expect(Object.keys(openings).toSorted()).toEqual(exposureRules.map(({ id }) => id).toSorted());
  });
});

describe('opening a way', () => {
  test.each(all)('$name opens it, and changes no other answer but those that the catalogue names', ({ rule, opening }) => {
    const states = statesOf(Object.values(apply(opening, closedEstate())));
    expect(states[rule]).toBe('open');
    const implied = exposureRules.find(({ id }) => id === rule)?.implies ?? [];
    const changed = Object.keys(states).filter((id) => states[id] !== closedStates[id] && id !== rule);
    expect(changed.filter((id) => !implied.includes(id))).toEqual([]);
  });

  test('and closing it again restores the picture, whatever else is open', () => {
    fc.assert(
      fc.property(fc.subarray(all, { maxLength: 4 }), fc.constantFrom(...all), (others, { opening }) => {
        const before = others.reduce((estate, other) => apply(other.opening, estate), closedEstate());
        const opened = apply(opening, before);
        // What closes it: every part as it was, and what came with it gone.
        const closedAgain = Object.fromEntries(Object.keys(opened).flatMap((part) => (before[part] === undefined ? [] : [[part, before[part]] as const])));
        expect(statesOf(Object.values(closedAgain))).toEqual(statesOf(Object.values(before)));
      }),
    );
  });
});

describe('what is implied', () => {
  test('are rules that there are', () => {
    const known = new Set(exposureRules.map(({ id }) => id));
    expect(exposureRules.flatMap(({ implies = [] }) => implies.filter((id) => !known.has(id)))).toEqual([]);
  });

  test('does change, with some opening of the rule that names it', () => {
    const idle = exposureRules.flatMap(({ id, implies = [] }) => implies.filter((other) => !(openings[id] ?? []).some((opening) => statesOf(Object.values(apply(opening, closedEstate())))[other] !== 'closed')).map((other) => `${id} → ${other}`));
    expect(idle).toEqual([]);
  });
});

describe('taking a resource away', () => {
  const holds = (complete: readonly CompleteList[], opened: readonly Opening[], gone: number): void => {
    const estate = opened.reduce<Estate>((before, opening) => apply(opening, before), closedEstate());
    const parts = Object.keys(estate).filter((part) => part !== 'cluster');
    const part = parts[gone % parts.length] ?? '';
    const before = statesOf(Object.values(estate), complete);
    const after = statesOf(Object.values(estate).filter((one) => one !== estate[part]), complete);
    const closed = Object.keys(before).filter((id) => before[id] !== 'closed' && after[id] === 'closed');
    expect({ part, closed }).toEqual({ part, closed: [] });
  };

  test('never closes a way, where lists are not known to be complete', () => {
    fc.assert(fc.property(fc.subarray(all, { maxLength: 4 }), fc.nat(), (opened, gone) => {
      holds([], opened.map(({ opening }) => opening), gone);
    }), { numRuns: 300 });
  });
});

describe('answers', () => {
  test('do not depend on the order of the resources', () => {
    fc.assert(fc.property(fc.subarray(all, { maxLength: 4 }), fc.infiniteStream(fc.nat()), (opened, order) => {
      const resources = Object.values(opened.reduce<Estate>((before, { opening }) => apply(opening, before), closedEstate()));
      const shuffled = resources.map((one) => [order.next().value ?? 0, one] as const).toSorted(([left], [right]) => left - right).map(([, one]) => one);
      expect(statesOf(shuffled)).toEqual(statesOf(resources));
    }));
  });

  test('stand on evidence, always', () => {
    fc.assert(fc.property(fc.subarray(all), fc.boolean(), (opened, isComplete) => {
      const resources = Object.values(opened.reduce<Estate>((before, { opening }) => apply(opening, before), closedEstate()));
      for (const { answers } of exposuresOf(resources, isComplete ? everything : [])) for (const { answer } of answers) expect(answer.evidence.length).toBeGreaterThan(0);
    }));
  });
});
