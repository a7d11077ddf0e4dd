/** Without `client-id` the action uses what azure/login, the environment or the machine left: here an Azure CLI on PATH that answers as the real one does. */
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { freshFolder } from '../../dist/package.ts';
import { deployInputs, runAction, useSandbox, type ActionRun } from '../../dist/runner.ts';

const sandbox = useSandbox();
const withoutOidc = { ACTIONS_ID_TOKEN_REQUEST_URL: undefined, ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined };
const onlyOnPosix = process.platform === 'win32' ? test.skip : test;

async function runWithCli(script: string, inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
  const folder = await freshFolder('bin');
  await writeFile(join(folder, 'az'), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, 'az'), 0o755);
  const given = deployInputs(sandbox.current, { 'client-id': undefined, 'tenant-id': undefined, 'resource-group': 'rg-cli', ...inputs });
  const environment = { ...withoutOidc, PATH: `${folder}:/usr/bin:/bin` };
  return await runAction({ sandbox: sandbox.current, inputs: given, environment });
}

function answerOfCli(): string {
  const token = { accessToken: sandbox.current.accessToken(), expiresOn: '2099-01-01 00:00:00.000000', expires_on: 4_070_908_800, tenant: sandbox.current.tenantId, tokenType: 'Bearer' };
  return `echo '${JSON.stringify(token)}'`;
}

onlyOnPosix('the sign-in of az is used, and asked for once', async () => {
  const counter = join(await freshFolder('count'), 'calls');
  const run = await runWithCli(`echo x >> ${counter}\n${answerOfCli()}`);
  expect(run.errors).toEqual([]);
  expect(run).toMatchObject({ status: 0, outputs: { verdict: 'compliant' } });
  expect((await readFile(counter, 'utf8')).trim().split('\n')).toHaveLength(1);
  expect(run.masks.some((mask) => mask.startsWith('ey'))).toBe(true);
}, 30_000);

onlyOnPosix('allowed-tenants holds for it too: the token tells its tenant', async () => {
  const run = await runWithCli(answerOfCli(), { 'allowed-tenants': '99999999-9999-4999-8999-999999999999' });
  expect(run.status).toBe(2);
  expect(run.errors.join(' ')).toMatch(new RegExp(`belongs to tenant ${sandbox.current.tenantId}`));
  expect(run.requests.filter(({ server }) => server === 'arm')).toEqual([]);
}, 30_000);

onlyOnPosix('no sign-in anywhere: the three ways are named', async () => {
  const run = await runWithCli('echo "ERROR: Please run az login to setup account." >&2; exit 1');
  expect(run.status).toBe(2);
  expect(run.errors.join(' ')).toMatch(/no Azure sign-in to use.*"client-id".*azure\/login.*az login/);
  expect(run.log).not.toMatch(/^\s+at /m);
}, 60_000);
