import type { ExposureRule } from './rule.ts';
import { nodePublicIp } from './rules/node-public-ip.ts';
import { defaultOutboundAccess } from './rules/network/default-outbound-access.ts';
import { learnedRoute } from './rules/network/learned-route.ts';
import { networkSecurityGroup } from './rules/network/network-security-group.ts';
import { peering } from './rules/network/peering.ts';
import { publicLoadBalancer } from './rules/network/public-load-balancer.ts';
import { route } from './rules/network/route.ts';
import { subnetNatGateway } from './rules/network/subnet-nat-gateway.ts';
import { virtualNetworkNatGateway } from './rules/network/virtual-network-nat-gateway.ts';
import { outboundType } from './rules/outbound-type.ts';

/** Every exposure rule, in the order in which people read them. */
export const exposureRules: readonly ExposureRule[] = [
  outboundType,
  nodePublicIp,
  // The network around the cluster.
  publicLoadBalancer,
  subnetNatGateway,
  virtualNetworkNatGateway,
  route,
  learnedRoute,
  defaultOutboundAccess,
  peering,
  networkSecurityGroup,
];
