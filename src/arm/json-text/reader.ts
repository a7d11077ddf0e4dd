import type { JsonDialect, JsonLimits } from './dialect.ts';
import { JsonTextError } from './error.ts';
import { lineStartsOf, positionAt } from './lines.ts';
import type { Children, ReadJson } from './places.ts';

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
/** A text that is what it looks like. */
const plainString = /"[^"\\\p{Cc}]*"/uy;
const string = /"[^"\\]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\]*)*"/y;
const word = /true|false|null/y;
const space = /[ \t\r\n]+/y;
const lineComment = /\/\/[^\r\n]*/y;
const lenientSpace = /[ \t\r\n\v\f\u00A0\uFEFF]+/y;

/** A recursive descent over one text, which remembers where each value stands. */
export class JsonReader {
  readonly #text: string;
  readonly #limits: JsonLimits;
  readonly #lenient: boolean;
  #position = 0;
  /** Of the value that was read last. */
  #children: Children | undefined;
  #weight = 0;

  constructor(text: string, dialect: JsonDialect, limits: JsonLimits) {
    this.#text = text;
    this.#limits = limits;
    this.#lenient = dialect === 'template';
  }

  read(): ReadJson {
    const { length } = this.#limits;
    if (this.#text.length > length) throw new JsonTextError(`The text is longer than ${length} characters`, 1, 1);
    if (this.#text.startsWith('\uFEFF')) this.#position = 1;
    this.#skip();
    const start = this.#position;
    const value = this.#value(0);
    const root = { start, value: start, end: this.#position, children: this.#children };
    this.#skip();
    if (this.#position < this.#text.length) throw this.#error('Something follows the end of the document');
    return { value, weight: this.#weight, root };
  }

  /** The value at the position, which is past all blanks. */
  #value(depth: number): unknown {
    if (depth > this.#limits.depth) throw this.#error(`The document is nested deeper than ${this.#limits.depth} levels`);
    this.#weigh(1);
    const next = this.#text.charAt(this.#position);
    if (next === '{') return this.#object(depth);
    if (next === '[') return this.#array(depth);
    this.#children = undefined;
    if (next === '"') return this.#string('A text is not closed, or has an escape that JSON does not know');
    const scalar = this.#take(number) ?? this.#take(word);
    if (scalar === undefined) throw this.#error(next === '' ? 'The text ends where a value is due' : `A value is due, not ${JSON.stringify(next)}`);
    return JSON.parse(scalar) as unknown;
  }

  #string(complaint: string): string {
    const plain = this.#take(plainString);
    if (plain !== undefined) return plain.slice(1, -1);
    const start = this.#position;
    const quoted = this.#take(string);
    if (quoted === undefined) throw this.#error(this.#text.charAt(start) === '"' ? complaint : 'A key in double quotes is due');
    try {
      return JSON.parse(quoted) as string;
    } catch {
      // A control character is all that is left to object to.
      const escaped = quoted.replace(/[\n\r\t]/g, (character) => ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[character] ?? '');
      try {
        if (this.#lenient) return JSON.parse(escaped) as string;
      } catch {
        // Told below.
      }
      throw this.#error('A string holds a control character', start);
    }
  }

  #object(depth: number): unknown {
    this.#position += 1;
    const keys: string[] = [];
    const values: unknown[] = [];
    const offsets: number[] = [];
    const below: (Children | undefined)[] = [];
    this.#weigh(3);
    const seen = new Map<string, string>();
    this.#skip();
    while (!this.#accept('}')) {
      const start = this.#position;
      const key = this.#string('A key is not closed, or has an escape that JSON does not know');
      const lower = key.toLowerCase();
      const twin = seen.get(lower);
      if (twin !== undefined) throw this.#error(twin === key ? `The key \`${key}\` stands twice in one object` : `The keys \`${twin}\` and \`${key}\` differ in case only`, start);
      seen.set(lower, key);
      this.#skip();
      if (!this.#accept(':')) throw this.#error('`:` is due');
      this.#skip();
      const begin = this.#position;
      values.push(this.#value(depth + 1));
      keys.push(key);
      offsets.push(start, begin, this.#position);
      below.push(this.#children);
      if (this.#ended('}')) break;
    }
    // fromEntries defines own members, also for a key such as `__proto__`.
    const made = Object.fromEntries(keys.map((key, index) => [key, values[index]]));
    // Copies have no room to grow, of which lists that grew have a lot.
    this.#children = { keys: keys.slice(), offsets: offsets.slice(), below: below.slice() };
    return made;
  }

  #array(depth: number): unknown {
    this.#position += 1;
    const items: unknown[] = [];
    const offsets: number[] = [];
    const below: (Children | undefined)[] = [];
    this.#weigh(3);
    this.#skip();
    while (!this.#accept(']')) {
      const begin = this.#position;
      items.push(this.#value(depth + 1));
      offsets.push(begin, begin, this.#position);
      below.push(this.#children);
      if (this.#ended(']')) break;
    }
    this.#children = { offsets: offsets.slice(), below: below.slice() };
    return items.slice();
  }

  #weigh(weight: number): void {
    this.#weight += weight;
    if (this.#weight > (this.#limits.weight ?? Infinity)) throw this.#error(`The document has more values than are read: ${this.#limits.weight}, where an object or array counts as four`);
  }

  /** What stands behind a member or element: true for the closing sign. A comma before that sign is for templates only. */
  #ended(sign: ']' | '}'): boolean {
    this.#skip();
    if (this.#accept(sign)) return true;
    if (!this.#accept(',')) throw this.#error(`\`,\` or \`${sign}\` is due`);
    this.#skip();
    if (!this.#lenient && this.#text.charAt(this.#position) === sign) throw this.#error(sign === '}' ? 'A key in double quotes is due' : `A value is due, not "]"`);
    return false;
  }

  /** Passes blanks and comments. A pattern that repeats over both would take a part of the stack for each comment. */
  #skip(): void {
    const next = this.#text.charCodeAt(this.#position);
    // Most signs are neither a blank nor the slash of a comment.
    if (next > 0x20 && next < 0x80 && next !== 0x2f) return;
    if (!this.#lenient) {
      this.#take(space);
      return;
    }
    while (this.#take(lenientSpace) !== undefined || this.#comment());
  }

  /** True past a comment. A block comment that does not end is left for the reader to complain about. */
  #comment(): boolean {
    if (this.#text.charAt(this.#position) !== '/') return false;
    const sign = this.#text.charAt(this.#position + 1);
    if (sign === '/') return this.#take(lineComment) !== undefined;
    const end = sign === '*' ? this.#text.indexOf('*/', this.#position + 2) : -1;
    if (end < 0) return false;
    this.#position = end + 2;
    return true;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) return undefined;
    this.#position += found.length;
    return found;
  }

  #accept(sign: string): boolean {
    if (this.#text.charAt(this.#position) !== sign) return false;
    this.#position += 1;
    return true;
  }

  #error(message: string, offset = this.#position): JsonTextError {
    const { line, column } = positionAt(lineStartsOf(this.#text), offset);
    return new JsonTextError(message, line, column);
  }
}
