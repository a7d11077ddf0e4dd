import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { textAt } from '../../../src/arm/json.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { call, clusterId, seedCluster } from '../azure.ts';
import { deployWords, runCommandLineWarm, startCommandLine } from '../command-line.ts';
import { freshFolder } from '../package.ts';
import type { Running } from '../process.ts';
import { boolean, file, type InputCase } from './case.ts';

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

/** The sandbox that a command has started, as tests ask it. */
async function sandboxOf(running: Running, like: Sandbox): Promise<Sandbox> {
  const made = JSON.parse(await running.firstLine()) as Readonly<Record<string, string>>;
  return { ...like, armEndpoint: made['armEndpoint'] ?? '', accessToken: () => made['token'] ?? '', caCertificate: await readFile(made['caFile'] ?? '', 'utf8') };
}

const invalidPort = { value: '70000', expected: /expected a whole number from 0 to 65535/ };

export const commandLineCases = {
  'json': {
    effect: async ({ sandbox }) => {
      const { stdout } = await runCommandLineWarm(deployWords(sandbox, '--dry-run', '--json'), { sandbox });
      expect(JSON.parse(stdout)).toMatchObject({ command: 'deploy' });
    },
    invalid: boolean,
  },
  'debug': {
    effect: async ({ sandbox }) => {
      const { stderr } = await runCommandLineWarm(deployWords(sandbox, '--dry-run', '--debug'), { sandbox });
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
  'quota': {
    effect: async ({ sandbox }) => {
      const running = await startCommandLine(['sandbox', '--quota', 'azure', '--speed', '0.1']);
      const other = await sandboxOf(running, sandbox);
      const subscription = `/subscriptions/${sandbox.subscriptionId}`;
      const statuses = await Promise.all(Array.from({ length: 260 }, async () => (await call(other, 'GET', subscription)).status));
      expect(new Set(statuses)).toEqual(new Set([200, 429]));
      running.child.kill('SIGINT');
      await running.ended;
    },
    invalid: { value: 'some', expected: /expected one of azure, off/ },
  },
  'speed': {
    effect: async ({ sandbox }) => {
      const running = await startCommandLine(['sandbox', '--speed', '100000']);
      const other = await sandboxOf(running, sandbox);
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
  'fault': {
    effect: async ({ sandbox }) => {
      const running = await startCommandLine(['sandbox', '--fault', 'GET subscriptions/* #1 → 418', '--fault=GET subscriptions/* #2 → 419']);
      const other = await sandboxOf(running, sandbox);
      const ask = async (): Promise<number> => (await call(other, 'GET', `/subscriptions/${sandbox.subscriptionId}`)).status;
      expect([await ask(), await ask(), await ask()]).toEqual([418, 419, 200]);
      running.child.kill('SIGINT');
      await running.ended;
    },
    invalid: { value: 'GET it', expected: /--fault:1: a rule is METHOD PATH \[#WHICH\] → WHAT/ },
  },
  'faults': {
    effect: async ({ sandbox }) => {
      const folder = await freshFolder('faults');
      await writeFile(join(folder, 'faults.txt'), '# all of them\n* ** → 418\n');
      const running = await startCommandLine(['sandbox', '--faults', 'faults.txt'], { folder });
      const other = await sandboxOf(running, sandbox);
      expect((await call(other, 'GET', `/subscriptions/${sandbox.subscriptionId}`)).status).toBe(418);
      running.child.kill('SIGINT');
      await running.ended;
    },
    invalid: { value: 'nowhere.txt', expected: /The faults of --faults cannot be read from nowhere\.txt/ },
  },
  'estate': {
    effect: async ({ sandbox }) => {
      const folder = await freshFolder('estate');
      const group = `/subscriptions/${sandbox.subscriptionId}/resourceGroups/given`;
      await writeFile(join(folder, 'estate.json'), JSON.stringify({ documents: [{ id: group, location: 'westeurope' }] }));
      const running = await startCommandLine(['sandbox', '--estate', 'estate.json'], { folder });
      expect((await call(await sandboxOf(running, sandbox), 'GET', group)).status).toBe(200);
      running.child.kill('SIGINT');
      await running.ended;
    },
    invalid: { value: 'nowhere.json', expected: /The estate of --estate cannot be read from nowhere\.json/ },
  },
  'state': {
    effect: async ({ sandbox }) => {
      const folder = await freshFolder('state');
      const group = `/subscriptions/${sandbox.subscriptionId}/resourceGroups/kept`;
      const once = async <Result>(use: (other: Sandbox) => Promise<Result>): Promise<Result> => {
        const running = await startCommandLine(['sandbox', '--state', 'state.json'], { folder });
        const result = await use(await sandboxOf(running, sandbox));
        running.child.kill('SIGINT');
        expect((await running.ended).status).toBe(0);
        return result;
      };
      expect((await once((other) => call(other, 'PUT', group, { location: 'westeurope' }))).status).toBe(201);
      expect((await once((other) => call(other, 'GET', group))).status).toBe(200);
    },
    invalid: file,
  },
} as const satisfies Readonly<Record<string, InputCase>>;
