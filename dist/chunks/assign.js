import { worstVerdict } from './run.js';
import { CancelledError } from './ground.js';
import { policiesWith, planAssignment, observeAssignment, hashOf, substanceOf, plannedSteps, checkApproved, refuseImpossible, applyPolicies, withAdvice, standingOf, countsOf } from './plan-hash.js';

/** Brings the policy objects at a scope to what the library says. A second run changes nothing. */
async function assign(options               , tools       )                   {
  const journal               = [];
  try {
    policiesWith(options.parameters);
    const plan = planAssignment(options, await observeAssignment(options, tools));
    const planHash = hashOf({ policies: substanceOf(plan) });
    if (options.dryRun) {
      const steps = plannedSteps(plan);
      return { report: { ...reportOn(options.scope, steps, plan), steps, dryRun: true, changed: steps.length > 0, planHash } };
    }
    checkApproved(options.planHash, planHash);
    refuseImpossible(plan);
    await applyPolicies(plan, journal, tools);
    return { report: { ...reportOn(options.scope, journal, plan), planHash } };
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return { report: { ...reportOn(options.scope, journal, undefined), verdict: 'error' }, failure: withAdvice(error) };
  }
}

function reportOn(scope       , journal                       , plan                            )         {
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
      { label: 'Assignment', value: plan.assignmentId },
      { label: 'Enforcement', value: standingOf(plan) },
    ],
    notes: plan?.notes ?? [],
  };
}

export { assign };
