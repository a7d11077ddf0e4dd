import type { JsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import { factsOf } from '../../isolation/facts.ts';
import { formatMigrationStep } from '../../isolation/migration.ts';
import type { Plan } from '../../isolation/deployment/plan.ts';
import { clusterIdOf } from '../../isolation/specification.ts';
import { worstVerdict, type Report, type ReportStep } from '../../report/report.ts';
import { UserError } from '../../run/errors.ts';
import { judgeCluster, policiesWith } from '../assignment/judge-cluster.ts';
import type { AssignmentPlan } from '../assignment/assignment-plan.ts';
import { plannedSteps, standingOf } from '../assignment/steps.ts';
import type { DeployOptions } from './options.ts';
import type { Outcome } from '../tools.ts';
import type { ClusterPlan } from './make-plan.ts';
import { described } from './run/run-steps.ts';
import { resourceOf } from './resource-of.ts';

/** What cannot be done: nothing is written, and what people have to do is told. */
export function notIsolated(options: DeployOptions, { reasons, gaps, manual }: Extract<Plan, { readonly kind: 'refused' }>, cluster: JsonObject | undefined): Outcome {
  if (gaps.length === 0) return { report: { ...reportOn(options, undefined, [], undefined), verdict: 'error' }, failure: new UserError(reasons.join(' ')) };
  const missing = gaps.map(({ title, actual, wanted }) => `${title.toLowerCase()} is ${actual} instead of ${wanted}`).join(', ');
  const listed = manual.map((step, index) => `  ${index + 1}. ${formatMigrationStep(step)}`).join('\n');
  const steps = manual.map(({ title, why, command }): ReportStep => ({ title, status: 'planned', details: [why, ...(command === undefined ? [] : [command])] }));
  const note = 'Nothing was written: some of this no update can change on a living cluster. Take the steps in this order, then run again.';
  return {
    report: { ...reportOn(options, cluster, [], undefined), steps, notes: [note] },
    failure: new UserError(`Cluster ${options.specification.name} is alive and not isolated: ${missing}. Nothing was written, as some of this no update can change. The way there:\n${listed}`),
  };
}

/** A plan that may not be carried out as things stand: it is shown, and what has to be done first. */
export function held(options: DeployOptions, plan: ClusterPlan, planned: Resource, assignment: AssignmentPlan | undefined, planHash: string): Outcome {
  const { obstacles } = plan;
  const report = { ...dryRunReport(options, { ...plan, obstacles: [] }, planned, assignment, planHash), dryRun: false, changed: false, verdict: 'error' as const };
  const listed = obstacles.length === 1 ? ` ${obstacles[0] ?? ''}` : `\n${obstacles.map((obstacle, index) => `  ${index + 1}. ${obstacle}`).join('\n')}`;
  return { report, failure: new UserError(`Nothing was written to cluster ${options.specification.name}.${listed}`) };
}

/** The plan as a report. */
export function dryRunReport(options: DeployOptions, plan: Pick<ClusterPlan, 'steps' | 'notes' | 'obstacles'>, planned: Resource, assignment: AssignmentPlan | undefined, planHash: string): Report {
  const journal = [...plan.steps.map((step) => described(step, 'planned')), ...(assignment === undefined ? [] : plannedSteps(assignment))];
  const report = reportOn(options, planned.body, journal, assignment);
  const facts = report.facts.map(({ label, value }) => (label === 'Policies' && journal.length > 0 ? { label, value: `to be ${value}` } : { label, value }));
  return { ...report, facts, dryRun: true, changed: journal.length > 0, planHash, notes: [...plan.obstacles.map((obstacle) => `A run would write nothing. ${obstacle}`), ...report.notes, ...plan.notes] };
}

/** What was done, and how the cluster stands now; undefined: it is not known. */
export function reportOn(options: DeployOptions, cluster: JsonObject | undefined, journal: readonly ReportStep[], assignment: AssignmentPlan | undefined): Report {
  const { specification, parameters } = options;
  const id = clusterIdOf(specification);
  const judged = cluster === undefined ? { findings: [], counts: {} } : judgeCluster(resourceOf(specification, cluster), policiesWith(parameters));
  const policyFacts = assignment === undefined ? [] : [{ label: 'Policies', value: standingOf(assignment) }];
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
