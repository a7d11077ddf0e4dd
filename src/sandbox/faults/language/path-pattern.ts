/**
 * Compiles a pattern of a path. Its segments are compared without case with those of the path as sent; `*` in a segment stands for any
 * characters, a segment `**` for any number of segments. A pattern that does not begin with `/` fits the end of a path.
 */
export function compilePath(pattern: string): (path: string) => boolean {
  const anywhere = pattern.startsWith('/') ? [] : ['**'];
  const parts = [...anywhere, ...segmentsOf(pattern)].map((part) => (part === '**' ? part : segmentPattern(part)));
  return (path) => fits(parts, segmentsOf(path));
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function segmentPattern(part: string): RegExp {
  const pieces = part.split('*').map((piece) => piece.replace(/[\\^$.|?*+()[\]{}]/g, String.raw`\$&`));
  return new RegExp(`^${pieces.join('.*')}$`, 'iu');
}

/** Which prefixes of the pattern fit the segments so far: nothing is tried twice, however many `**` there are. */
function fits(parts: readonly (RegExp | '**')[], segments: readonly string[]): boolean {
  let reached = skipOver(parts, new Set([0]));
  for (const segment of segments) {
    const next = new Set<number>();
    for (const index of reached) {
      const part = parts[index];
      if (part === '**') next.add(index);
      else if (part?.test(segment) === true) next.add(index + 1);
    }
    reached = skipOver(parts, next);
  }
  return reached.has(parts.length);
}

/** `**` stands for no segment too. */
function skipOver(parts: readonly (RegExp | '**')[], reached: Set<number>): Set<number> {
  for (const index of reached) if (parts[index] === '**') reached.add(index + 1);
  return reached;
}
