import { apiVersions } from '../../arm/api-versions.ts';
import { textAt, type JsonObject } from '../../arm/json.ts';
import { parseResourceId } from '../../arm/resource-id.ts';
import type { Resource } from '../../arm/resource.ts';
import { AzureError } from '../../azure/arm-error.ts';
import { routeTablesOf, subnetsOf } from '../../isolation/deployment/cluster/close-egress.ts';
import { allFresh, eitherFresh, freshnessOf, needsEvidence, nothingFresh, type Freshness } from '../../isolation/deployment/cluster/freshness.ts';
import { sourceOf } from '../../isolation/deployment/cluster/source.ts';
import { leaseIn } from '../../isolation/deployment/lease.ts';
import { clusterIdOf } from '../../isolation/specification.ts';
import type { Tools } from '../tools.ts';
import type { DeployOptions } from './options.ts';
import type { RunState } from './run/run-state.ts';
import { settledCluster, type Settled } from './settle.ts';

/** What a plan is made from. */
export interface Seen extends Settled {
  readonly isFresh: Freshness;
  /** A run was cut off before it was done. */
  readonly isUnfinished: boolean;
  /** It was at work on nodes, or on where they pull from. */
  readonly concernsNodes: boolean;
}

/** Reads where things stand. What this run has seen or done of the nodes is kept in `state`. */
export async function look(options: DeployOptions, state: RunState, tools: Tools): Promise<Seen> {
  const settled = await settledCluster(options.specification, options.pollInterval, tools);
  const { cluster, resourceGroup } = settled;
  const id = clusterIdOf(options.specification);
  const before = state.known(id);
  if (before !== undefined && cluster !== undefined && JSON.stringify(sourceOf(before)) !== JSON.stringify(sourceOf(cluster))) state.renewed.clear();
  state.keep(id, cluster);
  for (const pool of settled.renewed) state.renewed.add(pool);
  const lease = leaseIn(resourceGroup, options.specification);
  const concernsNodes = lease?.concernsNodes === true;
  return { ...settled, isUnfinished: lease !== undefined, concernsNodes, isFresh: cluster === undefined ? nothingFresh : await freshness(cluster, concernsNodes, options, state, tools) };
}

async function freshness(cluster: JsonObject, concernsNodes: boolean, options: DeployOptions, state: RunState, tools: Tools): Promise<Freshness> {
  if (!needsEvidence(cluster, { leaves: options.leaveTo !== undefined, isUnfinished: concernsNodes })) return allFresh;
  const { readNodeHistory } = await import('../../azure/node-history.ts');
  return eitherFresh((pool) => state.renewed.has(pool), freshnessOf(await readNodeHistory(cluster, clusterIdOf(options.specification), tools)));
}

/** Ids of the registries that stand in the node resource group: a run that was cut off may have left one behind. What may not be read is left out. */
export async function readNodeGroupRegistries(cluster: JsonObject, subscriptionId: string, { arm }: Pick<Tools, 'arm'>): Promise<readonly string[]> {
  const group = textAt(cluster, 'properties', 'nodeResourceGroup');
  if (group === undefined) return [];
  try {
    const found = await arm.list(`/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/Microsoft.ContainerRegistry/registries`, apiVersions.containerRegistry);
    return found.flatMap((registry) => textAt(registry, 'id') ?? []);
  } catch (error) {
    if (error instanceof AzureError && (error.status === 403 || error.status === 404)) return [];
    throw error;
  }
}

/** The networks and route tables of a cluster in a network of the user's; what may not be read is left out. */
export async function readOwnNetworks(cluster: JsonObject, { arm }: Pick<Tools, 'arm'>): Promise<readonly Resource[]> {
  const read = async (id: string): Promise<readonly Resource[]> => {
    try {
      const body = await arm.find(id, apiVersions.network);
      const parsed = parseResourceId(id);
      return body === undefined || parsed === undefined ? [] : [{ id, type: parsed.type, name: parsed.fullName, body }];
    } catch (error) {
      if (error instanceof AzureError && error.status === 403) return [];
      throw error;
    }
  };
  const networks = await Promise.all(unique(subnetsOf(cluster).map((id) => id.split(/\/subnets\//i)[0] ?? id)).map(read));
  const tables = await Promise.all(unique(routeTablesOf(cluster, networks.flat())).map(read));
  return [...networks.flat(), ...tables.flat()];
}

function unique(ids: readonly string[]): readonly string[] {
  return [...new Map(ids.map((id) => [id.toLowerCase(), id])).values()];
}
