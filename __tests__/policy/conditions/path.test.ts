import { describe, expect, test } from '@jest/globals';
import { Unknown } from '../../../src/language/unknown.ts';
import { each, parsePath, pathOf, pointerOf, select } from '../../../src/policy/conditions/fields/path.ts';
import { readerOf } from '../../../src/policy/conditions/fields/reader.ts';

const unknown = new Unknown('nobody said');

describe('a path', () => {
  test.each<readonly [string, readonly unknown[]]>([
    ['', []],
    ['a', ['a']],
    ['a.b', ['a', 'b']],
    ['a..b', ['a', 'b']],
    ['.a.', ['a']],
    ['a[*]', ['a', each]],
    ['a[*].b[*]', ['a', each, 'b', each]],
    ['a[*][*]', ['a', each, each]],
    ['a[0]', ['a', 0]],
    ['a[12].b', ['a', 12, 'b']],
    ['a[123456789]', ['a', 123456789]],
    ['a[1234567890]', ['a', '[', '1234567890]']],
    ["a['b.c'].d", ['a', 'b.c', 'd']],
    ["a[ 'b' ]", ['a', 'b']],
    ["a['it''s']", ['a', "it's"]],
    ["a['']", ['a', '']],
    ["a['*']", ['a', '*']],
    ['a["b.c"]', ['a', 'b.c']],
    ['a[ "b" ]', ['a', 'b']],
    ['a["say ""b"""]', ['a', 'say "b"']],
    ["a['x\"y']", ['a', 'x"y']],
    ['a[b]', ['a', '[', 'b]']],
    ['a[', ['a', '[']],
    ["a['b", ['a', '[', "'b"]],
  ])('%s is read step by step', (text, steps) => {
    expect(parsePath(text)).toEqual(steps);
  });
});

describe('a place', () => {
  const body = { Properties: { pools: [{ mode: 'a' }, { 'x/y~z': 1 }], list: unknown, empty: null }, 'a b': { c: 1 } };
  const places = (path: string) => select({ value: body }, parsePath(path)).map((spot) => [pathOf(spot), pointerOf(spot)]);

  test.each<readonly [string, readonly (readonly [string, string])[]]>([
    ['properties.pools[*].mode', [['Properties.pools[0].mode', '/Properties/pools/0/mode'], ['Properties.pools[1].mode', '/Properties/pools/1/mode']]],
    ['properties.pools[1].X/Y~Z', [['Properties.pools[1].x/y~z', '/Properties/pools/1/x~1y~0z']]],
    ['properties.POOLS[9].mode', [['Properties.pools[9].mode', '/Properties/pools/9/mode']]],
    ['properties.list[*].mode', [['Properties.list[*].mode', '/Properties/list/mode']]],
    ['properties.list', [['Properties.list', '/Properties/list']]],
    ['properties.empty[*].x', []],
    ['properties.empty.x', [['Properties.empty.x', '/Properties/empty/x']]],
    ['missing[*]', []],
    ['', [['', '']]],
  ])('%s is written as the resource spells it', (path, expected) => {
    expect(places(path)).toEqual(expected);
  });
});

/** `select` and the reader give the same answers; the one knows the way, the other is quick. */
describe('what a path finds', () => {
  const body = {
    a: [{ properties: { x: 1 } }, { x: 2, properties: { x: 3 } }, { properties: unknown }, { properties: [] }, null, 'text'],
    b: [[{ x: 1 }], [], 'no list', [{ X: 2 }, { x: null }]],
    c: { Case: 1, case: 2, toString: 3 },
    d: unknown,
    e: 'text',
  };

  test.each<readonly [string, boolean]>([
    ['a[*].x', false],
    ['a[*].x', true],
    ['a[0].x', true],
    ['a[*].properties.x', true],
    ['a.x', true],
    ['b[*][*].x', false],
    ['b[*][*].x', true],
    ['b[0][*]', false],
    ['b[3][1].x', false],
    ['c.case', false],
    ['c.CASE', false],
    ['c.Case', false],
    ['c.toString', false],
    ['c.TOSTRING', false],
    ['c.constructor', false],
    ['c.length', false],
    ['d.x', false],
    ['d[*].x', false],
    ['d[0]', false],
    ['e.length', false],
    ['e[0]', false],
    ['e[*]', false],
    ['f[*]', false],
    ['f.g', false],
    ['', false],
  ])('%s (inserted: %s) is the same with the way and without', (path, inserted) => {
    const steps = parsePath(path);
    const values = select({ value: body }, steps, inserted).map(({ value }) => value);
    const reader = readerOf(steps, inserted);
    const seen: unknown[] = [];
    const all = reader.every(body, (value) => {
      seen.push(value);
      return true;
    });
    expect(seen).toEqual(values);
    expect(all).toBe(true);
    expect(reader.finds(body)).toBe(values.some((value) => value !== undefined && value !== null));
    if (!steps.includes(each)) expect(reader.value(body)).toEqual(values[0]);
    if (steps.at(-1) === each) expect(reader.elements(body).map(({ value }) => value)).toEqual(values);
  });

  test.each<readonly [string, boolean, readonly unknown[]]>([
    ['a[*].x', false, [undefined, 2, undefined, undefined, undefined, undefined]],
    ['a[*].x', true, [1, 2, unknown, undefined, undefined, undefined]],
    ['a[*].y', true, [undefined, undefined, unknown, undefined, undefined, undefined]],
    ['b[*][*].x', false, [1, 2, null]],
    ['c.CASE', false, [1]],
    ['c.constructor', false, [undefined]],
    ['d[*].x', false, [unknown]],
    ['e[0]', false, [undefined]],
  ])('%s (inserted: %s) is %j', (path, inserted, expected) => {
    expect(select({ value: body }, parsePath(path), inserted).map(({ value }) => value)).toEqual(expected);
  });
});
