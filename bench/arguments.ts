import { parseArgs } from 'node:util';

export interface Arguments {
  /** Timed runs of every program. */
  readonly runs: number;
  /** File that receives the figures as JSON. */
  readonly json: string | undefined;
  /** Also build in memory and weigh every package in dist/. */
  readonly packages: boolean;
}

/** Reads the words after `npm run bench --`. Throws for what it does not know. */
export function readArguments(words: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...words],
    options: { runs: { type: 'string', default: '20' }, json: { type: 'string' }, packages: { type: 'boolean', default: false } },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1 || runs > 1000) throw new Error(`--runs is "${values.runs}": expected a whole number from 1 to 1000.`);
  return { runs, json: values.json, packages: values.packages };
}
