import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import type { Resource } from '../../../src/arm/resource.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import { bindAssignment, bindDefinition, judge, parseAssignment, parseDefinition, parseExemption, type EvaluationContext } from '../../../src/policy/index.ts';
import { cluster, clusterType, groupId, resource } from '../builders.ts';

const always = { field: 'type', equals: clusterType };
const deletes = { actionNames: ['delete'] };
const keepingGroup = { ...deletes, cascadeBehaviors: { resourceGroup: 'deny' } };
const groupType = 'Microsoft.Resources/subscriptions/resourceGroups';

interface Rule {
  readonly condition?: unknown;
  readonly effect?: string;
  readonly details?: unknown;
  readonly mode?: string;
  readonly parameters?: JsonObject;
}

const definition = ({ condition = always, effect = 'denyAction', details = deletes, mode = 'Indexed', parameters = {} }: Rule) =>
  parseDefinition({ name: 'keep', properties: { mode, parameters, policyRule: { if: condition, then: { effect, details } } } });

function judged(rule: Rule, subject: Resource = cluster(), context: EvaluationContext = { deletion: 'resource' }) {
  const [judgement] = judge([bindDefinition(definition(rule))], subject, context);
  return judgement?.finding;
}

/** learn.microsoft.com, "Azure Policy definitions denyAction effect". */
describe('denyAction on a DELETE', () => {
  test('of what its condition is about is a violation of high severity', () => {
    expect(judged({})).toMatchObject({ verdict: 'violation', effect: 'denyaction', severity: 'high', message: `\`type\` is \`${clusterType}\`. Effect denyAction forbids its deletion.` });
  });

  test.each<readonly [string, Rule, string]>([
    ['whose condition does not hold', { condition: { allOf: [always, { field: "tags['keep']", equals: 'yes' }] } }, 'compliant'],
    ['of another type', { condition: { field: 'type', equals: 'Microsoft.Network/virtualNetworks' } }, 'notApplicable'],
    ['whose action is not among the names', { details: { actionNames: ['restart'] } }, 'compliant'],
    ['whose action is there in another case', { details: { actionNames: ['Delete'] } }, 'violation'],
    ['by a rule that names no actions', { details: {} }, 'undetermined'],
    ['by a rule whose actions are not known', { details: { actionNames: "[createArray(subscription().displayName)]" } }, 'undetermined'],
    ['by a rule that is disabled', { effect: 'disabled' }, 'notApplicable'],
    ['whose condition is not known', { condition: { allOf: [always, { value: '[subscription().displayName]', equals: 'production' }] } }, 'undetermined'],
    ['by a rule that fails', { condition: { allOf: [always, { value: "[int('x')]", equals: 1 }] } }, 'error'],
  ])('%s', (_, rule, verdict) => {
    expect(judged(rule)?.verdict).toBe(verdict);
  });

  test.each<readonly [string, unknown]>([
    ['deny', deletes],
    ['audit', deletes],
    ['append', []],
    ['modify', { operations: [] }],
    ['auditIfNotExists', { type: 'Microsoft.Insights/diagnosticSettings' }],
    ['manual', {}],
    ['mutate', {}],
  ])('is all that is judged: %s has nothing to say of it', (effect, details) => {
    expect(judged({ effect, details })?.verdict).toBe('notApplicable');
  });

  test('never keeps a lock, lest somebody be locked out', () => {
    const lock = 'Microsoft.Authorization/locks';
    expect(judged({ mode: 'All', condition: { field: 'type', equals: lock } }, resource(lock, 'l', {}))?.verdict).toBe('compliant');
  });

  test('of a resource group is seen by mode All alone', () => {
    const group: Resource = { type: groupType, name: 'rg', id: groupId, body: { location: 'westeurope', tags: {} } };
    const condition = { field: 'type', equals: groupType };
    expect([judged({ mode: 'All', condition }, group)?.verdict, judged({ mode: 'Indexed', condition }, group)?.verdict]).toEqual(['violation', 'notApplicable']);
  });

  test('is not judged where the assignment does not reach, is excused where it is exempt, and speaks in the words of the assignment', () => {
    const assignmentId = `${groupId}/providers/Microsoft.Authorization/policyAssignments/a`;
    const assigned = (scope: string) => bindAssignment(parseAssignment({ id: assignmentId, name: 'a', properties: { policyDefinitionId: '/d', scope, nonComplianceMessages: [{ message: 'Ask the platform team.' }] } }), () => definition({}));
    const exemption = parseExemption({ id: `${groupId}/providers/Microsoft.Authorization/policyExemptions/e`, properties: { policyAssignmentId: assignmentId, exemptionCategory: 'Waiver' } });
    const elsewhere = '/subscriptions/00000000-0000-0000-0000-000000000002';
    expect(judge(assigned(elsewhere), cluster(), { deletion: 'resource' })).toEqual([]);
    expect(judge(assigned(groupId), cluster(), { deletion: 'resource' }, [exemption])[0]?.finding.verdict).toBe('exempt');
    expect(judge(assigned(groupId), cluster(), { deletion: 'resource' })[0]?.finding.message).toMatch(/^Ask the platform team\. .*forbids its deletion\.$/);
  });
});

describe('denyAction on the DELETE of the resource group', () => {
  test.each<readonly [string, Rule, string]>([
    ['keeps it', { details: keepingGroup }, 'violation'],
    ['keeps it without a word on cascades', {}, 'violation'],
    ['lets it go where it says so', { details: { ...deletes, cascadeBehaviors: { resourceGroup: 'Allow' } } }, 'compliant'],
    ['may keep it', { details: { ...deletes, cascadeBehaviors: { resourceGroup: '[subscription().displayName]' } } }, 'undetermined'],
    ['lets it go in mode All', { details: keepingGroup, mode: 'All' }, 'notApplicable'],
  ])('%s', (_, rule, verdict) => {
    expect(judged(rule, cluster(), { deletion: 'resourceGroup' })?.verdict).toBe(verdict);
  });
});

describe('denyAction on what is written or only looked at', () => {
  test.each<readonly [string, Rule]>([
    ['whose condition holds', {}],
    ['whose condition is not known', { condition: { allOf: [always, { value: '[subscription().displayName]', equals: 'production' }] } }],
    ['whose condition fails', { condition: { allOf: [always, { value: "[int('x')]", equals: 1 }] } }],
    ['in a mode of another engine', { mode: 'Microsoft.KeyVault.Data' }],
  ])('has nothing to object to: %s', (_, rule) => {
    expect(judged(rule, cluster(), {})?.verdict).toBe('compliant');
  });
});

test('what is not known of what goes decides nothing', () => {
  const rule = { condition: { allOf: [always, { field: "tags['keep']", equals: 'yes' }] } };
  expect(judged(rule, cluster({}, { tags: new Unknown('nobody says') }))?.verdict).toBe('undetermined');
});
