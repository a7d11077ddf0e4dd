/** One protection removed: exactly the definitions that are for it object; in the engine, and by PUTs to the sandbox. */
import { describe, expect, test } from '@jest/globals';
import { arrayAt, textAt, type JsonObject } from '../../../src/arm/json.ts';
import { bundledPolicies, judge } from '../../../src/policy/index.ts';
import { bundledObjects } from '../../../src/policy/objects/library/wanted.ts';
import { objectId } from '../../../src/policy/objects/policy-object.ts';
import { createInProcessArm, type InProcessArm } from '../../azure/in-process-arm.ts';
import { harmless, isolatedCluster, isolatedPool, ofCluster, ofPool, parameters, withProperty } from './protections.ts';

const initiative = 'aks-egress-isolation-core';
const subscription = '/subscriptions/44444444-4444-4444-8444-444444444444';
const managementGroup = '/providers/Microsoft.Management/managementGroups/contoso';
const group = `${subscription}/resourceGroups/rg-demo`;
const cluster = `${group}/providers/Microsoft.ContainerService/managedClusters/demo`;
const policies = bundledPolicies(initiative, parameters);
const clusterType = 'Microsoft.ContainerService/managedClusters';

function objections(type: string, body: JsonObject): readonly string[] {
  return judge(policies, { type, name: type.endsWith('agentPools') ? 'demo/extra' : 'demo', id: cluster, body }, { subscription: { subscriptionId: '44444444-4444-4444-8444-444444444444' } })
    .filter(({ finding: { verdict } }) => verdict !== 'compliant' && verdict !== 'notApplicable').map(({ finding }) => `${finding.rule}:${finding.verdict}:${finding.effect}`).toSorted();
}

const denied = (rules: readonly string[]): readonly string[] => rules.map((rule) => `${rule}:violation:deny`).toSorted();
const named = (value: unknown): string => JSON.stringify(value) ?? 'nothing';
const clusterCases = ofCluster.map(({ path, value, rules }) => [path, named(value), value, rules] as const);
const poolCases = ofPool.map(({ path, value, rules }) => [path, named(value), value, rules] as const);

describe('the engine', () => {
  test('finds nothing in an isolated cluster and an isolated pool', () => {
    expect([objections(clusterType, isolatedCluster), objections(`${clusterType}/agentPools`, { properties: isolatedPool })]).toEqual([[], []]);
  });

  test.each(clusterCases)('cluster: %s := %s', (path, _, value, rules) => {
    expect(objections(clusterType, withProperty(isolatedCluster, path, value))).toEqual(denied(rules));
  });

  test.each(poolCases)('pool: %s := %s', (path, _, value, rules) => {
    expect(objections(`${clusterType}/agentPools`, withProperty({ properties: isolatedPool }, path, value))).toEqual(denied(rules));
  });

  test.each(harmless)('harmless: %s := %j', (path, value) => {
    expect(objections(clusterType, withProperty(isolatedCluster, path, value))).toEqual([]);
  });

  test('has a case for every definition of the initiative', () => {
    expect([...new Set([...ofCluster, ...ofPool].flatMap(({ rules }) => rules))].toSorted()).toEqual(policies.map(({ definition }) => definition.name ?? '').toSorted());
  });

  test('the worst cluster meets them all', () => {
    const worst = ofCluster.filter(({ path, value }) => value !== undefined && !path.startsWith('agentPoolProfiles')).reduce((body, { path, value }) => withProperty(body, path, value), isolatedCluster);
    const alsoPools = ofPool.reduce((body, { path, value }) => withProperty(body, `agentPoolProfiles.0.${path}`, value), worst);
    expect(objections(clusterType, alsoPools)).toEqual(denied(policies.map(({ definition }) => definition.name ?? '')));
  });
});

/** An Azure in which the core initiative is assigned at a scope, as `assign` writes it. */
function azure(scope: string, mode = 'Default'): InProcessArm {
  const arm = createInProcessArm();
  arm.ask('PUT', `${group}?api-version=2024-11-01`, { location: 'westeurope' });
  arm.ask('PUT', `${subscription}/resourceGroups/rg-other?api-version=2024-11-01`, { location: 'westeurope' });
  const definitionScope = scope === managementGroup ? managementGroup : subscription;
  for (const { kind, scope: at, name, body } of bundledObjects({ initiative, scope, definitionScope, parameters })) {
    const sent = kind === 'assignment' ? { properties: { ...(body['properties'] as JsonObject), enforcementMode: mode } } : body;
    const { status, body: answer } = arm.ask('PUT', objectId(kind, at, name), sent);
    if (status >= 300) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  }
  return arm;
}

const put = (arm: InProcessArm, id: string, body: JsonObject) => arm.ask('PUT', `${id}?api-version=2026-05-01`, body);

/** The definitions that a refusal names, by name and reference id. */
function refusing(answer: { readonly status: number; readonly body?: unknown }): readonly string[] {
  const error = (answer.body as JsonObject)['error'];
  return [`${answer.status} ${textAt(error, 'code') ?? ''}`, ...arrayAt(error, 'additionalInfo').map((entry) => {
    const info = (entry as JsonObject)['info'];
    expect([textAt(entry, 'type'), textAt(info, 'policyDefinitionEffect')?.toLowerCase(), textAt(info, 'policyDefinitionName')]).toEqual(['PolicyViolation', 'deny', textAt(info, 'policyDefinitionReferenceId')]);
    return textAt(info, 'policyDefinitionName') ?? '';
  }).toSorted()];
}

describe.each([['management group', managementGroup], ['subscription', subscription], ['resource group', group]])('Azure, assigned at a %s', (_, scope) => {
  const arm = azure(scope);

  test.each(clusterCases)('refuses a cluster: %s := %s', (path, _name, value, rules) => {
    // Policy stands before the service: what AKS itself would refuse is refused by policy first.
    expect(refusing(put(arm, cluster, withProperty(isolatedCluster, path, value)))).toEqual(['403 RequestDisallowedByPolicy', ...rules.toSorted()]);
  });

  test('takes an isolated cluster, and refuses weakened pools beside it', async () => {
    const own = azure(scope);
    expect(put(own, cluster, isolatedCluster).status).toBe(201);
    await own.clock.sleep(3_600_000);
    for (const { path, value, rules } of ofPool) {
      const answer = put(own, `${cluster}/agentPools/extra`, withProperty({ properties: isolatedPool }, path, value));
      expect([path, refusing(answer)]).toEqual([path, ['403 RequestDisallowedByPolicy', ...rules]]);
    }
    expect(put(own, `${cluster}/agentPools/extra`, { properties: isolatedPool }).status).toBe(201);
  });

  test('names the assignment and its scope', () => {
    const { body } = put(arm, cluster, withProperty(isolatedCluster, 'networkProfile.outboundType', 'loadBalancer'));
    const [info] = arrayAt((body as JsonObject)['error'], 'additionalInfo').map((entry) => (entry as JsonObject)['info'] as JsonObject);
    expect(info).toMatchObject({ policyAssignmentScope: scope, policyAssignmentName: 'aks-egress-isolation', policySetDefinitionName: initiative });
  });

  test('reaches no further than its scope', () => {
    const elsewhere = put(arm, cluster.replace('rg-demo', 'rg-other'), withProperty(isolatedCluster, 'apiServerAccessProfile.disableRunCommand', false));
    expect(elsewhere.status).toBe(scope === group ? 201 : 403);
  });

  test('lets everything pass where it does not enforce', () => {
    expect(put(azure(scope, 'DoNotEnforce'), cluster, withProperty(isolatedCluster, 'apiServerAccessProfile.disableRunCommand', false)).status).toBe(201);
  });

  test('lets an exempt member pass, and no other', () => {
    const own = azure(scope);
    const exemption = `${group}/providers/Microsoft.Authorization/policyExemptions/e?api-version=2022-07-01-preview`;
    const { status } = own.ask('PUT', exemption, { properties: { policyAssignmentId: `${scope}/providers/Microsoft.Authorization/policyAssignments/aks-egress-isolation`, policyDefinitionReferenceIds: ['aks-run-command'], exemptionCategory: 'Waiver' } });
    expect(status).toBe(201);
    const body = withProperty(isolatedCluster, 'apiServerAccessProfile.disableRunCommand', false);
    expect(refusing(put(own, cluster, withProperty(body, 'agentPoolProfiles.0.enableNodePublicIP', true)))).toEqual(['403 RequestDisallowedByPolicy', 'aks-node-public-ip']);
    expect(put(own, cluster, body).status).toBe(201);
  });
});

test('what one policy changes in a request, the next one sees: with Modify run command is off before Deny looks', () => {
  const arm = azure(group);
  const definitionId = `${subscription}/providers/Microsoft.Authorization/policyDefinitions/aks-run-command`;
  const body = withProperty(isolatedCluster, 'apiServerAccessProfile.disableRunCommand', false);
  expect(refusing(put(arm, cluster, body))).toEqual(['403 RequestDisallowedByPolicy', 'aks-run-command']);
  const { status } = arm.ask('PUT', `${group}/providers/Microsoft.Authorization/policyAssignments/switch-off`, {
    location: 'westeurope', identity: { type: 'SystemAssigned' }, properties: { policyDefinitionId: definitionId, parameters: { effect: { value: 'Modify' } } },
  });
  expect(status).toBe(201);
  expect(put(arm, cluster, body).status).toBe(201);
  expect(textAt(arm.ask('GET', `${cluster}?api-version=2026-05-01`).body, 'name')).toBe('demo');
});
