/** A place on a line: an IPv4 address or a port is a number, an IPv6 address a bigint. */
export type Point = number | bigint;

/**
 * A set of points as disjoint ranges: ascending, every even entry begins a range and the odd one after it is the first point behind it.
 * `[10, 20, 30, 31]` holds 10 to 19 and 30. Ranges that touch are one.
 */
export type Ranges<P extends Point> = readonly P[];

/** Everything that is in one of the sets or both. */
export function unite<P extends Point>(left: Ranges<P>, right: Ranges<P>): Ranges<P> {
  if (left.length === 0 || left === right) return right;
  return right.length === 0 ? left : combine(left, right, (inLeft, inRight) => inLeft || inRight);
}

/** Everything that is in both sets. */
export function intersect<P extends Point>(left: Ranges<P>, right: Ranges<P>): Ranges<P> {
  if (left.length === 0 || left === right) return left;
  return right.length === 0 ? right : combine(left, right, (inLeft, inRight) => inLeft && inRight);
}

/** Everything that is in the first set and not in the second. */
export function subtract<P extends Point>(left: Ranges<P>, right: Ranges<P>): Ranges<P> {
  if (left === right) return [];
  return left.length === 0 || right.length === 0 ? left : combine(left, right, (inLeft, inRight) => inLeft && !inRight);
}

/** True when the first set holds all of the second. */
export function covers<P extends Point>(outer: Ranges<P>, inner: Ranges<P>): boolean {
  return subtract(inner, outer).length === 0;
}

/** True when the sets have a point in common. */
export function meet<P extends Point>(left: Ranges<P>, right: Ranges<P>): boolean {
  return intersect(left, right).length > 0;
}

export function holds<P extends Point>(ranges: Ranges<P>, point: P): boolean {
  let inside = false;
  for (const boundary of ranges) {
    if (boundary > point) break;
    inside = !inside;
  }
  return inside;
}

/** The set of all that lies in any of the ranges, given as pairs of the first point and the first behind, in any order and overlapping at will. */
export function rangesOf<P extends Point>(pairs: readonly (readonly [P, P])[]): Ranges<P> {
  const [only] = pairs;
  if (only !== undefined && pairs.length === 1) return only[0] < only[1] ? only : [];
  const sorted = pairs.filter((pair) => pair[0] < pair[1]).toSorted((one, other) => (one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : 0));
  const merged: P[] = [];
  for (const pair of sorted) {
    const from: P = pair[0];
    const end: P = pair[1];
    const last = merged.at(-1);
    if (last === undefined || from > last) merged.push(from, end);
    else if (end > last) merged[merged.length - 1] = end;
  }
  return merged;
}

/** The ranges one by one. */
export function pairsOf<P extends Point>(ranges: Ranges<P>): readonly (readonly [P, P])[] {
  const pairs: (readonly [P, P])[] = [];
  for (let index = 0; index < ranges.length; index += 2) {
    const from = ranges[index];
    const end = ranges[index + 1];
    if (from !== undefined && end !== undefined) pairs.push([from, end]);
  }
  return pairs;
}

/** Walks the boundaries of both sets in order: at each one the point is inside or outside of either. */
function combine<P extends Point>(left: Ranges<P>, right: Ranges<P>, keep: (inLeft: boolean, inRight: boolean) => boolean): Ranges<P> {
  const result: P[] = [];
  let atLeft = 0;
  let atRight = 0;
  let inside = false;
  for (;;) {
    const nextLeft = left[atLeft];
    const nextRight = right[atRight];
    const next = nextLeft === undefined || (nextRight !== undefined && nextRight < nextLeft) ? nextRight : nextLeft;
    if (next === undefined) return result;
    if (nextLeft === next) atLeft += 1;
    if (nextRight === next) atRight += 1;
    if (keep(atLeft % 2 === 1, atRight % 2 === 1) !== inside) {
      inside = !inside;
      result.push(next);
    }
  }
}
