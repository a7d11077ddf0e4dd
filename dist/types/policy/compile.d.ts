import { type AliasTable } from './aliases.ts';
import { type Scope } from './conditions/scope.ts';
import type { PolicyDefinition } from './documents/definition.ts';
import { type Evaluation } from './verdict.ts';
/** What an evaluation looks at. */
export type EvaluationInput = Pick<Scope, 'resource' | 'parameters' | 'context' | 'ids'>;
/** A definition whose rule is closures: compiled once, evaluated often. */
export interface CompiledDefinition extends PolicyDefinition {
    /** Lower-case resource types outside of which the condition cannot hold; absent when the condition does not say. */
    readonly types?: ReadonlySet<string>;
    /** What the rule says of a resource. A rule that fails is the verdict `error`. */
    readonly evaluate: (input: EvaluationInput) => Evaluation;
}
/**
 * Compiles a definition. `aliases` tells where aliases point; an alias it does not have is looked for by its name.
 * Throws PolicyError for functions and fields that the language does not have and for literals that do not suit their operator.
 */
export declare function compileDefinition(definition: PolicyDefinition, aliases?: AliasTable): CompiledDefinition;
