import type { Resource } from '../../../../arm/resource.ts';
import { Unknown } from '../../../../language/unknown.ts';
import type { Followed, Inventory } from '../inventory.ts';
import { oncePer } from '../once.ts';

/** What an extension resource (a role assignment, a cluster extension) stands on. */
export type Extended =
  /** A subscription, a resource group or a resource, by its id in lower case, whether it was given or not. */
  | { readonly kind: 'scope'; readonly id: string }
  /** One that was given, of which the id is not known in full. */
  | { readonly kind: 'resource'; readonly resource: Resource }
  /** The scope of its deployment, of which the id is not known. */
  | { readonly kind: 'deployment'; readonly deployment: string | undefined }
  | { readonly kind: 'unknown' };

/** What an extension resource extends, from its id as far as that is known: what stands before its own type. Its name may be open, as a GUID is that the provider makes. */
export function extendedBy(extension: Resource, inventory: Inventory): Extended {
  const scope = scopeOf(extension);
  if (scope === undefined) return { kind: 'unknown' };
  const [whole = ''] = scope;
  // Not followed: a subscription has thousands of assignments, and nobody wants to see what all of them stand on.
  if (scope.length === 1) return { kind: 'scope', id: whole.toLowerCase() };
  const to: Followed = inventory.follow({ resource: extension, pointer: '', value: new Unknown('the scope is known only at deployment', { pieces: scope }) });
  if (to.kind === 'found') return { kind: 'resource', resource: to.resource };
  return (scope.at(-1) ?? '').toLowerCase().includes('/providers/') ? { kind: 'unknown' } : { kind: 'deployment', deployment: extension.deployment };
}

function scopeOf({ id, openId, type }: Resource): readonly string[] | undefined {
  const pieces = id === undefined ? openId : [id];
  const own = `/providers/${type.split('/')[0] ?? ''}/`.toLowerCase();
  const index = pieces?.findLastIndex((piece) => piece.toLowerCase().includes(own)) ?? -1;
  const piece = pieces?.[index];
  return pieces === undefined || piece === undefined ? undefined : [...pieces.slice(0, index), piece.slice(0, piece.toLowerCase().lastIndexOf(own))];
}

const clusterExtensionType = 'Microsoft.KubernetesConfiguration/extensions';

/** The extensions of a cluster (`Microsoft.KubernetesConfiguration/extensions` below its id). */
export function extensionsOf(cluster: Resource, inventory: Inventory): readonly Resource[] {
  const found = extensionsByPlace(inventory);
  return [...(found.get(cluster) ?? []), ...(cluster.id === undefined ? [] : (found.get(cluster.id.toLowerCase()) ?? []))];
}

/** True where every extension of the cluster was given. */
export function hasAllExtensions(cluster: Resource, inventory: Inventory): boolean {
  return inventory.isComplete(clusterExtensionType, cluster.id);
}

const extensionsByPlace = oncePer((inventory) => {
  const found = new Map<Resource | string, Resource[]>();
  for (const extension of inventory.ofType(clusterExtensionType)) {
    const extended = extendedBy(extension, inventory);
    if (extended.kind !== 'resource' && extended.kind !== 'scope') continue;
    const place = extended.kind === 'resource' ? extended.resource : extended.id;
    const there = found.get(place);
    if (there === undefined) found.set(place, [extension]);
    else there.push(extension);
  }
  return found;
});
