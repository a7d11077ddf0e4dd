import { MalformedBody } from './http.ts';

/** Deeper than any Azure document; what is deeper is an attack on recursion. */
const maximumDepth = 100;

/**
 * Reads a request body by its content type: bytes as they are, a form as an object of texts, plain text and XML as text, everything else as JSON,
 * which ARM assumes when no type is named. An empty body is `undefined`, an unreadable one a `MalformedBody`.
 */
export function parseBody(body: Buffer | string, contentType: string): unknown {
  if (body.length === 0) return undefined;
  if (/^application\/(?:octet-stream|zip)\b/i.test(contentType)) return Buffer.from(body);
  const text = body.toString();
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) return Object.fromEntries(new URLSearchParams(text));
  if (/^(?:text\/plain|application\/xml)\b/i.test(contentType)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return isTooDeep(value) ? new MalformedBody(`The reader's MaxDepth of ${maximumDepth} has been exceeded.`) : value;
  } catch (thrown) {
    return new MalformedBody(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= maximumDepth; depth += 1) {
    level = level.flatMap((item): unknown[] => (typeof item === 'object' && item !== null ? Object.values(item) : []));
    if (level.length === 0) return false;
  }
  return true;
}
