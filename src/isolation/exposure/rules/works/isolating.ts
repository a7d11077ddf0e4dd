import { isUnknown } from '../../../../language/unknown.ts';
import type { Truth } from '../../../../language/truth.ts';
import { closed, either, undetermined, type Evidence } from '../../evidence.ts';
import type { ClusterView } from '../../graph/cluster.ts';
import { isOneOf, step, type Spot } from '../../graph/spot.ts';

/** `bootstrapProfile.artifactSource`. Absent reads as `Direct`. */
export function artifactSource({ properties }: ClusterView): Spot {
  return step(properties, 'bootstrapProfile', 'artifactSource');
}

/** Whether nodes start from a registry. */
export function startsFromCache(cluster: ClusterView): Truth {
  return isOneOf(artifactSource(cluster), ['Cache']);
}

/** What isolation alone does not support is looked at where the cluster is isolated, or on its way there: its nodes start from a registry already. */
export function whereIsolating(cluster: ClusterView, look: () => readonly Evidence[]): readonly Evidence[] {
  const isIsolating = either(cluster.isIsolated, startsFromCache(cluster));
  if (isIsolating === false) return [closed('the cluster is neither isolated nor on its way there', cluster.outboundType)];
  const found = look();
  if (!isUnknown(isIsolating)) return found;
  return found.map((one) => (one.state === 'open' ? undetermined(`${one.message}, which does not work where the cluster is isolated: ${isIsolating.why}`, one.spot ?? cluster.outboundType) : one));
}
