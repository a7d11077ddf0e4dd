import * as fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { textAt, type JsonObject } from '../../../src/arm/json.ts';
import { toAzureTime, toFixedAzureTime } from '../../../src/sandbox/arm/time.ts';
import type { StandInResponse } from '../../../src/sandbox/http.ts';
import { bodyOf, cluster, group, isolatedCluster, makeArmWithGroup, subscription, untilDone, type TestArm } from '../arm-client.ts';
import { assignment, assignmentBody, definition, definitionBody } from '../policy-objects.ts';

// What the recordings say of long-running operations, so that it is held where they are not: what no other test of the sandbox says.

const network = `${group}/providers/Microsoft.Network`;
const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/contosoacr`;
const rule = `${registry}/cacheRules/aks-managed-mcr`;
const zone = `${network}/privateDnsZones/privatelink.azurecr.io`;
const link = `${zone}/virtualNetworkLinks/MyDNSLink`;
const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/nodes`;
const role = `${identity}/providers/Microsoft.Authorization/roleAssignments/f0b57b32-ffb0-4edc-bffc-b37068d25087`;

interface Write {
  readonly path: string;
  readonly body: JsonObject;
}

const vnet: Write = { path: `${network}/virtualNetworks/net`, body: { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } } };
const bodies: Readonly<Record<string, JsonObject>> = {
  [registry]: { location: 'westeurope', sku: { name: 'Premium' } },
  [rule]: { properties: { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' } },
  [zone]: { location: 'global' },
  [link]: { location: 'global', properties: { virtualNetwork: { id: vnet.path } } },
};

/** An ARM with all that the paths need which are written last. */
function armBefore(...paths: readonly string[]): TestArm {
  const arm = makeArmWithGroup();
  for (const path of paths) arm.send('PUT', path, bodies[path]);
  arm.pass(untilDone);
  return arm;
}

function addressIn({ headers }: StandInResponse, name = 'azure-asyncoperation'): URL {
  return new URL(headers?.[name] ?? 'about:blank');
}

describe('a long-running operation', () => {
  const writes = [
    { of: 'AKS', path: cluster, body: isolatedCluster(), before: [], words: ['InProgress', 'Succeeded'] },
    { of: 'the network', ...vnet, before: [], words: ['InProgress', 'Succeeded'] },
    { of: 'a registry', path: registry, body: bodies[registry], before: [], words: ['Creating', 'Succeeded'] },
    { of: 'a cache rule', path: rule, body: bodies[rule], before: [registry], words: ['Creating', 'Succeeded'] },
    { of: 'private DNS', path: zone, body: bodies[zone], before: [], words: ['InProgress', 'Succeeded'] },
  ] as const;

  test.each(writes)('of $of has its own words, and no answer of it says when to ask again', ({ of, path, body, before, words }) => {
    const arm = armBefore(...before);
    const begun = arm.send('PUT', path, body);
    const poll = addressIn(begun).href;
    const running = arm.send('GET', poll);
    arm.pass(untilDone);
    const last = arm.send('GET', poll);
    expect([running, last].map((answer) => textAt(answer.body, 'status'))).toEqual(words);
    expect([begun, running, last, arm.send('GET', path)].filter(({ headers }) => headers?.['retry-after'] !== undefined)).toEqual([]);
    expect(Object.keys(bodyOf(last))).toEqual(of === 'AKS' ? ['name', 'status', 'startTime', 'endTime'] : ['status']);
  });

  test('has two addresses of one id where it deletes or upgrades, and one where it writes', () => {
    const arm = armBefore();
    const made = arm.send('PUT', cluster, isolatedCluster());
    arm.pass(untilDone);
    const upgraded = arm.send('POST', `${cluster}/agentPools/system/upgradeNodeImageVersion`);
    arm.pass(untilDone);
    const deleted = arm.send('DELETE', cluster);
    expect([made, upgraded, deleted].map(({ headers }) => headers?.['location'] !== undefined)).toEqual([false, true, true]);
    for (const answer of [upgraded, deleted]) expect(addressIn(answer, 'location').pathname).toBe(addressIn(answer).pathname.replace('/operations/', '/operationresults/'));
    expect([textAt(upgraded.body, 'properties', 'provisioningState'), deleted.body]).toEqual(['UpgradingNodeImageVersion', undefined]);
  });

  test('has the id of the request that began it', () => {
    const { headers } = armBefore().send('PUT', cluster, isolatedCluster());
    expect(new URL(headers?.['azure-asyncoperation'] ?? '').pathname).toMatch(new RegExp(`/operations/${headers?.['x-ms-request-id']}$`));
  });
});

test('a poll of a registry repeats the address with a new signature, also at the end', () => {
  const arm = armBefore();
  const begun = addressIn(arm.send('PUT', registry, bodies[registry]));
  arm.pass(untilDone);
  const repeated = addressIn(arm.send('GET', begun.href));
  expect(repeated.pathname).toBe(begun.pathname);
  expect(Number(repeated.searchParams.get('t'))).toBeGreaterThan(Number(begun.searchParams.get('t')));
});

test('a poll of private DNS repeats both addresses while it runs, and names the operation in Base64', () => {
  const arm = armBefore(zone);
  const begun = arm.send('PUT', link, bodies[link]);
  const [poll, result] = [addressIn(begun), addressIn(begun, 'location')];
  const name = Buffer.from(decodeURIComponent(poll.pathname.split('/').at(-1) ?? ''), 'base64').toString();
  expect(name).toMatch(/^FrontEndAsyncOperation;UpsertVirtualNetworkLink;[0-9a-f-]{36}_[0-9a-f-]{36}$/);
  const running = arm.send('GET', poll.href);
  expect([addressIn(running).pathname, addressIn(running, 'location').pathname]).toEqual([poll.pathname, result.pathname]);
  expect(arm.send('GET', result.href).status).toBe(202);
  arm.pass(untilDone);
  const last = arm.send('GET', poll.href);
  expect([last.status, last.headers?.['azure-asyncoperation'], last.headers?.['location']]).toEqual([200, undefined, undefined]);
});

test('record sets, identities, role assignments and policies are there at once', () => {
  const arm = armBefore(zone);
  const principalId = '0f0e0d0c-0000-4000-8000-000000000001';
  const answers = [
    arm.send('PUT', `${zone}/A/contosoacr`, { properties: { ttl: 3600 } }),
    arm.send('PUT', identity, { location: 'westeurope' }),
    arm.send('PUT', role, { properties: { roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/f1a07417-d97a-45cb-824c-7a7467783830`, principalId } }),
    arm.send('PUT', definition, definitionBody()),
    arm.send('PUT', assignment, assignmentBody({ policyDefinitionId: definition })),
  ];
  expect(answers.map(({ status, headers }) => [status, headers?.['azure-asyncoperation']])).toEqual(answers.map(() => [201, undefined]));
});

test('times have seven decimals, of which zeros at the end are dropped, except in roles', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 4e12 }), fc.string(), (moment, seed) => {
    const [time, fixed] = [toAzureTime(moment, seed), toFixedAzureTime(moment, seed)];
    expect(fixed).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
    expect(time).toMatch(/:\d\d(?:\.\d{0,6}[1-9])?Z$/);
    expect(fixed.startsWith(time.slice(0, -1))).toBe(true);
  }));
});
