import type { JsonObject } from '../../arm/json.ts';
import { type Place } from './place.ts';
/** One parameter that a definition or an initiative declares. */
export interface ParameterDeclaration {
    readonly name: string;
    readonly type: ParameterType;
    /** Absent when a value has to be given. */
    readonly defaultValue?: unknown;
    readonly allowedValues?: readonly unknown[];
    /** JSON pointer to the declaration. */
    readonly pointer: string;
}
export type ParameterType = 'String' | 'Array' | 'Object' | 'Boolean' | 'Integer' | 'Float' | 'DateTime';
/** Declarations by lower-case name: parameter names compare without case. */
export type ParameterDeclarations = ReadonlyMap<string, ParameterDeclaration>;
/**
 * Reads the `parameters` of a definition or an initiative. `most`: how many a custom document may have; undefined for Microsoft's own, which
 * are taken as they are. Throws PolicyError.
 */
export declare function parseParameters(properties: Place<JsonObject>, most: number | undefined): ParameterDeclarations;
/** Throws PolicyError for a default that the declaration itself does not allow: the service refuses such a definition. */
export declare function assertDefaults(declared: ParameterDeclarations): void;
/**
 * The value of every declared parameter, by its declared name: what was given, else the default.
 * Throws PolicyError (with `pointer` as place) for a missing value, a value that is not declared, and one of the wrong type or not allowed.
 */
export declare function resolveParameters(declared: ParameterDeclarations, given: JsonObject, pointer: string): JsonObject;
/** The values of declared parameters; names compare without case. */
export declare function declaredOnly(values: JsonObject, declared: ParameterDeclarations): JsonObject;
