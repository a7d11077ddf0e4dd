import { roleAssignmentType } from '../../../../../arm/api-versions.ts';
import { parseResourceId } from '../../../../../arm/resource-id.ts';
import type { Resource } from '../../../../../arm/resource.ts';
import { closed, notVisible, open, type Evidence } from '../../../evidence.ts';
import { kubeletIdentity } from '../../../graph/access/identities.ts';
import { assignmentsTo, type PlacedAssignment } from '../../../graph/access/roles.ts';
import { subscriptionOf } from '../../../graph/subscription.ts';
import type { ClusterView } from '../../../graph/cluster.ts';
import { nodeNetworks } from '../../../graph/reach/node-networks.ts';
import { endpointsReached, registryEndpoints } from '../../../graph/reach/registry-endpoints.ts';
import { registryType } from '../../../graph/registry.ts';
import { bodyOf, step, textIn } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { whereIsolating } from '../isolating.ts';

/** Images of workloads. */
export const worksImages: ExposureRule = {
  id: 'works-images',
  kind: 'works',
  title: 'Workloads should reach the registries that their images are in',
  short: 'Images of workloads',
  leak: 'Nodes mirror `mcr.microsoft.com` alone. Every other registry has to be reached by its own name through a private endpoint, and what a registry caches from elsewhere is there only under the name of that registry.',
  seen: ['Microsoft.Authorization/roleAssignments of the kubelet identity on other registries', 'Microsoft.Network/privateEndpoints: privateLinkServiceConnections[*].properties.privateLinkServiceId, subnet.id', 'Microsoft.ContainerRegistry/registries/cacheRules: sourceRepository, targetRepository'],
  severity: 'medium',
  remedy: 'Make a private endpoint for the registry in the network of the nodes, or import its images into the registry that nodes start from; name cached images by that registry.',
  sources: ['Azure/AgentBaker: nodes mirror mcr.microsoft.com', 'AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters"', 'Azure Container Registry documentation, "Artifact cache in Azure Container Registry"'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const { objectIds, spot } = kubeletIdentity(cluster);
      const named = [...new Map(objectIds.flatMap((id) => assignmentsTo(id, cluster.inventory)).map((one) => [one.on.resource ?? one.on.id, one])).values()];
      const isSeen = objectIds.length > 0 && cluster.inventory.isComplete(roleAssignmentType, subscriptionOf(cluster.resource.id));
      const found = [...named.flatMap((one) => ofAssignment(one, cluster)), ...cachedElsewhere(cluster)];
      if (!isSeen) return [...found, notVisible('which other registries workloads pull from', spot)];
      return found.length > 0 ? found : [closed('the kubelet identity pulls from no other registry')];
    }),
};

/** Whoever may pull from a registry does, sooner or later. */
function ofAssignment({ assignment, on }: PlacedAssignment, cluster: ClusterView): readonly Evidence[] {
  const { registry: bootstrap } = cluster;
  const type = on.resource?.type ?? parseResourceId(on.id ?? '')?.type;
  if (type?.toLowerCase() !== registryType.toLowerCase()) return [];
  const to = on.resource === undefined ? cluster.inventory.follow({ ...assignment.roleSpot, value: on.id }) : { kind: 'found' as const, resource: on.resource };
  if (to.kind === 'found') return bootstrap.to.kind === 'found' && bootstrap.to.resource === to.resource ? [] : ofRegistry(to.resource, cluster);
  const isNamed = bootstrap.to.kind === 'outside' && bootstrap.to.id.toLowerCase() === on.id;
  return isNamed ? [] : [notVisible(`registry \`${on.id?.split('/').at(-1) ?? ''}\`, which the kubelet identity may pull from`, assignment.roleSpot)];
}

function ofRegistry(registry: Resource, cluster: ClusterView): readonly Evidence[] {
  const { inventory } = cluster;
  const { items, rest } = registryEndpoints(registry, inventory);
  const usable = items.filter(({ isApproved }) => isApproved !== false);
  const networks = nodeNetworks(cluster);
  const list = step(bodyOf(registry), 'properties', 'privateEndpointConnections');
  const reached = networks.items.map((network): Evidence => {
    const [first] = endpointsReached(network, usable, inventory);
    if (first !== undefined) return closed(`workloads reach registry \`${registry.name}\` through private endpoint \`${first.endpoint.name}\``, first.subnet);
    if (usable.length > 0 || rest.length > 0) return notVisible(`how workloads reach registry \`${registry.name}\``, list);
    return open(`workloads may pull from registry \`${registry.name}\`, which has no private endpoint`, list, { target: registry.name });
  });
  return [...reached, ...networks.rest];
}

/** What the registry caches from elsewhere, in words: an image is not found under the name of its source. */
function cachedElsewhere({ registry }: ClusterView): readonly Evidence[] {
  if (registry.to.kind !== 'found') return [];
  const { name } = registry.to.resource;
  return registry.cacheRules.items.flatMap((rule) => {
    const spot = step(bodyOf(rule), 'properties', 'sourceRepository');
    const source = textIn(spot);
    const target = textIn(step(bodyOf(rule), 'properties', 'targetRepository'));
    if (source === undefined || source.toLowerCase().startsWith('mcr.microsoft.com/')) return [];
    return [closed(`workloads find images of \`${source}\` as \`${target ?? ''}\` of registry \`${name}\`, and not under the name of their source`, spot)];
  });
}
