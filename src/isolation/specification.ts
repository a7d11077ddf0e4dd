import type { JsonObject } from '../arm/json.ts';
import { apiVersions, managedClusterType } from '../arm/api-versions.ts';
import { formatResourceId } from '../arm/resource-id.ts';
import type { Variant } from './deployment/variant.ts';

/**
 * The cluster a user asks for. Only what the user named is set: on a living cluster nothing else changes, apart from
 * what isolation itself needs.
 */
export interface ClusterSpecification {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly name: string;
  readonly location?: string;
  readonly kubernetesVersion?: string;
  readonly tier?: 'Free' | 'Standard' | 'Premium';
  readonly nodePoolName?: string;
  readonly nodeCount?: number;
  readonly nodeSize?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly file?: ClusterFile;
  /** Absent: network and registry managed by AKS, a private link, outbound type `none`. */
  readonly variant?: Variant;
}

/** A parsed cluster-file: the ARM document and where its values were written. */
export interface ClusterFile {
  readonly body: JsonObject;
  /** "cluster.yaml:12" for a JSON pointer into the body; its nearest existing ancestor's line when there is no such value. */
  readonly locate: (pointer: string) => string;
}

/** Scope id of the cluster's resource group. */
export function resourceGroupIdOf(specification: ClusterSpecification): string {
  return `/subscriptions/${specification.subscriptionId}/resourceGroups/${specification.resourceGroup}`;
}

export function clusterIdOf(specification: ClusterSpecification): string {
  return formatResourceId(resourceGroupIdOf(specification), managedClusterType, specification.name);
}

export const clusterApiVersion = apiVersions.managedClusters;
