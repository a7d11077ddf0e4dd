/**
 * A plan of so many resources as `terraform show -json` prints it: of ten, one cluster, one registry, four pools and four cache rules, with the many
 * arguments that nobody wrote, the change beside the planned values, and the state before. About eight kilobytes each, as in public plans.
 */
export function planText(resources: number): string {
  const all = Array.from({ length: Math.ceil(resources / 10) }, (_, index) => group(index)).flat().slice(0, resources);
  const values = all.map(({ address, key, type, label, planned }) => ({ address, mode: 'managed', type, name: label, index: key, provider_name: provider, schema_version: 2, values: planned, sensitive_values: {} }));
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.13.3',
    planned_values: { root_module: { resources: values } },
    resource_changes: all.map(({ address, key, type, label, planned, unknown }) => ({ address, mode: 'managed', type, name: label, index: key, provider_name: provider, change: { actions: ['create'], before: null, after: planned, after_unknown: unknown, before_sensitive: false, after_sensitive: {} } })),
    prior_state: { format_version: '1.0', values: { root_module: { resources: values } } },
    configuration: { provider_config: { azurerm: { name: 'azurerm', full_name: provider, version_constraint: '~> 4.0' } }, root_module: { resources: blocks } },
  });
}

const provider = 'terraform.example/hashicorp/azurerm';

interface Planned {
  readonly address: string;
  readonly key: string;
  readonly type: string;
  readonly label: string;
  readonly planned: object;
  readonly unknown: object;
}

const labels = ['a', 'b', 'c', 'd'] as const;
const unwritten = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`some_optional_argument_${index}`, index % 5 === 0 ? `value ${index}` : null]));

function make(place: string, key: string, planned: object, unknown: object): Planned {
  const [type = '', label = ''] = place.split('.');
  return { address: `${place}["${key}"]`, key, type, label, planned: { ...unwritten, ...planned }, unknown: { id: true, ...unknown } };
}

function group(index: number): readonly Planned[] {
  const home = { resource_group_name: `rg-${index}`, location: 'westeurope', tags: { team: 'platform', cost: '42' } };
  const network = [{ network_plugin: 'azure', outbound_type: index % 10 === 0 ? 'loadBalancer' : 'none', load_balancer_sku: 'standard' }];
  return [
    make('azurerm_kubernetes_cluster.this', String(index), { name: `aks-${index}`, ...home, private_cluster_enabled: true, run_command_enabled: false, identity: [{ type: 'SystemAssigned' }], default_node_pool: [{ name: 'system', vm_size: 'Standard_D4s_v5' }], network_profile: network, bootstrap_profile: [{ artifact_source: 'Cache' }] }, { bootstrap_profile: [{ container_registry_id: true }], network_profile: [{ pod_cidr: true }], kube_config: true }),
    make('azurerm_container_registry.this', String(index), { name: `acr${index}`, ...home, sku: 'Premium', public_network_access_enabled: false }, { login_server: true }),
    ...labels.flatMap((name) => [
      make(`azurerm_kubernetes_cluster_node_pool.${name}`, `${index}`, { name, vm_size: 'Standard_D4s_v5', node_public_ip_enabled: false }, { kubernetes_cluster_id: true }),
      make(`azurerm_container_registry_cache_rule.${name}`, `${index}`, { name: `rule-${name}`, source_repo: 'mcr.microsoft.com/*', target_repo: 'aks-managed-repository/*' }, { container_registry_id: true }),
    ]),
  ];
}

const behind = (type: string): object => ({ references: [`${type}.this`, 'each.key'] });

function block(address: string, expressions: object): object {
  const [type, name] = address.split('.');
  return { address, mode: 'managed', type, name, provider_config_key: 'azurerm', expressions, for_each_expression: {} };
}

const blocks = [
  block('azurerm_kubernetes_cluster.this', { network_profile: [{ network_plugin: { constant_value: 'azure' }, outbound_type: { references: ['each.value'] } }], bootstrap_profile: [{ container_registry_id: behind('azurerm_container_registry') }] }),
  block('azurerm_container_registry.this', {}),
  ...labels.flatMap((label) => [
    block(`azurerm_kubernetes_cluster_node_pool.${label}`, { kubernetes_cluster_id: behind('azurerm_kubernetes_cluster') }),
    block(`azurerm_container_registry_cache_rule.${label}`, { container_registry_id: behind('azurerm_container_registry') }),
  ]),
];
