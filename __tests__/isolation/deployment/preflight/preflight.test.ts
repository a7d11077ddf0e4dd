import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { JsonObject } from '../../../../src/arm/json.ts';
import { conflictingAt } from '../../../../src/isolation/deployment/preflight/policies/assigned.ts';
import { formatObstacle, obstacleKinds, stops } from '../../../../src/isolation/deployment/preflight/obstacle.ts';
import { managedVariant } from '../../../../src/isolation/deployment/variant.ts';
import { builtInId, conflictingBuiltIns } from '../../../../src/policy/built-ins.ts';
import { change, clusterId, found, group, migration, obstacles, put, registryId, subscription, usage, withPool, type Opening } from './openings.ts';

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
    expect(found({ observed: { unreadInitiatives: [{ id: '/guards', why: 'No right.' }] } })).toEqual(['conflicting-policy//guards: undetermined']);
  });
});

describe('an obstacle', () => {
  test('stops when it is a refusal, or unverified and that is not allowed', () => {
    expect(obstacleKinds.filter((kind) => stops({ kind }, { allowUnverified: false }))).toEqual(['refusal', 'unverified']);
    expect(obstacleKinds.filter((kind) => stops({ kind }, { allowUnverified: true }))).toEqual(['refusal']);
  });

  test('is a sentence on what was found, why that matters and what to do', () => {
    const [one] = obstacles({ cluster: withPool({ name: 'win', osType: 'Windows', provisioningState: 'Succeeded', vmSize: 'Standard_D4ds_v5' }) });
    expect(one === undefined ? '' : formatObstacle(one)).toMatch(/^Pool win runs Windows: Windows nodes .* Delete the pool, .* \(az aks nodepool delete .*--name win .*\)$/);
  });
});

test('the answer does not depend on the order in which things were read', () => {
  const list = <Item>(items: readonly Item[]): fc.Arbitrary<readonly Item[]> => fc.shuffledSubarray([...items], { minLength: items.length });
  const locks = [group, clusterId, `${subscription}/resourceGroups/other`].map((scope) => ({ id: `${scope}/providers/Microsoft.Authorization/locks/keep`, properties: { level: 'ReadOnly' } }));
  const extensions = ['microsoft.flux', 'microsoft.dapr', 'contoso.tool'].map((extensionType) => ({ name: extensionType, properties: { extensionType } }));
  const usages = [usage('cores', 99, 100), usage('standardDDSv5Family', 99, 100), usage('virtualMachines', 1, 100)];
  const permissions = [subscription, group, clusterId].map((scope, index) => ({ scope, entries: index === 1 ? { unseen: 'No right.' } : { known: [{ actions: ['*/read'] }] } }));
  const assigned = conflictingAt(clusterId, [assignment(cacheRules), assignment(addOn)], new Map());
  const pools = ['web', 'win'].map((name) => ({ name, osType: name === 'win' ? 'Windows' : 'Linux', count: 0, vmSize: 'Standard_A1', mode: 'Gateway' }));
  const opening = (observed: Opening['observed'], cluster: readonly JsonObject[]): Opening => ({ ...(observed === undefined ? {} : { observed }), cluster: cluster.reduce((document, pool) => withPool(pool, document), withPool({})), steps: [...migration, change('tags', clusterId, { tags: {} })] });
  const expected = obstacles(opening({ locks: [{ scope: subscription, locks: { known: locks } }], extensions: { known: extensions }, usages: { known: usages }, permissions, assigned: { known: assigned } }, pools));
  expect(expected.length).toBeGreaterThan(10);
  expect(new Set(expected.map(({ id }) => id)).size).toBe(expected.length);
  fc.assert(fc.property(list(locks), list(extensions), list(usages), list(permissions), list(assigned), list(pools), (a, b, c, d, e, f) => {
    expect(obstacles(opening({ locks: [{ scope: subscription, locks: { known: a } }], extensions: { known: b }, usages: { known: c }, permissions: d, assigned: { known: e } }, f))).toEqual(expected);
  }), { numRuns: 50 });
});
