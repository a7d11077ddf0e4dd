import { managedClusterType } from '../../../arm/api-versions.ts';
import type { Resource } from '../../../arm/resource.ts';
import type { ExposureFinding } from '../../../isolation/exposure/findings.ts';
import type { JudgedCluster } from '../../../isolation/exposure/meant/meant.ts';
import { staleNotes } from '../../exposures/notes.ts';
import type { CheckOptions } from '../options.ts';

export interface CheckedExposures {
  readonly findings: readonly ExposureFinding[];
  readonly clusters: readonly JudgedCluster[];
  readonly notes: readonly string[];
}

const none: CheckedExposures = { findings: [], clusters: [], notes: [] };

/**
 * The ways out of every cluster among the resources. Files never show everything there is, so no list of them is complete. Whoever wants none of the
 * bundled initiatives gets no exposures either, unless they are asked for.
 */
export async function exposuresIn(resources: readonly Resource[], { exposures, egress, initiatives }: Pick<CheckOptions, 'exposures' | 'egress' | 'initiatives'>): Promise<CheckedExposures> {
  const isBundled = initiatives === undefined || initiatives.length !== 1 || initiatives[0]?.toLowerCase() !== 'none';
  if (exposures === 'none' || (exposures === 'auto' && !isBundled) || !resources.some(({ type }) => type.toLowerCase() === managedClusterType.toLowerCase())) return none;
  const [{ exposuresOf }, { judgeExposures }, { exposureFindings }] = await Promise.all([
    import('../../../isolation/exposure/answers.ts'),
    import('../../../isolation/exposure/meant/meant.ts'),
    import('../../../isolation/exposure/findings.ts'),
  ]);
  const { clusters, stale } = judgeExposures(exposuresOf(resources), egress);
  return {
    clusters,
    findings: clusters.flatMap((cluster) => exposureFindings(cluster, exposures === 'all' ? 'low' : 'medium')),
    notes: staleNotes(stale),
  };
}
