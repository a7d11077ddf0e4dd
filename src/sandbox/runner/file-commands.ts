/**
 * The files through which a step talks to GitHub's runner, read as the runner reads them (actions/runner, `FileCommandManager.cs`; docs.github.com,
 * "Workflow commands for GitHub Actions"). What the runner would refuse throws `FileCommandError` with its words.
 */

/** What the runner says of a file that it cannot read; the step fails. */
export class FileCommandError extends Error {
  override readonly name = 'FileCommandError';
}

/** `summaryBytes`: a longer summary is not uploaded. `outputCharacters`: what the outputs of a job may hold in all. */
export const runnerLimits = { summaryBytes: 1024 * 1024, outputCharacters: 1024 * 1024 } as const;

/** Variables that no step may set through GITHUB_ENV. */
const blocked = new Set(['NODE_OPTIONS']);

/** GITHUB_OUTPUT and GITHUB_STATE: names with their values, the last where a name comes twice. */
export function readValues(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const lines = linesOf(text);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]?.text ?? '';
    if (line === '') continue;
    const [equals, heredoc] = [line.indexOf('='), line.indexOf('<<')];
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      const name = line.slice(0, equals);
      if (name === '') throw new FileCommandError(`Invalid format '${line}'. Name must not be empty`);
      values.set(name, line.slice(equals + 1));
      continue;
    }
    if (heredoc < 0) throw new FileCommandError(`Invalid format '${line}'`);
    const [name, delimiter] = [line.slice(0, heredoc), line.slice(heredoc + 2)];
    if (name === '' || delimiter === '') throw new FileCommandError(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`);
    const end = lines.findIndex((candidate, index) => index > at && candidate.text === delimiter);
    if (end < 0) throw new FileCommandError(`Invalid value. Matching delimiter not found '${delimiter}'`);
    const inner = lines.slice(at + 1, end);
    // The line break before the delimiter is not the value's.
    values.set(name, inner.map((part, index) => (index === inner.length - 1 ? part.text : part.text + part.ending)).join(''));
    at = end;
  }
  return values;
}

/** GITHUB_OUTPUT. The limit is the job's; GitHub counts UTF-16 units. */
export function readOutputs(text: string): ReadonlyMap<string, string> {
  const values = readValues(text);
  const total = [...values].reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (total > runnerLimits.outputCharacters) throw new FileCommandError(`The outputs hold ${total} characters, and at most ${runnerLimits.outputCharacters} are kept.`);
  return values;
}

/** GITHUB_ENV: variables for the steps that follow. */
export function readEnvironment(text: string): ReadonlyMap<string, string> {
  const values = readValues(text);
  const refused = [...values.keys()].find((name) => blocked.has(name.toUpperCase()));
  if (refused !== undefined) throw new FileCommandError(`Can't store ${refused} output parameter using '$GITHUB_ENV' command.`);
  return values;
}

/** GITHUB_PATH: folders, a line each; the last stands first in the steps that follow. */
export function readPath(text: string): readonly string[] {
  return linesOf(text).map((line) => line.text).filter((line) => line !== '').toReversed();
}

/** GITHUB_STEP_SUMMARY: the markdown, or undefined when there is none. A longer one is refused whole. */
export function readSummary(text: string): string | undefined {
  const bytes = Buffer.byteLength(text);
  if (bytes > runnerLimits.summaryBytes) throw new FileCommandError(`$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${runnerLimits.summaryBytes / 1024}k, got ${Math.floor(bytes / 1024)}k.`);
  return text === '' ? undefined : text;
}

interface Line {
  readonly text: string;
  /** `\n`, `\r\n`, `\r`, or nothing at the end of the file. */
  readonly ending: string;
}

/** Each with its ending: a value keeps those that are within it. */
function linesOf(text: string): readonly Line[] {
  return [...text.replace(/^\uFEFF/, '').matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)].map(([, line = '', ending = '']) => ({ text: line, ending })).filter(({ text: line, ending }) => line !== '' || ending !== '');
}
