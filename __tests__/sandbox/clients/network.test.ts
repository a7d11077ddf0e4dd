import { NetworkManagementClient } from '@azure/arm-network';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { all, connect, location, pagesOf, quick, refusalOf, type Connection } from './connection.ts';

const group = 'rg-network';
let connection: Connection;
let client: NetworkManagementClient;

beforeAll(async () => {
  connection = await connect([group]);
  client = new NetworkManagementClient(connection.credential, connection.subscriptionId, connection.options);
});

afterAll(() => connection.sandbox.stop());

test('a virtual network lives with its subnets and peerings', async () => {
  const { virtualNetworks, subnets, virtualNetworkPeerings } = client;
  const made = await virtualNetworks.createOrUpdate(group, 'net', { location, addressSpace: { addressPrefixes: ['10.0.0.0/8'] }, subnets: [{ name: 'a', addressPrefix: '10.1.0.0/16' }] }, quick).pollUntilDone();
  expect(made).toMatchObject({ name: 'net', provisioningState: 'Succeeded', subnets: [{ name: 'a', provisioningState: 'Succeeded' }] });
  for (const [name, addressPrefix] of [['b', '10.2.0.0/16'], ['c', '10.3.0.0/16']] as const) {
    expect(await subnets.createOrUpdate(group, 'net', name, { addressPrefix }, quick).pollUntilDone()).toMatchObject({ name, addressPrefix, provisioningState: 'Succeeded' });
  }
  expect((await all(subnets.list(group, 'net'))).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(await pagesOf(subnets.list(group, 'net'))).toBe(2);

  const other = await virtualNetworks.createOrUpdate(group, 'other', { location, addressSpace: { addressPrefixes: ['172.16.0.0/16'] } }, quick).pollUntilDone();
  const peering = await virtualNetworkPeerings.createOrUpdate(group, 'net', 'to-other', { remoteVirtualNetwork: { id: other.id ?? '' }, allowVirtualNetworkAccess: true }, quick).pollUntilDone();
  expect(peering.peeringState).toBe('Initiated');
  expect((await all(virtualNetworks.listAll())).map(({ name }) => name)).toEqual(['net', 'other']);

  const tagged = await virtualNetworks.updateTags(group, 'net', { tags: { owner: 'us' } });
  expect([tagged.tags, tagged.subnets?.length]).toEqual([{ owner: 'us' }, 3]);
  await subnets.delete(group, 'net', 'c', quick).pollUntilDone();
  expect((await virtualNetworks.get(group, 'net')).subnets?.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(await refusalOf(subnets.get(group, 'net', 'c'))).toEqual([404, 'NotFound']);
});

test('rules and routes live in their group and table', async () => {
  const { networkSecurityGroups, securityRules, routeTables, routes } = client;
  const rule = { protocol: '*', access: 'Deny', direction: 'Outbound', priority: 100, sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: 'Internet', destinationPortRange: '*' } as const;
  await networkSecurityGroups.createOrUpdate(group, 'nsg', { location, securityRules: [{ name: 'closed', ...rule }] }, quick).pollUntilDone();
  await securityRules.createOrUpdate(group, 'nsg', 'more', { ...rule, priority: 200 }, quick).pollUntilDone();
  const nsg = await networkSecurityGroups.get(group, 'nsg');
  expect(nsg.securityRules?.map(({ name, priority }) => [name, priority])).toEqual([['closed', 100], ['more', 200]]);
  expect(nsg.defaultSecurityRules).toHaveLength(6);

  await routeTables.createOrUpdate(group, 'rt', { location }, quick).pollUntilDone();
  await routes.createOrUpdate(group, 'rt', 'out', { addressPrefix: '0.0.0.0/0', nextHopType: 'None' }, quick).pollUntilDone();
  expect((await all(routes.list(group, 'rt'))).map(({ nextHopType }) => nextHopType)).toEqual(['None']);
  await routeTables.delete(group, 'rt', quick).pollUntilDone();
  expect(await refusalOf(routeTables.get(group, 'rt'))).toEqual([404, 'ResourceNotFound']);
});

test('a public address, a NAT gateway, and a private endpoint with its zones', async () => {
  const address = await client.publicIPAddresses.createOrUpdate(group, 'ip', { location, sku: { name: 'Standard' }, publicIPAllocationMethod: 'Static' }, quick).pollUntilDone();
  const gateway = await client.natGateways.createOrUpdate(group, 'nat', { location, sku: { name: 'Standard' }, publicIpAddresses: [{ id: address.id ?? '' }] }, quick).pollUntilDone();
  expect(gateway).toMatchObject({ name: 'nat', provisioningState: 'Succeeded', idleTimeoutInMinutes: 4 });

  await client.virtualNetworks.createOrUpdate(group, 'pe-net', { location, addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets: [{ name: 'pe', addressPrefix: '10.0.0.0/24' }] }, quick).pollUntilDone();
  const endpoint = await client.privateEndpoints.createOrUpdate(group, 'pe', {
    location,
    subnet: { id: connection.idOf(group, 'Microsoft.Network/virtualNetworks/pe-net/subnets/pe') },
    privateLinkServiceConnections: [{ name: 'acr', privateLinkServiceId: connection.idOf(group, 'Microsoft.ContainerRegistry/registries/elsewhere'), groupIds: ['registry'] }],
  }, quick).pollUntilDone();
  expect(endpoint.privateLinkServiceConnections?.[0]?.privateLinkServiceConnectionState?.status).toBe('Approved');
  const zones = await client.privateDnsZoneGroups.createOrUpdate(group, 'pe', 'default', {
    privateDnsZoneConfigs: [{ name: 'acr', privateDnsZoneId: connection.idOf(group, 'Microsoft.Network/privateDnsZones/privatelink.azurecr.io') }],
  }, quick).pollUntilDone();
  expect(zones.provisioningState).toBe('Succeeded');
  await client.privateEndpoints.delete(group, 'pe', quick).pollUntilDone();
  expect(await all(client.privateEndpoints.list(group))).toEqual([]);
});

test('a refusal is an error with its code', async () => {
  expect(await refusalOf(client.virtualNetworks.createOrUpdate('rg-none', 'net', { location }, quick).pollUntilDone())).toEqual([404, 'ResourceGroupNotFound']);
  expect(await refusalOf(client.subnets.createOrUpdate(group, 'none', 'a', { addressPrefix: '10.0.0.0/24' }, quick).pollUntilDone())).toEqual([404, 'ParentResourceNotFound']);
});
