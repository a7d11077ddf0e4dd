import type { StandInRequest } from '../../../http.ts';
import { refusal } from '../../http/refusal.ts';
import type { ArmState } from '../../state.ts';
import type { Target } from '../target.ts';

/**
 * Refuses a write whose `If-Match` or `If-None-Match` does not hold, with 412 (RFC 9110, 13.1; the code is that of the network and of
 * private DNS, the text is ours). `etag` is the resource's own, undefined when there is none.
 */
export function requireCurrent(request: StandInRequest, etag: string | undefined): void {
  const match = request.headers['if-match'];
  const noneMatch = request.headers['if-none-match'];
  const isStale = match !== undefined && (etag === undefined || (match !== '*' && bare(match) !== bare(etag)));
  const isTaken = noneMatch !== undefined && etag !== undefined && (noneMatch === '*' || bare(noneMatch) === bare(etag));
  if (isStale || isTaken) throw refusal(412, 'PreconditionFailed', 'Precondition failed: the etag of the resource is not what the request expects.');
}

function bare(etag: string): string {
  return etag.replace(/^(?:W\/)?"(.*)"$/, '$1');
}

/** Refuses a change of what is being deleted, or stands under it: nothing new is taken into it. The text is the network's, shortened. */
export function requireQuiet({ id, parentId }: Target, state: ArmState): void {
  const running = [id, ...(parentId === undefined ? [] : [parentId])].map((subject) => state.operations.runningOn(subject.toLowerCase()));
  if (!running.some((operation) => operation?.kind === 'Deleting')) return;
  throw refusal(409, 'AnotherOperationInProgress', `Another operation on this or dependent resource is in progress: '${id}' is being deleted.`);
}
