import type { StandInResponse } from '../../http.ts';
import { failure } from '../answers.ts';

/** A rate limit to play (docs.github.com, "Rate limits for the REST API"). */
export interface RateLimit {
  /** `primary`: the hour's requests are used up. `secondary`: too much at once. */
  readonly kind: 'primary' | 'secondary';
  /** GitHub answers either way. */
  readonly status: 403 | 429;
  /** How many requests are answered so. */
  readonly requests: number;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** What GitHub answers under the limit, with the headers that it sends. */
export function rateLimited({ kind, status, retryAfter }: RateLimit): StandInResponse {
  const message = kind === 'primary' ? 'API rate limit exceeded for installation ID 1.' : 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  // The end of the window in seconds since 1970; long past, as the stand-in has no clock.
  const primary = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1700000000' };
  const after = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { ...failure(status, message), headers: { ...(kind === 'primary' ? primary : {}), ...after } };
}
