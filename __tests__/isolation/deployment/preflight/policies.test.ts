import { describe, expect, test } from '@jest/globals';
import { textAt, type JsonObject } from '../../../../src/arm/json.ts';
import { conflictingAt } from '../../../../src/isolation/deployment/preflight/policies/assigned.ts';
import { judgedWrites } from '../../../../src/isolation/deployment/preflight/policies/judged-writes.ts';
import type { Step } from '../../../../src/isolation/deployment/step.ts';
import { managedVariant } from '../../../../src/isolation/deployment/variant.ts';
import { builtInId, conflictingBuiltIns } from '../../../../src/policy/built-ins.ts';
import { specification } from '../../clusters.ts';
import { change, clusterId, found, group, migration, obstacles, openCluster, put, registryId, step, subscription, type Opening } from './openings.ts';

const [armTokens, armTokensModify, cacheRules, addOn] = conflictingBuiltIns.map(({ guid }) => guid);
const assignment = (guid = '', parameters: JsonObject = {}, overrides: JsonObject = {}): JsonObject => ({
  id: `${subscription}/providers/Microsoft.Authorization/policyAssignments/theirs`, name: 'theirs',
  properties: { displayName: 'Theirs', policyDefinitionId: builtInId(guid), parameters, ...overrides },
});
const registryWrites = [put('registry', registryId), put('rule', `${registryId}/cacheRules/aks-managed-mcr`), ...migration];

describe('policies that work against isolation', () => {
  const withPolicies = (assignments: readonly JsonObject[], steps = registryWrites, initiatives = new Map<string, JsonObject>()): readonly string[] =>
    found({ steps, variant: { ...managedVariant, registry: { id: registryId } }, observed: { assigned: { known: conflictingAt(clusterId, assignments, initiatives) } } }).map((text) => text.replace(/^(conflicting-policy)\/.*: /, '$1: '));

  test.each([
    ['refusal', cacheRules, 'Deny'],
    ['refusal', armTokens, 'deny'],
    ['refusal', armTokensModify, 'Modify'],
    ['warning', cacheRules, undefined],
    ['warning', addOn, 'DeployIfNotExists'],
    ['warning', addOn, undefined],
  ])('%s: %s with effect %s', (kind, guid, effect) => {
    expect(withPolicies([assignment(guid, effect === undefined ? {} : { effect: { value: effect } })])).toEqual([`conflicting-policy: ${kind}`]);
  });

  test.each([
    ['only audits', assignment(cacheRules, { effect: { value: 'Audit' } })],
    ['is disabled', assignment(addOn, { effect: { value: 'Disabled' } })],
    ['is not enforced', assignment(cacheRules, { effect: { value: 'Deny' } }, { enforcementMode: 'DoNotEnforce' })],
    ['excludes the group', assignment(cacheRules, { effect: { value: 'Deny' } }, { notScopes: [group] })],
    ['stands below something else', { ...assignment(cacheRules, { effect: { value: 'Deny' } }), id: `${subscription}/resourceGroups/other/providers/Microsoft.Authorization/policyAssignments/theirs` }],
    ['assigns another built-in', assignment('00000000-0000-0000-0000-000000000009')],
  ])('one that %s is no obstacle', (_, document) => {
    expect(withPolicies([document])).toEqual([]);
  });

  test('one that denies what the plan does not write is a warning', () => {
    expect(withPolicies([assignment(cacheRules, { effect: { value: 'Deny' } })], [...migration])).toEqual(['conflicting-policy: warning']);
  });

  test('one that an initiative brings has the effect that the initiative hands down', () => {
    const initiativeId = `${subscription}/providers/Microsoft.Authorization/policySetDefinitions/guards`;
    const initiative = { id: initiativeId, properties: {
      parameters: { mode: { defaultValue: 'Audit' } }, policyDefinitions: [{ policyDefinitionId: builtInId(cacheRules ?? ''), parameters: { effect: { value: "[parameters('mode')]" } } }],
    } };
    const initiatives = new Map([[initiativeId.toLowerCase(), initiative]]);
    const assigned = (parameters: JsonObject): JsonObject => assignment('', parameters, { policyDefinitionId: initiativeId });
    expect(withPolicies([assigned({})], registryWrites, initiatives)).toEqual([]);
    expect(withPolicies([assigned({ mode: { value: 'Deny' } })], registryWrites, initiatives)).toEqual(['conflicting-policy: refusal']);
  });

  test('that could not be read are said', () => {
    expect(found({ observed: { assigned: { unseen: 'No right.' } } })).toEqual(['conflicting-policy: undetermined']);
    expect(found({ observed: { unreadInitiatives: [{ id: '/guards', why: 'No right.' }] } })).toEqual(['conflicting-policy/guards: undetermined']);
  });
});

describe('policies that refuse what the plan writes', () => {
  const assignmentId = `${subscription}/providers/Microsoft.Authorization/policyAssignments/isolation`;
  const objection = { assignmentId, definitionId: `${subscription}/providers/Microsoft.Authorization/policyDefinitions/aks-outbound-type`, referenceId: 'outbound', effect: 'Deny' };
  const exemption = (properties: JsonObject, scope = clusterId): JsonObject => ({ id: `${scope}/providers/Microsoft.Authorization/policyExemptions/mine`, properties: { policyAssignmentId: assignmentId, ...properties } });
  const against = (...steps: readonly string[]): Opening['observed'] => ({ objections: ['artifact-source', 'outbound-type'].map((key) => ({ step: key, said: { known: steps.includes(key) ? [objection] : [] } })) });
  const said = (opening: Opening): readonly string[] => found(opening).map((text) => text.replace(/^(policy-refusal)\/.*: /, '$1: '));

  test('on the way to isolation are refused, once for each', () => {
    expect(said({ observed: { ...against('artifact-source') } })).toEqual(['policy-refusal: refusal']);
    const [one, ...others] = obstacles({ observed: { ...against('artifact-source', 'outbound-type') } }).filter(({ id }) => id !== 'images');
    expect([one?.title, others]).toEqual([`Policy outbound (assignment ${assignmentId}) refuses: Step artifact-source`, []]);
  });

  test('by audit, without enforcement or excluding the cluster are no obstacle', () => {
    expect(said({ observed: { objections: ['artifact-source', 'outbound-type'].map((key) => ({ step: key, said: { known: [{ ...objection, effect: 'Audit' }] } })) } })).toEqual([]);
    for (const properties of [{ enforcementMode: 'DoNotEnforce' }, { notScopes: [group] }]) {
      expect(said({ observed: { ...against('artifact-source'), assignments: { known: [{ id: assignmentId, properties }] } } })).toEqual([]);
    }
  });

  test('from which there is an exemption are a warning: it may have ended', () => {
    expect(said({ observed: { ...against('artifact-source'), exemptions: { known: [exemption({})] } } })).toEqual(['policy-refusal: warning']);
    expect(said({ observed: { ...against('artifact-source'), exemptions: { known: [exemption({ policyDefinitionReferenceIds: ['Outbound'] })] } } })).toEqual(['policy-refusal: warning']);
    expect(said({ observed: { ...against('artifact-source'), exemptions: { known: [exemption({ policyDefinitionReferenceIds: ['other'] }), exemption({}, registryId)] } } })).toEqual(['policy-refusal: refusal']);
  });

  test('from which the plan exempts are no obstacle', () => {
    const exempting = put('exemption', `${clusterId}/providers/Microsoft.Authorization/policyExemptions/mine`, exemption({}));
    expect(said({ steps: [exempting, ...migration], observed: { ...against('artifact-source') } })).toEqual([]);
  });

  test('that could not be asked are said once', () => {
    expect(said({ observed: { objections: [] } })).toEqual(['policy-refusal: undetermined']);
  });
});

describe('what policies are asked about', () => {
  const asked = (steps: readonly Step[], cluster: JsonObject | undefined = openCluster()): ReturnType<typeof judgedWrites> => judgedWrites(specification({ location: 'westeurope' }), cluster, steps);

  test('is the cluster as it is after each step', () => {
    const states = asked(migration).map(({ step: key, content }) => [key, textAt(content, 'properties', 'bootstrapProfile', 'artifactSource'), textAt(content, 'properties', 'networkProfile', 'outboundType')]);
    expect(states).toEqual([['artifact-source', 'Cache', 'loadBalancer'], ['outbound-type', 'Cache', 'none']]);
  });

  test('is a registry and its rules too, by their parents', () => {
    const writes = asked(registryWrites).filter(({ id }) => !id.startsWith(clusterId));
    expect(writes.map(({ content, parentId }) => [content['type'], content['name'], parentId])).toEqual([
      ['Microsoft.ContainerRegistry/registries', 'reg', undefined], ['Microsoft.ContainerRegistry/registries/cacheRules', 'reg/aks-managed-mcr', registryId],
    ]);
  });

  test('lies in the subscription where the plan makes the group', () => {
    expect(judgedWrites(specification(), undefined, [put('group', group), put('cluster', clusterId, { location: 'westeurope' })]).map(({ scope }) => scope)).toEqual([subscription]);
  });

  test('leaves out what is made of earlier answers, and changes of what was not read', () => {
    const late = step({ key: 'late', id: registryId, work: { kind: 'put', apiVersion: '2025-11-01', body: () => { throw new Error('The identity is not there yet.'); }, condition: {} } });
    expect(asked([late, change('registry', registryId, {})])).toEqual([]);
  });
});
