import { type AliasTable } from '../aliases.ts';
import { type FieldNames } from '../conditions/fields/fields.ts';
import { type Scope } from '../conditions/scope.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import { type Evaluation, type Outcome, type RequestChange } from './verdict.ts';
/** What an evaluation looks at. */
export interface EvaluationInput extends Pick<Scope, 'resource' | 'parameters' | 'context' | 'ids'> {
    /** An assignment's override of the effect. */
    readonly effectOverride?: string;
}
/** A definition whose rule is closures: compiled once, evaluated often. */
export interface CompiledDefinition extends PolicyDefinition {
    /** Lower-case resource types outside of which the condition cannot hold; absent when the condition does not say. */
    readonly types?: ReadonlySet<string>;
    /** What the rule says of a resource. A rule that fails is the verdict `error`. */
    readonly decide: (input: EvaluationInput) => Outcome;
    /** The same with its reasons, which take several times as long. */
    readonly evaluate: (input: EvaluationInput) => Evaluation;
    /** What the rule, its condition holding, makes of a request: `append` and `modify` change it. Undefined for other effects. */
    readonly change: (input: EvaluationInput, effect: string) => RequestChange | undefined;
    /** The `parameters` of the deployment in `then.details`, their expressions resolved; undefined without any. Throws EvaluationError. */
    readonly deploymentParameters: (input: EvaluationInput) => unknown;
}
export interface CompileOptions {
    /** Where aliases point; an alias that is not there is looked for by its name. The bundled table when absent. */
    readonly aliases?: AliasTable;
    /** `literal`: every field is a path into the document as it stands. */
    readonly fields?: FieldNames;
}
/**
 * Compiles a definition.
 * Throws PolicyError for functions, fields and effects that the language does not have and for literals that do not suit their operator.
 */
export declare function compileDefinition(definition: PolicyDefinition, { aliases, fields }?: CompileOptions): CompiledDefinition;
