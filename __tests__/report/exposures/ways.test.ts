import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { outsideOf } from '../../../src/report/exposures/outside.ts';
import { countText, stateText, waysOf, wayStates, worstClustersFirst, type Way } from '../../../src/report/exposures/ways.ts';
import { hostileExposures } from './hostile.ts';
import { changedMixed, everyWay, exposure, mixed, way } from './sample.ts';

describe('the ways out of a cluster', () => {
  test('come worst first: by state, what changed before what did not, by severity, and else as the catalogue has them', () => {
    const ways = [
      way({ name: 'a', state: 'meant' }), way({ name: 'b', severity: 'low', state: 'open' }), way({ name: 'c', severity: 'medium', state: 'open' }), way({ name: 'd', severity: 'medium', state: 'open' }),
      way({ name: 'e', severity: 'low', state: 'open', before: 'closed' }), way({ name: 'f' }), way({ name: 'g', before: 'open' }), way({ name: 'h', state: 'notVisible' }), way({ name: 'i', state: 'undetermined' }),
    ];
    expect(waysOf(exposure(ways)).map(({ name }) => name).join('')).toBe('ecdbiahgf');
  });

  test('are all there but what does not work', () => {
    fc.assert(
      fc.property(hostileExposures, (exposures) => {
        for (const one of exposures) {
          const ways = waysOf(one);
          expect(ways).toHaveLength(one.ways.filter(({ kind }) => kind !== 'works').length);
          expect(ways.map(({ state }) => wayStates.indexOf(state))).toEqual(ways.map(({ state }) => wayStates.indexOf(state)).toSorted((left, right) => left - right));
        }
      }),
    );
  });

  test('are counted by state, with how many the change touched', () => {
    expect(countText(waysOf(mixed()))).toBe('3 open, 2 undetermined, 2 meant, 2 not visible here, 36 closed');
    expect(countText(waysOf(changedMixed()))).toMatch(/ closed; 3 changed$/);
    expect(countText([])).toBe('none was looked at');
  });

  test('say what they were only where that is another state', () => {
    expect([way({ state: 'open', before: 'closed' }), way({ state: 'open', before: 'open' }), way({ state: 'open' })].map(stateText)).toEqual(['open, was closed', 'open', 'open']);
  });
});

test('clusters come by open ways, then undetermined, then meant ones', () => {
  const named = (name: string, states: readonly ('open' | 'undetermined' | 'meant' | 'closed')[]) => exposure(states.map((state) => way({ state })), { cluster: { name } });
  const clusters = [named('a', ['closed']), named('b', ['meant']), named('c', ['undetermined', 'meant', 'meant']), named('d', ['open']), named('e', ['undetermined', 'undetermined']), named('f', ['open', 'undetermined'])];
  expect(worstClustersFirst(clusters).map(({ cluster }) => cluster.name).join('')).toBe('fdecba');
  expect(worstClustersFirst([exposure([way({ kind: 'works', state: 'open' })], { cluster: { name: 'works' } }), named('x', ['meant'])]).map(({ cluster }) => cluster.name)).toEqual(['x', 'works']);
});

test('what a way leads to follows from the words of its rule; a word within another tells nothing', () => {
  const place = (rule: string, kind: Way['kind']) => outsideOf({ ...way(), rule, kind });
  expect(everyWay().filter(({ kind }) => kind === 'channel').map(({ rule }) => place(rule, 'channel')).toSorted().join(' ')).toBe(`${'azure '.repeat(9)}${'names '.repeat(3)}${'registries '.repeat(6)}`.trim());
  expect([place('egress-peering', 'egress'), place('egress-outbound-type', 'egress'), place('egress-uplink', 'egress'), place('ingress-registry', 'ingress'), place('', 'channel'), place('x', 'egress')]).toEqual(['networks', 'internet', 'internet', 'callers', 'azure', 'internet']);
});
