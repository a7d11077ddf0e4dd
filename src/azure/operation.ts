import { createHttpPoller, type OperationResponse, type OperationState, type RunningOperation } from '@azure/core-lro';
import { formatElapsed, type Logger } from '../run/logger.ts';
import type { Clock } from '../run/clock.ts';
import { CancelledError } from '../run/errors.ts';
import { isJsonObject, textAt, type JsonObject } from '../arm/json.ts';
import type { ArmClient } from './arm-client.ts';
import type { ArmAnswer, ArmRequest } from './arm-exchange.ts';
import { operationErrorFrom } from './arm-error.ts';
import { retryAfterOf } from './request-lanes/quota-headers.ts';

export interface OperationTools {
  readonly arm: ArmClient;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Milliseconds between two polls; a `Retry-After` of Azure wins. */
  readonly pollInterval: number;
  /** Called at every look. */
  readonly onLook?: () => Promise<void>;
}

/** What a cancelled wait leaves behind, and how to go on. */
export const continuesByItself = 'Azure goes on with the operation by itself: run the same command again to continue from where it then stands.';

/** A write that was sent. */
export interface SentWrite {
  readonly request: ArmRequest & { readonly method: 'PUT' | 'POST' | 'DELETE' };
  readonly answer: ArmAnswer;
}

/**
 * Waits until what a write started has come to rest and returns the resource's document then (of a PUT; of others what Azure answers last, `{}` for nothing).
 * Progress is reported as it comes.
 * Throws `AzureError` with Azure's own text when the operation fails, `CancelledError` with the state it was in when cancelled.
 */
export async function completed({ request, answer }: SentWrite, subject: string, tools: OperationTools): Promise<JsonObject> {
  const started = tools.clock.now();
  const narrator = createNarrator(subject, started, tools);
  let lastStatus: unknown = answer.body;
  let wait = waitAfter(answer, tools);
  const operation: RunningOperation<JsonObject> = {
    sendInitialRequest: () => Promise.resolve(asResponse(request, answer)),
    sendPollRequest: async (path) => {
      const polled = await tools.arm.send({ method: 'GET', path, ...(path.startsWith('http') ? {} : { apiVersion: request.apiVersion ?? '' }) });
      lastStatus = polled.body;
      wait = waitAfter(polled, tools);
      narrator.saw(stateOf(polled.body));
      await tools.onLook?.();
      return asResponse({ method: 'GET', path }, polled);
    },
  };
  const poller = createHttpPoller<JsonObject, OperationState<JsonObject>>(operation, { intervalInMs: tools.pollInterval, resolveOnUnsuccessful: true });
  try {
    await poller.submitted();
    // The SDK's own waiting knows no clock but the system's.
    for (let polls = 0; !poller.isDone; polls += 1) {
      if (polls > 0) await tools.clock.sleep(wait, tools.signal);
      await poller.poll({ abortSignal: tools.signal });
    }
    if (poller.operationState?.status !== 'succeeded') throw poller.operationState?.error ?? new Error(`${subject} did not succeed.`);
    tools.logger.debug(`${subject} came to rest after ${formatElapsed(tools.clock.now() - started)}`);
    return poller.result ?? {};
  } catch (error) {
    if (tools.signal.aborted) throw new CancelledError(`${subject} was ${narrator.lastState()} when the run was cancelled. ${continuesByItself}`, { cause: error });
    if (['failed', 'canceled'].includes(poller.operationState?.status ?? '')) throw operationErrorFrom(subject, lastStatus, answer.headers['x-ms-correlation-request-id']);
    throw error;
  }
}

/** Milliseconds to the next poll: what Azure asks for, else what the user wants. More than five minutes is no wish of Azure's. */
function waitAfter({ headers }: ArmAnswer, { clock, pollInterval }: Pick<OperationTools, 'clock' | 'pollInterval'>): number {
  const isAsked = ['retry-after-ms', 'x-ms-retry-after-ms', 'retry-after'].some((name) => headers[name] !== undefined);
  const asked = isAsked ? retryAfterOf((name) => headers[name], clock.now()) : 0;
  return asked > 0 ? Math.min(asked, 300_000) : pollInterval;
}

/** Says what is going on: every look in the first minute, then once a minute. */
export function createNarrator(
  subject: string, started: number, { clock, logger }: Pick<OperationTools, 'clock' | 'logger'>,
): { saw(state: string): void; lastState(): string } {
  let last = '';
  let spokeAt = Number.NEGATIVE_INFINITY;
  return {
    lastState: () => (last === '' ? 'accepted by Azure' : last),
    saw(state) {
      const now = clock.now();
      const due = !isTerminal(state) && (now - started < 60_000 || now - spokeAt >= 60_000);
      if (state !== last || due) {
        logger.progress({ subject, state, elapsed: now - started });
        spokeAt = now;
      }
      last = state;
    },
  };
}

function isTerminal(state: string): boolean {
  return ['succeeded', 'failed', 'canceled'].includes(state.toLowerCase());
}

/** The state that a status or a document tells. */
function stateOf(body: unknown): string {
  return textAt(body, 'status') ?? textAt(body, 'properties', 'provisioningState') ?? 'InProgress';
}

/** An exchange as the SDK's poller reads it. */
function asResponse(request: ArmRequest, answer: ArmAnswer): OperationResponse<JsonObject> {
  const flat = isJsonObject(answer.body) ? answer.body : {};
  const rawRequest = { method: request.method, url: request.path, ...(request.body === undefined ? {} : { body: request.body }) };
  return { flatResponse: flat, rawResponse: { statusCode: answer.status, headers: { ...answer.headers }, body: answer.body, request: rawRequest } };
}
