import { ResourceManagementClient } from '@azure/arm-resources';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { apiVersions } from '../../../src/arm/api-versions.ts';
import { all, connect, location, pagesOf, quick, refusalOf, type Connection } from './connection.ts';

let connection: Connection;
let client: ResourceManagementClient;

beforeAll(async () => {
  connection = await connect(['rg-one'], { unregistered: ['Microsoft.KubernetesConfiguration'] });
  client = new ResourceManagementClient(connection.credential, connection.subscriptionId, connection.options);
});

afterAll(() => connection.sandbox.stop());

test('a resource group is created, tagged, listed over pages and deleted', async () => {
  const { resourceGroups, tagsOperations } = client;
  for (const name of ['rg-two', 'rg-three']) expect(await resourceGroups.createOrUpdate(name, { location, tags: { owner: 'us' } })).toMatchObject({ name, location });
  expect((await all(resourceGroups.list())).map(({ name }) => name)).toEqual(expect.arrayContaining(['rg-one', 'rg-two', 'rg-three']));
  expect(await pagesOf(resourceGroups.list())).toBeGreaterThan(1);
  expect((await resourceGroups.update('rg-two', { tags: { owner: 'them' } })).tags).toEqual({ owner: 'them' });

  const scope = `/subscriptions/${connection.subscriptionId}/resourceGroups/rg-two`;
  const merged = await tagsOperations.updateAtScope(scope, { operation: 'Merge', properties: { tags: { more: 'yes' } } }, quick).pollUntilDone();
  expect(merged.properties?.tags).toEqual({ owner: 'them', more: 'yes' });
  await tagsOperations.createOrUpdateAtScope(scope, { properties: { tags: { only: 'this' } } }, quick).pollUntilDone();
  expect((await tagsOperations.getAtScope(scope)).properties?.tags).toEqual({ only: 'this' });
  await tagsOperations.deleteAtScope(scope, quick).pollUntilDone();
  expect((await resourceGroups.get('rg-two')).tags).toEqual({});

  expect(await resourceGroups.checkExistence('rg-two')).toMatchObject({ body: true });
  await resourceGroups.delete('rg-two', quick).pollUntilDone();
  expect(await resourceGroups.checkExistence('rg-two')).toMatchObject({ body: false });
  expect(await refusalOf(resourceGroups.get('rg-two'))).toEqual([404, 'ResourceGroupNotFound']);
});

test('any resource is written, found, changed and deleted by its id', async () => {
  const { resources } = client;
  const id = connection.idOf('rg-one', 'Microsoft.Network/privateDnsZones/one.internal');
  await resources.createOrUpdateById(connection.idOf('rg-one', 'Microsoft.Network/virtualNetworks/net'), apiVersions.network, { location, properties: { addressSpace: { addressPrefixes: ['10.0.0.0/8'] } } }, quick).pollUntilDone();
  const made = await resources.createOrUpdateById(id, apiVersions.privateDns, { location: 'global', tags: { owner: 'us' } }, quick).pollUntilDone();
  expect(made).toMatchObject({ name: 'one.internal', properties: { provisioningState: 'Succeeded' } });
  expect(await resources.checkExistenceById(id, apiVersions.privateDns)).toMatchObject({ body: true });
  expect((await all(resources.listByResourceGroup('rg-one'))).map(({ name }) => name)).toEqual(['net', 'one.internal']);
  expect((await all(resources.list({ filter: "tagName eq 'owner' and tagValue eq 'us'" }))).map(({ name }) => name)).toEqual(['one.internal']);
  expect((await resources.updateById(id, apiVersions.privateDns, { tags: { owner: 'them' } }, quick).pollUntilDone()).tags).toEqual({ owner: 'them' });
  await resources.deleteById(id, apiVersions.privateDns, quick).pollUntilDone();
  expect(await resources.checkExistenceById(id, apiVersions.privateDns)).toMatchObject({ body: false });
});

test('a provider is registered, and tells its types and aliases', async () => {
  const { providers } = client;
  expect((await providers.get('Microsoft.KubernetesConfiguration')).registrationState).toBe('NotRegistered');
  await providers.register('Microsoft.KubernetesConfiguration');
  expect((await providers.get('Microsoft.ContainerService', { expand: 'resourceTypes/aliases' })).resourceTypes?.find(({ resourceType }) => resourceType === 'managedClusters')?.aliases?.length).toBeGreaterThan(100);
  expect((await all(providers.list())).map(({ namespace }) => namespace)).toEqual(expect.arrayContaining(['Microsoft.ContainerService', 'Microsoft.Network']));
  expect(await refusalOf(providers.get('Contoso.Nothing'))).toEqual([404, 'InvalidResourceNamespace']);
});
