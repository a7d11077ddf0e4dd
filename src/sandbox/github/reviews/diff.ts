/** The old and the new file of a diff. */
export type DiffSide = 'LEFT' | 'RIGHT';

/** The lines that a patch shows, of both files; each with the number of its hunk. */
export type DiffLines = Readonly<Record<DiffSide, ReadonlyMap<number, number>>>;

/** The lines of a patch on which a comment may stand (docs.github.com, "Create a review comment for a pull request"). */
export function linesOf(patch: string): DiffLines {
  const lines = { LEFT: new Map<number, number>(), RIGHT: new Map<number, number>() };
  let [hunk, left, right] = [0, 0, 0];
  for (const line of patch.split('\n')) {
    const start = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (start !== null) [hunk, left, right] = [hunk + 1, Number(start[1]), Number(start[2])];
    else {
      if (line.startsWith('-') || line.startsWith(' ')) lines.LEFT.set(left++, hunk);
      if (line.startsWith('+') || line.startsWith(' ')) lines.RIGHT.set(right++, hunk);
    }
  }
  return lines;
}
