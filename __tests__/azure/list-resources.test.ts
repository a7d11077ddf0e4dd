import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { apiVersionOf } from '../../src/arm/api-versions.ts';
import { isJsonObject } from '../../src/arm/json.ts';
import { parseScope, type Scope } from '../../src/arm/scope.ts';
import { listResources } from '../../src/azure/list-resources.ts';
import { rootOf } from '../../src/azure/list-resources/type-tree.ts';
import type { StandInRequest, StandInResponse } from '../../src/sandbox/http.ts';
import { subscriptionId } from '../../src/sandbox/identities.ts';
import { group, isolatedCluster, subscription } from '../sandbox/arm-client.ts';
import { createInProcessArm } from './in-process-arm.ts';

const scopeOf = (id: string): Scope => {
  const scope = parseScope(id);
  if (scope === undefined) throw new Error(`${id} is no scope.`);
  return scope;
};

const [cluster, pool, extension] = ['Microsoft.ContainerService/managedClusters', 'Microsoft.ContainerService/managedClusters/agentPools', 'Microsoft.KubernetesConfiguration/extensions'];
const [registry, cacheRule] = ['Microsoft.ContainerRegistry/registries', 'Microsoft.ContainerRegistry/registries/cacheRules'];
const [network, subnet, peering] = ['Microsoft.Network/virtualNetworks', 'Microsoft.Network/virtualNetworks/subnets', 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings'];
const gateway = 'Microsoft.Network/virtualNetworkGateways';

type Lists = Readonly<Record<string, readonly string[] | StandInResponse>>;

/** An Azure that has the lists of these paths, each with the ids of its items; every other list is refused as `otherwise`. */
function azureWith(lists: Lists, otherwise: StandInResponse = { status: 500, body: { error: { code: 'Unexpected', message: 'asked for what no test expects' } } }) {
  const byPath = new Map(Object.entries(lists).map(([path, answer]) => [path.toLowerCase(), answer]));
  const handler = (request: StandInRequest): StandInResponse => {
    const answer = byPath.get(request.path.toLowerCase());
    if (answer === undefined) return otherwise;
    return 'status' in answer ? answer : { status: 200, body: { value: answer.map((id) => ({ id, properties: { whole: true } })) } };
  };
  return createInProcessArm({ handler: () => handler });
}

async function list(azure: ReturnType<typeof createInProcessArm>, scope: string, types: readonly string[]) {
  const { resources, unseen } = await listResources(scopeOf(scope), types, { arm: azure.connect(), clock: azure.clock, signal: new AbortController().signal });
  return { ids: resources.map((resource) => resource['id']), resources, unseen, paths: azure.requests.map(({ path }) => path) };
}

const refusal = (status: number, code: string, message = 'said by Azure'): StandInResponse => ({ status, body: { error: { code, message } } });

describe('at a subscription or a group', () => {
  test('clusters of the sandbox, each document as its list has it', async () => {
    const azure = createInProcessArm();
    azure.ask('PUT', `${group}?api-version=2024-11-01`, { location: 'westeurope' });
    azure.ask('PUT', `${group}/providers/${cluster}/demo?api-version=2026-05-01`, isolatedCluster());
    for (const scope of [subscription, group]) {
      const { resources, unseen } = await list(azure, scope, [cluster]);
      expect(resources).toMatchObject([{ name: 'demo', properties: { networkProfile: { outboundType: 'none' } } }]);
      expect(unseen).toEqual([]);
    }
    expect((await list(azure, `${subscription}/resourceGroups/other`, [cluster])).unseen).toMatchObject([{ type: cluster, why: expect.stringContaining('ResourceGroupNotFound') }]);
  });

  test('children that stand in their parent are answered by it, once', async () => {
    const azure = azureWith({ [`${group}/providers/${network}`]: [`${group}/providers/${network}/v`] });
    expect(await list(azure, group, [subnet, network, peering, subnet.toUpperCase()])).toMatchObject({ ids: [`${group}/providers/${network}/v`], paths: [`${group}/providers/${network}`], unseen: [] });
  });

  test('cache rules by one list for each registry, extensions for each cluster; the parents only where they are asked for', async () => {
    const [r1, r2, c] = [`${group}/providers/${registry}/r1`, `${group}/providers/${registry}/r2`, `${subscription}/resourcegroups/RG-demo/providers/${cluster}/c`];
    const azure = azureWith({
      [`${subscription}/providers/${registry}`]: [r1, r2], [`${r1}/cacheRules`]: [`${r1}/cacheRules/a`], [`${r2}/cacheRules`]: refusal(404, 'ResourceNotFound'),
      [`${subscription}/providers/${cluster}`]: [c], [`${c}/providers/${extension}`]: [`${c}/providers/${extension}/flux`],
    });
    expect(await list(azure, subscription, [cacheRule, extension, pool])).toMatchObject({ ids: [`${r1}/cacheRules/a`, `${c}/providers/${extension}/flux`, c], unseen: [] });
  });

  test('virtual network gateways, which Azure lists by group only', async () => {
    const other = `${subscription}/resourceGroups/other`;
    const azure = azureWith({ [`${subscription}/resourceGroups`]: [group, other], [`${group}/providers/${gateway}`]: [`${group}/providers/${gateway}/g`], [`${other}/providers/${gateway}`]: refusal(404, 'ResourceGroupNotFound') });
    expect(await list(azure, subscription, [gateway])).toMatchObject({ ids: [`${group}/providers/${gateway}/g`], unseen: [] });
    expect((await list(azure, group, [gateway])).ids).toEqual([`${group}/providers/${gateway}/g`]);
  });
});

test('every type that our definitions concern can be listed', () => {
  const folder = resolve(import.meta.dirname, '..', '..', 'policies', 'definitions');
  const typesIn = (value: unknown): readonly string[] => {
    if (Array.isArray(value)) return value.flatMap(typesIn);
    if (!isJsonObject(value)) return [];
    const own = value['field'] === 'type' ? [value['equals'], value['in']].flat().filter((type) => typeof type === 'string' && type.includes('/')).map(String) : [];
    return [...own, ...Object.values(value).flatMap(typesIn)];
  };
  const types = new Set(readdirSync(folder).flatMap((name) => typesIn(JSON.parse(readFileSync(join(folder, name), 'utf8')))));
  expect(types.size).toBeGreaterThan(10);
  expect([...types].filter((type) => apiVersionOf(rootOf(type)) === undefined)).toEqual([]);
});

describe('what a refused list means', () => {
  test.each([
    [409, 'MissingSubscriptionRegistration', "The subscription is not registered to use namespace 'Microsoft.ContainerRegistry'."],
    [404, 'InvalidResourceNamespace', "The resource namespace 'Microsoft.ContainerRegistry' is invalid."],
    [404, 'InvalidResourceType', "The resource type 'registries' could not be found in the namespace 'Microsoft.ContainerRegistry' for api version '2025-11-01'."],
    [400, 'NoRegisteredProviderFound', "No registered resource provider found for location 'global' and API version '2025-11-01' for type 'registries'."],
  ])('none are there: %i %s', async (status, code, message) => {
    expect(await list(azureWith({}, refusal(status, code, message)), subscription, [registry, cacheRule])).toMatchObject({ ids: [], unseen: [] });
  });

  test.each([
    [403, 'AuthorizationFailed', 'no role'],
    [404, 'InvalidResourceType', "could not be found for api version '2025-11-01'. The supported api-versions are '2023-07-01'."],
    [400, 'NoRegisteredProviderFound', "for type 'registries'. The supported api-versions are '2023-07-01'."],
    [404, 'SubscriptionNotFound', 'no such subscription'],
  ])('they are unseen, with the reason, and so are their children: %i %s', async (status, code, message) => {
    const why = expect.stringContaining(`${code}: ${message}`);
    expect(await list(azureWith({}, refusal(status, code, message)), subscription, [registry, cacheRule])).toMatchObject({ ids: [], unseen: [{ type: registry, why }, { type: cacheRule, why }] });
  });

  test('what one refuses does not hide what another shows', async () => {
    const azure = azureWith({ [`${group}/providers/${network}`]: [`${group}/providers/${network}/v`] }, refusal(403, 'AuthorizationFailed'));
    expect(await list(azure, group, [network, registry])).toMatchObject({ ids: [`${group}/providers/${network}/v`], unseen: [{ type: registry }] });
  });

  test.each([[500, 'InternalServerError'], [503, 'ServiceUnavailable'], [401, 'ExpiredAuthenticationToken']])('nothing, and the run ends: %i %s', async (status, code) => {
    await expect(list(azureWith({}, refusal(status, code)), subscription, [registry])).rejects.toMatchObject({ status, code });
  });

  test('an answer that is no list is no empty one', async () => {
    await expect(list(azureWith({}, { status: 200, body: {} }), subscription, [registry])).rejects.toThrow(/something else than a list/);
  });

  test('a type of a provider that we do not speak to is unseen', async () => {
    expect(await list(azureWith({}), subscription, ['Microsoft.Storage/storageAccounts'])).toMatchObject({ ids: [], paths: [], unseen: [{ type: 'Microsoft.Storage/storageAccounts' }] });
  });

  test('nothing is asked of an id outside the scope', async () => {
    const elsewhere = `/subscriptions/00000000-0000-0000-0000-000000000009/resourceGroups/x/providers/${registry}/r`;
    const { unseen, paths } = await list(azureWith({ [`${subscription}/providers/${registry}`]: [elsewhere] }), subscription, [cacheRule]);
    expect(paths).toEqual([`${subscription}/providers/${registry}`]);
    expect(unseen).toMatchObject([{ type: cacheRule, why: expect.stringContaining(elsewhere) }]);
  });
});

describe('at a management group', () => {
  const managementGroup = '/providers/Microsoft.Management/managementGroups/contoso';
  const graph = '/providers/Microsoft.ResourceGraph/resources';
  const rowsOf = (...rows: readonly object[]): StandInResponse => ({ status: 200, body: { data: rows, resultTruncated: 'false' } });

  test('Resource Graph says where to look, and only there is looked', async () => {
    const other = '/subscriptions/55555555-5555-4555-8555-555555555555';
    const [r, c] = [`${group}/providers/${registry}/r`, `${other}/resourceGroups/x/providers/${cluster}/c`];
    const azure = azureWith({
      [graph]: rowsOf({ subscriptionId, type: 'microsoft.containerregistry/registries' }, { subscriptionId: other.split('/')[2], type: 'microsoft.containerservice/managedclusters' }),
      [`${subscription}/providers/${registry}`]: [r], [`${r}/cacheRules`]: [`${r}/cacheRules/a`], [`${other}/providers/${cluster}`]: [c],
    });
    const { ids, unseen, paths } = await list(azure, managementGroup, [cacheRule, pool, network]);
    expect(ids).toEqual([`${r}/cacheRules/a`, c]);
    expect(unseen).toEqual([]);
    expect(paths).toHaveLength(4);
    expect(azure.requests[0]?.body).toMatchObject({
      managementGroups: ['contoso'],
      query: "resources | where type in~ ('microsoft.containerregistry/registries', 'microsoft.containerservice/managedclusters', 'microsoft.network/virtualnetworks') "
        + '| distinct subscriptionId, type | order by subscriptionId asc, type asc',
    });
  });

  test('a row that names no subscription ends the run', async () => {
    await expect(list(azureWith({ [graph]: rowsOf({ subscriptionId: '../x', type: 'a' }) }), managementGroup, [registry])).rejects.toThrow(/named .* as a subscription/);
  });
});
