import { textAt } from '../../arm/json.ts';
import { lowerIdOf } from '../../arm/lower-id.ts';
import type { Resource } from '../../arm/resource.ts';
import { outboundTypeOf } from '../../isolation/document/cluster.ts';
import type { FleetCluster } from '../../isolation/drift/fleet.ts';
import type { CompleteList } from '../../isolation/exposure/graph/inventory.ts';
import type { Living } from './read-living.ts';

/** What is kept of living clusters when they have been judged: ids and names. The documents of a tenant take hundreds of megabytes, and a report needs none. */
export interface KnownFleet extends Pick<Living, 'subscriptions' | 'unseen' | 'gone'> {
  readonly clusters: readonly FleetCluster[];
  /** Ids of everything that was read, in lower case. */
  readonly seen: readonly string[];
  readonly complete: readonly CompleteList[];
  readonly notes: readonly string[];
}

export function knownFleet({ clusters, resources, complete, subscriptions, unseen, gone, notes }: Living): KnownFleet {
  return { clusters: clusters.map(fleetCluster), seen: resources().flatMap((resource) => lowerIdOf(resource) ?? []), complete: complete(), subscriptions, unseen, gone, notes: [...new Set(notes())] };
}

function fleetCluster({ id = '', name, body }: Resource): FleetCluster {
  const location = textAt(body, 'location');
  const outboundType = outboundTypeOf(body);
  return { id, name, ...(location === undefined ? {} : { location }), ...(typeof outboundType === 'string' ? { outboundType } : {}) };
}
