import { ExpressionError } from '../errors.ts';
import { tokenize, type Token } from './lexer.ts';
import { limits, type Expression, type Step } from './syntax.ts';

/**
 * Undocumented but harmless: `true`, `false` and `null` without parentheses. Other evaluators accept them, and refusing would
 * leave a definition unread whose meaning nobody doubts.
 */
const bareLiterals: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** What a string of a document is: text to take as it stands, or an expression to evaluate. */
export type Template =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'expression'; readonly text: string; readonly expression: Expression };

/**
 * Reads a string of a document. One that starts with `[` and ends with `]` is an expression; a leading `[[` escapes it.
 * Throws ExpressionError when the expression cannot be parsed.
 */
export function parseTemplate(text: string): Template {
  if (!text.startsWith('[') || !text.endsWith(']')) return { kind: 'text', value: text };
  if (text.startsWith('[[')) return { kind: 'text', value: text.slice(1) };
  if (text.length > limits.expressionLength) {
    throw new ExpressionError(`The expression has ${text.length} characters; ${limits.expressionLength} are allowed`, limits.expressionLength);
  }
  return { kind: 'expression', text, expression: new Parser(tokenize(text, 1, text.length - 1)).parse() };
}

/** Parses one expression without the surrounding brackets. Throws ExpressionError. */
export function parseExpression(text: string): Expression {
  return new Parser(tokenize(text)).parse();
}

/** Recursive descent over a token list; lives for one text. */
class Parser {
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  parse(): Expression {
    const expression = this.#expression();
    const rest = this.#peek();
    if (rest.kind !== 'end') throw this.#unexpected('the end of the expression');
    return expression;
  }

  #expression(): Expression {
    this.#depth += 1;
    if (this.#depth > limits.nestedCalls) {
      throw new ExpressionError(`Expressions nest deeper than ${limits.nestedCalls} levels`, this.#peek().position);
    }
    const base = this.#primary();
    const steps = this.#steps();
    this.#depth -= 1;
    return steps.length === 0 ? base : { kind: 'access', base, steps, position: base.position };
  }

  #primary(): Expression {
    const token = this.#peek();
    if (token.kind === 'string' || token.kind === 'integer') {
      this.#index += 1;
      return { kind: 'literal', value: token.value, position: token.position };
    }
    if (token.kind !== 'name') throw this.#unexpected('a value');
    this.#index += 1;
    const name = this.#functionName(token.value);
    if (this.#accept('(')) return { kind: 'call', name, args: this.#arguments(token.position), position: token.position };
    const literal = bareLiterals.get(token.value.toLowerCase());
    if (literal === undefined) throw this.#unexpected(`"(" after \`${token.value}\``);
    return { kind: 'literal', value: literal, position: token.position };
  }

  /** `namespace.function`, as templates call functions of their own, when a call follows; else the name alone. */
  #functionName(name: string): string {
    const [dot, member, call] = this.#tokens.slice(this.#index, this.#index + 3);
    if (!isSymbol(dot, '.') || member?.kind !== 'name' || !isSymbol(call, '(')) return name;
    this.#index += 2;
    return `${name}.${member.value}`;
  }

  #arguments(position: number): readonly Expression[] {
    const args: Expression[] = [];
    if (this.#accept(')')) return args;
    do {
      args.push(this.#expression());
      if (args.length > limits.arguments) throw new ExpressionError(`A function takes at most ${limits.arguments} arguments`, position);
    } while (this.#accept(','));
    this.#expect(')');
    return args;
  }

  #steps(): readonly Step[] {
    const steps: Step[] = [];
    for (;;) {
      const { position } = this.#peek();
      if (this.#accept('.')) steps.push({ key: this.#propertyName(), position });
      else if (this.#accept('[')) {
        steps.push({ key: this.#expression(), position });
        this.#expect(']');
      } else return steps;
    }
  }

  #propertyName(): Expression {
    const token = this.#peek();
    if (token.kind !== 'name') throw this.#unexpected('a property name');
    this.#index += 1;
    return { kind: 'literal', value: token.value, position: token.position };
  }

  #peek(): Token {
    // The list ends with an `end` token that is never consumed.
    return this.#tokens[this.#index] ?? { kind: 'end', value: '', position: 0 };
  }

  #accept(symbol: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'symbol' || token.value !== symbol) return false;
    this.#index += 1;
    return true;
  }

  #expect(symbol: string): void {
    if (!this.#accept(symbol)) throw this.#unexpected(`"${symbol}"`);
  }

  #unexpected(wanted: string): ExpressionError {
    const token = this.#peek();
    const found = token.kind === 'end' ? 'the expression ends' : `there is ${JSON.stringify(String(token.value))}`;
    return new ExpressionError(`Expected ${wanted}, but ${found}`, token.position);
  }
}

function isSymbol(token: Token | undefined, symbol: string): boolean {
  return token?.kind === 'symbol' && token.value === symbol;
}
