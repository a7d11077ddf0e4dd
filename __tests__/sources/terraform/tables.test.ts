import { expect, test } from '@jest/globals';
import { bundledAliases, aliasIn } from '../../../src/policy/aliases.ts';
import { bundledDefinitions } from '../../../src/policy/bundled.ts';
import { aliasesOf } from '../../../src/policy/objects/library/needs.ts';
import { tables } from '../../../src/sources/terraform/mapping/tables.ts';
import { all, mapped, reachable } from './reachable.ts';

/** Alias, type and path of everything that a bundled definition reads of a type that has a table. */
const read = bundledDefinitions
  .flatMap(({ name, document }) => aliasesOf(document).map((alias) => ({ name, alias })))
  .flatMap(({ name, alias }) => {
    const type = mapped.filter((one) => alias.toLowerCase().startsWith(`${one.toLowerCase()}/`)).toSorted((left, right) => right.length - left.length)[0];
    return type === undefined ? [] : [{ name, alias, type }];
  })
  // An alias of a child type that has no table of its own would be taken for a property of the parent.
  .filter(({ alias, type }) => !alias.slice(type.length + 1).includes('/'));

test.each(read)('$alias, which $name reads, can be written by a table or is known to have no argument', ({ alias, type }) => {
  const entry = bundledAliases.find(type, alias);
  const path = ((entry === undefined ? undefined : aliasIn(entry, undefined)?.path) ?? `properties.${alias.slice(type.length + 1)}`).replaceAll('[*]', '').toLowerCase();
  const there = reachable(type);
  // What is above a path is written with it; what is below goes over as it is.
  expect(there.filter((one) => one === path || one.startsWith(`${path}.`) || path.startsWith(`${one}.`))).not.toEqual([]);
});

test('a type has one table, and one file of the provider as its source', () => {
  for (const [type, table] of tables) {
    expect(table.type).toBe(type);
    expect(table.source).toMatch(/^internal\/services\/\S+\.go/);
  }
});

test('rows have the places of a document, and versions', () => {
  const rows = all.flatMap((table) => [...table.rows, ...(table.kind === 'resource' ? (table.children ?? []).flatMap((child) => child.rows) : [])]);
  for (const { to, since, until, attribute, default: preset, withoutBlock } of rows) {
    expect(to).toMatch(/^(?:properties|identity|sku|plan|extendedLocation|kind|location|tags|zones)(?:$|\.)/);
    for (const version of [since, until]) if (version !== undefined) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    if (attribute === undefined) expect(preset ?? withoutBlock).toBeDefined();
  }
});
