// Preload (`--import`): writes the paths of all files that the program loaded as modules, one JSON array, to BENCH_LOADED_FILES.
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const loaded = new Set();

registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:') && url !== import.meta.url) loaded.add(fileURLToPath(url));
    return next(url, context);
  },
});

process.on('exit', () => {
  writeFileSync(process.env.BENCH_LOADED_FILES ?? '', JSON.stringify([...loaded]));
});
