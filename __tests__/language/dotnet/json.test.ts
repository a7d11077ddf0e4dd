import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { jsonText } from '../../../src/language/dotnet/json-text.ts';
import { readLenientJson } from '../../../src/language/dotnet/lenient-json.ts';
import { EvaluationError } from '../../../src/language/errors.ts';
import { isObject } from '../../../src/language/values.ts';

const read = (text: string) => readLenientJson(text, 'json');

describe('JSON as the service writes and reads it', () => {
  test('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4, stringUnit: 'binary' }), fc.constantFrom('', ' ', '/* c */', '// c\n'), (text, gap) => {
        expect(read(`${gap}${text}${gap}`)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('what was written is read', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }), (value) => {
        // A zero has no sign here.
        const expected: unknown = JSON.parse(JSON.stringify(value));
        expect(read(jsonText(value))).toEqual(expected);
        expect(JSON.parse(jsonText(value))).toEqual(expected);
      }),
    );
  });

  test('strings in single quotes hold what those in double quotes hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = JSON.stringify(text).slice(1, -1).replaceAll("'", String.raw`\'`);
        expect(read(`{ name: '${escaped}', }`)).toEqual({ name: text });
      }),
    );
  });

  test('fails on other texts in one way only', () => {
    const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', "'", '"', '\\', 'a', '1', '0x', '.', '-', '/', '*', '//', ' ', '\n', 'true', 'null', 'NaN', 'u0041');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          read(pieces.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(EvaluationError);
        }
      }),
    );
  });

  test('names are own members, whatever they are', () => {
    const value = read("{__proto__: {a: 1}, 'constructor': 2,}");
    expect(isObject(value) && Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test.each([
    ['depth', '['.repeat(100_000), 'nested deeper than 128 levels'],
    ['parts', `[${'.5,'.repeat(40_000)}]`, 'more than 32768 parts'],
    ['the end of a comment', `/*${'a'.repeat(130_000)}`, 'cannot be read from character 0 on'],
    ['the end of a text', `['${'a'.repeat(130_000)}`, 'cannot be read from character 1 on'],
    ['an escape', String.raw`'ab\q'`, 'cannot be read from character 0 on'],
  ])('says where %s fails', (_, text, message) => {
    expect(() => read(text)).toThrow(EvaluationError);
    expect(() => read(text)).toThrow(message);
  });

  test('a text that grows beyond what the service allows fails before it is built', () => {
    const shared = 'a'.repeat(100_000);
    expect(() => jsonText(Array.from({ length: 30_000 }, () => shared))).toThrow('A text has more than 131072 characters');
  });
});
