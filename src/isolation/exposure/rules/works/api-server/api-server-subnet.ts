import { isUnknown } from '../../../../../language/unknown.ts';
import { closed, notVisible, open, undetermined, when, type Evidence } from '../../../evidence.ts';
import { subscriptionOf } from '../../../graph/subscription.ts';
import type { ClusterView } from '../../../graph/cluster.ts';
import { followSubnet, type SubnetView } from '../../../graph/network.ts';
import { endpointsIn } from '../../../graph/reach/endpoint-subnets.ts';
import { privateEndpointType } from '../../../graph/registry.ts';
import { elements, isMissing, isOneOf, step, textIn, type Spot } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { whereIsolating } from '../isolating.ts';

/** The subnet that AKS puts the API server into. */
export const worksApiServerSubnet: ExposureRule = {
  id: 'works-api-server-subnet',
  kind: 'works',
  title: 'The API server should have a subnet for itself',
  short: 'Subnet of the API server',
  leak: 'With virtual network integration AKS puts the API server into a subnet that has to be delegated to it, hold at least 16 addresses (/28) and hold nothing else.',
  seen: ['Microsoft.ContainerService/managedClusters: apiServerAccessProfile.enableVnetIntegration, .subnetId', 'Microsoft.Network/virtualNetworks/subnets: delegations[*].properties.serviceName, addressPrefix, addressPrefixes, privateEndpoints', 'Microsoft.Network/privateEndpoints: subnet.id'],
  severity: 'high',
  remedy: 'Make a subnet of /28 or larger, delegate it to `Microsoft.ContainerService/managedClusters`, and name it in `apiServerAccessProfile.subnetId`.',
  sources: ['AKS documentation, "API Server VNet Integration in Azure Kubernetes Service (AKS)"'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const isIntegrated = isOneOf(step(cluster.properties, 'apiServerAccessProfile', 'enableVnetIntegration'), [true]);
      const { spot, to } = cluster.network.apiServer;
      if (isIntegrated === false) return [closed('the API server is not in a subnet of the network', spot)];
      if (isMissing(spot)) return [closed('AKS makes the subnet of the API server', spot)];
      if (to.kind === 'unknown') return [undetermined(`the subnet of the API server is not known: ${to.why}`, spot)];
      if (to.kind !== 'found') return [notVisible('the subnet of the API server', spot)];
      const found = ofSubnet(to.subnet, cluster);
      return isUnknown(isIntegrated) ? found.map((one) => (one.state === 'open' ? undetermined(`${one.message}, where the API server is put there: ${isIntegrated.why}`, one.spot ?? spot) : one)) : found;
    }),
};

const owner = 'Microsoft.ContainerService/managedClusters';

function ofSubnet(subnet: SubnetView, cluster: ClusterView): readonly Evidence[] {
  const prefix = subnet.at('addressPrefix');
  const prefixes = elements(subnet.at('addressPrefixes')).spots;
  return [ofDelegations(subnet), ...[prefix, ...prefixes].filter((spot) => !isMissing(spot)).map((spot) => ofPrefix(spot, subnet)), ...ofOthers(subnet, cluster)];
}

function ofDelegations(subnet: SubnetView): Evidence {
  const list = subnet.at('delegations');
  const { spots, unknown } = elements(list);
  const names = spots.map((one) => isOneOf(step(one, 'properties', 'serviceName'), [owner]));
  const why = unknown ?? names.find((one) => isUnknown(one));
  if (names.includes(true)) return closed(`subnet \`${subnet.name}\` is delegated to AKS`, list);
  if (isUnknown(why)) return undetermined(`whether subnet \`${subnet.name}\` is delegated to AKS is not known: ${why.why}`, list);
  return open(`subnet \`${subnet.name}\` is not delegated to \`${owner}\``, list);
}

/** The longest prefix: 16 addresses, of which AKS uses nine. Of IPv6 a subnet is always a /64. */
const longestPrefix = 28;

function ofPrefix(spot: Spot, { name }: SubnetView): Evidence {
  if (isUnknown(spot.value)) return undetermined(`the size of subnet \`${name}\` is not known: ${spot.value.why}`, spot);
  const text = textIn(spot) ?? '';
  const length = /^[\d.]+\/(\d{1,2})$/.exec(text)?.[1];
  return when(length !== undefined && Number(length) > longestPrefix, spot, { opens: `subnet \`${name}\` is smaller than /${longestPrefix} (\`${text}\`)`, closes: `subnet \`${name}\` is large enough` });
}

/** Pools of the cluster and private endpoints; other clusters may put their API servers there as well. */
function ofOthers(subnet: SubnetView, { pools, inventory }: ClusterView): readonly Evidence[] {
  const inside = pools.items.flatMap(({ name, spot: pool }) =>
    ['vnetSubnetID', 'podSubnetID'].map((property) => step(pool, property)).flatMap((spot) => {
      const to = followSubnet(spot, inventory, []);
      const isSame = to.kind === 'found' && to.subnet.resource === subnet.resource && to.subnet.name.toLowerCase() === subnet.name.toLowerCase();
      return isSame ? [open(`pool \`${name}\` is in the subnet of the API server`, spot)] : [];
    }),
  );
  // Azure lists in the subnet what a template says in the endpoint.
  const [endpoint] = [...endpointsIn(subnet, inventory), ...elements(subnet.at('privateEndpoints')).spots];
  const found = endpoint === undefined ? inside : [...inside, open('a private endpoint is in the subnet of the API server', endpoint)];
  // An endpoint lies in the subscription of its network ("What is a private endpoint?").
  const place = subscriptionOf(subnet.network?.id ?? subnet.resource.id);
  const isSeen = pools.rest.length === 0 && inventory.isComplete(privateEndpointType, place);
  return isSeen ? found : [...found, notVisible('what else is in the subnet of the API server', subnet.at('addressPrefix'))];
}
