import { expect, test } from '@jest/globals';
import { neighbourBodyOf } from '../../../src/isolation/document/neighbour-body.ts';

test('a subnet in use is written back without what only Azure says of it, and with all that others do', () => {
  const id = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes';
  const kept = { addressPrefix: '10.0.0.0/24', networkSecurityGroup: { id: '/nsg' }, anything: { new: true } };
  const body = neighbourBodyOf('Microsoft.Network/virtualNetworks/subnets', {
    id, name: 'nodes', type: 'Microsoft.Network/virtualNetworks/subnets', etag: 'e',
    properties: { ...kept, provisioningState: 'Succeeded', purpose: 'x', ipConfigurations: [{ id: '/nic' }], serviceEndpoints: [{ service: 'Microsoft.Storage', provisioningState: 'Succeeded' }] },
  });
  expect(body['properties']).toEqual({ ...kept, serviceEndpoints: [{ service: 'Microsoft.Storage' }] });
});
