import type { JsonObject } from '../arm/json.ts';
import type { Resource } from '../arm/resource.ts';
import { parseScope } from '../arm/scope.ts';
import { AzureError } from '../azure/arm-error.ts';
import { armKnowing } from '../azure/known-reads.ts';
import { objectionsTo } from '../isolation/protected-settings.ts';
import { clusterApiVersion, clusterIdOf, resourceGroupIdOf, type ClusterSpecification } from '../isolation/specification.ts';
import { reaches } from '../policy/fail-on.ts';
import type { ReportStep } from '../report/report.ts';
import { CancelledError, UserError } from '../run/errors.ts';
import { policiesWith } from './assignment/judge-cluster.ts';
import type { AssignmentOptions } from './assignment/options.ts';
import type { AssignmentPlan } from './assignment/assignment-plan.ts';
import { refuseImpossible, substanceOf } from './assignment/steps.ts';
import { contradictions } from './deploy/contradictions.ts';
import { applyForDeploy, observeForDeploy, planForDeploy, type PolicyObservation } from './deploy/policies.ts';
import { dryRunReport, held, notIsolated, reportOn } from './deploy/report.ts';
import { resourceOf } from './deploy/resource-of.ts';
import type { DeployOptions } from './deploy/options.ts';
import { makePlan, type ClusterPlan } from './deploy/make-plan.ts';
import { requireHealthy } from './deploy/health.ts';
import { takeLease } from './deploy/lease.ts';
import { createRunState, type RunState } from './deploy/run/run-state.ts';
import { runSteps } from './deploy/run/run-steps.ts';
import { look, type Seen } from './deploy/sight.ts';
import { StalePlanError } from './deploy/stale-plan.ts';
import { withAdvice } from './failure.ts';
import { checkApproved, hashOf } from './plan-hash.ts';
import type { Outcome, Tools } from './tools.ts';

/** Others may change the cluster between our read and our write; after this many stale plans without a step done something else is wrong. */
const maximumPlans = 5;

/** What one run keeps from plan to plan. */
interface Run {
  readonly options: DeployOptions;
  readonly policies: AssignmentOptions;
  readonly journal: ReportStep[];
  readonly state: RunState;
  /** The plan that may be carried out, once it is known: the steps of later plans of this run have to be among its. */
  approved: ReadonlySet<string> | undefined;
}

/** Brings one cluster to isolation, or back, and assigns the policies that keep it there. */
export async function deploy(options: DeployOptions, tools: Tools): Promise<Outcome> {
  const journal: ReportStep[] = [];
  try {
    const run: Run = { options, policies: assignmentOptions(options), journal, state: createRunState(), approved: undefined };
    for (let attempt = 1, done = 0; ; attempt += 1) {
      const outcome = await attemptDeploy(run, tools);
      if (!(outcome instanceof StalePlanError)) return outcome;
      if (journal.length > done) [attempt, done] = [1, journal.length];
      if (attempt === maximumPlans) throw outcome;
      tools.logger.notice(`${outcome.message} Looking again and planning anew.`);
      await tools.clock.sleep(options.pollInterval, tools.signal);
    }
  } catch (error) {
    if (error instanceof CancelledError) throw error.message === 'The run was cancelled.' ? cancelledAfter(journal, error) : error;
    return { report: { ...reportOn(options, undefined, journal, undefined), verdict: 'error' }, failure: withAdvice(error) };
  }
}

async function attemptDeploy(run: Run, tools: Tools): Promise<Outcome | StalePlanError> {
  const { options, policies, state } = run;
  const rules = policiesWith(options.parameters);
  refuseWeakening(options.specification);
  const assigns = options.assignPolicies && options.leaveTo === undefined;
  const observe = async (): Promise<PolicyObservation | undefined> => (assigns ? await observeForDeploy(policies, tools) : undefined);
  const [seen, before] = await Promise.all([look(options, state, tools), observe()]);
  const observed = seen.waited ? await observe() : before;
  const made = await makePlan(options, seen, state, async () => observed ?? await observeForDeploy(policies, tools), tools);
  if (made.kind === 'refused') return notIsolated(options, made, seen.cluster);

  const planned = resourceOf(options.specification, made.after);
  const refused = options.leaveTo === undefined ? contradictions(planned, options.specification.variant, rules) : [];
  const plan = { ...made, obstacles: [...refused, ...made.obstacles] };
  const assignment = planPolicies(run, observed, planned, tools);
  const planHash = hashOf({ cluster: plan.steps.map(({ id, substance }) => ({ id, substance })), policies: assignment && substanceOf(assignment) });
  if (options.dryRun) return { report: dryRunReport(options, plan, planned, assignment, planHash) };
  if (plan.obstacles.length > 0) return held(options, plan, planned, assignment, planHash);
  approve(run, plan, planHash);
  if (assignment !== undefined) refuseImpossible(assignment);
  // What a run left that was cut off at its very end is done, and its mark goes.
  if (plan.steps.length === 0 && seen.isUnfinished) await (await takeLease(options.specification, { owner: options.runner, concernsNodes: false }, seen.resourceGroup, tools)).release(true);
  if (plan.steps.length === 0) return await finish(run, seen.cluster, assignment, { planHash, notes: plan.notes }, { ...tools, arm: armKnowing(tools.arm, plan.seen) });

  try {
    const isDone = await carriedOut(run, plan, seen, tools);
    if (!isDone) return begun(run, planHash);
    const cluster = await clusterNow(plan, run, tools);
    // Creating a cluster takes minutes: who lives beside it is looked at again before anything is enforced.
    const final = planPolicies(run, await observe(), resourceOf(options.specification, cluster), tools);
    if (options.planHash !== undefined) checkStillApproved(assignment, final);
    return await finish(run, cluster, final, { planHash, notes: plan.notes }, tools);
  } catch (error) {
    if (error instanceof StalePlanError) return error;
    throw error;
  }
}

/** Takes the lease, carries the steps out, and gives the lease back: as done, or as the mark of something unfinished. */
async function carriedOut({ options, journal, state }: Run, plan: ClusterPlan, seen: Seen, tools: Tools): Promise<boolean> {
  // A cluster that is absent is guarded by If-None-Match alone, as its group may be absent too; a single write is guarded by its etag.
  const isGuarded = seen.cluster === undefined || (plan.steps.length === 1 && !seen.isUnfinished);
  const lease = isGuarded ? undefined : await takeLease(options.specification, { owner: options.runner, concernsNodes: seen.concernsNodes || concernsNodes(plan.steps) }, seen.resourceGroup, tools);
  for (const pool of plan.fresh) state.renewed.add(pool);
  for (const id of plan.exempted) state.exempted.add(id);
  // One that a run made a moment ago may not count yet, whoever made it.
  state.exemptedAt = Math.max(state.exemptedAt, plan.exemptedAt);
  let isDone = false;
  try {
    isDone = await runSteps(plan.steps, journal, { state, pollInterval: options.pollInterval, waits: options.wait, onLook: async () => await lease?.renew() }, tools);
  } finally {
    // A run that was cancelled can send nothing any more: its lease ends by itself.
    if (!tools.signal.aborted) await lease?.release(isDone);
  }
  return isDone;
}

/** True where nodes are made anew, or pull from somewhere else than before. */
function concernsNodes(steps: ClusterPlan['steps']): boolean {
  return steps.some(({ key, work }) => work.kind === 'renew' || work.kind === 'power' || key === 'artifact-source');
}

/** An approval covers one plan. What a later plan of the same run holds has to be part of it: the run has done the rest. */
function approve(run: Run, plan: ClusterPlan, planHash: string): void {
  const steps = plan.steps.map(({ key, substance }) => hashOf({ key, substance }));
  const { approved } = run;
  if (approved === undefined) checkApproved(run.options.planHash, planHash);
  else if (run.options.planHash !== undefined && steps.some((step) => !approved.has(step))) checkApproved(run.options.planHash, planHash);
  run.approved ??= new Set(steps);
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

/** Azure works on, and nobody waits: a later run goes on from where it then stands. */
function begun({ options, journal }: Run, planHash: string): Outcome {
  const note = 'Azure works on the last step, which was not waited for ("wait: false"): run the same command again to go on from there.';
  return { report: { ...reportOn(options, undefined, journal, undefined), planHash, verdict: 'undetermined', notes: [note] } };
}

/** Writes the policy objects and reports on everything. */
async function finish({ options, journal }: Run, cluster: JsonObject | undefined, assignment: AssignmentPlan | undefined, { planHash, notes }: { readonly planHash: string; readonly notes: readonly string[] }, tools: Tools): Promise<Outcome> {
  if (cluster !== undefined) requireHealthy(cluster, options.specification);
  if (assignment !== undefined) await applyForDeploy(assignment, options.owner, journal, tools);
  const reported = reportOn(options, cluster, journal, assignment);
  const done = { ...reported, planHash, notes: [...reported.notes, ...notes] };
  const proves = cluster !== undefined && options.leaveTo === undefined;
  if (!proves) return { report: done, exceeds: options.leaveTo === undefined && done.findings.some((finding) => reaches(options.failOn, finding)) };
  const { withProof, answersFor } = await import('./deploy/proof.ts');
  const report = await withProof(done, resourceOf(options.specification, cluster), options, tools);
  const answered = options.failOn === 'auto' ? report.findings.filter((finding) => answersFor(finding, report)) : report.findings;
  return { report, exceeds: answered.some((finding) => reaches(options.failOn, finding)) };
}

/** A cluster-file may say anything about the cluster but what would open it again. */
function refuseWeakening({ file, name }: ClusterSpecification): void {
  const objections = file === undefined ? [] : objectionsTo(file, name);
  if (objections.length > 0) throw new UserError(objections.join('\n'));
}

/** How the policies are to be assigned. */
function assignmentOptions({ specification, definitionScope, parameters, enforcement, owner }: DeployOptions): AssignmentOptions {
  const scope = parseScope(resourceGroupIdOf(specification));
  if (scope === undefined) throw new UserError(`${resourceGroupIdOf(specification)} is no scope for policies.`);
  return { scope, definitionScope, parameters, enforcement, owner };
}

function planPolicies({ policies, options }: Run, observed: PolicyObservation | undefined, own: Resource, tools: Tools): AssignmentPlan | undefined {
  return observed === undefined || !options.assignPolicies ? undefined : planForDeploy(policies, observed, own, tools);
}

/** The cluster as the last step left it; read anew where that was no write of the cluster itself. */
async function clusterNow({ steps }: ClusterPlan, { options, state }: Run, tools: Tools): Promise<JsonObject> {
  const id = clusterIdOf(options.specification);
  const isLast = steps.findLast((step) => step.id.toLowerCase().startsWith(id.toLowerCase()))?.id === id;
  const cluster = isLast ? state.known(id) : await tools.arm.find(id, clusterApiVersion);
  if (cluster !== undefined) return cluster;
  throw new AzureError(`${id} is gone although Azure reported success.`, { status: 404, code: 'ResourceNotFound' });
}
