import type { Resource } from '../../arm/resource.ts';

/** Which clusters a resource concerns. */
export interface Concerns {
  /** To be called with each id, in lower case, that concerns the cluster. */
  readonly of: (cluster: Resource) => (id: string) => void;
  /** Ids of clusters, each once, by the id in lower case. */
  readonly all: () => ReadonlyMap<string, readonly string[]>;
}

/** Most of what stands in a tenant concerns one cluster: all of that shares one list. */
export function concernsOfClusters(): Concerns {
  const clustersOf = new Map<string, readonly [string] | Set<string>>();
  const single = new Map<string, readonly [string]>();
  return {
    of: ({ id: cluster = '' }) => {
      const own = single.get(cluster) ?? ([cluster] as const);
      single.set(cluster, own);
      return (id) => {
        const known = clustersOf.get(id);
        if (known === undefined) clustersOf.set(id, own);
        else if (known instanceof Set) known.add(cluster);
        else if (known !== own) clustersOf.set(id, new Set([...known, cluster]));
      };
    },
    all: () => new Map(Array.from(clustersOf, ([id, clusters]) => [id, clusters instanceof Set ? [...clusters] : clusters])),
  };
}
