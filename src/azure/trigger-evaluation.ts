import { apiVersions } from '../arm/api-versions.ts';
import { textAt } from '../arm/json.ts';
import { parseScope } from '../arm/scope.ts';
import { formatElapsed, type Logger } from '../run/logger.ts';
import type { Clock } from '../run/clock.ts';
import { UserError } from '../run/errors.ts';
import type { ArmClient } from './arm-client.ts';
import type { ArmAnswer } from './arm-exchange.ts';
import { AzureError, operationErrorFrom } from './arm-error.ts';
import { createNarrator } from './operation.ts';
import { requireOrigin } from './pipeline.ts';

export interface EvaluationTools {
  readonly arm: ArmClient;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** How evaluations ended that were asked for. */
export interface TriggeredEvaluations {
  /** Scopes that were evaluated to the end. */
  readonly evaluated: readonly string[];
  /** The others, in sentences: refused, failed, or not over in time, in which case Azure goes on. */
  readonly notes: readonly string[];
}

/** So many scopes are evaluated at a time: each is a scan of a whole subscription. */
const abreast = 4;
/** Between two looks, when Azure does not say; and no shorter than the first, no longer than the second. Milliseconds. */
const poll = { usual: 30_000, shortest: 1000, longest: 60_000 } as const;

/**
 * Asks Azure Policy to evaluate subscriptions and resource groups now, and waits until it has. There is no such evaluation of a management
 * group: its subscriptions have to be named. A scope that Azure refuses, fails at, or is not done with in time is a note.
 * Throws UserError for other scopes, CancelledError when cancelled (Azure then goes on by itself).
 * Source: Microsoft Learn, "Get compliance data of Azure resources", on-demand evaluation scan: 202 with `Location`, which answers 202 until
 * it is over. Needs `Microsoft.PolicyInsights/policyStates/triggerEvaluation/action`, which Reader does not have.
 * @param limit milliseconds for all of them together
 */
export async function triggerEvaluations(scopes: readonly string[], limit: number, tools: EvaluationTools): Promise<TriggeredEvaluations> {
  const wanted = [...new Map(scopes.map((scope) => [scope.toLowerCase(), scope])).values()];
  const strange = wanted.find((scope) => !['subscription', 'resourceGroup'].includes(parseScope(scope)?.kind ?? ''));
  if (strange !== undefined) throw new UserError(`Azure Policy evaluates subscriptions and resource groups on demand, and "${strange}" is neither. Name the subscriptions below it.`);
  const deadline = tools.clock.now() + limit;
  const evaluated: string[] = [];
  const notes: string[] = [];
  const queue = wanted.values();
  const worker = async (): Promise<void> => {
    for (const scope of queue) {
      const note = await evaluate(scope, deadline, tools);
      if (note === undefined) evaluated.push(scope);
      else notes.push(note);
    }
  };
  await Promise.all(Array.from({ length: Math.min(abreast, wanted.length) }, worker));
  return { evaluated, notes };
}

/** A sentence when it did not come to an end. */
async function evaluate(scope: string, deadline: number, tools: EvaluationTools): Promise<string | undefined> {
  const { arm, clock, signal } = tools;
  const subject = `the evaluation of ${scope} by Azure Policy`;
  const started = clock.now();
  // Others may have taken all the time.
  if (started >= deadline) return `Azure Policy was not asked to evaluate ${scope}: there was no time left.`;
  const narrator = createNarrator(subject, started, tools);
  try {
    let answer = await arm.send({ method: 'POST', path: `${scope}/providers/Microsoft.PolicyInsights/policyStates/latest/triggerEvaluation`, apiVersion: apiVersions.policyStates });
    while (answer.status === 202) {
      narrator.saw('Evaluating');
      const location = answer.headers['location'];
      if (location === undefined) throw new AzureError(`Azure accepted ${subject} without saying where its state is.`, { status: answer.status, code: 'NoLocation' });
      requireOrigin(location, new URL(arm.endpoint).origin);
      if (clock.now() >= deadline) return `Azure Policy was still evaluating ${scope} after ${formatElapsed(clock.now() - started)}; it goes on by itself, and its states here may be older.`;
      await clock.sleep(Math.min(waitOf(answer), Math.max(poll.shortest, deadline - clock.now())), signal);
      answer = withLocation(await arm.send({ method: 'GET', path: location }), location);
    }
    const status = textAt(answer.body, 'status') ?? 'Succeeded';
    narrator.saw(status);
    if (!/^succeeded$/i.test(status)) throw operationErrorFrom(subject, answer.body, answer.headers['x-ms-correlation-request-id']);
    return undefined;
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    return `Azure Policy did not evaluate ${scope} on demand: ${error.message}`;
  }
}

/** An answer that names no address is about the same one. */
function withLocation(answer: ArmAnswer, location: string): ArmAnswer {
  return answer.headers['location'] === undefined ? { ...answer, headers: { ...answer.headers, location } } : answer;
}

function waitOf({ headers }: ArmAnswer): number {
  const milliseconds = Number(headers['retry-after-ms'] ?? Number(headers['retry-after'] ?? Number.NaN) * 1000);
  return Number.isFinite(milliseconds) ? Math.min(poll.longest, Math.max(poll.shortest, milliseconds)) : poll.usual;
}
