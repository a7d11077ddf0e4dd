import type { PipelinePolicy, PipelineResponse } from '@azure/core-rest-pipeline';
import { AzureError } from './arm-error.ts';

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
 * Gives a 429 without `Retry-After` the wait that it lacks, so that the SDK's own retry takes it up. ARM says the seconds in
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
  return ['retry-after', 'retry-after-ms', 'x-ms-retry-after-ms'].some((name) => response.headers.has(name));
}

const defaultWaitSeconds = 10;
const longestWaitSeconds = 120;

function secondsToWait(response: PipelineResponse): number {
  const said = /try again after '?(\d{1,4})'? seconds/i.exec(response.bodyAsText ?? '')?.[1];
  return Math.min(said === undefined ? defaultWaitSeconds : Number(said), longestWaitSeconds);
}
