import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { deepestJson, readJsonText } from '../../../src/arm/json-text.ts';
import { escapePointer, unescapePointer } from '../../../src/arm/pointer.ts';
import type { Resource } from '../../../src/arm/resource.ts';
import { isUnknown } from '../../../src/language/unknown.ts';
import { findResources, toResource } from '../../../src/sources/documents/plain-resources.ts';

function read(text: string): Resource {
  const document = { file: 'x.json', json: readJsonText(text, 'template', { length: 1e6, depth: deepestJson }) };
  const [resource] = findResources(document.json.value).map((one) => toResource(document, one));
  if (resource === undefined) throw new Error('no resource');
  return resource;
}

/** The scalars of a document with their pointers. */
function scalars(value: unknown, pointer: string): readonly (readonly [pointer: string, value: unknown])[] {
  if (typeof value !== 'object' || value === null) return [[pointer, value]];
  return Object.entries(value).flatMap(([key, item]) => scalars(item, `${pointer}/${escapePointer(key)}`));
}

function at(value: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).reduce<unknown>((current, segment) => Object.entries(current ?? {}).find(([key]) => key === unescapePointer(segment))?.[1], value);
}

const group = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg';

describe('a resource as Resource Manager takes it', () => {
  const resource = read(`[{
  "type": "Microsoft.ContainerService/managedClusters",
  "apiVersion": "2025-01-01",
  "name": "aks",
  "properties": {
    "networkProfile": { "outboundType": "none", "a/b": [1] }
  }
}]`);

  test('has type, name and version, and no id', () => {
    expect(resource).toMatchObject({ type: 'Microsoft.ContainerService/managedClusters', name: 'aks', apiVersion: '2025-01-01' });
    expect(resource.id).toBeUndefined();
  });

  test('knows the line of every value, or of its nearest ancestor', () => {
    expect(resource.originOf?.('/properties/networkProfile/outboundType')).toEqual({ file: 'x.json', pointer: '/0/properties/networkProfile/outboundType', line: 6, column: 25 });
    expect(resource.originOf?.('/properties/networkProfile/a~1b/0')).toMatchObject({ pointer: '/0/properties/networkProfile/a~1b/0', line: 6 });
    expect(resource.originOf?.('/properties/apiServerAccessProfile/enablePrivateCluster')).toMatchObject({ pointer: '/0/properties', line: 5, column: 3 });
  });

  test('knows what is written and what is absent', () => {
    expect(resource.writingOf?.('/properties/networkProfile/outboundType')).toMatchObject({ kind: 'literal', through: [], range: { line: 6, column: 41, endLine: 6, endColumn: 47 } });
    const absent = resource.writingOf?.('/properties/apiServerAccessProfile');
    expect(absent).toMatchObject({ kind: 'absent', origin: { pointer: '/0/properties' } });
    expect(absent).not.toHaveProperty('range');
  });
});

test('a live resource has the names of its parents', () => {
  const id = `${group}/providers/Microsoft.ContainerService/managedClusters/aks/agentPools/one`;
  expect(read(JSON.stringify({ id, name: 'one', type: 'Microsoft.ContainerService/managedClusters/agentPools', properties: {} }))).toMatchObject({ name: 'aks/one', id });
  expect(read(JSON.stringify({ id, properties: {} }))).toMatchObject({ name: 'aks/one', type: 'Microsoft.ContainerService/managedClusters/agentPools' });
});

test('an expression without its template is unknown, in a live resource it is a text', () => {
  const document = { type: 'Microsoft.Network/virtualNetworks', name: "[parameters('n')]", properties: { a: ['[[x]', '[x', "[concat('a',\n'b')]"] } };
  const { body, writingOf } = read(JSON.stringify(document));
  expect(isUnknown(body['name'])).toBe(true);
  expect(writingOf?.('/name')).toMatchObject({ kind: 'expression' });
  expect(JSON.parse(JSON.stringify(body['properties']))).toMatchObject({ a: ['[[x]', '[x', { why: expect.stringContaining('an expression of a template') }] });
  expect(read(JSON.stringify({ ...document, id: `${group}/providers/Microsoft.Network/virtualNetworks/v` })).body['name']).toBe("[parameters('n')]");
});

describe('a resource as az prints it', () => {
  const cluster = read(`{
  "aadProfile": null,
  "agentPoolProfiles": [
    { "name": "system", "count": 3, "vnetSubnetId": "${group}/providers/Microsoft.Network/virtualNetworks/v/subnets/s", "type": "VirtualMachineScaleSets" }
  ],
  "apiServerAccessProfile": {
    "enablePrivateCluster": true
  },
  "id": "${group}/providers/Microsoft.ContainerService/managedClusters/aks",
  "identity": { "type": "SystemAssigned" },
  "location": "westeurope",
  "name": "aks",
  "networkProfile": {
    "loadBalancerProfile": { "effectiveOutboundIPs": [{ "id": "${group}/providers/Microsoft.Network/publicIPAddresses/p", "resourceGroup": "mc" }] },
    "outboundType": "none"
  },
  "resourceGroup": "rg",
  "sku": { "name": "Base", "tier": "Standard" },
  "tags": null,
  "type": "Microsoft.ContainerService/ManagedClusters"
}`);

  test('has its properties back below `properties`', () => {
    expect(Object.keys(cluster.body)).toEqual(['id', 'identity', 'location', 'name', 'sku', 'tags', 'type', 'properties']);
    expect(cluster.body['properties']).toEqual({
      aadProfile: null,
      agentPoolProfiles: [{ name: 'system', count: 3, vnetSubnetId: `${group}/providers/Microsoft.Network/virtualNetworks/v/subnets/s`, type: 'VirtualMachineScaleSets' }],
      apiServerAccessProfile: { enablePrivateCluster: true },
      networkProfile: { loadBalancerProfile: { effectiveOutboundIPs: [{ id: `${group}/providers/Microsoft.Network/publicIPAddresses/p` }] }, outboundType: 'none' },
    });
  });

  test('keeps the places where they were written', () => {
    expect(cluster.originOf?.('/properties/networkProfile/outboundType')).toMatchObject({ pointer: '/networkProfile/outboundType', line: 15 });
    expect(cluster.originOf?.('/properties/apiServerAccessProfile/authorizedIPRanges')).toMatchObject({ pointer: '/apiServerAccessProfile', line: 6 });
    expect(cluster.originOf?.('/properties/publicNetworkAccess')).toMatchObject({ pointer: '', line: 1 });
    expect(cluster.originOf?.('/sku/tier')).toMatchObject({ pointer: '/sku/tier', line: 18 });
    expect(cluster.writingOf?.('/properties/networkProfile/outboundType')).toMatchObject({ kind: 'literal', range: { line: 15, column: 21 } });
    expect(cluster.writingOf?.('/properties/publicNetworkAccess')).toMatchObject({ kind: 'absent' });
  });

  test('with resources inside, as a network has subnets', () => {
    const network = `${group}/providers/Microsoft.Network/virtualNetworks/v`;
    const { body, originOf } = read(
      JSON.stringify(
        {
          addressSpace: { addressPrefixes: ['10.0.0.0/8'] },
          etag: 'W/"1"',
          id: network,
          name: 'v',
          resourceGroup: 'rg',
          subnets: [
            {
              addressPrefix: '10.0.0.0/24',
              delegations: [{ id: `${network}/subnets/s/delegations/d`, name: 'd', resourceGroup: 'rg', serviceName: 'Microsoft.X/y', type: 'Microsoft.Network/virtualNetworks/subnets/delegations' }],
              id: `${network}/subnets/s`,
              name: 's',
              networkSecurityGroup: { id: `${group}/providers/Microsoft.Network/networkSecurityGroups/n`, resourceGroup: 'rg' },
              resourceGroup: 'rg',
              type: 'Microsoft.Network/virtualNetworks/subnets',
            },
          ],
          type: 'Microsoft.Network/virtualNetworks',
        },
        null,
        1,
      ),
    );
    expect(body).toMatchObject({
      etag: 'W/"1"',
      properties: {
        subnets: [
          {
            name: 's',
            properties: {
              addressPrefix: '10.0.0.0/24',
              delegations: [{ name: 'd', properties: { serviceName: 'Microsoft.X/y' } }],
              networkSecurityGroup: { id: `${group}/providers/Microsoft.Network/networkSecurityGroups/n` },
            },
          },
        ],
      },
    });
    expect(originOf?.('/properties/subnets/0/properties/delegations/0/properties/serviceName')?.pointer).toBe('/subnets/0/delegations/0/serviceName');
    expect(originOf?.('/properties/subnets/0/properties/natGateway')?.pointer).toBe('/subnets/0');
    expect(originOf?.('/properties/subnets/0/name')?.pointer).toBe('/subnets/0/name');
    expect(JSON.stringify(body)).not.toContain('resourceGroup"');
  });

  test('a node pool has its type and tags among its properties', () => {
    const id = `${group}/providers/Microsoft.ContainerService/managedClusters/aks/agentPools/one`;
    const { body, originOf } = read(JSON.stringify({ count: 1, id, name: 'one', resourceGroup: 'rg', tags: { a: 'b' }, type: 'Microsoft.ContainerService/managedClusters/agentPools', typePropertiesType: 'VirtualMachineScaleSets' }));
    expect(body).toEqual({ id, name: 'one', type: 'Microsoft.ContainerService/managedClusters/agentPools', properties: { count: 1, tags: { a: 'b' }, type: 'VirtualMachineScaleSets' } });
    expect(originOf?.('/properties/type')?.pointer).toBe('/typePropertiesType');
  });

  test('every value stands where its origin says', () => {
    const network = `${group}/providers/Microsoft.Network/virtualNetworks/v`;
    const key = fc.constantFrom('addressSpace', 'a/b', 'tags', 'sku', 'typePropertiesType', 'subnets', '~', 'resourceGroup', '__proto__', 'constructor');
    const { resource } = fc.letrec<{ resource: object; value: unknown }>((tie) => ({
      resource: fc.dictionary(key, tie('value'), { maxKeys: 4 }).map((members) => ({ id: network, name: 'v', ...members })),
      value: fc.oneof({ maxDepth: 3 }, fc.integer(), tie('resource'), fc.array(tie('value'), { maxLength: 2 }), fc.dictionary(key, tie('value'), { maxKeys: 3 })),
    }));
    fc.assert(
      fc.property(resource, (document) => {
        const text = JSON.stringify(document, null, 1);
        const { body, originOf } = read(text);
        for (const [pointer, value] of scalars(body, '')) expect(at(JSON.parse(text), originOf?.(pointer)?.pointer ?? '')).toBe(value);
      }),
    );
  });

  test('names of the prototype are names', () => {
    const id = `${group}/providers/Microsoft.Network/virtualNetworks/v`;
    const { body } = read(`{"id": "${id}", "name": "v", "__proto__": {"polluted": true}, "constructor": 1}`);
    expect(Object.keys(body['properties'] as object)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('what has properties, or no id, stays as it is', () => {
    const live = { id: `${group}/providers/Microsoft.Network/virtualNetworks/v`, name: 'v', properties: {}, extra: 1 };
    expect(read(JSON.stringify(live)).body).toEqual(live);
    const written = { type: 'Microsoft.Network/virtualNetworks', name: 'v', extra: 1 };
    expect(read(JSON.stringify(written)).body).toEqual(written);
  });
});

describe('a resource as PowerShell prints it', () => {
  const id = `${group}/providers/Microsoft.ContainerService/managedClusters/aks`;
  const type = 'Microsoft.ContainerService/ManagedClusters';

  test('has names with capitals (`Get-AzResource -ExpandProperties`)', () => {
    const { type: found, name, body } = read(JSON.stringify({ Id: id, Name: 'aks', Type: type, Properties: { networkProfile: { outboundType: 'none' } } }));
    expect({ found, name }).toEqual({ found: type, name: 'aks' });
    expect(body['Properties']).toEqual({ networkProfile: { outboundType: 'none' } });
  });

  test('has its properties at the root, where its type has none of its own (`Get-AzAksCluster`)', () => {
    const { body, originOf } = read(JSON.stringify({ NetworkProfile: { OutboundType: 'none' }, Id: id, Name: 'aks', Type: type, Location: 'westeurope' }, undefined, 1));
    expect(body).toMatchObject({ Location: 'westeurope', properties: { NetworkProfile: { OutboundType: 'none' } } });
    expect(originOf?.('/properties/NetworkProfile/OutboundType')).toMatchObject({ pointer: '/NetworkProfile/OutboundType', line: 3 });
  });
});

/** As in a piece of a template (learn.microsoft.com, "Set name and type for child resources"), and in the exports of PSRule for Azure. */
test('resources in resources are resources of their own', () => {
  const pool = { type: 'agentPools', name: 'one', properties: {}, resources: [{ type: 'machines', name: 'm' }] };
  const full = { type: 'Microsoft.ContainerService/managedClusters/agentPools', name: 'aks/two' };
  const exported = { id: `${group}/providers/Microsoft.Network/virtualNetworks/v/subnets/s`, name: 's' };
  const text = JSON.stringify([{ type: 'Microsoft.ContainerService/managedClusters', name: 'aks', resources: [pool, full, exported, { note: 'no resource' }, 'text'] }]);
  const document = { file: 'x.json', json: readJsonText(text, 'template', { length: 1e6, depth: deepestJson }) };
  const found = findResources(document.json.value).map((one) => toResource(document, one));
  expect(found.map(({ type, name, originOf }) => [type, name, originOf?.('')?.pointer])).toEqual([
    ['Microsoft.ContainerService/managedClusters', 'aks', '/0'],
    ['Microsoft.ContainerService/managedClusters/agentPools', 'aks/one', '/0/resources/0'],
    ['Microsoft.ContainerService/managedClusters/agentPools/machines', 'aks/one/m', '/0/resources/0/resources/0'],
    ['Microsoft.ContainerService/managedClusters/agentPools', 'aks/two', '/0/resources/1'],
    ['Microsoft.Network/virtualNetworks/subnets', 'v/s', '/0/resources/2'],
  ]);
});
