/** An isolated cluster and a pool in Terraform, in every way that it is written, and which argument makes which property. */
import type { JsonObject } from '../../../src/arm/json.ts';
import { argumentFor, configuration, Encoded, Expression, lock, locked, planFile, resources, type Described, type Values } from '../../sources/terraform/written.ts';
import { clusterType, isolatedCluster, isolatedPool, poolType, withValue } from './forms.ts';
import { dynamicBlocks, literals, repeated, ways, type Way } from './terraform-ways.ts';

/** Which argument makes a property of the document, as a pointer into what is described, and how its value is written. */
export interface Row {
  readonly pointer: string;
  readonly argument: string;
  readonly write?: (value: unknown) => unknown;
  /** The argument that makes the value, below a block that is written whole. */
  readonly within?: string;
}

export interface TerraformForm {
  readonly name: string;
  /** The document that the clean arguments come to, as far as policies look at it. */
  readonly type: string;
  readonly document: JsonObject;
  readonly clean: Described;
  readonly rowOf: (pointer: string) => Row | undefined;
  readonly way: Way;
}

function form(way: Way, subject: Pick<TerraformForm, 'type' | 'document' | 'clean' | 'rowOf'>, name = way.name): TerraformForm {
  return { name, ...subject, way: { ...way, files: (described) => ({ ...locked, ...way.files(described) }) } };
}

/** azurerm has one pool in its cluster; others are resources of their own. */
const [firstPool] = (isolatedCluster['properties'] as { readonly agentPoolProfiles: readonly JsonObject[] }).agentPoolProfiles;
const withOnePool = withValue(isolatedCluster, '/properties/agentPoolProfiles', [firstPool]) as JsonObject;

const clusterAddress = 'azurerm_kubernetes_cluster.this';
const azurermCluster: Values = {
  name: 'demo',
  location: 'westeurope',
  resource_group_name: 'rg',
  dns_prefix: 'demo',
  private_cluster_enabled: true,
  private_cluster_public_fqdn_enabled: false,
  run_command_enabled: false,
  node_os_upgrade_channel: 'NodeImage',
  identity: [{ type: 'SystemAssigned' }],
  default_node_pool: [{ name: 'system', node_count: 3, vm_size: 'Standard_D4ds_v5', node_public_ip_enabled: false }],
  network_profile: [{ network_plugin: 'azure', network_plugin_mode: 'overlay', outbound_type: 'none' }],
  bootstrap_profile: [{ artifact_source: 'Cache' }],
};

const clusterRows = (names: Readonly<Record<string, string>> = {}): readonly Row[] => [
  ['/properties/networkProfile/outboundType', 'network_profile/0/outbound_type'],
  ['/properties/networkProfile/networkPlugin', 'network_profile/0/network_plugin'],
  ['/properties/networkProfile', 'network_profile'],
  ['/properties/networkProfile/loadBalancerProfile/managedOutboundIPs', 'network_profile/0/load_balancer_profile', 'managed_outbound_ip_count'],
  ['/properties/networkProfile/natGatewayProfile/managedOutboundIPProfile', 'network_profile/0/nat_gateway_profile', 'managed_outbound_ip_count'],
  ['/properties/apiServerAccessProfile/enablePrivateCluster', 'private_cluster_enabled'],
  ['/properties/apiServerAccessProfile/enablePrivateClusterPublicFQDN', 'private_cluster_public_fqdn_enabled'],
  ['/properties/apiServerAccessProfile/disableRunCommand', 'run_command_enabled'],
  ['/properties/autoUpgradeProfile/nodeOSUpgradeChannel', 'node_os_upgrade_channel'],
  ['/properties/bootstrapProfile/artifactSource', 'bootstrap_profile/0/artifact_source'],
  ['/properties/bootstrapProfile', 'bootstrap_profile'],
  ['/properties/agentPoolProfiles/0/enableNodePublicIP', 'default_node_pool/0/node_public_ip_enabled'],
  ['/properties/agentPoolProfiles/0/nodePublicIPPrefixID', 'default_node_pool/0/node_public_ip_prefix_id'],
].map(([pointer = '', argument = '', within]) => ({ pointer, argument: `/${clusterAddress}/${names[argument] ?? argument}`, ...(within === undefined ? {} : { within: `0/${within}` }), ...writeOf(pointer, within) }));

function writeOf(pointer: string, within: string | undefined): Pick<Row, 'write'> {
  if (pointer.endsWith('/disableRunCommand')) return { write: (value) => value !== true };
  return within === undefined ? {} : { write: (value) => [{ [within]: (value as { readonly count: number }).count }] };
}

const among = (rows: readonly Row[]): TerraformForm['rowOf'] => (pointer) => rows.find((row) => row.pointer === pointer);
const inBody = (address: string): TerraformForm['rowOf'] => (pointer) => ({ pointer, argument: `/${address}/body${pointer}` });

const cluster = { type: clusterType, document: withOnePool, clean: { [clusterAddress]: azurermCluster }, rowOf: among(clusterRows()) };

/** By the names of 3.x, which has no `bootstrap_profile`: azapi writes it. */
const { node_os_upgrade_channel: channel, bootstrap_profile: _, ...sameInOld } = azurermCluster;
const updateAddress = 'azapi_update_resource.bootstrap';
const clusterId = new Expression(`${clusterAddress}.id`, [`${clusterAddress}.id`]);
const oldCluster = {
  type: clusterType,
  document: withOnePool,
  clean: {
    [clusterAddress]: { ...sameInOld, node_os_channel_upgrade: channel, default_node_pool: [{ name: 'system', node_count: 3, vm_size: 'Standard_D4ds_v5', enable_node_public_ip: false }] },
    [updateAddress]: { type: `${clusterType}@2026-05-01`, resource_id: clusterId, body: { properties: { bootstrapProfile: { artifactSource: 'Cache' } } } },
  },
  rowOf: (pointer: string): Row | undefined =>
    pointer.startsWith('/properties/bootstrapProfile/') ? inBody(updateAddress)(pointer) : pointer === '/properties/bootstrapProfile' ? undefined
      : among(clusterRows({ node_os_upgrade_channel: 'node_os_channel_upgrade', 'default_node_pool/0/node_public_ip_enabled': 'default_node_pool/0/enable_node_public_ip' }))(pointer),
};
const old: Way = {
  name: 'names of 3.x',
  files: (described) => ({ 'main.tf': configuration(described), '.terraform.lock.hcl': lock('3.116.0'), 'plan.json': planFile({ resources: resources(described), constraint: '~> 3.100' }) }),
  isLiteral: true,
};

const azapiAddress = 'azapi_resource.this';
const group = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg';
const azapiCluster = {
  type: clusterType,
  document: isolatedCluster,
  clean: { [azapiAddress]: { type: `${clusterType}@2026-05-01`, name: 'demo', parent_id: group, location: 'westeurope', identity: [{ type: 'SystemAssigned' }], body: { properties: isolatedCluster['properties'] } } },
  rowOf: inBody(azapiAddress),
};
const encoded: Way = {
  name: 'azapi with a body that is encoded',
  files: (described) => literals.files(Object.fromEntries(Object.entries(described).map(([address, values]) => [address, { ...values, body: new Encoded(values['body']) }]))),
  isLiteral: true,
};

export const terraformForms: readonly TerraformForm[] = [
  ...[...ways, dynamicBlocks].map((way) => form(way, cluster)),
  form(old, oldCluster),
  ...ways.filter(({ name }) => name !== 'count' && !name.includes(' key')).map((way) => form(way, azapiCluster, `azapi with ${way.name}`)),
  form(encoded, azapiCluster),
];

const poolAddress = 'azurerm_kubernetes_cluster_node_pool.work';
const azurermPool: Values = { name: 'work', kubernetes_cluster_id: clusterId, mode: 'User', node_count: 1, vm_size: 'Standard_D4ds_v5', os_type: 'Linux', node_public_ip_enabled: false };
const poolRows = (address: string, publicAddress = 'node_public_ip_enabled'): readonly Row[] => [
  { pointer: '/properties/mode', argument: `/${address}/mode` },
  { pointer: '/properties/osType', argument: `/${address}/os_type` },
  { pointer: '/properties/enableNodePublicIP', argument: `/${address}/${publicAddress}` },
  { pointer: '/properties/nodePublicIPPrefixID', argument: `/${address}/node_public_ip_prefix_id` },
];
const pool = { type: poolType, document: isolatedPool, clean: { [clusterAddress]: azurermCluster, [poolAddress]: azurermPool }, rowOf: among(poolRows(poolAddress)) };
const { node_public_ip_enabled: __, ...sameInOldPool } = azurermPool;
const oldPool = { ...pool, clean: { ...oldCluster.clean, [poolAddress]: { ...sameInOldPool, enable_node_public_ip: false } }, rowOf: among(poolRows(poolAddress, 'enable_node_public_ip')) };
const isPool = (address: string): boolean => address === poolAddress;
const eachCluster = new Expression(`${clusterAddress}[each.key].id`, [clusterAddress, 'each.key']);
const azapiPoolAddress = 'azapi_resource.work';
const azapiPool = {
  type: poolType,
  document: isolatedPool,
  clean: { [clusterAddress]: azurermCluster, [azapiPoolAddress]: { type: `${poolType}@2026-05-01`, name: 'work', parent_id: clusterId, body: { properties: isolatedPool['properties'] } } },
  rowOf: inBody(azapiPoolAddress),
};

/** The pool in a module that is told the cluster's id. */
const poolModule: Way = {
  name: 'a local module',
  file: 'modules/pool/main.tf',
  isLiteral: true,
  files: ({ [clusterAddress]: outer = {}, [poolAddress]: inner = {} }) => {
    const own = { [poolAddress]: { ...inner, kubernetes_cluster_id: new Expression('var.cluster_id', ['var.cluster_id']) } };
    return {
      'main.tf': `${configuration({ [clusterAddress]: outer })}module "pool" {\n  source = "./modules/pool"\n  cluster_id = ${clusterAddress}.id\n}\n`,
      'modules/pool/main.tf': configuration(own),
      'modules/pool/variables.tf': 'variable "cluster_id" {\n  type = string\n}\n',
      'plan.json': planFile({ resources: resources({ [clusterAddress]: outer }), modules: { pool: { resources: resources(own), variables: { cluster_id: argumentFor(clusterId) } } } }),
    };
  },
};

export const terraformPoolForms: readonly TerraformForm[] = [
  ...ways.filter(({ times, file }) => times === undefined && file === undefined).map((way) => form(way, pool)),
  form(poolModule, pool),
  form(repeated('for_each', 'for_each = toset(["blue", "green"])', 'each.key', ['blue', 'green'], isPool), pool),
  form(repeated('count', 'count = 2', 'count.index', [0, 1], isPool), pool),
  form(repeated('for_each over clusters as well', 'for_each = toset(["blue", "green"])', 'each.key', ['blue', 'green']), { ...pool, clean: { ...pool.clean, [poolAddress]: { ...azurermPool, kubernetes_cluster_id: eachCluster } } }),
  form(old, oldPool),
  form(literals, azapiPool, 'azapi with literals'),
].map((one) => ({ ...one, name: `a pool: ${one.name}` }));

/** The isolated cluster in a subnet that an association of its own gives a NAT gateway; nothing but names is known before apply. */
export function withNatGateway(): Readonly<Record<string, string>> {
  const of = (address: string): Expression => new Expression(`${address}.id`, [`${address}.id`]);
  const [systemPool] = azurermCluster['default_node_pool'] as readonly Values[];
  const described: Described = {
    [clusterAddress]: { ...azurermCluster, default_node_pool: [{ ...systemPool, vnet_subnet_id: of('azurerm_subnet.nodes') }] },
    'azurerm_virtual_network.this': { name: 'network', location: 'westeurope', resource_group_name: 'rg', address_space: ['10.0.0.0/16'] },
    'azurerm_subnet.nodes': { name: 'nodes', resource_group_name: 'rg', virtual_network_name: new Expression('azurerm_virtual_network.this.name', ['azurerm_virtual_network.this.name'], 'network'), address_prefixes: ['10.0.1.0/24'], default_outbound_access_enabled: false },
    'azurerm_public_ip.out': { name: 'out', location: 'westeurope', resource_group_name: 'rg', allocation_method: 'Static', sku: 'Standard' },
    'azurerm_nat_gateway.this': { name: 'gateway', location: 'westeurope', resource_group_name: 'rg', sku_name: 'Standard' },
    'azurerm_nat_gateway_public_ip_association.out': { nat_gateway_id: of('azurerm_nat_gateway.this'), public_ip_address_id: of('azurerm_public_ip.out') },
    'azurerm_subnet_nat_gateway_association.nodes': { subnet_id: of('azurerm_subnet.nodes'), nat_gateway_id: of('azurerm_nat_gateway.this') },
  };
  return { ...locked, ...literals.files(described) };
}
