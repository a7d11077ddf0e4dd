import type { Resource } from '../../arm/resource.ts';
import { Unknown } from '../../language/unknown.ts';
import { type AliasTable } from '../aliases.ts';
import { type PathStep } from '../conditions/fields/path.ts';
import type { Scope } from '../conditions/scope.ts';
import type { Operation } from './operations.ts';
/** What the operations of one policy made of a request. */
export interface Applied {
    /** The request after them; the same object when nothing changed. */
    readonly resource: Resource;
    readonly changes: readonly FieldChange[];
    /** `append` met a value other than its own, which makes it a denial. */
    readonly denied: readonly string[];
    /** Operations that were left out, each with its reason. */
    readonly skipped: readonly string[];
    /**
     * Fields that `modify` may not write in this API version, or not with this value: the service then does what `conflictEffect` says
     * instead (learn.microsoft.com, "Azure Policy definitions modify effect", evaluation).
     */
    readonly unwritable: readonly Unwritable[];
}
export interface Unwritable {
    readonly field: string;
    /** "is not modifiable", "takes boolean". */
    readonly why: string;
    /** Set where it is not known whether the operation is made at all. */
    readonly unless?: Unknown;
}
/** One field that was written. `value` is undefined where it was removed. */
export interface FieldChange {
    readonly field: string;
    readonly path: readonly PathStep[];
    readonly value: unknown;
}
/**
 * Applies the operations of `append` or `modify` in their order (azure-policy-language.md §1.10).
 * Throws EvaluationError when an operation fails on its values.
 */
export declare function applyOperations(operations: readonly Operation[], scope: Scope, aliases: AliasTable): Applied;
/** `modify` of an identity is about machines; other resources it does not concern at all (ibid., skipped evaluation). */
export declare function isLeftOut(operations: readonly Operation[], scope: Scope): boolean;
