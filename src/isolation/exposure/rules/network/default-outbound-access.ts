import { isUnknown } from '../../../../language/unknown.ts';
import { closed, open, undetermined, type Evidence } from '../../evidence.ts';
import type { ClusterView } from '../../graph/cluster.ts';
import type { SubnetView } from '../../graph/network.ts';
import { subnetsOf } from '../../graph/places.ts';
import { isMissing, isOneOf, type Spot } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';
import { behind } from './reach/behind.ts';
import { subnetGateway } from './nat-gateway.ts';
import { reachOf } from './reach/reach.ts';

/** The public address that Azure lends to machines that have none. */
export const defaultOutboundAccess: ExposureRule = {
  id: 'egress-default-outbound-access',
  kind: 'egress',
  title: 'Subnets of nodes and pods should be private',
  short: 'Default outbound access',
  leak: 'A machine without any other way out gets one from Azure, behind a public address that belongs to Microsoft, unless its subnet is private. The outbound type `none` of AKS does not change that.',
  seen: ['Microsoft.Network/virtualNetworks/subnets: defaultOutboundAccess'],
  severity: 'high',
  remedy: 'Set `defaultOutboundAccess` of the subnet to `false`, and stop and start the machines in it.',
  sources: ['Azure documentation, "Default outbound access in Azure"', 'AKS documentation, "Customize cluster egress with outbound types": outbound type of none'],
  implies: ['egress-network-security-group'],
  look: (cluster) => {
    const { items, rest } = subnetsOf(cluster);
    return [...items.map((subnet) => inSubnet(subnet, cluster)), ...rest];
  },
};

function inSubnet(subnet: SubnetView, cluster: ClusterView): Evidence {
  const way = ofSwitch(subnet);
  // A machine with an explicit way out has no default one ("Default outbound access in Azure": when default outbound access is provided).
  const gateway = subnetGateway(subnet, cluster.inventory);
  if (way.state !== 'closed' && gateway.state === 'open' && gateway.spot?.resource.mayBeAbsent === undefined) return closed(`${gateway.message}, in the place of default outbound access`, way.spot);
  return behind(way, reachOf(cluster, subnet).internet);
}

/** The first API version in which a new network's subnets are private where nothing is said (see the policy subnet-default-outbound-access). */
const privateSince = '2025-07-01';

/** Whether the subnet gives its machines default outbound access. */
export function ofSwitch(subnet: SubnetView): Evidence {
  const spot = subnet.at('defaultOutboundAccess');
  const name = `subnet \`${subnet.name}\``;
  if (isMissing(spot)) return unsaid(spot, name);
  const isPrivate = isOneOf(spot, [false]);
  if (isUnknown(isPrivate)) return undetermined(`default outbound access of ${name} is not known: ${isPrivate.why}`, spot, { wanted: false });
  return isPrivate ? closed(`${name} is private`, spot) : open(`${name} gives machines default outbound access`, spot, { wanted: false });
}

/**
 * Azure shows the property of subnets where it was set; where it was not they have access. A network that is made by a request of an API version
 * from after March 2026 is private where nothing is said; one that was there before stays as it is ("Default outbound access in Azure").
 */
function unsaid(spot: Spot, name: string): Evidence {
  const version = spot.resource.apiVersion?.slice(0, privateSince.length);
  const message = `${name} does not set \`defaultOutboundAccess\``;
  if (version !== undefined && version >= privateSince) return undetermined(`${message}, which means private only for a network that is new`, spot, { wanted: false });
  return open(`${message}, which means that machines have it`, spot, { wanted: false });
}
