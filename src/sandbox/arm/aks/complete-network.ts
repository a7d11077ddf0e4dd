import { arrayAt, textAt, type JsonObject } from '../../../arm/json.ts';
import { asObject, compact, omit } from '../documents.ts';

const handled: ReadonlySet<string> = new Set([
  'networkPlugin', 'networkPluginMode', 'networkPolicy', 'networkDataplane', 'loadBalancerSku', 'loadBalancerProfile', 'natGatewayProfile',
  'podCidr', 'serviceCidr', 'dnsServiceIP', 'outboundType', 'podCidrs', 'serviceCidrs', 'ipFamilies',
]);

/**
 * What AKS makes of a `networkProfile` (ground-truth/README.md, "What the service makes of a PUT", 4). Assumed: what an update
 * leaves out keeps its value, the outbound type included, except that the profiles of load balancer and NAT gateway follow the
 * outbound type. `effectiveOutboundIPs` are shown by `render.ts` once they exist.
 */
export function completeNetwork(sent: JsonObject, existing: JsonObject): JsonObject {
  const kept = (member: string): unknown => sent[member] ?? existing[member];
  const plugin = kept('networkPlugin') ?? 'kubenet';
  const mode = kept('networkPluginMode');
  const outboundType = outboundTypeOf(sent, existing);
  const podCidr = kept('podCidr') ?? (plugin === 'kubenet' || mode === 'overlay' ? '10.244.0.0/16' : undefined);
  const serviceCidr = kept('serviceCidr') ?? '10.0.0.0/16';
  return compact({
    networkPlugin: plugin,
    networkPluginMode: mode,
    networkPolicy: kept('networkPolicy') ?? 'none',
    networkDataplane: kept('networkDataplane') ?? 'azure',
    loadBalancerSku: kept('loadBalancerSku') ?? 'standard',
    loadBalancerProfile: completeLoadBalancer(outboundType, asObject(sent['loadBalancerProfile'])),
    natGatewayProfile: outboundType === 'managedNATGateway' || outboundType === 'managedNATGatewayV2'
      ? { managedOutboundIPProfile: { count: 1 }, idleTimeoutInMinutes: 4, ...withoutEffective(asObject(sent['natGatewayProfile'])) }
      : undefined,
    podCidr,
    serviceCidr,
    dnsServiceIP: kept('dnsServiceIP') ?? '10.0.0.10',
    outboundType,
    podCidrs: kept('podCidrs') ?? (podCidr === undefined ? undefined : [podCidr]),
    serviceCidrs: kept('serviceCidrs') ?? [serviceCidr],
    ipFamilies: kept('ipFamilies') ?? ['IPv4'],
    ...omit(sent, handled),
  });
}

/** The outbound type that a PUT asks for: the one it names, else the living one, else a new cluster's default. */
export function outboundTypeOf(sent: JsonObject, existing: JsonObject): string {
  return textAt(sent, 'outboundType') ?? textAt(existing, 'outboundType') ?? 'loadBalancer';
}

/** `backendPoolType` is answered whatever the outbound type; the addresses only with a load balancer. */
function completeLoadBalancer(outboundType: string, sent: JsonObject): JsonObject {
  const backendPoolType = sent['backendPoolType'] ?? 'nodeIPConfiguration';
  if (outboundType !== 'loadBalancer') return { backendPoolType };
  const own = arrayAt(sent, 'outboundIPs', 'publicIPs').length + arrayAt(sent, 'outboundIPPrefixes', 'publicIPPrefixes').length > 0;
  return { ...(own ? {} : { managedOutboundIPs: { count: 1 } }), ...withoutEffective(sent), backendPoolType };
}

function withoutEffective(profile: JsonObject): JsonObject {
  return omit(profile, new Set(['effectiveOutboundIPs']));
}
