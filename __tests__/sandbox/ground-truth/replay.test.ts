import { describe, expect, test } from '@jest/globals';
import { knownDifferences, leftOut } from './differences.ts';
import { errorsFile, provokeAll } from './replay/errors.ts';
import { provokeQuoted, quotedErrors } from './replay/quoted-errors.ts';
import { replayAll, replayed, type Outcome } from './replay/replay.ts';
import { areHere } from './replay/recordings.ts';

/** Sends what was recorded and compares status, headers and bodies; ids, times, etags and signatures have to be of their kind and to stay what they are. */
const replay = areHere ? describe : describe.skip;
if (!areHere) test('the recordings are not here (../shared/ground-truth), so that nothing is replayed', () => {});

const isLeftOut = (file: string, exchange: number): boolean => leftOut.some((entry) => entry.file === file && entry.exchange === exchange);

/** `<exchange> <member>`, sorted; with the two values, for whoever has to read a failure. */
function foundIn(outcomes: readonly Outcome[], file: string): ReadonlyMap<string, string> {
  const found = outcomes.filter((outcome) => outcome.file === file).flatMap(({ exchange, differences }) => (
    differences.map(({ member, recorded, answered }) => [`${exchange} ${member}`, `${JSON.stringify(recorded)} was recorded, ${JSON.stringify(answered)} was answered`] as const)
  ));
  return new Map(found);
}

function knownIn(file: string): readonly string[] {
  return knownDifferences.filter((entry) => entry.file === file).flatMap(({ exchanges, members }) => exchanges.flatMap((exchange) => members.map((member) => `${exchange} ${member}`)));
}

function expectKnown(outcomes: readonly Outcome[], file: string): void {
  const [found, known] = [foundIn(outcomes, file), knownIn(file)];
  expect({
    unknown: [...found].filter(([place]) => !known.includes(place)).map(([place, values]) => `${place}: ${values}`),
    'no longer different': known.filter((place) => !found.has(place)),
  }).toEqual({ unknown: [], 'no longer different': [] });
}

replay('the answers of Azure', () => {
  const outcomes = areHere ? replayAll(isLeftOut) : [];

  test.each(replayed)('%s: what differs is known, with its reason', (file) => {
    expectKnown(outcomes, file);
  });

  test('every exchange is sent, or left out for a reason', () => {
    expect(outcomes.length + leftOut.filter(({ file }) => !file.startsWith(errorsFile)).length).toBe(51 + 9 + 4 + 3 + 7 + 6 + 8);
  });

  test('errors.json: every error can be had, and what differs is known', () => {
    const errors = provokeAll((exchange) => isLeftOut(errorsFile, exchange));
    expect(errors).toHaveLength(8);
    expectKnown(errors, errorsFile);
  });

  test('errors.json: errors that are only quoted have their status, code and text', () => {
    const errors = provokeQuoted((exchange) => isLeftOut(quotedErrors, exchange));
    expect(errors).toHaveLength(4);
    expectKnown(errors, quotedErrors);
  });
});

test('a difference is written down once', () => {
  const places = knownDifferences.flatMap(({ file, exchanges, members }) => exchanges.flatMap((exchange) => members.map((member) => `${file} ${exchange} ${member}`)));
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
});
