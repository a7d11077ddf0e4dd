import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/arm/json.ts';
import { Unknown } from '../../src/language/unknown.ts';
import { bindDefinition, bindInitiative, judge, parseDefinition, parseInitiative, type Resource } from '../../src/policy/index.ts';
import { cluster, clusterType, definitionDocument, judgeOne, poolType, resource, type DefinitionOptions } from './builders.ts';

const unknown = new Unknown('nobody said');
const always = { value: 1, equals: 1 };
const broken = { value: "[int('x')]", equals: 1 };
const pools = `${clusterType}/agentPoolProfiles[*]`;

describe('the message of a rule', () => {
  test.each<readonly [string, unknown, Resource, DefinitionOptions & { readonly values?: JsonObject }, string, string, string]>([
    ['about another type', { allOf: [{ field: 'type', equals: 'A.B/c' }, always] }, cluster(), {}, 'notApplicable', '', `The rule is not about ${clusterType}.`],
    ['about another name', { allOf: [{ field: 'name', equals: 'x' }, always] }, cluster(), {}, 'notApplicable', 'deny', `The rule is not about this ${clusterType}.`],
    ['of mode Indexed', always, resource(poolType, 'a/b', {}), { mode: 'Indexed' }, 'notApplicable', '', `Mode Indexed leaves out ${poolType}, which has no tags and location.`],
    ['on what is never evaluated', always, resource('Microsoft.Resources/deployments', 'd', {}), {}, 'notApplicable', '', 'Azure Policy does not evaluate Microsoft.Resources/deployments.'],
    ['that is disabled', always, cluster(), { effect: 'Disabled' }, 'notApplicable', 'disabled', 'The rule is disabled.'],
    ['of another engine', always, cluster(), { mode: 'Microsoft.KeyVault.Data' }, 'undetermined', 'deny', 'Mode microsoft.keyvault.data is decided by another engine, inside the resource.'],
    ['whose effect is not known', always, cluster(), { effect: '[subscription().displayName]' }, 'undetermined', '', 'The effect is not known: the subscription was not read.'],
    ['that fails', broken, cluster(), {}, 'error', 'deny', 'The rule failed, which Azure treats as a denial: `int` cannot read "x" as an integer.'],
    ['whose effect is none', always, cluster(), { effect: "[concat('de', 'nny')]" }, 'error', '', 'denny'],
  ])('%s', (_, condition, subject, options, verdict, effect, message) => {
    const finding = judgeOne(condition, subject, options);
    expect(finding).toMatchObject({ verdict, effect, reasons: [] });
    expect(finding.message).toContain(message);
    expect(finding).not.toHaveProperty('location.line');
  });

  test('that selects only speaks of what it selects by', () => {
    expect(judgeOne({ field: 'type', equals: clusterType }, cluster()).message).toBe(`\`type\` is \`${clusterType}\`, which is not allowed.`);
    expect(judgeOne({ allOf: [{ field: 'type', equals: clusterType }, { value: 1, equals: 2 }] }, cluster()).message).toBe('`value` is `1`.');
  });
});

describe('a finding', () => {
  const ruleOf = (document: JsonObject) => judge([bindDefinition(parseDefinition(document))], cluster())[0]?.finding;
  const policyRule = { if: always, then: { effect: 'deny' } };

  test.each<readonly [string, JsonObject, string, string]>([
    ['its name', { name: 'n', id: '/x/y', properties: { displayName: 'D', policyRule } }, 'n', 'D'],
    ['the end of its id', { id: '/x/policyDefinitions/y', properties: { displayName: 'D', policyRule } }, 'y', 'D'],
    ['its title', { properties: { displayName: 'D', policyRule } }, 'D', 'D'],
    ['nothing', { properties: { policyRule } }, 'unnamed', 'unnamed'],
  ])('names the rule by %s', (_, document, rule, title) => {
    expect(ruleOf(document)).toMatchObject({ rule, title });
  });

  test.each<readonly [string, JsonObject, string]>([
    ['deny', { severity: 'LOW' }, 'low'],
    ['deny', { severity: 'medium' }, 'medium'],
    ['audit', { severity: 'High' }, 'high'],
    ['audit', { severity: '' }, 'medium'],
    ['audit', { severity: 1 }, 'medium'],
    ['deny', {}, 'high'],
    ['modify', {}, 'medium'],
  ])('of %s with %j is of severity %s', (effect, metadata, severity) => {
    expect(judgeOne(always, cluster(), { effect, metadata }).severity).toBe(severity);
  });

  test('has a remedy where the metadata say one', () => {
    expect(judgeOne(always, cluster(), { metadata: { remediation: 'Do.' } }).remedy).toBe('Do.');
    for (const remediation of ['', 1, null]) expect(Object.keys(judgeOne(always, cluster(), { metadata: { remediation } }))).not.toContain('remedy');
  });

  test('has an id where the resource has one, and a place where somebody knows it', () => {
    const { id: _, ...unplaced } = cluster();
    expect(Object.keys(judgeOne(always, unplaced).resource)).toEqual(['type', 'name']);
    expect(Object.keys(judgeOne(always, cluster()))).not.toContain('location');
    const asked: string[] = [];
    const originOf = (pointer: string) => {
      asked.push(pointer);
      return { file: 'f', pointer, line: 1, column: 1 };
    };
    expect(judgeOne(always, cluster({}, {}, { originOf })).location).toMatchObject({ pointer: '' });
    judgeOne({ allOf: [always, { field: 'location', equals: 'West Europe' }, { field: 'kind', exists: false }] }, cluster({}, {}, { originOf }));
    expect(asked).toEqual(['', '/location']);
    judgeOne({ field: 'type', equals: 'A.B/c' }, cluster({}, {}, { originOf }));
    expect(asked).toHaveLength(2);
  });

  test('of a list tells the elements that decided', () => {
    const subject = cluster({ agentPoolProfiles: [{ mode: 'User' }, { mode: 'System' }, { mode: unknown }] });
    const told = (condition: unknown) => judgeOne(condition, subject).reasons.map(({ path, result }) => [path, result]);
    expect(told({ not: { field: `${pools}.mode`, equals: 'User' } })).toEqual([['properties.agentPoolProfiles[1].mode', false]]);
    expect(told({ not: { field: `${pools}.mode`, equals: 'System' } })).toEqual([['properties.agentPoolProfiles[0].mode', false]]);
    expect(told({ field: `${pools}.mode`, notEquals: 'x' })).toEqual([['properties.agentPoolProfiles[2].mode', 'unknown']]);
    expect(told({ field: `${pools}.mode`, notIn: [] })).toHaveLength(3);
  });

  test('of locations compares them as the condition does', () => {
    expect(judgeOne({ field: 'location', equals: 'West Europe' }, cluster({}, { location: 'westEurope' })).reasons).toEqual([
      { kind: 'field', expression: 'location', path: 'location', operator: 'equals', actual: 'westeurope', expected: 'westeurope', result: true },
    ]);
  });

  test('of what compares lists that are empty', () => {
    expect(judgeOne({ field: `${pools}.mode`, equals: 'User' }, cluster()).reasons).toEqual([
      { kind: 'field', expression: `${pools}.mode`, operator: 'equals', actual: [], expected: 'User', result: true },
    ]);
  });

  test('of a field that is not known', () => {
    const finding = judgeOne({ field: "[concat('tags.', subscription().displayName)]", equals: 'x' }, cluster());
    expect(finding.reasons).toEqual([
      { kind: 'field', expression: "[concat('tags.', subscription().displayName)]", operator: 'equals', actual: expect.any(Unknown), expected: 'x', result: 'unknown' },
    ]);
    expect(finding.message).not.toContain('guess');
  });

  test('of a guessed path says where it was found', () => {
    const network = 'Microsoft.Network/virtualNetworks';
    const vnet = resource(network, 'v', { sku: { name: 'S' }, properties: { list: [{ properties: { a: 1 } }, { a: 1 }] } });
    const [root] = judgeOne({ field: `${network}/sku.name`, equals: 's' }, vnet).reasons;
    expect(root).toMatchObject({ path: 'sku.name', actual: 'S' });
    const inside = judgeOne({ field: `${network}/list[*].a`, equals: 1 }, vnet).reasons;
    expect(inside.map(({ path }) => path)).toEqual(['properties.list[0].properties.a', 'properties.list[1].a']);
    expect(judgeOne({ field: `${network}/none.at.all`, exists: false }, vnet).reasons[0]).toMatchObject({ path: 'properties.none.at.all', actual: null });
    expect(judgeOne({ value: `[field('${network}/sku.name')]`, equals: 's' }, vnet).verdict).toBe('violation');
    expect(judgeOne({ value: `[length(field('${network}/list[*].a'))]`, equals: 2 }, vnet).verdict).toBe('violation');
    expect(judgeOne({ count: { field: `${network}/list[*]`, where: { field: `${network}/list[*].a`, equals: 1 } }, equals: 2 }, vnet).verdict).toBe('violation');
  });
});

describe('an alias', () => {
  test('of another type is missing, and its arrays are empty', () => {
    const other = 'Microsoft.Network/virtualNetworks';
    expect(judgeOne({ field: `${other}/subnets[*].name`, equals: 'x' }, cluster()).verdict).toBe('violation');
    expect(judgeOne({ count: { field: `${other}/subnets[*]` }, equals: 0 }, cluster()).verdict).toBe('violation');
    expect(judgeOne({ field: `${other}/enableDdosProtection`, exists: false }, cluster()).verdict).toBe('violation');
    expect(judgeOne({ value: `[field('${other}/subnets[*].name')]`, equals: [] }, cluster()).verdict).toBe('violation');
    expect(judgeOne({ count: { field: pools, where: { field: `${other}/subnets[*].name`, equals: 'x' } }, equals: 1 }, cluster({ agentPoolProfiles: [{}] })).verdict).toBe('violation');
  });

  test('without a type in it is not known without a table', () => {
    const machine = resource('Microsoft.Compute/disks', 'd', { properties: {} });
    expect(judgeOne({ field: 'Microsoft.Compute/noSuchAlias', equals: 'x' }, machine)).toMatchObject({ verdict: 'undetermined', message: expect.stringContaining('the alias Microsoft.Compute/noSuchAlias is not in the alias table') });
    expect(judgeOne({ field: 'Microsoft.Network/noSuchAlias', exists: false }, machine).verdict).toBe('violation');
  });

  test('of another array than the one that is counted sees all of it', () => {
    const subject = cluster({ agentPoolProfiles: [{ mode: 'a' }, { mode: 'b' }], networkProfile: { podCidrs: ['x', 'y'] } });
    const where = { field: `${clusterType}/networkProfile.podCidrs[*]`, in: ['x', 'y'] };
    expect(judgeOne({ count: { field: pools, where }, equals: 2 }, subject).verdict).toBe('violation');
    const inner = { count: { field: `${clusterType}/networkProfile.podCidrs[*]` }, equals: 2 };
    expect(judgeOne({ count: { field: pools, where: inner }, equals: 2 }, subject).verdict).toBe('violation');
  });
});

describe('policy()', () => {
  test('answers what brought the rule', () => {
    const ids = "[concat(policy().assignmentId, '|', policy().definitionId, '|', policy().setDefinitionId, '|', policy().definitionReferenceId)]";
    const definition = parseDefinition({ id: '/d', ...definitionDocument({ value: ids, equals: '|/d|/s|r' }) });
    const initiative = parseInitiative({ id: '/s', properties: { policyDefinitions: [{ policyDefinitionId: '/d', policyDefinitionReferenceId: 'r' }] } });
    expect(judge(bindInitiative(initiative, () => definition), cluster())[0]?.finding.verdict).toBe('violation');
    expect(judgeOne({ value: ids, equals: '|||' }, cluster()).verdict).toBe('violation');
  });
});

describe('to decide', () => {
  test.each<readonly [string, unknown, DefinitionOptions]>([
    ['a violation', always, {}],
    ['compliance', { value: 1, equals: 2 }, {}],
    ['a failure', broken, {}],
    ['another type', { field: 'type', equals: 'A.B/c' }, {}],
    ['what is not known', { field: 'kind', equals: 'x' }, {}],
    ['a disabled rule', always, { effect: 'disabled' }],
    ['an IfNotExists rule', always, { effect: 'auditIfNotExists' }],
  ])('%s takes no reasons', (_, condition, options) => {
    const { definition, parameters } = bindDefinition(parseDefinition(definitionDocument(condition, options)));
    const ids = { assignmentId: '', definitionId: '', setDefinitionId: '', definitionReferenceId: '' };
    const input = { resource: cluster({}, { kind: unknown }), parameters, context: {}, ids };
    const { verdict, effect, acts } = definition.evaluate(input);
    expect(definition.decide(input)).toMatchObject({ verdict, effect, acts });
  });
});
