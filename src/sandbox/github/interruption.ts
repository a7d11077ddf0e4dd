import type { Handler, StandInRequest } from '../http.ts';
import { failure } from './answers.ts';

/** A request that goes wrong. */
export interface Interruption {
  /** Which request from now on, counted from 1. */
  readonly at: number;
  /** `before`: it has no effect. `after`: it has, and its answer is lost. */
  readonly when: 'before' | 'after';
  /** `once`: the requests after it are answered. `for good`: nothing reaches GitHub any more, as of a process that was killed. */
  readonly lasts: 'once' | 'for good';
  /** What is answered in GitHub's place. Default 502, which clients try again; they do not with 400. */
  readonly status?: number;
  /** Called as it happens. */
  readonly onInterrupt?: (request: StandInRequest) => void;
}

/** What stands between a client and the stand-in: lets requests through until one is to go wrong. */
export class Interrupter {
  #interruption: Interruption | undefined;
  #seen = 0;

  /** Replaces what was set before and counts anew; `undefined` lets everything through. */
  set(interruption: Interruption | undefined): void {
    this.#interruption = interruption;
    this.#seen = 0;
  }

  /** Requests since the last `set`. */
  get seen(): number {
    return this.#seen;
  }

  /** The handler's answer, or a failure in its place. */
  through(handle: Handler): Handler {
    return (request) => {
      this.#seen += 1;
      const interruption = this.#interruption;
      if (interruption === undefined || this.#seen < interruption.at) return handle(request);
      const isTheOne = this.#seen === interruption.at;
      if (!isTheOne && interruption.lasts === 'once') return handle(request);
      if (isTheOne && interruption.when === 'after') handle(request);
      if (isTheOne) interruption.onInterrupt?.(request);
      return failure(interruption.status ?? 502, 'Interrupted');
    };
  }
}
