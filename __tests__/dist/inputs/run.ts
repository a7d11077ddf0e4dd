import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { call, groupId, seedGroup } from '../azure.ts';
import { push } from '../events.ts';
import { azureInputs, runActionWarm, type ActionRun, type Given } from '../runner.ts';
import { expectStatus, reportOf, writesOf } from '../reading.ts';
import { boolean, file, living, type InputCase } from './case.ts';

export const runCases = {
  'command': {
    effect: async ({ assign, sandbox }) => {
      await seedGroup(sandbox, 'rg-command');
      expect(await reportOf(await assign({ 'resource-group': 'rg-command' }))).toMatchObject({ command: 'assign' });
    },
    invalid: { value: 'deplyo', expected: /expected one of check, deploy, assign, drift, remove policies, remove cluster; did you mean "deploy"\?/ },
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
  'confirm': {
    effect: async ({ deploy, sandbox }) => {
      const remove = async (changes: Given): Promise<ActionRun> => await runActionWarm({ sandbox, event: push(), inputs: { ...azureInputs(sandbox), 'command': 'remove cluster', 'resource-group': 'rg-confirm', 'cluster-name': 'demo', 'poll-interval': '1', ...changes } });
      expectStatus(await deploy({ 'resource-group': 'rg-confirm', 'assign-policies': 'false' }), 0);
      const unconfirmed = await remove({});
      expectStatus(unconfirmed, 2);
      expect([unconfirmed.requests, unconfirmed.errors]).toEqual([[], [expect.stringContaining('"confirm" has to be its name')]]);
      const done = await remove({ confirm: 'demo' });
      expectStatus(done, 0);
      expect(await reportOf(done)).toMatchObject({ command: 'remove cluster', changed: true, steps: [{ title: 'Delete cluster demo', status: 'done' }, { title: 'Delete resource group rg-confirm', status: 'done' }] });
      expect((await call(sandbox, 'GET', groupId(sandbox, 'rg-confirm'))).status).toBe(404);
    },
    invalid: { value: 'x'.repeat(64), expected: /expected at most 63 printable characters/ },
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
      const run = await deploy({ 'resource-group': 'rg-poll', 'assign-policies': 'false', 'poll-interval': '4' });
      expectStatus(run, 0);
      // The service is done within milliseconds, so the run takes as long as its first wait: neither 1 s nor the default's 15. Clocks of a loaded machine may be a while apart.
      expect(run.elapsed).toBeGreaterThan(3000);
      expect(run.elapsed).toBeLessThan(14_000);
    },
    invalid: { value: '0', expected: /expected a whole number from 1 to 300/ },
  },
  'format': {
    effect: async ({ plan }) => {
      const path = (await plan({ format: 'markdown' })).outputs['report-file'] ?? '';
      expect(path).toMatch(/\.md$/);
      expect(await readFile(path, 'utf8')).toMatch(/^### Cluster demo/);
    },
    invalid: { value: 'xml', expected: /expected one of text, lines, json, markdown/ },
  },
  'output': {
    effect: async ({ plan }) => {
      const run = await plan({ output: 'reports/plan.json' });
      expect(run.outputs['report-file']).toBe(join(run.workspace, 'reports', 'plan.json'));
      expect(existsSync(run.outputs['report-file'] ?? '')).toBe(true);
    },
    invalid: file,
  },
} as const satisfies Readonly<Record<string, InputCase>>;
