import { type Evaluate } from '../../language/compile.ts';
import type { FunctionTable } from '../../language/function-table.ts';
import { type Operand } from '../documents/operand.ts';
/**
 * Compiles a value in which strings may be expressions.
 * Throws PolicyError for a function that does not exist and a wrong number of arguments.
 */
export declare function compileOperand<Scope>(operand: Operand, functions: FunctionTable<Scope>): Evaluate<Scope>;
/** An operand as its author wrote it, for messages. */
export declare function operandText(operand: Operand): string;
