import { describe, expect, test } from '@jest/globals';
import { EvaluationError } from '../../../src/language/errors.ts';
import { isUnknown, Unknown } from '../../../src/language/unknown.ts';
import { evaluate } from './evaluate.ts';

describe('what decides is not followed by more in templates (learn.microsoft.com, "Bicep logical operators", "Bicep flow control functions")', () => {
  test.each<readonly [string, unknown]>([
    ["and(contains(createObject('one', 1), 'four'), equals(createObject('one', 1).four, 4))", false],
    ["or(empty(createArray()), equals(createArray()[0], 'bar'))", true],
    ["coalesce(null(), 'a', int('x'))", 'a'],
  ])('%s', (text, expected) => {
    expect(evaluate(text)).toBe(expected);
  });

  test.each([
    "and(true(), equals(createObject('one', 1).four, 4))",
    "or(false(), equals(createArray()[0], 'bar'))",
    "coalesce(null(), int('x'))",
  ])('%s fails: what comes before leaves the matter open', (text) => {
    expect(() => evaluate(text)).toThrow(EvaluationError);
  });

  test.each(["and(given('x'), int('x'))", "or(given('x'), int('x'))", "coalesce(given('x'), int('x'))"])('%s is unknown: it may not come to the failure', (text) => {
    expect(isUnknown(evaluate(text, { x: new Unknown('nobody knows') }))).toBe(true);
  });
});
