import type { Clock } from '../../run/clock.ts';
import { claimsOf } from './jwt.ts';

/** Asked anew this long before it expires: GitHub's token lives five minutes, and a slow sign-in must still find it valid. */
const margin = 60_000;

/** Where the token comes from: GitHub's OIDC endpoint for an audience. */
export type RequestIdToken = (audience: string) => Promise<string>;

/** The current assertion, asked for on demand and kept until shortly before it expires. */
export interface AssertionSource {
  readonly current: () => Promise<string>;
  /** What was presented last, for the explanation of a refused sign-in. */
  readonly presented: () => string | undefined;
}

/**
 * The SDK asks for an assertion twice for every token, also when it has the token cached: without memory that would be
 * four requests to GitHub for two clients. Hours later, in a long migration, it is asked for anew.
 */
export function memoisedAssertion(request: RequestIdToken, audience: string, clock: Clock): AssertionSource {
  let pending: Promise<string> | undefined;
  let kept: { readonly token: string; readonly askAgainAt: number } | undefined;

  const ask = async (): Promise<string> => {
    try {
      const token = await request(audience);
      const expires = claimsOf(token)?.['exp'];
      kept = { token, askAgainAt: typeof expires === 'number' ? expires * 1000 - margin : clock.now() };
      return token;
    } finally {
      pending = undefined;
    }
  };

  return {
    presented: () => kept?.token,
    current: () => {
      if (kept !== undefined && clock.now() < kept.askAgainAt) return Promise.resolve(kept.token);
      pending ??= ask();
      return pending;
    },
  };
}
