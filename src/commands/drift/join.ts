import { UserError } from '../../run/errors.ts';
import { readReportFile } from '../../sources/report-file.ts';
import type { DriftTools } from './drift-tools.ts';
import type { Outcome } from '../tools.ts';
import { recall } from './memory.ts';
import { mergeReports } from './merge.ts';
import type { DriftOptions } from './options.ts';
import { tellIssue } from './tell-issue.ts';
import { exceeds } from './verdict.ts';

/** Joins the reports of all shards of a fleet into the one that a run over all of it would have made, and keeps its issue. Asks nothing of Azure. */
export async function joinReports(paths: readonly string[], options: DriftOptions, tools: Omit<DriftTools, 'arm'>): Promise<Outcome> {
  const files = await Promise.all(paths.map(async (name) => {
    const text = await readReportFile(name, tools.folder);
    if (text === undefined) throw new UserError(`There is no report "${name}" to merge: its shard may have failed. The report of the whole needs all of them.`);
    return { name, text };
  }));
  const report = mergeReports(files);
  const { drift } = report;
  const memory = await recall({ ...options, earlierReport: undefined }, tools);
  const compared = { ...(drift.earlier === undefined ? {} : { earlier: drift.earlier }), findings: report.findings, healed: drift.healed, counts: drift.counts };
  const issue = await tellIssue(report, compared, memory, { ...options, shard: undefined }, tools);
  return {
    report,
    exceeds: exceeds(report.findings, drift, options),
    ...(issue?.url === undefined ? {} : { issueUrl: issue.url }),
    isPrivate: true,
  };
}
