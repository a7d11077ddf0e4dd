import { AzureError } from './arm-error.js';
import { readSurroundings } from './surroundings.js';
import { exposuresOf } from './answers.js';
import { exposureFindings } from './findings.js';
import { foldExposures } from './fold.js';
import { textIn } from './spot.js';
import { judgeExposures } from './meant.js';
import { staleNotes } from './notes.js';
import { reportExposures } from './report-exposures.js';
import { worstVerdict } from './run.js';

/** Ways that security rules close, and only they. */
const closedByRules                      = new Set(['egress-regional-storage', 'egress-network-security-group']);

/**
 * True for ways that stay open in the network that AKS makes with outbound type `none`: nobody but AKS changes its security group, and it denies the
 * Internet there with `block` alone (AKS documentation, "Customize cluster egress with outbound types"; "Node resource group lockdown").
 */
function isLeftByAks(rule        , { network, outboundType }             )          {
  return closedByRules.has(rule) && network.kind === 'managed' && textIn(outboundType) === 'none';
}

/**
 * The report with the proof: every way out of the cluster as it lives now, seen across everything around it that may be read. What may not be read is
 * not visible there, and a note says why: the deployment has happened all the same.
 */
async function withProof(report        , cluster          , options                                             , tools                               )                  {
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
function answersFor({ rule, severity, verdict }         , { exposures = [] }                           )          {
  const way = exposures.flatMap(({ ways }) => ways).find((one) => one.rule === rule);
  return way === undefined || (verdict === 'violation' && (way.kind === 'works' || severity === 'high'));
}

async function surroundingsOf(cluster          , { arm, logger }                               )                        {
  try {
    return await logger.group('Looking at every way out of the cluster', async () => await readSurroundings(cluster, { arm }));
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    return { resources: [cluster], complete: [], unseen: [error.message] };
  }
}

export { answersFor, withProof };
