/** A piece of Bicep text. Offsets count UTF-16 units, the end is exclusive. Comments, blanks and directives are none. */
export interface Token {
  /** `line`: one or more ends of lines. */
  readonly kind: 'name' | 'number' | 'text' | 'sign' | 'line';
  readonly start: number;
  readonly end: number;
  /** As it is written. */
  readonly text: string;
  /** What a text says that has no interpolation. */
  readonly value?: string;
  /** What stands in the interpolations of a text. */
  readonly within?: readonly Token[];
}

export interface Tokens {
  readonly tokens: readonly Token[];
  /** False when interpolations are nested beyond all sense, so that something was not looked at. */
  readonly isWhole: boolean;
}

const deepest = 64;
/** Signs of more than one character, as far as they matter here. */
const signs = ['=>', '==', '!=', '=~', '!~', '<=', '>=', '&&', '||', '??', '::', '...', '.?'] as const;
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', "'": "'", '\\': '\\', $: '$' };

/**
 * The tokens of a Bicep file (learn.microsoft.com, "Bicep file structure and syntax" and "Data types in Bicep": strings, multi-line strings,
 * interpolation, escapes). Takes whatever it is given: what is no Bicep is for the compiler to say.
 */
export function tokensOf(text: string): Tokens {
  return new Lexer(text).all();
}

class Lexer {
  readonly #text: string;
  #at = 0;
  #isWhole = true;

  constructor(text: string) {
    this.#text = text;
  }

  all(): Tokens {
    return { tokens: this.#until(0), isWhole: this.#isWhole };
  }

  /** The tokens up to the brace that ends an interpolation; up to the end on the outermost level. */
  #until(depth: number): readonly Token[] {
    const tokens: Token[] = [];
    let open = 0;
    while (this.#at < this.#text.length) {
      const token = this.#next(depth);
      if (token === undefined) continue;
      if (token.text === '{') open += 1;
      if (token.text === '}') {
        if (depth > 0 && open === 0) return tokens;
        open -= 1;
      }
      if (token.kind !== 'line' || tokens.at(-1)?.kind !== 'line') tokens.push(token);
    }
    return tokens;
  }

  #next(depth: number): Token | undefined {
    const text = this.#text;
    const start = this.#at;
    const character = text.charAt(start);
    if (character === '\n' || character === '\r') return this.#token('line', start + 1);
    if (text.startsWith('//', start)) return this.#skip(this.#lineEnd(start));
    if (text.startsWith('/*', start)) return this.#skip(this.#behind('*/', start + 2));
    // Directives such as `#disable-next-line`.
    if (character === '#') return this.#skip(this.#lineEnd(start));
    const dollars = /^\$*(?=''')/.exec(text.slice(start, start + 20))?.[0].length;
    if (dollars !== undefined) return this.#longText(dollars, depth);
    if (character === "'") return this.#shortText(depth);
    const name = /[A-Za-z_][A-Za-z0-9_]*/y;
    if (this.#matches(name)) return this.#token('name', name.lastIndex);
    const number = /[0-9][A-Za-z0-9_]*/y;
    if (this.#matches(number)) return this.#token('number', number.lastIndex);
    if (/\s|\uFEFF/.test(character)) return this.#skip(start + 1);
    const sign = signs.find((one) => text.startsWith(one, start)) ?? character;
    return this.#token('sign', start + sign.length);
  }

  #matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text);
  }

  #token(kind: Token['kind'], end: number, more: Pick<Token, 'value' | 'within'> = {}, start = this.#at): Token {
    this.#at = end;
    return { kind, start, end, text: this.#text.slice(start, end), ...more };
  }

  #skip(end: number): undefined {
    this.#at = end;
    return undefined;
  }

  #lineEnd(from: number): number {
    const end = /[\r\n]/g;
    end.lastIndex = from;
    return end.exec(this.#text)?.index ?? this.#text.length;
  }

  #behind(mark: string, from: number): number {
    const found = this.#text.indexOf(mark, from);
    return found < 0 ? this.#text.length : found + mark.length;
  }

  #shortText(depth: number): Token {
    const start = this.#at;
    const within: Token[] = [];
    let value = '';
    let isPlain = true;
    this.#at = start + 1;
    for (;;) {
      const character = this.#text.charAt(this.#at);
      // An end of the line ends a text that nobody has closed.
      if (character === '' || character === '\n' || character === '\r') return this.#token('text', this.#at, { within }, start);
      if (character === "'") return this.#token('text', this.#at + 1, isPlain ? { value, within } : { within }, start);
      if (character === '\\') value += this.#escape();
      else if (this.#text.startsWith('${', this.#at)) {
        isPlain = false;
        this.#interpolation(2, depth, within);
      } else {
        value += character;
        this.#at += 1;
      }
    }
  }

  #escape(): string {
    const unicode = /\\u\{([0-9A-Fa-f]{1,8})\}/y;
    if (this.#matches(unicode)) {
      const code = Number.parseInt(this.#text.slice(this.#at + 3, unicode.lastIndex - 1), 16);
      this.#at = unicode.lastIndex;
      return code > 0x10_ff_ff ? '\uFFFD' : String.fromCodePoint(code);
    }
    const escaped = this.#text.charAt(this.#at + 1);
    this.#at += escaped === '\n' || escaped === '\r' ? 1 : 2;
    return escapes[escaped] ?? escaped;
  }

  /** Over several lines, without escapes; with as many dollars before it as begin an interpolation in it, if any. */
  #longText(dollars: number, depth: number): Token {
    const start = this.#at;
    const mark = `${'$'.repeat(dollars)}{`;
    const within: Token[] = [];
    const from = start + dollars + 3;
    this.#at = from;
    for (;;) {
      if (this.#at >= this.#text.length) return this.#token('text', this.#text.length, { within }, start);
      if (this.#text.startsWith("'''", this.#at)) {
        let end = this.#at + 3;
        while (this.#text.charAt(end) === "'") end += 1;
        const value = this.#text.slice(from, end - 3).replace(/^\r?\n/, '');
        return this.#token('text', end, within.length === 0 ? { value, within } : { within }, start);
      }
      if (dollars > 0 && this.#text.startsWith(mark, this.#at)) this.#interpolation(mark.length, depth, within);
      else this.#at += 1;
    }
  }

  #interpolation(length: number, depth: number, within: Token[]): void {
    this.#at += length;
    if (depth >= deepest) {
      this.#isWhole = false;
      this.#at = this.#text.length;
    } else for (const token of this.#until(depth + 1)) within.push(token);
  }
}
