import { createHash } from 'node:crypto';
import type { Fix } from '../../policy/finding.ts';

/** A fix to be offered, with what to say about it. */
export interface SuggestedFix {
  /** Names the finding across runs and moved lines: its fingerprint. */
  readonly id: string;
  /** Markdown in which everything from outside is escaped. */
  readonly text: string;
  readonly fix: Fix;
}

/** All that is to change in one line. */
export interface LineChange {
  readonly file: string;
  readonly line: number;
  /** In the order given; no two overlap. */
  readonly fixes: readonly Fix[];
  readonly texts: readonly string[];
  /** Equal on the next push when the same is to change in the same text, wherever the line went: 64 hexadecimal digits. */
  readonly key: string;
}

/** More than this on one line is a list, and is in the report. */
const maximumTexts = 5;
/** More than this in one line is no line that people write. */
const maximumFixes = 50;
/** UTF-16 units. Longer ones are not written by people, and a reader could not see the difference. */
const longestLine = 2_000;

/**
 * The fixes by line, in the order of each line's first one. Fixes of one line are made together, as a second suggestion on the same
 * line would undo the first; of two that overlap the first counts. A fix of several lines is left out.
 */
export function lineChanges(fixes: readonly SuggestedFix[]): readonly LineChange[] {
  const lines = new Map<string, SuggestedFix[]>();
  for (const suggested of fixes) {
    const { endLine, file, line } = suggested.fix;
    if (line !== endLine) continue;
    const place = JSON.stringify([file, line]);
    const there = lines.get(place);
    if (there === undefined) lines.set(place, [suggested]);
    else if (there.length < maximumFixes && there.every((other) => sameChange(other.fix, suggested.fix) || !overlap(other.fix, suggested.fix))) there.push(suggested);
  }
  return [...lines.values()].map(join);
}

function join(suggested: readonly SuggestedFix[]): LineChange {
  const fixes = suggested.map(({ fix }) => fix).filter((fix, index, all) => all.findIndex((other) => sameChange(other, fix)) === index);
  const texts = [...new Set(suggested.map(({ text }) => text))].slice(0, maximumTexts);
  const parts = suggested.map(({ id, fix: { file, original, replacement } }) => JSON.stringify([id, file, original, replacement])).toSorted();
  const key = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return { file: fixes[0]?.file ?? '', line: fixes[0]?.line ?? 0, fixes, texts, key };
}

function sameChange(left: Fix, right: Fix): boolean {
  return left.column === right.column && left.endColumn === right.endColumn && left.replacement === right.replacement;
}

function overlap(left: Fix, right: Fix): boolean {
  return left.column === right.column || (left.column < right.endColumn && right.column < left.endColumn);
}

/**
 * The line with its changes made; undefined when it does not hold what is to be replaced where it should, or when a reader would not see
 * all of what is suggested: control characters, direction marks, a line too long. `text` is the line without its end.
 */
export function changedLine(text: string, { fixes }: LineChange): string | undefined {
  if (fixes.some(({ column, endColumn, original }) => column < 1 || text.slice(column - 1, endColumn - 1) !== original)) return undefined;
  const fromTheRight = fixes.toSorted((left, right) => right.column - left.column);
  const changed = fromTheRight.reduce((line, fix) => `${line.slice(0, fix.column - 1)}${fix.replacement}${line.slice(fix.endColumn - 1)}`, text);
  const plain = changed.length <= longestLine && !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(changed.replaceAll('\t', ' '));
  return plain && changed !== text ? changed : undefined;
}
