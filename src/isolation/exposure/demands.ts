import type { Resource } from '../../arm/resource.ts';
import type { CompleteList } from './graph/inventory.ts';
import { fleetLooker } from './fleet.ts';
import type { Demands } from './watched.ts';

/** Everything that the rules miss to answer for a cluster, in the order in which they asked. Whoever can look reads it, and asks again. */
export function demandsOf(cluster: Resource, resources: readonly Resource[], complete: readonly CompleteList[]): Demands {
  const looker = fleetLooker(resources, complete, 'low');
  looker.look(cluster);
  return looker.demands();
}
