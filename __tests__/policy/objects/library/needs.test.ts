import { describe, expect, test } from '@jest/globals';
import { aliasesIn, aliasesOf, namespaceOf, referencesOutside, unknownAliases } from '../../../../src/policy/objects/library/needs.ts';
import { PolicyError } from '../../../../src/policy/index.ts';
import { assignment, definition, definitionId, initiative, initiativeId } from '../objects.ts';

const builtIn = '/providers/Microsoft.Authorization/policyDefinitions/06A78E20-9358-41c9-923c-fb736d382a4d';

test('what a library refers to and does not have is named once', () => {
  const outside = initiative('s', ['a', 'b'], {}, { policyDefinitions: [definitionId('A'), definitionId('b'), builtIn, builtIn.toLowerCase()].map((policyDefinitionId) => ({ policyDefinitionId })) });
  const found = referencesOutside([definition('a'), outside, assignment('x', initiativeId('S')), assignment('y', initiativeId('theirs'))]);
  expect(found.map((id) => id.toLowerCase())).toEqual([definitionId('b').toLowerCase(), builtIn.toLowerCase(), initiativeId('theirs').toLowerCase()]);
});

test('what names nothing refers to nothing', () => {
  expect(referencesOutside([initiative('s', [], {}, { policyDefinitions: [{}, null, 1, { policyDefinitionId: 7 }] }), assignment('x', '')])).toEqual([]);
});

describe('the aliases of a definition', () => {
  const of = (policyRule: unknown) => aliasesOf({ name: 'a', properties: { mode: 'Indexed', policyRule } });

  test('are those that it reads and writes, once each, but not fields that every resource has', () => {
    const alias = 'Microsoft.Network/virtualNetworks/subnets[*].routeTable';
    const added = 'Microsoft.Network/virtualNetworks/enableDdosProtection';
    expect(of({
      if: { allOf: [
        { field: 'type', equals: 'Microsoft.Network/virtualNetworks' }, { field: 'location', equals: 'x' }, { field: "tags['a/b']", exists: 'true' }, { field: 'tags.a/b', exists: 'true' },
        { count: { field: 'Microsoft.Network/virtualNetworks/subnets[*]', where: { field: alias, exists: 'false' } }, greater: 0 },
        { value: `[length(field('${alias}'))]`, greater: 0 },
      ] },
      then: { effect: 'modify', details: { roleDefinitionIds: ['/x'], operations: [{ operation: 'add', field: added, value: true }] } },
    }).toSorted()).toEqual([added, 'Microsoft.Network/virtualNetworks/subnets[*]', alias].toSorted());
  });

  test('cannot be told of what is no definition', () => {
    expect(() => aliasesOf({ properties: {} })).toThrow(PolicyError);
  });
});

describe('an alias is unknown', () => {
  const provider = { namespace: 'Microsoft.X', resourceTypes: [{ aliases: [{ name: 'Microsoft.X/things/Name' }, { name: 'Microsoft.X/things/list' }, { name: 7 }, null] }, { aliases: null }, {}] };
  const known = aliasesIn(provider);
  const unknown = (...aliases: readonly string[]) => unknownAliases(aliases, (namespace) => (namespace === 'microsoft.x' ? known : undefined));

  test('where its provider does not list it', () => {
    expect([...known]).toEqual(['microsoft.x/things/name', 'microsoft.x/things/list']);
    expect(unknown('Microsoft.X/things/name', 'MICROSOFT.X/things/other')).toEqual(['MICROSOFT.X/things/other']);
  });

  test('not where an array is listed as itself or as its elements', () => {
    expect(unknown('Microsoft.X/things/list[*]', 'Microsoft.X/things/list', 'Microsoft.X/things/list[*].name')).toEqual(['Microsoft.X/things/list[*].name']);
  });

  test('not where the provider could not be asked', () => {
    expect(unknown('Microsoft.Y/things/name')).toEqual([]);
    expect(namespaceOf('Microsoft.Y/things/name')).toBe('Microsoft.Y');
  });

  test('of a provider that lists nothing', () => {
    expect(aliasesIn({})).toEqual(new Set());
  });
});
