import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { each, select, type PathStep } from '../../src/policy/conditions/fields/path.ts';
import { readerOf } from '../../src/policy/conditions/fields/reader.ts';
import { aliasIn, bundledAliases, joinAliases, PolicyError, readAliases, resolveAlias } from '../../src/policy/index.ts';
import { isIndexed } from '../../src/policy/rule/resource-types.ts';
import { cluster, clusterType, poolType } from './builders.ts';

const corpus = join(import.meta.dirname, '..', '..', '..', 'shared', 'corpus', 'builtin-policies');

describe('the bundled table', () => {
  test.each([
    [clusterType, 'networkProfile.outboundType', 'properties.networkProfile.outboundType'],
    [clusterType, 'NETWORKPROFILE.OUTBOUNDTYPE', 'properties.networkProfile.outboundType'],
    [clusterType, 'bootstrapProfile.artifactSource', 'properties.bootstrapProfile.artifactSource'],
    [clusterType, 'agentPoolProfiles[*].enableNodePublicIP', 'properties.agentPoolProfiles[*].enableNodePublicIP'],
    [clusterType, 'sku.tier', 'sku.tier'],
    [clusterType, 'securityProfile.azureDefender.enabled', 'properties.securityProfile.defender.securityMonitoring.enabled'],
    [poolType, 'enableNodePublicIP', 'properties.enableNodePublicIP'],
    ['Microsoft.ContainerRegistry/registries', 'networkRuleSet.defaultAction', 'properties.networkRuleSet.defaultAction'],
    ['Microsoft.Network/networkSecurityGroups', 'securityRules[*].access', 'properties.securityRules[*].properties.access'],
    ['Microsoft.Network/virtualNetworks/subnets', 'natGateway.id', 'properties.natGateway.id'],
    ['Microsoft.Network/routeTables/routes', 'nextHopType', 'properties.nextHopType'],
    ['Microsoft.KubernetesConfiguration/extensions', 'extensionType', 'properties.extensionType'],
  ])('knows %s/%s', (type, tail, path) => {
    const alias = bundledAliases.find(type.toUpperCase(), `${type}/${tail}`);
    expect(alias === undefined ? undefined : aliasIn(alias, undefined)?.path).toBe(path);
  });

  test.each([
    ['2019-06-01', 'old'],
    ['2019-10-01', 'new'],
    [undefined, 'new'],
  ])('follows the API version %s of a request', (apiVersion, expected) => {
    const subject = cluster({ apiServerAuthorizedIPRanges: ['old'], apiServerAccessProfile: { authorizedIPRanges: ['new'] } });
    const request = apiVersion === undefined ? subject : { ...subject, apiVersion };
    expect(resolveAlias(`${clusterType}/apiServerAccessProfile.authorizedIPRanges[*]`, request)).toEqual({ value: [expected] });
  });

  test.each([
    ['apiServerAccessProfile.disableRunCommand', undefined, true],
    ['apiServerAccessProfile.disableRunCommand', '2021-07-01', false],
    ['networkProfile.outboundType', undefined, false],
    ['dnsPrefix', undefined, false],
  ])('%s in %s: modifiable %s', (tail, apiVersion, modifiable) => {
    const alias = bundledAliases.find(clusterType, `${clusterType}/${tail}`);
    expect(alias === undefined ? undefined : aliasIn(alias, apiVersion)?.modifiable).toBe(modifiable);
  });

  test.each([
    [clusterType, true],
    [poolType, false],
    ['Microsoft.Network/virtualNetworks/subnets', false],
    ['Microsoft.ContainerRegistry/registries', true],
    ['Nobody.Knows/it', true],
  ])('mode Indexed sees %s: %s', (type, expected) => {
    expect(isIndexed(type)).toBe(expected);
  });

  (existsSync(corpus) ? test : test.skip)('has every alias of its types that the public built-ins use', () => {
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
    const fields = files.flatMap((file) => Array.from(readFileSync(join(corpus, file), 'utf8').matchAll(/"field": "(Microsoft\.[^"]+)"/g), ([, name = '']) => name));
    const ours = [...new Set(fields)].filter((name) => bundledAliases.aliasesOf(name.slice(0, name.lastIndexOf('/'))) !== undefined);
    expect(ours.length).toBeGreaterThan(100);
    expect(ours.filter((name) => bundledAliases.typesWith(name).length === 0)).toEqual([]);
  });
});

describe('a table that is read', () => {
  const provider = (aliases: unknown) => ({ namespace: 'A.B', resourceTypes: [{ resourceType: 'c', capabilities: 'SupportsTags', aliases }] });
  const alias = { name: 'A.B/c/x', defaultPath: 'properties.x', defaultMetadata: { attributes: 'Modifiable' } };

  test.each([
    ['a list', [provider([alias])]],
    ['the answer of the service', { value: [provider([alias])] }],
    ['one provider', provider([alias])],
    ['what the command line prints', [provider([{ ...alias, defaultPath: { path: 'properties.x' } }])]],
  ])('may be %s', (_, document) => {
    const found = readAliases(document).find('a.b/C', 'A.B/C/X');
    expect(found).toMatchObject({ path: 'properties.x', modifiable: true });
  });

  test('says of a type what it supports', () => {
    expect(readAliases([provider([])]).capabilities('A.B/c')).toEqual({ tags: true, location: false });
    expect(readAliases([provider([])]).capabilities('A.B/d')).toBeUndefined();
  });

  test('has every alias of the types that it lists, and of no other', () => {
    const own = readAliases([provider([alias])]);
    expect(own.isComplete('a.b/C')).toBe(true);
    expect(own.isComplete('A.B/d')).toBe(false);
    expect(bundledAliases.isComplete(clusterType)).toBe(true);
    expect(bundledAliases.isComplete('Microsoft.ContainerRegistry/registries')).toBe(false);
    expect(joinAliases(own, bundledAliases).isComplete('A.B/c')).toBe(true);
    expect(joinAliases(own, bundledAliases).isComplete('Microsoft.ContainerRegistry/registries')).toBe(false);
  });

  test('comes before the one it is joined to', () => {
    const own = readAliases([{ namespace: 'Microsoft.ContainerService', resourceTypes: [{ resourceType: 'managedClusters', aliases: [{ name: `${clusterType}/dnsPrefix`, defaultPath: 'properties.other' }] }] }]);
    expect(resolveAlias(`${clusterType}/dnsPrefix`, cluster({ other: 'x' }), joinAliases(own, bundledAliases))).toEqual({ value: 'x' });
    expect(resolveAlias(`${clusterType}/fqdnSubdomain`, cluster({ fqdnSubdomain: 'y' }), joinAliases(own, bundledAliases))).toEqual({ value: 'y' });
  });

  test('may be as large as the service has it', () => {
    const aliases = Array.from({ length: 70_000 }, (_, index) => ({ name: `A.B/c/p${index}`, defaultPath: `properties.p${index}` }));
    expect(readAliases([provider(aliases)]).find('A.B/c', 'A.B/c/p69999')?.path).toBe('properties.p69999');
  });

  test.each<readonly [unknown, string]>([
    [5, ''],
    [[{ namespace: 'A' }, { namespace: 7 }], '/1/namespace'],
    [[{ namespace: 'A', resourceTypes: {} }], '/0/resourceTypes'],
    [[provider([{ name: 'x', paths: [{ apiVersions: 'all' }] }])], '/0/resourceTypes/0/aliases/0/paths/0/apiVersions'],
  ])('is refused with its place: %j', (document, pointer) => {
    expect(() => readAliases(document)).toThrow(PolicyError);
    expect(() => readAliases(document)).toThrow(expect.objectContaining({ pointer }));
  });
});

describe('a guessed path', () => {
  const names = ['a', 'b', 'properties'] as const;
  const json = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof({ maxDepth: 5 }, fc.constantFrom<unknown>(1, null), fc.array(tie('json'), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...names), tie('json'), { maxKeys: 3 })),
  })).json;
  const path = fc.array(fc.constantFrom<PathStep>('a', 'b', 'properties', each), { minLength: 1, maxLength: 4 });

  test('reads the same with its places as without them', () => {
    fc.assert(
      fc.property(json, path, fc.boolean(), (value, steps, startsAtElement) => {
        const start = startsAtElement ? { value, key: 0 } : { value };
        const placed = select(start, steps, true).map((spot) => spot.value);
        const read: unknown[] = [];
        readerOf(steps, true, startsAtElement).every(value, (found) => {
          read.push(found);
          return true;
        });
        expect(read).toEqual(placed);
      }),
    );
  });

  test.each([
    ['localNetworkGateway2.resourceGuid', { properties: { localNetworkGateway2: { id: 'i', properties: { resourceGuid: 'g' } } } }, 'g'],
    ['localNetworkGateway2.id', { properties: { localNetworkGateway2: { id: 'i', properties: { id: 'other' } } } }, 'i'],
    ['state', { properties: { properties: { state: 'x' } } }, undefined],
  ])('of %s looks into sub-resources, their own members first', (tail, body, value) => {
    expect(resolveAlias(`Contoso.Net/connections/${tail}`, { type: 'Contoso.Net/connections', name: 'x', body })?.value).toBe(value);
  });
});
