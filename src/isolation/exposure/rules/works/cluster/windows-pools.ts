import { closed, when } from '../../../evidence.ts';
import { isOneOf, step } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { whereIsolating } from '../isolating.ts';

/** Windows nodes fetch what they start with from the Internet. */
export const worksWindowsPools: ExposureRule = {
  id: 'works-windows-pools',
  kind: 'works',
  title: 'Isolated clusters should have no Windows pools',
  short: 'Windows pools',
  leak: 'Windows nodes fetch what they start with from the Internet, and do not come up without it; AKS does not support them on network isolated clusters.',
  seen: ['Microsoft.ContainerService/managedClusters: agentPoolProfiles[*].osType', 'Microsoft.ContainerService/managedClusters/agentPools: osType'],
  severity: 'high',
  remedy: 'Delete the pool, or run it in a cluster of its own that may reach the Internet.',
  sources: ['AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": limitations'],
  // A pool without a type is Linux (REST documentation of managedClusters, `osType`).
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const found = [
        ...cluster.pools.items.map(({ name, spot }) => {
          const system = step(spot, 'osType');
          return when(isOneOf(system, ['Windows']), system, { opens: `pool \`${name}\` runs Windows`, closes: `pool \`${name}\` runs Linux`, target: name });
        }),
        ...cluster.pools.rest,
      ];
      return found.length > 0 ? found : [closed('there are no pools', step(cluster.properties, 'agentPoolProfiles'))];
    }),
};
