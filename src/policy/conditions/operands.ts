import { compileExpression, type Evaluate } from '../../language/compile.ts';
import { ExpressionError } from '../../language/errors.ts';
import type { FunctionTable } from '../../language/function-table.ts';
import { expressionError, type Operand } from '../documents/operand.ts';

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
