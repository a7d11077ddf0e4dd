import { sameId } from '../arm/resource-id.ts';
import { folderTree } from '../sources/files/folder-tree.ts';
import { CancelledError, UserError } from '../run/errors.ts';
import type { ReportStep } from '../report/report.ts';
import { applyPolicies, RefusedUpdateError } from './assignment/apply.ts';
import type { AssignmentPlan } from './assignment/assignment-plan.ts';
import { plannedSteps, refuseImpossible, substanceOf } from './assignment/steps.ts';
import { readLibrary, type AssignLibrary } from './assign/library.ts';
import { observe, observeAgain, planFrom, type Observation } from './assign/observation.ts';
import type { AssignOptions, AssignTools } from './assign/options.ts';
import { reportOn } from './assign/report.ts';
import { withAdvice } from './failure.ts';
import { checkApproved, hashOf } from './plan-hash.ts';
import type { Outcome } from './tools.ts';

/** Azure may refuse to change an object that we know nothing against; each time a new one takes its place. */
const mostRefusals = 20;

/** Brings the policy objects at a scope to what the library says. A second run changes nothing. */
export async function assign(options: AssignOptions, tools: AssignTools): Promise<Outcome> {
  const journal: ReportStep[] = [];
  const refused = new Map<string, string>();
  try {
    const library = await readLibrary(options, { tree: folderTree(tools.folder), signal: tools.signal });
    for (;;) {
      try {
        return await attempt(options, library, refused, journal, tools);
      } catch (error) {
        if (!(error instanceof RefusedUpdateError)) throw error;
        if (refused.size >= mostRefusals) throw error.cause;
        if (options.planHash !== undefined) throw new UserError(`Azure refuses to change ${error.id} (${error.message}). A new object can take its place, which is another plan: run with "dry-run" again and approve that one.`, { cause: error });
        tools.logger.notice(`Azure refuses to change ${error.id}; a new object takes its place.`);
        refused.set(error.id.toLowerCase(), 'Azure has refused to change it');
      }
    }
  } catch (error) {
    if (error instanceof CancelledError) throw cancelledAfter(journal, error);
    return { report: { ...reportOn(options.scope, journal, undefined, []), verdict: 'error' }, failure: withAdvice(error) };
  }
}

async function attempt(options: AssignOptions, library: AssignLibrary, refused: ReadonlyMap<string, string>, journal: ReportStep[], tools: AssignTools): Promise<Outcome> {
  const observation = await observe(options, library, tools);
  const plan = await planFrom(options, library, observation, refused, tools);
  const notes = [...library.notes, ...observation.notes];
  const planHash = hashOf({ policies: substanceOf(plan) });
  if (options.dryRun) {
    const steps = plannedSteps(plan, observation.living);
    return { report: { ...reportOn(options.scope, steps, plan, notes), steps, dryRun: true, changed: steps.length > 0, planHash } };
  }
  checkApproved(options.planHash, planHash);
  refuseImpossible(plan);
  const applied = await applyPolicies(plan, journal, tools, { owner: options.owner, lookAgain: async () => await newcomers(options, library, observation, plan, tools) });
  return { report: { ...reportOn(options.scope, journal, plan, [...notes, ...applied.notes]), planHash } };
}

/** What has come into the scope since the plan and would be locked out: by id of the assignment, in a sentence. */
async function newcomers(options: AssignOptions, library: AssignLibrary, before: Observation, plan: AssignmentPlan, tools: AssignTools): Promise<ReadonlyMap<string, string>> {
  const now = await observeAgain(options, before, tools);
  // Time that this run does not give any more must not hide who has come since.
  const again = await planFrom({ ...options, exemptForDays: undefined }, library, now, new Map(), tools);
  return new Map(again.assignments.filter(({ lockedOut }) => lockedOut.length > 0).flatMap((outlook) => {
    const planned = plan.assignments.find(({ name, scope }) => name === outlook.name && sameId(scope, outlook.scope));
    const names = [...new Set(outlook.lockedOut.map(({ resource }) => resource.name))].join(', ');
    return planned === undefined ? [] : [[planned.id.toLowerCase(), `${outlook.name} is not enforced yet: ${names} has changed since the plan was made and would be locked out. Run again.`] as const];
  }));
}

/** A cancellation between two steps says what was done and what comes next. */
function cancelledAfter(journal: readonly ReportStep[], cause: CancelledError): CancelledError {
  const done = journal.filter(({ status }) => status === 'done').length;
  if (done === 0) return cause;
  return new CancelledError(`The run was cancelled after ${done} of its writes. Run the same command again to do the rest.`, { cause });
}

