import { readFile, rename, writeFile } from 'node:fs/promises';
import { codeOf, messageOf, UserError } from '../run/errors.ts';
import type { ArmControls } from './arm/arm.ts';

/** Between two writings of a file, in milliseconds. */
const writingPause = 1000;
const remedy = 'Bring the file back from a copy, or delete it to begin with an empty Azure.';

/** Writes what an ARM knows to a file whenever it has changed. */
export interface StateKeeper {
  /** Has to be called after each request. */
  look(): void;
  /** Writes now what has changed. Rejects with `UserError` when the file cannot be written. */
  write(): Promise<void>;
  /** Writes the last changes. Rejects with `UserError` when the file cannot be written. */
  close(): Promise<void>;
}

/**
 * What a file of `--state` holds: undefined when there is no file yet. Throws `UserError` for one that cannot be read or is no JSON;
 * whether it is a snapshot is for whoever restores it to say.
 */
export async function readState(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined;
    throw stateError(file, thrown);
  }
}

/** A sentence about a file whose content cannot be used. */
export function stateError(file: string, cause: unknown): UserError {
  return new UserError(`The state of the sandbox (--state) cannot be read from ${file}: ${messageOf(cause)} ${remedy}`, { cause });
}

/**
 * Keeps a file as an ARM is: written at most once a second, to a file beside it that then takes its place, so that it is whole whenever
 * the process ends.
 * @param failed is told of a file that could not be written; the next change tries again
 */
export function keepState(file: string, arm: Pick<ArmControls, 'snapshot' | 'changes'>, failed: (error: UserError) => void): StateKeeper {
  /** What was written last; the first time writes. */
  let written = -1;
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const write = async (): Promise<void> => {
    const changes = arm.changes();
    if (changes === written) return;
    written = changes;
    const beside = `${file}.new`;
    try {
      await writeFile(beside, `${JSON.stringify(arm.snapshot())}\n`, { mode: 0o600 });
      await rename(beside, file);
    } catch (thrown) {
      written = -1;
      throw new UserError(`The state of the sandbox (--state) cannot be written to ${file}: ${messageOf(thrown)}`, { cause: thrown });
    }
  };
  const inTurn = (): Promise<void> => {
    const done = writing.then(write);
    writing = done.catch(() => {});
    return done;
  };

  return {
    look() {
      if (timer !== undefined || arm.changes() === written) return;
      timer = setTimeout(() => {
        timer = undefined;
        inTurn().catch(failed);
      }, writingPause);
    },
    write: inTurn,
    async close() {
      clearTimeout(timer);
      timer = undefined;
      await inTurn();
    },
  };
}
