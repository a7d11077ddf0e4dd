import type { Resource } from '../../arm/resource.ts';
import { AzureError } from '../../azure/arm-error.ts';
import { readSurroundings, type Surroundings } from '../../azure/surroundings.ts';
import { exposuresOf } from '../../isolation/exposure/answers.ts';
import { exposureFindings } from '../../isolation/exposure/findings.ts';
import { foldExposures } from '../../isolation/exposure/fold.ts';
import { isLeftByAks } from '../../isolation/exposure/meant/left-by-aks.ts';
import { judgeExposures } from '../../isolation/exposure/meant/meant.ts';
import { staleNotes } from '../exposures/notes.ts';
import { reportExposures } from '../exposures/report-exposures.ts';
import type { Finding } from '../../policy/finding.ts';
import { worstVerdict, type Report } from '../../report/report.ts';
import type { Tools } from '../tools.ts';
import type { DeployOptions } from './options.ts';

/**
 * The report with the proof: every way out of the cluster as it lives now, seen across everything around it that may be read. What may not be read is
 * not visible there, and a note says why: the deployment has happened all the same.
 */
export async function withProof(report: Report, cluster: Resource, options: Pick<DeployOptions, 'exposures' | 'egress'>, tools: Pick<Tools, 'arm' | 'logger'>): Promise<Report> {
  if (options.exposures === 'none') return report;
  const { resources: seen, complete, unseen } = await surroundingsOf(cluster, tools);
  // Only this cluster is proven, whatever else lives there.
  const resources = seen.filter((one) => one === cluster || one.type.toLowerCase() !== cluster.type.toLowerCase());
  const { clusters, stale } = judgeExposures(exposuresOf(resources, complete), options.egress);
  const all = clusters.flatMap((one) => exposureFindings(one, options.exposures === 'all' ? 'low' : 'medium').map((found) => ({ ...found, isLeft: isLeftByAks(found.finding.rule, one.cluster) })));
  const found = all.filter(({ isLeft }) => !isLeft);
  const findings = foldExposures(report.findings, found);
  const counts = { ...report.counts };
  for (const { verdict } of findings.slice(report.findings.length)) counts[verdict] = (counts[verdict] ?? 0) + 1;
  const notes = [...report.notes, ...staleNotes(stale), ...(found.length < all.length ? [leftNote] : []), ...unseen.map((why) => `Not looked at: ${why}`)];
  const proven = { ...report, findings, counts, exposures: reportExposures(clusters), notes };
  const answered = findings.filter((finding) => answersFor(finding, proven));
  // What is left open a little, or cannot be told, is no success either.
  return { ...proven, verdict: answered.length === 0 && findings.length > 0 ? 'undetermined' : worstVerdict(answered) };
}

/** Whoever asks for a network of AKS and outbound type `none` has what was asked for, and is told what that is. */
const leftNote = 'Storage accounts of the region stay within reach, as nothing denies them in the network that AKS makes with outbound type `none`: `drift` reports it. With outbound type `block` (preview) AKS denies them, if the policies of the run allow that type; a network of your own can have rules of its own; or declare the way as meant.';

/**
 * Whether a deployment answers for a finding: a policy's, something that does not work, and a way out of high severity. Other ways are listed, and are
 * for `drift` and for people.
 */
export function answersFor({ rule, severity, verdict }: Finding, { exposures = [] }: Pick<Report, 'exposures'>): boolean {
  const way = exposures.flatMap(({ ways }) => ways).find((one) => one.rule === rule);
  return way === undefined || (verdict === 'violation' && (way.kind === 'works' || severity === 'high'));
}

async function surroundingsOf(cluster: Resource, { arm, logger }: Pick<Tools, 'arm' | 'logger'>): Promise<Surroundings> {
  try {
    return await logger.group('Looking at every way out of the cluster', async () => await readSurroundings(cluster, { arm }));
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    return { resources: [cluster], complete: [], unseen: [error.message] };
  }
}
