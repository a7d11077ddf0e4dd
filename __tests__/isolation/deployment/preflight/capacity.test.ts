import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../../src/arm/json.ts';
import { surgeOf } from '../../../../src/isolation/deployment/preflight/quota/demand.ts';
import { machineSize } from '../../../../src/isolation/deployment/preflight/quota/size.ts';
import { livingCluster } from '../../clusters.ts';
import { found, migration, obstacles, put, registryId, reimage, tagging, usage, withPool, type Opening } from './openings.ts';

describe('sizes of machines', () => {
  test.each([
    ['Standard_D4ds_v5', 4, 'standardddsv5family'],
    ['Standard_D2_v3', 2, 'standarddv3family'],
    ['standard_e64as_v4', 64, 'standardeasv4family'],
    ['Standard_F8s_v2', 8, 'standardfsv2family'],
    ['Standard_B2s', 2, 'standardbsfamily'],
    ['Standard_NC24ads_A100_v4', 24, 'standardncadsa100v4family'],
  ])('%s: %d vCPUs, %s', (name, vCpus, family) => {
    expect(machineSize(name)).toEqual({ vCpus, family });
  });

  test.each(['Standard_DS11_v2', 'Standard_D3_v2', 'Standard_E4-2ds_v5', 'Standard_G5', 'Basic_A1', 'Standard_D0_v5', '', 'Standard_D4ds_v5; x'])('%p does not tell', (name) => {
    expect(machineSize(name)).toBeUndefined();
  });
});

describe('the surge of a pool', () => {
  test.each([[3, undefined, 1], [10, undefined, 1], [11, undefined, 2], [10, '33%', 4], [10, '5', 5], [2, '5', 2], [10, '0', 0], [10, 'odd', 1], [0, undefined, 0]])('of %d with %p: %d', (count, maxSurge, nodes) => {
    expect(surgeOf({ count, ...(maxSurge === undefined ? {} : { upgradeSettings: { maxSurge } }) })).toBe(nodes);
  });
});

describe('quota', () => {
  const withUsages = (known: readonly JsonObject[], opening: Opening = {}): readonly string[] => found({ ...opening, observed: { usages: { known } } });

  test('for the surge of one pool', () => {
    expect(withUsages([usage('cores', 96, 100)])).toEqual([]);
    expect(withUsages([usage('cores', 97, 100)])).toEqual(['quota/cores: refusal']);
    expect(withUsages([usage('cores', 0, 100), usage('standardDDSv5Family', 10, 12)])).toEqual(['quota/standardddsv5family: refusal']);
  });

  test('for all nodes of a new cluster', () => {
    expect(withUsages([usage('cores', 88, 100)], { cluster: undefined })).toEqual([]);
    expect(withUsages([usage('cores', 89, 100)], { cluster: undefined })).toEqual(['quota/cores: refusal']);
  });

  test('for pools at once is a warning, as the second comes through after the first', () => {
    const cluster = withPool({ name: 'web', vmSize: 'Standard_D4ds_v5', count: 3 });
    const pools = [...migration, reimage('web', ['artifact-source'])];
    expect(withUsages([usage('cores', 94, 100)], { cluster, steps: pools })).toEqual(['quota/cores: warning']);
    expect(withUsages([usage('cores', 94, 100)], { cluster, steps: [...migration, reimage('web', ['reimage/system'])] })).toEqual([]);
    expect(withUsages([usage('cores', 97, 100)], { cluster, steps: pools })).toEqual(['quota/cores: refusal']);
  });

  test('of spot machines is one of its own', () => {
    const cluster = withPool({ scaleSetPriority: 'Spot' });
    expect(withUsages([usage('cores', 100, 100), usage('lowPriorityCores', 0, 10)], { cluster })).toEqual([]);
    expect(withUsages([usage('lowPriorityCores', 8, 10)], { cluster })).toEqual(['quota/lowprioritycores: refusal']);
  });

  test('is not known for a size whose name does not tell', () => {
    expect(found({ cluster: withPool({ vmSize: 'Standard_DS2_v2' }) })).toEqual(['quota/size/system: undetermined']);
  });

  test('that could not be read is said where nodes are made, and nowhere else', () => {
    expect(found({ observed: { usages: { unseen: 'No right.' } } })).toEqual(['quota/usages: undetermined']);
    expect(found({ cluster: livingCluster(), steps: tagging, observed: { usages: { unseen: 'No right.' } } })).toEqual([]);
  });
});

describe('resource providers', () => {
  const inState = (namespace: string, registrationState: string, opening: Opening): readonly string[] => found({ ...opening, observed: { providers: [
    ...['Microsoft.Compute', 'Microsoft.ContainerRegistry', 'Microsoft.ContainerService', 'Microsoft.ManagedIdentity', 'Microsoft.Network'].filter((one) => one !== namespace).map((one) => ({ namespace: one, document: { known: { registrationState: 'Registered' } } })),
    { namespace, document: { known: { registrationState } } },
  ] } });

  test('that the plan writes with have to be registered', () => {
    expect(inState('Microsoft.ContainerService', 'NotRegistered', { cluster: undefined })).toEqual(['provider/Microsoft.ContainerService: refusal']);
    expect(inState('Microsoft.ContainerRegistry', 'Unregistered', { steps: [put('registry', registryId), ...migration] })).toEqual(['provider/Microsoft.ContainerRegistry: refusal']);
    expect(inState('Microsoft.ContainerService', 'Registering', { cluster: undefined })).toEqual(['provider/Microsoft.ContainerService: warning']);
  });

  test('that AKS alone needs are a warning', () => {
    expect(inState('Microsoft.Network', 'NotRegistered', { cluster: undefined })).toEqual(['provider/Microsoft.Network: warning']);
  });

  test('do not matter where nothing is made with them', () => {
    expect(inState('Microsoft.ContainerService', 'NotRegistered', {})).toEqual([]);
  });

  test('that could not be read are said', () => {
    expect(found({ cluster: undefined, observed: { providers: [] } })).toEqual(['provider: undetermined']);
  });
});

describe('images', () => {
  const said = (opening: Opening): string => obstacles(opening).filter(({ id }) => id === 'images').map(({ id, kind, why }) => `${id}: ${kind}: ${why}`).join();
  const dependencies = { known: [{ category: 'azure-resource-management', endpoints: [{ domainName: 'management.azure.com' }, { domainName: 'ghcr.io' }] }] };

  test('of a migration have to be acknowledged, with what ends', () => {
    const text = said({ options: { acknowledgeImages: false }, observed: { outboundDependencies: dependencies } });
    expect(text).toMatch(/^images: refusal: .*ghcr\.io, management\.azure\.com/);
  });

  test('of a registry are listed with the place that they are found in', () => {
    const variant = { outboundType: 'none', apiServer: 'private-link', registry: { id: registryId } } as const;
    const cacheRules = { known: [{ name: 'hub', properties: { sourceRepository: 'docker.io/library/*', targetRepository: 'hub/*' } }] };
    expect(said({ variant, options: { acknowledgeImages: false }, observed: { cacheRules } })).toContain('docker.io/library/* as hub/*');
  });

  test('that are acknowledged are a notice, also where nothing could be read', () => {
    expect(said({ observed: { outboundDependencies: { unseen: 'No right to read them.' } } })).toMatch(/^images: notice: .*No right to read them\./);
  });

  test('are no matter of a new cluster, or of one that is isolated', () => {
    expect(said({ cluster: undefined, options: { acknowledgeImages: false } })).toBe('');
    expect(said({ cluster: livingCluster(), steps: tagging, options: { acknowledgeImages: false } })).toBe('');
  });
});
