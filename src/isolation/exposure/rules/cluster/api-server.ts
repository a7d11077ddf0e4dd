import { isUnknown } from '../../../../language/unknown.ts';
import { negate } from '../../../../language/values.ts';
import { closed, undetermined, when } from '../../evidence.ts';
import { elements, isOneOf, step } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';

/** An API server with a public address. */
export const apiServer: ExposureRule = {
  id: 'api-server-public',
  kind: 'ingress',
  title: 'The API server should be private',
  short: 'Public API server',
  leak: 'Nodes and pods talk to a public API server over the Internet, and whoever holds a token reaches it from there: through it commands run in pods and data is copied out.',
  seen: ['Microsoft.ContainerService/managedClusters: apiServerAccessProfile.enablePrivateCluster, .enableVnetIntegration, .authorizedIPRanges, publicNetworkAccess'],
  severity: 'high',
  remedy: 'Create the cluster with `apiServerAccessProfile.enablePrivateCluster: true`; one with API server VNet integration is switched by `az aks update --enable-private-cluster`.',
  sources: ['AKS documentation, "Create a private Azure Kubernetes Service (AKS) cluster"', 'AKS documentation, "API server VNet integration"', 'AKS documentation, "API server authorized IP address ranges"'],
  look: ({ properties }) => {
    const access = step(properties, 'apiServerAccessProfile');
    const isPrivate = step(access, 'enablePrivateCluster');
    return [when(negate(isOneOf(isPrivate, [true])), isPrivate, { opens: `the API server is public${narrowed(properties)}`, closes: 'the API server is private', wanted: true, target: 'API server' })];
  },
};

/**
 * What narrows a public API server, and leaves it public: VNet integration moves the way of the nodes into the network and keeps the public address,
 * authorized ranges say from where it answers, and of `publicNetworkAccess: Disabled` no page says that the public address goes.
 */
function narrowed(properties: Parameters<typeof step>[0]): string {
  const access = step(properties, 'apiServerAccessProfile');
  const ranges = elements(step(access, 'authorizedIPRanges')).spots.length;
  const said = [
    ...(isOneOf(step(access, 'enableVnetIntegration'), [true]) === true ? ['with VNet integration'] : []),
    ...(ranges === 0 ? [] : [`for ${ranges} authorized ${ranges === 1 ? 'range' : 'ranges'} only`]),
    ...(isOneOf(step(properties, 'publicNetworkAccess'), ['Disabled']) === true ? ['with `publicNetworkAccess` disabled'] : []),
  ];
  return said.length === 0 ? '' : `, though ${said.join(' and ')}`;
}

/** The public name of a private API server: it resolves to a private address. */
export const apiServerName: ExposureRule = {
  id: 'api-server-public-name',
  kind: 'ingress',
  title: 'A private API server should have no public name',
  short: 'Public name of the API server',
  leak: 'The name tells everybody that the cluster is there and which private address it has. It opens no way in.',
  seen: ['Microsoft.ContainerService/managedClusters: apiServerAccessProfile.enablePrivateCluster, .enablePrivateClusterPublicFQDN'],
  severity: 'low',
  remedy: 'Set `apiServerAccessProfile.enablePrivateClusterPublicFQDN` to `false`, with a private DNS zone that everything which needs the name can resolve.',
  sources: ['AKS documentation, "Create a private Azure Kubernetes Service (AKS) cluster": disable a public FQDN'],
  look: ({ properties }) => {
    const access = step(properties, 'apiServerAccessProfile');
    const cluster = step(access, 'enablePrivateCluster');
    const name = step(access, 'enablePrivateClusterPublicFQDN');
    // On unless it is switched off (REST reference of managed clusters; what the service writes into recorded clusters).
    const isNamed = negate(isOneOf(name, [false]));
    const isPrivate = isOneOf(cluster, [true]);
    if (isPrivate === false) return [closed('the API server is public itself, with the name that this takes', cluster)];
    if (isUnknown(isPrivate) && isNamed !== false) return [undetermined(`whether the API server is private is not known: ${isPrivate.why}`, cluster)];
    return [when(isNamed, name, { opens: 'the private API server has a public name', closes: 'the private API server has no public name', wanted: false })];
  },
};
