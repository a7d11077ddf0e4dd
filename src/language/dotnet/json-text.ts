import { tooLong } from '../bounded.ts';
import { limits } from '../syntax/syntax.ts';
import { isArray, isObject } from '../values.ts';
import { numberText } from './number-text.ts';

/**
 * A value as JSON without white space, as Newtonsoft.Json writes it: numbers as .NET does, U+0085, U+2028 and U+2029 escaped.
 * Takes a value whose depth has been looked at; throws EvaluationError when the text is longer than the service allows.
 */
export function jsonText(value: unknown): string {
  const parts: string[] = [];
  let left: number = limits.stringLength;
  const put = (part: string): void => {
    left -= part.length;
    // Parts may be shared, and the text of a small value large.
    if (left < 0) throw tooLong();
    parts.push(part);
  };
  const write = (part: unknown): void => {
    if (isArray(part)) {
      put('[');
      for (const [index, element] of part.entries()) {
        if (index > 0) put(',');
        write(element);
      }
      put(']');
    } else if (isObject(part)) {
      put('{');
      for (const [index, [name, member]] of Object.entries(part).entries()) {
        put(`${index > 0 ? ',' : ''}${quoted(name)}:`);
        write(member);
      }
      put('}');
    } else put(scalar(part));
  };
  write(value);
  return parts.join('');
}

function scalar(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return 'null';
  return Number.isFinite(value) ? numberText(value) : quoted(numberText(value));
}

function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/[\u0085\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
