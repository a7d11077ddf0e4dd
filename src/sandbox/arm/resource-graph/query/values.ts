import { isJsonObject, member } from '../../../../arm/json.ts';
import type { Comparison } from './syntax.ts';

/** Absent and null are the same. */
export function isNull(value: unknown): boolean {
  return value === undefined || value === null;
}

/** A value as `tostring` writes it: null is an empty text, an object its JSON. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return isNull(value) ? '' : JSON.stringify(value);
}

/** What stands in a dynamic value at a path; member names keep their case, as in Kusto. */
export function valueAt(value: unknown, steps: readonly (string | number)[]): unknown {
  return steps.reduce<unknown>((current, step) => {
    if (typeof step === 'string') return member(current, step);
    return Array.isArray(current) ? current[step] : undefined;
  }, value);
}

type Decide = (left: unknown, right: unknown) => boolean;

/** Texts are compared as `tostring` writes the values, so that a dynamic `true` equals `'true'`; a null equals nothing but the empty text. */
const equal: Decide = (left, right) => textOf(left) === textOf(right) && isJsonObject(left) === isJsonObject(right);
const equalIgnoringCase: Decide = (left, right) => textOf(left).toLowerCase() === textOf(right).toLowerCase();
const contains: Decide = (left, right) => textOf(left).toLowerCase().includes(textOf(right).toLowerCase());
const startsWith: Decide = (left, right) => textOf(left).toLowerCase().startsWith(textOf(right).toLowerCase());
const endsWith: Decide = (left, right) => textOf(left).toLowerCase().endsWith(textOf(right).toLowerCase());
const before: Decide = (left, right) => !isNull(left) && !isNull(right) && compareValues(left, right) < 0;

function not(decide: Decide): Decide {
  return (left, right) => !decide(left, right);
}

/** `contains`, `startswith` and `endswith` do not mind case (Kusto, "String operators"). */
export const decisions: Readonly<Record<Comparison, Decide>> = {
  '==': equal,
  '!=': not(equal),
  '=~': equalIgnoringCase,
  '!~': not(equalIgnoringCase),
  '<': before,
  '>': (left, right) => before(right, left),
  '<=': (left, right) => !isNull(left) && !isNull(right) && !before(right, left),
  '>=': (left, right) => !isNull(left) && !isNull(right) && !before(left, right),
  contains,
  '!contains': not(contains),
  startswith: startsWith,
  '!startswith': not(startsWith),
  endswith: endsWith,
  '!endswith': not(endsWith),
};

/** The order of two values that are not null: numbers by size, texts by code unit. */
export function compareValues(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [first, second] = [textOf(left), textOf(right)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
