import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, textAt } from '../../../src/arm/json.ts';
import { cluster, codeOf, isolatedCluster, leakingCluster, makeArmWithGroup, messageOf, untilDone, type TestArm } from '../arm-client.ts';

const pool = `${cluster}/agentPools/system`;

function living(body: object = isolatedCluster()): TestArm {
  const arm = makeArmWithGroup();
  expect(arm.send('PUT', cluster, body).status).toBe(201);
  arm.pass(untilDone);
  return arm;
}

function stopped(): TestArm {
  const arm = living();
  arm.send('POST', `${cluster}/stop`);
  arm.pass(untilDone);
  return arm;
}

/** "Succeeded Running/Running": the state of the cluster, its power and that of its pool. */
function states(arm: TestArm): string {
  const { body } = arm.send('GET', cluster);
  const powers = [at(body, 'properties', 'powerState', 'code'), ...arrayAt(body, 'properties', 'agentPoolProfiles').map((one) => textAt(one, 'powerState', 'code'))];
  return `${String(at(body, 'properties', 'provisioningState'))} ${powers.join('/')}`;
}

describe('stopping a cluster', () => {
  test('takes a while, and then the cluster and its pools stand still', () => {
    const arm = living();
    const { status, headers } = arm.send('POST', `${cluster}/stop`);
    expect(status).toBe(202);
    expect(states(arm)).toBe('Stopping Running/Running');
    arm.pass(untilDone);
    expect(arm.send('GET', headers?.['azure-asyncoperation'] ?? '').body).toMatchObject({ status: 'Succeeded' });
    expect(states(arm)).toBe('Succeeded Stopped/Stopped');
  });

  test('and starting it lets all go on', () => {
    const arm = stopped();
    expect(arm.send('POST', `${cluster}/start`).status).toBe(202);
    expect(states(arm)).toBe('Starting Stopped/Stopped');
    arm.pass(untilDone);
    expect(states(arm)).toBe('Succeeded Running/Running');
  });

  test.each([
    ['PUT', cluster, isolatedCluster()],
    ['PUT', `${cluster}/agentPools/more`, { properties: { count: 1 } }],
    ['POST', `${pool}/upgradeNodeImageVersion`, undefined],
    ['POST', `${cluster}/stop`, undefined],
  ])('a stopped one refuses %s %s', (method, path, body) => {
    const answer = stopped().send(method, path, body);
    expect([answer.status, codeOf(answer)]).toEqual([409, 'OperationNotAllowed']);
    expect(messageOf(answer)).toContain('Power State(Stopped)');
  });

  test('a stopped one may be deleted', () => {
    expect(stopped().send('DELETE', cluster).status).toBe(202);
  });

  test('one that runs is not started, and one that is busy not stopped', () => {
    const arm = living();
    expect(arm.send('POST', `${cluster}/start`).status).toBe(409);
    arm.send('POST', `${pool}/upgradeNodeImageVersion`);
    expect(codeOf(arm.send('POST', `${cluster}/stop`))).toBe('OperationNotAllowed');
  });

  test('one that is not there is not found', () => {
    expect(makeArmWithGroup().send('POST', `${cluster}/stop`).status).toBe(404);
  });
});

describe('aborting', () => {
  test('ends what is under way as canceled and leaves the cluster so until the next write', () => {
    const arm = living();
    const { headers } = arm.send('PUT', cluster, isolatedCluster({ disableLocalAccounts: true }));
    const answer = arm.send('POST', `${cluster}/abort`);
    expect(answer.status).toBe(202);
    expect(arm.send('GET', headers?.['azure-asyncoperation'] ?? '').body).toMatchObject({ status: 'Canceled', error: { code: 'OperationCanceled' } });
    expect(arm.send('GET', answer.headers?.['azure-asyncoperation'] ?? '').body).toMatchObject({ status: 'Succeeded' });
    expect(states(arm)).toBe('Canceled Running/Running');
    arm.send('PUT', cluster, isolatedCluster());
    arm.pass(untilDone);
    expect(states(arm)).toBe('Succeeded Running/Running');
  });

  test('an upgrade of node images leaves the nodes as they were', () => {
    const arm = living(leakingCluster());
    arm.send('PUT', cluster, isolatedCluster({ networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer' } }));
    arm.pass(untilDone);
    arm.send('POST', `${pool}/upgradeNodeImageVersion`);
    arm.send('POST', `${cluster}/abort`);
    arm.pass(untilDone);
    expect(arm.controls.bootstrapOf(cluster)).toEqual([{ pool: 'system', source: 'Direct' }]);
    expect(at(arm.send('GET', pool).body, 'properties', 'provisioningState')).toBe('Canceled');
  });

  test('a pool ends what is under way on it, not on another', () => {
    const arm = living(isolatedCluster({ agentPoolProfiles: [{ name: 'system', mode: 'System' }, { name: 'other' }] }));
    const [upgrade, others] = ['system', 'other'].map((name) => arm.send('POST', `${cluster}/agentPools/${name}/upgradeNodeImageVersion`));
    expect(arm.send('POST', `${pool}/abort`)).toMatchObject({ status: 202, headers: { location: expect.any(String) } });
    const status = (of: typeof upgrade): unknown => at(arm.send('GET', of?.headers?.['azure-asyncoperation'] ?? '').body, 'status');
    expect([status(upgrade), status(others)]).toEqual(['Canceled', 'InProgress']);
    expect(at(arm.send('GET', pool).body, 'properties', 'provisioningState')).toBe('Canceled');
  });

  test('is refused where nothing is under way', () => {
    const answer = living().send('POST', `${cluster}/abort`);
    expect([answer.status, codeOf(answer)]).toEqual([409, 'OperationNotAllowed']);
  });
});

describe('an API server that moves into the network', () => {
  const integrated = { apiServerAccessProfile: { enableVnetIntegration: true, enablePrivateCluster: true } };
  const moved = (): TestArm => {
    const arm = living(isolatedCluster({ apiServerAccessProfile: {} }));
    expect(arm.send('PUT', cluster, isolatedCluster(integrated)).status).toBe(200);
    arm.pass(untilDone);
    return arm;
  };

  test('is not found by new nodes until the cluster is stopped and started', () => {
    const arm = moved();
    expect(arm.controls.awaitsRestart(cluster)).toBe(true);
    arm.send('POST', `${pool}/upgradeNodeImageVersion`);
    arm.pass(untilDone);
    expect(arm.send('GET', pool).body).toMatchObject({ properties: { provisioningState: 'Failed', status: { provisioningError: { message: expect.stringContaining('exit status=51') } } } });
    for (const action of ['stop', 'start']) {
      arm.send('POST', `${cluster}/${action}`);
      arm.pass(untilDone);
    }
    expect(arm.controls.awaitsRestart(cluster)).toBe(false);
    arm.send('POST', `${pool}/upgradeNodeImageVersion`);
    arm.pass(untilDone);
    expect(at(arm.send('GET', pool).body, 'properties', 'provisioningState')).toBe('Succeeded');
  });

  test('stays there', () => {
    const answer = moved().send('PUT', cluster, isolatedCluster({ apiServerAccessProfile: { enablePrivateCluster: true } }));
    expect([answer.status, codeOf(answer)]).toEqual([400, 'PropertyChangeNotAllowed']);
  });

  test('needs a subnet in a network of the user\'s', () => {
    const agentPoolProfiles = [{ name: 'system', mode: 'System', vnetSubnetID: '/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/n' }];
    const answer = makeArmWithGroup().send('PUT', cluster, isolatedCluster({ ...integrated, agentPoolProfiles }));
    expect(messageOf(answer)).toContain('subnetId should not be empty');
  });
});

describe('the Activity Log tells of actions', () => {
  const log = `/subscriptions/${cluster.split('/')[2] ?? ''}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01&$filter=${encodeURIComponent(`eventTimestamp ge '2026-01-01T00:00:00Z' and resourceUri eq '${pool}'`)}`;
  const statuses = (arm: TestArm): readonly string[] => arrayAt(arm.send('GET', log).body, 'value')
    .filter((event) => textAt(event, 'operationName', 'value') === 'Microsoft.ContainerService/managedClusters/agentPools/upgradeNodeImageVersion/action').flatMap((event) => textAt(event, 'status', 'value') ?? []).toSorted((left, right) => (left < right ? -1 : 1));

  test('that they were taken, and how their operation ended, once it has', () => {
    const arm = living();
    arm.send('POST', `${pool}/upgradeNodeImageVersion`);
    expect(statuses(arm)).toEqual(['Accepted', 'Started']);
    arm.pass(untilDone);
    expect(statuses(arm)).toEqual(['Accepted', 'Started', 'Succeeded']);
  });

  test('also when it did not end well', () => {
    const arm = living();
    arm.send('POST', `${pool}/upgradeNodeImageVersion`);
    arm.send('POST', `${cluster}/abort`);
    expect(statuses(arm)).toEqual(['Accepted', 'Canceled', 'Started']);
  });
});
