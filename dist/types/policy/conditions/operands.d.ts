import type { JsonObject } from '../../arm/json.ts';
import { type Evaluate } from '../../language/compile.ts';
import type { FunctionTable } from '../../language/function-table.ts';
import { type Operand } from '../documents/rule/operand.ts';
/**
 * Compiles a value in which strings may be expressions.
 * Throws PolicyError for a function that does not exist and a wrong number of arguments.
 */
export declare function compileOperand<Scope>(operand: Operand, functions: FunctionTable<Scope>): Evaluate<Scope>;
/** An operand as its author wrote it, for messages. */
export declare function operandText(operand: Operand): string;
/** True when a value is the same for every resource that meets the rule with the same parameters. */
export declare function isSettledByParameters(operand: Operand): boolean;
/** Remembers what was made of the last parameters: one assignment after the other meets many resources. */
export declare function oncePerParameters<In extends {
    readonly parameters: JsonObject;
}, Out>(make: (scope: In) => Out): (scope: In) => Out;
