import { expect, test } from '@jest/globals';
import type { OpenOutboundType } from '../../../../src/isolation/deployment/cluster/leave.ts';
import { UserError } from '../../../../src/run/errors.ts';
import type { InProcessArm } from '../../../azure/in-process-arm.ts';
import { group, put, runDeploy, writes } from '../runs.ts';
import type { Row } from './stage/rows.ts';
import { changesFor, changeSubnet, prepare } from './stage/worlds.ts';

const managed: Row = { start: 'isolated', target: 'leave', network: 'managed', registry: 'managed', apiServer: 'link', policies: 'left alone', pools: 'one' };
const own: Row = { ...managed, network: 'own', registry: 'there' };
const network = `${group}/providers/Microsoft.Network`;
const routeTable = `${network}/routeTables/routes`;

async function leave(arm: InProcessArm, row: Row, leaveTo: OpenOutboundType): Promise<{ readonly failure: string | undefined; readonly written: readonly string[] }> {
  arm.forget();
  const { failure } = await runDeploy(arm, { ...changesFor(row), leaveTo });
  return { failure: failure?.message, written: writes(arm) };
}

function routeTo(arm: InProcessArm, nextHopType: string): void {
  const hop = nextHopType === 'VirtualAppliance' ? { nextHopIpAddress: '10.224.255.4' } : {};
  put(arm, `${routeTable}?api-version=2025-07-01`, { location: 'westeurope', properties: { routes: [{ name: 'out', properties: { addressPrefix: '0.0.0.0/0', nextHopType, ...hop } }] } });
  arm.clock.pass(60_000);
}

test('a cluster whose policies deny the way back is told so, and nothing is written', async () => {
  const row = { ...managed, policies: 'enforced' } as const;
  const arm = await prepare(row);
  const { failure } = await runDeploy(arm, changesFor(row));
  expect(failure).toBeInstanceOf(UserError);
  expect(failure?.message).toContain('exempt the cluster from them for as long as it is open');
  expect(writes(arm)).toEqual([]);
  expect(arm.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
});

test('a way back that AKS does not know is told before anything is written', async () => {
  const arm = await prepare(managed);
  const { failure } = await runDeploy(arm, { ...changesFor(managed), leaveTo: 'userDefinedRouting', allowsUnverified: false });
  expect(failure?.message).toContain('The outbound type is none and is to be userDefinedRouting');
  expect(writes(arm)).toEqual([]);
});

test('routes are needed before the outbound type relies on them', async () => {
  const arm = await prepare(own);
  expect(await leave(arm, own, 'userDefinedRouting')).toEqual({ failure: expect.stringContaining('Subnet nodes has no route table'), written: [] });
  routeTo(arm, 'None');
  changeSubnet(arm, { routeTable: { id: routeTable } });
  expect(await leave(arm, own, 'userDefinedRouting')).toEqual({ failure: expect.stringContaining('Route table routes of subnet nodes has no route for 0.0.0.0/0'), written: [] });
  routeTo(arm, 'VirtualAppliance');
  expect(await leave(arm, own, 'userDefinedRouting')).toEqual({ failure: undefined, written: expect.arrayContaining(['PUT managedClusters/demo userDefinedRouting Cache']) });
});

test('and so is a NAT gateway', async () => {
  const arm = await prepare(own);
  expect(await leave(arm, own, 'userAssignedNATGateway')).toEqual({ failure: expect.stringContaining('Subnet nodes has no NAT gateway'), written: [] });
  put(arm, `${network}/natGateways/nat?api-version=2025-07-01`, { location: 'westeurope', sku: { name: 'Standard' }, properties: {} });
  changeSubnet(arm, { natGateway: { id: `${network}/natGateways/nat` } });
  expect(await leave(arm, own, 'userAssignedNATGateway')).toEqual({ failure: undefined, written: expect.arrayContaining(['PUT managedClusters/demo userAssignedNATGateway Cache']) });
});
