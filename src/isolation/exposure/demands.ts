import type { Resource } from '../../arm/resource.ts';
import { exposureRules } from './catalogue.ts';
import { clusterView } from './graph/cluster.ts';
import { inventoryOf, type CompleteList } from './graph/inventory.ts';
import { watched, type Demands } from './watched.ts';

/** Everything that the rules miss to answer for a cluster, in the order in which they asked. Whoever can look reads it, and asks again. */
export function demandsOf(cluster: Resource, resources: readonly Resource[], complete: readonly CompleteList[]): Demands {
  const { inventory, take, shared } = watched(inventoryOf(resources, complete));
  const view = clusterView(cluster, inventory);
  for (const rule of exposureRules) rule.look(view);
  const [own, common] = [take().demands, shared()];
  return { ids: [...new Set([...own.ids, ...common.ids])], lists: [...own.lists, ...common.lists] };
}
