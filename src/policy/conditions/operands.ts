import type { JsonObject } from '../../arm/json.ts';
import { compileExpression, type Evaluate } from '../../language/compile.ts';
import { ExpressionError } from '../../language/errors.ts';
import type { FunctionTable } from '../../language/function-table.ts';
import { pureFunctions } from '../../language/functions.ts';
import type { Expression } from '../../language/syntax/syntax.ts';
import { expressionError, type Operand } from '../documents/rule/operand.ts';

/**
 * Compiles a value in which strings may be expressions.
 * Throws PolicyError for a function that does not exist and a wrong number of arguments.
 */
export function compileOperand<Scope>(operand: Operand, functions: FunctionTable<Scope>): Evaluate<Scope> {
  if (operand.kind === 'literal') {
    const { value } = operand;
    return () => value;
  }
  if (operand.kind === 'array') {
    const items = operand.items.map((item) => compileOperand(item, functions));
    return (scope) => items.map((item) => item(scope));
  }
  if (operand.kind === 'object') {
    const members = operand.members.map(([key, value]) => [key, compileOperand(value, functions)] as const);
    return (scope) => Object.fromEntries(members.map(([key, value]) => [key, value(scope)]));
  }
  const { text, expression, pointer } = operand;
  try {
    return compileExpression(expression, functions);
  } catch (error) {
    throw error instanceof ExpressionError ? expressionError(error, text, pointer) : error;
  }
}

/** An operand as its author wrote it, for messages. */
export function operandText(operand: Operand): string {
  if (operand.kind === 'expression') return operand.text;
  return operand.kind === 'literal' && typeof operand.value === 'string' ? operand.value : 'value';
}

/** Functions whose result depends on their arguments alone, and `parameters`. */
const settledByParameters: ReadonlySet<string> = new Set(['parameters', ...pureFunctions.map(({ name }) => name.toLowerCase())]);

/** True when a value is the same for every resource that meets the rule with the same parameters. */
export function isSettledByParameters(operand: Operand): boolean {
  if (operand.kind === 'literal') return true;
  if (operand.kind === 'array') return operand.items.every(isSettledByParameters);
  if (operand.kind === 'object') return operand.members.every(([, value]) => isSettledByParameters(value));
  return isSettled(operand.expression);
}

function isSettled(expression: Expression): boolean {
  if (expression.kind === 'literal') return true;
  if (expression.kind === 'call') return settledByParameters.has(expression.name.toLowerCase()) && expression.args.every(isSettled);
  return isSettled(expression.base) && expression.steps.every(({ key }) => isSettled(key));
}

/** Remembers what was made of the last parameters: one assignment after the other meets many resources. */
export function oncePerParameters<In extends { readonly parameters: JsonObject }, Out>(make: (scope: In) => Out): (scope: In) => Out {
  let last: { readonly parameters: JsonObject; readonly made: Out } | undefined;
  return (scope) => {
    const { parameters } = scope;
    if (last?.parameters === parameters) return last.made;
    const made = make(scope);
    last = { parameters, made };
    return made;
  };
}
