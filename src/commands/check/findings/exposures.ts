import { managedClusterType } from '../../../arm/api-versions.ts';
import type { Resource } from '../../../arm/resource.ts';
import type { ExposureFinding } from '../../../isolation/exposure/findings.ts';
import type { JudgedCluster } from '../../../isolation/exposure/meant/meant.ts';
import type { Finding } from '../../../policy/finding.ts';
import { staleNotes } from '../../exposures/notes.ts';
import type { CheckOptions } from '../options.ts';
import { findingOfProblem } from './problem-findings.ts';
import { withWhatDecides } from './what-decides.ts';

export interface CheckedExposures {
  readonly findings: readonly ExposureFinding[];
  readonly clusters: readonly JudgedCluster[];
  /** What was not looked at. */
  readonly problems: readonly Finding[];
  readonly notes: readonly string[];
}

const none: CheckedExposures = { findings: [], clusters: [], problems: [], notes: [] };

/**
 * The ways out of every cluster among the resources. Files never show everything there is, so no list of them is complete. Whoever wants none of the
 * bundled initiatives gets no exposures either, unless they are asked for.
 */
export async function exposuresIn(resources: readonly Resource[], { exposures, egress, initiatives }: Pick<CheckOptions, 'exposures' | 'egress' | 'initiatives'>): Promise<CheckedExposures> {
  const isBundled = initiatives === undefined || initiatives.length !== 1 || initiatives[0]?.toLowerCase() !== 'none';
  if (exposures === 'none' || (exposures === 'auto' && !isBundled) || !resources.some(isCluster)) return none;
  const [{ exposuresOf }, { judgeExposures }, { exposureFindings }] = await Promise.all([
    import('../../../isolation/exposure/answers.ts'),
    import('../../../isolation/exposure/meant/meant.ts'),
    import('../../../isolation/exposure/findings.ts'),
  ]);
  const { looked, left } = firstClusters(resources);
  const { clusters, stale } = judgeExposures(exposuresOf(looked), egress);
  return {
    clusters,
    findings: clusters.flatMap((cluster) => exposureFindings(cluster, exposures === 'all' ? 'low' : 'medium')).map((found) => ({ ...found, finding: withWhatDecides(found.finding) })),
    problems: left.slice(0, 1).map(endOfClusters),
    notes: left.length === 0 ? staleNotes(stale) : [],
  };
}

/** More clusters than this are in no repository that people read. */
const mostClusters = 10_000;

function firstClusters(resources: readonly Resource[]): { readonly looked: readonly Resource[]; readonly left: readonly Resource[] } {
  const left = resources.filter(isCluster).slice(mostClusters);
  if (left.length === 0) return { looked: resources, left };
  const beyond = new Set(left);
  return { looked: resources.filter((resource) => !beyond.has(resource)), left };
}

function endOfClusters({ originOf, name }: Resource): Finding {
  return findingOfProblem({ kind: 'unread', message: `There are more than ${mostClusters} clusters; from here on the ways out are not looked at: judge them in several runs by "paths"`, origin: originOf?.('') ?? { file: name, pointer: '' } });
}

function isCluster({ type }: Resource): boolean {
  return type.toLowerCase() === managedClusterType.toLowerCase();
}
