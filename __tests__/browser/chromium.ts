import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The names under which distributions install it, and Google's own build. */
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The path of a Chromium on this machine, `CHROMIUM` first; undefined when there is none. */
export function findChromium(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = [environment['CHROMIUM'] ?? '', ...names.flatMap((name) => folders.map((folder) => join(folder, name)))];
  return candidates.find((candidate) => candidate !== '' && isExecutable(candidate));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
