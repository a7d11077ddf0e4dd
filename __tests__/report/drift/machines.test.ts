import { describe, expect, test } from '@jest/globals';
import { annotationsOf } from '../../../src/commands/publish/annotations.ts';
import { renderLines } from '../../../src/report/lines.ts';
import type { Report } from '../../../src/report/report.ts';
import { renderSarif } from '../../../src/report/sarif.ts';
import { report } from '../sample.ts';
import { at, clusterId, drift, living } from './drift-reports.ts';

const since = '2026-11-20T03:00:00Z';
const findings = [
  living('old', { change: { kind: 'unchanged', since } }),
  living('fresh', { severity: 'low', change: { kind: 'new', since: at } }),
  living('grown', { severity: 'medium', change: { kind: 'worse', since } }),
];

function looked(overrides: Partial<Report> = {}): Report {
  return report({ command: 'drift', findings, drift: drift({ counts: { new: 1, worse: 1, unchanged: 1, healed: 0 } }), steps: [], ...overrides });
}

interface Run {
  readonly automationDetails: { readonly id: string };
  readonly results: readonly { readonly baselineState?: string; readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[] }[];
}

function runOf(of: Report): Run {
  const { runs: [run] } = JSON.parse(renderSarif(of)) as { readonly runs: readonly [Run] };
  return run;
}

describe('SARIF of living clusters', () => {
  test('says of each finding how it stands against the look before, at a place of its own', () => {
    const states = runOf(looked()).results.map(({ baselineState, locations: [first] }) => [first?.physicalLocation.artifactLocation.uri.split('/').at(-1), baselineState]);
    expect(new Map(states.map(([name, state]) => [name, state]))).toEqual(new Map([['old', 'unchanged'], ['grown', 'updated'], ['fresh', 'new']]));
  });

  test('has no result for what is healed: an alert is closed by what is not repeated', () => {
    const clean = looked({ findings: [], drift: drift({ counts: { new: 0, worse: 0, unchanged: 0, healed: 1 } }) });
    expect(runOf(clean).results).toEqual([]);
  });

  test('does not close the alerts of another target, nor of another part of a fleet', () => {
    const categories = [
      looked({ target: { id: clusterId('one'), name: 'one' } }),
      looked({ target: { id: clusterId('one', 2), name: 'one' } }),
      looked({ target: { id: clusterId('one'), name: 'one' }, drift: drift({ shard: { index: 1, count: 2 } }) }),
      looked({ target: { id: clusterId('one'), name: 'one' }, drift: drift({ shard: { index: 2, count: 2 } }) }),
    ].map((one) => runOf(one).automationDetails.id);
    expect(new Set(categories).size).toBe(4);
    expect(categories).toEqual(categories.map(() => expect.stringMatching(/^aks-network-isolation\/drift\/[0-9a-f]{16}\/(?:[12]-of-2\/)?$/)));
    expect(runOf(looked({ target: { id: clusterId('one').toUpperCase(), name: 'one' } })).automationDetails.id).toBe(categories[0]);
  });
});

test('lines name the resource, and what is new or worse', () => {
  const lines = renderLines(looked()).split('\n').filter((line) => line.startsWith('/subscriptions/'));
  expect(lines.map((line) => [line.split(': ')[0], / \((?:new|worse)\) /.exec(line)?.[0].trim()])).toEqual([
    [clusterId('old'), undefined], [clusterId('grown'), '(worse)'], [clusterId('fresh'), '(new)'],
  ]);
});

test('annotations show what is new or worse before what is as it was, which has no room then', () => {
  const many = [...Array.from({ length: 20 }, (_, index) => living(`old-${index}`, { change: { kind: 'unchanged', since } })), living('fresh', { severity: 'low' })];
  const shown = annotationsOf(looked({ findings: many }), () => true);
  expect(shown[0]?.message).toMatch(/^new: aks-outbound-type on fresh in rg: /);
  expect(shown.map(({ kind }) => kind)).toEqual([...Array.from({ length: 9 }, () => 'error'), 'warning']);
  expect(shown.at(-1)?.message).toBe('12 more findings that fail the run are in the report.');
});

test('annotations warn of what could not be read, which no finding tells of, before all else', () => {
  const unseen = Array.from({ length: 7 }, (_, index) => ({ scope: clusterId(`gone-${index}`), why: 'Azure answered 403\nAuthorizationFailed' }));
  const calm = living('old', { change: { kind: 'unchanged', since } });
  const shown = annotationsOf(looked({ findings: Array.from({ length: 10 }, () => calm), drift: drift({ unseen }) }), () => false);
  expect(shown[0]).toEqual({ kind: 'warning', message: `7 not read, and therefore neither clean nor healed: ${clusterId('gone-0')}: Azure answered 403 AuthorizationFailed; and 6 more` });
  expect(shown.filter(({ kind }) => kind === 'warning')).toHaveLength(6);
  expect(annotationsOf(looked({ findings: [] }), () => true)).toEqual([]);
});
