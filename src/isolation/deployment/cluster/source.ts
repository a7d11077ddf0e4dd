import { textAt, type JsonObject } from '../../../arm/json.ts';
import { parseResourceId, sameId } from '../../../arm/resource-id.ts';
import { artifactSourceOf, equalsIgnoringCase } from '../../document/cluster.ts';
import type { Variant } from '../variant.ts';

/** Where nodes pull what they start from. */
export interface BootstrapSource {
  readonly artifactSource: string;
  /** Id of the registry; absent with `Direct`, and until AKS has made one. */
  readonly registryId?: string;
}

export function sourceOf(cluster: unknown): BootstrapSource {
  const registryId = textAt(cluster, 'properties', 'bootstrapProfile', 'containerRegistryId');
  const artifactSource = artifactSourceOf(cluster);
  return registryId === undefined || registryId === '' || !equalsIgnoringCase(artifactSource, 'Cache') ? { artifactSource } : { artifactSource, registryId };
}

/** True for a registry that AKS keeps: it stands in the cluster's node resource group. */
export function isManagedRegistry(registryId: string, cluster: unknown): boolean {
  const group = parseResourceId(registryId)?.resourceGroup;
  const nodeGroup = textAt(cluster, 'properties', 'nodeResourceGroup');
  return group !== undefined && nodeGroup !== undefined && equalsIgnoringCase(group, nodeGroup);
}

/**
 * What the bootstrap profile has to become, or undefined where it is so. A registry that nobody speaks of stays: `Cache` alone would
 * write a null id and may switch to a managed one, so that both are always sent together (Azure/azure-cli issue 31209).
 */
export function sourceChange(cluster: unknown, { registry }: Variant): JsonObject | undefined {
  const { artifactSource, registryId } = sourceOf(cluster);
  const wanted = registry?.id ?? registryId;
  const isSame = equalsIgnoringCase(artifactSource, 'Cache') && (registry === undefined || (registryId !== undefined && sameId(registry.id, registryId)));
  return isSame ? undefined : { artifactSource: 'Cache', ...(wanted === undefined ? {} : { containerRegistryId: wanted }) };
}
