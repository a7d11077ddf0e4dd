import { isJsonObject, type JsonObject } from '../../../arm/json.ts';
import { Unknown } from '../../../language/unknown.ts';
import { aliasIn, bundledAliases } from '../../../policy/aliases.ts';
import type { ResourceTable, Row } from '../mapping/table.ts';

/** What of a table says which places of a document the state of Terraform tells of. */
export type Told = Pick<ResourceTable, 'rows' | 'withoutArgument'>;

/** Members of the envelope that few types have. */
const envelope = ['kind', 'sku', 'identity', 'zones', 'managedBy', 'plan', 'extendedLocation'];

const remembered = new WeakMap<Told, readonly string[]>();

/**
 * The document of a resource that lives, made of the state of Terraform. What the state does not tell of and a rule could ask for by an alias is Unknown there:
 * to take it for absent would be to know it.
 */
export function asLiving(document: JsonObject, armType: string, told: Told, why: string): JsonObject {
  const paths = remembered.get(told) ?? openPaths(armType, told);
  remembered.set(told, paths);
  const open = new Unknown(why);
  const made = paths.reduce<unknown>((value, path) => opened(value, path.replaceAll('[*]', '.*').split('.'), open), document);
  return isJsonObject(made) ? made : document;
}

/** Paths of aliases that no row writes, nor anything above or below; `[*]` stands for the elements of a list. */
function openPaths(armType: string, { rows, withoutArgument = [] }: Told): readonly string[] {
  const known = rows.flatMap((row) => pathsOf(row, ''));
  const aliases = (bundledAliases.aliasesOf(armType) ?? []).flatMap((alias) => aliasIn(alias, undefined)?.path ?? []);
  const isKnown = (path: string): boolean => known.some((one) => isBelow(one, path) || isBelow(path, one));
  return [...new Set([...envelope, ...withoutArgument, ...aliases].filter((path) => !isKnown(path)).map((path) => wholeList(path, known)))];
}

function pathsOf({ to, as }: Row, prefix: string): readonly string[] {
  const path = `${prefix}${to.replaceAll('[]', '[*]')}`;
  return as?.kind === 'blocks' ? as.rows.flatMap((row) => pathsOf(row, `${path}[*].`)) : [path];
}

function isBelow(path: string, above: string): boolean {
  return path.startsWith(above) && (path.length === above.length || path[above.length] === '.' || path[above.length] === '[');
}

/** Of a list of which no row tells anything, nobody knows how long it is. */
function wholeList(path: string, known: readonly string[]): string {
  for (let cut = path.indexOf('[*]'); cut >= 0; cut = path.indexOf('[*]', cut + 1)) {
    const list = path.slice(0, cut);
    if (!known.some((one) => isBelow(one, list))) return list;
  }
  return path;
}

/** Where the document ends on the way to a path, the rest of it is not known. */
function opened(value: unknown, [step, ...rest]: readonly string[], open: Unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(value)) return step === '*' ? value.map((item) => opened(item, rest, open)) : value;
  if (!isJsonObject(value) || step === '*') return value;
  return { ...value, [step]: Object.hasOwn(value, step) ? opened(value[step], rest, open) : open };
}
