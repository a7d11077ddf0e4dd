import { arrayAt, at, isJsonObject } from '../../../../arm/json.ts';
import { isWithin } from '../../../../arm/scope.ts';
import { refusal } from '../../http/refusal.ts';
import type { ArmState } from '../../state.ts';
import type { StoredResource } from '../store.ts';

const subnetType = 'Microsoft.Network/virtualNetworks/subnets';

/**
 * Throws when a subnet, or a subnet of a virtual network, is named by something else: a private endpoint, a gateway, a cluster. The
 * text is Azure's (hashicorp/terraform-provider-azurerm 688, kubernetes-sigs/cluster-api-provider-azure 172). Other resources that are
 * in use can be deleted here, in Azure they cannot.
 */
export function requireUnused(resource: StoredResource, state: ArmState): void {
  const subnets = resource.type === subnetType ? [resource] : state.resources.childrenOf(resource.id, subnetType);
  for (const subnet of subnets) {
    const user = userOf(subnet.id, state);
    if (user === undefined) continue;
    throw refusal(
      400,
      'InUseSubnetCannotBeDeleted',
      `Subnet ${subnet.name} is in use by ${user} and cannot be deleted. `
      + 'In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.',
    );
  }
}

/** Throws when a subnet that is in use is to lose a prefix. The text is Azure's, from a public blog of 2025; addresses that are not used are not told apart. */
export function requirePrefixes(before: StoredResource, after: StoredResource, state: ArmState): void {
  if (before.type !== subnetType) return;
  const kept = prefixesOf(after);
  const lost = prefixesOf(before).find((prefix) => !kept.includes(prefix));
  if (lost === undefined || userOf(before.id, state) === undefined) return;
  throw refusal(400, 'InUsePrefixCannotBeDeleted', `IpPrefix ${lost} on Subnet ${before.name} has active allocations and cannot be deleted.`);
}

function prefixesOf({ properties }: StoredResource): readonly string[] {
  return [properties['addressPrefix'], ...arrayAt(properties, 'addressPrefixes')].filter((prefix) => typeof prefix === 'string');
}

function userOf(subnetId: string, state: ArmState): string | undefined {
  const key = subnetId.toLowerCase();
  const user = state.resources.all().find(({ id, properties }) => !isWithin(key, id) && names(properties, key));
  if (user !== undefined) return user.id;
  return [...state.clusters.values()].find(({ pools, properties }) => (
    pools.some((pool) => names(pool.properties, key)) || names(at(properties, 'apiServerAccessProfile'), key)
  ))?.id;
}

/** True when the id stands anywhere in the value. */
function names(value: unknown, key: string): boolean {
  if (typeof value === 'string') return value.toLowerCase() === key;
  if (Array.isArray(value)) return value.some((item) => names(item, key));
  return isJsonObject(value) && Object.values(value).some((item) => names(item, key));
}
