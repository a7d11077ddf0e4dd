import { closed, type Evidence } from '../../../evidence.ts';
import { roles } from '../../../graph/access/built-in-roles.ts';
import { granted } from '../../../graph/access/grants.ts';
import { controlPlaneIdentity } from '../../../graph/access/identities.ts';
import type { ClusterView } from '../../../graph/cluster.ts';
import type { SubnetView } from '../../../graph/network.ts';
import type { ExposureRule } from '../../../rule.ts';
import { whereIsolating } from '../isolating.ts';

/** What AKS may do in a network of the owner. */
export const worksNetworkContributor: ExposureRule = {
  id: 'works-network-contributor',
  kind: 'works',
  title: 'AKS should be allowed to use the subnets of its nodes',
  short: 'Network Contributor',
  leak: 'AKS joins nodes and load balancers to the subnets with the control plane identity; the command line gives it the role by itself, templates do not.',
  seen: ['Microsoft.Authorization/roleAssignments on the subnet or its network: roleDefinitionId, principalId', 'Microsoft.ContainerService/managedClusters: identity, agentPoolProfiles[*].vnetSubnetID, apiServerAccessProfile.subnetId'],
  severity: 'medium',
  remedy: 'Give the control plane identity `Network Contributor` on the subnets of the nodes and of the API server, or on their network.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": bring your own network', 'AKS documentation, "Use a managed identity in Azure Kubernetes Service (AKS)"', 'Azure/azure-cli, acs: process_add_role_assignment_for_vnet_subnet'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const { network } = cluster;
      const { to } = network.apiServer;
      if (network.kind === 'managed' && cluster.pools.rest.length === 0 && to.kind === 'none') return [closed('the network is that of AKS')];
      const subnets = new Map([...(network.kind === 'own' ? network.subnets.items : []), ...(to.kind === 'found' ? [to.subnet] : [])].map((subnet) => [subnet.name.toLowerCase(), subnet]));
      const found = [...subnets.values()].map((subnet) => ofSubnet(subnet, cluster));
      const rest = [...network.subnets.rest, ...cluster.pools.rest];
      return found.length + rest.length > 0 ? [...found, ...rest] : [closed('no subnet is named')];
    }),
};

function ofSubnet({ name, network, resource }: SubnetView, cluster: ClusterView): Evidence {
  const principal = controlPlaneIdentity(cluster);
  const id = network?.id === undefined ? resource.id : `${network.id}/subnets/${name.split('/').at(-1) ?? ''}`;
  const target = { resource, ...(id === undefined ? {} : { id }) };
  return granted({ principal, target, on: `subnet \`${name}\``, accepted: [roles.networkContributor, roles.contributor, roles.owner], spot: principal.spot }, cluster.inventory);
}
