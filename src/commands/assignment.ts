import { apiVersions, managedClusterType, policyAssignmentType, policyDefinitionType, policySetDefinitionType } from '../arm/api-versions.ts';
import { textAt, type JsonObject } from '../arm/json.ts';
import { formatResourceId, sameId } from '../arm/resource-id.ts';
import type { Resource } from '../arm/resource.ts';
import { isWithin, parseScope, type Scope } from '../arm/scope.ts';
import type { ArmClient } from '../azure/arm-client.ts';
import { AzureError } from '../azure/arm-error.ts';
import { bundledPolicies, judge, PolicyError, type AssignedPolicy, type Finding } from '../policy/index.ts';
import { decideEnforcement, loosenings, wouldBeRefused } from '../policy/objects/enforcement.ts';
import { assignmentName, initiativeName, wantedObjects } from '../policy/objects/wanted.ts';
import { documentIn, planPolicyObjects, policyApiVersion, stamp, type PolicyObject, type PolicyPlan } from '../policy/objects/plan.ts';
import type { Report, ReportStep } from '../report/report.ts';
import { UserError } from '../run/errors.ts';
import type { Tools } from './tools.ts';

export interface AssignmentOptions {
  readonly scope: Scope;
  readonly definitionScope: Scope | undefined;
  readonly parameters: JsonObject;
  readonly enforcement: 'auto' | 'do-not-enforce';
}

/** What is to be written, and what it means for the clusters that are there. */
export interface AssignmentPlan {
  readonly policies: PolicyPlan;
  readonly enforced: boolean;
  /** The initiative's effect: `Deny`, `Audit` or `Disabled`. */
  readonly effect: string;
  /** What the parameters would loosen on an assignment that is enforced; nothing may be written while there is any. */
  readonly loosened: readonly string[];
  readonly assignmentId: string;
  /** Findings on clusters in scope other than the one being deployed; with a Deny in force they could no longer be changed. */
  readonly others: readonly Finding[];
  /** Every verdict on those clusters, compliant ones included. */
  readonly judged: readonly Finding[];
  readonly notes: readonly string[];
}

/** The initiative's rules with the user's parameters, ready to judge. Wrong parameters are the user's mistake. */
export function policiesWith(parameters: JsonObject): readonly AssignedPolicy[] {
  const empty = Object.entries(parameters).find(([, value]) => value === null)?.[0];
  if (empty !== undefined) throw new UserError(`"parameters": "${empty}" has no value; give one, or leave the name out for its default.`);
  try {
    return bundledPolicies(initiativeName, parameters);
  } catch (error) {
    if (error instanceof PolicyError) throw new UserError(`"parameters" does not fit the initiative ${initiativeName}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Where definitions and initiative live. Azure takes them at a subscription or management group at or above the assignment. */
function definitionScopeFor({ scope, definitionScope }: AssignmentOptions): string {
  const wanted = definitionScope?.id ?? (scope.kind === 'managementGroup' ? scope.id : `/subscriptions/${scope.subscriptionId}`);
  const parsed = definitionScope ?? parseScope(wanted);
  if (parsed?.kind === 'resourceGroup') throw new UserError(`"definition-scope" is ${wanted}, but definitions live at a subscription or management group: name one of these.`);
  if (parsed?.kind === 'subscription' && !isWithin(scope.id, wanted)) {
    throw new UserError(`"definition-scope" is ${wanted}, which is not at or above the assignment's scope ${scope.id}: Azure would not find the definitions.`);
  }
  return wanted;
}

/** What was read at the scopes of an assignment. */
export interface AssignmentObservation {
  readonly living: readonly JsonObject[];
  readonly assignment: JsonObject | undefined;
  /** Clusters at the scope; only a resource group's are looked at. */
  readonly clusters: readonly JsonObject[];
}

/**
 * Reads policy objects and clusters side by side.
 * @param groupMayBeAbsent true where the run is about to make the resource group
 */
export async function observeAssignment(options: AssignmentOptions, { arm }: Tools, groupMayBeAbsent = false): Promise<AssignmentObservation> {
  const definitionScope = definitionScopeFor(options);
  const exact = { $filter: 'atExactScope()' };
  const [definitions, initiatives, assignment, clusters] = await Promise.all([
    arm.list(`${definitionScope}/providers/${policyDefinitionType}`, policyApiVersion, exact),
    arm.list(`${definitionScope}/providers/${policySetDefinitionType}`, policyApiVersion, exact),
    arm.find(assignmentIdOf(options), policyApiVersion),
    options.scope.kind === 'resourceGroup' ? listClusters(options.scope.id, arm, groupMayBeAbsent) : [],
  ]);
  return { living: [...definitions, ...initiatives, ...(assignment === undefined ? [] : [assignment])], assignment, clusters };
}

/**
 * Plans what to write. `own` is the cluster being deployed as it will be: it is judged like the others, but in that form
 * instead of the living one.
 */
export function planAssignment(options: AssignmentOptions, observed: AssignmentObservation, own?: Resource): AssignmentPlan {
  const policies = policiesWith(options.parameters);
  const others = observed.clusters.filter((cluster) => own?.id === undefined || !sameId(textAt(cluster, 'id') ?? '', own.id)).map(asResource);
  const judged = others.flatMap((cluster) => judge(policies, cluster).map(({ finding }) => finding));
  const findings = judged.filter(isObjection);
  const lockedOut = [...findings, ...(own === undefined ? [] : judgeCluster(own, policies).findings)].filter(wouldBeRefused);
  const { enforced, notes } = decideEnforcement(options, lockedOut, textAt(observed.assignment, 'properties', 'enforcementMode'));
  const wanted = wantedObjects({ scope: options.scope.id, definitionScope: definitionScopeFor(options), parameters: options.parameters, enforced });
  const loosened = enforced ? loosenings(observed.assignment, options.parameters) : [];
  return { policies: planPolicyObjects(wanted, documentIn(observed.living)), enforced, loosened, effect: textAt(options.parameters, 'effect') ?? 'Deny', assignmentId: assignmentIdOf(options), others: findings, judged, notes };
}

function assignmentIdOf({ scope }: AssignmentOptions): string {
  return formatResourceId(scope.id, policyAssignmentType, assignmentName);
}

async function listClusters(scope: string, arm: ArmClient, groupMayBeAbsent: boolean): Promise<readonly JsonObject[]> {
  try {
    return await arm.list(`${scope}/providers/${managedClusterType}`, apiVersions.managedClusters);
  } catch (error) {
    if (!(error instanceof AzureError && error.code === 'ResourceGroupNotFound')) throw error;
    if (groupMayBeAbsent) return [];
    throw new UserError(`There is no resource group ${scope} to assign policies at; nothing was written.`, { cause: error });
  }
}

/** A living cluster as the engine takes it. */
function asResource(document: JsonObject): Resource {
  const id = textAt(document, 'id');
  return { type: managedClusterType, name: textAt(document, 'name') ?? '', body: document, ...(id === undefined ? {} : { id }) };
}

/** What the rules say of one cluster: what they object to or cannot decide, and how many pairs came out how. */
export function judgeCluster(cluster: Resource, policies: readonly AssignedPolicy[]): { readonly findings: readonly Finding[]; readonly counts: Report['counts'] } {
  const all = judge(policies, cluster).map(({ finding }) => finding);
  return { findings: all.filter(isObjection), counts: countsOf(all) };
}

function isObjection({ verdict }: Finding): boolean {
  return verdict === 'violation' || verdict === 'undetermined' || verdict === 'error';
}

export function countsOf(findings: readonly Finding[]): Report['counts'] {
  const counts: Partial<Record<Finding['verdict'], number>> = {};
  for (const { verdict } of findings) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

/** "assigned and enforced": how the policies stand, in words. */
export function standingOf({ enforced, effect }: AssignmentPlan): string {
  if (effect.toLowerCase() !== 'deny') return `assigned with effect ${effect}`;
  return enforced ? 'assigned and enforced' : 'assigned, not enforced';
}

/** Refuses, before the first write, what may not or cannot be written: objects of others, an assignment that would have to point elsewhere, a loosening. */
export function refuseImpossible({ policies: { foreign, bound }, loosened }: AssignmentPlan): void {
  if (loosened.length > 0) {
    throw new UserError(`"parameters" would loosen policies that are enforced already (${loosened.join('; ')}); nothing was written. Change the assignment in Azure if you mean it.`);
  }
  const [stuck] = bound;
  if (stuck !== undefined) {
    throw new UserError(
      `${stuck.id} is assigned to ${stuck.to}, and Azure never changes what a living assignment points to; nothing was written. ` +
        'Use the "definition-scope" of then, or delete the assignment and run again.',
    );
  }
  const [first] = foreign;
  if (first === undefined) return;
  throw new UserError(
    `${foreign.map(({ id }) => id).join(', ')} exists already and was not written by this tool (its metadata lacks managedBy: ${stamp}); nothing was written. ` +
      'Choose another "definition-scope" or remove the object.',
  );
}

/** Writes in the order of dependence: definitions side by side, then the initiative, then the assignment. Each is journalled as it is done. */
export async function applyPolicies({ policies }: AssignmentPlan, journal: ReportStep[], tools: Tools): Promise<void> {
  for (const kind of ['definition', 'initiative', 'assignment'] as const) {
    const steps = policies.steps.filter(({ object, action }) => object.kind === kind && action !== 'unchanged');
    const writes = await Promise.allSettled(steps.map(async (step) => {
      const started = tools.clock.now();
      await writeReplicated(step.object, journal.length > 0, tools);
      journal.push(reportStep(step, 'done', tools.clock.now() - started));
    }));
    const failed = writes.find((write) => write.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }
}

/** Seconds between tries while Azure spreads what was just written: three minutes in all. */
const replicationWaits = [5, 10, 15, 30, 30, 30, 30, 30];

/**
 * Writes an object that refers to others. Azure answers a write before all of its parts know of it, and then refuses what refers to it
 * (Azure-Landing-Zones issue 277, "a simple re-run helps"): that is waited out, but only where this run has just written something.
 */
async function writeReplicated(object: PolicyObject, afterOthers: boolean, tools: Tools): Promise<void> {
  for (const [attempt, wait] of [...replicationWaits, undefined].entries()) {
    try {
      await tools.arm.send({ method: 'PUT', path: object.id, apiVersion: policyApiVersion, body: object.body });
      return;
    } catch (error) {
      if (wait === undefined || !afterOthers || object.kind === 'definition' || !isReplicationLag(error)) throw error;
      if (attempt === 0) tools.logger.info(`Azure does not know yet what ${object.name} refers to; trying again for up to three minutes.`);
      await tools.clock.sleep(wait * 1000, tools.signal);
    }
  }
}

function isReplicationLag(error: unknown): boolean {
  if (!(error instanceof AzureError) || (error.status !== 400 && error.status !== 404)) return false;
  return /^Policy(Set)?DefinitionNotFound$/i.test(error.code) || (/^InvalidCreatePolicy(Assignment|SetDefinition)Request$/i.test(error.code) && /out of scope|at or above|could not be found/i.test(error.message));
}

/** The steps as a plan: what would be written. */
export function plannedSteps({ policies }: AssignmentPlan): readonly ReportStep[] {
  return policies.steps.filter(({ action }) => action !== 'unchanged').map((step) => reportStep(step, 'planned'));
}

function reportStep({ action, object, details }: PolicyPlan['steps'][number], status: ReportStep['status'], elapsed?: number): ReportStep {
  const words = { definition: 'policy definition', initiative: 'initiative', assignment: 'assignment' };
  const title = `${action === 'create' ? 'Create' : 'Update'} ${words[object.kind]} ${object.name}`;
  const mode = object.kind === 'assignment' ? [`enforcement: ${textAt(object.body, 'properties', 'enforcementMode') ?? ''}`] : [];
  return { title, status, resourceId: object.id, details: [...mode, ...details], ...(elapsed === undefined ? {} : { elapsed }) };
}

/** What an approval of the plan covers. */
export function substanceOf({ policies }: AssignmentPlan): unknown {
  return policies.steps.filter(({ action }) => action !== 'unchanged').map(({ action, object }) => ({ action, id: object.id, body: object.body }));
}
