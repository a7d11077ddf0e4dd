import { EvaluationError } from '../errors.ts';
import { limits } from '../syntax/syntax.ts';
import { whiteSpace } from './white-space.ts';

/**
 * Reads what Newtonsoft.Json takes for JSON: besides JSON itself strings in single quotes, bare property names, comments, a comma
 * behind the last element, numbers such as `.5`, `0x1F` and, in octal, `017` (JsonTextReader). Left out, because this language has
 * no such values: `undefined`, `NaN`, `Infinity`, `new Date(…)`, elements left empty.
 * Throws EvaluationError that names the function, also beyond the service's depth and number of parts.
 */
export function readLenientJson(text: string, name: string): unknown {
  return new Reader(text, name).read();
}

const gap = new RegExp(String.raw`(?:${whiteSpace.source}|//[^\r\n]*|/\*[^]*?\*/)*`, 'y');
const space = new RegExp(`${whiteSpace.source}*`, 'y');
const doubleQuoted = /"[^"\\]*(?:\\[^][^"\\]*)*"/y;
const singleQuoted = /'[^'\\]*(?:\\[^][^'\\]*)*'/y;
const bareName = /[\p{L}\p{Nd}_$]+/uy;
const word = /[-+.0-9A-Za-z]+/y;
const octal = /^0[0-7]{1,22}$/;
const hexadecimal = /^0x[0-9a-f]{1,16}$/i;
const decimal = /^(?!0[^.e])-?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i;

const words: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const escapes: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['f', '\f'],
  ['r', '\r'],
  ...Array.from(`\\/'"`, (character) => [character, character] as const),
]);

/** Recursive descent over one text, no deeper than a value may be. */
class Reader {
  readonly #text: string;
  readonly #name: string;
  #position = 0;
  #parts = 0;

  constructor(text: string, name: string) {
    this.#text = text;
    this.#name = name;
  }

  read(): unknown {
    const value = this.#value(0);
    this.#take(gap);
    if (this.#position < this.#text.length) throw this.#unreadable();
    return value;
  }

  #value(depth: number): unknown {
    this.#parts += 1;
    // The value itself is none of its parts.
    if (this.#parts > limits.valueNodes + 1) throw new EvaluationError(`A value has more than ${limits.valueNodes} parts`);
    this.#take(gap);
    const isObject = this.#accept('{');
    if (!isObject && !this.#accept('[')) return this.#string() ?? this.#word();
    if (depth > limits.valueDepth) throw new EvaluationError(`A value is nested deeper than ${limits.valueDepth} levels`);
    return isObject ? this.#object(depth) : this.#array(depth);
  }

  #array(depth: number): readonly unknown[] {
    const elements: unknown[] = [];
    for (;;) {
      this.#take(gap);
      if (this.#accept(']')) return elements;
      elements.push(this.#value(depth + 1));
      if (this.#isLast(']')) return elements;
    }
  }

  #object(depth: number): object {
    const members = new Map<string, unknown>();
    for (;;) {
      this.#take(gap);
      // fromEntries defines own members, also for a name such as `__proto__`.
      if (this.#accept('}')) return Object.fromEntries(members);
      const name = this.#string() ?? this.#bareName();
      this.#take(space);
      if (!this.#accept(':')) throw this.#unreadable();
      members.set(name, this.#value(depth + 1));
      if (this.#isLast('}')) return Object.fromEntries(members);
    }
  }

  #bareName(): string {
    const name = this.#take(bareName);
    if (name === '') throw this.#unreadable();
    return name;
  }

  /** Behind an element: true at the closing bracket, false at a comma. */
  #isLast(bracket: string): boolean {
    this.#take(gap);
    if (this.#accept(',')) return false;
    if (this.#accept(bracket)) return true;
    throw this.#unreadable();
  }

  #string(): string | undefined {
    const start = this.#position;
    const quoted = this.#take(doubleQuoted) || this.#take(singleQuoted);
    if (quoted === '') return undefined;
    return quoted.slice(1, -1).replaceAll(/\\(?:u([0-9A-Fa-f]{4})|([^]))/g, (_, code: string | undefined, letter: string | undefined) => {
      const meant = code === undefined ? escapes.get(letter ?? '') : String.fromCharCode(Number.parseInt(code, 16));
      if (meant === undefined) throw this.#unreadable(start);
      return meant;
    });
  }

  #word(): unknown {
    const start = this.#position;
    const found = this.#take(word);
    const literal = words.get(found);
    if (literal !== undefined) return literal;
    const number = numberOf(found);
    if (number === undefined) throw this.#unreadable(start);
    return number;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#position += found.length;
    return found;
  }

  #accept(character: string): boolean {
    if (this.#text.charAt(this.#position) !== character) return false;
    this.#position += 1;
    return true;
  }

  #unreadable(position = this.#position): EvaluationError {
    return new EvaluationError(`\`${this.#name}\` was given no JSON text: it cannot be read from character ${position} on`);
  }
}

/** What begins with a zero and has no fraction is octal or hexadecimal; both fill 64 bits. */
function numberOf(text: string): number | undefined {
  if (decimal.test(text)) return Number(text);
  if (hexadecimal.test(text)) return Number(BigInt.asIntN(64, BigInt(text)));
  if (!octal.test(text)) return undefined;
  const value = BigInt(`0o${text.slice(1)}`);
  return value < 2n ** 64n ? Number(BigInt.asIntN(64, value)) : undefined;
}
