import { deepEqual } from './engine.js';
import { unescapePointer } from './ground.js';

/** What stands where a value was written, when it got from there by a name: "the default of parameter `outboundType`". */
function writtenAt({ origin, through }                                     )                     {
  const source = through.at(-1);
  if (source === undefined) return undefined;
  const name = `${source.kind} \`${source.name}\``;
  if (source.kind === 'variable') return name;
  const rest = below(origin.pointer, 'parameters', source.name);
  if (rest?.length === 0) return name;
  return rest?.[0] === 'defaultvalue' ? `the default of ${name}` : `the value of ${name}`;
}

/** The segments of a pointer, lower case, below the last `member/name` in it. */
function below(pointer        , member        , name        )                                {
  const segments = pointer.split('/').map((segment) => unescapePointer(segment).toLowerCase());
  const at = segments.findLastIndex((segment, index) => segment === name.toLowerCase() && segments[index - 1] === member);
  return at < 0 ? undefined : segments.slice(at + 1);
}

/**
 * The edit of a file that makes the changes: where all of them give one value to what is one literal in one file, also when a parameter
 * or a copy loop brings it to several places. Undefined for everything else.
 */
function fixOf(changes                   , { writingOf }                             )                  {
  const [first, ...others] = changes;
  const writing = first === undefined ? undefined : writingOf?.(first.pointer);
  const { range, text: original } = writing ?? {};
  if (first === undefined || writing?.kind !== 'literal' || range === undefined || original === undefined) return undefined;
  const isOne = others.every(({ pointer, value }) => isSamePlace(writing, writingOf?.(pointer)) && deepEqual(value, first.value) === true);
  const replacement = writing.spell === undefined ? literalOf(first.value) : writing.spell(first.value);
  if (!isOne || changes.some(({ kind }) => kind === 'add') || replacement === undefined) return undefined;
  const at = writtenAt(writing);
  return {
    description: `Change \`${shown(original)}\` to \`${shown(replacement)}\`${at === undefined ? '' : ` in ${at}`}`,
    file: writing.origin.file,
    ...range,
    original,
    replacement,
  };
}

function isSamePlace({ origin, range }         , other                     )          {
  return other?.kind === 'literal' && other.origin.file === origin.file && other.range?.line === range?.line && other.range?.column === range?.column;
}

/** A scalar as JSON has it. A text that begins with a bracket would be an expression in a template, and is left to people. */
function literalOf(value         )                     {
  if (typeof value === 'object' && value !== null) return undefined;
  return typeof value === 'string' && value.startsWith('[') ? undefined : JSON.stringify(value);
}

/** On one line, and not longer than a line. */
function shown(text        )         {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
}

export { fixOf, writtenAt };
