/** Configuration and plan of Terraform, printed from one description of resources. */
import { computed, constant, evaluated, expression, madeByDynamic, planJson, planned, type PlanSpec, type ResourceSpec } from './plans.ts';

export type Values = Readonly<Record<string, unknown>>;

/** Arguments of resources by address; lists of objects are blocks. */
export type Described = Readonly<Record<string, Values>>;

/** What is not written out: its text, what it refers to, and its value where it is known before apply. */
export class Expression {
  readonly text: string;
  readonly to: readonly string[];
  readonly value: unknown;
  constructor(text: string, to: readonly string[], value?: unknown) {
    this.text = text;
    this.to = to;
    this.value = value;
  }
}

/** An argument that is an object behind `jsonencode`. */
export class Encoded {
  readonly content: unknown;
  constructor(content: unknown) {
    this.content = content;
  }
}

export const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Expression) && !(value instanceof Encoded);
const isBlocks = (value: unknown): value is readonly Values[] => Array.isArray(value) && value.length > 0 && value.every(isObject);

// The configuration.

function printed(value: unknown, indent: string): string {
  const within = `${indent}  `;
  if (value instanceof Expression) return value.text;
  if (value instanceof Encoded) return `jsonencode(${printed(value.content, indent)})`;
  if (isBlocks(value)) return `[\n${value.map((item) => `${within}${printed(item, within)},\n`).join('')}${indent}]`;
  if (Array.isArray(value)) return `[${value.map((item) => printed(item, indent)).join(', ')}]`;
  if (isObject(value)) return `{\n${Object.entries(value).map(([key, item]) => `${within}${key} = ${printed(item, within)}\n`).join('')}${indent}}`;
  return JSON.stringify(value);
}

export type Print = (values: Values, indent?: string) => string;

export const body: Print = (values, indent = '  ') => Object.entries(values).map(([name, value]) => (isBlocks(value) ? value.map((one) => `${indent}${name} {\n${body(one, `${indent}  `)}${indent}}\n`).join('') : `${indent}${name} = ${printed(value, indent)}\n`)).join('');

/** Every block is made by `dynamic`. */
export const dynamicBody: Print = (values, indent = '  ') => Object.entries(values).map(([name, value]) => (isBlocks(value) ? value.map((one) => `${indent}dynamic "${name}" {\n${indent}  for_each = [1]\n${indent}  content {\n${body(one, `${indent}    `)}${indent}  }\n${indent}}\n`).join('') : `${indent}${name} = ${printed(value, indent)}\n`)).join('');

export const labels = (address: string): readonly string[] => address.split('.');

export function configuration(described: Described, print: Print = body, head: (address: string) => string = () => ''): string {
  return `# A cluster\n${Object.entries(described).map(([address, values]) => `resource "${labels(address).join('" "')}" {\n${head(address)}${print(values)}}\n`).join('\n')}`;
}

// The plan.

/** What azurerm plans where nobody wrote an argument: defaults of its schema; and what the service decides (`Default` and `Computed` of kubernetes_cluster_resource.go and kubernetes_nodepool.go); a selection, of what tables read. */
const additions: Readonly<Record<string, Values>> = {
  azurerm_kubernetes_cluster: { id: computed, fqdn: computed, private_fqdn: computed, node_resource_group: computed, kubernetes_version: computed, current_kubernetes_version: computed, oidc_issuer_url: computed, network_profile: computed, run_command_enabled: planned(true), private_cluster_enabled: planned(false), private_cluster_public_fqdn_enabled: planned(false), sku_tier: planned('Free'), role_based_access_control_enabled: planned(true), support_plan: planned('KubernetesOfficial') },
  default_node_pool: { max_pods: computed, node_labels: computed, os_disk_size_gb: computed, os_sku: computed, orchestrator_version: computed, kubelet_disk_type: computed, workload_runtime: computed, os_disk_type: planned('Managed'), scale_down_mode: planned('Delete'), type: planned('VirtualMachineScaleSets'), ultra_ssd_enabled: planned(false) },
  network_profile: { dns_service_ip: computed, ip_versions: computed, load_balancer_profile: computed, nat_gateway_profile: computed, network_mode: computed, network_policy: computed, pod_cidr: computed, pod_cidrs: computed, service_cidr: computed, service_cidrs: computed, network_data_plane: planned('azure'), load_balancer_sku: planned('standard'), outbound_type: planned('loadBalancer') },
  bootstrap_profile: { artifact_source: planned('Direct') },
  azurerm_kubernetes_cluster_node_pool: { id: computed, max_pods: computed, node_labels: computed, os_disk_size_gb: computed, os_sku: computed, orchestrator_version: computed, kubelet_disk_type: computed, workload_runtime: computed, mode: planned('User'), os_type: planned('Linux'), priority: planned('Regular'), os_disk_type: planned('Managed') },
  azapi_resource: { id: computed, output: computed, locks: planned(null), schema_validation_enabled: planned(true) },
  azapi_update_resource: { id: computed, name: computed, parent_id: computed, output: computed },
};

/** As the builder of plans takes arguments; blocks by `dynamic` are in no configuration. */
function attributes(values: Values, of: string, isDynamic = false): Values {
  const own = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isBlocks(value) ? blocks(value, name, isDynamic) : argumentFor(value)]));
  return { ...additions[of], ...own };
}

function blocks(list: readonly Values[], name: string, isDynamic: boolean): unknown {
  const all = list.map((one) => attributes(one, name, isDynamic));
  return isDynamic ? madeByDynamic(all) : all;
}

export function argumentFor(value: unknown): unknown {
  if (value instanceof Encoded) return evaluated(JSON.stringify(known(value.content)), referencesOf(value.content));
  if (value instanceof Expression) return value.value === undefined ? expression(...value.to) : evaluated(value.value, value.to);
  if (!isObject(value)) return value;
  return referencesOf(value).length === 0 ? constant(value) : evaluated(known(value), referencesOf(value));
}

function known(value: unknown): unknown {
  if (value instanceof Expression) return value.value;
  if (Array.isArray(value)) return value.map(known);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, known(item)])) : value;
}

function referencesOf(value: unknown): readonly string[] {
  if (value instanceof Expression) return value.to;
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(referencesOf) : [];
}

export const resources = (described: Described, isDynamic = false): readonly ResourceSpec[] => Object.entries(described).map(([address, values]) => ({ address, attributes: attributes(values, labels(address)[0] ?? '', isDynamic) }));
export const planFile = (spec: PlanSpec): string => JSON.stringify(planJson({ constraint: '~> 4.81', ...spec }), undefined, 1);

/** The hashes of a lock file are of no interest here. */
export const lock = (version: string): string => `provider "terraform.example/hashicorp/azurerm" {\n  version = "${version}"\n}\n`;
export const locked = { '.terraform.lock.hcl': lock('4.81.0') };
