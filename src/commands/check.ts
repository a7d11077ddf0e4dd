import { reaches } from '../policy/fail-on.ts';
import { folderTree } from '../sources/files/folder-tree.ts';
import { readInfrastructure } from '../sources/read-infrastructure.ts';
import { expandDeployment } from '../template/index.ts';
import { changesToJudges } from './check/trust/changes.ts';
import { findingsIn, type Found } from './check/findings/findings.ts';
import { readJudges } from './check/judges/judges.ts';
import type { CheckOptions } from './check/options.ts';
import type { StandingFindings } from './check/findings/new-findings.ts';
import { reportOf, type ReportParts } from './check/report.ts';
import { placeOf } from './check/verify/place.ts';
import { trustedTree } from './check/trust/trusted-tree.ts';
import type { Outcome } from './tools.ts';
import type { CheckTools } from './check/check-tools.ts';

/** Judges infrastructure files by the policies that can be trusted. Writes nothing, and asks nothing of Azure but with `verify`. */
export async function check(options: CheckOptions, tools: CheckTools): Promise<Outcome> {
  if (options.fromReport !== undefined) return await (await import('./check/handed/handed.ts')).handOn(options.fromReport, options, tools);
  const { folder, event, logger } = tools;
  const place = options.verify ? placeOf(options, event) : undefined;
  const checkout = folderTree(folder);
  const trusted = await trustedTree(event, { trust: options.trust, folder, checkout, githubToken: options.githubToken }, tools);
  try {
    for (const warning of trusted.warnings) logger.warning(warning);
    const read = {
      folder, paths: options.paths, parameters: options.templateParameters, parameterFiles: options.parameterFiles,
      // Without the time: what is deployed on another day may not be what is judged today.
      facts: options.facts,
      ...(options.providerVersion === undefined ? {} : { providerVersion: options.providerVersion }),
    };
    const [judges, infrastructure] = await Promise.all([
      readJudges(options, trusted, tools),
      readInfrastructure({ ...read, tree: checkout }, { expand: expandDeployment, ...tools }),
    ]);
    const changes = await changesToJudges(options, judges, trusted, checkout, tools);
    const verified = !options.verify ? undefined : await (await import('./check/verify/verify.ts')).verify(place, judges, { ...read, tree: checkout }, tools);
    const found = await findingsIn(infrastructure, judges, [...changes.findings, ...(verified?.findings ?? [])], options, tools);
    const standing: StandingFindings = options.onlyNew ? await (await import('./check/findings/new-findings.ts')).newFindings(found.findings, options, judges, trusted, read, tools) : { findings: found.findings, notes: [] };
    const { findings } = standing;
    const notes = [...trusted.warnings, ...infrastructure.notes, ...judges.notes, ...changes.notes, ...found.notes, ...(verified?.notes ?? []), ...standing.notes];
    return {
      report: reportOf({ options, event, trusted, judges, infrastructure, findings, counts: found.counts, exposures: await waysOf(found, standing.earlier), facts: verified?.facts ?? [], notes }),
      exceeds: findings.some((finding) => reaches(options.failOn, finding, options.leastSeverity)),
      ...(verified?.failure === undefined ? {} : { failure: verified.failure }),
    };
  } finally {
    trusted.close();
  }
}

/** Most checks see no cluster, and load nothing of this. */
async function waysOf({ clusters }: Found, earlier: StandingFindings['earlier']): Promise<ReportParts['exposures']> {
  if (clusters.length === 0) return { clusters: [], rules: [] };
  const { reportExposures, exposureReportRules } = await import('./exposures/report-exposures.ts');
  return { clusters: reportExposures(clusters, earlier), rules: exposureReportRules() };
}
