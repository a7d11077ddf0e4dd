import { parseResourceId } from '../../../arm/resource-id.ts';
import type { Origin, Resource } from '../../../arm/resource.ts';
import { managedClusterType } from '../../../arm/api-versions.ts';
import type { ClusterFile } from '../../../isolation/specification.ts';

/** A cluster-file and the cluster that it is for. */
export interface DeclaringFile {
  readonly file: ClusterFile;
  /** Resource id. */
  readonly clusterId: string;
}

/** The cluster as its file declares it. What deploy adds of its own is not among it: rules judge that. */
export function clusterOf({ file: { body, locate }, clusterId }: DeclaringFile): Resource {
  return {
    type: managedClusterType,
    name: parseResourceId(clusterId)?.fullName ?? '',
    id: clusterId.replace(/\/+$/, ''),
    body,
    originOf: (pointer) => originIn(locate(pointer), pointer),
  };
}

/** "cluster.yaml:12". A Windows path has a colon of its own. */
function originIn(place: string, pointer: string): Origin {
  const [, file = place, line] = /^(.*):(\d+)$/.exec(place) ?? [];
  return { file, pointer, ...(line === undefined ? {} : { line: Number(line), column: 1 }) };
}
