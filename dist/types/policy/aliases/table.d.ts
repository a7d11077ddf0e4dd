/** Where an alias points in the resources of one type. */
export interface Alias {
    /** As spelled: `Microsoft.ContainerService/managedClusters/networkProfile.outboundType`. */
    readonly name: string;
    /** `properties.networkProfile.outboundType`; `[*]` stands for every element. Absent when only some API versions have one. */
    readonly path?: string;
    /** Whether `modify` may write it. Absent where no source read says so. */
    readonly modifiable?: boolean;
    /** Type of the value as the service names it, lower case: `string`, `boolean`, `integer`, `number`, `array`, `object`, … Absent where no source read says so. */
    readonly type?: string;
    /** What differs in particular API versions; the first entry that lists the version counts. */
    readonly versions?: readonly AliasVersion[];
}
export interface AliasVersion {
    readonly apiVersions: ReadonlySet<string>;
    readonly path?: string;
    readonly modifiable?: boolean;
    readonly type?: string;
}
/** What a resource type supports; mode Indexed sees types with both only. */
export interface TypeCapabilities {
    readonly tags: boolean;
    readonly location: boolean;
}
/** Aliases by resource type and name: alias names are not unique across types. Everything compares without case. */
export interface AliasTable {
    /** The entry of an alias; undefined when the table has none. */
    find(type: string, alias: string): Alias | undefined;
    /** The resource types that have an alias of this name, as spelled. */
    typesWith(alias: string): readonly string[];
    /** What the table knows of a type; undefined when it does not list the type. */
    capabilities(type: string): TypeCapabilities | undefined;
    /** The types that the table lists, as spelled. */
    types(): readonly string[];
    /** The aliases of a type; undefined when the table does not list the type. */
    aliasesOf(type: string): readonly Alias[] | undefined;
    /** True when the table has every alias of the type: a name that it does not list is none. False for a type that it does not list. */
    isComplete(type: string): boolean;
}
/** What an alias is in an API version (`undefined`: the newest): its path, whether `modify` may write it, its type. Undefined when it has no path there. */
export declare function aliasIn(alias: Alias, apiVersion: string | undefined): {
    readonly path: string;
    readonly modifiable?: boolean;
    readonly type?: string;
} | undefined;
/** One resource type and its aliases. What is a function is asked when somebody looks for it. */
export interface TypeRow {
    /** Full type: `Microsoft.Network/virtualNetworks/subnets`. */
    readonly type: string;
    readonly capabilities: () => TypeCapabilities | undefined;
    /** Asked once. */
    readonly aliases: () => readonly NamedAlias[];
}
/** An alias before it is read: most are only looked at by their name. */
export interface NamedAlias {
    readonly name: string;
    readonly read: () => Alias;
}
/**
 * Builds a table. `read` gives the rows; it is asked at the first look-up, so that a table nobody uses costs nothing.
 * `isComplete` says of which types the rows have every alias.
 */
export declare function aliasTable(read: () => Iterable<TypeRow>, isComplete: (type: string) => boolean): AliasTable;
/** Several tables as one: of each type, the first that has the alias counts. */
export declare function joinAliases(...tables: readonly AliasTable[]): AliasTable;
