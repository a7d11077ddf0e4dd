import { describe, expect, test } from '@jest/globals';
import { array, assert, constantFrom, dictionary, integer, json, letrec, oneof, property, string, type Arbitrary } from 'fast-check';
import { JsonTextError, readJsonText, type JsonText, type TextRange } from '../../src/arm/json-text.ts';
import { escapePointer } from '../../src/arm/pointer.ts';

const limits = { length: 1_000_000, depth: 256 };
const strict = (text: string): JsonText => readJsonText(text, 'strict', limits);
const template = (text: string): JsonText => readJsonText(text, 'template', limits);

/** The part of a text that a range covers: found by its lines, not by offsets. */
function covered(text: string, { line, column, endLine, endColumn }: TextRange): string {
  const lines = text.split('\n').slice(line - 1, endLine);
  const last = lines.length - 1;
  return lines.map((part, index) => part.slice(index === 0 ? column - 1 : 0, index === last ? endColumn - 1 : undefined)).join('\n');
}

function complaint(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof JsonTextError) return `${error.line}:${error.column}: ${error.message}`;
    throw error;
  }
  return 'none';
}

/** Every pointer of a value. */
function pointersOf(value: unknown, pointer = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [pointer];
  return [pointer, ...Object.entries(value).flatMap(([key, child]) => pointersOf(child, `${pointer}/${escapePointer(key)}`))];
}

/** Documents whose keys differ in more than case. */
const { tree } = letrec<{ tree: unknown }>((tie) => ({
  tree: oneof(
    { maxDepth: 4 },
    integer(), string(), constantFrom(true, false, null),
    array(tie('tree'), { maxLength: 4 }),
    dictionary(constantFrom('a', 'b~', 'c/d', '__proto__', '', '0', 'long key'), tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const documents: Arbitrary<unknown> = tree;

describe('values', () => {
  test('JSON is read as JSON.parse reads it', () => {
    assert(property(json({ noUnicodeString: false }), (text) => {
      const known: unknown = JSON.parse(text);
      if (complaint(() => strict(text)) === 'none') expect(strict(text).value).toEqual(known);
    }));
    assert(property(documents, (document) => expect(strict(JSON.stringify(document)).value).toEqual(document)));
  });

  test('what JSON.parse refuses is refused with a place', () => {
    assert(property(string({ maxLength: 30 }), (text) => {
      try {
        JSON.parse(text);
      } catch {
        expect(() => strict(text)).toThrow(JsonTextError);
      }
    }));
  });

  test('a key such as __proto__ is a member like any other', () => {
    const value = strict('{"__proto__": {"polluted": true}}').value;
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect('polluted' in {}).toBe(false);
  });

  test('templates may have comments, trailing commas, and texts over several lines', () => {
    const { value } = template('\uFEFF// first\n{ /* a { */ "a": [1, 2, /* ] */ ], // b\n "t": "one\n\ttwo", }\n/* end */');
    expect(value).toEqual({ a: [1, 2], t: 'one\n\ttwo' });
    expect(complaint(() => strict('{"a": 1,}'))).toMatch(/^1:9: A key in double quotes is due/);
    expect(complaint(() => strict('[1,]'))).toMatch(/^1:4: A value is due/);
    expect(complaint(() => strict('{"t": "one\ntwo"}'))).toBe('1:7: A string holds a control character');
    expect(complaint(() => template('{"t": "a\u0001b"}'))).toBe('1:7: A string holds a control character');
  });
});

describe('places', () => {
  test('of every value its text, and of every property its key and its text', () => {
    assert(property(documents, constantFrom(0, 2), (document, indent) => {
      const text = JSON.stringify(document, null, indent);
      const read = template(text);
      for (const pointer of pointersOf(document)) {
        const value = read.valueAt(pointer);
        expect(value).toBeDefined();
        if (value === undefined) continue;
        expect(read.writtenAt(pointer)).toBe(covered(text, value));
        const whole = covered(text, read.propertyAt(pointer));
        expect(whole.endsWith(covered(text, value))).toBe(true);
      }
      expect(JSON.parse(read.writtenAt('') ?? '')).toEqual(document);
    }));
  });

  test('a property begins with its key, in the place where a reader sees it', () => {
    const { propertyAt, valueAt } = template('{\n  // x\n  "a": {\n    "b c":\n      [10, 20]\n  }\n}');
    expect(propertyAt('/a/b c')).toEqual({ line: 4, column: 5, endLine: 5, endColumn: 15 });
    expect(valueAt('/a/b c')).toMatchObject({ line: 5, column: 7 });
    expect(propertyAt('/a/b c/1')).toEqual({ line: 5, column: 12, endLine: 5, endColumn: 14 });
  });

  test('what is not written has the place of its nearest ancestor, and no text', () => {
    const { propertyAt, valueAt, writtenAt } = template('{"a": {"b": 1}, "list": [1]}');
    expect(propertyAt('/a/missing/deep')).toMatchObject({ column: 2 });
    for (const pointer of ['/list/7', '/list/-1', '/list/00', '/list/x', '/a/b/c']) expect([valueAt(pointer), writtenAt(pointer)]).toEqual([undefined, undefined]);
    expect(propertyAt('/list/7')).toMatchObject({ column: 17 });
    expect(propertyAt('/nothing')).toMatchObject({ line: 1, column: 1 });
  });

  test('lines end as they do on Windows too', () => {
    const { propertyAt } = template('{\r\n  "a": 1,\r\n  "b": 2\r\n}');
    expect(propertyAt('/b')).toMatchObject({ line: 3, column: 3, endLine: 3, endColumn: 9 });
  });
});

describe('what is refused', () => {
  test.each([
    ['{"a": 1, "a": 2}', '1:10: The key `a` stands twice in one object'],
    ['{"a": 1,\n "A": 2}', '2:2: The keys `a` and `A` differ in case only'],
    ['{"a": 1} x', '1:10: Something follows the end of the document'],
    ['{"a" 1}', '1:6: `:` is due'],
    ['{"a": 1', '1:8: `,` or `}` is due'],
    ['[1 2]', '1:4: `,` or `]` is due'],
    ['{a: 1}', '1:2: A key in double quotes is due'],
    ["{'a': 1}", '1:2: A key in double quotes is due'],
    ['{"a": \'x\'}', '1:7: A value is due, not "\'"'],
    ['"abc', '1:1: A text is not closed, or has an escape that JSON does not know'],
    ['"\\x"', '1:1: A text is not closed, or has an escape that JSON does not know'],
    ['', '1:1: The text ends where a value is due'],
    ['/* no end', '1:1: A value is due, not "/"'],
    ['NaN', '1:1: A value is due, not "N"'],
    ['01', '1:2: Something follows the end of the document'],
  ])('%j', (text, expected) => {
    expect(complaint(() => template(text))).toBe(expected);
  });

  test('more levels than are read, long before the stack ends', () => {
    expect(complaint(() => template('['.repeat(100_000)))).toBe('1:258: The document is nested deeper than 256 levels');
    expect(complaint(() => template(`${'['.repeat(256)}${']'.repeat(256)}`))).toBe('none');
  });

  test('more text than is read', () => {
    expect(complaint(() => readJsonText('[      ]', 'strict', { length: 5, depth: 10 }))).toBe('1:1: The text is longer than 5 characters');
  });

  test('what repeats without end ends all the same', () => {
    for (const text of [`"${'\\'.repeat(500_000)}`, `/*${'*'.repeat(500_000)}`, `${'/**/'.repeat(100_000)}x`, `[${' '.repeat(900_000)}`, `{"${'a'.repeat(900_000)}`]) {
      expect(() => template(text)).toThrow(JsonTextError);
    }
  });
});
