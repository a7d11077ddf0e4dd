import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../src/run/errors.ts';
import { renderJson } from '../../src/report/json.ts';
import { parseBaseline } from '../../src/sources/baseline.ts';
import { finding, reason, report } from '../report/sample.ts';

const read = (text: string) => parseBaseline(text, 'baseline.json').findings;
const waysIn = (parts: object) => parseBaseline(JSON.stringify({ schemaVersion: '1.2', findings: [], ...parts }), 'baseline.json').ways;
const written = (change: (finding: Record<string, unknown>) => unknown) => {
  const document = JSON.parse(renderJson(report({ findings: [finding()] }))) as { findings: Record<string, unknown>[] };
  return JSON.stringify({ ...document, findings: document.findings.map(change) }, null, 1);
};

test('an earlier report gives back its findings', () => {
  const original = finding({ resource: { type: 'A.B/c', name: 'x', id: '/subscriptions/1/x' } });
  const { remedy: _, ...kept } = original;
  expect(read(renderJson(report({ findings: [original] })))).toEqual([kept]);
});

test('what was not known, and what is without a place, is read too', () => {
  const { location: _, ...live } = finding({ verdict: 'undetermined', reasons: [reason({ result: 'unknown', actual: { why: 'x' } })] });
  expect(read(renderJson(report({ findings: [live] })))).toMatchObject([{ verdict: 'undetermined', reasons: [{ result: 'unknown' }] }]);
});

test('fingerprints are kept, fields of later versions passed over', () => {
  const fingerprint = 'a'.repeat(64);
  expect(read(written((each) => ({ ...each, fingerprint, novelty: 1 })))).toMatchObject([{ fingerprint }]);
});

describe('what is no report is said with its line', () => {
  test.each<[string, string, RegExp]>([
    ['no JSON', '{"schemaVersion": "1.0",\n "findings": [', /^baseline\.json:2: the baseline is no well-formed JSON/],
    ['nothing', '', /^baseline\.json:1: /],
    ['another JSON', '[]', /no report of aks-isolation/],
    ['SARIF', '{"version": "2.1.0", "runs": []}', /no report of aks-isolation/],
    ['a later version', '{"schemaVersion": "2.0", "findings": []}', /schema 2\.0; this version reads 1\.x/],
    ['a finding that is none', written(() => 7), /finding 1 of the baseline has no text `rule`/],
    ['a verdict that is none', written((each) => ({ ...each, verdict: 'fine' })), /finding 1 of the baseline has a `verdict` that is none of error/],
    ['a place without a line', written((each) => ({ ...each, location: { file: 'x' } })), /`location` without/],
    ['a reason that is none', written((each) => ({ ...each, reasons: ['x'] })), /a reason that is not as the schema says/],
    ['a fingerprint that is none', written((each) => ({ ...each, fingerprint: 'x' })), /not 64 hexadecimal digits/],
    ['a key twice', '{"schemaVersion": "1.0", "findings": [], "findings": []}', /^baseline\.json:1/],
    ['depth', `{"schemaVersion": "1.0", "findings": ${'['.repeat(100_000)}`, /^baseline\.json:1: .*deeper/],
  ])('%s', (_, text, expected) => {
    expect(() => read(text)).toThrow(UserError);
    expect(() => read(text)).toThrow(expected);
  });
});

test('members that pose as the prototype are data', () => {
  read('{"schemaVersion": "1.0", "findings": [], "__proto__": {"polluted": true}}');
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

describe('the ways out of an earlier report', () => {
  const exposure = (cluster: object, ways: unknown) => ({ cluster, ways });

  test('are known by cluster, its id before its name, and by rule', () => {
    const ways = waysIn({ exposures: [exposure({ name: 'C', id: '/Sub/C' }, [{ rule: 'egress-route', state: 'open' }]), exposure({ name: 'D' }, [{ rule: 'egress-route', state: 'meant' }])] });
    expect([...ways.keys()]).toEqual(['/sub/c', 'd']);
    expect(ways.get('/sub/c')?.get('egress-route')).toBe('open');
  });

  test('of a report that has none are none', () => {
    expect(waysIn({}).size).toBe(0);
  });

  test('that are none are left out', () => {
    expect(waysIn({ exposures: [exposure({ name: 'c' }, [{ rule: 'a', state: 'ajar' }, { state: 'open' }, 5, null])] }).get('c')?.size).toBe(0);
    expect(waysIn({ exposures: 'x' }).size).toBe(0);
  });
});
