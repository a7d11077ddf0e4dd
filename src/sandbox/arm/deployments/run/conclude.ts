import { isJsonObject, type JsonObject } from '../../../../arm/json.ts';
import { randomUUID } from 'node:crypto';
import { findUnknown } from '../../../../language/values.ts';
import type { ExpandedResource, TemplateProblem } from '../../../../template/index.ts';
import { deploymentType, type Deployment, type DeploymentStep } from '../deployment.ts';
import { deploymentFailed } from '../errors.ts';
import { declarationsIn, endDeployment, findDeployment, storeDeployment } from '../store.ts';
import type { Situation } from './situation.ts';
import { keepStep } from './steps.ts';
import { wakingTime } from './wake.ts';

/** Ends the nested deployments in which nothing is under way any more; false when there are none. */
export function concludeNested(situation: Situation): boolean {
  const open = situation.deployment.steps.filter((step) => step.state === 'Running' && step.operation === undefined);
  // The innermost first: the end of one may be the end of what is around it.
  const step = wakingTime(situation) === undefined ? open.findLast((one) => isOver(one, situation)) : undefined;
  if (step === undefined) return false;
  const nested = findDeployment(situation.arm.state, step.id);
  const resource = situation.expansion.resources.find(({ id }) => id?.toLowerCase() === step.id.toLowerCase());
  if (nested !== undefined) endDeployment(situation.arm.state, nested, situation.now, endOf(nested, resource?.deploying().nested?.outputs(), situation));
  const ended = findDeployment(situation.arm.state, step.id);
  const end = ended?.state === 'Succeeded' ? { state: 'Succeeded' as const } : { state: 'Failed' as const, ...(ended?.error === undefined ? {} : { error: ended.error }) };
  keepStep(situation.deployment, { ...step, ...end, endedAt: situation.now }, situation.arm.state);
  return true;
}

/** Nothing in it is under way, and what it has not begun will never be: nothing anywhere is written any more that it could wait for. */
function isOver(step: DeploymentStep, situation: Situation): boolean {
  if (within(step.id, situation).some(({ state }) => state === 'Running')) return false;
  const nested = findDeployment(situation.arm.state, step.id);
  const isAllQuiet = !situation.deployment.steps.some(({ state, operation }) => state === 'Running' && operation !== undefined);
  return isAllQuiet || nested === undefined || neverBegun(nested, situation).length === 0;
}

/** Ends the outermost deployment when nothing is under way any more, or tells when there is something to do again. */
export function concludeRoot(situation: Situation): void {
  const { deployment, arm: { state }, now, expansion } = situation;
  const current = findDeployment(state, deployment.id) ?? deployment;
  const wakesAt = wakingTime(situation);
  if (wakesAt !== undefined) storeDeployment(state, { ...current, wakesAt });
  else if (!current.steps.some((step) => step.state === 'Running')) finish(situation, endOf(current, outputsWithTypes(current.template, expansion.outputs), { ...situation, now }));
}

function finish({ deployment, arm: { state, settings: { evaluationDelay } }, now }: Situation, ownEnd: Pick<Deployment, 'state' | 'error' | 'outputs'>): void {
  const current = findDeployment(state, deployment.id) ?? deployment;
  const { fate } = current;
  if (fate === 'never') return;
  const end = fate === undefined ? ownEnd : { state: fate.status, error: { ...fate.error } };
  endDeployment(state, current, now, end);
  if (deployment.remediates !== undefined) state.policyStates.plan({ due: now + evaluationDelay, scope: deployment.remediates.toLowerCase() });
  const status = end.state === 'Succeeded' ? 'Succeeded' : 'Failed';
  state.activity.add([], [{ id: randomUUID(), resourceId: deployment.id, at: now, caller: deployment.actor.name, operation: `${deploymentType}/write`, method: 'PUT', status, correlationId: deployment.correlationId }]);
}

function within(id: string, { deployment: { steps } }: Situation): readonly DeploymentStep[] {
  return steps.filter((step) => step.deployment === id.toLowerCase());
}

/** How a deployment ends in which nothing is under way: `outputs` as its template has them, `{"name": {"type", "value"}}`. */
function endOf(deployment: Deployment, outputs: unknown, situation: Situation): Pick<Deployment, 'state' | 'error' | 'outputs'> {
  const failed = within(deployment.id, situation).flatMap(({ state, error }) => (state === 'Failed' && error !== undefined ? [error] : []));
  if (failed.length > 0) return { state: 'Failed', error: deploymentFailed(deployment, failed) };
  const stuck = neverBegun(deployment, situation);
  if (stuck.length > 0) return { state: 'Failed', error: deploymentFailed(deployment, stuck.map((resource) => whyStuck(resource, situation))) };
  const problem = situation.expansion.problems.find(({ kind }) => kind === 'error');
  const isOfOutputs = problem?.place.pointer.startsWith('/outputs') === true;
  if (problem !== undefined && !isOfOutputs) return { state: 'Failed', error: deploymentFailed(deployment, [unprocessable(problem)]) };
  const made = isJsonObject(outputs) ? outputs : {};
  const unknown = findUnknown(made);
  if (unknown !== undefined || (problem !== undefined && deployment.root === undefined)) {
    const [missing] = situation.sight.missing.values();
    const message = `Unable to evaluate template outputs: '${Object.keys(made).join(',')}'. Please see error details and deployment operations. Please see https://aka.ms/arm-common-errors for usage details.`;
    return { state: 'Failed', error: { code: 'DeploymentOutputEvaluationFailed', message, details: [missing ?? (problem === undefined ? { code: 'InvalidTemplate', message: unknown?.why } : unprocessable(problem))] } };
  }
  return { state: 'Succeeded', outputs: made };
}

/** What a deployment has not begun to write, although nothing is under way any more. */
function neverBegun(deployment: Deployment, { deployment: { steps }, expansion }: Situation): readonly ExpandedResource[] {
  const begun = new Set(steps.map(({ id }) => id.toLowerCase()));
  const own = (resource: ExpandedResource): string => (resource.deploying().deployment ?? (deployment.root === undefined ? deployment.id : '')).toLowerCase();
  return expansion.resources.filter((resource) => own(resource) === deployment.id.toLowerCase() && !begun.has(resource.id?.toLowerCase() ?? ''));
}

function unprocessable({ message, place: { pointer } }: TemplateProblem): JsonObject {
  return { code: 'InvalidTemplate', message: `Unable to process template language expressions for '${pointer}' at line '1' and column '1'. '${message}'` };
}

function whyStuck({ body, name, mayBeAbsent, id, placeOf }: ExpandedResource, { sight: { missing }, expansion }: Situation): JsonObject {
  const { pointer } = placeOf('');
  const problem = expansion.problems.find(({ kind, place }) => kind === 'error' && (place.pointer === pointer || place.pointer.startsWith(`${pointer}/`)));
  if (problem !== undefined) return { ...unprocessable(problem), target: id };
  const [error] = missing.values();
  if (error !== undefined) return error;
  const why = mayBeAbsent?.why ?? findUnknown(body)?.why ?? 'what it depends on was not written';
  return { code: 'InvalidTemplate', target: id, message: `Unable to process template language expressions for resource '${name}'. '${why}'` };
}

function outputsWithTypes(template: JsonObject, values: JsonObject): JsonObject {
  const declared = declarationsIn(template, 'outputs');
  const typeOf = (name: string): unknown => (isJsonObject(declared[name]) ? declared[name]['type'] : undefined) ?? 'object';
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { type: typeOf(name), value }]));
}
