import { forgiving } from './forgiving.ts';
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
  /** What `concerns` depends on, besides the parameters. */
  readonly selectsBy: 'nothing' | 'type' | 'more';
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
    selectsBy: test.selectsBy,
    decisions: test.decisions,
  };
}

/** Behind a test that is not known, a failing one is one of the possible outcomes and not the outcome. */
function forgivingly(test: Test, scope: Scope, unsettled: Unknown): Truth {
  return forgiving(() => test.holds(scope), unsettled);
}

function mostOf(tests: readonly Test[]): Test['selectsBy'] {
  if (tests.some(({ selectsBy }) => selectsBy === 'more')) return 'more';
  return tests.some(({ selectsBy }) => selectsBy === 'type') ? 'type' : 'nothing';
}

/** One test that answers `decisive` settles the group; otherwise one unknown test leaves it unknown. */
function group(tests: readonly Test[], decisive: boolean): Test {
  const holds = (scope: Scope): Truth => {
    let unsettled: Unknown | undefined;
    for (const test of tests) {
      const truth: Truth = unsettled === undefined ? test.holds(scope) : forgivingly(test, scope, unsettled);
      if (truth === decisive) return decisive;
      if (isUnknown(truth)) unsettled ??= truth;
    }
    return unsettled ?? !decisive;
  };
  return {
    holds,
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
