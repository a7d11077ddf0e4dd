import { managedClusterType } from '../arm/api-versions.ts';
import { textAt, type JsonObject } from '../arm/json.ts';
import type { Resource } from '../arm/resource.ts';
import { parseScope, type Scope } from '../arm/scope.ts';
import { AzureError } from '../azure/arm-error.ts';
import { factsOf } from '../isolation/facts.ts';
import { formatMigrationStep } from '../isolation/migration.ts';
import type { DeploymentPlan } from '../isolation/plan.ts';
import type { WriteStep } from '../isolation/write-step.ts';
import { objectionsTo } from '../isolation/protected-settings.ts';
import { clusterApiVersion, clusterIdOf, resourceGroupIdOf } from '../isolation/specification.ts';
import type { ClusterSpecification } from '../isolation/specification.ts';
import { reaches, type FailOn } from '../policy/fail-on.ts';
import type { Report, ReportStep } from '../report/report.ts';
import { worstVerdict } from '../report/report.ts';
import { CancelledError, UserError } from '../run/errors.ts';
import {
  applyPolicies, judgeCluster, planAssignment, plannedSteps, policiesWith, refuseForeign, substanceOf, type AssignmentPlan,
} from './assignment.ts';
import { withAdvice } from './failure.ts';
import { checkApproved, hashOf } from './plan-hash.ts';
import { settledPlan } from './settle.ts';
import type { Outcome, Tools } from './tools.ts';
import { described, StalePlanError, writeSteps } from './write-steps.ts';

export interface DeployOptions {
  readonly specification: ClusterSpecification;
  readonly assignPolicies: boolean;
  readonly definitionScope: Scope | undefined;
  readonly parameters: JsonObject;
  readonly enforcement: 'auto' | 'do-not-enforce';
  readonly dryRun: boolean;
  readonly planHash: string | undefined;
  readonly failOn: FailOn;
  /** Milliseconds between two looks at a running operation. */
  readonly pollInterval: number;
}

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
    if (error instanceof CancelledError) throw error;
    return { report: { ...reportOn(options, undefined, journal, undefined), verdict: 'error' }, failure: withAdvice(error) };
  }
}

async function attemptDeploy(options: DeployOptions, journal: ReportStep[], tools: Tools): Promise<Outcome | StalePlanError> {
  policiesWith(options.parameters);
  refuseWeakening(options.specification);
  const { plan, observed } = await settledPlan(options.specification, options.pollInterval, tools);
  if (plan.kind === 'refused') throw new UserError(plan.reasons.join(' '));
  if (plan.kind === 'migration') return notIsolated(options, plan, observed.cluster ?? {});
  const steps = plan.kind === 'nothing' ? [] : plan.steps;
  const planned = resourceAfter(steps, options.specification, observed.cluster);
  const assignment = await planPolicies(options, planned, tools);
  const planHash = hashOf({ cluster: steps.map(({ id, substance }) => ({ id, substance })), policies: assignment && substanceOf(assignment) });
  if (options.dryRun) return { report: dryRunReport(options, steps, planned, assignment, planHash) };
  checkApproved(options.planHash, planHash);
  if (assignment !== undefined) refuseForeign(assignment.policies);

  let cluster = observed.cluster;
  try {
    if (steps.length > 0) cluster = await written(steps, journal, options, tools);
  } catch (error) {
    if (error instanceof StalePlanError) return error;
    throw error;
  }
  // Creating a cluster takes minutes: who lives beside it is looked at again before anything is enforced.
  const final = steps.length === 0 ? assignment : await planPolicies(options, asLiving(cluster), tools);
  if (final !== undefined) await applyPolicies(final, journal, tools);
  const report = { ...reportOn(options, cluster, journal, final), planHash };
  return { report, exceeds: report.findings.some((finding) => reaches(options.failOn, finding)) };
}

/** A cluster-file may say anything about the cluster but what would open it again. */
function refuseWeakening({ file, name }: ClusterSpecification): void {
  const objections = file === undefined ? [] : objectionsTo(file, name);
  if (objections.length > 0) throw new UserError(objections.join('\n'));
}

async function planPolicies(options: DeployOptions, own: Resource, tools: Tools): Promise<AssignmentPlan | undefined> {
  if (!options.assignPolicies) return undefined;
  const scope = parseScope(resourceGroupIdOf(options.specification));
  if (scope === undefined) throw new UserError(`${resourceGroupIdOf(options.specification)} is no scope for policies.`);
  const { definitionScope, parameters, enforcement } = options;
  return await planAssignment({ scope, definitionScope, parameters, enforcement }, tools, own);
}

/** Carries the steps out and returns the cluster's document as it is then. */
async function written(steps: readonly WriteStep[], journal: ReportStep[], options: DeployOptions, tools: Tools): Promise<JsonObject> {
  const last = await writeSteps(steps, journal, options.pollInterval, tools);
  const isCluster = textAt(last, 'type')?.toLowerCase() === managedClusterType.toLowerCase();
  const cluster = isCluster ? last : await tools.arm.find(clusterIdOf(options.specification), clusterApiVersion);
  if (cluster !== undefined) return cluster;
  throw new AzureError(`${clusterIdOf(options.specification)} is gone although Azure reported success.`, { status: 404, code: 'ResourceNotFound' });
}

/** The cluster as it will be once the steps are done: what the policies are asked about before anything is written. */
function resourceAfter(steps: readonly WriteStep[], specification: ClusterSpecification, living: JsonObject | undefined): Resource {
  const id = clusterIdOf(specification);
  const body = steps.find((step) => step.id === id)?.body ?? living ?? {};
  return { type: managedClusterType, name: specification.name, id, body: { ...body, name: specification.name, type: managedClusterType } };
}

function asLiving(document: JsonObject | undefined): Resource {
  const id = textAt(document, 'id');
  return { type: managedClusterType, name: textAt(document, 'name') ?? '', body: document ?? {}, ...(id === undefined ? {} : { id }) };
}

/** A living cluster that no single PUT can isolate: nothing is written, the steps are told. */
function notIsolated(options: DeployOptions, plan: DeploymentPlan & { readonly kind: 'migration' }, cluster: JsonObject): Outcome {
  const gaps = plan.gaps.map(({ title, actual, wanted }) => `${title.toLowerCase()} is ${actual} instead of ${wanted}`).join(', ');
  const listed = plan.steps.map((step, index) => `  ${index + 1}. ${formatMigrationStep(step)}`).join('\n');
  const steps = plan.steps.map(({ title, why, command }): ReportStep => ({ title, status: 'planned', details: [why, ...(command === undefined ? [] : [command])] }));
  const note = 'Nothing was written: one PUT for all of this is refused by Azure, and would leave nodes without images. Take the steps in this order, then run again.';
  return {
    report: { ...reportOn(options, cluster, [], undefined), steps, notes: [note] },
    failure: new UserError(`Cluster ${options.specification.name} is alive and not isolated: ${gaps}. Nothing was written, as no single update can change that. The way there:\n${listed}`),
  };
}

function dryRunReport(
  options: DeployOptions, steps: readonly WriteStep[], planned: Resource, assignment: AssignmentPlan | undefined, planHash: string,
): Report {
  const journal = [...steps.map((step) => described(step, 'planned')), ...(assignment === undefined ? [] : plannedSteps(assignment))];
  return { ...reportOn(options, planned.body, journal, assignment), dryRun: true, changed: journal.length > 0, planHash };
}

function reportOn(options: DeployOptions, cluster: JsonObject | undefined, journal: readonly ReportStep[], assignment: AssignmentPlan | undefined): Report {
  const { specification, parameters } = options;
  const id = clusterIdOf(specification);
  const judged = cluster === undefined ? { findings: [], counts: {} } : judgeCluster(resourceAfter([], specification, cluster), policiesWith(parameters));
  const policyFacts = assignment === undefined ? [] : [{ label: 'Policies', value: assignment.enforced ? 'enforced' : 'reporting only, not enforced' }];
  return {
    command: 'deploy',
    title: `cluster ${specification.name} in resource group ${specification.resourceGroup}`,
    verdict: worstVerdict(judged.findings),
    target: { id, name: specification.name },
    changed: journal.some(({ status }) => status === 'done'),
    dryRun: false,
    steps: journal,
    findings: judged.findings,
    counts: judged.counts,
    facts: cluster === undefined ? [] : [...factsOf(cluster).filter(({ value }) => value !== ''), ...policyFacts],
    notes: assignment?.notes ?? [],
  };
}
