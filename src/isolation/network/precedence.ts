import { isUnknown, Unknown } from '../../language/unknown.ts';
import type { Truth } from '../../language/values.ts';
import type { NextHop } from './routing/route.ts';

/** What carries a packet from a subnet to the Internet. */
export type Means = 'virtualAppliance' | 'virtualNetworkGateway' | TranslatingMeans;

/** The means that give packets a public address where their route leads to the Internet itself. */
export type TranslatingMeans = 'subnetNatGateway' | 'networkNatGateway' | 'instancePublicAddress' | 'loadBalancerOutboundRules' | 'defaultOutboundAccess';

export interface MeansFact {
  readonly means: Means;
  /** In Azure's words, to follow "through": "a NAT gateway on the subnet". */
  readonly title: string;
  /** The pages that say where it stands in the order, and what it carries. */
  readonly pages: readonly string[];
  readonly protocols: 'all' | 'TCP and UDP';
  /** Whether it carries IPv6. `sku`: a NAT gateway of SKU StandardV2 with IPv6 addresses does, one of SKU Standard does not. */
  readonly ipv6: boolean | 'sku';
}

/**
 * In the order in which Azure takes them: "Virtual appliance UDR / VPN Gateway / ExpressRoute >> NAT gateway >> Instance-level public IP address on a virtual
 * machine >> Load balancer outbound rules >> default system route to the internet" ("What is Azure NAT Gateway?", traffic routes, edition of December 2022).
 * The edition of 2025 and "Design virtual networks with Azure NAT Gateway" say the same pair by pair. "Using SNAT for outbound connections" (Azure Load
 * Balancer, 2022) lets the instance-level address precede the others; the pages of the NAT gateway are newer and about just this.
 */
export const meansInOrder: readonly MeansFact[] = [
  // "If you create a user-defined route (UDR) that sends 0.0.0.0/0 traffic to a virtual appliance as the next hop, [...] all outbound traffic is sent to the virtual appliance instead of through the NAT gateway."
  { means: 'virtualAppliance', title: 'a virtual appliance', pages: ['Design virtual networks with Azure NAT Gateway: NAT gateway and user defined routes'], protocols: 'all', ipv6: true },
  { means: 'virtualNetworkGateway', title: 'a virtual network gateway', pages: ['What is Azure NAT Gateway?: Traffic routes'], protocols: 'all', ipv6: true },
  // "A subnet level NAT gateway takes precedence over the VNet level NAT gateway." "Other IP protocols, such as ICMP aren't supported."
  { means: 'subnetNatGateway', title: 'a NAT gateway on the subnet', pages: ['Azure NAT Gateway resource: Source virtual network (StandardV2 only); Protocols; Static public IP addresses'], protocols: 'TCP and UDP', ipv6: 'sku' },
  // "All existing and newly created subnets in the virtual network connect outbound to the internet through the NAT gateway": nothing on a subnet shows it.
  { means: 'networkNatGateway', title: 'a NAT gateway on the virtual network', pages: ['Azure NAT Gateway resource: Source virtual network (StandardV2 only); Protocols'], protocols: 'TCP and UDP', ipv6: 'sku' },
  // "Instance-level public IPs take precedence over load balancer."
  { means: 'instancePublicAddress', title: 'a public address of the node', pages: ['Design virtual networks with Azure NAT Gateway: A NAT gateway and VM with an instance-level public IP and a standard public load balancer'], protocols: 'all', ipv6: true },
  { means: 'loadBalancerOutboundRules', title: 'outbound rules of a load balancer', pages: ['Outbound rules Azure Load Balancer'], protocols: 'TCP and UDP', ipv6: true },
  // "Default outbound access IPs don't support ICMP pings." It is a "public IPv4 address" (edition of March 2022).
  { means: 'defaultOutboundAccess', title: 'default outbound access', pages: ['Default outbound access in Azure'], protocols: 'TCP and UDP', ipv6: false },
];

/** The means that a packet takes. */
export interface MeansTaken {
  /** The one that carries it if none of `possible` does; absent when nothing certainly does. */
  readonly certain?: Means;
  /** Those of which it is not known whether they are there, before the certain one. Nothing carries the packet only where this is empty too. */
  readonly possible: readonly { readonly means: Means; readonly why: string }[];
}

/**
 * What carries a packet to the Internet whose route has this next hop.
 * @param hop `Internet` leads to the first of the translating means that is there; `None` drops the packet, and `VnetLocal` keeps it in the network
 * @param present whether each of the means is there for packets of this IP version and protocol (`MeansFact.protocols` and `.ipv6`)
 */
export function meansTaken(hop: NextHop | Unknown, present: Readonly<Record<TranslatingMeans, Truth>>): MeansTaken {
  if (hop === 'None' || hop === 'VnetLocal') return { possible: [] };
  if (hop === 'VirtualAppliance') return { certain: 'virtualAppliance', possible: [] };
  if (hop === 'VirtualNetworkGateway') return { certain: 'virtualNetworkGateway', possible: [] };
  if (!isUnknown(hop)) return firstOf(present);
  const { certain, possible } = firstOf(present);
  const { why } = hop;
  return { possible: [{ means: 'virtualAppliance', why }, { means: 'virtualNetworkGateway', why }, ...possible, ...(certain === undefined ? [] : [{ means: certain, why }])] };
}

function firstOf(present: Readonly<Record<TranslatingMeans, Truth>>): MeansTaken {
  const possible: { readonly means: Means; readonly why: string }[] = [];
  for (const { means } of meansInOrder) {
    if (means === 'virtualAppliance' || means === 'virtualNetworkGateway') continue;
    const there = present[means];
    if (there === true) return { certain: means, possible };
    if (isUnknown(there)) possible.push({ means, why: there.why });
  }
  return { possible };
}

/** The first API version with which the subnets of a new virtual network are private ("Private subnets by default in Azure Virtual Networks", Azure Networking Blog). */
const privateByDefault = '2025-07-01';

/**
 * Whether a subnet gives its nodes default outbound access. `false` takes it from new nodes; those that run keep theirs until they are deallocated.
 * Any explicit means goes before it, and is not touched by it ("Default outbound access in Azure": private subnets; how can I transition).
 * @param value `defaultOutboundAccess` of the subnet
 * @param apiVersion with which the document is deployed; undefined for one that was read from Azure, where an absent value is one of an open subnet
 */
export function hasDefaultOutboundAccess(value: unknown, apiVersion: string | undefined): Truth {
  if (isUnknown(value) || typeof value === 'boolean') return value;
  if (value !== undefined && value !== null) return new Unknown(`defaultOutboundAccess is ${JSON.stringify(value)}`);
  // "Earlier versions of ARM templates [...] will continue to set defaultOutboundAccess as null, which implicitly allows outbound access."
  if (apiVersion === undefined || apiVersion.slice(0, 10) < privateByDefault) return true;
  return new Unknown(`without a value a subnet has it in a virtual network that is older than API version ${privateByDefault}, and in a new one it has not`);
}

/** What still leaves a private subnet without any explicit means: `defaultOutboundAccess: false` is no proof of isolation. */
export const leavesPrivateSubnet: readonly { readonly what: string; readonly page: string }[] = [
  { what: 'storage accounts of the same region are reached', page: 'Default outbound access in Azure: Limitations of private subnets' },
  { what: 'service endpoints are reached, whose routes are of their own type', page: 'Default outbound access in Azure: Limitations of private subnets' },
  { what: 'nodes in a load balancer backend pool that is configured by address use default outbound access', page: 'Default outbound access in Azure: Limitations of private subnets' },
];
