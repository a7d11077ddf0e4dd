/** Aliases: names that Azure Policy has for the properties of resources, and where they point. */
export { bundledAliases } from './aliases/bundled.ts';
export { readAliases } from './aliases/read.ts';
export { aliasIn, joinAliases, type Alias, type AliasTable, type AliasVersion, type TypeCapabilities } from './aliases/table.ts';
