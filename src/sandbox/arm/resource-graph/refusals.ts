import type { JsonObject } from '../../../arm/json.ts';
import { Refusal } from '../http/refusal.ts';
import { toAzureTime } from '../time.ts';
import type { QueryError } from './query/error.ts';

/** One of the `details` of a refusal. */
interface Detail {
  readonly code: string;
  readonly message: string;
  readonly line?: number;
  readonly characterPositionInLine?: number;
  readonly token?: string;
}

/** The 400 of Resource Graph: a message for its support, and what is wrong in `details` (Azure/aztfexport 485, Azure/azure-powershell 13762). */
export function invalidRequest(details: readonly Detail[], requestId: string, now: number): Refusal {
  return refuse(400, 'BadRequest', details, requestId, now, {});
}

/** The 429, as a body of 2023 quoted in public code has it. */
export function rateLimited(requestId: string, now: number, headers: Readonly<Record<string, string>>): Refusal {
  const message = 'Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed. '
    + 'Please see https://aka.ms/resourcegraph-throttling for help.';
  return refuse(429, 'RateLimiting', [{ code: 'RateLimiting', message }], requestId, now, headers);
}

/** A query that cannot be answered; of what can be read but means nothing, the code in `details` is assumed. */
export function invalidQuery({ kind, message, token }: QueryError, requestId: string, now: number): Refusal {
  const place = token === undefined || kind === 'DisallowedLogicalTableName'
    ? {}
    : { line: token.line, characterPositionInLine: token.character, token: token.text };
  const query = 'Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.';
  return invalidRequest([{ code: 'InvalidQuery', message: query }, { code: kind, message, ...place }], requestId, now);
}

function refuse(
  status: number,
  code: string,
  details: readonly Detail[],
  requestId: string,
  now: number,
  headers: Readonly<Record<string, string>>,
): Refusal {
  const message = `Please provide below info when asking for support: timestamp = ${toAzureTime(now, requestId)}, correlationId = ${requestId}.`;
  const body: JsonObject = { error: { code, message, details } };
  return new Refusal(message, { status, headers, body });
}
