import { PolicyError } from '../error.ts';
import { escapePointer } from './place.ts';

/** A JSON text as read: its value, and where its parts stand. */
export interface PolicyText {
  readonly value: unknown;
  /** Line and column, counted from 1, of the value at a JSON pointer, or of its nearest ancestor that is written down. */
  readonly positionOf: (pointer: string) => Position;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A request to Azure Resource Manager holds at most so many characters; a policy document is never longer. */
const longestText = 4 * 1024 * 1024;
/** Deeper than any document that the service takes, and well within any stack. */
const deepest = 256;

/**
 * Reads a policy document from text. The same key twice in one object, also in another case, is an error: which of the two counts
 * depends on who reads it. Throws PolicyError with line and column.
 */
export function readPolicyText(text: string): PolicyText {
  return new Reader(text).read();
}

const space = /[ \t\r\n]*/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const string = /"[^"\\]*(?:\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})[^"\\]*)*"/y;
const word = /true|false|null/y;

/** A recursive descent over one text (RFC 8259), which remembers where each value begins. */
class Reader {
  readonly #text: string;
  readonly #offsets = new Map<string, number>();
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): PolicyText {
    if (this.#text.length > longestText) throw new PolicyError(`The text is longer than ${longestText} characters`);
    if (this.#text.startsWith('\uFEFF')) this.#position = 1;
    const value = this.#value('', 0);
    this.#skip();
    if (this.#position < this.#text.length) throw this.#error('Something follows the end of the document');
    return { value, positionOf: (pointer) => this.#placeOf(pointer) };
  }

  #value(pointer: string, depth: number): unknown {
    this.#skip();
    if (depth > deepest) throw this.#error(`The document is nested deeper than ${deepest} levels`);
    this.#offsets.set(pointer, this.#position);
    const next = this.#text.charAt(this.#position);
    if (next === '{') return this.#object(pointer, depth);
    if (next === '[') return this.#array(pointer, depth);
    const scalar = this.#take(string) ?? this.#take(number) ?? this.#take(word);
    if (scalar === undefined) throw this.#error(next === '' ? 'The text ends where a value is due' : `A value is due, not ${JSON.stringify(next)}`);
    return this.#parsed(scalar);
  }

  /** A control character inside a string is all that is left to object to. */
  #parsed(scalar: string): unknown {
    try {
      return JSON.parse(scalar);
    } catch {
      throw this.#error('A string holds a control character', this.#position - scalar.length);
    }
  }

  #object(pointer: string, depth: number): unknown {
    this.#position += 1;
    const entries: (readonly [string, unknown])[] = [];
    const seen = new Map<string, string>();
    this.#skip();
    if (this.#accept('}')) return {};
    do {
      this.#skip();
      const start = this.#position;
      const quoted = this.#take(string);
      if (quoted === undefined) throw this.#error('A key in double quotes is due');
      const key = String(this.#parsed(quoted));
      const twin = seen.get(key.toLowerCase());
      if (twin !== undefined) throw this.#error(twin === key ? `The key \`${key}\` stands twice in one object` : `The keys \`${twin}\` and \`${key}\` differ in case only`, start);
      seen.set(key.toLowerCase(), key);
      this.#skip();
      if (!this.#accept(':')) throw this.#error('`:` is due');
      entries.push([key, this.#value(`${pointer}/${escapePointer(key)}`, depth + 1)]);
      this.#skip();
    } while (this.#accept(','));
    if (!this.#accept('}')) throw this.#error('`,` or `}` is due');
    // fromEntries defines own members, also for a key such as `__proto__`.
    return Object.fromEntries(entries);
  }

  #array(pointer: string, depth: number): unknown {
    this.#position += 1;
    const items: unknown[] = [];
    this.#skip();
    if (this.#accept(']')) return items;
    do {
      items.push(this.#value(`${pointer}/${items.length}`, depth + 1));
      this.#skip();
    } while (this.#accept(','));
    if (!this.#accept(']')) throw this.#error('`,` or `]` is due');
    return items;
  }

  #skip(): void {
    this.#take(space);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#position;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found === undefined) return undefined;
    this.#position += found.length;
    return found;
  }

  #accept(symbol: string): boolean {
    if (this.#text.charAt(this.#position) !== symbol) return false;
    this.#position += 1;
    return true;
  }

  #placeOf(pointer: string): Position {
    for (let place = pointer; place !== ''; place = place.slice(0, place.lastIndexOf('/'))) {
      const offset = this.#offsets.get(place);
      if (offset !== undefined) return this.#lineOf(offset);
    }
    return this.#lineOf(this.#offsets.get('') ?? 0);
  }

  #lineOf(offset: number): Position {
    const before = this.#text.slice(0, offset);
    return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
  }

  #error(message: string, offset = this.#position): PolicyError {
    return new PolicyError(message, '', undefined, this.#lineOf(offset));
  }
}
