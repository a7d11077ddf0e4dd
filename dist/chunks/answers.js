import { networkOf, registryOf, exposureRules } from './catalogue.js';
import { agentPoolType, managedClusterType, segmentAfter, isUnknown } from './ground.js';
import { isolatedOutboundTypes } from './cluster.js';
import { listed, undetermined, lazily, notVisible } from './first-version.js';
import { elements, step, textIn, bodyOf, isOneOf } from './spot.js';
import { inventoryOf } from './inventory.js';

/** A node pool, as it stands in the cluster or as a resource of its own. */
                           
                        
                                                                                                     
                      
 

/** The pools in the cluster's document and beside it. */
function poolsOf(resource          , properties      , inventory           )                   {
  const { spots, unknown } = elements(step(properties, 'agentPoolProfiles'));
  const inline = spots.map((spot)           => ({ name: textIn(step(spot, 'name')) ?? '', spot }));
  const children = inventory.childrenOf(resource, agentPoolType).map((child)           => ({ name: child.name.split('/').at(-1) ?? '', spot: step(bodyOf(child), 'properties') }));
  const { items, rest } = listed([...inline, ...children], inventory.isComplete(agentPoolType, resource.id), 'pools that are made elsewhere');
  return { items, rest: unknown === undefined ? rest : [undetermined(`the pools are not known: ${unknown.why}`, step(properties, 'agentPoolProfiles')), ...rest] };
}

/** A cluster with everything in its graph. What costs is worked out when it is asked for, once. */
                              
                              
                        
                                
                      
                            
                                   
                                                               
                              
                                                        
                             
                                                                                                     
                                   
                                                
                                       
                                                                      
                                                 
                                                        
                                                                   
 

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
  const network = lazily(inventory, () => networkOf({ properties, pools, group, inventory }));
  const registry = lazily(inventory, () => registryOf(properties, inventory));
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
      return network();
    },
    get registry() {
      return registry();
    },
  };
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

/** What the rules say of one cluster. */
                                                        
                            
                                       
                                                                                        
 

/**
 * Every way out of every cluster among the resources, one cluster after the other: whoever wants only what is open need not keep the rest.
 * @param complete the lists that hold everything there is; without them a way out that consists of a resource's presence is never closed
 */
function* exposuresOf(resources                     , complete                          = [], rules                          = exposureRules)                                       {
  for (const cluster of clustersIn(inventoryOf(resources, complete))) {
    yield { cluster, answers: rules.map((rule) => ({ rule, answer: answerOf(rule.look(cluster), cluster.resource) })) };
  }
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

export { answerOf, answers, clusterView, exposuresOf };
