import { expect, test } from '@jest/globals';
import { reaches, type FailOn } from '../../src/policy/fail-on.ts';
import type { Finding, Severity, Verdict } from '../../src/policy/finding.ts';

function finding(verdict: Verdict, severity: Severity): Finding {
  return { rule: 'r', title: 't', verdict, effect: 'audit', severity, resource: { type: 'A.B/c', name: 'x' }, message: 'm', reasons: [] };
}

test.each<[Verdict, Severity, FailOn, Severity | undefined, boolean]>([
  ['violation', 'low', 'violation', undefined, true],
  ['violation', 'low', 'violation', 'low', true],
  ['violation', 'low', 'violation', 'medium', false],
  ['violation', 'medium', 'violation', 'medium', true],
  ['violation', 'high', 'auto', 'medium', true],
  ['violation', 'medium', 'auto', 'high', false],
  ['violation', 'high', 'never', 'low', false],
  ['undetermined', 'medium', 'undetermined', 'high', false],
  ['undetermined', 'high', 'undetermined', 'high', true],
  ['compliant', 'high', 'undetermined', 'low', false],
  ['error', 'low', 'never', 'high', true],
])('%s of severity %s fails a run that fails on %s and from severity %s: %s', (verdict, severity, failOn, least, expected) => {
  expect(reaches(failOn, finding(verdict, severity), least)).toBe(expected);
});
