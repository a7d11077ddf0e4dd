import { arrayAt, isJsonObject, member, type JsonObject } from '../../../arm/json.ts';
import { omit } from '../documents.ts';

/** A member of a cluster's properties, or of a pool's, and the API versions that first have it (aks-network-isolation.md 1.1). */
interface Versioned {
  readonly path: readonly [string] | readonly [string, string];
  readonly since: string;
  /** Date of the first preview. */
  readonly preview: string;
}

const ofCluster: readonly Versioned[] = [
  { path: ['bootstrapProfile'], since: '2025-01-01', preview: '2024-01-02' },
  { path: ['apiServerAccessProfile', 'enableVnetIntegration'], since: '2025-03-01', preview: '2022-01-01' },
  { path: ['apiServerAccessProfile', 'subnetId'], since: '2025-03-01', preview: '2022-01-01' },
  { path: ['networkProfile', 'staticEgressGatewayProfile'], since: '2025-04-01', preview: '2024-02-02' },
  { path: ['nodeProvisioningProfile'], since: '2025-05-01', preview: '2023-09-02' },
  { path: ['hostedSystemProfile'], since: '2026-02-01', preview: '2025-08-02' },
];
const ofPool: readonly Versioned[] = [
  { path: ['gatewayProfile'], since: '2025-04-01', preview: '2024-02-02' },
  { path: ['artifactStreamingProfile'], since: '2026-03-01', preview: '2023-09-02' },
];
/** From here on the node image of a pool is what a caller writes, too (the same table). */
const writableImage: Versioned = { path: ['nodeImageVersion'], since: '2026-04-01', preview: '2025-08-02' };

/** The properties of a cluster without what an API version does not have: so they are answered, and so they are read from a body (4.4, 5; assumed: not refused). */
export function clusterSurface(properties: JsonObject, apiVersion: string): JsonObject {
  const seen = without(properties, ofCluster, apiVersion);
  const pools = arrayAt(seen, 'agentPoolProfiles');
  const seenPools = pools.map((pool) => (isJsonObject(pool) ? poolSurface(pool, apiVersion) : pool));
  return seenPools.every((pool, index) => pool === pools[index]) ? seen : { ...seen, agentPoolProfiles: seenPools };
}

/** The same of a pool. */
export function poolSurface(properties: JsonObject, apiVersion: string): JsonObject {
  return without(properties, ofPool, apiVersion);
}

/** A body as an API version reads it. */
export function bodySurface(body: JsonObject, apiVersion: string): JsonObject {
  const { properties } = body;
  const seen = isJsonObject(properties) ? clusterSurface(properties, apiVersion) : properties;
  return seen === properties ? body : { ...body, properties: seen };
}

/** Whether `nodeImageVersion` in a body asks for something. */
export function writesImages(apiVersion: string): boolean {
  return has(writableImage, apiVersion);
}

function without(properties: JsonObject, table: readonly Versioned[], apiVersion: string): JsonObject {
  return table.reduce((current, row) => (has(row, apiVersion) ? current : withoutPath(current, row.path)), properties);
}

function withoutPath(properties: JsonObject, [first, second]: Versioned['path']): JsonObject {
  if (second === undefined) return omit(properties, new Set([first]));
  const inner = member(properties, first);
  if (!isJsonObject(inner)) return properties;
  const less = omit(inner, new Set([second]));
  return less === inner ? properties : { ...properties, [first]: less };
}

function has({ since, preview }: Versioned, apiVersion: string): boolean {
  return apiVersion.toLowerCase().endsWith('-preview') ? apiVersion.slice(0, 10) >= preview : apiVersion >= since;
}
