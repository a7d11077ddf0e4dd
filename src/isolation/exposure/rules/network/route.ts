import { closed, type Evidence } from '../../evidence.ts';
import type { ClusterView } from '../../graph/cluster.ts';
import { hiddenNatGateways } from '../../graph/nat-gateways.ts';
import type { SubnetView } from '../../graph/network.ts';
import { subnetsOf } from '../../graph/places.ts';
import type { ExposureRule } from '../../rule.ts';
import { nodePublicIp } from '../node-public-ip.ts';
import { behind, widest } from './reach/behind.ts';
import { ofSwitch } from './default-outbound-access.ts';
import { subnetGateway, throughGateway } from './nat-gateway.ts';
import { publicLoadBalancer } from './public-load-balancer.ts';
import { reachOf, type Hop } from './reach/reach.ts';

/** Routes that somebody wrote for addresses of the Internet. */
export const route: ExposureRule = {
  id: 'egress-route',
  kind: 'egress',
  title: 'No route should lead packets to the Internet out of the subnet',
  short: 'Routes',
  leak: 'A default route, two halves of one, or a route for a part of the Internet leads packets to an appliance or a gateway, which forwards them as it likes; one with the next hop Internet leads them past it.',
  seen: ['Microsoft.Network/virtualNetworks/subnets: routeTable.id', 'Microsoft.Network/routeTables: routes[*].properties.addressPrefix, nextHopType, nextHopIpAddress', 'Microsoft.Network/routeTables/routes'],
  severity: 'high',
  remedy: 'Remove the route or set its `nextHopType` to `None`; if packets are meant to go there, declare the next hop under `egress`.',
  sources: ['Azure documentation, "Azure virtual network traffic routing": how Azure selects a route, 0.0.0.0/0 address prefix', 'AKS documentation, "Customize cluster egress with a user-defined routing table"'],
  implies: ['egress-network-security-group'],
  look: (cluster) => {
    const { items, rest } = subnetsOf(cluster);
    return [...items.flatMap((subnet) => inSubnet(subnet, cluster)), ...rest];
  },
};

function inSubnet(subnet: SubnetView, cluster: ClusterView): readonly Evidence[] {
  const { hops, rest } = reachOf(cluster, subnet);
  const ways = hops.map((hop) => ofHop(hop, subnet, cluster));
  if (ways.length > 0 || rest.length > 0) return [...ways, ...rest];
  return [closed(`no route leads packets from subnet \`${subnet.name}\` to the Internet out of it`, subnet.at('routeTable', 'id'))];
}

function ofHop({ type, evidence }: Hop, subnet: SubnetView, cluster: ClusterView): Evidence {
  if (type !== 'Internet' || evidence.state === 'closed') return evidence;
  // The next hop Internet carries nothing that has no public address ("Default outbound access in Azure": private subnets need an explicit method).
  const gives = widest(addressesFor(subnet, cluster));
  if (gives === undefined || gives.state === 'open') return evidence;
  return behind(evidence, gives.state === 'closed' ? closed('nothing there gives packets a public address') : gives);
}

/** Everything that gives packets of the subnet a public address. */
function addressesFor(subnet: SubnetView, cluster: ClusterView): readonly Evidence[] {
  const { items, rest } = hiddenNatGateways(subnet, cluster.inventory);
  return [
    ofSwitch(subnet),
    subnetGateway(subnet, cluster.inventory),
    ...items.map(({ gateway, spot, serves }) => throughGateway(gateway, `NAT gateway \`${gateway.name}\` serves the ${serves}`, spot)),
    ...publicLoadBalancer.look(cluster),
    ...nodePublicIp.look(cluster),
    ...rest,
  ];
}
