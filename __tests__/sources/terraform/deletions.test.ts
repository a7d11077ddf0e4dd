import { describe, expect, test } from '@jest/globals';
import { treeOf } from './checkout.ts';
import { readPlan, resourcesOf, secret, shown, type ResourceSpec } from './plans.ts';

const group = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg';
const clusterId = `${group}/providers/Microsoft.ContainerService/managedClusters/demo`;

const cluster = (more: Partial<ResourceSpec> = {}): ResourceSpec => ({
  address: 'azurerm_kubernetes_cluster.aks',
  attributes: { name: 'demo', resource_group_name: 'rg', location: 'West Europe', dns_prefix: 'demo', tags: { keep: 'yes' }, default_node_pool: [{ name: 'system', vm_size: 'Standard_D4ds_v5', node_count: 3 }] },
  actions: ['delete'],
  before: { id: clusterId, name: 'demo', resource_group_name: 'rg', location: 'westeurope', dns_prefix: 'demo', tags: { keep: 'yes' }, default_node_pool: [{ name: 'system', vm_size: 'Standard_D2s_v5' }] },
  ...more,
});

const of = async (resources: readonly ResourceSpec[], spec: Parameters<typeof readPlan>[0] = {}, files: Readonly<Record<string, string>> = {}) =>
  (await readPlan({ constraint: '~> 4.0', resources, ...spec }, { tree: treeOf(files) })).deletions;

describe('what a plan deletes', () => {
  test('is the resource of its state, by its id there', async () => {
    const [deletion] = await of([cluster()]);
    expect(deletion).toMatchObject({ address: 'azurerm_kubernetes_cluster.aks', goes: 'deleted', takesContents: false });
    expect(deletion?.resource).toMatchObject({ type: 'Microsoft.ContainerService/managedClusters', name: 'demo', id: clusterId, body: { location: 'westeurope', tags: { keep: 'yes' }, properties: { dnsPrefix: 'demo' } } });
  });

  test.each([[['delete', 'create']], [['create', 'delete']]])('%j: goes as it was before, and is among the resources as what it becomes', async (actions) => {
    const plan = await readPlan({ resources: [cluster({ actions })], constraint: '~> 4.0' });
    const sizes = (resources: readonly { readonly body: unknown }[]) => resources.map(({ body }) => body).map((body) => JSON.stringify(body).match(/Standard_\w+/)?.[0]);
    expect(plan.deletions.map(({ goes }) => goes)).toEqual(['replaced']);
    expect([sizes(plan.resources), sizes(plan.deletions.map(({ resource }) => resource))]).toEqual([['Standard_D4ds_v5'], ['Standard_D2s_v5']]);
  });

  test.each([[['no-op']], [['update']], [['create']], [['forget']], [['read']]])('%j deletes nothing', async (actions) => {
    expect(await of([cluster({ actions })])).toEqual([]);
  });

  test('is what an earlier replacement left behind, too', async () => {
    const plan = { format_version: '1.2', planned_values: {}, resource_changes: [{ address: 'azurerm_kubernetes_cluster.aks', mode: 'managed', type: 'azurerm_kubernetes_cluster', name: 'aks', deposed: 'deadbeef', change: { actions: ['delete'], before: { id: clusterId } } }] };
    const { readTerraformPlan } = await import('../../../src/sources/terraform/read-plan.ts');
    expect((await readTerraformPlan(JSON.stringify(plan), { file: 'plan.json' })).deletions).toMatchObject([{ goes: 'deleted', resource: { id: clusterId } }]);
  });

  test('is no association, which is a change of what it was a part of', async () => {
    const association = { address: 'azurerm_subnet_nat_gateway_association.nodes', attributes: { subnet_id: `${group}/providers/Microsoft.Network/virtualNetworks/net/subnets/nodes`, nat_gateway_id: `${group}/providers/Microsoft.Network/natGateways/out` }, actions: ['delete'] };
    expect(await of([association])).toEqual([]);
  });

  test('is counted by its type where that is not read', async () => {
    const { deletions, unmapped, deleted } = await readPlan({ resources: [{ address: 'azurerm_key_vault.kv', attributes: { name: 'kv' }, actions: ['delete'] }] });
    expect([deletions, [...unmapped], deleted]).toEqual([[], [['azurerm_key_vault', 1]], ['azurerm_key_vault.kv']]);
  });

  test('of azapi is what its type and id say', async () => {
    const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv`;
    const [deletion] = await of([{ address: 'azapi_resource.kv', attributes: { type: 'Microsoft.KeyVault/vaults@2023-07-01', id: vault, name: 'kv', parent_id: group, tags: { keep: 'yes' } }, actions: ['delete'] }]);
    expect(deletion?.resource).toMatchObject({ type: 'Microsoft.KeyVault/vaults', id: vault, apiVersion: '2023-07-01', body: { tags: { keep: 'yes' } } });
  });

  test('that is a resource group is called as policies call it', async () => {
    const [deletion] = await of([{ address: 'azurerm_resource_group.rg', attributes: { id: group, name: 'rg', location: 'westeurope' }, actions: ['delete'] }]);
    expect(deletion?.resource).toMatchObject({ type: 'Microsoft.Resources/subscriptions/resourceGroups', name: 'rg', id: group });
  });
});

describe('what a resource group takes along', () => {
  const rg: ResourceSpec = { address: 'azurerm_resource_group.rg', attributes: { id: group, name: 'rg', location: 'westeurope' }, actions: ['delete'] };
  const withFlag = (value: object) => [{ resource_group: [{ prevent_deletion_if_contains_resources: value }] }];

  test.each<readonly [string, unknown, boolean]>([
    ['nothing, as azurerm deletes empty groups alone', undefined, false],
    ['nothing where that is written out', withFlag({ constant_value: true }), false],
    ['everything where azurerm is told so', withFlag({ constant_value: false }), true],
    ['perhaps everything where that is computed', withFlag({ references: ['var.wipe'] }), true],
  ])('%s', async (_, features, expected) => {
    expect((await of([rg], { features })).map(({ takesContents }) => takesContents)).toEqual([expected]);
  });

  test('everything where azapi deletes it', async () => {
    const azapi = { address: 'azapi_resource.rg', attributes: { type: 'Microsoft.Resources/resourceGroups@2024-03-01', id: group, name: 'rg' }, actions: ['delete'] };
    expect((await of([azapi])).map(({ takesContents }) => takesContents)).toEqual([true]);
  });
});

describe('what is not known of what goes', () => {
  test('is what the state hides', async () => {
    const [deletion] = await of([cluster({ before: { id: clusterId, name: 'demo', resource_group_name: 'rg', location: 'westeurope', dns_prefix: secret('demo') } })]);
    expect(shown(deletion?.resource.body)).toMatchObject({ properties: { dnsPrefix: { unknown: '`dns_prefix` of azurerm_kubernetes_cluster.aks is sensitive, and not read' } } });
  });

  test('is what a rule can ask for and the state does not tell', async () => {
    const [deletion] = await of([cluster()]);
    const why = { unknown: 'the state of azurerm_kubernetes_cluster.aks does not tell it' };
    expect(shown(deletion?.resource.body)).toMatchObject({ properties: { provisioningState: why, agentPoolProfiles: [{ provisioningState: why }] } });
  });

  test('is not what the state tells to be missing', async () => {
    const [deletion] = await of([cluster()]);
    expect(deletion?.resource.body['properties']).not.toHaveProperty('fqdnSubdomain');
  });

  test('is in which subscription it is, where the state has no id', async () => {
    const [deletion] = await of([cluster({ before: { name: 'demo', resource_group_name: 'rg' } })]);
    expect(deletion?.resource.openId).toEqual(['/subscriptions/', '/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/demo']);
  });
});

describe('what goes stands', () => {
  const at = async (spec: ResourceSpec, files: Readonly<Record<string, string>> = {}) => (await of([spec], {}, files))[0]?.resource.originOf?.('/tags/keep');

  test('on the plan where its block is gone', async () => {
    expect(await at(cluster())).toEqual({ file: 'infra/plan.json', pointer: '/resource_changes/0' });
  });

  test('on its block in a module, and on the plan where the module is gone', async () => {
    const spec = { modules: { aks: { source: './modules/aks', key: 'blue', resources: [cluster({ actions: ['create', 'delete'] })] }, old: { resources: [cluster()] } } };
    const files = { 'infra/modules/aks/main.tf': 'resource "azurerm_kubernetes_cluster" "aks" {\n  name = "demo"\n}\n' };
    const found = await of([], spec, files);
    expect(found.map(({ address, goes, resource }) => [address, goes, resource.originOf?.('')?.file, resource.originOf?.('')?.line])).toEqual([
      ['module.aks["blue"].azurerm_kubernetes_cluster.aks', 'replaced', 'infra/modules/aks/main.tf', 1],
      ['module.old.azurerm_kubernetes_cluster.aks', 'deleted', 'infra/plan.json', undefined],
    ]);
  });

  test('on its block where it is replaced, whatever decides', async () => {
    expect(await at(cluster({ actions: ['delete', 'create'] }), { 'infra/main.tf': '\nresource "azurerm_kubernetes_cluster" "aks" {\n  name = "demo"\n  tags = { keep = "yes" }\n}\n' })).toEqual({ file: 'infra/main.tf', pointer: '', line: 2, column: 1 });
  });
});

test('what goes is not declared to live: the resources do not have it', async () => {
  expect(await resourcesOf([cluster()])).toEqual([]);
});
