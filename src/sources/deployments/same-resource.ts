import { isJsonObject } from '../../arm/json.ts';
import { escapePointer } from '../../arm/pointer.ts';
import { isUnknown } from '../../language/unknown.ts';
import type { ExpandedResource } from '../../template/expansion.ts';

/**
 * The resources of several deployments of one template without those that came out the same from an earlier one: the same body, with each value
 * written in the same place. Where the same value comes from different parameter files both stay, as both have to be changed.
 */
export function withoutTwins(deployments: readonly (readonly ExpandedResource[])[]): readonly ExpandedResource[] {
  if (deployments.length < 2) return deployments[0] ?? [];
  const kept = new Map<string, { readonly deployment: number; readonly resource: ExpandedResource; writings?: string }[]>();
  return deployments.flatMap((resources, deployment) =>
    resources.filter((resource) => {
      const key = identity(resource);
      const twins = kept.get(key) ?? [];
      kept.set(key, twins);
      // Two of one deployment are two, though they look alike: their names are not known.
      const earlier = twins.filter((twin) => twin.deployment !== deployment);
      const writings = earlier.length === 0 ? undefined : writingsOf(resource);
      const isTwin = earlier.some((twin) => (twin.writings ??= writingsOf(twin.resource)) === writings);
      if (!isTwin) twins.push({ deployment, resource, ...(writings === undefined ? {} : { writings }) });
      return !isTwin;
    }),
  );
}

/** What a resource is, apart from where it is written. */
export function identity({ type, name, id, apiVersion, mayBeAbsent, body }: ExpandedResource): string {
  return JSON.stringify([type, name, id, apiVersion, mayBeAbsent, body], (_, value: unknown) => (isUnknown(value) ? { ' unknown': [value.why, value.pieces, value.isPresent] } : value));
}

function writingsOf({ body, provenanceOf }: ExpandedResource): string {
  return JSON.stringify(leaves(body, '').map((pointer) => provenanceOf(pointer)));
}

function leaves(value: unknown, pointer: string): readonly string[] {
  const entries = Array.isArray(value) ? value.entries() : isJsonObject(value) ? Object.entries(value) : undefined;
  return entries === undefined ? [pointer] : [...entries].flatMap(([key, item]) => leaves(item, `${pointer}/${escapePointer(String(key))}`));
}
