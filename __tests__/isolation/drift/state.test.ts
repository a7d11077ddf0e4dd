import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { EarlierFinding, EarlierRun } from '../../../src/isolation/drift/earlier.ts';
import { findingKey } from '../../../src/isolation/drift/key.ts';
import { parseEarlierState } from '../../../src/isolation/drift/state/read.ts';
import { stateOf } from '../../../src/isolation/drift/state/write.ts';
import { UserError } from '../../../src/run/errors.ts';
import { anyEarlier, clusterId, earlierRun, networkId, remembered, times } from './runs.ts';

const one = clusterId('one');
const written = stateOf(earlierRun([remembered(one), remembered(networkId('hub'), { rule: 'subnet-nat-gateway' })]));

function sorted(run: EarlierRun): EarlierRun {
  const byKey = (left: EarlierFinding, right: EarlierFinding): number => (findingKey(left) < findingKey(right) ? -1 : 1);
  return { ...run, findings: run.findings.toSorted(byKey), clusters: run.clusters.toSorted() };
}

/** As the issue keeps it. */
function keptLength(state: string): number {
  return gzipSync(state).toString('base64').length;
}

/** The state with one member put in the place of another. */
function changed(member: string, value: unknown): string {
  return JSON.stringify({ ...(JSON.parse(written) as object), [member]: value });
}

function messageOf(text: string): string {
  try {
    parseEarlierState(text);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  }
  return '';
}

/** A fleet as companies name it. */
function fleet(count: number): EarlierRun {
  const ids = Array.from({ length: count }, (_, index) => clusterId(`aks-team${index * 7919 % 1000}-prod-${index % 5}`, `/subscriptions/${(0x1000_0000 + index * 2_654_435_761 % 0xe000_0000).toString(16).slice(0, 8)}-0000-4000-8000-${String(index).padStart(12, '0')}/resourceGroups/rg-platform-${index % 40}`));
  return { at: times.before, clusters: ids, findings: ids.flatMap((id, index) => ['aks-outbound-type', 'aks-private-cluster'].slice(0, 1 + (index % 2)).map((rule) => remembered(id, { rule, severity: index % 3 === 0 ? 'high' : 'medium', since: index % 4 === 0 ? times.first : times.before }))) };
}

describe('what a run remembers', () => {
  test('is read as it was written', () => {
    fc.assert(fc.property(anyEarlier, (run) => {
      expect(sorted(parseEarlierState(stateOf(run)))).toEqual(sorted(run));
    }), { numRuns: 300 });
  });

  test('does not depend on the order of its parts', () => {
    fc.assert(fc.property(anyEarlier, (run) => {
      expect(stateOf({ ...run, findings: run.findings.toReversed(), clusters: run.clusters.toReversed() })).toBe(stateOf(run));
    }));
  });

  test('keeps findings without ids and ids that are none, unseen clusters, and how much was left out', () => {
    const run = earlierRun(
      [remembered(one, { resource: { type: 'T', name: 'nameless' } }), remembered(one, { resource: { type: 'T', name: 'odd', id: 'anything at all' } }), remembered(one, { resource: { type: 'Other', name: 'x', id: one } })],
      { clusters: [one], unseenClusters: [{ id: one, since: times.first }], more: { count: 3, verdict: 'undetermined', severity: 'low' } },
    );
    expect(sorted(parseEarlierState(stateOf(run)))).toEqual(sorted(run));
  });

  test('is never refused, whatever the names are', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('__proto__', 'constructor', '/'.repeat(5000), '\u0000'));
    fc.assert(fc.property(fc.array(fc.record({ rule: text, title: text, type: text, name: text, id: text, since: fc.oneof(text, fc.constant(times.first)) }), { maxLength: 5 }), fc.array(text, { maxLength: 3 }), (findings, clusters) => {
      const run = earlierRun(findings.map(({ rule, title, since, ...resource }) => remembered(one, { rule, title, since, resource })), { clusters });
      expect(() => parseEarlierState(stateOf(run))).not.toThrow();
    }), { numRuns: 300 });
  });

  test('of four hundred findings has room in an issue', () => {
    const run = fleet(270);
    expect(run.findings.length).toBeGreaterThan(400);
    expect(keptLength(stateOf(run))).toBeLessThan(30_000);
  });
});

describe('what has no room', () => {
  const large = fleet(3000);
  const state = stateOf(large, (text) => keptLength(text) <= 30_000);
  const kept = parseEarlierState(state);

  test('is left out, the mildest first, and counted', () => {
    expect(keptLength(state)).toBeLessThanOrEqual(30_000);
    expect(kept.findings.length).toBeGreaterThan(800);
    expect(kept.more?.count).toBe(large.findings.length - kept.findings.length);
    const mildestKept = kept.findings.some(({ severity }) => severity === 'medium') ? 'medium' : 'high';
    expect(kept.more?.severity).toBe(mildestKept);
  });

  test('stays counted when it is written again', () => {
    expect(parseEarlierState(stateOf(kept)).more).toEqual(kept.more);
  });

  test('are clusters without findings first', () => {
    const run = { ...fleet(300), findings: fleet(20).findings };
    const small = parseEarlierState(stateOf(run, (text) => text.length < 4000));
    expect(small.findings).toHaveLength(run.findings.length);
    expect(small.clusters).toHaveLength(20);
    expect(small).not.toHaveProperty('more');
  });

  test('may be everything', () => {
    expect(parseEarlierState(stateOf(fleet(5), () => false))).toEqual({ at: times.before, findings: [], clusters: [], more: { count: 7, verdict: 'violation', severity: 'high' } });
  });
});

describe('what strangers wrote', () => {
  test.each([
    ['no JSON', 'it is no well-formed JSON', '{"v":1'],
    ['no object', 'it is no JSON object', '[]'],
    ['another version', 'its `v` is not 1', changed('v', 2)],
    ['no time', '`at` is no date and time in UTC', changed('at', 'yesterday')],
    ['a time that there is not', '`at` is no date and time in UTC', changed('at', '2026-13-45T00:00:00Z')],
    ['a local time', '`at` is no date and time in UTC', changed('at', '2026-11-25T06:00:00+01:00')],
    ['a list that is none', '`findings` is no list', changed('findings', {})],
    ['a finding of nothing', '`findings[0]` names something that is not there', changed('findings', [[9, 0, 2, 2, 0]])],
    ['a negative place', '`findings[0]` names something that is not there', changed('findings', [[-1, 0, 2, 2, 0]])],
    ['a name for a place', '`findings[0]` names something that is not there', changed('findings', [['__proto__', 0, 2, 2, 0]])],
    ['a broken place', '`findings[0]` names something that is not there', changed('findings', [[0, 0.5, 2, 2, 0]])],
    ['a verdict that is none', '`findings[0]` names something that is not there', changed('findings', [[0, 0, 7, 2, 0]])],
    ['a finding that is too short', '`findings[0]` is no list of 5 to 7 elements', changed('findings', [[0]])],
    ['a rule without a name', '`rules[0]` has no name', changed('rules', [['', '']])],
    ['a title without end', '`rules[0]` has more than 300 characters', changed('rules', [['a', 'x'.repeat(301)]])],
    ['an id without end', '`scopes[0]` has more than 2000 characters', changed('scopes', ['x'.repeat(2001)])],
    ['a name that does not fit', '`resources[0]` has a name that does not fit its type', changed('resources', [[0, 0, 'a/b/c']])],
    ['a cluster without an id', '`clusters[0]` is no resource with an id', JSON.stringify({ ...(JSON.parse(written) as object), findings: [], resources: [['T', 'n']], clusters: [0] })],
    ['a count that is none', '`more` has no count', changed('more', ['many', 1, 1])],
    ['more than there can be', '`clusters` has 20001 elements', changed('clusters', Array.from({ length: 20_001 }, () => 0))],
    ['a text without end', 'at most 1000000 are read', `${written}${' '.repeat(1_000_000)}`],
  ])('%s is refused in a sentence', (_, sentence, text) => {
    expect(messageOf(text)).toContain(sentence);
    expect(messageOf(text)).toMatch(/^The memory of the earlier run cannot be read: .*\.$/);
  });

  test('pollutes nothing, and repeats nothing', () => {
    parseEarlierState(written.replace('{', '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},'));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(messageOf(changed('at', '@everyone'))).not.toContain('@everyone');
    expect(messageOf('@everyone')).not.toContain('@everyone');
  });

  test('is read or refused, and never anything else', () => {
    const mutated = fc.tuple(fc.nat(written.length), fc.nat(20), fc.string({ maxLength: 12 })).map(([place, length, text]) => written.slice(0, place) + text + written.slice(place + length));
    const shaped = fc.dictionary(fc.constantFrom('at', 'times', 'rules', 'resources', 'findings', 'clusters', 'unseen', 'more', 'scopes', 'types'), fc.jsonValue({ maxDepth: 3 })).map((members) => JSON.stringify({ ...(JSON.parse(written) as object), ...members }));
    fc.assert(fc.property(fc.oneof(mutated, shaped), (text) => {
      messageOf(text);
    }), { numRuns: 1000 });
  });

  test('of a key twice counts once, with the worse of both', () => {
    const { findings } = JSON.parse(written) as { findings: readonly (readonly number[])[] };
    const [rule = 0, resource = 0, , , since = 0] = findings[0] ?? [];
    const run = parseEarlierState(changed('findings', [[rule, resource, 1, 2, since], [rule, resource, 3, 0, since]]));
    expect(run.findings).toHaveLength(1);
    expect(run.findings[0]).toMatchObject({ verdict: 'error', severity: 'high' });
  });
});

test('ten thousand clusters are brought down to what has room in seconds', () => {
  const started = performance.now();
  stateOf(fleet(10_000), (text) => keptLength(text) <= 30_000);
  expect(performance.now() - started).toBeLessThan(60_000);
}, 90_000);
