import { UserError } from '../../../run/errors.ts';

/** Where a rule is written: `faults.txt:3`, `line 3`. */
export type Place = string;

/** A word of a line: `retry-after=5` has a name and a value; others only their text. */
export interface Word {
  readonly text: string;
  readonly name?: string;
  readonly value?: string;
}

/** The words of a line, without its comment. Throws `UserError` for a quotation that does not end. */
export function wordsOf(line: string, place: Place): readonly Word[] {
  const words: Word[] = [];
  const pattern = /\s*(?:(?<comment>#(?=\s|$).*)|(?<word>(?:[^\s"]|"(?:[^"\\]|\\.)*")+)|(?<rest>\S.*))/uy;
  for (let match = pattern.exec(line); match !== null; match = pattern.exec(line)) {
    const { word, rest } = match.groups ?? {};
    if (rest !== undefined) throw wrong(place, `the quotation in ${shown(rest)} does not end`);
    if (word !== undefined) words.push(read(word, place));
  }
  return words;
}

function read(text: string, place: Place): Word {
  const [, name, value] = /^([A-Za-z][A-Za-z0-9-]*)=(.*)$/su.exec(text) ?? [];
  if (name === undefined || value === undefined) return { text };
  return { text, name: name.toLowerCase(), value: value.includes('"') ? unquote(value, place) : value };
}

function unquote(value: string, place: Place): string {
  try {
    const text: unknown = JSON.parse(value);
    if (typeof text === 'string') return text;
  } catch {
    // Told below.
  }
  throw wrong(place, `${shown(value)} is no text in quotation marks: "…" with \\" and \\\\ inside`);
}

/** The user's mistake in a rule. */
export function wrong(place: Place, what: string): UserError {
  return new UserError(`${place}: ${what}. See docs/sandbox.md, "Faults".`);
}

export function shown(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
