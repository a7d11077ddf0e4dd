import { textAt } from '../arm/json.ts';
import { artifactSourceOf, hasNodePublicIp, isPrivateCluster, nodeOsUpgradeChannelOf, outboundTypeOf, poolNameOf, poolsOf, provisioningStateOf } from './document/cluster.ts';

/** What people want to know of a cluster at a glance, as label and value. */
export function factsOf(cluster: unknown): readonly { readonly label: string; readonly value: string }[] {
  const exposed = poolsOf(cluster).filter(hasNodePublicIp).map(poolNameOf);
  const registry = textAt(cluster, 'properties', 'bootstrapProfile', 'containerRegistryId')?.split('/').at(-1);
  const version = textAt(cluster, 'properties', 'currentKubernetesVersion') ?? textAt(cluster, 'properties', 'kubernetesVersion');
  return [
    { label: 'State', value: provisioningStateOf(cluster) },
    ...(version === undefined ? [] : [{ label: 'Kubernetes', value: version }]),
    { label: 'Outbound type', value: outboundTypeOf(cluster) },
    { label: 'Bootstrap artifact source', value: artifactSourceOf(cluster) },
    ...(registry === undefined ? [] : [{ label: 'Bootstrap registry', value: registry }]),
    { label: 'API server', value: isPrivateCluster(cluster) ? 'private' : 'public' },
    { label: 'Node public addresses', value: exposed.length === 0 ? 'none' : `pool ${exposed.join(', ')}` },
    { label: 'Node OS upgrades', value: nodeOsUpgradeChannelOf(cluster) },
  ];
}
