import { apiVersions } from '../../arm/api-versions.ts';
import type { JsonObject } from '../../arm/json.ts';
import { parseResourceId, sameId, segmentAfter } from '../../arm/resource-id.ts';
import type { Resource } from '../../arm/resource.ts';
import { isWithin, type Scope } from '../../arm/scope.ts';
import { kqlText, type QueryScope, type QueryTools } from '../resource-graph.ts';
import { chunks, mostIds } from './chunks.ts';
import { placesOf, seen, type Subscription, type Unseen } from './places.ts';
import type { Detail } from './rows.ts';
import { clusterQuery, type FleetQuery } from './tables.ts';

/** Which clusters are looked at. */
export interface FleetTarget {
  /** Management groups, subscriptions and resource groups. */
  readonly scopes: readonly Scope[];
  /** Ids of clusters, besides. */
  readonly clusters: readonly string[];
  /** Set where the run looks at a part of the subscriptions only. */
  readonly isInShard?: (subscriptionId: string) => boolean;
  readonly detail: Detail;
}

/** The rows of a query as resources; undefined when Azure refuses it. @param isMeant rows of other places than asked about are not believed */
export type Query = (what: FleetQuery, scopes: readonly QueryScope[], conditions: readonly string[], isMeant: (id: string) => boolean) => Promise<readonly Resource[] | undefined>;

export interface ReadClusters {
  readonly subscriptions: readonly Subscription[];
  readonly asked: readonly QueryScope[];
  readonly unseen: readonly Unseen[];
  readonly gone: readonly string[];
  readonly isTenant: boolean;
  readonly clusters: readonly Resource[];
}

/** The clusters of a target, each once, in the order of their ids. */
export async function readClusters(
  { scopes, clusters: named, isInShard }: FleetTarget, query: Query, tools: QueryTools,
): Promise<ReadClusters> {
  const single = named.filter((id) => isInShard?.(segmentAfter(id, 'subscriptions')?.toLowerCase() ?? '') !== false);
  const around = single.flatMap((id): readonly Scope[] => {
    const subscriptionId = segmentAfter(id, 'subscriptions') ?? '';
    return [{ kind: 'subscription', id: `/subscriptions/${subscriptionId}`, subscriptionId }];
  });
  const places = await placesOf([...scopes, ...around], isInShard, tools);
  const isWhole = scopes.some(({ kind }) => kind === 'managementGroup');
  const isMeant = (id: string): boolean => isWhole || scopes.some((scope) => isWithin(id, scope.id)) || single.some((one) => sameId(one, id));
  const groups = scopes.every(({ kind }) => kind === 'resourceGroup') ? scopes.flatMap((scope) => (scope.kind === 'resourceGroup' ? [scope.resourceGroup] : [])) : [];
  const narrow = isWhole || scopes.some(({ kind }) => kind === 'subscription') ? [] : [[
    ...(groups.length === 0 ? [] : [`resourceGroup in~ (${groups.map(kqlText).join(', ')})`]),
    ...chunks(single, mostIds).map((chunk) => `id in~ (${chunk.map(kqlText).join(', ')})`),
  ].map((one) => `(${one})`).join(' or ')].filter((one) => one !== '').map((one) => `(${one})`);
  const found = places.subscriptions.length === 0 ? [] : await query(clusterQuery, places.asked, narrow, isMeant);
  const known = new Set((found ?? []).map(({ id = '' }) => id.toLowerCase()));
  const dark = new Set(places.unseen.map(({ scope }) => scope.toLowerCase()));
  const absent = single.filter((id) => !known.has(id.toLowerCase()) && !dark.has(`/subscriptions/${segmentAfter(id, 'subscriptions') ?? ''}`.toLowerCase()));
  const refused = found === undefined ? [...scopes.map(({ id }) => id), ...single].map((scope) => ({ scope, why: 'Azure Resource Graph refused to list its clusters.' })) : [];
  // Resource Graph lags behind, and tells what may not be read from what is not there as little as anybody.
  const asked = await Promise.all((found === undefined ? [] : absent).map(async (id) => ({ id, ...await seen(async () => ({ document: await tools.arm.find(id, apiVersions.managedClusters) })) })));
  return {
    ...places,
    clusters: [...(found ?? []), ...asked.flatMap(({ id, answer }) => (answer?.document === undefined ? [] : resourceOf(id, answer.document)))],
    unseen: [...places.unseen, ...refused, ...asked.flatMap(({ id, why }) => (why === undefined ? [] : [{ scope: id, why }]))],
    gone: asked.filter(({ answer }) => answer !== undefined && answer.document === undefined).map(({ id }) => id),
  };
}

function resourceOf(id: string, document: JsonObject): readonly Resource[] {
  const parsed = parseResourceId(id);
  return parsed === undefined ? [] : [{ id: parsed.id, type: clusterQuery.types[0] ?? parsed.type, name: parsed.fullName, body: document }];
}
