import { isUnknown } from '../../../../language/unknown.ts';
import { hasDefaultOutboundAccess } from '../../../network/default-outbound-access.ts';
import { closed, notVisible, open, undetermined, type Evidence } from '../../evidence.ts';
import type { ClusterView } from '../../graph/cluster.ts';
import type { SubnetView } from '../../graph/network.ts';
import { subnetsOf } from '../../graph/places.ts';
import { bodyOf, elements, isMissing, isOneOf, step } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';
import { behind, widest } from './reach/behind.ts';
import { subnetGateway } from './nat-gateway.ts';
import { reachOf } from './reach/reach.ts';

/** The public address that Azure lends to machines that have none. */
export const defaultOutboundAccess: ExposureRule = {
  id: 'egress-default-outbound-access',
  kind: 'egress',
  title: 'Subnets of nodes and pods should be private',
  short: 'Default outbound access',
  leak: 'A machine without any other way out gets one from Azure, behind a public address that belongs to Microsoft, unless its subnet is private. The outbound type `none` of AKS does not change that.',
  seen: ['Microsoft.Network/virtualNetworks/subnets: defaultOutboundAccess', 'Microsoft.ContainerService/managedClusters: networkProfile.loadBalancerProfile.backendPoolType', 'Microsoft.Network/loadBalancers in the node resource group: backendAddressPools'],
  severity: 'high',
  remedy: 'Set `defaultOutboundAccess` of the subnet to `false`, and stop and start the machines in it.',
  sources: ['Azure documentation, "Default outbound access in Azure": private subnets and their limitations', 'AKS documentation, "Customize cluster egress with outbound types": outbound type of none'],
  implies: ['egress-network-security-group'],
  look: (cluster) => {
    const { items, rest } = subnetsOf(cluster);
    return [...items.map((subnet) => inSubnet(subnet, cluster)), ...inPools(cluster), ...rest];
  },
};

function inSubnet(subnet: SubnetView, cluster: ClusterView): Evidence {
  const way = ofSwitch(subnet);
  // A machine with an explicit way out has no default one ("Default outbound access in Azure": when default outbound access is provided).
  const gateway = subnetGateway(subnet, cluster.inventory);
  if (way.state !== 'closed' && gateway.state === 'open' && gateway.spot?.resource.mayBeAbsent === undefined) return closed(`${gateway.message}, in the place of default outbound access`, way.spot);
  return behind(way, reachOf(cluster, subnet).internet);
}

/** Whether the subnet gives its machines default outbound access. */
export function ofSwitch(subnet: SubnetView): Evidence {
  const spot = subnet.at('defaultOutboundAccess');
  const name = `subnet \`${subnet.name}\``;
  const has = hasDefaultOutboundAccess(spot.value, spot.resource.apiVersion);
  if (isUnknown(has)) return undetermined(`default outbound access of ${name} is not known: ${has.why}`, spot, { wanted: false });
  if (!has) return closed(`${name} is private`, spot);
  return open(isMissing(spot) ? `${name} does not set \`defaultOutboundAccess\`, which means that machines have it` : `${name} gives machines default outbound access`, spot, { wanted: false });
}

/**
 * "Limitations of private subnets" ("Default outbound access in Azure"): machines in a backend pool that is configured by address use default outbound
 * access though their subnet is private. AKS makes such pools with the backend pool type NodeIP ("Use a public standard load balancer in AKS"), for
 * internal load balancers as well.
 */
function inPools(cluster: ClusterView): readonly Evidence[] {
  const type = step(cluster.properties, 'networkProfile', 'loadBalancerProfile', 'backendPoolType');
  const isByAddress = isOneOf(type, ['NodeIP']);
  if (isByAddress === false) return [];
  const { items, rest } = cluster.inNodeResourceGroup('Microsoft.Network/loadBalancers');
  if (items.length === 0 && rest.length === 0) return [closed('no load balancer has a backend pool', type)];
  const balancer = items.find((one) => elements(step(bodyOf(one), 'properties', 'backendAddressPools')).spots.length > 0);
  const way = balancer === undefined ? 'the load balancers of Services' : `load balancer \`${balancer.name}\``;
  const said = `nodes in backend pools of ${way} are named by their addresses, and use default outbound access though their subnet is private`;
  if (isUnknown(isByAddress)) return [undetermined(`${said}, or not: ${isByAddress.why}`, type)];
  if (balancer === undefined) return rest.length === 0 ? [closed('no load balancer has a backend pool', type)] : [notVisible('load balancers in the node resource group', type)];
  const subnets = subnetsOf(cluster);
  const gate = widest([...subnets.items.map((subnet) => reachOf(cluster, subnet).internet), ...subnets.rest]);
  const found = open(said, type, { wanted: 'NodeIPConfiguration' });
  return [gate === undefined ? found : behind(found, gate)];
}
