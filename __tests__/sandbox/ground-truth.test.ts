import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, isJsonObject, textAt } from '../../src/arm/json.ts';
import { subscriptionId } from '../../src/sandbox/identities.ts';
import { makeArm, subscription, untilDone, type TestArm } from './arm-client.ts';

/**
 * Sends recorded requests and compares the answers with the recorded ones, after both were brought to a form without ids, names made
 * up by the service and times. The recordings are not part of this repository; without them these tests are skipped.
 */
const recordings = new URL('../../../shared/ground-truth/', import.meta.url);
const present = existsSync(recordings);
const replay = present ? describe : describe.skip;
if (!present) test('the recordings are not here (../shared/ground-truth), so that nothing is replayed', () => {});

interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly sent: unknown;
  readonly status: unknown;
  readonly answer: unknown;
}

function exchangesOf(file: string): readonly Exchange[] {
  const text = readFileSync(new URL(file, recordings), 'utf8').replaceAll('00000000-0000-0000-0000-000000000001', subscriptionId);
  return arrayAt(JSON.parse(text), 'exchanges').map((exchange) => ({
    method: textAt(exchange, 'request', 'method') ?? '',
    path: textAt(exchange, 'request', 'path') ?? '',
    sent: at(exchange, 'request', 'body'),
    status: at(exchange, 'response', 'status'),
    answer: at(exchange, 'response', 'body'),
  }));
}

const madeUp = new Set([
  'fqdn', 'azurePortalFQDN', 'privateFQDN', 'resourceUID', 'nodeImageVersion', 'principalId', 'tenantId', 'clientId', 'objectId', 'privateLinkServiceID',
  // Bodies of March 2025 have no eTag although their API version has it (ground-truth/README.md, 8).
  'eTag',
  'etag', 'resourceGuid', 'creationDate', 'lastUpdatedTime',
  // The id of an interface has a random part.
  'networkInterfaces',
  'createdBy', 'createdOn', 'updatedOn', 'updatedBy', 'systemData',
]);

/** Without what is made up; names of registries and addresses that the service made are replaced in ids. */
function comparable(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/(MC_[^/]+\/providers\/Microsoft\.(?:ContainerRegistry\/registries|Network\/publicIPAddresses))\/[^/]+$/, '$1/made');
  if (Array.isArray(value)) return value.map(comparable);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !madeUp.has(name)).map(([name, member]) => [name, comparable(member)]));
}

function armFor(group: string): TestArm {
  const arm = makeArm();
  arm.send('PUT', `${subscription}/resourceGroups/${group}`, { location: 'eastus2euap' });
  return arm;
}

function isCluster({ path }: Exchange): boolean {
  return /\/managedClusters\/[^/?]+\?/i.test(path);
}

/** What nodes need to start: the registry, the way to it, and who may pull. */
function isGround({ method, path }: Exchange): boolean {
  return method === 'PUT' && /\/Microsoft\.(?:ContainerRegistry\/|Network\/private|Authorization\/roleAssignments)/.test(path);
}

/** Networks, registries, zones, identities; without polls, whose addresses are made up, and what the sandbox does not cover. */
function isResource({ path }: Exchange): boolean {
  return /\/Microsoft\.(?:Network|ContainerRegistry|ManagedIdentity)\//.test(path)
    && !/\/operations?\/|operationStatuses|OperationStatuses|networkInterfaces|Microsoft\.Authorization/.test(path);
}

replay('the recorded life of', () => {
  test.each(['managed-acr-create.json', 'byo-acr-create.json'])('a cluster in %s', (file) => {
    const arm = armFor('clitest000001');
    for (const { path, sent } of exchangesOf(file).filter(isGround)) {
      expect(arm.send('PUT', path, sent).status).toBeLessThan(300);
      arm.pass(untilDone);
    }
    for (const exchange of exchangesOf(file).filter(isCluster)) {
      const { status, body } = arm.send(exchange.method, exchange.path, exchange.sent);
      expect(status).toBe(exchange.status);
      expect(comparable(body)).toEqual(comparable(exchange.answer));
      if (exchange.method === 'PUT') arm.pass(untilDone);
    }
  });

  test('a cluster in update-to-isolated.json, whose one step to isolation is refused today', () => {
    const arm = armFor('clitest000001');
    const [create, , , get, update] = exchangesOf('update-to-isolated.json');
    const created = arm.send('PUT', create?.path ?? '', create?.sent);
    expect(comparable(created.body)).toEqual(comparable(create?.answer));
    arm.pass(untilDone);
    expect(comparable(arm.send('GET', get?.path ?? '').body)).toEqual(comparable(get?.answer));
    expect(arm.send('PUT', update?.path ?? '', update?.sent)).toMatchObject({ status: 400, body: { code: 'InvalidNetworkIsolatedClusterConfiguration' } });
  });

  test('what stands around a cluster in byo-acr-create.json', () => {
    const arm = armFor('clitest000001');
    const exchanges = exchangesOf('byo-acr-create.json').filter(isResource);
    expect(exchanges.length).toBeGreaterThan(15);
    for (const { method, path, sent, status, answer } of exchanges) {
      if (method !== 'PUT') arm.pass(untilDone);
      const response = arm.send(method, path, sent);
      expect([path, response.status]).toEqual([path, status]);
      expect(comparable(response.body)).toEqual(comparable(answer));
    }
  });

  test('a deletion in delete.json: status codes', () => {
    const arm = armFor('clitest000001');
    const create = exchangesOf('managed-acr-create.json').find(({ method }) => method === 'PUT');
    arm.send('PUT', create?.path ?? '', create?.sent);
    arm.pass(untilDone);
    expect(arm.send('DELETE', create?.path ?? '').status).toBe(exchangesOf('delete.json')[0]?.status);
  });

  test('a policy definition in policy-definition-and-assignment.json', () => {
    const arm = makeArm();
    const exchanges = exchangesOf('policy-definition-and-assignment.json').slice(0, 3);
    for (const { method, path, sent, status, answer } of exchanges) {
      const response = arm.send(method, path, sent);
      expect(response.status).toBe(status);
      expect(comparable(response.body)).toEqual(comparable(answer));
    }
  });
});
