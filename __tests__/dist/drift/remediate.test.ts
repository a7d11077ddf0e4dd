/** Remedies through the shipped program: what is planned and what is done, cluster by cluster, and what the issue says of it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { startFaultyArm } from '../../azure/faulty-arm.ts';
import { call, clusterId, groupId, isolatedCluster, seedCluster } from '../azure.ts';
import { freshFolder } from '../package.ts';
import { commentWritesOf, expectStatus, writesOf } from '../reading.ts';
import { useSandbox, type Given } from '../runner.ts';
import { openings, scene, type Opening, type Scene } from './scene.ts';
import { fleetReport } from './tenant.ts';

const sandbox = useSandbox();

/** What the network of AKS leaves open is nothing to remedy here. */
const egress = JSON.stringify([{ way: 'egress-regional-storage', reason: 'the trial' }]);

/** A resource group with clusters in which this is switched on. */
async function group(name: string, clusters: Readonly<Record<string, readonly Opening[]>>, inputs: Given = {}): Promise<Scene> {
  await Promise.all(Object.entries(clusters).map(async ([cluster, opened]) => await seedCluster(sandbox.current, name, cluster, isolatedCluster(Object.assign({}, ...opened.map((opening) => openings[opening])) as JsonObject))));
  return scene(sandbox.current, name, { 'targets': groupId(sandbox.current, name), 'resource-group': undefined, 'cluster-name': undefined, 'poll-interval': '1', egress, ...inputs });
}

async function document(name: string, cluster: string): Promise<string> {
  return JSON.stringify((await call(sandbox.current, 'GET', clusterId(sandbox.current, name, cluster))).body);
}

const put = (name: string, cluster: string): string => `PUT …/resourceGroups/${name}/providers/Microsoft.ContainerService/managedClusters/${cluster}`;

describe('a plan', () => {
  test('stands in the issue, writes nothing to Azure, and is not written again while it is the same', async () => {
    const all = await group('rg-plan', { web: ['run-command'], api: ['node-os'], idle: [] });
    const before = await Promise.all(['web', 'api', 'idle'].map(async (name) => await document('rg-plan', name)));
    const run = await all.look({ remediate: 'plan' });
    expectStatus(run, 1);
    expect(writesOf(run.requests)).toEqual([]);
    expect(await Promise.all(['web', 'api', 'idle'].map(async (name) => await document('rg-plan', name)))).toEqual(before);
    expect((await fleetReport(run)).drift.remedies?.map(({ kind, cluster }) => `${kind} ${cluster.name}`).toSorted()).toEqual(['planned api', 'planned web']);
    expect(run.outputs).toMatchObject({ 'changed': 'false', 'plan-hash': expect.stringMatching(/^[0-9a-f]{64}$/) });
    const { body } = all.issue();
    expect(body).toMatch(/Plan for <code>web<[^]*disableRunCommand: false → true/);
    expect(body).toMatch(/Plan for <code>api<[^]*nodeOSUpgradeChannel/);
    expect(body).toMatch(/reimaged/);
    expect(body).toContain('aks-isolation deploy --subscription-id');
    const again = await all.look({ remediate: 'plan' });
    expect({ writes: commentWritesOf(again.requests), hash: again.outputs['plan-hash'] }).toEqual({ writes: [], hash: run.outputs['plan-hash'] });
  });
});

describe('applying', () => {
  test('does what disturbs nothing, one cluster after the other, and leaves the rest; the next runs see it, and the issue is closed when all is done', async () => {
    const all = await group('rg-apply', { web: ['run-command'], api: ['run-command', 'node-os'], idle: [] });
    await all.look();
    const run = await all.look({ remediate: 'apply' });
    expect(writesOf(run.requests)).toEqual([put('rg-apply', 'api'), put('rg-apply', 'web')]);
    expect(run.outputs['changed']).toBe('true');
    expect((await fleetReport(run)).drift.remedies?.map(({ kind, cluster }) => `${kind} ${cluster.name}`)).toEqual(['applied api', 'held api', 'applied web']);
    // The second write begins after the first has come to rest.
    const lines = run.requests.filter(({ server, method, path }) => server === 'arm' && (method === 'PUT' || /\/operations\//i.test(path))).map(({ method, path }) => (method === 'PUT' ? path.split('?')[0]?.split('/').at(-1) : 'poll'));
    expect(lines.slice(0, lines.indexOf('web'))).toContain('poll');
    expect([await document('rg-apply', 'web'), await document('rg-apply', 'api')]).toEqual([expect.stringContaining('"disableRunCommand":true'), expect.stringMatching(/"disableRunCommand":true.*"nodeOSUpgradeChannel":"Unmanaged"/)]);
    expect(run.summary).toMatch(/Applied to <code>api<[^]*Held back for <code>api<[^]*allow-disruption/);

    // Nothing is healed before it was looked at again; what was done is told.
    expect(all.issue()).toMatchObject({ state: 'open', comments: [expect.stringMatching(/\*\*3 as before\*\*[^]*Applied to <code>api<[^]*Applied to <code>web</)] });

    const next = await all.look({ remediate: 'apply' });
    expectStatus(next, 1);
    expect(writesOf(next.requests)).toEqual([]);
    expect(all.issue()).toMatchObject({ state: 'open', remembers: ['aks-node-os-upgrade-channel on api'] });
    expect(all.issue().comments.at(-1)).toMatch(/\*\*2 healed, 1 as before\*\*/);

    await all.look({ 'remediate': 'apply', 'allow-disruption': 'true' });
    expect(await document('rg-apply', 'api')).not.toContain('Unmanaged');
    const last = await all.look({ 'remediate': 'apply', 'allow-disruption': 'true' });
    expectStatus(last, 0);
    expect(writesOf(last.requests)).toEqual([]);
    expect(all.issue()).toMatchObject({ state: 'closed', why: 'completed', remembers: [] });
  }, 40_000);

  test('stops at the first failure, says so, and leaves the others untouched; a second run goes on', async () => {
    const all = await group('rg-fails', { a: ['run-command'], b: ['run-command'], c: ['run-command'] });
    const faulty = await startFaultyArm(sandbox.current, ({ method, path }) => (method === 'PUT' && path.endsWith('/b') ? { status: 400, body: '{"error":{"code":"QuotaExceeded","message":"There is too much of it."}}' } : undefined));
    const file = join(await freshFolder('faulty'), 'both.pem');
    await writeFile(file, `${sandbox.current.caCertificate}\n${faulty.certificate}`);
    const run = await all.look({ 'remediate': 'apply', 'arm-endpoint': faulty.origin }, { environment: { NODE_EXTRA_CA_CERTS: file } });
    await faulty.stop();
    expectStatus(run, 3);
    expect(writesOf(run.requests)).toEqual([put('rg-fails', 'a')]);
    expect(run.errors.join('\n')).toContain('There is too much of it.');
    expect((await fleetReport(run)).drift.remedies?.map(({ kind, cluster }) => `${kind} ${cluster.name}`)).toEqual(['applied a', 'failed b', 'held c']);
    expect(all.issue()).toMatchObject({ state: 'open' });
    expect(await document('rg-fails', 'c')).toContain('"disableRunCommand":false');
    const next = await all.look({ remediate: 'apply' });
    expect(writesOf(next.requests)).toEqual([put('rg-fails', 'b'), put('rg-fails', 'c')]);
    expectStatus(await all.look({ remediate: 'apply' }), 0);
    expect(all.issue()).toMatchObject({ state: 'closed' });
  }, 40_000);

  test('keeps to the approved plan', async () => {
    const all = await group('rg-approved', { web: ['run-command'] });
    const hash = (await all.look({ remediate: 'plan' })).outputs['plan-hash'];
    const refused = await all.look({ 'remediate': 'apply', 'plan-hash': '0'.repeat(64) });
    expectStatus(refused, 2);
    expect(writesOf(refused.requests)).toEqual([]);
    const run = await all.look({ 'remediate': 'apply', 'plan-hash': hash });
    expect(writesOf(run.requests)).toEqual([put('rg-approved', 'web')]);
  });

  test('as a dry run, or outside of the subscriptions that are allowed, writes nothing', async () => {
    const all = await group('rg-dry', { web: ['run-command'] });
    for (const inputs of [{ 'dry-run': 'true' }, { 'allowed-subscriptions': '00000000-0000-0000-0000-00000000ffff' }]) {
      expect(writesOf((await all.look({ remediate: 'apply', ...inputs })).requests)).toEqual([]);
    }
  });
});
