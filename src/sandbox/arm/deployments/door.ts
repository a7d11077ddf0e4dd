import type { StandInResponse } from '../../http.ts';
import type { Actor } from '../activity/activity-log.ts';

/** A request that Resource Manager makes of itself. */
export interface InnerRequest {
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'POST';
  /** An id, not encoded; of an action with its name behind. */
  readonly path: string;
  readonly apiVersion: string;
  readonly body?: unknown;
  readonly now: number;
  readonly correlationId: string;
  readonly actor: Actor;
  /** Whose rights count: the caller's, or those of an identity that were looked at before. */
  readonly principal: string;
  readonly by: 'caller' | 'policy';
}

/** Answers it as the door to Resource Manager answers a request: gates, policy and the provider's rules hold. */
export interface Door {
  readonly ask: (request: InnerRequest) => StandInResponse & { readonly requestId: string };
  /** Whether there is something that takes a PUT at this id. */
  readonly takes: (id: string) => boolean;
}
