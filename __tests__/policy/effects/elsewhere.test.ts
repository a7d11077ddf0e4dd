import { describe, expect, test } from '@jest/globals';
import { bindAssignment, judge, judgeRequest, parseAssignment, parseDefinition, parseExemption } from '../../../src/policy/index.ts';
import { cluster, clusterType, definitionDocument, groupId, judgeOne, verdictOf } from '../builders.ts';

const always = { field: 'type', equals: clusterType };

describe('effects that another engine or a DELETE decides (azure-policy-language.md §1.10)', () => {
  test.each(['mutate', 'addToNetworkGroup', 'enforceSetting', 'enforceRegoPolicy', 'enforceOPAConstraint'])('%s is undetermined and named', (effect) => {
    const { verdict, message } = judgeOne(always, cluster(), { effect });
    expect(verdict).toBe('undetermined');
    expect(message).toContain(`Effect ${effect} is carried out by another service`);
    expect(verdictOf({ not: always }, cluster(), { effect })).toBe('notApplicable');
  });

  test.each(['denyAction', 'auditAction'])('%s leaves what is there compliant', (effect) => {
    const { verdict, message } = judgeOne(always, cluster(), { effect });
    expect(verdict).toBe('compliant');
    expect(message).toContain(`Effect ${effect} stops deletion, nothing else.`);
  });
});

describe('requests', () => {
  const id = `${groupId}/providers/Microsoft.Authorization/policyAssignments/a`;
  const definition = parseDefinition({
    ...definitionDocument(always),
    properties: { mode: 'All', policyRule: { if: always, then: { effect: 'modify', details: { operations: [{ operation: 'add', field: "tags['x']", value: '1' }] } } } },
  });
  const assigned = (scope: string) => bindAssignment(parseAssignment({ id, name: 'a', properties: { policyDefinitionId: '/d', scope } }), () => definition);

  test('are not changed by an assignment that does not reach them', () => {
    const { judgements, resource } = judgeRequest(assigned('/subscriptions/00000000-0000-0000-0000-000000000002'), cluster());
    expect(judgements).toEqual([]);
    expect(resource.body).toEqual(cluster().body);
  });

  test('are not changed where they are exempt', () => {
    const exemption = parseExemption({ id: `${groupId}/providers/Microsoft.Authorization/policyExemptions/e`, properties: { policyAssignmentId: id, exemptionCategory: 'Waiver' } });
    const { judgements, resource } = judgeRequest(assigned(groupId), cluster(), {}, [exemption]);
    expect(judgements.map(({ finding }) => finding.verdict)).toEqual(['exempt']);
    expect(resource.body).toEqual(cluster().body);
    expect(judge(assigned(groupId), cluster())[0]?.acts).toBe(true);
    expect(judgeRequest(assigned(groupId), cluster()).resource.body).toMatchObject({ tags: { x: '1' } });
  });
});

describe('field() in an existence condition', () => {
  const rule = (name: string, wanted: string) =>
    parseDefinition({
      properties: {
        mode: 'All',
        policyRule: {
          if: always,
          then: { effect: 'auditIfNotExists', details: { type: 'Microsoft.ContainerRegistry/registries', existenceCondition: { value: `[field('${name}')]`, equals: wanted } } },
        },
      },
    });
  const verdict = (name: string, wanted: string) => {
    const policies = bindAssignment(parseAssignment({ name: 'a', properties: { policyDefinitionId: '/d' } }), () => rule(name, wanted));
    const related = { type: 'Microsoft.ContainerRegistry/registries', name: 'r', body: { kind: 'related', properties: { publicNetworkAccess: 'Disabled', dnsPrefix: 'related' } } };
    return judge(policies, cluster({ dnsPrefix: 'primary' }, { kind: 'primary' }), { related: () => [related] })[0]?.finding.verdict;
  };

  test.each([
    ['kind', 'primary', 'compliant'],
    ['kind', 'related', 'violation'],
    [`${clusterType}/dnsPrefix`, 'primary', 'compliant'],
    ['Microsoft.ContainerRegistry/registries/publicNetworkAccess', 'Disabled', 'compliant'],
    ['Microsoft.Network/virtualNetworks/flowTimeoutInMinutes', '', 'compliant'],
  ])('of %s equal to %j is %s: of the primary resource, unless only the related one has the alias', (name, wanted, expected) => {
    expect(verdict(name, wanted)).toBe(expected);
  });
});
