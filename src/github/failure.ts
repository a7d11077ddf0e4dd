import { messageOf } from '../run/errors.ts';

/**
 * Why GitHub did not do what was asked.
 * - `credentials`: 401, the token is not valid
 * - `permission`: 403, the token may not
 * - `limit`: 403 or 429 of a rate limit
 * - `absent`: 404, which GitHub also says of what a token may not see
 * - `gone`: 410, of what was deleted or is turned off
 * - `invalid`: any other 4xx
 * - `unavailable`: 5xx, or no answer at all
 * - `unexpected`: an answer in a shape that GitHub does not document
 */
export interface Failure {
  readonly kind: 'credentials' | 'permission' | 'limit' | 'absent' | 'gone' | 'invalid' | 'unavailable' | 'unexpected';
  /** What GitHub or the network said, on one line. */
  readonly reason: string;
}

/** Sorts what a call to GitHub threw. Octokit's errors carry the status as a number, network errors as 500. */
export function failureOf(thrown: unknown): Failure {
  const status = thrown instanceof Error && 'status' in thrown && typeof thrown.status === 'number' ? thrown.status : undefined;
  const message = messageOf(thrown).replace(/\s+/g, ' ');
  // Without a response there was no status either: Octokit's 500 is made up.
  const answered = thrown instanceof Error && 'response' in thrown && thrown.response !== undefined;
  return { kind: kindOf(status, message), reason: status !== undefined && answered ? `${status}: ${message}` : message };
}

function kindOf(status: number | undefined, message: string): Failure['kind'] {
  if (status === undefined) return 'unexpected';
  if (status >= 500) return 'unavailable';
  if (status === 429 || (status === 403 && /rate limit/i.test(message))) return 'limit';
  if (status === 401) return 'credentials';
  if (status === 403) return 'permission';
  if (status === 410) return 'gone';
  return status === 404 ? 'absent' : 'invalid';
}
