import type { Condition } from './condition.ts';
import { type Operand } from './operand.ts';
import type { PolicyRule } from './policy-rule.ts';
/** A place where a rule reads a parameter by its name. */
export interface ParameterReference {
    readonly name: string;
    /** JSON pointer to the expression. */
    readonly pointer: string;
}
/** Where a rule reads its parameters, as far as their names are written out. */
export declare function parameterReferences(rule: PolicyRule): Generator<ParameterReference>;
/** The values of a rule in which expressions may stand. Those of a deployment are its own and not the rule's. */
export declare function operandsOfRule({ condition, effect, details }: PolicyRule): Generator<Operand>;
/** The values of a condition and of everything inside it. */
export declare function operandsOf(condition: Condition): Generator<Operand>;
