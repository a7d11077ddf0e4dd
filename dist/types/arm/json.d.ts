/** A JSON object as parsed from outside: nothing is known of its members. */
export type JsonObject = {
    readonly [member: string]: unknown;
};
/** True for a plain JSON object; false for arrays, null and instances of classes (`Unknown` among them). */
export declare function isJsonObject(value: unknown): value is JsonObject;
/** The own member of an object, or undefined: `__proto__` and inherited names are never followed. */
export declare function member(value: unknown, name: string): unknown;
/** Follows own members by name: `at(cluster, 'properties', 'networkProfile', 'outboundType')`. */
export declare function at(value: unknown, ...path: readonly string[]): unknown;
/** The own member whose name equals `name` without regard to case. ARM reads its keys so. */
export declare function memberIgnoringCase(value: unknown, name: string): unknown;
/** A text member, or undefined when it is absent or no text. */
export declare function textAt(value: unknown, ...path: readonly string[]): string | undefined;
/** An array member, or the empty array. */
export declare function arrayAt(value: unknown, ...path: readonly string[]): readonly unknown[];
