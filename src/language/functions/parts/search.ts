/*
 * Search for a text in a text. The engine's own search is fast for short texts and takes the product of both lengths for long ones
 * made for it, which is seconds at the longest that the service allows; those are searched in one pass (Knuth, Morris, Pratt).
 */

const longest = 256;

/** The first place at or behind `from`; -1 when there is none. */
export function firstIndexOf(text: string, part: string, from = 0): number {
  if (part.length <= longest) return text.indexOf(part, from);
  for (const index of places(text, part, from)) return index;
  return -1;
}

/** The last place; -1 when there is none. */
export function lastIndexOf(text: string, part: string): number {
  if (part.length <= longest) return text.lastIndexOf(part);
  let last = -1;
  for (const index of places(text, part, 0)) last = index;
  return last;
}

/** Every place, overlapping ones too. */
function* places(text: string, part: string, from: number): Generator<number> {
  const borders = bordersOf(part);
  let matched = 0;
  for (let index = from; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    while (matched > 0 && (matched === part.length || part.charCodeAt(matched) !== code)) matched = borders[matched] ?? 0;
    if (part.charCodeAt(matched) === code) matched += 1;
    if (matched === part.length) yield index + 1 - matched;
  }
}

/** For every length the longest shorter beginning of the part that ends there too. */
function bordersOf(part: string): Int32Array {
  const borders = new Int32Array(part.length + 1);
  let length = 0;
  for (let index = 1; index < part.length; index += 1) {
    while (length > 0 && part.charCodeAt(length) !== part.charCodeAt(index)) length = borders[length] ?? 0;
    if (part.charCodeAt(length) === part.charCodeAt(index)) length += 1;
    borders[index + 1] = length;
  }
  return borders;
}
