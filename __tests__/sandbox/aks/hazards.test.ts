/** What goes wrong where a cluster is read, changed and written back (aks-network-isolation.md 4.4). */
import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../src/arm/json.ts';
import { asObject } from '../../../src/sandbox/arm/documents.ts';
import { bodyOf, cluster, codeOf, isolatedCluster, makeArmWithGroup, messageOf, openedCluster, untilDone, type TestArm } from '../arm-client.ts';
import { assignmentBody, definition, definitionBody, policyId, put, rule } from '../policy-objects.ts';
import { controlPlane, withOwnRegistry } from './own-registry.ts';
import { living, planted, pool, reimaged } from './rules/row.ts';

const isolated = (): TestArm => living(makeArmWithGroup(), isolatedCluster());
/** The cluster as a version reads it, ready to be written back. */
const read = (arm: TestArm, apiVersion: string): JsonObject => bodyOf(arm.send('GET', `${cluster}?api-version=${apiVersion}`));
const write = (arm: TestArm, body: JsonObject, apiVersion: string): ReturnType<TestArm['send']> => arm.send('PUT', `${cluster}?api-version=${apiVersion}`, body);

/** A write of a cluster changes the etags of its pools too (aks-network-isolation.md 4.4, 6). */
const withoutEtags = (body: JsonObject): unknown => JSON.parse(JSON.stringify(body, (name, value: unknown) => (name === 'eTag' ? '' : value)));

describe('PATCH', () => {
  test('puts other tags in the place of those of the cluster, in an operation, and changes nothing else', () => {
    const arm = living(makeArmWithGroup(), { ...isolatedCluster(), tags: { team: 'one', old: 'yes' } });
    const before = bodyOf(arm.send('GET', cluster));
    const patched = arm.send('PATCH', cluster, { tags: { team: 'two' } });
    expect(patched).toMatchObject({ status: 200, headers: { 'azure-asyncoperation': expect.any(String) }, body: { tags: { team: 'two' }, properties: { provisioningState: 'Updating' } } });
    arm.pass(untilDone);
    const after = bodyOf(arm.send('GET', cluster));
    expect(withoutEtags(after)).toEqual(withoutEtags({ ...before, tags: { team: 'two' } }));
    expect(after['eTag']).not.toBe(before['eTag']);
  });

  test('is no way to change anything else', () => {
    const answer = isolated().send('PATCH', cluster, { tags: {}, properties: { disableLocalAccounts: true } });
    expect([answer.status, codeOf(answer), at(answer.body, 'target')]).toEqual([400, 'InvalidParameter', 'properties']);
  });

  test('is judged by policy as the cluster that it would make', () => {
    const arm = isolated();
    put(arm, definition, definitionBody({ policyRule: rule({ allOf: [{ field: 'type', equals: 'Microsoft.ContainerService/managedClusters' }, { field: 'tags.team', exists: false }] }, 'deny') }));
    put(arm, policyId('policyAssignments', 'tags'), assignmentBody({ policyDefinitionId: definition }));
    expect(codeOf(arm.send('PATCH', cluster, { tags: { other: 'x' } }))).toBe('RequestDisallowedByPolicy');
    expect(arm.send('PATCH', cluster, { tags: { team: 'x' } }).status).toBe(200);
  });
});

describe('the node image in a body', () => {
  /** The cluster as it was read before the image of its pool was upgraded. */
  const stale = (): { readonly arm: TestArm; readonly body: JsonObject; readonly image: string } => {
    const arm = isolated();
    const body = read(arm, '2026-05-01');
    reimaged(arm);
    return { arm, body, image: imageIn(body) };
  };
  const imageIn = (body: JsonObject): string => textAt(arrayAt(body, 'properties', 'agentPoolProfiles')[0], 'nodeImageVersion') ?? '';

  test('asks for a rollback since 2026-04-01: nodes are made anew with the image of before', () => {
    const { arm, body, image } = stale();
    const newer = imageIn(read(arm, '2026-05-01'));
    expect(newer).not.toBe(image);
    expect(write(arm, body, '2026-04-01').status).toBe(200);
    expect(imageIn(read(arm, '2026-05-01'))).toBe(newer);
    arm.pass(untilDone);
    expect(imageIn(read(arm, '2026-05-01'))).toBe(image);
  });

  test('is nothing to an older version', () => {
    const { arm, body, image } = stale();
    expect(write(arm, body, '2026-03-01').status).toBe(200);
    arm.pass(untilDone);
    expect(imageIn(read(arm, '2026-05-01'))).not.toBe(image);
  });

  test.each([['the cluster', cluster], ['its pool', pool]])('has to be one that the pool had lately, in a write of %s', (_, path) => {
    const { arm } = stale();
    const nodeImageVersion = 'AKSUbuntu-2204gen2containerd-202501.01.0';
    const system = { name: 'system', mode: 'System', nodeImageVersion };
    const answer = arm.send('PUT', path, path === pool ? { properties: system } : isolatedCluster({ agentPoolProfiles: [system] }));
    expect([answer.status, codeOf(answer), at(answer.body, 'target')]).toEqual([400, 'InvalidParameter', 'agentPoolProfile.nodeImageVersion']);
  });

  test('can be read from the upgrade profile of the pool, and a snapshot holds it', () => {
    const { arm, image } = stale();
    const profile = (of: TestArm): unknown => at(of.send('GET', `${pool}/upgradeProfiles/default`).body, 'properties');
    expect(profile(arm)).toMatchObject({ osType: 'Linux', recentlyUsedVersions: [{ nodeImageVersion: image, timestamp: expect.any(String) }] });
    const again = makeArmWithGroup();
    again.controls.restore(JSON.parse(JSON.stringify(arm.controls.snapshot())));
    expect(profile(again)).toEqual(profile(arm));
    expect(again.send('PUT', pool, { properties: { mode: 'System', nodeImageVersion: image } }).status).toBe(200);
    again.pass(untilDone);
    expect(at(again.send('GET', pool).body, 'properties', 'nodeImageVersion')).toBe(image);
  });
});

describe('an older API version', () => {
  test.each([
    ['2024-10-01', 'bootstrapProfile', undefined],
    ['2025-01-01', 'bootstrapProfile', 'Cache'],
    ['2024-09-02-preview', 'bootstrapProfile', 'Cache'],
    ['2023-11-01-preview', 'bootstrapProfile', undefined],
  ])('%s reads of %s: %s', (version, profile, source) => {
    expect(at(read(isolated(), version), 'properties', profile, 'artifactSource')).toBe(source);
  });

  test('cannot write back an isolated cluster: it does not know the cache that this needs', () => {
    const arm = isolated();
    expect(messageOf(write(arm, read(arm, '2023-11-01'), '2023-11-01'))).toContain("artifactSource must be 'Cache'");
    expect(messageOf(write(arm, isolatedCluster(), '2024-10-01'))).toContain("artifactSource must be 'Cache'");
  });

  test('writes back a cluster that still has a way out, and erases its cache', () => {
    const arm = living(makeArmWithGroup(), openedCluster());
    expect(write(arm, read(arm, '2023-11-01'), '2023-11-01').status).toBe(200);
    expect(at(read(arm, '2026-05-01'), 'properties', 'bootstrapProfile')).toEqual({ artifactSource: 'Direct' });
  });

  test('cannot write back an API server in a network', () => {
    const arm = living(makeArmWithGroup(), isolatedCluster({ apiServerAccessProfile: { enableVnetIntegration: true } }));
    const body = read(arm, '2025-02-01');
    expect(at(body, 'properties', 'apiServerAccessProfile', 'enableVnetIntegration')).toBeUndefined();
    expect(at(write(arm, body, '2025-02-01').body, 'target')).toBe('apiServerAccessProfile.enableVnetIntegration');
  });
});

describe('user-assigned identities', () => {
  const identities = (value: unknown): JsonObject => ({ ...withOwnRegistry(), identity: { type: 'UserAssigned', userAssignedIdentities: { [controlPlane]: value } } });

  test.each([['made up', { clientId: 'x', principalId: 'y' }], ['no object', 'x']])('with ids that are %s are refused by ARM', (_, value) => {
    const answer = planted().send('PUT', cluster, identities(value));
    expect(answer.status).toBe(400);
    expect(at(answer.body, 'error', 'code')).toBe('InvalidIdentityValues');
  });

  test('are taken as they were read', () => {
    const arm = living(planted(), withOwnRegistry());
    const as = at(arm.send('GET', cluster).body, 'identity', 'userAssignedIdentities', controlPlane);
    expect(isJsonObject(as)).toBe(true);
    expect(arm.send('PUT', cluster, identities(as)).status).toBe(200);
  });
});

test('a profile that is left out goes back to what the service sets', () => {
  const arm = living(makeArmWithGroup(), isolatedCluster({ autoUpgradeProfile: { upgradeChannel: 'patch', nodeOSUpgradeChannel: 'None' }, addonProfiles: { azurepolicy: { enabled: true } } }));
  const { autoUpgradeProfile, addonProfiles, ...rest } = asObject(read(arm, '2026-05-01')['properties']);
  expect([autoUpgradeProfile, addonProfiles]).toEqual([{ upgradeChannel: 'patch', nodeOSUpgradeChannel: 'None' }, { azurepolicy: { enabled: true } }]);
  const after = asObject(bodyOf(write(arm, { ...read(arm, '2026-05-01'), properties: rest }, '2026-05-01'))['properties']);
  expect([after['autoUpgradeProfile'], after['addonProfiles']]).toEqual([{ nodeOSUpgradeChannel: 'NodeImage' }, undefined]);
});
