import type { StandInRequest } from '../../http.ts';
import { aksRefusal } from '../http/refusal.ts';

/**
 * Refuses a write whose `If-Match` or `If-None-Match` does not hold (Microsoft Learn, "use-etags"; aks-network-isolation.md 4.4):
 * `If-Match` wants the current eTag (or `*`: that there is one), `If-None-Match` takes `*` only and wants that there is none, and
 * both together are an error. The texts are ours.
 */
export function requirePreconditions(request: StandInRequest, etag: string | undefined): void {
  const match = request.headers['if-match'];
  const noneMatch = request.headers['if-none-match'];
  if (match !== undefined && noneMatch !== undefined) {
    throw aksRefusal(400, 'BadRequest', 'If-Match and If-None-Match headers cannot both be specified.');
  }
  if (noneMatch !== undefined && noneMatch !== '*') throw aksRefusal(400, 'BadRequest', "If-None-Match header only accepts '*'.");
  if (noneMatch === '*' && etag !== undefined) throw failed('The resource already exists, but If-None-Match was *.');
  if (match === undefined || (match === '*' && etag !== undefined) || unquoted(match) === etag) return;
  throw failed(`The eTag in If-Match (${match}) does not match the eTag of the resource (${etag ?? 'there is none'}).`);
}

function failed(message: string): Error {
  return aksRefusal(412, 'PreconditionFailed', message);
}

function unquoted(etag: string): string {
  return etag.replace(/^(?:W\/)?"(.*)"$/, '$1');
}
