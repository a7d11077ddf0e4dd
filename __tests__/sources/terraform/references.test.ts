import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../src/arm/resource.ts';
import { inventoryOf } from '../../../src/isolation/exposure/graph/inventory.ts';
import { readTerraformPlan } from '../../../src/sources/terraform/read-plan.ts';
import { expression, planJson, planned, readPlan, reference, shown, type PlanSpec } from './plans.ts';

const registry = { address: 'azurerm_container_registry.acr', attributes: { name: 'acr', resource_group_name: 'rg', location: 'westeurope', sku: 'Premium' } };
const acrPieces = ['/subscriptions/', '/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr'];
const subscription = '00000000-0000-0000-0000-000000000001';

const clusterWith = (registryId: unknown): PlanSpec['resources'] => [
  { address: 'azurerm_kubernetes_cluster.aks', attributes: { name: 'aks', resource_group_name: 'rg', location: 'westeurope', bootstrap_profile: [{ artifact_source: 'Cache', container_registry_id: registryId }] } },
];

async function registryIdOf(spec: PlanSpec): Promise<unknown> {
  const { resources } = await readPlan({ constraint: '~> 4.0', ...spec });
  const cluster = resources.find(({ type }) => type.endsWith('/managedClusters'));
  const { bootstrapProfile } = (shown(cluster?.body) as { properties: { bootstrapProfile: { containerRegistryId: unknown } } }).properties;
  return bootstrapProfile.containerRegistryId;
}

const found: object = { unknown: 'the id of azurerm_container_registry.acr is known only after apply', pieces: acrPieces };
const open = (path = '`bootstrap_profile.container_registry_id` of azurerm_kubernetes_cluster.aks'): unknown => ({ unknown: expect.stringContaining(`${path} is known only after apply`) });

describe('an id that is known only after apply', () => {
  test('of a resource in the same plan is known up to the subscription', async () => {
    expect(await registryIdOf({ resources: [registry, ...(clusterWith(reference('azurerm_container_registry.acr.id')) ?? [])] })).toEqual(found);
  });

  test('is known in full where the provider is configured with its subscription', async () => {
    const id = `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr`;
    const spec = { resources: [registry, ...(clusterWith(reference('azurerm_container_registry.acr.id')) ?? [])] };
    expect(await registryIdOf({ ...spec, subscription })).toBe(id);
    expect(await registryIdOf({ ...spec, subscription: reference('var.subscription_id'), inputs: { subscription_id: subscription } })).toBe(id);
  });

  test('does not show a subscription that is sensitive', async () => {
    const plan = planJson({ resources: [registry], subscription: reference('var.subscription_id'), inputs: { subscription_id: subscription } }) as { configuration: { root_module: { variables: object } } };
    plan.configuration.root_module.variables = { subscription_id: { sensitive: true } };
    const { resources } = await readTerraformPlan(JSON.stringify(plan), { file: 'plan.json' });
    expect(resources[0]?.openId).toEqual(acrPieces);
  });

  test('goes through the variable of a module', async () => {
    const spec: PlanSpec = { resources: [registry], modules: { aks: { variables: { registry_id: reference('azurerm_container_registry.acr.id') }, resources: clusterWith(reference('var.registry_id')) ?? [] } } };
    expect(await registryIdOf(spec)).toEqual(found);
  });

  test('goes through the output of one module into the variable of another, instance by instance', async () => {
    const spec: PlanSpec = {
      modules: {
        registry: { key: 'west', resources: [registry], outputs: { id: reference('azurerm_container_registry.acr.id') } },
        aks: { variables: { registry_id: reference('module.registry["west"].id') }, resources: clusterWith(reference('var.registry_id')) ?? [] },
      },
    };
    expect(await registryIdOf(spec)).toEqual({ unknown: 'the id of module.registry["west"].azurerm_container_registry.acr is known only after apply', pieces: acrPieces });
  });

  test('names the instance that a key names', async () => {
    const two = ['a', 'b'].map((key) => ({ address: `azurerm_container_registry.acr["${key}"]`, attributes: { ...registry.attributes, name: `acr${key}` } }));
    expect(await registryIdOf({ resources: [...two, ...(clusterWith(reference('azurerm_container_registry.acr["b"].id')) ?? [])] })).toEqual(expect.objectContaining({ pieces: ['/subscriptions/', acrPieces[1]?.replace(/acr$/, 'acrb')] }));
  });

  test('behind `[each.key]` is that of the instance with the same key', async () => {
    const two = ['a', 'b'].map((key) => ({ address: `azurerm_container_registry.acr["${key}"]`, attributes: { ...registry.attributes, name: `acr${key}` } }));
    const rules = { address: 'azurerm_container_registry_cache_rule.r["b"]', attributes: { name: 'mcr', container_registry_id: expression('azurerm_container_registry.acr', 'each.key'), source_repo: 'x', target_repo: 'y' } };
    const { resources } = await readPlan({ resources: [...two, rules] });
    expect(resources.at(-1)?.name).toBe('acrb/mcr');
  });

  test('stays open where the expression refers to more than one thing', async () => {
    expect(await registryIdOf({ resources: [registry, ...(clusterWith(expression('var.bring_your_own', 'azurerm_container_registry.acr.id')) ?? [])] })).toEqual(open());
  });

  test('stays open where a plan cannot say: locals, data sources, other attributes', async () => {
    for (const to of ['local.registry_id', 'data.azurerm_container_registry.acr.id', 'azurerm_container_registry.acr.login_server']) {
      expect(await registryIdOf({ resources: [registry, ...(clusterWith(reference(to)) ?? [])] })).toEqual({ unknown: `\`bootstrap_profile.container_registry_id\` of azurerm_kubernetes_cluster.aks is known only after apply: it comes from \`${to}\`` });
    }
  });

  test('is not taken for that of another kind of resource, out of which a text may have made it', async () => {
    const vault = { address: 'azurerm_resource_group.rg', attributes: { name: 'rg', location: 'westeurope' } };
    expect(await registryIdOf({ resources: [vault, ...(clusterWith(reference('azurerm_resource_group.rg.id')) ?? [])] })).toEqual(open());
  });

  test('that leads around in a circle is given up', async () => {
    const spec: PlanSpec = { modules: { aks: { variables: { a: reference('module.aks.out') }, outputs: { out: reference('var.a') }, resources: clusterWith(reference('var.a')) ?? [] } } };
    expect(await registryIdOf(spec)).toEqual(open('`bootstrap_profile.container_registry_id` of module.aks.azurerm_kubernetes_cluster.aks'));
  });
});

describe('an argument that is null after all', () => {
  test('is not written where a variable says so', async () => {
    const { resources } = await readPlan({ inputs: { zone: null }, resources: [{ address: 'azurerm_kubernetes_cluster.aks', attributes: { name: 'aks', resource_group_name: 'rg', location: 'x', private_dns_zone_id: reference('var.zone') } }] });
    expect(shown(resources[0]?.body)).toHaveProperty('properties.apiServerAccessProfile', { enablePrivateCluster: false, enablePrivateClusterPublicFQDN: false, disableRunCommand: false });
  });

  test('is not written where the default of a module says so', async () => {
    const module = { defaults: { zone: null }, resources: [{ address: 'azurerm_kubernetes_cluster.aks', attributes: { name: 'aks', resource_group_name: 'rg', location: 'x', private_dns_zone_id: reference('var.zone') } }] };
    const { resources } = await readPlan({ modules: { aks: module } });
    expect(shown(resources[0]?.body)).not.toHaveProperty('properties.apiServerAccessProfile.privateDNSZone');
  });
});

describe('what nobody can know before apply', () => {
  const subnetOf = async (attributes: { readonly [name: string]: unknown }): Promise<Resource | undefined> => (await readPlan({ resources: [{ address: 'azurerm_container_registry.acr', attributes: { ...registry.attributes, ...attributes } }] })).resources[0];

  test('a name leaves a gap in the id, and is shown as what it is', async () => {
    expect(await subnetOf({ name: expression('random_pet.p.id') })).toEqual(expect.objectContaining({ name: '(azurerm_container_registry.acr)', openId: ['/subscriptions/', '/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/', ''] }));
  });

  test('a value is Unknown, with the address and the attribute', async () => {
    expect(shown((await subnetOf({ public_network_access_enabled: expression('var.a', 'random_id.x.hex') }))?.body)).toHaveProperty('properties.publicNetworkAccess', {
      unknown: '`public_network_access_enabled` of azurerm_container_registry.acr is known only after apply: it comes from `var.a`, `random_id.x.hex`',
    });
  });

  test('write-only arguments are Unknown when their version is set', async () => {
    expect(shown((await subnetOf({ anonymous_pull_enabled_wo_version: 1 }))?.body)).toHaveProperty('properties.anonymousPullEnabled', { unknown: '`anonymous_pull_enabled_wo` of azurerm_container_registry.acr is write-only: no plan holds its value' });
  });

  test('an id that is there already says itself where the resource is', async () => {
    const id = `/subscriptions/${subscription}/resourceGroups/RG/providers/Microsoft.ContainerRegistry/registries/acr`;
    expect(await subnetOf({ id: planned(id) })).toEqual(expect.objectContaining({ id, name: 'acr' }));
  });
});

test('the graph of the isolation rules finds the registry of a cluster by what is known of its id', async () => {
  const { resources } = await readPlan({ resources: [registry, ...(clusterWith(reference('azurerm_container_registry.acr.id')) ?? [])] });
  const cluster = resources.find(({ type }) => type.endsWith('/managedClusters'));
  const value = (cluster?.body as { properties?: { bootstrapProfile?: { containerRegistryId?: unknown } } } | undefined)?.properties?.bootstrapProfile?.containerRegistryId;
  if (cluster === undefined) throw new Error('there is a cluster');
  expect(inventoryOf(resources).follow({ resource: cluster, pointer: '/properties/bootstrapProfile/containerRegistryId', value })).toEqual({ kind: 'found', resource: resources[0] });
});

describe('names that are known only after apply, as with a random suffix', () => {
  const suffix = { name: expression('random_id.suffix.hex'), resource_group_name: expression('random_id.suffix.hex'), location: 'westeurope' };
  const registries = ['a', 'b'].map((name) => ({ address: `azurerm_container_registry.${name}`, attributes: { ...suffix, sku: 'Premium' } }));
  const rule = { address: 'azurerm_container_registry_cache_rule.r', attributes: { name: 'mcr', container_registry_id: reference('azurerm_container_registry.b.id'), source_repo: 'x', target_repo: 'y' } };
  const aks = { address: 'azurerm_kubernetes_cluster.aks', attributes: { ...suffix, bootstrap_profile: [{ artifact_source: 'Cache', container_registry_id: reference('azurerm_container_registry.b.id') }] } };

  test('do not keep the graph from finding what a reference leads to, and what stands below', async () => {
    const { resources } = await readPlan({ resources: [...registries, rule, aks] });
    const [, second, below, cluster] = resources;
    if (second === undefined || cluster === undefined) throw new Error('there are four');
    const graph = inventoryOf(resources);
    const value = (cluster.body as { properties?: { bootstrapProfile?: { containerRegistryId?: unknown } } }).properties?.bootstrapProfile?.containerRegistryId;
    expect(second.name).toBe('(azurerm_container_registry.b)');
    expect(graph.follow({ resource: cluster, pointer: '/properties/bootstrapProfile/containerRegistryId', value })).toEqual({ kind: 'found', resource: second });
    expect(graph.childrenOf(second, 'Microsoft.ContainerRegistry/registries/cacheRules')).toEqual([below]);
    expect(resources[0] === undefined ? [] : graph.childrenOf(resources[0], 'Microsoft.ContainerRegistry/registries/cacheRules')).toEqual([]);
  });

  test('do not lead a change into another resource', async () => {
    const update = { address: 'azapi_update_resource.u', attributes: { type: 'Microsoft.ContainerRegistry/registries@2025-11-01', resource_id: reference('azurerm_container_registry.b.id'), body: planned({ properties: { anonymousPullEnabled: true } }) } };
    const { resources } = await readPlan({ resources: [...registries, update] });
    expect(resources.map(({ body }) => (body as { properties?: { anonymousPullEnabled?: unknown } }).properties?.anonymousPullEnabled)).toEqual([false, true]);
  });
});
