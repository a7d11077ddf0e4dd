import { describe, expect, test } from '@jest/globals';
import { at, type JsonObject } from '../../../src/arm/json.ts';
import { cluster, isolatedCluster, makeArmWithGroup, type TestArm } from '../arm-client.ts';
import { network, nodes, withOwnRegistry } from './own-registry.ts';
import { living, planted } from './rules/row.ts';

/**
 * Every cell of both tables of aks-network-isolation.md 4.2: `yes`, `no`, and where the documentation and the changelog of 2026-05-29 differ `changelog`, which is followed.
 * A row is what a cluster leaves by, a column what it is to leave by.
 */
const managed = [
  ['', 'loadBalancer', 'managedNATGatewayV2', 'managedNATGateway', 'none', 'block'],
  ['loadBalancer', '-', 'yes', 'yes', 'yes', 'yes'],
  ['managedNATGatewayV2', 'no', '-', 'no', 'changelog', 'changelog'],
  ['managedNATGateway', 'no', 'yes', '-', 'yes', 'yes'],
  ['none', 'yes', 'yes', 'yes', '-', 'yes'],
  ['block', 'yes', 'yes', 'yes', 'yes', '-'],
];
const own = [
  ['', 'loadBalancer', 'userAssignedNATGateway', 'userDefinedRouting', 'none', 'block'],
  ['loadBalancer', '-', 'yes', 'yes', 'yes', 'no'],
  ['userAssignedNATGateway', 'yes', '-', 'yes', 'yes', 'no'],
  ['userDefinedRouting', 'yes', 'yes', '-', 'yes', 'no'],
  ['none', 'yes', 'yes', 'yes', '-', 'no'],
];
/** What stands in neither table: a type of the other network. The documentation's prose has the first as an example, its table no column for it. */
const across = ['managedNATGateway userDefinedRouting', 'none userDefinedRouting', 'none userAssignedNATGateway'];
const acrossOwn = ['none managedNATGateway', 'loadBalancer managedNATGatewayV2'];

interface Cell {
  readonly from: string;
  readonly to: string;
  readonly answer: string;
}

function cellsOf([head = [], ...rows]: readonly (readonly string[])[], other: readonly string[]): readonly Cell[] {
  const cells = rows.flatMap(([from = '', ...answers]) => answers.map((answer, index) => ({ from, to: head[index + 1] ?? '', answer })));
  return [...cells, ...other.map((pair) => ({ from: pair.split(' ')[0] ?? '', to: pair.split(' ')[1] ?? '', answer: 'no' }))];
}

/** A network of the user's with every way out that an outbound type can want. */
function withWaysOut(): TestArm {
  const arm = planted();
  const [table, gateway] = ['routeTables/out', 'natGateways/out'].map((path) => network.replace('virtualNetworks/vnet', path));
  arm.controls.seed({
    documents: [
      { id: nodes, properties: { addressPrefix: '10.0.0.0/24', routeTable: { id: table }, natGateway: { id: gateway } } },
      { id: table, location: 'westeurope', properties: { routes: [{ name: 'out', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.1.0.4' } }] } },
      { id: gateway, location: 'westeurope', properties: {} },
    ],
  });
  return arm;
}

const leaving = (outboundType: string): JsonObject => ({ networkProfile: { networkPlugin: 'azure', outboundType } });

describe.each([
  { name: 'of AKS', cells: cellsOf(managed, across), arm: makeArmWithGroup, body: (type: string) => isolatedCluster(leaving(type)) },
  { name: 'of the user', cells: cellsOf(own, acrossOwn), arm: withWaysOut, body: (type: string) => withOwnRegistry(leaving(type)) },
])('in a network $name', ({ cells, arm, body }) => {
  test.each(cells)('$from → $to: $answer', ({ from, to, answer }) => {
    const { status, body: said } = living(arm(), body(from)).send('PUT', cluster, body(to));
    if (answer === 'no') {
      const target = 'networkProfile.outboundType';
      expect([status, said]).toEqual([400, { code: 'PropertyChangeNotAllowed', details: null, message: `Changing property '${target}' is not allowed.`, subcode: '', target }]);
    } else {
      expect([status, at(said, 'properties', 'networkProfile', 'outboundType')]).toEqual([200, to]);
    }
  });
});
