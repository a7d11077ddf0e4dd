import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isOrdered, lookOf, numbered, numbersText, pictureOf } from '../../../src/report/steps/order.ts';
import { failedMigration, hostileSteps, migration, step } from './sample.ts';

const told = (steps: Parameters<typeof numbered>[0]): readonly string[] => numbered(steps).map(({ number, step: { title }, waitsFor }) => `${number} ${title} after ${waitsFor.join()}`);

describe('the numbers of steps', () => {
  test('say what each waits for', () => {
    expect(numbered(migration()).map(({ waitsFor }) => waitsFor)).toEqual([[], [1], [2], [2], [3, 4], [5], [6]]);
  });

  test('follow what waits for what where the report does not, and leave everything else in its place', () => {
    expect(told([step({ title: 'c', key: 'c', after: ['b'] }), step({ title: 'x' }), step({ title: 'b', key: 'b', after: ['a'] }), step({ title: 'a', key: 'a' })])).toEqual(['1 x after ', '2 a after ', '3 b after 2', '4 c after 3']);
  });

  test('of something that was done twice are those of the last time before', () => {
    expect(told([step({ title: 'a', key: 'a' }), step({ title: 'b', key: 'b', after: ['a'] }), step({ title: 'a', key: 'a' }), step({ title: 'c', key: 'c', after: ['a'] })])).toEqual(['1 a after ', '2 b after 1', '3 a after ', '4 c after 3']);
  });

  test('lose no step and lead to earlier ones alone, whatever the keys', () => {
    fc.assert(
      fc.property(hostileSteps, (steps) => {
        const all = numbered(steps);
        expect(all.map(({ number }) => number)).toEqual(steps.map((_step, index) => index + 1));
        expect(new Set(all.map((one) => one.step))).toEqual(new Set(steps));
        for (const { number, waitsFor } of all) expect(waitsFor.filter((before) => before >= number)).toEqual([]);
      }),
    );
  });

  test.each([[[], ''], [[1], '1'], [[1, 2], '1, 2'], [[3, 4, 5, 9], '3–5, 9']])('%j are written "%s"', (numbers, text) => {
    expect(numbersText(numbers)).toBe(text);
  });
});

test('steps that tell nothing of each other are no plan', () => {
  expect([isOrdered([step({ key: 'a', after: [] }), step()]), isOrdered([step({ why: 'x' })]), isOrdered([step({ disruption: 'x' })]), isOrdered([step({ after: ['a'] })])]).toEqual([false, true, true, true]);
});

test.each([
  ['a migration', migration(), [7, 0]],
  ['more than two steps side by side', [step({ key: 'a', why: 'x' }), step({ key: 'b' }), step({ key: 'c' }), step()], [3, 1]],
  ['two steps that do not know each other', [step({ key: 'a', why: 'x' }), step({ key: 'b' })], undefined],
  ['more steps than anybody looks at', Array.from({ length: 41 }, (_, index) => step({ key: `${index}`, after: [`${index - 1}`] })), undefined],
])('%s: what is drawn', (_name, steps, expected) => {
  const picture = pictureOf(steps);
  expect(picture === undefined ? undefined : [picture.steps.length, picture.rest]).toEqual(expected);
});

test('what disturbs stands out until it is done', () => {
  expect(migration().map(lookOf)).toEqual(['planned', 'planned', 'disruptive', 'disruptive', 'disruptive', 'disruptive', 'planned']);
  expect([...failedMigration(), step({ status: 'unchanged' }), step({ status: 'skipped' })].map(lookOf)).toEqual(['done', 'done', 'done', 'failed', 'passed', 'passed']);
});
