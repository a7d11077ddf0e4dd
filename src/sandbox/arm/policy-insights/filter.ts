import { at, type JsonObject } from '../../../arm/json.ts';
import { refusal } from '../http/refusal.ts';

/**
 * The `$filter` of `queryResults`, as far as it is a chain of `name eq 'text'`, `name ne 'text'` or `name eq true`; names and texts compare
 * without case. Throws InvalidFilterInQueryString for anything else, which Azure may well understand.
 */
export function readStateFilter(text: string): (state: JsonObject) => boolean {
  if (text.trim() === '') return () => true;
  const conditions = text.trim().split(/\s+and\s+(?=\w+\s+(?:eq|ne)\s)/i).map((part) => {
    const [, name = '', operator = '', quoted, plain] = /^(\w+)\s+(eq|ne)\s+(?:'((?:[^']|'')*)'|(true|false))$/i.exec(part.trim()) ?? [];
    if (name === '') throw refusal(400, 'InvalidFilterInQueryString', `Invalid filter '${text}' in query string, or one that the sandbox does not cover.`);
    return { name: name.toLowerCase(), isEqual: operator.toLowerCase() === 'eq', value: (quoted?.replaceAll("''", "'") ?? plain ?? '').toLowerCase() };
  });
  return (state) => conditions.every(({ name, isEqual, value }) => {
    const member = Object.keys(state).find((candidate) => candidate.toLowerCase() === name) ?? '';
    const held = at(state, member);
    return (typeof held === 'string' || typeof held === 'boolean' ? String(held).toLowerCase() === value : value === '') === isEqual;
  });
}
