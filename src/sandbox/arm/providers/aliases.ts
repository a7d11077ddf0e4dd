import type { AliasTable } from '../../../policy/index.ts';

/** A table without some aliases, as in a cloud that does not have them yet. */
export function withoutAliases(table: AliasTable, hidden: ReadonlySet<string>): AliasTable {
  if (hidden.size === 0) return table;
  const isHidden = (alias: string): boolean => hidden.has(alias.toLowerCase());
  return {
    find: (type, alias) => (isHidden(alias) ? undefined : table.find(type, alias)),
    typesWith: (alias) => (isHidden(alias) ? [] : table.typesWith(alias)),
    capabilities: (type) => table.capabilities(type),
    types: () => table.types(),
    aliasesOf: (type) => table.aliasesOf(type)?.filter(({ name }) => !isHidden(name)),
    isComplete: (type) => table.isComplete(type),
  };
}
