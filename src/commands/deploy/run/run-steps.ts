import { apiVersions } from '../../../arm/api-versions.ts';
import { textAt } from '../../../arm/json.ts';
import { AzureError } from '../../../azure/arm-error.ts';
import type { Step } from '../../../isolation/deployment/step.ts';
import { poolNameOf, poolsOf } from '../../../isolation/document/cluster.ts';
import type { ReportStep } from '../../../report/report.ts';
import { CancelledError } from '../../../run/errors.ts';
import { formatElapsed } from '../../../run/logger.ts';
import type { Tools } from '../../tools.ts';
import { StalePlanError } from '../stale-plan.ts';
import { perform, type Performing } from './perform.ts';

/**
 * Carries steps out, each as soon as those before it are done, side by side where none waits for the other; each is pushed to `journal` as it ends.
 * The first failure lets no further step begin; what is under way is waited for, and then the failure thrown. Returns whether all of it is done: false
 * where Azure works on something that is not waited for.
 */
export async function runSteps(steps: readonly Step[], journal: ReportStep[], performing: Performing, tools: Tools): Promise<boolean> {
  const failures: Error[] = [];
  let isDone = true;
  const running = new Map<string, Promise<boolean>>();
  const run = async (step: Step): Promise<boolean> => {
    const before = await Promise.all(step.after.map(async (key) => await (running.get(key) ?? true)));
    if (failures.length > 0 || before.includes(false)) return false;
    try {
      const isOver = await carryOut(step, journal, performing, tools);
      if (!isOver) isDone = false;
      return isOver;
    } catch (error) {
      failures.push(error instanceof Error ? error : new Error(String(error)));
      return false;
    }
  };
  for (const step of inOrder(steps)) running.set(step.key, run(step));
  await Promise.all(running.values());
  // A failure says more than a plan that no longer fits, and a cancellation is none of Azure's.
  const first = failures.find((error) => error instanceof CancelledError) ?? failures.find((error) => !(error instanceof StalePlanError)) ?? failures[0];
  if (first !== undefined) throw first;
  return isDone;
}

async function carryOut(step: Step, journal: ReportStep[], performing: Performing, tools: Tools): Promise<boolean> {
  const started = tools.clock.now();
  tools.logger.info(step.title);
  for (const detail of step.details) tools.logger.info(`  ${detail}`);
  try {
    await performing.onLook();
    const performed = await perform(step, performing, tools);
    const elapsed = tools.clock.now() - started;
    note(step, performing, tools);
    journal.push({ ...described(step, performed === 'unchanged' ? 'unchanged' : 'done'), ...(performed === 'begun' ? { details: [...step.details, 'begun, and not waited for'] } : {}), elapsed });
    tools.logger.info(performed === 'unchanged' ? `  ${step.subject} is so already` : performed === 'begun' ? '  begun, and not waited for' : `  done in ${formatElapsed(elapsed)}: ${step.subject}`);
    return performed !== 'begun';
  } catch (error) {
    if (error instanceof StalePlanError || error instanceof CancelledError) throw error;
    journal.push({ ...described(step, 'failed'), elapsed: tools.clock.now() - started });
    throw await withCause(step, error, tools);
  }
}

/** What later steps have to know of this one. */
function note(step: Step, { state }: Performing, tools: Tools): void {
  if (/\/roleAssignments\//i.test(step.id)) state.rolesAt = tools.clock.now();
  if (/\/policyExemptions\//i.test(step.id) && step.work.kind === 'put') {
    state.exemptedAt = tools.clock.now();
    const exempted = textAt(typeof step.work.body === 'function' ? {} : step.work.body, 'properties', 'policyAssignmentId');
    if (exempted !== undefined) state.exempted.add(exempted.toLowerCase());
  }
}

/** What holds a cluster or pool that failed stands in its document, not in the operation. */
async function withCause(step: Step, error: unknown, tools: Tools): Promise<unknown> {
  const clusterId = /^(.*\/providers\/Microsoft\.ContainerService\/managedClusters\/[^/]+)/i.exec(step.id)?.[1];
  if (clusterId === undefined || !(error instanceof AzureError) || error.status >= 400) return error;
  const cluster = await tools.arm.find(clusterId, apiVersions.managedClusters).catch(() => undefined);
  const causes = [
    textAt(cluster, 'properties', 'status', 'provisioningError', 'message'),
    ...poolsOf(cluster).map((pool) => {
      const message = textAt(pool, 'status', 'provisioningError', 'message');
      return message === undefined ? undefined : `Pool ${poolNameOf(pool)}: ${message}`;
    }),
  ].filter((cause) => cause !== undefined && !error.message.includes(cause));
  if (causes.length === 0) return error;
  const { status, code, correlationId, body } = error;
  return new AzureError(`${error.message} ${causes.join(' ')}`, { status, code, correlationId, body, cause: error });
}

export function described({ key, title, why, id, after, details, disruption }: Step, status: ReportStep['status']): ReportStep {
  return { title, status, resourceId: id, details, key, after, why, ...(disruption.kind === 'none' ? {} : { disruption: disruption.what }) };
}

/** The same steps, each after those that it waits for. Throws for a circle, which is a bug. */
export function inOrder(steps: readonly Step[]): readonly Step[] {
  const left = new Map(steps.map((step) => [step.key, step]));
  const ordered: Step[] = [];
  while (left.size > 0) {
    const ready = [...left.values()].filter(({ after }) => !after.some((key) => left.has(key)));
    if (ready.length === 0) throw new Error(`These steps wait for each other: ${[...left.keys()].join(', ')}.`);
    for (const step of ready) {
      ordered.push(step);
      left.delete(step.key);
    }
  }
  return ordered;
}
