import type { JsonObject } from '../../arm/json.ts';
import { type Place } from './place.ts';
/** What definitions, initiatives and assignments have in common. */
export interface Header {
    readonly name: string | undefined;
    readonly id: string | undefined;
    readonly displayName: string | undefined;
    readonly description: string | undefined;
    readonly metadata: JsonObject;
}
/** Reads the common part of a policy object and returns it with the place of its properties. Throws PolicyError. */
export declare function readHeader(document: unknown, what: string): readonly [Header, Place<JsonObject>];
