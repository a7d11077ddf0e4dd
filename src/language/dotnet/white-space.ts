/** White space as `char.IsWhiteSpace` of .NET has it: with U+0085, without U+FEFF. */
export const whiteSpace = /[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;

/** A text without the white space around it. Looks from both ends: a pattern would try at every run of spaces in the middle. */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && whiteSpace.test(text.charAt(start))) start += 1;
  while (end > start && whiteSpace.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
