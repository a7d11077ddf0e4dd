import { type JsonObject } from '../../arm/json.ts';
import { type Place } from './place.ts';
/** What definitions, initiatives and assignments have in common. */
export interface Header {
    readonly name: string | undefined;
    readonly id: string | undefined;
    readonly displayName: string | undefined;
    readonly description: string | undefined;
    readonly metadata: JsonObject;
    /** `Custom`, `BuiltIn` or `Static`; undefined when the document does not say. */
    readonly policyType: string | undefined;
    /**
     * The version of a definition or initiative: `properties.version`; without it a built-in's `metadata.version`, and 1.0.0 for a custom
     * one, as the service answers (ground-truth/errors.json). Undefined for a built-in that says none.
     */
    readonly version: string | undefined;
}
/** Reads the common part of a policy object and returns it with the place of its properties. Throws PolicyError. */
export declare function readHeader(document: unknown, what: string): readonly [Header, Place<JsonObject>];
/** Whether the service holds a document to the limits for custom ones: Microsoft's own are past some of them. */
export declare function isCustom({ policyType }: Pick<Header, 'policyType'>): boolean;
