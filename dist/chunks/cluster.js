import { textAt, isUnknown, isJsonObject, Unknown, arrayAt, member, at } from './ground.js';

/** A place on a line: an IPv4 address or a port is a number, an IPv6 address a bigint. */
                                    

/**
 * A set of points as disjoint ranges: ascending, every even entry begins a range and the odd one after it is the first point behind it.
 * `[10, 20, 30, 31]` holds 10 to 19 and 30. Ranges that touch are one.
 */
                                                   

/** Everything that is in one of the sets or both. */
function unite                 (left           , right           )            {
  if (left.length === 0 || left === right) return right;
  return right.length === 0 ? left : combine(left, right, (inLeft, inRight) => inLeft || inRight);
}

/** Everything that is in both sets. */
function intersect                 (left           , right           )            {
  if (left.length === 0 || left === right) return left;
  return right.length === 0 ? right : combine(left, right, (inLeft, inRight) => inLeft && inRight);
}

/** Everything that is in the first set and not in the second. */
function subtract                 (left           , right           )            {
  if (left === right) return [];
  return left.length === 0 || right.length === 0 ? left : combine(left, right, (inLeft, inRight) => inLeft && !inRight);
}

/** True when the first set holds all of the second. */
function covers                 (outer           , inner           )          {
  return subtract(inner, outer).length === 0;
}

/** True when the sets have a point in common. */
function meet                 (left           , right           )          {
  return intersect(left, right).length > 0;
}

function holds                 (ranges           , point   )          {
  let inside = false;
  for (const boundary of ranges) {
    if (boundary > point) break;
    inside = !inside;
  }
  return inside;
}

/** The set of all that lies in any of the ranges, given as pairs of the first point and the first behind, in any order and overlapping at will. */
function rangesOf                 (pairs                              )            {
  const [only] = pairs;
  if (only !== undefined && pairs.length === 1) return only[0] < only[1] ? only : [];
  const sorted = pairs.filter((pair) => pair[0] < pair[1]).toSorted((one, other) => (one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : 0));
  const merged      = [];
  for (const pair of sorted) {
    const from    = pair[0];
    const end    = pair[1];
    const last = merged.at(-1);
    if (last === undefined || from > last) merged.push(from, end);
    else if (end > last) merged[merged.length - 1] = end;
  }
  return merged;
}

/** The ranges one by one. */
function pairsOf                 (ranges           )                               {
  const pairs                      = [];
  for (let index = 0; index < ranges.length; index += 2) {
    const from = ranges[index];
    const end = ranges[index + 1];
    if (from !== undefined && end !== undefined) pairs.push([from, end]);
  }
  return pairs;
}

/** Walks the boundaries of both sets in order: at each one the point is inside or outside of either. */
function combine                 (left           , right           , keep                                                )            {
  const result      = [];
  let atLeft = 0;
  let atRight = 0;
  let inside = false;
  for (;;) {
    const nextLeft = left[atLeft];
    const nextRight = right[atRight];
    const next = nextLeft === undefined || (nextRight !== undefined && nextRight < nextLeft) ? nextRight : nextLeft;
    if (next === undefined) return result;
    if (nextLeft === next) atLeft += 1;
    if (nextRight === next) atRight += 1;
    if (keep(atLeft % 2 === 1, atRight % 2 === 1) !== inside) {
      inside = !inside;
      result.push(next);
    }
  }
}

/** The addresses of an IP version as points, and the room behind them. */
                                          
                                 
                        
                                              
                  
                                
                                                                                                               
                          
                                                         
                                        
                                     
                                                                 
                                       
                                        
                                                         
                                                                                                       
                                                                                 
                                                  
 

const ipv4End = 2 ** 32;
const ipv6End = 2n ** 128n;
/** Far more places than a document can have service tags. */
const places = 2 ** 20;

const ipv4                 = {
  name: 'IPv4',
  bits: 32,
  end: ipv4End,
  addresses: [0, ipv4End],
  all: [0, ipv4End + places],
  behind: (place) => ipv4End + place,
  of: (ranges) => ranges.ipv4,
  before: (address) => address - 1,
  size: (length) => 2 ** (32 - length),
  text: (address) => [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.'),
  // A sixteenth of all addresses, 268 million; the address ranges that Microsoft publishes for Azure (the service tag AzureCloud) are some tens of millions.
  isVast: (ranges) => pairsOf(ranges).reduce((sum, [from, end]) => sum + end - from, 0) >= 2 ** 28,
};

const ipv6                 = {
  name: 'IPv6',
  bits: 128,
  end: ipv6End,
  addresses: [0n, ipv6End],
  all: [0n, ipv6End + BigInt(places)],
  behind: (place) => ipv6End + BigInt(place),
  of: (ranges) => ranges.ipv6,
  before: (address) => address - 1n,
  size: (length) => 2n ** BigInt(128 - length),
  text: ipv6Text,
  // A /8 of it: regional registries themselves are given /12.
  isVast: (ranges) => pairsOf(ranges).reduce((sum, [from, end]) => sum + end - from, 0n) >= 2n ** 120n,
};

/** An address prefix; a single address is one of full length. */
                    
                                                                                                     
                                                                                                      

/**
 * Reads `10.0.0.0/8`, `203.0.113.7`, `2001:db8::/32`. The bits behind the prefix length do not count, as for Azure.
 * @returns undefined for any other text: a service tag, an asterisk, a mistake
 */
function prefixOf(text        )                     {
  const trimmed = text.trim();
  const slash = trimmed.indexOf('/');
  const address = slash < 0 ? trimmed : trimmed.slice(0, slash);
  const bits = address.includes(':') ? 128 : 32;
  const length = slash < 0 ? bits : lengthOf(trimmed.slice(slash + 1), bits);
  if (length === undefined) return undefined;
  if (bits === 32) {
    const value = ipv4Address(address);
    if (value === undefined) return undefined;
    const size = ipv4.size(length);
    const from = value - (value % size);
    return { family: 'IPv4', from, end: from + size, length };
  }
  const value = ipv6Address(address);
  if (value === undefined) return undefined;
  const size = ipv6.size(length);
  const from = value - (value % size);
  return { family: 'IPv6', from, end: from + size, length };
}

/** Ranges as people write them, at most three: `20.0.0.0/8, 198.51.100.7 and 4 more`. */
function addressesText                 (family           , ranges           )         {
  const pairs = pairsOf(ranges);
  const shown = pairs.slice(0, 3).map((pair) => rangeText(family, pair));
  return pairs.length > shown.length ? `${shown.join(', ')} and ${pairs.length - shown.length} more` : shown.join(', ');
}

function rangeText                 (family           , [from, end]                 )         {
  for (let length = family.bits; length >= 0; length -= 1) {
    const size = family.size(length);
    // Both are numbers or both are bigints, which the compiler cannot see in `from + size`.
    if (BigInt(from) % BigInt(size) !== 0n) break;
    if (BigInt(from) + BigInt(size) === BigInt(end)) return length === family.bits ? family.text(from) : `${family.text(from)}/${length}`;
  }
  return `${family.text(from)} to ${family.text(family.before(end))}`;
}

function lengthOf(text        , bits        )                     {
  if (!/^\d{1,3}$/.test(text)) return undefined;
  const length = Number(text);
  return length <= bits ? length : undefined;
}

function ipv4Address(text        )                     {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part)) return undefined;
    const octet = Number(part);
    if (octet > 255) return undefined;
    value = value * 256 + octet;
  }
  return value;
}

/** RFC 4291, section 2.2: eight groups, one run of zeros left out, the last two groups as an IPv4 address. */
function ipv6Address(text        )                     {
  if (text.length > 45) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const known = head.length + (tail?.length ?? 0);
  if (tail === undefined ? known !== 8 : known > 7) return undefined;
  const groups = [...head, ...Array.from({ length: 8 - known }, () => 0), ...(tail ?? [])];
  return groups.reduce((value, group) => value * 65_536n + BigInt(group), 0n);
}

function groupsOf(text        )                                {
  if (text === '') return [];
  const groups           = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const dotted = index === parts.length - 1 && part.includes('.') ? ipv4Address(part) : undefined;
    if (dotted !== undefined) groups.push(Math.floor(dotted / 65_536), dotted % 65_536);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
}

/** RFC 5952: the longest run of at least two groups of zero, the first of such, is left out. */
function ipv6Text(address        )         {
  const groups = Array.from({ length: 8 }, (_, index) => Number((address >> BigInt(112 - index * 16)) & 65_535n));
  let longest = { from: 0, length: 1 };
  for (let from = 0; from < groups.length; from += 1) {
    let length = 0;
    while (groups[from + length] === 0) length += 1;
    if (length > longest.length) longest = { from, length };
  }
  const hexadecimal = groups.map((group) => group.toString(16));
  if (longest.length === 1) return hexadecimal.join(':');
  return `${hexadecimal.slice(0, longest.from).join(':')}::${hexadecimal.slice(longest.from + longest.length).join(':')}`;
}

/**
 * A set of packets: every combination of what its five sides hold. Security rules are evaluated "based on the five-tuple information of source, source
 * port, destination, destination port, and protocol" (Azure network security groups overview).
 */
                                           
                                
                                     
                              
                                       
                                   
                                 
 

/** The protocols that a rule can name, in Azure's writing (`SecurityRuleProtocol`); a virtual network carries no others ("Azure Virtual Network FAQ"). */
const protocols = ['Tcp', 'Udp', 'Icmp', 'Esp', 'Ah']         ;
const allProtocols                 = [0, protocols.length];
/** Tcp and Udp: the others have no ports. */
const protocolsWithPorts                 = [0, 2];
const allPorts                 = [0, 65_536];

/** Work that may still be done, in boundaries of ranges that are walked; below zero there was too much. */
                         
               
 

/** The packets that are in both sets; undefined when there are none, or when there was too much to do. */
function common                 (some            , others            , budget        )                         {
  budget.left -= some.sources.length + others.sources.length + some.destinations.length + others.destinations.length + some.ports.length + others.ports.length + 8;
  if (budget.left < 0) return undefined;
  // The sides that differ most often come first.
  const shared = intersect(some.protocols, others.protocols);
  if (shared.length === 0) return undefined;
  const ports = intersect(some.ports, others.ports);
  if (ports.length === 0) return undefined;
  const destinations = intersect(some.destinations, others.destinations);
  if (destinations.length === 0) return undefined;
  const sourcePorts = intersect(some.sourcePorts, others.sourcePorts);
  const sources = intersect(some.sources, others.sources);
  return sourcePorts.length === 0 || sources.length === 0 ? undefined : { protocols: shared, ports, sourcePorts, sources, destinations };
}

/** The packets that are not among the others, as at most five sets without a packet in common. */
function without                 (packets            , others            , budget        )                        {
  const shared = common(packets, others, budget);
  if (shared === undefined) return [packets];
  const { protocols: sharedProtocols, ports, sourcePorts, sources } = shared;
  // Each set leaves the others behind by one side and agrees with them in the sides before.
  return [
    { ...packets, protocols: subtract(packets.protocols, others.protocols) },
    { ...packets, protocols: sharedProtocols, ports: subtract(packets.ports, others.ports) },
    { ...packets, protocols: sharedProtocols, ports, sourcePorts: subtract(packets.sourcePorts, others.sourcePorts) },
    { ...packets, protocols: sharedProtocols, ports, sourcePorts, sources: subtract(packets.sources, others.sources) },
    { protocols: sharedProtocols, ports, sourcePorts, sources, destinations: subtract(packets.destinations, others.destinations) },
  ].filter((rest) => !isEmpty(rest));
}

function isEmpty                 (packets            )          {
  return [packets.protocols, packets.ports, packets.sourcePorts, packets.sources, packets.destinations].some((side) => side.length === 0);
}

/** An entry of `securityRules` (or a `networkSecurityGroups/securityRules` resource) with the JSON pointer of where it is written. */
                              
                           
                          
 

/** What names a rule to a person. The default rules have no pointer. */
                           
                        
                                        
                                        
                            
 

/** The values that a rule certainly matches, those that it perhaps matches, and why they differ. */
                         
                                 
                                
                                   
 

/** The source or the destination of a rule as it is written. */
                       
             
                               
                                
                                
                                  
                                   
                                               
                           
                               
                                      
 

/** A rule that is, or perhaps is, one for outbound traffic. */
                               
                          
                                      
                         
                                    
                            
                         
                               
                        
                             
                                         
                        
 

/** "Priority: a number between 100 and 4096" (Azure network security groups overview). */
const priorities = { least: 100, most: 4096 };

/** Reads a rule; undefined for one of inbound traffic. What is missing or no value that Azure takes is not known, and never nothing. */
function readRule({ pointer, value }             )                           {
  const fields = fieldsOf(value);
  const direction = choice(fields, 'direction', ['outbound', 'inbound']);
  if (direction === 'inbound') return undefined;
  const priority = priorityOf(fields);
  const access = choice(fields, 'access', ['allow', 'deny']);
  const name = textAt(value, 'name')?.split('/').at(-1) ?? pointer.split('/').at(-1) ?? '';
  const [source, destination] = [sideOf(fields, 'source'), sideOf(fields, 'destination')];
  return {
    mark: { name, priority: isUnknown(priority) ? undefined : priority, pointer },
    priority,
    allows: isUnknown(access) ? access : access === 'allow',
    outbound: isUnknown(direction) ? direction : true,
    protocol: protocolOf(fields),
    ports: portsOf(fields, 'destination'),
    sourcePorts: portsOf(fields, 'source'),
    source,
    destination,
    size: source.ipv4.length + source.ipv6.length + destination.ipv4.length + destination.ipv6.length,
  };
}

/** The properties of a rule by their names in lower case, as ARM reads them without regard to case; Unknown when they are not known at all. */
                                                     

function fieldsOf(rule         )         {
  if (isUnknown(rule)) return rule;
  const properties = isJsonObject(rule) ? rule['properties'] : undefined;
  if (isUnknown(properties)) return properties;
  return new Map(isJsonObject(properties) ? Object.entries(properties).map(([name, value]) => [name.toLowerCase(), value]) : []);
}

/** The value of a property; undefined for an absent one, and for what Azure writes for none: null and the empty text. */
function fieldOf(fields        , name        )          {
  if (isUnknown(fields)) return fields;
  const value = fields.get(name.toLowerCase());
  return value === null || value === '' ? undefined : value;
}

/** One of a few words, in lower case; Unknown for anything else. */
function choice                     (fields        , name        , words                 )                 {
  const value = fieldOf(fields, name);
  if (isUnknown(value)) return value;
  return words.find((word) => typeof value === 'string' && word === value.toLowerCase()) ?? new Unknown(value === undefined ? `it has no ${name}` : `its ${name} is ${JSON.stringify(value)}`);
}

function priorityOf(fields        )                   {
  const value = fieldOf(fields, 'priority');
  if (isUnknown(value)) return value;
  const priority = typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : value;
  const isOne = typeof priority === 'number' && Number.isInteger(priority) && priority >= priorities.least && priority <= priorities.most;
  return isOne ? priority : new Unknown(value === undefined ? 'it has no priority' : `its priority is ${JSON.stringify(value)}`);
}

function protocolOf(fields        )         {
  const words = ['*', 'any', ...protocols.map((protocol) => protocol.toLowerCase())];
  const word = choice(fields, 'protocol', words);
  if (isUnknown(word)) return { least: [], most: allProtocols, why: `which protocol it is for is not known: ${word.why}` };
  const index = words.indexOf(word) - 2;
  const named                 = index < 0 ? allProtocols : [index, index + 1];
  return { least: named, most: named, why: undefined };
}

function portsOf(fields        , side                          )         {
  const written = valuesOf(fields, [`${side}PortRange`, `${side}PortRanges`]);
  let everything = false;
  let why = written.length === 0 ? `it says no ${side} port range` : undefined;
  const pairs                                = [];
  for (const value of written) {
    const match = typeof value === 'string' || typeof value === 'number' ? /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?$/.exec(String(value)) : null;
    const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (value === '*') everything = true;
    else if (match !== null && from <= to && to < 65_536) pairs.push([from, to + 1]);
    else why ??= isUnknown(value) ? `its ${side} ports are not known: ${value.why}` : `its ${side} port range is ${JSON.stringify(value)}`;
  }
  if (everything) return { least: allPorts, most: allPorts, why: undefined };
  const known = rangesOf(pairs);
  return why === undefined ? { least: known, most: known, why } : { least: known, most: allPorts, why };
}

function sideOf(fields        , side                          )       {
  const written = valuesOf(fields, [`${side}AddressPrefix`, `${side}AddressPrefixes`]);
  const groups = isUnknown(fields) ? [] : valuesOf(fields, [`${side}ApplicationSecurityGroups`]);
  const v4                                = [];
  const v6                                = [];
  const tags           = [];
  const unknown           = written.length + groups.length === 0 ? [`it says no ${side}`] : [];
  let everything = false;
  for (const value of written) {
    const prefix = typeof value === 'string' ? prefixOf(value) : undefined;
    if (prefix?.family === 'IPv4') v4.push([prefix.from, prefix.end]);
    else if (prefix?.family === 'IPv6') v6.push([prefix.from, prefix.end]);
    else if (typeof value === 'string' && (value === '*' || value.toLowerCase() === 'any')) everything = true;
    // Names of service tags ("Azure service tags overview"): letters and digits, a region or a part behind a dot.
    else if (typeof value === 'string' && /^[a-z][a-z0-9]*(?:\.[a-z0-9]+)?$/i.test(value.trim())) tags.push(value.trim());
    else unknown.push(isUnknown(value) ? `its ${side} is not known: ${value.why}` : `its ${side} is ${JSON.stringify(value)}`);
  }
  // A list of application security groups that is not known may be empty, but then it names the side no further: either way no more than groups.
  return { everything, ipv4: rangesOf(v4), ipv6: rangesOf(v6), tags, groups: groups.length > 0, unknown };
}

/** The values of a property for one and of its twin for several: Azure writes both, the unused one empty. */
function valuesOf(fields        , names                   )                     {
  if (isUnknown(fields)) return [fields];
  return names.flatMap((name) => {
    const value = fieldOf(fields, name);
    const values                     = Array.isArray(value) ? value : [value];
    return values.filter((one) => one !== undefined && one !== null && one !== '');
  });
}

/** The default rule by which what no rule decides is allowed; `DenyAllOutBound` behind it finds nothing of the Internet left. */
const allowInternetOutBound           = { name: 'AllowInternetOutBound', priority: 65_001 };

/**
 * What a managed cluster's ARM document says, in the terms of isolation. Absent means what the service's default means
 * (reference: REST documentation of managedClusters; the profile's absence is `Direct`, the outbound type's `loadBalancer`).
 */

/** Outbound types that leave a cluster without a way out of AKS's making. */
const isolatedOutboundTypes                    = ['none', 'block'];

function outboundTypeOf(cluster         )         {
  return textAt(cluster, 'properties', 'networkProfile', 'outboundType') ?? 'loadBalancer';
}

function artifactSourceOf(cluster         )         {
  return textAt(cluster, 'properties', 'bootstrapProfile', 'artifactSource') ?? 'Direct';
}

function isPrivateCluster(cluster         )          {
  return at(cluster, 'properties', 'apiServerAccessProfile', 'enablePrivateCluster') === true;
}

/** Run command is on unless it is switched off (REST documentation of managedClusters, `disableRunCommand`). */
function allowsRunCommand(cluster         )          {
  return at(cluster, 'properties', 'apiServerAccessProfile', 'disableRunCommand') !== true;
}

function nodeOsUpgradeChannelOf(cluster         )         {
  return textAt(cluster, 'properties', 'autoUpgradeProfile', 'nodeOSUpgradeChannel') ?? 'NodeImage';
}

function poolsOf(cluster         )                     {
  return arrayAt(cluster, 'properties', 'agentPoolProfiles');
}

function poolNameOf(pool         )         {
  return textAt(pool, 'name') ?? '';
}

/** True when nodes of the pool get public addresses: they leave the cluster whatever its outbound type is. An empty prefix id is none. */
function hasNodePublicIp(pool         )          {
  return member(pool, 'enableNodePublicIP') === true || (textAt(pool, 'nodePublicIPPrefixID') ?? '') !== '';
}

/** True where AKS made the network, in the resource group of the nodes: no pool names a subnet. False where the pools are not told. */
function isInNetworkOfAks(cluster         )          {
  const pools = poolsOf(cluster);
  return pools.length > 0 && pools.every((pool) => (textAt(pool, 'vnetSubnetID') ?? '') === '');
}

/** `Succeeded`, `Creating`, `Failed`, …; "" when the document has none. */
function provisioningStateOf(resource         )         {
  return textAt(resource, 'properties', 'provisioningState') ?? '';
}

/** True when the service works on the cluster or on one of its pools; a write would be refused with 409 now. */
function operationInProgress(cluster         )                     {
  const state = provisioningStateOf(cluster);
  if (!isTerminal(state)) return state;
  const busy = poolsOf(cluster).find((pool) => !isTerminal(textAt(pool, 'provisioningState') ?? ''));
  return busy === undefined ? undefined : `${textAt(busy, 'provisioningState') ?? ''} (pool ${poolNameOf(busy)})`;
}

function isStopped(cluster         )          {
  return equalsIgnoringCase(textAt(cluster, 'properties', 'powerState', 'code') ?? '', 'Stopped');
}

function isTerminal(state        )          {
  return ['', 'succeeded', 'failed', 'canceled'].includes(state.toLowerCase());
}

function equalsIgnoringCase(left        , right        )          {
  return left.toLowerCase() === right.toLowerCase();
}

/** True where the last operation did not end well: the document says what the resource was to become. */
function hasFailed(resource         )          {
  return ['failed', 'canceled'].includes(provisioningStateOf(resource).toLowerCase());
}

export { addressesText, allPorts, allProtocols, allowInternetOutBound, allowsRunCommand, artifactSourceOf, common, covers, equalsIgnoringCase, hasFailed, hasNodePublicIp, holds, intersect, ipv4, ipv6, isInNetworkOfAks, isPrivateCluster, isStopped, isTerminal, isolatedOutboundTypes, meet, nodeOsUpgradeChannelOf, operationInProgress, outboundTypeOf, pairsOf, poolNameOf, poolsOf, prefixOf, protocols, protocolsWithPorts, provisioningStateOf, rangesOf, readRule, subtract, unite, without };
