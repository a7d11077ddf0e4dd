import { managedClusterType } from '../../arm/api-versions.ts';
import type { JsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import { factsOf } from '../../isolation/facts.ts';
import { formatMigrationStep } from '../../isolation/migration.ts';
import type { DeploymentPlan } from '../../isolation/plan.ts';
import { clusterIdOf, type ClusterSpecification } from '../../isolation/specification.ts';
import type { WriteStep } from '../../isolation/write-step.ts';
import { worstVerdict, type Report, type ReportStep } from '../../report/report.ts';
import { UserError } from '../../run/errors.ts';
import { judgeCluster, policiesWith } from '../assignment/judge-cluster.ts';
import type { AssignmentPlan } from '../assignment/assignment-plan.ts';
import { plannedSteps, standingOf } from '../assignment/steps.ts';
import type { DeployOptions } from './options.ts';
import type { Outcome } from '../tools.ts';
import { described } from './write-steps.ts';

/** The cluster as it will be once the steps are done: what the policies are asked about before anything is written. */
export function resourceAfter(steps: readonly WriteStep[], specification: ClusterSpecification, living: JsonObject | undefined): Resource {
  const id = clusterIdOf(specification);
  const body = steps.find((step) => step.id === id)?.body ?? living ?? {};
  return { type: managedClusterType, name: specification.name, id, body: { ...body, name: specification.name, type: managedClusterType } };
}

/** A living cluster that no single PUT can isolate: nothing is written, the steps are told. */
export function notIsolated(options: DeployOptions, plan: DeploymentPlan & { readonly kind: 'migration' }, cluster: JsonObject): Outcome {
  const gaps = plan.gaps.map(({ title, actual, wanted }) => `${title.toLowerCase()} is ${actual} instead of ${wanted}`).join(', ');
  const listed = plan.steps.map((step, index) => `  ${index + 1}. ${formatMigrationStep(step)}`).join('\n');
  const steps = plan.steps.map(({ title, why, command }): ReportStep => ({ title, status: 'planned', details: [why, ...(command === undefined ? [] : [command])] }));
  const note = 'Nothing was written: one PUT for all of this is refused by Azure, and would leave nodes without images. Take the steps in this order, then run again.';
  return {
    report: { ...reportOn(options, cluster, [], undefined), steps, notes: [note] },
    failure: new UserError(`Cluster ${options.specification.name} is alive and not isolated: ${gaps}. Nothing was written, as no single update can change that. The way there:\n${listed}`),
  };
}

/** The plan as a report. */
export function dryRunReport(
  options: DeployOptions, steps: readonly WriteStep[], planned: Resource, assignment: AssignmentPlan | undefined, planHash: string,
): Report {
  const journal = [...steps.map((step) => described(step, 'planned')), ...(assignment === undefined ? [] : plannedSteps(assignment))];
  const report = reportOn(options, planned.body, journal, assignment);
  const facts = report.facts.map(({ label, value }) => (label === 'Policies' && journal.length > 0 ? { label, value: `to be ${value}` } : { label, value }));
  return { ...report, facts, dryRun: true, changed: journal.length > 0, planHash };
}

/** What was done, and how the cluster stands now; undefined: it is not known. */
export function reportOn(options: DeployOptions, cluster: JsonObject | undefined, journal: readonly ReportStep[], assignment: AssignmentPlan | undefined): Report {
  const { specification, parameters } = options;
  const id = clusterIdOf(specification);
  const judged = cluster === undefined ? { findings: [], counts: {} } : judgeCluster(resourceAfter([], specification, cluster), policiesWith(parameters));
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
