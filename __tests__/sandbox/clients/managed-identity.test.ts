import { ManagedServiceIdentityClient } from '@azure/arm-msi';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { all, connect, location, refusalOf, type Connection } from './connection.ts';

const group = 'rg-identity';
let connection: Connection;
let client: ManagedServiceIdentityClient;

beforeAll(async () => {
  connection = await connect([group]);
  client = new ManagedServiceIdentityClient(connection.credential, connection.subscriptionId, connection.options);
});

afterAll(() => connection.sandbox.stop());

test('an identity is created, updated, listed over pages and deleted, and stays who it is', async () => {
  const { userAssignedIdentities } = client;
  const made = await userAssignedIdentities.createOrUpdate(group, 'id-aks', { location });
  expect(made).toMatchObject({ name: 'id-aks', location, principalId: expect.any(String), clientId: expect.any(String), tenantId: connection.sandbox.tenantId });
  for (const name of ['id-kubelet', 'id-other']) await userAssignedIdentities.createOrUpdate(group, name, { location });
  expect((await all(userAssignedIdentities.listBySubscription())).map(({ name }) => name)).toEqual(['id-aks', 'id-kubelet', 'id-other']);
  const updated = await userAssignedIdentities.update(group, 'id-aks', { tags: { owner: 'us' } });
  expect(updated).toMatchObject({ tags: { owner: 'us' }, principalId: made.principalId });
  await userAssignedIdentities.delete(group, 'id-other');
  expect((await all(userAssignedIdentities.listByResourceGroup(group))).map(({ name }) => name)).toEqual(['id-aks', 'id-kubelet']);
  expect(await refusalOf(userAssignedIdentities.get(group, 'id-other'))).toEqual([404, 'ResourceNotFound']);
  await userAssignedIdentities.delete(group, 'id-other');
});

test('a federated credential lives with its identity', async () => {
  const { userAssignedIdentities, federatedIdentityCredentials } = client;
  await userAssignedIdentities.createOrUpdate(group, 'id-workload', { location });
  const credential = { issuer: 'https://westeurope.oic.prod-aks.azure.com/t/i/', subject: 'system:serviceaccount:ns:account', audiences: ['api://AzureADTokenExchange'] };
  expect(await federatedIdentityCredentials.createOrUpdate(group, 'id-workload', 'workload', credential)).toMatchObject({ name: 'workload', ...credential });
  expect((await all(federatedIdentityCredentials.list(group, 'id-workload'))).map(({ subject }) => subject)).toEqual([credential.subject]);
  await federatedIdentityCredentials.delete(group, 'id-workload', 'workload');
  expect(await refusalOf(federatedIdentityCredentials.get(group, 'id-workload', 'workload'))).toEqual([404, 'ResourceNotFound']);
  expect(await refusalOf(federatedIdentityCredentials.createOrUpdate(group, 'id-none', 'workload', credential))).toEqual([404, 'ParentResourceNotFound']);
});

test('an identity in a group that is not there is refused', async () => {
  expect(await refusalOf(client.userAssignedIdentities.createOrUpdate('rg-none', 'id', { location }))).toEqual([404, 'ResourceGroupNotFound']);
});
