import { apiVersionOf, textAt, parseScope, isWithin, apiVersions } from './ground.js';
import { AzureError } from './arm-error.js';
import { isGone, meaningOf } from './list-failure.js';
import { kqlText, queryResourceGraph } from './resource-graph.js';

/** How resources of a type are found. */
                     
                                                                                                              
                                                            
                                                        
                                                          
                                                                       
                                                                                  

/** Children that the parent's document shows whole (ground-truth/byo-acr-create.json, update-to-isolated.json; the published types of their API versions). */
const mirrored                      = new Set([
  'microsoft.containerservice/managedclusters/agentpools',
  'microsoft.network/virtualnetworks/subnets',
  'microsoft.network/virtualnetworks/virtualnetworkpeerings',
  'microsoft.network/routetables/routes',
  'microsoft.network/networksecuritygroups/securityrules',
]);

/** `Virtual Network Gateways - List` is an operation of a resource group only (learn.microsoft.com/rest/api/network-gateway/virtual-network-gateways/list). */
const byGroupOnly                      = new Set(['microsoft.network/virtualnetworkgateways']);

/** Extension resources, and the type on whose resources they are looked for. */
const extensions                              = new Map([
  ['microsoft.kubernetesconfiguration/extensions', 'Microsoft.ContainerService/managedClusters'],
]);

/** How resources of a full type are found. */
function listingOf(type        )          {
  const lower = type.toLowerCase();
  const extended = extensions.get(lower);
  if (extended !== undefined) return { kind: 'child', parent: extended, segment: `/providers/${type}` };
  const segments = type.split('/');
  if (segments.length <= 2) return { kind: 'root', byGroupOnly: byGroupOnly.has(lower) };
  const parent = segments.slice(0, -1).join('/');
  return mirrored.has(lower) ? { kind: 'mirrored', parent } : { kind: 'child', parent, segment: `/${segments.at(-1) ?? ''}` };
}

/** The type whose list every search for a type begins with. */
function rootOf(type        )         {
  const listing = listingOf(type);
  return listing.kind === 'root' ? type : rootOf(listing.parent);
}

/** The living resources of some types, and what could not be looked at. */
                                  
                                              
                                            
                                                                                                              
                                                                              
 

                 
                                            
                                   
 

const nothing        = { resources: [], whys: [] };

/** A scope that Azure lists resources of. */
                                                                          

/**
 * Every living resource of `types` (full types, any case) at or below `scope`. Types whose resources stand whole in their parent's
 * document (pools, subnets, peerings, routes, security rules) are answered by the parents. At a management group Resource Graph says
 * which subscription has which type, with its delay of minutes and for what the principal may read.
 * Throws `AzureError` when Azure fails; a list that it refuses for good is `unseen`.
 */
async function listResources(scope       , types                   , tools            )                           {
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
  managementGroup        , types                   , tools            ,
)                                                                                           {
  const roots = [...new Set(types.map((type) => rootOf(type).toLowerCase()))];
  if (roots.length === 0) return [];
  // Ordered by both, as rows that are equal in what they are ordered by may be repeated or left out between pages.
  const query = `resources | where type in~ (${roots.map(kqlText).join(', ')}) | distinct subscriptionId, type | order by subscriptionId asc, type asc`;
  const rows = await queryResourceGraph(query, { managementGroup }, tools);
  const found = new Map                     ();
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

async function listAt(scope               , types                   , { arm }            )                           {
  const searches = new Map                        ();
  const find = async (type        )                 => {
    const key = type.toLowerCase();
    const search = searches.get(key) ?? lookFor(type);
    searches.set(key, search);
    return await search;
  };

  const list = async (path        , apiVersion        , mayBeGone = false)                 => {
    try {
      return { resources: await arm.list(path, apiVersion), whys: [] };
    } catch (error) {
      const meaning = mayBeGone && isGone(error) ? { isNone: true } : meaningOf(error);
      if (meaning === undefined) throw error;
      return 'why' in meaning ? { resources: [], whys: [meaning.why] } : nothing;
    }
  };

  /** The list that stands at `segment` under each of `owners`, which were seen a moment ago and may be gone by now. */
  const listUnder = async (owners       , segment        , type        )                 => {
    const lists = await Promise.all(owners.resources.map(async (owner)                 => {
      const id = textAt(owner, 'id') ?? '';
      if (!isWithin(id, scope.id)) return { resources: [], whys: [`Azure listed ${JSON.stringify(id)} as being in ${scope.id}; nothing was asked there.`] };
      return await list(`${id}${segment}`, apiVersionOf(type) ?? '', true);
    }));
    return { resources: lists.flatMap(({ resources }) => resources), whys: [...owners.whys, ...lists.flatMap(({ whys }) => whys)] };
  };

  const lookFor = async (type        )                 => {
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
function sameType(left        , right        )          {
  return left.toLowerCase() === right.toLowerCase();
}

export { listResources };
