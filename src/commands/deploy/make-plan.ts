import type { JsonObject } from '../../arm/json.ts';
import { closingSteps } from '../../isolation/deployment/cluster/close-egress.ts';
import { ends, planSteps, type Plan } from '../../isolation/deployment/plan.ts';
import { bodyOf, type Step } from '../../isolation/deployment/step.ts';
import { poolNameOf, poolsOf } from '../../isolation/document/cluster.ts';
import { mergeDocument } from '../../isolation/document/merge.ts';
import { clusterIdOf, type ClusterSpecification } from '../../isolation/specification.ts';
import type { Tools } from '../tools.ts';
import { planExemptions } from './exemptions.ts';
import type { DeployOptions } from './options.ts';
import type { PolicyObservation } from './policies.ts';
import { resourceOf } from './report.ts';
import { readOwnNetworks, type Seen } from './sight.ts';

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
  readonly notes: readonly string[];
}

/** @param policies reads the policy objects, where they are not read already */
export async function makePlan(options: DeployOptions, seen: Seen, policies: () => Promise<PolicyObservation>, tools: Tools): Promise<ClusterPlan | Extract<Plan, { readonly kind: 'refused' }>> {
  const { specification, leaveTo } = options;
  const { cluster, resourceGroup, isFresh, isUnfinished } = seen;
  const planWith = (steps: readonly Step[]): Plan => planSteps(specification, { cluster, resourceGroup, isFresh, isUnfinished, prerequisites: { steps, clusterPart: {} } }, leaveTo);
  let plan = planWith([]);
  if (plan.kind === 'wait') throw new Error('The cluster was read at rest.');
  if (plan.kind === 'refused') return plan;
  const fresh = poolsOf(cluster).map(poolNameOf).filter(isFresh);
  const moves = cluster !== undefined && (plan.about === 'isolation' || isUnfinished) && leaveTo === undefined;
  if (!moves) return { ...plan, after: afterAll(plan.steps, specification, cluster), fresh, exempted: [], notes: [] };

  // What an enforced policy would refuse of the way there is let through for this one cluster.
  const id = clusterIdOf(specification);
  const stages = stagesOf(plan.steps, id, cluster).map((document) => resourceOf(specification, document));
  const exemptions = planExemptions(stages, id, (await policies()).living, tools.clock.now());
  if (exemptions.before.length > 0) plan = planWith(exemptions.before);
  if (plan.kind !== 'steps') return plan.kind === 'refused' ? plan : { kind: 'refused', reasons: [], gaps: [], manual: [] };
  const closing = closingSteps(cluster, await readOwnNetworks(cluster, tools), plan.steps.some(({ key }) => key === 'outbound-type') ? ['outbound-type'] : []);
  const steps = [...plan.steps, ...closing.steps];
  const removals = exemptions.removals.map((step): Step => ({ ...step, after: ends(steps) }));
  return { ...plan, steps: [...steps, ...removals], after: afterAll(plan.steps, specification, cluster), fresh, exempted: exemptions.exempted, notes: closing.notes };
}

/** The cluster as the writes before the outbound type make it: until then it is not isolated, and policies may refuse it. */
function stagesOf(steps: readonly Step[], id: string, cluster: JsonObject): readonly JsonObject[] {
  const last = steps.findIndex(({ key }) => key === 'outbound-type');
  const stages: JsonObject[] = [];
  let document = cluster;
  for (const { id: written, work } of steps.slice(0, Math.max(last, 0))) {
    if (written !== id || work.kind !== 'change') continue;
    document = mergeDocument(document, bodyOf(work.change, () => undefined));
    stages.push(document);
  }
  return stages;
}

function afterAll(steps: readonly Step[], specification: ClusterSpecification, cluster: JsonObject | undefined): JsonObject {
  const id = clusterIdOf(specification);
  return steps.filter((step) => step.id === id).reduce<JsonObject>((document, { work }) => {
    if (work.kind === 'put') return bodyOf(work.body, () => undefined);
    return work.kind === 'change' ? mergeDocument(document, bodyOf(work.change, () => undefined)) : document;
  }, cluster ?? {});
}
