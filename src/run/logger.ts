/** What a run tells its reader while it works. Every text is untrusted: the door that fills this in escapes it. */
export interface Logger {
  /** Shown only when the user asked for debug output. */
  debug(message: string): void;
  info(message: string): void;
  /** Something the reader should know that is not wrong: shown as a notice in GitHub's annotations. */
  notice(message: string, place?: Place): void;
  warning(message: string, place?: Place): void;
  error(message: string, place?: Place): void;
  /** Runs `body` with its lines folded under `title` where the surface can fold. */
  group<T>(title: string, body: () => Promise<T>): Promise<T>;
  /** One line of progress of long work; replaced in place on a terminal. */
  progress(progress: Progress): void;
  /** Keeps `secret` out of everything printed from now on. Call before first use. */
  mask(secret: string): void;
}

/** What a message is about: a part of a file in the repository. Lines and columns count from 1, the last of each included. */
export interface Place {
  /** From the repository's root, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  /** What stands over the message where the surface has a place for it. */
  readonly title?: string;
}

export interface Progress {
  /** What is being waited for: "cluster demo". */
  readonly subject: string;
  /** The state last seen: "Creating". */
  readonly state: string;
  /** Milliseconds since the work began. */
  readonly elapsed: number;
}

/** "1m05s", "12s", "2h03m": elapsed time as people say it. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m${two(seconds % 60)}s`;
  return `${Math.floor(seconds / 3600)}h${two(Math.floor(seconds / 60) % 60)}m`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
