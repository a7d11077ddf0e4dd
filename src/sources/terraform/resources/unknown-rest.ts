import type { JsonObject } from '../../../arm/json.ts';
import { Unknown } from '../../../language/unknown.ts';
import type { Placed } from '../mapping/apply.ts';
import type { Row, Table } from '../mapping/table.ts';
import { writeDocument } from './write-document.ts';

/**
 * The document of a resource that is not in the plan, of which a part is: everything that some table knows of resources of its type is Unknown. `rows`:
 * instead of those of the tables.
 */
export function unknownRest(armType: string, tables: Iterable<Table>, why: string, rows?: readonly Row[]): JsonObject {
  const open = new Unknown(why);
  const paths = rows === undefined ? [...tables].flatMap((table) => pathsOf(table, armType)) : rows.map(({ to }) => to);
  const placed = paths.map((path): Placed => ({ to: path.split('.').map((step) => step.replace('[]', '')), value: open, attribute: '', isDefault: false }));
  return writeDocument({}, placed).document;
}

function pathsOf(table: Table, armType: string): readonly string[] {
  const type = table.kind === 'resource' ? table.armType : table.into.armType;
  if (type.toLowerCase() !== armType.toLowerCase()) return [];
  return [...table.rows.map(({ to }) => (to.includes('[]') ? to.slice(0, to.indexOf('[]')) : to)), ...(table.kind === 'resource' ? (table.withoutArgument ?? []) : [])];
}
