import { describe, expect, test } from '@jest/globals';
import { apiVersions } from '../../src/arm/api-versions.ts';
import { at, type JsonObject } from '../../src/arm/json.ts';
import { changesQuery } from '../../src/azure/resource-writes/change-records.ts';
import { detailsOf } from '../../src/azure/resource-writes/details.ts';
import { readResourceWrites, type WrittenResource } from '../../src/azure/resource-writes.ts';
import type { StandInResponse } from '../../src/sandbox/http.ts';
import { clientId } from '../../src/sandbox/identities.ts';
import { askKusto } from '../sandbox/resource-graph/kusto.ts';
import { createInProcessArm, type InProcessArm } from './in-process-arm.ts';
import { clusterId, group, put, putCluster } from './policy-estate.ts';

const minutes = 60_000;
const network = `${group}/providers/Microsoft.Network/virtualNetworks/v`;

function estate(options?: Parameters<typeof createInProcessArm>[0]): InProcessArm {
  const arm = createInProcessArm(options);
  put(arm, group, { location: 'westeurope' }, apiVersions.resourceGroups);
  putCluster(arm);
  arm.clock.pass(20 * minutes);
  return arm;
}

async function ask(arm: InProcessArm, resources: readonly WrittenResource[] = [{ id: clusterId() }], back = 24 * 60 * minutes) {
  const now = arm.clock.now();
  arm.forget();
  return await readResourceWrites({ resources, since: new Date(now - back).toISOString(), until: new Date(now).toISOString() }, { arm: arm.connect(), clock: arm.clock, signal: new AbortController().signal });
}

const writeOf = async (arm: InProcessArm, resource: WrittenResource = { id: clusterId() }, back?: number) => (await ask(arm, [resource], back)).writes.get(resource.id.toLowerCase());

describe('the last write to a resource', () => {
  test('says who, when, by what operation, and what it changed from what into what', async () => {
    const arm = estate();
    arm.controls.actAs('alice@contoso.com');
    putCluster(arm, 'loadBalancer');
    expect(await writeOf(arm)).toEqual({
      at: '2026-11-23T12:20:00.000Z', by: 'alice@contoso.com', operation: 'Microsoft.ContainerService/ManagedClusters/write'.replace('ManagedClusters', 'managedClusters'),
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/), details: expect.arrayContaining(['properties.networkProfile.outboundType: none → loadBalancer']),
    });
  });

  test('is that of somebody, not the coming to rest after it', async () => {
    const arm = estate();
    putCluster(arm, 'loadBalancer');
    arm.clock.pass(20 * minutes);
    expect(await writeOf(arm)).toMatchObject({ at: '2026-11-23T12:20:00.000Z', by: clientId });
  });

  test('is the one that changed what is asked about, though others came after it', async () => {
    const arm = estate();
    arm.controls.actAs('alice@contoso.com');
    putCluster(arm, 'loadBalancer');
    arm.clock.pass(20 * minutes);
    arm.controls.actAs('bob@contoso.com');
    const body = arm.ask('GET', `${clusterId()}?api-version=${apiVersions.managedClusters}`).body;
    put(arm, clusterId(), { ...(body as JsonObject), tags: { team: 'b' } }, apiVersions.managedClusters);
    expect(await writeOf(arm)).toMatchObject({ by: 'bob@contoso.com', details: expect.arrayContaining(['tags.team: nothing → b']) });
    expect(await writeOf(arm, { id: clusterId(), paths: ['properties.networkProfile.outboundType'] })).toMatchObject({ by: 'alice@contoso.com' });
    expect(await writeOf(arm, { id: clusterId(), paths: ['properties.fipsEnabled'] })).toMatchObject({ by: 'bob@contoso.com' });
  });

  test('to a child is told by what it stands in', async () => {
    const arm = estate();
    put(arm, network, { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets: [{ name: 'nodes', properties: { addressPrefix: '10.0.0.0/24' } }] } }, apiVersions.network);
    arm.clock.pass(20 * minutes);
    put(arm, `${network}/subnets/nodes`, { properties: { addressPrefix: '10.0.0.0/24', defaultOutboundAccess: true } }, apiVersions.network);
    expect(await writeOf(arm, { id: `${network}/subnets/nodes`, paths: ['properties.defaultOutboundAccess'] })).toMatchObject({ details: expect.arrayContaining(['properties.subnets[0].properties.defaultOutboundAccess: nothing → true']) });
  });

  test('may be the making or the end of it', async () => {
    const arm = estate();
    expect(await writeOf(arm)).toMatchObject({ details: ['created'] });
    arm.ask('DELETE', `${clusterId()}?api-version=${apiVersions.managedClusters}`);
    arm.clock.pass(20 * minutes);
    expect(await writeOf(arm)).toMatchObject({ by: clientId, details: ['deleted'] });
  });

  test('before the time span is none', async () => {
    const { writes, notes } = await ask(estate(), undefined, minutes);
    expect([writes.size, notes]).toEqual([0, []]);
  });

  test('is found in the Activity Log when Resource Graph has forgotten it', async () => {
    const arm = estate();
    arm.clock.pass(30 * 24 * 60 * minutes);
    expect(await writeOf(arm, undefined, 60 * 24 * 60 * minutes)).toEqual({ at: expect.stringMatching(/^2026-11-23T12:0/), by: clientId, operation: 'Microsoft.ContainerService/managedClusters/write', correlationId: expect.any(String) });
    expect(at(arm.requests.at(-1)?.query, '$select')).not.toMatch(/claims/);
  });

  test('is none in the Activity Log if it failed', async () => {
    const arm = estate();
    expect(arm.ask('PUT', `${clusterId('bad')}?api-version=${apiVersions.managedClusters}`, { location: 'westeurope' }).status).toBeGreaterThanOrEqual(400);
    expect(await writeOf(arm, { id: clusterId('bad') })).toBeUndefined();
  });

  test('is asked for once, whatever the case, and many at a time', async () => {
    const arm = estate();
    putCluster(arm, 'loadBalancer');
    const { writes } = await ask(arm, [{ id: clusterId() }, { id: clusterId().toUpperCase() }]);
    expect([writes.size, arm.requests.length]).toEqual([1, 1]);
    const many = Array.from({ length: 250 }, (_, index) => ({ id: clusterId(`n${index}`) }));
    const { notes } = await ask(arm, many);
    expect(arm.requests.filter(({ method }) => method === 'POST')).toHaveLength(3);
    expect(arm.requests.filter(({ method }) => method === 'GET')).toHaveLength(50);
    expect(notes).toEqual(['Who wrote 200 more resources was not looked up.']);
    await ask(arm, []);
    expect(arm.requests).toEqual([]);
  });

  test('is a note when it may not be read', async () => {
    const refused: StandInResponse = { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'No.' } } };
    const { writes, notes } = await ask(createInProcessArm({ handler: () => () => refused }));
    expect([writes.size, notes]).toEqual([0, [expect.stringMatching(/^Who changed what could not be read of resource changes: .*No\./), expect.stringMatching(/^Who changed what could not be read in the Activity Log: /)]]);
  });

  test('Kusto has nothing to say against the query', () => {
    expect(askKusto(changesQuery(['/a', "/o'b"], '2026-11-23T12:00:00Z', '2026-11-24T12:00:00Z')).problems).toEqual([]);
  });
});

describe('what a write changed', () => {
  const change = (previousValue: unknown, newValue: unknown): JsonObject => ({ previousValue, newValue });

  test.each<[string, JsonObject, readonly string[]]>([
    ['values', { 'properties.a': change('x', 'y'), 'properties.b': change(null, 'true'), 'tags.c': change('1', 'null') }, ['properties.a: x → y', 'properties.b: nothing → true', 'tags.c: 1 → nothing']],
    ['no noise', { 'properties.provisioningState': change('a', 'b'), 'etag': change('a', 'b'), 'systemData.lastModifiedAt': change('a', 'b') }, []],
    ['no secrets', { 'properties.adminPassword': change('hunter2', 'hunter3'), 'tags.apiKey': change(null, 'k'), 'properties.linuxProfile.ssh.publicKeys[0].keyData': change('a', 'b') }, ['properties.adminPassword: changed (not shown)', 'tags.apiKey: changed (not shown)', 'properties.linuxProfile.ssh.publicKeys[0].keyData: changed (not shown)']],
    ['no credentials in addresses', { 'properties.httpProxyConfig.httpProxy': change(null, 'http://me:pw@proxy:1') }, ['properties.httpProxyConfig.httpProxy: nothing → http://***@proxy:1']],
    ['nothing long, and no objects', { 'tags.a': change('x'.repeat(81), '{"a":1}'), 'tags.b': change({ a: 1 }, ['x']) }, ['tags.a: (not shown) → (not shown)', 'tags.b: (not shown) → (not shown)']],
  ])('tells %s', (_, changes, lines) => {
    expect(detailsOf(changes)).toEqual(lines);
  });

  test('is bounded', () => {
    const lines = detailsOf(Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`properties.${'p'.repeat(1000)}${index}`, change('a', 'b')])));
    expect([lines.length, lines.at(-1), Math.max(...lines.map(({ length }) => length))]).toEqual([13, 'and 488 more', 208]);
  });

  test.each([null, 'x', [], 7, JSON.parse('{"__proto__": {"a": 1}}')])('is nothing known in %j', (changes) => {
    expect(detailsOf(changes).every((line) => /^__proto__: nothing → nothing$/.test(line))).toBe(true);
  });
});
