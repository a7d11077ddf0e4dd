/**
 * How wide a character is at most, in ems: the widths of DejaVu Sans, the widest of the fonts that systems have for their own surfaces, and more
 * than an em for every script that it does not have. A picture without a script cannot measure.
 */
function emsOf(character: string): number {
  if (/^[ !'(),.:;I[\]fijlrt|/-]$/.test(character)) return 0.46;
  if (/^[a-ln-vx-z0-9_]$/.test(character)) return 0.64;
  if (/^[A-LN-VX-Z]$/.test(character)) return 0.8;
  if (/^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{ASCII}…→·]$/u.test(character)) return 1.1;
  return 1.4;
}

/** The text in at most `most` lines that are no wider than `width` at letters of `size`, both in the same unit; broken at blanks where there are some, the last line ended by `…` when there is more. */
export function fitLines(text: string, width: number, size: number, most: number): readonly string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest !== '' && lines.length < most) {
    const isLast = lines.length === most - 1;
    const whole = headWithin(rest, width / size);
    const head = whole === rest ? rest : isLast ? `${headWithin(rest, width / size - emsOf('…')).trimEnd()}…` : brokenAtBlank(whole, rest);
    lines.push(head);
    rest = whole === rest || isLast ? '' : rest.slice(head.length).trimStart();
  }
  return lines;
}

/** As much of the beginning as is no wider than `ems`, at least one character. */
function headWithin(text: string, ems: number): string {
  let used = 0;
  let head = '';
  for (const character of text) {
    used += emsOf(character);
    if (used > ems && head !== '') return head;
    head += character;
  }
  return head;
}

function brokenAtBlank(head: string, rest: string): string {
  if (rest[head.length] === ' ') return head;
  const blank = head.lastIndexOf(' ');
  return blank > 0 ? head.slice(0, blank) : head;
}
