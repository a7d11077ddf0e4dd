import { PlacedMap } from '../counted-map.ts';

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

export interface SavedPolicyStates {
  readonly records: readonly (readonly [string, readonly PolicyStateRecord[]])[];
  readonly scans: readonly (readonly [string, RequestedScan])[];
  readonly due: readonly DueEvaluation[];
  readonly nextScan?: number | undefined;
}

/** The states of all resources, and what is to be evaluated when. */
export class PolicyStates {
  /** By lower-case ids of resources; none of the lists is empty, and none is changed in place. */
  readonly records = new PlacedMap<readonly PolicyStateRecord[]>();
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

  /** As plain data. */
  save(): SavedPolicyStates {
    return { records: [...this.records], scans: [...this.scans], due: this.#due, ...(this.nextScan === undefined ? {} : { nextScan: this.nextScan }) };
  }

  /** Puts these in the place of all that is there. */
  restore({ records, scans, due, nextScan }: SavedPolicyStates): void {
    this.records.clear();
    for (const [id, states] of records) this.records.set(id, states);
    this.scans.clear();
    for (const [id, scan] of scans) this.scans.set(id, scan);
    this.#due = due;
    this.nextScan = nextScan;
    this.forgottenAt = -1;
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
