import { describe, expect, test } from '@jest/globals';
import { at, textAt } from '../../../src/arm/json.ts';
import type { ArmOptions } from '../../../src/sandbox/arm/arm.ts';
import { cluster, codeOf, isolatedCluster, makeArmWithGroup, untilDone, type TestArm } from '../arm-client.ts';
import { ground, kubelet, registry, roleAssignment, withOwnRegistry } from './own-registry.ts';

const pool = `${cluster}/agentPools/system`;

/** An Azure with all that the cluster stands on but these. */
function without(names: readonly string[], options: Partial<ArmOptions> = {}): TestArm {
  const arm = makeArmWithGroup(options);
  arm.controls.seed({ documents: Object.entries(ground).filter(([name]) => !names.includes(name)).map(([, document]) => document) });
  return arm;
}

function created(arm: TestArm, body: object = withOwnRegistry()): TestArm {
  const answer = arm.send('PUT', cluster, body);
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  arm.pass(untilDone);
  return arm;
}

function add(arm: TestArm, name: keyof typeof ground): void {
  const document = ground[name];
  if (document !== undefined) arm.controls.seed({ documents: [document] });
}

/** "Failed/Failed 211": cluster, pool, and how the node's script ended. */
function outcome(arm: TestArm): string {
  const { body } = arm.send('GET', cluster);
  const [, exit = ''] = /exit status=(\d+)/.exec(textAt(body, 'properties', 'status', 'provisioningError', 'message') ?? '') ?? [];
  return `${String(at(body, 'properties', 'provisioningState'))}/${String(at(arm.send('GET', pool).body, 'properties', 'provisioningState'))} ${exit}`.trim();
}

describe('the nodes of a new cluster with a registry of the user\'s', () => {
  test('start where everything is there', () => {
    expect(outcome(created(without([])))).toBe('Succeeded/Succeeded');
  });

  test.each([
    ['registry', ['registry', 'cacheRule', 'endpoint', 'records', 'pulls'], '211'],
    ['private endpoint', ['endpoint', 'records'], '211'],
    ['zone', ['zone', 'link'], '211'],
    ['link of the zone to their network', ['link'], '211'],
    ['record of the registry', ['records'], '211'],
    ['role for the registry', ['pulls'], '212'],
    ['cache rule', ['cacheRule'], '207'],
  ])('do not start without a %s', (_, names, exit) => {
    expect(outcome(created(without(names)))).toBe(`Failed/Failed ${exit}`);
  });

  test('start once what was missing is there and the cluster is written again', () => {
    const arm = created(without(['pulls']));
    created(arm);
    expect(outcome(arm)).toBe('Failed/Failed 212');
    add(arm, 'pulls');
    created(arm);
    expect(outcome(arm)).toBe('Succeeded/Succeeded');
  });

  test('start when records stand in the zone that somebody wrote', () => {
    const arm = without(['records']);
    arm.controls.seed({ documents: [{ id: `${String(ground['zone']?.['id'])}/A/own`, properties: { aRecords: [{ ipv4Address: '10.0.1.5' }] } }] });
    expect(outcome(created(arm))).toBe('Succeeded/Succeeded');
  });

  test('need no endpoint and no role where the registry is AKS\'s own', () => {
    expect(outcome(created(makeArmWithGroup(), isolatedCluster()))).toBe('Succeeded/Succeeded');
  });
});

describe('nodes that are made anew', () => {
  test('do not start after the role was taken away, and the cluster shows it on the pool', () => {
    const arm = created(without([]));
    arm.send('DELETE', String(ground['pulls']?.['id']));
    arm.send('POST', `${pool}/upgradeNodeImageVersion`);
    arm.pass(untilDone);
    expect(arm.send('GET', pool).body).toMatchObject({ properties: { provisioningState: 'Failed', status: { provisioningError: { message: expect.stringContaining('exit status=212') } } } });
    expect(at(arm.send('GET', cluster).body, 'properties', 'provisioningState')).toBe('Succeeded');
  });

  test('an update of the cluster makes none, and asks for nothing', () => {
    const arm = created(without([]));
    arm.send('DELETE', String(ground['pulls']?.['id']));
    created(arm, withOwnRegistry({ disableLocalAccounts: true }));
    expect(outcome(arm)).toBe('Succeeded/Succeeded');
  });
});

describe('the control plane identity', () => {
  test.each([
    ['has no right to join the subnet of the nodes', 'joins', 403, 'LinkedAuthorizationFailed'],
    ['may not give nodes the kubelet identity', 'assigns', 400, 'CustomKubeletIdentityMissingPermissionError'],
  ])('that %s is refused', (_, name, status, code) => {
    const answer = without([name]).send('PUT', cluster, withOwnRegistry());
    expect([answer.status, codeOf(answer)]).toEqual([status, code]);
  });

  test('may have its rights from above', () => {
    const arm = without(['joins', 'assigns']);
    const contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c';
    const above = roleAssignment(registry.split('/providers/')[0] ?? '', '10000000-0000-4000-8000-000000000009', String(ground['controlPlane']?.['id']), contributor);
    arm.controls.seed({ documents: [above] });
    expect(outcome(created(arm))).toBe('Succeeded/Succeeded');
  });
});

describe('with a delay of roles', () => {
  const roleDelay = 240_000;

  test('one that was just given does not count for the control plane yet', () => {
    const arm = without([], { roleDelay });
    expect(arm.send('PUT', cluster, withOwnRegistry()).status).toBe(400);
    arm.pass(roleDelay);
    expect(arm.send('PUT', cluster, withOwnRegistry()).status).toBe(201);
  });

  test.each([[90_000, 'Failed'], [250_000, 'Succeeded']])('nodes that start %d ms after it are %s', (wait, state) => {
    const arm = without(['pulls'], { roleDelay });
    arm.pass(roleDelay);
    created(arm, withOwnRegistry({ bootstrapProfile: { artifactSource: 'Cache' } }));
    created(arm);
    add(arm, 'pulls');
    arm.pass(wait);
    arm.send('POST', `${pool}/upgradeNodeImageVersion`);
    arm.pass(untilDone);
    expect(at(arm.send('GET', pool).body, 'properties', 'provisioningState')).toBe(state);
  });

  test('is as much shorter as time is faster', () => {
    const arm = without([], { roleDelay, speed: 240 });
    arm.pass(1_000);
    expect(arm.send('PUT', cluster, withOwnRegistry()).status).toBe(201);
  });
});

test('the two ids of a user-assigned identity are the same in its own document and in its cluster', () => {
  const arm = created(without([]));
  const { body } = arm.send('GET', cluster);
  const identities = at(body, 'identity', 'userAssignedIdentities');
  expect(identities).toEqual({ [String(ground['controlPlane']?.['id'])]: ground['controlPlane']?.['properties'] });
  expect(at(body, 'properties', 'identityProfile', 'kubeletidentity')).toMatchObject({ resourceId: kubelet });
});
