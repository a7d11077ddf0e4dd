import { agentPoolType } from '../../../arm/api-versions.ts';
import type { Resource } from '../../../arm/resource.ts';
import { listed, undetermined, type Listed } from '../evidence.ts';
import type { Inventory } from './inventory.ts';
import { bodyOf, elements, step, textIn, type Spot } from './spot.ts';

/** A node pool, as it stands in the cluster or as a resource of its own. */
export interface PoolView {
  readonly name: string;
  /** The element of `agentPoolProfiles`, or `properties` of the child resource: the same members. */
  readonly spot: Spot;
}

/** The pools in the cluster's document and beside it. */
export function poolsOf(resource: Resource, properties: Spot, inventory: Inventory): Listed<PoolView> {
  const { spots, unknown } = elements(step(properties, 'agentPoolProfiles'));
  const inline = spots.map((spot): PoolView => ({ name: textIn(step(spot, 'name')) ?? '', spot }));
  const children = inventory.childrenOf(resource, agentPoolType).map((child): PoolView => ({ name: child.name.split('/').at(-1) ?? '', spot: step(bodyOf(child), 'properties') }));
  const { items, rest } = listed([...inline, ...children], inventory.isComplete(agentPoolType, resource.id), 'pools that are made elsewhere');
  return { items, rest: unknown === undefined ? rest : [undetermined(`the pools are not known: ${unknown.why}`, step(properties, 'agentPoolProfiles')), ...rest] };
}
