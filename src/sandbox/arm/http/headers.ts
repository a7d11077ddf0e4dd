import { randomUUID } from 'node:crypto';
import type { StandInRequest } from '../../http.ts';

/** The headers of every answer of ARM. A correlation id that the caller sends is kept. */
export function commonHeaders(request: StandInRequest, requestId: string): Readonly<Record<string, string>> {
  const correlation = request.headers['x-ms-correlation-request-id'] ?? '';
  return {
    'cache-control': 'no-cache',
    pragma: 'no-cache',
    expires: '-1',
    'x-ms-request-id': requestId,
    'x-ms-correlation-request-id': /^[0-9a-f-]{36}$/i.test(correlation) ? correlation : randomUUID(),
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
  };
}
