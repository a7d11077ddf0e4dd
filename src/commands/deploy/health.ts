import { textAt, type JsonObject } from '../../arm/json.ts';
import { AzureError } from '../../azure/arm-error.ts';
import { poolNameOf, poolsOf, provisioningStateOf } from '../../isolation/document/cluster.ts';
import type { ClusterSpecification } from '../../isolation/specification.ts';

/** Throws AzureError where the cluster or one of its pools has failed: it may look isolated and serve nobody. */
export function requireHealthy(cluster: JsonObject, { name, resourceGroup }: ClusterSpecification): void {
  const failed = [
    ...(isFailed(provisioningStateOf(cluster)) ? [told(`cluster ${name}`, provisioningStateOf(cluster), textAt(cluster, 'properties', 'status', 'provisioningError', 'message'))] : []),
    ...poolsOf(cluster).filter((pool) => isFailed(textAt(pool, 'provisioningState') ?? '')).map((pool) => told(`pool ${poolNameOf(pool)}`, textAt(pool, 'provisioningState') ?? '', textAt(pool, 'status', 'provisioningError', 'message'))),
  ];
  if (failed.length === 0) return;
  throw new AzureError(`Not everything of cluster ${name} is well: ${failed.join('; ')}. Look at its nodes (az aks nodepool list --resource-group ${resourceGroup} --cluster-name ${name} --output table), mend what holds them and run again.`, { status: 0, code: 'ClusterNotHealthy' });
}

function isFailed(state: string): boolean {
  return ['failed', 'canceled'].includes(state.toLowerCase());
}

function told(what: string, state: string, why: string | undefined): string {
  return `${what} is ${state}${why === undefined ? '' : ` (${why.slice(0, 500)})`}`;
}
