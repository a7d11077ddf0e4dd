import type { Resource } from '../../arm/resource.ts';
import type { AliasTable } from '../aliases.ts';
import { type PathStep, type Spot } from './path.ts';
/** A field name that has been understood. */
export interface Field {
    /** As written. */
    readonly name: string;
    readonly kind: 'type' | 'name' | 'fullName' | 'id' | 'location' | 'kind' | 'identity' | 'tags' | 'alias';
    /** True with `[*]`: the field is a list of places. */
    readonly isList: boolean;
    /** The ways into the resource, best first: one for a known path, several for a guess. Empty when the field is not of this type. */
    readonly routes: (resource: Resource) => readonly Route[];
    /** The places of the field in a resource. */
    readonly read: (resource: Resource) => readonly Spot[];
}
/** One way into a resource. */
export interface Route {
    readonly steps: readonly PathStep[];
    /** The alias table does not have the alias; the path was made up from its name. */
    readonly guessed: boolean;
}
/** Understands a field name; undefined when it is none. Aliases need a table. */
export declare function fieldOf(name: string, aliases: AliasTable): Field | undefined;
/** Field names that are not aliases, for suggestions. */
export declare const fieldNames: readonly ['name', 'fullName', 'kind', 'type', 'location', 'id', 'identity.type', 'tags'];
/** `East US 2` → `eastus2`; of a list every element. Other values are left alone. */
export declare function normalizeLocation(value: unknown): unknown;
