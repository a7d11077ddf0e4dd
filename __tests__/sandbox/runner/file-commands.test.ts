import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { FileCommandError, readEnvironment, readOutputs, readPath, readSummary, readValues, runnerLimits } from '../../../src/sandbox/runner/file-commands.ts';

describe('values', () => {
  test.each<[text: string, values: readonly (readonly [string, string])[]]>([
    ['', []],
    ['a=1\n', [['a', '1']]],
    ['a=1=2', [['a', '1=2']]],
    ['a=x<<y\n', [['a', 'x<<y']]],
    ['a<<E\none\ntwo\nE\nb=2\n', [['a', 'one\ntwo'], ['b', '2']]],
    ['a<<E\nE\n', [['a', '']]],
    ['a<<E\n\nE\n', [['a', '']]],
    ['a<<E\nx\n\nE\n', [['a', 'x\n']]],
    ['a<<E\r\none\r\ntwo\r\nE\r\n', [['a', 'one\r\ntwo']]],
    ['a<<E=F\nb=1\nE=F\n', [['a', 'b=1']]],
    ['a=1\na=2\n', [['a', '2']]],
    ['\n\na=\n', [['a', '']]],
  ])('%j', (text, values) => {
    expect([...readValues(text)]).toEqual(values);
  });

  test.each([
    ['no value', 'a\n', "Invalid format 'a'"],
    ['no name', '=1\n', 'Name must not be empty'],
    ['no name before a delimiter', '<<E\nx\nE\n', 'Name must not be empty'],
    ['no delimiter', 'a<<\nx\n', 'delimiter must not be empty'],
    ['a delimiter that never comes', 'a<<E\nx\nE2\n', "Matching delimiter not found 'E'"],
    ['a delimiter with a blank behind it', 'a<<E\nx\nE \n', "Matching delimiter not found 'E'"],
  ])('are refused with %s', (_, text, message) => {
    expect(() => readValues(text)).toThrow(FileCommandError);
    expect(() => readValues(text)).toThrow(message);
  });

  test('come back as they were written between delimiters', () => {
    const value = fc.string({ unit: 'binary' }).filter((text) => !text.split(/\r\n|\n|\r/).includes('ghadelimiter_x') && !text.endsWith('\r'));
    fc.assert(fc.property(value, (written) => expect(readValues(`a<<ghadelimiter_x\n${written}\nghadelimiter_x\n`).get('a')).toBe(written)));
  });
});

test('the outputs of a job hold a mebi of characters', () => {
  expect(readOutputs(`a=${'x'.repeat(runnerLimits.outputCharacters - 1)}`).size).toBe(1);
  expect(() => readOutputs(`a=${'x'.repeat(runnerLimits.outputCharacters)}`)).toThrow(FileCommandError);
});

test('the environment takes all but what would change how node runs', () => {
  expect(readEnvironment('A=1\n').get('A')).toBe('1');
  expect(() => readEnvironment('node_options=--require x\n')).toThrow("Can't store node_options");
});

test('of folders on the path the last stands first', () => {
  expect(readPath('/a\n\n/b\r\n')).toEqual(['/b', '/a']);
});

test('a summary is taken up to a mebibyte, counted in bytes', () => {
  expect(readSummary('')).toBeUndefined();
  expect(readSummary('x'.repeat(runnerLimits.summaryBytes))).toHaveLength(runnerLimits.summaryBytes);
  expect(() => readSummary(`${'é'.repeat(runnerLimits.summaryBytes / 2)}x`)).toThrow('upload aborted, supports content up to a size of 1024k');
});
