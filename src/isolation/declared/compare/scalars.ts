import { isJsonObject } from '../../../arm/json.ts';
import { fold } from '../../../language/fold.ts';

/** How texts compare at a place: with case, or as one of the forms in which Azure writes the same differently. */
export type Form = 'exact' | 'plain' | 'location' | 'time' | 'words';

/**
 * A text that two scalars share exactly where Azure means the same by them: numbers and switches may come back as texts, zones as texts, ids and words in
 * another case, a single address with or without its length. Undefined for what is no scalar.
 */
export function keyOf(value: unknown, form: Form): string | undefined {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (form === 'exact') return text;
  if (form === 'location') return fold(text.replaceAll(' ', ''));
  if (form === 'time') return timeKey(text);
  if (form === 'words') return text.split(',').map((word) => fold(word.trim())).toSorted().join(',');
  return plainKey(text);
}

function plainKey(text: string): string {
  // `01` is no number, and `1.10` is a version and not 1.1: only what JavaScript would write so is one.
  if (/^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) && text.endsWith('.0')) return String(Number(text));
  if (text.startsWith('/')) return fold(text.replace(/\/+$/, '')) || '/';
  const address = /^(\d{1,3}(?:\.\d{1,3}){3})\/32$/.exec(text)?.[1] ?? /^([0-9a-f:.]{2,45}:[0-9a-f:.]*)\/128$/i.exec(text)?.[1];
  return fold(address ?? text);
}

function timeKey(text: string): string {
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? fold(text) : String(milliseconds);
}

/** `{}`, `[]`, the empty text, null and absence are one to Azure: it drops them from its answers, or fills them in. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}
