import { describe, expect, test } from '@jest/globals';
import { Unknown } from '../../../src/language/unknown.ts';
import { parsePath } from '../../../src/policy/conditions/fields/path.ts';
import { drop, keep, written } from '../../../src/policy/effects/write.ts';

const unknown = new Unknown('nobody said');
const set = () => 'new';

describe('a value with one place written', () => {
  test.each<readonly [string, unknown, 'existing' | 'creating', unknown]>([
    ['', 'old', 'existing', 'new'],
    ['a', {}, 'existing', { a: 'new' }],
    ['a.b', {}, 'creating', { a: { b: 'new' } }],
    ['a.b', { a: {} }, 'existing', { a: { b: 'new' } }],
    ['a[0]', { a: ['x', 'y'] }, 'existing', { a: ['new', 'y'] }],
    ['a[1]', { a: ['x', 'y'] }, 'existing', { a: ['x', 'new'] }],
    ['a[1].b', { a: [{}, {}] }, 'existing', { a: [{}, { b: 'new' }] }],
    ['[0]', ['x'], 'existing', ['new']],
    ['[*]', ['x'], 'existing', 'new'],
    ['[*].b', [{}, { B: 1 }], 'existing', [{ b: 'new' }, { B: 'new' }]],
    ['a[*]', { a: ['x'] }, 'existing', { a: 'new' }],
    ['a[*].b[*].c', { a: [{ b: [{}, {}] }, {}] }, 'existing', { a: [{ b: [{ c: 'new' }, { c: 'new' }] }, {}] }],
  ])('%s of %j (%s)', (path, value, reach, expected) => {
    const before = JSON.stringify(value);
    expect(written(value, parsePath(path), set, reach)).toEqual(expected);
    expect(JSON.stringify(value)).toBe(before);
  });

  test.each<readonly [string, unknown, 'existing' | 'creating']>([
    ['a.b', {}, 'existing'],
    ['a.b', { a: null }, 'existing'],
    ['a.b', { a: 'text' }, 'creating'],
    ['a.b', { a: [] }, 'creating'],
    ['a.b', { a: unknown }, 'creating'],
    ['a[0]', { a: [] }, 'creating'],
    ['a[2]', { a: ['x', 'y'] }, 'creating'],
    ['a[0]', { a: {} }, 'creating'],
    ['a[0]', { a: unknown }, 'creating'],
    ['a[*].b', { a: {} }, 'creating'],
    ['a[*].b', { a: [] }, 'creating'],
    ['a', unknown, 'creating'],
  ])('%s of %j (%s) is the value itself', (path, value, reach) => {
    expect(written(value, parsePath(path), set, reach)).toBe(value);
  });

  test('is the value itself where it is kept', () => {
    const value = { a: ['x', { b: 1 }], c: { d: 1 } };
    for (const path of ['', 'a', 'a[0]', 'a[1].b', 'a[*].b', 'c.d', 'C.D', 'none']) expect(written(value, parsePath(path), () => keep, 'creating')).toBe(value);
  });

  test('loses what is dropped', () => {
    expect(written({ a: 1, b: 2 }, parsePath('A'), () => drop, 'existing')).toEqual({ b: 2 });
    expect(written({ x: { a: 1 } }, parsePath('x.a'), () => drop, 'existing')).toEqual({ x: {} });
  });
});
