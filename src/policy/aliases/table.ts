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
export function aliasIn(alias: Alias, apiVersion: string | undefined): { readonly path: string; readonly modifiable?: boolean; readonly type?: string } | undefined {
  const version = apiVersion === undefined ? undefined : alias.versions?.find(({ apiVersions }) => apiVersions.has(apiVersion.toLowerCase()));
  const { path, modifiable, type } = version ?? alias;
  return path === undefined ? undefined : { path, ...(modifiable === undefined ? {} : { modifiable }), ...(type === undefined ? {} : { type }) };
}

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

interface TypeEntry extends TypeRow {
  /** By name in lower case. */
  readonly byName: () => ReadonlyMap<string, NamedAlias>;
}

/**
 * Builds a table. `read` gives the rows; it is asked at the first look-up, so that a table nobody uses costs nothing.
 * `isComplete` says of which types the rows have every alias.
 */
export function aliasTable(read: () => Iterable<TypeRow>, isComplete: (type: string) => boolean): AliasTable {
  let entries: ReadonlyMap<string, TypeEntry> | undefined;
  const types = () => (entries ??= new Map(Array.from(read(), (row) => [row.type.toLowerCase(), entryOf(row)])));
  return {
    find: (type, alias) => {
      const entry = types().get(type.toLowerCase());
      if (entry === undefined) return undefined;
      const name = alias.toLowerCase();
      const byName = entry.byName();
      return byName.get(name)?.read() ?? sibling(alias, name, byName);
    },
    typesWith: (alias) => {
      const name = alias.toLowerCase();
      return Array.from(types().values()).flatMap(({ type, byName }) => (byName().has(name) || sibling(alias, name, byName()) !== undefined ? [type] : []));
    },
    capabilities: (type) => types().get(type.toLowerCase())?.capabilities(),
    types: () => Array.from(types().values(), ({ type }) => type),
    aliasesOf: (type) => {
      const entry = types().get(type.toLowerCase());
      return entry === undefined ? undefined : Array.from(entry.byName().values(), ({ read: readAlias }) => readAlias());
    },
    isComplete: (type) => isComplete(type) && types().has(type.toLowerCase()),
  };
}

function entryOf(row: TypeRow): TypeEntry {
  let byName: ReadonlyMap<string, NamedAlias> | undefined;
  return { ...row, byName: () => (byName ??= new Map(row.aliases().map((alias) => [alias.name.toLowerCase(), alias]))) };
}

/** An array is there as a whole and element by element, also where a table has only one of the two. */
function sibling(alias: string, lower: string, byName: ReadonlyMap<string, NamedAlias>): Alias | undefined {
  const isEach = lower.endsWith('[*]');
  const twin = byName.get(isEach ? lower.slice(0, -'[*]'.length) : `${lower}[*]`);
  if (twin === undefined) return undefined;
  const turned = (path: string | undefined) => {
    if (path === undefined) return {};
    return { path: isEach ? `${path}[*]` : path.replace(/\[\*\]$/, '') };
  };
  // The type of the one is not that of the other.
  const { path, versions, type: _, ...rest } = twin.read();
  return {
    ...rest,
    name: alias,
    ...turned(path),
    ...(versions === undefined ? {} : { versions: versions.map(({ path: versionPath, type: __, ...version }) => ({ ...version, ...turned(versionPath) })) }),
  };
}

/** Several tables as one: of each type, the first that has the alias counts. */
export function joinAliases(...tables: readonly AliasTable[]): AliasTable {
  const first = <Found>(ask: (table: AliasTable) => Found | undefined): Found | undefined => {
    for (const table of tables) {
      const found = ask(table);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return {
    find: (type, alias) => first((table) => table.find(type, alias)),
    typesWith: (alias) => [...new Set(tables.flatMap((table) => table.typesWith(alias)))],
    capabilities: (type) => first((table) => table.capabilities(type)),
    types: () => {
      const spelled = tables.flatMap((table) => table.types());
      return Array.from(new Map(spelled.map((type) => [type.toLowerCase(), type])).values());
    },
    aliasesOf: (type) => first((table) => table.aliasesOf(type)),
    isComplete: (type) => tables.some((table) => table.isComplete(type)),
  };
}
