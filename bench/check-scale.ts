import { check } from '../src/commands/check.ts';
import { checkOptions } from '../src/config/options.ts';
import { inputTable, type Inputs } from '../src/config/inputs.ts';
import type { Logger } from '../src/run/logger.ts';
import { slope, type Growth } from './growth.ts';
import { summarise } from './statistics.ts';
import { folderWith, largeTemplate, ordinaryTemplate } from './templates.ts';

export interface CheckFigures {
  /** Warm, in this process, reading included; by seconds of processor time. */
  readonly templatesPerSecond: number;
  readonly megabytesPerSecond: number;
  readonly growth: Growth;
}

const sizes = [100, 300, 1000, 3000, 10_000];
const ordinary = 100;
const nothing = (): undefined => undefined;
const silent: Logger = {
  debug: nothing, info: nothing, notice: nothing, warning: nothing, error: nothing, mask: nothing, progress: nothing, group: async (_title, work) => await work(),
};

/** What `check` takes in one warm process. @param parent where folders may be made */
export async function measureCheck(parent: string, rounds: number): Promise<CheckFigures> {
  const texts = Array.from({ length: ordinary }, (_, index) => [`t${index}.json`, ordinaryTemplate(`aks-${index}`)] as const);
  const folder = await folderWith(parent, 'ordinary', texts);
  const bytes = texts.reduce((sum, [, text]) => sum + text.length, 0);
  await judge(folder);
  const times = await repeat(rounds, async () => await judge(folder));
  const { median } = summarise(times);
  const large = await Promise.all(sizes.map(async (size) => [size, await folderWith(parent, `large-${size}`, [['main.json', largeTemplate(size)]])] as const));
  const points: (readonly [number, number])[] = [];
  const medians: number[] = [];
  // Compiled for all sizes alike, before any is measured: what small ones would spend on that would flatten the slope.
  for (const [, place] of large) await judge(place);
  for (const [size, place] of large) {
    const taken = await repeat(Math.max(5, Math.min(rounds, 9)), async () => await judge(place));
    medians.push(summarise(taken).median);
    for (const time of taken) points.push([Math.log(size), Math.log(time)]);
  }
  return {
    templatesPerSecond: ordinary / (median / 1000),
    megabytesPerSecond: bytes / 1e6 / (median / 1000),
    growth: { sizes, times: medians, ...slope(points) },
  };
}

async function repeat(rounds: number, work: () => Promise<number>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await work());
  return times;
}

const inputs = Object.fromEntries(inputTable.map(({ name }) => [name, undefined])) as Inputs;

/**
 * Processor milliseconds of one `check` of a folder, those of the garbage collector's threads among them: what else the machine does hardly
 * shows in them. It has to be clean, else something else was measured.
 */
async function judge(folder: string): Promise<number> {
  const begin = process.cpuUsage();
  const { report } = await check(checkOptions(inputs), {
    clock: { now: () => Date.now(), sleep: async () => await Promise.resolve() }, logger: silent, signal: new AbortController().signal, folder,
    event: { name: 'none', apiUrl: 'https://api.github.com', serverUrl: 'https://github.com' },
  });
  const { user, system } = process.cpuUsage(begin);
  if (report.findings.length > 0) throw new Error(`${folder} is not clean: ${report.findings[0]?.message ?? ''}`);
  return (user + system) / 1000;
}
