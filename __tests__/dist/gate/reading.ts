import { reportOf } from '../reading.ts';
import type { ActionRun } from '../runner.ts';

/** The rules that something in a file violates, each once, in the order of their names; what the run said where it has no report. */
export async function violatedIn(run: ActionRun, file: string): Promise<readonly string[]> {
  if (!run.outputs['report-file']) return [run.log];
  const found = (await reportOf(run)).findings.filter(({ verdict, location }) => verdict === 'violation' && location?.file === file);
  return [...new Set(found.map(({ rule }) => rule))].toSorted();
}
