import { expect, test } from '@jest/globals';
import { arrayAt, at, textAt } from '../../../src/arm/json.ts';
import { codeOf, group, makeArmWithGroup, untilDone, type TestArm } from '../arm-client.ts';
import { put } from '../policy-objects.ts';

const endpoint = `${group}/providers/Microsoft.Network/privateEndpoints/pe`;
const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/images`;
const subnet = `${group}/providers/Microsoft.Network/virtualNetworks/net/subnets/endpoints`;
const interfaces = `${group}/providers/Microsoft.Network/networkInterfaces`;

function armWithEndpoint(): TestArm {
  const arm = makeArmWithGroup();
  put(arm, `${group}/providers/Microsoft.Network/virtualNetworks/net`, { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets: [{ name: 'endpoints', properties: { addressPrefix: '10.0.0.0/24' } }] } });
  put(arm, registry, { location: 'westeurope', sku: { name: 'Premium' }, properties: {} });
  arm.pass(untilDone);
  put(arm, endpoint, { location: 'westeurope', properties: { subnet: { id: subnet }, privateLinkServiceConnections: [{ name: 'pe', properties: { privateLinkServiceId: registry, groupIds: ['registry'] } }] } });
  arm.pass(untilDone);
  return arm;
}

test('a private endpoint has a network interface, with the addresses that its names lead to', () => {
  const arm = armWithEndpoint();
  const [named] = arrayAt(arm.send('GET', endpoint).body, 'properties', 'networkInterfaces');
  const { body } = arm.send('GET', textAt(named, 'id') ?? '');
  expect(body).toMatchObject({ location: 'westeurope', properties: { privateEndpoint: { id: endpoint }, nicType: 'Standard' } });
  expect(arrayAt(body, 'properties', 'ipConfigurations').map((one) => [at(one, 'properties', 'privateIPAddress'), at(one, 'properties', 'privateLinkConnectionProperties')])).toEqual([
    ['10.0.0.4', { groupId: 'registry', requiredMemberName: 'registry_data_westeurope', fqdns: ['images.westeurope.data.azurecr.io'] }],
    ['10.0.0.5', { groupId: 'registry', requiredMemberName: 'registry', fqdns: ['images.azurecr.io'] }],
  ]);
});

test('the interface of a private endpoint goes with it, and not before', () => {
  const arm = armWithEndpoint();
  const [one] = arrayAt(arm.send('GET', interfaces).body, 'value');
  expect(codeOf(arm.send('DELETE', textAt(one, 'id') ?? ''))).toBe('NicInUseWithPrivateEndpoint');
  arm.send('DELETE', endpoint);
  arm.pass(untilDone);
  expect(arrayAt(arm.send('GET', interfaces).body, 'value')).toEqual([]);
});
