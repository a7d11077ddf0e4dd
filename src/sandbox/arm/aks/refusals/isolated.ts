import { arrayAt, textAt, type JsonObject } from '../../../../arm/json.ts';
import { aksRefusal, type Refusal } from '../../refusal.ts';
import type { Cluster } from '../cluster.ts';

/** The two outbound types of an isolated cluster. */
export const isolatedTypes: ReadonlySet<string> = new Set(['none', 'block']);

/** A refusal of what no isolated cluster can be. */
export function notIsolated(message: string): Refusal {
  return aksRefusal(400, 'InvalidNetworkIsolatedClusterConfiguration', message);
}

/**
 * Refuses an isolated cluster with what the documentation says is not supported in one (aks-network-isolation.md 2.1). The code is the one of all that the
 * service says of isolated clusters, and the texts are ours: no refusal of these was seen (8, 2). @param body of the PUT, `outboundType` as it is to be
 */
export function requireIsolable(body: JsonObject, outboundType: string, existing: Cluster | undefined): void {
  if (!isolatedTypes.has(outboundType)) return;
  const kept = (...path: readonly string[]): string | undefined => textAt(body, 'properties', ...path) ?? textAt(existing?.properties, ...path);
  // What a PUT that names no plugin makes (`completeNetwork`).
  if ((kept('networkProfile', 'networkPlugin') ?? 'kubenet') === 'kubenet') throw notIsolated(`Network plugin kubenet is not supported when outbound type is ${outboundType}`);
  if (textAt(body, 'properties', 'autoUpgradeProfile', 'nodeOSUpgradeChannel')?.toLowerCase() === 'unmanaged') {
    throw notIsolated(`Node OS upgrade channel Unmanaged is not supported when outbound type is ${outboundType}`);
  }
  // One report (Azure/AKS issue 5240), which was closed; nothing says that it works now.
  if ((textAt(body, 'sku', 'name') ?? textAt(existing?.sku, 'name'))?.toLowerCase() === 'automatic') throw notIsolated(`SKU Automatic is not supported when outbound type is ${outboundType}`);
  for (const pool of arrayAt(body, 'properties', 'agentPoolProfiles')) {
    const name = textAt(pool, 'name') ?? '';
    const before = existing?.pools.find((candidate) => candidate.name === name)?.properties;
    requireLinux(name, textAt(pool, 'osType') ?? textAt(before, 'osType'), outboundType);
    if (outboundType === 'block' && (textAt(pool, 'vnetSubnetID') ?? textAt(before, 'vnetSubnetID')) !== undefined) {
      throw notIsolated(`Outbound type block is only supported with an AKS-managed virtual network, but agent pool '${name}' uses a custom one`);
    }
  }
}

/** Refuses a Windows pool for a cluster with this outbound type, where that is an isolated one. */
export function requireLinux(pool: string, osType: string | undefined, outboundType: string): void {
  if (isolatedTypes.has(outboundType) && osType?.toLowerCase() === 'windows') throw notIsolated(`Windows agent pool '${pool}' is not supported when outbound type is ${outboundType}`);
}
