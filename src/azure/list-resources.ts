import { apiVersionOf, apiVersions } from '../arm/api-versions.ts';
import { textAt, type JsonObject } from '../arm/json.ts';
import { isWithin, parseScope, type Scope } from '../arm/scope.ts';
import { AzureError } from './arm-error.ts';
import { isGone, meaningOf } from './list-resources/list-failure.ts';
import { listingOf, rootOf } from './list-resources/type-tree.ts';
import { kqlText, queryResourceGraph, type QueryTools } from './resource-graph.ts';

/** The living resources of some types, and what could not be looked at. */
export interface ListedResources {
  /** Each document as Azure's list has it. */
  readonly resources: readonly JsonObject[];
  /** A type, in the case it was asked for, and why some or all of its resources were not seen: a sentence. */
  readonly unseen: readonly { readonly type: string; readonly why: string }[];
}

interface Found {
  readonly resources: readonly JsonObject[];
  readonly whys: readonly string[];
}

const nothing: Found = { resources: [], whys: [] };

/** A scope that Azure lists resources of. */
type ListableScope = Exclude<Scope, { readonly kind: 'managementGroup' }>;

/**
 * Every living resource of `types` (full types, any case) at or below `scope`. Types whose resources stand whole in their parent's
 * document (pools, subnets, peerings, routes, security rules) are answered by the parents. At a management group Resource Graph says
 * which subscription has which type, with its delay of minutes and for what the principal may read.
 * Throws `AzureError` when Azure fails; a list that it refuses for good is `unseen`.
 */
export async function listResources(scope: Scope, types: readonly string[], tools: QueryTools): Promise<ListedResources> {
  const wanted = types.filter((type, index) => types.findIndex((other) => sameType(other, type)) === index);
  const speakable = wanted.filter((type) => apiVersionOf(rootOf(type)) !== undefined);
  const places = scope.kind === 'managementGroup' ? await placesBelow(scope.managementGroup, speakable, tools) : [{ scope, types: speakable }];
  const found = await Promise.all(places.map(async (place) => await listAt(place.scope, place.types, tools)));
  const unknown = wanted.filter((type) => !speakable.includes(type))
    .map((type) => ({ type, why: `Resources of type ${type} were not looked at: this version does not know in which API version Azure lists them.` }));
  return { resources: found.flatMap(({ resources }) => resources), unseen: [...unknown, ...found.flatMap(({ unseen }) => unseen)] };
}

/** Which subscription has which of the types, or their parents. */
async function placesBelow(
  managementGroup: string, types: readonly string[], tools: QueryTools,
): Promise<readonly { readonly scope: ListableScope; readonly types: readonly string[] }[]> {
  const roots = [...new Set(types.map((type) => rootOf(type).toLowerCase()))];
  if (roots.length === 0) return [];
  // Ordered by both, as rows that are equal in what they are ordered by may be repeated or left out between pages.
  const query = `resources | where type in~ (${roots.map(kqlText).join(', ')}) | distinct subscriptionId, type | order by subscriptionId asc, type asc`;
  const rows = await queryResourceGraph(query, { managementGroup }, tools);
  const found = new Map<string, Set<string>>();
  for (const row of rows) {
    const id = `/subscriptions/${(textAt(row, 'subscriptionId') ?? '').toLowerCase()}`;
    const known = found.get(id) ?? new Set();
    found.set(id, known.add((textAt(row, 'type') ?? '').toLowerCase()));
  }
  return [...found].map(([id, present]) => {
    const scope = parseScope(id);
    if (scope?.kind !== 'subscription') throw new AzureError(`Azure Resource Graph named ${JSON.stringify(id)} as a subscription.`, { status: 200, code: 'NoSubscription' });
    return { scope, types: types.filter((type) => present.has(rootOf(type).toLowerCase())) };
  });
}

async function listAt(scope: ListableScope, types: readonly string[], { arm }: QueryTools): Promise<ListedResources> {
  const searches = new Map<string, Promise<Found>>();
  const find = async (type: string): Promise<Found> => {
    const key = type.toLowerCase();
    const search = searches.get(key) ?? lookFor(type);
    searches.set(key, search);
    return await search;
  };

  const list = async (path: string, apiVersion: string, mayBeGone = false): Promise<Found> => {
    try {
      return { resources: await arm.list(path, apiVersion), whys: [] };
    } catch (error) {
      const meaning = mayBeGone && isGone(error) ? { isNone: true } : meaningOf(error);
      if (meaning === undefined) throw error;
      return 'why' in meaning ? { resources: [], whys: [meaning.why] } : nothing;
    }
  };

  /** The list that stands at `segment` under each of `owners`, which were seen a moment ago and may be gone by now. */
  const listUnder = async (owners: Found, segment: string, type: string): Promise<Found> => {
    const lists = await Promise.all(owners.resources.map(async (owner): Promise<Found> => {
      const id = textAt(owner, 'id') ?? '';
      if (!isWithin(id, scope.id)) return { resources: [], whys: [`Azure listed ${JSON.stringify(id)} as being in ${scope.id}; nothing was asked there.`] };
      return await list(`${id}${segment}`, apiVersionOf(type) ?? '', true);
    }));
    return { resources: lists.flatMap(({ resources }) => resources), whys: [...owners.whys, ...lists.flatMap(({ whys }) => whys)] };
  };

  const lookFor = async (type: string): Promise<Found> => {
    const listing = listingOf(type);
    if (listing.kind === 'mirrored') return await find(listing.parent);
    if (listing.kind === 'child') return await listUnder(await find(listing.parent), listing.segment, type);
    if (scope.kind === 'resourceGroup' || !listing.byGroupOnly) return await list(`${scope.id}/providers/${type}`, apiVersionOf(type) ?? '');
    return await listUnder(await list(`${scope.id}/resourceGroups`, apiVersions.resourceGroups), `/providers/${type}`, type);
  };

  const found = await Promise.all(types.map(async (type) => ({ type, ...await find(type) })));
  return {
    // A parent that was asked for also answers for its children: the same documents.
    resources: [...new Set(found.flatMap(({ resources }) => resources))],
    unseen: found.flatMap(({ type, whys }) => whys.map((why) => ({ type, why }))),
  };
}

/** Types compare as ids do. */
function sameType(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
