/**
 * What a managed cluster's ARM document says, in the terms of isolation. Absent means what the service's default means
 * (reference: REST documentation of managedClusters; the profile's absence is `Direct`, the outbound type's `loadBalancer`).
 */
import { arrayAt, at, member, textAt } from '../../arm/json.ts';

/** Outbound types that leave a cluster without a way out of AKS's making. */
export const isolatedOutboundTypes: readonly string[] = ['none', 'block'];

export function outboundTypeOf(cluster: unknown): string {
  return textAt(cluster, 'properties', 'networkProfile', 'outboundType') ?? 'loadBalancer';
}

export function artifactSourceOf(cluster: unknown): string {
  return textAt(cluster, 'properties', 'bootstrapProfile', 'artifactSource') ?? 'Direct';
}

export function isPrivateCluster(cluster: unknown): boolean {
  return at(cluster, 'properties', 'apiServerAccessProfile', 'enablePrivateCluster') === true;
}

/** Run command is on unless it is switched off (REST documentation of managedClusters, `disableRunCommand`). */
export function allowsRunCommand(cluster: unknown): boolean {
  return at(cluster, 'properties', 'apiServerAccessProfile', 'disableRunCommand') !== true;
}

export function nodeOsUpgradeChannelOf(cluster: unknown): string {
  return textAt(cluster, 'properties', 'autoUpgradeProfile', 'nodeOSUpgradeChannel') ?? 'NodeImage';
}

export function poolsOf(cluster: unknown): readonly unknown[] {
  return arrayAt(cluster, 'properties', 'agentPoolProfiles');
}

export function poolNameOf(pool: unknown): string {
  return textAt(pool, 'name') ?? '';
}

/** True when nodes of the pool get public addresses: they leave the cluster whatever its outbound type is. An empty prefix id is none. */
export function hasNodePublicIp(pool: unknown): boolean {
  return member(pool, 'enableNodePublicIP') === true || (textAt(pool, 'nodePublicIPPrefixID') ?? '') !== '';
}

/** True where AKS made the network, in the resource group of the nodes: no pool names a subnet. False where the pools are not told. */
export function isInNetworkOfAks(cluster: unknown): boolean {
  const pools = poolsOf(cluster);
  return pools.length > 0 && pools.every((pool) => (textAt(pool, 'vnetSubnetID') ?? '') === '');
}

/** `Succeeded`, `Creating`, `Failed`, …; "" when the document has none. */
export function provisioningStateOf(resource: unknown): string {
  return textAt(resource, 'properties', 'provisioningState') ?? '';
}

/** True when the service works on the cluster or on one of its pools; a write would be refused with 409 now. */
export function operationInProgress(cluster: unknown): string | undefined {
  const state = provisioningStateOf(cluster);
  if (!isTerminal(state)) return state;
  const busy = poolsOf(cluster).find((pool) => !isTerminal(textAt(pool, 'provisioningState') ?? ''));
  return busy === undefined ? undefined : `${textAt(busy, 'provisioningState') ?? ''} (pool ${poolNameOf(busy)})`;
}

export function isStopped(cluster: unknown): boolean {
  return equalsIgnoringCase(textAt(cluster, 'properties', 'powerState', 'code') ?? '', 'Stopped');
}

export function isTerminal(state: string): boolean {
  return ['', 'succeeded', 'failed', 'canceled'].includes(state.toLowerCase());
}

export function equalsIgnoringCase(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** True where the last operation did not end well: the document says what the resource was to become. */
export function hasFailed(resource: unknown): boolean {
  return ['failed', 'canceled'].includes(provisioningStateOf(resource).toLowerCase());
}
