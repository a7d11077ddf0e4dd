/*
 * Case as the invariant culture of .NET has it: every code point stands for one code point, so that a text keeps its length and the
 * places in it. `ß` and `ŉ` have no capital, `İ` and `ı` stay what they are, and a final sigma is a sigma (dotnet/runtime,
 * src/native/libs/System.Globalization.Native/pal_casing.c).
 *
 * JavaScript maps one code point to several where Unicode says so. That makes a text longer, never shorter: a text that kept its
 * length was mapped one to one, and native code did the work.
 */

/** Lower case. */
export function lower(text: string): string {
  const native = text.toLowerCase();
  return native.length === text.length && !text.includes('Σ') ? native : Array.from(text, lowerOne).join('');
}

/** Upper case. */
export function upper(text: string): string {
  const native = text.toUpperCase();
  return native.length === text.length && !text.includes('ı') ? native : Array.from(text, upperOne).join('');
}

/** What two texts share when they differ in case only; as long as the text itself. */
export function fold(text: string): string {
  return beyondAscii.test(text) ? lower(upper(text)) : text.toLowerCase();
}

const beyondAscii = /[\u0080-\uFFFF]/;

/** Comparison without case. Most texts that differ do so in length or at an end; those are told apart before anything is built. */
export function sameText(left: string, right: string): boolean {
  if (left === right) return true;
  const { length } = left;
  if (length !== right.length || differAt(left, right, 0) || differAt(left, right, length - 1)) return false;
  const native = left.toLowerCase();
  // What kept its length was mapped one to one.
  if (native === right.toLowerCase() && native.length === length) return true;
  return (beyondAscii.test(left) || beyondAscii.test(right)) && fold(left) === fold(right);
}

/** True when two characters of ASCII stand there that are not one letter. */
function differAt(left: string, right: string, index: number): boolean {
  const first = left.charCodeAt(index);
  const second = right.charCodeAt(index);
  if (first === second || first > 0x7f || second > 0x7f) return false;
  // A letter of ASCII differs from its capital in one bit, as other characters do from each other.
  const letter = first | 0x20;
  return letter !== (second | 0x20) || letter < 0x61 || letter > 0x7a;
}

function lowerOne(character: string): string {
  return character === 'İ' ? character : character.toLowerCase();
}

function upperOne(character: string): string {
  const capital = character.toUpperCase();
  if (character === 'ı') return character;
  return capital.length === character.length ? capital : (greekCapital(character) ?? character);
}

/** Greek vowels with an iota below, whose capital in one code point Unicode knows as title case. */
function greekCapital(character: string): string | undefined {
  const code = character.charCodeAt(0);
  if (code >= 0x1f80 && code <= 0x1faf) return String.fromCharCode(code | 0x08);
  return code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3 ? String.fromCharCode(code + 9) : undefined;
}
