/**
 * The user's mistake, as one sentence: what was wrong, where (file:line or resource id), what to do.
 * A run that ends with it exits with status 2.
 */
class UserError extends Error {
                    name = 'UserError';
}

/**
 * The run was cancelled (SIGINT, SIGTERM). The message says what state things are in and how to continue.
 * A run that ends with it exits with status 130.
 */
class CancelledError extends Error {
                    name = 'CancelledError';
}

/** The message of whatever was thrown, also when it was not an `Error`. */
function messageOf(thrown         )         {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The system's code of what was thrown (`ENOENT`), or undefined. */
function codeOf(thrown         )                     {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** Throws `CancelledError` if the run was cancelled. */
function throwIfCancelled(signal                         )       {
  if (signal?.aborted === true) throw new CancelledError('The run was cancelled.');
}

export { CancelledError, UserError, codeOf, messageOf, throwIfCancelled };
