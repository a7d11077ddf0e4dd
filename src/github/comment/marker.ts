import { createHash } from 'node:crypto';

/** The most characters that a marker and its line break take of a comment. Renderers keep as many free. */
export const markerReserve = 500;

const suffix = ' -->';

/** The hidden first line of a comment that says whose it is. */
export function commentMarker(key: string): string {
  return keyMarker('<!-- aks-network-isolation:', key);
}

/** The hidden first line of an issue that says whose it is; no comment's. */
export function issueMarker(key: string): string {
  return keyMarker('<!-- aks-network-isolation-issue:', key);
}

/**
 * Every byte of the key but letters and digits is percent-encoded, `-` too, so that a key can neither close the HTML comment nor
 * equal another key's marker. A key too long for the reserve is named by its hash; the colon keeps that apart from every encoded key.
 */
function keyMarker(prefix: string, key: string): string {
  const encoded = Array.from(Buffer.from(key, 'utf8'), encodeByte).join('');
  const room = markerReserve - prefix.length - suffix.length - 1;
  return `${prefix}${encoded.length <= room ? encoded : `sha256:${createHash('sha256').update(key).digest('hex')}`}${suffix}`;
}

/** True when the first line of a comment or an issue is exactly this marker: quoting it further down claims nothing. */
export function carriesMarker(body: string, marker: string): boolean {
  return body.split('\n', 1)[0]?.trimEnd() === marker;
}

function encodeByte(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
