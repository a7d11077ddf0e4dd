import { isJsonObject, type JsonObject } from '../../arm/json.ts';

/** Merges a wish over a document: objects member by member, pools by name, everything else as a whole; null removes. */
export function mergeDocument(base: JsonObject, wish: JsonObject): JsonObject {
  const merged = new Map<string, unknown>(Object.entries(base));
  for (const [name, wanted] of Object.entries(wish)) {
    const current = merged.get(name);
    if (wanted === null) merged.delete(name);
    else if (isJsonObject(wanted)) merged.set(name, mergeDocument(isJsonObject(current) ? current : {}, wanted));
    else if (name === 'agentPoolProfiles' && Array.isArray(wanted)) merged.set(name, mergePools(Array.isArray(current) ? current : [], wanted));
    else merged.set(name, wanted);
  }
  return Object.fromEntries(merged);
}

/** Pools that the wish does not name are kept as they are: a pool is never removed by leaving it out. */
function mergePools(current: readonly unknown[], wanted: readonly unknown[]): readonly unknown[] {
  const named = new Map(wanted.filter(isJsonObject).map((pool) => [pool['name'], pool]));
  const kept = current.map((pool) => {
    const wish = isJsonObject(pool) ? named.get(pool['name']) : undefined;
    if (!isJsonObject(pool) || wish === undefined) return pool;
    named.delete(pool['name']);
    return mergeDocument(pool, wish);
  });
  return [...kept, ...[...named.values()].map((pool) => mergeDocument({}, pool))];
}
