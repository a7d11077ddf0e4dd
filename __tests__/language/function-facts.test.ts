import { describe, expect, test } from '@jest/globals';
import { functionFacts } from '../../src/language/function-facts.ts';
import { policyFunctions } from '../../src/policy/conditions/references.ts';

const ofPolicy = functionFacts.filter(({ where }) => where !== 'template');

describe('the table of functions', () => {
  test('lists exactly the functions that policy has', () => {
    const names = Array.from(policyFunctions.values(), ({ name }) => name);
    expect(ofPolicy.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });

  test.each(ofPolicy)('$name($parameters) takes as many arguments as it says', ({ name, parameters }) => {
    const { least, most } = policyFunctions.get(name.toLowerCase()) ?? { least: -1, most: -1 };
    const listed = parameters.split(/, (?=[A-Za-z…]+[?…]?:|…)/).filter((part) => part !== '');
    const repeats = listed.some((part) => /^\w*…/.test(part));
    const optional = listed.filter((part) => /^\w+\?/.test(part)).length;
    expect(repeats).toBe(most === Infinity);
    if (!repeats) expect([least, most]).toEqual([listed.length - optional, listed.length]);
  });

  test('names each once and says what it gives', () => {
    expect(new Set(functionFacts.map(({ name }) => name.toLowerCase())).size).toBe(functionFacts.length);
    expect(functionFacts.filter(({ about }) => !about.endsWith('.')).map(({ name }) => name)).toEqual([]);
  });

  // 68 functions that need nothing around them or only the request, the references, and `policy()` (azure-policy-language.md §1.9).
  test('has what policy allows', () => {
    expect(ofPolicy).toHaveLength(75);
  });
});
