import { type JsonObject } from '../../arm/json.ts';
/** One value to put into a resource. */
export interface Change {
    /** `replace`: the value is there. `add`: it is not, nor perhaps the objects around it. */
    readonly kind: 'replace' | 'add';
    /** JSON pointer (RFC 6901) into the resource's body. */
    readonly pointer: string;
    readonly value: unknown;
}
/** A copy of the body with the changes made; what they do not touch is shared with the original. */
export declare function withChanges(body: JsonObject, changes: readonly Change[]): JsonObject;
/** Whether something, null included, stands at a JSON pointer. */
export declare function isThere(body: JsonObject, pointer: string): boolean;
