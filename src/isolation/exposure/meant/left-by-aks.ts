import type { ClusterView } from '../graph/cluster.ts';
import { textIn } from '../graph/spot.ts';

/** Ways that security rules close, and only they. */
const closedByRules: ReadonlySet<string> = new Set(['egress-regional-storage', 'egress-network-security-group']);

/**
 * True for ways that stay open in the network that AKS makes with outbound type `none`: nobody but AKS changes its security group, and it denies the
 * Internet there with `block` alone (AKS documentation, "Customize cluster egress with outbound types"; "Node resource group lockdown").
 */
export function isLeftByAks(rule: string, { network, outboundType }: ClusterView): boolean {
  return closedByRules.has(rule) && network.kind === 'managed' && textIn(outboundType) === 'none';
}
