import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { ArmControls } from '../../src/sandbox/arm/arm.ts';
import { keepState, readState } from '../../src/sandbox/state-file.ts';
import { messageOf, UserError } from '../../src/run/errors.ts';
import { authorization, cluster, group, isolatedCluster, makeArm, makeArmWithGroup, subscription, untilDone, type TestArm } from './arm-client.ts';

const network = `${group}/providers/Microsoft.Network/virtualNetworks/net`;
const assignment = `${group}/providers/${authorization}/policyAssignments/tags?api-version=2025-03-01`;
const role = `${group}/providers/${authorization}/roleAssignments/${'1'.repeat(8)}-1111-1111-1111-${'1'.repeat(12)}?api-version=2022-04-01`;
const onTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** One of everything, with an operation under way and one that failed. */
function busyArm(): TestArm {
  const arm = makeArmWithGroup();
  arm.send('PUT', network, { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets: [{ name: 'nodes', properties: { addressPrefix: '10.0.1.0/24' } }] } });
  arm.send('PUT', `${subscription}/providers/${authorization}/policyDefinitions/tags?api-version=2025-03-01`, {
    properties: { policyRule: { if: { field: 'tags.owner', exists: 'false' }, then: { effect: 'audit' } }, mode: 'Indexed' },
  });
  arm.send('PUT', assignment, { properties: { policyDefinitionId: `${subscription}/providers/${authorization}/policyDefinitions/tags` } });
  arm.send('PUT', role, { properties: { roleDefinitionId: `${subscription}/providers/${authorization}/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d`, principalId: '2'.repeat(8) + '-2222-4222-8222-' + '2'.repeat(12) } });
  arm.send('PUT', `${subscription}/providers/${authorization}/roleDefinitions/${'3'.repeat(8)}-3333-4333-8333-${'3'.repeat(12)}`, { properties: { roleName: 'ours', permissions: [{ actions: ['*/read'] }], assignableScopes: [subscription] } });
  arm.send('PUT', `${subscription}/resourceGroups/kept`, { location: 'westeurope' });
  arm.send('PUT', `${subscription}/resourceGroups/kept/providers/${authorization}/locks/keep?api-version=2020-05-01`, { properties: { level: 'CanNotDelete' } });
  arm.send('POST', `${subscription}/providers/Microsoft.Compute/unregister?api-version=2021-04-01`);
  arm.send('PUT', `${subscription}/providers/${authorization}/policyDefinitions/deploying?api-version=2025-03-01`, {
    properties: JSON.parse('{"mode": "Indexed", "policyRule": {"if": {"field": "type", "equals": "Microsoft.ContainerService/managedClusters"}, "then": {"effect": "deployIfNotExists", "details": {"type": "Microsoft.Network/natGateways", "roleDefinitionIds": []}}}}') as unknown,
  });
  arm.send('PUT', `${group}/providers/${authorization}/policyAssignments/deploying?api-version=2025-03-01`, {
    location: 'westeurope', identity: { type: 'SystemAssigned' }, properties: { policyDefinitionId: `${subscription}/providers/${authorization}/policyDefinitions/deploying` },
  });
  arm.send('PUT', `${group}/providers/Microsoft.Resources/deployments/main`, {
    properties: { mode: 'Incremental', template: { $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', contentVersion: '1.0.0.0', resources: [] } },
  });
  arm.send('PUT', `${group}/providers/Microsoft.PolicyInsights/remediations/tags`, { properties: { policyAssignmentId: assignment.split('?')[0] } });
  arm.send('PUT', cluster, isolatedCluster());
  arm.pass(untilDone * 4);
  arm.send('GET', cluster);
  arm.controls.deny(`${subscription}/resourceGroups/secret`);
  const { headers } = arm.send('PUT', cluster, isolatedCluster({}, { tags: { a: 'b' } }));
  arm.controls.endOperation(/operations\/([^?]+)/.exec(headers?.['azure-asyncoperation'] ?? '')?.[1] ?? '', { status: 'Failed', error: { code: 'X', message: 'x' } }, 'atItsEnd');
  return arm;
}

const shown = (arm: TestArm): readonly unknown[] => [
  cluster, network, `${subscription}/resourceGroups`, assignment, role, `${subscription}/resourceGroups/secret`, '/subscriptions',
].map((path) => {
  const { status, body } = arm.send('GET', path);
  return { status, body };
});

describe('a snapshot', () => {
  test('restored is the same Azure, to whom asks and when a snapshot is taken of it', () => {
    const arm = busyArm();
    const snapshot = onTheWire(arm.controls.snapshot());
    const other = makeArm();
    other.pass(untilDone * 4);
    other.controls.restore(snapshot);
    expect(onTheWire(other.controls.snapshot())).toEqual(snapshot);
    expect(shown(other)).toEqual(shown(arm));
  });

  test('holds one of every kind, or this would test too little', () => {
    const { state } = busyArm().controls.snapshot();
    const empty = Object.entries(state).filter(([name, part]) => name !== 'principals' && Array.isArray(part) && part.length === 0).map(([name]) => name);
    expect(empty).toEqual([]);
  });

  test('lets operations go on: what was going to fail fails', () => {
    const other = makeArm();
    other.controls.restore(busyArm().controls.snapshot());
    other.pass(untilDone * 5);
    expect(other.send('GET', cluster).body).toMatchObject({ tags: { a: 'b' }, properties: { provisioningState: 'Failed' } });
  });

  test('does not change when the Azure does that it is of', () => {
    const arm = busyArm();
    const snapshot = arm.controls.snapshot();
    const before = JSON.stringify(snapshot);
    arm.pass(untilDone);
    arm.send('DELETE', group);
    arm.pass(untilDone);
    expect(arm.send('GET', group).status).toBe(404);
    expect(JSON.stringify(snapshot)).toBe(before);
    arm.controls.restore(snapshot);
    expect(arm.send('GET', group).status).toBe(200);
  });

  test.each([
    [undefined, /its "format" is not/],
    [[], /its "format" is not/],
    [{ format: 'aks-isolation-sandbox', version: 1, state: {} }, /has version 1, and this sandbox reads version 2 only/],
    [{ format: 'aks-isolation-sandbox', version: 2 }, /is damaged: "state" is missing/],
    [{ format: 'aks-isolation-sandbox', version: 2, state: {} }, /is damaged: "hierarchy" is not what/],
  ])('that is none is refused: %j', (snapshot, message) => {
    expect(() => makeArm().controls.restore(snapshot)).toThrow(message);
  });

  test('that is damaged anywhere is refused without a change, or leaves an Azure that answers', () => {
    const snapshot = onTheWire(busyArm().controls.snapshot());
    const paths = pathsIn(snapshot);
    const arm = makeArmWithGroup();
    fc.assert(fc.property(fc.constantFrom(...paths), fc.constantFrom<unknown>(null, 7, 'x', [], {}, undefined), (path, value) => {
      const before = JSON.stringify(arm.controls.snapshot());
      try {
        arm.controls.restore(replaced(snapshot, path, value));
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(UserError);
        expect(JSON.stringify(arm.controls.snapshot())).toBe(before);
        return;
      }
      expect(arm.send('GET', `${subscription}/resourceGroups`).status).toBeLessThan(500);
    }), { numRuns: 150 });
  });
});

function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null || path.length > 5) return [path];
  return [path, ...Object.entries(value).flatMap(([name, item]) => pathsIn(item, [...path, name]))];
}

function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === name ? replaced(item, rest, by) : item) as unknown);
  return typeof value === 'object' && value !== null ? { ...value, [name]: replaced(Reflect.get(value, name), rest, by) } : value;
}

describe('a file of what the sandbox knows', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-state-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is there after the end, whole and alone, and the next sandbox begins with it', async () => {
    const file = join(folder, 'state.json');
    expect(await readState(file)).toBeUndefined();
    const arm = busyArm();
    const keeper = keepState(file, arm.controls, () => {});
    keeper.look();
    await keeper.close();
    expect((await readdir(folder)).filter((name) => name.startsWith('state.json'))).toEqual(['state.json']);
    const other = makeArm();
    other.controls.restore(await readState(file));
    expect(onTheWire(other.controls.snapshot())).toMatchObject({ state: onTheWire(arm.controls.snapshot().state) as object });
  });

  test('is not written again when nothing has changed', async () => {
    let taken = 0;
    const arm: Pick<ArmControls, 'snapshot' | 'changes'> = { changes: () => 1, snapshot: () => ({ ...makeArm().controls.snapshot(), savedAt: String(taken += 1) }) };
    const keeper = keepState(join(folder, 'once.json'), arm, () => {});
    await keeper.close();
    keeper.look();
    await keeper.close();
    expect(taken).toBe(1);
  });

  test('that cannot be written is told at the end', async () => {
    await expect(keepState(join(folder, 'nowhere', 'state.json'), makeArm().controls, () => {}).close()).rejects.toThrow(/The state of the sandbox \(--state\) cannot be written to .*: ENOENT/);
  });

  test('that was cut is refused with what to do', async () => {
    const file = join(folder, 'cut.json');
    await writeFile(file, JSON.stringify(busyArm().controls.snapshot()).slice(0, 500));
    await expect(readState(file)).rejects.toThrow(UserError);
    await expect(readState(file)).rejects.toThrow(/cannot be read from .*cut\.json: .* Bring the file back from a copy, or delete it/);
    expect(messageOf(await readFile(file, 'utf8'))).toHaveLength(500);
  });
});
