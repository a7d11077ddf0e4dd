import { arrayAt, textAt, type JsonObject } from '../../../arm/json.ts';
import { parseDefinition } from '../../documents/definition.ts';
import { fieldReferences } from '../../lint/references.ts';
import type { WantedObject } from '../plan.ts';
import { objectId, memberIds } from '../policy-object.ts';

/** Ids of definitions and initiatives that objects refer to and that are not among them: built-ins, and what others keep. */
export function referencesOutside(objects: readonly WantedObject[]): readonly string[] {
  const own = new Set(objects.map(({ kind, scope, name }) => objectId(kind, scope, name).toLowerCase()));
  const named = objects.flatMap(({ kind, body }) => (kind === 'initiative' ? memberIds(body) : kind === 'assignment' ? [textAt(body, 'properties', 'policyDefinitionId') ?? ''] : []));
  const byId = new Map(named.filter((id) => id !== '' && !own.has(id.toLowerCase())).map((id) => [id.toLowerCase(), id]));
  return Array.from(byId.values());
}

/** The aliases that a definition reads or writes, as written. Throws PolicyError when it cannot be read. */
export function aliasesOf(definition: JsonObject): readonly string[] {
  const names = Array.from(fieldReferences(parseDefinition(definition)), ({ name }) => name);
  return [...new Set(names.filter((name) => name.includes('/') && !/^tags[.[]/i.test(name)))];
}

/** The namespace of an alias: `Microsoft.ContainerService`. */
export function namespaceOf(alias: string): string {
  return alias.split('/')[0] ?? '';
}

/** The aliases that a provider's document lists, in lower case (`$expand=resourceTypes/aliases`). */
export function aliasesIn(provider: JsonObject): ReadonlySet<string> {
  return new Set(arrayAt(provider, 'resourceTypes').flatMap((type) => arrayAt(type, 'aliases').flatMap((alias) => textAt(alias, 'name')?.toLowerCase() ?? [])));
}

/** The aliases among `needed` that a tenant does not know. An array counts as its elements and the other way round. */
export function unknownAliases(needed: readonly string[], known: (namespace: string) => ReadonlySet<string> | undefined): readonly string[] {
  return needed.filter((alias) => {
    const names = known(namespaceOf(alias).toLowerCase());
    const name = alias.toLowerCase();
    return names !== undefined && !names.has(name) && !names.has(name.endsWith('[*]') ? name.slice(0, -'[*]'.length) : `${name}[*]`);
  });
}
