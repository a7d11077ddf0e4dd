import { parseAction } from './parse-action.ts';
import type { FaultRule } from './rule.ts';
import { shown, wordsOf, wrong, type Place, type Word } from './words.ts';

const methods = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD', '*'];
const arrows = new Set(['→', '->', '=>']);
const mostRequests = 1_000_000_000;

/** A rule, and the line that it stands on, counted from 1. */
export interface WrittenRule {
  readonly line: number;
  readonly rule: FaultRule;
}

/**
 * Reads rules, one to a line: `METHOD PATH [#WHICH] → WHAT`. Empty lines, and what follows a `#` with a blank behind it, are skipped.
 * Throws `UserError` with the line for the first that is none.
 * @param origin the file that the text is from, for messages
 */
export function parseFaults(text: string, origin?: string): readonly WrittenRule[] {
  return text.split(/\r?\n/).flatMap((content, index) => {
    const line = index + 1;
    const place = origin === undefined ? `line ${line}` : `${origin}:${line}`;
    const words = wordsOf(content, place);
    return words.length === 0 ? [] : [{ line, rule: parseRule(words, place) }];
  });
}

function parseRule(words: readonly Word[], place: Place): FaultRule {
  const arrow = words.findIndex(({ text }) => arrows.has(text));
  if (arrow < 0) throw wrong(place, 'a rule is METHOD PATH [#WHICH] → WHAT, and this line has no arrow (→ or ->)');
  const [method, path, which, ...more] = words.slice(0, arrow).map(({ text }) => text);
  if (method === undefined || path === undefined || more.length > 0) throw wrong(place, 'before the arrow stand a method, a path and perhaps the number of a request: PUT */managedClusters/* #2 → 429');
  return { ...parseMethod(method, place), path: checkPath(path, place), ...parseWhich(which, place), ...parseAction(words.slice(arrow + 1), place) };
}

function parseMethod(text: string, place: Place): Pick<FaultRule, 'method'> {
  const method = text.toUpperCase();
  if (!methods.includes(method)) throw wrong(place, `${shown(text)} is no method; there are ${methods.join(', ')}`);
  return { method };
}

function checkPath(path: string, place: Place): string {
  if (path.startsWith('#')) throw wrong(place, `between the method and ${shown(path)} the path is missing; ** stands for any`);
  if (/[?"]/.test(path)) throw wrong(place, `${shown(path)} is no pattern of a path: what follows a ? is not compared, and blanks are written %20`);
  if (path.split('/').some((segment) => segment.includes('**') && segment !== '**')) throw wrong(place, `in ${shown(path)} a ** is no segment of its own; * stands for any characters within a segment`);
  return path;
}

function parseWhich(text: string | undefined, place: Place): Pick<FaultRule, 'from' | 'to'> {
  if (text === undefined) return { from: 1 };
  const { from, dots, to } = /^#(?<from>\d{1,10})(?<dots>\.\.(?<to>\d{1,10})?)?$/.exec(text)?.groups ?? {};
  const first = Number(from);
  const last = dots === undefined ? first : to === undefined ? undefined : Number(to);
  if (!(first >= 1 && first <= mostRequests) || (last !== undefined && !(last >= first && last <= mostRequests))) {
    throw wrong(place, `${shown(text)} is no number of requests: #2 is the second, #2..4 the second to the fourth, #3.. the third and all after it`);
  }
  return { from: first, ...(last === undefined ? {} : { to: last }) };
}
