import { describe, expect, test } from '@jest/globals';
import { at, arrayAt, type JsonObject } from '../../src/arm/json.ts';
import { allFresh } from '../../src/isolation/deployment/cluster/freshness.ts';
import { planSteps } from '../../src/isolation/deployment/plan.ts';
import { gapsOf } from '../../src/isolation/gaps.ts';
import { migrationSteps } from '../../src/isolation/migration.ts';
import { planDeployment, type DeploymentPlan } from '../../src/isolation/plan.ts';
import type { WriteStep } from '../../src/isolation/write-step.ts';
import type { ClusterSpecification } from '../../src/isolation/specification.ts';
import { clusterFile, livingCluster, specification } from './clusters.ts';

const group = { location: 'northeurope' };

function planFor(overrides: Partial<ClusterSpecification>, cluster: JsonObject | undefined = livingCluster()): DeploymentPlan {
  return planDeployment(specification(overrides), { cluster, resourceGroup: undefined });
}

function stepsOf(plan: DeploymentPlan): readonly WriteStep[] {
  expect(['create', 'update']).toContain(plan.kind);
  return plan.kind === 'create' || plan.kind === 'update' ? plan.steps : [];
}

function reasonsOf(plan: DeploymentPlan): string {
  return plan.kind === 'refused' ? plan.reasons.join(' ') : plan.kind;
}

describe('creating', () => {
  const create = (overrides: Partial<ClusterSpecification>, resourceGroup: JsonObject | undefined = group): DeploymentPlan =>
    planDeployment(specification(overrides), { cluster: undefined, resourceGroup });

  test('says everything that isolation needs, and the defaults of a new cluster', () => {
    const [step] = stepsOf(create({ location: 'westeurope' }));
    expect(step?.body).toMatchObject({
      location: 'westeurope',
      identity: { type: 'SystemAssigned' },
      properties: {
        networkProfile: { outboundType: 'none', networkPlugin: 'azure', networkPluginMode: 'overlay' },
        bootstrapProfile: { artifactSource: 'Cache' },
        apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, disableRunCommand: true },
        autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage' },
        agentPoolProfiles: [{ name: 'system', mode: 'System', osType: 'Linux', type: 'VirtualMachineScaleSets', enableNodePublicIP: false }],
      },
    });
    expect(step?.condition).toEqual({ 'if-none-match': '*' });
  });

  test('makes the resource group first where there is none, and needs a location for it', () => {
    const steps = stepsOf(planDeployment(specification({ location: 'westeurope' }), { cluster: undefined, resourceGroup: undefined }));
    expect(steps.map(({ title }) => title)).toEqual(['Create resource group rg', 'Create cluster demo']);
    expect(reasonsOf(planDeployment(specification(), { cluster: undefined, resourceGroup: undefined }))).toMatch(/"location"/);
  });

  test('takes the location of the resource group when none is named', () => {
    expect(stepsOf(create({}))[0]?.body).toMatchObject({ location: 'northeurope' });
  });

  test('takes size, count, version, tags and tier from the inputs, over the cluster-file', () => {
    const file = clusterFile({ sku: { tier: 'Free' }, tags: { a: 'file', b: 'file' }, properties: { kubernetesVersion: '1.33' } });
    const [step] = stepsOf(create({ tier: 'Premium', kubernetesVersion: '1.34', nodeCount: 5, nodeSize: 'Standard_D8ds_v5', tags: { a: 'input' }, file }));
    expect(step?.body).toMatchObject({
      sku: { tier: 'Premium' },
      tags: { a: 'input', b: 'file' },
      properties: { kubernetesVersion: '1.34', agentPoolProfiles: [{ count: 5, vmSize: 'Standard_D8ds_v5' }] },
    });
  });

  test("merges the file's pools: the first is the system pool unless one says so, and no pool is added", () => {
    const file = clusterFile({ properties: { agentPoolProfiles: [{ name: 'work', vmSize: 'Standard_F8s_v2' }, { name: 'base', mode: 'System', count: 2 }] } });
    const pools = arrayAt(stepsOf(create({ nodeCount: 4, file }))[0]?.body, 'properties', 'agentPoolProfiles');
    expect(pools).toMatchObject([{ name: 'work', mode: 'User', vmSize: 'Standard_F8s_v2' }, { name: 'base', mode: 'System', count: 4 }]);
  });

  test('makes a DNS prefix that Azure takes, whatever the names are', () => {
    const [step] = stepsOf(create({ name: 'a'.repeat(63), resourceGroup: 'äöü (x)' }));
    expect(String(at(step?.body, 'properties', 'dnsPrefix'))).toMatch(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,52}[A-Za-z0-9])?$/);
  });

  test('refuses pools without a system pool', () => {
    expect(reasonsOf(create({ file: clusterFile({ properties: { agentPoolProfiles: [{ name: 'work', mode: 'User' }] } }) }))).toMatch(/mode System/);
  });
});

describe('a living isolated cluster', () => {
  test('needs nothing when nothing is named: public name, run command and plug-in mode of others are theirs', () => {
    expect(planFor({})).toEqual({ kind: 'nothing' });
  });

  test.each<[string, Partial<ClusterSpecification>]>([
    ['the same location, written as people do', { location: 'westeurope' }],
    ['the same tier', { tier: 'Standard' }],
    ['an older version', { kubernetesVersion: '1.33.9' }],
    ['the running version', { kubernetesVersion: '1.34.2' }],
    ['a version whose patch is left open', { kubernetesVersion: '1.34' }],
    ['the same count and size', { nodeCount: 3, nodeSize: 'standard_d4ds_v5' }],
  ])('needs nothing for %s', (_, overrides) => {
    expect(planFor(overrides)).toEqual({ kind: 'nothing' });
  });

  test('also outbound type block is isolated', () => {
    expect(planFor({}, livingCluster({ properties: { networkProfile: { outboundType: 'block' } } }))).toEqual({ kind: 'nothing' });
  });

  test('changes only what was named, guarded by the etag, and shows it', () => {
    const [step, ...others] = stepsOf(planFor({ nodeCount: 5, tags: { team: 'a' } }));
    expect(others).toEqual([]);
    expect(step?.details).toEqual(['tags.team: not set → a', 'properties.agentPoolProfiles[system].count: 3 → 5']);
    expect(step?.condition).toEqual({ 'if-match': 'e1' });
    expect(step?.body).toMatchObject({ tags: { team: 'a' }, properties: { dnsPrefix: 'demo-rg', agentPoolProfiles: [{ count: 5, maxPods: 30 }] } });
  });

  test('what is no difference is not sent either: no older version, no count of a pool that scales itself', () => {
    const scaling = livingCluster({ properties: { agentPoolProfiles: [{ name: 'system', enableAutoScaling: true, count: 7 }] } });
    const [step] = stepsOf(planFor({ kubernetesVersion: '1.33', nodeCount: 3, tags: { a: 'b' } }, scaling));
    expect(step?.body).toMatchObject({ properties: { kubernetesVersion: '1.34', agentPoolProfiles: [{ count: 7, orchestratorVersion: '1.34' }] } });
    const [reconcile] = stepsOf(planFor({ kubernetesVersion: '1.33' }, livingCluster({ properties: { provisioningState: 'Failed' } })));
    expect(reconcile?.body).toMatchObject({ properties: { kubernetesVersion: '1.34' } });
  });

  test('names are one whatever their case, and are sent as they live', () => {
    const living = livingCluster({ tags: { env: 'x' }, properties: { addonProfiles: { azurepolicy: { enabled: true } } } });
    const file = clusterFile({ tags: { Env: 'y' }, properties: { addonProfiles: { azurePolicy: { enabled: true } } } });
    const [step] = stepsOf(planFor({ file }, living));
    expect(step?.details).toEqual(['tags.env: x → y']);
    expect(step?.body).toMatchObject({ tags: { env: 'y' } });
    expect(Object.keys(at(step?.body, 'tags') as object)).toEqual(['env']);
  });

  test('a named identity takes the place of the living one', () => {
    const living = livingCluster({ identity: { type: 'UserAssigned', userAssignedIdentities: { '/subscriptions/s/resourcegroups/g/a': { clientId: 'x' } } } });
    const same = clusterFile({ identity: { type: 'UserAssigned', userAssignedIdentities: { '/subscriptions/s/resourceGroups/g/a': {} } } });
    expect(planFor({ file: same }, living)).toEqual({ kind: 'nothing' });
    const other = clusterFile({ identity: { type: 'UserAssigned', userAssignedIdentities: { '/subscriptions/s/resourceGroups/g/b': {} } } });
    expect(at(stepsOf(planFor({ file: other }, living))[0]?.body, 'identity', 'userAssignedIdentities')).toEqual({ '/subscriptions/s/resourceGroups/g/b': {} });
  });

  test('a pool that an interrupted upgrade left behind is taken along', () => {
    const living = livingCluster({ properties: { kubernetesVersion: '1.35', currentKubernetesVersion: '1.35.0' } });
    expect(stepsOf(planFor({ kubernetesVersion: '1.35' }, living))[0]?.details).toEqual(['properties.agentPoolProfiles[system].orchestratorVersion: 1.34.2 → 1.35']);
  });

  test.each<[string, JsonObject]>([
    ['a location as people write it', { location: 'West Europe' }],
    ['switches that are off and left out by the service', { properties: { networkProfile: { staticEgressGatewayProfile: { enabled: false } }, apiServerAccessProfile: { enableVnetIntegration: false } } }],
    ['the default disk size', { properties: { agentPoolProfiles: [{ name: 'system', osDiskSizeGB: 0 }] } }],
    ['zones as numbers, in another order', { properties: { agentPoolProfiles: [{ name: 'system', availabilityZones: [2, 1] }] } }],
    ['null', { properties: { networkProfile: { podCidr: null } } }],
  ])('needs nothing for %s in the cluster-file', (_, body) => {
    const living = livingCluster({ properties: { networkProfile: { podCidr: '10.1.0.0/16' }, agentPoolProfiles: [{ name: 'system', availabilityZones: ['1', '2'], osDiskSizeGB: 128 }] } });
    expect(planFor({ file: clusterFile(body) }, living)).toEqual({ kind: 'nothing' });
  });

  test('never echoes what is read-only or would ask for a rollback', () => {
    const body = stepsOf(planFor({ nodeCount: 5 }))[0]?.body;
    const text = JSON.stringify(body);
    for (const name of ['eTag', 'provisioningState', 'nodeImageVersion', 'currentKubernetesVersion', 'currentOrchestratorVersion', 'principalId', 'privateFQDN', 'loadBalancerProfile']) {
      expect(text).not.toContain(`"${name}"`);
    }
    expect(body).not.toHaveProperty('id');
  });

  test('keeps properties that nobody here knows', () => {
    const body = stepsOf(planFor({ nodeCount: 5 }, livingCluster({ properties: { futureProfile: { deep: [1] } } })))[0]?.body;
    expect(at(body, 'properties', 'futureProfile')).toEqual({ deep: [1] });
  });

  test('leaves the count of a pool that scales itself', () => {
    const scaling = livingCluster({ properties: { agentPoolProfiles: [{ name: 'system', enableAutoScaling: true, count: 9 }] } });
    expect(planFor({ nodeCount: 5 }, scaling)).toEqual({ kind: 'nothing' });
  });

  test('takes the pools along to a newer version, but for those that are newer already', () => {
    const step = stepsOf(planFor({ kubernetesVersion: '1.35' }))[0];
    expect(step?.details).toEqual([
      'properties.agentPoolProfiles[system].orchestratorVersion: 1.34.2 → 1.35',
      'properties.kubernetesVersion: 1.34.2 → 1.35',
    ]);
  });

  test('never removes a pool, and adds one by a write of its own', () => {
    const file = clusterFile({ properties: { agentPoolProfiles: [{ name: 'work', vmSize: 'Standard_F8s_v2', count: 2 }] } });
    const [step, ...others] = stepsOf(planFor({ file }));
    expect(others).toEqual([]);
    expect(step?.id).toMatch(/\/managedClusters\/demo\/agentPools\/work$/);
    expect(step?.body).toMatchObject({ properties: { mode: 'User', vmSize: 'Standard_F8s_v2', enableNodePublicIP: false } });
  });

  test('switches run command off in place: it goes past every network rule', () => {
    const access = { apiServerAccessProfile: { disableRunCommand: false } };
    const step = stepsOf(planFor({}, livingCluster({ properties: access })))[0];
    expect(step?.details).toEqual(['properties.apiServerAccessProfile.disableRunCommand: false → true']);
  });

  test('closes an Unmanaged node OS channel in place', () => {
    const step = stepsOf(planFor({}, livingCluster({ properties: { autoUpgradeProfile: { nodeOSUpgradeChannel: 'Unmanaged' } } })))[0];
    expect(step?.details).toEqual(['properties.autoUpgradeProfile.nodeOSUpgradeChannel: Unmanaged → NodeImage']);
  });

  test.each(['Failed', 'Canceled'])('is reconciled after an operation that ended as %s', (state) => {
    const step = stepsOf(planFor({}, livingCluster({ properties: { provisioningState: state } })))[0];
    expect(step?.title).toBe('Reconcile cluster demo');
  });

  test.each<[string, JsonObject]>([
    ['the cluster', { provisioningState: 'Updating' }],
    ['a pool', { agentPoolProfiles: [{ name: 'system', provisioningState: 'UpgradingNodeImageVersion' }] }],
  ])('is waited for while an operation works on %s', (_, properties) => {
    const plan = planSteps(specification({ nodeCount: 5 }), { cluster: livingCluster({ properties }), resourceGroup: undefined, isFresh: allFresh, isUnfinished: false });
    expect(plan.kind).toBe('wait');
  });

  test.each<[string, Partial<ClusterSpecification>, JsonObject, RegExp]>([
    ['another location', { location: 'eastus' }, {}, /lives in westeurope and cannot move to eastus/],
    ['another node size', { nodeSize: 'Standard_D8ds_v5' }, {}, /Standard_D4ds_v5, which cannot change to Standard_D8ds_v5/],
    ['a pool that is not there', { nodePoolName: 'other', nodeCount: 4 }, {}, /no pool "other"/],
    ['a stopped cluster', { nodeCount: 4 }, { properties: { powerState: { code: 'Stopped' } } }, /az aks start/],
    ['several system pools', { nodeCount: 4 }, { properties: { agentPoolProfiles: [{ name: 'second', mode: 'System', count: 1 }] } }, /"node-pool-name"/],
  ])('refuses %s with a sentence', (_, overrides, living, expected) => {
    expect(reasonsOf(planFor(overrides, livingCluster(living)))).toMatch(expected);
  });

  test('a stopped cluster that needs nothing is left in peace', () => {
    expect(planFor({}, livingCluster({ properties: { powerState: { code: 'Stopped' } } }))).toEqual({ kind: 'nothing' });
  });
});

describe('a living cluster that is not isolated', () => {
  const legacy = livingCluster({
    properties: { networkProfile: { outboundType: 'loadBalancer' }, bootstrapProfile: { artifactSource: 'Direct', containerRegistryId: null }, agentPoolProfiles: [{ name: 'work', mode: 'User', count: 1 }] },
  });

  const toldFor = (cluster: JsonObject, overrides: Partial<ClusterSpecification> = {}) => migrationSteps(cluster, gapsOf(cluster), specification(overrides));

  test('has its way told for people, images before the way out', () => {
    expect(toldFor(legacy).map(({ title }) => title)).toEqual([
      'Set the bootstrap artifact source to Cache, leaving the outbound type alone',
      'Upgrade the node image of pool system',
      'Upgrade the node image of pool work',
      'Set the outbound type to none',
    ]);
  });

  test.each<[string, JsonObject, readonly string[]]>([
    ['Cache and a load balancer: were the nodes made anew? they are, again', { properties: { networkProfile: { outboundType: 'userDefinedRouting' } } }, ['Upgrade the node image of pool system', 'Set the outbound type to none']],
    ['a public API server', { properties: { apiServerAccessProfile: { enablePrivateCluster: false } } }, ['Make the API server private']],
    ['no API server profile', { properties: { apiServerAccessProfile: null } }, ['Make the API server private', 'Disable run command']],
    ['no network profile: the default is a load balancer', { properties: { networkProfile: null } }, ['Upgrade the node image of pool system', 'Set the outbound type to none']],
    ['node public addresses', { properties: { agentPoolProfiles: [{ name: 'system', enableNodePublicIP: true }] } }, ['Replace the pool: node public addresses of pool system is enabled']],
    ['a static egress gateway', { properties: { networkProfile: { staticEgressGatewayProfile: { enabled: true } } } }, ['Disable the static egress gateway']],
    ['a Gateway pool', { properties: { agentPoolProfiles: [{ name: 'gate', mode: 'Gateway' }] } }, ['Replace the pool: mode of pool gate is Gateway']],
    ['a Windows pool', { properties: { agentPoolProfiles: [{ name: 'win', osType: 'Windows' }] } }, ['Replace the pool: operating system of pool win is Windows']],
    ['a service principal', { identity: { type: 'None' }, properties: { servicePrincipalProfile: { clientId: 'x' } } }, ['Give the cluster a managed identity']],
  ])('%s', (_, living, expected) => {
    expect(toldFor(livingCluster(living)).map(({ title }) => title)).toEqual(expected);
  });

  test('commands are safe to paste whatever Azure calls things', () => {
    const commands = toldFor(legacy, { resourceGroup: "it's (a) group" }).flatMap(({ command }) => command ?? []);
    expect(commands[0]).toContain(String.raw`--resource-group 'it'\''s (a) group'`);
  });
});
