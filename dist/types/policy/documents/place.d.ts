import { type JsonObject } from '../../arm/json.ts';
/** A value of a policy document and where it stands. */
export interface Place<Value = unknown> {
    readonly value: Value;
    /** JSON pointer from the root of the document. */
    readonly pointer: string;
}
/** The document as a whole. Throws PolicyError when it is no JSON object. */
export declare function rootOf(document: unknown, what: string): Place<JsonObject>;
/** `properties` of a document, or the document itself when it was written without the wrapper. */
export declare function propertiesOf(root: Place<JsonObject>): Place<JsonObject>;
/** The member called `name`, read without case as the service does; null counts as absent, and so does undefined. */
export declare function find(parent: Place<JsonObject>, name: string): Place | undefined;
/** The member called `name`. Throws PolicyError when it is absent. */
export declare function required(parent: Place<JsonObject>, name: string): Place;
/** The own member with exactly this key. */
export declare function child(parent: Place<JsonObject>, key: string): Place;
/** The members of an object in the order written. */
export declare function members(parent: Place<JsonObject>): readonly (readonly [key: string, place: Place])[];
/** Throws PolicyError for a member that is none of these, compared without case, as the service does ("Could not find member …"). */
export declare function assertMembers(parent: Place<JsonObject>, names: readonly string[], what: string): void;
export declare function objectOf(place: Place, what: string): Place<JsonObject>;
export declare function elementsOf(place: Place, what: string): readonly Place[];
export declare function textOf(place: Place, what: string): string;
export declare function optionalText(parent: Place<JsonObject>, name: string): string | undefined;
export declare function requiredText(parent: Place<JsonObject>, name: string): string;
export declare function optionalElements(parent: Place<JsonObject>, name: string): readonly Place[];
/** The object member called `name`, or an empty one. */
export declare function optionalObject(parent: Place<JsonObject>, name: string): Place<JsonObject>;
