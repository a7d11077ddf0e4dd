import { arrayAt, textAt, type JsonObject } from '../../../../arm/json.ts';
import { asObject } from '../../documents.ts';
import { aksRefusal, type Refusal } from '../../http/refusal.ts';
import type { Cluster } from '../cluster.ts';

/** The two outbound types of an isolated cluster. */
export const isolatedTypes: ReadonlySet<string> = new Set(['none', 'block']);

/** A refusal of what no isolated cluster can be. */
export function notIsolated(message: string): Refusal {
  return aksRefusal(400, 'InvalidNetworkIsolatedClusterConfiguration', message);
}

/**
 * Refuses an isolated cluster with what the documentation says is not supported in one (aks-network-isolation.md 2.1). The code is the one of all that the
 * service says of isolated clusters, and the texts are ours: no refusal of these was seen (8, 2). What an isolated cluster has already is not asked about, so that
 * it can still be written. @param body of the PUT @param outboundType as it is to be
 */
export function requireIsolable(body: JsonObject, outboundType: string, existing: Cluster | undefined): void {
  if (!isolatedTypes.has(outboundType)) return;
  const wish = wishOf(body, existing);
  const before = existing !== undefined && isIsolated(existing) ? wishOf(existing, undefined) : undefined;
  const isNew = (member: 'plugin' | 'channel' | 'sku', value: string): boolean => wish[member] === value && before?.[member] !== value;
  if (isNew('plugin', 'kubenet')) throw notIsolated(`Network plugin kubenet is not supported when outbound type is ${outboundType}`);
  if (isNew('channel', 'unmanaged')) throw notIsolated(`Node OS upgrade channel Unmanaged is not supported when outbound type is ${outboundType}`);
  // One report (Azure/AKS issue 5240), which was closed; nothing says that it works now.
  if (isNew('sku', 'automatic')) throw notIsolated(`SKU Automatic is not supported when outbound type is ${outboundType}`);
  for (const pool of arrayAt(body, 'properties', 'agentPoolProfiles')) {
    const name = textAt(pool, 'name') ?? '';
    const living = existing?.pools.find((candidate) => candidate.name === name)?.properties;
    if (before === undefined) requireLinux(name, textAt(pool, 'osType') ?? textAt(living, 'osType'), outboundType);
    if (outboundType === 'block' && (textAt(pool, 'vnetSubnetID') ?? textAt(living, 'vnetSubnetID')) !== undefined) {
      throw notIsolated(`Outbound type block is only supported with an AKS-managed virtual network, but agent pool '${name}' uses a custom one`);
    }
  }
}

/** Refuses a new Windows pool for a cluster with this outbound type, where that is an isolated one. */
export function requireLinux(pool: string, osType: string | undefined, outboundType: string): void {
  if (isolatedTypes.has(outboundType) && osType?.toLowerCase() === 'windows') throw notIsolated(`Windows agent pool '${pool}' is not supported when outbound type is ${outboundType}`);
}

/** What decides, in lower case. A PUT that names no plugin and no SKU leaves them as they are, a new cluster gets kubenet (`completeNetwork`). */
function wishOf(document: object, living: Cluster | undefined): Readonly<Record<'plugin' | 'channel' | 'sku', string>> {
  const body = asObject(document);
  const plugin = textAt(body, 'properties', 'networkProfile', 'networkPlugin') ?? textAt(living?.properties, 'networkProfile', 'networkPlugin') ?? 'kubenet';
  const channel = textAt(body, 'properties', 'autoUpgradeProfile', 'nodeOSUpgradeChannel') ?? '';
  const sku = textAt(body, 'sku', 'name') ?? textAt(living?.sku, 'name') ?? '';
  return { plugin: plugin.toLowerCase(), channel: channel.toLowerCase(), sku: sku.toLowerCase() };
}

function isIsolated({ properties }: Cluster): boolean {
  return isolatedTypes.has(textAt(properties, 'networkProfile', 'outboundType') ?? '');
}
