import { segmentAfter } from '../../../arm/resource-id.ts';
import type { Resource } from '../../../arm/resource.ts';
import { isWithin } from '../../../arm/scope.ts';
import { Unknown } from '../../../language/unknown.ts';
import type { AssignedPolicy } from '../../../policy/bind.ts';
import type { Deletion as DeletionOf } from '../../../policy/conditions/scope.ts';
import type { Deletion } from '../../../sources/read-infrastructure.ts';

/** A resource that goes, or may go. */
export interface Going {
  readonly resource: Resource;
  /** What the request deletes. */
  readonly by: DeletionOf;
  /** How it comes that it goes, in a sentence or two. */
  readonly said: string;
  /** False where it may not go at all: then nothing said of it is certain. */
  readonly isCertain: boolean;
  /** What to call in its stead, where it stands for others. */
  readonly shownAs?: Resource;
}

/** What a plan deletes by name, and what of the same plan goes with a resource group. @param resources what is there when the plan was applied */
export function whatGoes({ resource, address, goes, takesContents }: Deletion, resources: readonly Resource[]): readonly Going[] {
  const said = goes === 'replaced' ? `The plan replaces \`${address}\`, which deletes what is there.` : `The plan deletes \`${address}\`.`;
  const staying = takesContents ? resources.filter(({ deployment }) => deployment === resource.deployment) : [];
  return [
    { resource, by: 'resource', said, isCertain: true },
    ...staying.flatMap((one): readonly Going[] => {
      const place = placeIn(one, resource);
      if (place === 'outside') return [];
      const group = `The plan deletes the resource group \`${resource.name}\` (\`${address}\`)`;
      if (place === 'inside') return [{ resource: one, by: 'resourceGroup', said: `${group}, and this goes with it.`, isCertain: true }];
      return [{ resource: one, by: 'resourceGroup', said: `${group}. Whether this is in it is not known, as the plan does not say ${place.unknown}. If it is:`, isCertain: false }];
    }),
  ];
}

/** Whatever else is in a group that goes: it stands for any resource that the policy could be about, and nothing of it is known. */
export function unseenIn({ resource, address }: Deletion, { definition: { types } }: AssignedPolicy): Going {
  const open = new Unknown('what the resource group holds is not in the plan');
  const members = ['name', 'id', 'location', 'tags', 'kind', 'sku', 'identity', 'zones', 'properties'];
  const [type = 'Microsoft.ContainerService/managedClusters'] = types ?? [];
  const said = `The plan deletes the resource group \`${resource.name}\` (\`${address}\`), and what else is in it is not known.`;
  const { originOf } = resource;
  const body = Object.fromEntries(members.map((member) => [member, open]));
  return { resource: { type, name: '', body, ...(originOf === undefined ? {} : { originOf }) }, by: 'resourceGroup', said, isCertain: false, shownAs: resource };
}

function placeIn({ id, openId }: Resource, group: Resource): 'inside' | 'outside' | { readonly unknown: string } {
  if (id !== undefined && group.id !== undefined) return isWithin(id, group.id) ? 'inside' : 'outside';
  // What is not known of an id shows as a sign that is in no name.
  const name = segmentAfter(id ?? openId?.join('?') ?? '?', 'resourceGroups');
  if (name !== undefined && !name.includes('?')) return name.toLowerCase() === group.name.toLowerCase() ? { unknown: 'in which subscription' } : 'outside';
  return (openId?.length ?? 2) > 1 ? { unknown: 'in which resource group' } : 'outside';
}
