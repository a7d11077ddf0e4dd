import type { CheckTools } from '../check-tools.ts';
import type { Outcome } from '../../tools.ts';
import { readHandedReport } from './handed-report.ts';
import type { CheckOptions } from '../options.ts';

/** Publishes the report of the run before (`workflow_run`) on the pull request that it is about. Judges nothing, and fails for no finding. */
export async function handOn(file: string, { githubToken }: CheckOptions, { event, folder, logger, signal }: CheckTools): Promise<Outcome> {
  const handed = await readHandedReport(event, { file, folder, githubToken }, { logger, signal });
  if (handed.kind === 'report') return { report: handed.report, pullRequestNumber: handed.number };
  logger.notice(handed.reason);
  const target = { id: '', name: 'infrastructure files' };
  return {
    report: { command: 'check', title: 'infrastructure files', verdict: 'notApplicable', target, changed: false, dryRun: false, steps: [], findings: [], counts: {}, facts: [], notes: [handed.reason] },
    isPrivate: true,
  };
}
