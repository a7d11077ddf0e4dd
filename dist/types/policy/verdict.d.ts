import type { Evaluate } from '../language/compile.ts';
import type { Scope } from './conditions/scope.ts';
import type { Decision, Test } from './conditions/test.ts';
import type { Verdict } from './finding.ts';
/** What a rule says of a resource, before it becomes a finding. */
export interface Evaluation {
    readonly verdict: Verdict;
    /** The effect, lower case; empty when it could not be read. */
    readonly effect: string;
    /** The comparisons that decided; empty where none was made. */
    readonly decisions: readonly Decision[];
    readonly message: string;
}
/** A rule in the form in which it is evaluated. */
export interface CompiledRule {
    /** Lower case. */
    readonly mode: string;
    readonly test: Test;
    readonly effect: Evaluate<Scope>;
    /** Lower-case resource types outside of which the condition cannot hold. */
    readonly types: ReadonlySet<string> | undefined;
}
/** Evaluates one rule on one resource. Never throws for what the rule or the resource says: a failing rule is the verdict `error`. */
export declare function evaluateRule(rule: CompiledRule, scope: Scope): Evaluation;
