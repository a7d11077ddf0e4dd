import type { Finding } from '../../../policy/finding.ts';
import type { FileTree } from '../../../sources/tree.ts';
import type { CheckTools } from '../check-tools.ts';
import type { Judges } from '../judges/judges.ts';
import type { CheckOptions } from '../options.ts';
import type { TrustedTree } from './trusted.ts';

export interface ChangesToJudges {
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}

/** What the change under review does to the gate itself: to the workflow that runs it, a finding; to the files that configure it, notes. */
export async function changesToJudges({ configurationFile }: CheckOptions, judges: Judges, trusted: TrustedTree, checkout: FileTree, { event }: CheckTools): Promise<ChangesToJudges> {
  if (!trusted.isBase) return { findings: [], notes: [] };
  const [{ changedJudges }, { workflowFinding }] = await Promise.all([import('./changed-judges.ts'), import('./workflow-finding.ts')]);
  const [notes, finding] = await Promise.all([
    changedJudges(trusted, checkout, [configurationFile, ...judges.paths]),
    workflowFinding(event, trusted, checkout),
  ]);
  return { findings: finding === undefined ? [] : [finding], notes };
}
