import type { Scope } from '../../arm/scope.ts';
import { worstVerdict, type Report, type ReportStep } from '../../report/report.ts';
import { countsOf } from '../assignment/judge-cluster.ts';
import type { AssignmentPlan } from '../assignment/assignment-plan.ts';
import { standingOf } from '../assignment/steps.ts';

/** What was done, or why nothing was, and how the policies stand. @param plan undefined where there is none */
export function reportOn(scope: Scope, journal: readonly ReportStep[], plan: AssignmentPlan | undefined, notes: readonly string[]): Report {
  const unchanged = plan?.policies.steps.filter(({ action }) => action === 'unchanged').length ?? 0;
  const findings = plan?.others ?? [];
  return {
    command: 'assign',
    title: `policies at ${scope.id}`,
    verdict: worstVerdict(findings),
    target: { id: scope.id, name: scope.id.split('/').at(-1) ?? scope.id },
    changed: journal.some(({ status }) => status === 'done'),
    dryRun: false,
    steps: unchanged === 0 ? journal : [...journal, { title: `${unchanged} policy objects are as they should be`, status: 'unchanged', details: [] }],
    findings,
    counts: countsOf(plan?.judged ?? []),
    facts: plan === undefined ? [] : [
      { label: plan.assignments.length === 1 ? 'Assignment' : 'Assignments', value: plan.assignments.map(({ id }) => id).join(', ') },
      { label: 'Enforcement', value: standingOf(plan) },
    ],
    notes: [...notes, ...(plan?.notes ?? [])],
  };
}
