import { compareTextsIgnoringCase } from '../../../language/collation.ts';
import { EvaluationError } from '../../../language/errors.ts';
import { ticksOf } from '../../../language/functions/time.ts';
import { isUnknown, type Unknown } from '../../../language/unknown.ts';
import { isAbsent, isArray, isObject, keyIgnoringCase, negate, sameContent, sameText, scalarText, typeName } from '../../../language/values.ts';
import type { Truth } from '../../../language/truth.ts';
import type { Operator } from '../../documents/rule/operators.ts';
import { mayBeLike, mayContain, mayEqual, mayMatch } from './partly-known.ts';

/** Compares a known or unknown left side with a right side that is already in it. Throws EvaluationError. */
export type Matcher = (left: unknown) => Truth;

/** Operators that are another one's negation (azure-policy-language.md §1.6). */
const negations: ReadonlyMap<string, Operator> = new Map([
  ['notEquals', 'equals'],
  ['notLike', 'like'],
  ['notMatch', 'match'],
  ['notMatchInsensitively', 'matchInsensitively'],
  ['notContains', 'contains'],
  ['notIn', 'in'],
  ['notContainsKey', 'containsKey'],
]);

/** The operator without its `not`, and whether it had one. */
export function positive(operator: string): { readonly operator: string; readonly negated: boolean } {
  const base = negations.get(operator);
  return base === undefined ? { operator, negated: false } : { operator: base, negated: true };
}

/** Which left side a null comes from: `like "*"` is false for a missing field and true for a null value (§1.6). */
export type Side = 'field' | 'value' | 'count';

/**
 * Prepares one operator for one right side. `right` null is an error of the rule; an expression's null becomes `""` before it gets here.
 * Throws EvaluationError when the right side does not suit the operator.
 */
export function matcherOf(operator: Operator, right: unknown, side: Side): Matcher {
  const { operator: base, negated } = positive(operator);
  const matcher = prepare(base, right, side);
  return negated ? (left) => negate(matcher(left)) : matcher;
}

function prepare(operator: string, right: unknown, side: Side): Matcher {
  if (isUnknown(right)) return operator === 'equals' ? equalsUnknown(right) : () => right;
  if (isAbsent(right)) throw new EvaluationError(`\`${operator}\` cannot compare with null`);
  switch (operator) {
    case 'equals':
      return equals(right);
    case 'in':
      return isIn(right);
    case 'like':
      return like(scalar(operator, right), side);
    case 'match':
      return match(scalar(operator, right), (left, mark) => left === mark);
    case 'matchInsensitively':
      return match(scalar(operator, right), sameText);
    case 'contains':
      return contains(right);
    case 'containsKey':
      return known(containsKey(scalar(operator, right)));
    case 'exists':
      return exists(right);
    case 'less':
      return ordered(operator, right, (order) => order < 0);
    case 'lessOrEquals':
      return ordered(operator, right, (order) => order <= 0);
    case 'greater':
      return ordered(operator, right, (order) => order > 0);
    case 'greaterOrEquals':
      return ordered(operator, right, (order) => order >= 0);
    default:
      throw new EvaluationError(`\`${operator}\` is no operator`);
  }
}

function known(matcher: (left: unknown) => boolean): Matcher {
  return (left) => (isUnknown(left) ? left : matcher(left));
}

function scalar(operator: string, right: unknown): string {
  const text = scalarText(right);
  if (text !== undefined) return text;
  throw new EvaluationError(`\`${operator}\` compares with a single value; ${typeName(right)} given`);
}

/** Scalars as text, without case: `true` = `"True"`, `5` = `"5"`. Arrays and objects by their parts; they equal no scalar. */
function equals(right: unknown): Matcher {
  const wanted = scalarText(right)?.toLowerCase();
  if (wanted === undefined) return (left) => (isUnknown(left) && !mayEqual(left, right) ? false : sameContent(left, right));
  return (left) => {
    if (isUnknown(left)) return mayEqual(left, wanted) ? left : false;
    const text = scalarText(left);
    return text !== undefined && (text === wanted || text.toLowerCase() === wanted);
  };
}

function equalsUnknown(right: Unknown): Matcher {
  return (left) => (mayEqual(right, left) ? right : false);
}

function isIn(right: unknown): Matcher {
  if (!isArray(right)) throw new EvaluationError(`\`in\` compares with an array; ${typeName(right)} given`);
  const texts = new Set(right.filter((item) => !isUnknown(item)).map((item) => scalarText(item)?.toLowerCase()));
  const others = right.filter((item) => scalarText(item) === undefined);
  const unknown = right.filter(isUnknown);
  return (left) => {
    // Nothing is in an empty list, whatever it is.
    if (isUnknown(left)) return right.some((item) => mayEqual(left, item)) ? left : false;
    const text = scalarText(left);
    if (text === undefined) return anyOf(others, (item) => sameContent(left, item));
    if (texts.has(text) || texts.has(text.toLowerCase())) return true;
    return unknown.find((item) => mayEqual(item, text)) ?? false;
  };
}

/** True when one of the items is so; unknown when one may be. */
function anyOf(items: readonly unknown[], holds: (item: unknown) => Truth): Truth {
  let open: Unknown | undefined;
  for (const item of items) {
    const truth = holds(item);
    if (truth === true) return true;
    if (isUnknown(truth)) open ??= truth;
  }
  return open ?? false;
}

function like(wanted: string, side: Side): Matcher {
  const [head = '', tail, ...others] = wanted.toLowerCase().split('*');
  if (others.length > 0) throw new EvaluationError('A `like` pattern has at most one `*`');
  return (left) => {
    if (isUnknown(left)) return mayBeLike(left, head, tail);
    if (isAbsent(left) && side === 'field') return tail === undefined && head === '';
    const text = scalarText(left)?.toLowerCase();
    if (text === undefined) return false;
    if (tail === undefined) return text === head;
    return text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
  };
}

/** Character by character: `#` a digit, `?` a letter, `.` anything; other characters themselves. */
function match(wanted: string, isSame: (left: string, right: string) => boolean): Matcher {
  const marks = Array.from(wanted);
  const fits = (character: string, mark: string): boolean => (wildcards.get(mark) ?? isSame)(character, mark);
  return (left) => {
    if (isUnknown(left)) return mayMatch(left, marks, fits);
    const characters = Array.from(scalarText(left) ?? '');
    if (characters.length !== marks.length || scalarText(left) === undefined) return false;
    return marks.every((mark, index) => fits(characters[index] ?? '', mark));
  };
}

const wildcards: ReadonlyMap<string, (character: string) => boolean> = new Map([
  ['#', (character: string) => /[0-9]/.test(character)],
  ['?', (character: string) => /\p{L}/u.test(character)],
  ['.', () => true],
]);

/** Part of a text, or member of an array. */
function contains(right: unknown): Matcher {
  const wanted = scalarText(right)?.toLowerCase();
  const isMember = equals(right);
  return (left) => {
    if (isUnknown(left)) return mayContain(left, wanted);
    if (isArray(left)) return anyOf(left, isMember);
    return wanted !== undefined && (scalarText(left)?.toLowerCase().includes(wanted) ?? false);
  };
}

function containsKey(wanted: string): (left: unknown) => boolean {
  return (left) => isObject(left) && keyIgnoringCase(left, wanted) !== undefined;
}

/** Null counts as absent. The right side is a boolean or its text. */
function exists(right: unknown): Matcher {
  const text = scalar('exists', right).toLowerCase();
  if (text !== 'true' && text !== 'false') throw new EvaluationError('`exists` compares with true or false');
  return (left) => (isUnknown(left) && !left.isPresent ? left : isAbsent(left) !== (text === 'true'));
}

/** Number with number, text with text, dates as dates. A missing left side is false, a mixture fails (§1.13, row 2). */
function ordered(operator: string, right: unknown, holds: (order: number) => boolean): Matcher {
  if (typeof right !== 'number' && typeof right !== 'string') {
    throw new EvaluationError(`\`${operator}\` compares with a number or a text; ${typeName(right)} given`);
  }
  return known((left) => {
    if (isAbsent(left)) return false;
    if (typeof left === 'number' && typeof right === 'number') return holds(left - right);
    if (typeof left === 'string' && typeof right === 'string') return holds(compareMoments(left, right));
    throw new EvaluationError(`\`${operator}\` cannot compare ${typeName(left)} with ${typeName(right)}`);
  });
}

/** Dates by the moment they mean, to the seventh digit of a second; a time without a zone is UTC. Other texts as a dictionary has them, without case. */
function compareMoments(left: string, right: string): number {
  const [first, second] = isDigit(left) && isDigit(right) ? [ticksOf(left), ticksOf(right)] : [];
  if (first === undefined || second === undefined) return compareTextsIgnoringCase(left, right);
  return first === second ? 0 : first < second ? -1 : 1;
}

/** A date begins with a digit: most texts need not be read as one. */
function isDigit(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}
