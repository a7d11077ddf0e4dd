import type { Condition } from './condition.ts';
import { type Operand } from './operand.ts';
import type { PolicyRule } from './definition.ts';
/** A place where a rule reads a parameter by its name. */
export interface ParameterReference {
    readonly name: string;
    /** JSON pointer to the expression. */
    readonly pointer: string;
}
/** Where a rule reads its parameters, as far as their names are written out. A deployment's own parameters are not the rule's. */
export declare function parameterReferences({ condition, effect, details }: PolicyRule): Generator<ParameterReference>;
/** The values of a condition and of everything inside it. */
export declare function operandsOf(condition: Condition): Generator<Operand>;
