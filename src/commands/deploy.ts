import { managedClusterType } from '../arm/api-versions.ts';
import { textAt, type JsonObject } from '../arm/json.ts';
import type { Resource } from '../arm/resource.ts';
import { parseScope } from '../arm/scope.ts';
import { AzureError } from '../azure/arm-error.ts';
import { objectionsTo } from '../isolation/protected-settings.ts';
import { clusterApiVersion, clusterIdOf, resourceGroupIdOf, type ClusterSpecification } from '../isolation/specification.ts';
import type { WriteStep } from '../isolation/write-step.ts';
import { reaches } from '../policy/fail-on.ts';
import type { ReportStep } from '../report/report.ts';
import { CancelledError, UserError } from '../run/errors.ts';
import { policiesWith } from './assignment/judge-cluster.ts';
import type { AssignmentOptions } from './assignment/options.ts';
import type { AssignmentPlan } from './assignment/assignment-plan.ts';
import { refuseImpossible, substanceOf } from './assignment/steps.ts';
import { applyForDeploy, observeForDeploy, planForDeploy, type PolicyObservation } from './deploy/policies.ts';
import { dryRunReport, notIsolated, reportOn, resourceAfter } from './deploy/report.ts';
import type { DeployOptions } from './deploy/options.ts';
import { withAdvice } from './failure.ts';
import { checkApproved, hashOf } from './plan-hash.ts';
import { settledPlan } from './deploy/settle.ts';
import type { Outcome, Tools } from './tools.ts';
import { StalePlanError, writeSteps } from './deploy/write-steps.ts';

/** Others may change the cluster between our read and our write; after this many stale plans something else is wrong. */
const maximumPlans = 5;

/** Brings one cluster to isolation and assigns the policies that keep it there. */
export async function deploy(options: DeployOptions, tools: Tools): Promise<Outcome> {
  const journal: ReportStep[] = [];
  try {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await attemptDeploy(options, journal, tools);
      if (!(outcome instanceof StalePlanError)) return outcome;
      if (attempt === maximumPlans) throw outcome;
      tools.logger.notice(`${outcome.message} Looking again and planning anew.`);
      await tools.clock.sleep(options.pollInterval, tools.signal);
    }
  } catch (error) {
    if (error instanceof CancelledError) throw error.message === 'The run was cancelled.' ? cancelledAfter(journal, error) : error;
    return { report: { ...reportOn(options, undefined, journal, undefined), verdict: 'error' }, failure: withAdvice(error) };
  }
}

async function attemptDeploy(options: DeployOptions, journal: ReportStep[], tools: Tools): Promise<Outcome | StalePlanError> {
  policiesWith(options.parameters);
  refuseWeakening(options.specification);
  const policies = assignmentOptions(options);
  const [{ plan, observed, waited }, before] = await Promise.all([
    settledPlan(options.specification, options.pollInterval, tools),
    policies === undefined ? undefined : observeForDeploy(policies, tools),
  ]);
  if (plan.kind === 'refused') throw new UserError(plan.reasons.join(' '));
  if (plan.kind === 'migration') return notIsolated(options, plan, observed.cluster ?? {});
  const steps = plan.kind === 'nothing' ? [] : plan.steps;
  const planned = resourceAfter(steps, options.specification, observed.cluster);
  const look = async (): Promise<PolicyObservation | undefined> => (policies === undefined ? undefined : await observeForDeploy(policies, tools));
  const assignment = planPolicies(policies, waited ? await look() : before, planned, tools);
  const planHash = hashOf({ cluster: steps.map(({ id, substance }) => ({ id, substance })), policies: assignment && substanceOf(assignment) });
  if (options.dryRun) return { report: dryRunReport(options, steps, planned, assignment, planHash) };
  checkApproved(options.planHash, planHash);
  if (assignment !== undefined) refuseImpossible(assignment);
  if (steps.length === 0) return await finish(options, observed.cluster, assignment, planHash, journal, tools);

  try {
    const cluster = await written(steps, journal, options, tools);
    // Creating a cluster takes minutes: who lives beside it is looked at again before anything is enforced.
    const final = planPolicies(policies, await look(), asLiving(cluster), tools);
    if (options.planHash !== undefined) checkStillApproved(assignment, final);
    return await finish(options, cluster, final, planHash, journal, tools);
  } catch (error) {
    if (error instanceof StalePlanError) return error;
    throw error;
  }
}

/** An approval covers the policies as they were planned; the cluster may stand by now, the policies are not written otherwise. */
function checkStillApproved(approved: AssignmentPlan | undefined, final: AssignmentPlan | undefined): void {
  if (approved === undefined || final === undefined || hashOf(substanceOf(approved)) === hashOf(substanceOf(final))) return;
  throw new UserError('The cluster is deployed, but its neighbours changed meanwhile and so did the plan for the policies: run with "dry-run" again and approve the new plan.');
}

/** A cancellation between two steps says what was done and what comes next. */
function cancelledAfter(journal: readonly ReportStep[], cause: CancelledError): CancelledError {
  const done = journal.filter(({ status }) => status === 'done').map(({ title }) => title);
  if (done.length === 0) return new CancelledError('The run was cancelled before it wrote anything: run the same command again.', { cause });
  return new CancelledError(`The run was cancelled after: ${done.join(', ')}. Run the same command again to do the rest.`, { cause });
}

/** Writes the policy objects and reports on everything. */
async function finish(
  options: DeployOptions, cluster: JsonObject | undefined, assignment: AssignmentPlan | undefined, planHash: string, journal: ReportStep[], tools: Tools,
): Promise<Outcome> {
  if (assignment !== undefined) await applyForDeploy(assignment, options.owner, journal, tools);
  const done = { ...reportOn(options, cluster, journal, assignment), planHash };
  const report = cluster === undefined ? done : await (await import('./deploy/proof.ts')).withProof(done, resourceAfter([], options.specification, cluster), options, tools);
  return { report, exceeds: report.findings.some((finding) => reaches(options.failOn, finding)) };
}

/** A cluster-file may say anything about the cluster but what would open it again. */
function refuseWeakening({ file, name }: ClusterSpecification): void {
  const objections = file === undefined ? [] : objectionsTo(file, name);
  if (objections.length > 0) throw new UserError(objections.join('\n'));
}

/** How the policies are to be assigned; undefined when they are not. */
function assignmentOptions({ specification, assignPolicies, definitionScope, parameters, enforcement, owner }: DeployOptions): AssignmentOptions | undefined {
  if (!assignPolicies) return undefined;
  const scope = parseScope(resourceGroupIdOf(specification));
  if (scope === undefined) throw new UserError(`${resourceGroupIdOf(specification)} is no scope for policies.`);
  return { scope, definitionScope, parameters, enforcement, owner };
}

function planPolicies(options: AssignmentOptions | undefined, observed: PolicyObservation | undefined, own: Resource, tools: Tools): AssignmentPlan | undefined {
  return options === undefined || observed === undefined ? undefined : planForDeploy(options, observed, own, tools);
}

/** Carries the steps out and returns the cluster's document as it is then. */
async function written(steps: readonly WriteStep[], journal: ReportStep[], options: DeployOptions, tools: Tools): Promise<JsonObject> {
  const last = await writeSteps(steps, journal, options.pollInterval, tools);
  const isCluster = textAt(last, 'type')?.toLowerCase() === managedClusterType.toLowerCase();
  const cluster = isCluster ? last : await tools.arm.find(clusterIdOf(options.specification), clusterApiVersion);
  if (cluster !== undefined) return cluster;
  throw new AzureError(`${clusterIdOf(options.specification)} is gone although Azure reported success.`, { status: 404, code: 'ResourceNotFound' });
}

function asLiving(document: JsonObject | undefined): Resource {
  const id = textAt(document, 'id');
  return { type: managedClusterType, name: textAt(document, 'name') ?? '', body: document ?? {}, ...(id === undefined ? {} : { id }) };
}
