import { Unknown } from '../../language/unknown.ts';
import type { Evaluate } from '../../language/compile.ts';
import type { Truth } from '../../language/truth.ts';
import type { Scope } from '../conditions/scope.ts';
import type { Decision, Test } from '../conditions/test.ts';
import type { Applied } from '../effects/apply.ts';
import type { Verdict } from '../finding.ts';
/** What a rule says of a resource, without saying why. */
export interface Outcome {
    readonly verdict: Verdict;
    /** The effect, lower case; empty when it could not be read. */
    readonly effect: string;
    /** Whether the effect takes place: the condition holds and, for the IfNotExists family, nothing related satisfies it. */
    readonly acts: Truth;
}
/** What a rule says of a resource and why, before it becomes a finding. */
export interface Evaluation extends Outcome {
    /** The comparisons that decided, those that judge before those that only select; empty where none was made. */
    readonly decisions: readonly Decision[];
    readonly message: string;
    /** `then.details` with their expressions resolved, where the effect takes place. */
    readonly details?: unknown;
}
/** A rule in the form in which it is evaluated. */
export interface CompiledRule {
    /** Lower case. */
    readonly mode: string;
    readonly test: Test;
    /** `test.holds`, with what the type of the resource settles already settled. */
    readonly holds: (scope: Scope) => Truth;
    /** The canonical name of the effect, lower case. Throws EvaluationError for what is none. */
    readonly effect: (scope: Scope) => string | Unknown;
    /** Says so when a rule is never about resources of this type; see `typeGate`. */
    readonly notAbout: (type: string) => Found | undefined;
    /** Whether the condition could hold for a resource of this type, name and kind. */
    readonly concerns: (scope: Scope) => Truth;
    readonly consequence: Consequence;
}
/**
 * What keeps a rule from a resource before its condition is looked at: the types its condition is about (lower case), its mode, and
 * what the service never evaluates. Remembers the last type, because resources mostly come sorted.
 */
export declare function typeGate(types: ReadonlySet<string> | undefined, mode: string, isIndexed: (type: string) => boolean): (type: string) => Found | undefined;
/** What happens where the condition holds. */
export interface Consequence {
    /** What an effect makes of a condition that holds. Throws EvaluationError. */
    readonly of: (effect: string, scope: Scope) => Consequences;
    /** `then.details` with their expressions resolved. Throws EvaluationError. */
    readonly details: Evaluate<Scope>;
    /** The `parameters` of the deployment in them. Throws EvaluationError. */
    readonly deploymentParameters: Evaluate<Scope>;
    /** What `append` and `modify` make of the request; undefined for other effects. Throws EvaluationError. */
    readonly changes: (effect: string, scope: Scope) => RequestChange | undefined;
    /** The canonical effect of this name, lower case. Throws EvaluationError for what is none. */
    readonly effectNamed: (name: string) => string;
    /** True for effects that do not apply at all where the condition does not hold: those that need related resources (§1.11). */
    readonly isRelational: (effect: string) => boolean;
    /** True for effects that are about deletions, and nothing else. */
    readonly isOfDeletions: (effect: string) => boolean;
}
/** What an effect makes of a request. */
export interface RequestChange extends Applied {
    /** What a clash with another policy comes to, lower case: `deny`, `audit` or `disabled`. */
    readonly conflictEffect: string;
}
export interface Consequences {
    readonly verdict: Verdict;
    readonly acts: Truth;
    /** What to say besides what the condition found; only made up when somebody asks. Throws EvaluationError. */
    readonly message?: () => string;
    /** Comparisons made on related resources. */
    readonly decisions?: readonly Decision[];
}
/** Where a rule stands before its condition is looked at, or what it came to. */
export interface Found extends Outcome {
    readonly message?: string;
    readonly truth?: Truth;
    readonly consequences?: Consequences;
}
/** Decides one rule on one resource. Never throws for what the rule or the resource says: a failing rule is the verdict `error`. */
export declare function decideRule(rule: CompiledRule, scope: Scope): Outcome;
/** Decides one rule on one resource and tells why. Never throws for what the rule or the resource says. */
export declare function evaluateRule(rule: CompiledRule, scope: Scope): Evaluation;
