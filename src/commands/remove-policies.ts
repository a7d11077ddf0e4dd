import { policyAssignmentType, policyExemptionType } from '../arm/api-versions.ts';
import type { JsonObject } from '../arm/json.ts';
import type { Scope } from '../arm/scope.ts';
import { planRemoval } from '../policy/objects/removal.ts';
import { livingObjects } from '../policy/objects/living.ts';
import { isOwned, stampName } from '../policy/objects/stamp.ts';
import type { PolicyStep } from '../policy/objects/policy-step.ts';
import type { Report, ReportStep } from '../report/report.ts';
import { CancelledError } from '../run/errors.ts';
import { removeObjects } from './assignment/apply.ts';
import { observePolicies } from './assignment/observe.ts';
import { definitionScopeFor } from './assignment/options.ts';
import { ownRoles } from './assignment/roles.ts';
import { reportStep, substanceOfSteps } from './assignment/steps.ts';
import { withAdvice } from './failure.ts';
import { checkApproved, hashOf } from './plan-hash.ts';
import type { Outcome, Tools } from './tools.ts';

/** What `remove policies` takes. */
export interface RemoveOptions {
  readonly scope: Scope;
  readonly definitionScope: Scope | undefined;
  /** Whose objects. */
  readonly owner: string;
  readonly dryRun: boolean;
  readonly planHash: string | undefined;
}

/**
 * Takes back what `assign` and `deploy` wrote at a scope and below it, and the definitions and initiatives at the definition scope:
 * exemptions, role assignments, assignments, initiatives, definitions, in that order. Only what carries our stamp and this owner, and of
 * that only what nobody else uses. A second run finds nothing more to do.
 */
export async function removePolicies(options: RemoveOptions, tools: Tools): Promise<Outcome> {
  const journal: ReportStep[] = [];
  try {
    const { steps, notes } = await planOf(options, tools);
    const planHash = hashOf({ policies: substanceOfSteps({ steps }) });
    if (options.dryRun) {
      const planned = steps.map((step) => reportStep(step, 'planned'));
      return { report: { ...reportOn(options.scope, planned, notes), dryRun: true, changed: planned.length > 0, planHash } };
    }
    checkApproved(options.planHash, planHash);
    await removeObjects(steps, journal, tools);
    return { report: { ...reportOn(options.scope, journal, notes), planHash } };
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return { report: { ...reportOn(options.scope, journal, []), verdict: 'error' }, failure: withAdvice(error) };
  }
}

async function planOf(options: RemoveOptions, tools: Tools): Promise<{ readonly steps: readonly PolicyStep[]; readonly notes: readonly string[] }> {
  const living = await observePolicies(options, tools);
  const below = options.scope.kind === 'managementGroup' ? await belowManagementGroup(options.scope.managementGroup, tools) : [];
  const all = livingObjects([...living.all('definition'), ...living.all('initiative'), ...living.all('assignment'), ...living.all('exemption'), ...below]);
  const assignments = all.all('assignment').filter((document) => isOwned(document, options.owner));
  const roles = await Promise.all(assignments.map(async (document) => await ownRoles(document, options.owner, tools.arm, () => true)));
  return planRemoval({ living: all, owner: options.owner, scope: options.scope.id, definitionScope: definitionScopeFor(options), roles: roles.flat() });
}

/** Assignments and exemptions of ours below a management group, which lists none of them itself. */
async function belowManagementGroup(managementGroup: string, tools: Tools): Promise<readonly JsonObject[]> {
  const { kqlText, queryResourceGraph } = await import('../azure/resource-graph.ts');
  const ours = (type: string): string => `policyresources | where type =~ ${kqlText(type.toLowerCase())} | where properties.metadata.managedBy =~ ${kqlText(stampName)} | project id, name, type, identity, properties | order by id asc`;
  const found = await Promise.all([policyAssignmentType, policyExemptionType].map(async (type) => await queryResourceGraph(ours(type), { managementGroup }, tools)));
  return found.flat();
}

function reportOn(scope: Scope, steps: readonly ReportStep[], notes: readonly string[]): Report {
  const done = steps.filter(({ status }) => status === 'done').length;
  const nothing: readonly ReportStep[] = [{ title: 'There is nothing of this owner to take away', status: 'unchanged', resourceId: scope.id, details: [] }];
  return {
    command: 'remove policies',
    title: `policies at ${scope.id}`,
    verdict: 'compliant',
    target: { id: scope.id, name: scope.id.split('/').at(-1) ?? scope.id },
    changed: done > 0,
    dryRun: false,
    steps: steps.length === 0 ? nothing : steps,
    findings: [],
    counts: {},
    facts: [{ label: 'Taken away', value: `${done} objects` }],
    notes,
  };
}

