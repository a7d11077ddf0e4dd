/** The writes that a plan is made of. */
import { apiVersions } from '../arm/api-versions.ts';
import { isJsonObject, member, textAt, type JsonObject } from '../arm/json.ts';
import { hasFailed, poolNameOf, poolsOf, provisioningStateOf } from './document/cluster.ts';
import type { Comparison, Difference } from './document/difference.ts';
import { mergeDocument } from './document/merge.ts';
import { ownTags } from './deployment/variant.ts';
import { putBodyOf } from './document/put-body.ts';
import { clusterIdOf, resourceGroupIdOf, type ClusterSpecification } from './specification.ts';

/** One write. Long-running where the service makes it so. */
export interface WriteStep {
  readonly title: string;
  readonly id: string;
  readonly apiVersion: string;
  readonly body: JsonObject;
  /** What is being waited for, in words: "cluster demo". */
  readonly subject: string;
  /** `If-Match` or `If-None-Match`: the write must fail if the resource is no longer as it was when this was planned. */
  readonly condition: Readonly<Record<string, string>>;
  /** Changed lines for people: `path: old → new`. */
  readonly details: readonly string[];
  /** What an approval of the step covers: the body of something new, the differences of something living. */
  readonly substance: unknown;
}

/** The cluster that is absent, in whole; tagged, so that `remove cluster` knows what was made. Tags that the user gives win, as they would later. */
export function creationStep(specification: ClusterSpecification, wanted: JsonObject): WriteStep {
  const given = wanted['tags'];
  const body = { ...wanted, tags: { ...ownTags(specification), ...(isJsonObject(given) ? given : {}) } };
  return {
    title: `Create cluster ${specification.name}`,
    subject: `cluster ${specification.name}`,
    id: clusterIdOf(specification),
    apiVersion: apiVersions.managedClusters,
    body,
    condition: { 'if-none-match': '*' },
    details: creationDetails(body),
    substance: body,
  };
}

/** The resource group that is absent; tagged likewise. */
export function groupStep(specification: ClusterSpecification, location: string): WriteStep {
  const body = { location, tags: ownTags(specification) };
  return {
    title: `Create resource group ${specification.resourceGroup}`,
    subject: `resource group ${specification.resourceGroup}`,
    id: resourceGroupIdOf(specification),
    apiVersion: apiVersions.resourceGroups,
    body,
    condition: {},
    details: [`location: ${location}`],
    substance: body,
  };
}

function creationDetails(body: JsonObject): readonly string[] {
  const pools = poolsOf(body).map((pool) => `pool ${poolNameOf(pool)}: ${formatPool(pool)}`);
  return [`location: ${textAt(body, 'location') ?? ''}`, `outbound type: ${textAt(body, 'properties', 'networkProfile', 'outboundType') ?? ''}`, 'bootstrap artifact source: Cache', 'API server: private', ...pools];
}

/**
 * The living document with what differs put in, and nothing else. Pools that exist nowhere yet are written on their own:
 * Azure refuses new pools inside a cluster PUT.
 */
export function updateSteps(specification: ClusterSpecification, live: JsonObject, { differences, part }: Comparison): readonly WriteStep[] {
  const living = new Set(poolsOf(live).map(poolNameOf));
  const created = poolsOf(part).filter((pool) => !living.has(poolNameOf(pool))).filter(isJsonObject);
  const changed = differences.filter((difference) => !created.some((pool) => difference.path.startsWith(newPoolPath(poolNameOf(pool)))));
  const failed = hasFailed(live);
  const eTag = textAt(live, 'eTag');
  const clusterStep: WriteStep = {
    title: changed.length > 0 ? `Update cluster ${specification.name}` : `Reconcile cluster ${specification.name}`,
    subject: `cluster ${specification.name}`,
    id: clusterIdOf(specification),
    apiVersion: apiVersions.managedClusters,
    body: putBodyOf(mergeDocument(live, withoutPools(part, created))),
    condition: eTag === undefined ? {} : { 'if-match': eTag },
    details: changed.length > 0
      ? changed.map(formatDifference)
      : [`the last operation ended as ${provisioningStateOf(live)}; an unchanged PUT is Azure's documented repair`],
    substance: changed,
  };
  const added = created.map((pool) => poolStep(specification, pool));
  return changed.length > 0 || failed ? [clusterStep, ...added] : added;
}

/** The pools of a comparison that live nowhere yet, by name, each with the write that makes it. */
export function poolSteps(specification: ClusterSpecification, live: JsonObject, { part }: Comparison): readonly { readonly name: string; readonly step: WriteStep }[] {
  const living = new Set(poolsOf(live).map(poolNameOf));
  return poolsOf(part).filter(isJsonObject).filter((pool) => !living.has(poolNameOf(pool))).map((pool) => ({ name: poolNameOf(pool), step: poolStep(specification, pool) }));
}

function poolStep(specification: ClusterSpecification, pool: JsonObject): WriteStep {
  const { name, ...properties } = pool;
  const defaults = { mode: 'User', osType: 'Linux', type: 'VirtualMachineScaleSets', enableNodePublicIP: false };
  const body = { properties: mergeDocument(defaults, properties) };
  return {
    title: `Add pool ${String(name)}`,
    subject: `pool ${String(name)}`,
    id: `${clusterIdOf(specification)}/agentPools/${String(name)}`,
    apiVersion: apiVersions.managedClusters,
    body,
    condition: { 'if-none-match': '*' },
    details: [formatPool(pool)],
    substance: body,
  };
}

function withoutPools(part: JsonObject, pools: readonly JsonObject[]): JsonObject {
  const properties = part['properties'];
  if (pools.length === 0 || !isJsonObject(properties)) return part;
  return { ...part, properties: { ...properties, agentPoolProfiles: poolsOf(part).filter((pool) => !pools.some((one) => one === pool)) } };
}

/** "3 × Standard_D4ds_v5". */
function formatPool(pool: unknown): string {
  return `${formatValue(member(pool, 'count') ?? 1)} × ${textAt(pool, 'vmSize') ?? "Azure's default size"}`;
}

function newPoolPath(name: string): string {
  return `properties.agentPoolProfiles[${name}]`;
}

/** `properties.sku.tier: Free → Standard`, values as JSON where they are no plain words. */
export function formatDifference({ path, from, to }: Difference): string {
  return `${path}: ${formatValue(from)} → ${formatValue(to)}`;
}

export function formatValue(value: unknown): string {
  if (value === undefined || value === null) return 'not set';
  if (typeof value === 'string') return value;
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
