import { stripVTControlCharacters } from 'node:util';

/** More of one text is for no reader. A name of ten megabytes, once for every finding on it, would hold up the run. */
const textLimit = 20_000;

/**
 * Untrusted text on one line: line breaks and blanks become single spaces; colours, control characters, direction marks,
 * zero-width characters and halves of characters are gone, so what is read is what is there. Beyond 20,000 units it is cut.
 */
export function oneLine(text: string): string {
  return withoutMarks(stripVTControlCharacters(clip(text, textLimit)).replace(/[\s\u0085]+/g, ' ')).trim();
}

/** Untrusted text of a file, line by line with its indentation: at most `most` lines of at most `width` units, the last of them `…` when there is more. */
export function codeLines(text: string, most: number, width: number): readonly string[] {
  const lines = clip(text, textLimit).split(/\r\n|[\n\r\u0085\u2028\u2029]/);
  const shown = lines.slice(0, lines.length > most ? most - 1 : most).map((line) => clip(codeLine(line), width));
  return lines.length > most ? [...shown, '…'] : shown;
}

function codeLine(line: string): string {
  return withoutMarks(stripVTControlCharacters(line).replaceAll('\t', '  ').replace(/\s/g, ' ')).trimEnd();
}

/** `##[name]` is a command to GitHub's runner wherever it stands in the output of a step (actions/runner, ActionCommand.cs). */
function withoutMarks(text: string): string {
  return withoutCredentials(text).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').replaceAll('##[', '## [');
}

/** `http://name:password@proxy` in a template is a secret that somebody wrote down; here it is not told on. */
export function withoutCredentials(text: string): string {
  return text.replace(/:\/\/[^\s/@:"'`\\]{0,200}:[^\s/@"'`\\]{1,500}@/g, '://***@');
}

/** Whole text whose lines may begin with untrusted words: none of them begins a command to GitHub's runner (`::name::`). */
export function withoutCommands(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:)/gm, '$1: ');
}

/**
 * JSON without `##[`, control characters and direction marks, which can only stand in its strings: the same document, and nothing that
 * GitHub's runner or a terminal would do something with (U+009B is the beginning of an escape sequence, and JSON leaves it as it is).
 */
export function quietJson(value: object): string {
  const text = withoutCredentials(JSON.stringify(value, null, 2)).replaceAll('##[', '##\\u005b');
  return `${text.replace(/[\u007F-\u009F\p{Cf}\u2028\u2029]/gu, (mark) => escapedUnits(mark))}\n`;
}

/** A character beyond U+FFFF is two units. */
function escapedUnits(mark: string): string {
  return Array.from({ length: mark.length }, (_, index) => `\\u${mark.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
}

/** At most `limit` UTF-16 units, the last of them `…` when something was cut. Never cuts a character in two. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Untrusted text as a markdown code span, in which nothing is a mention, a reference, a link, HTML or markup. */
export function codeSpan(text: string, limit = 300): string {
  const content = clip(oneLine(text), limit) || '""';
  const longest = Math.max(0, ...Array.from(content.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  // A blank on both sides is not part of the span (CommonMark 6.1), and keeps backticks of the text away from the fence.
  const padding = /^`|`$/.test(content) ? ' ' : '';
  return `${fence}${padding}${content}${padding}${fence}`;
}

/**
 * A sentence with untrusted words in it, as markdown. Plain words, numbers and their punctuation stay text; everything
 * else (`@name`, `#1`, `a.b`, `<b>`, `*`, URLs) becomes a code span, as does what stands in backticks already. So a message
 * reads as a sentence and can do no harm.
 */
export function prose(text: string, limit = 600): string {
  const words = clip(oneLine(text), limit).match(tokenPattern) ?? ['""'];
  return words.map(proseWord).join(' ');
}

/** What stands between blanks; blanks within backticks belong to one word. */
const tokenPattern = /["'“‘(]*`[^`]+`[)"'”’,.;:!?…]*(?= |$)|\S+/gu;
/** A word and the punctuation around it. */
const wordPattern = /^(["'“‘(]*)(.*?)([)"'”’,.;:!?…]*)$/su;
/** Letters with inner hyphens or apostrophes, a number, or a dash standing alone; nothing that GitHub might take for a commit. */
const plainPattern = /^(?!\p{AHex}{7})(?:\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*|\d{1,6}|[–—→·…])$/u;

function proseWord(word: string): string {
  const [, open = '', core = '', close = ''] = wordPattern.exec(word) ?? [];
  if (core === '' || plainPattern.test(core)) return word;
  return `${open}${codeSpan(/^`([^`]+)`$/.exec(core)?.[1] ?? core)}${close}`;
}

/**
 * Markdown without line breaks, made safe for a cell of a table: pipes end cells even inside code spans (GFM 4.10).
 * After a backslash parsers disagree about what `\|` means, so that pipe is replaced by one that only looks alike.
 */
export function tableCell(markdown: string): string {
  return markdown.replaceAll('\\|', '\\¦').replaceAll('|', '\\|');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is clean already (`codeLines`), for HTML content: its blanks stay. */
export function escapeEntities(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Untrusted text for HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return escapeEntities(oneLine(text));
}

/**
 * Untrusted text for the label of a Mermaid node or edge: letters, digits and quiet punctuation only. Mermaid reads labels as markdown (after it has
 * decoded its own entities, so that those are no way out): what would be a link, emphasis, a list or a rule loses the marks that make it one.
 */
export function diagramLabel(text: string, limit = 60): string {
  // Beyond some of what is seen nothing is looked at: patterns that look around take their time with long runs.
  const plain = clip(oneLine(text), limit * 4)
    .replaceAll('`', '')
    .replace(/[^\p{L}\p{N} .,:/_-]|:\/\//gu, ' ')
    .replace(/(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu, ' ')
    // Without the underscore before it, it is an address.
    .replace(/(?<=\bwww)\./gi, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/^[ -]+/, '')
    .replace(/^(\d+)\.(?= |$)/, '$1');
  return clip(plain.trim(), limit) || '–';
}
