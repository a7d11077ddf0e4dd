import { QueryError } from './error.ts';
import type { Token } from './token.ts';

/** Words with a hyphen or a tilde come before what they begin with. */
const patterns: readonly (readonly [kind: Token['kind'] | 'space', pattern: RegExp])[] = [
  ['space', /(?:\s+|\/\/[^\n]*)+/y],
  ['operator', /(?:project|mv)-(?:away|rename|reorder|keep|expand)\b|!?in~|!(?:in|contains|startswith|endswith|has)\b/y],
  ['name', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['number', /\d+(?:\.\d+)?/y],
  ['text', /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/y],
  ['text', /@'(?:[^'\n]|'')*'|@"(?:[^"\n]|"")*"/y],
  ['operator', /=~|!~|==|!=|<=|>=|[<>=|(),.[\]*-]/y],
];

/** The words of a query, the last of them an `end`. Throws QueryError for a character that begins none. */
export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let [at, line, lineStart] = [0, 1, 0];
  while (at < query.length) {
    const found = matchAt(query, at);
    const place = { line, character: at - lineStart };
    if (found === undefined) {
      throw new QueryError('ParserFailure', 'ParserFailure', { kind: 'operator', text: query.slice(at, at + 1), ...place });
    }
    const { kind, text } = found;
    if (kind !== 'space') tokens.push({ kind, text: kind === 'text' ? valueOf(text) : text, ...place });
    at += text.length;
    const breaks = text.split('\n').length - 1;
    if (breaks > 0) [line, lineStart] = [line + breaks, at - (text.length - text.lastIndexOf('\n') - 1)];
  }
  return [...tokens, { kind: 'end', text: '<EOF>', line, character: at - lineStart }];
}

function matchAt(query: string, at: number): { readonly kind: Token['kind'] | 'space'; readonly text: string } | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const text = pattern.exec(query)?.[0];
    if (text !== undefined) return { kind, text };
  }
  return undefined;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** A verbatim text doubles its quotes, any other escapes with a backslash. */
function valueOf(text: string): string {
  if (!text.startsWith('@')) return text.slice(1, -1).replaceAll(/\\(.)/g, (_, escaped: string) => escapes[escaped] ?? escaped);
  const quote = text.slice(1, 2);
  return text.slice(2, -1).replaceAll(`${quote}${quote}`, quote);
}
