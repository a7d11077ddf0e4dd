import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { runs } from '../exhaustive.ts';
import type { JsonObject } from '../../src/arm/json.ts';
import { Unknown } from '../../src/language/unknown.ts';
import { compileDefinition, parseDefinition, type Finding } from '../../src/policy/index.ts';
import { definitionDocument } from './builders.ts';

/**
 * Conditions in which no leaf repeats: every leaf has a property of its own, and every property a few values that tell its leaf's
 * operator apart. So every completion of an unknown property can be tried.
 */
const elements = ['a', 'b', 'ab', ''].flatMap((x) => [[x], [x, x], [x, x, x], [{ x }], [{ x }, { x }], [{ x }, { x }, { x }], [{ y: [x] }], [{ y: [x, x] }], [{ y: [x, x] }, { y: [x] }]]);
const values: readonly unknown[] = [undefined, null, '', 'a', 'b', 'ab', 'A1', '1a', 1, 2, true, {}, { a: 1 }, { b: 1 }, { ab: 1 }, { '': 1 }, [], ['a', 'b'], ...elements];

const word = fc.constantFrom('a', 'b', 'ab', '');
const list = fc.array(word, { maxLength: 2 });
const leafOn = (name: string): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.tuple(fc.constantFrom('equals', 'notEquals', 'contains', 'notContains'), word).map(([operator, right]) => ({ field: name, [operator]: right })),
    fc.tuple(fc.constantFrom('like', 'notLike'), fc.constantFrom('a*', '*b', '*', 'a')).map(([operator, right]) => ({ field: name, [operator]: right })),
    fc.tuple(fc.constantFrom('in', 'notIn'), list).map(([operator, right]) => ({ field: name, [operator]: right })),
    fc.boolean().map((right) => ({ field: name, exists: right })),
    fc
      .tuple(fc.constantFrom('equals', 'notEquals', 'in', 'notIn'), word)
      .map(([operator, right]) => ({ field: `${name}[*]`, [operator]: operator.toLowerCase().endsWith('in') ? [right] : right })),
    fc
      .tuple(fc.constantFrom('equals', 'greaterOrEquals', 'less', 'notEquals'), fc.integer({ min: -1, max: 3 }))
      .map(([operator, right]) => ({ count: { field: `${name}[*]` }, [operator]: right })),
    fc
      .tuple(fc.constantFrom('greater', 'equals', 'lessOrEquals'), fc.integer({ min: 0, max: 2 }), word)
      .map(([operator, right, wanted]) => ({ count: { field: `${name}[*]`, where: { field: `${name}[*].x`, equals: wanted } }, [operator]: right })),
    word.map((right) => ({ value: `[field('${name}')]`, equals: right })),
    fc.tuple(fc.constantFrom('match', 'notMatch', 'matchInsensitively'), fc.constantFrom('?', '?#', '#?', 'a')).map(([operator, right]) => ({ field: name, [operator]: right })),
    fc.tuple(fc.constantFrom('containsKey', 'notContainsKey'), word).map(([operator, right]) => ({ field: name, [operator]: right })),
    fc.tuple(fc.constantFrom('equals', 'notEquals'), fc.constantFrom([], ['a'], ['a', 'b'])).map(([operator, right]) => ({ field: name, [operator]: right })),
    // A `where` that nothing satisfies, or everything.
    fc
      .tuple(fc.constantFrom('greater', 'equals', 'less'), fc.integer({ min: -1, max: 1 }), fc.constantFrom('in', 'notIn'))
      .map(([operator, right, inner]) => ({ count: { field: `${name}[*]`, where: { field: `${name}[*].x`, [inner]: [] } }, [operator]: right })),
    fc
      .tuple(fc.constantFrom('greater', 'equals', 'lessOrEquals'), fc.integer({ min: 0, max: 2 }), word)
      .map(([operator, right, wanted]) => ({ count: { field: `${name}[*].y[*]`, where: { field: `${name}[*].y[*]`, equals: wanted } }, [operator]: right })),
    fc
      .tuple(fc.constantFrom('greater', 'equals', 'lessOrEquals'), fc.integer({ min: 0, max: 2 }), word)
      .map(([operator, right, wanted]) => ({ count: { value: `[array(field('${name}'))]`, name: 'e', where: { value: "[string(current('e'))]", equals: wanted } }, [operator]: right })),
    fc.tuple(fc.constantFrom('and', 'or'), fc.boolean()).map(([both, other]) => ({ value: `[${both}(${String(other)}(), equals(field('${name}'), 'a'))]`, equals: true })),
    fc.constantFrom('x', 'y').map((otherwise) => ({ value: `[if(equals(field('${name}'), 'a'), 'x', '${otherwise}')]`, equals: 'x' })),
  );

/** A condition over `p0`, `p1`, …, each in exactly one leaf. */
const condition: fc.Arbitrary<{ readonly rule: unknown; readonly names: readonly string[] }> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.infiniteStream(fc.constantFrom('allOf', 'anyOf', 'not')))
  .chain(([size, shapes]) => {
    const names = Array.from({ length: size }, (_, index) => `p${index}`);
    return fc.tuple(...names.map(leafOn)).map((leaves) => ({ rule: combine(leaves, shapes), names }));
  });

function combine(leaves: readonly unknown[], shapes: Iterator<string>): unknown {
  const [first, ...rest] = leaves;
  const shape: unknown = shapes.next().value;
  if (rest.length === 0) return shape === 'not' ? { not: first } : first;
  const parts = [first, combine(rest, shapes)];
  return shape === 'not' ? { not: { anyOf: parts } } : { [String(shape)]: parts };
}

function judgeLiteral(rule: unknown, body: JsonObject): Pick<Finding, 'verdict' | 'reasons'> {
  const definition = parseDefinition(definitionDocument(rule));
  const ids = { assignmentId: '', definitionId: '', setDefinitionId: '', definitionReferenceId: '' };
  const input = { resource: { type: 'A.B/c', name: 'x', body }, parameters: {}, context: {}, ids };
  const compiled = compileDefinition(definition, { fields: 'literal' });
  const { verdict, decisions } = compiled.evaluate(input);
  expect(compiled.decide(input).verdict).toBe(verdict);
  return { verdict, reasons: decisions.map(({ reason }) => reason) };
}

const anyValue = fc.constantFrom(...values);
const unknown = new Unknown('nobody said');

function bodyOf(names: readonly string[], valueOf: (index: number) => unknown): JsonObject {
  return Object.fromEntries(names.map((name, index) => [name, valueOf(index)] as const).filter(([, value]) => value !== undefined));
}

describe('conditions in which no leaf repeats', () => {
  test('with one value unknown give the shared verdict exactly when all completions agree', () => {
    fc.assert(
      fc.property(condition, fc.array(anyValue, { minLength: 4, maxLength: 4 }), fc.nat(3), ({ rule, names }, known, hidden) => {
        const open = hidden % names.length;
        const { verdict } = judgeLiteral(
          rule,
          bodyOf(names, (index) => (index === open ? unknown : known[index])),
        );
        const completed = values.map((value) => judgeLiteral(rule, bodyOf(names, (index) => (index === open ? value : known[index]))).verdict);
        const shared = new Set(completed).size === 1 ? completed[0] : 'undetermined';
        expect(verdict).toBe(shared);
      }),
      runs(200),
    );
  });

  test('keep their verdict when only the reported leaves are known', () => {
    fc.assert(
      fc.property(condition, fc.array(anyValue, { minLength: 4, maxLength: 4 }), ({ rule, names }, known) => {
        const { verdict, reasons } = judgeLiteral(
          rule,
          bodyOf(names, (index) => known[index]),
        );
        const isReported = (name: string) => reasons.some(({ expression, path }) => path?.startsWith(name) === true || expression.includes(name));
        const again = judgeLiteral(
          rule,
          bodyOf(names, (index) => (isReported(names[index] ?? '') ? known[index] : unknown)),
        );
        expect(again.verdict).toBe(verdict);
      }),
      runs(200),
    );
  });
});

describe('a text of which parts are known', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '1', '/', 'İ', 'Σ', 'K'), maxLength: 3 });
  const pieces = fc.array(letters, { minLength: 2, maxLength: 4 });
  const pattern = fc.tuple(letters, letters).map((parts) => parts.join('*'));
  const leaf = fc.oneof(
    leafOn('p0'),
    fc.tuple(fc.constantFrom('equals', 'notEquals', 'contains', 'notContains', 'containsKey', 'notContainsKey', 'less', 'greaterOrEquals'), letters).map(([operator, right]) => ({ field: 'p0', [operator]: right })),
    fc.tuple(fc.constantFrom('equals', 'notEquals', 'contains', 'notContains'), fc.constantFrom(1, true, [], ['a'], { a: 1 })).map(([operator, right]) => ({ field: 'p0', [operator]: right })),
    fc.tuple(fc.constantFrom('in', 'notIn'), fc.array(fc.oneof(letters, fc.constantFrom(1, true, ['a'])), { maxLength: 3 })).map(([operator, right]) => ({ field: 'p0', [operator]: right })),
    fc.tuple(fc.constantFrom('like', 'notLike'), fc.oneof(pattern, letters)).map(([operator, right]) => ({ field: 'p0', [operator]: right })),
    fc
      .tuple(fc.constantFrom('match', 'notMatch', 'matchInsensitively', 'notMatchInsensitively'), fc.string({ unit: fc.constantFrom('a', 'B', '1', '#', '?', '.'), maxLength: 5 }))
      .map(([operator, right]) => ({ field: 'p0', [operator]: right })),
    fc.tuple(fc.constantFrom('equals', 'notEquals', 'less'), letters).map(([operator, right]) => ({ field: 'p0.x', [operator]: right })),
    fc.boolean().map((right) => ({ field: 'p0.x', exists: right })),
    fc.boolean().map((right) => ({ field: 'p0[*]', exists: right })),
    // It stands on the right, among others, inside a longer text.
    fc.tuple(fc.constantFrom('equals', 'notEquals'), fc.oneof(letters, fc.constantFrom(['a']))).map(([operator, left]) => ({ value: left, [operator]: "[field('p0')]" })),
    fc.tuple(fc.constantFrom('in', 'notIn'), letters, letters).map(([operator, left, other]) => ({ value: left, [operator]: [other, "[field('p0')]"] })),
    fc.tuple(fc.constantFrom('equals', 'like', 'contains'), letters).map(([operator, right]) => ({ value: "[concat('a', field('p0'), '/', field('p0'))]", [operator]: right })),
    fc.tuple(fc.constantFrom('exists', 'equals', 'contains'), fc.boolean()).map(([operator, right]) => ({ value: "[equals(field('p0'), 'a')]", [operator]: right })),
    fc.tuple(fc.constantFrom('equals', 'notEquals'), letters).map(([operator, right]) => ({ value: "[length(field('p0'))]", [operator]: right })),
    fc.tuple(fc.constantFrom('equals', 'notEquals'), letters).map(([operator, right]) => ({ value: "[last(split(field('p0'), '/'))]", [operator]: right })),
  );
  const nested = fc.letrec<{ rule: unknown }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 2 },
      leaf,
      fc.array(tie('rule'), { minLength: 1, maxLength: 2 }).map((allOf) => ({ allOf })),
      fc.array(tie('rule'), { minLength: 1, maxLength: 2 }).map((anyOf) => ({ anyOf })),
      tie('rule').map((not) => ({ not })),
    ),
  })).rule;

  test('has the verdict that every text shares that fits', () => {
    fc.assert(
      fc.property(nested, pieces, fc.array(fc.array(letters, { minLength: 3, maxLength: 3 }), { minLength: 4, maxLength: 8 }), (rule, known, fillings) => {
        const { verdict } = judgeLiteral(rule, { p0: new Unknown('nobody said', { pieces: known }) });
        if (verdict === 'undetermined') return;
        for (const filling of [['', '', ''], ...fillings]) {
          const text = known.map((piece, index) => `${piece}${index < known.length - 1 ? (filling[index] ?? '') : ''}`).join('');
          expect(judgeLiteral(rule, { p0: text }).verdict).toBe(verdict);
        }
      }),
      runs(1000),
    );
  });

  test('or a value of which is known that it is there, has the verdict that every such value shares', () => {
    fc.assert(
      fc.property(nested, (rule) => {
        const { verdict } = judgeLiteral(rule, { p0: new Unknown('nobody said', { isPresent: true }) });
        if (verdict === 'undetermined') return;
        for (const value of values.filter((candidate) => candidate !== undefined && candidate !== null)) {
          expect(['error', verdict]).toContain(judgeLiteral(rule, { p0: value }).verdict);
        }
      }),
      runs(400),
    );
  });
});

describe('what a definition may be written like', () => {
  const shuffledKeys = (value: unknown, spell: (key: string) => string): unknown => {
    if (Array.isArray(value)) return value.map((item) => shuffledKeys(item, spell));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, part]) => [spell(key), shuffledKeys(part, spell)] as const)
        .toReversed(),
    );
  };

  test.each([
    ['upper case', (text: string) => text.toUpperCase()],
    ['lower case', (text: string) => text.toLowerCase()],
  ])('keys and paths in %s and in another order change no verdict', (_, spell) => {
    fc.assert(
      fc.property(condition, fc.array(anyValue, { minLength: 4, maxLength: 4 }), ({ rule, names }, known) => {
        const body = bodyOf(names, (index) => known[index]);
        const respelled = shuffledKeys(rule, spell);
        const inPaths = JSON.parse(JSON.stringify(respelled).replaceAll(/"p(\d)/g, (text) => spell(text))) as unknown;
        expect(judgeLiteral(inPaths, body).verdict).toBe(judgeLiteral(rule, body).verdict);
      }),
    );
  });
});
