import type { JsonObject } from '../../arm/json.ts';
import type { Decision } from '../conditions/test.ts';
import type { Judgement } from '../judge/judgement.ts';
import { isThere } from './change.ts';
import { judgingOf, mostChanges, movesFrom, type Move } from './moves.ts';

/**
 * What to try where a rule only says that something has to be there: what it says of an empty object in its place shows what it wants
 * besides ("missing, or not `Cache`"); and where it takes one of true and false and not the other, that is it ("missing, or false").
 * Undefined where a rule says more than that. `attempt` judges the resource with a move made.
 */
export function movesForMissing(decisions: readonly Decision[], body: JsonObject, attempt: (move: Move) => Judgement | undefined): readonly Move[] | undefined {
  const judging = judgingOf(decisions);
  const pointers = [...new Set(judging.flatMap((decision) => (isMissing(decision, body) ? [decision.pointer ?? ''] : [])))];
  if (pointers.length === 0 || !judging.every((decision) => isMissing(decision, body))) return undefined;
  if (pointers.length > mostChanges) return [];
  const all = (value: unknown): Move => pointers.map((pointer) => ({ kind: 'add', pointer, value }));
  const found = attempt(all({}));
  if (found?.finding.verdict === 'violation') {
    const more = judgingOf(found.decisions);
    const isAbout = more.every(({ pointer }) => pointer !== undefined && pointers.includes(pointer));
    return isAbout ? movesFrom(more.map((decision) => ({ ...decision, reason: { ...decision.reason, actual: null } })), body) : [];
  }
  if (found?.finding.verdict !== 'compliant') return [];
  const accepted = [true, false].filter((value) => attempt(all(value))?.finding.verdict === 'compliant');
  return accepted.length === 1 ? accepted.map(all) : [];
}

function isMissing({ pointer, reason, guessed }: Decision, body: JsonObject): boolean {
  return pointer !== undefined && !guessed && reason.operator === 'exists' && typeof reason.result === 'boolean' && !isThere(body, pointer);
}
