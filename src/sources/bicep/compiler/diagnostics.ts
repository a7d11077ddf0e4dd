/** What the compiler says of a place in a file. Lines and columns count from 1. */
export interface Diagnostic {
  /** As the compiler names it: an absolute path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly level: 'Error' | 'Warning' | 'Info';
  /** `BCP057`, or the name of a rule of the linter. */
  readonly code: string;
  /** On one line, without signs that a terminal would act upon. */
  readonly message: string;
}

const most = { diagnostics: 200, message: 1000 } as const;
/** Azure/bicep, DiagnosticLogger.cs: `path(line,column) : Level Code: Message [address of its description]`. */
const pattern = /^(.+?)\((\d{1,9}),(\d{1,9})\) : (Error|Warning|Info) ([\w-]{1,100}): (.*)$/;

/** The diagnostics in what the compiler has printed; other lines are left out. */
export function diagnosticsIn(messages: string): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const line of messages.split(/\r?\n|\r/)) {
    const [, file, row, column, level, code, message] = pattern.exec(withoutSigns(line, Number.POSITIVE_INFINITY)) ?? [];
    if (file === undefined || code === undefined || message === undefined) continue;
    found.push({ file: pathOf(file), line: Number(row), column: Number(column), level: level === 'Error' || level === 'Warning' ? level : 'Info', code, message: withoutSigns(message) });
    if (found.length === most.diagnostics) break;
  }
  return found;
}

/** The first line of what was printed that says something. */
export function firstLine(messages: string): string | undefined {
  return messages.split(/\r?\n|\r/).map((line) => withoutSigns(line).trim()).find((line) => line !== '');
}

/** Newer versions may name files by address. */
function pathOf(file: string): string {
  if (!file.startsWith('file://')) return file;
  try {
    return decodeURIComponent(new URL(file).pathname);
  } catch {
    return file;
  }
}

/** Without sequences for terminals, other control characters and what changes the direction of writing. */
function withoutSigns(text: string, length: number = most.message): string {
  // eslint-disable-next-line no-control-regex
  const clean = text.replaceAll(/\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)|[@-Z\\-_])/g, '').replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069]/g, '');
  return clean.length > length ? `${clean.slice(0, length)}…` : clean;
}
