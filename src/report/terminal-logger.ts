import { formatElapsed, type Logger } from '../run/logger.ts';
import { oneLine } from './escape.ts';
import { painter, type Style } from './terminal.ts';

export interface TerminalLoggerOptions {
  /** Standard error, so that standard output holds nothing but the report. */
  readonly stream: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly debug: boolean;
  readonly colour: boolean;
  /** Only warnings and errors. */
  readonly quiet?: boolean;
}

/** Returns to the first column and clears to the end of the line. */
const wipe = '\r\u001B[K';

/** The run's log for a person at a terminal, or for a file: progress is one line that changes, or a line each time. */
export function createTerminalLogger(options: TerminalLoggerOptions): Logger {
  const { stream, quiet = false } = options;
  const paint = painter(options.colour);
  const live = stream.isTTY === true;
  const secrets = new Set<string>();
  let indent = '';
  let progressShown = false;

  /** Its indentation is ours and stays. Masked before it is cleaned as well as after: cleaning may bring together what a control character held apart. */
  const clean = (text: string): string => `${/^ */.exec(text)?.[0] ?? ''}${hide(oneLine(hide(text, secrets)), secrets)}`;

  function endProgress(): void {
    if (progressShown) stream.write(wipe);
    progressShown = false;
  }

  function print(message: string, label = '', style?: Style): void {
    endProgress();
    const lines = hide(message, secrets).split(/\r\n|[\n\r]/).map(clean);
    const shown = style === undefined ? label : paint(style, label);
    lines.forEach((line, index) => stream.write(`${indent}${index === 0 ? shown : '  '}${line}\n`));
  }

  return {
    debug: (message) => options.debug && print(message, 'debug: ', 'quiet'),
    info: (message) => quiet || print(message),
    notice: (message) => quiet || print(message, 'note: ', 'strong'),
    warning: (message) => print(message, 'warning: ', 'doubtful'),
    error: (message) => print(message, 'error: ', 'bad'),
    async group(title, body) {
      if (!quiet) print(title);
      indent += '  ';
      try {
        return await body();
      } finally {
        indent = indent.slice(2);
      }
    },
    progress({ elapsed, state, subject }) {
      if (quiet) return;
      const line = `${indent}${formatElapsed(elapsed).padStart(6)}  ${clean(state)}  waiting for ${clean(subject)}`;
      // A line that wraps cannot be wiped, so on a terminal it is cut to its width.
      stream.write(live ? `${wipe}${line.slice(0, (stream.columns ?? 80) - 1)}` : `${line}\n`);
      progressShown = live;
    },
    mask(secret) {
      for (const part of [secret, ...secret.split(/\r?\n/)]) if (part.trim() !== '') secrets.add(part);
    },
  };
}

/** The longest first: a secret may be part of another. */
function hide(text: string, secrets: ReadonlySet<string>): string {
  return [...secrets].toSorted((left, right) => right.length - left.length).reduce((result, secret) => result.replaceAll(secret, '***'), text);
}
