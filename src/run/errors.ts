/**
 * The user's mistake, as one sentence: what was wrong, where (file:line or resource id), what to do.
 * A run that ends with it exits with status 2.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/**
 * The run was cancelled (SIGINT, SIGTERM). The message says what state things are in and how to continue.
 * A run that ends with it exits with status 130.
 */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

/** The message of whatever was thrown, also when it was not an `Error`. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The system's code of what was thrown (`ENOENT`), or undefined. */
export function codeOf(thrown: unknown): string | undefined {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** Throws `CancelledError` if the run was cancelled. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new CancelledError('The run was cancelled.');
}
