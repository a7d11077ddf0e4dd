import { PrivateDnsManagementClient } from '@azure/arm-privatedns';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { all, connect, quick, refusalOf, type Connection } from './connection.ts';

const group = 'rg-dns';
const zone = 'privatelink.azurecr.io';
let connection: Connection;
let client: PrivateDnsManagementClient;

beforeAll(async () => {
  connection = await connect([group]);
  client = new PrivateDnsManagementClient(connection.credential, connection.subscriptionId, connection.options);
});

afterAll(() => connection.sandbox.stop());

test('a zone is created, tagged, listed, linked, filled and deleted', async () => {
  const { privateZones, virtualNetworkLinks, recordSets } = client;
  expect(await privateZones.createOrUpdate(group, zone, { location: 'global' }, quick).pollUntilDone()).toMatchObject({ name: zone, provisioningState: 'Succeeded' });
  for (const name of ['two.internal', 'three.internal']) await privateZones.createOrUpdate(group, name, { location: 'global' }, quick).pollUntilDone();
  expect((await privateZones.update(group, zone, { tags: { owner: 'us' } }, quick).pollUntilDone()).tags).toEqual({ owner: 'us' });
  expect((await all(privateZones.list())).map(({ name }) => name)).toEqual([zone, 'two.internal', 'three.internal']);

  const network = { id: connection.idOf(group, 'Microsoft.Network/virtualNetworks/net') };
  const link = await virtualNetworkLinks.createOrUpdate(group, zone, 'Link', { location: 'global', registrationEnabled: false, virtualNetwork: network }, quick).pollUntilDone();
  expect(link).toMatchObject({ name: 'link', virtualNetworkLinkState: 'Completed', resolutionPolicy: 'Default' });
  expect(await all(virtualNetworkLinks.list(group, zone))).toHaveLength(1);

  const record = await recordSets.createOrUpdate(group, zone, 'A', 'registry', { ttl: 300, aRecords: [{ ipv4Address: '10.0.0.4' }] });
  expect(record).toMatchObject({ fqdn: `registry.${zone}.`, ttl: 300, aRecords: [{ ipv4Address: '10.0.0.4' }] });
  expect((await recordSets.update(group, zone, 'A', 'registry', { ttl: 60 })).ttl).toBe(60);
  expect((await all(recordSets.listByType(group, zone, 'A'))).map(({ name }) => name)).toEqual(['registry']);
  await recordSets.delete(group, zone, 'A', 'registry');
  expect(await refusalOf(recordSets.get(group, zone, 'A', 'registry'))).toEqual([404, 'NotFound']);

  await virtualNetworkLinks.delete(group, zone, 'link', quick).pollUntilDone();
  await privateZones.delete(group, zone, quick).pollUntilDone();
  expect(await refusalOf(privateZones.get(group, zone))).toEqual([404, 'ResourceNotFound']);
});

test('a zone that a network is linked to stays', async () => {
  await client.privateZones.createOrUpdate(group, 'linked.internal', { location: 'global' }, quick).pollUntilDone();
  const network = { id: connection.idOf(group, 'Microsoft.Network/virtualNetworks/net') };
  await client.virtualNetworkLinks.createOrUpdate(group, 'linked.internal', 'link', { location: 'global', virtualNetwork: network }, quick).pollUntilDone();
  expect(await refusalOf(client.privateZones.delete(group, 'linked.internal', quick).pollUntilDone())).toEqual([409, 'CannotDeleteResource']);
});
