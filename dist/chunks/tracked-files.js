import { throwIfCancelled } from './ground.js';
import { findRepository } from './repository.js';
import { runGit } from './run-git.js';

/**
 * The files below a folder that the checkout's index tracks, relative to the folder, in code-unit order; links are among them, submodules
 * are not. `none`: the folder is in no checkout. `unknown`: git cannot say. Throws `CancelledError` when cancelled.
 */
async function trackedFiles(folder        , signal              )                                                  {
  const place = await findRepository(folder);
  if (place === undefined) return 'none';
  const below = place.prefix === '' ? '' : `${place.prefix}/`;
  try {
    const listed = await runGit(place, ['ls-files', '--stage', '-z', ...(below === '' ? [] : ['--', place.prefix])], signal);
    // `<mode> <id> <stage>`, a tab and the path; a path in conflict stands there once per stage.
    const files = listed.split('\0').flatMap((line) => (/^1[02]/.test(line) ? [line.slice(line.indexOf('\t') + 1)] : []));
    return [...new Set(files)].filter((file) => file.startsWith(below)).map((file) => file.slice(below.length)).toSorted();
  } catch {
    throwIfCancelled(signal);
    return 'unknown';
  }
}

export { trackedFiles };
