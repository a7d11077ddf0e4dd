import { describe, expect, test } from '@jest/globals';
import { UserError } from '../../../src/run/errors.ts';
import { killedAt } from '../../azure/in-process-arm.ts';
import { isolatedCluster } from '../../sandbox/arm-client.ts';
import { clusterId, deletionsOf, deployed, group, putIn, remaining, runRemove, subscription } from './runs.ts';

const others = [
  'resourceGroups/rg-other',
  'resourceGroups/rg-other/providers/Microsoft.ManagedIdentity/userAssignedIdentities/others',
  'resourceGroups/rg-other/providers/Microsoft.ManagedIdentity/userAssignedIdentities/theirs',
].map((id) => id.toLowerCase());

describe('remove cluster', () => {
  test('takes away the cluster and all that deploy made for it, in the order of use, and nothing of others', async () => {
    const azure = deployed();
    const { failure, report } = await runRemove(azure);
    expect(failure).toBeUndefined();
    expect(deletionsOf(azure)).toEqual([
      'DELETE managedClusters/demo', `DELETE roleAssignments/${'1'.repeat(8)}-1111-4111-8111-${'1'.repeat(12)}`, 'DELETE privateEndpoints/endpoint', 'DELETE virtualNetworkLinks/net', 'DELETE registries/demoregistry',
      'DELETE privateDnsZones/privatelink.azurecr.io', 'DELETE userAssignedIdentities/kubelet', 'DELETE virtualNetworks/net', 'DELETE networkSecurityGroups/guard', 'DELETE resourceGroups/rg-demo',
    ]);
    expect(remaining(azure)).toEqual(others);
    expect(report).toMatchObject({ changed: true, verdict: 'compliant', steps: expect.arrayContaining([expect.objectContaining({ title: 'Delete cluster demo', status: 'done' })]) });
    expect(report.notes).toEqual(['Policies stay: "remove policies" takes them away.']);
  });

  test('a second run finds nothing to do', async () => {
    const azure = deployed();
    await runRemove(azure);
    azure.forget();
    const { failure, report } = await runRemove(azure);
    expect([failure, deletionsOf(azure), report.changed]).toEqual([undefined, [], false]);
    expect(report.steps.map(({ title }) => title)).toEqual(['There is nothing of this cluster to take away']);
  });

  test.each([undefined, '', 'Demo', 'demo2'])('does nothing without the name of the cluster: confirm %p', async (confirm) => {
    const azure = deployed();
    const { failure } = await runRemove(azure, { confirm });
    expect(failure).toBeInstanceOf(UserError);
    expect(failure?.message).toMatch(/"confirm" has to be its name, and it is .*; nothing was deleted/);
    expect(azure.requests).toEqual([]);
  });

  test('a dry run needs no confirmation, writes nothing, and its plan is what is carried out', async () => {
    const azure = deployed();
    const { failure, report } = await runRemove(azure, { confirm: undefined, dryRun: true });
    expect([failure, deletionsOf(azure), report.dryRun, report.steps.length]).toEqual([undefined, [], true, 10]);
    expect((await runRemove(azure, { planHash: '0'.repeat(64) })).failure?.message).toMatch(/The plan has changed since it was approved/);
    expect(deletionsOf(azure)).toEqual([]);
    const done = await runRemove(azure, { planHash: report.planHash });
    expect(done.failure).toBeUndefined();
    expect(done.report.steps.map(({ title }) => title)).toEqual(report.steps.map(({ title }) => title));
  });

  test('refuses a cluster without our tags', async () => {
    const azure = deployed({});
    const { failure } = await runRemove(azure);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure?.message).toMatch(/^Cluster demo does not carry the tags of what "deploy" makes \(created-by: aks-network-isolation, aks-isolation-cluster: .*\/rg-demo\/demo\)/);
    expect(deletionsOf(azure)).toEqual([]);
  });

  test('goes on where the cluster is gone already', async () => {
    const azure = deployed();
    azure.ask('DELETE', `${clusterId}?api-version=2026-05-01`);
    azure.clock.pass(3_600_000);
    const { failure } = await runRemove(azure);
    expect(failure).toBeUndefined();
    expect(deletionsOf(azure)[0]).toMatch(/^DELETE roleAssignments/);
    expect(remaining(azure)).toEqual(others);
  });

  test('deletes the cluster only as it was seen', async () => {
    const azure = deployed();
    const { failure } = await runRemove(azure, {}, {
      beforeRequest: (_, { method, path }) => {
        if (method === 'DELETE' && path.endsWith('/demo')) putIn(azure, clusterId, '2026-05-01', isolatedCluster({}, { tags: { another: 'one' } }));
      },
    });
    expect(failure).toMatchObject({ status: 412 });
    expect(failure?.message).toContain('Somebody else changed the cluster meanwhile; run again.');
    expect(azure.ask('GET', `${clusterId}?api-version=2026-05-01`)).toMatchObject({ status: 200, body: { properties: { provisioningState: 'Succeeded' } } });
  });
});

describe('what is left', () => {
  test('a network that something else uses, its security group, and the group that they are in', async () => {
    const azure = deployed();
    putIn(azure, `${subscription}/resourceGroups/rg-other/providers/Microsoft.Network/privateEndpoints/theirs`, '2025-05-01', {
      location: 'westeurope',
      properties: { subnet: { id: `${group}/providers/Microsoft.Network/virtualNetworks/net/subnets/nodes` }, privateLinkServiceConnections: [{ name: 'x', properties: { privateLinkServiceId: `${group}/providers/Microsoft.ContainerRegistry/registries/demoregistry`, groupIds: ['registry'] } }] },
    });
    azure.forget();
    const { failure, report } = await runRemove(azure);
    expect(failure).toBeUndefined();
    const left = report.steps.filter(({ status }) => status === 'skipped');
    expect(left).toMatchObject([
      { title: 'Delete virtual network net', details: [expect.stringMatching(/^left, as it is in use: .*InUseSubnetCannotBeDeleted.*privateEndpoints\/theirs/)] },
      { title: 'Delete resource group rg-demo', details: ['left, as there is something in it: virtualNetworks/net'] },
    ]);
  });

  test('a zone that another network is linked to', async () => {
    const azure = deployed();
    const zone = `${group}/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io`;
    const other = `${subscription}/resourceGroups/rg-other/providers/Microsoft.Network/virtualNetworks/hub`;
    putIn(azure, other, '2025-05-01', { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.9.0.0/16'] } } });
    putIn(azure, `${zone}/virtualNetworkLinks/hub`, '2024-06-01', { location: 'global', properties: { virtualNetwork: { id: other }, registrationEnabled: false } });
    azure.forget();
    const { failure, report } = await runRemove(azure);
    expect(failure).toBeUndefined();
    expect(report.steps.find(({ title }) => title.startsWith('Delete private DNS zone'))).toMatchObject({ status: 'skipped', details: [expect.stringContaining('CannotDeleteResource')] });
    expect(remaining(azure)).toContain('resourcegroups/rg-demo/providers/microsoft.network/privatednszones/privatelink.azurecr.io/virtualnetworklinks/hub');
  });

  test('a group with something of others in it, told in the plan', async () => {
    const azure = deployed();
    putIn(azure, `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/theirs`, '2024-11-30', { location: 'westeurope' });
    const { report } = await runRemove(azure);
    expect(report.notes[0]).toBe('Resource group rg-demo stays: userAssignedIdentities/theirs is in it.');
    expect(remaining(azure)).toEqual([...others, 'resourcegroups/rg-demo', 'resourcegroups/rg-demo/providers/microsoft.managedidentity/userassignedidentities/theirs'].toSorted());
  });

  test('everything after a lock, with a sentence on what to do; the next run does the rest', async () => {
    const azure = deployed();
    azure.faults.set('DELETE registries/* → 409 code=ScopeLocked message="The scope cannot perform delete operation because following scope(s) are locked."');
    const { failure, report } = await runRemove(azure);
    expect(failure?.message).toMatch(/ScopeLocked: The scope cannot .* A lock forbids the write: ask its owner to remove it/);
    expect(report.steps.at(-1)).toMatchObject({ title: 'Delete registry demoregistry', status: 'failed' });
    azure.faults.set('');
    expect((await runRemove(azure)).failure).toBeUndefined();
    expect(remaining(azure)).toEqual(others);
  });

  test('a cluster whose deletion fails, with Azure’s words', async () => {
    const azure = deployed();
    azure.faults.set('DELETE managedClusters/* → failed code=DeleteFailed message="nodes are stuck"');
    const { failure } = await runRemove(azure);
    expect(failure?.message).toMatch(/cluster demo ended as Failed\. DeleteFailed: nodes are stuck/);
    expect(deletionsOf(azure)).toEqual(['DELETE managedClusters/demo']);
  });
});

test('a run that is killed at any of its requests is finished by the next one', async () => {
  const whole = deployed();
  await runRemove(whole);
  const requests = whole.requests.length;
  expect(requests).toBeGreaterThan(20);
  for (let at = 1; at <= requests; at += 1) {
    for (const when of ['before', 'after'] as const) {
      const azure = deployed();
      await runRemove(azure, {}, killedAt(at, when));
      const { failure } = await runRemove(azure);
      expect({ at, when, failure, left: remaining(azure) }).toEqual({ at, when, failure: undefined, left: others });
      azure.forget();
      await runRemove(azure);
      expect({ at, when, written: deletionsOf(azure) }).toEqual({ at, when, written: [] });
    }
  }
});
