import type { JsonObject } from '../../../../arm/json.ts';
import { parseResourceId, sameId } from '../../../../arm/resource-id.ts';
import type { ArmState } from '../../state.ts';
import type { Cluster } from '../cluster.ts';
import { sourceIn } from '../nodes/source.ts';
import { keepResource } from './keep.ts';
import { nodeGroupOf } from './parts.ts';

export const registryType = 'Microsoft.ContainerRegistry/registries';

/**
 * The registry that AKS makes for a cluster that names none of its own, with its cache rule, in the resource group of the nodes. It stays when the cluster
 * takes another or opens its way out, and goes with the cluster (aks-network-isolation.md 3.1); a write of the cluster makes it anew where it was deleted,
 * but not its rule alone. Assumed, as nothing tells: it stays with `Direct` too, and is as closed as a registry can be.
 */
export function keepManagedRegistry(cluster: Cluster, now: number, state: ArmState): void {
  const { registryId } = sourceIn(cluster.properties);
  const id = registryId === undefined ? undefined : parseResourceId(registryId);
  const group = state.groups.get(nodeGroupOf(cluster).toLowerCase());
  if (id === undefined || group === undefined || !sameId(id.resourceGroup ?? '', group.name) || state.resources.find(id.id) !== undefined) return;
  keepResource(registryType, group, [id.name], managedRegistry(cluster.location), now, state);
  keepResource(`${registryType}/cacheRules`, group, [id.name, 'aks-managed-mcr'], { properties: { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' } }, now, state);
}

/** As AKS writes it. */
export function managedRegistry(location: string): JsonObject {
  return {
    location,
    sku: { name: 'Premium' },
    properties: { publicNetworkAccess: 'Disabled', networkRuleSet: { defaultAction: 'Deny' }, networkRuleBypassOptions: 'None', policies: { exportPolicy: { status: 'disabled' } } },
  };
}
