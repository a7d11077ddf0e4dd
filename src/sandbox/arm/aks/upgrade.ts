import { newEtag, type AgentPool } from './cluster.ts';
import { nodeImages } from './versions.ts';

/** The pools after the node image of the named one was brought to the newest. */
export function upgradeImages(pools: readonly AgentPool[], name: string): readonly AgentPool[] {
  return pools.map((pool) => {
    if (pool.name !== name) return pool;
    const [, newest] = nodeImages[pool.properties['osType'] === 'Windows' ? 'Windows' : 'Linux'];
    return { ...pool, properties: { ...pool.properties, nodeImageVersion: newest }, etag: newEtag() };
  });
}
