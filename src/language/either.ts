import { eitherPieces, piecesOf, textOfPieces } from './partial-text.ts';
import { bare, isUnknown, Unknown } from './unknown.ts';
import { assertBounded, isAbsent, isArray, isObject, isPresent } from './values.ts';

/**
 * What is known of a value that is one of two, when it is not known which: what they share, in objects of the same members and arrays
 * of the same length part by part. `open` says why. Throws EvaluationError when one is larger than the service allows.
 */
export function either(left: unknown, right: unknown, open: Unknown): unknown {
  assertBounded(left);
  assertBounded(right);
  return common(left, right, open);
}

function common(left: unknown, right: unknown, open: Unknown): unknown {
  if (!isUnknown(left) && (left === right || (isAbsent(left) && isAbsent(right)))) return left;
  if (isArray(left) && isArray(right) && left.length === right.length) return left.map((value, index) => common(value, right[index], open));
  if (isObject(left) && isObject(right) && hasSameMembers(left, right)) {
    return Object.fromEntries(Object.keys(left).map((key) => [key, common(left[key], right[key], open)]));
  }
  const [first, second] = [piecesOf(left), piecesOf(right)];
  if (first !== undefined && second !== undefined) return textOfPieces(eitherPieces(first, second), open.why);
  return isPresent(left) && isPresent(right) ? new Unknown(open.why, { isPresent: true }) : bare(open);
}

function hasSameMembers(left: object, right: object): boolean {
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key));
}
