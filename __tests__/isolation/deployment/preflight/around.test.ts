import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../../src/arm/json.ts';
import { stops } from '../../../../src/isolation/deployment/preflight/obstacle.ts';
import { managedVariant, type Variant } from '../../../../src/isolation/deployment/variant.ts';
import { preflight } from '../../../../src/isolation/deployment/preflight/preflight.ts';
import { livingCluster, specification } from '../../clusters.ts';
import { clusterId, found, group, migration, networkId, nodeGroup, obstacles, openCluster, put, registryId, step, subscription, tagging, withPool } from './openings.ts';

const own: Variant = { ...managedVariant, registry: { id: registryId } };
const registry = (overrides: JsonObject = {}): JsonObject => ({ id: registryId, name: 'reg', location: 'westeurope', sku: { name: 'Premium' }, properties: {}, ...overrides });
const rule = (name: string, sourceRepository: string, targetRepository: string): JsonObject => ({ id: `${registryId}/cacheRules/${name}`, name, properties: { sourceRepository, targetRepository } });
const unseen = { unseen: 'No right to read it.' };

describe('the registry', () => {
  const withRegistry = (document: JsonObject, steps = migration): readonly string[] => found({ variant: own, steps, observed: { registry: { known: document } } });

  test('that is as nodes need it, or not there yet, is no obstacle', () => {
    expect(withRegistry(registry())).toEqual([]);
    expect(found({ variant: own })).toEqual([]);
  });

  test.each([
    ['registry-tier: refusal', { sku: { name: 'Standard' } }],
    ['registry-token-audience: refusal', { properties: { policies: { azureADAuthenticationAsArmPolicy: { status: 'disabled' } } } }],
    ['registry-repository-permissions: unverified', { properties: { roleAssignmentMode: 'AbacRepositoryPermissions' } }],
    ['registry-elsewhere/region: unverified', { location: 'North Europe' }],
  ])('%s', (expected, overrides: JsonObject) => {
    expect(withRegistry(registry(overrides))).toEqual([expected]);
  });

  test('may be mended by the plan', () => {
    expect(withRegistry(registry({ sku: { name: 'Standard' } }), [put('registry', registryId), ...migration])).toEqual([]);
  });

  test('of another subscription is unverified', () => {
    const elsewhere = registryId.replace(/0001/, '0002');
    expect(found({ variant: { ...own, registry: { id: elsewhere } } })).toEqual(['registry-elsewhere/subscription: unverified']);
  });

  test('that could not be read is said, and does not stop', () => {
    const all = obstacles({ variant: own, observed: { registry: unseen, cacheRules: unseen } }).filter(({ id }) => id !== 'images');
    expect(all.map(({ id, kind }) => `${id}: ${kind}`)).toEqual(['registry-unseen/cache-rules: undetermined', 'registry-unseen/registry: undetermined']);
    expect(all.some((one) => stops(one, { allowUnverified: false }))).toBe(false);
  });
});

describe('cache rules', () => {
  const withRules = (...known: readonly JsonObject[]): readonly string[] => found({ variant: own, observed: { registry: { known: registry() }, cacheRules: { known } } });

  test('as AKS documents them, and others beside, are no obstacle', () => {
    expect(withRules(rule('aks-managed-mcr', 'mcr.microsoft.com/*', 'aks-managed-repository/*'), rule('hub', 'docker.io/library/*', 'hub/*'))).toEqual([]);
  });

  test('with the target of before March 2025 are refused', () => {
    expect(withRules(rule('aks-managed-mcr', 'mcr.microsoft.com/*', '/*'))).toEqual(['cache-rule/aks-managed-mcr: refusal']);
  });

  test('under another name in the place of that of AKS are refused', () => {
    expect(withRules(rule('mine', 'mcr.microsoft.com/*', 'aks-managed-repository/*'))).toEqual(['cache-rule/mine: refusal']);
  });

  test('that the plan deletes are no obstacle', () => {
    const old = rule('aks-managed-mcr', 'mcr.microsoft.com/*', '/*');
    const deletion = step({ key: 'old-rule', id: `${registryId}/cacheRules/aks-managed-mcr`, work: { kind: 'delete', apiVersion: '2025-11-01' } });
    expect(found({ variant: own, steps: [deletion, ...migration], observed: { registry: { known: registry() }, cacheRules: { known: [old] } } })).toEqual([]);
  });
});

describe('the virtual network', () => {
  const variant: Variant = { ...own, apiServer: 'vnet-integration', network: { id: networkId, nodeSubnet: 'nodes', endpointSubnet: 'ends', apiServerSubnet: 'api', addressPrefix: '10.0.0.0/16' } };
  const subnet = (name: string, properties: JsonObject = {}): JsonObject => ({ name, properties: { addressPrefix: '10.0.0.0/24', ...properties } });
  const delegated = { delegations: [{ properties: { serviceName: 'Microsoft.ContainerService/managedClusters' } }] };
  const cluster = withPool({ vnetSubnetID: `${networkId}/subnets/nodes` });
  const withSubnets = (...subnets: readonly JsonObject[]): readonly string[] => found({ cluster, variant, observed: { network: { known: { id: networkId, properties: { subnets } } } } });

  test('with its subnets, or not there yet, is no obstacle', () => {
    expect(withSubnets(subnet('nodes'), subnet('ends'), subnet('api', delegated))).toEqual([]);
    expect(found({ cluster: undefined, variant })).toEqual([]);
  });

  test('without a subnet that is named is refused', () => {
    expect(withSubnets(subnet('nodes'), subnet('api', delegated))).toEqual(['subnet/ends: refusal']);
  });

  test('with a subnet for the API server that is not delegated, or too small, is refused', () => {
    expect(withSubnets(subnet('nodes'), subnet('ends'), subnet('api', { addressPrefix: '10.0.1.0/29' }))).toEqual(['api-server-subnet/delegation: refusal', 'api-server-subnet/size: refusal']);
  });

  test('that could not be read is said', () => {
    expect(found({ cluster, variant, observed: { network: unseen } })).toEqual(['network-unseen: undetermined']);
  });
});

describe('extensions', () => {
  const extension = (extensionType: string): JsonObject => ({ id: `${clusterId}/providers/Microsoft.KubernetesConfiguration/extensions/one`, name: 'one', properties: { extensionType } });
  const withExtension = (type: string): readonly string[] => found({ observed: { extensions: { known: [extension(type)] } } });

  test.each(['microsoft.flux', 'Microsoft.Dapr', 'microsoft.appconfiguration', 'microsoft.azureml.kubernetes'])('%s is refused', (type) => {
    expect(withExtension(type)).toEqual(['extension/one: refusal']);
  });

  test('others are not, and Backup is said', () => {
    expect(withExtension('contoso.tool')).toEqual([]);
    expect(withExtension('microsoft.dataprotection.kubernetes')).toEqual(['extension/one: notice']);
  });

  test('that could not be read are said of a migration alone', () => {
    expect(found({ observed: { extensions: unseen } })).toEqual(['extension: undetermined']);
    expect(found({ cluster: livingCluster(), steps: tagging, observed: { extensions: unseen } })).toEqual([]);
  });
});

describe('locks', () => {
  const lock = (scope: string, level: string): JsonObject => ({ id: `${scope}/providers/Microsoft.Authorization/locks/keep`, name: 'keep', properties: { level } });
  const withLock = (scope: string, level: string, steps = migration, cluster?: JsonObject): readonly string[] =>
    found({ steps, ...(cluster === undefined ? {} : { cluster }), observed: { locks: [{ scope: subscription, locks: { known: [lock(scope, level)] } }] } }).map((text) => text.replace(/^(lock)\/.*: /, '$1: '));

  test.each([subscription, group, clusterId, nodeGroup, `${nodeGroup}/providers/Microsoft.Network/loadBalancers/kubernetes`])('ReadOnly at %s is refused', (scope) => {
    expect(withLock(scope, 'ReadOnly')).toEqual(['lock: refusal']);
  });

  test('elsewhere are no obstacle', () => {
    expect(withLock(`${subscription}/resourceGroups/other`, 'ReadOnly')).toEqual([]);
    expect(withLock(clusterId, 'CanNotDelete')).toEqual([]);
  });

  test('CanNotDelete over the node resource group is refused where the outbound type changes, and else a warning', () => {
    expect(withLock(subscription, 'CanNotDelete')).toEqual(['lock: refusal']);
    const isolated = livingCluster({ properties: { nodeResourceGroup: 'MC_rg', bootstrapProfile: { artifactSource: 'Direct' } } });
    expect(withLock(nodeGroup, 'CanNotDelete', migration, isolated)).toEqual(['lock: warning']);
    expect(withLock(subscription, 'CanNotDelete', tagging)).toEqual(['lock: refusal']);
    expect(withLock(subscription, 'CanNotDelete', tagging, livingCluster({ properties: { nodeResourceGroup: 'MC_rg' } }))).toEqual([]);
  });

  test('CanNotDelete is refused where the plan deletes', () => {
    const deletion = step({ key: 'rule', id: `${registryId}/cacheRules/old`, work: { kind: 'delete', apiVersion: '2025-11-01' } });
    expect(withLock(registryId, 'CanNotDelete', [deletion, ...migration])).toEqual(['lock: refusal']);
  });

  test('that could not be read are said', () => {
    expect(found({ observed: { locks: [{ scope: group, locks: unseen }] } })).toEqual([`lock${group.toLowerCase()}: undetermined`]);
  });
});

describe('what was not read at all', () => {
  test('is said, never taken for well', () => {
    const said = preflight({ cluster: openCluster() }, specification(), { steps: migration, allowUnverified: false, acknowledgeImages: true }).map(({ id, kind }) => `${id.split('/')[0]}: ${kind}`);
    expect([...new Set(said)]).toEqual(['extension: undetermined', 'lock: undetermined', 'conflicting-policy: undetermined', 'policy-refusal: undetermined', 'permission: undetermined', 'quota: undetermined', 'images: notice']);
  });
});
