/** The sandbox's faults over HTTPS, met by the product's own client. */
import { get } from 'node:https';
import * as tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createArmClient, type ArmClient } from '../../../src/azure/arm-client.ts';
import { clouds } from '../../../src/azure/clouds.ts';
import { completed } from '../../../src/azure/operation.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { systemClock } from '../../../src/door/clock.ts';
import { silentLogger } from '../../azure/in-process-arm.ts';
import { cluster, group, isolatedCluster, subscription } from '../arm-client.ts';

// Of node 24, which tests run on; the types are those of node 20, which the demo runs on.
declare module 'node:tls' {
  function getCACertificates(type: 'default'): readonly string[];
  function setDefaultCACertificates(certificates: readonly string[]): void;
}

let sandbox: Sandbox;
let arm: ArmClient;
const authorities = tls.getCACertificates('default');
const tools = { logger: silentLogger, clock: systemClock, signal: new AbortController().signal };
const put = (name: string) => ({ method: 'PUT', path: `${subscription}/resourceGroups/${name}`, apiVersion: '2024-11-01', body: { location: 'westeurope' } }) as const;

beforeAll(async () => {
  sandbox = await startSandbox({ speed: 60_000 });
  tls.setDefaultCACertificates([...authorities, sandbox.caCertificate]);
  const credential = { getToken: () => Promise.resolve({ token: sandbox.accessToken(), expiresOnTimestamp: Date.now() + 3_600_000 }) };
  arm = await createArmClient({ cloud: { ...clouds.public, armEndpoint: sandbox.armEndpoint }, subscriptionId: sandbox.subscriptionId, credential, userAgent: 'test' }, tools);
  await arm.send({ ...put('rg-demo'), path: group });
});

afterAll(async () => {
  tls.setDefaultCACertificates(authorities);
  await sandbox.stop();
});

const sent = (name: string): readonly (readonly [number, string | undefined])[] => sandbox.requests()
  .filter(({ path }) => path.includes(`/resourceGroups/${name}?`)).map(({ status, fault }) => [status, fault]);

async function wait(): Promise<unknown> {
  const request = { method: 'PUT', path: cluster, apiVersion: '2026-05-01', body: isolatedCluster() } as const;
  return await completed({ request, answer: await arm.send(request) }, 'the cluster', { ...tools, arm, pollInterval: 1 });
}

describe('over HTTPS', () => {
  test.each([['reset', 0, 201], ['reset-after', 201, 200]] as const)('%s is a lost connection, which the SDK tries again', async (what, first, then) => {
    sandbox.faults.set(`PUT resourceGroups/${what} #1 → ${what}`);
    expect((await arm.send(put(what))).status).toBe(then);
    expect(sent(what)).toEqual([[first, `PUT resourceGroups/${what} #1 → ${what}`], [then, undefined]]);
  });

  test.each(['truncate 0', 'truncate 40', 'truncate half'])('%s is an answer that ends too early', async (what) => {
    sandbox.faults.set(`PUT resourceGroups/t → ${what}`);
    await expect(arm.send(put('t'))).rejects.toMatchObject({ code: 'NoAnswer', message: expect.stringContaining('Error reading response as text: aborted'), cause: { code: 'PARSE_ERROR' } });
  });

  test('a status with code, message and headers', async () => {
    sandbox.faults.set('PUT resourceGroups/s → 409 code=OperationNotAllowed message="later" x-ms-correlation-request-id=c1');
    await expect(arm.send(put('s'))).rejects.toMatchObject({ status: 409, code: 'OperationNotAllowed', correlationId: 'c1' });
  });

  test('a delay', async () => {
    sandbox.faults.set('PUT resourceGroups/d → delay 50ms');
    const began = Date.now();
    await arm.send(put('d'));
    expect(Date.now() - began).toBeGreaterThanOrEqual(49);
  });

  test('an operation that fails, and one whose address is elsewhere', async () => {
    sandbox.faults.set('PUT managedClusters/* #1 → failed code=SkuNotAvailable\nPUT managedClusters/* #2 → poll https://evil.example/x');
    await expect(wait()).rejects.toMatchObject({ code: 'SkuNotAvailable' });
    await expect(wait()).rejects.toMatchObject({ code: 'ForeignHost' });
  });

  test('a sandbox that stops waits for no delayed answer', async () => {
    const other = await startSandbox();
    other.faults.set('* ** → delay 1m');
    const asking = new Promise((resolve) => {
      get(`${other.armEndpoint}/subscriptions?api-version=2022-12-01`, { agent: false, ca: other.caCertificate }).on('error', resolve);
    });
    while (other.requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
    await other.stop();
    expect(await asking).toMatchObject({ code: 'ECONNRESET' });
  });
});
