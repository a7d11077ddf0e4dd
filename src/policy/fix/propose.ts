import type { JsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import type { AssignedPolicy } from '../bind.ts';
import { positive } from '../conditions/leaves/matchers.ts';
import type { EvaluationContext } from '../conditions/scope.ts';
import type { Decision } from '../conditions/test.ts';
import { judge, type Judgement } from '../judge/judge.ts';
import { candidatesFor } from './candidates.ts';
import { isThere, withChanges, type Change } from './change.ts';

/** More values than this are not worth calling a fix. */
const mostChanges = 16;
/** So often is the policy asked for one proposal. */
const mostTrials = 32;
/** So many values are tried in one place. */
const mostCandidates = 4;

/**
 * The smallest change of a resource after which it satisfies a policy, as far as the comparisons that decided give it away: changes that are
 * needed together, each of another value. Undefined where none was found. Each was tried: the policy finds the changed resource compliant.
 * That Azure takes the value there is not for this to know. `judgement` is what `judge` says of the resource in the same context.
 */
export function proposeChange(policy: AssignedPolicy, resource: Resource, context: EvaluationContext, judgement: Judgement): readonly Change[] | undefined {
  const { mayBeAbsent: _, ...present } = resource;
  const bodyAfter = (changes: readonly Change[]) => withChanges(present.body, changes);
  let trials = 0;
  const attempt = (changes: readonly Change[]): Judgement | undefined => {
    trials += 1;
    if (trials > mostTrials || changes.length > mostChanges) return undefined;
    return judge([policy], { ...present, body: bodyAfter(changes) }, context)[0];
  };
  const satisfies = (changes: readonly Change[]) => attempt(changes)?.finding.verdict === 'compliant';

  let made: readonly Change[] = [];
  let decisions: readonly Decision[] | undefined = judgement.decisions;
  while (decisions !== undefined) {
    let next: { readonly made: readonly Change[]; readonly decisions: readonly Decision[] } | undefined;
    for (const move of movesFrom(decisions, bodyAfter(made), made)) {
      const changes = [...made, ...move];
      const found = attempt(changes);
      if (found?.finding.verdict === 'compliant') return fewest(changes, satisfies);
      // One objection less may uncover the next: another branch of the rule, another kind of element.
      if (found?.finding.verdict === 'violation') next ??= { made: changes, decisions: found.decisions };
    }
    ({ made, decisions } = next ?? { made, decisions: undefined });
  }
  return undefined;
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

interface Placed extends Decision {
  readonly pointer: string;
}

/**
 * What to try next, the likeliest first: each move gives a value to every place at which one property was objected to, of an array in
 * all the elements concerned. Where several properties decided together, the last one is what the rule is about and the others say when:
 * to change those would be to dodge the rule.
 */
function* movesFrom(decisions: readonly Decision[], body: JsonObject, made: readonly Change[]): Generator<readonly Change[]> {
  // A count only sums up what the comparisons of its elements say.
  const judging = decisions.filter(({ selects, reason }) => !selects && reason.kind !== 'count');
  const placed = judging.filter((decision): decision is Placed => decision.pointer !== undefined && typeof decision.reason.result === 'boolean');
  const subject = placed.findLast(({ reason }) => positive(reason.operator).operator !== 'exists') ?? placed.at(-1);
  if (subject === undefined) return;
  const about = placed.filter(({ pointer }) => propertyOf(pointer) === propertyOf(subject.pointer));
  const isAlone = about.length === judging.length;
  const pointers = [...new Set(about.map(({ pointer }) => pointer))];
  const options = pointers
    .filter((pointer) => made.every((change) => change.pointer !== pointer))
    .map((pointer) => changesAt(pointer, about.filter((decision) => decision.pointer === pointer), body, isAlone));
  const most = Math.max(0, ...options.map((changes) => changes.length));
  for (let index = 0; index < most; index += 1) {
    yield options.flatMap((changes) => changes[index] ?? changes.at(-1) ?? []);
  }
}

/** The same property in whatever element. */
function propertyOf(pointer: string): string {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*').toLowerCase();
}

/** What may be put in one place. What is missing is only added, and what stands there only taken away, where nothing else decided. */
function changesAt(pointer: string, decisions: readonly Placed[], body: JsonObject, isAlone: boolean): readonly Change[] {
  const kind = isThere(body, pointer) ? 'replace' : 'add';
  if (kind === 'add' && (!isAlone || decisions.some(({ guessed }) => guessed))) return [];
  const values = new Set(decisions.flatMap(({ reason }) => candidatesFor(reason)));
  return Array.from(values)
    .filter((value) => value !== null || (isAlone && kind === 'replace'))
    .slice(0, mostCandidates)
    .map((value) => ({ kind, pointer, value }));
}
