import { ContainerServiceClient, type ManagedCluster } from '@azure/arm-containerservice';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { all, connect, location, pagesOf, quick, refusalOf, type Connection } from './connection.ts';

let connection: Connection;
let client: ContainerServiceClient;

beforeAll(async () => {
  connection = await connect(['rg-aks']);
  client = new ContainerServiceClient(connection.credential, connection.subscriptionId, connection.options);
});

afterAll(() => connection.sandbox.stop());

/** An isolated cluster, as the client's types have it. */
function isolated(changes: Partial<ManagedCluster> = {}): ManagedCluster {
  return {
    location,
    identity: { type: 'SystemAssigned' },
    dnsPrefix: 'demo',
    agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1, vmSize: 'Standard_DS2_v2', osType: 'Linux', type: 'VirtualMachineScaleSets' }],
    networkProfile: { networkPlugin: 'azure', outboundType: 'none' },
    apiServerAccessProfile: { enablePrivateCluster: true, disableRunCommand: true },
    bootstrapProfile: { artifactSource: 'Cache' },
    ...changes,
  };
}

test('a cluster is created, read, listed over pages, updated and deleted', async () => {
  const { managedClusters } = client;
  const created = await managedClusters.createOrUpdate('rg-aks', 'one', isolated({ tags: { owner: 'us' } }), quick).pollUntilDone();
  expect(created).toMatchObject({ name: 'one', location, provisioningState: 'Succeeded', networkProfile: { outboundType: 'none' } });
  await managedClusters.beginCreateOrUpdateAndWait('rg-aks', 'two', isolated(), quick);
  await managedClusters.beginCreateOrUpdateAndWait('rg-aks', 'three', isolated(), quick);

  const read = await managedClusters.get('rg-aks', 'one');
  expect(read).toMatchObject({ name: 'one', bootstrapProfile: { artifactSource: 'Cache' }, tags: { owner: 'us' }, eTag: expect.any(String) });
  expect(read.agentPoolProfiles?.map(({ name, provisioningState }) => [name, provisioningState])).toEqual([['system', 'Succeeded']]);
  expect((await all(managedClusters.list())).map(({ name }) => name)).toEqual(['one', 'two', 'three']);
  expect(await pagesOf(managedClusters.listByResourceGroup('rg-aks'))).toBe(2);

  const updated = await managedClusters.createOrUpdate('rg-aks', 'one', { ...read, disableLocalAccounts: true, aadProfile: { managed: true } }, quick).pollUntilDone();
  expect(updated).toMatchObject({ provisioningState: 'Succeeded', disableLocalAccounts: true, networkProfile: { outboundType: 'none' } });
  expect((await managedClusters.updateTags('rg-aks', 'one', { tags: { owner: 'them' } }, quick).pollUntilDone()).tags).toEqual({ owner: 'them' });

  await managedClusters.delete('rg-aks', 'three', quick).pollUntilDone();
  expect(await refusalOf(managedClusters.get('rg-aks', 'three'))).toEqual([404, 'ResourceNotFound']);
});

test('a cluster is stopped and started, and tells what it reaches out to', async () => {
  const { managedClusters } = client;
  await managedClusters.createOrUpdate('rg-aks', 'power', isolated(), quick).pollUntilDone();
  await managedClusters.stop('rg-aks', 'power', quick).pollUntilDone();
  expect((await managedClusters.get('rg-aks', 'power')).powerState).toEqual({ code: 'Stopped' });
  await managedClusters.start('rg-aks', 'power', quick).pollUntilDone();
  expect((await managedClusters.get('rg-aks', 'power')).powerState).toEqual({ code: 'Running' });
  expect(await all(managedClusters.listOutboundNetworkDependenciesEndpoints('rg-aks', 'power'))).toEqual([]);
});

test('a node pool is created, listed, upgraded, updated and deleted', async () => {
  const { managedClusters, agentPools } = client;
  await managedClusters.createOrUpdate('rg-aks', 'pools', isolated(), quick).pollUntilDone();
  const pool = { count: 1, vmSize: 'Standard_DS2_v2', mode: 'User', osType: 'Linux', type: 'VirtualMachineScaleSets' } as const;
  const created = await agentPools.createOrUpdate('rg-aks', 'pools', 'user', pool, quick).pollUntilDone();
  expect(created).toMatchObject({ name: 'user', mode: 'User', count: 1, provisioningState: 'Succeeded' });
  await agentPools.createOrUpdate('rg-aks', 'pools', 'more', pool, quick).pollUntilDone();
  expect((await all(agentPools.list('rg-aks', 'pools'))).map(({ name }) => name)).toEqual(['system', 'user', 'more']);
  expect((await agentPools.createOrUpdate('rg-aks', 'pools', 'user', { ...created, count: 2 }, quick).pollUntilDone()).count).toBe(2);
  await agentPools.upgradeNodeImageVersion('rg-aks', 'pools', 'user', quick).pollUntilDone();
  await agentPools.delete('rg-aks', 'pools', 'user', quick).pollUntilDone();
  expect(await refusalOf(agentPools.get('rg-aks', 'pools', 'user'))).toEqual([404, 'NotFound']);
  expect(await refusalOf(agentPools.delete('rg-aks', 'pools', 'system', quick).pollUntilDone())).toEqual([400, 'BadRequest']);
});

test('a refusal of AKS, which is flat, is an error with its code', async () => {
  const wrong = isolated({ networkProfile: { networkPlugin: 'azure', outboundType: 'none' }, bootstrapProfile: { artifactSource: 'Direct' } });
  expect(await refusalOf(client.managedClusters.createOrUpdate('rg-aks', 'wrong', wrong, quick).pollUntilDone())).toEqual([400, 'InvalidNetworkIsolatedClusterConfiguration']);
});

test('an operation that fails is an error with its code', async () => {
  connection.sandbox.faults.set('PUT managedClusters/fails → failed code=SkuNotAvailable message="no such size"');
  const failing = client.managedClusters.createOrUpdate('rg-aks', 'fails', isolated(), quick).pollUntilDone();
  await expect(failing).rejects.toThrow(/SkuNotAvailable|no such size/);
  connection.sandbox.faults.set('');
  expect((await client.managedClusters.get('rg-aks', 'fails')).provisioningState).toBe('Failed');
});
