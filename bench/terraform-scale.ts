import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTerraformPlan } from '../src/sources/terraform/read-plan.ts';
import { slope, type Growth } from './growth.ts';
import { summarise } from './statistics.ts';
import { planText } from './terraform-plans.ts';

export interface TerraformFigures {
  /** Characters of the largest plan. */
  readonly length: number;
  readonly megabytesPerSecond: number;
  readonly growth: Growth;
  /** Bytes that a process held at most which read the largest plan, the runtime among them. */
  readonly workingSet: number;
}

const sizes = [100, 300, 1000, 3000, 10_000];

/** What reading a Terraform plan takes, from its text to resources. @param parent where a file may be made */
export async function measureTerraform(parent: string, rounds: number): Promise<TerraformFigures> {
  const texts = sizes.map(planText);
  for (const text of texts) await read(text);
  const points: (readonly [number, number])[] = [];
  const times: number[] = [];
  for (const [place, text] of texts.entries()) {
    const taken: number[] = [];
    for (let round = 0; round < Math.max(5, Math.min(rounds, 9)); round += 1) taken.push(await read(text));
    times.push(summarise(taken).median);
    for (const time of taken) points.push([Math.log(sizes[place] ?? 1), Math.log(time)]);
  }
  const largest = texts.at(-1) ?? '';
  const file = join(parent, 'plan.json');
  writeFileSync(file, largest);
  const { stdout, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', fileURLToPath(new URL('terraform-memory.ts', import.meta.url)), file], { encoding: 'utf8' });
  if (!/^\d+\n$/.test(stdout)) throw new Error(`The memory of a plan was not measured: ${stderr}`);
  return { length: largest.length, megabytesPerSecond: largest.length / 1e6 / ((times.at(-1) ?? 0) / 1000), growth: { sizes, times, ...slope(points) }, workingSet: Number(stdout) };
}

async function read(text: string): Promise<number> {
  const begin = performance.now();
  await readTerraformPlan(text, { file: 'plan.json' });
  return performance.now() - begin;
}
