import type { JsonObject } from '../../arm/json.ts';
import { type Place } from './place.ts';
/** The `definitionVersion` of an assignment or a member. Throws PolicyError when it is none. */
export declare function optionalVersion(parent: Place<JsonObject>): string | undefined;
/** The text itself. Throws PolicyError when it names no versions. */
export declare function assertVersion(text: string, pointer: string): string;
/** Whether a definition of this version is one that the pattern asks for. A pattern without suffix takes any; no version is no pattern's. */
export declare function isVersion(version: string | undefined, pattern: string): boolean;
