import { type AliasTable } from '../../aliases.ts';
/** A path on which an alias may be found. */
export interface AliasRoute {
    readonly path: string;
    /** Made up from the alias's name: the table does not have it. */
    readonly guessed: boolean;
}
/**
 * The paths of an alias in a resource of this type and API version, best first: the table's one; else, for an alias that is not
 * in it, `properties.<tail>` and, for `sku` and its like, the root (azure-policy-language.md §5.2). None when the alias is of another
 * type, or has no path in that API version.
 */
export declare function resolveAlias(alias: string, type: string, apiVersion: string | undefined, aliases: AliasTable): readonly AliasRoute[];
