import { newEtag, type AgentPool } from './cluster.ts';
import { rememberedImages } from './nodes/rollback.ts';
import type { Nodes } from './nodes/source.ts';
import { nodeImages } from './versions.ts';

/** The pools after the node image of the named one was brought to the newest: its nodes are others now. */
export function upgradeImages(pools: readonly AgentPool[], name: string, nodes: Nodes): readonly AgentPool[] {
  return pools.map((pool) => {
    if (pool.name !== name) return pool;
    const [, newest] = nodeImages[pool.properties['osType'] === 'Windows' ? 'Windows' : 'Linux'];
    return { ...pool, properties: { ...pool.properties, nodeImageVersion: newest }, nodes, recentImages: rememberedImages(pool, nodes.madeAt), etag: newEtag() };
  });
}
