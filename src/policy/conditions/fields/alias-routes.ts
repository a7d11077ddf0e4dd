import { aliasIn, type AliasTable } from '../../aliases.ts';

/** A path on which an alias may be found. */
export interface AliasRoute {
  readonly path: string;
  /** Made up from the alias's name: the table does not have it. */
  readonly guessed: boolean;
}

/** Members of the envelope that no alias means: `…/type` of a type without `properties.type` is absent, not the resource's type. */
const envelope = new Set(['id', 'name', 'properties', 'type']);

/**
 * The paths of an alias in a resource of this type and API version, best first: the table's one; else, for an alias that is not
 * in it, `properties.<tail>` and, for `sku` and its like, the root (azure-policy-language.md §5.2). None when the alias is of another
 * type, or has no path in that API version.
 */
export function resolveAlias(alias: string, type: string, apiVersion: string | undefined, aliases: AliasTable): readonly AliasRoute[] {
  const entry = aliases.find(type, alias);
  if (entry !== undefined) {
    const known = aliasIn(entry, apiVersion);
    return known === undefined ? [] : [{ path: known.path, guessed: false }];
  }
  const tail = tailOf(alias, type);
  if (tail === undefined) return [];
  const [head = ''] = tail.split(/[.[]/);
  const guesses = [`properties.${tail}`, ...(head === '' || envelope.has(head.toLowerCase()) ? [] : [tail])];
  return guesses.map((path) => ({ path, guessed: true }));
}

/** What follows the resource type in an alias; undefined when the alias is of another type. */
function tailOf(alias: string, type: string): string | undefined {
  if (!alias.toLowerCase().startsWith(type.toLowerCase())) return undefined;
  const separator = alias.charAt(type.length);
  const tail = alias.slice(type.length + 1);
  return (separator === '/' || separator === '.') && tail !== '' && !tail.includes('/') ? tail : undefined;
}
