import { CountedMap } from '../changes.ts';

/** What was found when a resource was last evaluated for one policy of one assignment. */
export interface PolicyStateRecord {
  readonly resourceId: string;
  readonly resourceType: string;
  readonly location: string;
  readonly assignment: { readonly id: string; readonly name: string; readonly scope: string };
  readonly definition: { readonly id: string; readonly name: string };
  /** Where an initiative brings the definition. */
  readonly member?: { readonly initiativeId: string; readonly initiativeName: string; readonly referenceId: string };
  readonly effect: string;
  readonly word: 'Compliant' | 'NonCompliant' | 'Exempt' | 'Error' | 'Unknown';
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** An evaluation that will be carried out. */
export interface DueEvaluation {
  readonly due: number;
  /** A resource, or a scope with all that is below it; "" for everything. */
  readonly scope: string;
}

/** An evaluation that somebody asked for. */
export interface RequestedScan {
  readonly id: string;
  readonly scope: string;
  readonly endsAt: number;
}

/** The states of all resources, and what is to be evaluated when. */
export class PolicyStates {
  /** By lower-case ids of resources; none of the lists is empty, and none is changed in place. */
  readonly records = new CountedMap<string, readonly PolicyStateRecord[]>();
  /** Of everything, when what is gone was last forgotten. */
  forgottenAt = -1;
  readonly scans = new Map<string, RequestedScan>();
  #due: readonly DueEvaluation[] = [];
  /** When everything is evaluated next; undefined until the first look at the clock. */
  nextScan: number | undefined;

  /** All states, those of one resource together. */
  all(): readonly PolicyStateRecord[] {
    return [...this.records.values()].flat();
  }

  /** Later ones of the same scope and time are the same. */
  plan(evaluation: DueEvaluation): void {
    if (!this.#due.some(({ due, scope }) => due === evaluation.due && scope === evaluation.scope)) this.#due = [...this.#due, evaluation];
  }

  /** What is due by a moment, the earliest first; it is not due any more. */
  take(now: number): readonly DueEvaluation[] {
    const due = this.#due.filter((evaluation) => evaluation.due <= now);
    if (due.length > 0) this.#due = this.#due.filter((evaluation) => evaluation.due > now);
    return due.toSorted((left, right) => left.due - right.due);
  }
}
