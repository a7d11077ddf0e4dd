import type { JsonObject } from '../../../arm/json.ts';
import { Unknown } from '../../../language/unknown.ts';
import type { Table } from '../mapping/table.ts';

/**
 * The document of a resource that is not in the plan, of which a part is: everything that some table writes for resources of its type is Unknown, each
 * member of `properties` by itself.
 */
export function unknownRest(armType: string, tables: Iterable<Table>, why: string): JsonObject {
  const open = new Unknown(why);
  const top = new Set<string>();
  const properties = new Set<string>();
  for (const table of tables) {
    const type = table.kind === 'resource' ? table.armType : table.into.armType;
    if (type.toLowerCase() !== armType.toLowerCase()) continue;
    for (const { to } of table.rows) {
      const [first = '', second = ''] = to.split('.');
      if (first === 'properties') properties.add(second.replace('[]', ''));
      else top.add(first);
    }
  }
  const members = [...top].map((name) => [name, open] as const);
  // A type without a table: nothing is known of it at all.
  if (properties.size === 0) return Object.fromEntries(members);
  return Object.fromEntries([...members, ['properties', Object.fromEntries([...properties].map((name) => [name, open]))]]);
}
