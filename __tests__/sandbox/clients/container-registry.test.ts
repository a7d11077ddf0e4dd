import { ContainerRegistryManagementClient } from '@azure/arm-containerregistry';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { all, connect, location, quick, refusalOf, type Connection } from './connection.ts';

const group = 'rg-registry';
let connection: Connection;
let client: ContainerRegistryManagementClient;

beforeAll(async () => {
  connection = await connect([group]);
  client = new ContainerRegistryManagementClient(connection.credential, connection.subscriptionId, connection.options);
});

afterAll(() => connection.sandbox.stop());

test('a registry is created, updated, listed over pages and deleted', async () => {
  const { registries } = client;
  const made = await registries.create(group, 'contoso', { location, sku: { name: 'Premium' }, publicNetworkAccess: 'Disabled' }, quick).pollUntilDone();
  expect(made).toMatchObject({ name: 'contoso', loginServer: 'contoso.azurecr.io', provisioningState: 'Succeeded', sku: { name: 'Premium', tier: 'Premium' }, publicNetworkAccess: 'Disabled' });
  expect(made.creationDate).toBeInstanceOf(Date);
  for (const name of ['fabrikam', 'adatum']) await registries.create(group, name, { location, sku: { name: 'Premium' } }, quick).pollUntilDone();
  expect((await all(registries.listByResourceGroup(group))).map(({ name }) => name)).toEqual(['contoso', 'fabrikam', 'adatum']);

  const updated = await registries.update(group, 'contoso', { anonymousPullEnabled: true, tags: { owner: 'us' } }, quick).pollUntilDone();
  expect(updated).toMatchObject({ anonymousPullEnabled: true, publicNetworkAccess: 'Disabled', tags: { owner: 'us' }, creationDate: made.creationDate });
  await registries.delete(group, 'adatum', quick).pollUntilDone();
  expect(await refusalOf(registries.get(group, 'adatum'))).toEqual([404, 'ResourceNotFound']);
});

test('a registry says which names are free, and what private endpoints may lead to', async () => {
  await client.registries.create(group, 'private', { location, sku: { name: 'Premium' } }, quick).pollUntilDone();
  const type = 'Microsoft.ContainerRegistry/registries';
  expect(await client.registries.checkNameAvailability({ name: 'nobodyhasit', type })).toMatchObject({ nameAvailable: true });
  expect(await client.registries.checkNameAvailability({ name: 'private', type })).toMatchObject({ nameAvailable: false, reason: 'AlreadyExists' });
  const [resource] = await all(client.registries.listPrivateLinkResources(group, 'private'));
  expect(resource?.properties).toEqual({ groupId: 'registry', requiredMembers: ['registry', `registry_data_${location}`], requiredZoneNames: ['privatelink.azurecr.io'] });
  expect(await all(client.privateEndpointConnections.list(group, 'private'))).toEqual([]);
});

test('a cache rule lives in its registry', async () => {
  await client.registries.create(group, 'cached', { location, sku: { name: 'Premium' } }, quick).pollUntilDone();
  const rule = { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' };
  expect(await client.cacheRules.create(group, 'cached', 'aks-managed-mcr', rule, quick).pollUntilDone()).toMatchObject({ name: 'aks-managed-mcr', provisioningState: 'Succeeded', ...rule });
  expect(await all(client.cacheRules.list(group, 'cached'))).toHaveLength(1);
  await client.cacheRules.delete(group, 'cached', 'aks-managed-mcr', quick).pollUntilDone();
  expect(await refusalOf(client.cacheRules.get(group, 'cached', 'aks-managed-mcr'))).toEqual([404, 'ResourceNotFound']);
  expect(await refusalOf(client.cacheRules.create(group, 'nowhere', 'some-rule', rule, quick).pollUntilDone())).toEqual([404, 'ParentResourceNotFound']);
});
