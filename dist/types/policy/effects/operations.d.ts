import type { Evaluate } from '../../language/compile.ts';
import type { Field } from '../conditions/fields/fields.ts';
import type { Scope } from '../conditions/scope.ts';
import { type Place } from '../documents/place.ts';
import type { Unknown } from '../../language/unknown.ts';
/** One change of a request as an effect writes it. */
export interface Operation {
    /** `append` is the effect of that name; the others are operations of `modify`. */
    readonly kind: (typeof modifyOperations)[number] | 'append';
    readonly field: (scope: Scope) => Field | Unknown;
    readonly value: Evaluate<Scope>;
    /** Whether the operation is made at all. */
    readonly condition: Evaluate<Scope> | undefined;
}
declare const modifyOperations: readonly ['add', 'addOrReplace', 'remove'];
/**
 * Compiles the details of `append`: a list of `{field, value}`.
 * Throws PolicyError when they are none.
 */
export declare function compileAppend(details: Place, fieldNamed: (name: string) => Field): readonly Operation[];
/** Compiles the operations of `modify`. Throws PolicyError. */
export declare function compileModify(details: Place, fieldNamed: (name: string) => Field): readonly Operation[];
/** `conflictEffect` of `modify`: deny unless it says otherwise. */
export declare function conflictEffectOf(details: Place | undefined): Evaluate<Scope>;
export {};
