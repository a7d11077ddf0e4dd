import { at } from '../../../../arm/json.ts';
import { aksRefusal } from '../../http/refusal.ts';
import { newEtag, withPools, type Cluster } from '../cluster.ts';

export type Power = 'Running' | 'Stopped';

export function powerOf({ properties }: Cluster): Power {
  return at(properties, 'powerState', 'code') === 'Stopped' ? 'Stopped' : 'Running';
}

/** The cluster stopped or started, with its pools. A start ends the wait for one that a new place of the API server calls for. */
export function withPower(cluster: Cluster, code: Power): Cluster {
  const powerState = { code };
  const pools = cluster.pools.map((pool) => ({ ...pool, properties: { ...pool.properties, powerState }, etag: newEtag() }));
  const { awaitsRestart, ...changed } = withPools({ ...cluster, properties: { ...cluster.properties, powerState }, etag: newEtag() }, pools);
  return code === 'Running' || awaitsRestart === undefined ? changed : { ...changed, awaitsRestart };
}

/** Whether a PUT moves the API server into the network: nodes learn its new address when the cluster is stopped and started (aks-network-isolation.md 4.3). */
export function movesApiServer(cluster: Cluster, before: Cluster | undefined): boolean {
  return before !== undefined && isIntegrated(cluster) && !isIntegrated(before);
}

function isIntegrated({ properties }: Cluster): boolean {
  return at(properties, 'apiServerAccessProfile', 'enableVnetIntegration') === true;
}

/** Refuses what cannot be done to a cluster in its present power state. Text: MicrosoftDocs/azure-docs issue 85161, where one that is stopped is stopped. */
export function requirePower(cluster: Cluster, wanted: Power, doing: 'stopping' | 'starting' | 'updating'): void {
  const power = powerOf(cluster);
  if (power === wanted) return;
  throw aksRefusal(409, 'OperationNotAllowed', `managed cluster is in Provisioning State(Succeeded) and Power State(${power}), ${doing} cannot be performed`);
}
