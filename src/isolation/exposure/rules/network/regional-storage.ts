import { subnetsOf } from '../../graph/places.ts';
import type { ExposureRule } from '../../rule.ts';
import { reachOf } from './reach/reach.ts';

/** Storage accounts of the region, which no setting of the cluster or its subnet keeps out of reach. */
export const regionalStorage: ExposureRule = {
  id: 'egress-regional-storage',
  kind: 'egress',
  title: 'Security rules should keep storage accounts of the region out of reach',
  short: 'Storage of the region',
  leak: 'Machines reach storage accounts of their own region without any public address, in private subnets too, and whoever owns such an account can take data there.',
  seen: ['Microsoft.Network/virtualNetworks/subnets: networkSecurityGroup.id, routeTable.id', 'Microsoft.Network/networkSecurityGroups: securityRules[*]', 'Microsoft.Network/routeTables: routes[*]'],
  severity: 'medium',
  remedy: 'Add a rule to the security group of the subnet that denies outbound traffic to `Internet` (or `Storage`), or a route for `0.0.0.0/0` to `None`. In the network that AKS makes, which nobody else changes, set the outbound type `block` where policies allow it, or declare the way as meant.',
  sources: ['Azure documentation, "Default outbound access in Azure": limitations of private subnets', 'Azure documentation, "Azure service tags overview": Storage', 'AKS documentation, "Customize cluster egress with outbound types": outbound type of block'],
  implies: ['egress-network-security-group'],
  look: (cluster) => {
    const { items, rest } = subnetsOf(cluster);
    return [...items.map((subnet) => reachOf(cluster, subnet).storage), ...rest];
  },
};
