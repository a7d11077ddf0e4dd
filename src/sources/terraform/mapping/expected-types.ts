/**
 * Which resources an attribute can name by its id, told from its name: a plan does not tell `azurerm_virtual_network.hub.id` from
 * `"${azurerm_virtual_network.hub.id}/subnets/nodes"`, and the one is no id of a subnet. The longest ending counts.
 */
const byEnding: readonly (readonly [ending: string, types: readonly string[]])[] = [
  ['subnet', ['microsoft.network/virtualnetworks/subnets']],
  ['virtual_network', ['microsoft.network/virtualnetworks']],
  ['vnet', ['microsoft.network/virtualnetworks']],
  ['nat_gateway', ['microsoft.network/natgateways']],
  ['route_table', ['microsoft.network/routetables']],
  ['network_security_group', ['microsoft.network/networksecuritygroups']],
  ['public_ip_address', ['microsoft.network/publicipaddresses']],
  ['public_ip', ['microsoft.network/publicipaddresses']],
  ['ip_address', ['microsoft.network/publicipaddresses']],
  ['public_ip_prefix', ['microsoft.network/publicipprefixes']],
  ['ip_prefix', ['microsoft.network/publicipprefixes']],
  ['container_registry', ['microsoft.containerregistry/registries']],
  ['kubernetes_cluster', ['microsoft.containerservice/managedclusters']],
  ['private_dns_zone', ['microsoft.network/privatednszones']],
  ['user_assigned_identity', ['microsoft.managedidentity/userassignedidentities']],
  ['identity', ['microsoft.managedidentity/userassignedidentities']],
  ['loadbalancer', ['microsoft.network/loadbalancers']],
  ['virtual_hub', ['microsoft.network/virtualhubs']],
];

/** True where the attribute, named by its path, may hold the id of a resource of this type. Where nothing is known of the name, of any. */
export function mayName(attribute: string, type: string): boolean {
  const noun = /([^.]+?)_ids?$/.exec(attribute.split('.').findLast((step) => !/^[0-9]+$/.test(step)) ?? '')?.[1];
  if (noun === undefined) return true;
  const [, types] = byEnding.filter(([ending]) => noun === ending || noun.endsWith(`_${ending}`)).toSorted(([left], [right]) => right.length - left.length)[0] ?? [];
  return types === undefined || types.includes(type.toLowerCase());
}
