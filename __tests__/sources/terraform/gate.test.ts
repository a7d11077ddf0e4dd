/**
 * A clean isolated cluster with its pool and registry, written in Terraform, gives no finding of the bundled policies; one protection removed gives exactly its
 * findings, on the line of the argument, or of the block it would stand in. Plan and file are made of the same values.
 */
import { describe, expect, test } from '@jest/globals';
import { bundledPolicies, explainFinding, judge } from '../../../src/policy/index.ts';
import { treeOf } from './checkout.ts';
import { readPlan, planned, type ResourceSpec } from './plans.ts';
import { change, findingsOn, hcl, type Values } from './gate-plans.ts';

const subnet = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes';
const registryId = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr';

const cluster: Values = {
  name: 'aks',
  location: 'westeurope',
  resource_group_name: 'rg',
  private_cluster_enabled: true,
  private_cluster_public_fqdn_enabled: false,
  run_command_enabled: false,
  node_os_upgrade_channel: 'NodeImage',
  identity: [{ type: 'UserAssigned', identity_ids: ['/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/aks'] }],
  default_node_pool: [{ name: 'system', vm_size: 'Standard_D4s_v5', node_public_ip_enabled: false, vnet_subnet_id: subnet }],
  network_profile: [{ network_plugin: 'azure', outbound_type: 'none' }],
  bootstrap_profile: [{ artifact_source: 'Cache', container_registry_id: registryId }],
};
const pool: Values = { name: 'user', kubernetes_cluster_id: '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks', vm_size: 'Standard_D4s_v5', mode: 'User', os_type: 'Linux', node_public_ip_enabled: false, vnet_subnet_id: subnet };
const registry: Values = { name: 'acr', location: 'westeurope', resource_group_name: 'rg', sku: 'Premium', admin_enabled: false, public_network_access_enabled: false, anonymous_pull_enabled: false, export_policy_enabled: false, network_rule_bypass_option: 'None', network_rule_set: [{ default_action: 'Deny' }] };
const rule: Values = { name: 'aks-managed-mcr', container_registry_id: registryId, source_repo: 'mcr.microsoft.com/*', target_repo: 'aks-managed-repository/*' };

const all: readonly (readonly [type: string, values: Values])[] = [
  ['azurerm_kubernetes_cluster', cluster],
  ['azurerm_kubernetes_cluster_node_pool', pool],
  ['azurerm_container_registry', registry],
  ['azurerm_container_registry_cache_rule', rule],
];

const policies = [...bundledPolicies('aks-egress-isolation-core'), ...bundledPolicies('aks-egress-isolation-registry')];
/** These ask of what stands beside the resource: connections and rules that a request of the registry does not have. */
const besides: ReadonlySet<string> = new Set(['acr-private-link', 'acr-cache-rule-present', 'acr-arm-audience', 'aks-bootstrap-registry', 'aks-node-subnet', 'acr-cache-source']);

async function findingsOf(changed: string, values: Values, constraint = '~> 4.0', defaults: Values = {}): Promise<readonly string[]> {
  const resources = all.map(([type, clean]): ResourceSpec => ({ address: `${type}.this`, attributes: type === changed ? { ...values, ...defaults } : clean }));
  return findingsOn(resources, (resource) => judge(policies, resource), { constraint, without: besides });
}

test.each(all)('%s, clean, gives no finding', async (type, values) => {
  expect(await findingsOf(type, values)).toEqual([]);
});

interface Removal {
  readonly of: string;
  readonly path: string;
  readonly value: unknown;
  readonly found: readonly string[];
  /** What the provider plans where the argument is not written. */
  readonly defaults?: Values;
}

const aks = 'azurerm_kubernetes_cluster';
const userPool = 'azurerm_kubernetes_cluster_node_pool';
const acr = 'azurerm_container_registry';

const removals: readonly Removal[] = [
  ...['loadBalancer', 'userDefinedRouting', 'managedNATGateway', 'userAssignedNATGateway'].map((value): Removal => ({ of: aks, path: 'network_profile.outbound_type', value, found: [`aks-outbound-type at \`outbound_type = "${value}"\``] })),
  { of: aks, path: 'network_profile.outbound_type', value: undefined, found: ['aks-outbound-type at `network_profile {`'] },
  { of: aks, path: 'network_profile.network_plugin', value: 'kubenet', found: ['aks-network-plugin at `network_plugin = "kubenet"`'] },
  { of: aks, path: 'bootstrap_profile.artifact_source', value: 'Direct', found: ['aks-bootstrap-artifact-source at `artifact_source = "Direct"`'] },
  { of: aks, path: 'bootstrap_profile', value: undefined, found: ['aks-bootstrap-artifact-source at `resource "azurerm_kubernetes_cluster" "this" {`'] },
  { of: aks, path: 'private_cluster_enabled', value: false, found: ['aks-private-api-server at `private_cluster_enabled = false`'] },
  { of: aks, path: 'run_command_enabled', value: true, found: ['aks-run-command at `run_command_enabled = true`'] },
  { of: aks, path: 'run_command_enabled', value: undefined, found: ['aks-run-command at `resource "azurerm_kubernetes_cluster" "this" {`'], defaults: { run_command_enabled: planned(true) } },
  { of: aks, path: 'node_os_upgrade_channel', value: 'Unmanaged', found: ['aks-node-os-upgrade-channel at `node_os_upgrade_channel = "Unmanaged"`'] },
  { of: aks, path: 'default_node_pool.node_public_ip_enabled', value: true, found: ['aks-node-public-ip at `node_public_ip_enabled = true`'] },
  { of: userPool, path: 'node_public_ip_enabled', value: true, found: ['aks-node-public-ip at `node_public_ip_enabled = true`'] },
  { of: userPool, path: 'os_type', value: 'Windows', found: ['aks-windows-pools at `os_type = "Windows"`'] },
  { of: userPool, path: 'mode', value: 'Gateway', found: ['aks-static-egress-gateway at `mode = "Gateway"`'] },
  { of: acr, path: 'public_network_access_enabled', value: true, found: ['acr-public-network-access at `public_network_access_enabled = true`'] },
  { of: acr, path: 'sku', value: 'Basic', found: ['acr-sku at `sku = "Basic"`'] },
  { of: acr, path: 'admin_enabled', value: true, found: ['acr-admin-user at `admin_enabled = true`'] },
  { of: acr, path: 'anonymous_pull_enabled', value: true, found: ['acr-anonymous-pull at `anonymous_pull_enabled = true`'] },
  { of: acr, path: 'export_policy_enabled', value: true, found: ['acr-exports at `export_policy_enabled = true`'] },
  { of: acr, path: 'network_rule_bypass_option', value: 'AzureServices', found: ['acr-network-bypass at `network_rule_bypass_option = "AzureServices"`'] },
  { of: 'azurerm_container_registry_cache_rule', path: 'target_repo', value: '*', found: ['acr-cache-rule at `target_repo = "*"`'] },
];

describe('one protection removed', () => {
  test.each(removals)('$of: $path = $value', async ({ of, path, value, found, defaults }) => {
    const clean = all.find(([type]) => type === of)?.[1] ?? {};
    expect(await findingsOf(of, change(clean, path, value), '~> 4.0', defaults)).toEqual(found);
  });

  test('3.x: public addresses by their old name', async () => {
    const old = change(change(cluster, 'default_node_pool.node_public_ip_enabled', undefined), 'default_node_pool.enable_node_public_ip', true);
    expect(await findingsOf(aks, old, '~> 3.100')).toEqual(['aks-node-public-ip at `enable_node_public_ip = true`']);
  });
});

test('the fix that a policy asks for is one of the file, in the argument\'s own terms', async () => {
  const text = `resource "azurerm_kubernetes_cluster" "this" {\n${hcl(change(cluster, 'run_command_enabled', true))}}\n`;
  const { resources } = await readPlan({ resources: [{ address: 'azurerm_kubernetes_cluster.this', attributes: change(cluster, 'run_command_enabled', true) }], constraint: '~> 4.0' }, { tree: treeOf({ 'infra/main.tf': text }) });
  const [resource] = resources;
  if (resource === undefined) throw new Error('there is a cluster');
  const judgement = judge(policies, resource).find(({ finding }) => finding.rule === 'aks-run-command');
  if (judgement === undefined) throw new Error('the policy judges it');
  expect(explainFinding(judgement, resource).fix).toEqual(expect.objectContaining({ file: 'infra/main.tf', line: 7, original: 'true', replacement: 'false' }));
});
