import { isInt64 } from './dotnet/int64.ts';
import { numberText } from './dotnet/number-text.ts';
import { EvaluationError } from './errors.ts';
import { fold, sameText } from './fold.ts';
import { foldedPieces, matches, matchesPieces } from './partial-text.ts';
import { limits } from './syntax/syntax.ts';
import type { Truth } from './truth.ts';
import { bare, isUnknown, present, type Unknown } from './unknown.ts';

export type ObjectValue = { readonly [member: string]: unknown };

/** True for a plain object; false for arrays, null and instances of classes (`Unknown` among them). */
export function isObject(value: unknown): value is ObjectValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The own key of `object` that equals `name` without regard to case, an exact match first. Inherited names are never followed. */
export function keyIgnoringCase(object: ObjectValue, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  return Object.keys(object).find((key) => sameText(key, name));
}

/** True when nothing is there: null counts as absent. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** True when something is certainly there. */
export function isPresent(value: unknown): boolean {
  return isUnknown(value) ? value.isPresent : !isAbsent(value);
}

/** What a value is called in a message. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (isArray(value)) return 'array';
  if (typeof value === 'number') return isInt64(value) ? 'integer' : 'number';
  return typeof value;
}

/** The text of a scalar as the policy engine compares it: `True`, `5`, `""` for null. Undefined for arrays and objects. */
export function scalarText(value: unknown): string | undefined {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return undefined;
}

export { sameText };

/** Negation that keeps what is not known. */
export function negate(truth: Truth): Truth {
  return isUnknown(truth) ? truth : !truth;
}

/**
 * Deep equality with case (azure-policy-language.md §1.9). Unknown parts make the answer unknown, unless a known part already differs.
 * Throws EvaluationError when the values are deeper than the service allows.
 */
export function deepEqual(left: unknown, right: unknown, depth = 0): Truth {
  if (isUnknown(left)) return equalToOpen(left, right);
  if (isUnknown(right)) return equalToOpen(right, left);
  assertDepth(depth);
  if (isArray(left) && isArray(right)) {
    return left.length === right.length && every(left.map((value, index) => [value, right[index]]), depth, deepEqual);
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    if (keys.length !== Object.keys(right).length || !keys.every((key) => Object.hasOwn(right, key))) return false;
    return every(keys.map((key) => [left[key], right[key]]), depth, deepEqual);
  }
  return (left ?? null) === (right ?? null);
}

/** What is known of an unknown value may be enough to tell that it is another one. */
function equalToOpen(open: Unknown, other: unknown): Truth {
  const { pieces } = open;
  if (isAbsent(other) && open.isPresent) return false;
  if (pieces === undefined || isUnknown(other)) return pieces !== undefined && isUnknown(other) && differ(pieces, other) ? false : present(open);
  return typeof other === 'string' && matches(pieces, other) === 'maybe' ? present(open) : false;
}

function differ(pieces: readonly string[], other: Unknown): boolean {
  return other.pieces !== undefined && matchesPieces(pieces, other.pieces) === 'never';
}

/**
 * Equality as conditions have it: scalars as text without case, arrays element by element, objects by members whose names compare
 * without case. Unknown parts make the answer unknown, unless a known part already differs.
 * Throws EvaluationError when the values are deeper than the service allows.
 */
export function sameContent(left: unknown, right: unknown, depth = 0): Truth {
  if (isUnknown(left)) return sameAsOpen(left, right);
  if (isUnknown(right)) return sameAsOpen(right, left);
  assertDepth(depth);
  if (isArray(left) && isArray(right)) {
    return left.length === right.length && every(left.map((value, index) => [value, right[index]]), depth, sameContent);
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left);
    if (keys.length !== Object.keys(right).length) return false;
    const pairs = keys.map((key) => [left[key], keyIgnoringCase(right, key)] as const);
    if (pairs.some(([, key]) => key === undefined)) return false;
    return every(pairs.map(([value, key]) => [value, right[key ?? '']]), depth, sameContent);
  }
  const [first, second] = [scalarText(left), scalarText(right)];
  return first !== undefined && second !== undefined && sameText(first, second);
}

/** A text equals no array and no object, and another text only where its pieces fit without case. */
function sameAsOpen(open: Unknown, other: unknown): Truth {
  const { pieces } = open;
  if (pieces === undefined || isUnknown(other)) return bare(open);
  const text = scalarText(other);
  return text !== undefined && matches(foldedPieces(pieces), fold(text)) === 'maybe' ? bare(open) : false;
}

function every(pairs: readonly (readonly [unknown, unknown])[], depth: number, same: typeof deepEqual): Truth {
  let open: Unknown | undefined;
  for (const [left, right] of pairs) {
    const truth = same(left, right, depth + 1);
    if (truth === false) return false;
    if (isUnknown(truth)) open ??= truth;
  }
  return open ?? true;
}

/** The first unknown value in `value`, at any depth. Throws EvaluationError beyond the service's depth or number of parts. */
export function findUnknown(value: unknown): Unknown | undefined {
  const found = search(value, isUnknown, 0, { left: limits.valueNodes });
  return isUnknown(found) ? found : undefined;
}

/** Throws EvaluationError when a value is deeper or has more parts than the service allows. */
export function assertBounded(value: unknown): void {
  search(value, () => false, 0, { left: limits.valueNodes });
}

function search(value: unknown, isWanted: (part: unknown) => boolean, depth: number, parts: { left: number }): unknown {
  if (isWanted(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  assertDepth(depth);
  for (const part of isArray(value) ? value : Object.values(value)) {
    parts.left -= 1;
    if (parts.left < 0) throw new EvaluationError(`A value has more than ${limits.valueNodes} parts`);
    const found = search(part, isWanted, depth + 1, parts);
    if (found !== undefined) return found;
  }
  return undefined;
}

function assertDepth(depth: number): void {
  if (depth > limits.valueDepth) throw new EvaluationError(`A value is nested deeper than ${limits.valueDepth} levels`);
}
