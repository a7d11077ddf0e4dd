/** Says whether a value from outside is one of these. */
export type Check<Value> = (value: unknown) => value is Value;

export const isText: Check<string> = (value) => typeof value === 'string';
export const isNumber: Check<number> = (value) => typeof value === 'number';
export const isBoolean: Check<boolean> = (value) => typeof value === 'boolean';

export function isOneOf<const Value>(...values: readonly Value[]): Check<Value> {
  const known: ReadonlySet<unknown> = new Set(values);
  return (value): value is Value => known.has(value);
}

export function isEither<Left, Right>(left: Check<Left>, right: Check<Right>): Check<Left | Right> {
  return (value): value is Left | Right => left(value) || right(value);
}

/** For a member that may be absent. */
export function isOptional<Value>(check: Check<Value>): Check<Value | undefined> {
  return isEither(check, isOneOf(undefined));
}

export function isListOf<Value>(check: Check<Value>): Check<readonly Value[]> {
  return (value): value is readonly Value[] => Array.isArray(value) && value.every((item) => check(item));
}

export function isRecordOf<Value>(check: Check<Value>): Check<Readonly<Record<string, Value>>> {
  return (value): value is Readonly<Record<string, Value>> => isMembers(value) && Object.values(value).every((item) => check(item));
}

/** A key and its value, as maps are written. */
export function isEntryOf<Value>(check: Check<Value>): Check<readonly [string, Value]> {
  return (value): value is readonly [string, Value] => Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && check(value[1]);
}

/** An object with these members; a new member of the type does not compile until it is named here. */
export function isShapedAs<Value extends object>(members: { readonly [Name in keyof Value]-?: Check<Value[Name]> }): Check<Value> {
  const checks: readonly [string, Check<unknown>][] = Object.entries(members);
  return (value): value is Value => isMembers(value) && checks.every(([name, check]) => check(Object.hasOwn(value, name) ? value[name] : undefined));
}

function isMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
