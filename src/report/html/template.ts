import { escapeEntities, escapeHtml } from '../escape.ts';

/** HTML that is safe to put into HTML. Only this module makes it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Piece = string | number | Markup | readonly Markup[] | undefined;

/** A template in which every text is escaped, for content and for quoted attributes; pieces of HTML and lists of them go in as they are, undefined is nothing. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(strings.reduce((text, string, index) => `${text}${written(pieces[index - 1])}${string}`));
}

/** Lines of a file as `codeLines` cleaned them, their indentation kept; none begins a command to GitHub's runner. */
export function code(lines: readonly string[]): Markup {
  return new Markup(lines.map((line) => escapeEntities(line).replace(/^(\s*):(?=:)/, '$1&#58;')).join('\n'));
}

/** A sentence of one clean line (`oneLine`), whose words in backticks stand as code. */
export function sentence(text: string): Markup {
  return new Markup(text.split(/(`[^`]+`)/).map((part, index) => (index % 2 === 1 ? `<code>${escapeHtml(part.slice(1, -1))}</code>` : escapeEntities(part))).join(''));
}

function written(piece: Piece): string {
  if (piece === undefined) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'object') return piece.map(({ text }) => text).join('\n');
  return escapeHtml(String(piece));
}
