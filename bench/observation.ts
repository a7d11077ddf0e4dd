import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run, type Program } from './process.ts';
import { summarise } from './statistics.ts';

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  /** Milliseconds since the program's start. */
  readonly begin: number;
  readonly end: number;
}

/** What a program does besides taking time; seen in runs of their own, since looking costs time. */
export interface Observation {
  readonly files: readonly string[];
  readonly requests: readonly SentRequest[];
  /** Bytes, median of three runs. */
  readonly peakMemory: number;
  /** Milliseconds with at least one request under way, median of five runs. */
  readonly waiting: number;
  /** Stretches of such time with nothing under way between them. */
  readonly waves: number;
}

const preload = (name: string): readonly string[] => ['--import', new URL(`preload/${name}.js`, import.meta.url).href];

/** @param folder where the preloads may leave their findings */
export async function observe(program: Program, folder: string): Promise<Observation> {
  const memory: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const file = join(folder, 'peak-memory');
    await run(program, preload('peak-memory'), { BENCH_PEAK_MEMORY: file });
    memory.push(Number(await readFile(file, 'utf8')));
  }
  const filesSeen = join(folder, 'loaded-files.json');
  await run(program, preload('loaded-files'), { BENCH_LOADED_FILES: filesSeen });
  const rounds: (readonly SentRequest[])[] = [];
  for (let round = 0; round < 5; round += 1) {
    const file = join(folder, 'requests.json');
    await run(program, preload('requests'), { BENCH_REQUESTS: file });
    rounds.push(JSON.parse(await readFile(file, 'utf8')) as readonly SentRequest[]);
  }
  const busy = rounds.map((requests) => stretches(requests));
  return {
    files: JSON.parse(await readFile(filesSeen, 'utf8')) as readonly string[],
    requests: rounds[0] ?? [],
    peakMemory: summarise(memory).median,
    waiting: summarise(busy.map((all) => all.reduce((sum, { begin, end }) => sum + end - begin, 0))).median,
    waves: summarise(busy.map((all) => all.length)).median,
  };
}

/** One run with its requests, its wall time in milliseconds and its peak memory in bytes. */
export async function observeRequests(program: Program, folder: string): Promise<{ readonly requests: readonly SentRequest[]; readonly time: number; readonly peakMemory: number }> {
  const [file, memory] = [join(folder, 'requests.json'), join(folder, 'peak-memory')];
  const time = await run(program, [...preload('requests'), ...preload('peak-memory')], { BENCH_REQUESTS: file, BENCH_PEAK_MEMORY: memory });
  return { requests: JSON.parse(await readFile(file, 'utf8')) as readonly SentRequest[], time, peakMemory: Number(await readFile(memory, 'utf8')) };
}

interface Stretch {
  readonly begin: number;
  readonly end: number;
}

/** The times with at least one request under way: overlapping requests joined. */
function stretches(requests: readonly SentRequest[]): readonly Stretch[] {
  const joined: Stretch[] = [];
  for (const { begin, end } of [...requests].sort((a, b) => a.begin - b.begin)) {
    const last = joined.at(-1);
    if (last === undefined || begin > last.end) joined.push({ begin, end });
    else joined[joined.length - 1] = { begin: last.begin, end: Math.max(last.end, end) };
  }
  return joined;
}
