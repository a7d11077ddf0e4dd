import type { JsonObject } from '../../../arm/json.ts';
import type { PropertyChange } from './diff.ts';

/** Somebody or something that writes. */
export interface Actor {
  readonly name: string;
  readonly type: 'User' | 'Application' | 'System';
  readonly client: string;
}

/** One change of a tracked resource, which Resource Graph shows for 14 days. */
export interface Change {
  readonly id: string;
  readonly name: string;
  /** The resource, with its type. */
  readonly target: string;
  readonly targetType: string;
  readonly kind: 'Create' | 'Update' | 'Delete';
  /** Milliseconds since 1970; from then on it is seen. */
  readonly at: number;
  readonly actor: Actor;
  readonly operation: string;
  readonly correlationId: string;
  readonly changes: Readonly<Record<string, PropertyChange>>;
}

/** One event of the Activity Log, which is kept for 90 days. */
export interface ActivityEvent {
  readonly id: string;
  /** The resource or scope that the request was about. */
  readonly resourceId: string;
  readonly at: number;
  readonly caller: string;
  readonly operation: string;
  readonly method: string;
  readonly status: 'Started' | 'Succeeded' | 'Failed' | 'Accepted' | 'Canceled';
  readonly correlationId: string;
  /** The operation whose end it tells, once that is there, whatever it turns out to be. */
  readonly ofOperation?: string;
  /** What was wrong, as text. */
  readonly message?: string;
}

export interface SavedActivity {
  readonly changes: readonly Change[];
  readonly events: readonly ActivityEvent[];
  readonly actor?: Actor | undefined;
}

const day = 24 * 3_600_000;
/** How long Azure remembers; more of either than this is of no use to anybody. */
const kept = { changes: 14 * day, events: 90 * day, most: 50_000 } as const;

/** Who did what. What lies in the future, as the end of an operation, is seen when it is there. */
export class ActivityLog {
  readonly #changes: Change[] = [];
  readonly #events: ActivityEvent[] = [];
  /** Who writes from now on, in the place of whoever the token is of. */
  actor: Actor | undefined;

  add(changes: readonly Change[], events: readonly ActivityEvent[]): void {
    this.#changes.push(...changes);
    this.#events.push(...events);
    if (this.#changes.length > kept.most) this.#changes.splice(0, this.#changes.length - kept.most / 2);
    if (this.#events.length > kept.most) this.#events.splice(0, this.#events.length - kept.most / 2);
  }

  /** As plain data. */
  save(): SavedActivity {
    return { changes: [...this.#changes], events: [...this.#events], ...(this.actor === undefined ? {} : { actor: this.actor }) };
  }

  /** Puts these in the place of all that is there. */
  restore({ changes, events, actor }: SavedActivity): void {
    this.#changes.length = 0;
    this.#events.length = 0;
    this.add(changes, events);
    this.actor = actor;
  }

  /** The changes up to a moment, oldest first. */
  changes(now: number): readonly Change[] {
    return this.#changes.filter(({ at }) => at <= now && at > now - kept.changes).sort((left, right) => left.at - right.at);
  }

  /** The events up to a moment, newest first. */
  events(now: number): readonly ActivityEvent[] {
    return this.#events.filter(({ at }) => at <= now && at > now - kept.events).sort((left, right) => right.at - left.at);
  }
}

/** A change as a row of `resourcechanges` has it (MicrosoftDocs, "Get resource changes"). */
export function changeProperties({ target, targetType, kind, at, actor, operation, correlationId, changes }: Change): JsonObject {
  return {
    targetResourceId: target,
    targetResourceType: targetType.toLowerCase(),
    changeType: kind,
    changeAttributes: {
      previousResourceSnapshotId: `${at - 1}_${correlationId}`,
      newResourceSnapshotId: `${at}_${correlationId}`,
      correlationId,
      changedByType: actor.type,
      changesCount: Object.keys(changes).length,
      clientType: actor.client,
      changedBy: actor.name,
      operation,
      timestamp: new Date(at).toISOString().replace('Z', '+00:00'),
    },
    changes,
  };
}
