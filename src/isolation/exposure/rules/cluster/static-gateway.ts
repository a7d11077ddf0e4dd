import { closed, open, when, type Evidence } from '../../evidence.ts';
import type { ClusterView } from '../../graph/cluster.ts';
import { isOneOf, step } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';

/** Gateway nodes with addresses of their own, through which annotated pods leave. */
export const staticGateway: ExposureRule = {
  id: 'egress-static-gateway',
  kind: 'egress',
  title: 'There should be no static egress gateway',
  short: 'Static egress gateway',
  leak: 'Pods with an annotation leave through the nodes of a Gateway pool and its public addresses, whatever the outbound type of the cluster is.',
  seen: [
    'Microsoft.ContainerService/managedClusters: networkProfile.staticEgressGatewayProfile.enabled, agentPoolProfiles[*].mode',
    'Microsoft.ContainerService/managedClusters/agentPools: mode',
    'Microsoft.Network/publicIPPrefixes in the node resource group',
  ],
  severity: 'high',
  remedy: 'Remove the pools of mode `Gateway`, then set `networkProfile.staticEgressGatewayProfile.enabled` to `false`.',
  sources: ['AKS documentation, "Configure Static Egress Gateway in Azure Kubernetes Service (AKS)"'],
  look: (cluster) => [ofProfile(cluster), ...cluster.pools.items.map((pool) => ofPool(pool)), ...cluster.pools.rest, ...ofPrefixes(cluster)],
};

function ofProfile({ properties }: ClusterView): Evidence {
  const enabled = step(properties, 'networkProfile', 'staticEgressGatewayProfile', 'enabled');
  return when(isOneOf(enabled, [true]), enabled, { opens: 'the static egress gateway is enabled', closes: 'the static egress gateway is not enabled', wanted: false, target: 'static egress gateway' });
}

function ofPool({ name, spot }: ClusterView['pools']['items'][number]): Evidence {
  const mode = step(spot, 'mode');
  return when(isOneOf(mode, ['Gateway']), mode, { opens: `pool \`${name}\` is of mode \`Gateway\``, closes: `pool \`${name}\` is no gateway`, target: name });
}

/** AKS makes the prefix of a Gateway pool in the node resource group; nothing else makes prefixes there. */
function ofPrefixes(cluster: ClusterView): readonly Evidence[] {
  const { items, rest } = cluster.inNodeResourceGroup('Microsoft.Network/publicIPPrefixes');
  const found = items.map((resource) => open(`\`${resource.name}\` in the node resource group is a prefix of public addresses`, { resource, pointer: '', value: resource.body }, { target: resource.name }));
  return [...found, ...rest, ...(found.length + rest.length === 0 ? [closed('there is no prefix of public addresses in the node resource group')] : [])];
}
