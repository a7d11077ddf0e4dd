import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, isJsonObject, type JsonObject } from '../../src/arm/json.ts';
import { clientId } from '../../src/sandbox/identities.ts';
import { cluster, codeOf, group, isolatedCluster, leakingCluster, openedCluster, makeArmWithGroup, subscription, untilDone, type TestArm } from './arm-client.ts';
import { armWithAssignment, put } from './policy-objects.ts';

const network = `${group}/providers/Microsoft.Network/virtualNetworks/v`;
const networkBody = (subnets: readonly JsonObject[]): JsonObject => ({ location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets } });

function changesOf(arm: TestArm, more = ''): readonly JsonObject[] {
  const { status, body } = arm.send('POST', '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01', {
    subscriptions: [subscription.split('/')[2]], query: `resourcechanges ${more} | project id, properties`,
  });
  expect(status).toBe(200);
  return arrayAt(body, 'data').filter(isJsonObject).map((row) => row['properties']).filter(isJsonObject);
}

const attribute = (change: JsonObject | undefined, name: string): unknown => at(change, 'changeAttributes', name);

describe('the changes of resources', () => {
  test('say who changed what, from what and into what, as "Get resource changes" of MicrosoftDocs has them', () => {
    const arm = makeArmWithGroup();
    put(arm, cluster, isolatedCluster());
    arm.pass(untilDone);
    arm.controls.actAs('alice@contoso.com');
    put(arm, cluster, openedCluster());
    const [made, , update] = changesOf(arm);
    expect([made?.['changeType'], attribute(made, 'changesCount'), attribute(made, 'changedBy'), attribute(made, 'changedByType')]).toEqual(['Create', 0, clientId, 'Application']);
    expect(update).toMatchObject({
      targetResourceId: cluster.replace('resourceGroups', 'resourcegroups'),
      targetResourceType: 'microsoft.containerservice/managedclusters',
      changeType: 'Update',
      changeAttributes: { changedBy: 'alice@contoso.com', changedByType: 'User', operation: 'Microsoft.ContainerService/managedClusters/write', timestamp: '2026-11-23T12:20:00.123+00:00' },
      changes: { 'properties.networkProfile.outboundType': { previousValue: 'none', newValue: 'loadBalancer', propertyChangeType: 'Update', changeCategory: 'User' } },
    });
  });

  test('also tell of what comes to rest, which nobody did', () => {
    const arm = makeArmWithGroup();
    put(arm, cluster, isolatedCluster());
    expect(changesOf(arm)).toHaveLength(1);
    arm.pass(untilDone);
    const [, rest] = changesOf(arm);
    expect(rest).toMatchObject({ changeAttributes: { changedBy: 'System', changedByType: 'System' }, changes: { 'properties.provisioningState': { previousValue: 'Creating', newValue: 'Succeeded' } } });
  });

  test('of children are those of what they stand in', () => {
    const arm = makeArmWithGroup();
    put(arm, network, networkBody([{ name: 'nodes', properties: { addressPrefix: '10.0.0.0/24' } }]));
    arm.pass(untilDone);
    put(arm, `${network}/subnets/nodes`, { properties: { addressPrefix: '10.0.0.0/24', defaultOutboundAccess: false } });
    const change = changesOf(arm).find(({ changes }) => at(changes, 'properties.subnets[0].properties.defaultOutboundAccess') !== undefined);
    expect(change).toMatchObject({ targetResourceId: network });
  });

  test('of a deleted resource are one more, when it is gone', () => {
    const arm = makeArmWithGroup();
    put(arm, network, networkBody([]));
    arm.pass(untilDone);
    arm.send('DELETE', network);
    expect(changesOf(arm).map(({ changeType }) => changeType)).not.toContain('Delete');
    arm.pass(untilDone);
    expect(changesOf(arm).at(-1)).toMatchObject({ changeType: 'Delete', targetResourceId: network, changes: {} });
  });

  test('are found by time, and forgotten after 14 days', () => {
    const arm = makeArmWithGroup();
    put(arm, network, networkBody([]));
    const since = "| where todatetime(properties.changeAttributes.timestamp) >= todatetime('2026-11-23T12:00:01Z')";
    expect([changesOf(arm).length, changesOf(arm, since).length]).toEqual([1, 0]);
    arm.pass(15 * 24 * 3_600_000);
    expect(changesOf(arm)).toEqual([]);
  });

  test('do not tell of what was refused', () => {
    const arm = armWithAssignment();
    expect(arm.send('PUT', cluster, leakingCluster()).status).toBe(403);
    expect(changesOf(arm)).toEqual([]);
  });
});

describe('the Activity Log', () => {
  const list = `${subscription}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01`;
  const events = (arm: TestArm, filter: string, more = ''): readonly unknown[] => arrayAt(arm.send('GET', `${list}&$filter=${encodeURIComponent(filter)}${more}`).body, 'value');
  const time = "eventTimestamp ge '2026-11-23T00:00:00Z' and eventTimestamp le '2026-11-30T00:00:00Z'";

  test('has an event for the beginning of a request and one for its end', () => {
    const arm = makeArmWithGroup();
    put(arm, cluster, isolatedCluster());
    const found = (): readonly unknown[] => events(arm, `${time} and resourceUri eq '${cluster.toUpperCase()}'`).map((event) => [at(event, 'operationName', 'value'), at(event, 'status', 'value'), at(event, 'caller')]);
    const write = 'Microsoft.ContainerService/managedClusters/write';
    expect(found()).toEqual([[write, 'Started', clientId]]);
    arm.pass(untilDone);
    expect(found()).toEqual([[write, 'Succeeded', clientId], [write, 'Started', clientId]]);
  });

  test('tells of refusals', () => {
    const arm = armWithAssignment();
    arm.send('PUT', cluster, leakingCluster());
    expect(events(arm, `${time} and resourceGroupName eq 'RG-DEMO'`).map((event) => at(event, 'status', 'value'))).toContain('Failed');
  });

  test('gives what is selected, page by page', () => {
    const arm = makeArmWithGroup({ pageSize: 1 });
    put(arm, network, networkBody([]));
    arm.pass(untilDone);
    const { body } = arm.send('GET', `${list}&$filter=${encodeURIComponent(`${time} and resourceUri eq '${network}'`)}&$select=caller,status`);
    expect(arrayAt(body, 'value')).toEqual([{ caller: clientId, status: { value: 'Succeeded', localizedValue: 'Succeeded' } }]);
    expect(arrayAt(arm.send('GET', String(at(body, 'nextLink'))).body, 'value')).toHaveLength(1);
  });

  test('take times without quotes and zone, as Azure CLI writes them', () => {
    const arm = makeArmWithGroup();
    const found = events(arm, 'eventTimestamp ge 2026-11-23T11:00:00.000000 and eventTimestamp le 2026-11-23T13:00:00.000000');
    expect(found.length).toBeGreaterThan(0);
    expect(events(arm, 'eventTimestamp ge 2026-11-23T12:30:00.000000')).toEqual([]);
  });

  test.each(["resourceUri eq '/a'", `${time} or caller eq 'x'`, "eventTimestamp ge 'yesterday'"])('refuses the filter %s', (filter) => {
    expect(codeOf(makeArmWithGroup().send('GET', `${list}&$filter=${encodeURIComponent(filter)}`))).toBe('BadRequest');
  });
});
