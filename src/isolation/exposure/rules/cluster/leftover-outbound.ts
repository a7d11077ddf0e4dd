import { isUnknown } from '../../../../language/unknown.ts';
import type { Truth } from '../../../../language/truth.ts';
import { closed, undetermined, when, type Evidence } from '../../evidence.ts';
import { isGiven, isMissing, step, textIn, type Spot } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';

/** What holds public addresses, or asks for them. */
const holders = [
  ['loadBalancerProfile', 'managedOutboundIPs'],
  ['loadBalancerProfile', 'outboundIPs', 'publicIPs'],
  ['loadBalancerProfile', 'outboundIPPrefixes', 'publicIPPrefixes'],
  ['loadBalancerProfile', 'effectiveOutboundIPs'],
  ['natGatewayProfile', 'managedOutboundIPProfile'],
  ['natGatewayProfile', 'outboundIPs', 'publicIPs'],
  ['natGatewayProfile', 'outboundIPPrefixes', 'publicIPPrefixes'],
  ['natGatewayProfile', 'effectiveOutboundIPs'],
] as const;

/** Outbound addresses that were left when the outbound type was changed, or are asked for beside it. */
export const leftoverOutbound: ExposureRule = {
  id: 'egress-leftover-outbound',
  kind: 'egress',
  title: 'No outbound address should be left over',
  short: 'Leftover outbound addresses',
  leak: 'Outbound addresses on the load balancer or NAT gateway of AKS stay a way out when the outbound type was changed and they were not taken away.',
  seen: ['Microsoft.ContainerService/managedClusters: networkProfile.outboundType, networkProfile.loadBalancerProfile, networkProfile.natGatewayProfile'],
  severity: 'medium',
  remedy: 'Take the outbound addresses out of `networkProfile.loadBalancerProfile` and `networkProfile.natGatewayProfile`; where `effectiveOutboundIPs` remain, reconcile the cluster with `az aks update` without further arguments.',
  sources: ['AKS documentation, "Customize cluster egress with outbound types"', 'REST reference of managed clusters, `effectiveOutboundIPs`'],
  look: ({ properties, isIsolated, outboundType }) => {
    if (isIsolated === false) return [closed(`outbound addresses are those of the outbound type \`${textIn(outboundType) ?? 'loadBalancer'}\``, outboundType)];
    const profile = step(properties, 'networkProfile');
    const found = holders.map((path) => left(step(profile, ...path), path.join('.'))).filter(({ state }) => state !== 'closed');
    if (found.length === 0) return [closed('neither a load balancer nor a NAT gateway of AKS has outbound addresses', profile)];
    return isUnknown(isIsolated) ? [undetermined(`there are outbound addresses, and the outbound type that they may belong to is not known: ${isIsolated.why}`, outboundType)] : found;
  },
};

/** An empty list and an empty object hold no address, but what is managed is there with any member or none: AKS makes one address then. */
function left(spot: Spot, name: string): Evidence {
  const isManaged = name.includes('managed');
  const holds: Truth = isUnknown(spot.value) ? spot.value : isManaged ? !isMissing(spot) : isGiven(spot);
  return when(holds, spot, { opens: `\`${name}\` holds outbound addresses`, closes: `\`${name}\` holds no outbound address`, target: name });
}
