import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { runs } from '../../exhaustive.ts';
import { EvaluationError } from '../../../src/language/errors.ts';
import { matches } from '../../../src/language/partial-text.ts';
import { isUnknown, Unknown } from '../../../src/language/unknown.ts';
import { isArray, isObject } from '../../../src/language/values.ts';
import { evaluate, templateTable } from './evaluate.ts';

/**
 * The law of what is unknown: whatever the unknown parts of the arguments turn out to be, a function gives a value that fits what it
 * said before, or fails; and what failed before fails then. A value with some of its parts hidden is one that can turn out to be it.
 */
interface Hidden {
  readonly whole: unknown;
  readonly open: unknown;
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '-', ' ', 'ß', 'Σ', '😀', '/', '0'), maxLength: 5 });

/** The value, or what is left of it when it, or a part of it, is not known. */
function hiding(value: unknown, dice: () => number): unknown {
  const roll = dice();
  if (roll < 1) return new Unknown('nobody said');
  if (roll < 2) return new Unknown('nobody said', { isPresent: value !== null });
  if (typeof value === 'string' && roll < 6) return new Unknown('nobody said', { pieces: piecesOfText(value, dice) });
  if (isArray(value)) return value.map((part) => hiding(part, dice));
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, hiding(part, dice)]));
  return value;
}

/** Cuts a text, with something missing at every cut, also in the middle of a code point. */
function piecesOfText(text: string, dice: () => number): readonly string[] {
  const cut = () => Math.min(dice(), text.length);
  const places = [cut(), cut(), cut(), cut()].toSorted((left, right) => left - right);
  const [first = 0, second = 0, third = 0, fourth = 0] = places;
  return dice() < 5 ? [text.slice(0, first), text.slice(fourth)] : [text.slice(0, first), text.slice(second, third), text.slice(fourth)];
}

const hidden = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Hidden> =>
  fc.tuple(value, fc.infiniteStream(fc.nat(9))).map(([whole, stream]) => {
    const dice = (): number => {
      const next = stream.next();
      return next.done === true ? 0 : next.value;
    };
    return { whole, open: hiding(whole, dice) };
  });

const text = word as fc.Arbitrary<unknown>;
const maybeText = fc.oneof(word, fc.constant(null)) as fc.Arbitrary<unknown>;
const integer = fc.integer({ min: -2, max: 6 }) as fc.Arbitrary<unknown>;
const truth = fc.boolean() as fc.Arbitrary<unknown>;
const scalar = fc.oneof(text, integer, truth, fc.constant(null));
const list = (item: fc.Arbitrary<unknown>) => fc.array(item, { maxLength: 3 }) as fc.Arbitrary<unknown>;
const record = (item: fc.Arbitrary<unknown>) => fc.dictionary(fc.constantFrom('a', 'A', 'b', 'ab'), item, { maxKeys: 3 }) as fc.Arbitrary<unknown>;
const deep = fc.oneof(scalar, list(scalar), record(scalar), list(record(scalar)), record(record(scalar)));
const either = fc.oneof(text, list(scalar), record(scalar), fc.constant(null));
const json = fc.constantFrom('{"a":1}', 'null', '[1]', '"x"') as fc.Arbitrary<unknown>;
const date = fc.constantFrom('2020-01-31T00:00:00Z', '2021-05-05T10:20:30Z') as fc.Arbitrary<unknown>;
const range = fc.constantFrom('10.0.0.0/16', '10.0.1.0/24', 'fd00::/48') as fc.Arbitrary<unknown>;
const pattern = fc.constantFrom('{0}', 'a{0}b{1}', '{0,4}|{1,-4}', '{{{0}}}', '{1:N2}', '{2}', 'x') as fc.Arbitrary<unknown>;
const uri = fc.constantFrom('https://a.b/c/', 'https://a.b') as fc.Arbitrary<unknown>;
const base64 = fc.constantFrom('YWJj', 'eyJhIjoxfQ==') as fc.Arbitrary<unknown>;
const key = fc.oneof(fc.constantFrom('a', 'b', 'ab'), fc.nat(2)) as fc.Arbitrary<unknown>;

/** Arguments that functions work on, mostly: what they refuse is theirs to refuse. */
const signatures: Readonly<Record<string, readonly fc.Arbitrary<unknown>[]>> = {
  true: [],
  false: [],
  null: [],
  if: [truth, deep, deep],
  and: [truth, truth, truth],
  or: [truth, truth, truth],
  not: [truth],
  equals: [deep, deep],
  less: [integer, integer],
  lessOrEquals: [text, text],
  greater: [integer, integer],
  greaterOrEquals: [text, text],
  coalesce: [maybeText, scalar, deep],
  add: [integer, integer],
  sub: [integer, integer],
  mul: [integer, integer],
  div: [integer, integer],
  mod: [integer, integer],
  float: [integer],
  min: [integer, integer],
  max: [list(integer)],
  string: [deep],
  int: [fc.constantFrom('1', '-7')],
  bool: [fc.constantFrom('true', 'False')],
  toLower: [maybeText],
  toUpper: [maybeText],
  trim: [text],
  startsWith: [text, text],
  endsWith: [text, text],
  replace: [text, fc.constantFrom('a', 'aa', 'ab', '-', 'aba', 'ß'), text],
  split: [text, fc.constantFrom('a', '-')],
  join: [list(scalar), maybeText],
  padLeft: [text, fc.nat(9), fc.constantFrom('a', '0')],
  substring: [text, fc.nat(4), fc.nat(3)],
  format: [pattern, scalar, deep],
  base64: [text],
  base64ToString: [base64],
  base64ToJson: [base64],
  json: [json],
  uri: [uri, text],
  uriComponent: [text],
  uriComponentToString: [text],
  dataUri: [deep],
  dataUriToString: [fc.constantFrom('data:,a', 'data:;base64,YWJj')],
  uniqueString: [text, text],
  guid: [text],
  array: [deep],
  createArray: [deep, deep],
  createObject: [fc.constantFrom('a', 'b'), deep, fc.constantFrom('c', 'd'), deep],
  concat: [fc.oneof(scalar, list(scalar)), fc.oneof(scalar, list(scalar)), text],
  length: [either],
  empty: [either],
  first: [either],
  last: [either],
  take: [either, integer],
  skip: [either, integer],
  contains: [either, fc.oneof(scalar, key)],
  indexOf: [either, scalar],
  lastIndexOf: [either, scalar],
  union: [fc.oneof(record(fc.oneof(scalar, record(scalar))), list(deep)), fc.oneof(record(fc.oneof(scalar, record(scalar))), list(deep))],
  intersection: [fc.oneof(record(scalar), list(deep)), fc.oneof(record(scalar), list(deep))],
  range: [integer, fc.nat(4)],
  items: [record(deep)],
  tryGet: [fc.oneof(deep, record(record(scalar))), key, key],
  addDays: [date, integer],
  ipRangeContains: [range, range],
  parseCidr: [range],
  cidrSubnet: [range, fc.constantFrom(24, 28, 64), fc.nat(3)],
  cidrHost: [range, fc.nat(3)],
  dateTimeAdd: [date, fc.constantFrom('P1D', '-PT1H'), fc.constantFrom(null, 'u')],
  dateTimeFromEpoch: [fc.nat(10)],
  dateTimeToEpoch: [date],
  flatten: [list(list(scalar))],
  objectKeys: [record(scalar)],
  shallowMerge: [list(record(scalar))],
  indexFromEnd: [list(scalar), integer],
  tryIndexFromEnd: [list(record(scalar)), integer, key],
  fail: [text],
  buildUri: [record(text)],
  parseUri: [uri],
};

/** Expressions around lambdas, with `given('0')` as the array or object. */
const lambdas: readonly (readonly [string, readonly fc.Arbitrary<unknown>[]])[] = [
  ["map(given('0'), lambda('x', concat(lambdaVariables('x'), '-')))", [list(scalar)]],
  ["map(given('0'), lambda('x', 'i', format('{0}{1}', lambdaVariables('i'), lambdaVariables('x'))))", [list(scalar)]],
  ["filter(given('0'), lambda('x', equals(lambdaVariables('x'), given('1'))))", [list(scalar), scalar]],
  ["filter(given('0'), lambda('x', startsWith(lambdaVariables('x'), 'a')))", [list(text)]],
  ["reduce(given('0'), given('1'), lambda('c', 'n', concat(lambdaVariables('c'), lambdaVariables('n'))))", [list(scalar), text]],
  ["reduce(given('0'), given('1'), lambda('c', 'n', union(lambdaVariables('c'), lambdaVariables('n'))))", [list(record(scalar)), record(scalar)]],
  ["sort(given('0'), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))", [list(integer)]],
  ["groupBy(given('0'), lambda('x', lambdaVariables('x').a), lambda('x', lambdaVariables('x')))", [list(fc.record({ a: text, b: scalar }))]],
  ["toObject(given('0'), lambda('x', lambdaVariables('x').a), lambda('x', lambdaVariables('x').b))", [list(fc.record({ a: text, b: scalar }))]],
  ["mapValues(given('0'), lambda('x', array(lambdaVariables('x'))))", [record(deep)]],
  ["given('0').a", [record(deep)]],
  ["given('0')[given('1')]", [fc.oneof(list(deep), record(deep)), key]],
];

const asked = new Set(Object.keys(signatures));
/** Those of the tests, and those that need a lambda. */
const others = ['given', 'unknown', 'someText', 'lambda', 'lambdaVariables', 'map', 'filter', 'reduce', 'sort', 'groupBy', 'toObject', 'mapValues'];

const failed = Symbol('failed');

function outcome(expression: string, args: readonly unknown[]): unknown {
  try {
    return evaluate(expression, Object.fromEntries(args.map((value, index) => [String(index), value])));
  } catch (error) {
    if (error instanceof EvaluationError) return failed;
    throw error;
  }
}

/** True when a value may turn out to be the other one. */
function fits(said: unknown, found: unknown): boolean {
  if (isUnknown(found)) return isUnknown(said);
  if (isUnknown(said)) {
    if (said.pieces !== undefined) return typeof found === 'string' && matches(said.pieces, found) !== 'never';
    return !said.isPresent || (found !== null && found !== undefined);
  }
  if (isArray(said)) return isArray(found) && said.length === found.length && said.every((part, index) => fits(part, found[index]));
  if (isObject(said)) {
    const keys = Object.keys(said);
    return isObject(found) && keys.length === Object.keys(found).length && keys.every((name) => Object.hasOwn(found, name) && fits(said[name], found[name]));
  }
  return (said ?? null) === (found ?? null);
}

function assertLaw(expression: string, kinds: readonly fc.Arbitrary<unknown>[], numRuns: number): void {
  fc.assert(
    fc.property(fc.tuple(...kinds.map(hidden)), (args) => {
      const said = outcome(expression, args.map(({ open }) => open));
      const found = outcome(expression, args.map(({ whole }) => whole));
      if (said === failed) expect(found).toBe(failed);
      else if (found !== failed) expect({ said, found, fits: fits(said, found) }).toEqual({ said, found, fits: true });
    }),
    { numRuns },
  );
}

describe('whatever is unknown turns out to be', () => {
  test('every function of policies and templates is asked', () => {
    const names = Array.from(templateTable.values(), ({ name }) => name);
    expect(names.filter((name) => !asked.has(name)).toSorted()).toEqual(others.toSorted());
  });

  test.each(Object.entries(signatures))('%s has not said otherwise', (name, kinds) => {
    const args = kinds.map((_, index) => `given('${index}')`).join(', ');
    assertLaw(`${name}(${args})`, kinds, kinds.length === 0 ? 1 : 400);
  });

  test.each(lambdas)('%s has not said otherwise', (expression, kinds) => {
    assertLaw(expression, kinds, 300);
  });

  test('replace has not, where occurrences stand over the ends of what is known', () => {
    const few = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
    const kinds = [few, fc.constantFrom('aa', 'ab', 'aba', 'bab', 'abb').map((old) => old as unknown), fc.constantFrom('', 'x', 'aa').map((fresh) => fresh as unknown)];
    assertLaw("replace(given('0'), given('1'), given('2'))", kinds, 4000);
  });

  test('functions of functions have not either', () => {
    const outer = ['toLower({})', "replace({}, 'a', '-')", "startsWith({}, 'a')", 'trim({})', 'take({}, 2)', 'skip({}, 1)', 'length({})', "contains({}, 'b')", 'first({})', 'uriComponent({})', "equals({}, 'ab')"];
    const inner = ["concat(given('0'), 'b', given('1'))", "format('{0}-{1}', given('0'), given('1'))", "join(createArray(given('0'), given('1')), 'a')", "if(equals(given('0'), 'a'), given('1'), concat(given('1'), 'a'))"];
    fc.assert(
      fc.property(fc.constantFrom(...outer), fc.constantFrom(...inner), hidden(text), hidden(text), (around, within, left, right) => {
        const expression = around.replace('{}', within);
        const said = outcome(expression, [left.open, right.open]);
        const found = outcome(expression, [left.whole, right.whole]);
        if (said === failed) expect(found).toBe(failed);
        else if (found !== failed) expect({ said, found, fits: fits(said, found) }).toEqual({ said, found, fits: true });
      }),
      runs(800),
    );
  });
});
