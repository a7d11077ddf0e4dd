import type { FunctionTable } from './function-table.ts';
import { type Expression } from './syntax/syntax.ts';
/** A compiled expression: its value, which may be unknown. Throws EvaluationError when it fails on its values. */
export type Evaluate<Scope> = (scope: Scope) => unknown;
/**
 * Compiles an expression against the functions of a host.
 * Throws ExpressionError for a function that the host does not have (with the near miss) and a wrong number of arguments.
 */
export declare function compileExpression<Scope>(expression: Expression, functions: FunctionTable<Scope>): Evaluate<Scope>;
/** The value itself. Throws EvaluationError for a text longer than functions of the service work on. */
export declare function shortEnough(value: unknown, name: string): unknown;
