/**
 * From what is and what should be to the writes that lead there, for a cluster that is absent or isolated and at rest; others are for `deployment/plan.ts`.
 * Pure: the caller reads Azure before and writes after. A second plan after the writes is `nothing`.
 */
import { textAt, type JsonObject } from '../arm/json.ts';
import { equalsIgnoringCase, isStopped, poolNameOf, poolsOf } from './document/cluster.ts';
import { creationBody, namedWish } from './desired-cluster.ts';
import { compareDocuments, type Comparison, type Difference } from './document/difference.ts';
import { gapsOf, type Gap } from './gaps.ts';
import { mergeDocument } from './document/merge.ts';
import type { ClusterSpecification } from './specification.ts';
import { creationStep, formatValue, groupStep, updateSteps, type WriteStep } from './write-step.ts';

export type DeploymentPlan =
  | { readonly kind: 'create' | 'update'; readonly steps: readonly WriteStep[] }
  | { readonly kind: 'nothing' }
  /** What was asked for cannot be done; one sentence each. */
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

/** What was read: the cluster's document (undefined: there is none) and its resource group's. */
export interface Observation {
  readonly cluster: JsonObject | undefined;
  readonly resourceGroup: JsonObject | undefined;
}

/** What closes a gap on a living cluster in one PUT. Of the channel Azure reimages the nodes, one after the other (disruption/facts.ts). */
export const inPlace = {
  'node-os-channel': { properties: { autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage' } } },
  'run-command': { properties: { apiServerAccessProfile: { disableRunCommand: true } } },
} as const satisfies Readonly<Partial<Record<Gap['id'], JsonObject>>>;

const repairs: Readonly<Partial<Record<Gap['id'], JsonObject>>> = inPlace;

export function planDeployment(specification: ClusterSpecification, observed: Observation): DeploymentPlan {
  return observed.cluster === undefined ? planCreation(specification, observed.resourceGroup) : planUpdate(specification, observed.cluster);
}

function planCreation(specification: ClusterSpecification, group: JsonObject | undefined): DeploymentPlan {
  const wanted = creationBody(specification);
  const location = textAt(wanted, 'location') ?? textAt(group, 'location');
  if (location === undefined) {
    return { kind: 'refused', reasons: ['Neither the cluster nor its resource group exists: say where to create them with "location".'] };
  }
  if (!poolsOf(wanted).some((pool) => equalsIgnoringCase(textAt(pool, 'mode') ?? '', 'System'))) {
    return { kind: 'refused', reasons: ['The cluster-file names pools but none with mode System, and every cluster needs one.'] };
  }
  const cluster = creationStep(specification, { location, ...wanted });
  return { kind: 'create', steps: group === undefined ? [groupStep(specification, location), cluster] : [cluster] };
}

function planUpdate(specification: ClusterSpecification, live: JsonObject): DeploymentPlan {
  const { comparison, reasons } = changesTo(live, specification, gapsOf(live).reduce<JsonObject>((document, gap) => mergeDocument(document, repairs[gap.id] ?? {}), {}));
  if (reasons.length > 0) return { kind: 'refused', reasons };

  const steps = updateSteps(specification, live, comparison);
  if (steps.length === 0) return { kind: 'nothing' };
  if (isStopped(live)) return { kind: 'refused', reasons: [stoppedReason] };
  return { kind: 'update', steps };
}

/** Why a stopped cluster is left alone. */
export const stoppedReason = 'The cluster is stopped, and Azure changes only running clusters: start it (az aks start) and run again.';

/** What a living cluster differs in from what the user named with `repair` over it; `reasons`: what of it no update can change, one sentence each. */
export function changesTo(live: JsonObject, specification: ClusterSpecification, repair: JsonObject): { readonly comparison: Comparison; readonly reasons: readonly string[] } {
  const systemPool = systemPoolOf(specification, live);
  const wish = mergeDocument(withPoolVersions(namedWish(specification, systemPool.name), live), repair);
  const comparison = compareDocuments(wish, live);
  return { comparison, reasons: [...systemPool.reasons, ...impossible(comparison.differences)] };
}

/** The pool that `node-count` and `node-size` speak of on a living cluster. */
function systemPoolOf(specification: ClusterSpecification, live: JsonObject): { readonly name: string | undefined; readonly reasons: readonly string[] } {
  if (specification.nodeCount === undefined && specification.nodeSize === undefined) return { name: undefined, reasons: [] };
  const pools = poolsOf(live).filter((pool) => equalsIgnoringCase(textAt(pool, 'mode') ?? '', 'System')).map(poolNameOf);
  const wanted = specification.nodePoolName;
  if (wanted !== undefined) {
    const known = poolsOf(live).some((pool) => poolNameOf(pool) === wanted);
    return known ? { name: wanted, reasons: [] } : { name: undefined, reasons: [`The cluster has no pool "${wanted}" (its system pools: ${pools.join(', ')}); mend "node-pool-name".`] };
  }
  if (pools.length === 1) return { name: pools[0], reasons: [] };
  return { name: undefined, reasons: [`The cluster has several system pools (${pools.join(', ')}): say with "node-pool-name" which one "node-count" and "node-size" mean.`] };
}

/** A version takes all pools along, as `az aks upgrade` does, also those that an interrupted upgrade left behind; newer ones stay. */
function withPoolVersions(wish: JsonObject, live: JsonObject): JsonObject {
  const version = textAt(wish, 'properties', 'kubernetesVersion');
  if (version === undefined) return wish;
  const pools = poolsOf(live).map((pool) => ({ name: poolNameOf(pool), orchestratorVersion: version }));
  return mergeDocument({ properties: { agentPoolProfiles: pools } }, wish);
}

/** What no update can change (REST reference: `location` and a pool's `vmSize` are fixed at creation). */
function impossible(differences: readonly Difference[]): readonly string[] {
  return differences.flatMap(({ path, from, to }) => {
    if (path === 'location') return [`The cluster lives in ${formatValue(from)} and cannot move to ${formatValue(to)}: mend "location".`];
    const pool = /^properties\.agentPoolProfiles\[(.*)\]\.vmSize$/.exec(path)?.[1];
    if (pool === undefined || from === undefined) return [];
    return [`Pool "${pool}" has nodes of size ${formatValue(from)}, which cannot change to ${formatValue(to)}: add another pool and remove this one.`];
  });
}
