import { compileExpression } from '../../../src/language/compile.ts';
import { functionTable, partial } from '../../../src/language/function-table.ts';
import { pureFunctions } from '../../../src/language/functions.ts';
import { parseExpression } from '../../../src/language/syntax/parser.ts';
import { lambdaState, templateFunctions, type LambdaScope } from '../../../src/language/template-functions.ts';
import { Unknown } from '../../../src/language/unknown.ts';

interface Scope extends LambdaScope {
  readonly given: { readonly [name: string]: unknown };
}

export const templateTable = functionTable<Scope>(pureFunctions, templateFunctions, [
  partial('given', [1, 1], ([name], { given }) => given[String(name)]),
  partial('unknown', [0, 0], () => new Unknown('nobody said')),
  partial('someText', [0, 0], () => new Unknown('nobody said', { pieces: ['', ''] })),
]);

/** The value of an expression of a template, written without its brackets. */
export function evaluate(text: string, given: Scope['given'] = {}, lambdas = lambdaState()): unknown {
  return compileExpression(parseExpression(text), templateTable)({ given, lambdas });
}
