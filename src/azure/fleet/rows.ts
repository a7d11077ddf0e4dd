import { arrayAt, isJsonObject, member, textAt, type JsonObject } from '../../arm/json.ts';
import { parseResourceId } from '../../arm/resource-id.ts';
import type { Resource } from '../../arm/resource.ts';
import { Unknown } from '../../language/unknown.ts';
import { kqlText } from '../resource-graph.ts';
import { compact, type SharedTexts } from './compact.ts';
import type { FleetQuery } from './tables.ts';

/**
 * How much of each document is asked for: what exposure rules and bundled policies read, or everything, where rules judge of which nobody knows what
 * they read.
 */
export type Detail = 'needed' | 'everything';

/** Stands for what a query did not ask for: it may be anything. */
const notAsked = new Unknown('the query did not ask for it');

/** The query as KQL, ordered by id, which is unique. @param where a further condition in KQL */
export function kqlOf({ table, types, members, where }: FleetQuery, detail: Detail, ...further: readonly string[]): string {
  const conditions = [`type in~ (${types.map(kqlText).join(', ')})`, ...(where === undefined ? [] : [where]), ...further];
  const properties = detail === 'everything' ? 'properties' : `names = bag_keys(properties), kept = pack(${members.map((name) => `${kqlText(name)}, properties.${name}`).join(', ')})`;
  const columns = ['id', 'name', 'type', 'location', 'sku', 'identity', ...(detail === 'everything' ? ['tags', 'kind', 'zones', 'managedBy'] : []), properties];
  return `${table} | where ${conditions.join(' and ')} | project ${columns.join(', ')} | order by id asc`;
}

/**
 * A row as the resource that it is about: members that were not asked for are unknown, those that are not there are missing. Types are spelled as in
 * `query`, as Resource Graph writes them in lower case. Undefined for a row without a usable id.
 * @param same gives for equal texts the same one: see `SharedTexts`
 */
export function resourceOfRow(row: JsonObject, query: FleetQuery, detail: Detail, same: SharedTexts['same'] = (text) => text): Resource | undefined {
  const id = parseResourceId(textAt(row, 'id') ?? '');
  if (id === undefined) return undefined;
  const spelled = query.types.find((type) => type.toLowerCase() === id.type.toLowerCase());
  if (spelled === undefined) return undefined;
  const known = same(id.id);
  const body: Record<string, unknown> = { id: known, type: spelled, name: id.name };
  for (const name of ['location', 'sku', 'identity', ...(detail === 'everything' ? ['tags', 'kind', 'zones', 'managedBy'] : [])]) {
    const value = member(row, name);
    if (value !== undefined && value !== null && value !== '') body[name] = compact(value, same);
  }
  if (detail === 'needed') body['tags'] = notAsked;
  const properties = detail === 'everything' ? compact(member(row, 'properties'), same) : keptProperties(row, query, same);
  if (properties !== undefined && properties !== null) body['properties'] = properties;
  return { id: known, type: spelled, name: id.fullName, body };
}

/** `kept` has null for what is not there; `names` tells what is there besides. A name in other letters than asked for was not answered. */
function keptProperties(row: JsonObject, { members }: FleetQuery, same: SharedTexts['same']): unknown {
  const kept = member(row, 'kept');
  const names = member(row, 'names');
  if (!isJsonObject(kept) || (names !== null && names !== undefined && !Array.isArray(names))) return notAsked;
  const properties: Record<string, unknown> = {};
  for (const name of arrayAt(row, 'names')) {
    if (typeof name !== 'string' || name === '__proto__') continue;
    properties[name] = members.includes(name) ? compact(member(kept, name) ?? null, same) : notAsked;
  }
  return properties;
}
