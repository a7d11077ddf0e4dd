import * as fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { bindLibrary } from '../../src/policy/assignment/bind-library.ts';
import { UserError } from '../../src/run/errors.ts';
import { readPolicyLibrary, type LibraryTools } from '../../src/sources/policy-library.ts';
import { assignment, definition, definitionId, initiative, rule, scope, treeOf } from './policy-tree.ts';

const read = async (files: Readonly<Record<string, unknown>>, paths: readonly string[] = ['policies'], tools: LibraryTools = {}) => await readPolicyLibrary(treeOf(files), paths, tools);
const names = (placed: readonly { readonly document: { readonly name: string | undefined } }[]) => placed.map(({ document }) => document.name);
const exemption = { id: `${scope}/providers/Microsoft.Authorization/policyExemptions/e`, name: 'e', properties: { policyAssignmentId: 'x', exemptionCategory: 'Waiver' } };

describe('policy JSON', () => {
  test('of every kind is found, and the rest is counted', async () => {
    const library = await read({
      'policies/a.json': definition('a'),
      'policies/deep/b.jsonc': `// ours\n${JSON.stringify(initiative('b', ['a']))}`,
      'policies/c.json': assignment('c', definitionId('a')),
      'policies/d.json': exemption,
      'policies/package.json': { name: 'x', version: '1' },
      'policies/README.md': 'policyRule',
      'policies/node_modules/x/policy.json': definition('never'),
      'elsewhere/e.json': definition('e'),
    });
    expect([library.definitions, library.initiatives, library.assignments, library.exemptions].map(names)).toEqual([['a'], ['b'], ['c'], ['e']]);
    expect(library.files).toEqual(['policies/a.json', 'policies/c.json', 'policies/d.json', 'policies/deep/b.jsonc']);
    expect(library.others).toBe(1);
    expect(library.notes).toEqual([]);
  });

  test('is known by its type, also flat as the command line of Azure prints it', async () => {
    const { properties, name } = definition('a');
    const library = await read({ 'policies/a.json': { ...properties, name, id: definitionId('a'), type: 'Microsoft.Authorization/policyDefinitions', systemData: {} } });
    expect(library.definitions.map(({ document }) => document.id)).toEqual([definitionId('a')]);
  });

  test.each([['an array', (all: readonly unknown[]) => all], ['a list of the service', (all: readonly unknown[]) => ({ value: all })]])('in %s, with lines of its own', async (_, wrap) => {
    const library = await read({ 'policies/all.json': wrap([{ name: 'no policy' }, definition('a'), definition('b')]) });
    expect(names(library.definitions)).toEqual(['a', 'b']);
    const [first, second] = library.definitions.map(({ placeOf }) => Number(placeOf('/properties/policyRule').split(':')[1]));
    expect(second).toBeGreaterThan(first ?? Infinity);
  });

  test('with a bare rule is a definition called as its file', async () => {
    const plain = { if: { field: 'type', equals: 'A.B/c' }, then: { effect: 'deny' } };
    const library = await read({ 'policies/no-way-out.rule.json': plain });
    expect(names(library.definitions)).toEqual(['no-way-out.rule']);
    await expect(read({ 'policies/x.json': { ...plain, if: { field: 'type', equal: 'A.B/c' } } })).rejects.toThrow(/^policies\/x\.json:\d: .*equal/);
  });

  test('that is there twice word for word is taken once, and refused where the two differ', async () => {
    const twice = { 'policies/a.json': definition('a'), 'policies/copy/a.json': definition('a') };
    expect(names((await read(twice)).definitions)).toEqual(['a']);
    await expect(read({ ...twice, 'policies/copy/a.json': definition('a', { mode: 'Indexed' }) })).rejects.toThrow(/^policies\/copy\/a\.json:1: the definition `a` is written here and at policies\/a\.json:1, with different contents/);
  });

  test('about policies is none: compliance, remediations, other types', async () => {
    const library = await read({
      'policies/states.json': { value: [{ policyDefinitionId: definitionId('a'), policyAssignmentId: 'x', complianceState: 'Compliant' }] },
      'policies/remediation.json': { type: 'Microsoft.PolicyInsights/remediations', properties: { policyAssignmentId: 'x', policyDefinitionId: 'y' } },
      'policies/ours.json': { exemptions: [{ rule: 'a', resource: 'b', reason: 'c', owner: 'd' }] },
    });
    expect(library).toMatchObject({ definitions: [], initiatives: [], assignments: [], exemptions: [], files: [], others: 3 });
  });

  test('may be one file, the whole tree, or a path as people write it', async () => {
    const files = { 'policies/a.json': definition('a'), 'policies/b.json': definition('b') };
    expect(names((await read(files, ['policies/a.json'])).definitions)).toEqual(['a']);
    expect(names((await read(files, ['.'])).definitions)).toEqual(['a', 'b']);
    expect(names((await read(files, ['./policies/', 'policies/b.json'])).definitions)).toEqual(['a', 'b']);
  });
});

describe('a policy that cannot be read is never dropped', () => {
  const broken = JSON.stringify(definition('a'), null, 2);
  test.each<[string, unknown, RegExp]>([
    ['text that ends too early', broken.slice(0, -3), /^policies\/x\.json:\d+:\d+: /],
    ['a comma too few', broken.replace('"mode": "All",', '"mode": "All"'), /^policies\/x\.json:\d+:\d+: /],
    ['a definition without a rule', { type: 'Microsoft.Authorization/policyDefinitions', name: 'a', properties: { mode: 'All' } }, /^policies\/x\.json:\d+: `policyRule` is missing\.$/],
    ['an operator that is none', definition('a', { policyRule: { ...rule, if: { field: 'type', equal: 'x' } } }), /^policies\/x\.json:24: .*no member `equal`; did you mean/],
    ['a type that is none, with a rule', { type: 'policyDefinition', ...definition('a', { policyRule: [] }) }, /^policies\/x\.json:\d+: `policyRule` has to be an object/],
    ['members that are no list', initiative('a', [], { policyDefinitions: {} }), /^policies\/x\.json:\d+: `policyDefinitions` has to be an array/],
    ['an enforcement mode that is none', assignment('a', definitionId('x'), { enforcementMode: 'Never' }), /^policies\/x\.json:\d+: `Never` is no enforcement mode/],
    ['an exemption without a date', { ...exemption, properties: { ...exemption.properties, expiresOn: 'soon' } }, /^policies\/x\.json:\d+: `expiresOn` has to be a date/],
    ['a key twice', '{"policyRule": {},\n "policyRule": {}}', /^policies\/x\.json:2/],
    ['depth', `{"policyRule": ${'['.repeat(100_000)}`, /^policies\/x\.json:1:\d+: .*deeper/],
  ])('%s', async (_, content, expected) => {
    await expect(read({ 'policies/x.json': content })).rejects.toThrow(UserError);
    await expect(read({ 'policies/x.json': content })).rejects.toThrow(expected);
  });

  test('nor are the further pages of a list', async () => {
    await expect(read({ 'policies/x.json': { value: [definition('a')], nextLink: 'https://x' } })).rejects.toThrow(/^policies\/x\.json:\d+: the list is one page of several/);
  });

  test('nor is one that is named, or stands where a layout has its policies', async () => {
    await expect(read({ 'policies/x.json': '{' }, ['policies/x.json'])).rejects.toThrow(/^policies\/x\.json:1/);
    await expect(read({ 'policies/policy.json': '{' })).rejects.toThrow(/^policies\/policy\.json:1/);
    await expect(read({ 'policies/policyAssignments/x.jsonc': '{' })).rejects.toThrow(/^policies\/policyAssignments\/x\.jsonc:1/);
  });

  test('other broken files are told', async () => {
    expect((await read({ 'policies/x.json': '{', 'policies/a.json': definition('a') })).notes).toEqual([expect.stringMatching(/^1 JSON files are not well-formed .*: policies\/x\.json\.$/)]);
  });

  test('a path that is not there, no JSON, or cannot be listed', async () => {
    await expect(read({}, ['policies'])).rejects.toThrow('The policies at "policies" cannot be read: the checkout has no such file or folder.');
    await expect(read({ 'a.yaml': 'x' }, ['a.yaml'])).rejects.toThrow(/policies are JSON/);
    const shallow = { ...treeOf({}), list: async () => ({ kind: 'unknown' as const, reason: 'the history is shallow' }) };
    await expect(readPolicyLibrary(shallow, ['policies'])).rejects.toThrow(/cannot be listed: the history is shallow/);
    const vanishing = { ...treeOf({ 'p/a.json': definition('a') }), read: async () => ({ kind: 'unknown' as const, reason: 'git failed' }) };
    await expect(readPolicyLibrary(vanishing, ['p'])).rejects.toThrow(/p\/a\.json of the checkout cannot be read: git failed/);
  });

  test('a path that a change brings is a note, where that is asked for', async () => {
    expect(await read({}, ['policies'], { absent: 'note' })).toMatchObject({ notes: ['the checkout has no "policies": no policies of it are judged with.'], definitions: [] });
  });
});

describe('a template', () => {
  const template = (resources: unknown) => ({ $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', contentVersion: '1.0.0.0', resources });
  const escaped = JSON.parse(JSON.stringify(definition('a')).replaceAll('"[', '"[[')) as object;
  const resource = { type: 'Microsoft.Authorization/policyDefinitions', apiVersion: '2025-03-01', ...escaped };

  test('gives the policies among its resources, nested ones too', async () => {
    const nested = { type: 'Microsoft.Resources/deployments', name: 'n', properties: { template: template([{ ...resource, name: 'b' }]) } };
    const assigned = { type: 'Microsoft.Authorization/policyAssignments', name: 'c', scope, properties: { policyDefinitionId: "[resourceId('Microsoft.Authorization/policyDefinitions', 'a')]" } };
    const library = await read({ 'policies/main.json': template([resource, nested, assigned, { type: 'A.B/c', name: "[parameters('x')]" }]) });
    expect(names(library.definitions)).toEqual(['a', 'b']);
    expect(library.assignments.map(({ document }) => [document.definitionId, document.scope])).toEqual([['/providers/Microsoft.Authorization/policyDefinitions/a', scope]]);
    expect(library.definitions[0]?.document.rule.effect).toMatchObject({ kind: 'expression' });
    expect(names((await read({ 'policies/main.json': template({ one: resource }) })).definitions)).toEqual(['a']);
  });

  test.each<[string, object, RegExp]>([
    ['a name that is computed', { ...resource, name: "[parameters('name')]" }, /^policies\/main\.json:\d+: \[parameters\('name'\)\] is computed by the template/],
    ['a rule that is computed', { ...resource, properties: { policyRule: "[variables('rule')]" } }, /is computed by the template/],
    ['a copy loop', { ...resource, copy: { name: 'x', count: 2 } }, /in a copy loop/],
    ['a condition', { ...resource, condition: "[parameters('yes')]" }, /whether the policy is deployed is not known/],
  ])('whose policy has %s is refused', async (_, content, expected) => {
    await expect(read({ 'policies/main.json': template([content]) })).rejects.toThrow(expected);
  });
});

test('whatever the JSON: bound policies, or a sentence that names the file', async () => {
  const keys = fc.constantFrom('properties', 'policyRule', 'policyDefinitions', 'policyDefinitionId', 'nodeName', 'children', 'scope', 'definitionEntry', 'exemptions', 'exemptionCategory', 'value', 'if', 'then', 'effect', 'name', 'type', 'resources', 'contentVersion', '__proto__', 'constructor', 'assignment', 'parameters', 'policyName', 'scopes');
  const leaf = fc.oneof(fc.constantFrom('x', '', '/subscriptions/1', 'Microsoft.Authorization/policyDefinitions', "[parameters('x')]", '[', null, true, 1), fc.string({ maxLength: 4 }));
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, leaf, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(keys, tie('value'), { maxKeys: 5 })),
  }));
  const file = fc.constantFrom('p/a.json', 'p/policy.json', 'p/policy.rules.json', 'p/policyset.definitions.json', 'p/policyAssignments/a.jsonc', 'p/policyExemptions/dev/a.json', 'p/global-settings.jsonc');
  await fc.assert(
    fc.asyncProperty(fc.dictionary(file, value, { minKeys: 1, maxKeys: 3 }), async (files) => {
      try {
        const library = await read(files, ['p']);
        expect(library.files.length).toBeLessThanOrEqual(3);
        expect(Array.isArray(bindLibrary(library).policies)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        expect(String(error)).toMatch(/p\//);
      }
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    }),
    { numRuns: 400 },
  );
});
