/** Where an alias points in the resource. */
export interface Alias {
    /** `properties.networkProfile.outboundType`; `[*]` stands for every element. */
    readonly path: string;
    /** Whether `modify` may write it. Absent where no source read says so. */
    readonly modifiable?: boolean;
}
/** Aliases by resource type and name: alias names are not unique across types. */
export interface AliasTable {
    /** The entry of an alias, both names without case; undefined when the table has none. */
    find(type: string, alias: string): Alias | undefined;
}
/** The aliases of ContainerService that rules on egress and its neighbourhood use. */
export declare const bundledAliases: AliasTable;
/** Builds a table from rows. */
export declare function aliasTable(entries: Iterable<readonly [type: string, alias: string, entry: Alias]>): AliasTable;
