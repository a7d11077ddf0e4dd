import { isJsonObject, textAt, type JsonObject } from '../../arm/json.ts';
import { AzureError } from '../../azure/arm-error.ts';
import type { PolicyStep } from '../../policy/objects/policy-step.ts';
import { kindFacts, policyObjectKinds, type PolicyObjectKind } from '../../policy/objects/policy-object.ts';
import type { ReportStep } from '../../report/report.ts';
import type { Tools } from '../tools.ts';
import type { AssignmentPlan } from './assignment-plan.ts';
import { isGrace } from './grace.ts';
import { assignmentOf } from './judge-living.ts';
import { missingRoles } from './roles.ts';
import { reportStep } from './steps.ts';

/** Azure refused to change a living object: a new one has to take its place. */
export class RefusedUpdateError extends Error {
  override readonly name = 'RefusedUpdateError';
  /** The object that stays as it is. */
  readonly id: string;

  constructor(id: string, cause: AzureError) {
    super(cause.message, { cause });
    this.id = id;
  }
}

export interface Applying {
  readonly owner: string;
  /** Asked right before assignments begin to refuse: what has come since the plan that would be locked out, by id of the assignment. */
  readonly lookAgain?: () => Promise<ReadonlyMap<string, string>>;
}

/** What was written, and what was left. */
export interface Applied {
  readonly notes: readonly string[];
}

/**
 * Writes in the order of dependence, each kind side by side: definitions, initiatives, assignments, role assignments, exemptions; then
 * what is enforced; then what is taken away, in the order backwards. Each step is journalled as it is done, so that a run that is cut
 * short tells what it did, and a second one does the rest.
 */
export async function applyPolicies(plan: AssignmentPlan, journal: ReportStep[], tools: Tools, { owner, lookAgain }: Applying): Promise<Applied> {
  const answers = new Map<string, JsonObject>();
  const steps = plan.policies.steps.filter(({ action }) => action !== 'unchanged');
  const writes = (kind: PolicyObjectKind): readonly PolicyStep[] => steps.filter(({ action, object }) => object.kind === kind && action !== 'delete' && action !== 'enforce');
  await protectFirst(plan, steps, tools);
  for (const kind of policyObjectKinds) {
    const due = kind === 'roleAssignment' ? [...writes(kind), ...await newRoles(plan, answers, owner, tools)] : writes(kind);
    await sideBySide(due, journal, tools, async (step) => {
      const body = await writeReplicated(step, journal.length > 0, tools);
      if (kind === 'assignment') answers.set(step.object.id.toLowerCase(), body);
    });
  }
  const notes = await enforce(steps.filter(({ action }) => action === 'enforce'), journal, tools, lookAgain);
  await removeObjects(steps, journal, tools);
  return { notes };
}

/**
 * Where an assignment refuses already, what is changed in it bites at once: whoever gets time is exempt before, from all of it, as Azure does
 * not know the new members yet that the exemption is about; it is narrowed to them in its turn. A run that is cut short in between locks nobody out.
 */
async function protectFirst({ assignments }: AssignmentPlan, steps: readonly PolicyStep[], tools: Tools): Promise<void> {
  const enforced = new Set(assignments.filter(({ wasEnforced }) => wasEnforced).map(({ id }) => id.toLowerCase()));
  const due = steps.filter(({ action, object }) => action === 'create' && object.kind === 'exemption' && isGrace(object.body) && enforced.has(assignmentOf(object.body)));
  await Promise.all(due.map(async (step) => {
    const properties = step.object.body['properties'];
    const { policyDefinitionReferenceIds: _, ...whole } = isJsonObject(properties) ? properties : {};
    await writeReplicated({ ...step, object: { ...step.object, body: { ...step.object.body, properties: whole } } }, false, tools);
  }));
}

/** Carries out the deletions among steps, each kind before those that it refers to. What turns out to be in use is left, and told. */
export async function removeObjects(steps: readonly PolicyStep[], journal: ReportStep[], tools: Tools): Promise<void> {
  for (const kind of policyObjectKinds.toReversed()) {
    const due = steps.filter(({ action, object }) => action === 'delete' && object.kind === kind);
    await sideBySide(due, journal, tools, async (step) => await remove(step, tools));
  }
}

/** Carries steps out side by side; the client keeps to Azure's quota. The first failure is thrown once all have come to an end. */
async function sideBySide(steps: readonly PolicyStep[], journal: ReportStep[], tools: Tools, carryOut: (step: PolicyStep) => Promise<string | void>): Promise<void> {
  const began = tools.clock.now();
  let [done, told] = [0, began];
  const all = await Promise.allSettled(steps.map(async (step) => {
    const started = tools.clock.now();
    const left = await carryOut(step);
    const now = tools.clock.now();
    journal.push(typeof left === 'string' ? { ...reportStep(step, 'skipped'), details: [left] } : reportStep(step, 'done', now - started));
    done += 1;
    if (now - told < progressEvery) return;
    told = now;
    tools.logger.progress({ subject: 'policy objects', state: `${done} of ${steps.length} written`, elapsed: now - began });
  }));
  const failed = all.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Milliseconds between two lines of progress. */
const progressEvery = 2000;

async function enforce(steps: readonly PolicyStep[], journal: ReportStep[], tools: Tools, lookAgain: Applying['lookAgain']): Promise<readonly string[]> {
  if (steps.length === 0) return [];
  const objections = (await lookAgain?.()) ?? new Map<string, string>();
  const [held, due] = [steps.filter(({ object }) => objections.has(object.id.toLowerCase())), steps.filter(({ object }) => !objections.has(object.id.toLowerCase()))];
  await sideBySide(due, journal, tools, async (step) => void (await writeReplicated(step, true, tools)));
  for (const step of held) journal.push({ ...reportStep(step, 'skipped'), details: [objections.get(step.object.id.toLowerCase()) ?? ''] });
  return held.map(({ object }) => objections.get(object.id.toLowerCase()) ?? '');
}

/** The role assignments that new identities need, now that they have principals. */
async function newRoles({ assignments }: AssignmentPlan, answers: ReadonlyMap<string, JsonObject>, owner: string, { arm }: Tools): Promise<readonly PolicyStep[]> {
  const found = await Promise.all(assignments.filter(({ roles, principalId }) => roles.length > 0 && principalId === undefined).map(async ({ id, scope, roles }) => {
    const principalId = textAt(answers.get(id.toLowerCase()), 'identity', 'principalId');
    if (principalId === undefined) throw new AzureError(`Azure gave the assignment ${id} no identity, which its policies act with.`, { status: 200, code: 'NoIdentity' });
    return await missingRoles({ assignmentId: id, scope, principalId, roles }, owner, arm);
  }));
  return found.flat();
}

/** Seconds between tries while Azure spreads what was just written: three minutes in all. */
const replicationWaits = [5, 10, 15, 30, 30, 30, 30, 30];

/**
 * Writes an object that refers to others. Azure answers a write before all of its parts know of it, and then refuses what refers to it
 * (Azure-Landing-Zones issue 277, "a simple re-run helps"): that is waited out, but only where this run has just written something.
 */
async function writeReplicated(step: PolicyStep, afterOthers: boolean, tools: Tools): Promise<JsonObject> {
  const { object } = step;
  const { apiVersion } = kindFacts[object.kind];
  for (const [attempt, wait] of [...replicationWaits, undefined].entries()) {
    try {
      const { body } = await tools.arm.send({ method: 'PUT', path: object.id, apiVersion, body: object.body });
      return typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : {};
    } catch (error) {
      if (step.action === 'update' && error instanceof AzureError && isRefusedUpdate(error)) throw new RefusedUpdateError(object.id, error);
      if (object.kind === 'roleAssignment' && error instanceof AzureError && /^RoleAssignmentExists$/i.test(error.code)) return {};
      if (wait === undefined || !afterOthers || object.kind === 'definition' || !isReplicationLag(error)) throw error;
      if (attempt === 0) tools.logger.info(`Azure does not know yet what ${object.name} refers to; trying again for up to three minutes.`);
      await tools.clock.sleep(wait * 1000, tools.signal);
    }
  }
  throw new Error('The waits have no end.');
}

/** limits.md and Azure-Landing-Zones issue 2581: what Azure never changes on a living object. */
function isRefusedUpdate({ code }: AzureError): boolean {
  return /^InvalidPolicy(Set)?ParameterUpdate$|^InvalidPolicyDefinitionIdUpdate$/i.test(code);
}

function isReplicationLag(error: unknown): boolean {
  if (!(error instanceof AzureError) || (error.status !== 400 && error.status !== 404)) return false;
  if (/^PrincipalNotFound$/i.test(error.code)) return true;
  if (/^Policy((Set)?Definition|Assignment)NotFound$/i.test(error.code)) return true;
  return /^InvalidCreatePolicy(Assignment|SetDefinition|Exemption)Request$/i.test(error.code) && /out of scope|at or above|could not be found/i.test(error.message);
}

/** Returns why an object was left, or nothing when it is gone. */
async function remove({ object }: PolicyStep, { arm }: Tools): Promise<string | void> {
  try {
    await arm.send({ method: 'DELETE', path: object.id, apiVersion: kindFacts[object.kind].apiVersion });
  } catch (error) {
    if (error instanceof AzureError && error.status === 404) return;
    if (error instanceof AzureError && /^InvalidDeletePolicy(Set)?DefinitionRequest$/i.test(error.code)) return `left, as it is in use: ${error.message}`;
    throw error;
  }
}
