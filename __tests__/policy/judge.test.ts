import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/arm/json.ts';
import { Unknown } from '../../src/language/unknown.ts';
import {
  bindAssignment,
  bindDefinition,
  bindInitiative,
  judge,
  parseAssignment,
  parseDefinition,
  parseInitiative,
  parseExemption,
  PolicyError,
  type Verdict,
} from '../../src/policy/index.ts';
import { cluster, clusterType, definitionDocument, groupId, judgeOne, pool, poolType, resource, verdictOf } from './builders.ts';

const outboundType = `${clusterType}/networkProfile.outboundType`;
const pools = `${clusterType}/agentPoolProfiles[*]`;
const unknown = new Unknown("parameters('egress') has no value here");

const outbound = (value: unknown) => cluster({ networkProfile: { outboundType: value } });

describe('the sentence of a finding', () => {
  const none = { field: outboundType, notIn: ['none', 'block'] };

  test.each<readonly [string, unknown, ReturnType<typeof cluster>, string]>([
    ['a list of allowed values', none, outbound('loadBalancer'), '`networkProfile.outboundType` is `loadBalancer`; allowed: `none`, `block`.'],
    ['a missing value', none, cluster(), '`networkProfile.outboundType` is not set; allowed: `none`, `block`.'],
    ['a compliant value', none, outbound('none'), '`networkProfile.outboundType` is `none`.'],
    ['an unknown value', none, outbound(unknown), "`networkProfile.outboundType` is not known: parameters('egress') has no value here."],
    ['a required value', { field: outboundType, notEquals: 'none' }, outbound('x'), '`networkProfile.outboundType` is `x`; required: `none`.'],
    ['a forbidden value', { field: outboundType, equals: 'x' }, outbound('x'), '`networkProfile.outboundType` is `x`, which is not allowed.'],
    ['a value under not', { not: { field: outboundType, equals: 'none' } }, outbound('x'), '`networkProfile.outboundType` is `x`; required: `none`.'],
    ['what must not be set', { field: outboundType, exists: true }, outbound('x'), '`networkProfile.outboundType` is `x`; it must not be set.'],
    ['what has to be set', { field: outboundType, exists: 'false' }, cluster(), '`networkProfile.outboundType` is not set; it has to be set.'],
    [
      'a range',
      { field: `${pools}.count`, greater: 3 },
      cluster({ agentPoolProfiles: [{ count: 5 }] }),
      '`agentPoolProfiles[0].count` is `5`; at most `3`.',
    ],
    [
      'type conditions left out',
      { allOf: [{ field: 'type', equals: clusterType }, none] },
      outbound('x'),
      '`networkProfile.outboundType` is `x`; allowed: `none`, `block`.',
    ],
    [
      'the elements that were counted',
      { count: { field: pools, where: { field: `${pools}.mode`, equals: 'Gateway' } }, greater: 0 },
      cluster({ agentPoolProfiles: [{ mode: 'User' }, { mode: 'Gateway' }] }),
      '`agentPoolProfiles[1].mode` is `Gateway`, which is not allowed.',
    ],
    [
      'a count that is too low',
      { count: { field: pools, where: { field: `${pools}.mode`, equals: 'System' } }, less: 1 },
      cluster({ agentPoolProfiles: [{ mode: 'User' }] }),
      `\`${pools}\` counts \`0\`; has to be \`1\` or more.`,
    ],
    [
      'an expression',
      { value: "[length(field('tags'))]", less: 1 },
      cluster({}, { tags: {} }),
      "`[length(field('tags'))]` is `0`; has to be `1` or more.",
    ],
    [
      'a guessed path',
      { field: `${clusterType}/notInTheTable`, exists: false },
      cluster(),
      '`notInTheTable` is not set; it has to be set. (The alias is not in the alias table: its path is a guess.)',
    ],
  ])('tells %s', (_, condition, subject, sentence) => {
    expect(judgeOne(condition, subject).message).toBe(sentence);
  });

  test('stays short however many elements are wrong', () => {
    const subject = cluster({ agentPoolProfiles: Array.from({ length: 9 }, () => ({ mode: 'Gateway' })) });
    const gateways = { count: { field: pools, where: { field: `${pools}.mode`, equals: 'Gateway' } }, greater: 0 };
    expect(judgeOne(gateways, subject).message).toMatch(/And 6 more\.$/);
  });
});

describe('a finding', () => {
  test('holds the reasons in the words of Azure', () => {
    expect(judgeOne({ allOf: [{ field: 'type', equals: clusterType }, { field: outboundType, notEquals: 'none' }] }, cluster()).reasons).toEqual([
      {
        kind: 'field',
        expression: outboundType,
        path: 'properties.networkProfile.outboundType',
        operator: 'notEquals',
        actual: null,
        expected: 'none',
        result: true,
      },
      { kind: 'field', expression: 'type', path: 'type', operator: 'equals', actual: clusterType, expected: clusterType, result: true },
    ]);
  });

  test('points at the line of the value that decided, the keys as the file writes them', () => {
    const asked: string[] = [];
    const originOf = (pointer: string) => {
      asked.push(pointer);
      return { file: 'main.json', pointer: `/resources/0${pointer}`, line: 12, column: 5 };
    };
    const { location } = judgeOne({ field: outboundType, equals: 'x' }, cluster({ NetworkProfile: { outboundType: 'x' } }, {}, { originOf }));
    expect(asked).toEqual(['/properties/NetworkProfile/outboundType']);
    expect(location).toEqual({ file: 'main.json', pointer: '/resources/0/properties/NetworkProfile/outboundType', line: 12, column: 5 });
  });

  test.each([
    ['deny', {}, 'high'],
    ['Audit', {}, 'medium'],
    ['audit', { severity: 'Low' }, 'low'],
    ['deny', { severity: 'whatever' }, 'high'],
  ])('of effect %s with metadata %j is of severity %s', (effect, metadata, severity) => {
    expect(judgeOne({ value: 1, equals: 1 }, cluster(), { effect, metadata })).toMatchObject({ severity, effect: effect.toLowerCase() });
  });

  test('carries the rule, its title, the resource and the remedy', () => {
    const finding = judgeOne({ value: 1, equals: 1 }, cluster(), { name: 'my-rule', displayName: 'My rule', metadata: { remediation: 'Do it.' } });
    const { id } = cluster();
    expect(finding).toMatchObject({ rule: 'my-rule', title: 'My rule', verdict: 'violation', remedy: 'Do it.' });
    expect(finding.resource).toEqual({ type: clusterType, name: 'demo', id });
  });
});

/** Rules: azure-policy-language.md §1.10 and §1.11. */
describe('effects', () => {
  const always = { value: 1, equals: 1 };
  const never = { value: 1, equals: 2 };

  test.each<readonly [string, unknown, Verdict]>([
    ['deny', always, 'violation'],
    ['AUDIT', always, 'violation'],
    ['deny', never, 'compliant'],
    ['disabled', always, 'notApplicable'],
    ['modify', always, 'violation'],
    ['modify', never, 'compliant'],
    ['append', always, 'violation'],
    ['denyAction', always, 'compliant'],
    ['mutate', always, 'undetermined'],
    ['auditIfNotExists', always, 'undetermined'],
    ['auditIfNotExists', never, 'notApplicable'],
    ['deployIfNotExists', always, 'undetermined'],
    ['manual', always, 'undetermined'],
    ['manual', never, 'compliant'],
    ["[concat('for', 'bid')]", always, 'error'],
    ["[if(true(), 'deny', 'audit')]", always, 'violation'],
  ])('%s with the condition %j gives %s', (effect, condition, verdict) => {
    expect(verdictOf(condition, cluster(), { effect })).toBe(verdict);
  });

  test('that do not exist are errors of the definition, with the near miss', () => {
    expect(() => judgeOne(always, cluster(), { effect: 'denny' })).toThrow('`denny` is no effect; did you mean `deny`?');
  });

  test('not decided here say so', () => {
    expect(judgeOne(always, cluster(), { effect: 'mutate' }).message).toContain('Effect mutate');
  });

  test('that depend on something unknown are undetermined', () => {
    const parameters = { effect: { type: 'String' } };
    expect(verdictOf(always, cluster(), { effect: "[parameters('effect')]", parameters, values: { effect: unknown } })).toBe('undetermined');
  });
});

describe('applicability', () => {
  const about = (type: string) => ({ allOf: [{ field: 'type', equals: type }, { field: outboundType, equals: 'x' }] });

  test.each<readonly [string, unknown, ReturnType<typeof cluster>, string, Verdict]>([
    ['another type', about(poolType), cluster(), 'All', 'notApplicable'],
    ['this type', about(clusterType.toUpperCase()), cluster(), 'All', 'compliant'],
    ['one of several types', { field: 'type', in: ['A.B/c', clusterType] }, cluster(), 'All', 'violation'],
    [
      'everything but this type',
      { allOf: [{ not: { field: 'type', equals: clusterType } }, { field: outboundType, equals: 'x' }] },
      cluster(),
      'All',
      'notApplicable',
    ],
    ['a type that a parameter names', { field: 'type', equals: "[concat('A.', 'B')]" }, cluster(), 'All', 'notApplicable'],
    ['another kind', { allOf: [{ field: 'kind', equals: 'x' }, { field: outboundType, exists: false }] }, cluster(), 'All', 'notApplicable'],
    ['names alone, which concerns everything', { field: 'name', equals: 'x' }, cluster(), 'All', 'compliant'],
    ['kinds alone, which concerns everything', { not: { field: 'kind', exists: false } }, cluster(), 'All', 'compliant'],
    ['a type and names, of which the type counts', { allOf: [{ field: 'type', equals: clusterType }, { field: 'name', equals: 'x' }] }, cluster(), 'All', 'compliant'],
    ['another type and names', { allOf: [{ field: 'type', equals: poolType }, { field: 'name', equals: 'demo' }] }, cluster(), 'All', 'notApplicable'],
    ['names and more', { allOf: [{ field: 'name', equals: 'x' }, { field: outboundType, exists: false }] }, cluster(), 'All', 'notApplicable'],
    ['node pools, in mode Indexed', { field: 'type', equals: poolType }, pool(), 'Indexed', 'notApplicable'],
    ['node pools, in mode All', { field: 'type', equals: poolType }, pool(), 'All', 'violation'],
    ['deployments', { value: 1, equals: 1 }, resource('Microsoft.Resources/deployments', 'd', {}), 'All', 'notApplicable'],
    ['resource groups', { value: 1, equals: 1 }, resource('Microsoft.Resources/resourceGroups', 'd', {}), 'All', 'violation'],
    ['what a cluster runs', { field: 'type', in: [clusterType] }, cluster(), 'Microsoft.Kubernetes.Data', 'undetermined'],
    ['what another type runs', { field: 'type', in: ['A.B/c'] }, cluster(), 'Microsoft.Kubernetes.Data', 'notApplicable'],
  ])('of a rule about %s', (_, condition, subject, mode, verdict) => {
    expect(verdictOf(condition, subject, { mode })).toBe(verdict);
  });
});

describe('what surrounds a resource', () => {
  test.each<readonly [string, JsonObject, Verdict]>([
    ['resourceGroup().name from the id', { value: '[resourceGroup().name]', equals: 'rg' }, 'violation'],
    ['resourceGroup().location unread', { value: '[resourceGroup().location]', equals: 'x' }, 'undetermined'],
    ['subscription().subscriptionId from the id', { value: '[subscription().subscriptionId]', like: '*0001' }, 'violation'],
    ['subscription().tags unread', { value: "[subscription().tags['x']]", equals: 'x' }, 'undetermined'],
    ['requestContext().apiVersion from the request', { value: '[requestContext().apiVersion]', equals: '2026-05-01' }, 'violation'],
    ['requestContext().identity unknown', { value: '[requestContext().identity.appid]', equals: 'x' }, 'undetermined'],
    ['policy() of no assignment', { value: '[policy().assignmentId]', equals: '' }, 'violation'],
  ])('%s', (_, condition, verdict) => {
    expect(verdictOf(condition, cluster({}, {}, { apiVersion: '2026-05-01' }))).toBe(verdict);
  });
});

describe('assignments', () => {
  const definitionId = '/providers/Microsoft.Management/managementGroups/mg/providers/Microsoft.Authorization/policyDefinitions/rule';
  const initiativeId = '/providers/Microsoft.Authorization/policySetDefinitions/set';
  const parameters = { effect: { type: 'String', defaultValue: 'deny', allowedValues: ['deny', 'audit'] } };
  const document = definitionDocument({ value: 1, equals: 1 }, { name: 'rule', parameters, effect: "[parameters('effect')]" });
  const definition = parseDefinition({ id: definitionId, ...document });
  const initiative = parseInitiative({
    id: initiativeId,
    name: 'set',
    properties: {
      displayName: 'The set',
      parameters: { strict: { type: 'Boolean', defaultValue: true } },
      policyDefinitions: [
        {
          policyDefinitionId: definitionId,
          policyDefinitionReferenceId: 'one',
          parameters: { effect: { value: "[if(parameters('strict'), 'deny', 'audit')]" } },
        },
        { policyDefinitionId: definitionId, policyDefinitionReferenceId: 'two', parameters: { effect: { value: 'audit' } } },
      ],
    },
  });
  const lookup = (id: string) => [definition, initiative].find((entry) => entry.id === id);
  const assign = (properties: JsonObject) =>
    bindAssignment(parseAssignment({ name: 'a', properties: { policyDefinitionId: initiativeId, scope: groupId, ...properties } }), lookup);
  const effects = (policies: ReturnType<typeof assign>) => judge(policies, cluster()).map(({ finding }) => finding.effect);

  test('bring every member of an initiative, its parameters computed', () => {
    const policies = assign({});
    expect(policies.map(({ referenceId, initiative: owner, assignment }) => [referenceId, owner?.displayName, assignment?.name])).toEqual([
      ['one', 'The set', 'a'],
      ['two', 'The set', 'a'],
    ]);
    expect(effects(policies)).toEqual(['deny', 'audit']);
    expect(effects(assign({ parameters: { strict: { value: false } } }))).toEqual(['audit', 'audit']);
  });

  test('compile a definition once', () => {
    const [one, two] = assign({});
    expect(one?.definition).toBe(two?.definition);
  });

  test.each<readonly [string, JsonObject, number]>([
    ['its scope', {}, 2],
    ['a scope above, in another case', { scope: groupId.slice(0, groupId.indexOf('/resource')).toUpperCase() }, 2],
    ['a group whose name only begins alike', { scope: groupId.slice(0, -1) }, 0],
    ['a management group, whose children ids do not show', { scope: '/providers/Microsoft.Management/managementGroups/mg' }, 2],
    ['no scope written down', { scope: '' }, 2],
    ['notScopes', { notScopes: [groupId] }, 0],
    ['notScopes elsewhere', { notScopes: [`${groupId}-2`] }, 2],
  ])('reach what lies in %s', (_, properties, count) => {
    expect(judge(assign(properties), cluster())).toHaveLength(count);
  });

  test('that do not enforce judge all the same and say so', () => {
    const [judgement] = judge(assign({ enforcementMode: 'DoNotEnforce' }), cluster());
    expect(judgement?.finding).toMatchObject({ verdict: 'violation', message: expect.stringMatching(/does not enforce this\.$/) });
  });

  test.each<readonly [string, readonly JsonObject[], readonly string[]]>([
    ['every member', [{ kind: 'policyEffect', value: 'Disabled' }], ['disabled', 'disabled']],
    ['one member', [{ kind: 'policyEffect', value: 'audit', selectors: [{ kind: 'policyDefinitionReferenceId', in: ['ONE'] }] }], ['audit', 'audit']],
    ['all but one', [{ kind: 'policyEffect', value: 'disabled', selectors: [{ kind: 'policyDefinitionReferenceId', notIn: ['one'] }] }], ['deny', 'disabled']],
    [
      'what the first that matches says',
      [
        { kind: 'policyEffect', value: 'disabled', selectors: [{ kind: 'resourceLocation', in: ['East US'] }] },
        { kind: 'policyEffect', value: 'audit', selectors: [{ kind: 'resourceLocation', in: ['West Europe'] }] },
        { kind: 'policyEffect', value: 'disabled' },
      ],
      ['audit', 'audit'],
    ],
  ])('override the effect of %s', (_, overrides, expected) => {
    expect(effects(assign({ overrides }))).toEqual(expected);
  });

  const west = { kind: 'resourceLocation', in: ['West Europe'] };
  test.each<readonly [string, readonly (readonly JsonObject[])[], Verdict]>([
    ['of its location', [[west]], 'violation'],
    ['of another location', [[{ kind: 'resourceLocation', in: ['eastus'] }]], 'notApplicable'],
    ['of its location and another type (AND inside)', [[west, { kind: 'resourceType', in: ['A.B/c'] }]], 'notApplicable'],
    ['of another type or its location (OR between)', [[{ kind: 'resourceType', in: ['A.B/c'] }], [west]], 'violation'],
    ['not of its type', [[{ kind: 'resourceType', notIn: [clusterType.toUpperCase()] }]], 'notApplicable'],
    ['without a location', [[{ kind: 'resourceWithoutLocation', in: ['true'] }]], 'notApplicable'],
  ])('select resources %s', (_, groups, verdict) => {
    const [judgement] = judge(assign({ resourceSelectors: groups.map((selectors) => ({ name: 's', selectors })) }), cluster());
    expect(judgement?.finding.verdict).toBe(verdict);
  });

  test('cannot say whether they select a resource whose location is not known', () => {
    const subject = cluster({}, { location: new Unknown('a parameter nobody passed') });
    const [judgement] = judge(assign({ resourceSelectors: [{ selectors: [west] }] }), subject);
    expect(judgement?.finding).toMatchObject({ verdict: 'undetermined', message: expect.stringContaining('a parameter nobody passed') });
  });

  const assignmentId = `${groupId}/providers/Microsoft.Authorization/policyAssignments/a`;
  const exemption = (properties: JsonObject = {}, scope = groupId) =>
    parseExemption({
      id: `${scope}/providers/Microsoft.Authorization/policyExemptions/e`,
      name: 'e',
      properties: { policyAssignmentId: assignmentId.toUpperCase(), exemptionCategory: 'Waiver', ...properties },
    });
  const exempted = (properties?: JsonObject, scope?: string, utcNow?: string) => {
    const policies = bindAssignment(parseAssignment({ id: assignmentId, properties: { policyDefinitionId: initiativeId, scope: groupId } }), lookup);
    const context = utcNow === undefined ? {} : { utcNow };
    return judge(policies, cluster(), context, [exemption(properties, scope)]).map(({ finding }) => finding.verdict);
  };

  test.each<readonly [string, readonly Verdict[], readonly Verdict[]]>([
    ['everything of the assignment', exempted(), ['exempt', 'exempt']],
    ['one member', exempted({ policyDefinitionReferenceIds: ['TWO'] }), ['violation', 'exempt']],
    ['another assignment', exempted({ policyAssignmentId: '/x' }), ['violation', 'violation']],
    ['a resource elsewhere', exempted({}, `${groupId}-2`), ['violation', 'violation']],
    ['this very resource', exempted({}, cluster().id), ['exempt', 'exempt']],
    ['resources of another location', exempted({ resourceSelectors: [{ selectors: [{ kind: 'resourceLocation', in: ['eastus'] }] }] }), ['violation', 'violation']],
    ['until later', exempted({ expiresOn: '2026-01-02T00:00:00Z' }, groupId, '2026-01-01T00:00:00Z'), ['exempt', 'exempt']],
    ['until now', exempted({ expiresOn: '2026-01-02T00:00:00Z' }, groupId, '2026-01-02T00:00:00Z'), ['violation', 'violation']],
    ['until some day, nobody knowing the time', exempted({ expiresOn: '2026-01-02T00:00:00Z' }), ['undetermined', 'undetermined']],
  ])('are subject to an exemption of %s', (_, verdicts, expected) => {
    expect(verdicts).toEqual(expected);
  });

  test.each([
    [{ exemptionCategory: 'Waver' }, 'did you mean `Waiver`?'],
    [{ expiresOn: 'soon' }, 'ISO 8601'],
    [{ policyAssignmentId: null }, '`policyAssignmentId` is missing'],
  ])('have no exemption such as %j', (properties, message) => {
    expect(() => exemption(properties)).toThrow(message);
  });

  test('put their own message first: the one of the member, else the default', () => {
    const nonComplianceMessages = [{ message: 'Ask the platform team.' }, { message: 'Not this one.', policyDefinitionReferenceId: 'ONE' }];
    const [one, two] = judge(assign({ nonComplianceMessages }), cluster()).map(({ finding }) => finding.message);
    expect(one).toMatch(/^Not this one\. /);
    expect(two).toMatch(/^Ask the platform team\. /);
  });

  test.each<readonly [string, () => unknown, string, string]>([
    ['a definition that is absent', () => assign({ policyDefinitionId: '/x' }), '/properties/policyDefinitionId', 'refers to /x, which is not here'],
    [
      'a member that is absent',
      () => bindInitiative(initiative, () => undefined),
      '/properties/policyDefinitions/0/policyDefinitionId',
      'which is not here',
    ],
    [
      'an override to what is no effect',
      () => assign({ overrides: [{ kind: 'policyEffect', value: 'denny' }] }),
      '/properties/overrides/0/value',
      'did you mean `deny`?',
    ],
    [
      'a selector of a kind that does not exist',
      () => assign({ resourceSelectors: [{ selectors: [{ kind: 'resourceLocations', in: ['x'] }] }] }),
      '/properties/resourceSelectors/0/selectors/0/kind',
      'did you mean `resourceLocation`?',
    ],
    ['eleven overrides', () => assign({ overrides: Array.from({ length: 11 }, () => ({})) }), '/properties/overrides', 'at most 10'],
    [
      'a parameter that the rule reads and nobody declares',
      () => parseDefinition(definitionDocument({ value: "[parameters('effct')]", equals: '' }, { parameters })),
      '/properties/policyRule/if/value',
      'did you mean `effect`?',
    ],
    ['a parameter nobody declared', () => assign({ parameters: { strikt: { value: true } } }), '', 'did you mean `strict`?'],
    ['a parameter that the member refuses', () => bindDefinition(definition, { effect: 'Deny' }), '', 'does not allow "Deny"'],
  ])('with %s are refused', (_, attempt, pointer, message) => {
    expect(attempt).toThrow(PolicyError);
    expect(attempt).toThrow(expect.objectContaining({ pointer, message: expect.stringContaining(message) }));
  });
});

describe('what cannot be known here', () => {
  test('of an external evaluation reads as null where a claim is absent', () => {
    const rule = { value: '[coalesce(claims().subnets, null())]', equals: '' };
    expect(verdictOf(rule, cluster())).toBe('undetermined');
    expect(verdictOf(rule, cluster(), { context: { claims: { subnets: 'x' } } })).toBe('compliant');
    expect(verdictOf({ value: "[string(claims().other)]", equals: '' }, cluster(), { context: { claims: { subnets: 'x' } } })).toBe('violation');
  });

  test('of a data-plane rule is undetermined, also where its condition would fail', () => {
    const rule = { allOf: [{ field: 'type', equals: clusterType }, { value: "[addDays(field('kind'), 1)]", greater: '2026-01-01' }] };
    expect(verdictOf(rule, cluster(), { mode: 'Microsoft.KeyVault.Data' })).toBe('undetermined');
    expect(verdictOf(rule, cluster())).toBe('error');
  });
});
