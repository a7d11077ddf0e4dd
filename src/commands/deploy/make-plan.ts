import type { JsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import { closingSteps } from '../../isolation/deployment/cluster/close-egress.ts';
import { ends, planSteps, type Plan } from '../../isolation/deployment/plan.ts';
import type { Seen as DocumentsSeen } from '../../isolation/deployment/prerequisites/seen.ts';
import { bodyOf, type Body, type Step } from '../../isolation/deployment/step.ts';
import { poolNameOf, poolsOf } from '../../isolation/document/cluster.ts';
import { mergeDocument } from '../../isolation/document/merge.ts';
import { clusterIdOf, type ClusterSpecification } from '../../isolation/specification.ts';
import { UserError } from '../../run/errors.ts';
import type { Tools } from '../tools.ts';
import { planExemptions } from './exemptions.ts';
import type { DeployOptions } from './options.ts';
import type { PolicyObservation } from './policies.ts';
import { readPrerequisites } from './prerequisites.ts';
import { resourceOf } from './resource-of.ts';
import type { RunState } from './run/run-state.ts';
import { readNodeGroupRegistries, readOwnNetworks, type Seen } from './sight.ts';

/** Everything that a run would do to the cluster and around it, the policies apart. */
export interface ClusterPlan {
  readonly kind: 'steps';
  readonly about: Extract<Plan, { readonly kind: 'steps' }>['about'];
  readonly steps: readonly Step[];
  /** The cluster's document when all of it is done, as far as it is known now. */
  readonly after: JsonObject;
  /** Pools whose nodes are known to come from the present source. */
  readonly fresh: readonly string[];
  readonly exempted: readonly string[];
  /** When the last of those exemptions was made that stand already. */
  readonly exemptedAt: number;
  readonly notes: readonly string[];
  /** What keeps a run from writing, one sentence each. */
  readonly obstacles: readonly string[];
  /** What was read around the cluster. */
  readonly seen: DocumentsSeen;
}

export type Refused = Extract<Plan, { readonly kind: 'refused' }>;

/** @param policies reads the policy objects, where they are not read already */
export async function makePlan(options: DeployOptions, seen: Seen, state: RunState, policies: () => Promise<PolicyObservation>, tools: Tools): Promise<ClusterPlan | Refused> {
  const { specification, leaveTo } = options;
  const { cluster, resourceGroup, isFresh, isUnfinished, concernsNodes } = seen;
  const around = await readPrerequisites(options, seen, state, tools);
  const nodeGroupRegistries = cluster === undefined || !isUnfinished ? [] : await readNodeGroupRegistries(cluster, specification.subscriptionId, tools);
  const planWith = (before: readonly Step[]): Plan => planSteps(specification, { cluster, resourceGroup, isFresh, isUnfinished: concernsNodes, nodeGroupRegistries, prerequisites: { steps: [...before, ...around.steps], clusterPart: around.clusterPart } }, leaveTo);
  const first = whole(planWith([]));
  if (first.kind === 'refused') return first;
  const fresh = poolsOf(cluster).map(poolNameOf).filter(isFresh);
  const moves = cluster !== undefined && leaveTo === undefined && (first.about === 'isolation' || isUnfinished);
  const moved = moves ? await withWayThere(first, planWith, cluster, options, policies, tools) : { ...first, exempted: [], exemptedAt: 0, notes: [] };
  if (moved.kind === 'refused') return moved;
  const { readObstacles } = await import('./preflight.ts');
  const preflight = await readObstacles(options, cluster, moved.steps, tools);
  return {
    ...moved, after: afterAll(moved.steps, specification, cluster), fresh,
    notes: [...around.notes, ...moved.notes, ...preflight.notes],
    obstacles: [...around.obstacles, ...preflight.obstacles],
    seen: around.seen,
  };
}

type Steps = Extract<Plan, { readonly kind: 'steps' }>;

/** The steps with what lets an enforced policy take them, and with the ways out of the cluster's own network closed behind it. */
async function withWayThere(
  first: Steps, planWith: (before: readonly Step[]) => Plan, cluster: JsonObject, { specification }: DeployOptions, policies: () => Promise<PolicyObservation>, tools: Tools,
): Promise<Refused | (Steps & Pick<ClusterPlan, 'exempted' | 'exemptedAt' | 'notes'>)> {
  const id = clusterIdOf(specification);
  const stages = stagesOf(first.steps, id, cluster).map((document): Resource => resourceOf(specification, document));
  const exemptions = planExemptions(stages, id, (await policies()).living, tools.clock.now());
  const plan = exemptions.before.length > 0 ? whole(planWith(exemptions.before)) : first;
  if (plan.kind === 'refused') return plan;
  const closing = closingSteps(cluster, await readOwnNetworks(cluster, tools), plan.steps.some(({ key }) => key === 'outbound-type') ? ['outbound-type'] : []);
  const steps = [...plan.steps, ...closing.steps];
  const removals = exemptions.removals.map((step): Step => ({ ...step, after: ends(steps) }));
  return { ...plan, steps: [...steps, ...removals], exempted: exemptions.exempted, exemptedAt: exemptions.exemptedAt, notes: closing.notes };
}

function whole(plan: Plan): Steps | Refused {
  if (plan.kind === 'wait') throw new UserError(`Azure works on the cluster (${plan.state}): run again when it has come to rest.`);
  return plan;
}

/** What is known of the body before any step is done. */
function now(body: Body): JsonObject {
  return bodyOf(body, () => undefined);
}

/** The cluster as the writes before the outbound type make it: until then it is not isolated, and policies may refuse it. */
function stagesOf(steps: readonly Step[], id: string, cluster: JsonObject): readonly JsonObject[] {
  const last = steps.findIndex(({ key }) => key === 'outbound-type');
  const stages: JsonObject[] = [];
  let document = cluster;
  for (const { id: written, work } of steps.slice(0, Math.max(last, 0))) {
    if (written !== id || work.kind !== 'change') continue;
    document = mergeDocument(document, now(work.change));
    stages.push(document);
  }
  return stages;
}

function afterAll(steps: readonly Step[], specification: ClusterSpecification, cluster: JsonObject | undefined): JsonObject {
  const id = clusterIdOf(specification);
  return steps.filter((step) => step.id === id).reduce<JsonObject>((document, { work }) => {
    if (work.kind === 'put') return now(work.body);
    return work.kind === 'change' ? mergeDocument(document, now(work.change)) : document;
  }, cluster ?? {});
}
