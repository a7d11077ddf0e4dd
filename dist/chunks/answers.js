import { notVisible, undetermined, registryOf, listed, exposureRules } from './catalogue.js';
import { isUnknown, segmentAfter, Unknown, arrayAt, managedClusterType, parseResourceId } from './ground.js';
import { isolatedOutboundTypes } from './cluster.js';
import { fold, piecesOf, matches, matchesPieces } from './engine.js';
import { step, isMissing, bodyOf, elements, textIn, isOneOf } from './spot.js';

/** A subnet, written in its virtual network, as a resource of its own, or both. */
                             
                                      
                        
                                                                                  
                              
                                                  
                                         
                                                                                                    
                                                    
                                                               
                                    
 

/** A reference with what it leads to. */
                       
                      
                        
 

                                 
                                                                                                                    
                                               
                                                                                                                    
                                       
                                                                  
                                         
                                                         
                                                                           
 

                                                                                                                            

const virtualNetworkType = 'Microsoft.Network/virtualNetworks';
const subnetType = `${virtualNetworkType}/subnets`;

                        
                              
                            
                                   
                                       
                                     
                                
 

/** Where the nodes and pods of a cluster live. A cluster of which any pool names a subnet lives in a network of its owner. */
function networkOf({ properties, pools, group, inventory }              )                 {
  const references = pools.items.flatMap(({ name, spot }) => ['vnetSubnetID', 'podSubnetID'].map((property) => ({ pool: name, spot: step(spot, property) }))).filter(({ spot }) => !isMissing(spot) && spot.value !== '');
  const apiSpot = step(properties, 'apiServerAccessProfile', 'subnetId');
  const apiServer = { spot: apiSpot, to: followSubnet(apiSpot, inventory, ['the API server']) };
  if (references.length === 0) return managedNetwork(pools, group, apiServer, inventory);
  const found = new Map                    ();
  const missing = new Map                  ();
  for (const { pool, spot } of references) {
    const to = followSubnet(spot, inventory, [pool]);
    if (to.kind === 'found') {
      const key = `${to.subnet.resource.id ?? to.subnet.resource.deployment ?? ''}|${to.subnet.name}`.toLowerCase();
      const there = found.get(key);
      found.set(key, there === undefined ? to.subnet : { ...there, pools: [...new Set([...there.pools, pool])] });
    } else if (to.kind === 'outside') missing.set(to.id, notVisible(`subnet \`${nameOf(to.id)}\``, spot));
    else if (to.kind === 'unknown') missing.set(`${pool} ${spot.pointer}`, undetermined(`the subnet of pool \`${pool}\` is not known: ${to.why}`, spot));
  }
  const items = [...found.values()];
  const networks = [...new Set(items.flatMap(({ network }) => (network === undefined ? [] : [network])))];
  return { kind: 'own', subnets: { items, rest: [...missing.values()] }, networks, apiServer };
}

/** `network/subnet` from the end of an id. */
function nameOf(id        )         {
  const segments = id.split('/');
  return [segments.at(-3), segments.at(-1)].join('/');
}

/** The network of AKS lies in the node resource group. */
function managedNetwork(pools                  , group                    , apiServer                             , inventory           )                 {
  const networks = group === undefined ? [] : inventory.inGroup(virtualNetworkType, group);
  const items = networks.flatMap((network) => subnetsOf(network, inventory));
  const isSeen = items.length > 0 && inventory.isComplete(virtualNetworkType, group);
  const kind = pools.items.length === 0 ? 'unknown' : 'managed';
  return { kind, subnets: { items, rest: isSeen ? [] : [notVisible(kind === 'managed' ? 'the network that AKS makes' : 'the network of the pools')] }, networks, apiServer };
}

function subnetsOf(network          , inventory           )                        {
  const names = arrayAt(network.body, 'properties', 'subnets').flatMap((subnet) => textIn(step({ resource: network, pointer: '', value: subnet }, 'name')) ?? []);
  const children = inventory.childrenOf(network, subnetType).map(({ name }) => name.split('/').at(-1) ?? '');
  return [...new Map([...names, ...children].map((name) => [name.toLowerCase(), name])).values()].flatMap((name) => subnetIn(network, name, [], inventory) ?? []);
}

/** Follows the reference to a subnet, which may be written in its network or as a resource of its own. */
function followSubnet(spot      , inventory           , pools                   )                 {
  const direct = inventory.follow(spot);
  if (direct.kind === 'found') {
    const network = inventory.parentOf(direct.resource);
    const name = direct.resource.name.split('/').at(-1) ?? '';
    const within = network === undefined ? undefined : subnetIn(network, name, pools, inventory);
    return { kind: 'found', subnet: within ?? view([step(bodyOf(direct.resource), 'properties')], direct.resource, undefined, pools) };
  }
  if (direct.kind !== 'outside') return direct;
  const { parent, name } = parentReference(spot.value);
  const network = parent === undefined ? undefined : inventory.follow({ ...spot, value: parent });
  if (network?.kind === 'unknown') return network;
  const subnet = network?.kind === 'found' ? subnetIn(network.resource, name, pools, inventory) : undefined;
  if (subnet !== undefined) return { kind: 'found', subnet };
  const listed = network?.kind === 'found' ? step(bodyOf(network.resource), 'properties', 'subnets') : undefined;
  return listed !== undefined && isUnknown(listed.value) ? { kind: 'unknown', why: listed.value.why } : direct;
}

/** The id of the network from that of its subnet, as far as it is known. */
function parentReference(value         )                                                      {
  const pieces = piecesOf(value) ?? [];
  const last = pieces.at(-1) ?? '';
  const name = segmentAfter(last, 'subnets') ?? '';
  const parent = last.replace(/\/subnets\/[^/]*\/*$/i, '');
  if (name === '' || parent === last) return { parent: undefined, name };
  return { parent: pieces.length === 1 ? parent : new Unknown(isUnknown(value) ? value.why : '', { pieces: [...pieces.slice(0, -1), parent] }), name };
}

/** The subnet of that name, from every place where it is written. */
function subnetIn(network          , name        , pools                   , inventory           )                         {
  const child = inventory.childrenOf(network, subnetType).find((one) => fold(one.name.split('/').at(-1) ?? '') === fold(name));
  const inline = elements(step(bodyOf(network), 'properties', 'subnets')).spots.find((one) => fold(textIn(step(one, 'name')) ?? '') === fold(name));
  const declarations = [...(child === undefined ? [] : [step(bodyOf(child), 'properties')]), ...(inline === undefined ? [] : [step(inline, 'properties')])];
  return declarations.length === 0 ? undefined : view(declarations, child ?? network, network, pools, `${network.name}/${name}`);
}

function view(declarations                 , resource          , network                      , pools                   , name = resource.name)             {
  return {
    name,
    resource,
    network,
    pools,
    at: (...path) => {
      const spots = declarations.map((declaration) => step(declaration, ...path));
      return spots.find((spot) => !isMissing(spot)) ?? spots[0] ?? { resource, pointer: `/properties/${path.join('/')}`, value: undefined };
    },
  };
}

/** A node pool, as it stands in the cluster or as a resource of its own. */
                           
                        
                                                                                                     
                      
 

/** A cluster with everything in its graph. What costs is worked out when it is asked for, once. */
                              
                              
                        
                                
                      
                            
                                   
                                                               
                              
                                                        
                             
                                                                                                     
                                   
                                                
                                       
                                                                      
                                                 
                                                        
                                                                   
 

const agentPoolType = `${managedClusterType}/agentPools`;

/** The clusters among the resources. */
function clustersIn(inventory           )                         {
  return inventory.ofType(managedClusterType).map((resource) => clusterView(resource, inventory));
}

/** One cluster with its surroundings. */
function clusterView(resource          , inventory           )              {
  const properties = step(bodyOf(resource), 'properties');
  const outboundType = step(properties, 'networkProfile', 'outboundType');
  const pools = poolsOf(resource, properties, inventory);
  const group = nodeResourceGroupOf(resource, properties);
  return {
    resource,
    name: resource.name,
    inventory,
    properties,
    pools,
    outboundType,
    isIsolated: isOneOf(outboundType, isolatedOutboundTypes),
    nodeResourceGroup: group,
    inNodeResourceGroup: (type) => inGroup(type, group, inventory),
    get network() {
      return remember(this, 'network', networkOf({ properties, pools, group, inventory }));
    },
    get registry() {
      return remember(this, 'registry', registryOf(properties, inventory));
    },
  };
}

/** A value in the place of the getter that made it. */
function remember       (view        , name        , value       )        {
  Object.defineProperty(view, name, { value, enumerable: true });
  return value;
}

function poolsOf(resource          , properties      , inventory           )                   {
  const { spots, unknown } = elements(step(properties, 'agentPoolProfiles'));
  const inline = spots.map((spot)           => ({ name: textIn(step(spot, 'name')) ?? '', spot }));
  const children = inventory.childrenOf(resource, agentPoolType).map((child)           => ({ name: child.name.split('/').at(-1) ?? '', spot: step(bodyOf(child), 'properties') }));
  const { items, rest } = listed([...inline, ...children], inventory.isComplete(agentPoolType, resource.id), 'pools that are made elsewhere');
  return { items, rest: unknown === undefined ? rest : [undetermined(`the pools are not known: ${unknown.why}`, step(properties, 'agentPoolProfiles')), ...rest] };
}

/** Named by the cluster, else by the service: `MC_group_name_location` (AKS documentation, "Create a node resource group"). */
function nodeResourceGroupOf({ id, name, body }          , properties      )                     {
  const subscription = id === undefined ? undefined : segmentAfter(id, 'subscriptions');
  if (id === undefined || subscription === undefined) return undefined;
  const named = step(properties, 'nodeResourceGroup');
  if (isUnknown(named.value)) return undefined;
  const location = textIn(step({ resource: { type: '', name: '', body }, pointer: '', value: body }, 'location'))?.replaceAll(' ', '').toLowerCase();
  const group = textIn(named) ?? (location === undefined ? undefined : `MC_${segmentAfter(id, 'resourceGroups') ?? ''}_${name}_${location}`);
  return group === undefined ? undefined : `/subscriptions/${subscription}/resourceGroups/${group}`;
}

function inGroup(type        , group                    , inventory           )                   {
  if (group === undefined) return { items: [], rest: [notVisible('the node resource group')] };
  return listed(inventory.inGroup(type, group), inventory.isComplete(type, group), `${type.split('/').at(-1) ?? type} in the node resource group`);
}

/** A list that holds everything there is: of this type, at or below this scope. A live scan has them, a template has none. */
                               
                                                               
                        
                                                                                                                                                    
                         
 

/** Where a reference leads. */
                      
                                  
                             
                                                           
                                                                              
                                                     
                                                       

/** Everything that was given, to be looked up by type and by reference. */
                            
                                          
                                                     
                                                         
                                                            
                                                                         
                                                                                                      
                                                                               
                                                                     
                                                               
                                                                                                                            
                                            
                                                                               
                                                                            
 

/**
 * Makes resources findable. References lead by id; where subscription or resource group are not known, by what is known of the id: the one resource
 * of that type and name whose id fits, one of the same deployment before others.
 */
function inventoryOf(resources                     , complete                          = [])            {
  const byType = groupedBy(resources, ({ type }) => type.toLowerCase());
  const byId = groupedBy(resources, ({ id }) => id?.toLowerCase());
  const byName = groupedBy(resources, ({ type, name }) => nameKey(type, name));
  const withoutId = groupedBy(resources.filter(({ id }) => id === undefined), ({ type, name }) => nameKey(type, name));
  const byParentId = groupedBy(resources, (child) => parentIdKey(child));
  const byParentName = groupedBy(resources, (child) => parentNameKey(child));
  const childrenWithoutId = groupedBy(resources.filter(({ id }) => id === undefined), (child) => parentNameKey(child));
  const byGroup = groupedBy(resources, ({ id, type }) => (id === undefined ? undefined : groupKey(id, type)));
  const index        = { byId, byName, withoutId };
  return {
    resources,
    ofType: (type) => byType.get(type.toLowerCase()) ?? [],
    inGroup: (type, group) => byGroup.get(`${group.toLowerCase()}|${type.toLowerCase()}`) ?? [],
    childrenOf: (parent, type) => {
      const name = nameKey(parent.type, parent.name);
      const wanted = type.toLowerCase();
      const open = ((parent.id === undefined ? byParentName : childrenWithoutId).get(name) ?? []).filter((child) => isBelow(child, parent));
      return [...(parent.id === undefined ? [] : (byParentId.get(parent.id.toLowerCase()) ?? [])), ...open].filter((child) => child.type.toLowerCase() === wanted);
    },
    parentOf: (child) => {
      const exact = byId.get(parentIdKey(child) ?? '')?.[0];
      const name = parentNameKey(child);
      return exact ?? (name === undefined ? undefined : ((child.id === undefined ? byName : withoutId).get(name) ?? []).find((parent) => isBelow(child, parent)));
    },
    follow: (spot) => follow(spot, index),
    isComplete: (type, scope) => complete.some((list) => (list.type === '*' || list.type.toLowerCase() === type.toLowerCase()) && covers(list.scope, scope)),
  };
}

                                                        

                 
                         
                           
                                                             
                              
 

function groupedBy(resources                     , keyOf                                            )          {
  const groups = new Map                    ();
  for (const resource of resources) {
    const key = keyOf(resource);
    if (key === undefined) continue;
    const there = groups.get(key);
    if (there === undefined) groups.set(key, [resource]);
    else there.push(resource);
  }
  return groups;
}

function nameKey(type        , name        )         {
  return `${type}|${name}`.toLowerCase();
}

/** The resource group of an id and a type: extension resources are found in the group of what they extend. */
function groupKey(id        , type        )                     {
  const [, subscriptions, subscription, groups, group] = id.toLowerCase().split('/');
  return subscriptions !== 'subscriptions' || groups !== 'resourcegroups' ? undefined : `/subscriptions/${subscription ?? ''}/resourcegroups/${group ?? ''}|${type.toLowerCase()}`;
}

/** The id of the parent, in lower case: without the last type and name. */
function parentIdKey({ id, type }          )                     {
  return id === undefined || type.split('/').length < 3 ? undefined : id.toLowerCase().split('/').slice(0, -2).join('/');
}

function parentNameKey({ type, name }          )                     {
  const types = type.split('/');
  const names = name.split('/');
  return types.length < 3 || names.length < 2 ? undefined : nameKey(types.slice(0, -1).join('/'), names.slice(0, -1).join('/'));
}

/** Type and name fit already, and at least one id is not known in full: then the deployment decides, where both say one. */
function isBelow(child          , parent          )          {
  if (child.id !== undefined && parent.id !== undefined) return false;
  return fits(idPieces(child)?.slice(0, 1), idPieces(parent)?.slice(0, 1)) && (child.deployment === undefined || parent.deployment === undefined || child.deployment === parent.deployment);
}

/** What is known of the beginnings of two ids does not contradict. */
function fits(left                    , right                    )          {
  const [first = ''] = left ?? [];
  const [second = ''] = right ?? [];
  return fold(first).startsWith(fold(second)) || fold(second).startsWith(fold(first)) || left === undefined || right === undefined || sharesScope(first, second);
}

function sharesScope(first        , second        )          {
  const [left, right] = [segmentAfter(first, 'subscriptions'), segmentAfter(second, 'subscriptions')];
  const [group, other] = [segmentAfter(first, 'resourceGroups'), segmentAfter(second, 'resourceGroups')];
  return (left === undefined || right === undefined || fold(left) === fold(right)) && (group === undefined || other === undefined || fold(group) === fold(other));
}

/** The id of a resource as far as it is known; undefined where nothing is said of it. */
function idPieces({ id, openId }          )                     {
  return id === undefined ? openId : [id];
}

function follow({ resource: from, value }      , { byId, byName, withoutId }       )           {
  if (value === undefined || value === null || value === '') return { kind: 'none' };
  const pieces = piecesOf(value);
  if (pieces === undefined) return { kind: 'unknown', why: isUnknown(value) ? value.why : 'what is written there is no id' };
  const tail = tailOf(pieces);
  if (tail === undefined) return isUnknown(value) ? { kind: 'unknown', why: value.why } : { kind: 'unknown', why: `\`${clipped$1(pieces[0] ?? '')}\` is no resource id` };
  const exact = typeof value === 'string' ? byId.get(value.replace(/\/+$/, '').toLowerCase()) : undefined;
  const candidates = exact ?? ((typeof value === 'string' ? withoutId : byName).get(nameKey(tail.type, tail.name)) ?? []).filter((candidate) => isSame(candidate, pieces));
  const near = candidates.length > 1 && from.deployment !== undefined ? candidates.filter(({ deployment }) => deployment === from.deployment) : candidates;
  const [first, second] = near.length === 0 ? candidates : near;
  if (first === undefined) return { kind: 'outside', id: shownId(value, pieces) };
  if (second !== undefined) return { kind: 'unknown', why: `more than one ${tail.type} is called ${tail.name}, and which one is meant is known only at deployment` };
  return { kind: 'found', resource: first };
}

/** Type and name from the end of an id, when all of them are known. */
function tailOf(pieces        )                                                               {
  const last = pieces.at(-1) ?? '';
  const marker = last.toLowerCase().lastIndexOf('/providers/');
  if (marker < 0) return undefined;
  const parsed = parseResourceId(`${pieces.length === 1 ? last.slice(0, marker) : ''}${last.slice(marker)}`);
  return parsed === undefined ? undefined : { type: parsed.type, name: parsed.fullName };
}

function isSame(candidate          , wanted        )          {
  const own = idPieces(candidate);
  if (own === undefined) return true;
  const [left, right] = [own.map(fold), wanted.map(fold)];
  return (left.length === 1 && right.length > 1 ? matches(right, left[0] ?? '') : matchesPieces(left, right)) !== 'never';
}

function shownId(value         , pieces        )         {
  return typeof value === 'string' ? value : pieces.join('…');
}

function clipped$1(text        )         {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** A list at a scope holds everything below it. What lies where is not known to be covered by a list of one scope. */
function covers(listed        , scope                    )          {
  if (listed === '') return true;
  if (scope === undefined) return false;
  const [outer, inner] = [listed.toLowerCase(), scope.toLowerCase()];
  return inner === outer || inner.startsWith(`${outer}/`);
}

/** What the rules say of one cluster. */
                                 
                                
                                       
                                                                                        
 

/**
 * Every way out of every cluster among the resources.
 * @param complete the lists that hold everything there is; without them a way out that consists of a resource's presence is never closed
 */
function exposuresOf(resources                     , complete                          = [], rules                          = exposureRules)                            {
  return clustersIn(inventoryOf(resources, complete)).map((cluster) => ({ cluster, answers: rules.map((rule) => ({ rule, answer: answerOf(rule.look(cluster), cluster.resource) })) }));
}

/** The worst of the evidence decides. What rests on a resource of which it is not known whether it will be deployed is not known. */
function answerOf(found                     , cluster          )         {
  const evidence = found.map((one) => bounded(ifDeployed(one, cluster)));
  const state = (['open', 'undetermined']         ).find((worst) => evidence.some((one) => one.state === worst)) ?? 'closed';
  return { state, evidence };
}

/** The cluster's own condition makes its rules no less true: a cluster that is not deployed has no way out either, one that is has this one. */
function ifDeployed(evidence          , cluster          )           {
  const { spot, state, message } = evidence;
  const why = spot?.resource.mayBeAbsent;
  if (spot === undefined || why === undefined || state === 'undetermined' || spot.resource === cluster) return evidence;
  return { state: 'undetermined', message: `${message}, where \`${spot.resource.name}\` is deployed: ${why}`, spot };
}

/** Names in a template may be of any length; what people read is not. UTF-16 units. */
const longest = { message: 500, target: 500 }         ;

function bounded(evidence          )           {
  const { message, target = '' } = evidence;
  if (message.length <= longest.message && target.length <= longest.target) return evidence;
  return { ...evidence, message: clipped(message, longest.message), ...(target === '' ? {} : { target: clipped(target, longest.target) }) };
}

function clipped(text        , length        )         {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const answers = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  answerOf,
  exposuresOf
}, Symbol.toStringTag, { value: 'Module' }));

export { answers, clusterView, exposuresOf, inventoryOf };
