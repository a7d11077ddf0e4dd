import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { ArmClient } from '../../../src/azure/arm-client.ts';
import type { ArmAnswer, ArmRequest } from '../../../src/azure/arm-exchange.ts';
import { completed } from '../../../src/azure/operation.ts';
import { at } from '../../../src/arm/json.ts';
import { printFault } from '../../../src/sandbox/faults/language/print.ts';
import { CancelledError } from '../../../src/run/errors.ts';
import { createInProcessArm, silentLogger, type InProcessArm } from '../../azure/in-process-arm.ts';
import { rule } from './any-rule.ts';
import { cluster, codeOf, group, isolatedCluster, subscription } from '../arm-client.ts';

const groups = '2024-11-01';
const aks = '2026-05-01';
const putGroup = (name: string) => ({ method: 'PUT', path: `${subscription}/resourceGroups/${name}`, apiVersion: groups, body: { location: 'westeurope' } }) as const;
const putCluster = { method: 'PUT', path: cluster, apiVersion: aks, body: isolatedCluster() } as const;

function azureWith(faults: string, roundTrip = 0): { readonly azure: InProcessArm; readonly arm: ArmClient } {
  const azure = createInProcessArm({ roundTrip });
  azure.ask('PUT', `${group}?api-version=${groups}`, { location: 'westeurope' });
  azure.faults.set(faults);
  return { azure, arm: azure.connect() };
}

const isThere = async (azure: InProcessArm, name: string): Promise<boolean> => (await azure.connect().find(putGroup(name).path, groups)) !== undefined;

/** Waits as the product does. */
async function waitFor(azure: InProcessArm, arm: ArmClient, request: ArmRequest & { readonly method: 'PUT' }, signal = new AbortController().signal): Promise<unknown> {
  const answer = await arm.send(request);
  return await completed({ request, answer }, 'the cluster', { arm, logger: silentLogger, clock: azure.clock, signal, pollInterval: 0 });
}

describe('an answer in the place of Azure’s', () => {
  test('has the code and message of the rule, in ARM’s shape, and the request took no effect', async () => {
    const { azure, arm } = azureWith('PUT resourceGroups/a → 409 code=OperationNotAllowed message="another one is \\"busy\\""');
    await expect(arm.send(putGroup('a'))).rejects.toMatchObject({ status: 409, code: 'OperationNotAllowed', body: { error: { message: 'another one is "busy"' } } });
    azure.faults.set('');
    expect(await isThere(azure, 'a')).toBe(false);
  });

  test.each([[412, 'PreconditionFailed'], [500, 'InternalServerError'], [418, 'UnknownError']])('%i has a usual code', async (status, code) => {
    const { arm } = azureWith(`PUT resourceGroups/a → ${status}`);
    await expect(arm.send(putGroup('a'))).rejects.toMatchObject({ status, code });
  });

  test('429 with Retry-After is waited for', async () => {
    const { azure, arm } = azureWith('PUT resourceGroups/a #1 → 429 retry-after=7');
    const began = azure.clock.now();
    expect((await arm.send(putGroup('a'))).status).toBe(201);
    expect(azure.clock.now() - began).toBeGreaterThanOrEqual(7000);
  });

  test('may be no JSON at all', async () => {
    const { arm } = azureWith('PUT resourceGroups/a → 503 body="<html>\\n" content-type=text/html');
    await expect(arm.send(putGroup('a'))).rejects.toMatchObject({ status: 503, code: '', body: '<html>\n' });
  });
});

describe('the way of an answer', () => {
  test('reset: nothing took effect', async () => {
    const { azure, arm } = azureWith('PUT resourceGroups/a → reset');
    await expect(arm.send(putGroup('a'))).rejects.toMatchObject({ code: 'NoAnswer', cause: { code: 'ECONNRESET' } });
    expect(await isThere(azure, 'a')).toBe(false);
  });

  test('reset-after: it took effect, and the answer is lost', async () => {
    const { azure, arm } = azureWith('PUT resourceGroups/a → reset-after');
    await expect(arm.send(putGroup('a'))).rejects.toMatchObject({ code: 'NoAnswer', cause: { code: 'ECONNRESET' } });
    expect(await isThere(azure, 'a')).toBe(true);
  });

  test.each(['truncate 0', 'truncate 40', 'truncate half', 'truncate 999999999'])('%s: it took effect, and nobody can read the answer', async (what) => {
    const { azure, arm } = azureWith(`PUT resourceGroups/a → ${what}`);
    await expect(arm.send(putGroup('a'))).rejects.toMatchObject({ code: 'NoAnswer', cause: { code: 'PARSE_ERROR' } });
    expect(await isThere(azure, 'a')).toBe(true);
  });

  test('delay: it comes later, and nobody has to wait for it who cancels', async () => {
    const { azure, arm } = azureWith('PUT resourceGroups/a → delay 5s\nPUT resourceGroups/b → delay 2m then 409');
    const began = azure.clock.now();
    await arm.send(putGroup('a'));
    expect(azure.clock.now() - began).toBe(5000);
    await expect(arm.send(putGroup('b'))).rejects.toMatchObject({ status: 409 });
    expect(azure.clock.now() - began).toBe(125_000);
    const run = new AbortController();
    const sending = azure.connect({ signal: run.signal }).send(putGroup('b'));
    run.abort();
    await expect(sending).rejects.toThrow(CancelledError);
  });

  test('with: Azure’s own answer with other headers', async () => {
    const { arm } = azureWith('PUT resourceGroups/a → with retry-after=3 x-ms-request-id=mine');
    expect(await arm.send(putGroup('a'))).toMatchObject({ status: 201, headers: { 'retry-after': '3', 'x-ms-request-id': 'mine' } });
  });
});

/** Time passes with each request, since nothing else waits for an operation in virtual time. */
const minute = 60_000;

describe('a long-running operation', () => {
  const stateOf = (document: ArmAnswer['body']): unknown => at(document, 'properties', 'provisioningState');

  test.each([
    ['the write', 'PUT managedClusters/* → failed code=SkuNotAvailable message="no such size"'],
    ['its third poll', 'GET operations/* #3 → failed code=SkuNotAvailable message="no such size"'],
  ])('fails by a rule for %s, and so does its resource until a later one succeeds', async (_, text) => {
    const { azure, arm } = azureWith(text, minute);
    await expect(waitFor(azure, arm, putCluster)).rejects.toMatchObject({ status: 0, code: 'SkuNotAvailable', message: expect.stringContaining('ended as Failed. SkuNotAvailable: no such size') });
    expect(stateOf(await arm.find(cluster, aks))).toBe('Failed');
    azure.faults.set('');
    expect(stateOf(await waitFor(azure, arm, putCluster))).toBe('Succeeded');
  });

  test('is canceled', async () => {
    const { azure, arm } = azureWith('PUT managedClusters/* → canceled', minute);
    await expect(waitFor(azure, arm, putCluster)).rejects.toMatchObject({ code: 'OperationCanceled' });
    expect(stateOf(await arm.find(cluster, aks))).toBe('Canceled');
  });

  test('that deletes and fails leaves what it should have deleted', async () => {
    const { azure, arm } = azureWith('', minute);
    await waitFor(azure, arm, putCluster);
    azure.faults.set('DELETE managedClusters/* → failed');
    const { headers } = await arm.send({ method: 'DELETE', path: cluster, apiVersion: aks });
    azure.clock.pass(3_600_000);
    expect((await arm.send({ method: 'GET', path: headers['azure-asyncoperation'] ?? '' })).body).toMatchObject({ status: 'Failed', error: { code: 'InternalOperationError' } });
    await expect(arm.send({ method: 'GET', path: headers['location'] ?? '' })).rejects.toMatchObject({ code: 'InternalOperationError' });
    expect(stateOf(await arm.find(cluster, aks))).toBe('Failed');
  });

  test.each([
    ['a network', `${group}/providers/Microsoft.Network/virtualNetworks/net`, '2024-05-01', { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } }],
    ['a zone', `${group}/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io`, '2024-06-01', { location: 'global' }],
    ['a registry', `${group}/providers/Microsoft.ContainerRegistry/registries/demo123`, '2025-04-01', { location: 'westeurope', sku: { name: 'Premium' }, properties: {} }],
  ])('fails for %s alike', async (_, path, apiVersion, body) => {
    const { azure, arm } = azureWith('PUT ** → failed code=Whatever', minute);
    await expect(waitFor(azure, arm, { method: 'PUT', path, apiVersion, body })).rejects.toMatchObject({ code: 'Whatever' });
    azure.faults.set('');
    expect(stateOf(await arm.find(path, apiVersion))).toBe('Failed');
  });

  test('that deletes a group and fails leaves the group', async () => {
    const { azure, arm } = azureWith('DELETE resourceGroups/* → failed code=ResourceGroupDeletionBlocked', minute);
    const { headers } = await arm.send({ method: 'DELETE', path: group, apiVersion: groups });
    azure.clock.pass(3_600_000);
    await expect(arm.send({ method: 'GET', path: headers['location'] ?? '' })).rejects.toMatchObject({ status: 409, code: 'ResourceGroupDeletionBlocked' });
    expect(stateOf(await arm.find(group, groups))).toBe('Failed');
  });

  test.each(['PUT managedClusters/* → never', 'GET operations/* #2 → never'])('never ends: %s', async (text) => {
    const { azure, arm } = azureWith(text, minute);
    const { headers } = await arm.send(putCluster);
    const poll = { method: 'GET', path: headers['azure-asyncoperation'] ?? '' } as const;
    for (let polls = 0; polls < 3; polls += 1) await arm.send(poll);
    azure.clock.pass(10 * 365 * 86_400_000);
    expect((await arm.send(poll)).body).toMatchObject({ status: 'InProgress' });
    await expect(arm.send(putCluster)).rejects.toMatchObject({ status: 409, code: 'OperationNotAllowed' });
  });

  test('whose address is on another host is not followed', async () => {
    const { azure, arm } = azureWith('PUT managedClusters/* → poll https://evil.example/operations/1', minute);
    await expect(waitFor(azure, arm, putCluster)).rejects.toMatchObject({ code: 'ForeignHost', message: expect.stringContaining('https://evil.example') });
  });
});

test('whatever rules say, the sandbox answers, and its refusals have one of the two shapes of Azure', () => {
  const path = fc.constantFrom(cluster, group, `${cluster}/agentPools/system`, `${group}/providers/Microsoft.Network/virtualNetworks/net`, `${subscription}/resourceGroups`);
  const request = fc.tuple(fc.constantFrom('GET', 'PUT', 'DELETE'), path);
  fc.assert(fc.property(fc.array(rule, { minLength: 1, maxLength: 3 }), fc.array(request, { minLength: 1, maxLength: 6 }), (rules, requests) => {
    const azure = createInProcessArm({ faults: rules.map((one) => printFault({ ...one, path: '**' })).join('\n') });
    for (const [method, target] of requests) {
      const response = azure.ask(method, target, method === 'PUT' ? isolatedCluster() : undefined);
      if (response.status >= 400 && response.text === undefined) expect(codeOf(response)).toEqual(expect.any(String));
      expect(String(at(response.body, 'error', 'message'))).not.toContain('which is a bug');
      azure.clock.pass(60_000);
    }
  }));
});
