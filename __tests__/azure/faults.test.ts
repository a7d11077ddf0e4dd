/** What Azure does wrong, met by the shipped action over real HTTPS: each run ends in success or in a sentence that a second run continues. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { freshFolder } from '../dist/package.ts';
import { deployInputs, runActionWarm, useSandbox, type ActionRun } from '../dist/runner.ts';
import { startFaultyArm, startStranger, type FaultyArm, type Faults } from './faulty-arm.ts';

const sandbox = useSandbox();
const cluster = /\/managedClusters\/[^/]+$/;
const operation = /\/operations\/[^/]+$/;

interface Try {
  readonly run: ActionRun;
  readonly seen: readonly string[];
}

async function deployThrough(faults: Faults, group: string, others: readonly FaultyArm[] = []): Promise<Try> {
  const arm = await startFaultyArm(sandbox.current, faults);
  try {
    const caFile = join(await freshFolder('certificates'), 'ca.pem');
    await writeFile(caFile, [sandbox.current.caCertificate, arm.certificate, ...others.map(({ certificate }) => certificate)].join('\n'));
    const inputs = deployInputs(sandbox.current, { 'resource-group': group, 'arm-endpoint': arm.origin });
    const run = await runActionWarm({ sandbox: sandbox.current, inputs, environment: { NODE_EXTRA_CA_CERTS: caFile } });
    return { run, seen: arm.seen };
  } finally {
    await arm.stop();
  }
}

const putsOf = (seen: readonly string[]): number => seen.filter((line) => line.startsWith('PUT ') && cluster.test(line)).length;
const problem = (code: string, message: string): string => JSON.stringify({ error: { code, message } });

describe('is ridden out', () => {
  test.each<[string, Faults, number]>([
    ['a 429 that says its wait only in words', ({ method, path, earlier }) => (method === 'GET' && cluster.test(path) && earlier === 0
      ? { status: 429, body: problem('SubscriptionRequestsThrottled', "exceeded. Please try again after '1' seconds.") } : undefined), 1],
    ['a 429 with Retry-After on the write', ({ method, path, earlier }) => (method === 'PUT' && cluster.test(path) && earlier === 0
      ? { status: 429, headers: { 'retry-after': '1' }, body: problem('Throttled', 'later') } : undefined), 2],
    ['errors of the gateway while polling', ({ path, earlier }) => (operation.test(path) && earlier < 2 ? { status: 503, headers: { 'content-type': 'text/html' }, body: '<html>' } : undefined), 1],
    ['another operation that came first: the cluster is read anew', ({ method, path, earlier }) => (method === 'PUT' && cluster.test(path) && earlier === 0
      ? { status: 409, body: JSON.stringify({ code: 'OperationNotAllowed', details: null, message: 'Another operation is in progress', subcode: '' }) } : undefined), 2],
    ['an initiative that not all of Azure knows yet', ({ method, path, earlier }) => (method === 'PUT' && path.endsWith('/policyAssignments/aks-egress-isolation') && earlier === 0
      ? { status: 400, body: problem('InvalidCreatePolicyAssignmentRequest', 'The policy set definition specified in policy assignment is out of scope. Please allow up to 30 minutes.') } : undefined), 1],
    ['an answer that is lost after Azure took the write: it is found again, not made twice', ({ method, path, earlier }) => (method === 'PUT' && cluster.test(path) && earlier === 0 ? 'lose' : undefined), 2],
  ])('%s', async (title, faults, puts) => {
    const group = `rg-${puts}-${title.length}`;
    const { run, seen } = await deployThrough(faults, group);
    expect(run.errors).toEqual([]);
    expect(run).toMatchObject({ status: 0, outputs: { verdict: 'compliant' } });
    expect(putsOf(seen)).toBe(puts);
  }, 30_000);
});

describe('ends in a sentence', () => {
  test('an answer that sends the poll to another host: no request, and no token, goes there; a second run goes on', async () => {
    const stranger = await startStranger();
    try {
      const astray: Faults = ({ method, path }) => (method === 'PUT' && cluster.test(path)
        ? { change: ({ headers, body }) => ({ headers: { ...headers, 'azure-asyncoperation': `${stranger.origin}/operations/1` }, body }) } : undefined);
      const { run } = await deployThrough(astray, 'rg-astray', [stranger]);
      expect(run.status).toBe(3);
      expect(run.errors.join(' ')).toContain(`named an address on ${stranger.origin}`);
      expect(stranger.seen).toEqual([]);
      expect((await deployThrough(() => undefined, 'rg-astray')).run).toMatchObject({ status: 0, outputs: { verdict: 'compliant' } });
    } finally {
      await stranger.stop();
    }
  });

  test('a list whose next page lies elsewhere', async () => {
    const stranger = await startStranger();
    try {
      const astray: Faults = ({ path }) => (path.endsWith('/policyDefinitions') ? { status: 200, body: JSON.stringify({ value: [], nextLink: `${stranger.origin}/next` }) } : undefined);
      const { run } = await deployThrough(astray, 'rg-pages', [stranger]);
      expect(run.status).toBe(3);
      expect(run.errors.join(' ')).toContain(`named an address on ${stranger.origin}`);
      expect(stranger.seen).toEqual([]);
    } finally {
      await stranger.stop();
    }
  });

  test('a failed operation: code, text and id of Azure, in log, outputs and comment', async () => {
    const fails: Faults = ({ path }) => (operation.test(path)
      ? { status: 200, body: JSON.stringify({ name: 'op-1', status: 'Failed', startTime: '2026-01-01T00:00:00Z', error: { code: 'SkuNotAvailable', message: 'The size is not available.' } }) } : undefined);
    const { run } = await deployThrough(fails, 'rg-failed');
    expect(run.status).toBe(3);
    expect(run.errors.join(' ')).toMatch(/cluster demo ended as Failed\. SkuNotAvailable: The size is not available\. \(operation op-1\).*another "node-size"/s);
    expect(run.outputs).toMatchObject({ 'verdict': 'error', 'cluster-id': expect.stringContaining('rg-failed') });
    expect(run.comments.at(-1)?.body).toContain('SkuNotAvailable');
  });

  test('a gateway that answers with a page instead of a document', async () => {
    const { run } = await deployThrough(({ method, path }) => (method === 'GET' && cluster.test(path) ? { status: 400, headers: { 'content-type': 'text/html' }, body: '<html><body>no</body></html>' } : undefined), 'rg-page');
    expect(run.status).toBe(3);
    expect(run.errors.join(' ')).toMatch(/was answered with 400/);
    expect(run.log).not.toContain('<html>');
  });

  test('a document that breaks off', async () => {
    const { run } = await deployThrough(({ method, path }) => (method === 'GET' && cluster.test(path) ? { status: 200, body: '{"id": "/subscr' } : undefined), 'rg-cut');
    expect(run.status).toBe(3);
    expect(run.errors.join(' ')).toMatch(/GET .*managedClusters\/demo got no answer/);
    expect(run.log).not.toMatch(/^\s+at /m);
  });
});
