import { randomUUID } from 'node:crypto';
import type { StandInResponse } from '../http.ts';

/** The errors of Entra's token endpoint that the sandbox knows, with the OAuth error each comes under. */
const oauthErrors = {
  50013: 'invalid_client',
  70011: 'invalid_scope',
  70003: 'unsupported_grant_type',
  90002: 'invalid_request',
  90014: 'invalid_request',
  700016: 'unauthorized_client',
  700024: 'invalid_client',
  700211: 'invalid_client',
  700212: 'invalid_client',
  700213: 'invalid_client',
  500011: 'invalid_resource',
  7000215: 'invalid_client',
} as const;

export type AadstsCode = keyof typeof oauthErrors;

/** OAuth errors that are answered with 401; the others are 400 (RFC 6749, section 5.2, as Entra does it). */
const unauthorised: ReadonlySet<string> = new Set(['invalid_client']);

/** A failure in Entra's shape: `{error, error_description, error_codes, timestamp, trace_id, correlation_id, error_uri}`. */
export function failure(code: AadstsCode, text: string, now: number, correlationId: string | null): StandInResponse {
  const error = oauthErrors[code];
  const trace = randomUUID();
  const correlation = correlationId ?? randomUUID();
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return {
    status: unauthorised.has(error) ? 401 : 400,
    headers: { 'x-ms-request-id': trace, 'cache-control': 'no-store, no-cache', pragma: 'no-cache' },
    body: {
      error,
      error_description: `AADSTS${code}: ${text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [code],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    },
  };
}
