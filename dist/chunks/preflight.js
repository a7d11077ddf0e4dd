import { sameId, at, parseResourceId, parseScope, textAt, arrayAt, isJsonObject, isWithin, member, policySetDefinitionType, apiVersions, policyAssignmentType, policyExemptionType } from './ground.js';
import { isolatedOutboundTypes, equalsIgnoringCase, outboundTypeOf, artifactSourceOf, poolsOf, poolNameOf, isStopped, nodeOsUpgradeChannelOf, isPrivateCluster, hasNodePublicIp, operationInProgress, provisioningStateOf } from './cluster.js';
import { clusterIdOf, resourceGroupIdOf, variantOf } from './specification.js';
import { putBodyOf, mergeDocument, quote, creationBody } from './settle.js';
import { bodyOf, subnetsOf, subnetIn, readOwnNetworks } from './deploy.js';
import { conflictingBuiltIns } from './built-ins.js';
import { AzureError } from './arm-error.js';
import { isGone, meaningOf } from './list-failure.js';
import { checkPolicyRestrictions } from './policy-restrictions.js';
import { allowanceOf, machineSize } from './allowed.js';
import { isBeforeIsolation, unsupportedExtensions } from './first-version.js';

/** What the steps of a plan say, as far as it stands in them. */

/** What a step writes. A body that is made of earlier answers is looked at as far as it can be made without them. */
function writtenBody({ work }      )                         {
  if (work.kind !== 'put' && work.kind !== 'change') return undefined;
  try {
    return bodyOf(work.kind === 'put' ? work.body : work.change, () => undefined);
  } catch {
    return undefined;
  }
}

/** What the steps set a property of a resource to; undefined: they leave the property as it is. */
function plannedValue(steps                 , id        , ...path                   )          {
  return steps.reduce         ((before, step) => (sameId(step.id, id) ? at(writtenBody(step), ...path) ?? before : before), undefined);
}

/** The name of the pool whose nodes a step makes anew. */
function renewedPool({ work }      )                     {
  return 'pool' in work ? work.pool : undefined;
}

/** What a step has the service do beside writing: `stop`, `start`. */
function actionOf({ work }      )                     {
  return 'action' in work && typeof work.action === 'string' ? work.action : undefined;
}

/** True when the plan leads a cluster out of isolation: to an outbound type with a way out, or to images from the Internet. */
function isDeparture(steps                 , clusterId        )          {
  const outboundType = plannedValue(steps, clusterId, 'properties', 'networkProfile', 'outboundType');
  const source = plannedValue(steps, clusterId, 'properties', 'bootstrapProfile', 'artifactSource');
  const opens = typeof outboundType === 'string' && !isolatedOutboundTypes.some((type) => equalsIgnoringCase(type, outboundType));
  return opens || (typeof source === 'string' && equalsIgnoringCase(source, 'Direct'));
}

/**
 * The narrowest built-in role that allows an action, the first that fits (Azure documentation, "Azure built-in roles"). The role for AKS may write clusters
 * and nothing of their pools, and none but Contributor may all that registries need.
 */
const table                     = [
  { actions: /^microsoft\.containerservice\/managedclusters\/write$/, role: 'Azure Kubernetes Service Contributor Role' },
  { actions: /^microsoft\.containerregistry\/registries\/cacherules\//, role: 'Container Registry Cache Rule Administrator' },
  { actions: /^microsoft\.containerregistry\/registries\/(?:write|delete)$/, role: 'Container Registry Contributor and Data Access Configuration Administrator' },
  { actions: /^microsoft\.network\/privatednszones\//, role: 'Private DNS Zone Contributor' },
  { actions: /^microsoft\.network\//, role: 'Network Contributor' },
  { actions: /^microsoft\.managedidentity\/userassignedidentities\/assign\/action$/, role: 'Managed Identity Operator' },
  { actions: /^microsoft\.managedidentity\/userassignedidentities\//, role: 'Managed Identity Contributor' },
  { actions: /^microsoft\.authorization\/roleassignments\//, role: 'Role Based Access Control Administrator' },
  { actions: /^microsoft\.authorization\/policy/, role: 'Resource Policy Contributor' },
];

/** The built-in role to grant for an action. */
function roleFor(action        )         {
  return table.find(({ actions }) => actions.test(action.toLowerCase()))?.role ?? 'Contributor';
}

/**
 * Where to grant it: at the resource group of what is written, so that what the plan makes there is covered too; at the subscription where the plan
 * makes the group.
 * @param madeGroups ids of the resource groups that the plan makes, in lower case
 */
function grantScope(scope        , madeGroups                     )         {
  const place = parseScope(scope) ?? groupOf(scope);
  if (place === undefined) return scope;
  return place.kind === 'resourceGroup' && madeGroups.has(place.id.toLowerCase()) ? `/subscriptions/${place.subscriptionId}` : place.id;
}

/** The resource group that an id lies in. */
function groupOf(id        )                    {
  const { subscriptionId, resourceGroup } = parseResourceId(id) ?? {};
  return subscriptionId === undefined || resourceGroup === undefined ? undefined : parseScope(`/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`);
}

/** What a plan writes, as policies would see it. */

/** A document that Azure Policy can be asked about before it is written. */
                              
                                        
                        
                      
                         
                      
                                                                                                   
                         
                              
                               
                                       
                             
 

const judgedTypes                      = new Set(['microsoft.containerservice/managedclusters', 'microsoft.containerregistry/registries', 'microsoft.containerregistry/registries/cacherules']);

/**
 * Clusters, registries and cache rules among what the steps write, each as it is after its step: a cluster on its way to isolation goes through
 * states that a policy may refuse although it would take the last one. What cannot be made without earlier answers is left out.
 */
function judgedWrites(specification                      , living                        , steps                 )                         {
  const clusterId = clusterIdOf(specification);
  const made = new Set(steps.filter(({ id, work }) => work.kind === 'put' && parseScope(id)?.kind === 'resourceGroup').map(({ id }) => id.toLowerCase()));
  let cluster = living;
  return steps.flatMap((step)                         => {
    const { work, id } = step;
    const resource = parseResourceId(id);
    const group = groupOf(id);
    if (resource === undefined || group === undefined || !judgedTypes.has(resource.type.toLowerCase()) || (work.kind !== 'put' && work.kind !== 'change')) return [];
    const isCluster = sameId(id, clusterId);
    const body = documentAfter(step, isCluster ? cluster : undefined);
    if (body === undefined) return [];
    if (isCluster) cluster = body;
    const scope = made.has(group.id.toLowerCase()) && group.kind === 'resourceGroup' ? `/subscriptions/${group.subscriptionId}` : group.id;
    const parentId = resource.type.split('/').length > 2 ? id.split('/').slice(0, -2).join('/') : undefined;
    const location = textAt(body, 'location') ?? specification.location;
    return [{
      step: step.key, title: step.title, id, scope, apiVersion: work.apiVersion, ...(parentId === undefined ? {} : { parentId }),
      content: { ...putBodyOf(body), ...(location === undefined || parentId !== undefined ? {} : { location }), type: resource.type, name: resource.fullName },
    }];
  });
}

/** A change of something that was not read is not known in whole. */
function documentAfter(step      , before                        )                         {
  const body = writtenBody(step);
  if (body === undefined || step.work.kind === 'put') return body;
  return before === undefined ? undefined : mergeDocument(before, body);
}

/** Which actions the steps of a plan need, and where. */

/** An action that has to be allowed at a scope. */
                       
                                                          
                         
                                                            
                          
                                                                                                                                      
                          
 

/**
 * What the steps need, ordered by scope and action, each once whatever the case of its scope.
 * @param living the cluster's document, where the steps change one: it is written in whole, with all that it refers to
 */
function needsOf(steps                 , living             )                  {
  const certain = steps.flatMap((step) => [...ownNeeds(step), ...linkedNeeds(step)]);
  const isWritten = living !== undefined && steps.some(({ id, work }) => ['put', 'change'].includes(work.kind) && sameId(id, textAt(living, 'id') ?? ''));
  const maybe = isWritten ? ofCluster(living).map((need)       => ({ ...need, isMaybe: true })) : [];
  // Of two that are the same the first stays.
  const needs = [...certain, ...maybe].toSorted((a, b) => compare$1(key(a), key(b)));
  return [...new Map(needs.toReversed().map((need) => [key(need), need])).values()].toReversed();
}

/** What the write itself is called (Azure documentation, "Azure permissions"). */
function ownNeeds(step      )                  {
  const { id, work } = step;
  const scope = parseScope(id);
  if (scope?.kind === 'resourceGroup') return [{ scope: `/subscriptions/${scope.subscriptionId}`, action: `Microsoft.Resources/subscriptions/resourceGroups/${work.kind === 'delete' ? 'delete' : 'write'}` }];
  const resource = parseResourceId(id);
  if (resource === undefined) return [];
  // Extensions of a resource are allowed where they stand; so are those of a group.
  const place = /^Microsoft\.Authorization\//i.test(resource.type) ? resource.scope : id;
  const renewed = renewedPool(step);
  if (renewed !== undefined) {
    const pool = resource.type.toLowerCase().endsWith('/agentpools') ? id : `${id}/agentPools/${renewed}`;
    return [{ scope: pool, action: 'Microsoft.ContainerService/managedClusters/agentPools/upgradeNodeImageVersion/action' }];
  }
  const action = actionOf(step);
  if (action !== undefined) return [{ scope: id, action: `${resource.type}/${action}/action` }];
  return [{ scope: place, action: `${resource.type}/${work.kind === 'delete' ? 'delete' : 'write'}` }];
}

/** What Azure asks for on resources that a body refers to (`LinkedAuthorizationFailed`). */
function linkedNeeds(step      )                  {
  const type = parseResourceId(step.id)?.type.toLowerCase() ?? '';
  const body = writtenBody(step);
  if (body === undefined) return [];
  return [...(links[type]?.(body) ?? []), ...(type === 'microsoft.network/virtualnetworks' ? arrayAt(body, 'properties', 'subnets').flatMap(ofSubnet$1) : [])];
}

const links                                                                  = {
  'microsoft.containerservice/managedclusters': ofCluster,
  'microsoft.containerservice/managedclusters/agentpools': (body) => ofPool(at(body, 'properties')),
  'microsoft.network/privateendpoints': (body) => [
    ...join(textAt(body, 'properties', 'subnet', 'id'), subnetJoin),
    ...arrayAt(body, 'properties', 'privateLinkServiceConnections').flatMap((connection) => approval(textAt(connection, 'properties', 'privateLinkServiceId'))),
  ],
  'microsoft.network/privateendpoints/privatednszonegroups': (body) => arrayAt(body, 'properties', 'privateDnsZoneConfigs').flatMap((zone) => join(textAt(zone, 'properties', 'privateDnsZoneId'), zoneJoin)),
  'microsoft.network/privatednszones/virtualnetworklinks': (body) => join(textAt(body, 'properties', 'virtualNetwork', 'id'), 'Microsoft.Network/virtualNetworks/join/action'),
  'microsoft.network/virtualnetworks/subnets': ofSubnet$1,
  'microsoft.authorization/policyexemptions': (body) => {
    const assignment = textAt(body, 'properties', 'policyAssignmentId');
    return join(assignment === undefined ? undefined : parseResourceId(assignment)?.scope, 'Microsoft.Authorization/policyAssignments/exempt/action');
  },
};

const subnetJoin = 'Microsoft.Network/virtualNetworks/subnets/join/action';
const zoneJoin = 'Microsoft.Network/privateDnsZones/join/action';
const assign = 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action';

function ofCluster(body            )                  {
  const kubelet = textAt(body, 'properties', 'identityProfile', 'kubeletidentity', 'resourceId');
  const nodeGroup = textAt(body, 'properties', 'nodeResourceGroup');
  // AKS makes an identity for nodes in the node resource group, and asks nobody for it.
  const isOwn = nodeGroup === undefined || kubelet?.toLowerCase().includes(`/resourcegroups/${nodeGroup.toLowerCase()}/`) !== true;
  return [
    ...arrayAt(body, 'properties', 'agentPoolProfiles').flatMap(ofPool),
    ...join(textAt(body, 'properties', 'apiServerAccessProfile', 'subnetId'), subnetJoin),
    ...identitiesIn(body).map((scope) => ({ scope, action: assign })),
    ...(isOwn ? join(kubelet, assign) : []),
    ...join(zoneIn(textAt(body, 'properties', 'apiServerAccessProfile', 'privateDNSZone')), zoneJoin),
  ];
}

function ofPool(pool         )                  {
  return [...join(textAt(pool, 'vnetSubnetID'), subnetJoin), ...join(textAt(pool, 'podSubnetID'), subnetJoin)];
}

function ofSubnet$1(subnet         )                  {
  return [
    ...join(textAt(subnet, 'properties', 'networkSecurityGroup', 'id'), 'Microsoft.Network/networkSecurityGroups/join/action'),
    ...join(textAt(subnet, 'properties', 'routeTable', 'id'), 'Microsoft.Network/routeTables/join/action'),
    ...join(textAt(subnet, 'properties', 'natGateway', 'id'), 'Microsoft.Network/natGateways/join/action'),
  ];
}

/** An endpoint comes up by itself only for who may approve it (Azure documentation, "Azure RBAC permissions for Azure Private Link"). */
function approval(target                    )                  {
  const type = parseResourceId(target ?? '')?.type;
  return type === undefined ? [] : join(target, `${type}/privateEndpointConnectionsApproval/action`);
}

function identitiesIn(body            )                    {
  const given = at(body, 'identity', 'userAssignedIdentities');
  return isJsonObject(given) ? Object.keys(given).filter((id) => parseResourceId(id) !== undefined) : [];
}

function zoneIn(zone                    )                     {
  return zone?.startsWith('/') === true ? zone : undefined;
}

function join(scope                    , action        )                  {
  return scope === undefined || !scope.startsWith('/') ? [] : [{ scope, action }];
}

function key({ scope, action }      )         {
  return `${scope}\n${action}`.toLowerCase();
}

function compare$1(left        , right        )         {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What has to be read of Azure before a plan is carried out: no more than what the cluster at hand makes necessary. */

                            
                                                                             
                              
                                                           
                             
                                                                   
                            
                                                   
                         
                                  
                                                                             
                                        
                                                          
                           
                                        
                               
                                                                                                      
                                          
 

/** Undefined when nothing is written: then nothing needs to be read. */
function questionsFor(specification                      , cluster                        , steps                 )                        {
  if (steps.length === 0) return undefined;
  const isCreation = cluster === undefined;
  const isLeaving = isDeparture(steps, clusterIdOf(specification));
  const migrating = isCreation || isLeaving || !isMigration(specification, cluster) ? undefined : textAt(cluster, 'id');
  const registry = specification.variant?.registry?.id ?? textAt(cluster, 'properties', 'bootstrapProfile', 'containerRegistryId');
  const location = textAt(cluster, 'location') ?? specification.location ?? textAt(specification.file?.body, 'location') ?? locationIn(steps);
  const isIsolating = isCreation || migrating !== undefined;
  const makesNodes = isCreation || steps.some((step) => renewedPool(step) !== undefined);
  return {
    ...(migrating === undefined ? {} : { migrating }),
    ...(registry === undefined || !isIsolating ? {} : { registry }),
    ...(makesNodes && location !== undefined ? { usages: location.replaceAll(' ', '').toLowerCase() } : {}),
    ...(specification.variant?.network === undefined || !isIsolating ? {} : { network: specification.variant.network.id }),
    locks: `/subscriptions/${specification.subscriptionId}`,
    needs: needsOf(steps, cluster),
    providers: providersOf(steps, isCreation),
    assignments: resourceGroupIdOf(specification),
    judged: isIsolating || isLeaving ? judgedWrites(specification, cluster, steps) : [],
  };
}

/** True when a living cluster still has to be isolated, or isolated otherwise than it is: by another outbound type or registry. */
function isMigration({ variant }                                       , cluster            )          {
  if (!isIsolated(cluster)) return true;
  const registry = textAt(cluster, 'properties', 'bootstrapProfile', 'containerRegistryId') ?? '';
  const wanted                     = variant?.outboundType;
  return (wanted !== undefined && !equalsIgnoringCase(wanted, outboundTypeOf(cluster))) || (variant?.registry !== undefined && !sameId(variant.registry.id, registry));
}

/** True when nodes start from a registry and nothing leaves. */
function isIsolated(cluster            )          {
  const outboundType = outboundTypeOf(cluster);
  return isolatedOutboundTypes.some((type) => equalsIgnoringCase(type, outboundType)) && equalsIgnoringCase(artifactSourceOf(cluster), 'Cache');
}

/** The namespaces of what is made. A living cluster shows that its own is registered; those of the platform always are. */
function providersOf(steps                 , isCreation         )                    {
  const made = steps.filter(({ work }) => work.kind === 'put').flatMap(({ id }) => parseResourceId(id)?.type.split('/')[0] ?? []);
  const always = new Set(['microsoft.authorization', 'microsoft.resources', ...(isCreation ? [] : ['microsoft.containerservice'])]);
  const besides = isCreation ? ['Microsoft.Compute', 'Microsoft.Network', 'Microsoft.ManagedIdentity', 'Microsoft.ContainerRegistry'] : [];
  const wanted = [...made, ...besides].filter((namespace) => !always.has(namespace.toLowerCase()));
  return [...new Map(wanted.map((namespace) => [namespace.toLowerCase(), namespace])).values()].toSorted();
}

function locationIn(steps                 )                     {
  for (const { work, id } of steps) {
    const location = work.kind === 'put' && typeof work.body !== 'function' ? textAt(work.body, 'location') : undefined;
    if (location !== undefined && /\/resourceGroups\/[^/]+$|\/managedClusters\/[^/]+$/i.test(id)) return location;
  }
  return undefined;
}

/** Built-ins that work against isolation, as they are assigned. */

                                  
                                
                                       
                              
                                    
                        
                                                                                                             
                                      
                                   
                               
 

/**
 * The conflicting built-ins that assignments bring to a scope, by themselves or in an initiative.
 * @param assignments as read, at, above or below the scope
 * @param initiatives those that they assign, by lower-case id
 */
function conflictingAt(scope        , assignments                       , initiatives                                 )                             {
  return assignments.filter((assignment) => applies(assignment, scope)).flatMap((assignment) => {
    const target = textAt(assignment, 'properties', 'policyDefinitionId') ?? '';
    const initiative = initiatives.get(target.toLowerCase());
    const given = at(assignment, 'properties', 'parameters');
    const brought = initiative === undefined ? [{ id: target, effect: text(at(given, 'effect', 'value')) }] : arrayAt(initiative, 'properties', 'policyDefinitions').map((entry) => ({
      id: textAt(entry, 'policyDefinitionId') ?? '',
      effect: handedDown(at(entry, 'parameters', 'effect', 'value'), given, initiative),
    }));
    return brought.flatMap(({ id, effect }) => {
      const guid = (id.split('/').at(-1) ?? '').toLowerCase();
      if (!conflictingBuiltIns.some((builtIn) => builtIn.guid === guid)) return [];
      return [{
        assignmentId: textAt(assignment, 'id') ?? '', assignment: textAt(assignment, 'properties', 'displayName') ?? textAt(assignment, 'name') ?? '',
        guid, effect, isEnforced: textAt(assignment, 'properties', 'enforcementMode')?.toLowerCase() !== 'donotenforce',
      }];
    });
  });
}

function applies(assignment            , scope        )          {
  const place = textAt(assignment, 'properties', 'scope') ?? (textAt(assignment, 'id') ?? '').replace(/\/providers\/Microsoft\.Authorization\/policyAssignments\/[^/]+$/i, '');
  // What stands at a management group is listed only where it is above.
  const isAbove = isWithin(scope, place) || /^\/providers\/Microsoft\.Management\//i.test(place);
  return isAbove && !arrayAt(assignment, 'properties', 'notScopes').some((excluded) => typeof excluded === 'string' && isWithin(scope, excluded));
}

/** What an initiative hands down as an effect: a word, or one of its parameters with the value that the assignment gives it. */
function handedDown(value         , given         , initiative            )                     {
  const said = text(value);
  const [, parameter] = /^\[parameters\('([^']+)'\)\]$/i.exec(said ?? '') ?? [];
  if (parameter === undefined) return said?.startsWith('[') === true ? undefined : said;
  return text(at(given, parameter, 'value')) ?? text(member(at(initiative, 'properties', 'parameters', parameter), 'defaultValue'));
}

function text(value         )                     {
  return typeof value === 'string' ? value : undefined;
}

/**
 * What a request answers, or why it was refused. Throws what is no refusal: Azure is down, the credential is bad, the run is cancelled.
 * @param none what it means that there is no such thing here
 */
async function seenFrom        (request                 , none        )                        {
  try {
    return { known: await request };
  } catch (error) {
    const meaning = isGone(error) ? { isNone: true          } : meaningOf(error);
    if (meaning === undefined || !(error instanceof AzureError)) throw error;
    return 'why' in meaning ? { unseen: meaning.why } : { known: none };
  }
}

/** So many initiatives are looked into; a management group has at most 200 of its own. */
const most = 200;

/**
 * The built-ins that work against isolation, as they are assigned to any of the ids.
 * @param groups ids of the resource groups that they lie in; one that is not there yet is answered for by its subscription
 */
async function readAssigned(ids                   , groups                   , arm           )                                                                                        {
  const lists = await Promise.all(groups.map(async (group) => await assignmentsAt(group, arm)));
  const unseen = lists.find((list) => 'unseen' in list);
  if (unseen !== undefined) return { assigned: unseen, assignments: unseen };
  const assignments = [...new Map(lists.flatMap((list) => ('known' in list ? list.known : [])).map((document) => [(textAt(document, 'id') ?? '').toLowerCase(), document])).values()];
  const targets = assignments.flatMap((document) => textAt(document, 'properties', 'policyDefinitionId') ?? []).filter((id) => sameId(parseResourceId(id)?.type ?? '', policySetDefinitionType));
  const wanted = [...new Map(targets.map((id) => [id.toLowerCase(), id])).values()];
  const read = await Promise.all(wanted.slice(0, most).map(async (id) => ({ id, document: await seenFrom                        (arm.find(id, apiVersions.policy), undefined) })));
  const initiatives = new Map(read.flatMap(({ id, document }) => ('known' in document && document.known !== undefined ? [[id.toLowerCase(), document.known]         ] : [])));
  const found = ids.flatMap((id) => conflictingAt(id, assignments, initiatives));
  return {
    assignments: { known: assignments },
    assigned: { known: [...new Map(found.map((one) => [`${one.assignmentId} ${one.guid}`.toLowerCase(), one])).values()] },
    unreadInitiatives: [
      ...read.flatMap(({ id, document }) => ('unseen' in document ? [{ id, why: document.unseen }] : [])),
      ...wanted.slice(most).map((id) => ({ id, why: `More than ${most} initiatives are assigned.` })),
    ],
  };
}

/** A group that is not there has no assignments of its own: those above are listed at its subscription. */
async function assignmentsAt(group        , arm           )                                                                                   {
  const absent                        = [];
  const found = await seenFrom(arm.list(`${group}/providers/${policyAssignmentType}`, apiVersions.policy), absent);
  if (!('known' in found) || found.known !== absent) return found;
  const subscription = group.replace(/\/resourceGroups\/.*$/i, '');
  return await seenFrom(arm.list(`${subscription}/providers/${policyAssignmentType}`, apiVersions.policy, { $filter: 'atScope()' }), absent);
}

/**
 * What the assigned policies would say of what is written, and the exemptions that may let it pass. That Azure Policy does not answer keeps nobody from
 * deploying: whatever fails there is unseen.
 */
async function readObjections(writes                        , group        , arm           )                                                                   {
  if (writes.length === 0) return {};
  const [objections, exemptions] = await Promise.all([
    Promise.all(writes.map(async (write) => await objectionsTo(write, arm))),
    seenFrom(arm.list(`${group}/providers/${policyExemptionType}`, apiVersions.policyExemptions), []),
  ]);
  return { objections, exemptions };
}

async function objectionsTo({ step, scope, content, apiVersion, parentId }             , arm           )                        {
  try {
    return { step, said: { known: await checkPolicyRestrictions({ scope, content, apiVersion, ...(parentId === undefined ? {} : { parentId }) }, arm) } };
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    return { step, said: { unseen: error.message } };
  }
}

/**
 * What the identity may do, asked for the resource groups first, which answers for most identities; where an action is not allowed there, for the resource
 * itself, as somebody may have a role on it alone. A group that is not there yet is answered for by its subscription.
 */
async function readPermissions(needs                 , arm           )                                    {
  const groups = await Promise.all(distinct$1(needs.map(({ scope }) => placeOf$1(scope))).map(async (scope) => await ofPlace(scope, arm)));
  const isAllowed = ({ scope, action }      )          => groups.some(({ scope: place, entries }) => isWithin(scope, place) && 'known' in entries && allowanceOf(action, entries.known) === 'yes');
  const missing = distinct$1(needs.filter((need) => parseScope(need.scope) === undefined && !isAllowed(need)).map(({ scope }) => scope));
  const single = await Promise.all(missing.map(async (scope) => await ofScope(scope, arm)));
  return [...groups, ...single.filter((one) => one !== undefined)];
}

async function ofPlace(scope        , arm           )                         {
  const found = await ofScope(scope, arm);
  if (found !== undefined) return found;
  const place = parseScope(scope);
  const subscription = place?.kind === 'resourceGroup' ? `/subscriptions/${place.subscriptionId}` : scope;
  return (await ofScope(subscription, arm)) ?? { scope: subscription, entries: { unseen: `${subscription} was not found.` } };
}

/** Undefined where there is nothing of that id: then what holds above holds there. */
async function ofScope(scope        , arm           )                                     {
  const absent                        = [];
  const entries = await seenFrom(arm.list(`${scope}/providers/Microsoft.Authorization/permissions`, apiVersions.permissions), absent);
  return 'known' in entries && entries.known === absent ? undefined : { scope, entries };
}

function placeOf$1(scope        )         {
  return parseScope(scope)?.id ?? groupOf(scope)?.id ?? scope;
}

function distinct$1(scopes                   )                    {
  return [...new Map(scopes.map((scope) => [scope.toLowerCase(), scope])).values()];
}

/**
 * Reads what the preflight of a plan needs, side by side, and nothing that the cluster at hand does not make necessary; without steps nothing at all.
 * What may not be read is unseen, with Azure's reason. Throws `AzureError` when Azure fails, `CancelledError` when the run is cancelled.
 * @param cluster the document that the plan was made from; undefined: it is to be created
 */
async function readPreflight(specification                      , cluster                        , steps                 , { arm }                )                                {
  const questions = questionsFor(specification, cluster, steps);
  if (questions === undefined) return { cluster };
  const [ofCluster, ofRegistry, network, usages, locks, permissions, providers, assigned, objections] = await Promise.all([
    readCluster(questions, arm),
    readRegistry(questions, arm),
    readNetwork(questions, arm),
    readUsages(questions, arm),
    readLocks(questions, steps, cluster, arm),
    readPermissions(questions.needs, arm),
    readProviders(questions, arm),
    readAssigned([clusterIdOf(specification), ...(questions.registry === undefined ? [] : [questions.registry])], distinct([questions.assignments, groupIdOf(questions.registry)]), arm),
    readObjections(questions.judged, questions.assignments, arm),
  ]);
  return { cluster, ...ofCluster, ...ofRegistry, ...network, ...usages, locks, permissions, providers, ...assigned, ...objections };
}

async function readNetwork({ network }           , arm           )                                                 {
  return network === undefined ? {} : { network: await seenFrom                        (arm.find(network, apiVersions.network), undefined) };
}

async function readUsages({ usages, locks: subscription }           , arm           )                                                {
  return usages === undefined ? {} : { usages: await seenFrom(arm.list(`${subscription}/providers/Microsoft.Compute/locations/${usages}/usages`, apiVersions.compute), []) };
}

async function readCluster({ migrating }           , arm           )                                                                             {
  if (migrating === undefined) return {};
  const [extensions, outboundDependencies] = await Promise.all([
    seenFrom(arm.list(`${migrating}/providers/Microsoft.KubernetesConfiguration/extensions`, apiVersions.kubernetesConfiguration), []),
    seenFrom(arm.list(`${migrating}/outboundNetworkDependenciesEndpoints`, apiVersions.managedClusters), []),
  ]);
  return { extensions, outboundDependencies };
}

async function readRegistry({ registry: id }           , arm           )                                                                 {
  if (id === undefined) return {};
  const [registry, cacheRules] = await Promise.all([
    seenFrom                        (arm.find(id, apiVersions.containerRegistry), undefined),
    seenFrom(arm.list(`${id}/cacheRules`, apiVersions.containerRegistry), []),
  ]);
  return { registry, cacheRules };
}

/** The subscription answers for everything in it; who may not read there is asked about the groups that the plan touches. */
async function readLocks({ locks: subscription }           , steps                 , cluster                        , arm           )                              {
  const at = async (scope        )                   => ({ scope, locks: await seenFrom(arm.list(`${scope}/providers/Microsoft.Authorization/locks`, apiVersions.locks), []) });
  const whole = await at(subscription);
  const nodeGroup = textAt(cluster, 'properties', 'nodeResourceGroup');
  const groups = distinct([...steps.map(({ id }) => groupIdOf(id)), nodeGroup === undefined ? undefined : `${subscription}/resourceGroups/${nodeGroup}`]);
  const isElsewhere = (group        )          => !group.toLowerCase().startsWith(`${subscription.toLowerCase()}/`);
  return [whole, ...await Promise.all(groups.filter((group) => 'unseen' in whole.locks || isElsewhere(group)).map(at))];
}

async function readProviders({ providers, locks: subscription }           , arm           )                                                          {
  return await Promise.all(providers.map(async (namespace) => ({ namespace, document: await seenFrom            (arm.find(`${subscription}/providers/${namespace}`, apiVersions.providers).then((document) => document ?? {}), {}) })));
}

function groupIdOf(id                    )                     {
  return id === undefined ? undefined : (parseScope(id) ?? groupOf(id))?.id;
}

function distinct(ids                                 )                    {
  return [...new Map(ids.flatMap((id) => (id === undefined ? [] : [[id.toLowerCase(), id]         ]))).values()];
}

/** What the outbound types that AKS does not set up itself need to be there already. */
                                                   

                         
                                                                                                                      
                                      
                                           
                                     
 

const nothing         = { missing: [], unseen: [] };

/**
 * AKS makes load balancers and its own NAT gateway, but neither a NAT gateway of the user's nor routes (AKS documentation, "Customize cluster egress with
 * outbound types"; `RouteTableMissingDefaultRouteError`).
 * @param seen virtual networks and route tables, in whole
 */
function wayOutOf(cluster            , seen                     , to                  )         {
  if (to !== 'userAssignedNATGateway' && to !== 'userDefinedRouting') return nothing;
  return subnetsOf(cluster).reduce        ((sum, id) => {
    const { missing, unseen } = ofSubnet(id, seen, to);
    return { missing: [...sum.missing, ...missing], unseen: [...sum.unseen, ...unseen] };
  }, nothing);
}

function ofSubnet(id        , seen                     , to                                                 )         {
  const subnet = subnetIn(seen, id);
  const name = id.split('/').at(-1) ?? id;
  if (subnet === undefined) return { missing: [], unseen: [`Subnet ${id} could not be read: whether it has a way out for ${to} is not known.`] };
  if (to === 'userAssignedNATGateway') {
    const hasGateway = textAt(subnet, 'properties', 'natGateway', 'id') !== undefined;
    return hasGateway ? nothing : { missing: [`Subnet ${name} has no NAT gateway, which ${to} needs there: put one on it first (az network vnet subnet update --ids ${id} --nat-gateway <id>).`], unseen: [] };
  }
  const tableId = textAt(subnet, 'properties', 'routeTable', 'id');
  if (tableId === undefined) return { missing: [`Subnet ${name} has no route table, which ${to} needs there with a route for 0.0.0.0/0: put one on it first (az network vnet subnet update --ids ${id} --route-table <id>).`], unseen: [] };
  const table = seen.find((resource) => resource.id !== undefined && sameId(resource.id, tableId))?.body;
  if (table === undefined) return { missing: [], unseen: [`Route table ${tableId} could not be read: whether it has a route for 0.0.0.0/0 is not known.`] };
  const leads = arrayAt(table, 'properties', 'routes').filter(isJsonObject).some((route) => textAt(route, 'properties', 'addressPrefix') === '0.0.0.0/0' && !equalsIgnoringCase(textAt(route, 'properties', 'nextHopType') ?? '', 'None'));
  if (leads) return nothing;
  return { missing: [`Route table ${tableId.split('/').at(-1) ?? ''} of subnet ${name} has no route for 0.0.0.0/0 that leads anywhere, which ${to} needs: add one first (${routeCommand(tableId)}).`], unseen: [] };
}

function routeCommand(tableId        )         {
  const { resourceGroup = '', name = '', subscriptionId = '' } = parseResourceId(tableId) ?? {};
  return `az network route-table route create --resource-group ${quote(resourceGroup)} --route-table-name ${quote(name)} --subscription ${subscriptionId} --name default --address-prefix 0.0.0.0/0 --next-hop-type VirtualAppliance --next-hop-ip-address <address of your firewall>`;
}

/** What stands in the way of a deployment, found before its first write. */

/**
 * - `refusal`: a step would fail, or leave the cluster half-way: nothing is written
 * - `unverified`: nobody has seen it work: nothing is written unless `allow-unverified` says so
 * - `undetermined`: could not be read. It does not stop: should the step fail, a later run goes on where it ended
 * - `warning`: the deployment works, and something else may not
 * - `notice`: good to know
 */
                                                                                            

                           
                                                                                                                                          
                      
                              
                                                                               
                         
                   
                       
                                   
                          
                                                         
                            
                          
 

/** True when nothing may be written because of it. */
function stops({ kind }                        , { allowUnverified }                                       )          {
  return kind === 'refusal' || (kind === 'unverified' && !allowUnverified);
}

/** "Pool win runs Windows. Windows nodes … Delete the pool. (az aks nodepool delete …)" */
function formatObstacle({ title, why, remedy, command }          )         {
  return `${title}. ${why} ${remedy}${command === undefined ? '' : ` (${command})`}`;
}

/** One thing that is looked at before the first write. */
                        
                                
                      
                             
                                                              
                         
                                                                  
                                                             
                                      
                       
                                
                          
                          
                                                             
 

/** Where a check does not hold. What is left out is as the check says. */
                         
                               
                                                                      
                           
                         
                        
                           
                            
 

/** One remark where something is so. */
function remarkIf(isSo         , remark              )                    {
  return isSo ? [remark()] : [];
}

/** What a check looks at: what was read, what is wanted, and what is about to be written. */
                                                    

                                   
                                                                                       
                                  
                                    
                                                                               
                                      
 

                            
                                               
                            
                                          
                                
                                     
                                  
                                       
                                          
                                                              
                                
                                                         
                                        
                                                                                                 
                                
                                            
                                
                                                       
                                
                                
 

function situationOf(observed                      , specification                      , options                  , questions           )            {
  const { cluster: living } = observed;
  const { steps } = options;
  const variant = variantOf(specification);
  const document = living ?? creationBody(specification);
  const id = clusterIdOf(specification);
  const added = steps.flatMap(({ id: written, work })                        => {
    const [, name] = /\/agentPools\/([^/]+)$/i.exec(written) ?? [];
    const properties = work.kind === 'put' && typeof work.body !== 'function' ? at(work.body, 'properties') : undefined;
    const isOwn = written.toLowerCase().startsWith(`${id.toLowerCase()}/`);
    return name !== undefined && isOwn && isJsonObject(properties) ? [{ ...properties, name }] : [];
  });
  const present = poolsOf(document).filter(isJsonObject);
  const isMigrating = living !== undefined && !isDeparture(steps, id) && isMigration(specification, living);
  return {
    specification, variant, observed, questions, options, steps, living, document, isMigrating,
    pools: [...present, ...added.filter((pool) => !present.some((one) => poolNameOf(one) === poolNameOf(pool)))].toSorted((a, b) => (poolNameOf(a) < poolNameOf(b) ? -1 : 1)),
    isIsolating: living === undefined || isMigrating,
    outboundType: wantedOutboundType(specification, living, plannedValue(steps, id, 'properties', 'networkProfile', 'outboundType')),
    network: variant.network !== undefined || present.some((pool) => (textAt(pool, 'vnetSubnetID') ?? '') !== '') ? 'own' : 'managed',
  };
}

/** What the plan says counts; unless the user names one, an isolated cluster keeps what it has. */
function wantedOutboundType(specification                      , living                        , inPlan         )         {
  if (typeof inPlan === 'string') return inPlan;
  const named                     = specification.variant?.outboundType;
  if (named !== undefined) return named;
  const has = living === undefined ? 'none' : outboundTypeOf(living);
  return isolatedOutboundTypes.some((type) => equalsIgnoringCase(type, has)) ? has : 'none';
}

/** What the plan sets a property of the cluster to; undefined: it leaves the property as it is. */
function planned({ steps, specification }           , ...path                   )          {
  return plannedValue(steps, clusterIdOf(specification), ...path);
}

/** True where the cluster stands still and the plan starts it before it does anything else with it: a run was cut off between stopping and starting. */
function startsFirst({ living, steps }           )          {
  const power = steps.find(({ work }) => work.kind === 'power')?.work;
  return living !== undefined && isStopped(living) && power?.kind === 'power' && power.action === 'start';
}

/** The steps that write or delete a resource. */
function stepsOn(steps                 , id        )                  {
  return steps.filter((step) => sameId(step.id, id));
}

/** Options of `az aks` that name the cluster. */
function clusterOptions({ specification: { resourceGroup, name, subscriptionId } }           )         {
  return `--resource-group ${quote(resourceGroup)} --name ${quote(name)} --subscription ${subscriptionId}`;
}

/** Options of `az aks nodepool` that name a pool. */
function poolOptions({ specification: { resourceGroup, name, subscriptionId } }           , pool        )         {
  return `--resource-group ${quote(resourceGroup)} --cluster-name ${quote(name)} --name ${quote(pool)} --subscription ${subscriptionId}`;
}

const limitations$1 = 'AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": limitations';

const profile = ({ document }           , ...path                   )          => at(document, 'properties', ...path);
const is$2 = (value         , wanted        )          => typeof value === 'string' && equalsIgnoringCase(value, wanted);

/** Kinds of clusters that cannot be isolated. They concern clusters that the plan isolates. */
const clusterChecks                   = [
  {
    id: 'service-principal', group: 'cluster', title: 'The cluster acts with a managed identity', kinds: ['refusal'],
    why: 'Azure refuses the artifact source Cache for a cluster with a service principal.',
    remedy: 'Give it a managed identity, upgrade the node image of every pool, and run again.',
    source: 'Azure/AKS issue 5821 (`BootstrapArtifactSourceNotAllowed`)',
    look: (situation) => {
      const clientId = profile(situation, 'servicePrincipalProfile', 'clientId') ?? 'msi';
      const type = planned(situation, 'identity', 'type') ?? at(situation.document, 'identity', 'type') ?? 'None';
      return remarkIf(situation.isIsolating && is$2(type, 'None') && !is$2(clientId, 'msi'), () => ({ title: 'The cluster acts with a service principal', command: `az aks update ${clusterOptions(situation)} --enable-managed-identity` }));
    },
  },
  {
    id: 'kubenet', group: 'cluster', title: 'The network plug-in is not kubenet', kinds: ['refusal'],
    why: 'AKS does not support kubenet on network isolated clusters.',
    remedy: 'Move the cluster to Azure CNI overlay, which reimages every pool at once and cannot be undone, and run again.',
    source: limitations$1,
    look: (situation) => remarkIf(situation.isIsolating && is$2(planned(situation, 'properties', 'networkProfile', 'networkPlugin') ?? profile(situation, 'networkProfile', 'networkPlugin'), 'kubenet'), () => ({
      title: 'The network plug-in is kubenet', command: `az aks update ${clusterOptions(situation)} --network-plugin azure --network-plugin-mode overlay`,
    })),
  },
  {
    id: 'unmanaged-channel', group: 'cluster', title: 'Nodes get updates through AKS', kinds: ['refusal'],
    why: 'With the node OS upgrade channel Unmanaged nodes fetch updates from the Internet; AKS does not support it on network isolated clusters.',
    remedy: 'Set the channel to NodeImage, which reimages the nodes.',
    source: limitations$1,
    look: (situation) => {
      const channel = planned(situation, 'properties', 'autoUpgradeProfile', 'nodeOSUpgradeChannel') ?? nodeOsUpgradeChannelOf(situation.document);
      return remarkIf(situation.isIsolating && is$2(channel, 'Unmanaged'), () => ({ title: 'The node OS upgrade channel is Unmanaged', command: `az aks update ${clusterOptions(situation)} --node-os-upgrade-channel NodeImage` }));
    },
  },
  {
    id: 'security-patch-channel', group: 'cluster', title: 'The node OS upgrade channel is one that all sources support', kinds: ['notice'],
    why: 'The release notes of AKS say that SecurityPatch works on isolated clusters; its questions and answers name NodeImage and None alone.',
    remedy: 'Should nodes stay without updates, take the channel NodeImage.',
    source: 'AKS release notes of 2025-07-20; Azure/AKS issue 4962; AKS documentation, network isolated clusters: frequently asked questions',
    look: (situation) => remarkIf(situation.isIsolating && is$2(planned(situation, 'properties', 'autoUpgradeProfile', 'nodeOSUpgradeChannel') ?? nodeOsUpgradeChannelOf(situation.document), 'SecurityPatch'), () => ({ title: 'The node OS upgrade channel is SecurityPatch' })),
  },
  {
    id: 'kubernetes-version', group: 'cluster', title: 'The cluster and its pools run Kubernetes 1.30 or later', kinds: ['refusal'],
    why: 'AKS supports network isolated clusters from Kubernetes 1.30 on.',
    remedy: 'Upgrade to a version that the region offers, and run again.',
    source: 'AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": prerequisites',
    look: (situation) => {
      const { document, pools, isIsolating } = situation;
      if (!isIsolating) return [];
      const wanted = planned(situation, 'properties', 'kubernetesVersion');
      const versions = [
        { target: 'cluster', whose: 'The cluster', version: wanted ?? textAt(document, 'properties', 'currentKubernetesVersion') ?? textAt(document, 'properties', 'kubernetesVersion') },
        // An upgrade of the cluster takes its pools along.
        ...(wanted === undefined ? pools : []).map((pool) => ({ target: poolNameOf(pool), whose: `Pool ${poolNameOf(pool)}`, version: textAt(pool, 'currentOrchestratorVersion') ?? textAt(pool, 'orchestratorVersion') })),
      ];
      return versions.flatMap(({ target, whose, version }) => (typeof version !== 'string' || isBeforeIsolation(version) !== true ? [] : [{
        target, title: `${whose} runs Kubernetes ${version}`, command: `az aks get-upgrades ${clusterOptions(situation)}`,
      }]));
    },
  },
  {
    id: 'public-api-server', group: 'cluster', title: 'The API server is private, or may become so', kinds: ['refusal', 'warning'],
    why: 'A cluster that was built with a public API server turns private by API server VNet integration alone; a private link is chosen at creation.',
    remedy: 'Ask for API server VNet integration, or build a new cluster.',
    source: 'AKS documentation, "Create a private AKS cluster": limitations; "API server VNet integration": enable on an existing cluster',
    look: ({ living, variant, isMigrating }) => {
      if (!isMigrating || isPrivateCluster(living)) return [];
      const isIntegrated = at(living, 'properties', 'apiServerAccessProfile', 'enableVnetIntegration') === true;
      if (isIntegrated) return [];
      if (variant.apiServer !== 'vnet-integration') return [{ title: 'The API server is public' }];
      return [{
        kind: 'warning', title: 'The API server moves into the network of the cluster',
        why: 'That cannot be undone, gives the API server another address, reimages every pool, and the cluster is stopped and started.', remedy: 'Run it at a time when the cluster may stand still.',
      }];
    },
  },
  {
    id: 'vnet-integration-region', group: 'cluster', title: 'The region offers API server VNet integration where it is asked for', kinds: ['refusal'],
    why: 'API server VNet integration is not offered in qatarcentral.',
    remedy: 'Take a private link, or another region.',
    source: 'AKS documentation, "API server VNet integration": limited availability',
    look: ({ isIsolating, variant, document, questions }) => remarkIf(isIsolating && variant.apiServer === 'vnet-integration' && (is$2(textAt(document, 'location')?.replaceAll(' ', ''), 'qatarcentral') || questions.usages === 'qatarcentral'), () => ({ title: 'API server VNet integration is asked for in qatarcentral' })),
  },
  {
    id: 'basic-load-balancer', group: 'cluster', title: 'The load balancer is a standard one', kinds: ['refusal'],
    why: 'The outbound type changes only with a standard load balancer, and basic ones were retired in September 2025.',
    remedy: 'Move the cluster to a standard load balancer first.',
    source: 'AKS documentation, "Customize cluster egress with outbound types": requirements',
    look: (situation) => remarkIf(situation.isIsolating && is$2(profile(situation, 'networkProfile', 'loadBalancerSku'), 'basic'), () => ({ title: 'The load balancer is a basic one', command: `az aks update ${clusterOptions(situation)} --load-balancer-sku standard` })),
  },
  {
    id: 'static-egress-gateway', group: 'cluster', title: 'There is no static egress gateway', kinds: ['refusal'],
    why: 'It gives chosen pods public addresses to leave by, whatever the outbound type is.',
    remedy: 'Delete its pools, disable it, and run again.',
    source: 'AKS documentation, "Configure Static Egress Gateway in AKS"',
    look: (situation) => remarkIf(situation.isIsolating && (planned(situation, 'properties', 'networkProfile', 'staticEgressGatewayProfile', 'enabled') ?? profile(situation, 'networkProfile', 'staticEgressGatewayProfile', 'enabled')) === true, () => ({
      title: 'The static egress gateway is on', command: `az aks update ${clusterOptions(situation)} --disable-static-egress-gateway`,
    })),
  },
];

/** What the preflight is told of Azure. */
                                                       
                                                              

/** What was read, or why it could not be: a sentence. */
                                                                                  

/** What a principal may do at a scope: one entry for each role, as `Microsoft.Authorization/permissions` lists them. */
                                
                                                          
                         
                                                
 

/** Locks of a scope and of everything below it. */
                          
                         
                                              
 

/** A policy that stands against a write. */
                            
                                
                                
                                     
                                
                                    
                           
 

                               
                                     
                        
                                            
 

/**
 * Everything that was read, as Azure answered it, in any order. A member that is left out was not read: the checks that need it say so, those
 * that do not are silent. What is needed is said by `questionsFor`.
 */
                                       
                                                                
                                           
                                                                       
                                                    
                                                              
                                                              
                                                                                              
                                                   
                                                                                                   
                                                  
                                                    
                                                                                                                      
                                      
                                                  
                                         
                                                                                                      
                                                               
                                                
                                                                                                              
                                                       
                                                                       
                                                     
                                                        
                                                
                                                                            
                                                    
                                                                             
                                                                                        
 

const notRead = { unseen: 'It was not read.' }         ;

/** What was read, or that it was not. */
function seen       (read                         )              {
  return read ?? notRead;
}

/** So many names are told in one sentence. */
const mostTold = 20;

/** Pulls from elsewhere end with isolation. */
const imageChecks                   = [
  {
    id: 'images', group: 'images', title: 'The user knows which pulls end', kinds: ['refusal', 'notice'],
    why: 'Nodes of an isolated cluster mirror mcr.microsoft.com alone.',
    remedy: 'See that every workload pulls from the registry of the cluster, by its name, and set `acknowledge-images: true`.',
    source: 'Azure/AgentBaker: nodes mirror mcr.microsoft.com; AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters"',
    look: (situation) => {
      if (!situation.isMigrating || (situation.living !== undefined && isIsolated(situation.living))) return [];
      const { acknowledgeImages } = situation.options;
      return [{
        kind: acknowledgeImages ? 'notice' : 'refusal',
        title: acknowledgeImages ? 'Every pull from another registry ends, as was acknowledged' : 'Every pull from another registry ends, and that was not acknowledged',
        why: `Nodes of an isolated cluster mirror mcr.microsoft.com alone: an image of any other registry is not found any more when its pod moves. ${cachedSentence(situation)} ${endingSentence(situation)}`,
        ...(acknowledgeImages ? { remedy: 'See after the deployment that no pod waits for its image.' } : {}),
      }];
    },
  },
];

/** What the registry has for workloads. */
function cachedSentence({ questions, observed }           )         {
  if (questions.registry === undefined) return 'There is no registry of the cluster yet: AKS makes one that caches what AKS needs.';
  const rules = seen(observed.cacheRules);
  if ('unseen' in rules) return `What the registry of the cluster caches could not be read: ${rules.unseen}`;
  const cached = rules.known.map((rule) => `${textAt(rule, 'properties', 'sourceRepository') ?? ''} as ${textAt(rule, 'properties', 'targetRepository') ?? ''}`).toSorted();
  return cached.length === 0 ? 'The registry of the cluster caches nothing yet.' : `The registry of the cluster caches ${told(cached)}, and has the images that were pushed there.`;
}

function endingSentence({ observed }           )         {
  const categories = seen(observed.outboundDependencies);
  if ('unseen' in categories) return `What the cluster reaches now could not be read: ${categories.unseen}`;
  const names = [...new Set(categories.known.flatMap((category) => arrayAt(category, 'endpoints').flatMap((endpoint) => textAt(endpoint, 'domainName') ?? [])))].toSorted();
  return names.length === 0 ? 'Azure names no outbound dependencies of the cluster.' : `The ways to these endpoints, which Azure says that the cluster needs now, end too: ${told(names)}.`;
}

function told(names                   )         {
  return names.length <= mostTold ? names.join(', ') : `${names.slice(0, mostTold).join(', ')} and ${names.length - mostTold} more`;
}

/** What has to fit together of identities, zone and network. */
const identityChecks                   = [
  {
    id: 'kubelet-identity', group: 'cluster', title: 'An own identity of the nodes comes with an own identity of the control plane', kinds: ['refusal'],
    why: 'Azure takes an identity for nodes only from a control plane with a user-assigned identity.',
    remedy: 'Name an identity for the control plane too.',
    source: 'AKS documentation, "Use a managed identity in AKS"; Azure/azure-cli, `az aks create --assign-kubelet-identity`',
    look: (situation) => {
      const { isIsolating, variant, document } = situation;
      const group = textAt(document, 'properties', 'nodeResourceGroup')?.toLowerCase();
      const named = variant.kubeletIdentityId ?? textAt(document, 'properties', 'identityProfile', 'kubeletidentity', 'resourceId') ?? '';
      const isOwn = named !== '' && (group === undefined || !named.toLowerCase().includes(`/resourcegroups/${group}/`));
      return remarkIf(isIsolating && isOwn && !hasOwnIdentity(situation), () => ({ title: 'The nodes have an identity of yours, and the control plane has not' }));
    },
  },
  {
    id: 'private-dns-zone', group: 'cluster', title: 'The zone of the API server fits its names and the identity of the control plane', kinds: ['refusal'],
    why: 'Without a zone and without a public name nobody finds the API server; into a zone of your own only a user-assigned identity may write.',
    remedy: 'Leave the zone to AKS (`system`), or give the control plane a user-assigned identity.',
    source: 'AKS documentation, "Create a private AKS cluster": private DNS zone',
    look: (situation) => {
      const zone = access(situation, 'privateDNSZone');
      if (!situation.isIsolating || typeof zone !== 'string') return [];
      return [
        ...remarkIf(equalsIgnoringCase(zone, 'none') && access(situation, 'enablePrivateClusterPublicFQDN') === false, () => ({ target: 'none', title: 'The API server has neither a zone nor a public name' })),
        ...remarkIf(zone.startsWith('/') && !hasOwnIdentity(situation), () => ({ target: 'identity', title: 'The API server has a zone of yours, and the control plane no identity of yours' })),
      ];
    },
  },
  {
    id: 'network-fixed', group: 'cluster', title: 'A living cluster stays in its network', kinds: ['refusal'],
    why: 'No update moves the nodes of a pool to another network, and all pools of a cluster stand in one.',
    remedy: 'Leave the network out, name the one that the cluster stands in, or build a new cluster.',
    source: 'REST reference of managed clusters: `vnetSubnetID` is fixed at creation; AKS documentation, "Use a unique subnet for each node pool"',
    look: ({ living, pools, variant: { network } }) => {
      if (living === undefined || network === undefined) return [];
      const elsewhere = pools.filter((pool) => !sameId((textAt(pool, 'vnetSubnetID') ?? '').replace(/\/subnets\/[^/]*$/i, ''), network.id));
      return elsewhere.map((pool) => ({ target: poolNameOf(pool), title: `Pool ${poolNameOf(pool)} stands in ${(textAt(pool, 'vnetSubnetID') ?? '') === '' ? 'the network of AKS' : 'another network'}, and not in ${network.id}` }));
    },
  },
];

function access(situation           , member        )          {
  const path = ['properties', 'apiServerAccessProfile', member]         ;
  return planned(situation, ...path) ?? at(situation.document, ...path);
}

function hasOwnIdentity(situation           )          {
  const type = planned(situation, 'identity', 'type') ?? at(situation.document, 'identity', 'type');
  return situation.variant.controlPlaneIdentityId !== undefined || (typeof type === 'string' && type.toLowerCase().includes('userassigned'));
}

/** From which outbound type a living cluster comes to which. */

/** Whose virtual network the nodes stand in. */
                                            

/**
 * - `yes`, `no`: documented so
 * - `disputed`: the documentation says no, the release notes say yes
 * - `unknown`: the documentation has no such row or column
 */
                                                               

const transitionSources = {
  documentation: 'AKS documentation, "Customize cluster egress with outbound types": supported migration paths (2026-08-05)',
  releaseNotes: 'AKS release notes of 2026-05-29: from managedNATGatewayV2 to none and block',
}         ;

                                                                    

/** Rows: from; columns: to. As documented; what the release notes say otherwise is `disputed`. */
const transitionMatrix                                                               = {
  managed: {
    loadBalancer: { managedNATGatewayV2: 'yes', managedNATGateway: 'yes', none: 'yes', block: 'yes' },
    managedNATGatewayV2: { loadBalancer: 'no', managedNATGateway: 'no', none: 'disputed', block: 'disputed' },
    managedNATGateway: { loadBalancer: 'no', managedNATGatewayV2: 'yes', none: 'yes', block: 'yes' },
    none: { loadBalancer: 'yes', managedNATGatewayV2: 'yes', managedNATGateway: 'yes', block: 'yes' },
    block: { loadBalancer: 'yes', managedNATGatewayV2: 'yes', managedNATGateway: 'yes', none: 'yes' },
  },
  own: {
    loadBalancer: { userAssignedNATGateway: 'yes', userDefinedRouting: 'yes', none: 'yes', block: 'no' },
    userAssignedNATGateway: { loadBalancer: 'yes', userDefinedRouting: 'yes', none: 'yes', block: 'no' },
    userDefinedRouting: { loadBalancer: 'yes', userAssignedNATGateway: 'yes', none: 'yes', block: 'no' },
    none: { loadBalancer: 'yes', userAssignedNATGateway: 'yes', userDefinedRouting: 'yes', block: 'no' },
  },
};

/** Whether a living cluster may change its outbound type so. Names compare without case; the same type is no change. */
function mayChange(from        , to        , network             )             {
  if (from.toLowerCase() === to.toLowerCase()) return 'yes';
  return memberOf(memberOf(transitionMatrix[network], from) ?? {}, to) ?? 'unknown';
}

/**
 * The outbound type to go by where the direct way is refused: the first of the matrix that may be reached, and from which the wanted one may.
 * Undefined where the direct way is open, or where there is none of two hops. Disputed hops count only with `disputed`.
 */
function stopover(from        , to        , network             , { disputed = false }                                  = {})                     {
  const isOpen = (one            )          => one === 'yes' || (disputed && one === 'disputed');
  if (isOpen(mayChange(from, to, network))) return undefined;
  return Object.keys(transitionMatrix[network]).find((by) => by.toLowerCase() !== from.toLowerCase() && isOpen(mayChange(from, by, network)) && isOpen(mayChange(by, to, network)));
}

function memberOf       (record                                 , name        )                    {
  const key = Object.keys(record).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : record[key];
}

/** Whether the outbound type may become what is wanted. */
const outboundChecks                   = [
  {
    id: 'block-own-network', group: 'outbound type', title: 'The outbound type block stays in networks of AKS', kinds: ['refusal'],
    why: 'AKS writes the rule of block only in networks that it makes itself.',
    remedy: 'Take outbound type none, and deny the Internet in the security group of the subnet.',
    source: 'AKS documentation, "Customize cluster egress with outbound types": block; Azure/AKS issue 4351',
    look: ({ isIsolating, network, outboundType }) => (isIsolating && network === 'own' && outboundType.toLowerCase() === 'block' ? [{ title: "The outbound type is to be block, in a network of the owner's" }] : []),
  },
  {
    id: 'outbound-transition', group: 'outbound type', title: 'The outbound type may change so', kinds: ['refusal', 'unverified'],
    why: 'Azure does not take this change of the outbound type.',
    remedy: 'Build a new cluster with the wanted outbound type.',
    source: `${transitionSources.documentation}; ${transitionSources.releaseNotes}`,
    look: (situation) => {
      const { living, isMigrating, outboundType: to, network } = situation;
      const isPlanned = planned(situation, 'properties', 'networkProfile', 'outboundType') !== undefined;
      if (living === undefined || !(isMigrating || isPlanned) || (network === 'own' && to.toLowerCase() === 'block')) return [];
      return transitionRemarks(outboundTypeOf(living), to, network, clusterOptions(situation));
    },
  },
];

const attempt = 'Try it on a cluster that may break, and set `allow-unverified` when it works there.';

/**
 * What stands against a change of the outbound type; nothing where it is documented. A way of two hops is named.
 * @param options of `az aks update`, that name the cluster
 */
function transitionRemarks(from        , to        , network             , options        )                    {
  const answer = mayChange(from, to, network);
  if (answer === 'yes') return [];
  const title = `The outbound type is ${from} and is to be ${to}`;
  const by = stopover(from, to, network);
  if (by !== undefined) return [{ title, remedy: `Change it to ${by} first, and run again: from there ${to} may be had.`, command: `az aks update ${options} --outbound-type ${by}` }];
  if (answer === 'disputed') return [{ kind: 'unverified', title, why: 'The documentation says that Azure does not take this change; the release notes of AKS of 2026-05-29 say that it does.', remedy: attempt }];
  if (answer === 'unknown') return [{ kind: 'unverified', title, why: `The documentation of changes does not have ${from} in a network ${network === 'own' ? 'of the owner' : 'of AKS'}.`, remedy: attempt }];
  return [{ title }];
}

/** The virtual network, where it is the user's own. */
                                                   

const group             = 'surroundings';
const integration = 'AKS documentation, "API server VNet integration": bring your own network';
/** What API server VNet integration needs a subnet to be delegated to. */
const delegation = 'Microsoft.ContainerService/managedClusters';
/** 16 addresses, of which AKS uses nine. Of IPv6 a subnet is always a /64. */
const longestPrefix = 28;

const networkChecks                   = [
  {
    id: 'network-unseen', group, title: 'The virtual network can be read', kinds: ['undetermined'],
    why: 'Whether its subnets are as the cluster needs them was not looked at.',
    remedy: 'Grant Reader on the virtual network to be told before.',
    source: integration,
    look: ({ observed, variant: { network }, isIsolating }) => {
      const read = seen(observed.network);
      return network !== undefined && isIsolating && 'unseen' in read ? [{ title: `Virtual network ${nameOf(network)} could not be read`, why: read.unseen }] : [];
    },
  },
  {
    id: 'subnet', group, title: 'The subnets are there, or are made', kinds: ['refusal'],
    why: 'The cluster, or the private endpoint of its registry, is to stand in it.',
    remedy: 'Name a subnet of the network, or make it.',
    source: 'AKS documentation, "Create a network isolated AKS cluster"',
    look: (situation) => ofNetwork(situation, (document, network) => wantedSubnets(situation, network)
      .filter((name) => subnetCalled(document, name) === undefined && !isMade(name, network, situation))
      .map((name)         => ({ target: name, title: `Virtual network ${nameOf(network)} has no subnet ${name}` }))),
  },
  {
    id: 'api-server-subnet', group, title: 'The subnet of the API server is delegated to AKS and large enough', kinds: ['refusal'],
    why: `API server VNet integration needs a subnet of its own, /${longestPrefix} or larger and delegated to ${delegation}.`,
    remedy: 'Delegate the subnet, or name another one.',
    source: integration,
    look: (situation) => ofNetwork(situation, (document, network) => {
      const subnet = subnetCalled(document, network.apiServerSubnet);
      if (situation.variant.apiServer !== 'vnet-integration' || subnet === undefined || isMade(network.apiServerSubnet, network, situation)) return [];
      const isDelegated = arrayAt(subnet, 'properties', 'delegations').some((one) => equalsIgnoringCase(textAt(one, 'properties', 'serviceName') ?? '', delegation));
      const small = [textAt(subnet, 'properties', 'addressPrefix'), ...arrayAt(subnet, 'properties', 'addressPrefixes')].find((prefix) => typeof prefix === 'string' && isSmall(prefix));
      return [
        ...(isDelegated ? [] : [{ target: 'delegation', title: `Subnet ${network.apiServerSubnet} is not delegated to AKS` }]),
        ...(typeof small === 'string' ? [{ target: 'size', title: `Subnet ${network.apiServerSubnet} has the prefix ${small}`, remedy: 'Name a larger subnet.' }] : []),
      ];
    }),
  },
];

function wantedSubnets({ variant }           , network            )                    {
  return [network.nodeSubnet, ...(variant.registry === undefined ? [] : [network.endpointSubnet]), ...(variant.apiServer === 'vnet-integration' ? [network.apiServerSubnet] : [])];
}

/** A network that is not there yet is made by the plan, with its subnets. */
function ofNetwork({ observed, variant: { network }, isIsolating }           , look                                                                  )                    {
  const read = seen(observed.network);
  return network === undefined || !isIsolating || !('known' in read) || read.known === undefined ? [] : look(read.known, network);
}

function isMade(subnet        , { id }            , { steps }           )          {
  return stepsOn(steps, id).length > 0 || stepsOn(steps, `${id}/subnets/${subnet}`).length > 0;
}

function subnetCalled(network            , name        )                         {
  return arrayAt(network, 'properties', 'subnets').filter(isJsonObject).find((subnet) => equalsIgnoringCase(textAt(subnet, 'name') ?? '', name));
}

function isSmall(prefix        )          {
  return Number(/^[\d.]+\/(\d{1,2})$/.exec(prefix)?.[1] ?? 0) > longestPrefix;
}

function nameOf({ id }            )         {
  return parseResourceId(id)?.name ?? id;
}

const permissionChecks                   = [
  {
    id: 'permission', group: 'permissions', title: 'The identity may do what the plan does', kinds: ['refusal', 'warning', 'undetermined'],
    why: 'A step of the plan needs it (`AuthorizationFailed`, `LinkedAuthorizationFailed`).',
    remedy: 'Grant the role.',
    source: 'Azure documentation, "Azure permissions" and "Azure built-in roles"',
    look: (situation) => {
      const answers = situation.questions.needs.map((need) => ({ need, answer: answerFor(need, situation) }));
      const lacking = answers.filter(({ answer }) => answer === 'no').map(({ need }) => need);
      const [certain, maybe] = [lacking.filter(({ isMaybe }) => isMaybe !== true), lacking.filter(({ isMaybe }) => isMaybe === true)];
      return [
        ...missing(certain, situation),
        ...missing(maybe, situation).map((remark)         => ({ ...remark, kind: 'warning', target: `linked ${remark.target ?? ''}`, why: 'The cluster refers to it, and is written in whole when it is changed: Azure may ask for this right (`LinkedAuthorizationFailed`).' })),
        ...unsure(answers),
      ];
    },
  },
];

                                                      

/** Rights at a scope hold for all below: one place that allows is enough, and only where all that bear on it were read it is known that none does. */
function answerFor({ scope, action }      , { observed }           )         {
  const around = (observed.permissions ?? []).filter((one) => isWithin(scope, one.scope));
  const allowances = around.flatMap(({ entries }) => ('known' in entries ? [allowanceOf(action, entries.known)] : []));
  if (allowances.includes('yes')) return 'yes';
  const [unseen] = around.flatMap(({ entries }) => ('unseen' in entries ? [entries.unseen] : [])).toSorted();
  if (unseen !== undefined) return { unseen };
  if (allowances.length === 0) return { unseen: 'It was not read.' };
  return allowances.includes('conditional') ? 'conditional' : 'no';
}

                 
                        
                         
                                        
 

/** Where Contributor has to be granted, narrower roles for what it allows too would be in vain; it allows nothing of Microsoft.Authorization. */
function foldIntoContributor(grants                  )                   {
  const isFolded = ({ actions }       )          => [...actions].every((action) => !/^Microsoft\.Authorization\//i.test(action));
  return grants.flatMap((grant)                   => {
    const beside = grants.filter(({ scope }) => sameId(scope, grant.scope));
    const isNeeded = beside.some(({ role }) => role === 'Contributor');
    if (!isNeeded || !isFolded(grant)) return [grant];
    return grant.role === 'Contributor' ? [{ ...grant, actions: new Set(beside.filter(isFolded).flatMap(({ actions }) => [...actions])) }] : [];
  });
}

/** One remark for each role and scope to grant it at. */
function missing(needs                 , { steps }           )                    {
  const made = new Set(steps.filter(({ id, work }) => work.kind === 'put' && parseScope(id)?.kind === 'resourceGroup').map(({ id }) => id.toLowerCase()));
  const grants = new Map                                                                                          ();
  for (const need of needs) {
    const [role, scope] = [roleFor(need.action), grantScope(need.scope, made)];
    const key = `${role}\n${scope}`.toLowerCase();
    const grant = grants.get(key) ?? { role, scope, actions: new Set        () };
    grant.actions.add(need.action);
    grants.set(key, grant);
  }
  return foldIntoContributor([...grants.values()]).map(({ role, scope, actions })         => ({
    target: `${role} ${scope}`.toLowerCase(),
    title: `The identity lacks ${[...actions].toSorted().join(', ')} at ${scope}`,
    remedy: `Grant it the role ${role} there, or one that allows as much.`,
    command: `az role assignment create --assignee <object id> --role ${quote(role)} --scope ${quote(scope)}`,
  }));
}

/** What is not known of many places is said once. */
function unsure(answers                                                             )                    {
  const remedy = 'A missing right makes a step fail, and a later run goes on there.';
  const conditional = answers.flatMap(({ need: { scope, action }, answer })                    => (answer !== 'conditional' ? [] : [{
    kind: 'undetermined', target: `${scope}/${action}`.toLowerCase(), title: `The identity may ${action} at ${scope} under a condition`, why: 'Whether the condition holds is decided by Azure when it is written.', remedy,
  }]));
  const unseen = answers.flatMap(({ need: { scope }, answer }) => (typeof answer === 'string' ? [] : [{ scope, why: answer.unseen }]));
  const [first] = unseen;
  const places = new Set(unseen.map(({ scope }) => scope.toLowerCase())).size;
  if (first === undefined) return conditional;
  const others = places === 1 ? '' : ` and ${places - 1} more ${places === 2 ? 'place' : 'places'}`;
  return [...conditional, { kind: 'undetermined', target: first.scope.toLowerCase(), title: `Whether the identity has the rights it needs at ${first.scope}${others} is not known`, why: first.why, remedy }];
}

/** Built-ins that refuse or change a registry when it is written, and what write it takes. */
const atWrite                                                                                   = new Map([
  ['42781ec6-6127-4c30-bdfa-fb423a0047d3', { type: /\/Microsoft\.ContainerRegistry\/registries\/[^/]+$/i, acts: ['deny'] }],
  ['785596ed-054f-41bc-aaec-7f3d0ba05725', { type: /\/Microsoft\.ContainerRegistry\/registries\/[^/]+$/i, acts: ['modify'] }],
  ['84497762-32b6-4ab3-80b6-732ea48b85a2', { type: /\/Microsoft\.ContainerRegistry\/registries\/[^/]+\/cacheRules\/[^/]+$/i, acts: ['deny'] }],
]);

const policyChecks                   = [
  {
    id: 'conflicting-policy', group: 'policies', title: 'No built-in that works against isolation is assigned', kinds: ['refusal', 'warning', 'undetermined'],
    why: 'It works against isolation.',
    remedy: 'Exclude the cluster and its registry from the assignment.',
    source: 'Azure/azure-policy, built-in definitions',
    look: (situation) => {
      const assigned = seen(situation.observed.assigned);
      if ('unseen' in assigned) return [{ kind: 'undetermined', title: 'Policy assignments could not be read', why: assigned.unseen, remedy: 'Grant Reader on the resource group to be told before; a policy that refuses a write makes a step fail, and a later run goes on there.' }];
      const unread = (situation.observed.unreadInitiatives ?? []).map(({ id, why })         => ({ kind: 'undetermined', target: id.toLowerCase(), title: `The initiative ${id}, which is assigned, could not be read`, why, remedy: 'See that it brings none of the built-ins that work against isolation.' }));
      return [...unread, ...assigned.known.flatMap((one) => ofAssigned(one, situation))];
    },
  },
];

function ofAssigned({ assignmentId, assignment, guid, effect, isEnforced }                 , { steps }           )                    {
  const builtIn = conflictingBuiltIns.find((one) => one.guid === guid);
  const acts = effect?.toLowerCase();
  if (builtIn === undefined || acts === 'disabled' || !isEnforced) return [];
  const rule = atWrite.get(guid);
  const refused = rule === undefined ? undefined : steps.find(({ id, work }) => ['put', 'change'].includes(work.kind) && rule.type.test(id));
  const mayAct = rule !== undefined && (acts === undefined || rule.acts.includes(acts));
  // What only audits does nothing to a registry.
  if (rule !== undefined && !mayAct) return [];
  const unknown = acts === undefined ? ' Which effect it has there could not be read.' : '';
  return [{
    // Without its effect nobody knows that it refuses.
    kind: refused !== undefined && acts !== undefined ? 'refusal' : 'warning',
    target: `${assignmentId}/${guid}`.toLowerCase(),
    title: `The assignment "${assignment}" (${assignmentId}) brings the built-in "${builtIn.displayName}"${refused === undefined ? '' : `, which stands against: ${refused.title}`}`,
    why: `As it is assigned, ${builtIn.why}.${unknown}`,
  }];
}

/** What the user's own policies would refuse, by Azure's word. */
const policyRefusalChecks                   = [
  {
    id: 'policy-refusal', group: 'policies', title: 'No policy that is enforced refuses what the plan writes, on the way to isolation included', kinds: ['refusal', 'warning', 'undetermined'],
    why: 'Azure would refuse the write (`RequestDisallowedByPolicy`). A policy that asks for an isolated outbound type also refuses the update that sets the artifact source, as the cluster is not isolated yet.',
    remedy: 'Let the assignment not enforce until the cluster is isolated, or exempt the cluster for that time, and run again.',
    source: 'Azure/azure-rest-api-specs, checkPolicyRestrictions (2024-10-01); AKS troubleshooting, "RequestDisallowedByPolicy"',
    look: (situation) => {
      const { questions, observed } = situation;
      const answers = questions.judged.map((write)               => observed.objections?.find(({ step }) => step === write.step) ?? { step: write.step, said: { unseen: 'It was not asked.' } });
      const unseen = answers.flatMap(({ said }) => ('unseen' in said ? [said.unseen] : []));
      const remarks = answers.flatMap(({ step, said }) => ('known' in said ? said.known.flatMap((objection) => ofObjection(objection, step, situation)) : []));
      // One policy may stand against several steps: the first tells.
      const first = [...new Map(remarks.toReversed().map((remark) => [remark.target, remark])).values()];
      if (unseen.length === 0) return first;
      return [...first, { kind: 'undetermined', title: 'What the assigned policies say of the plan could not be asked', why: unseen.toSorted()[0] ?? '', remedy: 'Grant Reader on the resource group to be told before; a policy that refuses a write makes a step fail, and a later run goes on there.' }];
    },
  },
];

const onTheWayBack = { why: 'Azure would refuse the write (`RequestDisallowedByPolicy`).', remedy: 'Take the policies away, or exempt the cluster from them for as long as it is open, and run again.' };

function ofObjection({ assignmentId, definitionId, referenceId, effect }           , stepKey        , { observed, questions, steps, specification }           )                    {
  const write = questions.judged.find(({ step }) => step === stepKey);
  if (effect?.toLowerCase() !== 'deny' || write === undefined) return [];
  const assignments = observed.assignments;
  const assignment = assignments !== undefined && 'known' in assignments ? assignments.known.find((one) => sameId(textAt(one, 'id') ?? '', assignmentId)) : undefined;
  if (textAt(assignment, 'properties', 'enforcementMode')?.toLowerCase() === 'donotenforce') return [];
  if (arrayAt(assignment, 'properties', 'notScopes').some((scope) => typeof scope === 'string' && isWithin(write.id, scope))) return [];
  const covers = (exemption                        )          => {
    const references = arrayAt(exemption, 'properties', 'policyDefinitionReferenceIds');
    return sameId(textAt(exemption, 'properties', 'policyAssignmentId') ?? '', assignmentId)
      && (references.length === 0 || (referenceId !== undefined && references.some((one) => typeof one === 'string' && sameId(one, referenceId))));
  };
  if (steps.some((step) => /\/Microsoft\.Authorization\/policyExemptions\/[^/]+$/i.test(step.id) && step.work.kind !== 'delete' && covers(writtenBody(step)))) return [];
  const target = `${assignmentId}/${referenceId ?? ''}/${write.id}`.toLowerCase();
  const policy = `${referenceId ?? definitionId.split('/').at(-1) ?? ''} (assignment ${assignmentId})`;
  const { exemptions } = observed;
  const isExempt = exemptions !== undefined && 'known' in exemptions && exemptions.known.some((exemption) => covers(exemption) && isWithin(write.id, placeOf(exemption)));
  if (isExempt) return [{ kind: 'warning', target, title: `Policy ${policy} stands against: ${write.title}`, why: 'There is an exemption from it.', remedy: 'See that the exemption has not ended.' }];
  return [{
    target, title: `Policy ${policy} refuses: ${write.title}`, ...(isDeparture(steps, clusterIdOf(specification)) ? onTheWayBack : {}),
    command: `az policy exemption create --name isolation --exemption-category Waiver --policy-assignment ${quote(assignmentId)} --scope ${quote(write.id)} --expires-on <date>`,
  }];
}

function placeOf(exemption            )         {
  return (textAt(exemption, 'id') ?? '—').replace(/\/providers\/Microsoft\.Authorization\/policyExemptions\/[^/]+$/i, '');
}

const limitations = 'AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": limitations';
const is$1 = (value         , wanted        )          => typeof value === 'string' && equalsIgnoringCase(value, wanted);

const kinds$1                      = [
  {
    id: 'windows-pool', kind: 'refusal', title: 'No pool runs Windows', found: 'runs Windows', source: limitations, subcommand: 'delete', isSo: (pool) => is$1(member(pool, 'osType'), 'Windows'),
    why: 'Windows nodes fetch what they start with from the Internet; AKS does not support them on network isolated clusters.', remedy: 'Delete the pool, or run it in a cluster of its own that may reach the Internet.',
  },
  {
    id: 'gateway-pool', kind: 'refusal', title: 'No pool is a gateway', found: 'is a gateway', source: 'AKS documentation, "Configure Static Egress Gateway in AKS"', subcommand: 'delete', isSo: (pool) => is$1(member(pool, 'mode'), 'Gateway'),
    why: 'Its nodes carry public addresses for pods to leave by, whatever the outbound type is.', remedy: 'Delete the pool and disable the static egress gateway.',
  },
  {
    id: 'node-public-ip', kind: 'refusal', title: 'No node has a public address', found: 'gives its nodes public addresses', source: 'AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": caution', subcommand: 'delete', isSo: hasNodePublicIp,
    why: 'Nodes leave by them whatever the outbound type is, and no update takes them from a living pool.', remedy: 'Add a pool without public addresses, move the workloads, and delete this one.',
  },
  {
    id: 'availability-set', kind: 'refusal', title: 'Pools are scale sets', found: 'is an availability set', source: 'Azure/azure-cli, `az aks upgrade --node-image-only` refuses such pools', subcommand: 'delete', isSo: (pool) => is$1(member(pool, 'type'), 'AvailabilitySet'),
    why: 'Its nodes cannot be made anew with another image, so they would never learn where to start from.', remedy: 'Add a pool of scale sets, move the workloads, and delete this one.',
  },
  {
    id: 'virtual-machines-pool', kind: 'unverified', title: 'Pools are scale sets, and not single machines', found: 'is of type VirtualMachines', source: 'AKS documentation, "Customize cluster egress with outbound types": requirements', isSo: (pool) => is$1(member(pool, 'type'), 'VirtualMachines'),
    why: 'The documentation of outbound types asks for scale sets, although tools make such pools by default now.', remedy: 'Use a pool of scale sets, or try it on a cluster that may break and set `allow-unverified`.',
  },
  {
    id: 'stopped-pool', kind: 'unverified', title: 'Every pool runs', found: 'is stopped', source: 'AKS documentation, "Start and stop an AKS node pool" (says nothing of node images)', subcommand: 'start', isSo: (pool, situation) => is$1(at(pool, 'powerState', 'code'), 'Stopped') && !startsFirst(situation),
    why: 'Whether its nodes start from the cache when it is started later is not known.', remedy: 'Start or delete the pool, or set `allow-unverified`.',
  },
  {
    id: 'local-dns', kind: 'unverified', title: 'No pool has a DNS of its nodes', found: 'has local DNS', source: 'AKS documentation, "LocalDNS in AKS" (says nothing of isolation)', isSo: (pool) => is$1(at(pool, 'localDNSProfile', 'mode'), 'Required') || is$1(at(pool, 'localDNSProfile', 'state'), 'Enabled'),
    why: 'Whether its nodes find the private endpoint of the registry while they start is not known.', remedy: 'Disable it, or try it on a cluster that may break and set `allow-unverified`.',
  },
  {
    id: 'zero-count', kind: 'notice', title: 'Every pool has nodes', found: 'has no nodes', source: 'REST reference of agent pools, `upgradeNodeImageVersion`', isSo: (pool) => member(pool, 'count') === 0,
    why: 'There is nothing to make anew; whether nodes that come later start from the cache shows when the first one comes.', remedy: 'Scale the pool up once after the deployment and see that a node comes.',
  },
];

const poolChecks                   = kinds$1.map((kind)        => {
  const { id, title, why, remedy, source } = kind;
  return { id, title, why, remedy, source, group: 'pools', kinds: [kind.kind], look: (situation) => (situation.isIsolating ? situation.pools.filter((pool) => kind.isSo(pool, situation)).map((pool) => remarkOn(pool, kind, situation)) : []) };
});

function remarkOn(pool            , { found, subcommand }          , situation           )         {
  const name = poolNameOf(pool);
  // A pool that is not there yet is mended where it is asked for.
  const isLiving = situation.living !== undefined && textAt(pool, 'provisioningState') !== undefined;
  return { target: name, title: `Pool ${name} ${found}`, ...(subcommand === undefined || !isLiving ? {} : { command: `az aks nodepool ${subcommand} ${poolOptions(situation, name)}` }) };
}

/** How many virtual machines a plan needs besides those that run. */

                         
                        
                            
                                                       
                                         
                            
                                                          
                           
 

                          
                                      
                                                                                               
                           
                                                                                       
                                 
 

/** Everything new of a cluster that is created, else the surge of the pools whose nodes are made anew. */
function demandsOf({ living, pools, steps }           )          {
  const wanted = living === undefined ? pools.map((pool) => demandOf(pool, countOf(pool))) : pools.filter((pool) => steps.some((step) => renewedPool(step) === poolNameOf(pool))).map((pool) => demandOf(pool, surgeOf(pool)));
  return { demands: wanted.filter(({ machines }) => machines > 0), atOnce: living === undefined || !isChain(steps.filter((step) => renewedPool(step) !== undefined), steps), of: living === undefined ? 'nodes' : 'surge' };
}

/**
 * Nodes that stand besides during an upgrade: `maxSurge`, a number or a percentage of the pool, rounded up; 10 % unless the pool says otherwise
 * (AKS documentation, "Upgrade an AKS cluster": customize node surge upgrade).
 */
function surgeOf(pool            )         {
  const said = textAt(pool, 'upgradeSettings', 'maxSurge') ?? '10%';
  const [, number = '', percent] = /^(\d{1,6})(%?)$/.exec(said.trim()) ?? [];
  if (number === '') return Math.ceil(countOf(pool) / 10);
  return percent === '%' ? Math.ceil((countOf(pool) * Number(number)) / 100) : Math.min(Number(number), countOf(pool));
}

function demandOf(pool            , machines        )         {
  const sizeName = textAt(pool, 'vmSize') ?? '';
  return { pool: poolNameOf(pool), machines, sizeName, size: machineSize(sizeName), isSpot: equalsIgnoringCase(textAt(pool, 'scaleSetPriority') ?? '', 'Spot') };
}

function countOf(pool            )         {
  const count = member(pool, 'count');
  return typeof count === 'number' && Number.isFinite(count) ? count : 1;
}

/** True when of any two of the steps one waits for the other. */
function isChain(some                 , steps                 )          {
  const byKey = new Map(steps.map((step) => [step.key, step]));
  const before = (step      )                      => {
    const found = new Set        ();
    const open = [...step.after];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (found.has(one)) continue;
      found.add(one);
      open.push(...(byKey.get(one)?.after ?? []));
    }
    return found;
  };
  const waits = new Map(some.map((step) => [step.key, before(step)]));
  return some.every((left) => some.every((right) => left === right || waits.get(left.key)?.has(right.key) === true || waits.get(right.key)?.has(left.key) === true));
}

/** Names of usages that all sizes share. */
const shared = { regular: 'cores', spot: 'lowprioritycores' }         ;

const quotaChecks                   = [
  {
    id: 'quota', group: 'quota and registration', title: 'The region has quota for the nodes, and for those that stand besides while a pool is made anew', kinds: ['refusal', 'warning', 'undetermined'],
    why: 'Azure refuses the machines (`QuotaExceeded`), and a pool would be left half made anew.',
    remedy: 'Ask for quota, or lower `maxSurge` of the pool, the number of nodes or their size.',
    source: 'AKS documentation, "Upgrade an AKS cluster": node surge; Azure documentation, "Quotas of virtual machines"',
    look: (situation) => {
      const { questions, observed } = situation;
      const demands = demandsOf(situation);
      if (questions.usages === undefined || demands.demands.length === 0) return [];
      const usages = seen(observed.usages);
      if ('unseen' in usages) return [{ kind: 'undetermined', target: 'usages', title: `The quota of ${questions.usages} could not be read`, why: usages.unseen, remedy: 'Grant Reader on the subscription to be told before.' }];
      return [...unknownSizes(demands), ...overdrawn(demands, usages.known, situation)];
    },
  },
  {
    id: 'provider', group: 'quota and registration', title: 'The resource providers are registered', kinds: ['refusal', 'warning', 'undetermined'],
    why: 'Azure refuses what belongs to a provider that the subscription is not registered with (`MissingSubscriptionRegistration`).',
    remedy: 'Register the provider once, and run again.',
    source: 'Azure documentation, "Azure resource providers and types"; AKS documentation: register resource providers',
    look: (situation) => {
      const read = situation.questions.providers.map((namespace) => ({ namespace, document: seen(situation.observed.providers?.find((one) => equalsIgnoringCase(one.namespace, namespace))?.document) }));
      const unread = read.flatMap(({ namespace, document }) => ('unseen' in document ? [{ namespace, why: document.unseen }] : []));
      return [
        ...read.flatMap(({ namespace, document }) => ('known' in document ? ofProvider(namespace, textAt(document.known, 'registrationState') ?? 'NotRegistered', situation) : [])),
        ...(unread.length === 0 ? [] : [{ kind: 'undetermined'         , title: `Whether ${unread.map(({ namespace }) => namespace).join(', ')} are registered could not be read`, why: unread[0]?.why ?? '', remedy: 'Grant Reader on the subscription to be told before.' }]),
      ];
    },
  },
];

function ofProvider(namespace        , state        , { steps, specification: { subscriptionId } }           )                    {
  if (equalsIgnoringCase(state, 'Registered')) return [];
  const isComing = equalsIgnoringCase(state, 'Registering');
  const isWritten = steps.some(({ id }) => parseResourceId(id)?.type.toLowerCase().startsWith(`${namespace.toLowerCase()}/`) === true);
  return [{
    // What AKS makes beside the cluster may have Azure register it by itself.
    kind: isWritten && !isComing ? 'refusal' : 'warning', target: namespace, title: `Resource provider ${namespace} is in state ${state}`,
    command: `az provider register --namespace ${namespace} --subscription ${subscriptionId} --wait`,
    ...(isComing ? { why: 'Azure may refuse what belongs to it until the registration has ended.' } : {}),
  }];
}

function unknownSizes({ demands }         )                    {
  return demands.filter(({ size }) => size === undefined).map(({ pool, sizeName }) => ({
    kind: 'undetermined'         , target: `size/${pool}`, title: `How many vCPUs the nodes of pool ${pool} have is not known`, why: `The name of size ${sizeName === '' ? 'that Azure chooses' : sizeName} does not tell.`, remedy: 'See that the quota of the region is enough.',
  }));
}

/** A pool that does not fit alone never does; several that do not fit together come through one after the other, as quota comes free. */
function overdrawn({ demands, atOnce, of }         , usages                       , { questions: { usages: location = '' } }           )                    {
  const wanted = new Map                  ();
  for (const { isSpot, machines, size } of demands) {
    if (size === undefined) continue;
    const names = isSpot ? [shared.spot] : [shared.regular, size.family];
    for (const name of names) wanted.set(name, [...(wanted.get(name) ?? []), machines * size.vCpus]);
  }
  return usages.flatMap((usage)                    => {
    const name = textAt(usage, 'name', 'value') ?? '';
    const [limit, current] = [member(usage, 'limit'), member(usage, 'currentValue')];
    const parts = wanted.get(name.toLowerCase());
    if (parts === undefined || typeof limit !== 'number' || typeof current !== 'number' || limit < 0) return [];
    const free = Math.max(0, limit - current);
    const [largest, sum] = [Math.max(...parts), parts.reduce((total, part) => total + part, 0)];
    const isTogether = atOnce && largest <= free;
    const needed = atOnce ? sum : largest;
    if (needed <= free) return [];
    const called = textAt(usage, 'name', 'localizedValue') ?? name;
    return [{
      kind: isTogether && of === 'surge' ? 'warning' : 'refusal', target: name.toLowerCase(),
      title: `${called} in ${location}: ${needed} vCPUs are needed, and ${free} of ${limit} are free`,
      command: `az vm list-usage --location ${quote(location)} --query "[?name.value=='${name.replaceAll(/[^\w.-]/g, '')}']"`,
    }];
  });
}

/** The registry that nodes start from, where it is the user's own. */

/** The rule that AKS documents, word for word ("Create a network isolated AKS cluster"). */
const documented = { name: 'aks-managed-mcr', source: 'mcr.microsoft.com/*', target: 'aks-managed-repository/*' }         ;

const ownRegistry = 'AKS documentation, "Create a network isolated AKS cluster": bring your own container registry';

const registryChecks                   = [
  {
    id: 'registry-unseen', group: 'registry', title: 'The registry can be read', kinds: ['undetermined'],
    why: 'Whether nodes can start from it was not looked at.',
    remedy: 'Grant Reader on the registry to be told before.',
    source: ownRegistry,
    look: (situation) => withOwn(situation, (name) => {
      const { registry, cacheRules } = situation.observed;
      const [document, rules] = [seen(registry), seen(cacheRules)];
      return [
        ...('unseen' in document ? [{ target: 'registry', title: `Registry ${name} could not be read`, why: document.unseen }] : []),
        ...('unseen' in rules && !('known' in document && document.known === undefined) ? [{ target: 'cache-rules', title: `The cache rules of registry ${name} could not be read`, why: rules.unseen }] : []),
      ];
    }),
  },
  {
    id: 'registry-tier', group: 'registry', title: 'The registry is of tier Premium', kinds: ['refusal'],
    why: 'Private endpoints need tier Premium, and nodes have no other way to the registry.',
    remedy: 'Raise the tier, and run again.',
    source: ownRegistry,
    look: (situation) => ofDocument(situation, (document, name) => remarkIf(!equalsIgnoringCase(textAt(document, 'sku', 'name') ?? '', 'Premium'), () => ({
      title: `Registry ${name} is of tier ${textAt(document, 'sku', 'name') ?? 'unknown'}`, command: `az acr update --name ${quote(name)} --sku Premium`,
    }))),
  },
  {
    id: 'registry-token-audience', group: 'registry', title: 'The registry takes tokens with the audience of Azure Resource Manager', kinds: ['refusal'],
    why: 'Nodes log in to the registry with such tokens; AKS does not support registries that refuse them.',
    remedy: 'Let the registry take them, and run again.',
    source: 'AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": limitations',
    look: (situation) => ofDocument(situation, (document, name) => remarkIf(equalsIgnoringCase(textAt(document, 'properties', 'policies', 'azureADAuthenticationAsArmPolicy', 'status') ?? '', 'disabled'), () => ({
      title: `Registry ${name} refuses tokens with the audience of Azure Resource Manager`, command: `az acr config authentication-as-arm update --registry ${quote(name)} --status enabled`,
    }))),
  },
  {
    id: 'registry-repository-permissions', group: 'registry', title: 'The registry grants by roles for the whole of it', kinds: ['unverified'],
    why: 'With permissions for single repositories AcrPull counts no more; whether nodes start from such a registry is not documented.',
    remedy: 'Use a registry with `roleAssignmentMode: LegacyRegistryPermissions`, or try it on a cluster that may break and set `allow-unverified`.',
    source: 'Azure Container Registry documentation, "Microsoft Entra-based repository permissions"',
    look: (situation) => ofDocument(situation, (document, name) => remarkIf(equalsIgnoringCase(textAt(document, 'properties', 'roleAssignmentMode') ?? '', 'AbacRepositoryPermissions'), () => ({ title: `Registry ${name} grants by single repositories` })), 'always'),
  },
  {
    id: 'registry-elsewhere', group: 'registry', title: 'The registry lives in the subscription and the region of the cluster', kinds: ['unverified'],
    why: 'No documentation says that nodes start from a registry of another subscription or region.',
    remedy: 'Use a registry beside the cluster, or try it on a cluster that may break and set `allow-unverified`.',
    source: ownRegistry,
    look: (situation) => withOwn(situation, (name) => {
      const { variant: { registry }, specification, observed } = situation;
      const subscription = parseResourceId(registry?.id ?? '')?.subscriptionId ?? '';
      const document = seen(observed.registry);
      const location = 'known' in document ? plain(textAt(document.known, 'location')) : '';
      const own = plain(textAt(situation.document, 'location')) || (situation.questions.usages ?? '');
      return [
        ...remarkIf(!equalsIgnoringCase(subscription, specification.subscriptionId), () => ({ target: 'subscription', title: `Registry ${name} lives in subscription ${subscription}` })),
        ...remarkIf(location !== '' && own !== '' && location !== own, () => ({ target: 'region', title: `Registry ${name} lives in ${location}, the cluster in ${own}` })),
      ];
    }),
  },
  {
    id: 'cache-rule', group: 'registry', title: 'The cache rule of AKS fetches and fills what nodes look for', kinds: ['refusal'],
    why: 'Nodes look for what they start with under aks-managed-repository of their registry; a rule can be given neither another source nor another target.',
    remedy: 'Delete the rule, and run again: the run makes it anew.',
    source: `${ownRegistry}; AKS release notes of 2025-03-16 (the target was /* before); Azure/AKS issue 3319`,
    look: (situation) => withOwn(situation, (registry) => {
      const rules = seen(situation.observed.cacheRules);
      return 'known' in rules ? rules.known.flatMap((rule) => ofRule(rule, registry, situation)) : [];
    }),
  },
];

function ofRule(rule            , registry        , { steps }           )                    {
  const id = textAt(rule, 'id') ?? '';
  const name = (textAt(rule, 'name') ?? id).split('/').at(-1) ?? '';
  const [source, target] = [textAt(rule, 'properties', 'sourceRepository') ?? '', textAt(rule, 'properties', 'targetRepository') ?? ''];
  const isOwn = equalsIgnoringCase(name, documented.name);
  const isRight = equalsIgnoringCase(source, documented.source) && target === documented.target;
  // Two rules may not fill the same place.
  const isInTheWay = isOwn ? !isRight : target === documented.target && !stepsOn(steps, id).some(({ work }) => work.kind === 'delete');
  if (!isInTheWay || stepsOn(steps, id).some(({ work }) => work.kind === 'delete')) return [];
  const title = isOwn ? `Cache rule ${name} of registry ${registry} fetches ${source} into ${target}` : `Cache rule ${name} of registry ${registry} fills ${target}, where that of AKS belongs`;
  return [{ target: name.toLowerCase(), title, command: `az acr cache delete --registry ${quote(registry)} --name ${quote(name)}` }];
}

/** Of the user's own registry alone: what AKS makes of its own is its matter. */
function withOwn({ isIsolating, variant: { registry } }           , look                                     )                    {
  return registry === undefined || !isIsolating ? [] : look(parseResourceId(registry.id)?.name ?? registry.id);
}

/** @param when `unwritten`: silent where a step of the plan writes the registry, which mends it. */
function ofDocument(situation           , look                                                           , when                         = 'unwritten')                    {
  return withOwn(situation, (name) => {
    const document = seen(situation.observed.registry);
    if (!('known' in document) || document.known === undefined) return [];
    const isWritten = stepsOn(situation.steps, situation.variant.registry?.id ?? '').length > 0;
    return isWritten && when === 'unwritten' ? [] : look(document.known, name);
  });
}

function plain(location                    )         {
  return (location ?? '').replaceAll(' ', '').toLowerCase();
}

/** What the cluster does just now. These concern every write. */
const stateChecks                   = [
  {
    id: 'operation-in-progress', group: 'state', title: 'Nothing else works on the cluster or its pools', kinds: ['refusal'],
    why: 'Azure refuses every write meanwhile (`OperationNotAllowed`). A run waits for it before it plans; this one began since.',
    remedy: 'Run again when it has ended.',
    source: 'AKS troubleshooting, "OperationNotAllowed"',
    look: (situation) => {
      const busy = situation.living === undefined ? undefined : operationInProgress(situation.living);
      return busy === undefined ? [] : [{ title: `The cluster is in state ${busy}`, command: `az aks show ${clusterOptions(situation)} --query provisioningState` }];
    },
  },
  {
    id: 'stopped', group: 'state', title: 'The cluster runs', kinds: ['refusal'],
    why: 'Azure changes only running clusters.',
    remedy: 'Start it, and run again.',
    source: 'AKS documentation, "Stop and start an AKS cluster"',
    // A run that was cut off between stop and start is continued by its start.
    look: (situation) => remarkIf(situation.living !== undefined && isStopped(situation.living) && !startsFirst(situation), () => ({ title: 'The cluster is stopped', command: `az aks start ${clusterOptions(situation)}` })),
  },
  {
    id: 'failed-operation', group: 'state', title: 'The last operation succeeded', kinds: ['warning'],
    why: 'The first write takes up again what failed or was cancelled, whatever that was, and fails too where its reason still holds.',
    remedy: 'Look into what failed before, or let the run try.',
    source: 'AKS documentation: an unchanged update reconciles a cluster',
    look: (situation) => {
      const { living, pools } = situation;
      if (living === undefined) return [];
      const command = `az aks show ${clusterOptions(situation)} --query status`;
      return [
        ...remarkIf(hasFailed(provisioningStateOf(living)), () => ({ target: 'cluster', title: `The last operation of the cluster ended as ${provisioningStateOf(living)}`, command })),
        ...pools.filter((pool) => hasFailed(textAt(pool, 'provisioningState') ?? '')).map((pool) => ({ target: poolNameOf(pool), title: `The last operation of pool ${poolNameOf(pool)} ended as ${textAt(pool, 'provisioningState') ?? ''}` })),
      ];
    },
  },
];

function hasFailed(state        )          {
  return ['failed', 'canceled'].some((word) => equalsIgnoringCase(word, state));
}

/** What lives on and around the cluster. */
                                                 

const surroundingChecks                   = [
  {
    id: 'extension', group: 'surroundings', title: 'The cluster has no extension that needs the Internet', kinds: ['refusal', 'notice', 'undetermined'],
    why: 'It fetches what it runs from public registries or works against public endpoints; AKS does not support it on network isolated clusters.',
    remedy: 'Delete the extension, and install the same with images from the registry of the cluster.',
    source: 'AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": limitations; Azure/AKS issues 5245 and 5715',
    look: (situation) => {
      if (situation.questions.migrating === undefined) return [];
      const extensions = seen(situation.observed.extensions);
      if ('unseen' in extensions) return [{ kind: 'undetermined', title: 'The extensions of the cluster could not be read', why: extensions.unseen, remedy: 'Grant Reader on the cluster to be told before.' }];
      return extensions.known.flatMap((extension) => ofExtension(extension, situation));
    },
  },
  {
    id: 'lock', group: 'surroundings', title: 'No lock forbids what the plan writes', kinds: ['refusal', 'warning', 'undetermined'],
    why: 'A lock ReadOnly forbids every write and action below it (`ScopeLocked`).',
    remedy: 'Ask the owner of the lock to remove it for the time of the deployment.',
    source: 'Azure documentation, "Lock your resources to protect your infrastructure"',
    look: (situation) => {
      const places = situation.observed.locks ?? [{ scope: situation.questions.locks, locks: seen                       (undefined) }];
      const known = places.flatMap(({ locks }) => ('known' in locks ? locks.known : []));
      const distinct = [...new Map(known.map((lock) => [(textAt(lock, 'id') ?? '').toLowerCase(), lock])).values()];
      return [
        ...places.flatMap(({ scope, locks })                    => ('known' in locks ? [] : [{ kind: 'undetermined', target: scope.toLowerCase(), title: `The locks of ${scope} could not be read`, why: locks.unseen, remedy: 'Grant Reader there to be told before; a lock makes a step fail, and a later run goes on there.' }])),
        ...distinct.flatMap((lock) => ofLock(lock, situation)),
      ];
    },
  },
];

function ofExtension(extension            , situation           )                    {
  const type = textAt(extension, 'properties', 'extensionType') ?? '';
  const name = textAt(extension, 'name') ?? type;
  const { specification: { resourceGroup, name: cluster, subscriptionId } } = situation;
  if (unsupportedExtensions.some((unsupported) => equalsIgnoringCase(unsupported, type))) {
    return [{ target: name, title: `Extension ${name} is of type ${type}`, command: `az k8s-extension delete --cluster-type managedClusters --cluster-name ${quote(cluster)} --resource-group ${quote(resourceGroup)} --subscription ${subscriptionId} --name ${quote(name)}` }];
  }
  if (!equalsIgnoringCase(type, 'microsoft.dataprotection.kubernetes')) return [];
  return [{ kind: 'notice', target: name, title: `Extension ${name} is Azure Backup`, why: 'The documentation calls it unsupported on isolated clusters; its engineer says that it is supported.', remedy: 'See after the deployment that a backup succeeds.' }];
}

function ofLock(lock            , situation           )                    {
  const id = textAt(lock, 'id') ?? '';
  const [, scope = '', name = ''] = /^(.*)\/providers\/Microsoft\.Authorization\/locks\/([^/]+)$/i.exec(id) ?? [];
  if (scope === '') return [];
  const isReadOnly = equalsIgnoringCase(textAt(lock, 'properties', 'level') ?? '', 'ReadOnly');
  const target = `${scope}/${name}`.toLowerCase();
  const command = `az lock delete --ids ${quote(id)}`;
  const under = situation.steps.filter((step) => isWithin(step.id, scope));
  if (isReadOnly && (under.length > 0 || holdsNodes(scope, situation))) {
    const [first] = under;
    return [{ target, command, title: first === undefined ? `Lock ${name} makes ${scope} read-only, where the nodes live` : `Lock ${name} makes ${scope} read-only, and the plan has to write there: ${first.title}` }];
  }
  if (isReadOnly) return [];
  const deleted = under.find(({ work }) => work.kind === 'delete');
  if (deleted !== undefined) return [{ target, command, title: `Lock ${name} on ${scope} forbids to delete: ${deleted.title}`, why: 'A lock CanNotDelete forbids what the step does (`ScopeLocked`).' }];
  if (!situation.isMigrating || !holdsNodes(scope, situation)) return [];
  const isLeaving = !equalsIgnoringCase(outboundTypeOf(situation.living), situation.outboundType);
  const why = 'AKS takes addresses and load balancer parts out of the node resource group when the outbound type changes, which a lock CanNotDelete forbids: the cluster would be left between two outbound types.';
  if (isLeaving) return [{ target, command, title: `Lock ${name} on ${scope} forbids AKS to delete what the cluster leaves by`, why }];
  return [{ kind: 'warning', target, command, title: `Lock ${name} on ${scope} forbids AKS to delete in the node resource group`, why: 'Nodes are made anew, and AKS may have to delete what belonged to the old ones.' }];
}

/** True when a lock bears on the node resource group, or on something in it. */
function holdsNodes(scope        , { living, specification: { subscriptionId } }           )          {
  const group = textAt(living, 'properties', 'nodeResourceGroup');
  if (group === undefined) return false;
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${group}`;
  return isWithin(id, scope) || isWithin(scope, id);
}

/** Kinds of clusters of which nobody has shown that isolation works with them. */
                                                    

                
                      
                         
                         
                       
                           
                          
                                                   
 

const remedy = 'Try it on a cluster that may break, and set `allow-unverified` when it works there.';
const unsaid = 'No documentation says that network isolation works with it, and none that it does not.';

const is = (value         , wanted        )          => typeof value === 'string' && equalsIgnoringCase(value, wanted);
const property = ({ document }           , ...path                   )          => at(document, 'properties', ...path);

const kinds                  = [
  {
    id: 'automatic', title: 'The SKU is Base', found: 'The cluster is an Automatic one', source: 'Azure/AKS issue 5240 (`InvalidNetworkIsolatedClusterConfiguration`)',
    why: 'At least one Automatic cluster with outbound type none was refused; whether that was mended everywhere is not known.', isSo: ({ document }) => is(at(document, 'sku', 'name'), 'Automatic'),
  },
  {
    id: 'node-auto-provisioning', title: 'Nodes belong to pools', found: 'Node auto-provisioning is on', source: 'AKS documentation, "Node auto-provisioning"; "Upgrade the node image of a pool"',
    why: 'Nodes that it makes belong to no pool, so no upgrade of a pool makes them anew, and they would still look for images in the Internet.',
    remedy: 'Replace its nodes by hand once the artifact source is Cache; set `allow-unverified` when that is arranged.', isSo: (situation) => is(property(situation, 'nodeProvisioningProfile', 'mode'), 'Auto'),
  },
  { id: 'own-cni', title: 'The network plug-in is one of AKS', found: 'The network plug-in is none: a CNI of your own', why: unsaid, source: 'AKS documentation, "Bring your own CNI plugin"', isSo: (situation) => is(property(situation, 'networkProfile', 'networkPlugin'), 'none') },
  { id: 'cilium', title: 'The data plane is that of Azure', found: 'The data plane is Cilium', why: unsaid, source: 'AKS documentation, "Azure CNI Powered by Cilium"', isSo: (situation) => is(property(situation, 'networkProfile', 'networkDataplane'), 'cilium') },
  { id: 'dual-stack', title: 'The cluster has one IP family', found: 'The cluster has two IP families', why: unsaid, source: 'AKS documentation, "Use dual-stack networking in AKS"', isSo: ({ document }) => arrayAt(document, 'properties', 'networkProfile', 'ipFamilies').length > 1 },
  {
    id: 'national-cloud', title: 'The cluster lives in the public cloud', found: 'The cluster lives in a national cloud', source: 'Azure/AgentBaker pull request 8961',
    why: 'Nodes of isolated clusters with registries of national clouds got no credentials until mid-2026, and which zones Azure uses there is not documented.',
    isSo: ({ document, questions }) => /^(?:usgov|usdod|china)/i.test((textAt(document, 'location') ?? questions.usages ?? '').replaceAll(' ', '')),
  },
  {
    id: 'public-network-access', title: 'Access from public networks is left unset', found: 'Access from public networks is Disabled', source: 'Azure/AKS issue 3690',
    why: 'Azure refused it with user-defined routing; whether it takes it with an isolated outbound type is not known.', remedy: 'Leave `publicNetworkAccess` unset, or try it on a cluster that may break and set `allow-unverified`.',
    isSo: (situation) => is(property(situation, 'publicNetworkAccess'), 'Disabled'),
  },
  {
    id: 'block', title: 'The outbound type is none', found: 'The outbound type is to be block', source: 'AKS documentation, "Customize cluster egress with outbound types": block (preview)',
    why: 'It is a preview: no published type of the API has it, and whether a feature has to be registered for it is not documented.', remedy: 'Take outbound type none, or try block on a cluster that may break and set `allow-unverified`.',
    isSo: ({ outboundType }) => is(outboundType, 'block'),
  },
  {
    id: 'managed-registry-own-network', title: 'A network of your own comes with a registry of your own', found: 'The network is your own, and the registry is left to AKS', source: 'AKS documentation, "Create a network isolated AKS cluster" (no sample of it); Azure/AKS issue 5240',
    why: 'Where AKS then puts the endpoint and the zone of its registry, and which rights the identity of the cluster needs for that, is not documented.', remedy: 'Bring a registry too, or try it on a cluster that may break and set `allow-unverified`.',
    isSo: ({ network, specification: { variant }, document }) => network === 'own' && variant?.registry === undefined && !hasOwnRegistry(document),
  },
];

/** A registry of AKS's lies in the node resource group. */
function hasOwnRegistry(document         )          {
  const registry = textAt(document, 'properties', 'bootstrapProfile', 'containerRegistryId');
  const group = textAt(document, 'properties', 'nodeResourceGroup');
  return registry !== undefined && group !== undefined && !registry.toLowerCase().includes(`/resourcegroups/${group.toLowerCase()}/`);
}

const unverifiedChecks                   = kinds.map(({ isSo, found, ...kind })        => ({
  remedy, ...kind, group: 'cluster', kinds: ['unverified'],
  look: (situation) => remarkIf(situation.isIsolating && isSo(situation), () => ({ title: found })),
}));

/** Everything that is looked at before the first write, in the order in which it is said. */
const checks                   = [
  ...stateChecks, ...clusterChecks, ...identityChecks, ...unverifiedChecks, ...poolChecks, ...outboundChecks, ...registryChecks, ...networkChecks, ...surroundingChecks, ...policyChecks, ...policyRefusalChecks,
  ...permissionChecks, ...quotaChecks, ...imageChecks,
];

/**
 * Everything that would make a step of the plan fail, or leave the cluster half-way, in the order of the catalogue; what stops is told by `stops`.
 * Empty where the plan writes nothing. The answer does not depend on the order in which things were read.
 */
function preflight(observation                      , specification                      , options                  )                      {
  const questions = questionsFor(specification, observation.cluster, options.steps);
  if (questions === undefined) return [];
  const situation = situationOf(observation, specification, options, questions);
  return checks.flatMap((check) => obstaclesOf(check, situation));
}

function obstaclesOf(check       , situation                              )                      {
  const found = check.look(situation).map(({ kind = check.kinds[0], target, title, why = check.why, remedy = check.remedy, command })           => ({
    id: target === undefined ? check.id : `${check.id}/${target.replace(/^\/+/, '')}`,
    kind, title, why, remedy, source: check.source,
    ...(command === undefined ? {} : { command }),
  }));
  return found.toSorted((left, right) => (left.id === right.id ? compare(left.title, right.title) : compare(left.id, right.id)));
}

/** By code units: the same everywhere. */
function compare(left        , right        )         {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What was found before the first write. */
                            
                                        
                                    
 

/**
 * Reads what would make a step fail, or leave the cluster half-way. Nothing is read where nothing would be written. On the way back only what would
 * refuse the first write stands in the way: a policy, a change that AKS does not know, and a way out that is not there.
 */
async function readObstacles(options               , cluster                        , steps                 , tools       )                     {
  if (steps.length === 0) return { obstacles: [], notes: [] };
  const how = { steps, allowUnverified: options.allowsUnverified, acknowledgeImages: options.acknowledgesImages };
  const [all, wayOut] = await Promise.all([
    readPreflight(options.specification, cluster, steps, tools).then((observed) => preflight(observed, options.specification, how)),
    wayBack(options.leaveTo, cluster, tools),
  ]);
  const found = options.leaveTo === undefined ? all : all.filter(({ id, kind }) => id === 'outbound-transition' || (kind === 'refusal' && id.startsWith('policy-refusal/')));
  const stopping = found.filter((one) => stops(one, how)).map((one) => (one.kind === 'unverified' ? `${formatObstacle(one)} With "allow-unverified" the run goes on.` : formatObstacle(one)));
  return { obstacles: [...wayOut.missing, ...stopping], notes: [...wayOut.unseen, ...found.filter((one) => !stops(one, how)).map(formatObstacle)] };
}

/** Where the outbound type is to become one that needs more than AKS makes, what is missing of it. */
async function wayBack(to                              , cluster                        , tools       )                  {
  if (to === undefined || cluster === undefined || equalsIgnoringCase(outboundTypeOf(cluster), to)) return { missing: [], unseen: [] };
  return wayOutOf(cluster, await readOwnNetworks(cluster, tools), to);
}

export { readObstacles };
