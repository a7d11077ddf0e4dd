import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { mergeReports, type ReportFile } from '../../../src/commands/drift/merge.ts';
import type { DriftReport } from '../../../src/commands/drift/merge/shard-report.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import { renderJson } from '../../../src/report/json.ts';
import { UserError } from '../../../src/run/errors.ts';
import { clusterId, earlierRun, found, networkId, remembered, times } from '../../isolation/drift/runs.ts';
import { anyWorld, fileOf, lookAt, subscriptionIds, type World } from './fleets.ts';

const [a = '', b = ''] = subscriptionIds.map((id) => `/subscriptions/${id}/resourceGroups/app`);
const world: World = {
  clusters: [{ id: clusterId('one', a), networks: [networkId('hub', a)] }, { id: clusterId('two', b), networks: [networkId('hub', a)] }],
  findings: [found(clusterId('one', a), { rule: 'open' }), found(networkId('hub', a), { rule: 'other', severity: 'medium' })],
  unreadable: [],
  earlier: earlierRun([remembered(clusterId('two', b), { rule: 'open' }), remembered(networkId('hub', a), { rule: 'other', severity: 'medium' })]),
};

function shardsOf(of: World, count: number): readonly DriftReport[] {
  return Array.from({ length: count }, (_, index) => lookAt(of, { index: index + 1, count }));
}

function files(reports: readonly DriftReport[]): readonly ReportFile[] {
  return reports.map(fileOf);
}

function messageOf(list: readonly ReportFile[]): string {
  try {
    mergeReports(list);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  }
  return '';
}

describe('the parts of a fleet', () => {
  test('together are what one look at the whole is, in whatever order they come', () => {
    fc.assert(fc.property(anyWorld, fc.integer({ min: 1, max: 6 }), fc.boolean(), (any, count, isReversed) => {
      const parts = files(shardsOf(any, count));
      const merged = mergeReports(isReversed ? parts.toReversed() : parts);
      const whole = mergeReports([fileOf(lookAt(any))]);
      const plain = ({ drift, ...rest }: DriftReport): unknown => ({ ...rest, drift: { ...drift, unseen: drift.unseen.map(({ scope }) => scope).toSorted() } });
      expect(plain(merged)).toEqual(plain(whole));
    }), { numRuns: 500 });
  });

  test('say once what is shared between them', () => {
    const merged = mergeReports(files(shardsOf(world, 4)));
    expect(merged.findings.map(({ rule, change }) => [rule, change?.kind])).toEqual([['open', 'new'], ['other', 'unchanged']]);
    expect(merged.counts).toEqual({ violation: 2, compliant: 20 });
    expect(merged.drift.counts).toEqual({ new: 1, worse: 0, unchanged: 1, healed: 1 });
    expect(merged.facts).toEqual([{ label: 'Clusters', value: '2' }, { label: 'Judged by', value: 'core' }]);
    expect(merged.notes).toEqual(['Egress is declared in no file.']);
    expect(merged.drift).not.toHaveProperty('shard');
    expect(merged.drift.places?.map(({ name, clusters, failing }) => [name, clusters, failing])).toContainEqual(['Group 0', 1, 1]);
  });

  test('were read from the time of the first on', () => {
    const [first, second] = shardsOf(world, 2);
    if (first === undefined || second === undefined) throw new RangeError('two parts');
    const later = { ...second, drift: { ...second.drift, at: '2026-11-26T06:04:00.000Z', azure: { at: times.now, compared: 5, different: 2 } } };
    expect(mergeReports(files([later, first])).drift).toMatchObject({ at: times.now, azure: { at: times.now, different: 2 } });
  });
});

describe('a report of the whole alone', () => {
  test('comes out as it is, worst first', () => {
    const report = lookAt(world);
    expect(mergeReports([fileOf(report)])).toEqual(report);
  });

  test('keeps what nobody knew as unknown', () => {
    const unknown = { ...world, findings: [found(clusterId('one', a), { rule: 'open', reasons: [{ kind: 'field', expression: 'x', operator: 'equals', actual: new Unknown('it was not asked for'), expected: ['none', { unknown: 1 }], result: 'unknown' }] })] };
    const { findings, ...rest } = JSON.parse(renderJson(lookAt(unknown))) as { findings: readonly object[] };
    const text = JSON.stringify({ ...rest, findings, drift: lookAt(unknown).drift });
    expect(mergeReports([{ name: 'r.json', text }]).findings[0]?.reasons[0]).toMatchObject({ actual: new Unknown('it was not asked for'), expected: ['none', { unknown: 1 }] });
  });
});

describe('a set that is not one fleet is refused in a sentence', () => {
  const parts = shardsOf(world, 3);
  const [one, two, three] = parts;
  if (one === undefined || two === undefined || three === undefined) throw new RangeError('three parts');

  test.each<[string, readonly DriftReport[], string]>([
    ['nothing', [], 'There is no report to merge: name the JSON reports of all parts.'],
    ['a part missing', [one, three], 'The report of part 2/3 is missing: without it nothing can be said of the whole fleet.'],
    ['parts missing', [two], 'The reports of parts 1/3, 3/3 are missing: without them nothing can be said of the whole fleet.'],
    ['a part twice', [one, two, two], 'drift-2.json and drift-2.json are both of part 2 of 3: name each part once.'],
    ['a whole one beside parts', [one, lookAt(world)], 'drift-all.json is the report of a whole fleet, and is not one of several parts: name the reports of one run with "shard" alone.'],
    ['two whole ones', [lookAt(world), lookAt(world)], 'drift-all.json is the report of a whole fleet, and is not one of several parts: name the reports of one run with "shard" alone.'],
    ['parts of other numbers', [one, ...shardsOf(world, 2)], 'drift-1.json is of a fleet in 3 parts and drift-1.json of one in 2: merge the parts of one run.'],
    ['a part that there is not', [one, two, { ...three, drift: { ...three.drift, shard: { index: 4, count: 3 } } }], 'drift-4.json is of part 4 of 3, which there cannot be.'],
    ['other targets', [one, two, { ...three, target: { id: '/subscriptions/x', name: 'x' } }], 'drift-1.json and drift-3.json have different targets: merge the parts of one fleet.'],
    ['other versions', [one, two, { ...three, toolVersion: '0.2.0' }], 'drift-1.json and drift-3.json have different versions of this project: use one version in all jobs.'],
    ['other rules', [one, { ...two, rules: [] }, three], 'drift-1.json and drift-2.json have different rules: use the same policies in all jobs.'],
    ['other earlier runs', [one, { ...two, drift: { ...two.drift, earlier: { at: times.first } } }, three], 'drift-1.json and drift-2.json have different earlier runs that they are compared with: give all jobs the same memory.'],
  ])('%s', (_, reports, sentence) => {
    expect(messageOf(files(reports))).toBe(sentence);
  });

  test('two hundred parts missing are not all named', () => {
    expect(messageOf(files([lookAt(world, { index: 1, count: 200 })]))).toMatch(/^The reports of parts 2\/200, .*, 11\/200 and 189 more are missing/);
  });

  test('a target in other letters is the same', () => {
    expect(messageOf(files([one, two, { ...three, target: { id: three.target.id.toUpperCase(), name: 'corp' } }]))).toBe('');
  });
});

describe('a file that is no report of drift is refused in a sentence', () => {
  const plain = JSON.parse(fileOf(lookAt(world)).text) as { readonly drift: object; readonly findings: readonly object[] };

  test.each([
    ['no JSON', '{', 'it is no well-formed JSON'],
    ['a report of check', JSON.stringify({ ...plain, command: 'check' }), 'command:'],
    ['a schema of the future', JSON.stringify({ ...plain, schemaVersion: '2.0' }), 'schemaVersion: expected schema 1'],
    ['no drift', JSON.stringify({ ...plain, drift: undefined }), 'drift:'],
    ['a time that is none', JSON.stringify({ ...plain, drift: { ...plain.drift, at: '@everyone' } }), 'drift.at: expected a date and time in UTC'],
    ['a verdict that is none', JSON.stringify({ ...plain, findings: [{ ...plain.findings[0], verdict: '@everyone' }] }), 'findings.0.verdict:'],
    ['a value without a bottom', JSON.stringify({ ...plain, findings: [{ ...plain.findings[0], reasons: [{ kind: 'field', expression: 'x', operator: 'equals', actual: 0, expected: '#', result: true }] }] }).replace('"#"', `${'['.repeat(5000)}${']'.repeat(5000)}`), 'findings.0.reasons.0.expected: expected a value of little depth'],
  ])('%s', (_, text, words) => {
    const message = messageOf([{ name: 'r.json', text }]);
    expect(message).toMatch(/^r\.json is no report of drift that can be merged: .*\.$/);
    expect(message).toContain(words);
    expect(message).not.toContain('@everyone');
  });

  test('members that no schema knows are dropped, and none is a prototype', () => {
    const text = fileOf(lookAt(world)).text.replace('{', '{"__proto__":{"polluted":true},"surplus":1,');
    expect(mergeReports([{ name: 'r.json', text }])).toEqual(lookAt(world));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

test('eight parts of ten thousand clusters with fifty thousand findings are merged in seconds', () => {
  const ids = Array.from({ length: 1250 }, (_, index) => index);
  const reports = Array.from({ length: 8 }, (_, part): DriftReport => {
    const clusters = ids.map((index) => clusterId(`cluster-${part}-${index}`, a));
    const findings = clusters.flatMap((id) => ['p', 'q', 'r', 's', 't'].map((rule) => found(id, { rule, change: { kind: 'new', since: times.now }, reasons: [{ kind: 'field', expression: 'x', operator: 'equals', actual: 'a', expected: ['b'], result: true }] })));
    const empty = lookAt({ ...world, clusters: [], findings: [] }, { index: part + 1, count: 8 });
    return { ...empty, findings, verdict: 'violation', counts: { violation: findings.length }, drift: { ...empty.drift, clusters: clusters.map((id) => ({ id, name: id, state: 'failing', severity: 'high', findings: 5, fresh: 5 })) } };
  });
  const written = files(reports);
  const started = performance.now();
  const merged = mergeReports(written);
  expect(performance.now() - started).toBeLessThan(60_000);
  expect(merged.drift.counts.new).toBe(50_000);
  expect(merged.drift.clusters).toHaveLength(10_000);
}, 90_000);
