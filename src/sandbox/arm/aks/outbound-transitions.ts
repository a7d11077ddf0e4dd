/**
 * The outbound types that a living cluster can change to (aks-network-isolation.md 4.2, after Microsoft Learn,
 * "egress-outboundtype", 2026-08-05). Where the documentation and the changelog of 2026-05-29 differ, on leaving
 * managedNATGatewayV2, the changelog is followed.
 */
const managedNetwork: Transitions = {
  loadBalancer: ['managedNATGatewayV2', 'managedNATGateway', 'none', 'block'],
  managedNATGatewayV2: ['none', 'block'],
  managedNATGateway: ['managedNATGatewayV2', 'none', 'block'],
  none: ['loadBalancer', 'managedNATGatewayV2', 'managedNATGateway', 'block'],
  block: ['loadBalancer', 'managedNATGatewayV2', 'managedNATGateway', 'none'],
};

const ownNetwork: Transitions = {
  loadBalancer: ['userAssignedNATGateway', 'userDefinedRouting', 'none'],
  userAssignedNATGateway: ['loadBalancer', 'userDefinedRouting', 'none'],
  userDefinedRouting: ['loadBalancer', 'userAssignedNATGateway', 'none'],
  none: ['loadBalancer', 'userAssignedNATGateway', 'userDefinedRouting'],
};

type Transitions = { readonly [from: string]: readonly string[] };

/** True when a cluster may go from one outbound type to the other. `own`: its pools stand in a virtual network of the user's. */
export function mayChangeOutboundType(from: string, to: string, network: 'managed' | 'own'): boolean {
  const table = network === 'own' ? ownNetwork : managedNetwork;
  return from === to || (Object.hasOwn(table, from) && table[from]?.includes(to) === true);
}

/** The outbound types that a cluster can be created with. `block` is in no published type, but is taken (1.1). */
export const outboundTypes: ReadonlySet<string> = new Set([...Object.keys(managedNetwork), ...Object.keys(ownNetwork)]);
