import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../../arm/json.ts';
import { formatResourceId } from '../../../../arm/resource-id.ts';
import { asObject } from '../../documents.ts';
import { groupId } from '../../groups/resource-groups.ts';
import type { ArmState } from '../../state.ts';
import { subscriptionOf, type Cluster } from '../cluster.ts';
import { keepResource } from './keep.ts';

/** A resource of the node resource group as AKS wants it; without a body: as it does not want it. */
export interface Part {
  readonly type: string;
  /** Its own name last, before it those of its parents. */
  readonly names: readonly [string] | readonly [string, string];
  readonly body?: JsonObject | undefined;
}

/** The path of the resource group of a cluster's nodes. */
export function nodeGroupOf(cluster: Cluster): string {
  return groupId(subscriptionOf(cluster), cluster.made.nodeResourceGroup);
}

/** Makes and takes away what AKS keeps for a cluster in the resource group of its nodes. */
export function keepParts(parts: readonly Part[], cluster: Cluster, now: number, state: ArmState): void {
  const group = state.groups.get(nodeGroupOf(cluster).toLowerCase());
  if (group === undefined) return;
  for (const { type, names, body } of parts) {
    const id = formatResourceId(group.id, type, names.join('/'));
    const living = state.resources.find(id);
    // What somebody put there may be more: a service of the cluster that is reached from outside.
    if (living?.isGiven === true) continue;
    if (body === undefined) state.resources.removeWithin(id);
    else if (living === undefined || !holds(living.properties, body['properties'])) keepResource(type, group, names, { location: cluster.location, ...body }, now, state);
  }
}

/** Whether a resource has all that AKS writes into it already. */
function holds(living: JsonObject, wanted: unknown): boolean {
  return Object.entries(asObject(wanted)).every(([name, value]) => isDeepStrictEqual(living[name], value));
}
