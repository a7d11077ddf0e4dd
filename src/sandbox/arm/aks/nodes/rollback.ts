import { textAt, type JsonObject } from '../../../../arm/json.ts';
import { toAzureTime } from '../../time.ts';
import { writesImages } from '../api-surface.ts';
import { newEtag, poolId, type AgentPool, type Cluster } from '../cluster.ts';
import { invalid } from '../property-refusals.ts';
import { defaultKubernetesVersion, upgradesOf } from '../versions.ts';
import type { Nodes } from './source.ts';
import type { RecentImage } from './recent-image.ts';

/** How many a pool remembers; the documentation names no number. */
const remembered = 3;

/** The images that a pool had before, with the one that it has until now. */
export function rememberedImages({ properties, recentImages = [] }: AgentPool, now: number): readonly RecentImage[] {
  const image = textAt(properties, 'nodeImageVersion');
  return image === undefined ? recentImages : [{ image, until: now }, ...recentImages.filter((recent) => recent.image !== image)].slice(0, remembered);
}

/**
 * The image that a PUT of a living pool asks to go back to: since 2026-04-01 another one than it has is such a request, also when it is only what was read before an
 * upgrade (aks-network-isolation.md 4.4, 2). Undefined: none. Throws for one that the pool did not have lately; the text is ours.
 */
export function requireRollback(name: string, sent: JsonObject, existing: AgentPool | undefined, apiVersion: string): string | undefined {
  const wanted = textAt(sent, 'nodeImageVersion');
  if (existing === undefined || wanted === undefined || !writesImages(apiVersion) || wanted === textAt(existing.properties, 'nodeImageVersion')) return undefined;
  if (existing.recentImages?.some(({ image }) => image === wanted) === true) return wanted;
  throw invalid('agentPoolProfile.nodeImageVersion', wanted, `agent pool '${name}' can only be rolled back to one of its recently used versions`);
}

/** The pool after it went back to the image that was asked for: its nodes are others now. */
export function rolledBack(pool: AgentPool, nodes: Nodes): AgentPool {
  const { rollsBackTo, ...rest } = pool;
  if (rollsBackTo === undefined) return pool;
  return { ...rest, properties: { ...pool.properties, nodeImageVersion: rollsBackTo }, nodes, recentImages: rememberedImages(pool, nodes.madeAt), etag: newEtag() };
}

/** "Agent Pools - Get Upgrade Profile": the versions that it can be brought to, the newest image, and those to which a pool can go back. */
export function renderUpgradeProfile(cluster: Cluster, pool: AgentPool, latest: string): JsonObject {
  const { currentOrchestratorVersion, osType } = pool.properties;
  return {
    id: `${poolId(cluster, pool.name)}/upgradeProfiles/default`,
    name: 'default',
    type: 'Microsoft.ContainerService/managedClusters/agentPools/upgradeProfiles',
    properties: {
      kubernetesVersion: currentOrchestratorVersion,
      osType,
      upgrades: upgradesOf(textAt(pool.properties, 'currentOrchestratorVersion') ?? defaultKubernetesVersion).map((kubernetesVersion) => ({ kubernetesVersion })),
      latestNodeImageVersion: latest,
      recentlyUsedVersions: (pool.recentImages ?? []).map(({ image, until }) => ({ orchestratorVersion: currentOrchestratorVersion, nodeImageVersion: image, timestamp: toAzureTime(until, image) })),
    },
  };
}
