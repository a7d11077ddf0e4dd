import { EvaluationError } from '../../errors.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A text as UTF-8. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Bytes as text; what is no UTF-8 becomes U+FFFD, as in .NET. */
export function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Base64 as bytes. Throws EvaluationError for anything else; white space is ignored and padding required, as in .NET. */
export function fromBase64(text: string, name: string): Uint8Array {
  const compact = text.replaceAll(/[ \t\r\n]/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) throw new EvaluationError(`\`${name}\` was given no base64 text`);
  return Uint8Array.from(atob(compact), (character) => character.charCodeAt(0));
}

/** The bytes of a URL-encoded text: `+` is a space, and a `%` without two digits behind it stands for itself, as in .NET. */
export function urlDecode(text: string): Uint8Array {
  const parts = text.match(/%[0-9A-Fa-f]{2}|[^%]+|%/g) ?? [];
  const bytes = parts.flatMap((part) =>
    part.length === 3 && part.startsWith('%') ? [Number.parseInt(part.slice(1), 16)] : [...utf8(part.replaceAll('+', ' '))],
  );
  return Uint8Array.from(bytes);
}
