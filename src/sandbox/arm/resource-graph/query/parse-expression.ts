import type { Cursor } from './cursor.ts';
import { QueryError } from './error.ts';
import { functions } from './functions.ts';
import type { Comparison, Expression, FunctionName } from './syntax.ts';
import type { Token } from './token.ts';

const comparisons: readonly Comparison[] = [
  '==', '!=', '=~', '!~', '<', '<=', '>', '>=', 'contains', '!contains', 'startswith', '!startswith', 'endswith', '!endswith',
];

/** Reads a condition: `or` binds less than `and`, and that less than comparisons. Throws QueryError. */
export function parseExpression(cursor: Cursor): Expression {
  return chain(cursor, 'or', () => chain(cursor, 'and', () => parseComparison(cursor)));
}

function chain(cursor: Cursor, kind: 'and' | 'or', operand: () => Expression): Expression {
  const first = operand();
  const operands = [first];
  while (cursor.takeIf(kind) !== undefined) operands.push(operand());
  return operands.length === 1 ? first : { kind, operands };
}

function parseComparison(cursor: Cursor): Expression {
  const left = parseOperand(cursor);
  const operator = comparisons.find((candidate) => cursor.isAt(candidate));
  if (operator !== undefined) {
    cursor.take();
    return { kind: 'comparison', operator, left, right: parseOperand(cursor) };
  }
  const inclusion = cursor.takeIf('in', 'in~', '!in', '!in~');
  if (inclusion === undefined) return left;
  cursor.expect('(');
  const values = cursor.list(() => parseOperand(cursor));
  cursor.expect(')');
  return { kind: 'in', isNegated: inclusion.text.startsWith('!'), ignoresCase: inclusion.text.endsWith('~'), left, values };
}

function parseOperand(cursor: Cursor): Expression {
  const { current } = cursor;
  if (current.kind === 'text') return { kind: 'literal', value: cursor.take().text };
  if (current.kind === 'number') return { kind: 'literal', value: Number(cursor.take().text) };
  if (cursor.takeIf('-') !== undefined) return { kind: 'literal', value: -readNumber(cursor) };
  if (cursor.takeIf('(') !== undefined) {
    const inner = cursor.nested(() => parseExpression(cursor));
    cursor.expect(')');
    return inner;
  }
  const name = cursor.name();
  if (name.text === 'true' || name.text === 'false') return { kind: 'literal', value: name.text === 'true' };
  return cursor.takeIf('(') === undefined ? { kind: 'path', column: name, steps: parseSteps(cursor) } : parseCall(cursor, name);
}

function readNumber(cursor: Cursor): number {
  return cursor.current.kind === 'number' ? Number(cursor.take().text) : cursor.fail();
}

function parseCall(cursor: Cursor, { text, ...place }: Token): Expression {
  if (!isFunction(text)) throw new QueryError('InvalidQueryLanguage', `The sandbox does not cover the function '${text}'.`, { text, ...place });
  const given = cursor.isAt(')') ? [] : cursor.list(() => cursor.nested(() => parseExpression(cursor)));
  cursor.expect(')');
  return { kind: 'call', name: text, arguments: given };
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(functions, name);
}

function parseSteps(cursor: Cursor): readonly (string | number)[] {
  const steps: (string | number)[] = [];
  for (;;) {
    if (cursor.takeIf('.') !== undefined) {
      steps.push(cursor.name().text);
    } else if (cursor.takeIf('[') !== undefined) {
      const { kind, text } = cursor.take();
      if (kind !== 'text' && kind !== 'number') throw cursor.failure();
      steps.push(kind === 'text' ? text : Number(text));
      cursor.expect(']');
    } else {
      return steps;
    }
  }
}
