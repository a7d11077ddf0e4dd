import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  bindDefinition,
  compileDefinition,
  loadDefinitionText,
  loadText,
  parseAssignment,
  parseDefinition,
  parseExemption,
  parseInitiative,
  PolicyError,
} from '../../src/policy/index.ts';
import { clusterType, definitionDocument } from './builders.ts';

const condition = { field: 'type', equals: clusterType };

/** The error that an attempt ends with, in the two parts that callers rely on. */
function refusal(attempt: () => unknown): readonly [pointer: string, message: string] {
  try {
    attempt();
  } catch (error) {
    if (error instanceof PolicyError) return [error.pointer, error.message];
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a definition', () => {
  test('is read with or without the wrapper, keys without case', () => {
    const rule = { IF: condition, Then: { Effect: 'audit' } };
    const wrapped = parseDefinition({ name: 'n', id: '/x/n', Properties: { DisplayName: 'N', Mode: 'All', PolicyRule: rule } });
    const bare = parseDefinition({ displayName: 'N', mode: 'All', policyRule: rule });
    expect(wrapped).toMatchObject({ kind: 'definition', name: 'n', id: '/x/n', displayName: 'N', mode: 'All', metadata: {} });
    expect(bare.rule).toMatchObject({ condition: { kind: 'leaf', operator: 'equals' } });
  });

  test('without a mode is Indexed', () => {
    expect(parseDefinition({ policyRule: { if: condition, Then: { effect: 'deny' } } }).mode).toBe('Indexed');
  });

  const root = '/properties/policyRule/if';

  test.each<readonly [string, unknown, string, string]>([
    ['an unknown member', { field: 'type', lessThan: 1 }, `${root}/lessThan`, 'A condition has no member `lessThan`; did you mean `less`?'],
    ['a misspelt operator', { allOf: [condition, { field: 'type', equal: 'x' }] }, `${root}/allOf/1/equal`, 'did you mean `equals`?'],
    ['two operators', { field: 'type', equals: 'a', like: 'b' }, root, 'exactly one operator'],
    ['no operator', { field: 'type' }, root, 'needs an operator'],
    ['two left sides', { field: 'type', value: 1, equals: 1 }, root, 'exactly one of'],
    ['no left side', { equals: 1 }, root, 'needs `field`, `value` or `count`'],
    ['logic beside something else', { allOf: [condition], field: 'type' }, root, '`allOf` stands alone'],
    ['allOf that is no list', { allOf: condition }, `${root}/allOf`, '`allOf` has to be an array'],
    ['not over a list', { not: [condition] }, `${root}/not`, 'A condition has to be an object'],
    ['count without anything to count', { count: { where: condition }, equals: 1 }, `${root}/count`, '`count` has either'],
    ['count with a name but no value', { count: { field: 'a/b/c[*]', name: 'n' }, equals: 1 }, `${root}/count`, '`count` has either'],
    ['count with an unknown member', { count: { field: 'a/b/c[*]', were: condition }, equals: 1 }, `${root}/count/were`, 'did you mean `where`?'],
    ['a count over no array', { count: { field: `${clusterType}/dnsPrefix` }, equals: 1 }, `${root}/count/field`, 'array alias'],
    ['a count over a property', { count: { field: `${clusterType}/agentPoolProfiles[*].mode` }, equals: 1 }, `${root}/count/field`, 'ends in `[*]`'],
    ['a count over a text', { count: { value: 'x' }, equals: 1 }, `${root}/count/value`, '`count.value` has to be an array'],
    ['a broken expression', { value: "[concat('a']", equals: 'a' }, `${root}/value`, 'Expected ")", but the expression ends, at character 12'],
    ['a broken expression in a list', { field: 'type', in: ['x', '[1.5]'] }, `${root}/in/1`, 'Only integers'],
    ['a number as field', { field: 1, equals: 1 }, `${root}/field`, '`field` has to be text'],
    ['a name with a slash in the pointer', { 'a/b~c': 1 }, `${root}/a~1b~0c`, 'no member `a/b~c`'],
  ])('with %s is refused at its place', (_, broken, pointer, message) => {
    const [where, what] = refusal(() => parseDefinition(definitionDocument(broken)));
    expect(where).toBe(pointer);
    expect(what).toContain(message);
  });

  test.each<readonly [string, unknown, string, string]>([
    [
      'an unknown function',
      { value: "[concatenate('a')]", equals: 'a' },
      `${root}/value`,
      'There is no function `concatenate` here; did you mean `concat`?',
    ],
    [
      'an unknown field',
      { field: 'locaton', equals: 'a' },
      `${root}/field`,
      '`locaton` is no field of a resource and no alias; did you mean `location`?',
    ],
    ['two stars', { field: 'name', like: 'a*b*' }, `${root}/like`, 'at most one `*`'],
    ['a scalar for in', { field: 'name', in: 'a' }, `${root}/in`, '`in` compares with an array'],
    ['neither true nor false', { field: 'name', exists: 'yes' }, `${root}/exists`, 'true or false'],
  ])('with %s parses but does not compile', (_, broken, pointer, message) => {
    const definition = parseDefinition(definitionDocument(broken));
    const [where, what] = refusal(() => compileDefinition(definition));
    expect(where).toBe(pointer);
    expect(what).toContain(message);
  });

  test.each<readonly [string, unknown, string]>([
    ['text', 'x', ''],
    ['null', null, ''],
    ['a list', [], ''],
    ['no rule', { properties: {} }, '/properties'],
    ['no if', { properties: { policyRule: { Then: { effect: 'deny' } } } }, '/properties/policyRule'],
    ['no effect', { policyRule: { if: condition, Then: {} } }, '/policyRule/Then'],
    ['a parameter without a type', { parameters: { a: {} }, policyRule: {} }, '/parameters/a'],
    ['a parameter of an unknown type', { parameters: { a: { type: 'Text' } }, policyRule: {} }, '/parameters/a/type'],
    ['a parameter declared twice', { parameters: { a: { type: 'String' }, A: { type: 'String' } }, policyRule: {} }, '/parameters/A'],
  ])('that is %s is refused', (_, document, pointer) => {
    expect(refusal(() => parseDefinition(document))[0]).toBe(pointer);
  });

  test.each([
    ['conditions', (depth: number): unknown => Array.from({ length: depth }).reduce((inner) => ({ not: inner }), condition)],
    ['a right side', (depth: number): unknown => ({ field: 'type', in: Array.from({ length: depth }).reduce((inner) => [inner], 'x') })],
  ])('with %s nested beyond reason is refused, not a stack overflow', (_, nested) => {
    expect(refusal(() => parseDefinition(definitionDocument(nested(100_000))))[1]).toContain('deeper than');
  });

  test('with too many conditions is refused', () => {
    const broken = { allOf: Array.from({ length: 5000 }, () => condition) };
    expect(refusal(() => parseDefinition(definitionDocument(broken)))[1]).toContain('at most 4096 conditions');
  });

  test('of whatever shape is parsed or refused with a PolicyError', () => {
    const vocabulary = ['allOf', 'anyOf', 'not', 'field', 'value', 'count', 'equals', 'in', 'where', 'name', '__proto__', 'x', '[', "[field('a')]", 'type'];
    const words = fc.constantFrom(...vocabulary);
    const scalars = fc.constantFrom(1, true, null);
    const document = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof({ maxDepth: 5 }, words, scalars, fc.array(tie('json'), { maxLength: 3 }), fc.dictionary(words, tie('json'), { maxKeys: 3 })),
    })).json;
    fc.assert(
      fc.property(document, (json) => {
        try {
          compileDefinition(parseDefinition(definitionDocument(json)));
        } catch (error) {
          expect(error).toBeInstanceOf(PolicyError);
        }
      }),
    );
  });
});

describe('parameters', () => {
  const declared = {
    effect: { type: 'String', defaultValue: 'Deny', allowedValues: ['Deny', 'Audit'] },
    names: { type: 'array', allowedValues: ['a', 'b'] },
    count: { type: 'Integer', defaultValue: 1 },
  };
  const definition = parseDefinition(definitionDocument(condition, { parameters: declared }));

  test('take the value given, else the default; names compare without case', () => {
    expect(bindDefinition(definition, { NAMES: ['a'] }).parameters).toEqual({ effect: 'Deny', names: ['a'], count: 1 });
  });

  test.each<readonly [string, Record<string, unknown>, string]>([
    ['no value and no default', {}, 'The parameter `names` has neither a value nor a default'],
    ['a value that is not declared', { names: [], efect: 'Deny' }, 'There is no parameter `efect`; did you mean `effect`?'],
    ['a value that is not allowed', { names: [], effect: 'Disabled' }, 'The parameter `effect` does not allow "Disabled"; allowed: "Deny", "Audit"'],
    ['a value in another case', { names: [], effect: 'deny' }, 'does not allow "deny"'],
    ['an element that is not allowed', { names: ['a', 'c'] }, 'The parameter `names` does not allow "c"'],
    ['the wrong type', { names: 'a' }, 'has to be of type Array; string given'],
    ['a fraction for an integer', { names: [], count: 1.5 }, 'has to be of type Integer'],
  ])('with %s are refused', (_, values, message) => {
    expect(refusal(() => bindDefinition(definition, values))[1]).toContain(message);
  });
});

const member = (referenceId?: string) => ({
  policyDefinitionId: '/providers/Microsoft.Authorization/policyDefinitions/a',
  ...(referenceId === undefined ? {} : { policyDefinitionReferenceId: referenceId }),
});

describe('an initiative', () => {
  test('needs reference ids that differ, also in case', () => {
    const [pointer, message] = refusal(() => parseInitiative({ properties: { policyDefinitions: [member('a'), member('A')] } }));
    expect(pointer).toBe('/properties/policyDefinitions/1');
    expect(message).toContain('`A` is used twice');
  });

  test('numbers members without a reference id', () => {
    expect(parseInitiative({ policyDefinitions: [member('x'), member()] }).members.map(({ referenceId }) => referenceId)).toEqual(['x', '2']);
  });
});

describe('an assignment', () => {
  const definitionId = '/providers/Microsoft.Authorization/policyDefinitions/a';
  const id = '/subscriptions/s/providers/Microsoft.Authorization/policyAssignments/x';

  test('takes its scope from the properties, else from its id', () => {
    const inId = parseAssignment({ id, properties: { policyDefinitionId: definitionId } });
    expect(inId).toMatchObject({ scope: '/subscriptions/s', enforcementMode: 'Default' });
    expect(parseAssignment({ id, properties: { policyDefinitionId: definitionId, scope: '/subscriptions/t/' } }).scope).toBe('/subscriptions/t');
    expect(parseAssignment({ policyDefinitionId: definitionId }).scope).toBe('');
  });

  test('unwraps the values of its parameters', () => {
    expect(parseAssignment({ policyDefinitionId: definitionId, parameters: { a: { value: [1] } } }).parameters).toEqual({ a: [1] });
  });

  test('with an unknown enforcement mode is refused', () => {
    expect(refusal(() => parseAssignment({ policyDefinitionId: definitionId, enforcementMode: 'DoNotEnfroce' }))).toEqual([
      '/enforcementMode',
      '`DoNotEnfroce` is no enforcement mode that is judged here; did you mean `DoNotEnforce`?',
    ]);
  });
});

describe('text', () => {
  const initiative = '{\n  "properties": {\n    "policyDefinitions": [\n      {"policyDefinitionId": 5}\n    ]\n  }\n}';

  test.each<readonly [string, () => unknown, number, number, string]>([
    ['an initiative', () => loadText(initiative, parseInitiative), 4, 30, '`policyDefinitionId` has to be text'],
    ['an assignment', () => loadText('{"properties":\n {"policyDefinitionId": "/d", "enforcementMode": "Of"}}', parseAssignment), 2, 50, 'no enforcement mode'],
    ['an exemption', () => loadText('{"policyAssignmentId": "/a",\n "exemptionCategory": "Wavier"}', parseExemption), 2, 23, 'did you mean `Waiver`?'],
    ['a definition', () => loadDefinitionText('{\n"policyRule": {"if": {"field": "type", "equal": 1}, "then": {"effect": "deny"}}}'), 2, 49, 'did you mean `equals`?'],
  ])('of %s puts line and column into errors', (_, load, line, column, message) => {
    expect(load).toThrow(PolicyError);
    expect(load).toThrow(message);
    try {
      load();
    } catch (error) {
      expect(error).toMatchObject({ line, column });
    }
  });

  test('is read like the document it holds', () => {
    expect(loadText('{"properties": {"policyDefinitionId": "/d"}}', parseAssignment)).toEqual(parseAssignment({ properties: { policyDefinitionId: '/d' } }));
  });
});
