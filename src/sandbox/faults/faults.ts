import { parseFaults } from './language/parse.ts';
import { compilePath } from './language/path-pattern.ts';
import { printFault } from './language/print.ts';
import type { FaultRule } from './language/rule.ts';

/** A rule as a control endpoint tells it. */
export interface CountedRule {
  readonly line: number;
  readonly rule: string;
  /** How many requests fitted its method and path. */
  readonly seen: number;
  /** To how many of them it happened. */
  readonly happened: number;
}

/** A text with rules, and the file that it is from, for messages. */
export interface FaultText {
  readonly text: string;
  readonly origin?: string;
}

/** The faults that are set, and which request comes next for each. */
export interface Faults {
  /**
   * Puts these rules in the place of all others; counting begins anew. Throws `UserError` with the line for a text that is wrong, and
   * keeps the old ones then.
   */
  set(text: string | readonly FaultText[]): void;
  /** What happens to the next request; the first of several rules wins, and all of them count it. */
  take(method: string, path: string): FaultRule | undefined;
  rules(): readonly CountedRule[];
}

interface Counter {
  readonly line: number;
  readonly rule: FaultRule;
  readonly fits: (path: string) => boolean;
  seen: number;
  happened: number;
}

export function createFaults(text: string | readonly FaultText[] = ''): Faults {
  let counters: readonly Counter[] = [];
  const faults: Faults = {
    set(wanted) {
      const texts = typeof wanted === 'string' ? [{ text: wanted }] : wanted;
      counters = texts.flatMap(({ text: rules, origin }: FaultText) => parseFaults(rules, origin)).map(({ line, rule }) => ({ line, rule, fits: compilePath(rule.path), seen: 0, happened: 0 }));
    },
    take(method, path) {
      const fitting = counters.filter(({ rule, fits }) => (rule.method === '*' || rule.method === method) && fits(path));
      for (const counter of fitting) counter.seen += 1;
      const due = fitting.find(({ rule, seen }) => seen >= rule.from && seen <= (rule.to ?? Number.POSITIVE_INFINITY));
      if (due !== undefined) due.happened += 1;
      return due?.rule;
    },
    rules: () => counters.map(({ line, rule, seen, happened }) => ({ line, rule: printFault(rule), seen, happened })),
  };
  faults.set(text);
  return faults;
}
