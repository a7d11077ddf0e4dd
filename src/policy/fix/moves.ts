import type { JsonObject } from '../../arm/json.ts';
import { grouped } from '../assignment/grouped.ts';
import { positive } from '../conditions/leaves/matchers.ts';
import type { Decision } from '../conditions/test.ts';
import { candidatesFor } from './candidates.ts';
import type { Reason } from '../finding.ts';
import { isThere, type Change } from './change.ts';

/** Changes that are made together. */
export type Move = readonly Change[];

/** More values than this are not worth calling a fix. */
export const mostChanges = 16;
/** So many values are tried in one place. */
const mostCandidates = 4;

/** A comparison of a value that has a place in the resource. */
interface Placed extends Decision {
  readonly pointer: string;
}

/** The comparisons that judge rather than select. A count only sums up what those of its elements say. */
export function judgingOf(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.filter(({ selects, reason }) => !selects && reason.kind !== 'count');
}

/**
 * What to try, the likeliest first: each move gives a value to every place at which one property was objected to, of an array in
 * all the elements concerned. Where several properties decided together, the last one is what the rule is about and the others say when:
 * to change those would be to dodge the rule. What is missing is only added, and what stands there only taken away, where nothing else decided.
 */
export function movesFrom(decisions: readonly Decision[], body: JsonObject): readonly Move[] {
  const judging = judgingOf(decisions);
  const placed = judging.filter((decision): decision is Placed => decision.pointer !== undefined && typeof decision.reason.result === 'boolean');
  // Whether something is there mostly guards what is said of it.
  const subject = placed.findLast(({ reason }) => !asksForPresence(reason)) ?? placed.at(-1);
  if (subject === undefined) return [];
  const about = placed.filter(({ pointer }) => propertyOf(pointer) === propertyOf(subject.pointer));
  const isAlone = about.length === judging.length;
  const places = grouped(about, ({ pointer }) => pointer);
  if (places.size > mostChanges) return [];
  const options = Array.from(places, ([pointer, those]) => changesAt(pointer, those, body, isAlone));
  const most = Math.max(0, ...options.map((changes) => changes.length));
  return Array.from({ length: most }, (_, index) => options.flatMap((changes) => changes[index] ?? changes.at(-1) ?? []));
}

/** An empty text is as good as none. */
function asksForPresence({ operator, expected }: Reason): boolean {
  return positive(operator).operator === 'exists' || expected === '';
}

/** The same property in whatever element. */
function propertyOf(pointer: string): string {
  return pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*').toLowerCase();
}

function changesAt(pointer: string, decisions: readonly Placed[], body: JsonObject, isAlone: boolean): readonly Change[] {
  const kind = isThere(body, pointer) ? 'replace' : 'add';
  if (kind === 'add' && (!isAlone || decisions.some(({ guessed }) => guessed))) return [];
  const values = new Set(decisions.flatMap(({ reason }) => candidatesFor(reason)));
  return Array.from(values)
    .filter((value) => value !== null || (isAlone && kind === 'replace'))
    .slice(0, mostCandidates)
    .map((value) => ({ kind, pointer, value }));
}
