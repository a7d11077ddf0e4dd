import type { Resource } from '../../arm/resource.ts';
import type { AssignedPolicy } from '../bind.ts';
import type { EvaluationContext } from '../conditions/scope.ts';
import type { Decision } from '../conditions/test.ts';
import { judge } from '../judge/judge.ts';
import type { Judgement } from '../judge/judgement.ts';
import { withChanges, type Change } from './change.ts';
import { movesForMissing } from './missing.ts';
import { mostChanges, movesFrom } from './moves.ts';

/** So often is the policy asked for one proposal. */
const mostTrials = 32;

/**
 * The smallest change of a resource after which it satisfies a policy, as far as the comparisons that decided give it away: changes that are
 * needed together, each of another value. Undefined where none was found. Each was tried: the policy finds the changed resource compliant.
 * That Azure takes the value there is not for this to know. `judgement` is what `judge` says of the resource in the same context.
 */
export function proposeChange(policy: AssignedPolicy, resource: Resource, context: EvaluationContext, judgement: Judgement): readonly Change[] | undefined {
  const { mayBeAbsent: _, ...present } = resource;
  let trials = 0;
  const attempt = (changes: readonly Change[]): Judgement | undefined => {
    trials += 1;
    if (trials > mostTrials || changes.length > mostChanges) return undefined;
    return judge([policy], { ...present, body: withChanges(present.body, changes) }, context)[0];
  };
  const satisfies = (changes: readonly Change[]) => attempt(changes)?.finding.verdict === 'compliant';

  let made: readonly Change[] = [];
  let decisions: readonly Decision[] | undefined = judgement.decisions;
  while (decisions !== undefined) {
    const body = withChanges(present.body, made);
    const before: readonly Change[] = made;
    const moves = movesForMissing(decisions, body, (move) => attempt([...before, ...move])) ?? movesFrom(decisions, body).toSorted(valuesBeforeNull);
    let next: { readonly made: readonly Change[]; readonly decisions: readonly Decision[] } | undefined;
    for (const move of moves) {
      const fresh = move.filter(({ pointer }) => before.every((change) => change.pointer !== pointer));
      if (fresh.length === 0) continue;
      const changes = [...before, ...fresh];
      const found = attempt(changes);
      if (found?.finding.verdict === 'compliant') return fewest(changes, satisfies);
      // One objection less may uncover the next: another branch of the rule, another kind of element.
      if (found?.finding.verdict === 'violation') next ??= { made: changes, decisions: found.decisions };
    }
    made = next?.made ?? [];
    decisions = next?.decisions;
  }
  return undefined;
}

/** A rule that lists what it allows asks for one of that before it asks for nothing at all. */
function valuesBeforeNull(left: readonly Change[], right: readonly Change[]): number {
  return nulls(left) - nulls(right);
}

function nulls(changes: readonly Change[]): number {
  return changes.filter(({ value }) => value === null).length;
}

/** Leaves out what can be left out: of a count that is one too high, one element is enough. */
function fewest(changes: readonly Change[], satisfies: (changes: readonly Change[]) => boolean): readonly Change[] {
  let needed = changes;
  for (const change of needed.length > 1 ? changes.toReversed() : []) {
    const others = needed.filter((other) => other !== change);
    if (others.length > 0 && satisfies(others)) needed = others;
  }
  return needed;
}
