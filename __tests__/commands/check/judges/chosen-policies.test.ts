import { describe, expect, test } from '@jest/globals';
import { choosePolicies, type PolicyChoice } from '../../../../src/commands/check/judges/chosen-policies.ts';
import { judge } from '../../../../src/policy/index.ts';
import { UserError } from '../../../../src/run/errors.ts';
import type { LibraryTools } from '../../../../src/sources/policy-library.ts';
import { cluster } from '../../../policy/builders.ts';
import { assignment, definition, definitionId, initiative, initiativeId, rule, ruleParameters, scope, treeOf } from '../../../sources/policy-tree.ts';

const subject = cluster({ networkProfile: { outboundType: 'loadBalancer' } });

interface Given extends Omit<PolicyChoice, 'tree'> {
  readonly files?: Readonly<Record<string, unknown>>;
}

async function choose({ files = {}, ...choice }: Given, tools?: LibraryTools) {
  return await choosePolicies({ tree: treeOf(files), ...choice }, tools);
}

/** Policies of files alone. */
async function own(files: Readonly<Record<string, unknown>>, choice: Given = {}, tools?: LibraryTools) {
  return await choose({ files, initiatives: ['none'], policyPaths: ['policies'], ...choice }, tools);
}

async function verdicts(files: Readonly<Record<string, unknown>>, choice: Given = {}) {
  const { policies, exemptions } = await own(files, choice);
  return judge(policies, subject, { utcNow: '2026-06-01T00:00:00Z' }, exemptions).map(({ finding, policy }) => [finding.rule, finding.verdict, finding.effect, policy.assignment?.name]);
}

const outbound = definition('outbound');
const core = initiative('core', ['outbound']);

describe('bundled initiatives', () => {
  test('the core one is the default, and takes parameters', async () => {
    const { policies, files, notes } = await choose({ parameters: { ALLOWEDoutboundTypes: ['block'], effect: 'Audit' } });
    expect(policies.every(({ initiative: owner }) => owner?.name === 'aks-egress-isolation-core')).toBe(true);
    expect(policies.find(({ definition: { name } }) => name === 'aks-outbound-type')?.parameters).toEqual({ effect: 'Audit', allowedOutboundTypes: ['block'] });
    expect([files, notes]).toEqual([[], []]);
  });

  test('named twice, or in another case, they judge once', async () => {
    const { policies } = await choose({});
    expect((await choose({ initiatives: ['AKS-egress-isolation-core', 'aks-egress-isolation-core'] })).policies).toHaveLength(policies.length);
  });

  test.each<[string, Given, RegExp]>([
    ['a name that is none', { initiatives: ['aks-egress-isolation-cor'] }, /^The input "initiatives" names `aks-egress-isolation-cor`, .* did you mean `aks-egress-isolation-core`\?$/],
    ['a name that is like none', { initiatives: ['cis'] }, /; there are aks-egress-isolation-core.*, or none\.$/],
    ['a parameter that is none', { parameters: { efect: 'Deny' } }, /^The input "parameters" has `efect`, .* did you mean `effect`\?$/],
    ['a value that is not allowed', { parameters: { effect: 'Denied' } }, /^The input "parameters" does not suit the initiative aks-egress-isolation-core: .*Denied/],
    ['a value of another type', { parameters: { allowedOutboundTypes: 'none' } }, /allowedOutboundTypes. has to be of type Array/],
    ['a parameter called __proto__', { parameters: JSON.parse('{"__proto__": 1}') as Record<string, unknown> }, /has `__proto__`/],
    ['nothing', { initiatives: ['none'] }, /^There is nothing to judge with: no bundled initiative is chosen\.$/],
    ['a folder without policies', { initiatives: ['none'], policyPaths: ['p'], files: { 'p/x.json': {} } }, /; p of the checkout holds no definition, initiative or assignment \(1 JSON files were read\)\.$/],
  ])('%s is refused', async (_, given, expected) => {
    await expect(choose(given)).rejects.toThrow(UserError);
    await expect(choose(given)).rejects.toThrow(expected);
  });

  test('and those of the user judge together', async () => {
    const files = { 'policies/a.json': definition('mine') };
    const { policies, files: read } = await choose({ files, policyPaths: ['policies'] });
    expect(policies.map(({ definition: { name } }) => name)).toEqual(expect.arrayContaining(['aks-outbound-type', 'mine']));
    expect(read).toEqual(['policies/a.json']);
  });

  test('that are assigned as well are judged twice, which is told', async () => {
    const files = { 'policies/a.json': assignment('ours', initiativeId('aks-egress-isolation-core'), { parameters: { allowedOutboundTypes: { value: ['none', 'block'] } } }) };
    const { policies, notes } = await choose({ files, policyPaths: ['policies'] });
    expect(policies.filter(({ definition: { name } }) => name === 'aks-outbound-type').map(({ parameters }) => parameters['allowedOutboundTypes'])).toEqual([['none'], ['none', 'block']]);
    expect(notes).toEqual([expect.stringMatching(/judged twice: as it is bundled, and by the assignment ours\. Set "initiatives: none"/)]);
  });
});

describe('what brings a definition', () => {
  test('nothing: it judges alone, with the values of the input where it declares them', async () => {
    expect(await verdicts({ 'policies/a.json': outbound })).toEqual([['outbound', 'violation', 'deny', undefined]]);
    expect(await verdicts({ 'policies/a.json': outbound }, { parameters: { wanted: 'loadBalancer' } })).toEqual([['outbound', 'compliant', 'deny', undefined]]);
  });

  test('an initiative that none assigns: its members alone', async () => {
    expect(await verdicts({ 'policies/a.json': outbound, 'policies/b.json': core })).toEqual([['outbound', 'violation', 'deny', undefined]]);
  });

  test('an assignment: with its values, once for each', async () => {
    const audited = assignment('audited', definitionId('outbound'), { parameters: { effect: { value: 'Audit' } } });
    expect(await verdicts({ 'policies/a.json': outbound, 'policies/b.json': audited, 'policies/c.json': core, 'policies/d.json': assignment('denied', initiativeId('core')) })).toEqual([
      ['outbound', 'violation', 'audit', 'audited'],
      ['outbound', 'violation', 'deny', 'denied'],
    ]);
  });

  test('an assignment whose values the input does not change', async () => {
    const files = { 'policies/a.json': outbound, 'policies/b.json': assignment('a', definitionId('outbound')) };
    await expect(own(files, { parameters: { wanted: 'loadBalancer' } })).rejects.toThrow(/nothing that is judged with has a parameter/);
  });

  test('the bundled ones can be assigned, and be members', async () => {
    expect(await verdicts({ 'policies/a.json': assignment('a', definitionId('aks-outbound-type'), { parameters: { effect: { value: 'Audit' } } }) })).toEqual([['aks-outbound-type', 'violation', 'audit', 'a']]);
    expect(await verdicts({ 'policies/a.json': initiative('mine', ['aks-outbound-type']) })).toEqual([['aks-outbound-type', 'violation', 'deny', undefined]]);
  });

  test('one of several with its name is told by its id, and refused where that does not help', async () => {
    const elsewhere = (id: string) => ({ id, ...definition('outbound', { parameters: { ...ruleParameters, wanted: { type: 'String', defaultValue: 'loadBalancer' } } }) });
    const other = `/providers/Microsoft.Management/managementGroups/x/providers/Microsoft.Authorization/policyDefinitions/outbound`;
    const files = { 'policies/a.json': { id: definitionId('outbound'), ...outbound }, 'policies/b.json': elsewhere(other), 'policies/c.json': assignment('a', other) };
    expect(await verdicts(files)).toEqual([['outbound', 'compliant', 'deny', 'a'], ['outbound', 'violation', 'deny', undefined]]);
    await expect(own({ ...files, 'policies/c.json': assignment('a', '/subscriptions/9/providers/Microsoft.Authorization/policyDefinitions/outbound') })).rejects.toThrow(/^policies\/c\.json:6: the assignment `a` refers to .*several documents are called so: policies\/a\.json:1, policies\/b\.json:1/);
  });

  test('an assignment that does not enforce is judged, and told', async () => {
    const files = { 'policies/a.json': outbound, 'policies/b.json': assignment('a', definitionId('outbound'), { enforcementMode: 'DoNotEnforce' }) };
    const { policies, notes } = await own(files);
    expect(judge(policies, subject)[0]?.finding).toMatchObject({ verdict: 'violation', message: expect.stringContaining('The assignment does not enforce this.') });
    expect(notes).toEqual(['policies/b.json:7: the assignment `a` does not enforce: what it finds is judged here, and Azure lets it through.']);
  });
});

describe('to judge with less is an error', () => {
  const builtIn = '/providers/Microsoft.Authorization/policyDefinitions/9f2a0b1c-0000-4000-8000-000000000001';
  const set = '/providers/Microsoft.Management/managementGroups/corp/providers/Microsoft.Authorization/policySetDefinitions/base';
  test.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ['a built-in that is not at hand', { 'policies/a.json': assignment('a', builtIn) }, /^policies\/a\.json:6: the assignment `a` refers to the definition \/providers\/.*, a built-in of Azure .*az policy definition show --name 9f2a0b1c-0000-4000-8000-000000000001 > 9f2a0b1c-0000-4000-8000-000000000001\.json$/],
    ['a set of a management group', { 'policies/a.json': assignment('a', set) }, /initiative .*\/base, which is not here\. .*az policy set-definition show --name base --management-group corp > base\.json$/],
    ['a custom definition of a subscription', { 'policies/a.json': assignment('a', definitionId('gone')) }, /--subscription 00000000-0000-0000-0000-000000000001 > gone\.json$/],
    ['a member of an initiative', { 'policies/a.json': initiative('core', ['gone']) }, /^policies\/a\.json:8: the initiative `core` refers to the definition .*gone/],
    ['a member of an assigned initiative', { 'policies/a.json': initiative('core', ['gone']), 'policies/b.json': assignment('b', initiativeId('core')) }, /^policies\/a\.json:8: the initiative `core` refers to/],
    ['a name that is no word of a shell', { 'policies/a.json': assignment('a', definitionId('x; rm -rf ~')) }, /--name <name> .*> <name>\.json$/],
    ['a definition where an initiative is meant', { 'policies/a.json': definition('core'), 'policies/b.json': assignment('b', initiativeId('core')) }, /refers to the initiative .*core, which is not here/],
  ])('%s', async (_, files, expected) => {
    await expect(own(files)).rejects.toThrow(UserError);
    await expect(own(files)).rejects.toThrow(expected);
  });
});

test('all that is not at hand is named at once', async () => {
  const files = { 'policies/a.json': assignment('a', definitionId('one')), 'policies/b.json': initiative('core', ['two', 'three', 'aks-outbound-type']), 'policies/c.json': initiative('other', ['TWO']) };
  await expect(own(files)).rejects.toThrow(/^policies\/a\.json:6: .*\/one, .* Not here are 2 more: \S+\/two \(policies\/b\.json:8\), \S+\/three \(policies\/b\.json:12\)\.$/);
});

describe('a parameter that does not fit is said with its place', () => {
  const needy = definition('needy', { parameters: { ...ruleParameters, wanted: { type: 'String' } } });
  const members = (value: unknown) => ({ policyDefinitions: [{ policyDefinitionId: definitionId('needy'), parameters: { wanted: { value } } }] });
  test.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ['of a definition alone', { 'policies/a.json': needy }, /^policies\/a\.json:1: the definition `needy`, which no initiative or assignment brings: The parameter `wanted` has neither a value nor a default; the input `parameters` gives it values\.$/],
    ['of an initiative alone', { 'policies/a.json': needy, 'policies/b.json': initiative('b', [], { ...members("[parameters('w')]"), parameters: { w: { type: 'String' } } }) }, /^policies\/b\.json:1: the initiative `b`, which no assignment assigns: The parameter `w` has neither/],
    ['of a member', { 'policies/a.json': needy, 'policies/b.json': initiative('b', [], members(7)) }, /^policies\/b\.json:\d+: The parameter `wanted` has to be of type String/],
    ['of an assignment', { 'policies/a.json': needy, 'policies/b.json': assignment('b', definitionId('needy'), { parameters: { wantd: { value: 'x' } } }) }, /^policies\/b\.json:7: the assignment `b`: There is no parameter `wantd`; did you mean `wanted`/],
    ['and a rule that does not compile, with its own', { 'policies/a.json': definition('a', { policyRule: { ...rule, if: { value: "[nosuch('x')]", equals: 1 } }, parameters: { effect: { type: 'String' } } }), 'policies/b.json': assignment('b', definitionId('a'), { parameters: { effect: { value: 'Deny' } } }) }, /^policies\/a\.json:1\d: .*nosuch/],
  ])('%s', async (_, files, expected) => {
    await expect(own(files)).rejects.toThrow(UserError);
    await expect(own(files)).rejects.toThrow(expected);
  });

  test('the input gives it, to an initiative as well', async () => {
    expect(await verdicts({ 'policies/a.json': needy }, { parameters: { wanted: 'none' } })).toEqual([['needy', 'violation', 'deny', undefined]]);
    const set = initiative('b', [], { ...members("[parameters('w')]"), parameters: { w: { type: 'String' } } });
    expect(await verdicts({ 'policies/a.json': needy, 'policies/b.json': set }, { parameters: { W: 'loadBalancer' } })).toEqual([['needy', 'compliant', 'deny', undefined]]);
  });

  test('a built-in that nobody assigns is held back, which is told; one that is assigned is not', async () => {
    const builtIn = definition('needy', { ...needy.properties, policyType: 'BuiltIn' });
    const { policies, notes } = await own({ 'policies/a.json': builtIn, 'policies/b.json': outbound });
    expect(policies.map(({ definition: { name } }) => name)).toEqual(['outbound']);
    expect(notes).toEqual([expect.stringMatching(/^1 built-ins that nothing assigns have parameters without values and are not judged: needy\./)]);
    const assigned = { 'policies/a.json': builtIn, 'policies/b.json': assignment('b', definitionId('needy')) };
    await expect(own(assigned)).rejects.toThrow(/the assignment `b`: The parameter `wanted` has neither/);
  });
});

describe('exemptions in the form of Azure', () => {
  const assigned = { 'policies/a.json': outbound, 'policies/b.json': core, 'policies/c.json': assignment('one', definitionId('outbound')), 'policies/d.json': assignment('two', initiativeId('core')) };
  const exemption = (policyAssignmentId: string, more: object = {}) => ({ id: `${scope}/providers/Microsoft.Authorization/policyExemptions/e`, name: 'e', properties: { policyAssignmentId, exemptionCategory: 'Waiver', ...more } });
  const outcome = async (files: Readonly<Record<string, unknown>>): Promise<unknown> => Object.fromEntries((await verdicts(files)).map(([, verdict, , by]) => [by, verdict] as const));
  const two = `${scope}/providers/Microsoft.Authorization/policyAssignments/two`;

  test('excuse what their assignment finds', async () => {
    expect(await outcome({ ...assigned, 'policies/e.json': exemption(two) })).toEqual({ one: 'violation', two: 'exempt' });
    expect(await outcome({ ...assigned, 'policies/e.json': exemption(two, { expiresOn: '2026-05-31T00:00:00Z' }) })).toEqual({ one: 'violation', two: 'violation' });
  });

  test('name members by their definition, too', async () => {
    const by = async (reference: string) => (await verdicts({ ...assigned, 'policies/e.json': exemption(two, { policyDefinitionReferenceIds: [reference] }) }))[1]?.[1];
    expect(await by('policyDefinitions/outbound')).toBe('exempt');
    expect(await by('OUTBOUND')).toBe('exempt');
    expect(await by('policyDefinitions/other')).toBe('violation');
  });

  test('of an assignment without an id are found by its scope and name', async () => {
    const { id: _, ...rest } = assignment('one', definitionId('outbound')) as { readonly id: string };
    expect(await outcome({ 'policies/a.json': outbound, 'policies/c.json': rest, 'policies/e.json': exemption(two.replace('two', 'one')) })).toEqual({ one: 'exempt' });
  });

  test('of an assignment that is not here are told', async () => {
    const { notes, exemptions } = await own({ ...assigned, 'policies/e.json': exemption(two.replace('two', 'three')) });
    expect(exemptions).toEqual([]);
    expect(notes).toEqual(['policies/e.json:1: the exemption `e` is of an assignment that is not here, and exempts nothing.']);
  });

  test('of a definition are of every assignment that brings it', async () => {
    const list = (about: object) => ({ exemptions: [{ name: 'e', displayName: 'e', exemptionCategory: 'Waiver', scope, ...about }] });
    expect(await outcome({ ...assigned, 'policies/e.json': list({ policyDefinitionName: 'outbound' }) })).toEqual({ one: 'exempt', two: 'exempt' });
    expect(await outcome({ ...assigned, 'policies/e.json': list({ policySetDefinitionName: 'core' }) })).toEqual({ one: 'violation', two: 'exempt' });
  });
});

test('an assignment tree of Enterprise Azure Policy as Code judges, and passes over parameters that its set does not declare', async () => {
  const group = '/providers/Microsoft.Management/managementGroups/root';
  const files = {
    'policies/policyDefinitions/outbound.json': outbound,
    'policies/policySetDefinitions/core.json': { name: 'core', properties: { policyDefinitions: [{ policyDefinitionReferenceId: 'o', policyDefinitionName: 'outbound', parameters: { effect: { value: "[parameters('effect')]" } } }], parameters: { effect: { type: 'String', defaultValue: 'Deny' } } } },
    'policies/policyAssignments/core.json': { nodeName: '/', definitionEntry: { policySetName: 'core' }, assignment: { name: 'core', displayName: 'Core' }, parameters: { effect: 'Audit', unrelated: 1 }, scope: { tenant: [group] } },
  };
  expect(await verdicts(files)).toEqual([['outbound', 'violation', 'audit', 'core']]);
  const { 'policies/policyDefinitions/outbound.json': _, ...less } = files;
  await expect(own(less)).rejects.toThrow(/^policies\/policySetDefinitions\/core\.json:\d+: the initiative `core` refers to the definition/);
});
