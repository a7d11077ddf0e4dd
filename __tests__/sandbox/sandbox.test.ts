import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { at } from '../../src/arm/json.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { cluster, group, isolatedCluster } from './arm-client.ts';
import { versionFor } from './version-for.ts';

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: unknown;
}

interface Call {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly ca?: string;
}

function call(url: string, { method = 'GET', headers = {}, body, ca }: Call = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? requestHttps : requestHttp;
    const outgoing = send(url, { method, headers, ...(ca === undefined ? {} : { ca }) }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text === '' ? undefined : JSON.parse(text) as unknown });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ speed: 60_000 });
});

afterAll(() => sandbox.stop());

function arm(method: string, path: string, body?: object, token = sandbox.accessToken()): Promise<Answer> {
  const url = path.startsWith('https:') ? path : `${sandbox.armEndpoint}${path}${path.includes('?') ? '&' : '?'}api-version=${versionFor(path)}`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return call(url, { method, headers, ca: sandbox.caCertificate, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

async function assertion(audience = 'api://AzureADTokenExchange'): Promise<string> {
  const headers = { authorization: `bearer ${sandbox.oidcRequestToken}` };
  const { body } = await call(`${sandbox.oidcRequestUrl}&audience=${encodeURIComponent(audience)}`, { headers });
  return String(at(body, 'value'));
}

function login(clientAssertion: string, ca = sandbox.caCertificate): Promise<Answer> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: sandbox.clientId,
    scope: `${sandbox.armEndpoint}/.default`,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: clientAssertion,
  });
  return call(`${sandbox.authorityHost}/${sandbox.tenantId}/oauth2/v2.0/token`, {
    method: 'POST', ca, body: form.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

describe('a workflow', () => {
  test("goes from GitHub's OIDC through Entra to a cluster, over HTTPS with the sandbox's certificate", async () => {
    const { status, body } = await login(await assertion());
    expect(status).toBe(200);
    const token = String(at(body, 'access_token'));

    expect((await arm('PUT', group, { location: 'westeurope' }, token)).status).toBe(201);
    const created = await arm('PUT', cluster, isolatedCluster(), token);
    expect(created.status).toBe(201);
    const address = String(created.headers['azure-asyncoperation']);
    expect(address.startsWith(`${sandbox.armEndpoint}/subscriptions/${sandbox.subscriptionId}/`)).toBe(true);
    let state: unknown = 'InProgress';
    for (let polls = 0; state === 'InProgress' && polls < 200; polls += 1) state = at((await arm('GET', address, undefined, token)).body, 'status');
    expect(state).toBe('Succeeded');
    expect(at((await arm('GET', cluster, undefined, token)).body, 'properties', 'provisioningState')).toBe('Succeeded');
  });

  test('whose subject is not trusted is told which one it presented', async () => {
    const other = await startSandbox({ repository: 'contoso/other', presentedSubject: 'repo:contoso/other:ref:refs/heads/main' });
    try {
      const headers = { authorization: `bearer ${other.oidcRequestToken}` };
      const { body } = await call(`${other.oidcRequestUrl}&audience=api%3A%2F%2FAzureADTokenExchange`, { headers });
      const refused = await call(`${other.authorityHost}/${other.tenantId}/oauth2/v2.0/token`, {
        method: 'POST',
        ca: other.caCertificate,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          grant_type: 'client_credentials', client_id: other.clientId, scope: 'https://management.azure.com/.default',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: String(at(body, 'value')),
        }).toString(),
      });
      expect(at(refused.body, 'error_description')).toMatch(
        /^AADSTS700213: .* presented assertion subject 'repo:contoso\/other:ref:refs\/heads\/main'\./,
      );
    } finally {
      await other.stop();
    }
  });

  test('that does not trust the certificate gets nowhere', async () => {
    await expect(call(`${sandbox.armEndpoint}/subscriptions`)).rejects.toThrow(/self-signed certificate/);
  });
});

describe('the servers', () => {
  test("answer GitHub's REST beside OIDC", async () => {
    const headers = { authorization: `Bearer ${sandbox.githubToken}` };
    const { status } = await call(`${sandbox.githubApiUrl}/repos/${sandbox.repository}/issues/1/comments`, { headers });
    expect(status).toBe(200);
  });

  test('refuse malformed JSON and live on', async () => {
    const headers = { authorization: `Bearer ${sandbox.accessToken()}` };
    const broken = { method: 'PUT', headers, body: '{"location":', ca: sandbox.caCertificate };
    const { status, body } = await call(`${sandbox.armEndpoint}${group}?api-version=2024-11-01`, broken);
    expect([status, at(body, 'error', 'code')]).toEqual([400, 'InvalidRequestContent']);
  });

  test('refuse a body of more than four mebibytes', async () => {
    const headers = { authorization: `Bearer ${sandbox.accessToken()}` };
    const body = JSON.stringify({ location: 'x'.repeat(4 * 1024 * 1024) });
    const answer = call(`${sandbox.armEndpoint}${group}?api-version=2024-11-01`, { method: 'PUT', headers, body, ca: sandbox.caCertificate });
    expect((await answer).status).toBe(413);
  });

  test('remember what they were asked, without the secrets', async () => {
    await arm('PUT', `${group}-remembered`, { location: 'westeurope' });
    const remembered = sandbox.requests().find(({ path }) => path.includes('-remembered'));
    expect(remembered).toMatchObject({ server: 'arm', method: 'PUT', status: 201, headers: { authorization: 'Bearer' }, body: { location: 'westeurope' } });
    await login(await assertion());
    const token = sandbox.requests().findLast(({ server }) => server === 'authority');
    expect(token).toMatchObject({ status: 200, body: { client_assertion: '***', client_id: sandbox.clientId } });
  });

  test('say that a port is taken, and leave nothing behind', async () => {
    const port = Number(new URL(sandbox.armEndpoint).port);
    await expect(startSandbox({ armPort: port })).rejects.toThrow(/EADDRINUSE/);
  });

  test('stop at once, with connections open', async () => {
    const other = await startSandbox();
    await call(`${other.githubApiUrl}/user`, { headers: { connection: 'keep-alive' } });
    const before = Date.now();
    await other.stop();
    expect(Date.now() - before).toBeLessThan(1000);
    await expect(call(`${other.githubApiUrl}/user`)).rejects.toThrow(/ECONNREFUSED|hang up/);
  });
});
