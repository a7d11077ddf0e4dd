import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../src/arm/json.ts';
import { bundledInitiative, bundledInitiatives } from '../../src/policy/bundled.ts';
import { builtInId, complementaryBuiltIns, conflictingBuiltIns, withBuiltIns } from '../../src/policy/built-ins.ts';

const scope = '/subscriptions/00000000-0000-0000-0000-000000000001';
const corpus = resolve(import.meta.dirname, '..', '..', '..', 'shared', 'corpus', 'builtin-policies');
const ifCorpus = existsSync(corpus) ? test : test.skip;

/** The published definitions, by name. */
function published(): ReadonlyMap<string, JsonObject> {
  const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return new Map(files.flatMap((name) => {
    const document: unknown = JSON.parse(readFileSync(join(corpus, name), 'utf8'));
    const guid = textAt(document, 'name');
    return guid === undefined || !isJsonObject(document) ? [] : [[guid.toLowerCase(), document] as const];
  }));
}

describe('an initiative with built-ins', () => {
  test.each(bundledInitiatives.map(({ name }) => [name]))('%s has its own members first, then those of its ground, each once', (name) => {
    const plain = bundledInitiative(name, scope);
    const ids = (document: JsonObject): readonly unknown[] => arrayAt(document, 'properties', 'policyDefinitions').map((member) => textAt(member, 'policyDefinitionId'));
    const wanted = (complementaryBuiltIns.get(name) ?? []).map(({ guid }) => builtInId(guid));
    expect(ids(withBuiltIns(plain))).toEqual([...ids(plain), ...wanted]);
    const references = arrayAt(withBuiltIns(plain), 'properties', 'policyDefinitions').map((member) => textAt(member, 'policyDefinitionReferenceId'));
    expect(new Set(references).size).toBe(references.length);
  });

  test.each([...complementaryBuiltIns])('%s hands down only effects and groups that it has', (name, builtIns) => {
    const initiative = bundledInitiative(name, scope);
    const groups = arrayAt(initiative, 'properties', 'policyDefinitionGroups').map((group) => textAt(group, 'name'));
    for (const { effectFrom, groupNames } of builtIns) {
      expect(groups).toEqual(expect.arrayContaining([...groupNames]));
      if (effectFrom !== undefined) expect(at(initiative, 'properties', 'parameters', effectFrom, 'allowedValues')).toEqual(['Deny', 'Audit', 'Disabled']);
    }
  });
});

ifCorpus('names, ids and effects are those that Microsoft publishes (skipped without the corpus beside the checkout)', () => {
  const definitions = published();
  const all = [...[...complementaryBuiltIns.values()].flat(), ...conflictingBuiltIns];
  for (const { guid, displayName } of all) expect([guid, textAt(definitions.get(guid), 'properties', 'displayName')]).toEqual([guid, displayName]);
  for (const { guid, effectFrom } of [...complementaryBuiltIns.values()].flat()) {
    const effects = arrayAt(definitions.get(guid), 'properties', 'parameters', 'effect', 'allowedValues');
    expect([guid, effects.includes('Deny')]).toEqual([guid, effectFrom !== undefined]);
    const needed = at(definitions.get(guid), 'properties', 'parameters');
    const without = isJsonObject(needed) ? Object.entries(needed).filter(([, parameter]) => at(parameter, 'defaultValue') === undefined).map(([parameter]) => parameter) : [];
    expect([guid, without]).toEqual([guid, []]);
  }
});

test('nothing is in both lists', () => {
  const against = new Set(conflictingBuiltIns.map(({ guid }) => guid));
  expect([...complementaryBuiltIns.values()].flat().filter(({ guid }) => against.has(guid))).toEqual([]);
});
