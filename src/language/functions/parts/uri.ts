import { bounded } from '../../bounded.ts';
import { EvaluationError } from '../../errors.ts';

/**
 * A relative URI against a base, escaped as `Uri.AbsoluteUri` of .NET is. The path is resolved as WHATWG has it, which is the same;
 * query and fragment are escaped here, where the two differ (`'`).
 * Throws EvaluationError for a base that is not absolute and well formed: the service asks for it, and `URL` would repair it.
 */
export function combinedUri(base: string, relative: string): string {
  const [, path = '', query, fragment = ''] = /^([^?#]*)(\?[^#]*)?(#[^]*)?$/.exec(relative) ?? [];
  if (!isWellFormed(base) || !URL.canParse(path, base)) throw new EvaluationError('`uri` needs an absolute, well-formed URI and one relative to it');
  const target = new URL(path, base);
  const inherited = path === '' ? (/\?[^#]*/.exec(base)?.[0] ?? '') : '';
  target.search = '';
  target.hash = '';
  return bounded(`${escaped(target.href)}${escaped(query ?? inherited)}${escaped(fragment)}`);
}

/** Absolute, and without characters that would have to be escaped (Uri.IsWellFormedUriString). */
function isWellFormed(base: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s\\<>"{}|^`]*$/i.test(base) && !/%(?![0-9a-f]{2})/i.test(base) && URL.canParse(base);
}

/** Escapes what may not stand in a URI (RFC 3986 §2) and a `%` that escapes nothing. */
function escaped(part: string): string {
  return part
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll(/[^\w.~:/?#[\]@!$&'()*+,;=%-]+|%(?![0-9A-Fa-f]{2})/g, (characters) => encodeURIComponent(characters));
}
