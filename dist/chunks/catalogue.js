import { isUnknown } from './ground.js';
import { step, isOneOf, isGiven, isMissing, elements, textIn } from './spot.js';
import { isolatedOutboundTypes } from './cluster.js';

/** One fact that an answer rests on. */
                           
                                                     
                                                                                                        
                           
                                                                   
                       
                                                          
                            
                                                                                                                                         
                           
     
                                                                                                                                  
                                                                           
     
                               
 

/** The answer of a rule for one cluster: `open` where any evidence is, else `undetermined` where any is, else `closed`. Never without evidence. */
                         
                                    
                                         
 

/** Things of a kind. `rest` is evidence that there may be more; empty where these are all. */
                               
                                  
                                     
 

/** The way is open here. */
function open(message        , spot      , more                                      = {})           {
  return { state: 'open', message, spot, ...more };
}

/** The way is closed here. */
function closed(message        , spot       )           {
  return { state: 'closed', message, ...(spot === undefined ? {} : { spot }) };
}

/** A value that was given is not known. */
function undetermined(message        , spot      , more                           = {})           {
  return { state: 'undetermined', message, spot, ...more };
}

/** A resource or a list that would decide was not given: no finding where only files are read. */
function notVisible(what        , spot       )           {
  return { state: 'undetermined', message: `${what} cannot be seen here`, notVisible: what, ...(spot === undefined ? {} : { spot }) };
}

/** The items with evidence that there may be more, unless the list is known to be complete. @param what in words for a list: "pools that are made elsewhere" */
function listed      (items                 , isComplete         , what        )               {
  return { items, rest: isComplete ? [] : [notVisible(what)] };
}

/**
 * Evidence from a condition that opens the way: `opens` says it does, `closes` that it does not. An unknown value is undetermined, with why.
 */
function when(condition       , spot      , said                                                                                                          )           {
  const more = said.wanted === undefined ? {} : { wanted: said.wanted };
  if (isUnknown(condition)) return undetermined(`${said.opens}, or not: ${whyOf(condition)}`, spot, more);
  return condition ? open(said.opens, spot, { ...more, ...(said.target === undefined ? {} : { target: said.target }) }) : closed(said.closes, spot);
}

function whyOf({ why }         )         {
  return why;
}

/** `a or b`, three-valued. */
function either(left       , right       )        {
  if (left === true || right === true) return true;
  return isUnknown(left) ? left : right;
}

/** Public addresses of nodes, asked for by a pool or put on its scale set by hand. */
const nodePublicIp               = {
  id: 'egress-node-public-ip',
  kind: 'egress',
  title: 'Nodes should have no public addresses',
  short: 'Node public addresses',
  leak: 'A node with a public address reaches the Internet through it, whatever the outbound type of the cluster is.',
  seen: [
    'Microsoft.ContainerService/managedClusters: agentPoolProfiles[*].enableNodePublicIP, .nodePublicIPPrefixID',
    'Microsoft.ContainerService/managedClusters/agentPools: enableNodePublicIP, nodePublicIPPrefixID',
    'Microsoft.Compute/virtualMachineScaleSets in the node resource group: virtualMachineProfile.networkProfile.networkInterfaceConfigurations[*].properties.ipConfigurations[*].properties.publicIPAddressConfiguration',
    'Microsoft.Network/networkInterfaces in the node resource group: ipConfigurations[*].properties.publicIPAddress',
  ],
  severity: 'high',
  remedy: 'Make the pool anew with `enableNodePublicIP: false` and without a prefix, move the workloads there and delete the old pool.',
  sources: ['AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": caution on node public IP'],
  look: (cluster) => [...cluster.pools.items.map(ofPool), ...cluster.pools.rest, ...onMachines(cluster)],
};

/** Without `enableNodePublicIP` a prefix gives no address, but it says that one is wanted; AKS refuses it alone. */
function ofPool({ name, spot }          )           {
  const enabled = step(spot, 'enableNodePublicIP');
  const prefix = step(spot, 'nodePublicIPPrefixID');
  const asked = isOneOf(enabled, [true]);
  const isPrefixed        = isUnknown(prefix.value) ? prefix.value : isGiven(prefix);
  const at = asked === true || isMissing(prefix) ? enabled : prefix;
  return when(either(asked, isPrefixed), at, { opens: `pool \`${name}\` gives its nodes public addresses`, closes: `pool \`${name}\` gives its nodes no public address`, ...(at === enabled ? { wanted: false } : {}), target: name });
}

const scaleSetType = 'Microsoft.Compute/virtualMachineScaleSets';
const interfaceType = 'Microsoft.Network/networkInterfaces';

/** Scale sets carry their interfaces; pools of single machines have interfaces of their own. */
function onMachines(cluster             )                      {
  const scaleSets = cluster.inNodeResourceGroup(scaleSetType);
  const interfaces = cluster.inNodeResourceGroup(interfaceType);
  const configured = scaleSets.items.flatMap((resource) =>
    within({ resource, pointer: '', value: resource.body }, ['properties', 'virtualMachineProfile', 'networkProfile', 'networkInterfaceConfigurations'], 'publicIPAddressConfiguration'),
  );
  const attached = interfaces.items.flatMap((resource) => addressesIn({ resource, pointer: '', value: resource.body }, 'publicIPAddress'));
  const isPartial = [scaleSets, interfaces].some(({ rest }) => rest.length > 0);
  return [...configured, ...attached, isPartial ? notVisible('the machines in the node resource group') : closed('every machine in the node resource group was looked at')];
}

function within(body      , path                   , property        )                      {
  const { spots, unknown } = elements(step(body, ...path));
  const here = unknown === undefined ? [] : [undetermined(`the interfaces of \`${body.resource.name}\` are not known: ${unknown.why}`, step(body, ...path))];
  return [...here, ...spots.flatMap((spot) => addressesIn(spot, property))];
}

function addressesIn(owner      , property        )                      {
  const { spots } = elements(step(owner, 'properties', 'ipConfigurations'));
  return spots.map((spot) => {
    const address = step(spot, 'properties', property);
    const given        = isUnknown(address.value) ? address.value : isGiven(address);
    const name = owner.resource.name;
    return when(given, address, { opens: `\`${name}\` in the node resource group has a public address`, closes: `\`${name}\` in the node resource group has no public address`, target: name });
  });
}

/** The way out that AKS makes itself. */
const outboundType               = {
  id: 'egress-outbound-type',
  kind: 'egress',
  title: 'AKS should make no way out',
  short: 'Outbound type',
  leak: 'With any outbound type but `none` and `block` AKS makes, or relies on, a way to the Internet for every node.',
  seen: ['Microsoft.ContainerService/managedClusters: networkProfile.outboundType'],
  severity: 'high',
  remedy: 'Set the artifact source to `Cache`, reimage every pool, then set `outboundType` to `none`; `deploy` plans it.',
  sources: ['AKS documentation, "Customize cluster egress with outbound types"'],
  look: ({ outboundType: spot }) => {
    if (isUnknown(spot.value)) return [undetermined(`the outbound type is not known: ${spot.value.why}`, spot, { wanted: 'none' })];
    if (isOneOf(spot, isolatedOutboundTypes) === true) return [closed(`the outbound type is \`${textIn(spot) ?? ''}\``, spot)];
    const said = textIn(spot);
    const message = said === undefined ? 'no outbound type is set, which is `loadBalancer`' : `the outbound type is \`${said}\``;
    return [open(message, spot, { wanted: 'none', target: said ?? 'loadBalancer' })];
  },
};

/** Every exposure rule, in the order in which people read them. */
const exposureRules                          = [outboundType, nodePublicIp];

export { exposureRules, listed, notVisible, undetermined };
