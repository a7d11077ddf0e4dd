/**
 * From what is and what should be to ordered steps. Pure: the caller reads Azure before and carries the steps out after. A plan after that is empty; one
 * made half-way, by whatever run, holds the rest.
 */
import { textAt, type JsonObject } from '../../arm/json.ts';
import { isStopped, operationInProgress } from '../document/cluster.ts';
import { disruptionOf } from '../disruption.ts';
import { gapsOf, type Gap } from '../gaps.ts';
import { migrationSteps, type MigrationStep } from '../migration.ts';
import { planDeployment, stoppedReason } from '../plan.ts';
import type { ClusterSpecification } from '../specification.ts';
import type { WriteStep } from '../write-step.ts';
import { creationSteps } from './cluster/create.ts';
import { isolationSteps, type ClusterSteps, type Ground } from './cluster/isolate.ts';
import { orphanSteps } from './cluster/orphans.ts';
import { leavingSteps, type OpenOutboundType } from './cluster/leave.ts';
import { sourceChange } from './cluster/source.ts';
import { stepOf, type Body, type Step } from './step.ts';
import { variantOf } from './variant.ts';
import type { Freshness } from './cluster/freshness.ts';

export interface Sight {
  /** The cluster's document; undefined: there is none. */
  readonly cluster: JsonObject | undefined;
  /** Its resource group's; undefined: there is none, or nobody asked as the cluster is there. */
  readonly resourceGroup: JsonObject | undefined;
  /** Which pools are known to have nodes of the present source; asked only where that matters. */
  readonly isFresh: Freshness;
  /** What is missing around the cluster, and what that means for its document. */
  readonly prerequisites?: { readonly steps: readonly Step[]; readonly clusterPart: Body };
  /** True where a run was cut off that was at work on nodes, or on where they pull from. */
  readonly isUnfinished: boolean;
  /** Ids of registries in the node resource group, where somebody looked. */
  readonly nodeGroupRegistries?: readonly string[];
}

export type Plan =
  /** The service works on the cluster; plan again when it has come to rest. */
  | { readonly kind: 'wait'; readonly state: string }
  /** What was asked for cannot be done. `manual`: what people have to do first, in this order. */
  | { readonly kind: 'refused'; readonly reasons: readonly string[]; readonly gaps: readonly Gap[]; readonly manual: readonly MigrationStep[] }
  | { readonly kind: 'steps'; readonly about: 'creation' | 'update' | 'isolation' | 'registry' | 'departure'; readonly steps: readonly Step[] };

/** @param leaveTo the outbound type to leave isolation to; absent: towards isolation */
export function planSteps(specification: ClusterSpecification, sight: Sight, leaveTo?: OpenOutboundType): Plan {
  const { cluster } = sight;
  if (cluster === undefined) return leaveTo === undefined ? planCreation(specification, sight) : refused([`There is no cluster ${specification.name} that could leave isolation.`]);
  const busy = operationInProgress(cluster);
  if (busy !== undefined) return { kind: 'wait', state: busy };

  const prerequisites = sight.prerequisites?.steps ?? [];
  const ground: Ground = { after: ends(prerequisites), clusterPart: sight.prerequisites?.clusterPart ?? {}, isFresh: sight.isFresh, isUnfinished: sight.isUnfinished };
  if (leaveTo !== undefined) return whole('departure', prerequisites, leavingSteps(specification, cluster, leaveTo, ground), cluster, sight);

  const gaps = gapsOf(cluster);
  const isIsolated = gaps.every((gap) => gap.inPlace);
  const moves = sourceChange(cluster, variantOf(specification)) !== undefined || wantsOtherType(specification, cluster);
  if (isIsolated && !moves && !sight.isUnfinished) return planUpdate(specification, cluster, prerequisites);
  const found = isolationSteps(specification, cluster, ground);
  if (found.unclosed.length > 0) return { ...refused(['No update of ours can change that.']), gaps, manual: migrationSteps(cluster, gaps, specification) };
  return whole(isIsolated ? 'registry' : 'isolation', prerequisites, found, cluster, sight);
}

function planCreation(specification: ClusterSpecification, { resourceGroup, prerequisites = { steps: [], clusterPart: {} } }: Sight): Plan {
  const plan = planDeployment(specification, { cluster: undefined, resourceGroup });
  if (plan.kind !== 'create') return plan.kind === 'refused' ? refused(plan.reasons) : { kind: 'steps', about: 'creation', steps: [] };
  return { kind: 'steps', about: 'creation', steps: creationSteps(specification, plan.steps, prerequisites) };
}

function planUpdate(specification: ClusterSpecification, cluster: JsonObject, prerequisites: readonly Step[]): Plan {
  const plan = planDeployment(specification, { cluster, resourceGroup: undefined });
  if (plan.kind === 'refused') return refused(plan.reasons);
  const writes = plan.kind === 'update' ? plan.steps : [];
  return { kind: 'steps', about: 'update', steps: [...prerequisites, ...updates(writes, ends(prerequisites))] };
}

/** An update and new pools, one after the other: the service takes one at a time. */
function updates(writes: readonly WriteStep[], after: readonly string[]): readonly Step[] {
  const keys = writes.map(({ id }) => id.toLowerCase());
  return writes.map((write, index) => stepOf(write, {
    key: keys[index] ?? '', why: index === 0 ? 'What was asked for differs from what lives.' : 'It was asked for.',
    after: index === 0 ? after : [keys[index - 1] ?? ''], disruption: disruptionOf(write),
  }));
}

function whole(about: Extract<Plan, { readonly kind: 'steps' }>['about'], prerequisites: readonly Step[], { steps, reasons }: ClusterSteps, cluster: JsonObject, { nodeGroupRegistries = [] }: Sight): Plan {
  if (reasons.length > 0) return refused(reasons);
  if (steps.length > 0 && isStopped(cluster) && steps[0]?.key !== 'start') return refused([stoppedReason]);
  return { kind: 'steps', about, steps: [...prerequisites, ...steps, ...orphanSteps(cluster, steps, nodeGroupRegistries, ends(steps))] };
}

function wantsOtherType(specification: ClusterSpecification, cluster: JsonObject): boolean {
  const wanted = variantOf(specification).outboundType;
  return wanted !== undefined && wanted !== textAt(cluster, 'properties', 'networkProfile', 'outboundType')?.toLowerCase();
}

/** The steps that no other step waits for. */
export function ends(steps: readonly Step[]): readonly string[] {
  const waitedFor = new Set(steps.flatMap(({ after }) => after));
  return steps.map(({ key }) => key).filter((key) => !waitedFor.has(key));
}

function refused(reasons: readonly string[]): Extract<Plan, { readonly kind: 'refused' }> {
  return { kind: 'refused', reasons, gaps: [], manual: [] };
}
