import { managedClusterType } from '../../arm/api-versions.ts';
import type { JsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import { clusterIdOf, type ClusterSpecification } from '../../isolation/specification.ts';

/** A cluster's document as policies and exposure rules take it. */
export function resourceOf(specification: ClusterSpecification, document: JsonObject | undefined): Resource {
  return { type: managedClusterType, name: specification.name, id: clusterIdOf(specification), body: { ...document, name: specification.name, type: managedClusterType } };
}
