import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { annotationsOf, type Annotation } from '../../../src/commands/publish/annotations.ts';
import { reaches, type FailOn } from '../../../src/policy/fail-on.ts';
import type { Finding } from '../../../src/policy/finding.ts';
import { finding, hostileFinding, report } from '../../report/sample.ts';

/** Those of `check` with `fail-on: auto`. */
function annotations(findings: readonly Finding[], failOn: FailOn = 'auto'): readonly Annotation[] {
  return annotationsOf(report({ command: 'check', findings }), (found) => reaches(failOn, found));
}

const many = (count: number, overrides: Partial<Finding> = {}): readonly Finding[] =>
  Array.from({ length: count }, (_, index) => finding({ rule: `rule-${String(index).padStart(4, '0')}`, ...overrides }));

const kinds = (shown: readonly Annotation[]): Readonly<Record<Annotation['kind'], number>> => {
  const counts = { error: 0, warning: 0, notice: 0 };
  for (const { kind } of shown) counts[kind] += 1;
  return counts;
};

describe('the kind of an annotation', () => {
  test.each<[string, Partial<Finding>, FailOn, readonly string[]]>([
    ['a violation that fails the run', {}, 'auto', ['error']],
    ['a violation that does not', {}, 'never', ['warning']],
    ['a rule that failed itself', { verdict: 'error' }, 'never', ['error']],
    ['what is undetermined of a Deny rule', { verdict: 'undetermined' }, 'auto', ['error']],
    ['what is undetermined of an Audit rule', { verdict: 'undetermined', effect: 'audit' }, 'auto', ['notice']],
    ['what is exempt', { verdict: 'exempt' }, 'undetermined', []],
    ['what complies', { verdict: 'compliant' }, 'undetermined', []],
  ])('%s', (_name, overrides, failOn, expected) => {
    expect(annotations([finding(overrides)], failOn).map(({ kind }) => kind)).toEqual(expected);
  });
});

describe('what it says, and where', () => {
  test('the property’s place, the rule as title, the sentence with what to do', () => {
    expect(annotations([finding()])).toEqual([{
      kind: 'error',
      message: 'aks-outbound-type on demo: The outbound type is loadBalancer. Set the outbound type to none.',
      place: { file: 'infra/main.json', line: 12, column: 7, title: 'aks-outbound-type: Clusters have no outbound path' },
    }]);
  });

  test('a fix on that line: its literal, and the change', () => {
    const fix = { description: 'Change `"loadBalancer"` to `"none"`', file: 'infra/main.json', line: 12, endLine: 12, column: 24, endColumn: 38, original: '"loadBalancer"', replacement: '"none"' };
    const [one, other] = annotations([finding({ fix }), finding({ rule: 'z', fix: { ...fix, line: 3, endLine: 3 } })]);
    expect(one).toMatchObject({ message: expect.stringMatching(/ Change `"loadBalancer"` to `"none"`\.$/), place: { line: 12, column: 24, endColumn: 37 } });
    expect(other?.place).toEqual({ file: 'infra/main.json', line: 12, column: 7, title: 'z: Clusters have no outbound path' });
  });

  test('a live resource has no place', () => {
    const { location: _location, ...live } = finding();
    expect(annotations([live])[0]).not.toHaveProperty('place');
  });

  test('names of any length stay within what GitHub takes', () => {
    const name = 'x'.repeat(10_000_000);
    const [shown] = annotations([finding({ rule: name, title: name, message: name, resource: { type: name, name }, location: { file: name, line: 1, column: 1, pointer: name } })]);
    expect(shown?.message.length).toBeLessThanOrEqual(1_000);
    expect(shown?.place).toBeUndefined();
    expect(annotations([finding({ rule: name, title: name })])[0]?.place?.title?.length).toBeLessThanOrEqual(200);
  });
});

describe('ten of each kind are shown by GitHub', () => {
  test('the worst come first, and the run’s own sentences keep their place', () => {
    const shown = annotations([
      ...many(2_000, { verdict: 'undetermined', effect: 'audit', severity: 'low' }),
      ...many(1_500, { severity: 'medium' }),
      ...many(1_500),
    ]);
    expect(kinds(shown)).toEqual({ error: 9, warning: 1, notice: 8 });
    expect(shown.slice(0, 2).map(({ message }) => message.split(' ')[0])).toEqual(['rule-0000', 'rule-0001']);
    expect(shown.at(-1)).toEqual({ kind: 'warning', message: '4983 more findings are in the report; 2991 of them fail the run.' });
  });

  test('no kind exceeds nine, whatever there is', () => {
    const verdict = fc.constantFrom<Finding['verdict'][]>('violation', 'undetermined', 'error', 'exempt');
    const some = fc.array(fc.record({ verdict, effect: fc.constantFrom('deny', 'audit') }), { maxLength: 80 });
    fc.assert(
      fc.property(some, fc.constantFrom<FailOn[]>('auto', 'undetermined', 'violation', 'never'), (given, failOn) => {
        const findings = given.map((overrides) => finding(overrides));
        const shown = annotations(findings, failOn);
        expect(Math.max(...Object.values(kinds(shown)))).toBeLessThanOrEqual(9);
        const told = Number(/^(\d+) more findings? /.exec(shown.at(-1)?.message ?? '')?.[1] ?? 0);
        const worthTelling = findings.filter(({ verdict: which }) => which !== 'exempt').length;
        expect(shown.length - (told > 0 ? 1 : 0) + told).toBe(worthTelling);
      }),
    );
  });

  test.each<[number, Partial<Finding>, Annotation]>([
    [10, {}, { kind: 'warning', message: '1 more finding that fails the run is in the report.' }],
    [12, {}, { kind: 'warning', message: '3 more findings that fail the run are in the report.' }],
    [10, { verdict: 'undetermined', effect: 'audit' }, { kind: 'notice', message: '2 more findings are in the report.' }],
  ])('%i of a kind: the rest is one sentence', (count, overrides, expected) => {
    expect(annotations(many(count, overrides)).at(-1)).toEqual(expected);
  });
});

test('hostile findings make annotations like any other', () => {
  fc.assert(fc.property(fc.array(hostileFinding, { maxLength: 30 }), (findings) => {
    for (const { message } of annotations(findings)) expect(message.length).toBeLessThanOrEqual(1_000);
  }));
});
