import { describe, expect, test } from '@jest/globals';
import { readPolicyLibrary } from '../../../src/sources/policy-library.ts';
import { assignment, definitionId, initiative, initiativeId, rule, ruleParameters, treeOf } from '../policy-tree.ts';

const read = async (files: Readonly<Record<string, unknown>>) => await readPolicyLibrary(treeOf(files), ['policies']);
const folder = 'policies/outbound_1234';
const base = { id: definitionId('outbound'), name: 'outbound', type: 'Microsoft.Authorization/policyDefinitions', properties: { displayName: 'Outbound', mode: 'All' } };

/** README of Azure/manage-azure-policy: one folder for each policy, with `policy.json` and `assign.<name>.json`; parts as src/azure/policyHelper.ts reads them. */
describe('the layout of manage-azure-policy', () => {
  test('puts rule and parameters beside the definition, and finds its assignments', async () => {
    const library = await read({
      [`${folder}/policy.json`]: base,
      [`${folder}/policy.rules.json`]: { policyRule: rule },
      [`${folder}/policy.parameters.json`]: { parameters: ruleParameters },
      [`${folder}/assign.dev.json`]: assignment('dev', definitionId('outbound')),
      [`${folder}/assign.prod.json`]: assignment('prod', definitionId('outbound'), { parameters: { effect: { value: 'Audit' } } }),
    });
    expect(library.definitions.map(({ document }) => [document.name, document.mode, document.parameters.size])).toEqual([['outbound', 'All', 2]]);
    expect(library.assignments.map(({ document }) => [document.name, document.parameters])).toEqual([['dev', {}], ['prod', { effect: 'Audit' }]]);
    expect(library.files).toHaveLength(5);
    expect(library.others).toBe(0);
  });

  test('puts members and parameters beside the initiative', async () => {
    const { properties } = initiative('core', ['outbound']);
    const library = await read({
      'policies/core/policyset.json': { id: initiativeId('core'), name: 'core', type: 'Microsoft.Authorization/policySetDefinitions', properties: { displayName: 'Core' } },
      'policies/core/policyset.definitions.json': { policyDefinitions: properties['policyDefinitions'] },
      'policies/core/policyset.parameters.json': { parameters: { effect: { type: 'String' } } },
    });
    expect(library.initiatives.map(({ document }) => [document.name, document.members.map(({ referenceId }) => referenceId), document.parameters.size])).toEqual([['core', ['outbound'], 1]]);
  });

  test('what policy.json has itself counts, and its parts are not read twice', async () => {
    const library = await read({ [`${folder}/policy.json`]: { ...base, properties: { ...base.properties, policyRule: rule, parameters: ruleParameters } }, [`${folder}/policy.rules.json`]: { policyRule: 'never' }, [`${folder}/policy.parameters.json`]: {} });
    expect(library.definitions).toHaveLength(1);
  });

  test('an assignment that does not enforce stays so', async () => {
    const library = await read({ [`${folder}/assign.x.json`]: assignment('x', definitionId('outbound'), { enforcementMode: 'DoNotEnforce' }) });
    expect(library.assignments[0]?.document.enforcementMode).toBe('DoNotEnforce');
  });
});

/** Azure/Community-Policy: `azurepolicy.json` in full, `azurepolicy.rules.json` and `azurepolicy.parameters.json` bare. */
describe('the layout of the community', () => {
  test('reads bare parts', async () => {
    const library = await read({ 'policies/a/azurepolicy.json': { name: 'a', properties: { mode: 'All' } }, 'policies/a/azurepolicy.rules.json': rule, 'policies/a/azurepolicy.parameters.json': ruleParameters });
    expect(library.definitions.map(({ document }) => [document.name, document.parameters.size])).toEqual([['a', 2]]);
  });

  test('a rule without its policy is called as its folder', async () => {
    const library = await read({ 'policies/no way out/azurepolicy.rules.json': rule, 'policies/no way out/azurepolicy.parameters.json': ruleParameters });
    expect(library.definitions.map(({ document }) => document.name)).toEqual(['no way out']);
  });

  test('a parameter called parameters is one', async () => {
    const parameters = { ...ruleParameters, parameters: { type: 'Object', defaultValue: {} } };
    const library = await read({ 'policies/a/azurepolicy.rules.json': rule, 'policies/a/azurepolicy.parameters.json': parameters });
    expect(Array.from(library.definitions[0]?.document.parameters.keys() ?? [])).toContain('parameters');
  });
});

describe('what is wrong is said with the file of the part', () => {
  test.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ['in the rule', { [`${folder}/policy.json`]: base, [`${folder}/policy.rules.json`]: { policyRule: { ...rule, then: {} } } }, /policy\.rules\.json:\d+: `effect` is missing/],
    ['in a bare rule', { [`${folder}/policy.json`]: base, [`${folder}/policy.rules.json`]: { if: { field: 'type', equal: 'x' }, then: rule.then } }, /policy\.rules\.json:4: .*`equal`/],
    ['in the parameters', { [`${folder}/policy.json`]: base, [`${folder}/policy.rules.json`]: rule, [`${folder}/policy.parameters.json`]: { parameters: { effect: { type: 'Text' } } } }, /policy\.parameters\.json:4: `Text` is no type of a parameter/],
    ['in the policy', { [`${folder}/policy.json`]: { ...base, properties: { mode: 7 } }, [`${folder}/policy.rules.json`]: { if: rule.if, then: { effect: 'deny' } }, [`${folder}/policy.parameters.json`]: ruleParameters }, /policy\.json:6: `mode` has to be text/],
    ['a part without what its name says', { [`${folder}/policy.json`]: base, [`${folder}/policy.rules.json`]: { rule } }, /policy\.rules\.json:1: the file holds no `policyRule`/],
    ['a policy without its rule', { [`${folder}/policy.json`]: base, [`${folder}/policy.parameters.json`]: ruleParameters }, /policy\.json:5: `policyRule` is missing/],
  ])('%s', async (_, files, expected) => {
    await expect(read(files)).rejects.toThrow(expected);
  });
});
