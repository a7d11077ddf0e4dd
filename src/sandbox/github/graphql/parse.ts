/** An argument's value as written; variables are put in when the query is run. */
export type Argument =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Argument[] }
  | { readonly kind: 'object'; readonly members: Readonly<Record<string, Argument>> };

export type Selection =
  | { readonly kind: 'field'; readonly name: string; readonly alias: string; readonly arguments: Readonly<Record<string, Argument>>; readonly selections: readonly Selection[] }
  /** `... on Type { }`; without a type it is for all. */
  | { readonly kind: 'fragment'; readonly on: string | undefined; readonly selections: readonly Selection[] };

export interface Query {
  readonly operation: 'query' | 'mutation';
  readonly selections: readonly Selection[];
}

/** A query that cannot be read. */
export class GraphQLSyntaxError extends Error {
  override readonly name = 'GraphQLSyntaxError';
}

/** Deeper than any query that somebody writes, and well within any stack. */
const deepest = 64;

const tokens = /\.{3}|[{}()[\]:!$=@]|"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?|[_A-Za-z]\w*|\S/g;

/** Reads one operation (GraphQL specification, October 2021, section 2). Of directives and named fragments, which no client here sends, it knows nothing. */
export function parseQuery(text: string): Query {
  const parser = new Parser(text.replaceAll(/"(?:[^"\\\n]|\\.)*"|#[^\n]*|,/g, (part) => (part.startsWith('"') ? part : ' ')).match(tokens) ?? []);
  return parser.query();
}

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(words: readonly string[]) {
    this.#tokens = words;
  }

  query(): Query {
    const keyword = this.#peek() === '{' ? 'query' : this.#next();
    if (keyword !== 'query' && keyword !== 'mutation') throw this.#unexpected(keyword);
    while (this.#peek() !== '{') this.#next();
    const selections = this.#selections();
    if (this.#peek() !== '') throw this.#unexpected(this.#peek());
    return { operation: keyword, selections };
  }

  #selections(): readonly Selection[] {
    this.#expect('{');
    const selections: Selection[] = [];
    while (this.#peek() !== '}') selections.push(this.#deeper(() => this.#selection()));
    this.#next();
    return selections;
  }

  #deeper<Part>(read: () => Part): Part {
    if (this.#depth === deepest) throw new GraphQLSyntaxError(`A query is not nested deeper than ${deepest} levels.`);
    this.#depth += 1;
    const part = read();
    this.#depth -= 1;
    return part;
  }

  #selection(): Selection {
    const first = this.#next();
    if (first === '...') {
      const on = this.#peek() === 'on' ? [this.#next(), this.#name()][1] : undefined;
      return { kind: 'fragment', on, selections: this.#selections() };
    }
    if (!/^\w/.test(first)) throw this.#unexpected(first);
    const isAlias = this.#peek() === ':';
    if (isAlias) this.#next();
    const name = isAlias ? this.#name() : first;
    const given = this.#peek() === '(' ? this.#members('(', ')') : {};
    return { kind: 'field', alias: first, name, arguments: given, selections: this.#peek() === '{' ? this.#selections() : [] };
  }

  #members(open: string, close: string): Readonly<Record<string, Argument>> {
    this.#expect(open);
    const members: [string, Argument][] = [];
    while (this.#peek() !== close) {
      const name = this.#name();
      this.#expect(':');
      members.push([name, this.#deeper(() => this.#argument())]);
    }
    this.#next();
    return Object.fromEntries(members);
  }

  #argument(): Argument {
    const first = this.#peek();
    if (first === '{') return { kind: 'object', members: this.#members('{', '}') };
    this.#next();
    if (first === '$') return { kind: 'variable', name: this.#name() };
    if (first === '[') {
      const items: Argument[] = [];
      while (this.#peek() !== ']') items.push(this.#deeper(() => this.#argument()));
      this.#next();
      return { kind: 'list', items };
    }
    if (first.startsWith('"')) return { kind: 'value', value: this.#text(first) };
    if (/^-?\d/.test(first)) return { kind: 'value', value: Number(first) };
    if (!/^\w/.test(first)) throw this.#unexpected(first);
    const literals = new Map<string, boolean | null>([['true', true], ['false', false], ['null', null]]);
    // What is no literal is the name of an enumeration's value.
    return { kind: 'value', value: literals.has(first) ? literals.get(first) ?? null : first };
  }

  /** Its escapes are those of JSON. */
  #text(token: string): string {
    try {
      return String(JSON.parse(token));
    } catch {
      throw this.#unexpected(token);
    }
  }

  #name(): string {
    const name = this.#next();
    if (!/^[_A-Za-z]/.test(name)) throw this.#unexpected(name);
    return name;
  }

  #expect(token: string): void {
    const found = this.#next();
    if (found !== token) throw this.#unexpected(found);
  }

  #peek(): string {
    return this.#tokens[this.#at] ?? '';
  }

  #next(): string {
    const token = this.#peek();
    if (token === '') throw this.#unexpected(token);
    this.#at += 1;
    return token;
  }

  #unexpected(token: string): GraphQLSyntaxError {
    return new GraphQLSyntaxError(token === '' ? 'Expected more, and the document ends.' : `Unexpected "${token}" at token ${this.#at}.`);
  }
}
