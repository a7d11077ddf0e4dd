import type { Unknown } from './unknown.ts';
/** Arguments as a function sees them. */
export type Arguments = readonly unknown[];
/**
 * One function of the language.
 * - `strict`: runs only on arguments without unknown parts; otherwise its result is unknown, or what `whenOpen` makes of the known ones
 * - `partial`: sees unknown arguments and answers when the known ones suffice
 * - `lazy`: receives its arguments unevaluated
 * `Scope` is what the host passes to every evaluation; pure functions ignore it. Implementations throw EvaluationError.
 */
export type LanguageFunction<Scope> = {
    readonly name: string;
    readonly least: number;
    readonly most: number;
    /** A property absent below this member of the result reads as null instead of failing (`tags` of `resourceGroup()`); `true`: below the result itself. */
    readonly tolerant?: string | true;
} & ({
    readonly kind: 'strict';
    readonly call: (args: Arguments, scope: Scope) => unknown;
    readonly whenOpen: WhenOpen | undefined;
} | {
    readonly kind: 'partial';
    readonly call: (args: Arguments, scope: Scope) => unknown;
} | {
    readonly kind: 'lazy';
    readonly call: (args: readonly (() => unknown)[], scope: Scope) => unknown;
});
/**
 * What a function gives when a part of its arguments is unknown; `open` is the first such part. Whatever the unknown parts turn out to
 * be, the function then gives a value that fits this one, or fails.
 */
export type WhenOpen = (args: Arguments, open: Unknown) => unknown;
/** Functions by lower-case name: names compare without case. */
export type FunctionTable<Scope> = ReadonlyMap<string, LanguageFunction<Scope>>;
/** No limit but the one the grammar sets. */
export declare const many: number;
/** A function that needs every argument known; without `whenOpen` nothing is known of its result otherwise. */
export declare function strict<Scope = unknown>(name: string, [least, most]: readonly [number, number], call: (args: Arguments, scope: Scope) => unknown, whenOpen?: WhenOpen): LanguageFunction<Scope>;
/** A function that looks at unknown arguments itself. */
export declare function partial<Scope = unknown>(name: string, [least, most]: readonly [number, number], call: (args: Arguments, scope: Scope) => unknown): LanguageFunction<Scope>;
/** A function that decides which of its arguments are evaluated. */
export declare function lazy<Scope = unknown>(name: string, [least, most]: readonly [number, number], call: (args: readonly (() => unknown)[], scope: Scope) => unknown): LanguageFunction<Scope>;
/** Joins lists of functions into one table. A host adds its references (`field`, `reference`) to the pure ones. */
export declare function functionTable<Scope>(...groups: readonly (readonly LanguageFunction<Scope>[])[]): FunctionTable<Scope>;
