import { chmod, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { textAt } from '../../../src/arm/json.ts';
import { freshFolder } from '../package.ts';
import { expectStatus } from '../reading.ts';
import { assignInputs, deployInputs, runActionWarm, useSandbox, type ActionOptions, type ActionRun, type Given } from '../runner.ts';

const sandbox = useSandbox();
/** An id that nobody in the sandbox has. */
const other = '99999999-9999-4999-8999-999999999999';

function plan(changes: Given = {}, rest: Partial<ActionOptions> = {}): Promise<ActionRun> {
  return runActionWarm({ sandbox: sandbox.current, inputs: deployInputs(sandbox.current, { 'dry-run': 'true', ...changes }), ...rest });
}

/** The claims of a JWT; `{}` for any other text. */
function claimsOf(token: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

const oidcRequests = (run: ActionRun): number => run.requests.filter(({ path }) => path.startsWith('/_oidc/token')).length;
const tokenRequests = (run: ActionRun): number => run.requests.filter(({ server, method }) => server === 'authority' && method === 'POST').length;
const noOidc = { ACTIONS_ID_TOKEN_REQUEST_URL: undefined, ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined };

describe("sign-in by GitHub's OIDC", () => {
  test('a whole run asks GitHub for one assertion and Entra for one token', async () => {
    const run = await runActionWarm({ sandbox: sandbox.current, inputs: deployInputs(sandbox.current, { 'resource-group': 'rg-count' }) });
    expectStatus(run, 0);
    expect([oidcRequests(run), tokenRequests(run)]).toEqual([1, 1]);
  });

  test.each([
    ['as usual', {}],
    ['with debug logging', { RUNNER_DEBUG: '1' }],
  ])('no credential is ever readable in the log, %s', async (_name, environment) => {
    const run = await plan({}, { environment });
    expectStatus(run, 0);
    const issuers = run.masks.map((mask) => claimsOf(mask)['iss']);
    expect(issuers).toContain('https://token.actions.githubusercontent.com');
    expect(issuers).toContain(`https://sts.windows.net/${sandbox.current.tenantId}/`);
    expect(run.masks).toContain(sandbox.current.githubToken);
    for (const place of [run.log, run.summary, ...run.comments.map(({ body }) => body), ...Object.values(run.outputs)]) {
      expect(place).not.toMatch(/eyJ[\w-]+\.eyJ/);
      expect(place).not.toContain(sandbox.current.githubToken);
      expect(place).not.toContain(sandbox.current.oidcRequestToken);
    }
  });

  test("each credential goes to its own server only: Azure's to Azure, GitHub's to GitHub, none to the sign-in host", async () => {
    const run = await plan();
    const to = (server: string): typeof run.requests => run.requests.filter((request) => request.server === server);
    // The servers accept no credential but their own, so an answer is the proof.
    expect(to('arm').every(({ status, headers }) => status !== 401 && headers['authorization'] === 'Bearer')).toBe(true);
    expect(to('github').every(({ status }) => status !== 401)).toBe(true);
    expect(to('authority').every(({ headers }) => headers['authorization'] === undefined)).toBe(true);
    expect([to('arm'), to('github'), to('authority')].every((requests) => requests.length > 0)).toBe(true);
  });

  test('client-id in a job without the permission names the line to add', async () => {
    const run = await plan({}, { environment: noOidc });
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringContaining('permissions: id-token: write')]);
    expect(run.requests.filter(({ server }) => server !== 'github')).toEqual([]);
  });

  test('client-id without tenant-id says that both are needed', async () => {
    const run = await plan({ 'tenant-id': undefined });
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringMatching(/"client-id" is given, but "tenant-id" is not/)]);
  });

  test('an application that the tenant does not have is named', async () => {
    const run = await plan({ 'client-id': other });
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringMatching(new RegExp(`AADSTS700016.*no application ${other}.*check "client-id"`))]);
  });

  test('a tenant that does not exist is named', async () => {
    const run = await plan({ 'tenant-id': other });
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringMatching(new RegExp(`tenant ${other}.*"tenant-id"`))]);
  });
});

describe('a subject that no federated credential trusts', () => {
  const subject = 'repo:contoso@1/platform@2:pull_request';
  const mistrusted = useSandbox({ presentedSubject: subject });

  test('is printed exactly, with the one line that mends it', async () => {
    const run = await runActionWarm({ sandbox: mistrusted.current });
    expectStatus(run, 2);
    expect(run.errors).toHaveLength(1);
    expect(run.errors[0]).toContain(`subject "${subject}"`);
    const [, parameters = ''] = /^ *Fix: az ad app federated-credential create --id \S+ --parameters '(.*)'$/m.exec(run.errors[0] ?? '') ?? [];
    expect(JSON.parse(parameters)).toEqual({
      name: expect.any(String), issuer: 'https://token.actions.githubusercontent.com', subject, audiences: ['api://AzureADTokenExchange'],
    });
    expect(run.errors[0]).toContain(`--id ${mistrusted.current.clientId}`);
    expect(run.requests.filter(({ server }) => server === 'arm')).toEqual([]);
    expect(run.log).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });
});

describe('guard rails', () => {
  test.each<[string, Given, string]>([
    ['a subscription', { 'allowed-subscriptions': other }, 'is not among "allowed-subscriptions"; nothing was asked of Azure'],
    ['a tenant', { 'allowed-tenants': other }, 'is not among "allowed-tenants"; nothing was asked of Azure'],
    ['a definition scope', { 'definition-scope': `/subscriptions/${other}`, 'allowed-subscriptions': '44444444-4444-4444-8444-444444444444' }, `Subscription ${other} is not among`],
    ['a management group', { 'definition-scope': '/providers/Microsoft.Management/managementGroups/contoso', 'allowed-subscriptions': '44444444-4444-4444-8444-444444444444' }, 'reaches beyond the subscriptions'],
  ])('%s that is not allowed is refused before anything is asked of Azure or for a token', async (_name, changes, sentence) => {
    const run = await plan(changes);
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringContaining(sentence)]);
    expect(run.requests.filter(({ server, path }) => server !== 'github' || path.startsWith('/_oidc'))).toEqual([]);
  });

  test('the scope of an assignment counts too', async () => {
    const inputs = assignInputs(sandbox.current, { 'scope': `/subscriptions/${other}`, 'allowed-subscriptions': sandbox.current.subscriptionId });
    const run = await runActionWarm({ sandbox: sandbox.current, inputs });
    expectStatus(run, 2);
    expect(run.requests.filter(({ server }) => server !== 'github')).toEqual([]);
  });

  test('lists that name the run are no obstacle', async () => {
    const run = await plan({ 'allowed-subscriptions': `${other}\n${sandbox.current.subscriptionId.toUpperCase()}`, 'allowed-tenants': `${other}, ${sandbox.current.tenantId}` });
    expectStatus(run, 0);
  });
});

describe('without client-id, what is there is used', () => {
  /** A folder with an `az` that answers as Azure CLI does when asked for a token. */
  async function folderWithAzureCli(token: string): Promise<string> {
    const folder = await freshFolder('az');
    const answer = JSON.stringify({ accessToken: token, expiresOn: '2099-01-01 00:00:00.000000', expires_on: 4_070_908_800, tokenType: 'Bearer' });
    await writeFile(join(folder, 'az'), `#!/bin/sh\nprintf '%s' '${answer}'\n`);
    await chmod(join(folder, 'az'), 0o755);
    return folder;
  }

  const pathWith = (folder: string): string => `${folder}${delimiter}${process.env['PATH'] ?? ''}`;

  test('the sign-in that azure/login left to Azure CLI', async () => {
    const folder = await folderWithAzureCli(sandbox.current.accessToken());
    const run = await plan({ 'client-id': undefined, 'tenant-id': undefined }, { environment: { ...noOidc, PATH: pathWith(folder) } });
    expectStatus(run, 0);
    expect(run.requests.filter(({ server }) => server === 'arm').every(({ status }) => status !== 401)).toBe(true);
    expect([oidcRequests(run), tokenRequests(run)]).toEqual([0, 0]);
    expect(run.log).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });

  test('but never for a tenant that is not allowed: its token is not even sent', async () => {
    const claims = Buffer.from(JSON.stringify({ tid: other })).toString('base64url');
    const folder = await folderWithAzureCli(`eyJhbGciOiJub25lIn0.${claims}.x`);
    const changes = { 'client-id': undefined, 'tenant-id': undefined, 'allowed-tenants': sandbox.current.tenantId };
    const run = await plan(changes, { environment: { ...noOidc, PATH: pathWith(folder) } });
    expectStatus(run, 2);
    expect(run.errors).toEqual([expect.stringMatching(/belongs to tenant 99999999-.*which "allowed-tenants" does not list/)]);
    expect(run.requests.filter(({ server }) => server === 'arm')).toEqual([]);
  });

  test('workload identity: the token file that the environment names', async () => {
    const folder = await freshFolder('federated');
    const answer = await fetch(`${sandbox.current.oidcRequestUrl}&audience=api%3A%2F%2FAzureADTokenExchange`, { headers: { authorization: `bearer ${sandbox.current.oidcRequestToken}` } });
    await writeFile(join(folder, 'token'), textAt(JSON.parse(await answer.text()), 'value') ?? '');
    const environment = {
      ...noOidc, AZURE_FEDERATED_TOKEN_FILE: join(folder, 'token'), AZURE_CLIENT_ID: sandbox.current.clientId, AZURE_TENANT_ID: sandbox.current.tenantId,
    };
    const run = await plan({ 'client-id': undefined, 'tenant-id': undefined }, { environment });
    expectStatus(run, 0);
    expect(tokenRequests(run)).toBe(1);
  });
});
