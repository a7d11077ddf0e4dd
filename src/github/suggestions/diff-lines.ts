const hunkHeader = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/**
 * The lines of the new file that a patch shows, added or as context: those that a review may comment on with side RIGHT. `patch`
 * is that of GitHub's list of a pull request's files: hunks of the unified format. What does not keep to the counts of its
 * header ends the reading, and the lines up to there are the answer: a line too few costs a suggestion, one too many a refusal.
 */
export function diffLines(patch: string): ReadonlySet<number> {
  const shown = new Set<number>();
  let [oldLeft, newLeft, next] = [0, 0, 0];
  for (const line of patch.split('\n')) {
    if (oldLeft === 0 && newLeft === 0) {
      // "\ No newline at end of file" may stand behind the last line of a hunk.
      if (line.startsWith('\\') || line === '') continue;
      const header = hunkHeader.exec(line);
      if (header === null) return shown;
      [oldLeft, newLeft, next] = [count(header[2]), count(header[4]), Number(header[3])];
      continue;
    }
    const mark = line.charAt(0);
    if (mark === '\\') continue;
    // A context line that is blank may have lost its blank on the way.
    const [old, fresh] = mark === '-' ? [1, 0] : mark === '+' ? [0, 1] : mark === ' ' || mark === '' ? [1, 1] : [oldLeft + 1, 0];
    oldLeft -= old;
    newLeft -= fresh;
    if (oldLeft < 0 || newLeft < 0) return shown;
    if (fresh === 1) {
      shown.add(next);
      next += 1;
    }
  }
  return shown;
}

/** A count that is left out is one (GNU diffutils, "Detailed Description of Unified Format"). */
function count(text: string | undefined): number {
  return text === undefined ? 1 : Number(text);
}
