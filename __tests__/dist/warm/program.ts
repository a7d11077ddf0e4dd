/**
 * Runs the shipped program again and again in one process, as fresh as it can be made: environment, folder, arguments and streams of each run are its
 * own, and its listeners go with it. Loading and warming up is most of what a short run costs.
 */
import { pathToFileURL } from 'node:url';
import type { Order, Result } from './order.ts';

const listened = ['SIGINT', 'SIGTERM', 'uncaughtException', 'unhandledRejection'] as const;
const streams = ['stdout', 'stderr'] as const;
let runs = 0;

process.on('message', (order: Order) => void answer(order));
// Whatever ends the suite ends this.
process.once('disconnect', () => process.exit());

async function answer({ words: [entry = '', ...words], environment, folder }: Order): Promise<void> {
  const before = listened.map((name) => [name, process.rawListeners(name)] as const);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  process.chdir(folder);
  process.argv = [process.execPath, entry, ...words];
  process.exitCode = 0;
  const text = { stdout: '', stderr: '' };
  const giveBack = streams.map((name) => capture(name, (chunk) => {
    text[name] += chunk;
  }));
  runs += 1;
  // The entry is evaluated each time, what it imports once.
  const failure = await import(`${pathToFileURL(entry).href}?run=${runs}`).then(() => undefined, (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)));
  for (const give of giveBack) give();
  for (const [name, kept] of before) {
    for (const listener of process.rawListeners(name)) if (!kept.includes(listener)) process.removeListener(name, listener as () => void);
  }
  const result: Result = { status: exitStatus(), ...text, ...(failure === undefined ? {} : { failure }) };
  process.exitCode = 0;
  process.send?.(result);
}

function exitStatus(): number {
  return Number(process.exitCode ?? 0);
}

/** What is written goes to `take` until the returned function is called. */
function capture(name: (typeof streams)[number], take: (chunk: string) => void): () => void {
  const stream = process[name];
  stream.write = (chunk: string | Uint8Array, encoding?: unknown, written?: unknown): boolean => {
    take(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    const done = typeof encoding === 'function' ? encoding : written;
    if (typeof done === 'function') process.nextTick(done);
    return true;
  };
  // Below it stands the class's own.
  return () => void Reflect.deleteProperty(stream, 'write');
}
