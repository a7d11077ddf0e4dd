import { escapePointer, isJsonObject, textAt, sameId, parseResourceId, member, at, apiVersions, CancelledError } from './ground.js';
import { equalsIgnoringCase, artifactSourceOf, poolsOf, poolNameOf, outboundTypeOf, isolatedOutboundTypes, isPrivateCluster, hasNodePublicIp, nodeOsUpgradeChannelOf, allowsRunCommand, hasFailed, provisioningStateOf, isStopped, operationInProgress } from './cluster.js';
import { variantOf, clusterIdOf, ownTags, resourceGroupIdOf } from './specification.js';
import { createNarrator, continuesByItself } from './vendor-azure-core-lro.js';

/**
 * What a cluster-file may not say: each setting without which packets could leave, or with which Azure refuses an isolated cluster.
 * `*` stands for every element of a list. Sources: documentation "Network isolated AKS clusters" (limitations, cautions) and
 * "Create a private cluster"; the paths by which traffic leaves are numbered there as in docs/deploy.md.
 */
                                                      

                            
                        
                                                
                                      
                          
 

const mustBe = (...allowed                               ) => (value         )          =>
  allowed.some((one) => one === value || (typeof one === 'string' && typeof value === 'string' && equalsIgnoringCase(one, value)));
/** Another word than the refused one; only a word, as nobody knows what the service makes of a number. */
const mustNotBe = (refused        ) => (value         )          => value === null || (typeof value === 'string' && !equalsIgnoringCase(value, refused));
/** A switch that is off; `"true"` and 1 are no way around. */
const off = (value         )          => value === null || value === false;
const absent = (value         )          =>
  value === null || (Array.isArray(value) && value.length === 0) || (isJsonObject(value) && Object.keys(value).length === 0);
const text = (value         )          => value === null || typeof value === 'string';
const pool = 'properties.agentPoolProfiles.*';
const versionDemand = 'must be text: write it in quotes, or YAML reads 1.30 as the number 1.3';

const protectedSettings                              = [
  { path: 'properties.networkProfile.outboundType', accepts: mustBe('none'), demand: 'must be none: every other type gives the cluster a way out' },
  { path: 'properties.networkProfile.networkPlugin', accepts: mustBe('azure'), demand: 'must be azure: isolated clusters do not support other plugins here' },
  { path: 'properties.networkProfile.loadBalancerProfile', accepts: absent, demand: 'must be left out: it asks for public outbound addresses' },
  { path: 'properties.networkProfile.natGatewayProfile', accepts: absent, demand: 'must be left out: it asks for public outbound addresses' },
  { path: 'properties.networkProfile.staticEgressGatewayProfile.enabled', accepts: off, demand: 'must be false or left out: the gateway is a way out' },
  { path: 'properties.bootstrapProfile.artifactSource', accepts: mustBe('Cache'), demand: 'must be Cache: nodes could not start without the Internet' },
  { path: 'properties.bootstrapProfile.containerRegistryId', accepts: absent, demand: 'must be left out: deploy builds clusters with a registry managed by AKS' },
  { path: 'properties.apiServerAccessProfile.enablePrivateCluster', accepts: mustBe(true), demand: 'must be true: the API server would be public' },
  { path: 'properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN', accepts: mustBe(false), demand: 'must be false: the address would be in public DNS' },
  { path: 'properties.apiServerAccessProfile.disableRunCommand', accepts: mustBe(true), demand: 'must be true: run command is a data channel past the network' },
  { path: 'properties.apiServerAccessProfile.privateDNSZone', accepts: mustBe('system'), demand: 'must be system or left out: deploy builds clusters with a DNS zone managed by AKS' },
  { path: 'properties.apiServerAccessProfile.authorizedIPRanges', accepts: absent, demand: 'must be left out: it belongs to public API servers' },
  { path: 'properties.apiServerAccessProfile.enableVnetIntegration', accepts: off, demand: 'must be false or left out: deploy builds link-based private clusters' },
  { path: 'properties.autoUpgradeProfile.nodeOSUpgradeChannel', accepts: mustNotBe('Unmanaged'), demand: 'must not be Unmanaged: such nodes update themselves from the Internet' },
  { path: 'properties.servicePrincipalProfile', accepts: absent, demand: 'must be left out: isolated clusters need a managed identity' },
  { path: 'identity.type', accepts: mustNotBe('None'), demand: 'must not be None: isolated clusters need a managed identity' },
  { path: 'properties.kubernetesVersion', accepts: text, demand: versionDemand },
  { path: `${pool}.orchestratorVersion`, accepts: text, demand: versionDemand },
  { path: `${pool}.enableNodePublicIP`, accepts: off, demand: 'must be false or left out: nodes with public addresses leave whatever the outbound type' },
  { path: `${pool}.nodePublicIPPrefixID`, accepts: absent, demand: 'must be left out: nodes with public addresses leave whatever the outbound type' },
  { path: `${pool}.osType`, accepts: mustBe('Linux'), demand: 'must be Linux: isolated clusters do not support Windows pools' },
  { path: `${pool}.type`, accepts: mustBe('VirtualMachineScaleSets'), demand: 'must be VirtualMachineScaleSets: other pools are not verified for isolated clusters' },
  { path: `${pool}.mode`, accepts: mustNotBe('Gateway'), demand: 'must not be Gateway: such a pool is a way out' },
  { path: `${pool}.vnetSubnetID`, accepts: absent, demand: 'must be left out: deploy builds clusters in a network managed by AKS' },
  { path: `${pool}.podSubnetID`, accepts: absent, demand: 'must be left out: deploy builds clusters in a network managed by AKS' },
];

/** The top-level members a cluster-file may have; `name` and `type` only if they agree with the run. */
const allowedMembers                    = ['extendedLocation', 'identity', 'kind', 'location', 'name', 'properties', 'sku', 'tags', 'type'];

/** One sentence for everything in a cluster-file that cannot stand, each with its line; empty when all is well. */
function objectionsTo(file             , clusterName        )                    {
  const objections           = [];
  for (const [member, value] of Object.entries(file.body)) {
    const where = file.locate(`/${escapePointer(member)}`);
    if (!allowedMembers.includes(member)) {
      objections.push(`${where}: "${member}" is no part of a cluster; allowed are ${allowedMembers.join(', ')}.`);
    } else if (member === 'name' && value !== clusterName) {
      objections.push(`${where}: the file names another cluster than the run (${JSON.stringify(value)} and "${clusterName}").`);
    } else if (member === 'type' && !(typeof value === 'string' && equalsIgnoringCase(value, 'Microsoft.ContainerService/managedClusters'))) {
      objections.push(`${where}: "type" must be Microsoft.ContainerService/managedClusters.`);
    }
  }
  for (const setting of protectedSettings) check(setting, setting.path.split('.'), file.body, '', file, objections);
  return [...new Set([...objections, ...typeObjections(file), ...poolObjections(file)])];
}

/** Walks one protected path. Keys are matched without case, as ARM reads them; another spelling is refused so that no check is slipped by. */
function check(setting                  , path                   , value         , pointer        , file             , objections          )       {
  const [segment, ...rest] = path;
  if (segment === undefined) {
    if (!setting.accepts(value)) {
      const shown = isJsonObject(value) || Array.isArray(value) ? '' : ` is ${JSON.stringify(value)}, but`;
      objections.push(`${file.locate(pointer)}: ${setting.path.replace('.*', '[]')}${shown} ${setting.demand}.`);
    }
  } else if (segment === '*') {
    if (Array.isArray(value)) {
      for (const [index, element] of value.entries()) check(setting, rest, element, `${pointer}/${index}`, file, objections);
    }
  } else if (!isJsonObject(value)) {
    if (pointer !== '') objections.push(`${file.locate(pointer)}: "${pointer.split('/').at(-1) ?? ''}" must be an object: it holds what isolation needs, and may be neither removed nor replaced.`);
  } else {
    for (const [key, child] of Object.entries(value)) {
      if (!equalsIgnoringCase(key, segment)) continue;
      const here = `${pointer}/${escapePointer(key)}`;
      if (key !== segment) objections.push(`${file.locate(here)}: write "${key}" as "${segment}".`);
      else check(setting, rest, child, here, file, objections);
    }
  }
}

/** What Azure would refuse only after the resource group was made. */
function typeObjections({ body, locate }             )                    {
  const objections           = [];
  if (body['location'] !== undefined && typeof body['location'] !== 'string') objections.push(`${locate('/location')}: "location" must be text.`);
  if (body['sku'] !== undefined && !isJsonObject(body['sku'])) objections.push(`${locate('/sku')}: "sku" must be an object.`);
  const tags = body['tags'];
  if (tags === undefined || tags === null) return objections;
  if (!isJsonObject(tags)) return [...objections, `${locate('/tags')}: "tags" must be an object of names and texts.`];
  for (const [name, value] of Object.entries(tags)) {
    if (typeof value !== 'string') objections.push(`${locate(`/tags/${escapePointer(name)}`)}: the tag "${name}" must be text: write it in quotes.`);
  }
  return objections;
}

function poolObjections(file             )                    {
  const properties = file.body['properties'];
  const pointer = '/properties/agentPoolProfiles';
  if (properties !== undefined && !isJsonObject(properties)) return [`${file.locate('/properties')}: "properties" must be an object.`];
  const pools = properties?.['agentPoolProfiles'];
  if (pools === undefined) return [];
  if (!Array.isArray(pools)) return [`${file.locate(pointer)}: "agentPoolProfiles" must be a list.`];
  const names = pools.map((entry         ) => (isJsonObject(entry) ? entry['name'] : undefined));
  return names.flatMap((name, index) => {
    const where = file.locate(`${pointer}/${index}`);
    if (typeof name !== 'string' || !/^[a-z][a-z0-9]{0,11}$/.test(name)) {
      return [`${where}: every pool needs a "name" of 1 to 12 lower-case letters and digits that begins with a letter.`];
    }
    return names.indexOf(name) === index ? [] : [`${where}: pool "${name}" stands in the file twice.`];
  });
}

/** One step towards isolation of a living cluster, for people to read and carry out. */
                                
                         
                       
                                                           
                            
 

                                 
                                 
                        
                                  
 

/**
 * The steps from a living cluster to an isolated one, in the only safe order: images first, then every node anew while it
 * still reaches the Internet, then the way out (documentation "Create a network isolated cluster"; one PUT for both is refused,
 * hashicorp/terraform-provider-azurerm pull request 32598). What no update can change comes first, as it decides whether to begin.
 */
function migrationSteps(cluster         , gaps                , address                )                           {
  const has = (id           )          => gaps.some((gap) => gap.id === id);
  const target = `--resource-group ${quote(address.resourceGroup)} --name ${quote(address.name)} --subscription ${address.subscriptionId}`;
  const poolTarget = `--resource-group ${quote(address.resourceGroup)} --cluster-name ${quote(address.name)} --subscription ${address.subscriptionId}`;
  const steps                  = [];
  if (has('service-principal')) {
    steps.push({
      title: 'Give the cluster a managed identity',
      why: 'Azure refuses the artifact cache for clusters with a service principal.',
      command: `az aks update ${target} --enable-managed-identity`,
    });
  }
  if (has('private-api-server')) {
    steps.push({
      title: 'Make the API server private',
      why: 'A cluster built with a public API server turns private only by API server VNet integration; otherwise build a new cluster.',
    });
  }
  for (const gap of gaps.filter(({ id }) => ['windows-pool', 'node-public-ip', 'gateway-pool'].includes(id))) {
    steps.push({
      title: `Replace the pool: ${gap.title.toLowerCase()} is ${gap.actual}`,
      why: `No update changes this on a living pool; it has to be ${gap.wanted}.`,
    });
  }
  if (has('egress-gateway')) {
    steps.push({
      title: 'Disable the static egress gateway',
      why: 'It gives chosen pods public addresses to leave by; its pools have to go first.',
      command: `az aks update ${target} --disable-static-egress-gateway`,
    });
  }
  if (has('node-os-channel')) {
    steps.push({
      title: 'Set the node OS upgrade channel to NodeImage',
      why: 'Unmanaged nodes update themselves from the Internet.',
      command: `az aks update ${target} --node-os-upgrade-channel NodeImage`,
    });
  }
  if (has('run-command')) {
    steps.push({
      title: 'Disable run command',
      why: 'It carries data in and out through Azure Resource Manager, past every network rule.',
      command: `az aks update ${target} --disable-run-command`,
    });
  }
  if (has('artifact-source')) {
    steps.push({
      title: 'Set the bootstrap artifact source to Cache, leaving the outbound type alone',
      why: 'Nodes must be able to start from the private registry before the way out is closed.',
      command: `az aks update ${target} --bootstrap-artifact-source Cache`,
    });
  }
  if (has('artifact-source') || (has('outbound-type') && equalsIgnoringCase(artifactSourceOf(cluster), 'Cache'))) {
    for (const pool of poolsOf(cluster)) {
      steps.push({
        title: `Upgrade the node image of pool ${poolNameOf(pool)}`,
        why: 'Nodes learn the new image source only when they are made anew; this needs the way out one last time.',
        command: `az aks nodepool upgrade ${poolTarget} --nodepool-name ${quote(poolNameOf(pool))} --node-image-only`,
      });
    }
  }
  if (has('outbound-type')) {
    steps.push({
      title: 'Set the outbound type to none',
      why: 'The last step: from here on nothing leaves.',
      command: `az aks update ${target} --outbound-type none`,
    });
  }
  return steps;
}

/** "Set the outbound type to none: the last step. (az aks update …)" */
function formatMigrationStep({ title, why, command }               )         {
  return `${title}. ${why}${command === undefined ? '' : ` ${command}`}`;
}

/** Names come from Azure, and still: quoted for a POSIX shell unless plainly harmless. */
function quote(text        )         {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Somebody else changed or works on the resource: the plan is stale and has to be made anew. */
class StalePlanError extends Error {
                    name = 'StalePlanError';
}

/** Where nodes pull what they start from. */
                                  
                                  
                                                                              
                               
 

function sourceOf(cluster         )                  {
  const registryId = textAt(cluster, 'properties', 'bootstrapProfile', 'containerRegistryId');
  const artifactSource = artifactSourceOf(cluster);
  return registryId === undefined || registryId === '' || !equalsIgnoringCase(artifactSource, 'Cache') ? { artifactSource } : { artifactSource, registryId };
}

/** True for a registry that AKS keeps: it stands in the cluster's node resource group. */
function isManagedRegistry(registryId        , cluster         )          {
  const group = parseResourceId(registryId)?.resourceGroup;
  const nodeGroup = textAt(cluster, 'properties', 'nodeResourceGroup');
  return group !== undefined && nodeGroup !== undefined && equalsIgnoringCase(group, nodeGroup);
}

/**
 * What the bootstrap profile has to become, or undefined where it is so. A registry that nobody speaks of stays: `Cache` alone would
 * write a null id and may switch to a managed one, so that both are always sent together (Azure/azure-cli issue 31209).
 */
function sourceChange(cluster         , { registry }         )                         {
  const { artifactSource, registryId } = sourceOf(cluster);
  const wanted = registry?.id ?? registryId;
  const isSame = equalsIgnoringCase(artifactSource, 'Cache') && (registry === undefined || (registryId !== undefined && sameId(registry.id, registryId)));
  return isSame ? undefined : { artifactSource: 'Cache', ...(wanted === undefined ? {} : { containerRegistryId: wanted }) };
}

/**
 * What a wish and a living document differ in. Only what the wish names is compared: what the service adds is no difference,
 * and neither is how it rewrites what it was given (recorded answers; see docs/deploy.md, "What is no difference").
 */

                             
                                                                                  
                        
                         
                       
 

/** Values that Azure leaves out of its answers: to name them is to ask for what is there already. */
const silentDefaults                                    = { scaleSetPriority: 'Regular', scaleSetEvictionPolicy: 'Delete', spotMaxPrice: -1 };

/** A version that was asked for as `1.34` stays so in the document; what runs is told by another property. */
const runningVersion                                   = {
  kubernetesVersion: 'currentKubernetesVersion',
  orchestratorVersion: 'currentOrchestratorVersion',
};

/** Never compared: secrets are not echoed by the service, and `privateLinkResources` are its own (ids stand only in a GET's answer). */
const incomparable                      = new Set(['secret', 'adminPassword', 'privateLinkResources']);

/** Below these names text is the user's own and its case counts; elsewhere ARM's words and ids compare without it. */
const caseSensitive                      = new Set(['tags', 'nodeLabels', 'nodeTaints', 'publicKeys', 'trustedCa', 'customCATrustCertificates']);

/** Below these names the members' names are the user's own too: Kubernetes tells `App` from `app`. */
const exactlyNamed                      = new Set(['nodeLabels']);

/** Lists whose elements have names: they are compared by name, and elements nobody named are left alone. */
const namedLists                      = new Set(['agentPoolProfiles']);

/** What differs, and the part of the wish that says so: only that is sent, so that what is no difference is no request either. */
                             
                                              
                                                           
                            
 

function compareDocuments(wish            , live         )             {
  return compareObjects(wish, live, '', {});
}

function differencesBetween(wish            , live         )                        {
  return compareDocuments(wish, live).differences;
}

/** How texts and names compare below a member. */
                
                               
                                
 

                 
                                              
                          
 

const none        = { differences: [], value: undefined };

function compareObjects(wish            , live         , path        , care      )             {
  const differences               = [];
  const part                      = [];
  for (const [name, wanted] of Object.entries(wish)) {
    const key = keyIn(live, name, care);
    const found = compareMember(name, wanted, live, key, path === '' ? key : `${path}.${key}`, care);
    differences.push(...found.differences);
    if (found.differences.length > 0) part.push([key, found.value]);
  }
  return { differences, part: Object.fromEntries(part) };
}

/** ARM reads names without case and answers in its own spelling (add-ons, identities, tags); labels of Kubernetes are exact. */
function keyIn(live         , name        , { exactNames }      )         {
  if (!isJsonObject(live) || exactNames === true || Object.hasOwn(live, name)) return name;
  return Object.keys(live).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}

function compareMember(name        , wanted         , live         , key        , path        , care      )        {
  // null leaves a property out of what is new; of what lives it asks for nothing, as the service may keep or refill it.
  if (wanted === null || incomparable.has(name)) return none;
  const running = Object.hasOwn(runningVersion, name) ? member(live, runningVersion[name] ?? name) : undefined;
  const actual = running ?? member(live, key);
  if (name === 'userAssignedIdentities' && isJsonObject(wanted)) return compareIdentities(wanted, actual, path);
  if (namedLists.has(name) && Array.isArray(wanted)) return compareNamed(wanted, actual, path);
  if (isSilent(name, wanted, actual) && !isOnUnlessSaid(path, live)) return none;
  const below       = { exactText: care.exactText === true || caseSensitive.has(name), exactNames: care.exactNames === true || exactlyNamed.has(name) };
  if (isJsonObject(wanted)) {
    const { differences, part } = compareObjects(wanted, actual, path, below);
    return { differences, value: part };
  }
  if (isEmpty(wanted) && isEmpty(actual)) return none;
  if (Object.hasOwn(runningVersion, name) && typeof wanted === 'string' && typeof actual === 'string' && versionAtLeast(actual, wanted)) return none;
  if (name === 'location' && sameLocation(wanted, actual)) return none;
  if (name === 'availabilityZones' && sameSet(wanted, actual)) return none;
  return sameValue(wanted, actual, below) ? none : { differences: [{ path, from: actual, to: wanted }], value: wanted };
}

/** A switch that is off, and a size of 0, are how the service's defaults are written; it leaves them out or fills them in. */
function isSilent(name        , wanted         , actual         )          {
  if (name === 'osDiskSizeGB' && wanted === 0) return true;
  if (actual !== undefined) return false;
  return wanted === false || (Object.hasOwn(silentDefaults, name) && wanted === silentDefaults[name]);
}

/**
 * Switches whose absence means that they are on, with `live` around them: a proxy that is named ("HTTP proxy support in AKS": disable) and the public name
 * of a private API server (REST reference of managed clusters).
 */
function isOnUnlessSaid(path        , live         )          {
  if (path === 'properties.httpProxyConfig.enabled') return ['httpProxy', 'httpsProxy'].some((name) => !isEmpty(member(live, name)) && member(live, name) !== '');
  return path === 'properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN' && member(live, 'enablePrivateCluster') === true;
}

/** The identities of a cluster are replaced as a whole: one that is not named any more is taken away. */
function compareIdentities(wanted            , actual         , path        )        {
  const living = isJsonObject(actual) ? Object.keys(actual) : [];
  const missing = Object.keys(wanted).filter((id) => !living.some((one) => one.toLowerCase() === id.toLowerCase()));
  if (missing.length === 0) return none;
  const removed = living.filter((one) => !Object.keys(wanted).some((id) => id.toLowerCase() === one.toLowerCase()));
  const value = Object.fromEntries([...removed.map((id) => [id, null]         ), ...missing.map((id) => [id, {}]         )]);
  return { differences: [{ path, from: living, to: Object.keys(wanted) }], value };
}

function compareNamed(wanted                    , actual         , path        )        {
  const living                     = Array.isArray(actual) ? actual : [];
  const differences               = [];
  const parts               = [];
  for (const element of wanted.filter(isJsonObject)) {
    const name = typeof element['name'] === 'string' ? element['name'] : '';
    const here = `${path}[${name}]`;
    const counterpart = living.find((candidate) => isJsonObject(candidate) && candidate['name'] === name);
    if (counterpart === undefined) {
      differences.push({ path: here, from: undefined, to: element });
      parts.push(element);
      continue;
    }
    const found = compareObjects(withoutScaledCount(element, counterpart), counterpart, here, {});
    differences.push(...found.differences);
    if (found.differences.length > 0) parts.push({ ...found.part, name });
  }
  return { differences, value: parts };
}

/** The autoscaler moves the count between its bounds: no wish of ours, as long as the pool scales itself. */
function withoutScaledCount(pool            , live         )             {
  const scales = pool['enableAutoScaling'] ?? (isJsonObject(live) ? live['enableAutoScaling'] : undefined);
  return scales === true ? Object.fromEntries(Object.entries(pool).filter(([name]) => name !== 'count')) : pool;
}

/** "West Europe" is `westeurope`. */
function sameLocation(left         , right         )          {
  return typeof left === 'string' && typeof right === 'string' && plainLocation(left) === plainLocation(right);
}

function plainLocation(text        )         {
  return text.replaceAll(' ', '').toLowerCase();
}

/** Zones come back as texts and in the service's order. */
function sameSet(left         , right         )          {
  return Array.isArray(left) && Array.isArray(right) && plainSet(left) === plainSet(right);
}

function plainSet(values                    )         {
  return values.map(String).toSorted().join(',');
}

function sameValue(left         , right         , care      )          {
  if (typeof left === 'string' && typeof right === 'string') return care.exactText === true ? left === right : left.toLowerCase() === right.toLowerCase();
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((element, index) => sameValue(element, right[index], care));
  }
  if (isJsonObject(left) && isJsonObject(right)) return compareObjects(left, right, '', care).differences.length === 0;
  return left === right;
}

/** `{}`, `[]`, null and absence are one to the service: it drops them from its answers. */
function isEmpty(value         )          {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.keys(value).length === 0;
}

/** `1.34.2` is at least `1.34`; `1.35.0` is at least `1.34.9`. A part that the wish leaves open counts as met. */
function versionAtLeast(actual        , wanted        )          {
  const [left, right] = [actual.split('.').map(Number), wanted.split('.').map(Number)];
  for (const [index, part] of right.entries()) {
    const own = left[index];
    if (own === undefined || own === part) continue;
    return own > part;
  }
  return true;
}

/** Merges a wish over a document: objects member by member, pools by name, everything else as a whole; null removes. */
function mergeDocument(base            , wish            )             {
  const merged = new Map                 (Object.entries(base));
  for (const [name, wanted] of Object.entries(wish)) {
    const current = merged.get(name);
    if (wanted === null) merged.delete(name);
    else if (isJsonObject(wanted)) merged.set(name, mergeDocument(isJsonObject(current) ? current : {}, wanted));
    else if (name === 'agentPoolProfiles' && Array.isArray(wanted)) merged.set(name, mergePools(Array.isArray(current) ? current : [], wanted));
    else merged.set(name, wanted);
  }
  return Object.fromEntries(merged);
}

/** Pools that the wish does not name are kept as they are: a pool is never removed by leaving it out. */
function mergePools(current                    , wanted                    )                     {
  const named = new Map(wanted.filter(isJsonObject).map((pool) => [pool['name'], pool]));
  const kept = current.map((pool) => {
    const wish = isJsonObject(pool) ? named.get(pool['name']) : undefined;
    if (!isJsonObject(pool) || wish === undefined) return pool;
    named.delete(pool['name']);
    return mergeDocument(pool, wish);
  });
  return [...kept, ...[...named.values()].map((pool) => mergeDocument({}, pool))];
}

/** A copy of `value` without the member at `path`; `*` stands for every member or element. */
function without       (value       , path                   )        {
  const [segment, ...rest] = path;
  if (segment === undefined) return value;
  if (Array.isArray(value)) {
    return (segment === '*' ? value.map((element         ) => without(element, rest)) : value)         ;
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value);
  if (segment === '*') return Object.fromEntries(entries.map(([name, child]) => [name, without(child, rest)]))         ;
  if (rest.length === 0) return Object.fromEntries(entries.filter(([name]) => name !== segment))         ;
  return Object.fromEntries(entries.map(([name, child]) => [name, name === segment ? without(child, rest) : child]))         ;
}

/**
 * The body of a PUT from the document of a GET: read-only members taken out, every other kept, known to us or not.
 * Read-only: the published types of 2026-05-01 (flag 2), and two that are writable and must not be echoed:
 * `nodeImageVersion` (a stale value asks for a rollback since 2026-04-01) and the ids inside `userAssignedIdentities` (refused).
 */
function putBodyOf(live            )             {
  return withoutUnusedEgressProfiles(readOnlyPaths.reduce((body, path) => without(body, path), live));
}

const readOnlyPaths                                 = [
  'id', 'name', 'type', 'eTag', 'systemData',
  'identity.principalId', 'identity.tenantId', 'identity.userAssignedIdentities.*.principalId', 'identity.userAssignedIdentities.*.clientId',
  'properties.provisioningState', 'properties.powerState', 'properties.maxAgentPools', 'properties.currentKubernetesVersion', 'properties.fqdn',
  'properties.privateFQDN', 'properties.azurePortalFQDN', 'properties.resourceUID', 'properties.status', 'properties.oidcIssuerProfile.issuerURL',
  'properties.addonProfiles.*.identity', 'properties.ingressProfile.webAppRouting.identity',
  'properties.networkProfile.loadBalancerProfile.effectiveOutboundIPs', 'properties.networkProfile.natGatewayProfile.effectiveOutboundIPs',
  'properties.privateLinkResources.*.privateLinkServiceID',
  'properties.podIdentityProfile.userAssignedIdentities.*.provisioningState', 'properties.podIdentityProfile.userAssignedIdentities.*.provisioningInfo',
  'properties.agentPoolProfiles.*.eTag', 'properties.agentPoolProfiles.*.currentOrchestratorVersion', 'properties.agentPoolProfiles.*.provisioningState',
  'properties.agentPoolProfiles.*.status', 'properties.agentPoolProfiles.*.localDNSProfile.state', 'properties.agentPoolProfiles.*.nodeImageVersion',
].map((path) => path.split('.'));

/**
 * The service answers with a `loadBalancerProfile` also where the outbound type is another, and refuses to be given it back
 * (hashicorp/terraform-provider-azurerm strips both profiles; error InvalidUserDefinedRoutingWithLoadBalancerProfile).
 */
function withoutUnusedEgressProfiles(body            )             {
  const outboundType = outboundTypeOf(body).toLowerCase();
  const kept = outboundType === 'loadbalancer' ? body : without(body, ['properties', 'networkProfile', 'loadBalancerProfile']);
  return outboundType.startsWith('managednatgateway') ? kept : without(kept, ['properties', 'networkProfile', 'natGatewayProfile']);
}

/**
 * - `none`: nodes, connections and the API server stay as they are
 * - `reimage`: nodes are made anew with another disk, one after the other; what lies on them is lost
 * - `replacement`: nodes are drained and others come in their place
 * - `connections`: connections that are open break
 * - `api-server`: somebody who reaches the API server does not any more
 * - `restart`: the cluster has to be stopped and started
 * - `function`: something that runs in the cluster ends
 */
                                                                                                                     

/** What a change of a property disturbs, and where that was read. */
                                 
                                                                                                                                       
                        
                                                                                         
                                                
                                 
                                                                  
                        
                          
 

/** Pages of the AKS documentation (MicrosoftDocs/azure-aks-docs). */
const nodeDisruption = 'AKS documentation, "Node Disruption Policy in AKS": operations covered';
const outboundTypes = 'AKS documentation, "Customize cluster egress with outbound types": updating the outbound type';
const upgrades = 'AKS documentation, "Upgrade options and recommendations for AKS clusters"';
const addOns = 'AKS documentation, "Add-ons, extensions, and other integrations with AKS"';

const to = (wanted        ) => (change            )          => is(change.to, wanted);
const is = (value         , wanted        )          => typeof value === 'string' && equalsIgnoringCase(value, wanted);
const isMore = ({ from, to: wanted }            )          => typeof from === 'number' && typeof wanted === 'number' && wanted > from;

/** Facts by the paths of a managed cluster. What is not here is not known, and counts as a disruption. */
const disruptionFacts                            = [
  // The API server.
  {
    path: 'properties.apiServerAccessProfile.disableRunCommand', of: ({ to: wanted }) => wanted === true, disturbs: 'none',
    what: 'run command is a call of Azure Resource Manager that is refused from then on',
    source: 'AKS documentation, "Access a private AKS cluster using the command invoke feature": disable; not among the operations that reimage nodes',
  },
  {
    path: 'properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN', disturbs: 'api-server',
    what: 'who finds the API server by its public name alone does not reach it any more',
    source: 'mspnp/aks-baseline pull request 450; nodes use the private name (Azure/AKS issue 3039)',
  },
  { path: 'properties.apiServerAccessProfile.privateDNSZone', disturbs: 'reimage', what: 'every node is reimaged, as the zone of the API server changes', source: nodeDisruption },
  {
    path: 'properties.apiServerAccessProfile.enableVnetIntegration', disturbs: 'restart',
    what: 'every node is reimaged and the cluster has to be stopped and started, as the API server gets another address',
    source: 'AKS documentation, "API server VNet integration": enable on an existing cluster',
  },
  { path: 'properties.apiServerAccessProfile.**', disturbs: 'api-server', what: 'the API server is reached another way', source: 'AKS documentation, "Create a private AKS cluster" and "API server authorized IP address ranges"' },
  { path: 'properties.publicNetworkAccess', disturbs: 'api-server', what: 'the API server is reached another way', source: 'REST reference of managed clusters, `publicNetworkAccess`' },
  { path: 'properties.disableLocalAccounts', disturbs: 'api-server', what: 'who signs in with a local account is refused', source: 'AKS documentation, "Manage local accounts with AKS-managed Microsoft Entra integration"' },

  // Ways of packets.
  { path: 'properties.networkProfile.outboundType', disturbs: 'connections', what: 'connections that leave the cluster break, as the outbound type changes', source: outboundTypes },
  { path: 'properties.networkProfile.loadBalancerProfile.**', disturbs: 'connections', what: 'connections that leave the cluster break, as their addresses change', source: outboundTypes },
  { path: 'properties.networkProfile.natGatewayProfile.**', disturbs: 'connections', what: 'connections that leave the cluster break, as their addresses change', source: outboundTypes },
  { path: 'properties.networkProfile.staticEgressGatewayProfile.**', disturbs: 'connections', what: 'connections through the static egress gateway break', source: 'AKS documentation, "Configure Static Egress Gateway in AKS"' },
  { path: 'properties.networkProfile.networkPolicy', disturbs: 'reimage', what: 'every pool is reimaged at once, as the engine of network policies changes', source: `${nodeDisruption}; "Secure traffic between pods by using network policies": existing clusters` },
  { path: 'properties.networkProfile.networkDataplane', disturbs: 'reimage', what: 'every node is reimaged, as the data plane changes', source: nodeDisruption },
  { path: 'properties.networkProfile.networkPlugin', disturbs: 'reimage', what: 'every node is reimaged, as the network plug-in changes', source: nodeDisruption },
  { path: 'properties.networkProfile.networkPluginMode', disturbs: 'reimage', what: 'every node is reimaged, as the network plug-in changes', source: nodeDisruption },
  { path: 'properties.networkProfile.ipFamilies', disturbs: 'reimage', what: 'every node is reimaged, as the IP families change', source: nodeDisruption },
  { path: 'properties.httpProxyConfig.**', disturbs: 'reimage', what: 'every node is reimaged, as the HTTP proxy changes', source: `${nodeDisruption}; "HTTP proxy support in AKS": disable` },
  { path: 'properties.ingressProfile.**', disturbs: 'connections', what: 'connections through the ingress controller of application routing break', source: 'AKS documentation, "Managed NGINX ingress with the application routing add-on": remove' },
  { path: 'properties.serviceMeshProfile.**', disturbs: 'connections', what: 'connections through the gateways of the service mesh break', source: 'AKS documentation, "Deploy ingress gateways for the Istio service mesh add-on"' },

  // Nodes.
  { path: 'properties.autoUpgradeProfile.nodeOSUpgradeChannel', of: ({ from, to: wanted }) => is(from, 'Unmanaged') || is(wanted, 'Unmanaged'), disturbs: 'reimage', what: 'every node is reimaged, as the node OS upgrade channel leaves or becomes `Unmanaged`', source: nodeDisruption },
  { path: 'properties.autoUpgradeProfile.nodeOSUpgradeChannel', disturbs: 'none', what: 'only a change from or to `Unmanaged` reimages nodes', source: nodeDisruption },
  { path: 'properties.autoUpgradeProfile.upgradeChannel', of: to('none'), disturbs: 'none', what: 'nothing is upgraded', source: 'AKS documentation, "Automatically upgrade an AKS cluster"' },
  { path: 'properties.autoUpgradeProfile.upgradeChannel', disturbs: 'replacement', what: 'Azure upgrades the cluster by itself, which replaces its nodes one after the other', source: 'AKS documentation, "Automatically upgrade an AKS cluster"' },
  { path: 'properties.kubernetesVersion', disturbs: 'replacement', what: 'nodes are replaced one after the other, as the Kubernetes version changes', source: upgrades },
  { path: 'properties.bootstrapProfile.**', disturbs: 'reimage', what: 'every node is reimaged, or has to be, as the bootstrap profile changes', source: `${nodeDisruption} from Kubernetes 1.37 on` },
  { path: 'properties.identityProfile.**', disturbs: 'reimage', what: 'every node is reimaged, as the kubelet identity changes', source: nodeDisruption },
  { path: 'properties.servicePrincipalProfile.**', disturbs: 'reimage', what: 'every node is reimaged, as the identity of the cluster changes', source: nodeDisruption },
  { path: 'identity.**', disturbs: 'reimage', what: 'nodes have to be upgraded, as the identity of the cluster changes', source: 'AKS documentation, "Use a managed identity in AKS": update an existing cluster' },
  { path: 'properties.securityProfile.customCATrustCertificates', disturbs: 'reimage', what: 'every node is reimaged, as its trusted certificates change', source: nodeDisruption },

  // Pools.
  { path: 'properties.agentPoolProfiles[*]', of: ({ from }) => from === undefined, disturbs: 'none', what: 'a pool is added, and no other changes', source: 'AKS documentation, "Create node pools in AKS"' },
  { path: 'properties.agentPoolProfiles[*].count', of: isMore, disturbs: 'none', what: 'nodes are added, and none goes', source: 'AKS documentation, "Manually scale nodes in an AKS cluster"' },
  { path: 'properties.agentPoolProfiles[*].count', disturbs: 'replacement', what: 'nodes are drained and taken away', source: 'AKS documentation, "Manually scale nodes in an AKS cluster"' },
  { path: 'properties.agentPoolProfiles[*].maxCount', of: isMore, disturbs: 'none', what: 'more nodes may be added', source: 'AKS documentation, "Cluster autoscaling in AKS"' },
  { path: 'properties.agentPoolProfiles[*].minCount', of: isMore, disturbs: 'none', what: 'nodes are added, and none goes', source: 'AKS documentation, "Cluster autoscaling in AKS"' },
  { path: 'properties.agentPoolProfiles[*].orchestratorVersion', disturbs: 'replacement', what: 'nodes are replaced one after the other, as the Kubernetes version changes', source: upgrades },
  { path: 'properties.agentPoolProfiles[*].nodeLabels.**', disturbs: 'none', what: 'labels are written to nodes as they are', source: 'AKS documentation, "Use labels in an AKS cluster": existing node pools' },
  { path: 'properties.agentPoolProfiles[*].tags.**', disturbs: 'none', what: 'tags are written to what there is', source: 'AKS documentation, "Use Azure tags in AKS": node pools' },

  // What the cluster does beside.
  { path: 'properties.addonProfiles.aciConnectorLinux.**', disturbs: 'function', what: 'the pods on virtual nodes end', source: 'AKS documentation, "Create and configure an AKS cluster to use virtual nodes": remove' },
  { path: 'properties.addonProfiles.httpApplicationRouting.**', disturbs: 'connections', what: 'connections through the ingress controller of HTTP application routing break', source: addOns },
  { path: 'properties.addonProfiles.ingressApplicationGateway.**', disturbs: 'connections', what: 'connections through the application gateway break', source: addOns },
  { path: 'properties.addonProfiles.azureKeyvaultSecretsProvider.**', disturbs: 'function', what: 'pods that mount secrets of a key vault do not start any more', source: 'AKS documentation, "Use the Azure Key Vault provider for Secrets Store CSI Driver in an AKS cluster"' },
  { path: 'properties.addonProfiles.azurepolicy.**', disturbs: 'function', what: 'Azure Policy stops guarding what is created in the cluster', source: 'Azure Policy documentation, "Understand Azure Policy for Kubernetes clusters"' },
  { path: 'properties.addonProfiles.omsagent.**', disturbs: 'function', what: 'the cluster is no longer monitored by Container Insights', source: 'Azure Monitor documentation, "Disable monitoring of your Kubernetes cluster"' },
  { path: 'properties.addonProfiles.**', disturbs: 'function', what: 'what the add-on does ends', source: addOns },
  { path: 'properties.azureMonitorProfile.**', disturbs: 'function', what: 'the cluster is no longer monitored by Azure Monitor', source: 'Azure Monitor documentation, "Disable monitoring of your Kubernetes cluster"' },
  { path: 'properties.securityProfile.defender.**', disturbs: 'function', what: 'Defender stops guarding the cluster', source: 'Defender for Cloud documentation, "Deploy Defender for Containers in Azure (AKS)": disable' },
  { path: 'properties.securityProfile.workloadIdentity.**', disturbs: 'function', what: 'pods that sign in with a workload identity are refused', source: 'AKS documentation, "Deploy and configure workload identity on an AKS cluster": disable' },
  { path: 'properties.metricsProfile.costAnalysis.**', disturbs: 'function', what: 'costs of the cluster are no longer analysed', source: 'AKS documentation, "AKS cost analysis": disable' },

  // Around the nodes.
  {
    path: 'properties.nodeResourceGroupProfile.restrictionLevel', disturbs: 'none', what: 'it is a deny assignment on the node resource group, which stops nobody but who writes there by hand',
    source: 'AKS documentation, "Deploy a fully managed resource group using node resource group lockdown"; not among the operations that reimage nodes',
  },
  { path: 'sku.tier', of: ({ from, to: wanted }) => !is(from, 'Premium') && !is(wanted, 'Premium'), disturbs: 'none', what: 'no downtime is expected', source: 'AKS documentation, "Free, Standard, and Premium pricing tiers": update the tier of an existing cluster' },
  { path: 'tags.**', disturbs: 'none', what: 'tags of a cluster do not reach its node pools', source: 'AKS documentation, "Use Azure tags in AKS": before you begin' },
];

/** The fact that holds for a change, if any is known. */
function factFor(change            )                             {
  return patterns.find(({ pattern, fact }) => pattern.test(change.path) && (fact.of?.(change) ?? true))?.fact;
}

/** Azure writes names of add-ons with different letters. */
const patterns = disruptionFacts.map((fact) => ({ fact, pattern: new RegExp(`^${expressionOf(fact.path)}$`, 'i') }));

function expressionOf(path        )         {
  const below = path.endsWith('.**');
  const escaped = (below ? path.slice(0, -3) : path).replaceAll(/[.[\]]/g, String.raw`\$&`).replaceAll('*', String.raw`[^.\[\]]*`);
  return below ? String.raw`${escaped}(?:[.\[][\s\S]*)?` : escaped;
}

/** What a write to a living cluster would disturb. Pure; what is not known counts as a disruption. */
                                                 

                                                                                                                                                           

/** One thing that is disturbed, in a clause, and where that was read; without a source nothing is known. */
                                   
                                                              
                        
                           
 

/** So much is told in one clause, and so much of a path: names come from Azure. */
const most = { told: 5, path: 200 }         ;

/**
 * What a step or changes of a living cluster disturb: `what` is a clause ("every node is reimaged, as the HTTP proxy changes"). A step that makes
 * something new disturbs nothing; an unchanged PUT takes up whatever operation failed, and nobody knows which.
 */
function disruptionOf(changes                                   )             {
  if (!isStep(changes)) return disruptive(changes.flatMap(reasonsFor));
  const { substance } = changes;
  if (!Array.isArray(substance)) return { kind: 'none' };
  const differences = substance.filter(isDifference);
  if (differences.length === 0 || differences.length < substance.length) return disruptive([reconciliation]);
  return disruptionOf(differences);
}

/** Several disruptions as one. */
function together(disruptions                       )             {
  return disruptive(disruptions.flatMap((one) => (one.kind === 'none' ? [] : one.reasons)));
}

/** An operation that failed is taken up again by every update (AKS documentation: an unchanged update reconciles a cluster). */
const reconciliation                   = { disturbs: 'unknown', what: 'what the last operation left undone is done, whatever that disturbs' };

function disruptive(reasons                             )             {
  const distinct = [...new Map(reasons.map((reason) => [reason.what, reason])).values()];
  if (distinct.length === 0) return { kind: 'none' };
  const told = distinct.slice(0, most.told).map(({ what }) => what).join('; ');
  return { kind: 'disruptive', what: distinct.length > most.told ? `${told}; and ${distinct.length - most.told} more` : told, reasons: distinct };
}

function reasonsFor(change            )                              {
  const fact = factFor(change);
  if (fact === undefined) return [{ disturbs: 'unknown', what: `what a change of \`${change.path.slice(0, most.path).replaceAll('`', "'")}\` disturbs is not known` }];
  const { disturbs, what, source } = fact;
  return disturbs === 'none' ? [] : [{ disturbs, what, source }];
}

function isStep(changes                                   )                       {
  return !Array.isArray(changes);
}

function isDifference(value         )                      {
  return isJsonObject(value) && typeof value['path'] === 'string' && 'from' in value && 'to' in value;
}

/** One thing that keeps a living cluster from being isolated. */
                      
                                                                                                                                                                                                            
                         
                                
                          
                          
                                                                      
                            
 

/**
 * Everything that is missing to isolation on a living cluster (reference: network isolated clusters, limitations and
 * caution on node public addresses). An empty answer means: isolated.
 */
function gapsOf(cluster         )                 {
  const gaps        = [];
  const outboundType = outboundTypeOf(cluster);
  if (!isolatedOutboundTypes.some((type) => equalsIgnoringCase(type, outboundType))) {
    gaps.push({ id: 'outbound-type', title: 'Outbound type', actual: outboundType, wanted: 'none', inPlace: false });
  }
  const artifactSource = artifactSourceOf(cluster);
  if (!equalsIgnoringCase(artifactSource, 'Cache')) {
    gaps.push({ id: 'artifact-source', title: 'Bootstrap artifact source', actual: artifactSource, wanted: 'Cache', inPlace: false });
  }
  if (!isPrivateCluster(cluster)) {
    gaps.push({ id: 'private-api-server', title: 'API server', actual: 'public', wanted: 'private', inPlace: false });
  }
  for (const pool of poolsOf(cluster)) {
    const name = poolNameOf(pool);
    if (hasNodePublicIp(pool)) {
      gaps.push({ id: 'node-public-ip', title: `Node public addresses of pool ${name}`, actual: 'enabled', wanted: 'disabled', inPlace: false });
    }
    if (equalsIgnoringCase(textAt(pool, 'mode') ?? '', 'Gateway')) {
      gaps.push({ id: 'gateway-pool', title: `Mode of pool ${name}`, actual: 'Gateway', wanted: 'System or User', inPlace: false });
    }
    if (equalsIgnoringCase(textAt(pool, 'osType') ?? 'Linux', 'Windows')) {
      gaps.push({ id: 'windows-pool', title: `Operating system of pool ${name}`, actual: 'Windows', wanted: 'Linux', inPlace: false });
    }
  }
  if (at(cluster, 'properties', 'networkProfile', 'staticEgressGatewayProfile', 'enabled') === true) {
    gaps.push({ id: 'egress-gateway', title: 'Static egress gateway', actual: 'enabled', wanted: 'disabled', inPlace: false });
  }
  if (usesServicePrincipal(cluster)) {
    gaps.push({ id: 'service-principal', title: 'Cluster identity', actual: 'service principal', wanted: 'managed identity', inPlace: false });
  }
  const channel = nodeOsUpgradeChannelOf(cluster);
  if (equalsIgnoringCase(channel, 'Unmanaged')) {
    gaps.push({ id: 'node-os-channel', title: 'Node OS upgrade channel', actual: channel, wanted: 'NodeImage', inPlace: true });
  }
  if (allowsRunCommand(cluster)) {
    gaps.push({ id: 'run-command', title: 'Run command', actual: 'allowed', wanted: 'disabled', inPlace: true });
  }
  return gaps;
}

/** A cluster without managed identity: Azure refuses artifact source `Cache` for it (Azure/AKS issue 5821). */
function usesServicePrincipal(cluster         )          {
  const identity = textAt(cluster, 'identity', 'type') ?? 'None';
  const clientId = textAt(cluster, 'properties', 'servicePrincipalProfile', 'clientId') ?? 'msi';
  return equalsIgnoringCase(identity, 'None') && !equalsIgnoringCase(clientId, 'msi');
}

/** What isolation needs, on every cluster; what a variant adds to it is told by its prerequisites. */
function isolationOf(specification                      )             {
  return {
    networkProfile: { outboundType: variantOf(specification).outboundType ?? 'none' },
    bootstrapProfile: { artifactSource: 'Cache' },
    apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, disableRunCommand: true },
  };
}

/** What a new cluster is unless the user says otherwise. Never applied to a living one. */
const creationDefaults             = {
  identity: { type: 'SystemAssigned' },
  sku: { name: 'Base', tier: 'Standard' },
  properties: {
    networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', loadBalancerSku: 'standard' },
    autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage' },
  },
};

/** `type` is said because the service's tools now default to another kind of pool (release notes 2025-07-20). */
const poolDefaults             = { type: 'VirtualMachineScaleSets', osType: 'Linux', enableNodePublicIP: false };
const systemPoolDefaults             = { mode: 'System', count: 3, vmSize: 'Standard_D4ds_v5' };

const defaultPoolName = 'system';

/** The body that creates the cluster: defaults, under the cluster-file, under the inputs, under what isolation needs. */
function creationBody(specification                      )             {
  const named = mergeDocument(mergeDocument(creationDefaults, fileWish(specification)), inputWish(specification));
  const properties = member(named, 'properties');
  return mergeDocument(named, {
    properties: {
      ...isolationOf(specification),
      dnsPrefix: member(properties, 'dnsPrefix') ?? dnsPrefixOf(specification),
      agentPoolProfiles: poolsFor(specification, member(properties, 'agentPoolProfiles')),
    },
  });
}

/** What the user named, for a living cluster: the file and the inputs, without any default of ours. */
function namedWish(specification                      , systemPool                    )             {
  const inputs = inputWish(specification);
  const pool = poolWish(specification);
  const poolsWish = systemPool === undefined || Object.keys(pool).length === 0 ? {} : { properties: { agentPoolProfiles: [{ name: systemPool, ...pool }] } };
  return mergeDocument(mergeDocument(fileWish(specification), inputs), poolsWish);
}

function fileWish(specification                      )             {
  const members = Object.entries(specification.file?.body ?? {});
  const kept = members.filter(([name]) => name !== 'name' && name !== 'type');
  return Object.fromEntries(kept.map(([name, value]) => [name, name === 'location' && typeof value === 'string' ? value.replaceAll(' ', '').toLowerCase() : value]));
}

function inputWish({ location, tier, tags, kubernetesVersion }                      )             {
  return {
    ...(location === undefined ? {} : { location }),
    ...(tier === undefined ? {} : { sku: { tier } }),
    ...(tags === undefined ? {} : { tags }),
    ...(kubernetesVersion === undefined ? {} : { properties: { kubernetesVersion } }),
  };
}

function poolWish({ nodeCount, nodeSize }                      )             {
  return { ...(nodeCount === undefined ? {} : { count: nodeCount }), ...(nodeSize === undefined ? {} : { vmSize: nodeSize }) };
}

/** The file's pools, or one system pool; every pool without a mode is a user pool, but the first needs to be a system pool. */
function poolsFor(specification                      , fromFile         )                        {
  const given                        = Array.isArray(fromFile) ? fromFile.filter(isJsonObject) : [];
  const wanted = specification.nodePoolName ?? systemPoolIn(given) ?? given[0]?.['name'] ?? defaultPoolName;
  const pools = given.some((pool) => pool['name'] === wanted) ? given : [...given, { name: wanted }];
  return pools.map((pool) =>
    pool['name'] === wanted ? { ...poolDefaults, ...systemPoolDefaults, ...pool, ...poolWish(specification) } : { ...poolDefaults, mode: 'User', ...pool },
  );
}

function systemPoolIn(pools                       )                     {
  const found = pools.find((pool) => typeof pool['mode'] === 'string' && equalsIgnoringCase(pool['mode'], 'System'))?.['name'];
  return typeof found === 'string' ? found : undefined;
}

/** 1 to 54 letters, digits and hyphens that begin and end with a letter or digit (REST reference, `dnsPrefix`). */
function dnsPrefixOf({ name, resourceGroup }                      )         {
  const text = `${name}-${resourceGroup}`.normalize('NFKD').replaceAll(/[^A-Za-z0-9-]+/g, '-').replace(/^-+/, '');
  return text.slice(0, 54).replace(/-+$/, '');
}

/** The writes that a plan is made of. */

/** One write. Long-running where the service makes it so. */
                            
                         
                      
                              
                            
                                                            
                           
                                                                                                                         
                                                       
                                                     
                                      
                                                                                                             
                              
 

/** The cluster that is absent, in whole; tagged, so that `remove cluster` knows what was made. Tags that the user gives win, as they would later. */
function creationStep(specification                      , wanted            )            {
  const given = wanted['tags'];
  const body = { ...wanted, tags: { ...ownTags(specification), ...(isJsonObject(given) ? given : {}) } };
  return {
    title: `Create cluster ${specification.name}`,
    subject: `cluster ${specification.name}`,
    id: clusterIdOf(specification),
    apiVersion: apiVersions.managedClusters,
    body,
    condition: { 'if-none-match': '*' },
    details: creationDetails(body),
    substance: body,
  };
}

/** The resource group that is absent; tagged likewise. */
function groupStep(specification                      , location        )            {
  const body = { location, tags: ownTags(specification) };
  return {
    title: `Create resource group ${specification.resourceGroup}`,
    subject: `resource group ${specification.resourceGroup}`,
    id: resourceGroupIdOf(specification),
    apiVersion: apiVersions.resourceGroups,
    body,
    condition: {},
    details: [`location: ${location}`],
    substance: body,
  };
}

function creationDetails(body            )                    {
  const pools = poolsOf(body).map((pool) => `pool ${poolNameOf(pool)}: ${formatPool(pool)}`);
  return [`location: ${textAt(body, 'location') ?? ''}`, `outbound type: ${textAt(body, 'properties', 'networkProfile', 'outboundType') ?? ''}`, 'bootstrap artifact source: Cache', 'API server: private', ...pools];
}

/**
 * The living document with what differs put in, and nothing else. Pools that exist nowhere yet are written on their own:
 * Azure refuses new pools inside a cluster PUT.
 */
function updateSteps(specification                      , live            , { differences, part }            )                       {
  const living = new Set(poolsOf(live).map(poolNameOf));
  const created = poolsOf(part).filter((pool) => !living.has(poolNameOf(pool))).filter(isJsonObject);
  const changed = differences.filter((difference) => !created.some((pool) => difference.path.startsWith(newPoolPath(poolNameOf(pool)))));
  const failed = hasFailed(live);
  const eTag = textAt(live, 'eTag');
  const clusterStep            = {
    title: changed.length > 0 ? `Update cluster ${specification.name}` : `Reconcile cluster ${specification.name}`,
    subject: `cluster ${specification.name}`,
    id: clusterIdOf(specification),
    apiVersion: apiVersions.managedClusters,
    body: putBodyOf(mergeDocument(live, withoutPools(part, created))),
    condition: eTag === undefined ? {} : { 'if-match': eTag },
    details: changed.length > 0
      ? changed.map(formatDifference)
      : [`the last operation ended as ${provisioningStateOf(live)}; an unchanged PUT is Azure's documented repair`],
    substance: changed,
  };
  const added = created.map((pool) => poolStep(specification, pool));
  return changed.length > 0 || failed ? [clusterStep, ...added] : added;
}

/** The pools of a comparison that live nowhere yet, by name, each with the write that makes it. */
function poolSteps(specification                      , live            , { part }            )                                                                 {
  const living = new Set(poolsOf(live).map(poolNameOf));
  return poolsOf(part).filter(isJsonObject).filter((pool) => !living.has(poolNameOf(pool))).map((pool) => ({ name: poolNameOf(pool), step: poolStep(specification, pool) }));
}

function poolStep(specification                      , pool            )            {
  const { name, ...properties } = pool;
  const defaults = { mode: 'User', osType: 'Linux', type: 'VirtualMachineScaleSets', enableNodePublicIP: false };
  const body = { properties: mergeDocument(defaults, properties) };
  return {
    title: `Add pool ${String(name)}`,
    subject: `pool ${String(name)}`,
    id: `${clusterIdOf(specification)}/agentPools/${String(name)}`,
    apiVersion: apiVersions.managedClusters,
    body,
    condition: { 'if-none-match': '*' },
    details: [formatPool(pool)],
    substance: body,
  };
}

function withoutPools(part            , pools                       )             {
  const properties = part['properties'];
  if (pools.length === 0 || !isJsonObject(properties)) return part;
  return { ...part, properties: { ...properties, agentPoolProfiles: poolsOf(part).filter((pool) => !pools.some((one) => one === pool)) } };
}

/** "3 × Standard_D4ds_v5". */
function formatPool(pool         )         {
  return `${formatValue(member(pool, 'count') ?? 1)} × ${textAt(pool, 'vmSize') ?? "Azure's default size"}`;
}

function newPoolPath(name        )         {
  return `properties.agentPoolProfiles[${name}]`;
}

/** `properties.sku.tier: Free → Standard`, values as JSON where they are no plain words. */
function formatDifference({ path, from, to }            )         {
  return `${path}: ${formatValue(from)} → ${formatValue(to)}`;
}

function formatValue(value         )         {
  if (value === undefined || value === null) return 'not set';
  if (typeof value === 'string') return value;
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/**
 * From what is and what should be to the writes that lead there, for a cluster that is absent or isolated and at rest; others are for `deployment/plan.ts`.
 * Pure: the caller reads Azure before and writes after. A second plan after the writes is `nothing`.
 */

                            
                                                                                
                                
                                                              
                                                                      

/** What was read: the cluster's document (undefined: there is none) and its resource group's. */
                              
                                           
                                                 
 

/** What closes a gap on a living cluster in one PUT. Of the channel Azure reimages the nodes, one after the other (disruption/facts.ts). */
const inPlace = {
  'node-os-channel': { properties: { autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage' } } },
  'run-command': { properties: { apiServerAccessProfile: { disableRunCommand: true } } },
}                                                                    ;

const repairs                                                   = inPlace;

function planDeployment(specification                      , observed             )                 {
  return observed.cluster === undefined ? planCreation(specification, observed.resourceGroup) : planUpdate(specification, observed.cluster);
}

function planCreation(specification                      , group                        )                 {
  const wanted = creationBody(specification);
  const location = textAt(wanted, 'location') ?? textAt(group, 'location');
  if (location === undefined) {
    return { kind: 'refused', reasons: ['Neither the cluster nor its resource group exists: say where to create them with "location".'] };
  }
  if (!poolsOf(wanted).some((pool) => equalsIgnoringCase(textAt(pool, 'mode') ?? '', 'System'))) {
    return { kind: 'refused', reasons: ['The cluster-file names pools but none with mode System, and every cluster needs one.'] };
  }
  const cluster = creationStep(specification, { location, ...wanted });
  return { kind: 'create', steps: group === undefined ? [groupStep(specification, location), cluster] : [cluster] };
}

function planUpdate(specification                      , live            )                 {
  const { comparison, reasons } = changesTo(live, specification, gapsOf(live).reduce            ((document, gap) => mergeDocument(document, repairs[gap.id] ?? {}), {}));
  if (reasons.length > 0) return { kind: 'refused', reasons };

  const steps = updateSteps(specification, live, comparison);
  if (steps.length === 0) return { kind: 'nothing' };
  if (isStopped(live)) return { kind: 'refused', reasons: [stoppedReason] };
  return { kind: 'update', steps };
}

/** Why a stopped cluster is left alone. */
const stoppedReason = 'The cluster is stopped, and Azure changes only running clusters: start it (az aks start) and run again.';

/** What a living cluster differs in from what the user named with `repair` over it; `reasons`: what of it no update can change, one sentence each. */
function changesTo(live            , specification                      , repair            )                                                                           {
  const systemPool = systemPoolOf(specification, live);
  const wish = mergeDocument(withPoolVersions(namedWish(specification, systemPool.name), live), repair);
  const comparison = compareDocuments(wish, live);
  return { comparison, reasons: [...systemPool.reasons, ...impossible(comparison.differences)] };
}

/** The pool that `node-count` and `node-size` speak of on a living cluster. */
function systemPoolOf(specification                      , live            )                                                                             {
  if (specification.nodeCount === undefined && specification.nodeSize === undefined) return { name: undefined, reasons: [] };
  const pools = poolsOf(live).filter((pool) => equalsIgnoringCase(textAt(pool, 'mode') ?? '', 'System')).map(poolNameOf);
  const wanted = specification.nodePoolName;
  if (wanted !== undefined) {
    const known = poolsOf(live).some((pool) => poolNameOf(pool) === wanted);
    return known ? { name: wanted, reasons: [] } : { name: undefined, reasons: [`The cluster has no pool "${wanted}" (its system pools: ${pools.join(', ')}); mend "node-pool-name".`] };
  }
  if (pools.length === 1) return { name: pools[0], reasons: [] };
  return { name: undefined, reasons: [`The cluster has several system pools (${pools.join(', ')}): say with "node-pool-name" which one "node-count" and "node-size" mean.`] };
}

/** A version takes all pools along, as `az aks upgrade` does, also those that an interrupted upgrade left behind; newer ones stay. */
function withPoolVersions(wish            , live            )             {
  const version = textAt(wish, 'properties', 'kubernetesVersion');
  if (version === undefined) return wish;
  const pools = poolsOf(live).map((pool) => ({ name: poolNameOf(pool), orchestratorVersion: version }));
  return mergeDocument({ properties: { agentPoolProfiles: pools } }, wish);
}

/** What no update can change (REST reference: `location` and a pool's `vmSize` are fixed at creation). */
function impossible(differences                       )                    {
  return differences.flatMap(({ path, from, to }) => {
    if (path === 'location') return [`The cluster lives in ${formatValue(from)} and cannot move to ${formatValue(to)}: mend "location".`];
    const pool = /^properties\.agentPoolProfiles\[(.*)\]\.vmSize$/.exec(path)?.[1];
    if (pool === undefined || from === undefined) return [];
    return [`Pool "${pool}" has nodes of size ${formatValue(from)}, which cannot change to ${formatValue(to)}: add another pool and remove this one.`];
  });
}

/** A cluster at rest. */
                          
                                  
                                           
                                                                 
                                                 
                                                                                                      
                           
                                                                                                       
                                      
 

/**
 * Reads the cluster and its group until the service has come to rest with it. This is how a run continues what a killed run began: by looking.
 * @param withGroup whether the group is read where there is a cluster
 */
async function settledCluster(specification                      , pollInterval        , tools       , withGroup = true)                   {
  const started = tools.clock.now();
  const narrator = createNarrator(`cluster ${specification.name}`, started, tools);
  const renewing = new Map                ();
  const group = withGroup ? tools.arm.find(resourceGroupIdOf(specification), apiVersions.resourceGroups) : undefined;
  // Where the cluster cannot be read, that is what is told.
  group?.catch(() => undefined);
  for (let looks = 1; ; looks += 1) {
    const cluster = await tools.arm.find(clusterIdOf(specification), apiVersions.managedClusters);
    const busy = cluster === undefined ? undefined : operationInProgress(cluster);
    if (cluster === undefined || busy === undefined) {
      const resourceGroup = await (group ?? (cluster === undefined ? tools.arm.find(resourceGroupIdOf(specification), apiVersions.resourceGroups) : undefined));
      return { cluster, resourceGroup, waited: looks > 1, renewed: ended(renewing, cluster) };
    }
    for (const pool of poolsOf(cluster)) {
      if (equalsIgnoringCase(textAt(pool, 'provisioningState') ?? '', 'UpgradingNodeImageVersion')) renewing.set(poolNameOf(pool), sourceText(cluster));
    }
    narrator.saw(busy);
    try {
      await tools.clock.sleep(pollInterval, tools.signal);
    } catch (error) {
      throw new CancelledError(`Cluster ${specification.name} was ${busy} when the run was cancelled. ${continuesByItself}`, { cause: error });
    }
  }
}

/** The service takes no write of the cluster while it makes nodes anew: what it was then, it was when that began. */
function ended(renewing                             , cluster                        )                    {
  return poolsOf(cluster).filter((pool) => renewing.get(poolNameOf(pool)) === sourceText(cluster) && equalsIgnoringCase(textAt(pool, 'provisioningState') ?? '', 'Succeeded')).map(poolNameOf);
}

function sourceText(cluster                        )         {
  return `${JSON.stringify(sourceOf(cluster))} ${provisioningStateOf(cluster) === 'Updating' ? 'updating' : ''}`.trim();
}

export { StalePlanError, changesTo, creationBody, differencesBetween, disruptionOf, disruptive, formatDifference, formatMigrationStep, formatValue, gapsOf, inPlace, isManagedRegistry, mergeDocument, migrationSteps, objectionsTo, planDeployment, poolSteps, putBodyOf, quote, reconciliation, settledCluster, sourceChange, sourceOf, stoppedReason, together, updateSteps, without };
