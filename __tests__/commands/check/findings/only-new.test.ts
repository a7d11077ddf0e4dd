import * as fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { knownFindings, splitByBaseline } from '../../../../src/commands/check/findings/only-new.ts';
import { expiredRule } from '../../../../src/policy/exemptions/apply.ts';
import type { Finding } from '../../../../src/policy/finding.ts';
import { renderJson } from '../../../../src/report/json.ts';
import { parseBaseline } from '../../../../src/sources/baseline.ts';
import { finding, report } from '../../../report/sample.ts';

const moved = finding({ location: { file: 'infra/main.json', line: 99, column: 1, pointer: '/resources/4' } });
const other = finding({ rule: 'aks-private-api-server' });
const split = (findings: readonly Finding[], before: readonly Finding[]) => splitByBaseline(findings, knownFindings(before));

describe('only what is new', () => {
  test('leaves out what was there, wherever it has moved, and counts what is gone', () => {
    const { fresh, known, healed } = split([moved, other], [finding(), finding({ rule: 'gone' })]);
    expect(fresh.map(({ rule }) => rule)).toEqual(['aks-private-api-server']);
    expect({ known, healed }).toEqual({ known: 1, healed: 1 });
  });

  test('a second one like it is new', () => {
    expect(split([finding(), moved], [finding()])).toMatchObject({ known: 1, healed: 0, fresh: [{ rule: 'aks-outbound-type' }] });
    expect(split([finding()], [finding(), moved])).toMatchObject({ known: 1, healed: 1, fresh: [] });
  });

  test.each<[string, Partial<Finding>]>([['a rule that failed', { verdict: 'error' }], ['an exemption that has ended', { rule: expiredRule }]])('%s is never left out', (_, overrides) => {
    expect(split([finding(overrides)], [finding(overrides)])).toMatchObject({ known: 0, healed: 0, fresh: [overrides] });
  });

  test('what was exempt and is no longer is new', () => {
    expect(split([finding()], [finding({ verdict: 'exempt' })])).toMatchObject({ known: 0, fresh: [{ verdict: 'violation' }] });
  });

  test('an empty baseline hides nothing, and every new finding has its fingerprint', () => {
    const { fresh } = split([finding(), other], []);
    expect(fresh.map(({ fingerprint }) => fingerprint?.length)).toEqual([64, 64]);
  });

  test('a report hides exactly what it reports, and nothing is ever lost', () => {
    const some = fc.array(fc.record({ rule: fc.constantFrom('a', 'b', expiredRule), verdict: fc.constantFrom('violation', 'undetermined', 'error', 'exempt', 'compliant') }).map((overrides) => finding(overrides as Partial<Finding>)), { maxLength: 12 });
    fc.assert(fc.property(some, some, (now, before) => {
      const { fresh, known } = split(now, parseBaseline(renderJson(report({ findings: before })), 'b.json').findings);
      expect(fresh.length + known).toBe(now.length);
      const again = split(now, parseBaseline(renderJson(report({ findings: now })), 'b.json').findings);
      expect(again.fresh.every(({ verdict, rule }) => !['violation', 'undetermined'].includes(verdict) || rule === expiredRule)).toBe(true);
      expect(again.healed).toBe(0);
    }));
  });
});
