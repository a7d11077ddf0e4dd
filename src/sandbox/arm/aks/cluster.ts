import { randomBytes, randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../arm/json.ts';
import { formatResourceId, segmentAfter } from '../../../arm/resource-id.ts';
import { managedClusterType } from '../../../arm/api-versions.ts';
import { omit } from '../documents.ts';
import type { RecentImage } from './nodes/recent-image.ts';
import type { Nodes } from './nodes/source.ts';

/** A managed cluster as stored. What depends on the moment or on the request is added by `render.ts`. */
export interface Cluster {
  /** As AKS writes it: with `resourcegroups` in lower case, names in the case of the creating request. */
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly location: string;
  readonly tags?: JsonObject;
  readonly identity?: JsonObject;
  readonly sku: JsonObject;
  /** All properties but pools and states. */
  readonly properties: JsonObject;
  readonly pools: readonly AgentPool[];
  readonly etag: string;
  readonly made: ServiceMade;
  /** All its properties as somebody says they are: answered so until they are changed. */
  readonly given?: JsonObject;
  /** Its API server has another address than its nodes know: they learn it when the cluster is stopped and started. */
  readonly awaitsRestart?: true;
}

export interface AgentPool {
  readonly name: string;
  /** All properties but name and states. */
  readonly properties: JsonObject;
  readonly nodes: Nodes;
  readonly etag: string;
  /** The images that it had, the last first. */
  readonly recentImages?: readonly RecentImage[];
  /** The image that it goes back to when the write is done that asked for it. */
  readonly rollsBackTo?: string;
}

/** What the service makes up once, when a cluster is created, and keeps. */
export interface ServiceMade {
  readonly nodeResourceGroup: string;
  readonly publicNameSuffix: string;
  readonly privateNameSuffix: string;
  readonly privateZone: string;
  readonly portalName: string;
  readonly resourceUid: string;
  readonly registryName: string;
  readonly publicIpName: string;
  readonly privateLinkServiceName: string;
  readonly principalId: string;
  readonly kubeletClientId: string;
  readonly kubeletObjectId: string;
  readonly issuer: string;
}

export function makeUp(nodeResourceGroup: string): ServiceMade {
  return {
    nodeResourceGroup,
    publicNameSuffix: hex(4),
    privateNameSuffix: hex(4),
    privateZone: randomUUID(),
    portalName: hex(16),
    resourceUid: hex(12),
    registryName: hex(16),
    publicIpName: randomUUID(),
    privateLinkServiceName: hex(16),
    principalId: randomUUID(),
    kubeletClientId: randomUUID(),
    kubeletObjectId: randomUUID(),
    issuer: randomUUID(),
  };
}

/** A cluster with other pools. Of one that somebody said all about, the states are the service's own from now on. */
export function withPools(cluster: Cluster, pools: readonly AgentPool[]): Cluster {
  const { id, name, resourceGroup, location, tags, identity, sku, etag, made, awaitsRestart } = cluster;
  const properties = omit(cluster.properties, states);
  const stateless = pools.map((pool) => ({ ...pool, properties: omit(pool.properties, states) }));
  return {
    id, name, resourceGroup, location, ...(tags === undefined ? {} : { tags }), ...(identity === undefined ? {} : { identity }), sku, properties, pools: stateless, etag, made,
    ...(awaitsRestart === undefined ? {} : { awaitsRestart }),
  };
}

/** Shown by `render.ts`. */
const states: ReadonlySet<string> = new Set(['provisioningState', 'status']);

export function newEtag(): string {
  return randomUUID();
}

/** A cluster's id as AKS writes it, and, in lower case, its key in the store. */
export function clusterId(subscriptionId: string, resourceGroup: string, name: string): string {
  return formatResourceId(`/subscriptions/${subscriptionId}/resourcegroups/${resourceGroup}`, managedClusterType, name);
}

/** The subscription that a cluster stands in. */
export function subscriptionOf({ id }: Pick<Cluster, 'id'>): string {
  return segmentAfter(id, 'subscriptions') ?? '';
}

export function poolId(cluster: Pick<Cluster, 'id'>, pool: string): string {
  return `${cluster.id}/agentPools/${pool}`;
}

/** The pool of that name; names of pools are lower case by rule, paths may not be. */
export function findPool(cluster: Cluster, name: string): AgentPool | undefined {
  return cluster.pools.find((pool) => pool.name === name.toLowerCase());
}

/** `MC_<group>_<cluster>_<location>`, cut at 80 characters (Microsoft Learn, AKS FAQ). */
export function defaultNodeResourceGroup(resourceGroup: string, name: string, location: string): string {
  return `MC_${resourceGroup}_${name}_${location}`.slice(0, 80);
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
