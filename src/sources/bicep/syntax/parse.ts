import type { Declaration, Import, Property, Syntax, Value } from './syntax.ts';
import type { Token } from './tokens.ts';

const deepest = 200;
const openers: ReadonlySet<string> = new Set(['{', '[', '(']);
const closers: ReadonlySet<string> = new Set(['}', ']', ')']);
/** Signs at the beginning of a line that go on with what stands before it. A minus begins something new, such as an element. */
const continuing: ReadonlySet<string> = new Set(['?', ':', '&&', '||', '??', '.', '.?', '==', '!=', '=~', '!~', '+', '|', '=>']);
/** Signs at the end of a line that the next one goes on with. */
const expecting: ReadonlySet<string> = new Set([...continuing, '<', '>', '<=', '>=', '-', '*', '/', '%', '::', '!']);
const named: ReadonlySet<string> = new Set(['resource', 'module', 'param', 'var', 'output', 'func', 'type']);

/**
 * The declarations of a Bicep file, with the objects and arrays in them. Knows as much of the language as it takes to find a property, and
 * takes what it does not know for something computed. Never throws.
 */
export function parse(tokens: readonly Token[]): Syntax {
  return new Parser(tokens).file();
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  file(): Syntax {
    const declarations: Declaration[] = [];
    const imports: Import[] = [];
    let using: Syntax['using'];
    let extending: Syntax['extending'];
    while (this.#at < this.#tokens.length) {
      const token = this.#peek();
      if (token?.kind === 'line') {
        this.#at += 1;
        continue;
      }
      const start = this.#at;
      if (token?.kind === 'name' && named.has(token.text)) {
        const declaration = this.#declaration(0);
        if (declaration !== undefined) declarations.push(declaration);
      } else if (token?.text === 'import') imports.push(...this.#import());
      else if (token?.text === 'using') using = { path: this.#peek(1)?.value, start: token.start, end: this.#peek(1)?.end ?? token.end };
      else if (token?.text === 'extends' && this.#peek(1)?.value !== undefined) extending = { path: this.#peek(1)?.value ?? '', start: token.start, end: this.#peek(1)?.end ?? token.end };
      this.#skipLine();
      if (this.#at === start) this.#at += 1;
    }
    return { declarations, imports, ...(using === undefined ? {} : { using }), ...(extending === undefined ? {} : { extending }) };
  }

  #peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  #isSign(text: string, ahead = 0): boolean {
    const token = this.#peek(ahead);
    return token?.kind === 'sign' && token.text === text;
  }

  #skipLines(): void {
    while (this.#peek()?.kind === 'line') this.#at += 1;
  }

  /** To the end of the statement: brackets may hold ends of lines. */
  #skipLine(): void {
    let depth = 0;
    for (; this.#at < this.#tokens.length; this.#at += 1) {
      const token = this.#peek();
      if (token === undefined || (token.kind === 'line' && depth <= 0)) return;
      if (token.kind === 'sign' && openers.has(token.text)) depth += 1;
      if (token.kind === 'sign' && closers.has(token.text)) depth -= 1;
    }
  }

  #declaration(depth: number): Declaration | undefined {
    const word = this.#peek();
    const name = this.#peek(1);
    if (word === undefined || name?.kind !== 'name') return undefined;
    const kind = word.text as Declaration['kind'];
    this.#at += 2;
    const reference = kind === 'resource' || kind === 'module' ? this.#peek() : undefined;
    if (reference !== undefined && reference.kind !== 'text') return undefined;
    if (reference !== undefined) this.#at += 1;
    const isExisting = reference !== undefined && this.#peek()?.text === 'existing';
    const value = kind === 'func' || kind === 'type' ? undefined : this.#assigned(depth);
    return { kind, name: name.text, start: word.start, end: (reference ?? name).end, ...(reference?.value === undefined ? {} : { reference: reference.value }), isExisting, ...(value === undefined ? {} : { value }) };
  }

  /** What stands behind the `=`, past a type that may go over several lines. */
  #assigned(depth: number): Value | undefined {
    let open = 0;
    for (; this.#at < this.#tokens.length; this.#at += 1) {
      const token = this.#peek();
      if (token === undefined) return undefined;
      if (token.kind === 'line' && open === 0 && !this.#isSign('|', 1) && !this.#isSign('|', -1)) return undefined;
      if (token.kind !== 'sign') continue;
      if (token.text === '=' && open === 0) {
        this.#at += 1;
        this.#skipLines();
        return this.#value(depth + 1);
      }
      if (openers.has(token.text)) open += 1;
      if (closers.has(token.text)) open -= 1;
      if (open < 0) return undefined;
    }
    return undefined;
  }

  #value(depth: number): Value {
    const start = this.#at;
    const first = this.#peek();
    if (first === undefined) return { kind: 'other', start: 0, end: 0 };
    const primary = depth > deepest ? undefined : this.#primary(first, depth);
    if (primary !== undefined && this.#isOver()) return primary;
    this.#at = start;
    return this.#skipExpression(first);
  }

  #primary(first: Token, depth: number): Value | undefined {
    const { start, end, text } = first;
    if (first.kind === 'text') {
      this.#at += 1;
      return first.value === undefined ? { kind: 'other', start, end } : { kind: 'literal', value: first.value, start, end };
    }
    if (first.kind === 'number') return this.#number(first, start, 1);
    if (text === '-' && this.#peek(1)?.kind === 'number') return this.#number(this.#peek(1) ?? first, start, -1);
    if (text === '{') return this.#object(depth);
    if (text === '[') return this.#array(depth);
    if (first.kind !== 'name') return undefined;
    if (text === 'if' && this.#isSign('(', 1)) return this.#conditional(depth);
    this.#at += 1;
    if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true', start, end };
    if (text === 'null') return { kind: 'literal', value: null, start, end };
    return { kind: 'name', name: text, start, end };
  }

  #number({ text, end }: Token, start: number, sign: 1 | -1): Value {
    this.#at += sign === 1 ? 1 : 2;
    return { kind: 'literal', value: sign * Number(text), start, end };
  }

  #conditional(depth: number): Value {
    const start = this.#peek()?.start ?? 0;
    this.#at += 1;
    this.#skipBrackets();
    this.#skipLines();
    const body = this.#value(depth + 1);
    return { kind: 'if', body, start, end: body.end };
  }

  #object(depth: number): Value {
    const start = this.#peek()?.start ?? 0;
    const properties: Property[] = [];
    const resources: Declaration[] = [];
    this.#at += 1;
    for (;;) {
      const token = this.#peek();
      if (token === undefined) return { kind: 'object', properties, resources, start, end: this.#tokens.at(-1)?.end ?? start };
      if (this.#isSign('}')) {
        this.#at += 1;
        return { kind: 'object', properties, resources, start, end: token.end };
      }
      const before = this.#at;
      if (token.text === 'resource' && token.kind === 'name' && this.#peek(1)?.kind === 'name') {
        const child = this.#declaration(depth);
        if (child !== undefined) resources.push(child);
      } else if (this.#isSign(':', 1) && (token.kind === 'name' || token.kind === 'text')) {
        this.#at += 2;
        this.#skipLines();
        const value = this.#value(depth + 1);
        const name = token.kind === 'name' ? token.text : token.value;
        if (name !== undefined) properties.push({ name, start: token.start, end: token.end, value });
      } else if (token.kind !== 'line' && !this.#isSign(',')) this.#skipExpression(token);
      if (this.#at === before) this.#at += 1;
    }
  }

  #array(depth: number): Value {
    const start = this.#peek()?.start ?? 0;
    this.#at += 1;
    this.#skipLines();
    if (this.#peek()?.text === 'for' && this.#peek(1)?.kind !== 'sign') return this.#loop(start, depth);
    if (this.#peek()?.text === 'for' && this.#isSign('(', 1)) return this.#loop(start, depth);
    const items: Value[] = [];
    for (;;) {
      const token = this.#peek();
      if (token === undefined) return { kind: 'array', items, start, end: this.#tokens.at(-1)?.end ?? start };
      if (this.#isSign(']')) {
        this.#at += 1;
        return { kind: 'array', items, start, end: token.end };
      }
      const before = this.#at;
      if (token.kind !== 'line' && !this.#isSign(',')) items.push(this.#value(depth + 1));
      if (this.#at === before) this.#at += 1;
    }
  }

  #loop(start: number, depth: number): Value {
    let open = 0;
    for (; this.#at < this.#tokens.length; this.#at += 1) {
      const token = this.#peek();
      if (token?.kind !== 'sign') continue;
      if (token.text === ':' && open === 0) break;
      if (openers.has(token.text)) open += 1;
      if (closers.has(token.text)) open -= 1;
    }
    this.#at += 1;
    this.#skipLines();
    const body = this.#value(depth + 1);
    this.#skipLines();
    const end = this.#isSign(']') ? (this.#peek()?.end ?? body.end) : body.end;
    if (this.#isSign(']')) this.#at += 1;
    return { kind: 'loop', body, start, end };
  }

  /** True where nothing goes on with what has been read. */
  #isOver(): boolean {
    let ahead = 0;
    while (this.#peek(ahead)?.kind === 'line') ahead += 1;
    const token = this.#peek(ahead);
    if (token === undefined) return true;
    if (ahead > 0) return !(token.kind === 'sign' && continuing.has(token.text));
    return token.kind === 'sign' && (token.text === ',' || closers.has(token.text));
  }

  /** Over an expression: to the end of the line that it does not go on behind, or to a comma or bracket that is not its own. */
  #skipExpression(first: Token): Value {
    let open = 0;
    let last = first;
    for (; this.#at < this.#tokens.length; this.#at += 1) {
      const token = this.#peek();
      if (token === undefined) break;
      if (token.kind === 'line') {
        const [before, behind] = [this.#peek(-1), this.#peek(1)];
        const goesOn = (before?.kind === 'sign' && expecting.has(before.text)) || (behind?.kind === 'sign' && continuing.has(behind.text));
        if (open === 0 && !goesOn) break;
        continue;
      }
      if (token.kind === 'sign') {
        if (open === 0 && (token.text === ',' || closers.has(token.text))) break;
        if (openers.has(token.text)) open += 1;
        if (closers.has(token.text)) open -= 1;
      }
      last = token;
    }
    return { kind: 'other', start: first.start, end: last.end };
  }

  #skipBrackets(): void {
    let open = 0;
    for (; this.#at < this.#tokens.length; this.#at += 1) {
      const token = this.#peek();
      if (token?.kind !== 'sign') continue;
      if (openers.has(token.text)) open += 1;
      if (closers.has(token.text)) open -= 1;
      if (open === 0) {
        this.#at += 1;
        return;
      }
    }
  }

  #import(): readonly Import[] {
    const from = this.#at;
    const start = this.#peek()?.start ?? 0;
    const names = new Map<string, string>();
    let isAll = false;
    let open = 0;
    for (this.#at += 1; this.#at < this.#tokens.length; this.#at += 1) {
      const token = this.#peek();
      if (token === undefined || (token.kind === 'line' && open === 0)) break;
      if (token.text === '{') open += 1;
      else if (token.text === '}') open -= 1;
      else if (token.text === '*') isAll = true;
      else if (token.text === 'from' && this.#peek(1)?.value !== undefined) {
        const path = this.#peek(1);
        return [{ path: path?.value ?? '', start, end: path?.end ?? start, ...(isAll ? {} : { names }) }];
      } else if (open > 0 && token.kind === 'name' && token.text !== 'as') {
        const alias = this.#peek(1)?.text === 'as' ? this.#peek(2) : undefined;
        names.set(alias?.text ?? token.text, token.text);
        if (alias !== undefined) this.#at += 2;
      }
    }
    this.#at = from;
    return [];
  }
}
