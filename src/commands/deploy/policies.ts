import { apiVersions, managedClusterType } from '../../arm/api-versions.ts';
import type { JsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import { AzureError } from '../../azure/arm-error.ts';
import { bundledObjects, coreInitiative } from '../../policy/objects/library/wanted.ts';
import type { Living } from '../../policy/objects/living.ts';
import type { ReportStep } from '../../report/report.ts';
import { applyPolicies, RefusedUpdateError } from '../assignment/apply.ts';
import { observePolicies } from '../assignment/observe.ts';
import { definitionScopeFor, type AssignmentOptions } from '../assignment/options.ts';
import type { AssignmentPlan } from '../assignment/assignment-plan.ts';
import { planAssignment } from '../assignment/plan.ts';
import { lockOut } from '../assignment/steps.ts';
import type { Tools } from '../tools.ts';

/** What was read for the core initiative at the cluster's resource group. */
export interface PolicyObservation {
  readonly living: Living;
  /** The clusters of the resource group. */
  readonly clusters: readonly JsonObject[];
}

/** Reads policy objects and the clusters that a Deny would bind, side by side. The resource group may be absent: the run is about to make it. */
export async function observeForDeploy(options: AssignmentOptions, tools: Tools): Promise<PolicyObservation> {
  const clusters = tools.arm.list(`${options.scope.id}/providers/${managedClusterType}`, apiVersions.managedClusters).catch((error: unknown) => {
    if (error instanceof AzureError && error.code === 'ResourceGroupNotFound') return [];
    throw error;
  });
  const [living, found] = await Promise.all([observePolicies(options, tools, true), clusters]);
  return { living, clusters: found };
}

/** Plans the core initiative. @param own the cluster being deployed as it will be; it is judged instead of the living one */
export function planForDeploy(options: AssignmentOptions, { living, clusters }: PolicyObservation, own: Resource, tools: Tools): AssignmentPlan {
  const objects = bundledObjects({ initiative: coreInitiative, scope: options.scope.id, definitionScope: definitionScopeFor(options), parameters: options.parameters });
  return withoutLockOut(planAssignment(options, { objects, others: new Map(), living, resources: clusters, unseen: [], own, now: tools.clock.now(), version: tools.version }));
}

/** A cluster is not kept waiting because its neighbours are not ready for newer policies: those that are enforced stay as they are, and the report says so. */
function withoutLockOut(plan: AssignmentPlan): AssignmentPlan {
  const newly = plan.assignments.flatMap(({ newlyLockedOut }) => newlyLockedOut);
  if (newly.length === 0) return plan;
  const assignments = plan.assignments.map((assignment) => ({ ...assignment, newlyLockedOut: [] }));
  return { ...plan, assignments, policies: { ...plan.policies, steps: [] }, notes: [...plan.notes, `${lockOut(newly)}: the policies stay as they are. "assign" tells more, and gives time with "exempt-for-days".`] };
}

/** Writes the policies. An object that Azure refuses to change is for `assign` to replace. */
export async function applyForDeploy(plan: AssignmentPlan, owner: string, journal: ReportStep[], tools: Tools): Promise<void> {
  try {
    await applyPolicies(plan, journal, tools, { owner });
  } catch (error) {
    if (!(error instanceof RefusedUpdateError) || !(error.cause instanceof AzureError)) throw error;
    const { status, code, correlationId, body, message } = error.cause;
    throw new AzureError(`${message} The command "assign" with the same scope puts a new object in its place.`, { status, code, correlationId, body, cause: error });
  }
}
