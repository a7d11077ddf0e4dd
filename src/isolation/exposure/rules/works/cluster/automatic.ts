import { both, when } from '../../../evidence.ts';
import { bodyOf, isOneOf, step } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';

/** Reported once, and said to be being fixed. */
export const worksAutomatic: ExposureRule = {
  id: 'works-automatic',
  kind: 'works',
  title: 'Isolated clusters should not count on the SKU Automatic',
  short: 'AKS Automatic',
  leak: 'At least one Automatic cluster with the outbound type `none` was refused (InvalidNetworkIsolatedClusterConfiguration); whether that was fixed everywhere is not known.',
  seen: ['Microsoft.ContainerService/managedClusters: sku.name, networkProfile.outboundType'],
  severity: 'low',
  remedy: 'Use `sku.name: Base` where Azure refuses the cluster, or try it in the region first.',
  sources: ['Azure/AKS issue 5240'],
  look: (cluster) => {
    const sku = step(bodyOf(cluster.resource), 'sku', 'name');
    return [when(both(isOneOf(sku, ['Automatic']), cluster.isIsolated), sku, { opens: 'the cluster is an Automatic one without a way out', closes: 'the cluster is not an isolated Automatic one' })];
  },
};
