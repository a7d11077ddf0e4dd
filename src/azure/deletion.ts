import { createHttpPoller, type OperationState, type RunningOperation } from '@azure/core-lro';
import { textAt } from '../arm/json.ts';
import { CancelledError } from '../run/errors.ts';
import { formatElapsed } from '../run/logger.ts';
import type { ArmAnswer, ArmRequest } from './arm-client.ts';
import { AzureError, operationErrorFrom } from './arm-error.ts';
import { asResponse, continuesByItself, createNarrator, stateOf, type OperationTools } from './operation.ts';

/**
 * Deletes a resource and waits until it is gone. What is gone already is done. Throws `AzureError` with Azure's own text when it refuses or
 * the operation fails, `CancelledError` when cancelled.
 */
export async function deleteAndWait(request: ArmRequest & { readonly method: 'DELETE' }, subject: string, tools: OperationTools): Promise<void> {
  const started = tools.clock.now();
  const narrator = createNarrator(subject, started, tools);
  let wait = tools.pollInterval;
  let last: unknown;
  let accepted: ArmAnswer | undefined;
  const operation: RunningOperation = {
    sendInitialRequest: async () => {
      const answer = await tools.arm.send(request);
      accepted = answer;
      wait = waitAfter(answer.headers, tools.pollInterval);
      return asResponse(request, answer);
    },
    sendPollRequest: async (path) => {
      const answer = await tools.arm.send({ method: 'GET', path });
      last = answer.body;
      wait = waitAfter(answer.headers, tools.pollInterval);
      narrator.saw(answer.status === 202 ? 'Deleting' : stateOf(answer.body));
      return asResponse({ method: 'GET', path }, answer);
    },
  };
  const poller = createHttpPoller<unknown, OperationState<unknown>>(operation);
  try {
    await poller.submitted();
    while (!poller.isDone) {
      await tools.clock.sleep(wait, tools.signal);
      await poller.poll({ abortSignal: tools.signal });
    }
    tools.logger.debug(`${subject} was gone after ${formatElapsed(tools.clock.now() - started)}`);
  } catch (error) {
    if (tools.signal.aborted) throw new CancelledError(`${subject} was ${narrator.lastState()} when the run was cancelled. ${continuesByItself}`, { cause: error });
    if (error instanceof AzureError && error.status === 404 && accepted === undefined) return;
    if (['failed', 'canceled'].includes(textAt(last, 'status')?.toLowerCase() ?? '')) throw operationErrorFrom(subject, last, accepted?.headers['x-ms-correlation-request-id']);
    throw error;
  }
}

/** Milliseconds until the next look. */
function waitAfter(headers: Readonly<Record<string, string>>, pollInterval: number): number {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return seconds >= 0 ? seconds * 1000 : pollInterval;
}
