import { isJsonObject } from '../../arm/json.ts';
import { isUnknown } from '../../language/unknown.ts';

/** So much of a value stands in a report: UTF-16 units of a text, members and elements of what holds several, levels. */
const most = { text: 200, parts: 12, depth: 4 } as const;

/** Names of members whose values are nobody's to read: a guess by name. Azure does not answer with most of them. */
const secretName = /(?:pass(?:word|wd|phrase)|secret|connectionstring|(?:account|access|primary|secondary|shared|private|storage|admin)key|token|credentials?|protectedsettings|customdata|userdata|trustedca)$/i;

/** A value as a report may show it: short, without what is named like a secret, and without the passwords that proxies have in their addresses. */
export function shown(value: unknown, path: string): unknown {
  const name = /([^.[\]]*)(?:\[[^\]]*\])?$/.exec(path)?.[1] ?? '';
  return value === undefined || isUnknown(value) ? value : part(value, name, 0);
}

function part(value: unknown, name: string, depth: number): unknown {
  if (isUnknown(value) || value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (secretName.test(name)) return '(not shown)';
  if (typeof value === 'string') return textPart(value);
  if (depth >= most.depth) return '…';
  if (Array.isArray(value)) {
    const more = value.length - most.parts;
    return [...value.slice(0, most.parts).map((element: unknown) => part(element, name, depth + 1)), ...(more > 0 ? [`… and ${more} more`] : [])];
  }
  if (!isJsonObject(value)) return '…';
  const members = Object.entries(value);
  const more = members.length - most.parts;
  return Object.fromEntries([...members.slice(0, most.parts).map(([key, member]) => [textPart(key), part(member, key, depth + 1)] as const), ...(more > 0 ? [['…', `and ${more} more`] as const] : [])]);
}

function textPart(text: string): string {
  const cut = text.length > most.text ? `${text.slice(0, most.text)}…` : text;
  return cut.replace(/^([a-z][a-z0-9+.-]{0,20}:\/\/)[^/@\s]{1,200}@/i, '$1(not shown)@');
}

/** In a sentence: texts in code, the rest as JSON, what is not there as `absent`. */
export function inWords(value: unknown, path: string): string {
  const given = shown(value, path);
  if (given === undefined || given === null) return 'absent';
  if (isUnknown(given)) return 'not known';
  const text = typeof given === 'string' ? given.replaceAll('`', "'") : JSON.stringify(given, (_name, member: unknown) => (isUnknown(member) ? 'not known' : member)).replaceAll('`', "'");
  return `\`${text.length > most.text ? `${text.slice(0, most.text)}…` : text}\``;
}
