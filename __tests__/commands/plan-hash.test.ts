import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkApproved, hashOf } from '../../src/commands/plan-hash.ts';
import { UserError } from '../../src/run/errors.ts';

test('the order of members does not matter, their values do', () => {
  expect(hashOf({ a: 1, b: [{ c: 2, d: undefined }] })).toBe(hashOf({ b: [{ c: 2 }], a: 1 }));
  expect(hashOf({ a: [1, 2] })).not.toBe(hashOf({ a: [2, 1] }));
  expect(hashOf({ a: '1' })).not.toBe(hashOf({ a: 1 }));
  expect(hashOf({ a: { b: 1 } })).not.toBe(hashOf({ 'a.b': 1 }));
});

test('it is one value for one plan, however it came to be', () => {
  fc.assert(fc.property(fc.json(), (text) => {
    expect(hashOf(JSON.parse(text))).toBe(hashOf(JSON.parse(JSON.stringify(JSON.parse(text)))));
  }));
});

test('another plan than the approved one stops the run', () => {
  const [approved, actual] = [hashOf('a'), hashOf('b')];
  expect(() => checkApproved(undefined, actual)).not.toThrow();
  expect(() => checkApproved(actual, actual)).not.toThrow();
  expect(() => checkApproved(approved, actual)).toThrow(UserError);
});
