import type { Resource } from '../../arm/resource.ts';
import { exposureRules } from './catalogue.ts';
import { clusterView } from './graph/cluster.ts';
import { inventoryOf, type CompleteList, type Inventory } from './graph/inventory.ts';

/** What the rules asked for and did not get: with it, more could be said. */
export interface Demands {
  /** Ids of resources that something refers to. */
  readonly ids: readonly string[];
  /** Lists that would have to be complete. */
  readonly lists: readonly CompleteList[];
}

/** Everything that the rules miss to answer for a cluster, in the order in which they asked. Whoever can look reads it, and asks again. */
export function demandsOf(cluster: Resource, resources: readonly Resource[], complete: readonly CompleteList[]): Demands {
  const ids = new Map<string, string>();
  const lists = new Map<string, CompleteList>();
  const known = inventoryOf(resources, complete);
  const asked: Inventory = {
    ...known,
    follow: (spot) => {
      const found = known.follow(spot);
      if (found.kind === 'outside' && typeof spot.value === 'string') ids.set(found.id.toLowerCase(), found.id);
      return found;
    },
    isComplete: (type, scope) => {
      if (known.isComplete(type, scope)) return true;
      if (scope !== undefined) lists.set(`${type}|${scope}`.toLowerCase(), { type, scope });
      return false;
    },
  };
  const view = clusterView(cluster, asked);
  for (const rule of exposureRules) rule.look(view);
  return { ids: [...ids.values()], lists: [...lists.values()] };
}
