import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startConnectProxy, type ConnectProxy } from '../connect-proxy.ts';
import { expectStatus, writesOf } from '../reading.ts';
import { deployInputs, runAction, useSandbox, type ActionRun } from '../runner.ts';

const sandbox = useSandbox();
let proxy: ConnectProxy;

beforeAll(async () => {
  proxy = await startConnectProxy('clerk:s3cret-word');
});

afterAll(() => proxy.stop());

/** The tunnels of one run. */
async function tunnelsOf(environment: Readonly<Record<string, string>>, changes: Readonly<Record<string, string>> = {}): Promise<{ readonly run: ActionRun; readonly tunnels: readonly string[] }> {
  const before = proxy.tunnels.length;
  const run = await runAction({ sandbox: sandbox.current, environment, inputs: deployInputs(sandbox.current, { 'dry-run': 'true', ...changes }) });
  return { run, tunnels: proxy.tunnels.slice(before) };
}

const hostOf = (url: string): string => new URL(url).host;

describe('behind a proxy', () => {
  test.each(['HTTPS_PROXY', 'https_proxy'])('%s: the whole job goes through tunnels, Azure and sign-in alike', async (variable) => {
    const { run, tunnels } = await tunnelsOf({ [variable]: proxy.url }, { 'dry-run': 'false', 'resource-group': `rg-${variable.length}-${variable.toLowerCase() === variable ? 'lower' : 'upper'}` });
    expectStatus(run, 0);
    expect(writesOf(run.requests).length).toBeGreaterThan(1);
    expect(new Set(tunnels)).toEqual(new Set([hostOf(sandbox.current.armEndpoint), hostOf(sandbox.current.authorityHost)]));
    expect(proxy.plain).toEqual([]);
    expect(run.log).not.toContain('s3cret-word');
  });

  test('NO_PROXY is honoured: nothing goes through', async () => {
    const { run, tunnels } = await tunnelsOf({ HTTPS_PROXY: proxy.url, NO_PROXY: '127.0.0.1,localhost' });
    expectStatus(run, 0);
    expect(tunnels).toEqual([]);
  });

  test('GitHub on loopback is reached without, HTTP_PROXY or not', async () => {
    const { run } = await tunnelsOf({ HTTP_PROXY: proxy.url, http_proxy: proxy.url });
    expectStatus(run, 0);
    expect(proxy.plain).toEqual([]);
    expect(run.comments.length).toBeGreaterThan(0);
  });

  test('without its credentials the run fails in a sentence', async () => {
    const { run, tunnels } = await tunnelsOf({ HTTPS_PROXY: proxy.url.replace('clerk:s3cret-word@', '') });
    expectStatus(run, 3);
    expect(tunnels).toEqual([]);
    expect(run.errors).toEqual([expect.stringMatching(/HTTPS_PROXY/)]);
  });

  test('a private certificate authority that nobody told node of is a sentence too', async () => {
    const { run } = await tunnelsOf({ NODE_EXTRA_CA_CERTS: '' });
    expectStatus(run, 3);
    expect(run.errors).toEqual([expect.stringMatching(/NODE_EXTRA_CA_CERTS/)]);
    expect(run.requests.filter(({ server }) => server !== 'github')).toEqual([]);
  });
});
