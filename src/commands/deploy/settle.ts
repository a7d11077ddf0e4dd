import { apiVersions } from '../../arm/api-versions.ts';
import { continuesByItself, createNarrator } from '../../azure/operation.ts';
import { planDeployment, type DeploymentPlan, type Observation } from '../../isolation/plan.ts';
import { clusterIdOf, resourceGroupIdOf, type ClusterSpecification } from '../../isolation/specification.ts';
import { CancelledError } from '../../run/errors.ts';
import type { Tools } from '../tools.ts';

/** A plan, and the state it was made from. */
export interface Settled {
  readonly plan: Exclude<DeploymentPlan, { readonly kind: 'wait' }>;
  readonly observed: Observation;
  /** True when an operation had to be waited for: what else was read meanwhile may be out of date. */
  readonly waited: boolean;
}

/**
 * Reads the cluster until the service has come to rest with it, then plans. This is how a run continues what a killed run began:
 * by looking. The resource group is read only where there is no cluster.
 */
export async function settledPlan(specification: ClusterSpecification, pollInterval: number, tools: Tools): Promise<Settled> {
  const started = tools.clock.now();
  const narrator = createNarrator(`cluster ${specification.name}`, started, tools);
  for (let looks = 1; ; looks += 1) {
    const observed = await observe(specification, tools);
    const plan = planDeployment(specification, observed);
    if (plan.kind !== 'wait') return { plan, observed, waited: looks > 1 };
    narrator.saw(plan.state);
    try {
      await tools.clock.sleep(pollInterval, tools.signal);
    } catch (error) {
      throw new CancelledError(`Cluster ${specification.name} was ${plan.state} when the run was cancelled. ${continuesByItself}`, { cause: error });
    }
  }
}

async function observe(specification: ClusterSpecification, { arm }: Tools): Promise<Observation> {
  const cluster = await arm.find(clusterIdOf(specification), apiVersions.managedClusters);
  if (cluster !== undefined) return { cluster, resourceGroup: undefined };
  return { cluster, resourceGroup: await arm.find(resourceGroupIdOf(specification), apiVersions.resourceGroups) };
}
