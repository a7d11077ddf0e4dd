import { isUnknown, Unknown, roleAssignmentType } from './ground.js';
import { step, isOneOf, isGiven, isMissing, elements, textIn, bodyOf } from './spot.js';
import { isolatedOutboundTypes } from './cluster.js';
import { negate, piecesOf, truthOf, begins, fold, foldedPieces } from './engine.js';

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

/** Something worked out once for an inventory, when it is first asked for: what is looked at for every cluster must not be looked through for each. */
function oncePer       (make                                 )                                  {
  const made = new WeakMap                                      ();
  return (inventory) => {
    const there = made.get(inventory);
    if (there !== undefined) return there.value;
    const value = make(inventory);
    made.set(inventory, { value });
    return value;
  };
}

/** The registry that nodes bootstrap from, and what belongs to it. */
                                    
                                                
                      
                                                                       
                        
                                        
                                                              
                                       
 

const registryType = 'Microsoft.ContainerRegistry/registries';
const cacheRuleType = `${registryType}/cacheRules`;
const privateEndpointType = 'Microsoft.Network/privateEndpoints';

function registryOf(properties      , inventory           )                    {
  const spot = step(properties, 'bootstrapProfile', 'containerRegistryId');
  const to = isMissing(spot) || spot.value === '' ? { kind: 'none'          } : inventory.follow(spot);
  if (to.kind !== 'found') return { spot, to, cacheRules: { items: [], rest: [notVisible('the cache rules of the registry', spot)] }, endpoints: { items: [], rest: [notVisible('private endpoints of the registry', spot)] } };
  const registry = to.resource;
  return {
    spot,
    to,
    cacheRules: listed(inventory.childrenOf(registry, cacheRuleType), inventory.isComplete(cacheRuleType, registry.id), 'cache rules that are made elsewhere'),
    endpoints: endpointsTo(registry, inventory),
  };
}

/** The private endpoints that lead to a resource. */
function endpointsTo(target          , inventory           )                   {
  const { byTarget, unclear } = targetsOf(inventory);
  const { items, rest } = listed(byTarget.get(target) ?? [], inventory.isComplete(privateEndpointType, target.id), 'private endpoints that are made elsewhere');
  return { items, rest: [...unclear, ...rest] };
}

                   
                                                                
                                          
                                        
 

const targetsOf = oncePer((inventory)          => {
  const byTarget = new Map                      ();
  const unclear             = [];
  for (const endpoint of inventory.ofType(privateEndpointType)) {
    for (const connection of connectionsOf(endpoint)) {
      const service = step(connection, 'properties', 'privateLinkServiceId');
      const to = inventory.follow(service);
      if (to.kind === 'found') {
        const there = byTarget.get(to.resource);
        if (there === undefined) byTarget.set(to.resource, [endpoint]);
        else if (!there.includes(endpoint)) there.push(endpoint);
      } else if (to.kind === 'unknown' && isUnknown(service.value)) unclear.push(undetermined(`where private endpoint \`${endpoint.name}\` leads is not known: ${to.why}`, service));
    }
  }
  return { byTarget, unclear };
});

/** The connections of a private endpoint, approved by hand or not. */
function connectionsOf(endpoint          )                  {
  const properties = step(bodyOf(endpoint), 'properties');
  return ['privateLinkServiceConnections', 'manualPrivateLinkServiceConnections'].flatMap((name) => elements(step(properties, name)).spots);
}

/** The registry that nodes bootstrap from: the owner's, or the one that AKS keeps in the node resource group. */
function bootstrapRegistries(cluster             )                   {
  const { registry, properties } = cluster;
  if (registry.to.kind === 'found') return { items: [registry.to.resource], rest: [] };
  if (registry.to.kind === 'outside') return { items: [], rest: [notVisible(`registry \`${registry.to.id.split('/').at(-1) ?? ''}\``, registry.spot)] };
  if (registry.to.kind === 'unknown') return { items: [], rest: [undetermined(`the registry that nodes start from is not known: ${registry.to.why}`, registry.spot)] };
  if (isOneOf(step(properties, 'bootstrapProfile', 'artifactSource'), ['Cache']) === false) return { items: [], rest: [] };
  return cluster.inNodeResourceGroup(registryType);
}

/** What a rule says of each of the registries, of those that are not visible, and of there being none. */
function eachRegistry(registries                  , cluster             , look                                                               )                      {
  const { items, rest } = registries;
  const found = [...items.flatMap((registry) => look(step(bodyOf(registry), 'properties'), registry)), ...rest];
  return found.length > 0 ? found : [closed('nodes start from no registry that could be looked at', step(cluster.properties, 'bootstrapProfile'))];
}

/** One password for everything in the registry. */
const registryAdminUser               = {
  id: 'registry-admin-user',
  kind: 'channel',
  title: 'The registry of isolated nodes should have no admin user',
  short: 'Registry, admin user',
  leak: 'With the password of the admin user a workload pushes what it likes into the registry, and others pull it; nobody can be told apart.',
  seen: ['Microsoft.ContainerRegistry/registries: adminUserEnabled'],
  severity: 'low',
  remedy: 'Set `adminUserEnabled` of the registry to `false`.',
  sources: ['Azure Container Registry documentation, "Azure Container Registry authentication": admin account, off by default'],
  look: (cluster) =>
    eachRegistry(bootstrapRegistries(cluster), cluster, (properties, { name }) => {
      const admin = step(properties, 'adminUserEnabled');
      return [when(isOneOf(admin, [true]), admin, { opens: `registry \`${name}\` has an admin user`, closes: `registry \`${name}\` has no admin user`, wanted: false, target: name })];
    }),
};

/** Reading without a login. */
const registryAnonymousPull               = {
  id: 'registry-anonymous-pull',
  kind: 'channel',
  title: 'Nobody should read the registry without a login',
  short: 'Registry, anonymous pull',
  leak: 'Everybody who reaches the registry reads all of it, also what nodes of this cluster may have pushed there.',
  seen: ['Microsoft.ContainerRegistry/registries: anonymousPullEnabled'],
  severity: 'medium',
  remedy: 'Set `anonymousPullEnabled` of the registry to `false`; isolated nodes log in with the kubelet identity since March 2025.',
  sources: ['AKS release notes of 2025-03-16', 'Azure/AKS issue 4764', 'Azure Container Registry documentation, "Make your container registry content publicly available": off by default'],
  look: (cluster) =>
    eachRegistry(bootstrapRegistries(cluster), cluster, (properties, { name }) => {
      const anonymous = step(properties, 'anonymousPullEnabled');
      return [when(isOneOf(anonymous, [true]), anonymous, { opens: `registry \`${name}\` is read without a login`, closes: `registry \`${name}\` asks for a login`, wanted: false, target: name })];
    }),
};

/** Where Microsoft's images come from ("Network isolated AKS clusters"). */
const microsoft = 'mcr.microsoft.com/';

/** Upstreams that the registry fetches from for clusters that cannot. */
const registryCacheSource               = {
  id: 'registry-cache-source',
  kind: 'channel',
  title: 'The registry should cache from Microsoft alone',
  short: 'Registry, cache sources',
  leak: 'A cache rule makes the registry fetch from the Internet what a node asks it for: software comes in, and the names asked for go out.',
  seen: ['Microsoft.ContainerRegistry/registries/cacheRules: sourceRepository'],
  severity: 'low',
  remedy: 'Delete the cache rule and import the images that are wanted with `az acr import`, or declare the source as meant.',
  sources: ['Azure Container Registry documentation, "Artifact cache in Azure Container Registry"', 'AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster"'],
  look: (cluster) => eachRegistry(bootstrapRegistries(cluster), cluster, (_, registry) => ofRegistry$3(registry, cluster.inventory)),
};

function ofRegistry$3(registry          , inventory           )                      {
  const rules = listed(inventory.childrenOf(registry, cacheRuleType), inventory.isComplete(cacheRuleType, registry.id), 'cache rules that are made elsewhere');
  const found = [...rules.items.map((rule) => ofRule(rule)), ...rules.rest];
  return found.length > 0 ? found : [closed(`registry \`${registry.name}\` caches from nowhere`, bodyOf(registry))];
}

function ofRule(rule          )           {
  const source = step(bodyOf(rule), 'properties', 'sourceRepository');
  const name = rule.name.split('/').at(-1) ?? '';
  const said = textIn(source);
  const isForeign = negate(beginsWith(source, microsoft));
  const opens = said === undefined ? `cache rule \`${name}\` names no source` : `cache rule \`${name}\` fetches from \`${said}\``;
  return when(isForeign, source, { opens, closes: `cache rule \`${name}\` fetches from Microsoft`, ...(said === undefined ? {} : { target: said }) });
}

/** Whether a text begins so, without regard to case. */
function beginsWith({ value }      , start        )        {
  const pieces = piecesOf(value);
  if (pieces === undefined) return isUnknown(value) ? value : false;
  return isUnknown(value) ? truthOf(begins(foldedPieces(pieces), fold(start)), value) : begins(foldedPieces(pieces), fold(start)) === 'always';
}

/** Import into another registry, and export pipelines. */
const registryExport               = {
  id: 'registry-export',
  kind: 'channel',
  title: 'Nothing should be exported from the registry of isolated nodes',
  short: 'Registry, exports',
  leak: 'Whoever may read the registry can import its images into a registry elsewhere, or send them through an export pipeline, without any packet of the network.',
  seen: ['Microsoft.ContainerRegistry/registries: policies.exportPolicy.status'],
  severity: 'medium',
  remedy: 'Set `policies.exportPolicy.status` of the registry to `disabled`, which needs `publicNetworkAccess: Disabled` and no export pipeline.',
  sources: ['Azure Container Registry documentation, "Disable export of artifacts from an Azure container registry"'],
  // Exports are enabled when a registry is created (the same page).
  look: (cluster) =>
    eachRegistry(bootstrapRegistries(cluster), cluster, (properties, { name }) => {
      const status = step(properties, 'policies', 'exportPolicy', 'status');
      const said = isMissing(status) ? ', as nothing says otherwise' : '';
      return [when(negate(isOneOf(status, ['disabled'])), status, { opens: `what lies in registry \`${name}\` may be exported${said}`, closes: `nothing may be exported from registry \`${name}\``, wanted: 'disabled', target: name })];
    }),
};

/** Services of Azure that pass by the registry's network rules. */
const registryNetworkBypass               = {
  id: 'registry-network-bypass',
  kind: 'channel',
  title: 'No service of Azure should pass by the network rules of the registry',
  short: 'Registry, trusted services',
  leak: 'Trusted services read and write a registry that is closed to every network; tasks of the registry run on machines with Internet access, and carry what they read there.',
  seen: ['Microsoft.ContainerRegistry/registries: networkRuleBypassOptions, networkRuleBypassAllowedForTasks'],
  severity: 'low',
  remedy: 'Set `networkRuleBypassOptions` of the registry to `None` and `networkRuleBypassAllowedForTasks` to `false`; caching from mcr.microsoft.com goes on.',
  sources: ['Azure Container Registry documentation, "Allow trusted services to securely access a network-restricted container registry"', 'Azure Container Registry documentation, "Manage network bypass policy for tasks"', 'hashicorp/terraform-provider-azurerm: acceptance test of the bootstrap profile'],
  look: (cluster) => eachRegistry(bootstrapRegistries(cluster), cluster, ofRegistry$2),
};

/** Without a word trusted services pass, and tasks do not (since June 2025). */
function ofRegistry$2(properties      , { name }          )                      {
  const options = step(properties, 'networkRuleBypassOptions');
  const tasks = step(properties, 'networkRuleBypassAllowedForTasks');
  const said = isMissing(options) ? ', as nothing says otherwise' : '';
  return [
    when(negate(isOneOf(options, ['None'])), options, { opens: `registry \`${name}\` lets trusted services pass by its network rules${said}`, closes: `registry \`${name}\` lets no service pass by its network rules`, wanted: 'None', target: 'trusted services' }),
    when(isOneOf(tasks, [true]), tasks, { opens: `registry \`${name}\` lets tasks pass by its network rules`, closes: `registry \`${name}\` lets no task pass by its network rules`, wanted: false, target: 'tasks' }),
  ];
}

/** The registry's endpoint on the Internet. */
const registryPublicAccess               = {
  id: 'registry-public-access',
  kind: 'channel',
  title: 'The registry of isolated nodes should not be reachable from the Internet',
  short: 'Registry, public endpoint',
  leak: 'What a node pushes into its registry, or what is cached there, can be fetched from the Internet; and an image pushed from there runs inside.',
  seen: ['Microsoft.ContainerRegistry/registries: publicNetworkAccess, networkRuleSet.defaultAction, networkRuleSet.ipRules[*]'],
  severity: 'medium',
  remedy: 'Set `publicNetworkAccess` of the registry to `Disabled`; the nodes reach it through its private endpoint.',
  sources: ['Azure Container Registry documentation, "Connect privately to an Azure container registry using Azure Private Link": disable public access', 'Azure Container Registry documentation, "Configure public IP network rules"'],
  look: (cluster) => eachRegistry(bootstrapRegistries(cluster), cluster, ofRegistry$1),
};

/** Without a word the public endpoint is on and lets everybody in (REST documentation of registries: `publicNetworkAccess`, `defaultAction`). */
function ofRegistry$1(properties      , { name }          )                      {
  const access = step(properties, 'publicNetworkAccess');
  const isOff = isOneOf(access, ['Disabled']);
  if (isOff === true) return [closed(`registry \`${name}\` has no public endpoint`, access)];
  if (isUnknown(isOff)) return [undetermined(`whether registry \`${name}\` has a public endpoint is not known: ${isOff.why}`, access, { wanted: 'Disabled' })];
  const action = step(properties, 'networkRuleSet', 'defaultAction');
  const allows = negate(isOneOf(action, ['Deny']));
  if (allows === true) {
    const said = isMissing(access) ? ', as nothing says otherwise' : '';
    return [open(`registry \`${name}\` can be reached from the Internet${said}`, access, { wanted: 'Disabled', target: 'Internet' })];
  }
  const rules = elements(step(properties, 'networkRuleSet', 'ipRules'));
  const list = step(properties, 'networkRuleSet', 'ipRules');
  return [
    when(allows, action, { opens: `registry \`${name}\` lets everybody in`, closes: `registry \`${name}\` lets in only the addresses that it lists`, wanted: 'Deny' }),
    ...(rules.unknown === undefined ? [] : [undetermined(`the addresses that registry \`${name}\` lets in are not known: ${rules.unknown.why}`, list)]),
    ...rules.spots.map((rule) => ofAddress(rule, name)),
  ];
}

/** A rule without an action allows (REST documentation of registries, `IPRule`). */
function ofAddress(rule      , name        )           {
  const address = step(rule, 'value');
  const said = textIn(address);
  const allows = negate(isOneOf(step(rule, 'action'), ['Deny']));
  return when(allows, address, { opens: `registry \`${name}\` lets in \`${said ?? 'an address'}\` from the Internet`, closes: `registry \`${name}\` keeps \`${said ?? 'an address'}\` out`, ...(said === undefined ? {} : { target: said }) });
}

/** Built-in roles by their GUIDs (Azure documentation, "Azure built-in roles"; the first six also in Azure/bicep-registry-modules and mspnp/aks-baseline). */
const roles = {
  acrPull: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
  acrPush: '8311e382-0749-4cb8-b61a-304f252e45ec',
  repositoryReader: 'b93aa761-3e63-49ed-ac28-beffa264f7ac',
  networkContributor: '4d97b98b-1d4f-4787-a291-c67834d212e7',
  managedIdentityOperator: 'f1a07417-d97a-45cb-824c-7a7467783830',
  privateDnsZoneContributor: 'b12aa53e-6015-4669-85d0-8515ebb3ae7f',
  repositoryWriter: '2a1e307c-b015-4ebd-883e-5b7698a07328',
  repositoryContributor: '2efddaa5-3f1f-4df3-97df-af3f13818f4c',
  registryContributor: '3bc748fc-213d-45c1-8d91-9da5725539b9',
  tasksContributor: 'fb382eab-e894-4461-af04-94435c366c3f',
  reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  accessAdministrator: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
  roleAdministrator: 'f58310d9-a9f6-439a-9e8d-f62e7b41a168',
}         ;

const names                              = new Map([
  [roles.acrPull, 'AcrPull'],
  [roles.acrPush, 'AcrPush'],
  [roles.repositoryReader, 'Container Registry Repository Reader'],
  [roles.networkContributor, 'Network Contributor'],
  [roles.managedIdentityOperator, 'Managed Identity Operator'],
  [roles.privateDnsZoneContributor, 'Private DNS Zone Contributor'],
  [roles.repositoryWriter, 'Container Registry Repository Writer'],
  [roles.repositoryContributor, 'Container Registry Repository Contributor'],
  [roles.registryContributor, 'Container Registry Contributor and Data Access Configuration Administrator'],
  [roles.tasksContributor, 'Container Registry Tasks Contributor'],
  [roles.reader, 'Reader'],
  [roles.contributor, 'Contributor'],
  [roles.owner, 'Owner'],
  [roles.accessAdministrator, 'User Access Administrator'],
  [roles.roleAdministrator, 'Role Based Access Control Administrator'],
]);

/** The name of a role, else its GUID. */
function roleName(role        )         {
  return names.get(role) ?? role;
}

/** True for a built-in role of which it is known here what it allows. */
function isKnownRole(role        )          {
  return names.has(role);
}

/** Who acts: an identity as far as its object id is known. */
                            
                                            
                          
                                                                                 
                                        
                                    
                      
 

/** The identity that nodes log in to registries with. */
function kubeletIdentity({ properties, inventory }             )            {
  const profile = step(properties, 'identityProfile', 'kubeletidentity');
  const named = inventory.follow(step(profile, 'resourceId'));
  return { called: 'the kubelet identity', objectIds: distinct([textIn(step(profile, 'objectId')), objectIdOf(named)]), spot: profile };
}

/** Whether an assignment is for a principal: `unknown` where an object id is made at deployment, or where a group may hold it. */
function isFor({ principal, resource }                , { objectIds }           )                           {
  const id = textIn(principal)?.toLowerCase();
  if (id === undefined) return isMissing(principal) ? 'no' : 'unknown';
  if (objectIds.includes(id)) return 'yes';
  const isGroup = isOneOf(step(bodyOf(resource), 'properties', 'principalType'), ['Group']);
  return objectIds.length === 0 || isGroup === true || isUnknown(isGroup) ? 'unknown' : 'no';
}

function objectIdOf(to          )                     {
  return to.kind === 'found' ? textIn(step(bodyOf(to.resource), 'properties', 'principalId')) : undefined;
}

function distinct(ids                                 )                    {
  return [...new Set(ids.flatMap((id) => (id === undefined ? [] : [id.toLowerCase()])))];
}

/** What an extension resource (a role assignment, a cluster extension) stands on. */
                      
                                                              
                                                                                                                       
                                                   
                                                                   
                                                                            
                                 

/** What an extension resource extends, from its id as far as that is known: what stands before the last `/providers/`. */
function extendedBy(extension          , inventory           )           {
  const pieces = extension.id === undefined ? extension.openId : [extension.id];
  const last = pieces?.at(-1);
  const marker = last?.toLowerCase().lastIndexOf('/providers/') ?? -1;
  if (pieces === undefined || last === undefined || marker < 0) return { kind: 'unknown' };
  const scope = [...pieces.slice(0, -1), last.slice(0, marker)];
  const [whole = ''] = scope;
  const value = scope.length === 1 ? whole : new Unknown('the scope is known only at deployment', { pieces: scope });
  const to           = inventory.follow({ resource: extension, pointer: '', value });
  if (to.kind === 'found') return { kind: 'resource', resource: to.resource };
  if (scope.length === 1) return { kind: 'scope', id: whole.toLowerCase() };
  return (scope.at(-1) ?? '').toLowerCase().includes('/providers/') ? { kind: 'unknown' } : { kind: 'deployment', deployment: extension.deployment };
}

/** Somebody may do something to what an assignment stands on, and to all below. */
                                 
                              
                                                                                        
                                    
                                       
                          
                                  
                           
 

/** What an assignment may stand on: a resource that was given, or an id. */
                         
                               
                       
 

/** The assignments that count for a target: on it, on a resource around it, on its resource group or its subscription. Those above were not looked at. */
function assignmentsFor(target        , inventory           )                            {
  const { byResource, byScope, byDeployment } = assignmentsIn(inventory);
  const { resource } = target;
  const id = target.id ?? resource?.id;
  const around = new Set                ();
  const count = (found                                       )       => {
    for (const one of found ?? []) around.add(one);
  };
  for (let one = resource; one !== undefined; one = inventory.parentOf(one)) count(byResource.get(one));
  for (const scope of scopesOf(id ?? '')) count(byScope.get(scope));
  // A deployment of which the scope is not known assigns in the scope that it deploys to.
  if (resource?.id === undefined && resource?.deployment !== undefined) count(byDeployment.get(resource.deployment));
  return [...around];
}

/** True where every assignment for the target is known, as far as a subscription shows them: those of management groups stand above. */
function hasAllAssignments({ resource, id = resource?.id }        , inventory           )          {
  return inventory.isComplete(roleAssignmentType, subscriptionOf(id));
}

/** `/subscriptions/…` from an id. */
function subscriptionOf(id                    )                     {
  return /^\/subscriptions\/[^/]+/i.exec(id ?? '')?.[0];
}

/** The id and everything that it lies in, in lower case. */
function scopesOf(id        )                    {
  const segments = id.toLowerCase().replace(/\/+$/, '').split('/');
  return segments.flatMap((_, index) => (index < 2 ? [] : [segments.slice(0, index + 1).join('/')]));
}

const assignmentsIn = oncePer((inventory)              => {
  const byResource = new Map                            ();
  const byScope = new Map                          ();
  const byDeployment = new Map                          ();
  const byPrincipal = new Map                            ();
  for (const resource of inventory.ofType(roleAssignmentType)) {
    const properties = step(bodyOf(resource), 'properties');
    const roleSpot = step(properties, 'roleDefinitionId');
    const assignment                 = { resource, roleSpot, role: roleIn(roleSpot), principal: step(properties, 'principalId') };
    const extended = extendedBy(resource, inventory);
    if (extended.kind === 'resource') add(byResource, extended.resource, assignment);
    else if (extended.kind === 'scope') add(byScope, extended.id, assignment);
    else if (extended.kind === 'deployment' && extended.deployment !== undefined) add(byDeployment, extended.deployment, assignment);
    const principal = assignment.principal.value;
    if (typeof principal === 'string' && (extended.kind === 'resource' || extended.kind === 'scope')) {
      add(byPrincipal, principal.toLowerCase(), { assignment, on: extended.kind === 'resource' ? { resource: extended.resource } : { id: extended.id } });
    }
  }
  return { byResource, byScope, byDeployment, byPrincipal };
});

function add           (map                  , key     , item      )       {
  const there = map.get(key);
  if (there === undefined) map.set(key, [item]);
  else there.push(item);
}

/** The GUID at the end of a role definition's id. Terraform and templates know it even where the subscription is not known. */
function roleIn({ value }      )                     {
  const end = piecesOf(value)?.at(-1) ?? '';
  return /(?:^|\/)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/*$/i.exec(end)?.[1]?.toLowerCase();
}

/** Nodes that may write into their registry. */
const registryPush               = {
  id: 'registry-push',
  kind: 'channel',
  title: 'Nodes should read their registry, and not write into it',
  short: 'Registry, push from nodes',
  leak: 'Every workload of a node can get the token of the kubelet identity. With a role that pushes, or that changes the registry, it carries data out in an image that others pull.',
  seen: ['Microsoft.Authorization/roleAssignments on the registry, its resource group and its subscription: roleDefinitionId, principalId'],
  severity: 'medium',
  remedy: 'Delete the role assignment and give the kubelet identity `AcrPull` (in ABAC mode `Container Registry Repository Reader`) on the registry alone.',
  sources: ['Azure Container Registry documentation, "Azure Container Registry Entra permissions and role assignments overview"', 'AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters"'],
  look: (cluster) => {
    const kubelet = kubeletIdentity(cluster);
    return eachRegistry(bootstrapRegistries(cluster), cluster, (_, registry) => ofRegistry(registry, kubelet, cluster.inventory));
  },
};

/** Roles that push images, that set the registry up, run tasks in it, or give such roles away. */
const writing                      = new Set([roles.acrPush, roles.repositoryWriter, roles.repositoryContributor, roles.registryContributor, roles.tasksContributor, roles.contributor, roles.owner, roles.accessAdministrator, roles.roleAdministrator]);

function ofRegistry(registry          , kubelet           , inventory           )                      {
  const found = assignmentsFor({ resource: registry }, inventory).map((assignment) => ofAssignment(assignment, registry, kubelet));
  const opened = found.filter(({ state }) => state === 'open');
  // Who an assignment is for is known to Azure alone where identities are made together with it; one entry says so for all.
  const unclear = found.find(({ state }) => state === 'undetermined');
  const isWhole = hasAllAssignments({ resource: registry }, inventory) && kubelet.objectIds.length > 0;
  const rest = isWhole ? (unclear === undefined ? [] : [unclear]) : [notVisible(`what the kubelet identity may do in registry \`${registry.name}\``, kubelet.spot)];
  return [...opened, ...rest, ...(opened.length === 0 && rest.length === 0 ? [closed(`no role lets the kubelet identity write into registry \`${registry.name}\``, kubelet.spot)] : [])];
}

function ofAssignment(assignment                , { name }          , kubelet           )           {
  const { role, roleSpot, principal } = assignment;
  const whose = isFor(assignment, kubelet);
  const isKnown = role !== undefined && isKnownRole(role);
  if (whose === 'no' || (isKnown && !writing.has(role))) return closed('a role that writes nothing, or of somebody else', roleSpot);
  if (whose === 'yes' && isKnown) return open(`the kubelet identity may write into registry \`${name}\` as \`${roleName(role)}\``, roleSpot, { target: roleName(role) });
  return whose === 'yes' ? notVisible(`what role \`${role ?? 'of the kubelet identity'}\` allows in registry \`${name}\``, roleSpot) : notVisible(`whose role \`${role === undefined ? 'assignment' : roleName(role)}\` in registry \`${name}\` is`, principal);
}

/** What leaves through the registry that nodes start from. */
const registry                          = [registryPublicAccess, registryNetworkBypass, registryExport, registryPush, registryCacheSource, registryAnonymousPull, registryAdminUser];

/** Every exposure rule, in the order in which people read them. */
const exposureRules                          = [outboundType, nodePublicIp, ...registry];

export { exposureRules, listed, notVisible, registryOf, undetermined };
