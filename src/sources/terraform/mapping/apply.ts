import { isUnknown, Unknown } from '../../../language/unknown.ts';
import { convert } from './convert.ts';
import { pathSteps } from './path-steps.ts';
import type { Attributes, Conversion, Row, Table } from './table.ts';

/** A value for a place in an ARM document, and where it comes from. */
export interface Placed {
  /** Members and indexes from the document's root; `name[]` adds an element to a list. */
  readonly to: readonly string[];
  readonly value: unknown;
  /** Path of the attribute with the indexes of its blocks, of the block where the provider adds a constant; empty for the resource. */
  readonly attribute: string;
  /** How the value was made of the attribute's; absent when it is the attribute's. */
  readonly as?: Conversion;
  /** The provider's doing: the attribute was not written. */
  readonly isDefault: boolean;
  /** It is not known whether the block is there that decides of it. */
  readonly inOpenBlock?: true;
}

/**
 * What a table says of a resource. Of two values with the same place the first counts: what is written goes before what the provider adds, and
 * rows of this version before those of others. A plan has the arguments of its own version only: what is there is read, whichever version is assumed.
 */
export function placedBy({ rows, more }: Pick<Table, 'rows' | 'more'>, read: Attributes, prefix = ''): readonly Placed[] {
  const ranked = rows.flatMap((row) => applyRow(row, read, [], prefix));
  const others = more?.settings(read) ?? [];
  const last = others.map(({ to, value, attribute }): Placed => ({ to: to.split('.'), value, attribute, as: { kind: 'choice', values: {} }, isDefault: false }));
  const of = (wanted: Ranked['rank']): readonly Placed[] => ranked.filter(({ rank }) => rank === wanted);
  return [...of(0), ...of(1), ...last, ...of(2), ...of(3)];
}

interface Ranked extends Placed {
  /** Written; written by the name of another version; read of the service; added by the provider. */
  readonly rank: 0 | 1 | 2 | 3;
}

function applyRow(row: Row, read: Attributes, base: readonly string[], prefix: string): readonly Ranked[] {
  const isOther = (row.since !== undefined && !read.isVersion(row.since)) || (row.until !== undefined && read.isVersion(row.until));
  const steps = pathSteps(row.to);
  const to = base.length === 0 ? steps : [...base, ...steps];
  const path = row.attribute ?? row.when ?? '';
  const attribute = prefix === '' ? path : prefix + path;
  const isDeclared = row.isReadBack !== true || row.attribute === undefined || read.isDeclared(row.attribute);
  const made = (given: unknown, isDefault: boolean, inOpenBlock = false): readonly Ranked[] => {
    const value = given === undefined || (isOther && isDefault) ? undefined : plain(given, row.as);
    const rank = isDefault ? 3 : !isDeclared ? 2 : isOther ? 1 : 0;
    return value === undefined || value === null ? [] : [{ to, value, attribute, ...(row.as === undefined ? {} : { as: row.as }), isDefault, ...(inOpenBlock ? { inOpenBlock } : {}), rank }];
  };

  const condition = row.when === undefined ? true : presence(row.when, read);
  if (condition === false) return made(row.withoutBlock, true);
  if (isUnknown(condition)) return made(new Unknown(condition.why), isOther, true);
  if (row.attribute === undefined) return made(row.default, row.when === undefined || isOther);
  if (row.as?.kind === 'blocks') return !isDeclared ? [] : placedBlocks(row.attribute, row.as.rows, read, to, prefix, isOther ? 1 : 0);
  const value = read.at(row.attribute);
  const block = row.attribute.slice(0, Math.max(0, row.attribute.lastIndexOf('.')));
  if (value !== undefined && !(row.unset !== undefined && value === row.unset)) return made(value, false, isUnknown(value) && block !== '' && isUnknown(presence(block, read)));
  if (row.default === undefined && row.withoutBlock === undefined) return [];
  const isWithin = block === '' || row.attribute === row.when ? true : presence(block, read);
  if (isUnknown(isWithin)) return made(new Unknown(isWithin.why), isOther, true);
  return made(isWithin ? row.default : row.withoutBlock, true);
}

function plain(value: unknown, as: Conversion | undefined): unknown {
  return as === undefined || as.kind === 'blocks' ? value : convert(value, as);
}

/** The list first, then each element, then what is in it: so nothing is lost of a block in which all is left out. */
function placedBlocks(attribute: string, rows: readonly Row[], read: Attributes, to: readonly string[], prefix: string, rank: 0 | 1): readonly Ranked[] {
  const blocks = read.blocks(attribute);
  const whole = { to, attribute: prefix + attribute, as: { kind: 'blocks', rows } as const, isDefault: false, rank };
  if (isUnknown(blocks)) return [{ ...whole, value: blocks }];
  if (blocks.length === 0) return [];
  return [
    { ...whole, value: [] },
    ...blocks.flatMap((block, index): readonly Ranked[] => {
      const place = [...to, String(index)];
      const path = `${prefix}${attribute}.${index}`;
      return [{ ...whole, to: place, attribute: path, value: {} }, ...rows.flatMap((row) => applyRow(row, block, place, `${path}.`))];
    }),
  ];
}

/** Whether something is written at a path: a block, or a value that is not `false`. */
function presence(path: string, read: Attributes): boolean | Unknown {
  const blocks = read.blocks(path);
  if (!isUnknown(blocks) && blocks.length > 0) return true;
  if (isUnknown(blocks) && !blocks.isPresent) {
    const value = read.at(path);
    return isUnknown(value) && value.isPresent ? true : blocks;
  }
  const value = read.at(path);
  if (isUnknown(value)) return value.isPresent ? true : value;
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}
