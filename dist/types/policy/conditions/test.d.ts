import { Unknown } from '../../language/unknown.ts';
import type { Truth } from '../../language/truth.ts';
import type { Reason } from '../finding.ts';
import type { Scope } from './scope.ts';
/** A compiled condition. Every member throws EvaluationError when the rule fails on its values. */
export interface Test {
    readonly holds: (scope: Scope) => Truth;
    /**
     * Whether the condition could hold for a resource of this type, name and kind: every other comparison is left open.
     * False means that the rule does not concern the resource (azure-policy-language.md §1.11).
     */
    readonly concerns: (scope: Scope) => Truth;
    /** What `holds` comes to for resources of one type: comparisons of the type are settled, and with them what depends on nothing else. */
    readonly forType: (type: string) => Settled;
    /** What `concerns` depends on, besides the parameters. */
    readonly selectsBy: 'nothing' | 'type' | 'more';
    /** The comparisons that decided, most telling first. Evaluates again: only asked when somebody wants to know. */
    readonly decisions: (scope: Scope) => readonly Decision[];
}
/** A condition of which a part is settled: an answer, or what is left to ask. */
export type Settled = boolean | ((scope: Scope) => Truth);
/** A comparison that decided, with what the finding needs beyond the reason. */
export interface Decision {
    readonly reason: Reason;
    /** JSON pointer into the resource; absent for what is not read from it. */
    readonly pointer?: string;
    /** It compares type, name or kind, the name of an element, or parameters alone: it says what is judged rather than judging it. */
    readonly selects: boolean;
    /** The path was made up from the alias's name. */
    readonly guessed: boolean;
}
/** Left open on purpose; never shown. */
export declare const open: Unknown;
/** All tests true. Stops at the first false one; an unknown one does not hide a later false. */
export declare function allOf(tests: readonly Test[]): Test;
/** At least one test true. Stops at the first true one. */
export declare function anyOf(tests: readonly Test[]): Test;
export declare function not(test: Test): Test;
