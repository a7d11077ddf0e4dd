import { isUnknown, Unknown, segmentAfter, arrayAt, parseResourceId, isJsonObject, textAt, memberIgnoringCase, roleAssignmentType } from './ground.js';
import { notVisible, open as open$1, undetermined, closed, both, oncePer, listed, when, either, oncePerThing, extendedBy, whereIsolating, artifactSource, startsFromCache, isBeforeIsolation, worksExtensions } from './first-version.js';
import { bodyOf, step, isOneOf, elements, isMissing, textIn, members, isGiven } from './spot.js';
import { negate, piecesOf, fold, truthOf, begins, foldedPieces } from './engine.js';
import { addTo } from './add-to.js';
import { prefixOf, rangesOf, subtract, allPorts, allProtocols, unite, covers, intersect, protocolsWithPorts, meet, common, without, allowInternetOutBound, addressesText, protocols, holds, pairsOf, readRule as readRule$1, ipv4, ipv6, isolatedOutboundTypes } from './cluster.js';
import { isKnownRole, roleName, roles } from './built-in-roles.js';

const dnsPolicyType = 'Microsoft.Network/dnsResolverPolicies';
const ruleType = `${dnsPolicyType}/dnsSecurityRules`;

/** Of a list that was not given. */
const unseen = new Unknown('the list was not given');

/** A rule that is about every name, or may be. */
                
                              
                                        
                         
                                                                        
                                       
 

/**
 * Whether a DNS security policy lets no name pass, but those that rules before its last allow by name. Rules apply by priority, smaller numbers
 * first; the domain `.` stands for every name (Azure DNS documentation, "DNS security policy": DNS traffic rules, DNS domain lists).
 */
function blocksEveryName(policy          , network        , inventory           )                      {
  const rest = inventory.isComplete(ruleType, policy.id) ? [] : [notVisible(`every rule of DNS security policy \`${policy.name}\``, bodyOf(policy))];
  const rules = inventory.childrenOf(policy, ruleType).flatMap((rule) => readRule(rule, inventory)).toSorted((left, right) => (left.priority ?? 0) - (right.priority ?? 0));
  const passes = open$1(`DNS security policy \`${policy.name}\` lets names of the Internet be resolved in network \`${network}\``, bodyOf(policy), { target: '168.63.129.16' });
  const unplaced = rules.length > 1 ? rules.find(({ priority }) => priority === undefined) : undefined;
  if (unplaced !== undefined) return [undetermined(`the priority of rule \`${unplaced.resource.name}\` is not known`, step(bodyOf(unplaced.resource), 'properties', 'priority'))];
  const before         = [];
  for (const rule of rules) {
    if (rule.doubt === undefined && !isUnknown(rule.blocks)) {
      const other = before.find(({ blocks }) => blocks !== rule.blocks);
      if (other !== undefined) return [other.doubt ?? unknownAction(other)];
      return rule.blocks ? [closed(`DNS security policy \`${policy.name}\` blocks every name in network \`${network}\` that no rule before allows`, bodyOf(rule.resource)), ...rest] : [passes];
    }
    before.push(rule);
  }
  const [uncertain] = before;
  if (uncertain !== undefined) return [uncertain.doubt ?? unknownAction(uncertain)];
  return rest.length === 0 ? [passes] : rest;
}

function unknownAction({ resource }      )           {
  return undetermined(`what rule \`${resource.name}\` does is not known`, step(bodyOf(resource), 'properties', 'action', 'actionType'));
}

/** Nothing where the rule is off, or about some names only. `Alert` lets pass. A rule without a state is on. */
function readRule(resource          , inventory           )                  {
  const properties = step(bodyOf(resource), 'properties');
  const state = step(properties, 'dnsSecurityRuleState');
  const isOn = negate(isOneOf(state, ['Disabled']));
  const { covers, doubt } = coverage(step(properties, 'dnsResolverDomainLists'), inventory);
  const applies = both(isOn, covers);
  if (applies === false) return [];
  const { value } = step(properties, 'priority');
  const off = isUnknown(isOn) ? undetermined(`whether rule \`${resource.name}\` is enabled is not known: ${isOn.why}`, state) : undefined;
  return [{ resource, priority: typeof value === 'number' ? value : undefined, blocks: isOneOf(step(properties, 'action', 'actionType'), ['Block']), doubt: off ?? doubt }];
}

/** Whether a list among those of a rule holds every name. */
function coverage(lists      , inventory           )                                                        {
  const { spots, unknown } = elements(lists);
  if (unknown !== undefined) return { covers: unknown, doubt: undetermined(`the domain lists of a rule are not known: ${unknown.why}`, lists) };
  let doubt                                                                  ;
  for (const reference of spots) {
    const spot = step(reference, 'id');
    const to = inventory.follow(spot);
    const name = to.kind === 'outside' ? (to.id.split('/').at(-1) ?? '') : '';
    if (to.kind === 'found') {
      const domains = step(bodyOf(to.resource), 'properties', 'domains');
      const named = elements(domains);
      const states = named.spots.map((domain) => isOneOf(domain, ['.']));
      if (states.includes(true)) return { covers: true };
      const why = named.unknown ?? states.find(isUnknown);
      if (why !== undefined) doubt ??= { covers: why, doubt: undetermined(`the domains of list \`${to.resource.name}\` are not known: ${why.why}`, domains) };
      // Large lists are kept in a file (REST reference of domain lists, `domainsUrl`).
      else if (isMissing(domains)) doubt ??= { covers: unseen, doubt: notVisible(`the domains of list \`${to.resource.name}\``, domains) };
    } else if (to.kind === 'outside') doubt ??= { covers: unseen, doubt: notVisible(`domain list \`${name}\``, spot) };
    else if (to.kind === 'unknown') doubt ??= { covers: unseen, doubt: undetermined(`which domain list a rule is about is not known: ${to.why}`, spot) };
  }
  return doubt ?? { covers: false };
}

/** The id of the subscription that something lies in: what is attached to a network may lie in any of its resource groups. */
function subscriptionOf(id                    )                     {
  return /^\/subscriptions\/[^/]+/i.exec(id ?? '')?.[0];
}

/** Names of the Internet that are resolved for whoever asks: data leaves in the questions. */
const dns               = {
  id: 'egress-dns',
  kind: 'channel',
  title: 'Names of the Internet should not be resolved',
  short: 'DNS of the Internet',
  leak: 'Azure resolves names of the Internet for every network, also for one without a way out: data leaves in the names that are asked for, and comes back in the answers.',
  seen: [
    'Microsoft.Network/virtualNetworks: dhcpOptions.dnsServers',
    'Microsoft.Network/dnsResolverPolicies with virtualNetworkLinks and dnsSecurityRules: priority, action.actionType, dnsSecurityRuleState, dnsResolverDomainLists[*].id',
    'Microsoft.Network/dnsResolverDomainLists: domains',
  ],
  severity: 'low',
  remedy: 'Link a DNS security policy to the network whose last rule blocks the domain `.`, behind rules that allow the names that are needed.',
  sources: ['Azure DNS documentation, "DNS security policy"', 'Azure virtual network documentation, "What is IP address 168.63.129.16?"'],
  look: ({ network, inventory }) => [
    ...network.networks.flatMap((one) => [...ofAzure(one, inventory), ...ofServers(one)]),
    ...(network.networks.length === 0 || network.subnets.rest.length > 0 || network.subnets.items.some((subnet) => subnet.network === undefined) ? [notVisible('the DNS of the network')] : []),
  ],
};

/** Azure's own resolver, which answers in every network, also in one that names other servers. */
const azureResolver = '168.63.129.16';

const linkType = `${dnsPolicyType}/virtualNetworkLinks`;

function ofAzure(network          , inventory           )                      {
  const { byNetwork, unclear, hasUnread } = linksOf(inventory);
  const links = byNetwork.get(network) ?? [];
  const judged = links.flatMap((link) => {
    const policy = inventory.parentOf(link);
    return policy === undefined ? [notVisible(`DNS security policy \`${link.name.split('/').at(-2) ?? ''}\``, bodyOf(link))] : blocksEveryName(policy, network.name, inventory);
  });
  // A network has one policy at most ("DNS security policy": virtual network links).
  if (judged.length > 0) return judged;
  if (unclear.length > 0) return unclear;
  const place = step(bodyOf(network), 'properties', 'dhcpOptions', 'dnsServers');
  const isListed = inventory.isComplete(dnsPolicyType, subscriptionOf(network.id));
  return [isListed && !hasUnread ? open$1(`Azure resolves names of the Internet in network \`${network.name}\`, as no DNS security policy forbids it`, place, { target: azureResolver }) : notVisible('DNS security policies of the network', place)];
}

                 
                                                                 
                                                                  
                                        
                                                     
                              
 

const linksOf = oncePer((inventory)        => {
  const byNetwork = new Map                      ();
  const unclear             = [];
  for (const link of inventory.ofType(linkType)) {
    const spot = step(bodyOf(link), 'properties', 'virtualNetwork', 'id');
    const to = inventory.follow(spot);
    if (to.kind === 'found') byNetwork.set(to.resource, [link, ...(byNetwork.get(to.resource) ?? [])]);
    else if (isUnknown(spot.value) && to.kind === 'unknown') unclear.push(undetermined(`which network the DNS security policy of link \`${link.name}\` is for is not known: ${to.why}`, spot));
  }
  // Each is asked: whoever can read what is missing learns of every list at once.
  const unread = inventory.ofType(dnsPolicyType).filter((policy) => !inventory.isComplete(linkType, policy.id));
  return { byNetwork, unclear, hasUnread: unread.length > 0 };
});

/** Servers of one's own forward what they like. They close nothing: whoever asks Azure's resolver by its address gets an answer. */
function ofServers(network          )                      {
  const place = step(bodyOf(network), 'properties', 'dhcpOptions', 'dnsServers');
  const { spots, unknown } = elements(place);
  if (unknown !== undefined) return [undetermined(`the DNS servers of network \`${network.name}\` are not known: ${unknown.why}`, place)];
  const own = spots.filter((spot) => !isUnknown(spot.value) && textIn(spot) !== azureResolver);
  const unread = spots.flatMap((spot) => (isUnknown(spot.value) ? [undetermined(`a DNS server of network \`${network.name}\` is not known: ${spot.value.why}`, spot)] : []));
  const [first] = own;
  const names = own.slice(0, 3).map((spot) => `\`${textIn(spot) ?? ''}\``).join(', ');
  const forwarded = first === undefined ? [] : [notVisible(`what the DNS servers ${names} of network \`${network.name}\` forward`, first)];
  return unread.length + forwarded.length === 0 ? [closed(`network \`${network.name}\` names no DNS servers of its own`, place)] : [...unread, ...forwarded];
}

/** A subnet, written in its virtual network, as a resource of its own, or both. */
                             
                                      
                        
                                                                                  
                              
                                                  
                                         
                                                                                                    
                                                    
                                                               
                                    
 

/** A reference with what it leads to. */
                       
                      
                        
 

                                 
                                                                                                                    
                                               
                                                                                                                    
                                       
                                                                  
                                         
                                                         
                                                                           
 

                                                                                                                            

const virtualNetworkType = 'Microsoft.Network/virtualNetworks';
const subnetType = `${virtualNetworkType}/subnets`;

                        
                              
                            
                                   
                                       
                                     
                                
 

/** Where the nodes and pods of a cluster live. A cluster of which any pool names a subnet lives in a network of its owner. */
function networkOf$1({ properties, pools, group, inventory }              )                 {
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
  const items = networks.flatMap((network) => subnetsOf$1(network, inventory));
  const kind = pools.items.length === 0 ? 'unknown' : 'managed';
  // Asked in any case: whoever reads for the rules learns of the list by that.
  const isComplete = inventory.isComplete(virtualNetworkType, group);
  const isSeen = items.length > 0 && isComplete;
  return { kind, subnets: { items, rest: isSeen ? [] : [notVisible(kind === 'managed' ? 'the network that AKS makes' : 'the network of the pools')] }, networks, apiServer };
}

function subnetsOf$1(network          , inventory           )                        {
  const names = arrayAt(network.body, 'properties', 'subnets').flatMap((subnet) => textIn(step({ resource: network, pointer: '', value: subnet }, 'name')) ?? []);
  const children = inventory.childrenOf(network, subnetType).map(({ name }) => name.split('/').at(-1) ?? '');
  return [...new Map([...names, ...children].map((name) => [name.toLowerCase(), name])).values()].flatMap((name) => subnetIn(network, name, [], inventory) ?? []);
}

/** Follows the reference to a subnet, which may be written in its network or as a resource of its own. */
function followSubnet(spot      , inventory           , pools                   )                 {
  const near = typeof spot.value === 'string' ? inNetwork(spot, inventory, pools) : undefined;
  if (near !== undefined) return near;
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

/** The subnet of a whole id in the document of its network, where Azure shows it: what stands there is missing nowhere else. */
function inNetwork(spot      , inventory           , pools                   )                             {
  const { parent, name } = parentReference(spot.value);
  const network = parent === undefined ? undefined : inventory.follow({ ...spot, value: parent });
  const subnet = network?.kind === 'found' ? subnetIn(network.resource, name, pools, inventory) : undefined;
  return subnet === undefined ? undefined : { kind: 'found', subnet };
}

/** Follows the reference to a subnet as far as its virtual network. */
function followNetwork(subnet      , inventory           )           {
  const near = typeof subnet.value === 'string' ? parentReference(subnet.value).parent : undefined;
  const outer = near === undefined ? undefined : inventory.follow({ ...subnet, value: near });
  if (outer?.kind === 'found') return outer;
  const direct = inventory.follow(subnet);
  if (direct.kind === 'none') return direct;
  const network = direct.kind === 'found' ? inventory.parentOf(direct.resource) : undefined;
  if (network !== undefined) return { kind: 'found', resource: network };
  const { parent } = parentReference(subnet.value);
  return parent === undefined ? (direct.kind === 'unknown' ? direct : { kind: 'unknown', why: 'what is written there is no id of a subnet' }) : inventory.follow({ ...subnet, value: parent });
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

/** The security group, route table or NAT gateway that a subnet names. */
function linkOf(subnet            , property                                                                         , inventory           )       {
  const spot = subnet.at(property, 'id');
  return { spot, to: inventory.follow(spot) };
}

/** The registry that nodes bootstrap from, and what belongs to it. */
                                    
                                                
                      
                                                                       
                        
                                        
 

const registryType = 'Microsoft.ContainerRegistry/registries';
const cacheRuleType = `${registryType}/cacheRules`;
const privateEndpointType = 'Microsoft.Network/privateEndpoints';

function registryOf(properties      , inventory           )                    {
  const spot = step(properties, 'bootstrapProfile', 'containerRegistryId');
  const to = isMissing(spot) || spot.value === '' ? { kind: 'none'          } : inventory.follow(spot);
  if (to.kind !== 'found') return { spot, to, cacheRules: { items: [], rest: [notVisible('the cache rules of the registry', spot)] } };
  const registry = to.resource;
  return {
    spot,
    to,
    cacheRules: listed(inventory.childrenOf(registry, cacheRuleType), inventory.isComplete(cacheRuleType, registry.id), 'cache rules that are made elsewhere'),
  };
}

/** The private endpoints that lead to a resource. */
function endpointsTo(target          , inventory           )                   {
  const { byTarget, unclear } = targetsOf(inventory);
  const { items, rest } = listed([...new Set([...(target.id === undefined ? [] : (byTarget.get(target.id.toLowerCase()) ?? [])), ...(byTarget.get(target) ?? [])])], inventory.isComplete(privateEndpointType, target.id), 'private endpoints that are made elsewhere');
  return { items, rest: [...unclear, ...rest] };
}

                   
                                                                                                                                                              
                                                                         
                                          
                                        
 

const targetsOf = oncePer((inventory)          => {
  const byTarget = new Map                               ();
  const add = (target                   , endpoint          )       => {
    const there = byTarget.get(target);
    if (there === undefined) byTarget.set(target, [endpoint]);
    else if (there.at(-1) !== endpoint) there.push(endpoint);
  };
  const unclear             = [];
  for (const endpoint of inventory.ofType(privateEndpointType)) {
    for (const connection of connectionsOf$1(endpoint)) {
      const service = step(connection, 'properties', 'privateLinkServiceId');
      if (typeof service.value === 'string') {
        add(service.value.replace(/\/+$/, '').toLowerCase(), endpoint);
        continue;
      }
      const to = inventory.follow(service);
      if (to.kind === 'found') add(to.resource, endpoint);
      else if (to.kind === 'unknown' && isUnknown(service.value)) unclear.push(undetermined(`where private endpoint \`${endpoint.name}\` leads is not known: ${to.why}`, service));
    }
  }
  return { byTarget, unclear };
});

/** The connections of a private endpoint, approved by hand or not. */
function connectionsOf$1(endpoint          )                  {
  const properties = step(bodyOf(endpoint), 'properties');
  return ['privateLinkServiceConnections', 'manualPrivateLinkServiceConnections'].flatMap((name) => elements(step(properties, name)).spots);
}

/** A connection of a private endpoint that stands in a network of the cluster, or may. */
                             
                              
                                                                                                
                         
                        
                                                                        
                              
 

/**
 * Every connection of the private endpoints in the networks of a cluster, in whatever subnet: the network's routes to an endpoint hold for all of it
 * (Azure Private Link documentation, "What is a private endpoint?").
 */
function connectionsInNetworkOf(cluster             )                     {
  const { network, inventory } = cluster;
  const { byNetwork, unplaced, unread } = placed(inventory);
  const keys = networkKeys(cluster);
  const items = [...[...keys].flatMap((key) => byNetwork.get(key) ?? []), ...unplaced];
  const isSeen = network.kind !== 'unknown' && network.networks.length > 0 && network.subnets.rest.length === 0 && network.networks.every((one) => inventory.isComplete(privateEndpointType, subscriptionOf(one.id)));
  return { items, rest: [...unread.filter(({ spot }) => spot === undefined || isIn(spot.resource, keys, inventory)), ...unlisted(cluster), ...(isSeen ? [] : [notVisible('private endpoints in the network')])] };
}

                  
                                                                     
                                           
                                                          
                                       
 

const placed = oncePer((inventory)         => {
  const byNetwork = new Map                          ();
  const unplaced               = [];
  const unread             = [];
  for (const endpoint of inventory.ofType(privateEndpointType)) {
    const properties = step(bodyOf(endpoint), 'properties');
    const place = networkKey$1(step(properties, 'subnet', 'id'), inventory);
    for (const list of ['privateLinkServiceConnections', 'manualPrivateLinkServiceConnections']) {
      const { spots, unknown } = elements(step(properties, list));
      if (unknown !== undefined) unread.push(undetermined(`where private endpoint \`${endpoint.name}\` leads is not known: ${unknown.why}`, step(properties, list)));
      for (const spot of spots) {
        const service = step(spot, 'properties', 'privateLinkServiceId');
        const connection = { endpoint, service, to: inventory.follow(service) };
        if (isUnknown(place)) unplaced.push({ ...connection, unplaced: place });
        else if (place !== undefined) addTo(byNetwork, place, connection);
      }
    }
  }
  return { byNetwork, unplaced, unread };
});

/** A network by its id, as far as it is known, in lower case; by itself where nothing is. */
                                    

function networkKeys({ pools, network, inventory }             )                          {
  const references = pools.items.flatMap(({ spot }) => ['vnetSubnetID', 'podSubnetID'].map((name) => step(spot, name)));
  const named = references.flatMap((reference) => {
    const key = networkKey$1(reference, inventory);
    return key === undefined || isUnknown(key) ? [] : [key];
  });
  return new Set([...network.networks.map((one) => keyOf$3(one)), ...named]);
}

/** The network of the subnet that a reference names. Nothing where nothing is named. */
function networkKey$1(subnet      , inventory           )                                   {
  if (isMissing(subnet) || subnet.value === '') return undefined;
  const to = followSubnet(subnet, inventory, []);
  if (to.kind === 'outside') return withoutSubnet(to.id);
  if (to.kind === 'found') return to.subnet.network === undefined ? withoutSubnet(to.subnet.resource.id ?? to.subnet.name) : keyOf$3(to.subnet.network);
  return isUnknown(subnet.value) ? subnet.value : undefined;
}

function keyOf$3(network          )             {
  return network.id?.toLowerCase() ?? network;
}

function withoutSubnet(id        )         {
  return id.toLowerCase().replace(/\/subnets\/[^/]*\/*$/, '');
}

function isIn(endpoint          , keys                         , inventory           )          {
  const key = networkKey$1(step(bodyOf(endpoint), 'properties', 'subnet', 'id'), inventory);
  return key !== undefined && (isUnknown(key) || keys.has(key));
}

/** A living subnet lists the endpoints in it (REST reference of subnets, `privateEndpoints`, read-only), those of other subscriptions too. */
function unlisted({ network, inventory }             )                      {
  return network.networks.flatMap((one) =>
    elements(step(bodyOf(one), 'properties', 'subnets')).spots.flatMap((subnet) =>
      elements(step(subnet, 'properties', 'privateEndpoints')).spots.flatMap((reference) => {
        const spot = step(reference, 'id');
        return inventory.follow(spot).kind === 'outside' ? [notVisible(`private endpoint \`${textIn(spot)?.split('/').at(-1) ?? ''}\``, spot)] : [];
      }),
    ),
  );
}

/** Private endpoints that lead to anything but what the cluster itself needs. */
const privateEndpoint               = {
  id: 'egress-private-endpoint',
  kind: 'channel',
  title: 'Private endpoints should lead to what the cluster needs',
  short: 'Private endpoints',
  leak: 'A private endpoint is a private address in the network behind which another resource answers, in any subscription or tenant: what is written there has left, past routes, and past security groups where the subnet does not apply them to endpoints.',
  seen: [
    'Microsoft.Network/privateEndpoints in the networks of the cluster: subnet.id, privateLinkServiceConnections[*] and manualPrivateLinkServiceConnections[*].properties.privateLinkServiceId',
    'Microsoft.Network/virtualNetworks: subnets[*].properties.privateEndpoints',
  ],
  severity: 'medium',
  remedy: 'Delete the endpoint, or declare in `egress` the id that it leads to where the cluster is meant to write there.',
  sources: ['Azure Private Link documentation, "What is a private endpoint?"', 'AKS documentation, "Create a private Azure Kubernetes Service (AKS) cluster"'],
  look: (cluster) => {
    const { items, rest } = connectionsInNetworkOf(cluster);
    const found = items.map((connection) => judge(connection, cluster));
    return found.length + rest.length === 0 ? [closed('there is no private endpoint in the network')] : [...found, ...rest];
  },
};

/**
 * The state of the connection does not matter: the owner of the other side approves it when they like, and one that is rejected can be approved
 * later ("What is a private endpoint?": access to a private link resource using approval workflow). Nor does who approves.
 */
function judge({ endpoint, service, to, unplaced }            , cluster             )           {
  const name = `private endpoint \`${endpoint.name}\``;
  if (isMissing(service) || service.value === '') return closed(`${name} leads nowhere`, service);
  if (to.kind === 'unknown' && isUnknown(service.value)) return undetermined(`where ${name} leads is not known: ${to.why}`, service);
  const own = isOwn(to, cluster);
  if (own !== undefined && own !== 'unclear') return closed(`${name} leads to ${own}`, service);
  // What is no id is the alias of a private link service: somebody else's.
  const target = to.kind === 'found' ? (to.resource.id ?? to.resource.name) : to.kind === 'outside' ? to.id : (textIn(service) ?? '');
  if (own === 'unclear') return undetermined(`${name} leads to registry \`${lastOf(target)}\`, and whether nodes bootstrap from it is not known`, service);
  if (unplaced !== undefined) return undetermined(`${name} leads to \`${lastOf(target)}\`, and whether it stands in the network is not known: ${unplaced.why}`, service);
  return open$1(`${name} leads to \`${lastOf(target)}\``, service, { target });
}

/** What of the cluster's own it is, in words. */
function isOwn(to          , { resource, registry, nodeResourceGroup }             )                     {
  if (to.kind !== 'found' && to.kind !== 'outside') return undefined;
  // Azure makes the endpoint through which the nodes of a private cluster reach its API server.
  if (isSame(to, { kind: 'found', resource })) return 'the API server of the cluster';
  if (isSame(to, registry.to)) return 'the registry that nodes bootstrap from';
  const id = (to.kind === 'found' ? to.resource.id : to.id)?.toLowerCase() ?? '';
  const type = to.kind === 'found' ? to.resource.type : '';
  const isRegistry = type.toLowerCase() === registryType.toLowerCase() || id.includes(`/providers/${registryType.toLowerCase()}/`);
  if (isRegistry && nodeResourceGroup !== undefined && id.startsWith(`${nodeResourceGroup.toLowerCase()}/`)) return 'the registry that AKS made for the cluster';
  return isRegistry && registry.to.kind === 'unknown' ? 'unclear' : undefined;
}

function isSame(left          , right          )          {
  if (left.kind === 'found' && right.kind === 'found') return left.resource === right.resource;
  const [one, other] = [left, right].map((to) => (to.kind === 'found' ? to.resource.id : to.kind === 'outside' ? to.id : undefined)?.toLowerCase());
  return one !== undefined && one === other;
}

function lastOf(id        )         {
  return id.split('/').at(-1) ?? id;
}

/** `az aks command invoke`: files in, commands run, output out, through Resource Manager. */
const runCommand               = {
  id: 'run-command',
  kind: 'channel',
  title: 'Run command should be disabled',
  short: 'Run command',
  leak: 'Whoever may call run command sends files into the cluster and reads output from it through Azure Resource Manager, past the private API server and the network.',
  seen: ['Microsoft.ContainerService/managedClusters: apiServerAccessProfile.disableRunCommand'],
  severity: 'medium',
  remedy: 'Set `apiServerAccessProfile.disableRunCommand` to `true`: `az aks update --disable-run-command`.',
  sources: ['AKS documentation, "Access a private AKS cluster using the command invoke feature"'],
  look: ({ properties }) => {
    const disabled = step(properties, 'apiServerAccessProfile', 'disableRunCommand');
    return [when(negate(isOneOf(disabled, [true])), disabled, { opens: 'run command is allowed', closes: 'run command is disabled', wanted: true })];
  },
};

/** Service endpoints of the subnets that nodes and pods live in. */
const serviceEndpoint               = {
  id: 'egress-service-endpoint',
  kind: 'egress',
  title: 'Subnets of nodes should have no open service endpoints',
  short: 'Service endpoints',
  leak: 'A service endpoint routes the subnet to the public addresses of an Azure service, in every tenant, whatever route table and outbound type say: an account of somebody else is as near as your own.',
  seen: ['Microsoft.Network/virtualNetworks/subnets: serviceEndpoints[*].service, serviceEndpointPolicies[*].id'],
  severity: 'medium',
  remedy: 'Use a private endpoint and remove the service endpoint, or, for `Microsoft.Storage`, attach a service endpoint policy that lists the accounts.',
  sources: ['Azure virtual network documentation, "Virtual network service endpoints"', 'Azure virtual network documentation, "Virtual network service endpoint policies for Azure Storage"'],
  look: ({ network, inventory }) => [...network.subnets.items.flatMap((subnet) => ofSubnet$2(subnet, inventory)), ...network.subnets.rest],
};

function ofSubnet$2(subnet            , inventory           )                      {
  const list = subnet.at('serviceEndpoints');
  const { spots, unknown } = elements(list);
  if (unknown !== undefined) return [undetermined(`the service endpoints of subnet \`${subnet.name}\` are not known: ${unknown.why}`, list)];
  if (spots.length === 0) return [closed(`subnet \`${subnet.name}\` has no service endpoint`, list)];
  return spots.map((endpoint) => ofEndpoint(step(endpoint, 'service'), subnet, inventory));
}

function ofEndpoint(service      , subnet            , inventory           )           {
  const name = textIn(service) ?? 'a service';
  const opens = open$1(`subnet \`${subnet.name}\` has a service endpoint to \`${name}\`, in every tenant`, service, { target: name });
  // Policies are there for Azure Storage alone; of `Microsoft.Storage.Global` no page says that they hold for it.
  const isStorage = isOneOf(service, ['Microsoft.Storage']);
  const policies = subnet.at('serviceEndpointPolicies');
  const { spots, unknown } = elements(policies);
  if (isStorage === false || (unknown === undefined && spots.length === 0)) return opens;
  if (isUnknown(service.value)) return undetermined(`to which service subnet \`${subnet.name}\` has an endpoint, and whether a policy limits it, is not known: ${service.value.why}`, service);
  if (unknown !== undefined) return undetermined(`the service endpoint policies of subnet \`${subnet.name}\` are not known: ${unknown.why}`, policies);
  const followed = spots.map((spot) => ({ spot, to: inventory.follow(step(spot, 'id')) })).filter(({ to }) => to.kind !== 'none');
  if (followed.length === 0) return opens;
  const missing = followed.find(({ to }) => to.kind === 'outside' || to.kind === 'unknown');
  if (missing === undefined) return closed(`service endpoint policies limit subnet \`${subnet.name}\` to the storage accounts that they list`, service);
  return missing.to.kind === 'unknown' ? undetermined(`which service endpoint policy subnet \`${subnet.name}\` has is not known: ${missing.to.why}`, missing.spot) : notVisible(`the accounts that the service endpoint policies of subnet \`${subnet.name}\` list`, missing.spot);
}

/** What an add-on or a feature of a cluster needs from outside, as the documentation names it. */
                        
                                                                                                                            
                        
                                                                                                                       
                         
                                                                                                             
                                                                                    
 

/** "Use Azure Private Link to connect networks to Azure Monitor", for logs, metrics and traces alike. */
const monitor = { types: ['Microsoft.Insights/privateLinkScopes'], what: 'a private link scope of Azure Monitor' };

/**
 * Members of `addonProfiles` (AKS documentation, "Outbound network and FQDN rules", section "AKS addons and integrations"). Virtual nodes have a
 * rule of their own.
 */
const addOnFacts                   = [
  { name: 'azurepolicy', needs: 'needs `data.policy.core.windows.net` and `store.policy.core.windows.net`' },
  { name: 'omsagent', needs: 'needs `*.ods.opinsights.azure.com`, `*.oms.opinsights.azure.com` and `*.handler.control.monitor.azure.com`', privately: monitor },
  { name: 'azureKeyvaultSecretsProvider', needs: 'needs `*.vault.azure.net`', privately: { types: ['Microsoft.KeyVault/vaults', 'Microsoft.KeyVault/managedHSMs'], what: 'a key vault' } },
  // "HTTP application routing add-on for AKS": an ingress controller with a public address, and records in a public DNS zone.
  { name: 'httpApplicationRouting', needs: 'makes a public ingress controller and writes public DNS records' },
  // "What is Application Gateway Ingress Controller?": it configures the gateway through Azure Resource Manager.
  { name: 'ingressApplicationGateway', needs: 'needs `management.azure.com` and `login.microsoftonline.com`' },
];

/** Features outside `addonProfiles`, with the values below `properties` that enable them. */
const featureFacts                                                                          = [
  {
    name: 'azureMonitorMetrics',
    paths: [['azureMonitorProfile', 'metrics', 'enabled']],
    needs: 'needs `*.ingest.monitor.azure.com` and `*.handler.control.monitor.azure.com`',
    privately: monitor,
  },
  {
    name: 'containerInsights',
    // Under `logs` in previews.
    paths: [['azureMonitorProfile', 'containerInsights', 'enabled'], ['azureMonitorProfile', 'logs', 'containerInsights', 'enabled']],
    needs: 'needs `*.ods.opinsights.azure.com`, `*.oms.opinsights.azure.com` and `*.handler.control.monitor.azure.com`',
    privately: monitor,
  },
  { name: 'appMonitoring', paths: ['autoInstrumentation', 'openTelemetryMetrics', 'openTelemetryLogs'].map((part) => ['azureMonitorProfile', 'appMonitoring', part, 'enabled']), needs: 'needs endpoints of Application Insights', privately: monitor },
  { name: 'costAnalysis', paths: [['metricsProfile', 'costAnalysis', 'enabled']], needs: 'needs `management.azure.com` and `login.microsoftonline.com`' },
  {
    name: 'defender',
    paths: [['securityProfile', 'defender', 'securityMonitoring', 'enabled']],
    needs: 'needs `*.cloud.defender.microsoft.com`',
    // Defender for Cloud documentation, "Microsoft Security Private Link".
    privately: { types: ['Microsoft.Security/privateLinks'], what: 'a Security Private Link' },
  },
  { name: 'workloadIdentity', paths: [['securityProfile', 'workloadIdentity', 'enabled']], needs: 'needs `login.microsoftonline.com`' },
];

/** Add-ons and features that talk to public endpoints or are public endpoints. */
const addOn               = {
  id: 'egress-add-on',
  kind: 'egress',
  title: 'Add-ons should need no public endpoint',
  short: 'Add-ons',
  leak: 'Some add-ons send data of the cluster to public endpoints of Azure, or take a public address for it. Without a way out they do not work, and whoever makes them work opens one.',
  seen: [
    'Microsoft.ContainerService/managedClusters: addonProfiles.*.enabled, azureMonitorProfile, securityProfile.defender, securityProfile.workloadIdentity, metricsProfile.costAnalysis, ingressProfile.webAppRouting, serviceMeshProfile.istio',
    'Microsoft.Network/privateEndpoints in the networks of the cluster, to Microsoft.KeyVault/vaults, Microsoft.Insights/privateLinkScopes and Microsoft.Security/privateLinks',
  ],
  severity: 'medium',
  remedy: 'Disable the add-on, give it the private endpoint that its service has, or declare it in `egress` where its way out is meant.',
  sources: ['AKS documentation, "Outbound network and FQDN rules for Azure Kubernetes Service (AKS) clusters"', 'AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": frequently asked questions'],
  look: (cluster) => {
    const found = [...ofProfiles(cluster), ...ofFeatures(cluster), ...ofRouting(cluster), ...ofMesh(cluster)];
    return found.length === 0 ? [closed('no add-on is enabled that needs a public endpoint', step(cluster.properties, 'addonProfiles'))] : found;
  },
};

/** Names of add-ons vary in case between clusters. Of those that the page does not name "the core requirements cover it". */
function ofProfiles(cluster             )                      {
  const profiles = step(cluster.properties, 'addonProfiles');
  const { spots, unknown } = members(profiles);
  if (unknown !== undefined) return [undetermined(`the add-ons are not known: ${unknown.why}`, profiles)];
  return spots.flatMap((profile) => {
    const facts = addOnFacts.find(({ name }) => name.toLowerCase() === profile.name.toLowerCase());
    return facts === undefined ? [] : needed(cluster, facts, step(profile, 'enabled'));
  });
}

function ofFeatures(cluster             )                      {
  return featureFacts.flatMap((facts) => facts.paths.flatMap((path) => needed(cluster, facts, step(cluster.properties, ...path))));
}

/** An add-on that is off is told by the one clause that none is on. */
function needed(cluster             , facts       , enabled      )                      {
  const isOn = isOneOf(enabled, [true]);
  if (isUnknown(isOn)) return [undetermined(`whether \`${facts.name}\` is enabled is not known: ${isOn.why}`, enabled, { wanted: false })];
  return isOn ? ofEnabled(cluster, facts, enabled) : [];
}

function ofEnabled(cluster             , { name, needs, privately }       , enabled      )                      {
  const opens = (what        )           => open$1(`\`${name}\` ${needs}${what}`, enabled, { wanted: false, target: name });
  if (privately === undefined) return [opens('')];
  const { items, rest } = connectionsInNetworkOf(cluster);
  const fitting = items.filter(({ to }) => privately.types.some((type) => isOfType(to, type)));
  const placed = fitting.find(({ unplaced }) => unplaced === undefined);
  if (placed !== undefined) return [closed(`\`${name}\` ${needs}, for which private endpoint \`${placed.endpoint.name}\` is in the network`, placed.service)];
  const doubt = [...fitting.map(({ unplaced }) => unplaced), ...items.map(({ service }) => (isUnknown(service.value) ? service.value : undefined))].find((one) => one !== undefined);
  if (doubt !== undefined) return [undetermined(`\`${name}\` ${needs}, and whether a private endpoint to ${privately.what} is in the network is not known: ${doubt.why}`, enabled)];
  const [missing] = rest;
  if (missing === undefined) return [opens(`, and no private endpoint to ${privately.what} is in the network`)];
  return [missing.notVisible === undefined ? missing : notVisible(`a private endpoint to ${privately.what} in the network`, enabled)];
}

function isOfType(to                  , type        )          {
  const found = to.kind === 'found' ? to.resource.type : to.kind === 'outside' ? parseResourceId(to.id)?.type : undefined;
  return found?.toLowerCase() === type.toLowerCase();
}

/** Application routing has a public ingress controller unless another default is asked for (REST reference of managed clusters, `defaultIngressControllerType`). */
function ofRouting({ properties }             )                      {
  const routing = step(properties, 'ingressProfile', 'webAppRouting');
  const enabled = step(routing, 'enabled');
  const type = step(routing, 'nginx', 'defaultIngressControllerType');
  return publicly('webAppRouting', enabled, isOneOf(enabled, [true]), isOneOf(type, ['Internal', 'None']), type, 'makes a public ingress controller');
}

/** Gateways of the Istio add-on: an external ingress gateway has a public address, an egress gateway sends what leaves the mesh out. */
function ofMesh({ properties }             )                      {
  const mesh = step(properties, 'serviceMeshProfile');
  const isMesh = isOneOf(step(mesh, 'mode'), ['Istio']);
  if (isMesh === false) return [];
  const components = step(mesh, 'istio', 'components');
  return (['ingressGateways', 'egressGateways']         ).flatMap((list) => {
    const name = list === 'ingressGateways' ? 'istioIngressGateway' : 'istioEgressGateway';
    const { spots, unknown } = elements(step(components, list));
    if (unknown !== undefined) return [undetermined(`the ${list} of the Istio add-on are not known: ${unknown.why}`, step(components, list))];
    return spots.flatMap((gateway) => {
      const enabled = step(gateway, 'enabled');
      const mode = step(gateway, 'mode');
      const isInternal        = list === 'ingressGateways' ? isOneOf(mode, ['Internal']) : false;
      return publicly(name, enabled, both(isOneOf(enabled, [true]), isMesh), isInternal, mode, list === 'ingressGateways' ? 'has a public address' : 'sends traffic of the mesh out of the cluster');
    });
  });
}

/** What has no private endpoint, as it is public itself. @param other the value that would make it private */
function publicly(name        , enabled      , isOn       , isPrivate       , other      , does        )                      {
  if (isOn === false || isPrivate === true) return [];
  if (isUnknown(isOn)) return [undetermined(`whether \`${name}\` is enabled is not known: ${isOn.why}`, enabled, { wanted: false })];
  if (isUnknown(isPrivate)) return [undetermined(`whether \`${name}\` is public is not known: ${isPrivate.why}`, other)];
  return [open$1(`\`${name}\` ${does}`, enabled, { target: name })];
}

/** An API server with a public address. */
const apiServer               = {
  id: 'api-server-public',
  kind: 'ingress',
  title: 'The API server should be private',
  short: 'Public API server',
  leak: 'Nodes and pods talk to a public API server over the Internet, and whoever holds a token reaches it from there: through it commands run in pods and data is copied out.',
  seen: ['Microsoft.ContainerService/managedClusters: apiServerAccessProfile.enablePrivateCluster, .enableVnetIntegration, .authorizedIPRanges, publicNetworkAccess'],
  severity: 'high',
  remedy: 'Create the cluster with `apiServerAccessProfile.enablePrivateCluster: true`; one with API server VNet integration is switched by `az aks update --enable-private-cluster`.',
  sources: ['AKS documentation, "Create a private Azure Kubernetes Service (AKS) cluster"', 'AKS documentation, "API server VNet integration"', 'AKS documentation, "API server authorized IP address ranges"'],
  look: ({ properties }) => {
    const access = step(properties, 'apiServerAccessProfile');
    const isPrivate = step(access, 'enablePrivateCluster');
    return [when(negate(isOneOf(isPrivate, [true])), isPrivate, { opens: `the API server is public${narrowed(properties)}`, closes: 'the API server is private', wanted: true, target: 'API server' })];
  },
};

/**
 * What narrows a public API server, and leaves it public: VNet integration moves the way of the nodes into the network and keeps the public address,
 * authorized ranges say from where it answers, and of `publicNetworkAccess: Disabled` no page says that the public address goes.
 */
function narrowed(properties                            )         {
  const access = step(properties, 'apiServerAccessProfile');
  const ranges = elements(step(access, 'authorizedIPRanges')).spots.length;
  const said = [
    ...(isOneOf(step(access, 'enableVnetIntegration'), [true]) === true ? ['with VNet integration'] : []),
    ...(ranges === 0 ? [] : [`for ${ranges} authorized ${ranges === 1 ? 'range' : 'ranges'} only`]),
    ...(isOneOf(step(properties, 'publicNetworkAccess'), ['Disabled']) === true ? ['with `publicNetworkAccess` disabled'] : []),
  ];
  return said.length === 0 ? '' : `, though ${said.join(' and ')}`;
}

/** The public name of a private API server: it resolves to a private address. */
const apiServerName               = {
  id: 'api-server-public-name',
  kind: 'ingress',
  title: 'A private API server should have no public name',
  short: 'Public name of the API server',
  leak: 'The name tells everybody that the cluster is there and which private address it has. It opens no way in.',
  seen: ['Microsoft.ContainerService/managedClusters: apiServerAccessProfile.enablePrivateCluster, .enablePrivateClusterPublicFQDN'],
  severity: 'low',
  remedy: 'Set `apiServerAccessProfile.enablePrivateClusterPublicFQDN` to `false`, with a private DNS zone that everything which needs the name can resolve.',
  sources: ['AKS documentation, "Create a private Azure Kubernetes Service (AKS) cluster": disable a public FQDN'],
  look: ({ properties }) => {
    const access = step(properties, 'apiServerAccessProfile');
    const cluster = step(access, 'enablePrivateCluster');
    const name = step(access, 'enablePrivateClusterPublicFQDN');
    // On unless it is switched off (REST reference of managed clusters; what the service writes into recorded clusters).
    const isNamed = negate(isOneOf(name, [false]));
    const isPrivate = isOneOf(cluster, [true]);
    if (isPrivate === false) return [closed('the API server is public itself, with the name that this takes', cluster)];
    if (isUnknown(isPrivate) && isNamed !== false) return [undetermined(`whether the API server is private is not known: ${isPrivate.why}`, cluster)];
    return [when(isNamed, name, { opens: 'the private API server has a public name', closes: 'the private API server has no public name', wanted: false })];
  },
};

/** A proxy that nodes and pods send their web traffic to. */
const httpProxy               = {
  id: 'egress-http-proxy',
  kind: 'egress',
  title: 'Nodes should use no HTTP proxy',
  short: 'HTTP proxy',
  leak: 'Nodes and pods send web traffic to the proxy, which leaves for them: a proxy in the network needs no other way out of the cluster.',
  seen: ['Microsoft.ContainerService/managedClusters: httpProxyConfig.enabled, .httpProxy, .httpsProxy'],
  severity: 'medium',
  remedy: 'Set `httpProxyConfig.enabled` to `false` (`az aks update --disable-http-proxy`), or declare the proxy in `egress`.',
  sources: ['AKS documentation, "HTTP proxy support in Azure Kubernetes Service (AKS)"'],
  look: ({ properties }) => {
    const config = step(properties, 'httpProxyConfig');
    if (isUnknown(config.value)) return [undetermined(`the HTTP proxy is not known: ${config.value.why}`, config)];
    const enabled = step(config, 'enabled');
    // A proxy that is named is on unless it is switched off ("HTTP proxy support": disable HTTP proxy).
    const isOn = negate(isOneOf(enabled, [false]));
    if (isOn === false) return [closed('the HTTP proxy is switched off', enabled)];
    const found = ['httpProxy', 'httpsProxy'].map((name)           => {
      const proxy = step(config, name);
      const given        = isUnknown(proxy.value) ? proxy.value : isGiven(proxy);
      const address = withoutCredentials(textIn(proxy) ?? 'a proxy');
      return when(both(given, isOn), proxy, { opens: `\`${name}\` leads to \`${address}\``, closes: `there is no \`${name}\``, target: address });
    });
    return found.every(({ state }) => state === 'closed') ? [closed('no HTTP proxy is named', config)] : found;
  },
};

/** `http://user:password@proxy:8080/` → `http://proxy:8080`. */
function withoutCredentials(address        )         {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/]*@/i, '$1').replace(/\/+$/, '');
}

/** What holds public addresses, or asks for them. */
const holders = [
  ['loadBalancerProfile', 'managedOutboundIPs'],
  ['loadBalancerProfile', 'outboundIPs', 'publicIPs'],
  ['loadBalancerProfile', 'outboundIPPrefixes', 'publicIPPrefixes'],
  ['loadBalancerProfile', 'effectiveOutboundIPs'],
  ['natGatewayProfile', 'managedOutboundIPProfile'],
  ['natGatewayProfile', 'outboundIPs', 'publicIPs'],
  ['natGatewayProfile', 'outboundIPPrefixes', 'publicIPPrefixes'],
  ['natGatewayProfile', 'effectiveOutboundIPs'],
]         ;

/** Outbound addresses that were left when the outbound type was changed, or are asked for beside it. */
const leftoverOutbound               = {
  id: 'egress-leftover-outbound',
  kind: 'egress',
  title: 'No outbound address should be left over',
  short: 'Leftover outbound addresses',
  leak: 'Outbound addresses on the load balancer or NAT gateway of AKS stay a way out when the outbound type was changed and they were not taken away.',
  seen: ['Microsoft.ContainerService/managedClusters: networkProfile.outboundType, networkProfile.loadBalancerProfile, networkProfile.natGatewayProfile'],
  severity: 'medium',
  remedy: 'Take the outbound addresses out of `networkProfile.loadBalancerProfile` and `networkProfile.natGatewayProfile`; where `effectiveOutboundIPs` remain, reconcile the cluster with `az aks update` without further arguments.',
  sources: ['AKS documentation, "Customize cluster egress with outbound types"', 'REST reference of managed clusters, `effectiveOutboundIPs`'],
  look: ({ properties, isIsolated, outboundType }) => {
    if (isIsolated === false) return [closed(`outbound addresses are those of the outbound type \`${textIn(outboundType) ?? 'loadBalancer'}\``, outboundType)];
    const profile = step(properties, 'networkProfile');
    const found = holders.map((path) => left(step(profile, ...path), path.join('.'))).filter(({ state }) => state !== 'closed');
    if (found.length === 0) return [closed('neither a load balancer nor a NAT gateway of AKS has outbound addresses', profile)];
    return isUnknown(isIsolated) ? [undetermined(`there are outbound addresses, and the outbound type that they may belong to is not known: ${isIsolated.why}`, outboundType)] : found;
  },
};

/** An empty list and an empty object hold no address, but what is managed is there with any member or none: AKS makes one address then. */
function left(spot      , name        )           {
  const isManaged = name.includes('managed');
  const holds        = isUnknown(spot.value) ? spot.value : isManaged ? !isMissing(spot) : isGiven(spot);
  return when(holds, spot, { opens: `\`${name}\` holds outbound addresses`, closes: `\`${name}\` holds no outbound address`, target: name });
}

/** Whether Kubernetes network policies are enforced at all. */
const networkPolicy               = {
  id: 'network-policy-absent',
  kind: 'egress',
  title: 'Kubernetes network policies should be enforced',
  short: 'Network policies',
  leak: 'Without an engine nothing enforces the NetworkPolicy objects in the cluster: every pod reaches every other, and whatever way out one of them has.',
  seen: ['Microsoft.ContainerService/managedClusters: networkProfile.networkPolicy, .networkDataplane, .networkPlugin, sku.name'],
  severity: 'low',
  remedy: 'Set `networkProfile.networkPolicy` to `cilium`, `azure` or `calico`, with policies in the cluster that deny by default.',
  sources: ['AKS documentation, "Secure traffic between pods by using network policies in AKS"', 'AKS documentation, "Configure Azure CNI Powered by Cilium in AKS"', 'AKS documentation, "Bring your own Container Network Interface (CNI) plugin with AKS"'],
  look: ({ resource, properties }) => {
    const profile = step(properties, 'networkProfile');
    const engine = step(profile, 'networkPolicy');
    const [dataplane, plugin, sku] = [step(profile, 'networkDataplane'), step(profile, 'networkPlugin'), step(bodyOf(resource), 'sku', 'name')];
    if (isMissing(engine)) {
      // Cilium is engine and data plane in one; AKS Automatic comes with it ("What is AKS Automatic?", table of features).
      if (isOneOf(dataplane, ['cilium']) === true) return [closed('Cilium, the data plane, enforces network policies', dataplane)];
      if (isOneOf(sku, ['Automatic']) === true) return [closed('AKS Automatic enforces network policies by Cilium', sku)];
    }
    // A plug-in of one's own may enforce them, and AKS takes no engine beside it.
    if (isOneOf(plugin, ['none']) === true && (isMissing(engine) || isOneOf(engine, ['none']) === true)) return [notVisible('what the network plug-in of your own enforces', plugin)];
    return [when(negate(isOneOf(engine, ['azure', 'calico', 'cilium'])), engine, { opens: 'no engine enforces network policies', closes: 'an engine enforces network policies', wanted: 'cilium' })];
  },
};

/** Whether anybody with a role there can change what AKS made. */
const nodeResourceGroup               = {
  id: 'node-resource-group-unlocked',
  kind: 'channel',
  title: 'The node resource group should be locked',
  short: 'Node resource group',
  leak: 'Whoever may write in the node resource group can give machines public addresses or change their network, past the cluster and its policies.',
  seen: ['Microsoft.ContainerService/managedClusters: nodeResourceGroupProfile.restrictionLevel, sku.name'],
  severity: 'low',
  remedy: 'Set `nodeResourceGroupProfile.restrictionLevel` to `ReadOnly` (`az aks update --nrg-lockdown-restriction-level ReadOnly`); with it nobody but AKS adds cache rules to a registry that AKS manages.',
  sources: ['AKS documentation, "Deploy a fully managed resource group using node resource group lockdown"', 'AKS documentation, "What is Azure Kubernetes Service (AKS) Automatic?"'],
  look: ({ resource, properties }) => {
    const level = step(properties, 'nodeResourceGroupProfile', 'restrictionLevel');
    const sku = step(bodyOf(resource), 'sku', 'name');
    // AKS Automatic comes with the lock, as the policy on it has it; otherwise a cluster that says nothing is unrestricted.
    if (isMissing(level) && isOneOf(sku, ['Automatic']) === true) return [closed('the node resource group of AKS Automatic is read-only', sku)];
    return [when(negate(isOneOf(level, ['ReadOnly'])), level, { opens: 'the node resource group can be changed by hand', closes: 'the node resource group is read-only', wanted: 'ReadOnly' })];
  },
};

/** Gateway nodes with addresses of their own, through which annotated pods leave. */
const staticGateway               = {
  id: 'egress-static-gateway',
  kind: 'egress',
  title: 'There should be no static egress gateway',
  short: 'Static egress gateway',
  leak: 'Pods with an annotation leave through the nodes of a Gateway pool and its public addresses, whatever the outbound type of the cluster is.',
  seen: [
    'Microsoft.ContainerService/managedClusters: networkProfile.staticEgressGatewayProfile.enabled, agentPoolProfiles[*].mode',
    'Microsoft.ContainerService/managedClusters/agentPools: mode',
    'Microsoft.Network/publicIPPrefixes in the node resource group',
  ],
  severity: 'high',
  remedy: 'Remove the pools of mode `Gateway`, then set `networkProfile.staticEgressGatewayProfile.enabled` to `false`.',
  sources: ['AKS documentation, "Configure Static Egress Gateway in Azure Kubernetes Service (AKS)"'],
  look: (cluster) => [ofProfile(cluster), ...cluster.pools.items.map((pool) => ofPool$1(pool)), ...cluster.pools.rest, ...ofPrefixes(cluster)],
};

function ofProfile({ properties }             )           {
  const enabled = step(properties, 'networkProfile', 'staticEgressGatewayProfile', 'enabled');
  return when(isOneOf(enabled, [true]), enabled, { opens: 'the static egress gateway is enabled', closes: 'the static egress gateway is not enabled', wanted: false, target: 'static egress gateway' });
}

function ofPool$1({ name, spot }                                       )           {
  const mode = step(spot, 'mode');
  return when(isOneOf(mode, ['Gateway']), mode, { opens: `pool \`${name}\` is of mode \`Gateway\``, closes: `pool \`${name}\` is no gateway`, target: name });
}

/** AKS makes the prefix of a Gateway pool in the node resource group; nothing else makes prefixes there. */
function ofPrefixes(cluster             )                      {
  const { items, rest } = cluster.inNodeResourceGroup('Microsoft.Network/publicIPPrefixes');
  const found = items.map((resource) => open$1(`\`${resource.name}\` in the node resource group is a prefix of public addresses`, { resource, pointer: '', value: resource.body }, { target: resource.name }));
  return [...found, ...rest, ...(found.length + rest.length === 0 ? [closed('there is no prefix of public addresses in the node resource group')] : [])];
}

/** Pods in container instances, which pull their images and leave by themselves. */
const virtualNodes               = {
  id: 'egress-virtual-nodes',
  kind: 'egress',
  title: 'There should be no virtual nodes',
  short: 'Virtual nodes',
  leak: 'Pods on virtual nodes run in Azure Container Instances, which pull images themselves and are not bound by the outbound type of the cluster.',
  seen: ['Microsoft.ContainerService/managedClusters: addonProfiles.aciConnectorLinux.enabled'],
  severity: 'high',
  remedy: 'Disable the add-on: `az aks disable-addons --addons virtual-node`.',
  sources: ['AKS documentation, "Create and configure an AKS cluster to use virtual nodes": limitations'],
  look: ({ properties }) => {
    const profiles = step(properties, 'addonProfiles');
    const { spots, unknown } = members(profiles);
    if (unknown !== undefined) return [undetermined(`the add-ons are not known: ${unknown.why}`, profiles)];
    // Names of add-ons vary in case between clusters.
    const found = spots.filter(({ name }) => name.toLowerCase() === 'aciconnectorlinux').map((profile) => step(profile, 'enabled'));
    if (found.length === 0) return [closed('there is no add-on for virtual nodes', step(profiles, 'aciConnectorLinux', 'enabled'))];
    return found.map((enabled) => when(isOneOf(enabled, [true]), enabled, { opens: 'the add-on for virtual nodes is enabled', closes: 'the add-on for virtual nodes is switched off', wanted: false, target: 'aciConnectorLinux' }));
  },
};

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

/** The first API version with which the subnets of a new virtual network are private ("Private subnets by default in Azure Virtual Networks", Azure Networking Blog). */
const privateByDefault = '2025-07-01';

/**
 * Whether a subnet gives its nodes default outbound access. `false` takes it from new nodes; those that run keep theirs until they are deallocated.
 * Any explicit means goes before it, and is not touched by it ("Default outbound access in Azure": private subnets; how can I transition).
 * @param value `defaultOutboundAccess` of the subnet
 * @param apiVersion with which the document is deployed; undefined for one that was read from Azure, where an absent value is one of an open subnet
 */
function hasDefaultOutboundAccess(value         , apiVersion                    )        {
  if (isUnknown(value) || typeof value === 'boolean') return value;
  if (value !== undefined && value !== null) return new Unknown(`defaultOutboundAccess is ${JSON.stringify(value)}`);
  // "Earlier versions of ARM templates [...] will continue to set defaultOutboundAccess as null, which implicitly allows outbound access."
  if (apiVersion === undefined || apiVersion.slice(0, 10) < privateByDefault) return true;
  return new Unknown(`without a value a subnet has it in a virtual network that is older than API version ${privateByDefault}, and in a new one it has not`);
}

/** A virtual network that pools live in, given or only named. */
                               
                        
                                           
                               
                                  
 

/** What things that a reference leads to are found by: the resource, or the id (in lower case) of one that was not given. */
                                         

/** The key of what a reference leads to; undefined where that is nothing, or not known. */
function keyOf$2(to          )                       {
  if (to.kind === 'found') return to.resource;
  return to.kind === 'outside' ? to.id.toLowerCase() : undefined;
}

function placeKey({ resource, id, name }              )           {
  return resource ?? (id ?? name).toLowerCase();
}

/** The virtual network of a subnet. */
function placeOf$1({ network, resource }            )               {
  if (network !== undefined) return { name: network.name, resource: network, id: network.id };
  const id = resource.id?.replace(/\/subnets\/[^/]*\/*$/i, '');
  return { name: resource.name.split('/')[0] ?? '', id };
}

/** The subnets of a cluster's nodes and pods. `rest` also says that there may be pools, and with them subnets, that are not seen. */
function subnetsOf(cluster             )                     {
  const { items, rest } = cluster.network.subnets;
  return { items, rest: [...rest, ...cluster.pools.rest] };
}

/** The virtual networks of a cluster's nodes and pods, each once, with those that were not given. */
function placesOf$1(cluster             )                       {
  const { network, pools, inventory } = cluster;
  if (network.kind !== 'own') return { items: network.networks.map((resource) => ({ name: resource.name, resource, id: resource.id })), rest: subnetsOf(cluster).rest };
  const items = new Map                        ();
  const missing = new Map                  ();
  for (const { name, spot } of pools.items) {
    for (const property of ['vnetSubnetID', 'podSubnetID']) {
      const subnet = step(spot, property);
      if (isMissing(subnet) || subnet.value === '') continue;
      const to = followNetwork(subnet, inventory);
      if (to.kind === 'found') items.set(to.resource, { name: to.resource.name, resource: to.resource, id: to.resource.id });
      else if (to.kind === 'outside') {
        const called = to.id.split('/').at(-1) ?? '';
        items.set(to.id.toLowerCase(), { name: called, id: to.id });
        missing.set(to.id.toLowerCase(), notVisible(`virtual network \`${called}\``, subnet));
      } else missing.set(`${name} ${subnet.pointer}`, undetermined(`the virtual network of pool \`${name}\` is not known${to.kind === 'unknown' ? `: ${to.why}` : ''}`, subnet));
    }
  }
  return { items: [...items.values()], rest: [...missing.values(), ...pools.rest] };
}

/**
 * Whether all children of this type that a resource has were given: their list is complete, or that of the resources themselves, whose
 * documents Azure shows with their children (subnets, peerings, routes, security rules).
 */
function isWhole$1(parent                      , childType        , inventory           )          {
  return parent !== undefined && (inventory.isComplete(childType, parent.id) || inventory.isComplete(parent.type, parent.id));
}

/**
 * What a way amounts to where packets have to pass something else to get to it: it is closed where nothing passes, and as open as itself where something
 * does. Where it is not known whether anything passes, the way is not known either.
 */
function behind(way          , gate          )           {
  if (way.state === 'closed' || gate.state === 'open') return way;
  const at = way.spot === undefined ? {} : { spot: way.spot };
  if (gate.state === 'closed') return { state: 'closed', message: `${way.message}, but ${gate.message}`, ...at };
  if (way.state === 'undetermined') return way;
  const { notVisible, spot = way.spot } = gate;
  return { state: 'undetermined', message: `${way.message}, and ${gate.message}`, ...(spot === undefined ? {} : { spot }), ...(notVisible === undefined ? {} : { notVisible }) };
}

/** The most open of several gates: packets take whichever lets them through. None lets nothing through that is seen. */
function widest(gates                     )                       {
  return gates.find(({ state }) => state === 'open') ?? gates.find(({ state }) => state === 'undetermined') ?? gates[0];
}

const addresses = ['publicIpAddresses', 'publicIpPrefixes', 'publicIpAddressesV6', 'publicIpPrefixesV6']         ;

/**
 * What a NAT gateway does for those that it serves. Without a public address it does nothing: "At least one public IP address must be associated with
 * the NAT gateway for it to provide outbound connectivity" (Troubleshoot Azure NAT Gateway, configuration basics).
 * @param way what it serves, in a clause
 * @param spot where it is bound to them
 */
function throughGateway(gateway          , way        , spot      )           {
  const target = gateway.id ?? gateway.name;
  const has = hasAddress(gateway);
  if (isUnknown(has)) return undetermined(`${way}, and has a public address or not: ${has.why}`, spot);
  return has ? open$1(way, spot, { target }) : closed(`${way}, and has no public address`, spot);
}

function hasAddress(gateway          )        {
  return addresses
    .map((property)        => {
      const list = step(bodyOf(gateway), 'properties', property);
      return isUnknown(list.value) ? list.value : isGiven(list);
    })
    .reduce(either, false);
}

/** What the subnet's own NAT gateway does. */
function subnetGateway(subnet            , inventory           )           {
  const { spot, to } = linkOf(subnet, 'natGateway', inventory);
  if (to.kind === 'none') return closed(`subnet \`${subnet.name}\` has no NAT gateway`, spot);
  if (to.kind === 'unknown') return undetermined(`the NAT gateway of subnet \`${subnet.name}\` is not known: ${to.why}`, spot);
  if (to.kind === 'outside') return open$1(`NAT gateway \`${to.id.split('/').at(-1) ?? ''}\` serves subnet \`${subnet.name}\``, spot, { target: to.id });
  return throughGateway(to.resource, `NAT gateway \`${to.resource.name}\` serves subnet \`${subnet.name}\``, spot);
}

/** Address prefixes as a document gives them: texts, with Unknown for any of them or for the list. */
                                                    

/** Sets of addresses of both IP versions, and why some may be missing. */
                            
                                
                                
                                                                                                   
                                      
                                                          
                                
 

/**
 * What is not the Internet although it is an IPv4 address:
 * - 10/8, 172.16/12, 192.168/16, 100.64/10: Azure's system routes drop them ("Azure virtual network traffic routing", default routes);
 * - 168.63.129.16, 169.254/16, 127/8, 224/4, 255.255.255.255: the platform's own, link-local, loopback, multicast and broadcast, which no
 *   virtual network may use either ("Azure Virtual Network frequently asked questions (FAQ)", and on the first "What is IP address 168.63.129.16?");
 * - 0/8 and 240/4: addresses of no host (IANA IPv4 Special-Purpose Address Registry).
 * Documentation prefixes such as 203.0.113.0/24 stay in: nobody is reached there, but a rule that names one means the Internet.
 */
const notInternet = ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '168.63.129.16', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16', '224.0.0.0/3'];

const publicIpv4 = subtract([0, 2 ** 32], addressesOf(notInternet).ipv4);
/** Global unicast (IANA Internet Protocol Version 6 Address Space). */
const publicIpv6 = addressesOf(['2000::/3']).ipv6;

/** Every address that is reachable by the public Internet, whoever uses it. */
const publicAddresses            = { ipv4: publicIpv4, ipv6: publicIpv6, unknown: [], perhapsIpv6: false };

/**
 * The Internet as a virtual network sees it: "the IP address space that's outside the virtual network and reachable by the public internet", Azure's own
 * public addresses among it ("Azure service tags overview", `Internet`). Public prefixes that the network claims are routed within it ("Azure virtual
 * network traffic routing", default routes). A prefix of the network that is not known is taken to be a private one.
 */
function internetOf(network           )                                                                   {
  return { ipv4: subtract(publicIpv4, network.ipv4), ipv6: subtract(publicIpv6, network.ipv6) };
}

/** Reads prefixes: those that are known as sets, those that are not as reasons. */
function addressesOf(prefixes          )            {
  if (isUnknown(prefixes)) return { ipv4: [], ipv6: [], unknown: [prefixes.why], perhapsIpv6: true };
  const v4                                = [];
  const v6                                = [];
  const unknown           = [];
  let perhapsIpv6 = false;
  for (const prefix of prefixes) {
    const read = typeof prefix === 'string' ? prefixOf(prefix) : undefined;
    if (read?.family === 'IPv4') v4.push([read.from, read.end]);
    else if (read?.family === 'IPv6') v6.push([read.from, read.end]);
    else {
      unknown.push(isUnknown(prefix) ? prefix.why : `${JSON.stringify(prefix)} is no address prefix`);
      perhapsIpv6 ||= !isUnknown(prefix) || prefix.pieces?.some((piece) => piece.includes('.')) !== true;
    }
  }
  return { ipv4: rangesOf(v4), ipv6: rangesOf(v6), unknown, perhapsIpv6 };
}

/**
 * Which addresses a service tag holds is Azure's to say and changes week by week, so they are not known here. What is known of them is told by one address
 * of each, whose number is not known and which therefore has a place behind all addresses: of `AzureCloud` and of its regions one that a customer uses, so
 * that it is in no tag of a service; of a tag with regions one of a region that is not named. Of the Internet it is one that is not Azure's at all.
 */
                                             
                                          
                                
                    
                          
                                                                                 
 

/** Tags that stand for no addresses of the Internet: the platform's own (168.63.129.16 and 169.254.169.254, "Azure platform considerations"). */
const platformTags                      = new Set(['azureloadbalancer', 'azureplatformdns', 'azureplatformimds']);

/** Gives each tag its place. @param tags in lower case, without `internet`, `virtualnetwork` and the platform's */
function placesOf                 (family           , tags                     )               {
  const place = (index        )            => [family.behind(index), family.behind(index + 1)];
  const named = [...tags].map((tag, index) => ({ tag, place: place(index + 1) }));
  return { elsewhere: place(0), all: [family.behind(0), family.behind(named.length + 1)], named };
}

/** The places that a tag certainly holds: its own and those of its regions. */
function placesWithin                 ({ named }              , tag        )            {
  return gather(named.filter((other) => isWithin(other.tag, tag)).map(({ place }) => place));
}

/** The places that a tag perhaps holds. */
function placesNear                 ({ named }              , tag        )            {
  return gather(named.filter((other) => isWithin(other.tag, tag) || mayHold(tag, other.tag)).map(({ place }) => place));
}

const azure = 'azurecloud';

function isWithin(inner        , outer        )          {
  return inner === outer || inner.startsWith(`${outer}.`);
}

/** Whether the address that stands for `other` may be one of `tag` too. */
function mayHold(tag        , other        )          {
  const isParent = tag.startsWith(`${other}.`);
  // All that a service has may be among Azure's addresses; what a customer has is not among a service's.
  return !isParent && !isWithin(other, azure);
}

function gather                 (places                      )            {
  return rangesOf(places.flatMap((place) => {
    const from = place[0];
    const end = place[1];
    return from === undefined || end === undefined ? [] : [[from, end]         ];
  }));
}

/** What is known of the surroundings of a rule, for one IP version. */
                                                
                             
                               
                              
                                                                                           
                              
                                                                  
                                          
                                                                                
                                  
                    
                           
 

/** The packets to the Internet that a rule matches. */
                                         
                                         
                                        
                                                                                                   
                                       
                                                                                                                                                     
                                                                                           
                                                                                                                                   
                                                      
                                       
                                     
 

/** Of a rule for private addresses, as most are. */
const noMatch = { least: [], most: [], touched: [], onlyTags: undefined, doubt: undefined };

/** What a rule matches. */
function matchOf                 (rule              , around                 )           {
  const destination = destinationOf$1(rule.destination, around);
  if (destination.most.length === 0) return noMatch;
  const source = sourceOf$1(rule.source, around);
  const sides = portSides(rule);
  const least = sides.sure.map((side) => ({ ...side, sources: source.least, destinations: destination.least }));
  const most = [...sides.sure, ...sides.perhaps].map((side) => ({ ...side, sources: source.most, destinations: destination.most }));
  const touched = [...sides.sure, ...sides.perhaps].map((one) => ({ packets: { ...one, sources: source.most, destinations: destination.touched }, taken: destination.numbers }));
  return { least, most, touched, onlyTags: destination.onlyTags, doubt: rule.protocol.why ?? rule.ports.why ?? rule.sourcePorts.why ?? sides.why ?? source.why ?? destination.why };
}

/** The protocols and ports of a rule. A rule for some ports matches no packet of a protocol without ports, or every: Azure does not say. */
function portSides({ protocol, ports, sourcePorts }              )                                                                                                                  {
  if (covers(ports.least, allPorts) && covers(sourcePorts.least, allPorts)) {
    return { sure: portSide(protocol.least, allPorts, allPorts), perhaps: portSide(subtract(protocol.most, protocol.least), allPorts, allPorts), why: undefined };
  }
  const withPorts = intersect(protocol.least, protocolsWithPorts);
  const portless = subtract(protocol.most, protocolsWithPorts);
  return {
    sure: portSide(withPorts, ports.least, sourcePorts.least),
    perhaps: [...portSide(intersect(protocol.most, protocolsWithPorts), ports.most, sourcePorts.most), ...portSide(portless, allPorts, allPorts)],
    why: portless.length > 0 ? 'whether a rule for some ports is one for protocols without ports is not documented' : undefined,
  };
}

function portSide(named                , ports                , sourcePorts                )                      {
  return [named, ports, sourcePorts].some(({ length }) => length === 0) ? [] : [{ protocols: named, ports, sourcePorts }];
}

                                                                             

                                  
                            
                           
                                   
 

function destinationOf$1                 (side      , around                 )                                                                                                                               {
  const { internet, tags, alsoNetwork, whyAlso } = around;
  const everywhere = unite(internet, tags.all);
  const written = around.family.of(side);
  if (side.everything || covers(written, internet)) return { least: everywhere, most: everywhere, touched: everywhere, numbers: [], onlyTags: undefined, why: undefined };
  const numbers = intersect(written, internet);
  // Prefixes that hold a part of the Internet may hold the addresses of any tag; that they hold nothing but Azure's is not so, unless little else is left.
  let least = numbers;
  let most = numbers.length === 0 ? numbers : unite(numbers, tags.all);
  let touched = numbers.length === 0 ? numbers : unite(numbers, subtract(tags.all, tags.elsewhere));
  let why                    ;
  const services              = [];
  let others = numbers.length > 0 || side.unknown.length > 0;
  for (const tag of side.tags) {
    const name = tag.toLowerCase();
    if (platformTags.has(name)) continue;
    if (name === 'internet') {
      if (alsoNetwork.length === 0) return { least: everywhere, most: everywhere, touched: everywhere, numbers: [], onlyTags: undefined, why: undefined };
      least = unite(least, subtract(internet, alsoNetwork));
      most = everywhere;
      touched = everywhere;
      why ??= `the service tag ${tag} does not hold what VirtualNetwork does, and ${whyAlso}`;
      others = true;
    } else if (name === 'virtualnetwork') {
      if (alsoNetwork.length === 0) continue;
      most = unite(most, unite(alsoNetwork, tags.all));
      touched = unite(touched, unite(alsoNetwork, tags.all));
      why ??= whyAlso;
      others = true;
    } else {
      const within = placesWithin(tags, name);
      services.push(within);
      least = unite(least, within);
      most = everywhere;
      touched = unite(touched, unite(internet, placesNear(tags, name)));
      why ??= `which addresses the service tag ${tag} holds is not known here`;
    }
  }
  const [unreadable] = side.unknown;
  if (unreadable !== undefined) return { least, most: everywhere, touched: everywhere, numbers: [], onlyTags: undefined, why: unreadable };
  return { least, most, touched, numbers, onlyTags: others ? undefined : services, why };
}

/** Application security groups as a destination are network interfaces of the network, and so no part of the Internet; as a source they may be these nodes. */
function sourceOf$1                 (side      , around                 )           {
  const { family, sources, network } = around;
  const all           = { least: family.all, most: family.all, why: undefined };
  if (side.everything || side.tags.some((tag) => tag.toLowerCase() === 'virtualnetwork')) return all;
  const written = around.family.of(side);
  const known = family.addresses;
  if (covers(written, network ?? known) && covers(written, intersect(sources, known))) return all;
  const perhaps = { least: written, most: family.all };
  const [unreadable] = side.unknown;
  if (unreadable !== undefined) return { ...perhaps, why: unreadable };
  if (side.groups) return { ...perhaps, why: 'which nodes are in its application security groups is not known here' };
  // A subnet may have public addresses, which are the network's own: Azure's tags hold none of them.
  const isUnknown = subtract(sources, known).length > 0;
  if (!isUnknown || written.length === 0) return { least: written, most: written, why: undefined };
  return { least: written, most: unite(written, subtract(family.all, known)), why: 'the address prefixes of the subnet are not known' };
}

/** Every packet from the subnet to the Internet. */
function allPackets                 ({ internet, tags, sources }                 )             {
  return { protocols: allProtocols, ports: allPorts, sourcePorts: allPorts, sources, destinations: unite(internet, tags.all) };
}

/** Packets that certainly exist and certainly pass, with the rules that let them, one of each group so far. */
                                           
                               
                                                                                                                                                               
                           
                                   
 

/** Why it is not known whether packets pass. */
                        
                        
                            
 

/** Packets that perhaps pass; without a reason they certainly do. */
                                          
                               
                                  
 

/** What has passed the groups so far. */
                                        
                                          
                                          
                                               
                                         
 

/** Pieces beyond which a flow is not followed. */
const mostPieces = 2000;

/**
 * Passes a flow through one group: "Rules are processed in priority order, with lower numbers processed before higher numbers. Once traffic matches a rule,
 * processing stops" (Azure network security groups overview). Packets that certainly match a rule are done with; those that perhaps match one are no longer
 * certain to be allowed behind it if it denies, and not certain to be decided. Rules of one priority, and a rule whose priority is not known, may be
 * processed before each other.
 */
function flowThrough                 (rules                         , flow         , around                 , budget        )          {
  const group = new Group(flow, around, budget);
  const floating = rules.filter(({ priority }) => isUnknown(priority)).map((rule) => ({ rule, match: matchOf(rule, around) }));
  for (const { rule, match } of floating) group.mayAllow(rule, match);
  for (const { rule, match } of floating) group.mayDeny(rule, match);
  const ranked = rules.flatMap((rule) => (isUnknown(rule.priority) ? [] : [{ rule, priority: rule.priority }])).toSorted((one, other) => one.priority - other.priority);
  for (let index = 0; index < ranked.length;) {
    const priority = ranked[index]?.priority;
    const peers = ranked.slice(index, ranked.findLastIndex((one) => one.priority === priority) + 1);
    index += peers.length;
    const disagree = peers.some(({ rule }) => rule.allows !== peers[0]?.rule.allows);
    const step = peers.map(({ rule }) => ({ rule, match: withDoubt(matchOf(rule, around), disagree ? 'another rule of its priority decides otherwise' : undefined) }));
    for (const { rule, match } of step) group.mayAllow(rule, match);
    for (const { rule, match } of step) group.mayDeny(rule, match);
    for (const { rule, match } of step) group.allow(rule, match);
    for (const { rule, match } of step) group.decide(rule, match);
  }
  for (const { rule, match } of floating) group.allow(rule, match);
  for (const { rule, match } of floating) group.decide(rule, match);
  return group.end();
}

/** One group while it is processed. */
class Group                  {
  /** Certainly not denied so far. */
  #certain                       ;
  /** Perhaps not decided so far. */
  #possible                      ;
           #denied               ;
           #doubts                                                                     = [];
           #allowed               = [];
           #mayPass              = [];
           #around                 ;
           #budget        ;

  constructor(flow         , around                 , budget        ) {
    this.#certain = flow.certain;
    this.#possible = flow.possible;
    this.#denied = new Set(flow.denied);
    this.#around = around;
    this.#budget = budget;
  }

  /** What the rule lets through if it matches all that it perhaps does. */
  mayAllow(rule              , match          )       {
    if (this.#budget.left < 0 || rule.allows === false) return;
    const why = doubtOf$1(rule, match);
    const { internet, tags } = this.#around;
    for (const { packets, why: before } of this.#possible) {
      // Where a rule names nothing but tags, some of a tag has to be left.
      if (match.onlyTags?.every((tag) => !meet(packets.destinations, tag)) === true) continue;
      for (const one of match.most) {
        const found = common(packets, { ...one, destinations: intersect(one.destinations, internet) }, this.#budget);
        if (found === undefined) continue;
        const destinations = unite(found.destinations, intersect(packets.destinations, tags.all));
        this.#mayPass.push({ packets: { ...found, destinations }, why: why ?? before ?? this.#doubtOf(found) });
      }
    }
    this.#spend(this.#possible.length + this.#mayPass.length);
  }

  /** Takes from what is certain all that the rule denies if it matches all that it perhaps does. */
  mayDeny(rule              , match          )       {
    if (this.#budget.left < 0 || rule.allows === true) return;
    const why = doubtOf$1(rule, match);
    if (why !== undefined) this.#doubts.push({ packets: match.most, why });
    for (const { packets: one, taken } of match.touched) {
      this.#certain = this.#certain.flatMap((passage) => {
        const { packets, room, by } = passage;
        if (taken.length === 0 && !meet(packets.destinations, one.destinations)) return [passage];
        const toAnywhere = { ...one, destinations: packets.destinations };
        const same = common(packets, toAnywhere, this.#budget);
        if (same === undefined) return [passage];
        const destinations = subtract(packets.destinations, one.destinations);
        // The room shrinks also where none of these packets is denied: an address outside of Azure has no number that could be among the rule's.
        const left = destinations.length === 0 ? [] : [{ packets: { ...same, destinations }, room: subtract(room, taken), by }];
        return [...without(packets, toAnywhere, this.#budget).map((rest) => ({ packets: rest, room, by })), ...left];
      });
    }
    this.#spend(this.#certain.length);
  }

  /** What the rule certainly lets through. */
  allow(rule              , match          )       {
    if (rule.allows !== true || rule.outbound !== true) return;
    for (const one of match.least) this.#pass(one, rule.mark);
  }

  /** Takes all that the rule certainly matches from what may still be undecided. */
  decide({ allows, outbound, mark }              , { least }          )       {
    if (this.#budget.left < 0 || outbound !== true) return;
    for (const one of least) {
      this.#possible = this.#possible.flatMap(({ packets, why }) => {
        const rest = without(packets, one, this.#budget);
        const isTaken = rest.length !== 1 || rest[0] !== packets;
        if (isTaken && allows === false && meet(intersect(packets.destinations, one.destinations), this.#around.internet)) this.#denied.add(mark);
        return rest.map((left) => ({ packets: left, why }));
      });
    }
    this.#spend(this.#possible.length);
  }

  /** What is left is allowed by the default rules: whatever of the Internet is not in one of the service tags Internet and VirtualNetwork is in the other. */
  end()          {
    for (const { packets, why } of this.#possible) {
      const numbers = { ...packets, destinations: intersect(packets.destinations, this.#around.internet) };
      if (numbers.destinations.length > 0) this.#mayPass.push({ packets, why: why ?? this.#doubtOf(numbers) });
    }
    for (const { packets } of this.#certain) this.#pass(packets, allowInternetOutBound);
    return { certain: this.#allowed, possible: this.#mayPass, denied: this.#denied };
  }

  #pass(allowed            , mark          )       {
    const { tags, family } = this.#around;
    for (const { packets, room, by } of this.#certain) {
      const found = common(packets, allowed, this.#budget);
      if (found === undefined) continue;
      // Someone outside of Azure is reached only where so much of the Internet is left that it cannot be Azure's alone.
      const destinations = family.isVast(room) ? found.destinations : subtract(found.destinations, tags.elsewhere);
      if (destinations.length > 0) this.#allowed.push({ packets: { ...found, destinations }, room, by: [...by, mark] });
    }
    this.#spend(this.#certain.length + this.#allowed.length);
  }

  #doubtOf(packets            )                    {
    return this.#doubts.find((doubt) => doubt.packets.some((one) => common(one, packets, this.#budget) !== undefined))?.why;
  }

  #spend(pieces        )       {
    this.#budget.left -= pieces > mostPieces ? Number.POSITIVE_INFINITY : pieces;
  }
}

function withDoubt                 (match          , doubt                    )           {
  return doubt === undefined ? match : { ...match, doubt: match.doubt ?? doubt };
}

function doubtOf$1({ mark, allows, outbound, priority }              , { doubt }                                        )                    {
  const why = isUnknown(outbound)
    ? `whether it is for outbound traffic is not known: ${outbound.why}`
    : isUnknown(allows)
      ? `whether it allows or denies is not known: ${allows.why}`
      : isUnknown(priority)
        ? `its priority is not known: ${priority.why}`
        : doubt;
  if (why === undefined) return undefined;
  return { text: `security rule \`${mark.name}\`: ${why}`, ...(mark.pointer === undefined ? {} : { pointer: mark.pointer }) };
}

function wholeText                 ({ name }           )         {
  return name === 'IPv4' ? 'the Internet' : 'the IPv6 Internet';
}

/** A part of the Internet in words: `the Internet`, `the Internet but for 20.0.0.0/8`, `203.0.113.0/24`. */
function partText                 (family           , internet           , part           )         {
  const missing = subtract(internet, part);
  if (missing.length === 0) return wholeText(family);
  return missing.length < part.length ? `${wholeText(family)} but for ${addressesText(family, missing)}` : addressesText(family, part);
}

/** Packets in words: `TCP 443 to AzureCloud`, `UDP to the Internet`, `everything to 203.0.113.0/24 from 10.0.1.0/24`. */
function packetsText                 (packets            , around                                                                                                                                                                       )         {
  const { family, sources } = around;
  const from = intersect(packets.sources, family.addresses);
  const source = covers(packets.sources, sources) || from.length === 0 ? '' : ` from ${addressesText(family, from)}`;
  return `${protocolsText(packets.protocols)}${portsText(packets.ports)} to ${destinationsText(packets.destinations, around)}${source}`;
}

function protocolsText(held                )         {
  if (covers(held, allProtocols)) return 'everything';
  const names = protocols.filter((_, index) => holds(held, index)).map((name) => name.toUpperCase());
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

function portsText(ports                )         {
  if (covers(ports, allPorts)) return '';
  const shown = pairsOf(ports).slice(0, 3).map(([from, end]) => (end - from === 1 ? String(from) : `${from}-${end - 1}`));
  const more = ports.length / 2 - shown.length;
  return ` ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function destinationsText                 (destinations           , around                                                                                                                                          )         {
  const { family, internet, tags, written } = around;
  const numbers = intersect(destinations, internet);
  if (numbers.length > 0) return partText(family, internet, numbers);
  if (meet(destinations, tags.elsewhere)) return `the rest of ${wholeText(family)}`;
  return tags.named.filter(({ place }) => meet(destinations, place)).map(({ tag }) => written.get(tag) ?? tag).join(', ');
}

/** Where the packets come from. A prefix, or a list of them, may be Unknown. */
                          
                                                               
                                     
                                                            
                                    
     
                                                                                                                                                         
                                                                                            
     
                                         
 

/** What becomes of packets to the Internet in network security groups. */
                           
                                                                                                                                
                                                                                       
                                                
                                                                  
                                                                           
                                                                                        

/** "Network security group rules per NSG: 1,000" (Azure subscription and service limits, networking); with room for the same rule read twice. */
const mostRules = 2000;
/** Boundaries of prefixes in all rules, and boundaries that are walked: a document of more is not one that people wrote, and costs seconds. */
const mostBoundaries = 400_000;
const mostWork = 4_000_000;

/**
 * Whether anything reaches the Internet through several network security groups, of the network interface and of the subnet: every one has to allow the same
 * packet ("How network security groups filter network traffic", outbound traffic). Without any group everything passes.
 */
function internetThroughGroups(groups                                     , network         )                {
  if (groups.some((rules) => rules.length > mostRules)) return { state: 'undetermined', why: `a network security group has more than ${mostRules} rules, too many to follow` };
  const read = groups.map((rules) => rules.map(readRule$1).filter((rule) => rule !== undefined));
  if (read.flat().reduce((sum, { size }) => sum + size, 0) > mostBoundaries) return { state: 'undetermined', why: 'the rules name more address prefixes than can be followed' };
  const prefixes = { own: addressesOf(network.networkPrefixes), subnet: addressesOf(network.subnetPrefixes), also: addressesOf(network.alsoVirtualNetwork ?? []) };
  const answers = [through$1(ipv4, read, prefixes, true)];
  const v6 = speaksIpv6(prefixes);
  if (v6 !== 'no') answers.push(through$1(ipv6, read, prefixes, v6 === 'yes'));
  const first = answers.find(({ state }) => state === 'open') ?? answers.find(({ state }) => state === 'undetermined');
  return first ?? { state: 'closed', by: [...new Set(answers.flatMap((answer) => (answer.state === 'closed' ? answer.by : [])))] };
}

                    
                          
                             
                           
 

/** Every subnet has IPv4 addresses; IPv6 it has beside them ("What is IPv6 for Azure Virtual Network?", limitations). */
function speaksIpv6({ own, subnet }          )                           {
  if (subnet.ipv6.length > 0) return 'yes';
  const mayHave = own.ipv6.length > 0 || own.perhapsIpv6;
  return mayHave && subnet.perhapsIpv6 ? 'perhaps' : 'no';
}

/** @param isSpoken false when it is not known whether the subnet has addresses of this version at all */
function through$1                 (family           , groups                                      , prefixes          , isSpoken         )                {
  const written = new Map(groups.flat().flatMap(({ destination }) => destination.tags.map((tag) => [tag.toLowerCase(), tag]         )));
  for (const name of ['internet', 'virtualnetwork', ...platformTags]) written.delete(name);
  const around = surroundings(family, new Set(written.keys()), prefixes);
  const all = allPackets(around);
  const start          = {
    certain: isSpoken ? [{ packets: certainly(all, around), room: around.internet, by: [] }] : [],
    possible: [{ packets: all, why: isSpoken ? undefined : { text: `whether the subnet has ${family.name} addresses is not known` } }],
    denied: new Set(),
  };
  const budget         = { left: mostWork };
  const end = groups.reduce((flow, rules) => flowThrough(rules, flow, around, budget), start);
  if (budget.left < 0) return { state: 'undetermined', why: 'the rules cut the Internet into more pieces than can be followed' };
  const [passage] = end.certain;
  if (passage !== undefined) return open(passage, { ...around, written });
  const [left] = end.possible;
  if (left === undefined) return { state: 'closed', by: [...end.denied] };
  const why = end.possible.find((packets) => packets.why !== undefined)?.why;
  return { state: 'undetermined', why: why?.text ?? 'what the rules together leave open is not known', ...(why?.pointer === undefined ? {} : { pointer: why.pointer }) };
}

/** Every service tag has IPv4 addresses. Whether it has some of IPv6 is not known. */
function certainly                 (all            , { family, internet, tags }                 )             {
  return family.name === 'IPv4' ? all : { ...all, destinations: unite(internet, tags.elsewhere) };
}

function open                 ({ packets, by }            , around                                      )                {
  return { state: 'open', what: packetsText(packets, around), by };
}

function surroundings                 (family           , tags                     , { own, subnet, also }          )                  {
  const internet = family.of(internetOf(own));
  const known = family.of(subnet);
  const unknownSource            = subnet.unknown.length > 0 || known.length === 0 ? [family.behind(0), family.behind(1)] : [];
  const [whyUnknown] = also.unknown;
  return {
    family,
    internet,
    tags: placesOf(family, tags),
    sources: unite(known, unknownSource),
    network: own.unknown.length === 0 ? family.of(own) : undefined,
    alsoNetwork: whyUnknown === undefined ? intersect(family.of(also), internet) : family.of(publicAddresses),
    whyAlso: whyUnknown === undefined ? 'that may hold prefixes of peered networks and of routes' : `what that holds is not known: ${whyUnknown}`,
  };
}

/** Packets that pass: which, and by which rule of the last layer. */
                          
                              
                                                                          
                                   
 

/**
 * Whether some packet to the Internet passes all layers: every one has to let the same packet through. It is closed for certain where one layer of which
 * all is seen lets nothing through, or all of them are seen and let nothing through together.
 * @param way what the packets do then, of which `{}` says which packets they are
 * @param spot where an answer points that no rule decides
 */
function passing(layers                  , network         , way        , spot      )          {
  const seen = layers.filter((layer) => layer.kind === 'seen');
  const result = through(seen, network);
  if (result.state === 'closed') return { evidence: shut(seen, layers, network, spot) };
  const missing = layers.find((layer) => layer.kind === 'missing');
  if (missing !== undefined) return { evidence: missing.evidence };
  if (result.state === 'undetermined') {
    const rule = ruleAt(seen, result.pointer);
    return { evidence: undetermined(rule.doubt ?? result.why, rule.spot ?? spot) };
  }
  const by = result.by.at(-1)?.pointer;
  return { evidence: open$1(way.replace('{}', result.what), ruleAt(seen, by).spot ?? spot), by: by?.slice(by.indexOf('/') + 1) };
}

function through(layers                      , network         )                {
  return internetThroughGroups(layers.map(({ rules }, index) => rules.map((rule) => ({ ...rule, pointer: `${index}/${rule.pointer}` }))), network);
}

function shut(seen                      , layers                  , network         , spot      )           {
  const alone = seen.filter((layer) => seen.length === 1 || through([layer], network).state === 'closed');
  const certain = alone.find(({ unsure }) => unsure === undefined);
  if (certain !== undefined) return certain.shut;
  const unsure = (alone.length > 0 ? alone : seen).find((layer) => layer.unsure !== undefined)?.unsure;
  if (unsure !== undefined) return unsure;
  const missing = layers.find((layer) => layer.kind === 'missing');
  return missing?.evidence ?? closed('its security group and its routes together let nothing through to the Internet', spot);
}

/** The layer that a pointer leads into, and the pointer there. It begins with the place of the layer. */
function ruleAt(layers                      , pointer                    )                                                                            {
  if (pointer === undefined) return {};
  const slash = pointer.indexOf('/');
  const layer = layers[Number(pointer.slice(0, slash))];
  const rule = pointer.slice(slash + 1);
  return { spot: layer?.spots.get(rule), doubt: layer?.doubts?.get(rule) };
}

/** An entry of `routes` (or a `routeTables/routes` resource) with the JSON pointer of where it is written. */
                               
                           
                          
 

/** `RouteNextHopType`, in Azure's writing. */
const nextHops = ['Internet', 'VirtualAppliance', 'VirtualNetworkGateway', 'VnetLocal', 'None']         ;
                                                

/** A user-defined route. What is missing or no value that Azure takes is not known. */
                        
                        
                           
                                  
                                
                                                          
                                                                                                                
 

function readRoute({ pointer, value }              )        {
  const properties = isUnknown(value) ? value : isJsonObject(value) ? value['properties'] : undefined;
  const field = (name        )          => (isUnknown(properties) ? properties : memberIgnoringCase(properties, name));
  const type = field('nextHopType');
  const address = field('nextHopIpAddress');
  return {
    name: textAt(value, 'name')?.split('/').at(-1) ?? pointer.split('/').at(-1) ?? '',
    pointer,
    hop: isUnknown(type) ? type : nextHops.find((hop) => typeof type === 'string' && hop.toLowerCase() === type.toLowerCase()) ?? new Unknown(type === undefined ? 'it says no next hop type' : `its next hop type is ${JSON.stringify(type)}`),
    nextHopIpAddress: isUnknown(address) || (typeof address === 'string' && address !== '') ? address : undefined,
    destination: destinationOf(field('addressPrefix')),
  };
}

/** "You can now specify a service tag as the address prefix for a user-defined route" ("Azure virtual network traffic routing"). */
function destinationOf(value         )                       {
  if (isUnknown(value)) return value;
  if (typeof value !== 'string') return new Unknown('it says no address prefix');
  const prefix = prefixOf(value);
  if (prefix !== undefined) return { prefix, text: value.trim() };
  // The tags for what is no service have no prefixes of their own that a route could have.
  const isTag = /^[a-z][a-z0-9]*(?:\.[a-z0-9]+)?$/i.test(value) && !['internet', 'virtualnetwork', 'azureloadbalancer', 'any'].includes(value.toLowerCase());
  return isTag ? { tag: value } : new Unknown(`its address prefix is ${JSON.stringify(value)}`);
}

/** A part of a resource that may be written in it or as a resource of its own: a peering, a route, a security rule. */
                        
                        
                            
 

                           
                                   
                                                                            
                                                                    
 

/**
 * The parts of a resource from both places where they may be written, each name once: as a resource of its own it is written last, and counts.
 * @param property the list in `properties` of the parent
 */
function childrenIn(parent          , property        , type        , inventory           )           {
  const list = step(bodyOf(parent), 'properties', property);
  const { spots, unknown } = elements(list);
  const items = new Map               ();
  const nameless          = [];
  for (const spot of spots) {
    const name = textIn(step(spot, 'name'));
    const child = { name: name ?? '', properties: step(spot, 'properties') };
    if (name === undefined) nameless.push(child);
    else items.set(fold(name), child);
  }
  for (const child of inventory.childrenOf(parent, type)) items.set(fold(ownName$1(child)), { name: ownName$1(child), properties: step(bodyOf(child), 'properties') });
  const found = [...items.values(), ...nameless];
  return unknown === undefined ? { items: found } : { items: found, unknown: { why: unknown, spot: list } };
}

/** The last part of a child's name. */
function ownName$1({ name }          )         {
  return name.split('/').at(-1) ?? '';
}

const routeTableType = 'Microsoft.Network/routeTables';
const routeType = `${routeTableType}/routes`;

/** A route that somebody wrote. */
                             
                        
                                                                            
                           
                     
                                                                
                                            
 

/** The routes of a subnet's table. */
                        
                        
                                         
                                       
                      
                             
 

/** The table of a subnet; evidence where it was not given, or is not known; undefined where the subnet has none. */
function tableOf(subnet            , inventory           )                                                          {
  const { spot: link, to } = linkOf(subnet, 'routeTable', inventory);
  if (to.kind === 'none') return {};
  if (to.kind === 'outside') return { missing: notVisible(`route table \`${to.id.split('/').at(-1) ?? ''}\` of subnet \`${subnet.name}\``, link) };
  if (to.kind === 'unknown') return { missing: undetermined(`the route table of subnet \`${subnet.name}\` is not known: ${to.why}`, link) };
  const { resource } = to;
  const list = step(bodyOf(resource), 'properties', 'routes');
  const { items, unknown } = childrenIn(resource, 'routes', routeType, inventory);
  const routes = items.map(({ name, properties }) => routeAt(name, properties, properties.resource === resource ? undefined : properties.resource.mayBeAbsent));
  if (unknown !== undefined) routes.push(routeAt('more', { ...unknown.spot, value: unknown.why }, undefined));
  const unsure =
    resource.mayBeAbsent !== undefined
      ? undetermined(`whether route table \`${resource.name}\` will be deployed is not known: ${resource.mayBeAbsent}`, list)
      : isWhole$1(resource, routeType, inventory)
        ? undefined
        : notVisible(`routes of table \`${resource.name}\` that are made elsewhere`, list);
  return { table: { name: resource.name, routes, spot: list, ...(unsure === undefined ? {} : { unsure }) } };
}

function routeAt(name        , properties      , mayBeAbsent                    )             {
  const route = readRoute({ pointer: properties.pointer, value: { name, properties: properties.value } });
  return { route, prefix: step(properties, 'addressPrefix').value, hop: step(properties, 'nextHopType'), mayBeAbsent };
}

/**
 * The routes as rules that let through what takes one of some routes. The longest prefix that holds the destination decides, and where none does the
 * system's default route to the Internet ("Azure virtual network traffic routing", how Azure selects a route): the order of longest prefixes first is that
 * of priorities.
 * @param takes whether packets on a route go through; Unknown where that is not known
 * @param byDefault whether those on no route do
 */
function routeLayer({ name, routes, spot, unsure }       , takes                                          , byDefault         )            {
  const ranks = ranksOf(routes);
  const rules = routes.map((one, index) => ruleOf(`${index}`, one.route.name, { priority: ranks[index], access: accessOf(takes(one)), prefix: isUnknown(one.route.destination) ? one.route.destination : one.prefix, mayBeAbsent: one.mayBeAbsent }));
  rules.push(ruleOf('default', 'default', { priority: lastPriority, access: accessOf(byDefault), prefix: '*', mayBeAbsent: undefined }));
  const spots = new Map(routes.map(({ hop }, index) => [`${index}`, hop]         ));
  const doubts = new Map(routes.map((route, index) => [`${index}`, doubtOf(route, name)]         ));
  return { kind: 'seen', rules, spots, doubts, shut: closed(byDefault ? `route table \`${name}\` leads packets to the Internet elsewhere, or nowhere` : `longer routes of table \`${name}\` take every packet to the Internet from that route`, spot), ...(unsure === undefined ? {} : { unsure }) };
}

function doubtOf({ route: { name, hop, destination }, prefix, mayBeAbsent }            , table        )         {
  const route = `route \`${name}\` of table \`${table}\``;
  if (mayBeAbsent !== undefined) return `whether ${route} will be deployed is not known: ${mayBeAbsent}`;
  if (isUnknown(destination)) return `for which addresses ${route} is, is not known: ${destination.why}`;
  return isUnknown(hop) ? `where ${route} leads is not known: ${hop.why}` : `what ${route} leads away is not known: it is for the service tag \`${String(prefix)}\``;
}

const firstPriority = 100;
const lastPriority = 4096;
/** Azure's own ranges, which service tags stand for, are no wider than this: a tag is longer than any prefix of up to so many bits. */
const widestOfTags = 8;

/** A priority for each route, longer prefixes first. Two routes of one prefix share one; that of a tag is known only beside wide prefixes. */
function ranksOf(routes                       )                                {
  const lengths = new Map(routes.flatMap(({ route: { destination } }) => ('prefix' in destination ? [[keyOf$1(destination.prefix), destination.prefix.length]         ] : [])));
  const longestFirst = [...lengths].toSorted(([, one], [, other]) => other - one);
  const rank = new Map(longestFirst.map(([key], index) => [key, firstPriority + 1 + index]         ));
  const isBesideWide = (longestFirst[0]?.[1] ?? 0) <= widestOfTags;
  return routes.map(({ route: { destination } }) => {
    if (isUnknown(destination)) return destination;
    if ('prefix' in destination) return rank.get(keyOf$1(destination.prefix)) ?? lastPriority;
    return isBesideWide ? firstPriority : new Unknown('how long the prefixes of a service tag are is not known');
  });
}

function keyOf$1({ family, from, length }        )         {
  return `${family} ${from} ${length}`;
}

function accessOf(takes                   )          {
  if (isUnknown(takes)) return takes;
  return takes ? 'Allow' : 'Deny';
}

                
                             
                           
                           
                                           
 

function ruleOf(pointer        , name        , { priority, access, prefix, mayBeAbsent }      )              {
  // Of what may not be there it is not known whether it decides anything, as of a rule of which it is not known whether it is for outbound traffic.
  const direction = mayBeAbsent === undefined ? 'Outbound' : new Unknown(mayBeAbsent);
  return {
    pointer,
    value: { name, properties: { priority, access, direction, protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationPortRange: '*', destinationAddressPrefix: prefix } },
  };
}

const securityGroupType = 'Microsoft.Network/networkSecurityGroups';
const securityRuleType = `${securityGroupType}/securityRules`;

/** The security group of a subnet as something to pass. */
function securityGroupLayer(subnet            , inventory           )        {
  const { spot: link, to } = linkOf(subnet, 'networkSecurityGroup', inventory);
  if (to.kind === 'none') return { kind: 'none' };
  if (to.kind === 'outside') return { kind: 'missing', evidence: notVisible(`security group \`${to.id.split('/').at(-1) ?? ''}\` of subnet \`${subnet.name}\``, link) };
  if (to.kind === 'unknown') return { kind: 'missing', evidence: undetermined(`the security group of subnet \`${subnet.name}\` is not known: ${to.why}`, link) };
  const group = to.resource;
  const list = step(bodyOf(group), 'properties', 'securityRules');
  const { items, unknown } = childrenIn(group, 'securityRules', securityRuleType, inventory);
  const spots = new Map              ();
  const doubts = new Map                ();
  const rules = items.map(({ name, properties }, index)              => {
    spots.set(`${index}`, properties);
    const why = properties.resource === group ? undefined : properties.resource.mayBeAbsent;
    if (why === undefined) return { pointer: `${index}`, value: { name, properties: properties.value } };
    doubts.set(`${index}`, `whether security rule \`${name}\` will be deployed is not known: ${why}`);
    return { pointer: `${index}`, value: { name, properties: perhaps(properties.value, why) } };
  });
  if (unknown !== undefined) {
    spots.set('more', unknown.spot);
    rules.push({ pointer: 'more', value: { name: 'more', properties: unknown.why } });
  }
  const unsure =
    group.mayBeAbsent !== undefined
      ? undetermined(`whether security group \`${group.name}\` will be deployed is not known: ${group.mayBeAbsent}`, list)
      : isWhole$1(group, securityRuleType, inventory)
        ? undefined
        : notVisible(`rules of security group \`${group.name}\` that are made elsewhere`, list);
  return { kind: 'seen', rules, spots, doubts, shut: closed(`security group \`${group.name}\` denies everything to the Internet`, list), ...(unsure === undefined ? {} : { unsure }) };
}

/** A rule that may not be there decides what one decides of which it is not known whether it is for outbound traffic: its packets, or none. */
function perhaps(properties         , why        )          {
  return isJsonObject(properties) ? { ...withoutDirection(properties), direction: new Unknown(why) } : new Unknown(why);
}

function withoutDirection(properties            )             {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => name.toLowerCase() !== 'direction'));
}

/** A list of prefixes as the address sets of the evaluation read them; not known where none is written. */
function prefixesAt(...spots                 )                               {
  const written = spots.flatMap(({ value })                     => (Array.isArray(value) ? value : value === undefined || value === null || value === '' ? [] : [value]));
  return written.length === 0 ? new Unknown('no address prefix is written') : written;
}

/** What becomes of packets from a subnet to the Internet, before anything gives them a public address. */
                        
                                            
                           
                                                                                                                                        
                              
                                                                                                
                             
                                                                                        
                             
                                                                                   
                                
                                                                               
                                     
 

                      
                                                                                       
                              
 

/** How packets leave a subnet of the cluster. Worked out once for each subnet, however many clusters live in it. */
function reachOf(cluster             , subnet            )        {
  const reach = inSubnet$4(subnet, cluster.inventory);
  // A rule of AKS on the network interfaces ("Customize cluster egress with outbound types": outbound type of block; Azure/AKS issue #4351).
  const isBlocked = isOneOf(cluster.outboundType, ['block']);
  if (isBlocked === false) return reach;
  const blocked = (evidence          )           => {
    if (evidence.state === 'closed') return evidence;
    if (isUnknown(isBlocked)) return evidence.state === 'open' ? undetermined(`${evidence.message}, unless the outbound type is \`block\`: ${isBlocked.why}`, cluster.outboundType) : evidence;
    return closed('with outbound type `block` AKS denies the Internet on every network interface of nodes', cluster.outboundType);
  };
  return { ...reach, group: blocked(reach.group), internet: blocked(reach.internet), storage: blocked(reach.storage), hops: reach.hops.map(({ type, evidence }) => ({ type, evidence: blocked(evidence) })), rest: isBlocked === true ? [] : reach.rest };
}

/** Of one subnet, whoever lives in it. */
const inSubnet$4 = oncePerThing(workOut, ({ resource, name }) => [resource, name.toLowerCase()]);

function workOut(subnet            , inventory           )        {
  const { table, missing } = tableOf(subnet, inventory);
  const network = networkOf(subnet, table);
  const group = securityGroupLayer(subnet, inventory);
  const name = `subnet \`${subnet.name}\``;
  const groupAt = subnet.at('networkSecurityGroup', 'id');
  const tableAt = table?.spot ?? subnet.at('routeTable', 'id');
  const rules = group.kind === 'none' ? open$1(`${name} has no security group`, groupAt) : passing([group], network, `security rules of ${name} let out {}`, groupAt).evidence;
  const systemRoutes        = table === undefined ? (missing === undefined ? { kind: 'none' } : { kind: 'missing', evidence: missing }) : routeLayer(table, ({ route: { hop } }) => (isUnknown(hop) ? hop : hop === 'Internet'), true);
  const towards = (layers                  )           => passing(layers, network, `${name} sends {} to the next hop Internet`, tableAt).evidence;
  const answers = towards([systemRoutes]);
  // Behind rules that let nothing out the routes have nothing to lead: most subnets of isolated clusters are done here.
  if (rules.state === 'closed') return { group: rules, internet: rules, storage: rules, answers, hops: (table?.routes ?? []).length === 0 ? [] : [{ type: 'unknown', evidence: rules }], rest: [] };
  const internet = towards([group, systemRoutes]);
  return {
    group: rules,
    internet,
    answers,
    storage: storageOf([group, systemRoutes], internet, subnet, network),
    hops: table === undefined ? [] : hopsOf(table, subnet, group, network),
    rest: [...(missing === undefined ? [] : [missing]), ...(table?.unsure === undefined ? [] : [table.unsure])],
  };
}

function storageOf(layers                  , internet          , subnet            , network         )           {
  const at = subnet.at('networkSecurityGroup', 'id');
  const { evidence } = passing([...layers, storageLayer(subnet)], network, `{} leaves subnet \`${subnet.name}\` and needs no public address`, at);
  // Of what certainly passes, whether it is for storage is left open by service tags alone, of which the addresses were not given.
  return evidence.state === 'undetermined' && internet.state === 'open' ? notVisible(`whether storage accounts are among what subnet \`${subnet.name}\` may reach`, at) : evidence;
}

/** Lets through what goes to storage accounts of the region, by their service tag ("Azure service tags overview": Storage, regional). */
function storageLayer({ network, name }            )        {
  const location = network === undefined ? undefined : textIn(step(bodyOf(network), 'location'))?.replaceAll(/[^a-z0-9]/gi, '');
  const tag = location === undefined || location === '' ? 'Storage' : `Storage.${location}`;
  const any = { direction: 'Outbound', protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationPortRange: '*' };
  const rules = [
    { pointer: 'storage', value: { name: 'storage', properties: { ...any, priority: 100, access: 'Allow', destinationAddressPrefix: tag } } },
    { pointer: 'others', value: { name: 'others', properties: { ...any, priority: 200, access: 'Deny', destinationAddressPrefix: '*' } } },
  ];
  return { kind: 'seen', rules, spots: new Map(), shut: closed(`nothing from subnet \`${name}\` is for storage accounts`) };
}

function networkOf(subnet            , table                   )          {
  const network = subnet.network === undefined ? new Unknown(`the virtual network of subnet ${subnet.name} was not given`) : prefixesAt(step(bodyOf(subnet.network), 'properties', 'addressSpace', 'addressPrefixes'));
  const routes = table?.routes.map(({ prefix }) => prefix) ?? [];
  return { networkPrefixes: network, subnetPrefixes: prefixesAt(subnet.at('addressPrefix'), subnet.at('addressPrefixes')), alsoVirtualNetwork: routes };
}

/** Routes with one next hop are looked at together. */
function hopsOf(table       , subnet            , group       , network         )                 {
  const byHop = new Map                                                                          ();
  for (const one of table.routes) {
    const { hop } = one.route;
    if (hop === 'None' || hop === 'VnetLocal') continue;
    const type = isUnknown(hop) ? 'unknown' : hop;
    const key = `${type} ${addressOf(one)?.toLowerCase() ?? ''}`;
    const there = byHop.get(key);
    if (there === undefined) byHop.set(key, { type, routes: new Set([one]) });
    else there.routes.add(one);
  }
  return [...byHop.values()].map(({ type, routes }) => ({ type, evidence: throughHop(table, type, routes, subnet, group, network) }));
}

function throughHop(table       , type             , routes                         , subnet            , group       , network         )           {
  const [first] = routes;
  const layer = routeLayer(table, (one) => (routes.has(one) ? (isUnknown(one.route.hop) ? one.route.hop : true) : false), false);
  const target = type === 'VirtualAppliance' || type === 'unknown' ? addressOf(first) : type;
  const { evidence, by } = passing([group, layer], network, `a route leads {} from subnet \`${subnet.name}\` to ${hopText(type, target)}`, first?.hop ?? table.spot);
  if (evidence.state !== 'open') return evidence;
  const decides = by === undefined ? undefined : table.routes[Number(by)];
  const message = decides === undefined ? evidence.message : evidence.message.replace('a route leads', `route \`${decides.route.name}\` leads`);
  return { ...evidence, message, ...(target === undefined ? {} : { target }) };
}

function addressOf(one                        )                     {
  const address = one?.route.nextHopIpAddress;
  return isUnknown(address) ? undefined : address;
}

function hopText(type             , target                    )         {
  if (type === 'Internet') return 'the next hop Internet';
  if (type === 'VirtualNetworkGateway') return 'the virtual network gateway';
  return target === undefined ? 'an appliance' : `appliance \`${target}\``;
}

/** The public address that Azure lends to machines that have none. */
const defaultOutboundAccess               = {
  id: 'egress-default-outbound-access',
  kind: 'egress',
  title: 'Subnets of nodes and pods should be private',
  short: 'Default outbound access',
  leak: 'A machine without any other way out gets one from Azure, behind a public address that belongs to Microsoft, unless its subnet is private. The outbound type `none` of AKS does not change that.',
  seen: ['Microsoft.Network/virtualNetworks/subnets: defaultOutboundAccess', 'Microsoft.ContainerService/managedClusters: networkProfile.loadBalancerProfile.backendPoolType', 'Microsoft.Network/loadBalancers in the node resource group: backendAddressPools'],
  severity: 'high',
  remedy: 'Set `defaultOutboundAccess` of the subnet to `false`, and stop and start the machines in it.',
  sources: ['Azure documentation, "Default outbound access in Azure": private subnets and their limitations', 'AKS documentation, "Customize cluster egress with outbound types": outbound type of none'],
  implies: ['egress-network-security-group'],
  look: (cluster) => {
    const { items, rest } = subnetsOf(cluster);
    return [...items.map((subnet) => inSubnet$3(subnet, cluster)), ...inPools(cluster), ...rest];
  },
};

function inSubnet$3(subnet            , cluster             )           {
  const way = ofSwitch(subnet);
  // A machine with an explicit way out has no default one ("Default outbound access in Azure": when default outbound access is provided).
  const gateway = subnetGateway(subnet, cluster.inventory);
  if (way.state !== 'closed' && gateway.state === 'open' && gateway.spot?.resource.mayBeAbsent === undefined) return closed(`${gateway.message}, in the place of default outbound access`, way.spot);
  return behind(way, reachOf(cluster, subnet).internet);
}

/** Whether the subnet gives its machines default outbound access. */
function ofSwitch(subnet            )           {
  const spot = subnet.at('defaultOutboundAccess');
  const name = `subnet \`${subnet.name}\``;
  const has = hasDefaultOutboundAccess(spot.value, spot.resource.apiVersion);
  if (isUnknown(has)) return undetermined(`default outbound access of ${name} is not known: ${has.why}`, spot, { wanted: false });
  if (!has) return closed(`${name} is private`, spot);
  return open$1(isMissing(spot) ? `${name} does not set \`defaultOutboundAccess\`, which means that machines have it` : `${name} gives machines default outbound access`, spot, { wanted: false });
}

/**
 * "Limitations of private subnets" ("Default outbound access in Azure"): machines in a backend pool that is configured by address use default outbound
 * access though their subnet is private. AKS makes such pools with the backend pool type NodeIP ("Use a public standard load balancer in AKS"), for
 * internal load balancers as well.
 */
function inPools(cluster             )                      {
  const type = step(cluster.properties, 'networkProfile', 'loadBalancerProfile', 'backendPoolType');
  const isByAddress = isOneOf(type, ['NodeIP']);
  if (isByAddress === false) return [];
  const { items, rest } = cluster.inNodeResourceGroup('Microsoft.Network/loadBalancers');
  if (items.length === 0 && rest.length === 0) return [closed('no load balancer has a backend pool', type)];
  const balancer = items.find((one) => elements(step(bodyOf(one), 'properties', 'backendAddressPools')).spots.length > 0);
  const way = balancer === undefined ? 'the load balancers of Services' : `load balancer \`${balancer.name}\``;
  const said = `nodes in backend pools of ${way} are named by their addresses, and use default outbound access though their subnet is private`;
  if (isUnknown(isByAddress)) return [undetermined(`${said}, or not: ${isByAddress.why}`, type)];
  if (balancer === undefined) return rest.length === 0 ? [closed('no load balancer has a backend pool', type)] : [notVisible('load balancers in the node resource group', type)];
  const subnets = subnetsOf(cluster);
  const gate = widest([...subnets.items.map((subnet) => reachOf(cluster, subnet).internet), ...subnets.rest]);
  const found = open$1(said, type, { wanted: 'NodeIPConfiguration' });
  return [gate === undefined ? found : behind(found, gate)];
}

/** Something that joins a network to others. */
                             
                                                                                                            
                                                                           
                        
                                                                                                               
                      
                                                                                   
                                      
                                   
                             
 

const peeringType = `${virtualNetworkType}/virtualNetworkPeerings`;
const gatewayType = 'Microsoft.Network/virtualNetworkGateways';
const hubAddressType = 'Microsoft.Network/virtualHubs/ipConfigurations';
const hubConnectionType = 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections';

/** What joins a network to others, in the order peerings, gateways, route servers, hubs. `rest` says what there may be besides. */
const connectionsOf = oncePerThing(connect, (place              ) => [placeKey(place), '']);

function connect(place              , inventory           )                     {
  const peerings = peeringsOf(place, inventory);
  const { byNetwork, unclear } = tiedTo(inventory);
  const tied = byNetwork.get(placeKey(place)) ?? [];
  const standing = place.resource === undefined ? { items: [], rest: [] } : inSubnets(place.resource, inventory);
  const unseen = standing.items.filter(({ target }) => target === undefined || !tied.some((known) => known.target?.toLowerCase() === target.toLowerCase()));
  return { items: [...peerings.items, ...tied, ...unseen], rest: [...peerings.rest, ...standing.rest, ...unclear] };
}

function peeringsOf({ name: network, resource }              , inventory           )                     {
  const given                                                                                   =
    resource === undefined ? { items: [] } : childrenIn(resource, 'virtualNetworkPeerings', peeringType, inventory);
  const items = given.items.map(({ name, properties })             => {
    const remote = step(properties, 'remoteVirtualNetwork', 'id');
    return { kind: 'peering', name, properties, spot: remote, target: targetOf$1(remote, inventory) };
  });
  const unknown = given.unknown === undefined ? [] : [undetermined(`the peerings of virtual network \`${network}\` are not known`, given.unknown.spot)];
  // A connection to a virtual hub shows in the network as a peering with the hub's own network (Virtual WAN: RemoteVnetToHubPeering_…).
  return { items, rest: [...unknown, ...(isWhole$1(resource, peeringType, inventory) ? [] : [notVisible(`peerings of virtual network \`${network}\` that are made elsewhere`)])] };
}

function targetOf$1(spot      , inventory           )                     {
  const to = inventory.follow(spot);
  if (to.kind === 'found') return to.resource.id ?? to.resource.name;
  return to.kind === 'outside' ? to.id : undefined;
}

                
                                                                   
                                         
                                        
 

/** Gateways, route servers and hub connections, by the network that they name; peerings of networks that were not given, by their id. */
const tiedTo = oncePer((inventory)       => {
  const byNetwork = new Map                        ();
  const unclear             = [];
  const tie = (connection            , key                      )       => {
    if (key === undefined) {
      if (isUnknown(connection.spot.value)) unclear.push(undetermined(`the virtual network of ${connection.kind} \`${connection.name}\` is not known: ${connection.spot.value.why}`, connection.spot));
      return;
    }
    const there = byNetwork.get(key);
    if (there === undefined) byNetwork.set(key, [connection]);
    // A gateway that is active twice has two addresses in its subnet.
    else if (!there.some(({ spot, kind }) => spot.resource === connection.spot.resource && kind === connection.kind)) there.push(connection);
  };
  for (const gateway of inventory.ofType(gatewayType)) {
    for (const address of elements(step(bodyOf(gateway), 'properties', 'ipConfigurations')).spots) {
      const spot = step(address, 'properties', 'subnet', 'id');
      tie({ kind: 'gateway', name: gateway.name, spot, target: gateway.id ?? gateway.name }, keyOf$2(followNetwork(spot, inventory)));
    }
  }
  // A route server is a virtual hub with an address in a subnet (Azure Route Server: template reference).
  for (const address of inventory.ofType(hubAddressType)) {
    const spot = step(bodyOf(address), 'properties', 'subnet', 'id');
    const server = address.name.split('/')[0] ?? '';
    tie({ kind: 'route server', name: server, spot, target: address.id === undefined ? server : upTo(address.id, 'ipConfigurations') }, keyOf$2(followNetwork(spot, inventory)));
  }
  for (const connection of inventory.ofType(hubConnectionType)) {
    const spot = step(bodyOf(connection), 'properties', 'remoteVirtualNetwork', 'id');
    const hub = connection.name.split('/')[0] ?? '';
    tie({ kind: 'hub connection', name: ownName$1(connection), spot, target: connection.id === undefined ? hub : upTo(connection.id, 'hubVirtualNetworkConnections') }, keyOf$2(inventory.follow(spot)));
  }
  for (const peering of inventory.ofType(peeringType)) {
    if (inventory.parentOf(peering) !== undefined || peering.id === undefined) continue;
    const properties = step(bodyOf(peering), 'properties');
    const spot = step(properties, 'remoteVirtualNetwork', 'id');
    tie({ kind: 'peering', name: ownName$1(peering), properties, spot, target: targetOf$1(spot, inventory) }, upTo(peering.id, 'virtualNetworkPeerings').toLowerCase());
  }
  return { byNetwork, unclear };
});

/** The id before a child's type and name. */
function upTo(id        , childType        )         {
  return id.replace(new RegExp(`/${childType}/[^/]*/*$`, 'i'), '');
}

/**
 * Gateways and route servers as the network itself shows them: their subnets have names that Azure prescribes, and list the addresses in them.
 * Whoever sees all subnets sees all gateways. ("About VPN Gateway configuration settings", "What is Azure Route Server?")
 */
function inSubnets(network          , inventory           )                     {
  const { items, unknown } = childrenIn(network, 'subnets', subnetType, inventory);
  const found = items.flatMap(({ name, properties })                        => {
    const kind = standsIn(name);
    if (kind === undefined) return [];
    const addresses = elements(step(properties, 'ipConfigurations')).spots;
    const owners = new Map(addresses.map((address) => {
      const id = textIn(step(address, 'id'));
      const owner = id === undefined ? undefined : upTo(id, 'ipConfigurations');
      return [owner?.toLowerCase(), { kind, name: owner?.split('/').at(-1) ?? name, spot: address, target: owner }]         ;
    }));
    return [...owners.values()];
  });
  const unclear = unknown === undefined ? [] : [undetermined(`the subnets of virtual network \`${network.name}\` are not known: ${unknown.why.why}`, unknown.spot)];
  return { items: found, rest: [...unclear, ...(isWhole$1(network, subnetType, inventory) ? [] : [notVisible(`gateways of virtual network \`${network.name}\` that are made elsewhere`)])] };
}

function standsIn(subnet        )                                         {
  const lower = subnet.toLowerCase();
  if (lower === 'gatewaysubnet') return 'gateway';
  return lower === 'routeserversubnet' ? 'route server' : undefined;
}

/** Whether anything is written of the other side. */
function isTied({ spot }            )          {
  return !isMissing(spot) && spot.value !== '';
}

/** Routes that nobody wrote: what gateways, route servers and hubs announce. */
const learnedRoute               = {
  id: 'egress-learned-route',
  kind: 'egress',
  title: 'Subnets should learn no routes',
  short: 'Learned routes',
  leak: 'A gateway, a route server or a hub announces routes to every subnet that takes them, a default route among them when the other side wishes, and nothing on the subnet or in its route table shows it.',
  seen: [
    'Microsoft.Network/routeTables: disableBgpRoutePropagation',
    'Microsoft.Network/virtualNetworkGateways, virtualHubs/ipConfigurations: the subnet that they stand in',
    'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections: remoteVirtualNetwork.id',
    'Microsoft.Network/virtualNetworks/virtualNetworkPeerings: useRemoteGateways',
  ],
  severity: 'high',
  remedy: 'Give the subnet a route table with `disableBgpRoutePropagation: true`.',
  sources: ['Azure documentation, "Azure virtual network traffic routing": border gateway protocol', 'Azure documentation, "Azure Route Server frequently asked questions (FAQ)"', 'Azure/AKS issue #5112'],
  // Where a gateway stands, or a peering uses one, the networks are joined as well.
  implies: ['egress-peering'],
  look: (cluster) => {
    const { items, rest } = subnetsOf(cluster);
    return [...items.flatMap((subnet) => inSubnet$2(subnet, cluster)), ...rest];
  },
};

/** Propagation is on unless the table of the subnet says otherwise. */
function inSubnet$2(subnet            , { inventory }             )                      {
  const { spot: link, to } = linkOf(subnet, 'routeTable', inventory);
  const switched = to.kind === 'found' ? step(bodyOf(to.resource), 'properties', 'disableBgpRoutePropagation') : undefined;
  const isOff = switched === undefined ? false : isOneOf(switched, [true]);
  if (isOff === true && switched !== undefined) return [closed(`the route table of subnet \`${subnet.name}\` takes no learned routes`, switched)];
  const sources = sourcesOf$1(subnet, inventory);
  if (sources.items.length === 0 && sources.rest.length === 0) return [closed(`nothing announces routes to subnet \`${subnet.name}\``, link)];
  if (to.kind === 'outside') return [notVisible(`the route table of subnet \`${subnet.name}\``, link)];
  if (to.kind === 'unknown') return [undetermined(`the route table of subnet \`${subnet.name}\` is not known: ${to.why}`, link)];
  const at = switched ?? link;
  if (isUnknown(isOff)) return [undetermined(`whether subnet \`${subnet.name}\` takes learned routes is not known: ${isOff.why}`, at, { wanted: true })];
  return [...sources.items.map((source) => taught(subnet, source, at)), ...sources.rest];
}

                  
                      
                                  
                                                                 
                             
 

function taught(subnet            , { by, connection, unknown }        , at      )           {
  if (unknown !== undefined) return undetermined(`subnet \`${subnet.name}\` learns the routes of ${by}, or not: ${unknown.why}`, connection.spot);
  // The gateway is what may not be deployed; the table, or the subnet without one, is what would keep its routes out.
  const spot = connection.spot.resource.mayBeAbsent === undefined ? at : connection.spot;
  return open$1(`subnet \`${subnet.name}\` learns the routes of ${by}`, spot, { ...(at === spot && at.pointer.endsWith('Propagation') ? { wanted: true } : {}), ...(connection.target === undefined ? {} : { target: connection.target }) });
}

function sourcesOf$1(subnet            , inventory           )                 {
  const { items, rest } = connectionsOf(placeOf$1(subnet), inventory);
  return { items: items.flatMap(sourceOf), rest };
}

/** A peering teaches nothing but the other network's own prefixes, unless it uses the gateways there. */
function sourceOf(connection            )                    {
  const { kind, name, properties } = connection;
  if (kind !== 'peering') return [{ by: `${kind} \`${name}\``, connection }];
  const uses = properties === undefined ? false : isOneOf(step(properties, 'useRemoteGateways'), [true]);
  if (uses === false) return [];
  const by = `the gateways behind peering \`${name}\``;
  return [isUnknown(uses) ? { by, connection, unknown: uses } : { by, connection }];
}

/** Whether security rules hold back what another way would carry: the second lock. */
const networkSecurityGroup               = {
  id: 'egress-network-security-group',
  kind: 'egress',
  title: 'Security rules should deny traffic to the Internet',
  short: 'Security groups',
  leak: 'The default rules of a network security group let everything out to the Internet, and a subnet without a group has no rules. A NAT gateway, a public address or a route that somebody adds then works at once.',
  seen: ['Microsoft.Network/virtualNetworks/subnets: networkSecurityGroup.id', 'Microsoft.Network/networkSecurityGroups: securityRules[*]', 'Microsoft.Network/networkSecurityGroups/securityRules'],
  severity: 'low',
  remedy: 'Add a rule that denies outbound traffic of every protocol, source and port to `Internet`, before any rule that allows some. In the network that AKS makes, which nobody else changes, set the outbound type `block` where policies allow it.',
  sources: ['Azure documentation, "Azure network security groups overview": default security rules', 'Azure documentation, "Azure service tags overview"', 'AKS documentation, "Customize cluster egress with outbound types": outbound type of block'],
  // What needs no public address leaves as soon as security rules let it.
  implies: ['egress-regional-storage'],
  look: (cluster) => {
    const { items, rest } = subnetsOf(cluster);
    return [...items.map((subnet) => reachOf(cluster, subnet).group), ...rest];
  },
};

/** Other networks that the cluster's network is joined to. */
const peering               = {
  id: 'egress-peering',
  kind: 'egress',
  title: 'The network of the cluster should be joined to no other',
  short: 'Peerings and gateways',
  leak: 'Whatever a peered network, a gateway or a hub reaches, nodes reach too: its firewalls, proxies and machines, and through them the Internet. Security rules for the Internet do not stop it, as the other side counts as virtual network.',
  seen: [
    'Microsoft.Network/virtualNetworks/virtualNetworkPeerings: remoteVirtualNetwork.id, peeringState, useRemoteGateways, allowForwardedTraffic',
    'Microsoft.Network/virtualNetworkGateways: ipConfigurations[*].properties.subnet.id',
    'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections: remoteVirtualNetwork.id',
    'Microsoft.Network/virtualNetworks: subnets GatewaySubnet and RouteServerSubnet, ipConfigurations',
  ],
  severity: 'medium',
  remedy: 'Remove the peering, the gateway or the hub connection, or declare it under `egress` as meant.',
  sources: ['Azure documentation, "Virtual network peering"', 'Azure documentation, "Azure service tags overview": VirtualNetwork', 'Azure documentation, "About VPN Gateway configuration settings": gateway subnet'],
  look: (cluster) => {
    const { items, rest } = placesOf$1(cluster);
    return [
      ...items.flatMap((place) => {
        const found = connectionsOf(place, cluster.inventory);
        const evidence = found.items.flatMap((connection) => (connection.kind === 'route server' ? [] : [ofConnection(place, connection)]));
        return [...evidence, ...found.rest, ...(evidence.length === 0 && found.rest.length === 0 ? [closed(`virtual network \`${place.name}\` is joined to no other`)] : [])];
      }),
      ...rest,
    ];
  },
};

function ofConnection({ name: network }              , connection            )           {
  const { kind, name, spot, target } = connection;
  const more = target === undefined ? {} : { target };
  if (kind === 'gateway') return open$1(`gateway \`${name}\` joins virtual network \`${network}\` to others`, spot, more);
  if (kind === 'hub connection') return open$1(`hub connection \`${name}\` joins virtual network \`${network}\` to a virtual hub`, spot, more);
  const way = `peering \`${name}\` joins virtual network \`${network}\` to ${target === undefined ? 'another' : `\`${target.split('/').at(-1) ?? target}\``}`;
  if (!isTied(connection)) return closed(`peering \`${name}\` of virtual network \`${network}\` names no other network`, spot);
  // No traffic flows before both sides are connected, nor after one is removed (Virtual network peering: "peeringState").
  const state = connection.properties === undefined ? undefined : step(connection.properties, 'peeringState');
  if (state !== undefined && isUnknown(state.value)) return undetermined(`${way}, if it is connected: ${state.value.why}`, state);
  if (state !== undefined && isOneOf(state, ['Initiated', 'Disconnected']) === true) return closed(`${way}, and is not connected: its state is \`${textIn(state) ?? ''}\``, state);
  return open$1(`${way}${extras(connection)}`, spot, more);
}

/** What makes a peering wider. */
function extras({ properties }            )         {
  if (properties === undefined) return '';
  const uses = [
    ...(isOneOf(step(properties, 'useRemoteGateways'), [true]) === true ? ['uses the gateways there'] : []),
    ...(isOneOf(step(properties, 'allowForwardedTraffic'), [true]) === true ? ['takes traffic that is forwarded there'] : []),
  ];
  return uses.length === 0 ? '' : `, and ${uses.join(' and ')}`;
}

const loadBalancerType = 'Microsoft.Network/loadBalancers';
const publicIpType = 'Microsoft.Network/publicIPAddresses';

/** Load balancers with public addresses that AKS makes for Services, or that somebody made beside them. */
const publicLoadBalancer               = {
  id: 'egress-public-load-balancer',
  kind: 'egress',
  title: 'No load balancer of the cluster should have a public address',
  short: 'Public load balancer',
  leak: 'A Service of type LoadBalancer gets a public address unless it asks for an internal one: callers come in and answers go out, and its rules, or outbound rules, may give packets of nodes a public address as well.',
  seen: [
    'Microsoft.Network/loadBalancers in the node resource group: frontendIPConfigurations[*], outboundRules[*], loadBalancingRules[*].properties.disableOutboundSnat, inboundNatRules[*]',
    'Microsoft.Network/publicIPAddresses in the node resource group: ipConfiguration.id, natGateway.id',
  ],
  severity: 'high',
  remedy: 'Give the Service the annotation `service.beta.kubernetes.io/azure-load-balancer-internal: "true"`, and deny public addresses in the node resource group by policy.',
  sources: [
    'AKS documentation, "Customize cluster egress with a user-defined routing table": a load balancer is made with the first public Service',
    'Azure documentation, "Source Network Address Translation (SNAT) for outbound connections"',
    'Azure documentation, "Azure virtual network traffic routing": 0.0.0.0/0 address prefix',
  ],
  implies: ['egress-network-security-group'],
  look: (cluster) => {
    const balancers = cluster.inNodeResourceGroup(loadBalancerType);
    const addresses = cluster.inNodeResourceGroup(publicIpType);
    const isPartial = balancers.rest.length > 0 || addresses.rest.length > 0;
    return [
      ...balancers.items.flatMap((balancer) => ofBalancer(balancer, cluster)),
      ...addresses.items.map((address) => ofAddress$1(address, balancers.items)),
      isPartial ? notVisible('load balancers and public addresses in the node resource group') : closed('every load balancer and public address in the node resource group was looked at'),
    ];
  },
};

function ofBalancer(balancer          , cluster             )                      {
  const properties = step(bodyOf(balancer), 'properties');
  const frontends = elements(step(properties, 'frontendIPConfigurations'));
  const name = `load balancer \`${balancer.name}\``;
  if (frontends.unknown !== undefined) return [undetermined(`the frontends of ${name} are not known: ${frontends.unknown.why}`, step(properties, 'frontendIPConfigurations'))];
  const publics = frontends.spots.map((spot) => ({ spot, name: textIn(step(spot, 'name'))?.toLowerCase() ?? '', isPublic: isPublic(spot) })).filter(({ isPublic: found }) => found !== false);
  if (publics.length === 0) return [closed(`${name} has no public address`, step(properties, 'frontendIPConfigurations'))];
  const ways = [...outbound(properties, name), ...inbound(properties, name, publics)];
  const unsure = publics.every(({ isPublic: found }) => found !== true) ? publics[0] : undefined;
  const reaches = subnetsOf(cluster);
  const gate = (pick                        )                       => widest([...reaches.items.map((subnet) => reachOf(cluster, subnet)[pick]), ...reaches.rest]);
  const evidence = ways.map(({ way, gated }) => {
    const through = gate(gated);
    const found = through === undefined ? way : behind(way, through);
    return unsure !== undefined && found.state === 'open' ? undetermined(`${found.message}, if it has a public address${isUnknown(unsure.isPublic) ? `: ${unsure.isPublic.why}` : ''}`, unsure.spot) : found;
  });
  return evidence.length > 0 ? evidence : [closed(`${name} has a public address that no rule uses`, publics[0]?.spot)];
}

function isPublic(frontend      )        {
  return ['publicIPAddress', 'publicIPPrefix'].map((property)        => {
    const given = step(frontend, 'properties', property);
    return isUnknown(given.value) ? given.value : isGiven(given);
  }).reduce(either, false);
}

               
                         
                                                                                                                          
                                         
 

/** Outbound rules exist for nothing else, and only public load balancers have them ("Outbound rules Azure Load Balancer"). */
function outbound(properties      , name        )                 {
  const list = step(properties, 'outboundRules');
  const { spots, unknown } = elements(list);
  const target = targetOf(properties);
  const ways             = spots.map((spot) => open$1(`outbound rule \`${textIn(step(spot, 'name')) ?? ''}\` of ${name} gives packets of nodes a public address`, spot, { target }));
  if (unknown !== undefined) ways.push(undetermined(`the outbound rules of ${name} are not known: ${unknown.why}`, list));
  return ways.map((way) => ({ way, gated: 'internet' }));
}

/**
 * A rule of a public frontend lets callers in, and answers belong to what they began. Unless it says `disableOutboundSnat`, what nodes begin is translated
 * to its address as well ("Source Network Address Translation (SNAT) for outbound connections").
 */
function inbound(properties      , name        , publics                                      )                 {
  const target = targetOf(properties);
  return (['loadBalancingRules', 'inboundNatRules', 'inboundNatPools']         ).flatMap((property)                 => {
    const list = step(properties, property);
    const { spots, unknown } = elements(list);
    const unclear                 = unknown === undefined ? [] : [{ way: undetermined(`the rules of ${name} are not known: ${unknown.why}`, list), gated: 'answers' }];
    return [...unclear, ...spots.filter((spot) => usesOne(spot, publics)).flatMap((spot) => ofRule$2(spot, property, name, target))];
  });
}

function ofRule$2(spot      , property        , name        , target        )                 {
  const rule = `rule \`${textIn(step(spot, 'name')) ?? ''}\` of ${name}`;
  const answers      = { way: open$1(`${rule} lets callers in and answers out`, spot, { target }), gated: 'answers' };
  if (property !== 'loadBalancingRules') return [answers];
  const disabled = step(spot, 'properties', 'disableOutboundSnat');
  const isDisabled = isOneOf(disabled, [true]);
  if (isDisabled === true) return [answers];
  const said = `${rule} gives packets of nodes a public address`;
  const way = isUnknown(isDisabled) ? undetermined(`${said}, or not: ${isDisabled.why}`, disabled, { wanted: true }) : open$1(said, disabled, { wanted: true, target });
  return [{ way, gated: 'internet' }, answers];
}

/** Whether the rule is one of a public frontend; where it does not say of which in a way that can be read, it may be. */
function usesOne(rule      , publics                                      )          {
  const reference = step(rule, 'properties', 'frontendIPConfiguration', 'id');
  const id = textIn(reference);
  const frontend = id === undefined ? undefined : segmentAfter(id, 'frontendIPConfigurations')?.toLowerCase();
  if (frontend === undefined) return !isMissing(reference);
  return publics.some(({ name }) => name === '' || name === frontend);
}

function targetOf({ resource }      )         {
  return resource.id ?? resource.name;
}

/** An address says what it is attached to. Load balancers that are given speak for themselves; other rules look at gateways and machines. */
function ofAddress$1(address          , balancers                     )           {
  const name = `public address \`${address.name}\` in the node resource group`;
  const properties = step(bodyOf(address), 'properties');
  const gateway = step(properties, 'natGateway', 'id');
  if (textIn(gateway) !== undefined) return closed(`${name} is one of a NAT gateway, which other ways are about`, gateway);
  const attached = step(properties, 'ipConfiguration', 'id');
  if (isUnknown(attached.value)) return undetermined(`what ${name} is attached to is not known: ${attached.value.why}`, attached);
  const id = textIn(attached)?.toLowerCase();
  if (id === undefined) return closed(`${name} is attached to nothing`, attached);
  if (/\/(?:networkinterfaces|virtualmachinescalesets)\//.test(id)) return closed(`${name} is one of a machine, which another way is about`, attached);
  const balancer = /^.*\/loadbalancers\/[^/]+/.exec(id)?.[0];
  if (balancer === undefined) return open$1(`${name} is attached to \`${id.split('/').slice(-3)[0] ?? id}\``, attached, { target: address.id ?? address.name });
  if (balancers.some((given) => given.id?.toLowerCase() === balancer)) return closed(`${name} is one of a load balancer that was looked at`, attached);
  return notVisible(`load balancer \`${balancer.split('/').at(-1) ?? ''}\`, which has a public address,`, attached);
}

/** Storage accounts of the region, which no setting of the cluster or its subnet keeps out of reach. */
const regionalStorage               = {
  id: 'egress-regional-storage',
  kind: 'egress',
  title: 'Security rules should keep storage accounts of the region out of reach',
  short: 'Storage of the region',
  leak: 'Machines reach storage accounts of their own region without any public address, in private subnets too, and whoever owns such an account can take data there.',
  seen: ['Microsoft.Network/virtualNetworks/subnets: networkSecurityGroup.id, routeTable.id', 'Microsoft.Network/networkSecurityGroups: securityRules[*]', 'Microsoft.Network/routeTables: routes[*]'],
  severity: 'medium',
  remedy: 'Add a rule to the security group of the subnet that denies outbound traffic to `Internet` (or `Storage`), or a route for `0.0.0.0/0` to `None`. In the network that AKS makes, which nobody else changes, set the outbound type `block` where policies allow it, or declare the way as meant.',
  sources: ['Azure documentation, "Default outbound access in Azure": limitations of private subnets', 'Azure documentation, "Azure service tags overview": Storage', 'AKS documentation, "Customize cluster egress with outbound types": outbound type of block'],
  implies: ['egress-network-security-group'],
  look: (cluster) => {
    const { items, rest } = subnetsOf(cluster);
    return [...items.map((subnet) => reachOf(cluster, subnet).storage), ...rest];
  },
};

const natGatewayType = 'Microsoft.Network/natGateways';

/** A NAT gateway that serves a subnet of which the subnet says nothing. */
                                   
                             
                                                
                      
                                                 
 

/**
 * The NAT gateways (sku StandardV2) that serve a whole virtual network, or a service gateway that the subnet names.
 * Looked for in every group of the subscription of the network, which is taken to be that of the gateway too.
 */
function hiddenNatGateways(subnet            , inventory           )                           {
  const place = placeOf$1(subnet);
  const { byKey, unclear } = sourcesOf(inventory);
  const service = linkOf(subnet, 'serviceGateway', inventory);
  const serviceKey = keyOf$2(service.to);
  const items = [...(byKey.network.get(placeKey(place)) ?? []), ...(serviceKey === undefined ? [] : (byKey.service.get(serviceKey) ?? []))];
  const unknown = service.to.kind === 'unknown' ? [undetermined(`the service gateway of subnet \`${subnet.name}\` is not known: ${service.to.why}`, service.spot)] : [];
  const isSeen = inventory.isComplete(natGatewayType, subscriptionOf(place.id));
  return { items, rest: [...unknown, ...unclear, ...(isSeen ? [] : [notVisible(`NAT gateways for the whole of virtual network \`${place.name}\``)])] };
}

                   
                                                                                                                                                                 
                                             
                                        
 

const sourcesOf = oncePer((inventory)          => {
  const network = new Map                              ();
  const service = new Map                              ();
  const unclear             = [];
  for (const gateway of inventory.ofType(natGatewayType)) {
    for (const [property, serves, map] of [['sourceVirtualNetwork', 'network', network], ['serviceGateway', 'service gateway', service]]         ) {
      const spot = step(bodyOf(gateway), 'properties', property, 'id');
      if (isMissing(spot)) continue;
      const key = keyOf$2(inventory.follow(spot));
      if (key === undefined) {
        if (isUnknown(spot.value)) unclear.push(undetermined(`what NAT gateway \`${gateway.name}\` serves is not known: ${spot.value.why}`, spot));
        continue;
      }
      const there = map.get(key);
      if (there === undefined) map.set(key, [{ gateway, spot, serves }]);
      else there.push({ gateway, spot, serves });
    }
  }
  return { byKey: { network, service }, unclear };
});

/** Routes that somebody wrote for addresses of the Internet. */
const route               = {
  id: 'egress-route',
  kind: 'egress',
  title: 'No route should lead packets to the Internet out of the subnet',
  short: 'Routes',
  leak: 'A default route, two halves of one, or a route for a part of the Internet leads packets to an appliance or a gateway, which forwards them as it likes; one with the next hop Internet leads them past it.',
  seen: ['Microsoft.Network/virtualNetworks/subnets: routeTable.id', 'Microsoft.Network/routeTables: routes[*].properties.addressPrefix, nextHopType, nextHopIpAddress', 'Microsoft.Network/routeTables/routes'],
  severity: 'high',
  remedy: 'Remove the route or set its `nextHopType` to `None`; if packets are meant to go there, declare the next hop under `egress`.',
  sources: ['Azure documentation, "Azure virtual network traffic routing": how Azure selects a route, 0.0.0.0/0 address prefix', 'AKS documentation, "Customize cluster egress with a user-defined routing table"'],
  implies: ['egress-network-security-group'],
  look: (cluster) => {
    const { items, rest } = subnetsOf(cluster);
    return [...items.flatMap((subnet) => inSubnet$1(subnet, cluster)), ...rest];
  },
};

function inSubnet$1(subnet            , cluster             )                      {
  const { hops, rest } = reachOf(cluster, subnet);
  const ways = hops.map((hop) => ofHop(hop, subnet, cluster));
  if (ways.length > 0 || rest.length > 0) return [...ways, ...rest];
  return [closed(`no route leads packets from subnet \`${subnet.name}\` to the Internet out of it`, subnet.at('routeTable', 'id'))];
}

function ofHop({ type, evidence }     , subnet            , cluster             )           {
  if (type !== 'Internet' || evidence.state === 'closed') return evidence;
  // The next hop Internet carries nothing that has no public address ("Default outbound access in Azure": private subnets need an explicit method).
  const gives = widest(addressesFor(subnet, cluster));
  if (gives === undefined || gives.state === 'open') return evidence;
  return behind(evidence, gives.state === 'closed' ? closed('nothing there gives packets a public address') : gives);
}

/** Everything that gives packets of the subnet a public address. */
function addressesFor(subnet            , cluster             )                      {
  const { items, rest } = hiddenNatGateways(subnet, cluster.inventory);
  return [
    ofSwitch(subnet),
    subnetGateway(subnet, cluster.inventory),
    ...items.map(({ gateway, spot, serves }) => throughGateway(gateway, `NAT gateway \`${gateway.name}\` serves the ${serves}`, spot)),
    ...publicLoadBalancer.look(cluster),
    ...nodePublicIp.look(cluster),
    ...rest,
  ];
}

/** NAT gateways that the subnets of nodes and pods name. */
const subnetNatGateway               = {
  id: 'egress-subnet-nat-gateway',
  kind: 'egress',
  title: 'Subnets of nodes and pods should have no NAT gateway',
  short: 'NAT gateway',
  leak: 'A NAT gateway gives every packet from its subnet to the Internet a public address, whatever the outbound type of the cluster is.',
  seen: ['Microsoft.Network/virtualNetworks/subnets: natGateway.id', 'Microsoft.Network/natGateways: publicIpAddresses, publicIpPrefixes'],
  severity: 'high',
  remedy: 'Take the NAT gateway off the subnet: `az network vnet subnet update --remove natGateway`.',
  sources: ['Azure documentation, "What is Azure NAT Gateway?"', 'Azure documentation, "Troubleshoot Azure NAT Gateway": configuration basics'],
  // Security rules come before the gateway: whoever opens it opens them.
  implies: ['egress-network-security-group'],
  look: (cluster) => {
    const { items, rest } = subnetsOf(cluster);
    return [...items.map((subnet) => behind(subnetGateway(subnet, cluster.inventory), reachOf(cluster, subnet).internet)), ...rest];
  },
};

/** NAT gateways of which the subnets show nothing. */
const virtualNetworkNatGateway               = {
  id: 'egress-virtual-network-nat-gateway',
  kind: 'egress',
  title: 'The virtual network should have no NAT gateway',
  short: 'NAT gateway of the network',
  leak: 'A NAT gateway of the sku StandardV2 can serve a whole virtual network, or a service gateway, and leaves no trace on the subnets.',
  seen: ['Microsoft.Network/natGateways: sourceVirtualNetwork.id, serviceGateway.id, publicIpAddresses, publicIpPrefixes', 'Microsoft.Network/virtualNetworks/subnets: serviceGateway.id'],
  severity: 'high',
  remedy: 'Remove `sourceVirtualNetwork` and `serviceGateway` from the NAT gateway.',
  sources: ['Azure documentation, "Azure NAT Gateway resource": source virtual network', 'Azure template reference, Microsoft.Network/natGateways', 'Azure documentation, "Troubleshoot Azure NAT Gateway": configuration basics'],
  implies: ['egress-network-security-group'],
  look: (cluster) => {
    const { items, rest } = subnetsOf(cluster);
    return [...items.flatMap((subnet) => inSubnet(subnet, cluster)), ...rest];
  },
};

function inSubnet(subnet            , cluster             )                      {
  const { items, rest } = hiddenNatGateways(subnet, cluster.inventory);
  const { internet } = reachOf(cluster, subnet);
  if (items.length === 0 && rest.length === 0) return [closed(`no NAT gateway serves the whole network of subnet \`${subnet.name}\``, subnet.at())];
  // "A subnet level NAT gateway takes precedence over the VNet level NAT gateway" ("Azure NAT Gateway resource": source virtual network).
  const own = subnetGateway(subnet, cluster.inventory);
  if (own.state === 'open' && own.spot?.resource.mayBeAbsent === undefined) return [closed(`${own.message}, before any that serves the network`, own.spot ?? subnet.at())];
  const ways = items.map(({ gateway, spot, serves }) => throughGateway(gateway, `NAT gateway \`${gateway.name}\` serves the ${serves} of subnet \`${subnet.name}\``, spot));
  return [...ways, ...rest].map((way) => behind(way, internet));
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
    return [open$1(message, spot, { wanted: 'none', target: said ?? 'loadBalancer' })];
  },
};

/** The registry that nodes bootstrap from: the owner's, or the one that AKS keeps in the node resource group. */
function bootstrapRegistries(cluster             )                   {
  const { registry, properties } = cluster;
  if (registry.to.kind === 'found') return { items: [registry.to.resource], rest: [] };
  if (registry.to.kind === 'outside') return { items: [], rest: [notVisible(`registry \`${registry.to.id.split('/').at(-1) ?? ''}\``, registry.spot)] };
  if (registry.to.kind === 'unknown') return { items: [], rest: [undetermined(`the registry that nodes start from is not known: ${registry.to.why}`, registry.spot)] };
  if (isOneOf(step(properties, 'bootstrapProfile', 'artifactSource'), ['Cache']) === false) return { items: [], rest: [] };
  return cluster.inNodeResourceGroup(registryType);
}

/** The owner's registry alone: AKS makes its own one right, and keeps it so. */
function ownRegistry(cluster             )                   {
  const { to } = cluster.registry;
  if (to.kind === 'none') return { items: [], rest: [] };
  const { items, rest } = bootstrapRegistries(cluster);
  const kept = cluster.nodeResourceGroup?.toLowerCase();
  const isKept = (id                    )          => kept !== undefined && id?.toLowerCase().startsWith(`${kept}/`) === true;
  if (to.kind === 'outside' && isKept(to.id)) return { items: [], rest: [] };
  return { items: items.filter(({ id }) => !isKept(id)), rest };
}

/** What a rule says of each of the registries, of those that are not visible, and of there being none. */
function eachRegistry(registries                  , cluster             , look                                                               )                      {
  const { items, rest } = registries;
  const found = [...items.flatMap((registry) => look(step(bodyOf(registry), 'properties'), registry)), ...rest];
  const isKept = isOneOf(step(cluster.properties, 'bootstrapProfile', 'artifactSource'), ['Cache']) === true;
  return found.length > 0 ? found : [closed(isKept ? 'AKS makes the registry and keeps it' : 'nodes start from no registry', step(cluster.properties, 'bootstrapProfile'))];
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
  look: (cluster) => eachRegistry(bootstrapRegistries(cluster), cluster, (_, registry) => ofRegistry$8(registry, cluster.inventory)),
};

function ofRegistry$8(registry          , inventory           )                      {
  const rules = listed(inventory.childrenOf(registry, cacheRuleType), inventory.isComplete(cacheRuleType, registry.id), 'cache rules that are made elsewhere');
  const found = [...rules.items.map((rule) => ofRule$1(rule)), ...rules.rest];
  return found.length > 0 ? found : [closed(`registry \`${registry.name}\` caches from nowhere`, bodyOf(registry))];
}

function ofRule$1(rule          )           {
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
  look: (cluster) => eachRegistry(bootstrapRegistries(cluster), cluster, ofRegistry$7),
};

/** Without a word trusted services pass, and tasks do not (since June 2025). */
function ofRegistry$7(properties      , { name }          )                      {
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
  look: (cluster) => eachRegistry(bootstrapRegistries(cluster), cluster, ofRegistry$6),
};

/** Without a word the public endpoint is on and lets everybody in (REST documentation of registries: `publicNetworkAccess`, `defaultAction`). */
function ofRegistry$6(properties      , { name }          )                      {
  const access = step(properties, 'publicNetworkAccess');
  const isOff = isOneOf(access, ['Disabled']);
  if (isOff === true) return [closed(`registry \`${name}\` has no public endpoint`, access)];
  if (isUnknown(isOff)) return [undetermined(`whether registry \`${name}\` has a public endpoint is not known: ${isOff.why}`, access, { wanted: 'Disabled' })];
  const action = step(properties, 'networkRuleSet', 'defaultAction');
  const allows = negate(isOneOf(action, ['Deny']));
  if (allows === true) {
    const said = isMissing(access) ? ', as nothing says otherwise' : '';
    return [open$1(`registry \`${name}\` can be reached from the Internet${said}`, access, { wanted: 'Disabled', target: 'Internet' })];
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

/** Who acts: an identity as far as its object id is known. */
                            
                                            
                          
                                                                                 
                                        
                                    
                      
 

/** The identity that nodes log in to registries with. */
function kubeletIdentity({ properties, inventory }             )            {
  const profile = step(properties, 'identityProfile', 'kubeletidentity');
  const named = inventory.follow(step(profile, 'resourceId'));
  return { called: 'the kubelet identity', objectIds: distinct([textIn(step(profile, 'objectId')), objectIdOf(named)]), spot: profile };
}

/** The identity with which AKS acts: the cluster's own, or the one that its owner gave it. */
function controlPlaneIdentity({ resource, inventory }             )            {
  const identity = step(bodyOf(resource), 'identity');
  const given = members(step(identity, 'userAssignedIdentities')).spots.flatMap((spot) => [textIn(step(spot, 'principalId')), objectIdOf(inventory.follow({ ...spot, value: spot.name }))]);
  const own = textIn(step(identity, 'principalId'));
  return { called: 'the control plane identity', objectIds: distinct([own, ...given]), spot: identity };
}

/** True where the owner brings the kubelet identity: one of AKS lies in the node resource group. */
function ownKubeletIdentity({ properties, nodeResourceGroup, inventory }             )                                                             {
  const spot = step(properties, 'identityProfile', 'kubeletidentity', 'resourceId');
  if (isMissing(spot) || spot.value === '') return undefined;
  const text = textIn(spot);
  if (text !== undefined && nodeResourceGroup !== undefined && text.toLowerCase().startsWith(`${nodeResourceGroup.toLowerCase()}/`)) return undefined;
  return { spot, to: inventory.follow(spot) };
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

/** Somebody may do something to what an assignment stands on, and to all below. */
                                 
                              
                                                                                        
                                    
                                       
                          
                                  
                           
 

/** What an assignment may stand on: a resource that was given, an id, or both. */
                         
                               
                       
 

/**
 * The assignments that may count for a principal and a target: on it, on a resource around it, on its resource group or its subscription. Those above were
 * not looked at. Besides those of the principal there are those that may be anybody's: an object id made at deployment, a group.
 * @param objectIds in lower case
 */
function assignmentsFor(target        , objectIds                   , inventory           )                            {
  const { byResource, byScope, byDeployment } = assignmentsIn(inventory);
  const { resource } = target;
  const place = target.id ?? resource?.id;
  const around = new Set                ();
  const count = (found                   )       => {
    for (const id of objectIds) for (const one of found?.byPrincipal.get(id) ?? []) around.add(one);
    for (const one of found?.unclear ?? []) around.add(one);
  };
  for (let one = resource; one !== undefined; one = inventory.parentOf(one)) count(byResource.get(one));
  for (const scope of scopesOf(place ?? '')) count(byScope.get(scope));
  // A deployment of which the scope is not known assigns in the scope that it deploys to.
  if (resource?.id === undefined && resource?.deployment !== undefined) count(byDeployment.get(resource.deployment));
  return [...around];
}

/** True where every assignment for the target is known, as far as a subscription shows them: those of management groups stand above. */
function hasAllAssignments({ resource, id = resource?.id }        , inventory           )          {
  return inventory.isComplete(roleAssignmentType, subscriptionOf(id));
}

/** The id and everything that it lies in, in lower case. */
function scopesOf(id        )                    {
  const segments = id.toLowerCase().replace(/\/+$/, '').split('/');
  return segments.flatMap((_, index) => (index < 2 ? [] : [segments.slice(0, index + 1).join('/')]));
}

/** What stands on one thing. A fleet that shares a registry has an assignment there for every cluster. */
                 
                      
                                                      
                                     
 

                       
                                                    
                                               
                                                    
                                                                         
                                                                         
 

/** An assignment with what it stands on, as far as that is one resource. */
                                   
                                      
                      
 

/** What a principal was given, wherever it stands. */
function assignmentsTo(principal        , inventory           )                              {
  return assignmentsIn(inventory).byPrincipal.get(principal.toLowerCase()) ?? [];
}

const assignmentsIn = oncePer((inventory)              => {
  const byResource = new Map                 ();
  const byScope = new Map               ();
  const byDeployment = new Map               ();
  const byPrincipal = new Map                            ();
  for (const resource of inventory.ofType(roleAssignmentType)) {
    const properties = step(bodyOf(resource), 'properties');
    const roleSpot = step(properties, 'roleDefinitionId');
    const assignment                 = { resource, roleSpot, role: roleIn(roleSpot), principal: step(properties, 'principalId') };
    const extended = extendedBy(resource, inventory);
    const principal = assignment.principal.value;
    const place = extended.kind === 'resource' ? placeOf(byResource, extended.resource, { resource: extended.resource })
      : extended.kind === 'scope' ? placeOf(byScope, extended.id, { id: extended.id })
      : extended.kind === 'deployment' && extended.deployment !== undefined ? placeOf(byDeployment, extended.deployment, {}) : undefined;
    if (place !== undefined) put(place, assignment);
    if (place !== undefined && typeof principal === 'string' && extended.kind !== 'deployment') addTo(byPrincipal, principal.toLowerCase(), { assignment, on: place.on });
  }
  return { byResource, byScope, byDeployment, byPrincipal };
});

function placeOf     (places                 , key     , on        )        {
  const there = places.get(key);
  if (there !== undefined) return there;
  const place = { on, byPrincipal: new Map                          (), unclear: [] };
  places.set(key, place);
  return place;
}

function put(place       , assignment                )       {
  const principal = assignment.principal.value;
  const isGroup = isOneOf(step(bodyOf(assignment.resource), 'properties', 'principalType'), ['Group']);
  if (typeof principal === 'string' && isGroup === false) addTo(place.byPrincipal, principal.toLowerCase(), assignment);
  else place.unclear.push(assignment);
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
    return eachRegistry(bootstrapRegistries(cluster), cluster, (_, registry) => ofRegistry$5(registry, kubelet, cluster.inventory));
  },
};

/** Roles that push images, that set the registry up, run tasks in it, or give such roles away. */
const writing                      = new Set([roles.acrPush, roles.repositoryWriter, roles.repositoryContributor, roles.registryContributor, roles.tasksContributor, roles.contributor, roles.owner, roles.accessAdministrator, roles.roleAdministrator]);

function ofRegistry$5(registry          , kubelet           , inventory           )                      {
  const found = assignmentsFor({ resource: registry }, kubelet.objectIds, inventory).map((assignment) => ofAssignment$1(assignment, registry, kubelet));
  const opened = found.filter(({ state }) => state === 'open');
  // Who an assignment is for is known to Azure alone where identities are made together with it; one entry says so for all.
  const unclear = found.find(({ state }) => state === 'undetermined');
  const isWhole = hasAllAssignments({ resource: registry }, inventory) && kubelet.objectIds.length > 0;
  const rest = isWhole ? (unclear === undefined ? [] : [unclear]) : [notVisible(`what the kubelet identity may do in registry \`${registry.name}\``, kubelet.spot)];
  return [...opened, ...rest, ...(opened.length === 0 && rest.length === 0 ? [closed(`no role lets the kubelet identity write into registry \`${registry.name}\``, kubelet.spot)] : [])];
}

function ofAssignment$1(assignment                , { name }          , kubelet           )           {
  const { role, roleSpot, principal } = assignment;
  const whose = isFor(assignment, kubelet);
  const isKnown = role !== undefined && isKnownRole(role);
  if (whose === 'no' || (isKnown && !writing.has(role))) return closed('a role that writes nothing, or of somebody else', roleSpot);
  if (whose === 'yes' && isKnown) return open$1(`the kubelet identity may write into registry \`${name}\` as \`${roleName(role)}\``, roleSpot, { target: roleName(role) });
  return whose === 'yes' ? notVisible(`what role \`${role ?? 'of the kubelet identity'}\` allows in registry \`${name}\``, roleSpot) : notVisible(`whose role \`${role === undefined ? 'assignment' : roleName(role)}\` in registry \`${name}\` is`, principal);
}

/** A role that somebody needs on something. */
                       
                                
                          
                                    
                      
                                                                      
                                       
                                  
                      
 

/**
 * Whether the role is there: closed where an assignment says so, open where none does and all are known. Object ids that Azure makes, roles that somebody
 * else defined and members of groups are not visible in a template, and are no reason to say that a role is missing.
 */
function granted({ principal, target, on, accepted, spot }      , inventory           )           {
  const [wanted = ''] = accepted;
  let isUnclear = false;
  for (const assignment of assignmentsFor(target, principal.objectIds, inventory)) {
    const { role, roleSpot } = assignment;
    const fits = role === undefined || !isKnownRole(role) ? undefined : accepted.includes(role);
    if (fits === false) continue;
    const whose = isFor(assignment, principal);
    if (whose === 'yes' && fits === true && role !== undefined) return closed(`${principal.called} has \`${roleName(role)}\` for ${on}`, roleSpot);
    if (whose !== 'no') isUnclear = true;
  }
  if (isUnclear || principal.objectIds.length === 0 || !hasAllAssignments(target, inventory)) return notVisible(`whether ${principal.called} has \`${roleName(wanted)}\` for ${on}`, spot);
  return open$1(`${principal.called} has no role such as \`${roleName(wanted)}\` for ${on}`, spot);
}

/** What lets AKS give nodes an identity of the owner. */
const worksIdentityOperator               = {
  id: 'works-identity-operator',
  kind: 'works',
  title: 'AKS should be allowed to give nodes the kubelet identity',
  short: 'Identity Operator',
  leak: 'AKS assigns a kubelet identity of the owner to the nodes with the control plane identity; without the role it refuses the cluster.',
  seen: ['Microsoft.Authorization/roleAssignments on the kubelet identity: roleDefinitionId, principalId', 'Microsoft.ContainerService/managedClusters: identity, identityProfile.kubeletidentity.resourceId'],
  severity: 'high',
  remedy: 'Give the control plane identity `Managed Identity Operator` on the kubelet identity.',
  sources: ['AKS documentation, "Use a managed identity in Azure Kubernetes Service (AKS)": kubelet identity'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const own = ownKubeletIdentity(cluster);
      if (own === undefined) return [closed('the kubelet identity is that of AKS', step(cluster.properties, 'identityProfile'))];
      const { spot, to } = own;
      if (to.kind === 'unknown') return [undetermined(`the kubelet identity is not known: ${to.why}`, spot)];
      if (to.kind === 'none' || (to.kind === 'outside' && !to.id.startsWith('/'))) return [notVisible('the kubelet identity', spot)];
      const target = to.kind === 'found' ? { resource: to.resource } : { id: to.id };
      const name = to.kind === 'found' ? to.resource.name : (to.id.split('/').at(-1) ?? '');
      const principal = controlPlaneIdentity(cluster);
      return [granted({ principal, target, on: `identity \`${name}\``, accepted: [roles.managedIdentityOperator, roles.contributor, roles.owner], spot: principal.spot }, cluster.inventory)];
    }),
};

/** What AKS may do in a network of the owner. */
const worksNetworkContributor               = {
  id: 'works-network-contributor',
  kind: 'works',
  title: 'AKS should be allowed to use the subnets of its nodes',
  short: 'Network Contributor',
  leak: 'AKS joins nodes and load balancers to the subnets with the control plane identity; the command line gives it the role by itself, templates do not.',
  seen: ['Microsoft.Authorization/roleAssignments on the subnet or its network: roleDefinitionId, principalId', 'Microsoft.ContainerService/managedClusters: identity, agentPoolProfiles[*].vnetSubnetID, apiServerAccessProfile.subnetId'],
  severity: 'medium',
  remedy: 'Give the control plane identity `Network Contributor` on the subnets of the nodes and of the API server, or on their network.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": bring your own network', 'AKS documentation, "Use a managed identity in Azure Kubernetes Service (AKS)"', 'Azure/azure-cli, acs: process_add_role_assignment_for_vnet_subnet'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const { network } = cluster;
      const { to } = network.apiServer;
      if (network.kind === 'managed' && cluster.pools.rest.length === 0 && to.kind === 'none') return [closed('the network is that of AKS')];
      const subnets = new Map([...(network.kind === 'own' ? network.subnets.items : []), ...(to.kind === 'found' ? [to.subnet] : [])].map((subnet) => [subnet.name.toLowerCase(), subnet]));
      const found = [...subnets.values()].map((subnet) => ofSubnet$1(subnet, cluster));
      const rest = [...network.subnets.rest, ...cluster.pools.rest];
      return found.length + rest.length > 0 ? [...found, ...rest] : [closed('no subnet is named')];
    }),
};

function ofSubnet$1({ name, network, resource }            , cluster             )           {
  const principal = controlPlaneIdentity(cluster);
  const id = network?.id === undefined ? resource.id : `${network.id}/subnets/${name.split('/').at(-1) ?? ''}`;
  const target = { resource, ...(id === undefined ? {} : { id }) };
  return granted({ principal, target, on: `subnet \`${name}\``, accepted: [roles.networkContributor, roles.contributor, roles.owner], spot: principal.spot }, cluster.inventory);
}

/** In the mode of repositories the older roles do not count ("Azure Container Registry Entra permissions and role assignments overview"). */
const pulling = {
  registry: [roles.acrPull, roles.acrPush, roles.reader, roles.contributor, roles.owner],
  repositories: [roles.repositoryReader, roles.repositoryWriter, roles.repositoryContributor],
}         ;

/** The role that nodes need. */
const worksRegistryPull               = {
  id: 'works-registry-pull',
  kind: 'works',
  title: 'Isolated nodes should be allowed to pull from their registry',
  short: 'Pull from nodes',
  leak: 'Nodes log in to the registry with the kubelet identity; without a role that pulls they are refused (exit code 212), and none comes up.',
  seen: ['Microsoft.Authorization/roleAssignments: roleDefinitionId, principalId', 'Microsoft.ContainerRegistry/registries: roleAssignmentMode', 'Microsoft.ManagedIdentity/userAssignedIdentities: principalId'],
  severity: 'high',
  remedy: 'Give the kubelet identity `AcrPull` on the registry, in ABAC mode `Container Registry Repository Reader`.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": bring your own container registry', 'Azure/AgentBaker, cse_helpers.sh: exit code 212', 'Azure Container Registry documentation, "Azure Container Registry Entra permissions and role assignments overview"'],
  look: (cluster) =>
    eachRegistry(ownRegistry(cluster), cluster, (properties, registry) => {
      const mode = step(properties, 'roleAssignmentMode');
      const isByRepository = isOneOf(mode, ['AbacRepositoryPermissions']);
      if (isUnknown(isByRepository)) return [undetermined(`which roles count in registry \`${registry.name}\` is not known: ${isByRepository.why}`, mode)];
      const on = `registry \`${registry.name}\`${isByRepository ? ', which is in ABAC mode' : ''}`;
      const principal = kubeletIdentity(cluster);
      return [granted({ principal, target: { resource: registry }, on, accepted: isByRepository ? pulling.repositories : pulling.registry, spot: principal.spot }, cluster.inventory)];
    }),
};

/** What lets AKS write the record of its API server. */
const worksZoneContributor               = {
  id: 'works-zone-contributor',
  kind: 'works',
  title: 'AKS should be allowed to write the zone of the API server',
  short: 'Zone Contributor',
  leak: 'AKS writes the API server into a private DNS zone of the owner with the control plane identity, and refuses the cluster without the role (CustomPrivateDNSZoneMissingPermissionError).',
  seen: ['Microsoft.Authorization/roleAssignments on the zone: roleDefinitionId, principalId', 'Microsoft.ContainerService/managedClusters: identity, apiServerAccessProfile.privateDNSZone'],
  severity: 'high',
  remedy: 'Give the control plane identity `Private DNS Zone Contributor` on the zone that `privateDNSZone` names.',
  sources: ['AKS documentation, "Create a private Azure Kubernetes Service (AKS) cluster": configure a private DNS zone'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const spot = step(cluster.properties, 'apiServerAccessProfile', 'privateDNSZone');
      if (isMissing(spot) || spot.value === '' || isOneOf(spot, ['system', 'none']) === true) return [closed('the API server has no zone of the owner', spot)];
      const to = cluster.inventory.follow(spot);
      if (to.kind === 'unknown' || to.kind === 'none') return [undetermined(`the zone of the API server is not known${to.kind === 'unknown' ? `: ${to.why}` : ''}`, spot)];
      const target = to.kind === 'found' ? { resource: to.resource } : { id: to.id };
      const name = to.kind === 'found' ? to.resource.name : (to.id.split('/').at(-1) ?? '');
      const principal = controlPlaneIdentity(cluster);
      return [granted({ principal, target, on: `zone \`${name}\``, accepted: [roles.privateDnsZoneContributor, roles.contributor, roles.owner], spot: principal.spot }, cluster.inventory)];
    }),
};

/** Where private endpoints say that they stand in a subnet: `subnet.id` of each. */
function endpointsIn(subnet            , inventory           )                  {
  const found = bySubnet(inventory);
  const name = subnet.name.toLowerCase();
  const id = subnet.network?.id === undefined ? subnet.resource.id : `${subnet.network.id}/subnets/${subnet.name.split('/').at(-1) ?? ''}`;
  const open = (found.get(subnet.resource) ?? []).filter((one) => one.subnet === name);
  return [...(id === undefined ? [] : (found.get(id.toLowerCase()) ?? [])), ...open].map(({ spot }) => spot);
}

/** By id in lower case; where that is not known in full, by the resource that the subnet is written in. */
const bySubnet = oncePer((inventory) => {
  const found = new Map                                                                       ();
  for (const endpoint of inventory.ofType(privateEndpointType)) {
    const spot = step(bodyOf(endpoint), 'properties', 'subnet', 'id');
    if (typeof spot.value === 'string') addTo(found, spot.value.replace(/\/+$/, '').toLowerCase(), { subnet: '', spot });
    else {
      const to = followSubnet(spot, inventory, []);
      if (to.kind === 'found') addTo(found, to.subnet.resource, { subnet: to.subnet.name.toLowerCase(), spot });
    }
  }
  return found;
});

/** The subnet that AKS puts the API server into. */
const worksApiServerSubnet               = {
  id: 'works-api-server-subnet',
  kind: 'works',
  title: 'The API server should have a subnet for itself',
  short: 'Subnet of the API server',
  leak: 'With virtual network integration AKS puts the API server into a subnet that has to be delegated to it, hold at least 16 addresses (/28) and hold nothing else.',
  seen: ['Microsoft.ContainerService/managedClusters: apiServerAccessProfile.enableVnetIntegration, .subnetId', 'Microsoft.Network/virtualNetworks/subnets: delegations[*].properties.serviceName, addressPrefix, addressPrefixes, privateEndpoints', 'Microsoft.Network/privateEndpoints: subnet.id'],
  severity: 'high',
  remedy: 'Make a subnet of /28 or larger, delegate it to `Microsoft.ContainerService/managedClusters`, and name it in `apiServerAccessProfile.subnetId`.',
  sources: ['AKS documentation, "API Server VNet Integration in Azure Kubernetes Service (AKS)"'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const isIntegrated = isOneOf(step(cluster.properties, 'apiServerAccessProfile', 'enableVnetIntegration'), [true]);
      const { spot, to } = cluster.network.apiServer;
      if (isIntegrated === false) return [closed('the API server is not in a subnet of the network', spot)];
      if (isMissing(spot)) return [closed('AKS makes the subnet of the API server', spot)];
      if (to.kind === 'unknown') return [undetermined(`the subnet of the API server is not known: ${to.why}`, spot)];
      if (to.kind !== 'found') return [notVisible('the subnet of the API server', spot)];
      const found = ofSubnet(to.subnet, cluster);
      return isUnknown(isIntegrated) ? found.map((one) => (one.state === 'open' ? undetermined(`${one.message}, where the API server is put there: ${isIntegrated.why}`, one.spot ?? spot) : one)) : found;
    }),
};

const owner = 'Microsoft.ContainerService/managedClusters';

function ofSubnet(subnet            , cluster             )                      {
  const prefix = subnet.at('addressPrefix');
  const prefixes = elements(subnet.at('addressPrefixes')).spots;
  return [ofDelegations(subnet), ...[prefix, ...prefixes].filter((spot) => !isMissing(spot)).map((spot) => ofPrefix(spot, subnet)), ...ofOthers(subnet, cluster)];
}

function ofDelegations(subnet            )           {
  const list = subnet.at('delegations');
  const { spots, unknown } = elements(list);
  const names = spots.map((one) => isOneOf(step(one, 'properties', 'serviceName'), [owner]));
  const why = unknown ?? names.find((one) => isUnknown(one));
  if (names.includes(true)) return closed(`subnet \`${subnet.name}\` is delegated to AKS`, list);
  if (isUnknown(why)) return undetermined(`whether subnet \`${subnet.name}\` is delegated to AKS is not known: ${why.why}`, list);
  return open$1(`subnet \`${subnet.name}\` is not delegated to \`${owner}\``, list);
}

/** The longest prefix: 16 addresses, of which AKS uses nine. Of IPv6 a subnet is always a /64. */
const longestPrefix = 28;

function ofPrefix(spot      , { name }            )           {
  if (isUnknown(spot.value)) return undetermined(`the size of subnet \`${name}\` is not known: ${spot.value.why}`, spot);
  const text = textIn(spot) ?? '';
  const length = /^[\d.]+\/(\d{1,2})$/.exec(text)?.[1];
  return when(length !== undefined && Number(length) > longestPrefix, spot, { opens: `subnet \`${name}\` is smaller than /${longestPrefix} (\`${text}\`)`, closes: `subnet \`${name}\` is large enough` });
}

/** Pools of the cluster and private endpoints; other clusters may put their API servers there as well. */
function ofOthers(subnet            , { pools, inventory }             )                      {
  const inside = pools.items.flatMap(({ name, spot: pool }) =>
    ['vnetSubnetID', 'podSubnetID'].map((property) => step(pool, property)).flatMap((spot) => {
      const to = followSubnet(spot, inventory, []);
      const isSame = to.kind === 'found' && to.subnet.resource === subnet.resource && to.subnet.name.toLowerCase() === subnet.name.toLowerCase();
      return isSame ? [open$1(`pool \`${name}\` is in the subnet of the API server`, spot)] : [];
    }),
  );
  // Azure lists in the subnet what a template says in the endpoint.
  const [endpoint] = [...endpointsIn(subnet, inventory), ...elements(subnet.at('privateEndpoints')).spots];
  const found = endpoint === undefined ? inside : [...inside, open$1('a private endpoint is in the subnet of the API server', endpoint)];
  // An endpoint lies in the subscription of its network ("What is a private endpoint?").
  const place = subscriptionOf(subnet.network?.id ?? subnet.resource.id);
  const isSeen = pools.rest.length === 0 && inventory.isComplete(privateEndpointType, place);
  return isSeen ? found : [...found, notVisible('what else is in the subnet of the API server', subnet.at('addressPrefix'))];
}

/** The zone in which nodes find their API server. */
const worksPrivateDnsZone               = {
  id: 'works-private-dns-zone',
  kind: 'works',
  title: 'Nodes should find the private API server',
  short: 'Zone of the API server',
  leak: 'A private cluster without a zone and without a public name has no name at all, and a zone of one\'s own is written by a user-assigned identity only; AKS refuses both.',
  seen: ['Microsoft.ContainerService/managedClusters: apiServerAccessProfile.privateDNSZone, .enablePrivateClusterPublicFQDN, .enablePrivateCluster, identity.type'],
  severity: 'high',
  remedy: 'Set `privateDNSZone` to `system`, or give the cluster a user-assigned identity with `Private DNS Zone Contributor` on the zone that it names.',
  sources: ['AKS documentation, "Create a private Azure Kubernetes Service (AKS) cluster": configure a private DNS zone'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const profile = step(cluster.properties, 'apiServerAccessProfile');
      const zone = step(profile, 'privateDNSZone');
      const isPrivate = isOneOf(step(profile, 'enablePrivateCluster'), [true]);
      if (isPrivate === false) return [closed('the API server is not private', step(profile, 'enablePrivateCluster'))];
      if (isUnknown(zone.value) && !/\/privateDnsZones\//i.test(zone.value.pieces?.at(-1) ?? '')) return [undetermined(`the zone of the API server is not known: ${zone.value.why}`, zone)];
      const fqdn = step(profile, 'enablePrivateClusterPublicFQDN');
      const isNone = isUnknown(zone.value) ? false : isOneOf(zone, ['none']);
      const isOwn        = isUnknown(zone.value) || (isGiven(zone) && isOneOf(zone, ['none', 'system']) === false);
      const hasIdentity = isOneOf(step(bodyOf(cluster.resource), 'identity', 'type'), ['UserAssigned']);
      return [
        // The public name is on unless it is switched off (the same page).
        when(both(isPrivate, both(isNone, isOneOf(fqdn, [false]))), isNone === true ? zone : fqdn, { opens: 'the private API server has no zone and no public name', closes: 'the API server has a name', ...(isNone === true ? { wanted: 'system' } : {}) }),
        when(both(isPrivate, both(isOwn, negate(hasIdentity))), step(bodyOf(cluster.resource), 'identity', 'type'), { opens: 'the API server has a zone of its own, and the cluster no user-assigned identity', closes: 'AKS can write the zone of the API server', wanted: 'UserAssigned' }),
      ];
    }),
};

/** A combination that AKS refuses on the way to isolation. */
const worksPublicNetworkAccess               = {
  id: 'works-public-network-access',
  kind: 'works',
  title: 'Clusters with userDefinedRouting should leave publicNetworkAccess unset',
  short: 'publicNetworkAccess',
  leak: 'AKS refuses `publicNetworkAccess: Disabled` together with the outbound type `userDefinedRouting`; what makes the API server private is another property.',
  seen: ['Microsoft.ContainerService/managedClusters: publicNetworkAccess, networkProfile.outboundType'],
  severity: 'medium',
  remedy: 'Leave `publicNetworkAccess` out and set `apiServerAccessProfile.enablePrivateCluster` to `true`.',
  // "UserDefinedRouting is not supported when Cluster has public network access set to Disabled"; whether `none` is refused as well is not known.
  sources: ['Azure/AKS issue 3690'],
  // The outbound type that it does not go with is a way out itself.
  implies: ['egress-outbound-type'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const access = step(cluster.properties, 'publicNetworkAccess');
      const isRefused = both(isOneOf(access, ['Disabled']), isOneOf(cluster.outboundType, ['userDefinedRouting']));
      return [when(isRefused, access, { opens: '`publicNetworkAccess` is `Disabled`, with the outbound type `userDefinedRouting`', closes: 'nothing is known against `publicNetworkAccess` here' })];
    }),
};

/** Nodes without a way out that would fetch their start-up artifacts from the Internet. */
const worksArtifactSource               = {
  id: 'works-artifact-source',
  kind: 'works',
  title: 'Isolated nodes should start from a registry',
  short: 'Artifact source',
  leak: 'AKS refuses the outbound types `none` and `block` without the artifact source `Cache`, and ignores or refuses a registry without it.',
  seen: ['Microsoft.ContainerService/managedClusters: bootstrapProfile.artifactSource, bootstrapProfile.containerRegistryId, networkProfile.outboundType'],
  severity: 'high',
  remedy: 'Set `bootstrapProfile.artifactSource` to `Cache`, and on a living cluster reimage every pool before the outbound type changes; `deploy` plans it.',
  // The refusal: InvalidNetworkIsolatedClusterConfiguration, "When outbound type is none or block, bootstrapProfile.artifactSource must be 'Cache'" (pull request 29808).
  sources: ['hashicorp/terraform-provider-azurerm pull request 29808', 'AKS documentation, "Customize cluster egress with outbound types"', 'Azure/azure-cli, acs: set_up_bootstrap_profile'],
  look: (cluster) => {
    const source = artifactSource(cluster);
    const isDirect = negate(startsFromCache(cluster));
    const said = textIn(source) === undefined ? 'the artifact source is not set, which is `Direct`' : `the artifact source is \`${textIn(source) ?? ''}\``;
    const outbound = textIn(cluster.outboundType) ?? 'none';
    if (cluster.isIsolated === false && !isNamed(cluster.registry.spot)) return [closed('the cluster has a way out to fetch what nodes start with', source)];
    return [
      when(both(cluster.isIsolated, isDirect), source, { opens: `${said}, with the outbound type \`${outbound}\``, closes: 'nodes start from a registry, or have a way out to fetch what they start with', wanted: 'Cache' }),
      when(both(isNamed(cluster.registry.spot), isDirect), source, { opens: `${said}, although a registry is named to start from`, closes: 'no registry is named in vain', wanted: 'Cache' }),
    ];
  },
};

function isNamed(registry      )        {
  if (isMissing(registry) || registry.value === '') return false;
  return isUnknown(registry.value) && !registry.value.isPresent ? registry.value : true;
}

/** Reported once, and said to be being fixed. */
const worksAutomatic               = {
  id: 'works-automatic',
  kind: 'works',
  title: 'Isolated clusters should not count on the SKU Automatic',
  short: 'AKS Automatic',
  leak: 'At least one Automatic cluster with the outbound type `none` was refused (InvalidNetworkIsolatedClusterConfiguration); whether that was fixed everywhere is not known.',
  seen: ['Microsoft.ContainerService/managedClusters: sku.name, networkProfile.outboundType'],
  severity: 'low',
  remedy: 'Use `sku.name: Base` where Azure refuses the cluster, or try it in the region first.',
  sources: ['Azure/AKS issue 5240'],
  look: (cluster) => {
    const sku = step(bodyOf(cluster.resource), 'sku', 'name');
    return [when(both(isOneOf(sku, ['Automatic']), cluster.isIsolated), sku, { opens: 'the cluster is an Automatic one without a way out', closes: 'the cluster is not an isolated Automatic one' })];
  },
};

/** `block` is for the network that AKS makes. */
const worksBlockOwnNetwork               = {
  id: 'works-block-own-network',
  kind: 'works',
  title: 'The outbound type block should stay in networks of AKS',
  short: 'block in an own network',
  leak: 'AKS writes the rule of the outbound type `block` only in networks that it makes itself, and refuses it where pools name subnets.',
  seen: ['Microsoft.ContainerService/managedClusters: networkProfile.outboundType, agentPoolProfiles[*].vnetSubnetID'],
  severity: 'high',
  remedy: 'Set `networkProfile.outboundType` to `none` and deny the Internet in the security group of the subnet.',
  sources: ['AKS documentation, "Customize cluster egress with outbound types": block', 'Azure/AKS issue 4351'],
  look: ({ outboundType: spot, network, pools }) => {
    const isBlock = isOneOf(spot, ['block']);
    if (isBlock === false) return [closed('the outbound type is not `block`', spot)];
    if (network.kind !== 'own') return network.kind === 'managed' && pools.rest.length === 0 ? [closed('the network is that of AKS', spot)] : [notVisible('whether the pools lie in a network of their owner', spot)];
    if (isUnknown(isBlock)) return [undetermined(`the outbound type is not known, and \`block\` does not work in a network of one's own: ${isBlock.why}`, spot)];
    return [open$1("the outbound type is `block`, in a network of the owner's", spot, { wanted: 'none' })];
  },
};

/** Whoever brings the identity of the nodes brings that of the control plane. */
const worksKubeletIdentity               = {
  id: 'works-kubelet-identity',
  kind: 'works',
  title: 'A kubelet identity of one\'s own should come with a control plane identity of one\'s own',
  short: 'Kubelet identity',
  leak: 'AKS takes a kubelet identity only together with a user-assigned identity for the control plane.',
  seen: ['Microsoft.ContainerService/managedClusters: identityProfile.kubeletidentity.resourceId, identity.type'],
  severity: 'high',
  remedy: 'Set `identity.type` to `UserAssigned` with an identity that has `Managed Identity Operator` on the kubelet identity.',
  sources: ['Azure/azure-cli, acs: _get_assign_kubelet_identity', 'AKS documentation, "Use a managed identity in Azure Kubernetes Service (AKS)": kubelet identity'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const own = ownKubeletIdentity(cluster);
      if (own === undefined) return [closed('the kubelet identity is that of AKS', step(cluster.properties, 'identityProfile'))];
      const type = step(bodyOf(cluster.resource), 'identity', 'type');
      return [when(negate(isOneOf(type, ['UserAssigned'])), type, { opens: 'the cluster names a kubelet identity and has no user-assigned identity', closes: 'the cluster has a user-assigned identity', wanted: 'UserAssigned' })];
    }),
};

/** Versions from before isolation. */
const worksKubernetesVersion               = {
  id: 'works-kubernetes-version',
  kind: 'works',
  title: 'Isolated clusters should run Kubernetes 1.30 or later',
  short: 'Kubernetes version',
  leak: 'AKS supports network isolated clusters from Kubernetes 1.30 on.',
  seen: ['Microsoft.ContainerService/managedClusters: kubernetesVersion, agentPoolProfiles[*].orchestratorVersion'],
  severity: 'high',
  remedy: 'Set `kubernetesVersion` to a version that the region offers; `az aks get-versions` lists them.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": prerequisites'],
  look: (cluster) =>
    whereIsolating(cluster, () => [
      ofVersion(step(cluster.properties, 'kubernetesVersion'), 'the cluster'),
      ...cluster.pools.items.map(({ name, spot }) => ofVersion(step(spot, 'orchestratorVersion'), `pool \`${name}\``)),
      ...cluster.pools.rest,
    ]),
};

/** A cluster that names no version gets a current one, a pool that of its cluster (REST documentation of managedClusters). */
function ofVersion(version      , whose        )           {
  if (isUnknown(version.value)) return undetermined(`the Kubernetes version of ${whose} is not known: ${version.value.why}`, version);
  const said = textIn(version);
  const isOld = isBeforeIsolation(said ?? '');
  if (said === undefined || isOld === undefined) return closed(isMissing(version) ? `${whose} names no version` : `${whose} names no version of Kubernetes 1`, version);
  return isOld ? open$1(`${whose} runs Kubernetes ${said}`, version) : closed(`${whose} runs Kubernetes ${said}`, version);
}

/** Isolation needs Azure CNI. */
const worksNetworkPlugin               = {
  id: 'works-network-plugin',
  kind: 'works',
  title: 'Isolated clusters should not use kubenet',
  short: 'kubenet',
  leak: 'AKS does not support kubenet on network isolated clusters.',
  seen: ['Microsoft.ContainerService/managedClusters: networkProfile.networkPlugin, sku.name'],
  severity: 'high',
  remedy: 'Set `networkProfile.networkPlugin` to `azure` and `networkPluginMode` to `overlay`; a living cluster is updated with `az aks update --network-plugin-mode overlay`.',
  sources: ['AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": limitations', 'REST documentation of managedClusters: kubenet is the default of networkPlugin'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const plugin = step(cluster.properties, 'networkProfile', 'networkPlugin');
      // An Automatic cluster always comes with Azure CNI ("What is AKS Automatic?").
      const isDefault = both(isMissing(plugin), negate(isOneOf(step(bodyOf(cluster.resource), 'sku', 'name'), ['Automatic'])));
      const opens = isMissing(plugin) ? 'no network plugin is set, which is kubenet' : 'the network plugin is kubenet';
      return [when(either(isOneOf(plugin, ['kubenet']), isDefault), plugin, { opens, closes: `the network plugin is ${textIn(plugin) ?? 'that of an Automatic cluster'}`, wanted: 'azure' })];
    }),
};

/** Nodes that would update themselves from the Internet. */
const worksNodeOsChannel               = {
  id: 'works-node-os-channel',
  kind: 'works',
  title: 'Isolated nodes should get updates through AKS',
  short: 'Node OS channel',
  leak: 'With the channel `Unmanaged` nodes fetch updates from public repositories, which they cannot reach; AKS does not support it on network isolated clusters.',
  seen: ['Microsoft.ContainerService/managedClusters: autoUpgradeProfile.nodeOSUpgradeChannel'],
  severity: 'medium',
  remedy: 'Set `autoUpgradeProfile.nodeOSUpgradeChannel` to `NodeImage`.',
  sources: ['AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": frequently asked questions', 'AKS release notes of 2025-07-20: SecurityPatch is supported', 'Azure/AKS issue 4962'],
  // Absent is NodeImage (AKS documentation, "Autoupgrade node OS images").
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const channel = step(cluster.properties, 'autoUpgradeProfile', 'nodeOSUpgradeChannel');
      return [when(isOneOf(channel, ['Unmanaged']), channel, { opens: 'the node OS channel is `Unmanaged`', closes: `the node OS channel is \`${textIn(channel) ?? 'NodeImage'}\``, wanted: 'NodeImage' })];
    }),
};

/** Isolation needs managed identities. */
const worksServicePrincipal               = {
  id: 'works-service-principal',
  kind: 'works',
  title: 'Isolated clusters should use managed identities',
  short: 'Service principal',
  leak: 'Nodes log in to the registry with a managed identity; AKS refuses the artifact source `Cache` for a cluster with a service principal.',
  seen: ['Microsoft.ContainerService/managedClusters: servicePrincipalProfile.clientId, identity.type'],
  severity: 'high',
  remedy: 'Remove `servicePrincipalProfile` and set `identity.type` to `SystemAssigned` or `UserAssigned`, for a living cluster with `az aks update --enable-managed-identity`.',
  // The refusal: BootstrapArtifactSourceNotAllowed, for the feature "ServicePrincipalCluster".
  sources: ['Azure/AKS issue 5821', 'AKS documentation, "Use a managed identity in Azure Kubernetes Service (AKS)"'],
  // Without an identity of its own the cluster cannot name one for its nodes.
  implies: ['works-kubelet-identity'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const client = step(cluster.properties, 'servicePrincipalProfile', 'clientId');
      const isNamed        = isUnknown(client.value) ? client.value : isGiven(client);
      // `msi` is what Azure shows where an identity stands in its place.
      const isPrincipal = both(both(isNamed, negate(isOneOf(client, ['msi']))), negate(isOneOf(step(bodyOf(cluster.resource), 'identity', 'type'), ['SystemAssigned', 'UserAssigned'])));
      return [when(isPrincipal, client, { opens: 'the cluster acts with a service principal', closes: 'the cluster acts with a managed identity' })];
    }),
};

/** Windows nodes fetch what they start with from the Internet. */
const worksWindowsPools               = {
  id: 'works-windows-pools',
  kind: 'works',
  title: 'Isolated clusters should have no Windows pools',
  short: 'Windows pools',
  leak: 'Windows nodes fetch what they start with from the Internet, and do not come up without it; AKS does not support them on network isolated clusters.',
  seen: ['Microsoft.ContainerService/managedClusters: agentPoolProfiles[*].osType', 'Microsoft.ContainerService/managedClusters/agentPools: osType'],
  severity: 'high',
  remedy: 'Delete the pool, or run it in a cluster of its own that may reach the Internet.',
  sources: ['AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": limitations'],
  // A pool without a type is Linux (REST documentation of managedClusters, `osType`).
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const found = [
        ...cluster.pools.items.map(({ name, spot }) => {
          const system = step(spot, 'osType');
          return when(isOneOf(system, ['Windows']), system, { opens: `pool \`${name}\` runs Windows`, closes: `pool \`${name}\` runs Linux`, target: name });
        }),
        ...cluster.pools.rest,
      ];
      return found.length > 0 ? found : [closed('there are no pools', step(cluster.properties, 'agentPoolProfiles'))];
    }),
};

/** The rule that AKS documents, word for word ("Create a network isolated Azure Kubernetes Service (AKS) cluster"). */
const documented = { name: 'aks-managed-mcr', source: 'mcr.microsoft.com/*', target: 'aks-managed-repository/*' }         ;

/** What nodes look for under `aks-managed-repository` of their registry. */
const worksCacheRule               = {
  id: 'works-cache-rule',
  kind: 'works',
  title: 'The registry should have the cache rule of AKS',
  short: 'Cache rule of AKS',
  leak: 'Nodes look for everything that they start with under `aks-managed-repository` of their registry, which the cache rule `aks-managed-mcr` fills from Microsoft; without it none comes up.',
  seen: ['Microsoft.ContainerRegistry/registries/cacheRules: name, sourceRepository, targetRepository'],
  severity: 'high',
  remedy: 'Make the cache rule `aks-managed-mcr` with source `mcr.microsoft.com/*` and target `aks-managed-repository/*`; one with another source or target has to be deleted first.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": bring your own container registry', 'AKS release notes of 2025-03-16: the target was `/*` before', 'Azure/AKS issue 3319'],
  // A rule of AKS with another source also fetches from elsewhere.
  implies: ['registry-cache-source'],
  look: (cluster) => eachRegistry(ownRegistry(cluster), cluster, (_, registry) => ofRegistry$4(registry, cluster.inventory)),
};

function ofRegistry$4(registry          , inventory           )                      {
  const rules = inventory.childrenOf(registry, cacheRuleType);
  const named = rules.filter((rule) => ownName(rule).toLowerCase() === documented.name);
  if (named.length > 0) return named.flatMap((rule) => ofRule(rule));
  const what = `cache rule \`${documented.name}\` of registry \`${registry.name}\``;
  if (!inventory.isComplete(cacheRuleType, registry.id) || rules.some(({ body }) => isUnknown(body['name']))) return [notVisible(what, bodyOf(registry))];
  const other = rules.find((rule) => isOneOf(step(bodyOf(rule), 'properties', 'targetRepository'), [documented.target]) === true);
  if (other !== undefined) return [open$1(`the cache rule of AKS is called \`${ownName(other)}\` in registry \`${registry.name}\`, and not \`${documented.name}\``, step(bodyOf(other), 'name'))];
  return [open$1(`registry \`${registry.name}\` has no cache rule \`${documented.name}\``, bodyOf(registry))];
}

function ofRule(rule          )                      {
  const source = step(bodyOf(rule), 'properties', 'sourceRepository');
  const target = step(bodyOf(rule), 'properties', 'targetRepository');
  const isOld = textIn(target) === '/*';
  const before = isOld ? ', as it was before March 2025' : '';
  return [
    when(negate(isOneOf(source, [documented.source])), source, { opens: `cache rule \`${documented.name}\` fetches from \`${textIn(source) ?? 'nowhere'}\``, closes: `cache rule \`${documented.name}\` fetches from Microsoft`, wanted: documented.source }),
    when(negate(isOneOf(target, [documented.target])), target, { opens: `cache rule \`${documented.name}\` fills \`${textIn(target) ?? 'nothing'}\`${before}`, closes: `cache rule \`${documented.name}\` fills what nodes look for`, wanted: documented.target }),
  ];
}

function ownName({ name }          )         {
  return name.split('/').at(-1) ?? '';
}

/** What is tied to a network is found by: its id (in lower case), or the resource where that is not known in full. */
                                           

/** A network that nodes live in. */
                              
                        
                           
                                           
                                          
                                                      
                      
 

/** The networks of a cluster's nodes, each once. Of the network that AKS makes only what lies in the node resource group is known. */
function nodeNetworks(cluster             )                      {
  return networksOf(cluster, cluster.inventory);
}

const networksOf = oncePerThing(networksIn, ({ resource }             ) => [resource, '']);

function networksIn({ network, pools, inventory, properties }             )                      {
  const found = new Map                         ();
  let isUnclear = network.kind !== 'own' && network.subnets.rest.length > 0;
  for (const { spot: pool } of pools.items) {
    const spot = step(pool, 'vnetSubnetID');
    if (isMissing(spot) || spot.value === '') continue;
    const one = networkOfSubnet(spot, inventory);
    if (one === undefined) isUnclear = true;
    else found.set(one.key, { ...one, spot });
  }
  if (network.kind === 'managed') for (const resource of network.networks) found.set(keyOf(resource), { name: resource.name, key: keyOf(resource), resource, spot: step(properties, 'nodeResourceGroup') });
  return { items: [...found.values()], rest: [...(isUnclear ? [notVisible('the network of the nodes')] : []), ...pools.rest] };
}

/** The network that a subnet's id leads into; undefined where it is not known. */
function networkOfSubnet(spot      , inventory           )                                        {
  const to = followSubnet(spot, inventory, []);
  if (to.kind === 'found' && to.subnet.network !== undefined) return { name: to.subnet.network.name, key: keyOf(to.subnet.network), resource: to.subnet.network };
  const id = to.kind === 'found' ? to.subnet.resource.id : to.kind === 'outside' ? to.id : undefined;
  const network = id?.replace(/\/subnets\/[^/]*\/*$/i, '');
  if (network === undefined || network === id) return undefined;
  const outer = inventory.follow({ ...spot, value: network });
  if (outer.kind === 'found') return { name: outer.resource.name, key: keyOf(outer.resource), resource: outer.resource };
  return { name: network.split('/').at(-1) ?? '', key: network.toLowerCase(), resource: undefined };
}

function keyOf(network          )             {
  return network.id?.toLowerCase() ?? network;
}

/** What a reference to a network is found by. A whole id is not followed: of the networks that are linked to a zone most are of no matter. */
function networkKey(spot      , inventory           )                         {
  if (typeof spot.value === 'string') return spot.value === '' ? undefined : spot.value.replace(/\/+$/, '').toLowerCase();
  const to = inventory.follow(spot);
  return to.kind === 'found' ? keyOf(to.resource) : undefined;
}

/** A private endpoint that leads to a registry. */
                                   
                              
                                         
                             
                            
                        
                                                          
                     
                        
 

/** The endpoints of a registry, from both sides: those that name it, and those that it lists (which are all that there are). */
const registryEndpoints = oncePerThing(endpointsFor);

function endpointsFor(registry          , inventory           )                           {
  const list = step(bodyOf(registry), 'properties', 'privateEndpointConnections');
  const naming = endpointsTo(registry, inventory);
  const found = new Map                            ();
  for (const endpoint of naming.items) found.set(endpoint, endpointOf(endpoint, undefined, registry, inventory));
  const missing             = [];
  for (const connection of elements(list).spots) {
    const id = step(connection, 'properties', 'privateEndpoint', 'id');
    const to = inventory.follow(id);
    const status = step(connection, 'properties', 'privateLinkServiceConnectionState', 'status');
    if (to.kind === 'found') found.set(to.resource, endpointOf(to.resource, status, registry, inventory));
    else missing.push(notVisible('a private endpoint of the registry', id));
  }
  // A registry that Azure shows lists its connections; a template cannot write them.
  const isListed = Array.isArray(list.value) || inventory.isComplete(privateEndpointType, registry.id);
  const { items, rest } = listed([...found.values()], isListed, 'private endpoints that are made elsewhere');
  return { items, rest: [...missing.slice(0, 1), ...(isListed ? [] : naming.rest.filter(({ notVisible: what }) => what === undefined)), ...rest] };
}

function endpointOf(endpoint          , seen                  , registry          , inventory           )                   {
  const subnet = step(bodyOf(endpoint), 'properties', 'subnet', 'id');
  const own = connectionsOf$1(endpoint).find((connection) => {
    const to = inventory.follow(step(connection, 'properties', 'privateLinkServiceId'));
    return to.kind === 'found' && to.resource === registry;
  });
  const status = seen ?? step(own ?? bodyOf(endpoint), 'properties', 'privateLinkServiceConnectionState', 'status');
  return { endpoint, subnet, status, isApproved: approval(status, own), network: networkOfSubnet(subnet, inventory) };
}

/** A connection that is not made by hand is approved at once, as whoever makes it may do so ("What is a private endpoint?", approval workflow). */
function approval(status      , connection                  )        {
  if (isUnknown(status.value)) return status.value;
  if (isMissing(status)) return connection === undefined || !connection.pointer.includes('/manualPrivateLinkServiceConnections/');
  return isOneOf(status, ['Approved']);
}

/** Those of the endpoints that stand in a network, or in one that it is peered with. */
function endpointsReached                                                    ({ key, resource }             , endpoints                     , inventory           )                      {
  const joined = peersOf(resource, inventory);
  return endpoints.filter(({ network }) => network !== undefined && (network.key === key || joined.has(network.key)));
}

/** The networks that one is peered with, as far as that is written in it. */
function peersOf(network                      , inventory           )                          {
  if (network === undefined) return new Set();
  const written = elements(step(bodyOf(network), 'properties', 'virtualNetworkPeerings')).spots.map((one) => step(one, 'properties'));
  const own = inventory.childrenOf(network, 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings').map((one) => step(bodyOf(one), 'properties'));
  return new Set([...written, ...own].flatMap((peering) => networkKey(step(peering, 'remoteVirtualNetwork', 'id'), inventory) ?? []));
}

/** The way from nodes to their registry. */
const worksRegistryEndpoint               = {
  id: 'works-registry-endpoint',
  kind: 'works',
  title: 'Isolated nodes should reach their registry through a private endpoint',
  short: 'Registry endpoint',
  leak: 'Nodes without a way out reach the registry only through an approved private endpoint in their network, or in one that is joined to it; without it none comes up.',
  seen: ['Microsoft.Network/privateEndpoints: privateLinkServiceConnections[*].properties.privateLinkServiceId, subnet.id', 'Microsoft.ContainerRegistry/registries: privateEndpointConnections[*].properties.privateLinkServiceConnectionState.status', 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings: remoteVirtualNetwork.id'],
  severity: 'high',
  remedy: 'Make a private endpoint for the group `registry` of the registry in the network of the nodes, and approve its connection.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": bring your own container registry', 'Azure Private Link documentation, "What is a private endpoint?"'],
  look: (cluster) => eachRegistry(ownRegistry(cluster), cluster, (properties, registry) => ofRegistry$3(registry, step(properties, 'privateEndpointConnections'), cluster)),
};

function ofRegistry$3(registry          , list      , cluster             )                      {
  const endpoints = registryEndpoints(registry, cluster.inventory);
  const networks = nodeNetworks(cluster);
  const usable = endpoints.items.filter(({ isApproved }) => isApproved !== false);
  const waiting = endpoints.items.filter(({ isApproved }) => isApproved === false);
  const found = networks.items.map((network) => ofNetwork$1(network, registry, list, { usable, waiting, rest: endpoints.rest }, cluster.inventory));
  return [...found, ...networks.rest];
}

                     
                                               
                                                
                                     
 

function ofNetwork$1(network             , { name }          , list      , { usable, waiting, rest }           , inventory           )           {
  const reached = endpointsReached(network, usable, inventory);
  const approved = reached.find(({ isApproved }) => isApproved === true);
  if (approved !== undefined) return closed(`nodes in \`${network.name}\` reach registry \`${name}\` through private endpoint \`${approved.endpoint.name}\``, approved.subnet);
  const [perhaps] = reached;
  if (perhaps !== undefined) return undetermined(`whether private endpoint \`${perhaps.endpoint.name}\` is approved is not known${isUnknown(perhaps.isApproved) ? `: ${perhaps.isApproved.why}` : ''}`, perhaps.status);
  const what = `how nodes in \`${network.name}\` reach registry \`${name}\``;
  // Hubs and gateways join networks as well, which no peering of this network shows.
  if (usable.length > 0 || rest.length > 0) return notVisible(what, usable[0]?.subnet ?? list);
  const [first] = waiting;
  if (first !== undefined) return open$1(`private endpoint \`${first.endpoint.name}\` of registry \`${name}\` is not approved (\`${textIn(first.status) ?? 'by hand'}\`)`, first.status);
  return open$1(`registry \`${name}\` has no private endpoint, and nodes in \`${network.name}\` do not reach it`, list);
}

/** Images of workloads. */
const worksImages               = {
  id: 'works-images',
  kind: 'works',
  title: 'Workloads should reach the registries that their images are in',
  short: 'Images of workloads',
  leak: 'Nodes mirror `mcr.microsoft.com` alone. Every other registry has to be reached by its own name through a private endpoint, and what a registry caches from elsewhere is there only under the name of that registry.',
  seen: ['Microsoft.Authorization/roleAssignments of the kubelet identity on other registries', 'Microsoft.Network/privateEndpoints: privateLinkServiceConnections[*].properties.privateLinkServiceId, subnet.id', 'Microsoft.ContainerRegistry/registries/cacheRules: sourceRepository, targetRepository'],
  severity: 'medium',
  remedy: 'Make a private endpoint for the registry in the network of the nodes, or import its images into the registry that nodes start from; name cached images by that registry.',
  sources: ['Azure/AgentBaker: nodes mirror mcr.microsoft.com', 'AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters"', 'Azure Container Registry documentation, "Artifact cache in Azure Container Registry"'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const { objectIds, spot } = kubeletIdentity(cluster);
      const named = [...new Map(objectIds.flatMap((id) => assignmentsTo(id, cluster.inventory)).map((one) => [one.on.resource ?? one.on.id, one])).values()];
      const isSeen = objectIds.length > 0 && cluster.inventory.isComplete(roleAssignmentType, subscriptionOf(cluster.resource.id));
      const found = [...named.flatMap((one) => ofAssignment(one, cluster)), ...cachedElsewhere(cluster)];
      if (!isSeen) return [...found, notVisible('which other registries workloads pull from', spot)];
      return found.length > 0 ? found : [closed('the kubelet identity pulls from no other registry')];
    }),
};

/** Whoever may pull from a registry does, sooner or later. */
function ofAssignment({ assignment, on }                  , cluster             )                      {
  const { registry: bootstrap } = cluster;
  const type = on.resource?.type ?? parseResourceId(on.id ?? '')?.type;
  if (type?.toLowerCase() !== registryType.toLowerCase()) return [];
  const to = on.resource === undefined ? cluster.inventory.follow({ ...assignment.roleSpot, value: on.id }) : { kind: 'found'         , resource: on.resource };
  if (to.kind === 'found') return bootstrap.to.kind === 'found' && bootstrap.to.resource === to.resource ? [] : ofRegistry$2(to.resource, cluster);
  const isNamed = bootstrap.to.kind === 'outside' && bootstrap.to.id.toLowerCase() === on.id;
  return isNamed ? [] : [notVisible(`registry \`${on.id?.split('/').at(-1) ?? ''}\`, which the kubelet identity may pull from`, assignment.roleSpot)];
}

function ofRegistry$2(registry          , cluster             )                      {
  const { inventory } = cluster;
  const { items, rest } = registryEndpoints(registry, inventory);
  const usable = items.filter(({ isApproved }) => isApproved !== false);
  const networks = nodeNetworks(cluster);
  const list = step(bodyOf(registry), 'properties', 'privateEndpointConnections');
  const reached = networks.items.map((network)           => {
    const [first] = endpointsReached(network, usable, inventory);
    if (first !== undefined) return closed(`workloads reach registry \`${registry.name}\` through private endpoint \`${first.endpoint.name}\``, first.subnet);
    if (usable.length > 0 || rest.length > 0) return notVisible(`how workloads reach registry \`${registry.name}\``, list);
    return open$1(`workloads may pull from registry \`${registry.name}\`, which has no private endpoint`, list, { target: registry.name });
  });
  return [...reached, ...networks.rest];
}

/** What the registry caches from elsewhere, in words: an image is not found under the name of its source. */
function cachedElsewhere({ registry }             )                      {
  if (registry.to.kind !== 'found') return [];
  const { name } = registry.to.resource;
  return registry.cacheRules.items.flatMap((rule) => {
    const spot = step(bodyOf(rule), 'properties', 'sourceRepository');
    const source = textIn(spot);
    const target = textIn(step(bodyOf(rule), 'properties', 'targetRepository'));
    if (source === undefined || source.toLowerCase().startsWith('mcr.microsoft.com/')) return [];
    return [closed(`workloads find images of \`${source}\` as \`${target ?? ''}\` of registry \`${name}\`, and not under the name of their source`, spot)];
  });
}

const privateDnsZoneType = 'Microsoft.Network/privateDnsZones';
const zoneLinkType = `${privateDnsZoneType}/virtualNetworkLinks`;
const addressRecordType = `${privateDnsZoneType}/A`;
const zoneGroupType = 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups';

/** A private DNS zone that a network asks. */
                           
                          
                                        
                        
                           
                                      
                             
                      
 

                 
                                                                   
                                                                     
                                                             
 

/** The zones that a network is linked to. */
function zonesOf(network            , inventory           )                      {
  return linksIn(inventory).byNetwork.get(network) ?? [];
}

/** Evidence that a zone of this name may be linked to any network: one link stands for all. */
function unclearLink(name        , inventory           )                      {
  const [first] = linksIn(inventory).unclear.get(name.toLowerCase()) ?? [];
  if (first === undefined) return [];
  const { link, spot } = first;
  return [undetermined(`the network of link \`${link.name}\` is not known${isUnknown(spot.value) ? `: ${spot.value.why}` : ''}`, spot)];
}

const linksIn = oncePer((inventory)        => {
  const byNetwork = new Map                        ();
  const unclear = new Map                    ();
  for (const link of inventory.ofType(zoneLinkType)) {
    const spot = step(bodyOf(link), 'properties', 'virtualNetwork', 'id');
    const one           = { link, name: (link.name.split('/')[0] ?? '').toLowerCase(), zone: inventory.parentOf(link), spot };
    const key = networkKey(spot, inventory);
    if (key !== undefined) addTo(byNetwork, key, one);
    else if (!isMissing(spot)) addTo(unclear, one.name, one);
  }
  return { byNetwork, unclear };
});

/** The zones of a name, wherever they lie. */
function zonesNamed(name        , inventory           )                      {
  return zonesByName(inventory).get(name.toLowerCase()) ?? [];
}

/** True where every link of every zone of this name was given. */
const hasAllLinks = oncePerThing((name        , inventory           )          => zonesNamed(name, inventory).map((zone) => inventory.isComplete(zoneLinkType, zone.id)).every(Boolean));

/** True where every link of every zone was given that has its name together with another. */
const hasAllSharedLinks = oncePer((inventory) => [...zonesByName(inventory)].filter(([, zones]) => zones.length > 1).map(([name]) => hasAllLinks(name, inventory)).every(Boolean));

const zonesByName = oncePer((inventory) => {
  const found = new Map                    ();
  for (const zone of inventory.ofType(privateDnsZoneType)) addTo(found, zone.name.toLowerCase(), zone);
  return found;
});

/** The A record of this name in a zone. */
function addressRecord(zone          , name        , inventory           )                       {
  return recordsIn(zone, inventory).get(name.toLowerCase());
}

/** A fleet may share one zone, with thousands of records. */
const recordsIn = oncePerThing((zone          , inventory           )                                =>
  new Map(inventory.childrenOf(zone, addressRecordType).map((record) => [record.name.split('/').slice(1).join('/').toLowerCase(), record])));

/** The zones in which an endpoint's zone groups keep its records: with a group nobody has to write them by hand. */
function keptZones(endpoint          , inventory           )                                                            {
  return inventory.childrenOf(endpoint, zoneGroupType).flatMap((group) =>
    elements(step(bodyOf(group), 'properties', 'privateDnsZoneConfigs')).spots.map((config) => {
      const spot = step(config, 'properties', 'privateDnsZoneId');
      return { spot, to: inventory.follow(spot) };
    }),
  );
}

/** True where every zone group of the endpoint was given. */
function hasAllZoneGroups(endpoint          , inventory           )          {
  return inventory.isComplete(zoneGroupType, endpoint.id);
}

/**
 * The zone that a registry's private names lie in. By its login server, else by the cloud of its region ("Connect privately to an Azure container registry",
 * and the registry suffixes of the sovereign clouds).
 */
function registryZone(registry          )         {
  const server = textIn(step(bodyOf(registry), 'properties', 'loginServer'))?.toLowerCase() ?? '';
  const suffix = /\.(azurecr\.(?:io|us|cn))$/.exec(server)?.[1] ?? `azurecr.${cloudOf(textIn(step(bodyOf(registry), 'location')) ?? '')}`;
  return `privatelink.${suffix}`;
}

function cloudOf(location        )                     {
  const region = location.replaceAll(' ', '').toLowerCase();
  if (/^us(?:gov|dod)/.test(region)) return 'us';
  return region.startsWith('china') ? 'cn' : 'io';
}

const replicationType = `${registryType}/replications`;

/** The names of the registry: its own, and one for its data in each region. */
const worksRegistryRecords               = {
  id: 'works-registry-records',
  kind: 'works',
  title: 'The DNS zone should hold every name of the registry',
  short: 'Registry records',
  leak: 'A registry has two names, its own and one for its data in each region; without the second a login works and every download fails.',
  seen: ['Microsoft.Network/privateDnsZones/A: name, aRecords', 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups: privateDnsZoneConfigs', 'Microsoft.ContainerRegistry/registries: location', 'Microsoft.ContainerRegistry/registries/replications: location'],
  severity: 'high',
  remedy: 'Give the private endpoint a DNS zone group, which keeps the records, or write the A records `<registry>` and `<registry>.<region>.data` with the addresses of the endpoint, one of the latter for each region of the registry.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": bring your own container registry', 'Azure Container Registry documentation, "Connect privately to an Azure container registry using Azure Private Link"'],
  look: (cluster) => eachRegistry(ownRegistry(cluster), cluster, (_, registry) => ofRegistry$1(registry, cluster)),
};

function ofRegistry$1(registry          , cluster             )                      {
  const { inventory } = cluster;
  const endpoints = registryEndpoints(registry, inventory);
  const kept = endpoints.items.flatMap(({ endpoint }) => keptZones(endpoint, inventory));
  const [first] = kept;
  if (first !== undefined) return [closed(`a zone group keeps the records of registry \`${registry.name}\``, first.spot)];
  const mayBeKept = endpoints.items.map(({ endpoint }) => hasAllZoneGroups(endpoint, inventory)).includes(false) || endpoints.rest.length > 0;
  const zones = zonesAsked(registry, cluster);
  if (zones.length === 0) return [notVisible(`the zone \`${registryZone(registry)}\` that nodes ask`, bodyOf(registry))];
  return zones.flatMap((zone) => ofZone(zone, registry, mayBeKept, inventory));
}

/** The zones that the networks of the nodes are linked to; where no link is known, the only one of that name. */
function zonesAsked(registry          , cluster             )                      {
  const name = registryZone(registry);
  const linked = nodeNetworks(cluster).items.flatMap(({ key }) => zonesOf(key, cluster.inventory)).flatMap((link) => (link.name === name && link.zone !== undefined ? [link.zone] : []));
  if (linked.length > 0) return [...new Set(linked)];
  const named = zonesNamed(name, cluster.inventory);
  return named.length === 1 ? named : [];
}

function ofZone(zone          , registry          , mayBeKept         , inventory           )                      {
  const { names, rest } = namesOf(registry, inventory);
  const isWhole = inventory.isComplete(addressRecordType, zone.id) && !mayBeKept;
  const found = names.map((name) => ofName(name, zone, isWhole, inventory));
  return [...found, ...rest];
}

function ofName(name        , zone          , isWhole         , inventory           )           {
  const record = addressRecord(zone, name, inventory);
  if (record === undefined) return isWhole ? open$1(`zone \`${zone.name}\` has no record \`${name}\``, bodyOf(zone)) : notVisible(`record \`${name}\` of zone \`${zone.name}\``, bodyOf(zone));
  const list = step(bodyOf(record), 'properties', 'aRecords');
  if (isUnknown(list.value)) return undetermined(`the addresses of record \`${name}\` are not known: ${list.value.why}`, list);
  return elements(list).spots.length === 0 ? open$1(`record \`${name}\` of zone \`${zone.name}\` has no address`, list) : closed(`zone \`${zone.name}\` has record \`${name}\``, list);
}

/** `<registry>`, and `<registry>.<region>.data` for its region and that of each replica. */
function namesOf(registry          , inventory           )                                                                            {
  const places = [registry, ...inventory.childrenOf(registry, replicationType)].map((one) => step(bodyOf(one), 'location'));
  const regions = places.flatMap((place) => textIn(place)?.replaceAll(' ', '').toLowerCase() ?? []);
  const unknown = places.filter((place) => textIn(place) === undefined).map((place) => notVisible(`the region of registry \`${registry.name}\``, place));
  const replicas = inventory.isComplete(replicationType, registry.id) ? [] : [notVisible(`replicas of registry \`${registry.name}\` that are made elsewhere`)];
  return { names: [registry.name, ...new Set(regions.map((region) => `${registry.name}.${region}.data`))], rest: [...unknown.slice(0, 1), ...replicas] };
}

/** Private endpoints are for Premium registries. */
const worksRegistrySku               = {
  id: 'works-registry-sku',
  kind: 'works',
  title: 'The registry of isolated nodes should be Premium',
  short: 'Registry SKU',
  leak: 'Only a Premium registry can have private endpoints, through which isolated nodes reach it.',
  seen: ['Microsoft.ContainerRegistry/registries: sku.name'],
  severity: 'high',
  remedy: 'Set `sku.name` of the registry to `Premium`.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": bring your own container registry', 'Azure Container Registry documentation, "Azure Container Registry SKU features and limits"'],
  look: (cluster) =>
    eachRegistry(ownRegistry(cluster), cluster, (_, registry) => {
      const sku = step(bodyOf(registry), 'sku', 'name');
      const said = textIn(sku);
      return [when(negate(isOneOf(sku, ['Premium'])), sku, { opens: said === undefined ? `registry \`${registry.name}\` names no SKU` : `registry \`${registry.name}\` is \`${said}\``, closes: `registry \`${registry.name}\` is Premium`, wanted: 'Premium' })];
    }),
};

/** How nodes log in. */
const worksRegistryToken               = {
  id: 'works-registry-token',
  kind: 'works',
  title: 'The registry should accept the tokens of isolated nodes',
  short: 'Registry login',
  leak: 'Isolated nodes log in with a token for Azure Resource Manager; a registry that does not accept those is not supported, and no node comes up.',
  seen: ['Microsoft.ContainerRegistry/registries: policies.azureADAuthenticationAsArmPolicy.status'],
  severity: 'high',
  remedy: 'Set `policies.azureADAuthenticationAsArmPolicy.status` of the registry to `enabled`, and exempt it from policies that disable it.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": bring your own container registry', 'Azure Container Registry documentation, "Disable authentication as ARM template": enabled by default'],
  look: (cluster) =>
    eachRegistry(ownRegistry(cluster), cluster, (properties, { name }) => {
      const status = step(properties, 'policies', 'azureADAuthenticationAsArmPolicy', 'status');
      return [when(isOneOf(status, ['disabled']), status, { opens: `registry \`${name}\` does not accept tokens of Azure Resource Manager`, closes: `registry \`${name}\` accepts tokens of Azure Resource Manager`, wanted: 'enabled' })];
    }),
};

/** A network asks one zone of a name. */
const worksZoneOnce               = {
  id: 'works-zone-once',
  kind: 'works',
  title: 'A network should be linked to one DNS zone of a name',
  short: 'Two zones of a name',
  leak: 'Azure refuses to link a network to two private DNS zones of the same name, so that one of two registries or API servers is never found.',
  seen: ['Microsoft.Network/privateDnsZones/virtualNetworkLinks: virtualNetwork.id'],
  severity: 'high',
  remedy: 'Keep the records of everything that the network reaches in one zone of the name, and delete the other link.',
  sources: ['Azure DNS documentation, "What is a virtual network link?": a network is linked to one zone of a name', 'Azure/AgentBaker, e2e: ensurePrivateDNSZone'],
  // The second zone is asked as well, and may lack the records.
  implies: ['works-registry-records'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const { inventory } = cluster;
      const { items, rest } = nodeNetworks(cluster);
      const found = items.flatMap(({ name, key }) => twice(zonesOf(key, inventory)).map((link) => open$1(`network \`${name}\` is linked to more than one zone \`${link.name}\``, link.spot, { target: link.name })));
      const unclear = items.flatMap(({ key }) => [...new Set(zonesOf(key, inventory).map((link) => link.name))]).flatMap((name) => unclearLink(name, inventory));
      // Zones of other subscriptions are not looked at: on a living network Azure itself has refused the second link.
      const isWhole = rest.length === 0 && items.every(({ resource }) => inventory.isComplete(privateDnsZoneType, subscriptionOf(resource?.id))) && hasAllSharedLinks(inventory);
      const unseen                      = isWhole ? [] : [notVisible('every link of the network to a private DNS zone')];
      const all = [...found, ...unclear, ...unseen];
      return all.length > 0 ? all : [closed('the network is linked to each zone once')];
    }),
};

/** The second and further links to different zones of one name. */
function twice(links                     )                      {
  const seen = new Map                          ();
  return links.filter(({ name, zone }) => {
    if (!seen.has(name)) {
      seen.set(name, zone);
      return false;
    }
    // Two links to one zone are one too many as well, but say nothing of two zones.
    return zone === undefined || seen.get(name) !== zone;
  });
}

/** How nodes find their registry by its name. */
const worksRegistryZone               = {
  id: 'works-registry-zone',
  kind: 'works',
  title: 'The network of isolated nodes should be linked to the DNS zone of the registry',
  short: 'Registry zone',
  leak: 'Without a link to the private DNS zone nodes look the registry up in public, and get an address that they cannot reach; none comes up.',
  seen: ['Microsoft.Network/privateDnsZones/virtualNetworkLinks: virtualNetwork.id', 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups: privateDnsZoneConfigs[*].properties.privateDnsZoneId', 'Microsoft.Network/virtualNetworks: dhcpOptions.dnsServers'],
  severity: 'high',
  remedy: 'Link the network of the nodes to the private DNS zone `privatelink.azurecr.io` that holds the records of the registry, without registration.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": bring your own container registry', 'Azure Container Registry documentation, "Connect privately to an Azure container registry using Azure Private Link"'],
  look: (cluster) => eachRegistry(ownRegistry(cluster), cluster, (_, registry) => ofRegistry(registry, cluster)),
};

function ofRegistry(registry          , cluster             )                      {
  const networks = nodeNetworks(cluster);
  const found = networks.items.flatMap((network) => ofNetwork(network, registry, cluster.inventory));
  return [...found, ...networks.rest];
}

function ofNetwork({ name, key, resource, spot }             , registry          , inventory           )                      {
  const zone = registryZone(registry);
  const link = zonesOf(key, inventory).find((one) => one.name === zone);
  if (link !== undefined) return [closed(`network \`${name}\` is linked to \`${zone}\``, link.spot)];
  const servers = resource === undefined ? undefined : step(bodyOf(resource), 'properties', 'dhcpOptions', 'dnsServers');
  if (servers !== undefined && (isGiven(servers) || isUnknown(servers.value))) return [notVisible(`what the DNS servers of network \`${name}\` answer`, servers)];
  const unclear = unclearLink(zone, inventory);
  if (unclear.length > 0) return unclear;
  const [first, ...others] = keepersOf(registry, inventory);
  const isNear = inventory.isComplete(privateDnsZoneType, subscriptionOf(resource?.id)) && hasAllLinks(zone, inventory);
  const isSeen = isWhole(inventory) || (first !== undefined && others.length === 0 && inventory.isComplete(zoneLinkType, first.id));
  if (!isSeen) return [notVisible(`a link of network \`${name}\` to \`${zone}\`${isNear ? ' in another subscription' : ''}`, spot)];
  const [given] = zonesNamed(zone, inventory);
  const at = first ?? given;
  return [open$1(`network \`${name}\` is not linked to \`${zone}\`, and nodes do not find the registry`, at === undefined ? spot : bodyOf(at))];
}

/** Zones may lie in any subscription. */
function isWhole(inventory           )          {
  return inventory.isComplete(zoneLinkType, undefined) && inventory.isComplete(privateDnsZoneType, undefined);
}

/** The zones that endpoints keep their records in: where there is one, nodes have to ask that one. */
function keepersOf(registry          , inventory           )                      {
  const endpoints = registryEndpoints(registry, inventory).items.map(({ endpoint }) => endpoint);
  // Whoever can look is asked for groups that were not given.
  const known = endpoints.filter((endpoint) => hasAllZoneGroups(endpoint, inventory) || keptZones(endpoint, inventory).length > 0);
  const zones = known.flatMap((endpoint) => keptZones(endpoint, inventory)).flatMap(({ to }) => (to.kind === 'found' ? [to.resource] : []));
  return [...new Set(zones)];
}

/** What the cluster's own settings open. */
const cluster                          = [staticGateway, leftoverOutbound, httpProxy, virtualNodes, addOn, apiServer, apiServerName, nodeResourceGroup, networkPolicy];

/** What carries data out without a route: names, endpoints and commands. */
const channels                          = [privateEndpoint, serviceEndpoint, dns, runCommand];

/** What leaves through the registry that nodes start from. */
const registry                          = [registryPublicAccess, registryNetworkBypass, registryExport, registryPush, registryCacheSource, registryAnonymousPull, registryAdminUser];

/** What packets leave by, around the cluster. */
const network                          = [publicLoadBalancer, subnetNatGateway, virtualNetworkNatGateway, route, learnedRoute, defaultOutboundAccess, regionalStorage, peering, networkSecurityGroup];

/** What Azure or the nodes would refuse. */
const works                          = [
  worksArtifactSource, worksNetworkPlugin, worksWindowsPools, worksServicePrincipal, worksNodeOsChannel, worksBlockOwnNetwork, worksExtensions, worksKubernetesVersion, worksPrivateDnsZone, worksKubeletIdentity, worksApiServerSubnet, worksPublicNetworkAccess, worksAutomatic,
  worksRegistrySku, worksRegistryToken, worksCacheRule, worksRegistryEndpoint, worksRegistryZone, worksRegistryRecords, worksZoneOnce, worksImages,
  worksRegistryPull, worksNetworkContributor, worksIdentityOperator, worksZoneContributor,
];

/** Every exposure rule, in the order in which people read them. */
const exposureRules                          = [outboundType, nodePublicIp, ...network, ...cluster, ...channels, ...registry, ...works];

export { addOnFacts, exposureRules, featureFacts, networkOf$1 as networkOf, registryOf };
