import type { Resource } from '../../../../arm/resource.ts';
import { closed, notVisible, undetermined, type Evidence, type Listed } from '../../evidence.ts';
import type { ClusterView } from '../../graph/cluster.ts';
import { registryType } from '../../graph/registry.ts';
import { bodyOf, isOneOf, step, type Spot } from '../../graph/spot.ts';

/** The registry that nodes bootstrap from: the owner's, or the one that AKS keeps in the node resource group. */
export function bootstrapRegistries(cluster: ClusterView): Listed<Resource> {
  const { registry, properties } = cluster;
  if (registry.to.kind === 'found') return { items: [registry.to.resource], rest: [] };
  if (registry.to.kind === 'outside') return { items: [], rest: [notVisible(`registry \`${registry.to.id.split('/').at(-1) ?? ''}\``, registry.spot)] };
  if (registry.to.kind === 'unknown') return { items: [], rest: [undetermined(`the registry that nodes start from is not known: ${registry.to.why}`, registry.spot)] };
  if (isOneOf(step(properties, 'bootstrapProfile', 'artifactSource'), ['Cache']) === false) return { items: [], rest: [] };
  return cluster.inNodeResourceGroup(registryType);
}

/** The owner's registry alone: AKS makes its own one right, and keeps it so. */
export function ownRegistry(cluster: ClusterView): Listed<Resource> {
  const { to } = cluster.registry;
  if (to.kind === 'none') return { items: [], rest: [] };
  const { items, rest } = bootstrapRegistries(cluster);
  const kept = cluster.nodeResourceGroup?.toLowerCase();
  const isKept = (id: string | undefined): boolean => kept !== undefined && id?.toLowerCase().startsWith(`${kept}/`) === true;
  if (to.kind === 'outside' && isKept(to.id)) return { items: [], rest: [] };
  return { items: items.filter(({ id }) => !isKept(id)), rest };
}

/** What a rule says of each of the registries, of those that are not visible, and of there being none. */
export function eachRegistry(registries: Listed<Resource>, cluster: ClusterView, look: (properties: Spot, registry: Resource) => readonly Evidence[]): readonly Evidence[] {
  const { items, rest } = registries;
  const found = [...items.flatMap((registry) => look(step(bodyOf(registry), 'properties'), registry)), ...rest];
  const isKept = isOneOf(step(cluster.properties, 'bootstrapProfile', 'artifactSource'), ['Cache']) === true;
  return found.length > 0 ? found : [closed(isKept ? 'AKS makes the registry and keeps it' : 'nodes start from no registry', step(cluster.properties, 'bootstrapProfile'))];
}
