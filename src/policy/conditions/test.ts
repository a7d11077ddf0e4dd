import { forgiving } from './forgiving.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import { negate } from '../../language/values.ts';
import type { Truth } from '../../language/truth.ts';
import type { Reason } from '../finding.ts';
import type { Scope } from './scope.ts';

/** A compiled condition. Every member throws EvaluationError when the rule fails on its values. */
export interface Test {
  readonly holds: (scope: Scope) => Truth;
  /**
   * Whether the condition could hold for a resource of this type, name and kind: every other comparison is left open.
   * False means that the rule does not concern the resource (azure-policy-language.md §1.11).
   */
  readonly concerns: (scope: Scope) => Truth;
  /** What `holds` comes to for resources of one type: comparisons of the type are settled, and with them what depends on nothing else. */
  readonly forType: (type: string) => Settled;
  /** What `concerns` depends on, besides the parameters. */
  readonly selectsBy: 'nothing' | 'type' | 'more';
  /** The comparisons that decided, most telling first. Evaluates again: only asked when somebody wants to know. */
  readonly decisions: (scope: Scope) => readonly Decision[];
}

/** A condition of which a part is settled: an answer, or what is left to ask. */
export type Settled = boolean | ((scope: Scope) => Truth);

/** A comparison that decided, with what the finding needs beyond the reason. */
export interface Decision {
  readonly reason: Reason;
  /** JSON pointer into the resource; absent for what is not read from it. */
  readonly pointer?: string;
  /** It compares type, name or kind, the name of an element, or parameters alone: it says what is judged rather than judging it. */
  readonly selects: boolean;
  /** The path was made up from the alias's name. */
  readonly guessed: boolean;
}

/** Left open on purpose; never shown. */
export const open = new Unknown('left open');

/** All tests true. Stops at the first false one; an unknown one does not hide a later false. */
export function allOf(tests: readonly Test[]): Test {
  return group(tests, false);
}

/** At least one test true. Stops at the first true one. */
export function anyOf(tests: readonly Test[]): Test {
  return group(tests, true);
}

export function not(test: Test): Test {
  return {
    holds: (scope) => negate(test.holds(scope)),
    concerns: (scope) => negate(test.concerns(scope)),
    forType: (type) => {
      const inner = test.forType(type);
      return typeof inner === 'boolean' ? !inner : (scope) => negate(inner(scope));
    },
    selectsBy: test.selectsBy,
    decisions: test.decisions,
  };
}

function mostOf(tests: readonly Test[]): Test['selectsBy'] {
  if (tests.some(({ selectsBy }) => selectsBy === 'more')) return 'more';
  return tests.some(({ selectsBy }) => selectsBy === 'type') ? 'type' : 'nothing';
}

/**
 * Asks one after the other: the first that answers `decisive` settles it; otherwise one that is not known leaves it unknown.
 * Behind one that is not known, a failing one is one of the possible outcomes and not the outcome.
 */
function inTurn(parts: readonly ((scope: Scope) => Truth)[], decisive: boolean): (scope: Scope) => Truth {
  return (scope) => {
    let unsettled: Unknown | undefined;
    for (const part of parts) {
      const before: Unknown | undefined = unsettled;
      const truth: Truth = before === undefined ? part(scope) : forgiving(() => part(scope), before);
      if (truth === decisive) return decisive;
      if (isUnknown(truth)) unsettled ??= truth;
    }
    return unsettled ?? !decisive;
  };
}

/** What is left of a group: settled parts that do not decide drop out; behind one that does nothing is asked. */
function leftOf(parts: Iterable<Settled>, decisive: boolean): Settled {
  const left: ((scope: Scope) => Truth)[] = [];
  for (const part of parts) {
    if (part === !decisive) continue;
    if (typeof part === 'function') left.push(part);
    // What stands before it is still asked first, as it may fail.
    else if (left.length === 0) return decisive;
    else {
      left.push(() => decisive);
      break;
    }
  }
  const [only, ...others] = left;
  if (only === undefined) return !decisive;
  return others.length === 0 ? only : inTurn(left, decisive);
}

function group(tests: readonly Test[], decisive: boolean): Test {
  const holds = inTurn(
    tests.map((test) => test.holds),
    decisive,
  );
  return {
    holds,
    forType: (type) => leftOf(tests.map((test) => test.forType(type)), decisive),
    concerns: (scope) => {
      let unsettled: Unknown | undefined;
      for (const test of tests) {
        const truth = test.concerns(scope);
        if (truth === decisive) return decisive;
        if (isUnknown(truth)) unsettled ??= truth;
      }
      return unsettled ?? !decisive;
    },
    selectsBy: mostOf(tests),
    decisions: (scope) => {
      const truth = holds(scope);
      if (truth === !decisive) return tests.flatMap((test) => test.decisions(scope));
      const found = tests.map((test) => ({ test, truth: heard(test, scope) }));
      if (truth !== decisive) return found.filter((entry) => isUnknown(entry.truth)).flatMap(({ test }) => test.decisions(scope));
      const decided = found.find((entry) => entry.truth === decisive);
      return decided === undefined ? [] : decided.test.decisions(scope);
    },
  };
}

/** What a test says; nothing when it fails, which happens behind the one that decided. */
function heard(test: Test, scope: Scope): Truth | undefined {
  let truth: Truth | undefined;
  forgiving(() => (truth = test.holds(scope)), false);
  return truth;
}
