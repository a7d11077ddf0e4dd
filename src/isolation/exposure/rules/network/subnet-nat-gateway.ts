import { subnetsOf } from '../../graph/places.ts';
import type { ExposureRule } from '../../rule.ts';
import { behind } from './reach/behind.ts';
import { subnetGateway } from './nat-gateway.ts';
import { reachOf } from './reach/reach.ts';

/** NAT gateways that the subnets of nodes and pods name. */
export const subnetNatGateway: ExposureRule = {
  id: 'egress-subnet-nat-gateway',
  kind: 'egress',
  title: 'Subnets of nodes and pods should have no NAT gateway',
  short: 'NAT gateway',
  leak: 'A NAT gateway gives every packet from its subnet to the Internet a public address, whatever the outbound type of the cluster is.',
  seen: ['Microsoft.Network/virtualNetworks/subnets: natGateway.id', 'Microsoft.Network/natGateways: publicIpAddresses, publicIpPrefixes'],
  severity: 'high',
  remedy: 'Take the NAT gateway off the subnet: `az network vnet subnet update --remove natGateway`.',
  sources: ['Azure documentation, "What is Azure NAT Gateway?"', 'Azure documentation, "Troubleshoot Azure NAT Gateway": configuration basics'],
  // Security rules come before the gateway: whoever opens it opens them.
  implies: ['egress-network-security-group'],
  look: (cluster) => {
    const { items, rest } = subnetsOf(cluster);
    return [...items.map((subnet) => behind(subnetGateway(subnet, cluster.inventory), reachOf(cluster, subnet).internet)), ...rest];
  },
};
