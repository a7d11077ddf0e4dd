import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/arm/json.ts';
import { parseDefinition, parseInitiative, parseRule, PolicyError } from '../../src/policy/index.ts';
import { clusterType, definitionDocument } from './builders.ts';

const pools = `${clusterType}/agentPoolProfiles[*]`;
const times = <Item>(count: number, make: (index: number) => Item): readonly Item[] => Array.from({ length: count }, (_, index) => make(index));
const anyOf = (conditions: readonly unknown[]) => definitionDocument({ anyOf: conditions });

const poolCount = () => ({ count: { field: pools }, greater: 3 });
const valueCount = () => ({ count: { value: [1, 2] }, greater: 3 });
/** A comparison whose right side calls so many functions. */
const calls = (count: number) => ({ value: 'x', in: times(count, () => "[string('y')]") });

const withParameters = (count: number): JsonObject => {
  const parameters = Object.fromEntries(times(count, (index) => [`p${index}`, { type: 'String', defaultValue: '' }] as const));
  return definitionDocument({ field: 'name', equals: 'x' }, { parameters });
};

const builtIn = (document: JsonObject): JsonObject => ({ ...document, properties: { ...(document['properties'] as JsonObject), policyType: 'BuiltIn' } });

/** The message and the place of what a document is refused for; undefined when it is not. */
function refusal(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof PolicyError) return `${error.pointer}: ${error.message}`;
    throw error;
  }
}

describe('a rule', () => {
  test.each<readonly [string, JsonObject, JsonObject, string]>([
    ['counts one array', anyOf(times(5, poolCount)), anyOf(times(6, poolCount)), '/properties/policyRule/if/anyOf/5/count: A rule counts one array at most 5 times'],
    ['counts over values', anyOf(times(10, valueCount)), anyOf(times(11, valueCount)), '/properties/policyRule/if/anyOf/10/count: A rule has at most 10 counts over values'],
    ['calls functions', anyOf([calls(2048)]), anyOf([calls(2048), calls(1)]), '/properties/policyRule: A rule calls at most 2048 functions; this one calls 2049'],
  ])('%s only so often', (_, atTheLimit, beyond, message) => {
    expect(refusal(() => parseDefinition(atTheLimit))).toBeUndefined();
    expect(refusal(() => parseDefinition(beyond))).toBe(message);
    expect(refusal(() => parseDefinition(builtIn(beyond)))).toBeUndefined();
  });

  test('nested in another count is counted, whatever its case', () => {
    const nested = { count: { field: pools, where: { count: { field: pools.toUpperCase() }, greater: 0 } }, greater: 0 };
    expect(refusal(() => parseDefinition(anyOf([nested, nested])))).toBeUndefined();
    expect(refusal(() => parseDefinition(anyOf([nested, nested, nested])))).toContain('at most 5 times');
  });

  test('on its own is held to the same', () => {
    expect(refusal(() => parseRule({ if: { anyOf: times(11, valueCount) }, then: { effect: 'deny' } }))).toContain('at most 10 counts over values');
  });
});

describe('parameters', () => {
  test('of a definition are at most 20, of a built-in any number', () => {
    expect(refusal(() => parseDefinition(withParameters(20)))).toBeUndefined();
    expect(refusal(() => parseDefinition(withParameters(21)))).toBe('/properties/parameters: There are 21 parameters; Azure takes 20');
    expect(refusal(() => parseDefinition(builtIn(withParameters(21))))).toBeUndefined();
  });
});

describe('an initiative', () => {
  const member = (index: number) => ({ policyDefinitionId: '/providers/x', policyDefinitionReferenceId: `r${index}` });
  const parameter = (index: number) => [`p${index}`, { type: 'String' }] as const;

  test('has at most 1,000 members and 400 parameters', () => {
    expect(refusal(() => parseInitiative({ properties: { policyDefinitions: times(1000, member), parameters: Object.fromEntries(times(400, parameter)) } }))).toBeUndefined();
    expect(refusal(() => parseInitiative({ properties: { policyDefinitions: times(1001, member) } }))).toBe('/properties/policyDefinitions: There are 1001 members; Azure takes 1000');
    expect(refusal(() => parseInitiative({ properties: { policyDefinitions: [], parameters: Object.fromEntries(times(401, parameter)) } }))).toBe(
      '/properties/parameters: There are 401 parameters; Azure takes 400',
    );
  });
});
