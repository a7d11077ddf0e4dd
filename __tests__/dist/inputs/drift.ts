import { expect } from '@jest/globals';
import { readFile, writeFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isolatedCluster, leakingCluster, seedCluster } from '../azure.ts';
import { expectStatus, reportOf } from '../reading.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { boolean, file, living, paths, type InputCase, type World } from './case.ts';

const leaking = 'rg-leaking';

/** A cluster with ways out, of this case alone. */
async function leak({ sandbox }: World, name: string): Promise<Readonly<Record<string, string>>> {
  await seedCluster(sandbox, `${leaking}-${name}`, name, leakingCluster());
  return { 'resource-group': `${leaking}-${name}`, 'cluster-name': name };
}

const group = ({ subscriptionId }: Sandbox, name: string): string => `/subscriptions/${subscriptionId}/resourceGroups/${name}`;

/** The whole report, with what `drift` alone tells. */
async function driftOf(run: Parameters<typeof reportOf>[0]): Promise<{ readonly clusters: readonly { readonly name: string }[]; readonly shard?: object; readonly azure?: object; readonly remedies?: readonly { readonly kind: string }[] }> {
  const report: unknown = await reportOf(run);
  return (report as { readonly drift: Awaited<ReturnType<typeof driftOf>> }).drift;
}

const targets = {
  effect: async ({ drift, sandbox }: World) => {
    const run = await drift({ 'targets': `${group(sandbox, living)}\n${group(sandbox, living)}/providers/Microsoft.ContainerService/managedClusters/demo`, 'cluster-name': undefined, 'resource-group': undefined, 'fail-on': 'never' });
    expectStatus(run, 0);
    expect((await driftOf(run)).clusters.map(({ name }) => name)).toEqual(['demo']);
  },
  invalid: { value: '/subscriptions/somewhere', expected: /expected ids of management groups, subscriptions, resource groups or clusters, one to a line; "\/subscriptions\/somewhere" is none/ },
};

export const driftCases = {
  targets,
  'shard': {
    effect: async ({ drift, sandbox }) => {
      const run = await drift({ 'targets': group(sandbox, living), 'cluster-name': undefined, 'resource-group': undefined, 'shard': '1/1', 'fail-on': 'never' });
      expectStatus(run, 0);
      expect((await driftOf(run)).shard).toEqual({ index: 1, count: 1 });
    },
    invalid: { value: '3/2', expected: /expected a part such as 2\/8/ },
  },
  'merge': {
    effect: async ({ drift, sandbox }) => {
      const shard = await drift({ 'targets': group(sandbox, living), 'cluster-name': undefined, 'resource-group': undefined, 'shard': '1/1', 'fail-on': 'never' });
      const folder = await mkdtemp(join(tmpdir(), 'aks-isolation-merge-'));
      await writeFile(join(folder, 'one.json'), await readFile(shard.outputs['report-file'] ?? ''));
      const run = await drift({ 'targets': group(sandbox, living), 'cluster-name': undefined, 'resource-group': undefined, 'merge': join(folder, 'one.json'), 'fail-on': 'never' });
      expectStatus(run, 0);
      expect((await driftOf(run)).clusters.map(({ name }) => name)).toEqual(['demo']);
      expect(run.requests.filter(({ server }) => server === 'arm')).toEqual([]);
    },
    invalid: paths,
  },
  'earlier-report': {
    effect: async ({ drift }) => {
      const run = await drift({ 'earlier-report': 'not-yet.json', 'fail-on': 'never' });
      expectStatus(run, 0);
      expect((await reportOf(run)).notes).toContain('There is no report `not-yet.json` of an earlier run yet.');
    },
    invalid: file,
  },
  'issue': {
    effect: async (world) => {
      const run = await world.drift({ ...await leak(world, 'quiet'), 'issue': 'false' });
      expectStatus(run, 1);
      expect(run.requests.filter(({ path }) => path.includes('/issues'))).toEqual([]);
    },
    invalid: boolean,
  },
  'issue-label': {
    effect: async (world) => {
      expectStatus(await world.drift({ ...await leak(world, 'labelled'), 'issue-label': 'egress' }), 1);
      expect(world.sandbox.github.issues().map(({ labels }) => labels)).toContainEqual(['egress']);
    },
    invalid: { value: 'x'.repeat(51), expected: /expected at most 50 printable characters/ },
  },
  'issue-key': {
    effect: async (world) => {
      const given = { ...await leak(world, 'keyed'), 'issue-label': 'keyed' };
      for (const key of ['one', 'other', 'one']) expectStatus(await world.drift({ ...given, 'issue-key': key }), 1);
      expect(world.sandbox.github.issues().filter(({ labels }) => labels.includes('keyed'))).toHaveLength(2);
    },
    invalid: { value: 'x'.repeat(201), expected: /expected at most 200 printable characters/ },
  },
  'azure-states': {
    effect: async ({ drift }) => {
      const run = await drift({ 'azure-states': 'true', 'fail-on': 'never' });
      expectStatus(run, 0);
      expect((await driftOf(run)).azure).toMatchObject({ different: 0 });
    },
    invalid: boolean,
  },
  'trigger-evaluation': {
    effect: async ({ drift }) => {
      const run = await drift({ 'trigger-evaluation': 'true', 'fail-on': 'never' });
      expectStatus(run, 0);
      expect(run.requests.filter(({ method, path }) => method === 'POST' && /triggerEvaluation/i.test(path))).toHaveLength(1);
    },
    invalid: boolean,
  },
  'remediate': {
    effect: async (world) => {
      const run = await world.drift({ ...await leak(world, 'mended'), 'remediate': 'plan' });
      expectStatus(run, 1);
      expect((await driftOf(run)).remedies?.length).toBeGreaterThan(0);
      expect(run.requests.filter(({ method, server }) => server === 'arm' && method === 'PUT')).toEqual([]);
    },
    invalid: { value: 'always', expected: /expected one of none, plan, apply/ },
  },
  'allow-disruption': {
    effect: async (world) => {
      await seedCluster(world.sandbox, 'rg-disrupted', 'disrupted', isolatedCluster({ autoUpgradeProfile: { nodeOSUpgradeChannel: 'Unmanaged' } }));
      const given = { 'resource-group': 'rg-disrupted', 'cluster-name': 'disrupted', 'remediate': 'apply', 'dry-run': 'true' };
      const kinds = async (more: Readonly<Record<string, string>>): Promise<string> => JSON.stringify((await driftOf(await world.drift({ ...given, ...more }))).remedies);
      expect(await kinds({ 'allow-disruption': 'true' })).not.toBe(await kinds({}));
    },
    invalid: boolean,
  },
} as const satisfies Readonly<Record<string, InputCase>>;
