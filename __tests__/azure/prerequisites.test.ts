import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { creationBody } from '../../src/isolation/desired-cluster.ts';
import { mergeDocument } from '../../src/isolation/document/merge.ts';
import { clusterIdOf } from '../../src/isolation/specification.ts';
import { managedClusterType } from '../../src/arm/api-versions.ts';
import { arrayAt, at, textAt } from '../../src/arm/json.ts';
import { AzureError } from '../../src/azure/arm-error.ts';
import { nameOf } from '../../src/isolation/deployment/prerequisites/names.ts';
import type { Handler } from '../../src/sandbox/http.ts';
import { readSurroundings } from '../../src/azure/surroundings.ts';
import { exposuresOf } from '../../src/isolation/exposure/answers.ts';
import { group, network, ownEverything, registry, variants, zoneId } from '../isolation/deployment/prerequisites/variants.ts';
import { versionFor } from '../sandbox/version-for.ts';
import { createInProcessArm, killedAt } from './in-process-arm.ts';
import { runOf } from './prerequisites-run.ts';

const integrated = variants['own network, own registry, integrated API server'] ?? ownEverything;

describe('prerequisites in an empty subscription', () => {
  test.each(Object.entries(variants))('of %s: are made, and are then there', async (_, specification) => {
    const run = runOf(createInProcessArm(), specification);
    const plan = await run.plan();
    expect(plan.refusals).toEqual([]);
    await run.write(plan.steps);
    const again = await run.plan();
    expect({ steps: again.steps.map(({ key }) => key), refusals: again.refusals, verify: (await run.plan('verify')).verify }).toEqual({ steps: [], refusals: [], verify: [] });
  });

  test.each(Object.entries(variants))('of %s: carry a cluster, after which nothing is missing', async (_, specification) => {
    const arm = createInProcessArm();
    const run = runOf(arm, specification);
    const plan = await run.plan();
    await run.write(plan.steps);
    if (plan.steps.length === 0) await run.put(`/subscriptions/${specification.subscriptionId}/resourceGroups/rg`, { location: 'westeurope' });
    const cluster = await run.put(clusterIdOf(specification), mergeDocument(creationBody(specification), run.clusterPart(plan)));
    expect(at(cluster, 'properties', 'provisioningState')).toBe('Succeeded');
    const again = await run.plan();
    expect([...again.steps.map(({ key }) => key), ...again.refusals]).toEqual([]);
  });

  test.each(Object.entries(variants).filter(([, { variant }]) => variant?.registry !== undefined))('of %s: leave no way out, and nothing that keeps nodes from coming up', async (_, specification) => {
    const arm = createInProcessArm();
    const run = runOf(arm, specification);
    const plan = await run.plan();
    await run.write(plan.steps);
    const body = await run.put(clusterIdOf(specification), mergeDocument(creationBody(specification), run.clusterPart(plan)));
    const { resources, complete } = await readSurroundings({ type: managedClusterType, name: specification.name, id: clusterIdOf(specification), body }, { arm: arm.connect() });
    const [found] = exposuresOf(resources, complete);
    const notOurs = new Set(['node-resource-group-unlocked', 'network-policy-absent', 'egress-dns']);
    expect(found?.answers.filter(({ rule, answer }) => answer.state !== 'closed' && !notOurs.has(rule.id)).map(({ rule }) => rule.id)).toEqual([]);
  });

  test('take few requests to read', async () => {
    const arm = createInProcessArm();
    const run = runOf(arm, ownEverything);
    await run.write((await run.plan()).steps);
    arm.forget();
    await run.plan();
    expect(arm.requests.length).toBeLessThanOrEqual(15);
  });
});

/** Answers that a caller without the right gets. */
const forbidden = (sandbox: Handler, path: RegExp): Handler => (request) => (request.method === 'GET' && path.test(request.path)
  ? { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'The client has no right to read it.' } } }
  : sandbox(request));

describe('prerequisites among what others have built', () => {
  test('are added to: subnets, a rule and a link come to what is there, which stays as it was', async () => {
    const arm = createInProcessArm();
    const run = runOf(arm, integrated);
    await run.put(group, { location: 'westeurope' });
    await run.put(network.id, { location: 'westeurope', tags: { mine: 'yes' }, properties: { addressSpace: { addressPrefixes: ['10.1.0.0/24', '10.2.0.0/23'] }, subnets: [{ name: 'theirs', properties: { addressPrefix: '10.2.0.0/25' } }] } });
    await run.put(registry.id, { location: 'westeurope', sku: { name: 'Premium' }, tags: { mine: 'yes' }, properties: { publicNetworkAccess: 'Disabled' } });
    await run.put(zoneId, { location: 'global', tags: { mine: 'yes' } });
    await run.put(`${zoneId}/A/other`, { properties: { ttl: 60, aRecords: [{ ipv4Address: '10.9.9.9' }] } });
    const before = await run.plan();
    expect(before.refusals).toEqual([]);
    await run.write(before.steps);
    const after = await run.plan('verify');
    expect(after.verify).toEqual([]);
    const living = arm.ask('GET', `${network.id}?api-version=2025-05-01`).body;
    expect(arrayAt(living, 'properties', 'subnets').map((one) => `${textAt(one, 'name') ?? ''} ${textAt(one, 'properties', 'addressPrefix') ?? ''}`)).toEqual([
      'theirs 10.2.0.0/25', 'nodes 10.1.0.0/24', 'endpoints 10.2.0.128/27', 'api 10.2.0.160/28',
    ]);
    for (const id of [network.id, registry.id, zoneId]) expect(at(arm.ask('GET', `${id}?api-version=${versionFor(id)}`).body, 'tags')).toEqual({ mine: 'yes' });
  });

  test('are continued by the next run, wherever the last one was killed', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 45 }), fc.constantFrom('before', 'after'), async (n, when) => {
      const arm = createInProcessArm();
      const first = runOf(arm, integrated, killedAt(n, when));
      await first.plan().then(async ({ steps }) => await first.write(steps)).catch(() => undefined);
      const next = runOf(arm, integrated);
      const looked = await next.plan();
      expect(looked.refusals).toEqual([]);
      if (looked.busy.length > 0) arm.clock.pass(1_200_000);
      const { steps, busy } = await next.plan();
      expect(busy).toEqual([]);
      await next.write(steps);
      expect(await next.plan()).toMatchObject({ steps: [], refusals: [], busy: [] });
      expect(arrayAt(arm.ask('GET', `${group}/providers/Microsoft.Network/privateEndpoints?api-version=2025-05-01`).body, 'value')).toHaveLength(1);
    }), { numRuns: 15 });
  });

  test('that were deleted are made anew', async () => {
    const arm = createInProcessArm();
    const run = runOf(arm, ownEverything);
    const first = await run.plan();
    await run.write(first.steps);
    arm.ask('DELETE', `${zoneId}/virtualNetworkLinks/${nameOf(first.steps.find(({ key }) => key === 'registry-zone-link')?.id ?? '')}?api-version=2024-06-01`);
    arm.clock.pass(600_000);
    const again = await run.plan();
    expect(again.steps.map(({ key }) => key)).toEqual(['registry-zone-link']);
    await run.write(again.steps);
    expect((await run.plan()).steps).toEqual([]);
  });

  test.each([
    ['the network', /virtualNetworks\/vnet$/i], ['the registry', /registries\/contoso$/i], ['the zones', /subscriptions\/[^/]+\/providers\/Microsoft.Network\/privateDnsZones$/i], ['the cluster', /managedClusters\/demo$/i],
    ['the identities', /userAssignedIdentities\/[^/]+$/i],
  ])('are refused where %s may not be read, with the right that is missing', async (_, path) => {
    const arm = createInProcessArm({ handler: (sandbox) => forbidden(sandbox, path) });
    const { refusals } = await runOf(arm, ownEverything).plan();
    expect(refusals.join('\n')).toMatch(/could not be read\. .*The client has no right to read it\. Reading it takes `Microsoft\.[A-Za-z/]+\/read`\./);
  });

  test('are not read when Azure is down', async () => {
    const arm = createInProcessArm({ handler: () => () => ({ status: 500, body: { error: { code: 'InternalServerError', message: 'down' } } }) });
    await expect(runOf(arm, ownEverything).plan()).rejects.toBeInstanceOf(AzureError);
  });
});
