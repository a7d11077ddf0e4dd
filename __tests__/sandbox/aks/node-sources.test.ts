import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, textAt } from '../../../src/arm/json.ts';
import type { ArmOptions } from '../../../src/sandbox/arm/arm.ts';
import { cluster, codeOf, isolatedCluster, leakingCluster, makeArmWithGroup, untilDone, type TestArm } from '../arm-client.ts';

const pool = `${cluster}/agentPools/system`;
const open = { networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer' } };
const ownRegistry = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/shared/providers/Microsoft.ContainerRegistry/registries/own';

/** A cluster at rest that was written so, one after the other. */
function written(bodies: readonly object[], options: Partial<ArmOptions> = {}): TestArm {
  const arm = makeArmWithGroup(options);
  for (const body of bodies) write(arm, body);
  return arm;
}

function write(arm: TestArm, body: object): void {
  const answer = arm.send('PUT', cluster, body);
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  arm.pass(untilDone);
}

function reimage(arm: TestArm): void {
  expect(arm.send('POST', `${pool}/upgradeNodeImageVersion`).status).toBe(202);
  arm.pass(untilDone);
}

/** "Succeeded/Failed": the states of the cluster and its pool. */
function states(arm: TestArm): string {
  const { body } = arm.send('GET', cluster);
  return [textAt(body, 'properties', 'provisioningState'), ...arrayAt(body, 'properties', 'agentPoolProfiles').map((one) => textAt(one, 'provisioningState'))].join('/');
}

const cached = isolatedCluster(open);

describe('the nodes of a pool pull from where they were told when they were made', () => {
  test('which is the source of their cluster at its creation', () => {
    const arm = written([isolatedCluster()]);
    const registryId = textAt(arm.send('GET', cluster).body, 'properties', 'bootstrapProfile', 'containerRegistryId');
    expect(arm.controls.bootstrapOf(cluster)).toEqual([{ pool: 'system', source: 'Cache', registryId }]);
    expect(written([leakingCluster()]).controls.bootstrapOf(cluster)).toEqual([{ pool: 'system', source: 'Direct' }]);
  });

  test('also after the cluster got another source', () => {
    expect(written([leakingCluster(), cached]).controls.bootstrapOf(cluster)).toEqual([{ pool: 'system', source: 'Direct' }]);
  });

  test('until their image is upgraded', () => {
    const arm = written([leakingCluster(), cached]);
    arm.send('POST', `${pool}/upgradeNodeImageVersion`);
    expect(arm.controls.bootstrapOf(cluster)).toMatchObject([{ source: 'Direct' }]);
    arm.pass(untilDone);
    expect(arm.controls.bootstrapOf(cluster)).toMatchObject([{ source: 'Cache' }]);
  });

  test('and an upgrade that fails changes nothing', () => {
    const arm = written([leakingCluster(), cached]);
    const { headers } = arm.send('POST', `${pool}/upgradeNodeImageVersion`);
    const id = /operations\/([^?]+)/.exec(headers?.['azure-asyncoperation'] ?? '')?.[1] ?? '';
    arm.controls.endOperation(id, { status: 'Failed', error: { code: 'Broken', message: 'It broke.' } }, 'atItsEnd');
    arm.pass(untilDone);
    expect(arm.controls.bootstrapOf(cluster)).toMatchObject([{ source: 'Direct' }]);
    expect(arm.send('GET', pool).body).toMatchObject({ properties: { provisioningState: 'Failed', status: { provisioningError: { code: 'Broken', message: 'It broke.' } } } });
    reimage(arm);
    expect(at(arm.send('GET', pool).body, 'properties', 'status')).toBeUndefined();
    expect(states(arm)).toBe('Succeeded/Succeeded');
  });

  test('a new pool is made with the source of its day', () => {
    const arm = written([leakingCluster(), cached]);
    arm.send('PUT', `${cluster}/agentPools/more`, { properties: { count: 1 } });
    arm.pass(untilDone);
    expect(arm.controls.bootstrapOf(cluster)).toMatchObject([{ pool: 'system', source: 'Direct' }, { pool: 'more', source: 'Cache' }]);
  });

  test('no document shows it, and a snapshot holds it', () => {
    const arm = written([leakingCluster(), cached]);
    expect(JSON.stringify(arm.send('GET', cluster).body)).not.toMatch(/madeAt|"nodes"/);
    const other = makeArmWithGroup();
    other.controls.restore(JSON.parse(JSON.stringify(arm.controls.snapshot())));
    expect(other.controls.bootstrapOf(cluster)).toEqual([{ pool: 'system', source: 'Direct' }]);
    expect(other.controls.clusterWrites(cluster)).toEqual(arm.controls.clusterWrites(cluster));
  });
});

describe('the way out of a cluster is closed', () => {
  test('when every pool was reimaged: all is well', () => {
    const arm = written([leakingCluster(), cached]);
    reimage(arm);
    write(arm, isolatedCluster());
    expect(states(arm)).toBe('Succeeded/Succeeded');
  });

  test('before: it is taken, and then cluster and pool fail and say why', () => {
    const arm = written([leakingCluster(), cached, isolatedCluster()]);
    expect(states(arm)).toBe('Failed/Failed');
    const { body } = arm.send('GET', cluster);
    expect(at(body, 'properties', 'status')).toEqual({ provisioningError: { code: 'VMExtensionProvisioningError', message: expect.stringContaining('exit status=50') } });
    expect(at(arm.send('GET', pool).body, 'properties', 'status', 'provisioningError', 'code')).toBe('VMExtensionProvisioningError');
  });

  test('before: writing it again does not help, reimaging and writing does', () => {
    const arm = written([leakingCluster(), cached, isolatedCluster(), isolatedCluster()]);
    expect(states(arm)).toBe('Failed/Failed');
    reimage(arm);
    expect(states(arm)).toBe('Failed/Succeeded');
    write(arm, isolatedCluster());
    expect(states(arm)).toBe('Succeeded/Succeeded');
  });

  test('before: it is refused where the service looks first', () => {
    const arm = written([leakingCluster(), cached], { reimageCheck: 'refuse' });
    const answer = arm.send('PUT', cluster, isolatedCluster());
    expect([answer.status, codeOf(answer)]).toEqual([400, 'InvalidNetworkIsolatedClusterConfiguration']);
    expect(states(arm)).toBe('Succeeded/Succeeded');
  });

  test('a change of registry behind a closed way out is how registries are rotated, and fails nothing', () => {
    const elsewhere = isolatedCluster({ bootstrapProfile: { artifactSource: 'Cache', containerRegistryId: ownRegistry } });
    const arm = written([isolatedCluster(), elsewhere]);
    expect(states(arm)).toBe('Succeeded/Succeeded');
    expect(arm.controls.bootstrapOf(cluster)).not.toMatchObject([{ registryId: ownRegistry }]);
  });

  test('what every write led to can be asked for', () => {
    const arm = written([leakingCluster(), cached]);
    reimage(arm);
    write(arm, isolatedCluster());
    arm.send('PUT', cluster, leakingCluster());
    expect(arm.controls.clusterWrites(cluster)).toMatchObject([
      { outboundType: 'loadBalancer', artifactSource: 'Direct', pools: [{ pool: 'system', source: 'Direct' }] },
      { outboundType: 'loadBalancer', artifactSource: 'Cache', pools: [{ source: 'Direct' }] },
      { outboundType: 'none', artifactSource: 'Cache', pools: [{ source: 'Cache' }] },
    ]);
  });
});

describe('a write of a cluster that ended badly', () => {
  test('leaves it failed until the next one', () => {
    const arm = written([leakingCluster()]);
    const { headers } = arm.send('PUT', cluster, leakingCluster({ disableLocalAccounts: true }));
    const id = /operations\/([^?]+)/.exec(headers?.['azure-asyncoperation'] ?? '')?.[1] ?? '';
    arm.controls.endOperation(id, { status: 'Failed', error: { code: 'Broken', message: 'It broke.' } }, 'atItsEnd');
    arm.pass(untilDone);
    expect(states(arm)).toBe('Failed/Succeeded');
    const read = arm.send('GET', cluster).body;
    if (typeof read !== 'object' || read === null) throw new Error('There is no cluster.');
    write(arm, read);
    expect(states(arm)).toBe('Succeeded/Succeeded');
    expect(at(arm.send('GET', cluster).body, 'properties', 'status')).toBeUndefined();
  });

  test('a cluster of an estate too, whatever was said of its state', () => {
    const arm = makeArmWithGroup();
    const said = isolatedCluster({ provisioningState: 'Failed' });
    arm.controls.seed({ documents: [{ ...said, id: cluster }] });
    expect(at(arm.send('GET', cluster).body, 'properties', 'provisioningState')).toBe('Failed');
    reimage(arm);
    write(arm, isolatedCluster());
    expect(states(arm)).toBe('Succeeded/Succeeded');
  });
});
