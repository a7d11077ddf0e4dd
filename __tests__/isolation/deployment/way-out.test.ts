import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import type { Resource } from '../../../src/arm/resource.ts';
import { openOutboundTypes } from '../../../src/isolation/deployment/cluster/leave.ts';
import { wayOutOf } from '../../../src/isolation/deployment/cluster/way-out.ts';

const group = '/subscriptions/44444444-4444-4444-8444-444444444444/resourceGroups/rg';
const networkId = `${group}/providers/Microsoft.Network/virtualNetworks/vnet`;
const subnetId = (name: string): string => `${networkId}/subnets/${name}`;
const tableId = `${group}/providers/Microsoft.Network/routeTables/it's routes`;

function clusterIn(...subnets: readonly string[]): JsonObject {
  return { properties: { agentPoolProfiles: subnets.map((name) => ({ name: `pool${name}`, vnetSubnetID: subnetId(name).toUpperCase() })) } };
}

function network(...subnets: readonly { readonly name: string; readonly properties?: JsonObject }[]): Resource {
  return { id: networkId, type: 'Microsoft.Network/virtualNetworks', name: 'vnet', body: { properties: { subnets: subnets.map(({ name, properties = {} }) => ({ id: subnetId(name), name, properties })) } } };
}

const routed = { name: 'nodes', properties: { routeTable: { id: tableId } } };
const table = (...routes: readonly JsonObject[]): Resource => ({ id: tableId, type: 'Microsoft.Network/routeTables', name: 'routes', body: { properties: { routes: routes.map((properties) => ({ properties })) } } });

describe('what a way out needs', () => {
  test.each(openOutboundTypes)('%s: nothing, where the cluster stands in no network of the user', (to) => {
    expect(wayOutOf({ properties: { agentPoolProfiles: [{ name: 'system' }] } }, [], to)).toEqual({ missing: [], unseen: [] });
    expect(wayOutOf({}, [], to)).toEqual({ missing: [], unseen: [] });
  });

  test.each(['loadBalancer', 'managedNATGateway'] as const)('%s: nothing, as AKS makes it', (to) => {
    expect(wayOutOf(clusterIn('nodes'), [network({ name: 'nodes' })], to)).toEqual({ missing: [], unseen: [] });
  });

  test('is asked of every subnet once', () => {
    const { missing } = wayOutOf(clusterIn('a', 'b', 'a'), [network({ name: 'a' }, { name: 'b' })], 'userAssignedNATGateway');
    expect(missing).toEqual([expect.stringContaining('Subnet A has no NAT gateway'), expect.stringContaining('Subnet B has no NAT gateway')]);
  });

  test('is not known of what could not be read, which is told and refuses nothing', () => {
    expect(wayOutOf(clusterIn('nodes'), [], 'userDefinedRouting')).toEqual({ missing: [], unseen: [expect.stringContaining('could not be read')] });
    expect(wayOutOf(clusterIn('nodes'), [network(routed)], 'userDefinedRouting')).toEqual({ missing: [], unseen: [expect.stringContaining(`Route table ${tableId} could not be read`)] });
  });

  test.each<[string, readonly JsonObject[], boolean]>([
    ['no route', [], false],
    ['a part of the Internet', [{ addressPrefix: '0.0.0.0/1', nextHopType: 'Internet' }], false],
    ['a default route to nowhere', [{ addressPrefix: '0.0.0.0/0', nextHopType: 'none' }], false],
    ['a default route', [{ addressPrefix: '10.0.0.0/8', nextHopType: 'VnetLocal' }, { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance' }], true],
  ])('is a default route that leads somewhere: %s', (_, routes, isEnough) => {
    const { missing } = wayOutOf(clusterIn('nodes'), [network(routed), table(...routes)], 'userDefinedRouting');
    expect(missing).toEqual(isEnough ? [] : [expect.stringContaining('has no route for 0.0.0.0/0 that leads anywhere')]);
  });

  test('is told with a command that a shell takes', () => {
    const [sentence] = wayOutOf(clusterIn('nodes'), [network(routed), table()], 'userDefinedRouting').missing;
    expect(sentence).toContain(String.raw`--route-table-name 'it'\''s routes'`);
  });
});
