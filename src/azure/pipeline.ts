import type { Pipeline, PipelinePolicy, PipelineResponse } from '@azure/core-rest-pipeline';
import { AzureError } from './arm-error.ts';
import type { RequestLanes } from './request-lanes.ts';

/**
 * Lets requests go to one origin only. The SDK's poller follows whatever address an answer's `Azure-AsyncOperation` or
 * `nextLink` names, with the bearer token; an answer that names another host is refused before anything is sent there.
 */
export function pinnedOrigin(origin: string): PipelinePolicy {
  return {
    name: 'pinnedOriginPolicy',
    sendRequest(request, next) {
      requireOrigin(request.url, origin);
      return next(request);
    },
  };
}

/** Throws `AzureError` for an address on another origin. */
export function requireOrigin(address: string, origin: string): void {
  const wanted = new URL(address).origin;
  if (wanted === origin) return;
  throw new AzureError(`Azure's answer named an address on ${wanted}, but this run speaks only to ${origin}; nothing was sent there.`, {
    status: 0,
    code: 'ForeignHost',
  });
}

/**
 * Sends every try of a request when its lane lets it, so that a 429 is retried there and not by the SDK, whose four retries many
 * waiting requests would use up. What the lanes give up on loses its `Retry-After`, without which the SDK does not retry a 429.
 * A request may wait for minutes; therefore its token is taken after the lane, for each try: the SDK takes it once before all.
 */
export function addLanes(pipeline: Pipeline, lanes: RequestLanes): void {
  pipeline.addPolicy(laneByLane(lanes), { afterPhase: 'Retry', beforePolicies: [bearerTokenPolicy] });
}

/** `bearerTokenAuthenticationPolicyName` of @azure/core-rest-pipeline, which is loaded with the SDK only. */
const bearerTokenPolicy = 'bearerTokenAuthenticationPolicy';
const retryHeaders = ['retry-after', 'retry-after-ms', 'x-ms-retry-after-ms'];

function laneByLane(lanes: RequestLanes): PipelinePolicy {
  return {
    name: 'requestLanesPolicy',
    async sendRequest(request, next) {
      const { method, url, abortSignal } = request;
      const signal = abortSignal instanceof AbortSignal ? abortSignal : undefined;
      const response = await lanes.through(
        { method, path: new URL(url).pathname, signal },
        async () => await next(request),
        ({ status, headers }) => ({ status, header: (name) => headers.get(name) }),
      );
      if (response.status === 429) for (const name of retryHeaders) response.headers.delete(name);
      return response;
    },
  };
}

/**
 * Gives a 429 without `Retry-After` the wait that it lacks, for the lanes to keep to. ARM says the seconds in
 * its message ("Please try again after '10' seconds", recorded answer); AKS's bucket refills once a minute per cluster.
 */
export function throttlingWait(): PipelinePolicy {
  return {
    name: 'throttlingWaitPolicy',
    async sendRequest(request, next) {
      const response = await next(request);
      if (response.status === 429 && !hasRetryAfter(response)) response.headers.set('retry-after-ms', String(secondsToWait(response) * 1000));
      return response;
    },
  };
}

function hasRetryAfter(response: PipelineResponse): boolean {
  return retryHeaders.some((name) => response.headers.has(name));
}

const defaultWaitSeconds = 10;
const longestWaitSeconds = 120;

function secondsToWait(response: PipelineResponse): number {
  const said = /try again after '?(\d{1,4})'? seconds/i.exec(response.bodyAsText ?? '')?.[1];
  return Math.min(said === undefined ? defaultWaitSeconds : Number(said), longestWaitSeconds);
}
