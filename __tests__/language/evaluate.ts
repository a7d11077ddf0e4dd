import { compileExpression } from '../../src/language/compile.ts';
import { functionTable, partial } from '../../src/language/function-table.ts';
import { pureFunctions } from '../../src/language/functions.ts';
import { parseExpression } from '../../src/language/syntax/parser.ts';
import { Unknown } from '../../src/language/unknown.ts';

/** Values that expressions of the tests can name: `given('tags')`. */
export type Given = { readonly [name: string]: unknown };

const table = functionTable<Given>(pureFunctions, [
  partial('given', [1, 1], ([name], scope) => scope[String(name)]),
  partial('unknown', [0, 0], () => new Unknown('nobody said')),
  { ...partial<Given>('group', [0, 0], () => ({ name: 'rg', tags: { owner: 'me' } })), tolerant: 'tags' },
]);

/** The value of an expression written without its brackets. */
export function evaluate(text: string, given: Given = {}): unknown {
  return compileExpression(parseExpression(text), table)(given);
}
