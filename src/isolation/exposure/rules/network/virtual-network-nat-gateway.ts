import { closed, type Evidence } from '../../evidence.ts';
import type { ClusterView } from '../../graph/cluster.ts';
import { hiddenNatGateways } from '../../graph/nat-gateways.ts';
import type { SubnetView } from '../../graph/network.ts';
import { subnetsOf } from '../../graph/places.ts';
import type { ExposureRule } from '../../rule.ts';
import { behind } from './reach/behind.ts';
import { subnetGateway, throughGateway } from './nat-gateway.ts';
import { reachOf } from './reach/reach.ts';

/** NAT gateways of which the subnets show nothing. */
export const virtualNetworkNatGateway: ExposureRule = {
  id: 'egress-virtual-network-nat-gateway',
  kind: 'egress',
  title: 'The virtual network should have no NAT gateway',
  short: 'NAT gateway of the network',
  leak: 'A NAT gateway of the sku StandardV2 can serve a whole virtual network, or a service gateway, and leaves no trace on the subnets.',
  seen: ['Microsoft.Network/natGateways: sourceVirtualNetwork.id, serviceGateway.id, publicIpAddresses, publicIpPrefixes', 'Microsoft.Network/virtualNetworks/subnets: serviceGateway.id'],
  severity: 'high',
  remedy: 'Remove `sourceVirtualNetwork` and `serviceGateway` from the NAT gateway.',
  sources: ['Azure documentation, "Azure NAT Gateway resource": source virtual network', 'Azure template reference, Microsoft.Network/natGateways', 'Azure documentation, "Troubleshoot Azure NAT Gateway": configuration basics'],
  implies: ['egress-network-security-group'],
  look: (cluster) => {
    const { items, rest } = subnetsOf(cluster);
    return [...items.flatMap((subnet) => inSubnet(subnet, cluster)), ...rest];
  },
};

function inSubnet(subnet: SubnetView, cluster: ClusterView): readonly Evidence[] {
  const { items, rest } = hiddenNatGateways(subnet, cluster.inventory);
  const { internet } = reachOf(cluster, subnet);
  if (items.length === 0 && rest.length === 0) return [closed(`no NAT gateway serves the whole network of subnet \`${subnet.name}\``, subnet.at())];
  // "A subnet level NAT gateway takes precedence over the VNet level NAT gateway" ("Azure NAT Gateway resource": source virtual network).
  const own = subnetGateway(subnet, cluster.inventory);
  if (own.state === 'open' && own.spot?.resource.mayBeAbsent === undefined) return [closed(`${own.message}, before any that serves the network`, own.spot ?? subnet.at())];
  const ways = items.map(({ gateway, spot, serves }) => throughGateway(gateway, `NAT gateway \`${gateway.name}\` serves the ${serves} of subnet \`${subnet.name}\``, spot));
  return [...ways, ...rest].map((way) => behind(way, internet));
}
