import type { JsonObject } from '../../../arm/json.ts';
import { AzureError } from '../../../azure/arm-error.ts';
import { completed, continuesByItself } from '../../../azure/operation.ts';
import type { WriteStep } from '../../../isolation/write-step.ts';
import type { ReportStep } from '../../../report/report.ts';
import { CancelledError } from '../../../run/errors.ts';
import { formatElapsed } from '../../../run/logger.ts';
import { StalePlanError } from '../../deploy/stale-plan.ts';
import type { Tools } from '../../tools.ts';

/** Carries steps out in order; each is pushed to `journal` as it ends. Returns the last document that Azure answered with. */
export async function writeSteps(steps: readonly WriteStep[], journal: ReportStep[], pollInterval: number, tools: Tools): Promise<JsonObject | undefined> {
  let document: JsonObject | undefined;
  for (const step of steps) {
    const started = tools.clock.now();
    tools.logger.info(step.title);
    for (const detail of step.details) tools.logger.info(`  ${detail}`);
    try {
      document = await writeStep(step, pollInterval, tools);
    } catch (error) {
      if (!(error instanceof StalePlanError)) journal.push({ ...described(step, 'failed'), elapsed: tools.clock.now() - started });
      throw error;
    }
    const elapsed = tools.clock.now() - started;
    journal.push({ ...described(step, 'done'), elapsed });
    tools.logger.info(`  done in ${formatElapsed(elapsed)}`);
  }
  return document;
}

async function writeStep(step: WriteStep, pollInterval: number, tools: Tools): Promise<JsonObject> {
  const request = { method: 'PUT' as const, path: step.id, apiVersion: step.apiVersion, body: step.body, headers: step.condition };
  let answer;
  try {
    answer = await tools.arm.send(request);
  } catch (error) {
    if (isStale(error)) throw new StalePlanError(error instanceof Error ? error.message : '', { cause: error });
    if (error instanceof CancelledError) throw new CancelledError(`The request "${step.title}" was on its way when the run was cancelled; Azure may have taken it. ${continuesByItself}`, { cause: error });
    throw error;
  }
  return await completed({ request, answer }, step.subject, { ...tools, pollInterval });
}

/**
 * 412: the state has changed since it was read. 409: another operation came first (AKS: OperationNotAllowed, EtagMismatch).
 * Both mean: look again, never send the old body again.
 */
function isStale(error: unknown): boolean {
  if (!(error instanceof AzureError)) return false;
  return error.status === 412 || (error.status === 409 && /^(OperationNotAllowed|EtagMismatch)\b/i.test(error.code));
}

export function described(step: WriteStep, status: ReportStep['status']): ReportStep {
  return { title: step.title, status, resourceId: step.id, details: step.details };
}
