import { isUnknown, Unknown } from '../../language/unknown.ts';
import { negate, type Truth } from '../../language/values.ts';
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
  /** The comparisons that decided, most telling first. Evaluates again: only asked when somebody wants to know. */
  readonly decisions: (scope: Scope) => readonly Decision[];
}

/** A comparison that decided, with what the finding needs beyond the reason. */
export interface Decision {
  readonly reason: Reason;
  /** JSON pointer into the resource; absent for what is not read from it. */
  readonly pointer?: string;
  /** It compares type, name or kind: it selects resources rather than judging them. */
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
    decisions: test.decisions,
  };
}

/** One test that answers `decisive` settles the group; otherwise one unknown test leaves it unknown. */
function group(tests: readonly Test[], decisive: boolean): Test {
  const combine = (ask: (test: Test) => Truth): Truth => {
    let unsettled: Unknown | undefined;
    for (const test of tests) {
      const truth = ask(test);
      if (truth === decisive) return decisive;
      if (isUnknown(truth)) unsettled ??= truth;
    }
    return unsettled ?? !decisive;
  };
  const holds = (scope: Scope): Truth => combine((test) => test.holds(scope));
  return {
    holds,
    concerns: (scope) => combine((test) => test.concerns(scope)),
    decisions: (scope) => {
      const truth = holds(scope);
      if (truth === !decisive) return tests.flatMap((test) => test.decisions(scope));
      // Evaluated in order and up to the deciding one, so that nothing runs here that did not run before.
      const last = truth === decisive ? tests.findIndex((test) => test.holds(scope) === decisive) : tests.length - 1;
      return tests
        .slice(0, last + 1)
        .filter((test) => (truth === decisive ? test.holds(scope) === decisive : isUnknown(test.holds(scope))))
        .flatMap((test) => test.decisions(scope));
    },
  };
}
