import { both, when } from '../../../evidence.ts';
import { isOneOf, step } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { whereIsolating } from '../isolating.ts';

/** A combination that AKS refuses on the way to isolation. */
export const worksPublicNetworkAccess: ExposureRule = {
  id: 'works-public-network-access',
  kind: 'works',
  title: 'Clusters with userDefinedRouting should leave publicNetworkAccess unset',
  short: 'publicNetworkAccess',
  leak: 'AKS refuses `publicNetworkAccess: Disabled` together with the outbound type `userDefinedRouting`; what makes the API server private is another property.',
  seen: ['Microsoft.ContainerService/managedClusters: publicNetworkAccess, networkProfile.outboundType'],
  severity: 'medium',
  remedy: 'Leave `publicNetworkAccess` out and set `apiServerAccessProfile.enablePrivateCluster` to `true`.',
  // "UserDefinedRouting is not supported when Cluster has public network access set to Disabled"; whether `none` is refused as well is not known.
  sources: ['Azure/AKS issue 3690'],
  // The outbound type that it does not go with is a way out itself.
  implies: ['egress-outbound-type'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const access = step(cluster.properties, 'publicNetworkAccess');
      const isRefused = both(isOneOf(access, ['Disabled']), isOneOf(cluster.outboundType, ['userDefinedRouting']));
      return [when(isRefused, access, { opens: '`publicNetworkAccess` is `Disabled`, with the outbound type `userDefinedRouting`', closes: 'nothing is known against `publicNetworkAccess` here' })];
    }),
};
