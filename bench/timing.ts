import { run, type Program } from './process.ts';
import { shuffled, summarise, type Summary } from './statistics.ts';

/** Wall times in milliseconds. All programs run once in every round, in random order, so that a drift of the machine hits all alike. */
export async function timeInterleaved(programs: readonly Program[], rounds: number): Promise<ReadonlyMap<Program, Summary>> {
  const times = new Map<Program, number[]>(programs.map((program) => [program, []]));
  for (const program of programs) await run(program);
  for (let round = 0; round < rounds; round += 1) {
    for (const program of shuffled(programs)) times.get(program)?.push(await run(program));
  }
  return new Map([...times].map(([program, values]) => [program, summarise(values)]));
}
