import { parseResourceId, apiVersionOf, isWithin, parseScope, textAt } from './ground.js';
import { exposureRules } from './catalogue.js';
import { inventoryOf, clusterView } from './answers.js';
import { AzureError } from './arm-error.js';
import { meaningOf } from './list-failure.js';

/** What the rules asked for and did not get: with it, more could be said. */
                          
                                                   
                                  
                                              
                                          
 

/** What was asked of a watched inventory. */
                        
                                          
                                          
                                                                  
                            
 

/** An inventory with somebody watching what is asked of it. */
                                   
                                
                                                                                                                                                               
                                                                      
                                                   
                             
                                                                      
                                 
 

function watched(known           )                   {
  const shared = collector();
  let own = collector();
  let reached = new Set          ();
  let isWanted = true;
  let isShared = false;
  const inventory            = {
    ...known,
    follow: (spot) => {
      const found = known.follow(spot);
      if (found.kind === 'found' && !isShared) reached.add(found.resource);
      if (found.kind === 'outside' && typeof spot.value === 'string') {
        if (isShared) shared.id(found.id);
        else if (isWanted) own.id(found.id);
      }
      return found;
    },
    isComplete: (type, scope) => {
      if (known.isComplete(type, scope)) return true;
      if (scope !== undefined && isShared) shared.list(type, scope);
      else if (scope !== undefined && isWanted) own.list(type, scope);
      return false;
    },
    apart: (make) => {
      const before = isShared;
      isShared = true;
      try {
        return make();
      } finally {
        isShared = before;
      }
    },
  };
  return {
    inventory,
    watch: (wants, work) => {
      isWanted = wants;
      return work();
    },
    take: () => {
      const asked = { reached, demands: own.demands() };
      reached = new Set();
      own = collector();
      return asked;
    },
    shared: shared.demands,
  };
}

function collector()                                                                                                                               {
  const ids = new Map                ();
  const lists = new Map                      ();
  return {
    id: (id) => ids.set(id.toLowerCase(), id),
    list: (type, scope) => lists.set(`${type}|${scope}`.toLowerCase(), { type, scope }),
    demands: () => ({ ids: [...ids.values()], lists: [...lists.values()] }),
  };
}

/** Everything that the rules miss to answer for a cluster, in the order in which they asked. Whoever can look reads it, and asks again. */
function demandsOf(cluster          , resources                     , complete                         )          {
  const { inventory, take, shared } = watched(inventoryOf(resources, complete));
  const view = clusterView(cluster, inventory);
  for (const rule of exposureRules) rule.look(view);
  const [own, common] = [take().demands, shared()];
  return { ids: [...new Set([...own.ids, ...common.ids])], lists: [...own.lists, ...common.lists] };
}

/** What lives around a cluster, as far as it could be read. */
                               
                           
                                          
                                             
                                                               
                                     
 

/** A network names groups and tables, those nothing further; more rounds than this follow nothing real. Requests likewise. */
const most = { rounds: 5, requests: 300 }         ;

/**
 * Reads what the exposure rules ask for to answer for one living cluster: what it refers to, and the lists that they want complete, side by side and
 * round by round until they ask for nothing new. What may not be read, or is answered with a refusal, is unseen. Throws `AzureError` when Azure fails.
 */
async function readSurroundings(cluster          , { arm }                             )                        {
  const resources = new Map                  ([[key(cluster), cluster]]);
  const complete                 = [{ type: 'Microsoft.ContainerService/managedClusters/agentPools', scope: cluster.id ?? '' }];
  const unseen = new Set        ();
  const asked = new Set        ();
  let requests = 0;
  const ask = async         (what        , request                       , none         )                              => {
    if (asked.has(what.toLowerCase()) || requests >= most.requests) return undefined;
    asked.add(what.toLowerCase());
    requests += 1;
    try {
      return await request();
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning === undefined || !(error instanceof AzureError)) throw error;
      if (!('why' in meaning)) return none;
      unseen.add(`${what}: ${meaning.why}`);
      return undefined;
    }
  };
  const keep = (documents                       , place         )       => {
    for (const document of documents) {
      const resource = resourceOf(document);
      // What a server says of other places than those that it was asked about is not believed.
      if (resource?.id !== undefined && (place === undefined || isWithin(resource.id, place))) resources.set(key(resource), resource);
    }
  };
  for (let round = 0; round < most.rounds; round += 1) {
    const before = asked.size;
    const demands = demandsOf(cluster, [...resources.values()], complete);
    await Promise.all([
      ...demands.ids.map(async (id) => {
        const target = documentId(id);
        const type = parseResourceId(target)?.type ?? '';
        const version = apiVersionOf(type);
        if (version === undefined) return;
        const document = await ask(target, async () => await arm.find(target, version));
        if (document !== undefined) keep([document], target);
      }),
      ...demands.lists.map(async ({ type, scope }) => {
        const path = listPath(type, scope);
        const version = apiVersionOf(type);
        if (path === undefined || version === undefined) return;
        const found = await ask(path, async () => await arm.list(path, version), []);
        if (found === undefined) return;
        keep(found, scope);
        complete.push({ type, scope });
      }),
    ]);
    if (asked.size === before) break;
  }
  return { resources: [...resources.values()], complete, unseen: [...unseen] };
}

/** A subnet stands whole in the document of its network, which is asked for once for all of them. */
function documentId(id        )         {
  return id.replace(/(\/virtualNetworks\/[^/]+)\/subnets\/[^/]+\/?$/i, '$1');
}

/** Where Azure lists a type: below a subscription or group, below the parent of a child, or on the resource that an extension extends. */
function listPath(type        , scope        )                     {
  if (parseScope(scope) !== undefined) return type.split('/').length === 2 ? `${scope}/providers/${type}` : undefined;
  const parent = parseResourceId(scope);
  if (parent === undefined) return undefined;
  const prefix = `${parent.type.toLowerCase()}/`;
  if (type.toLowerCase().startsWith(prefix)) return type.slice(prefix.length).includes('/') ? undefined : `${scope}/${type.slice(prefix.length)}`;
  return /^Microsoft\.(?:KubernetesConfiguration|Authorization)\//i.test(type) ? `${scope}/providers/${type}` : undefined;
}

function resourceOf(document            )                       {
  const id = parseResourceId(textAt(document, 'id') ?? '');
  return id === undefined ? undefined : { id: id.id, type: id.type, name: id.fullName, body: document };
}

function key({ id = '', type, name }          )         {
  return `${id}|${type}|${name}`.toLowerCase();
}

export { readSurroundings, watched };
