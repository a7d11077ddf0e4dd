/** For every input of the table: a value that shows its effect through the shipped program, and one that is refused. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { at, textAt } from '../../src/arm/json.ts';
import type { InputName } from '../../src/config/inputs.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { call, clusterId, isolatedCluster, seedCluster, seedGroup } from './azure.ts';
import { deployWords, runCommandLine, startCommandLine } from './command-line.ts';
import { pullRequest, push, type Event } from './events.ts';
import { detailsOf, expectStatus, reportOf, writesOf } from './reading.ts';
import { assignInputs, deployInputs, runAction, type ActionRun, type Given } from './runner.ts';

/** What a case may do. */
export interface World {
  readonly sandbox: Sandbox;
  /** A dry run of `deploy`. */
  plan(changes: Given, event?: Event): Promise<ActionRun>;
  /** The details of a dry run of `deploy`. */
  details(changes: Given): Promise<string>;
  deploy(changes: Given, event?: Event): Promise<ActionRun>;
  assign(changes: Given): Promise<ActionRun>;
}

export interface InputCase {
  readonly effect: (world: World) => Promise<void>;
  /** A value that is refused, and what the sentence says was expected. */
  readonly invalid: { readonly value: string; readonly expected: RegExp };
}

export function worldOf(sandbox: Sandbox): World {
  const deploy = (changes: Given, event = push()): Promise<ActionRun> => runAction({ sandbox, event, inputs: deployInputs(sandbox, changes) });
  const plan = (changes: Given, event?: Event): Promise<ActionRun> => deploy({ 'dry-run': 'true', ...changes }, event);
  const details = async (changes: Given): Promise<string> => {
    const run = await plan(changes);
    expectStatus(run, 0);
    return detailsOf(await reportOf(run));
  };
  return { sandbox, deploy, plan, details, assign: (changes) => runAction({ sandbox, event: push(), inputs: assignInputs(sandbox, changes) }) };
}

const otherGuid = '99999999-9999-4999-8999-999999999999';
const managementGroup = '/providers/Microsoft.Management/managementGroups/contoso';
const living = 'rg-living';
const aGuid = { value: 'contoso', expected: /expected a GUID/ };
const guids = { value: '44444444', expected: /expected GUIDs, separated by commas or line breaks/ };
const boolean = { value: 'yes', expected: /expected true or false/ };
const scope = { value: '/subscriptions/x', expected: /expected \/subscriptions\/<id>/ };
const origin = { value: 'http://127.0.0.1', expected: /expected an https:\/\/ address/ };
const file = { value: 'one\ntwo', expected: /expected the path of a file/ };

/** Seeded by the suite: the cluster `demo` in `rg-living`, isolated, one node. */
export async function seedLiving(sandbox: Sandbox): Promise<void> {
  await seedCluster(sandbox, living, 'demo', isolatedCluster());
}

async function freePort(): Promise<number> {
  return await new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Starts `sandbox` with a port and looks for it in the first line. */
const portIsTaken = (flag: string, endpoint: string) => async (): Promise<void> => {
  const port = await freePort();
  const running = await startCommandLine(['sandbox', `--${flag}`, String(port)]);
  const endpoints: unknown = JSON.parse(await running.firstLine());
  running.child.kill('SIGINT');
  expect((await running.ended).status).toBe(0);
  expect(textAt(endpoints, endpoint)).toMatch(new RegExp(`^https?://127\\.0\\.0\\.1:${port}$`));
};

const invalidPort = { value: '70000', expected: /expected a whole number from 0 to 65535/ };

export const inputCases: Readonly<Record<InputName, InputCase>> = {
  'command': {
    effect: async ({ assign, sandbox }) => {
      await seedGroup(sandbox, 'rg-command');
      expect(await reportOf(await assign({ 'resource-group': 'rg-command' }))).toMatchObject({ command: 'assign' });
    },
    invalid: { value: 'deplyo', expected: /expected one of deploy, assign; did you mean "deploy"\?/ },
  },
  'resource-group': {
    effect: async ({ plan }) => expect((await reportOf(await plan({ 'resource-group': 'Gruppe_(ä).1' }))).steps[0]).toMatchObject({ title: 'Create resource group Gruppe_(ä).1' }),
    invalid: { value: 'ends.', expected: /expected 1 to 90 letters, digits/ },
  },
  'cluster-name': {
    effect: async ({ plan }) => expect((await plan({ 'cluster-name': 'other' })).outputs['cluster-id']).toMatch(/\/managedClusters\/other$/),
    invalid: { value: '-demo', expected: /expected 1 to 63 letters, digits/ },
  },
  'location': {
    effect: async ({ details }) => expect(await details({ location: 'North Europe' })).toContain('location: northeurope'),
    invalid: { value: 'west/europe', expected: /expected an Azure region such as westeurope/ },
  },
  'kubernetes-version': {
    effect: async ({ plan }) => expect((await reportOf(await plan({ 'kubernetes-version': '1.30' }))).facts).toContainEqual({ label: 'Kubernetes', value: '1.30' }),
    invalid: { value: 'v1.30', expected: /expected a version such as 1\.34 or 1\.34\.2/ },
  },
  'tier': {
    effect: async ({ details }) => expect(await details({ 'resource-group': living, 'tier': 'premium' })).toContain('sku.tier: Standard → Premium'),
    invalid: { value: 'Gold', expected: /expected one of Free, Standard, Premium/ },
  },
  'node-pool-name': {
    effect: async ({ details }) => expect(await details({ 'node-pool-name': 'main' })).toContain('pool main: 3 × '),
    invalid: { value: 'Main', expected: /expected 1 to 12 lower-case letters and digits/ },
  },
  'node-count': {
    effect: async ({ details }) => expect(await details({ 'resource-group': living, 'node-count': '5' })).toContain('properties.agentPoolProfiles[system].count: 1 → 5'),
    invalid: { value: '0', expected: /expected a whole number from 1 to 1000/ },
  },
  'node-size': {
    effect: async ({ details }) => expect(await details({ 'node-size': 'Standard_D8ds_v5' })).toContain('3 × Standard_D8ds_v5'),
    invalid: { value: 'Standard D8', expected: /expected a virtual machine size such as/ },
  },
  'tags': {
    effect: async ({ details }) => expect(await details({ 'resource-group': living, 'tags': 'version: 1.30\nteam: platform' })).toMatch(/tags\.version: not set → 1\.30\n(?:.*\n)*.*tags\.team: not set → platform/),
    invalid: { value: 'a: [1]', expected: /expected a mapping of tag names to texts/ },
  },
  'cluster-file': {
    effect: async ({ sandbox }) => {
      const inputs = deployInputs(sandbox, { 'dry-run': 'true', 'location': undefined, 'cluster-file': 'cluster.yaml' });
      const run = await runAction({ sandbox, event: push(), inputs, files: { 'cluster.yaml': 'location: northeurope\n' } });
      expect(detailsOf(await reportOf(run))).toContain('location: northeurope');
    },
    invalid: file,
  },
  'assign-policies': {
    effect: async ({ plan }) => {
      const titles = (await reportOf(await plan({ 'assign-policies': 'false' }))).steps.map(({ title }) => title);
      expect(titles).toEqual(['Create resource group rg', 'Create cluster demo']);
    },
    invalid: boolean,
  },
  'scope': {
    effect: async ({ assign }) => {
      const run = await assign({ 'scope': managementGroup, 'resource-group': undefined, 'dry-run': 'true' });
      expectStatus(run, 0);
      expect((await reportOf(run)).target.id).toBe(managementGroup);
    },
    invalid: scope,
  },
  'definition-scope': {
    effect: async ({ plan }) => {
      const { steps } = await reportOf(await plan({ 'definition-scope': managementGroup }));
      expect(steps.filter(({ resourceId }) => resourceId?.startsWith(managementGroup))).toHaveLength(6);
    },
    invalid: scope,
  },
  'parameters': {
    effect: async ({ assign, sandbox }) => {
      await seedGroup(sandbox, 'rg-parameters');
      const run = await assign({ 'resource-group': 'rg-parameters', 'parameters': 'allowedOutboundTypes: [none, block]' });
      expectStatus(run, 0);
      const written = run.requests.find(({ method, path }) => method === 'PUT' && path.includes('/policyAssignments/'));
      expect(at(written?.body, 'properties', 'parameters')).toEqual({ allowedOutboundTypes: { value: ['none', 'block'] } });
    },
    invalid: { value: 'allowedOutboundTypes: [none', expected: /expected a YAML or JSON mapping/ },
  },
  'enforcement': {
    effect: async ({ details }) => expect(await details({ enforcement: 'do-not-enforce' })).toContain('enforcement: DoNotEnforce'),
    invalid: { value: 'always', expected: /expected one of auto, do-not-enforce/ },
  },
  'dry-run': {
    effect: async ({ deploy }) => {
      const run = await deploy({ 'resource-group': 'rg-dry', 'dry-run': 'TRUE' });
      expect([run.status, writesOf(run.requests), run.outputs['changed']]).toEqual([0, [], 'true']);
    },
    invalid: boolean,
  },
  'plan-hash': {
    effect: async ({ deploy }) => {
      const run = await deploy({ 'resource-group': 'rg-hash', 'plan-hash': '0'.repeat(64) });
      expectStatus(run, 2);
      expect(writesOf(run.requests)).toEqual([]);
      expect(run.errors.join('\n')).toContain('The plan has changed since it was approved');
    },
    invalid: { value: 'abc', expected: /expected the 64 hexadecimal digits of a plan-hash output/ },
  },
  'fail-on': {
    effect: async ({ deploy }) => {
      const violating = { 'resource-group': living, 'assign-policies': 'false', 'parameters': 'allowedOutboundTypes: [block]' };
      const failing = await deploy(violating);
      expectStatus(failing, 1);
      expect(failing.errors).toEqual([expect.stringContaining('aks-outbound-type on demo')]);
      expectStatus(await deploy({ ...violating, 'fail-on': 'never' }), 0);
    },
    invalid: { value: 'warnings', expected: /expected one of auto, undetermined, violation, never/ },
  },
  'poll-interval': {
    effect: async ({ deploy }) => {
      const run = await deploy({ 'resource-group': 'rg-poll', 'assign-policies': 'false', 'poll-interval': '2' });
      expectStatus(run, 0);
      // The service is done within milliseconds, so the run takes as long as its first wait: neither 1 s nor the default's 15.
      expect(run.elapsed).toBeGreaterThan(1900);
      expect(run.elapsed).toBeLessThan(12_000);
    },
    invalid: { value: '0', expected: /expected a whole number from 1 to 300/ },
  },
  'format': {
    effect: async ({ plan }) => {
      const path = (await plan({ format: 'markdown' })).outputs['report-file'] ?? '';
      expect(path).toMatch(/\.md$/);
      expect(await readFile(path, 'utf8')).toMatch(/^### Cluster demo/);
    },
    invalid: { value: 'xml', expected: /expected one of text, json, markdown/ },
  },
  'output': {
    effect: async ({ plan }) => {
      const run = await plan({ output: 'reports/plan.json' });
      expect(run.outputs['report-file']).toBe(join(run.workspace, 'reports', 'plan.json'));
      expect(existsSync(run.outputs['report-file'] ?? '')).toBe(true);
    },
    invalid: file,
  },
  'comment': {
    effect: async ({ plan }) => expect((await plan({ comment: 'false' }, pullRequest({ number: 50 }))).comments).toEqual([]),
    invalid: boolean,
  },
  'comment-key': {
    effect: async ({ plan }) => expect((await plan({ 'comment-key': 'mine' }, pullRequest({ number: 51 }))).comments[0]?.body).toMatch(/^<!-- aks-network-isolation:mine -->/),
    invalid: { value: 'x'.repeat(201), expected: /expected at most 200 printable characters/ },
  },
  'pull-request-number': {
    effect: async ({ plan, sandbox }) => {
      const run = await plan({ 'pull-request-number': '52' });
      expect(sandbox.github.comments(52).map(({ url }) => url)).toEqual([run.outputs['comment-url']]);
    },
    invalid: { value: '#52', expected: /expected a whole number from 1 to/ },
  },
  'github-token': {
    effect: async ({ plan }) => {
      const event = pullRequest({ number: 53 });
      const wrong = await plan({ 'github-token': 'ghs_wrong' }, event);
      expect([wrong.comments.length, wrong.log.includes('ghs_wrong')]).toEqual([0, false]);
      expect((await plan({}, event)).comments).toHaveLength(1);
    },
    invalid: { value: 'ghs_se cret', expected: /is malformed: expected a token without spaces/ },
  },
  'subscription-id': {
    effect: async ({ plan, sandbox }) => expect((await plan({ 'subscription-id': sandbox.subscriptionId.toUpperCase() })).outputs['cluster-id']).toContain(`/subscriptions/${sandbox.subscriptionId}/`),
    invalid: aGuid,
  },
  'tenant-id': {
    effect: async ({ plan, sandbox }) => expect((await plan({})).requests.map(({ path }) => path)).toContainEqual(expect.stringContaining(`/${sandbox.tenantId}/oauth2/v2.0/token`)),
    invalid: aGuid,
  },
  'client-id': {
    effect: async ({ plan, sandbox }) => {
      const signIn = (await plan({})).requests.find(({ server, method }) => server === 'authority' && method === 'POST');
      expect(textAt(signIn?.body, 'client_id')).toBe(sandbox.clientId);
    },
    invalid: aGuid,
  },
  'cloud': {
    effect: async ({ plan }) => {
      const asked = (await plan({ cloud: 'us-government' })).requests.map(({ path }) => path);
      expect(asked).toContainEqual(expect.stringContaining(`audience=${encodeURIComponent('api://AzureADTokenExchangeUSGov')}`));
    },
    invalid: { value: 'germany', expected: /expected one of public, us-government, china/ },
  },
  'arm-endpoint': {
    effect: async ({ plan, sandbox }) => {
      const run = await plan({ 'arm-endpoint': `${sandbox.armEndpoint}/` });
      expectStatus(run, 0);
      expect(run.requests.some(({ server }) => server === 'arm')).toBe(true);
    },
    invalid: origin,
  },
  'authority-host': {
    effect: async ({ plan, sandbox }) => {
      const run = await plan({ 'authority-host': `${sandbox.authorityHost}/` });
      expectStatus(run, 0);
      expect(run.requests.some(({ server }) => server === 'authority')).toBe(true);
    },
    invalid: { ...origin, value: 'https://user:word@login.test' },
  },
  'allowed-subscriptions': {
    effect: async ({ plan, sandbox }) => {
      expectStatus(await plan({ 'allowed-subscriptions': otherGuid }), 2);
      expectStatus(await plan({ 'allowed-subscriptions': `${otherGuid},${sandbox.subscriptionId}` }), 0);
    },
    invalid: guids,
  },
  'allowed-tenants': {
    effect: async ({ plan, sandbox }) => {
      expectStatus(await plan({ 'allowed-tenants': otherGuid }), 2);
      expectStatus(await plan({ 'allowed-tenants': `${otherGuid} ${sandbox.tenantId}` }), 0);
    },
    invalid: guids,
  },
  'json': {
    effect: async ({ sandbox }) => {
      const { stdout } = await runCommandLine(deployWords(sandbox, '--dry-run', '--json'), { sandbox });
      expect(JSON.parse(stdout)).toMatchObject({ command: 'deploy' });
    },
    invalid: boolean,
  },
  'debug': {
    effect: async ({ sandbox }) => {
      const { stderr } = await runCommandLine(deployWords(sandbox, '--dry-run', '--debug'), { sandbox });
      expect(stderr).toMatch(/^debug: /m);
    },
    invalid: boolean,
  },
  'keep': {
    effect: async () => {
      const running = await startCommandLine(['demo', '--keep']);
      await running.printed(/Everything went as it should[\s\S]*The sandbox runs until you press Ctrl-C/);
      expect(running.child.exitCode).toBeNull();
      running.child.kill('SIGINT');
      expect((await running.ended).status).toBe(0);
    },
    invalid: boolean,
  },
  'port': { effect: portIsTaken('port', 'armEndpoint'), invalid: invalidPort },
  'authority-port': { effect: portIsTaken('authority-port', 'authorityHost'), invalid: invalidPort },
  'github-port': { effect: portIsTaken('github-port', 'githubApiUrl'), invalid: invalidPort },
  'speed': {
    effect: async ({ sandbox }) => {
      const running = await startCommandLine(['sandbox', '--speed', '100000']);
      const made = JSON.parse(await running.firstLine()) as Readonly<Record<string, string>>;
      const other: Sandbox = { ...sandbox, armEndpoint: made['armEndpoint'] ?? '', accessToken: () => made['token'] ?? '', caCertificate: await readFile(made['caFile'] ?? '', 'utf8') };
      const began = performance.now();
      await seedCluster(other, 'rg', 'demo');
      // Azure's ten minutes; at the default speed of 60 it would be ten seconds.
      expect(performance.now() - began).toBeLessThan(5000);
      expect((await call(other, 'GET', clusterId(sandbox, 'rg', 'demo'))).status).toBe(200);
      running.child.kill('SIGINT');
      await running.ended;
    },
    invalid: { value: '0', expected: /expected a number from 0\.1 to 100000/ },
  },
};
