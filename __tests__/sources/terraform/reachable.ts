import { tables } from '../../../src/sources/terraform/mapping/tables.ts';
import type { Row } from '../../../src/sources/terraform/mapping/table.ts';

/** Every table. */
export const all = [...tables.values()];

function pathsOf(rows: readonly Row[], place = ''): readonly string[] {
  return rows.flatMap(({ to, as }) => [`${place}${to}`, ...(as?.kind === 'blocks' ? pathsOf(as.rows, `${place}${to}.`) : as?.kind === 'objects' ? [`${place}${to}.${as.member}`] : [])]);
}

/** What some table can write into documents of a type, in lower case without indexes. */
export function reachable(armType: string): readonly string[] {
  const of = all.filter((table) => (table.kind === 'resource' ? table.armType : table.into.armType).toLowerCase() === armType.toLowerCase());
  const children = all.flatMap((table) => (table.kind === 'resource' ? (table.children ?? []) : [])).filter((child) => child.armType.toLowerCase() === armType.toLowerCase());
  const named = of.flatMap((table) => (table.kind === 'resource' ? (table.withoutArgument ?? []) : []));
  const more = of.flatMap(({ more: hook }) => [...(hook?.about ?? '').matchAll(/`(properties\.[\w.[\]]+)`/g)].map(([, path = '']) => path));
  return [...of.flatMap(({ rows }) => pathsOf(rows)), ...children.flatMap(({ rows }) => pathsOf(rows)), ...named, ...more].map((path) => path.replaceAll('[]', '').toLowerCase());
}

/** The ARM types that tables write. */
export const mapped = [...new Set(all.flatMap((table) => [table.kind === 'resource' ? table.armType : table.into.armType]))];

/** As `mapped`, in lower case, with the types of blocks that are resources of their own. */
export const mappedTypes: readonly string[] = [...new Set([...mapped, ...all.flatMap((table) => (table.kind === 'resource' ? (table.children ?? []).map(({ armType }) => armType) : []))].map((type) => type.toLowerCase()))];
