import { isUnknown } from '../../../../language/unknown.ts';
import { closed, open, undetermined, type Evidence } from '../../evidence.ts';
import type { ClusterView } from '../../graph/cluster.ts';
import type { Followed } from '../../graph/inventory.ts';
import { connectionsInNetworkOf, type Connection } from '../../graph/private-endpoints.ts';
import { registryType } from '../../graph/registry.ts';
import { isMissing, textIn } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';

/** Private endpoints that lead to anything but what the cluster itself needs. */
export const privateEndpoint: ExposureRule = {
  id: 'egress-private-endpoint',
  kind: 'channel',
  title: 'Private endpoints should lead to what the cluster needs',
  short: 'Private endpoints',
  leak: 'A private endpoint is a private address in the network behind which another resource answers, in any subscription or tenant: what is written there has left, past routes, and past security groups where the subnet does not apply them to endpoints.',
  seen: [
    'Microsoft.Network/privateEndpoints in the networks of the cluster: subnet.id, privateLinkServiceConnections[*] and manualPrivateLinkServiceConnections[*].properties.privateLinkServiceId',
    'Microsoft.Network/virtualNetworks: subnets[*].properties.privateEndpoints',
  ],
  severity: 'medium',
  remedy: 'Delete the endpoint, or declare in `egress` the id that it leads to where the cluster is meant to write there.',
  sources: ['Azure Private Link documentation, "What is a private endpoint?"', 'AKS documentation, "Create a private Azure Kubernetes Service (AKS) cluster"'],
  look: (cluster) => {
    const { items, rest } = connectionsInNetworkOf(cluster);
    const found = items.map((connection) => judge(connection, cluster));
    return found.length + rest.length === 0 ? [closed('there is no private endpoint in the network')] : [...found, ...rest];
  },
};

/**
 * The state of the connection does not matter: the owner of the other side approves it when they like, and one that is rejected can be approved
 * later ("What is a private endpoint?": access to a private link resource using approval workflow). Nor does who approves.
 */
function judge({ endpoint, service, to, unplaced }: Connection, cluster: ClusterView): Evidence {
  const name = `private endpoint \`${endpoint.name}\``;
  if (isMissing(service) || service.value === '') return closed(`${name} leads nowhere`, service);
  if (to.kind === 'unknown' && isUnknown(service.value)) return undetermined(`where ${name} leads is not known: ${to.why}`, service);
  const own = isOwn(to, cluster);
  if (own !== undefined && own !== 'unclear') return closed(`${name} leads to ${own}`, service);
  // What is no id is the alias of a private link service: somebody else's.
  const target = to.kind === 'found' ? (to.resource.id ?? to.resource.name) : to.kind === 'outside' ? to.id : (textIn(service) ?? '');
  if (own === 'unclear') return undetermined(`${name} leads to registry \`${lastOf(target)}\`, and whether nodes bootstrap from it is not known`, service);
  if (unplaced !== undefined) return undetermined(`${name} leads to \`${lastOf(target)}\`, and whether it stands in the network is not known: ${unplaced.why}`, service);
  return open(`${name} leads to \`${lastOf(target)}\``, service, { target });
}

/** What of the cluster's own it is, in words. */
function isOwn(to: Followed, { resource, registry, nodeResourceGroup }: ClusterView): string | undefined {
  if (to.kind !== 'found' && to.kind !== 'outside') return undefined;
  // Azure makes the endpoint through which the nodes of a private cluster reach its API server.
  if (isSame(to, { kind: 'found', resource })) return 'the API server of the cluster';
  if (isSame(to, registry.to)) return 'the registry that nodes bootstrap from';
  const id = (to.kind === 'found' ? to.resource.id : to.id)?.toLowerCase() ?? '';
  const type = to.kind === 'found' ? to.resource.type : '';
  const isRegistry = type.toLowerCase() === registryType.toLowerCase() || id.includes(`/providers/${registryType.toLowerCase()}/`);
  if (isRegistry && nodeResourceGroup !== undefined && id.startsWith(`${nodeResourceGroup.toLowerCase()}/`)) return 'the registry that AKS made for the cluster';
  return isRegistry && registry.to.kind === 'unknown' ? 'unclear' : undefined;
}

function isSame(left: Followed, right: Followed): boolean {
  if (left.kind === 'found' && right.kind === 'found') return left.resource === right.resource;
  const [one, other] = [left, right].map((to) => (to.kind === 'found' ? to.resource.id : to.kind === 'outside' ? to.id : undefined)?.toLowerCase());
  return one !== undefined && one === other;
}

function lastOf(id: string): string {
  return id.split('/').at(-1) ?? id;
}
