import type { Resource } from '../../../arm/resource.ts';
import type { Truth } from '../../../language/truth.ts';
import type { AliasTable } from '../../aliases.ts';
import type { Matcher } from '../leaves/matchers.ts';
import { type PathStep, type Spot } from './path.ts';
import { type Reader } from './reader.ts';
/** A field name that has been understood. */
export interface Field {
    /** As written. */
    readonly name: string;
    readonly kind: 'type' | 'name' | 'fullName' | 'id' | 'location' | 'kind' | 'identity' | 'tags' | 'apiVersion' | 'alias' | 'path';
    /** True with `[*]`: the field is a list of places. */
    readonly isList: boolean;
    /** The ways into the resource, best first: one for a known path, several for a guess. Empty when the field is not of this type. */
    readonly routes: (resource: Resource) => readonly Route[];
    /** The places of the field in a resource. */
    readonly read: (resource: Resource) => readonly Spot[];
    /** The places of a field that ends in `[*]`: what `read` would say, without the way to each. */
    readonly elements: (resource: Resource) => readonly Spot[];
    /** Whether every value of the field satisfies the matcher: what `read` would say, without places. */
    readonly every: (resource: Resource, matcher: Matcher) => Truth;
    /** The rest of the way from an element that a `count` looks at; undefined when the field does not pass through the counted array. */
    readonly below: (resource: Resource, counted: readonly PathStep[]) => Below | undefined;
}
/** The way from an element of a counted array to a field. */
export interface Below {
    readonly steps: readonly PathStep[];
    readonly inserted: boolean;
    readonly reader: Reader;
}
/** One way into a resource. */
export interface Route {
    readonly steps: readonly PathStep[];
    /** The alias table does not have the alias; the path was made up from its name. */
    readonly guessed: boolean;
    /** Wrappers `properties` around the elements of arrays are looked through. */
    readonly inserted: boolean;
    readonly reader: Reader;
}
/** How the names of fields are understood: as the service does, or every name as a path into the document as it stands. */
export type FieldNames = 'aliases' | 'literal';
/** Field names that are not aliases, for suggestions. */
export declare const fieldNames: readonly ['name', 'fullName', 'kind', 'type', 'location', 'id', 'identity.type', 'tags'];
/** Understands a field name; undefined when it is none. Aliases need a table. Throws EvaluationError for one beyond all measure. */
export declare function fieldOf(name: string, aliases: AliasTable, names?: FieldNames): Field | undefined;
