import { describe, expect, test } from '@jest/globals';
import { readPolicyLibrary, type LibraryTools } from '../../../src/sources/policy-library.ts';
import { definition, treeOf } from '../policy-tree.ts';

const group = (name: string) => `/providers/Microsoft.Management/managementGroups/${name}`;

const settings = `{
  // Schemas/global-settings-schema.json
  "pacOwnerId": "00000000-0000-0000-0000-000000000001",
  "pacEnvironments": [
    { "pacSelector": "epac-dev", "cloud": "AzureCloud", "tenantId": "1", "deploymentRootScope": "${group('dev')}" },
    { "pacSelector": "tenant", "cloud": "AzureCloud", "tenantId": "1", "deploymentRootScope": "${group('root')}", "globalNotScopes": ["${group('sandbox')}"] },
  ],
}`;

/** After Docs/policy-set-definitions.md: custom members by name, built-in ones by id. */
const set = { name: 'core', properties: { displayName: 'Core', policyDefinitions: [{ policyDefinitionReferenceId: 'Outbound', policyDefinitionName: 'outbound', parameters: { effect: { value: "[parameters('effect')]" } } }], parameters: { effect: { type: 'String', defaultValue: 'Deny' } } } };

const simple = {
  nodeName: '/root',
  definitionEntry: { policySetName: 'core', displayName: 'no meaning' },
  assignment: { name: 'core', displayName: 'Core', description: 'Sets the core' },
  enforcementMode: 'Default',
  parameters: { effect: 'Audit' },
  scope: { 'epac-dev': [group('dev-1')], tenant: [group('a'), group('b')] },
};

async function read(assignment: unknown, tools: LibraryTools = {}, more: Readonly<Record<string, unknown>> = {}) {
  const tree = treeOf({
    'Definitions/global-settings.jsonc': settings,
    'Definitions/policyDefinitions/Kubernetes/outbound.jsonc': `// custom\n${JSON.stringify(definition('outbound'))}`,
    'Definitions/policySetDefinitions/core.jsonc': set,
    'Definitions/policyAssignments/core.jsonc': assignment,
    ...more,
  });
  return await readPolicyLibrary(tree, ['Definitions'], tools);
}

const documents = async (assignment: unknown, tools?: LibraryTools) => (await read(assignment, tools)).assignments.map(({ document }) => document);

/** Docs/policy-assignments.md of Azure/enterprise-azure-policy-as-code. */
describe('an assignment tree', () => {
  test('with one node gives one assignment for each scope', async () => {
    const found = await documents(simple, { environment: 'tenant' });
    expect(found).toMatchObject([
      { name: 'core', displayName: 'Core', scope: group('a'), notScopes: [group('sandbox')], id: `${group('a')}/providers/Microsoft.Authorization/policyAssignments/core`, definitionId: `${group('root')}/providers/Microsoft.Authorization/policySetDefinitions/core`, parameters: { effect: 'Audit' }, enforcementMode: 'Default' },
      { scope: group('b') },
    ]);
  });

  test('is read for every environment where none is chosen, which is told', async () => {
    const { assignments, notes } = await read(simple);
    expect(assignments.map(({ document }) => document.scope)).toEqual([group('dev-1'), group('a'), group('b')]);
    expect(notes).toEqual(['The policies are of 2 environments (epac-dev, tenant) and none is chosen: those of all are judged.']);
  });

  test('of an environment that nobody knows is a mistake, with the near miss', async () => {
    await expect(read(simple, { environment: 'tenan' })).rejects.toThrow('The policies know no environment "tenan"; did you mean `tenant`?');
    await expect(read(simple, { environment: 'x' })).rejects.toThrow('; there are epac-dev, tenant.');
  });

  test('adds up from the root to its leaves: names, parameters, overrides, mode', async () => {
    const tree = {
      nodeName: '/Security/',
      parameters: { effect: 'Deny', wanted: 'none' },
      enforcementMode: 'DoNotEnforce',
      overrides: [{ kind: 'policyEffect', value: 'Audit', selectors: [{ kind: 'policyDefinitionReferenceId', in: ['Outbound'] }] }],
      resourceSelectors: [{ name: 'x', selectors: [{ kind: 'resourceLocation', in: ['westeurope'] }] }],
      notScopes: { '*': ['/subscriptions/1'], tenant: ['/subscriptions/2'], 'epac-dev': ['/subscriptions/3'] },
      definitionEntryList: [
        { policySetName: 'core', assignment: { append: true, name: 'core', displayName: 'Core', description: 'c' } },
        { policyName: 'outbound', assignment: { name: 'out-', displayName: 'Outbound ' }, nonComplianceMessages: [{ message: 'Ask us.' }], definitionVersion: '1.*.*' },
      ],
      children: [
        { nodeName: 'Prod/', assignment: { name: 'pr-', displayName: 'Prod ', description: 'In prod ' }, parameters: { effect: 'Audit' }, enforcementMode: 'Default', scope: { tenant: [group('prod')] } },
        { nodeName: 'Old/', ignoreBranch: true },
        { nodeName: 'Dev/', assignment: { name: 'np-', displayName: 'Dev ' }, scope: { tenant: group('dev') } },
      ],
    };
    const found = await documents(tree, { environment: 'tenant' });
    expect(found.map(({ name, displayName, enforcementMode, parameters }) => [name, displayName, enforcementMode, parameters])).toEqual([
      ['pr-core', 'Prod Core', 'Default', { effect: 'Audit', wanted: 'none' }],
      ['out-pr-', 'Outbound Prod ', 'Default', { effect: 'Audit', wanted: 'none' }],
      ['np-core', 'Dev Core', 'DoNotEnforce', { effect: 'Deny', wanted: 'none' }],
      ['out-np-', 'Outbound Dev ', 'DoNotEnforce', { effect: 'Deny', wanted: 'none' }],
    ]);
    expect(found[0]).toMatchObject({ notScopes: [group('sandbox'), '/subscriptions/1', '/subscriptions/2'], overrides: [{ kind: 'policyEffect', value: 'Audit' }], resourceSelectors: [[{ kind: 'resourceLocation' }]], nonComplianceMessages: [] });
    expect(found[1]).toMatchObject({ definitionVersion: '1.*.*', nonComplianceMessages: [{ message: 'Ask us.' }] });
  });

  test('has overrides for one of its entries, in the short form as well', async () => {
    const tree = {
      ...simple,
      definitionEntry: undefined,
      definitionEntryList: [{ policySetName: 'core', assignment: { name: 'a' } }, { policyName: 'outbound', assignment: { name: 'b' } }],
      overrides: [{ policySetName: 'core', effect: 'Disabled', policyDefinitionReferences: ['Outbound'] }],
    };
    const found = await documents(tree, { environment: 'epac-dev' });
    expect(found.map(({ overrides }) => overrides.map(({ value }) => value))).toEqual([['Disabled'], []]);
  });

  test('knows built-ins by their id, and the deprecated names', async () => {
    const id = '/providers/Microsoft.Authorization/policySetDefinitions/1f3afdf9-d0c9-4c3d-847f-89da613e70a8';
    expect((await documents({ ...simple, definitionEntry: { policySetId: id } }, { environment: 'epac-dev' }))[0]?.definitionId).toBe(id);
    expect((await documents({ ...simple, definitionEntry: { initiativeName: 'core' } }, { environment: 'epac-dev' }))[0]?.definitionId).toMatch(/policySetDefinitions\/core$/);
  });

  test.each<[string, unknown, RegExp]>([
    ['no definition', { ...simple, definitionEntry: undefined }, /core\.jsonc:1: node \/root: the branch has no `definitionEntry`/],
    ['no scope', { ...simple, scope: undefined }, /core\.jsonc:1: node \/root: the branch has no `scope`/],
    ['two scopes', { ...simple, children: [{ nodeName: '/x', scope: { tenant: [group('a')] } }] }, /core\.jsonc:2\d: node \/root\/x: a branch has one `scope`/],
    ['two entries', { ...simple, children: [{ nodeName: '/x', definitionEntry: { policyName: 'a' } }] }, /node \/root\/x: a branch has one `definitionEntry`/],
    ['an entry that names nothing', { ...simple, definitionEntry: {} }, /core\.jsonc:3: a definition entry has one of `policyName`/],
    ['an entry that names two', { ...simple, definitionEntry: { policyName: 'a', policySetName: 'b' } }, /core\.jsonc:3: a definition entry has one of/],
    ['no name', { ...simple, assignment: { displayName: 'x' } }, /the assignment has no `name`/],
    ['a scope that is none', { ...simple, scope: { tenant: ['root'] } }, /core\.jsonc:1\d: node \/root: a scope has to be the id/],
    ['parameters from a spreadsheet', { ...simple, parameterFile: 'x.csv', parameterSelector: 'prod' }, /core\.jsonc:\d+: node \/root: `parameterFile` takes parameters from a CSV file/],
    ['a mode that is none', { ...simple, enforcementMode: 'Never' }, /core\.jsonc:12: `Never` is no enforcement mode/],
    ['an override that is none', { ...simple, overrides: [{ kind: 'effect', value: 'Deny' }] }, /core\.jsonc:\d+: `effect` is no kind of override/],
    ['a child that is a text', { ...simple, children: ['x'] }, /a node of an assignment tree has to be an object/],
  ])('that has %s is refused with its line', async (_, tree, expected) => {
    await expect(documents(tree, {})).rejects.toThrow(expected);
  });

  test('that multiplies without end is refused', async () => {
    const many = Array.from({ length: 200 }, (_, index) => index);
    const tree = { ...simple, assignment: undefined, scope: { tenant: many.map((index) => group(`g${index}`)) }, children: many.map((index) => ({ nodeName: `${index}`, assignment: { name: `n${index}` } })) };
    await expect(documents(tree)).rejects.toThrow(/more than 10000 assignments/);
  });
});

describe('a set definition', () => {
  test('names its custom members', async () => {
    const { initiatives } = await read(simple);
    expect(initiatives[0]?.document.members.map(({ definitionId }) => definitionId)).toEqual(['/providers/Microsoft.Authorization/policyDefinitions/outbound']);
  });
});

describe('a definition for some clouds', () => {
  const other = (clouds: readonly string[]) => ({ 'Definitions/policyDefinitions/outbound.china.json': { ...definition('outbound', { mode: 'Indexed' }), epacCloudEnvironments: clouds } });
  test('is left out in the others', async () => {
    expect((await read(simple, {}, other(['AzureChinaCloud']))).definitions).toHaveLength(1);
  });
  test('is read in its own', async () => {
    await expect(read(simple, {}, other(['AzureCloud']))).rejects.toThrow(/with different contents/);
  });
});

/** Docs/policy-exemptions.md of Azure/enterprise-azure-policy-as-code. */
describe('exemptions', () => {
  const exemption = (more: object) => ({ exemptions: [{ name: 'short', displayName: 'x', exemptionCategory: 'Waiver', ...more }] });
  const assignmentId = `${group('a')}/providers/Microsoft.Authorization/policyAssignments/core`;
  const found = async (more: object, environment = 'tenant') =>
    (await read(simple, { environment }, { 'Definitions/policyExemptions/tenant/x.jsonc': exemption(more) })).exemptions;

  test('are one for each scope, names for people left aside', async () => {
    const scoped = await found({ policyAssignmentId: assignmentId, scopes: ['name:/subscriptions/1', ':/subscriptions/2/resourceGroups/rg'], expiresOn: '' });
    expect(scoped.map(({ document }) => [document.scope, document.assignmentId, document.expiresOn])).toEqual([['/subscriptions/1', assignmentId, undefined], ['/subscriptions/2/resourceGroups/rg', assignmentId, undefined]]);
  });

  test('may be of a definition or a set', async () => {
    expect((await found({ policyDefinitionName: 'outbound', scope: '/subscriptions/1' }))[0]?.about).toEqual({ kind: 'definition', id: '/providers/Microsoft.Authorization/policyDefinitions/outbound' });
    expect((await found({ policySetDefinitionName: 'core', scope: '/subscriptions/1' }))[0]?.about?.kind).toBe('initiative');
  });

  test('of another environment are not read', async () => {
    expect(await found({ policyDefinitionName: 'outbound', scope: '/subscriptions/1' }, 'epac-dev')).toEqual([]);
  });

  test.each<[string, object, RegExp]>([
    ['nothing to exempt from', { scope: '/subscriptions/1' }, /x\.jsonc:3: an exemption has one of `policyAssignmentId`/],
    ['two things to exempt from', { policyAssignmentId: 'a', policyDefinitionName: 'b', scope: '/subscriptions/1' }, /has one of/],
    ['no scope', { policyDefinitionName: 'b' }, /has `scope` or `scopes`/],
    ['a scope that is none', { policyDefinitionName: 'b', scope: 'rg' }, /a scope has to be the id/],
    ['a date that is none', { policyDefinitionName: 'b', scope: '/subscriptions/1', expiresOn: 'soon' }, /x\.jsonc:\d+: `expiresOn` has to be a date/],
    ['a category that is none', { policyDefinitionName: 'b', scope: '/subscriptions/1', exemptionCategory: 'Waver' }, /x\.jsonc:6: `Waver` is no category of exemption; did you mean `Waiver`/],
  ])('with %s are refused', async (_, more, expected) => {
    await expect(found(more)).rejects.toThrow(expected);
  });
});
