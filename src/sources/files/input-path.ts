import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, posix, relative, resolve, sep } from 'node:path';

/** A path as the user gave it: in the checkout, or somewhere else on the machine. */
export type InputPath =
  | { readonly kind: 'inside'; readonly path: string }
  /** `shown`: as given, tidied up; `absolute`: where it is. Both with forward slashes. */
  | { readonly kind: 'outside'; readonly absolute: string; readonly shown: string };

/** Where a path leads. Windows' separators count as such, unless a file has that very name. */
export function inputPath(given: string, folder: string): InputPath {
  const text = given.includes('\\') && !existsSync(resolve(folder, given)) ? given.replaceAll('\\', '/') : given;
  const absolute = resolve(folder, text);
  for (const root of isAbsolute(text) ? [folder, realOf(folder)] : [folder]) {
    const rest = relative(root, absolute);
    if (rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest)) return { kind: 'inside', path: slashed(rest) };
  }
  return { kind: 'outside', absolute: slashed(absolute), shown: posix.normalize(slashed(text)).replace(/(?<=.)\/$/, '') };
}

function realOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
