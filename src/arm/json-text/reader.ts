import type { JsonDialect, JsonLimits } from '../json-text.ts';
import { JsonTextError } from './error.ts';
import { lineStartsOf, positionAt } from './lines.ts';
import type { Children, ReadJson } from './places.ts';

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const string = /"[^"\\]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\]*)*"/y;
const word = /true|false|null/y;
const space = /[ \t\r\n]*/y;
/** Blanks and comments. A block comment that does not end is left for the reader to complain about. */
const spaceAndComments = /(?:[ \t\r\n\v\f\u00A0\uFEFF]|\/\/[^\r\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*/y;

/** A recursive descent over one text, which remembers where each value stands. */
export class JsonReader {
  readonly #text: string;
  readonly #limits: JsonLimits;
  readonly #lenient: boolean;
  readonly #space: RegExp;
  readonly #children = new WeakMap<object, Children>();
  #position = 0;

  constructor(text: string, dialect: JsonDialect, limits: JsonLimits) {
    this.#text = text;
    this.#limits = limits;
    this.#lenient = dialect === 'template';
    this.#space = this.#lenient ? spaceAndComments : space;
  }

  read(): ReadJson {
    const { length } = this.#limits;
    if (this.#text.length > length) throw new JsonTextError(`The text is longer than ${length} characters`, 1, 1);
    if (this.#text.startsWith('\uFEFF')) this.#position = 1;
    this.#skip();
    const start = this.#position;
    const value = this.#value(0);
    const end = this.#position;
    this.#skip();
    if (this.#position < this.#text.length) throw this.#error('Something follows the end of the document');
    return { value, root: { start, value: start, end }, children: this.#children };
  }

  /** The value at the position, which is past all blanks. */
  #value(depth: number): unknown {
    if (depth > this.#limits.depth) throw this.#error(`The document is nested deeper than ${this.#limits.depth} levels`);
    const next = this.#text.charAt(this.#position);
    if (next === '{') return this.#object(depth);
    if (next === '[') return this.#array(depth);
    if (next === '"') return this.#string('A text is not closed, or has an escape that JSON does not know');
    const scalar = this.#take(number) ?? this.#take(word);
    if (scalar === undefined) throw this.#error(next === '' ? 'The text ends where a value is due' : `A value is due, not ${JSON.stringify(next)}`);
    return JSON.parse(scalar) as unknown;
  }

  #string(complaint: string): string {
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
    const entries: (readonly [string, unknown])[] = [];
    const children = { keys: [] as string[], starts: [] as number[], values: [] as number[], ends: [] as number[] };
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
      children.keys.push(key);
      children.starts.push(start);
      children.values.push(this.#position);
      entries.push([key, this.#value(depth + 1)]);
      children.ends.push(this.#position);
      if (this.#ended('}')) break;
    }
    // fromEntries defines own members, also for a key such as `__proto__`.
    const made = Object.fromEntries(entries);
    this.#children.set(made, children);
    return made;
  }

  #array(depth: number): unknown {
    this.#position += 1;
    const items: unknown[] = [];
    const children: Children = { starts: [], values: [], ends: [] };
    this.#skip();
    while (!this.#accept(']')) {
      children.starts.push(this.#position);
      children.values.push(this.#position);
      items.push(this.#value(depth + 1));
      children.ends.push(this.#position);
      if (this.#ended(']')) break;
    }
    this.#children.set(items, children);
    return items;
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

  #skip(): void {
    this.#space.lastIndex = this.#position;
    this.#position += this.#space.exec(this.#text)?.[0].length ?? 0;
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
