import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import type { Report } from '../../../src/report/report.ts';
import { planJson, type PlanSpec, type ResourceSpec } from '../../sources/terraform/plans.ts';
import { checkFiles, options } from './run.ts';

const subscription = '/subscriptions/00000000-0000-0000-0000-000000000001';
const group = `${subscription}/resourceGroups/rg`;
const clusterType = 'Microsoft.ContainerService/managedClusters';
const clusterId = `${group}/providers/${clusterType}/demo`;

/** As open as a cluster is made: it violates much of what is judged. */
const cluster = (more: Partial<ResourceSpec> = {}): ResourceSpec => ({
  address: 'azurerm_kubernetes_cluster.aks',
  attributes: { id: clusterId, name: 'demo', resource_group_name: 'rg', location: 'westeurope', tags: { keep: 'yes' }, default_node_pool: [{ name: 'system', vm_size: 'Standard_D4ds_v5', node_count: 3 }] },
  actions: ['delete'],
  ...more,
});
const resourceGroup: ResourceSpec = { address: 'azurerm_resource_group.rg', attributes: { id: group, name: 'rg', location: 'westeurope' }, actions: ['delete'] };
const wiping = { features: [{ resource_group: [{ prevent_deletion_if_contains_resources: { constant_value: false } }] }] };

const keep = (condition: unknown = { field: 'type', equals: clusterType }, then: JsonObject = { effect: 'denyAction', details: { actionNames: ['delete'], cascadeBehaviors: { resourceGroup: 'deny' } } }) => ({
  name: 'keep-clusters', properties: { displayName: 'Clusters should be kept', mode: 'Indexed', policyRule: { if: condition, then } },
});
const assignedAt = (scope: string) => ({ id: `${scope}/providers/Microsoft.Authorization/policyAssignments/keep`, name: 'keep', type: 'Microsoft.Authorization/policyAssignments', properties: { scope, policyDefinitionId: `${subscription}/providers/Microsoft.Authorization/policyDefinitions/keep-clusters` } });

interface Run {
  readonly policy?: object;
  readonly assignment?: object;
  readonly files?: Readonly<Record<string, string>>;
}

async function run(plan: PlanSpec, { policy = keep(), assignment, files = {} }: Run = {}) {
  const definition = { type: 'Microsoft.Authorization/policyDefinitions', id: `${subscription}/providers/Microsoft.Authorization/policyDefinitions/keep-clusters`, ...policy };
  const all = { 'infra/plan.json': JSON.stringify(planJson({ constraint: '~> 4.0', ...plan })), 'policies/keep.json': JSON.stringify(definition), ...(assignment === undefined ? {} : { 'policies/assignment.json': JSON.stringify(assignment) }), ...files };
  return await checkFiles(all, options({ paths: ['infra'], policies: ['policies'] }));
}

const kept = ({ findings }: Report) => findings.filter(({ rule }) => rule === 'keep-clusters');

describe('a plan that deletes what a policy keeps', () => {
  test('fails, on the plan, and says what is deleted and that it is forbidden', async () => {
    const { report, exceeds } = await run({ resources: [cluster()] });
    expect(report.findings).toMatchObject([{
      rule: 'keep-clusters', verdict: 'violation', effect: 'denyaction', severity: 'high', resource: { type: clusterType, name: 'demo', id: clusterId }, location: { file: 'infra/plan.json', pointer: '/resource_changes/0' },
      message: `The plan deletes \`azurerm_kubernetes_cluster.aks\`. \`type\` is \`${clusterType}\`. Effect denyAction forbids its deletion.`,
    }]);
    expect(exceeds).toBe(true);
  });

  test('by replacing it fails on its block, without a fix, beside what is wrong with what comes', async () => {
    const { report } = await run({ resources: [cluster({ actions: ['delete', 'create'] })] }, { files: { 'infra/main.tf': '# the cluster\nresource "azurerm_kubernetes_cluster" "aks" {\n  name = "demo"\n}\n' } });
    const [finding, ...others] = kept(report);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ verdict: 'violation', location: { file: 'infra/main.tf', line: 2 }, message: expect.stringMatching(/^The plan replaces `azurerm_kubernetes_cluster\.aks`, which deletes what is there\. /) });
    expect(finding).not.toHaveProperty('fix');
    expect(report.findings.map(({ rule }) => rule)).toContain('aks-outbound-type');
  });

  test('is judged by what is there, and not by what comes', async () => {
    const policy = keep({ allOf: [{ field: 'type', equals: clusterType }, { field: "tags['keep']", equals: 'yes' }] });
    const untagged = { ...cluster().attributes, tags: {} };
    const verdictsOf = async (before: ResourceSpec['attributes'], attributes: ResourceSpec['attributes']) => kept((await run({ resources: [cluster({ actions: ['delete', 'create'], before, attributes })] }, { policy })).report).map(({ verdict }) => verdict);
    expect(await verdictsOf(cluster().attributes, untagged)).toEqual(['violation']);
    expect(await verdictsOf(untagged, cluster().attributes)).toEqual([]);
  });

  test('is undetermined where the state does not tell what the policy asks', async () => {
    const policy = keep({ allOf: [{ field: 'type', equals: clusterType }, { field: `${clusterType}/provisioningState`, equals: 'Succeeded' }] });
    expect(kept((await run({ resources: [cluster()] }, { policy })).report)).toMatchObject([{ verdict: 'undetermined', message: expect.stringContaining('the state of azurerm_kubernetes_cluster.aks does not tell it') }]);
  });

  test.each([['there', group, 1], ['elsewhere', '/subscriptions/00000000-0000-0000-0000-000000000002', 0]])('is judged by what is assigned %s', async (_, scope, count) => {
    expect(kept((await run({ resources: [cluster()] }, { assignment: assignedAt(scope) })).report)).toHaveLength(count);
  });
});

describe('nothing but denyAction', () => {
  test('objects to what goes: no rule, no way out, no cluster in the report', async () => {
    const { report, exceeds } = await run({ resources: [cluster()] }, { policy: keep(undefined, { effect: 'deny' }) });
    expect([report.findings, report.exposures, exceeds]).toEqual([[], undefined, false]);
  });

  test.each([[['create']], [['update']], [['no-op']]])('and denyAction objects to nothing that is there afterwards: %j', async (actions) => {
    expect(kept((await run({ resources: [cluster({ actions })] })).report)).toEqual([]);
  });

  test('knows what goes: the ways out of a cluster are those without it', async () => {
    const stays = cluster({ actions: ['no-op'] });
    const subnet = `${group}/providers/Microsoft.Network/virtualNetworks/net/subnets/nodes`;
    const goes: readonly ResourceSpec[] = [
      { address: 'azurerm_nat_gateway.out', attributes: { id: `${group}/providers/Microsoft.Network/natGateways/out`, name: 'out', resource_group_name: 'rg', location: 'westeurope' }, actions: ['delete'] },
      { address: 'azurerm_subnet.nodes', attributes: { id: subnet, name: 'nodes', virtual_network_name: 'net', resource_group_name: 'rg', address_prefixes: ['10.0.0.0/24'] }, actions: ['delete'] },
      cluster({ address: 'azurerm_kubernetes_cluster.old', attributes: { ...cluster().attributes, id: `${clusterId}-old`, name: 'demo-old' } }),
    ];
    const [without, beside] = await Promise.all([run({ resources: [stays] }), run({ resources: [stays, ...goes] }, { policy: keep(undefined, { effect: 'disabled' }) })]);
    expect(without.report.exposures).toHaveLength(1);
    expect(beside.report.exposures).toEqual(without.report.exposures);
  });
});

describe('a plan that deletes a resource group', () => {
  const staying = cluster({ actions: ['no-op'] });

  test('with what is in it is forbidden by what stays in it, and nobody knows what else is in it', async () => {
    const { report } = await run({ resources: [resourceGroup, staying], ...wiping });
    expect(kept(report)).toMatchObject([
      { verdict: 'violation', resource: { id: clusterId }, message: expect.stringMatching(/^The plan deletes the resource group `rg` \(`azurerm_resource_group\.rg`\), and this goes with it\. .* Effect denyAction forbids its deletion with the resource group\.$/) },
      { verdict: 'undetermined', resource: { type: 'Microsoft.Resources/subscriptions/resourceGroups', id: group }, message: expect.stringContaining('and what else is in it is not known.') },
    ]);
  });

  test('that azurerm deletes only when it is empty takes nothing along', async () => {
    expect(kept((await run({ resources: [resourceGroup, staying] })).report)).toEqual([]);
  });

  test('takes nothing along that lies elsewhere, and perhaps what has no subscription', async () => {
    const elsewhere = cluster({ actions: ['no-op'], address: 'azurerm_kubernetes_cluster.far', attributes: { ...cluster().attributes, id: clusterId.replace('/rg/', '/far/') } });
    const fresh = cluster({ actions: ['create'], address: 'azurerm_kubernetes_cluster.new', attributes: { ...cluster().attributes, id: undefined, name: 'new' } });
    const found = kept((await run({ resources: [resourceGroup, elsewhere, fresh], ...wiping })).report);
    expect(found.map(({ verdict, resource }) => `${verdict} ${resource.name}`)).toEqual(['undetermined new', 'undetermined rg']);
  });

  test('is let go by a policy that says so, that is of mode All, or that is assigned elsewhere', async () => {
    const plan = { resources: [resourceGroup, staying], ...wiping };
    const allowing = keep(undefined, { effect: 'denyAction', details: { actionNames: ['delete'], cascadeBehaviors: { resourceGroup: 'allow' } } });
    const inAll = { ...keep(), properties: { ...keep().properties, mode: 'All' } };
    for (const given of [{ policy: allowing }, { policy: inAll }, { assignment: assignedAt('/subscriptions/00000000-0000-0000-0000-000000000002') }]) expect(kept((await run(plan, given)).report)).toEqual([]);
  });

  test('is kept by a policy about resource groups', async () => {
    const policy = { ...keep({ field: 'type', equals: 'Microsoft.Resources/subscriptions/resourceGroups' }), properties: { ...keep({ field: 'type', equals: 'Microsoft.Resources/subscriptions/resourceGroups' }).properties, mode: 'All' } };
    expect(kept((await run({ resources: [resourceGroup] }, { policy })).report)).toMatchObject([{ verdict: 'violation', resource: { name: 'rg' } }]);
  });
});
