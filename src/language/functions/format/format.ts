import { bounded, tooLong } from '../../bounded.ts';
import { jsonText } from '../../dotnet/json-text.ts';
import { EvaluationError } from '../../errors.ts';
import { many, strict, type Arguments, type LanguageFunction } from '../../function-table.ts';
import { anyText, concatPieces, piecesOf, type Pieces } from '../../partial-text.ts';
import { limits } from '../../syntax/syntax.ts';
import type { Unknown } from '../../unknown.ts';
import { assertBounded, findUnknown, isArray, isObject, scalarText } from '../../values.ts';
import { text } from '../expect.ts';
import { textUnknown, written } from '../open/shared.ts';
import { formatNumber } from './format-number.ts';

/** `format`: composite formatting of .NET in the invariant culture (learn.microsoft.com, "Composite formatting"). */
export const formatFunctions: readonly LanguageFunction<unknown>[] = [
  strict('format', [1, many], ([pattern, ...args]) => bounded(format(text(pattern, 'format'), args)), openFormat),
];

/**
 * `{{`, `}}`, `{0}`, `{0,-8}`, `{0:N2}`, or a brace that stands alone. The format reaches to the first `}` and holds no brace; spaces
 * stand behind the index and around the width only (dotnet/runtime, StringBuilder.AppendFormat).
 */
const itemPattern = /\{\{|\}\}|\{(?<index>\d{1,7}) *(?:, *(?<width>-?\d{1,7}) *)?(?::(?<shape>[^{}]*))?\}|[{}]/g;

function format(pattern: string, args: Arguments): string {
  let length = 0;
  return pattern.replaceAll(itemPattern, (match: string, ...rest: readonly unknown[]) => {
    if (match === '{{' || match === '}}') return match.charAt(0);
    const groups = rest.at(-1);
    const { index, width, shape } = isGroups(groups) ? groups : {};
    if (index === undefined) throw new EvaluationError('`format` found a brace that belongs to no placeholder; a brace itself is written twice');
    if (Number(index) >= args.length) throw new EvaluationError(`\`format\` has no argument {${index}}; ${args.length} given`);
    const shown = aligned(argumentText(args[Number(index)], shape), Number(width ?? 0));
    length += shown.length;
    // Placeholders may repeat a long text: stop before it is built.
    if (length > limits.stringLength) throw tooLong();
    return shown;
  });
}

/** What is around the unknown arguments, and what is known of them. */
function openFormat([pattern, ...args]: Arguments, open: Unknown): unknown {
  if (typeof pattern !== 'string') return textUnknown(open);
  const parts: Pieces[] = [];
  let end = 0;
  for (const match of pattern.matchAll(itemPattern)) {
    const [item] = match;
    parts.push([pattern.slice(end, match.index)], itemPieces(item, match.groups ?? {}, args));
    end = match.index + item.length;
  }
  return written(concatPieces([...parts, [pattern.slice(end)]]), open);
}

function itemPieces(item: string, { index, width }: Readonly<Record<string, string | undefined>>, args: Arguments): Pieces {
  const value = args[Number(index ?? -1)];
  if (index === undefined || findUnknown(value) === undefined) return [format(item, args)];
  // Of a text .NET takes it as it is, whatever the format.
  const pieces = piecesOf(value) ?? anyText;
  const places = Number(width ?? 0);
  return places > 0 ? ['', ...pieces] : places < 0 ? [...pieces, ''] : pieces;
}

function isGroups(value: unknown): value is Readonly<Record<string, string | undefined>> {
  return typeof value === 'object' && value !== null;
}

/** Numbers follow the format; of everything else .NET takes the text as it is. Arrays and objects are JSON with single quotes. */
function argumentText(value: unknown, shape: string | undefined): string {
  if (typeof value === 'number') return formatNumber(value, shape ?? '');
  if (!isArray(value) && !isObject(value)) return scalarText(value) ?? '';
  assertBounded(value);
  return jsonText(value).replaceAll('"', "'");
}

function aligned(shown: string, width: number): string {
  if (Math.abs(width) > limits.stringLength) throw new EvaluationError('`format` was given a width beyond any text');
  return width < 0 ? shown.padEnd(-width) : shown.padStart(width);
}
