import { at, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { keptFromPeople, meaningOf } from './meaning.ts';
import type { PolicyObjectKind } from '../policy-object.ts';

/** So many changed lines are told of one object. */
const most = 12;
/** And so many characters of a value. */
const longest = 80;

/**
 * What a write would change, a line each: `policyRule.then.effect: audit → deny`. Empty when the living object means the same.
 * Metadata that only the living object has stays where it is; so does what people set on an assignment and the wish does not speak of.
 */
export function differences(kind: PolicyObjectKind, wanted: JsonObject, living: JsonObject): readonly string[] {
  const [before, after] = [meaningOf(kind, living), meaningOf(kind, wanted)];
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])].filter((name) => !isLeftAlone(kind, name, wanted));
  const lines = names.flatMap((name) => {
    if (name === 'metadata') return changes(name, before[name] ?? {}, after[name] ?? {}, true);
    return changes(name, name === 'policyDefinitions' ? withoutGiven(before[name], after[name]) : before[name], after[name], false);
  });
  return lines.length <= most ? lines : [...lines.slice(0, most), `and ${lines.length - most} more`];
}

function isLeftAlone(kind: PolicyObjectKind, name: string, wanted: JsonObject): boolean {
  if (kind !== 'assignment') return false;
  return name === 'identity' ? wanted['identity'] === undefined : keptFromPeople().includes(name) && at(wanted, 'properties', name) === undefined;
}

/** The service makes up a reference id where none is written, and fills in the newest minor version where none is asked for. */
function withoutGiven(living: unknown, wanted: unknown): unknown {
  if (!Array.isArray(living) || !Array.isArray(wanted)) return living;
  return living.map((entry: unknown, index) => {
    const asked: unknown = wanted[index];
    if (!isJsonObject(entry) || !isJsonObject(asked)) return entry;
    return Object.fromEntries(Object.entries(entry).filter(([name, value]) => Object.hasOwn(asked, name) || !(name === 'policyDefinitionReferenceId' || (name === 'definitionVersion' && isNewest(value)))));
  });
}

function isNewest(version: unknown): boolean {
  return typeof version === 'string' && /^\d+\.\*\.\*$/.test(version);
}

/** @param isOpen true where members that only the living side has are no difference */
function changes(path: string, before: unknown, after: unknown, isOpen: boolean): readonly string[] {
  if (isJsonObject(before) && isJsonObject(after)) {
    const names = isOpen ? Object.keys(after) : [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => changes(`${path}.${name}`, own(before, name), own(after, name), false));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return after.flatMap((element: unknown, index) => changes(`${path}[${labelOf(element) ?? index}]`, before[index], element, false));
  }
  if (Array.isArray(before) && Array.isArray(after)) return [listChange(path, before, after)];
  return before === after ? [] : [`${path}: ${shown(before)} → ${shown(after)}`];
}

function own(value: JsonObject, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Members of initiatives and messages are known by their reference id. */
function labelOf(element: unknown): string | undefined {
  return textAt(element, 'policyDefinitionReferenceId');
}

function listChange(path: string, before: readonly unknown[], after: readonly unknown[]): string {
  const [old, now] = [before, after].map((list) => new Set(list.map(nameOf)));
  const added = [...(now ?? [])].filter((name) => old?.has(name) !== true).map((name) => `+ ${name}`);
  const removed = [...(old ?? [])].filter((name) => now?.has(name) !== true).map((name) => `- ${name}`);
  const all = [...removed, ...added];
  return all.length === 0 || all.length > most ? `${path}: ${before.length} entries → ${after.length}` : `${path}: ${all.join(', ')}`;
}

function nameOf(element: unknown): string {
  return labelOf(element) ?? shown(element);
}

function shown(value: unknown): string {
  if (value === undefined) return 'not set';
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? 'not set';
  if (text.length <= longest) return text;
  // What tells an id from another stands at its end.
  return text.startsWith('/') ? `…${text.slice(1 - longest)}` : `${text.slice(0, longest - 1)}…`;
}
