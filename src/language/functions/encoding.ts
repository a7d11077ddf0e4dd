import { bounded } from '../bounded.ts';
import { jsonText } from '../dotnet/json-text.ts';
import { readLenientJson } from '../dotnet/lenient-json.ts';
import { trimmed } from '../dotnet/white-space.ts';
import { EvaluationError } from '../errors.ts';
import { strict, type Arguments, type LanguageFunction } from '../function-table.ts';
import type { Unknown } from '../unknown.ts';
import { assertBounded, isAbsent, isArray, isObject, scalarText } from '../values.ts';
import { fromBase64, textOf, toBase64, urlDecode, utf8 } from './parts/bytes.ts';
import { text, unfit } from './expect.ts';
import { someText, written } from './open/shared.ts';
import { openMapped } from './open/text.ts';
import { combinedUri } from './parts/uri.ts';

/** Base64, URIs and JSON. Rules: Azure/azure-policy-linter, ExpressionBuiltInFunctions.cs. */
export const encodingFunctions: readonly LanguageFunction<unknown>[] = [
  strict('base64', [1, 1], ([value]) => bounded(toBase64(utf8(isAbsent(value) ? '' : text(value, 'base64')))), someText),
  strict('base64ToString', [1, 1], ([value]) => textOf(fromBase64(text(value, 'base64ToString'), 'base64ToString')), someText),
  strict('base64ToJson', [1, 1], ([value]) => parsed(textOf(fromBase64(text(value, 'base64ToJson'), 'base64ToJson')), 'base64ToJson')),
  strict('json', [1, 1], ([value]) => (isAbsent(value) ? {} : parsed(text(value, 'json'), 'json'))),
  strict('uri', [2, 2], ([base, relative]) => combinedUri(text(base, 'uri'), text(relative, 'uri')), someText),
  strict('uriComponent', [1, 1], ([value]) => bounded(escaped(text(value, 'uriComponent'))), openMapped(escaped)),
  strict('uriComponentToString', [1, 1], ([value]) => fromComponent(text(value, 'uriComponentToString')), someText),
  strict('dataUri', [1, 1], ([value]) => bounded(dataUri(value)), openDataUri),
  strict('dataUriToString', [1, 1], ([value]) => fromDataUri(text(value, 'dataUriToString')), someText),
];

function openDataUri(_: Arguments, open: Unknown): unknown {
  return written(['data:', ''], open);
}

/** JSON text as a value; own members only, also for a key such as `__proto__`. What is no JSON is read as the service does. */
function parsed(source: string, name: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    value = readLenientJson(source, name);
  }
  assertBounded(value);
  return value;
}

/** `%uXXXX` is a character, `%XX` a byte of UTF-8, `+` a space (HttpUtility.UrlDecode of .NET). */
function fromComponent(value: string): string {
  const parts = value.split(/%u([0-9A-Fa-f]{4})/);
  const decoded = parts.map((part, index) => (index % 2 === 0 ? textOf(urlDecode(part)) : String.fromCharCode(Number.parseInt(part, 16))));
  return wellFormed(decoded.join(''));
}

/** Half a surrogate pair becomes U+FFFD. */
function wellFormed(value: string): string {
  return value.replaceAll(/\p{Surrogate}/gu, '\uFFFD');
}

/** Everything but letters, digits and `-_.~` becomes `%XX` (RFC 3986). */
function escaped(value: string): string {
  return encodeURIComponent(wellFormed(value)).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** `charset=utf8` is how the service spells it. */
function dataUri(value: unknown): string {
  const isText = typeof value === 'string' || isAbsent(value);
  const content = isArray(value) || isObject(value) ? jsonText(value) : scalarText(value);
  if (content === undefined) throw unfit('dataUri', 'texts, numbers, booleans, arrays and objects', value);
  return `data:${isText ? 'text/plain' : 'application/json'};charset=utf8;base64,${toBase64(utf8(content))}`;
}

function fromDataUri(value: string): string {
  const comma = value.indexOf(',');
  if (!value.toLowerCase().startsWith('data:') || comma < 0) throw notDataUri();
  const marks = value.slice('data:'.length, comma).split(';');
  const [type, ...parameters] = marks;
  // The service looks at the last mark only, also when it stands where the type does.
  const isBase64 = marks.at(-1)?.toLowerCase() === 'base64';
  if (type === '' && parameters.length > 0 && !(parameters.length === 1 && isBase64)) throw notDataUri();
  if (parameters.some((parameter) => trimmed(parameter) === '')) throw notDataUri();
  const charset = parameters[0]?.toLowerCase().startsWith('charset=') === true ? parameters[0].slice('charset='.length).toLowerCase() : 'utf-8';
  // `dataUri` itself writes `utf8`, which is read back here although the strict name is `utf-8`.
  if (charset !== 'utf-8' && charset !== 'utf8') throw new EvaluationError(`\`dataUriToString\` does not know the character set ${charset.slice(0, 40)}`);
  const data = value.slice(comma + 1);
  return textOf(isBase64 ? fromBase64(data, 'dataUriToString') : urlDecode(data));
}

function notDataUri(): EvaluationError {
  return new EvaluationError('`dataUriToString` was given no data URI');
}
