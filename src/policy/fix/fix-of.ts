import type { Resource, Writing } from '../../arm/resource.ts';
import { deepEqual } from '../../language/values.ts';
import type { Fix } from '../finding.ts';
import type { Change } from './change.ts';
import { writtenAt } from './written-at.ts';

/**
 * The edit of a file that makes the changes: where all of them give one value to what is one literal in one file, also when a parameter
 * or a copy loop brings it to several places. Undefined for everything else.
 */
export function fixOf(changes: readonly Change[], { writingOf }: Pick<Resource, 'writingOf'>): Fix | undefined {
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

function isSamePlace({ origin, range }: Writing, other: Writing | undefined): boolean {
  return other?.kind === 'literal' && other.origin.file === origin.file && other.range?.line === range?.line && other.range?.column === range?.column;
}

/** A scalar as JSON has it. A text that begins with a bracket would be an expression in a template, and is left to people. */
function literalOf(value: unknown): string | undefined {
  if (typeof value === 'object' && value !== null) return undefined;
  return typeof value === 'string' && value.startsWith('[') ? undefined : JSON.stringify(value);
}

/** On one line, and not longer than a line. */
function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
}
