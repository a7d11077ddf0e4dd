import { subnetsOf } from '../../graph/places.ts';
import type { ExposureRule } from '../../rule.ts';
import { reachOf } from './reach/reach.ts';

/** Whether security rules hold back what another way would carry: the second lock. */
export const networkSecurityGroup: ExposureRule = {
  id: 'egress-network-security-group',
  kind: 'egress',
  title: 'Security rules should deny traffic to the Internet',
  short: 'Security groups',
  leak: 'The default rules of a network security group let everything out to the Internet, and a subnet without a group has no rules. A NAT gateway, a public address or a route that somebody adds then works at once.',
  seen: ['Microsoft.Network/virtualNetworks/subnets: networkSecurityGroup.id', 'Microsoft.Network/networkSecurityGroups: securityRules[*]', 'Microsoft.Network/networkSecurityGroups/securityRules'],
  severity: 'low',
  remedy: 'Add a rule that denies outbound traffic of every protocol, source and port to `Internet`, before any rule that allows some. In the network that AKS makes, which nobody else changes, set the outbound type `block` where policies allow it.',
  sources: ['Azure documentation, "Azure network security groups overview": default security rules', 'Azure documentation, "Azure service tags overview"', 'AKS documentation, "Customize cluster egress with outbound types": outbound type of block'],
  // What needs no public address leaves as soon as security rules let it.
  implies: ['egress-regional-storage'],
  look: (cluster) => {
    const { items, rest } = subnetsOf(cluster);
    return [...items.map((subnet) => reachOf(cluster, subnet).group), ...rest];
  },
};
