import { gitHubIssuer } from '../github-oidc.ts';
import type { AadstsCode } from './failure.ts';
import { decodeToken, isSignedBy, type DecodedToken, type SigningKey } from './jwt.ts';

/** The federated credential of the sandbox's application. Entra compares all three letter by letter, case included. */
export interface FederatedCredential {
  readonly key: SigningKey;
  readonly subject: string;
}

export interface AssertionProblem {
  readonly code: AadstsCode;
  readonly text: string;
}

/** The audience that a token for Entra has to name (Microsoft Learn, "Workload identity federation"). */
export const exchangeAudience = 'api://AzureADTokenExchange';

const help = 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation';
const advice = `Check your federated identity credential Subject, Audience and Issuer against the presented assertion. ${help}`;
/** Entra forgives clocks that differ by five minutes. */
const toleratedSkew = 300;

/** What is wrong with a client assertion, or undefined when it fits the credential. Entra names the first mismatch only. */
export function problemOfAssertion(assertion: string, credential: FederatedCredential, now: number): AssertionProblem | undefined {
  const token = decodeToken(assertion);
  if (token === undefined) return { code: 50013, text: 'Assertion failed signature validation. [Reason - The assertion is malformed.]' };
  const { iss, sub, aud } = token.claims;
  if (iss !== gitHubIssuer) return mismatch(700211, 'issuer', iss);
  if (!isSignedBy(token, credential.key)) {
    return { code: 50013, text: 'Assertion failed signature validation. [Reason - The key was not found.]' };
  }
  if (aud !== exchangeAudience) return mismatch(700212, 'audience', aud);
  if (sub !== credential.subject) return mismatch(700213, 'subject', sub);
  return problemOfTimes(token, now);
}

function mismatch(code: AadstsCode, part: string, presented: unknown): AssertionProblem {
  const shown = typeof presented === 'string' ? presented : '';
  return { code, text: `No matching federated identity record found for presented assertion ${part} '${shown}'. ${advice}` };
}

function problemOfTimes({ claims }: DecodedToken, now: number): AssertionProblem | undefined {
  const seconds = now / 1000;
  const { nbf, exp } = claims;
  const from = typeof nbf === 'number' ? nbf : 0;
  const until = typeof exp === 'number' ? exp : 0;
  if (seconds >= from - toleratedSkew && seconds < until + toleratedSkew) return undefined;
  const times = `Current time: ${time(seconds)}, assertion valid from ${time(from)}, expiry time of assertion ${time(until)}.`;
  return { code: 700024, text: `Client assertion is not within its valid time range. ${times}` };
}

function time(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString();
}
