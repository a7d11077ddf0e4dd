/** What no run may ever have done, read from what Azure was sent and took. */
import { arrayAt, at, textAt } from '../../../src/arm/json.ts';
import type { InProcessArm, InProcessRequest } from '../../azure/in-process-arm.ts';
import { clusterId } from './runs.ts';

/** Pools by the source that their nodes were made with, followed through the requests that were taken. */
export function unsafeWrites(requests: readonly InProcessRequest[], pools: readonly string[], opening: { readonly source: string; readonly outboundType: string }): readonly string[] {
  let { source, outboundType } = opening;
  const nodes = new Map(pools.map((pool) => [pool, source] as const));
  const unsafe: string[] = [];
  for (const { method, path, status = 599, body } of requests) {
    if (status >= 300) continue;
    const renewed = new RegExp(`${clusterId}/agentPools/([^/]+)/upgradeNodeImageVersion$`, 'i').exec(decodeURIComponent(path))?.[1];
    if (method === 'POST' && renewed !== undefined) nodes.set(renewed, source);
    if (method !== 'PUT' || decodeURIComponent(path).toLowerCase() !== clusterId.toLowerCase()) continue;
    source = sourceIn(body) ?? source;
    const wanted = textAt(body, 'properties', 'networkProfile', 'outboundType') ?? outboundType;
    const stale = [...nodes].filter(([, made]) => made !== source).map(([pool]) => pool);
    if (isClosed(wanted) && !isClosed(outboundType) && stale.length > 0) unsafe.push(`outbound type ${wanted} while pool ${stale.join(', ')} pulls from ${[...new Set(stale.map((pool) => nodes.get(pool)))].join(', ')}`);
    outboundType = wanted;
    const echoed = arrayAt(body, 'properties', 'agentPoolProfiles').filter((pool) => at(pool, 'nodeImageVersion') !== undefined);
    if (echoed.length > 0) unsafe.push('nodeImageVersion was echoed');
  }
  return unsafe;
}

/** Writes that closed the way out while nodes pulled from elsewhere than their cluster, as Azure itself knows it. */
export function closedTooEarly(arm: InProcessArm): readonly string[] {
  return arm.controls.clusterWrites(clusterId).flatMap(({ outboundType, artifactSource, pools }, index, writes) => {
    const closes = isClosed(outboundType) && !isClosed(writes[index - 1]?.outboundType ?? outboundType);
    const registries = new Set(pools.map(({ registryId = '' }) => registryId.toLowerCase()));
    const stale = pools.filter(({ source }) => source !== artifactSource);
    return closes && (stale.length > 0 || registries.size > 1) ? [`write ${index} closed the way out while pools pulled from ${JSON.stringify(pools)}`] : [];
  });
}

function sourceIn(body: unknown): string | undefined {
  const source = textAt(body, 'properties', 'bootstrapProfile', 'artifactSource');
  return source === undefined ? undefined : `${source} ${source === 'Cache' ? (textAt(body, 'properties', 'bootstrapProfile', 'containerRegistryId') ?? 'managed').toLowerCase().replace(/^.*\/mc_.*$/, 'managed') : ''}`.trim();
}

function isClosed(type: string): boolean {
  return type === 'none' || type === 'block';
}
