import { randomUUID } from 'node:crypto';
import type { StandInRequest } from '../http.ts';

/** What is left of ARM's quotas, per kind of request; counting down is a later slice (managed-acr-create.json, delete.json). */
const remaining: Readonly<Record<'reads' | 'writes' | 'deletes', Readonly<Record<string, string>>>> = {
  reads: { 'x-ms-ratelimit-remaining-subscription-global-reads': '16499' },
  writes: { 'x-ms-ratelimit-remaining-subscription-global-writes': '11999', 'x-ms-ratelimit-remaining-subscription-writes': '799' },
  deletes: { 'x-ms-ratelimit-remaining-subscription-global-deletes': '11999', 'x-ms-ratelimit-remaining-subscription-deletes': '799' },
};

/** The headers of every answer of ARM. A correlation id that the caller sends is kept. */
export function commonHeaders(request: StandInRequest, requestId: string): Readonly<Record<string, string>> {
  const correlation = request.headers['x-ms-correlation-request-id'] ?? '';
  return {
    'cache-control': 'no-cache',
    pragma: 'no-cache',
    expires: '-1',
    'x-ms-request-id': requestId,
    'x-ms-correlation-request-id': /^[0-9a-f-]{36}$/i.test(correlation) ? correlation : randomUUID(),
    ...remaining[kindOf(request.method)],
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
  };
}

function kindOf(method: string): keyof typeof remaining {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}
