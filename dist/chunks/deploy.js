import { parseScope, textAt, parseResourceId, arrayAt, managedClusterType, apiVersions, at, CancelledError, isJsonObject, UserError, sameId, formatResourceId, agentPoolType, policyExemptionType, isWithin, apiVersionOf, roleAssignmentType, isUnknown, member, reaches } from './ground.js';
import { AzureError } from './arm-error.js';
import { provisioningStateOf, isTerminal, hasFailed, poolsOf, hasNodePublicIp, poolNameOf, outboundTypeOf, artifactSourceOf, isPrivateCluster, nodeOsUpgradeChannelOf, operationInProgress, equalsIgnoringCase, isStopped, isolatedOutboundTypes, prefixOf, subtract, ipv4, rangesOf, pairsOf, readRule, meet, covers } from './cluster.js';
import { listPath } from './list-path.js';
import { without, StalePlanError, differencesBetween, mergeDocument, putBodyOf, sourceOf, formatMigrationStep, disruptive, formatValue, formatDifference, disruptionOf, gapsOf, sourceChange, changesTo, poolSteps, inPlace, isManagedRegistry, migrationSteps, planDeployment, stoppedReason, creationBody, quote, settledCluster, objectionsTo } from './settle.js';
import { clusterIdOf, resourceGroupIdOf, variantOf, ownTags, createdBy, createdByTag, clusterApiVersion } from './specification.js';
import { judgeCluster, bundledObjects, coreInitiative, planAssignment, policiesWith, livingMode, wouldBeRefused, bindObjects } from './judge-cluster.js';
import { observePolicies, definitionScopeFor, applyPolicies, RefusedUpdateError, lockOut, plannedSteps, standingOf, substanceOf, refuseImpossible } from './observe.js';
import { worstVerdict } from './run.js';
import { formatElapsed, stampOf } from './start.js';
import { deleteAndWait, ownerOf, roleStampFor } from './deletion.js';
import { continuesByItself, completed } from './vendor-azure-core-lro.js';
import { uuid5, judge as judge$1, PolicyError } from './engine.js';
import { scopeOf as scopeOf$1, surroundings } from './judge-living.js';
import { shortHash, withAdvice, hashOf, checkApproved } from './failure2.js';
import { meaningOf as meaningOf$1, isGone } from './list-failure.js';
import { roles, roleName, isKnownRole } from './built-in-roles.js';

/** What has been read of Azure for a plan, as plain data, and what the plan still wants to read. */

/** A complete list: of a type in a scope (a subscription, a group, the parent of a child, what an extension extends). */
                           
                        
                         
                                  
                           
 

                        
                                                  
                                  
                                      
 

/** What became of one read. `unread`: Azure refused it; the sentence is Azure's. */
                    
                                                                          
                                
                                                       

/** Answers by `idKey` or `listKey`. */
                                               

function idKey(id        )         {
  return id.replace(/\/+$/, '').toLowerCase();
}

function listKey({ type, scope, filter = '' }          )         {
  return `${idKey(scope)}|${type}|${filter}`.toLowerCase();
}

                                                                                                                             

/** Looks things up, and remembers what was asked for in vain: that is what has to be read next. */
                       
                                          
                                                                   
                                                             
                                                     
                                                               
                                              
                                                                    
                                          
                         
                                                             
                                 
                                                                                       
                                          
 

                              
                      
                                
                                                                                   
                            
 

                       
                      
                                  
                         
 

function lookInto(seen      )       {
  const ids = new Map                ();
  const lists = new Map                  ();
  const documents = documentsIn(seen);
  const notAsked = { state: 'unread', why: 'it was not looked for' }         ;
  const busy = new Map              ();
  const failed = new Map                     ();
  const noted = (one            , id = textAt(one, 'id') ?? '', isNamed = true)             => {
    const state = provisioningStateOf(one);
    if (!isTerminal(state)) busy.set(idKey(id), { id, state });
    if (hasFailed(one)) failed.set(idKey(id), { id, document: one, isNamed: isNamed || failed.get(idKey(id))?.isNamed === true });
    return one;
  };
  const document = (id        )                    => {
    const found = documents.get(idKey(id));
    if (found !== undefined) return { state: 'found', value: noted(found, id) };
    const answer = seen.get(idKey(id));
    if (answer === undefined) {
      ids.set(idKey(id), id);
      return notAsked;
    }
    return answer.state === 'found' ? { state: 'absent' } : answer;
  };
  return {
    document,
    subnet: (networkId, name) => {
      const network = document(networkId);
      if (network.state !== 'found') return network;
      const subnet = subnetsOf$1(network.value).find((one) => (textAt(one, 'name') ?? '').toLowerCase() === name.toLowerCase());
      return subnet === undefined ? { state: 'absent' } : { state: 'found', value: noted(subnet) };
    },
    list: (read) => {
      const answer = seen.get(listKey(read));
      if (answer === undefined) {
        lists.set(listKey(read), read);
        return notAsked;
      }
      // A list of something that is not there is an empty one.
      if (answer.state === 'unread') return answer;
      const found = answer.state === 'found' ? answer.documents : [];
      // Of a whole subscription most is others' business.
      if (parseScope(read.scope) === undefined) for (const one of found) noted(one, textAt(one, 'id'), false);
      return { state: 'found', value: found };
    },
    glimpse: (id) => documents.get(idKey(id)),
    hasAnythingIn: (groupId) => [...documents.keys()].some((id) => id.startsWith(`${idKey(groupId)}/`)),
    get missed() {
      return { ids: [...ids.values()], lists: [...lists.values()] };
    },
    get busy() {
      return [...busy.values()];
    },
    get failed() {
      return [...failed.values()];
    },
  };
}

/** The subnets that stand in the document of a network. */
function subnetsOf$1(network            )                        {
  return arrayAt(network, 'properties', 'subnets').filter((one)                    => textAt(one, 'name') !== undefined);
}

function documentsIn(seen      )                                  {
  const found = new Map                    ();
  for (const [key, answer] of seen) {
    if (answer.state !== 'found') continue;
    for (const document of answer.documents) {
      const id = textAt(document, 'id');
      // A read by id is answered for that id, however the service writes it.
      if (!key.includes('|')) found.set(key, document);
      else if (id !== undefined && parseResourceId(id) !== undefined) found.set(idKey(id), document);
    }
  }
  return found;
}

/**
 * A client that answers from what a plan has read a moment ago, and asks Azure for the rest. Only for a run that has written nothing since. What was
 * refused is asked for again: the one who asks now tells it in its own way.
 */
function armKnowing(arm           , seen      )            {
  const documents = new Map                                ();
  const lists = new Map                               ();
  for (const [key, answer] of seen) {
    if (answer.state === 'unread') continue;
    const found = answer.state === 'found' ? answer.documents : [];
    const [scope = '', type, filter] = key.split('|');
    if (type === undefined) documents.set(key, found[0]);
    else if (filter === '') {
      const path = listPath(type, scope);
      if (path !== undefined) lists.set(path.toLowerCase(), found);
      for (const document of found) documents.set(idKey(textAt(document, 'id') ?? ''), document);
    }
  }
  return {
    ...arm,
    find: async (id, apiVersion) => (documents.has(idKey(id)) ? documents.get(idKey(id)) : await arm.find(id, apiVersion)),
    list: async (path, apiVersion, query) => (query === undefined ? lists.get(path.toLowerCase()) : undefined) ?? await arm.list(path, apiVersion, query),
  };
}

/** Which rule has a say in a wish, and what allows it. */
const wishes                                                                                                                       = [
  { of: 'outboundType', rule: 'aks-outbound-type', parameter: 'allowedOutboundTypes', input: 'outbound-type' },
  { of: 'registry', rule: 'aks-bootstrap-registry', parameter: 'allowedRegistryIds', input: 'registry' },
  { of: 'network', rule: 'aks-node-subnet', parameter: 'allowedSubnetIds', input: 'virtual-network' },
];

/**
 * What is asked for and refused by the very policies that the run judges by, and assigns: one sentence each. Nothing is loosened by itself, since the
 * parameters bind every cluster of the scope.
 * @param planned the cluster as it will be
 */
function contradictions(planned          , variant                     , policies                           )                    {
  const asked = wishes.filter(({ of }) => variant?.[of] !== undefined);
  if (asked.length === 0) return [];
  const { findings } = judgeCluster(planned, policies);
  return asked.flatMap(({ rule, parameter, input }) => findings.filter((finding) => finding.rule === rule && finding.verdict === 'violation')
    .map(({ message }) => `"${input}" asks for what the policies of this run refuse: ${message} Allow it with ${parameter} in "parameters", or ask for something else.`));
}

/** What was read for the core initiative at the cluster's resource group. */
                                    
                          
                                            
                                           
 

/** Reads policy objects and the clusters that a Deny would bind, side by side. The resource group may be absent: the run is about to make it. */
async function observeForDeploy(options                   , tools       )                             {
  const clusters = tools.arm.list(`${options.scope.id}/providers/${managedClusterType}`, apiVersions.managedClusters).catch((error         ) => {
    if (error instanceof AzureError && error.code === 'ResourceGroupNotFound') return [];
    throw error;
  });
  const [living, found] = await Promise.all([observePolicies(options, tools, true), clusters]);
  return { living, clusters: found };
}

/** Plans the core initiative. @param own the cluster being deployed as it will be; it is judged instead of the living one */
function planForDeploy(options                   , { living, clusters }                   , own          , tools       )                 {
  const objects = bundledObjects({ initiative: coreInitiative, scope: options.scope.id, definitionScope: definitionScopeFor(options), parameters: options.parameters });
  return withoutLockOut(planAssignment(options, { objects, others: new Map(), living, resources: clusters, unseen: [], own, now: tools.clock.now(), version: tools.version }));
}

/** A cluster is not kept waiting because its neighbours are not ready for newer policies: those that are enforced stay as they are, and the report says so. */
function withoutLockOut(plan                )                 {
  const newly = plan.assignments.flatMap(({ newlyLockedOut }) => newlyLockedOut);
  if (newly.length === 0) return plan;
  const assignments = plan.assignments.map((assignment) => ({ ...assignment, newlyLockedOut: [] }));
  return { ...plan, assignments, policies: { ...plan.policies, steps: [] }, notes: [...plan.notes, `${lockOut(newly)}: the policies stay as they are. "assign" tells more, and gives time with "exempt-for-days".`] };
}

/** Writes the policies. An object that Azure refuses to change is for `assign` to replace. */
async function applyForDeploy(plan                , owner        , journal              , tools       )                {
  try {
    await applyPolicies(plan, journal, tools, { owner });
  } catch (error) {
    if (!(error instanceof RefusedUpdateError) || !(error.cause instanceof AzureError)) throw error;
    const { status, code, correlationId, body, message } = error.cause;
    throw new AzureError(`${message} The command "assign" with the same scope puts a new object in its place.`, { status, code, correlationId, body, cause: error });
  }
}

/** What people want to know of a cluster at a glance, as label and value. */
function factsOf(cluster         )                                                                {
  const exposed = poolsOf(cluster).filter(hasNodePublicIp).map(poolNameOf);
  const registry = textAt(cluster, 'properties', 'bootstrapProfile', 'containerRegistryId')?.split('/').at(-1);
  const version = textAt(cluster, 'properties', 'currentKubernetesVersion') ?? textAt(cluster, 'properties', 'kubernetesVersion');
  return [
    { label: 'State', value: provisioningStateOf(cluster) },
    ...(version === undefined ? [] : [{ label: 'Kubernetes', value: version }]),
    { label: 'Outbound type', value: outboundTypeOf(cluster) },
    { label: 'Bootstrap artifact source', value: artifactSourceOf(cluster) },
    ...(registry === undefined ? [] : [{ label: 'Bootstrap registry', value: registry }]),
    { label: 'API server', value: isPrivateCluster(cluster) ? 'private' : 'public' },
    { label: 'Node public addresses', value: exposed.length === 0 ? 'none' : `pool ${exposed.join(', ')}` },
    { label: 'Node OS upgrades', value: nodeOsUpgradeChannelOf(cluster) },
  ];
}

/** The small steps that a deployment is made of: each is safe to repeat, and says what it waits for and what it disturbs. */
                                                    
                                                   
                                                  

                       
                                                                                                                       
                       
                         
                      
                       
                                                                
                           
                                        
                      
                                                                                                                
                                    
                                  
                                                     
                                      
                                                                                    
                              
                      
 

                  
                                                                                                         
                                                                                                                                    
     
                                                                                                                                                            
                                                                                                                                                 
     
                                                                                                                           
                                                                                               
                                                     
                                                                 
                                                             

/** A body; a function where it holds what an earlier step's answer tells (the principal of a new identity). */
                                                                        

/** The document of a resource as it was last read or answered, by id in any case; undefined: there is none. */
                                                                    

function bodyOf(body      , known                )             {
  return typeof body === 'function' ? body(known) : body;
}

/** A write of the cluster or its pools as a step. */
function stepOf(write           , about                                                    )       {
  const { title, subject, id, details, substance, apiVersion, body, condition } = write;
  return { ...about, title, subject, id, details, substance, work: { kind: 'put', apiVersion, body, condition } };
}

/**
 * The body of a PUT from the document of a GET, of what stands around a cluster: read-only members taken out, every other kept, known to us or not.
 * Read-only: the published types of Microsoft.Network 2025-05-01 and Microsoft.ContainerRegistry 2025-11-01 (flag 2).
 * @param type `Microsoft.Network/virtualNetworks/subnets`
 */
function neighbourBodyOf(type        , living            )             {
  return [...ofAll, ...(ofType.get(type.toLowerCase()) ?? [])].reduce((body, path) => without(body, path.split('.')), living);
}

const ofAll = [
  'id', 'name', 'type', 'etag', 'systemData', 'properties.provisioningState', 'properties.resourceGuid',
  'identity.principalId', 'identity.tenantId', 'identity.userAssignedIdentities.*.principalId', 'identity.userAssignedIdentities.*.clientId',
];

const ofSubnet = [
  'etag', 'properties.provisioningState', 'properties.privateEndpoints', 'properties.ipConfigurations', 'properties.ipConfigurationProfiles', 'properties.purpose',
  'properties.resourceNavigationLinks', 'properties.serviceAssociationLinks', 'properties.serviceEndpoints.*.provisioningState',
  'properties.delegations.*.etag', 'properties.delegations.*.properties.provisioningState', 'properties.applicationGatewayIPConfigurations.*.etag',
  'properties.applicationGatewayIPConfigurations.*.type', 'properties.ipamPoolPrefixAllocations.*.allocatedAddressPrefixes',
];

const ofType                                         = new Map([
  ['microsoft.network/virtualnetworks/subnets', ofSubnet],
  ['microsoft.network/virtualnetworks', ['properties.flowLogs', 'properties.defaultPublicNatGateway', ...ofSubnet.map((path) => `properties.subnets.*.${path}`)]],
  ['microsoft.network/networksecuritygroups', [
    'properties.defaultSecurityRules', 'properties.networkInterfaces', 'properties.subnets', 'properties.flowLogs',
    'properties.securityRules.*.etag', 'properties.securityRules.*.properties.provisioningState',
  ]],
  ['microsoft.containerregistry/registries', [
    'sku.tier', 'properties.loginServer', 'properties.creationDate', 'properties.status', 'properties.dataEndpointHostNames', 'properties.privateEndpointConnections',
    'properties.policies.retentionPolicy.lastUpdatedTime', 'properties.encryption.keyVaultProperties.versionedKeyIdentifier',
    'properties.encryption.keyVaultProperties.keyRotationEnabled', 'properties.encryption.keyVaultProperties.lastKeyRotationTimestamp',
  ]],
]);

/** What a refusal of a write means: look again, wait, or give up. */
                                               

                     
                                                         
                              
                                                                                                                                             
                                                                                                   
                               

/** How long Azure may take, in milliseconds, and how often is asked again. */
const delays = {
  /** A new assignment or exemption is enforced after up to 30 minutes (Microsoft Learn, "Get compliance data of Azure resources": evaluation triggers). */
  policy: 1_800_000,
  /** Role assignments take effect within ten minutes (Microsoft Learn, "Troubleshoot Azure RBAC": role assignment changes are not detected). */
  roles: 600_000,
  /** Another write to the same network, which takes seconds to minutes. */
  busy: 600_000,
  again: 30_000,
}         ;

/** Codes with which a service says that an identity lacks a right. */
const lackOfRights = /^(?:AuthorizationFailed|LinkedAuthorizationFailed|LinkedInvalidPropertyId|PrincipalNotFound|CustomKubeletIdentityMissingPermissionError|CustomPrivateDNSZoneMissingPermissionError|SubnetMissingPermissionError|VnetMissingPermissionError|MissingPermission\w*|InsufficientPermissions?)\b/i;
const busyNetwork = /^(?:AnotherOperationInProgress|RetryableError|ReferencedResourceNotProvisioned|ResourceNotProvisioned|ConflictingConcurrentWriteNotAllowed|CanceledAndSupersededDueToAnotherOperation|PrivateEndpointCannotBeUpdatedInProvisioningState|PreconditionFailed|Conflict|OperationInProgress|InProgress)\b/i;

/** @param startedAt when the step began: milliseconds since 1970 */
function meaningOf(error         , isAks         , state          , startedAt        )          {
  if (!(error instanceof AzureError)) return { kind: 'final' };
  const { status, code } = error;
  if (isAks && (status === 412 || (status === 409 && /^(OperationNotAllowed|EtagMismatch|Conflict)\b/i.test(code)))) return { kind: 'stale' };
  if (status === 403 && /^RequestDisallowedByPolicy\b/i.test(code) && state.exemptedAt > 0 && refusedBy(error).every((id) => state.exempted.has(id))) {
    return { kind: 'later', wait: delays.again, until: state.exemptedAt + delays.policy, why: 'the exemption of the cluster is not in force yet' };
  }
  if ((status === 400 || status === 403) && lackOfRights.test(code) && state.rolesAt > 0) {
    return { kind: 'later', wait: delays.again, until: state.rolesAt + delays.roles, why: 'a new role assignment is not in force yet' };
  }
  if (!isAks && (status === 412 || status === 409 || status === 429) && (status !== 409 || busyNetwork.test(code))) {
    return { kind: 'later', wait: delays.again, until: startedAt + delays.busy, why: 'Azure works on something that it belongs to' };
  }
  return { kind: 'final' };
}

/** Lower-case ids of the assignments that refused, as the answer names them. */
function refusedBy({ body }            )                    {
  const error = at(body, 'error') ?? body;
  const infos = [...arrayAt(error, 'additionalInfo'), ...arrayAt(error, 'details').flatMap((detail) => arrayAt(detail, 'additionalInfo'))];
  const ids = infos.flatMap((info) => textAt(info, 'info', 'policyAssignmentId') ?? []);
  return ids.length === 0 ? ['unknown'] : ids.map((id) => id.toLowerCase());
}

/** - `written`; `unchanged`: it was so already; `begun`: Azure works on it, and is not waited for */
                                                          

/**
 * Carries out one step. What it writes over is read right before; what Azure refuses for the moment is waited for and read again, and nothing is sent
 * twice unseen. Throws StalePlanError where the plan no longer fits, AzureError, CancelledError.
 */
async function perform(step      , performing            , tools       )                     {
  const startedAt = tools.clock.now();
  if (step.work.kind === 'renew') await rolesInForce(step, performing, tools);
  for (let again = false; ; again = true) {
    try {
      return await attempt(step, again, performing, tools);
    } catch (error) {
      const meaning = meaningOf(error, isAks(step.id), performing.state, startedAt);
      if (meaning.kind === 'stale') throw new StalePlanError(error instanceof Error ? error.message : '', { cause: error });
      const now = tools.clock.now();
      if (meaning.kind === 'final' || now + meaning.wait > meaning.until) throw error;
      tools.logger.progress({ subject: step.subject, state: `refused for now, as ${meaning.why}`, elapsed: now - startedAt });
      await performing.onLook();
      await tools.clock.sleep(meaning.wait, tools.signal);
    }
  }
}

/**
 * Nodes that are made anew pull at once, and fail where a new role is not in force yet; those of a new cluster come minutes after it was asked for, and what the
 * service itself lacks it refuses at once, which is tried again.
 */
async function rolesInForce(step      , { state, onLook }            , tools       )                {
  const left = state.rolesAt + rolePropagation - tools.clock.now();
  if (left <= 0) return;
  tools.logger.progress({ subject: step.subject, state: 'waiting until new role assignments are in force', elapsed: 0 });
  await onLook();
  await tools.clock.sleep(left, tools.signal);
}

/** Role assignments are mostly in force within two minutes, in milliseconds; what is refused after that is tried again for ten. */
const rolePropagation = 120_000;

async function attempt(step      , again         , performing            , tools       )                     {
  const { work, id } = step;
  const { state } = performing;
  switch (work.kind) {
    case 'put': {
      const body = bodyOf(work.body, state.known);
      if (again) {
        const standing = await tools.arm.find(id, work.apiVersion);
        if (standing !== undefined && differencesBetween(body, standing).length === 0) return settled(step, standing, state);
      }
      return await write(step, { method: 'PUT', path: id, apiVersion: work.apiVersion, body, headers: work.condition }, performing, tools);
    }
    case 'change': {
      const living = await tools.arm.find(id, work.apiVersion);
      if (living === undefined) throw new StalePlanError(`${step.subject} is gone.`);
      const change = bodyOf(work.change, state.known);
      if (isAks(id)) requireRest(living, step);
      if (work.requires === 'nodes-from-cache') requireNodesFromCache(living, state);
      if (!hasFailed(living) && differencesBetween(change, living).length === 0 && !removes(change, living)) return settled(step, living, state);
      const etag = textAt(living, 'eTag') ?? textAt(living, 'etag');
      const merged = mergeDocument(living, change);
      const body = isAks(id) ? putBodyOf(merged) : neighbourBodyOf(parseResourceId(id)?.type ?? '', merged);
      return await write(step, { method: 'PUT', path: id, apiVersion: work.apiVersion, body, headers: etag === undefined ? {} : { 'if-match': etag } }, performing, tools);
    }
    case 'renew':
      return await write(step, { method: 'POST', path: `${id}/upgradeNodeImageVersion`, apiVersion: apiVersions.managedClusters }, performing, tools);
    case 'power':
      return await write(step, { method: 'POST', path: `${id}/${work.action}`, apiVersion: apiVersions.managedClusters }, performing, tools);
    case 'delete':
      return await remove$1(step, work.apiVersion, performing, tools);
  }
}

async function write(step      , request                                                  , { state, pollInterval, waits, onLook }            , tools       )                     {
  let answer;
  try {
    answer = await tools.arm.send(request);
  } catch (error) {
    if (error instanceof CancelledError) throw new CancelledError(`The request "${step.title}" was on its way when the run was cancelled; Azure may have taken it. ${continuesByItself}`, { cause: error });
    throw error;
  }
  if (!waits && isRunning(answer.headers, answer.body)) return 'begun';
  const document = await completed({ request, answer }, step.subject, { ...tools, pollInterval, onLook });
  if (step.work.kind === 'renew') {
    await requireHealthyPool(step, tools);
    state.renewed.add(step.work.pool);
    return 'written';
  }
  if (request.method === 'PUT') settled(step, document, state);
  return 'written';
}

async function remove$1(step      , apiVersion        , { state, pollInterval, onLook }            , tools       )                     {
  await deleteAndWait({ method: 'DELETE', path: step.id, apiVersion }, step.subject, { ...tools, pollInterval, onLook });
  state.keep(step.id, undefined);
  return 'written';
}

/** Keeps what was answered, and what follows from it for later steps. */
function settled(step      , document            , state          )              {
  const before = state.known(step.id);
  state.keep(step.id, document);
  if (isCluster(step.id) && before !== undefined && JSON.stringify(sourceOf(before)) !== JSON.stringify(sourceOf(document))) state.renewed.clear();
  return 'unchanged';
}

function isCluster(id        )          {
  return parseResourceId(id)?.type.toLowerCase() === managedClusterType.toLowerCase();
}

function isAks(id        )          {
  return /\/providers\/Microsoft\.ContainerService\//i.test(id);
}

/** The service takes no write while it works; what it will have made of the cluster then is looked at anew. */
function requireRest(cluster            , step      )       {
  const busy = operationInProgress(cluster);
  if (busy !== undefined) throw new StalePlanError(`Azure works on ${step.subject} (${busy}).`);
}

/** Without a way out, nodes that pull from the public registry start no more: every pool that lives now has to be known to be made since the source is what it is. */
function requireNodesFromCache(cluster            , state          )       {
  const before = state.known(textAt(cluster, 'id') ?? '');
  const isSame = before !== undefined && equalsIgnoringCase(JSON.stringify(sourceOf(before)), JSON.stringify(sourceOf(cluster)));
  const stale = poolsOf(cluster).filter((pool) => !state.renewed.has(poolNameOf(pool)) || equalsIgnoringCase(textAt(pool, 'provisioningState') ?? '', 'Failed'));
  if (isSame && equalsIgnoringCase(sourceOf(cluster).artifactSource, 'Cache') && stale.length === 0) return;
  throw new StalePlanError(isSame ? `The nodes of pool ${stale.map(poolNameOf).join(', ')} are not known to start from the private registry.` : 'Somebody changed where nodes pull from.');
}

/** An operation that Azure calls a success may still leave a pool that is none. */
async function requireHealthyPool(step      , tools       )                {
  const pool = await tools.arm.find(step.id, apiVersions.managedClusters);
  const provisioning = provisioningStateOf(pool);
  if (pool === undefined || !isTerminal(provisioning)) throw new StalePlanError(`${step.subject} is ${provisioning === '' ? 'gone' : provisioning}.`);
  if (provisioning.toLowerCase() === 'succeeded' || provisioning === '') return;
  throw new AzureError(`${step.subject} is ${provisioning} after its node image was upgraded. ${textAt(pool, 'properties', 'status', 'provisioningError', 'message') ?? ''}`.trim(), { status: 200, code: textAt(pool, 'properties', 'status', 'provisioningError', 'code') ?? 'PoolNotHealthy' });
}

/** True where a change takes away something that is there. */
function removes(change         , living         )          {
  if (!isJsonObject(change)) return false;
  return Object.entries(change).some(([name, wanted]) => {
    const current = isJsonObject(living) ? living[name] : undefined;
    return wanted === null ? current !== undefined && current !== null : removes(wanted, current);
  });
}

function isRunning(headers                                  , body         )          {
  if (headers['azure-asyncoperation'] !== undefined || headers['location'] !== undefined) return true;
  const state = at(body, 'properties', 'provisioningState');
  return typeof state === 'string' && !isTerminal(state);
}

/**
 * Carries steps out, each as soon as those before it are done, side by side where none waits for the other; each is pushed to `journal` as it ends.
 * The first failure lets no further step begin; what is under way is waited for, and then the failure thrown. Returns whether all of it is done: false
 * where Azure works on something that is not waited for.
 */
async function runSteps(steps                 , journal              , performing            , tools       )                   {
  const failures          = [];
  let isDone = true;
  const running = new Map                          ();
  const run = async (step      )                   => {
    const before = await Promise.all(step.after.map(async (key) => await (running.get(key) ?? true)));
    if (failures.length > 0 || before.includes(false)) return false;
    try {
      const isOver = await carryOut(step, journal, performing, tools);
      if (!isOver) isDone = false;
      return isOver;
    } catch (error) {
      failures.push(error instanceof Error ? error : new Error(String(error)));
      return false;
    }
  };
  for (const step of inOrder$1(steps)) running.set(step.key, run(step));
  await Promise.all(running.values());
  // A failure says more than a plan that no longer fits, and a cancellation is none of Azure's.
  const first = failures.find((error) => error instanceof CancelledError) ?? failures.find((error) => !(error instanceof StalePlanError)) ?? failures[0];
  if (first !== undefined) throw first;
  return isDone;
}

async function carryOut(step      , journal              , performing            , tools       )                   {
  const started = tools.clock.now();
  tools.logger.info(step.title);
  for (const detail of step.details) tools.logger.info(`  ${detail}`);
  try {
    await performing.onLook();
    const performed = await perform(step, performing, tools);
    const elapsed = tools.clock.now() - started;
    note(step, performing, tools);
    journal.push({ ...described$1(step, performed === 'unchanged' ? 'unchanged' : 'done'), ...(performed === 'begun' ? { details: [...step.details, 'begun, and not waited for'] } : {}), elapsed });
    tools.logger.info(performed === 'unchanged' ? `  ${step.subject} is so already` : performed === 'begun' ? '  begun, and not waited for' : `  done in ${formatElapsed(elapsed)}: ${step.subject}`);
    return performed !== 'begun';
  } catch (error) {
    if (error instanceof StalePlanError || error instanceof CancelledError) throw error;
    journal.push({ ...described$1(step, 'failed'), elapsed: tools.clock.now() - started });
    throw await withCause(step, error, tools);
  }
}

/** What later steps have to know of this one. */
function note(step      , { state }            , tools       )       {
  if (/\/roleAssignments\//i.test(step.id)) state.rolesAt = tools.clock.now();
  if (/\/policyExemptions\//i.test(step.id) && step.work.kind === 'put') {
    state.exemptedAt = tools.clock.now();
    const exempted = textAt(typeof step.work.body === 'function' ? {} : step.work.body, 'properties', 'policyAssignmentId');
    if (exempted !== undefined) state.exempted.add(exempted.toLowerCase());
  }
}

/** What holds a cluster or pool that failed stands in its document, not in the operation. */
async function withCause(step      , error         , tools       )                   {
  const clusterId = /^(.*\/providers\/Microsoft\.ContainerService\/managedClusters\/[^/]+)/i.exec(step.id)?.[1];
  if (clusterId === undefined || !(error instanceof AzureError) || error.status >= 400) return error;
  const cluster = await tools.arm.find(clusterId, apiVersions.managedClusters).catch(() => undefined);
  const causes = [
    textAt(cluster, 'properties', 'status', 'provisioningError', 'message'),
    ...poolsOf(cluster).map((pool) => {
      const message = textAt(pool, 'status', 'provisioningError', 'message');
      return message === undefined ? undefined : `Pool ${poolNameOf(pool)}: ${message}`;
    }),
  ].filter((cause) => cause !== undefined && !error.message.includes(cause));
  if (causes.length === 0) return error;
  const { status, code, correlationId, body } = error;
  return new AzureError(`${error.message} ${causes.join(' ')}`, { status, code, correlationId, body, cause: error });
}

function described$1({ key, title, why, id, after, details, disruption }      , status                      )             {
  return { title, status, resourceId: id, details, key, after, why, ...(disruption.kind === 'none' ? {} : { disruption: disruption.what }) };
}

/** The same steps, each after those that it waits for. Throws for a circle, which is a bug. */
function inOrder$1(steps                 )                  {
  const left = new Map(steps.map((step) => [step.key, step]));
  const ordered         = [];
  while (left.size > 0) {
    const ready = [...left.values()].filter(({ after }) => !after.some((key) => left.has(key)));
    if (ready.length === 0) throw new Error(`These steps wait for each other: ${[...left.keys()].join(', ')}.`);
    for (const step of ready) {
      ordered.push(step);
      left.delete(step.key);
    }
  }
  return ordered;
}

/** A cluster's document as policies and exposure rules take it. */
function resourceOf(specification                      , document                        )           {
  return { type: managedClusterType, name: specification.name, id: clusterIdOf(specification), body: { ...document, name: specification.name, type: managedClusterType } };
}

/** What cannot be done: nothing is written, and what people have to do is told. */
function notIsolated(options               , { reasons, gaps, manual }                                             , cluster                        )          {
  if (gaps.length === 0) return { report: { ...reportOn(options, undefined, [], undefined), verdict: 'error' }, failure: new UserError(reasons.join(' ')) };
  const missing = gaps.map(({ title, actual, wanted }) => `${title.toLowerCase()} is ${actual} instead of ${wanted}`).join(', ');
  const listed = manual.map((step, index) => `  ${index + 1}. ${formatMigrationStep(step)}`).join('\n');
  const steps = manual.map(({ title, why, command })             => ({ title, status: 'planned', details: [why, ...(command === undefined ? [] : [command])] }));
  const note = 'Nothing was written: some of this no update can change on a living cluster. Take the steps in this order, then run again.';
  return {
    report: { ...reportOn(options, cluster, [], undefined), steps, notes: [note] },
    failure: new UserError(`Cluster ${options.specification.name} is alive and not isolated: ${missing}. Nothing was written, as some of this no update can change. The way there:\n${listed}`),
  };
}

/** A plan that may not be carried out as things stand: it is shown, and what has to be done first. */
function held(options               , plan             , planned          , assignment                            , planHash        )          {
  const { obstacles } = plan;
  const report = { ...dryRunReport(options, { ...plan, obstacles: [] }, planned, assignment, planHash), dryRun: false, changed: false, verdict: 'error'          };
  const listed = obstacles.length === 1 ? ` ${obstacles[0] ?? ''}` : `\n${obstacles.map((obstacle, index) => `  ${index + 1}. ${obstacle}`).join('\n')}`;
  return { report, failure: new UserError(`Nothing was written to cluster ${options.specification.name}.${listed}`) };
}

/** The plan as a report. */
function dryRunReport(options               , plan                                                    , planned          , assignment                            , planHash        )         {
  const journal = [...plan.steps.map((step) => described$1(step, 'planned')), ...(assignment === undefined ? [] : plannedSteps(assignment))];
  const report = reportOn(options, planned.body, journal, assignment);
  const facts = report.facts.map(({ label, value }) => (label === 'Policies' && journal.length > 0 ? { label, value: `to be ${value}` } : { label, value }));
  return { ...report, facts, dryRun: true, changed: journal.length > 0, planHash, notes: [...plan.obstacles.map((obstacle) => `A run would write nothing. ${obstacle}`), ...report.notes, ...plan.notes] };
}

/** What was done, and how the cluster stands now; undefined: it is not known. */
function reportOn(options               , cluster                        , journal                       , assignment                            )         {
  const { specification, parameters } = options;
  const id = clusterIdOf(specification);
  const judged = cluster === undefined ? { findings: [], counts: {} } : judgeCluster(resourceOf(specification, cluster), policiesWith(parameters));
  const policyFacts = assignment === undefined ? [] : [{ label: 'Policies', value: standingOf(assignment) }];
  return {
    command: 'deploy',
    title: `cluster ${specification.name} in resource group ${specification.resourceGroup}`,
    verdict: worstVerdict(judged.findings),
    target: { id, name: specification.name },
    changed: journal.some(({ status }) => status === 'done'),
    dryRun: false,
    steps: journal,
    findings: judged.findings,
    counts: judged.counts,
    facts: cluster === undefined ? [] : [...factsOf(cluster).filter(({ value }) => value !== ''), ...policyFacts],
    notes: assignment?.notes ?? [],
  };
}

/** The ways out of a cluster's own subnets, closed once the cluster needs none any more. */
                                       

const connections             = disruptive([{ disturbs: 'connections', what: 'connections that leave the subnet break', source: 'Azure NAT Gateway documentation, "Manage a NAT gateway"; route tables likewise' }]);

/** Prefixes of a default route, whole or in halves. */
const everything                      = new Set(['0.0.0.0/0', '::/0', '0.0.0.0/1', '128.0.0.0/1', '::/1', '8000::/1']);

                          
                                  
                                      
                                    
 

/** Ids of the subnets that the cluster's nodes and pods stand in, each once. */
function subnetsOf(cluster         )                    {
  const ids = poolsOf(cluster).flatMap((pool) => ['vnetSubnetID', 'podSubnetID'].flatMap((name) => textAt(pool, name) ?? []));
  return [...new Map(ids.filter((id) => id !== '').map((id) => [id.toLowerCase(), id])).values()];
}

/** Ids of the route tables of these subnets, as far as their networks were seen. */
function routeTablesOf(cluster         , seen                     )                    {
  return subnetsOf(cluster).flatMap((id) => textAt(subnetIn(seen, id), 'properties', 'routeTable', 'id') ?? []);
}

/**
 * NAT gateways are taken off the cluster's subnets, and routes to the Internet out of their route tables, where nobody else uses them. What others
 * use, and what leads to a firewall or gateway of the user's, stays: whether it is meant, the proof asks.
 * @param seen virtual networks and route tables, in whole
 */
function closingSteps(cluster            , seen                     , after                   )          {
  const steps         = [];
  const notes           = [];
  const nodeGroup = textAt(cluster, 'properties', 'nodeResourceGroup') ?? '';
  const own = subnetsOf(cluster);
  const tables = new Map                ();
  /** Writes of one network come one after the other: Azure refuses others meanwhile. */
  const lastOf = new Map                ();
  for (const id of own) {
    const subnet = subnetIn(seen, id);
    if (subnet === undefined) {
      notes.push(`Subnet ${id} could not be read: whether it has a way out of its own is not known.`);
      continue;
    }
    const tableId = textAt(subnet, 'properties', 'routeTable', 'id');
    if (tableId !== undefined) tables.set(tableId.toLowerCase(), tableId);
    const gateway = textAt(subnet, 'properties', 'natGateway', 'id');
    const isPublic = at(subnet, 'properties', 'defaultOutboundAccess') !== false;
    // What has failed says only what it was to become.
    const isUnsure = hasFailed(subnet);
    if (gateway === undefined && !isPublic && !isUnsure) continue;
    const others = usersBeside(subnet, nodeGroup);
    const name = id.split('/').at(-1) ?? id;
    if (others > 0) {
      if (gateway === undefined && !isPublic) continue;
      notes.push(`Subnet ${name} is used by ${others} other network interfaces, which keep their way out: ${gateway === undefined ? 'default outbound access' : `NAT gateway ${gateway.split('/').at(-1) ?? ''}`}.`);
      continue;
    }
    const network = id.split('/subnets/')[0]?.toLowerCase() ?? '';
    const key = `close/${name.toLowerCase()}`;
    steps.push({
      key, title: `Close the ways out of subnet ${name}`, why: 'The cluster needs none of them any more.', subject: `subnet ${name}`, id,
      after: [...after, ...(lastOf.has(network) ? [lastOf.get(network) ?? ''] : [])], disruption: connections,
      details: [...(gateway === undefined ? [] : [`properties.natGateway: ${gateway} → not set`]), ...(isPublic ? ['properties.defaultOutboundAccess: not set → false'] : []), ...(isUnsure ? ['once more, as its last change failed'] : [])],
      substance: { closes: id.toLowerCase() },
      work: { kind: 'change', apiVersion: apiVersions.network, change: { properties: { natGateway: null, defaultOutboundAccess: false } } },
    });
    lastOf.set(network, key);
  }
  for (const id of tables.values()) {
    const closing = closedRoutes(id, seen, own, after);
    steps.push(...closing.steps);
    notes.push(...closing.notes);
  }
  return { steps, notes };
}

function closedRoutes(id        , seen                     , own                   , after                   )          {
  const name = id.split('/').at(-1) ?? id;
  const table = seen.find((resource) => resource.id !== undefined && sameId(resource.id, id))?.body;
  if (table === undefined) return { steps: [], notes: [`Route table ${name} could not be read: whether it leads to the Internet is not known.`] };
  const open = arrayAt(table, 'properties', 'routes').filter((route) => everything.has(textAt(route, 'properties', 'addressPrefix') ?? '') && equalsIgnoringCase(textAt(route, 'properties', 'nextHopType') ?? '', 'Internet'));
  if (open.length === 0) return { steps: [], notes: [] };
  const others = arrayAt(table, 'properties', 'subnets').flatMap((subnet) => textAt(subnet, 'id') ?? []).filter((subnet) => !own.some((one) => sameId(one, subnet)));
  if (others.length > 0) return { steps: [], notes: [`Route table ${name} serves other subnets too, which keep its routes to the Internet: ${others.slice(0, 5).map((other) => other.split('/').at(-1) ?? '').join(', ')}.`] };
  const steps = open.map((route)       => {
    const routeName = textAt(route, 'name') ?? '';
    return {
      key: `close/${name.toLowerCase()}/${routeName.toLowerCase()}`, title: `Take route ${routeName} to the Internet out of ${name}`, why: 'The cluster needs it no more.',
      subject: `route ${routeName}`, id: `${id}/routes/${routeName}`, after, disruption: connections,
      details: [`${textAt(route, 'properties', 'addressPrefix') ?? ''} → Internet`], substance: { closes: `${id}/routes/${routeName}`.toLowerCase() },
      work: { kind: 'delete', apiVersion: apiVersions.network },
    };
  });
  return { steps: chained(steps), notes: [] };
}

/** One after the other. */
function chained(steps                 )                  {
  return steps.map((step, index) => ({ ...step, after: [...step.after, ...(index === 0 ? [] : [steps[index - 1]?.key ?? ''])] }));
}

/** A subnet as its network's document has it. */
function subnetIn(seen                     , id        )                         {
  const networkId = id.split(/\/subnets\//i)[0] ?? '';
  const network = seen.find((resource) => resource.id !== undefined && sameId(resource.id, networkId))?.body;
  return arrayAt(network, 'properties', 'subnets').filter(isJsonObject).find((subnet) => sameId(textAt(subnet, 'id') ?? '', id));
}

/** Network interfaces in the subnet that stand in another resource group than the cluster's nodes. */
function usersBeside(subnet            , nodeGroup        )         {
  const users = arrayAt(subnet, 'properties', 'ipConfigurations').flatMap((one) => textAt(one, 'id') ?? []);
  return users.filter((id) => !equalsIgnoringCase(parseResourceId(id)?.resourceGroup ?? '', nodeGroup)).length;
}

/** The steps of a cluster that is absent: its group, what it stands on, itself. @param writes the group, where it is missing, and the cluster */
function creationSteps(specification                      , writes                      , prerequisites                                                                 )                  {
  const groupId = resourceGroupIdOf(specification);
  // A prerequisite may have needed the group before.
  const group = prerequisites.steps.some(({ id }) => sameId(id, groupId)) ? undefined : writes.find(({ id }) => id === groupId);
  const cluster = writes.find(({ id }) => id !== groupId);
  const first = group === undefined ? [] : [stepOf(group, { key: 'resource-group', why: 'Everything stands in it.', after: [], disruption: { kind: 'none' } })];
  const around = prerequisites.steps.map((step) => (step.after.length === 0 && first.length > 0 ? { ...step, after: ['resource-group'] } : step));
  const waitedFor = new Set(around.flatMap(({ after }) => after));
  const last = [...around.map(({ key }) => key).filter((key) => !waitedFor.has(key)), ...(around.length === 0 ? first.map(({ key }) => key) : [])];
  return [...first, ...around, ...(cluster === undefined ? [] : [clusterStep(cluster, last, prerequisites.clusterPart)])];
}

function clusterStep(write           , after                   , part      )       {
  const step = stepOf(write, { key: 'cluster', why: 'It is isolated from its first moment on.', after, disruption: { kind: 'none' } });
  const whole = (known            )             => mergeDocument(write.body, known);
  const shown = bodyOf(part, () => undefined);
  if (Object.keys(shown).length === 0 && !(typeof part === 'function')) return step;
  const body       = typeof part === 'function' ? (known) => whole(part(known)) : whole(part);
  const added = differencesBetween(shown, write.body).map(({ path, to }) => `${path}: ${formatValue(to)}`);
  return { ...step, details: [...step.details, ...added], substance: isJsonObject(step.substance) ? mergeDocument(step.substance, shown) : step.substance, work: { kind: 'put', apiVersion: write.apiVersion, body, condition: write.condition } };
}

/** Types of the resources that the prerequisites are made of. */
const securityGroupType = 'Microsoft.Network/networkSecurityGroups';
const privateEndpointType = 'Microsoft.Network/privateEndpoints';
const zoneGroupType = `${privateEndpointType}/privateDnsZoneGroups`;
const privateDnsZoneType = 'Microsoft.Network/privateDnsZones';
const zoneLinkType = `${privateDnsZoneType}/virtualNetworkLinks`;
const addressRecordType = `${privateDnsZoneType}/A`;
const registryType = 'Microsoft.ContainerRegistry/registries';
const cacheRuleType = `${registryType}/cacheRules`;
const identityType = 'Microsoft.ManagedIdentity/userAssignedIdentities';

/** What the prerequisites are called where nobody names them. Everything that decides a name or a place stands here. */

                                                                                     

/** In the cluster's resource group: `id-<cluster>-control-plane`. */
function defaultControlPlaneIdentityId(specification       )         {
  return formatResourceId(resourceGroupIdOf(specification), identityType, `id-${specification.name}-control-plane`);
}

/** In the cluster's resource group: `id-<cluster>-kubelet`. */
function defaultKubeletIdentityId(specification       )         {
  return formatResourceId(resourceGroupIdOf(specification), identityType, `id-${specification.name}-kubelet`);
}

/** Of the subnet of the nodes, in the network's resource group: `nsg-<cluster>-nodes`. */
function nodeSecurityGroupId(specification       , network                        )         {
  return formatResourceId(scopeOf(network.id), securityGroupType, `nsg-${specification.name}-nodes`);
}

/** In the network's resource group: `pe-<registry>-<8 digits that stand for the network>`, as each network has one of its own. */
function defaultEndpointId(network                        , registry                         )         {
  return formatResourceId(scopeOf(network.id), privateEndpointType, `pe-${nameOf(registry.id).slice(0, 60)}-${digitsFor(network.id)}`);
}

/** The zone of registries in the registry's resource group. */
function defaultZoneId(registry                         , zoneName        )         {
  return formatResourceId(scopeOf(registry.id), privateDnsZoneType, zoneName);
}

/** `link-<network>-<8 digits that stand for it>`: networks of one name may share a zone. Azure answers it in lower case. */
function zoneLinkId(zoneId        , network                        )         {
  return `${zoneId}/virtualNetworkLinks/link-${nameOf(network.id).slice(0, 60)}-${digitsFor(network.id)}`.replace(/[^/]+$/, (name) => name.toLowerCase());
}

/** Azure's portal calls it so; an endpoint has one at most. */
function defaultZoneGroupId(endpointId        )         {
  return `${endpointId}/privateDnsZoneGroups/default`;
}

/** The rule's name is AKS's (documentation "Create a network isolated AKS cluster"). */
const cacheRule = { name: 'aks-managed-mcr', source: 'mcr.microsoft.com/*', target: 'aks-managed-repository/*' }         ;

function cacheRuleId(registry                         )         {
  return `${registry.id}/cacheRules/${cacheRule.name}`;
}

function subnetId(network                        , name        )         {
  return `${network.id}/subnets/${name}`;
}

/**
 * The name of a role assignment: what a template's `guid()` makes of scope, identity and role. With the principal, where it is known: an identity that
 * was made anew under its old name is another principal, and an assignment never changes its own.
 */
function roleAssignmentName(scope        , identityId        , role        , principalId                    )         {
  return uuid5([scope, identityId, role, ...(principalId === undefined ? [] : [principalId])].join('-').toLowerCase());
}

/** `privatelink.azurecr.io`, and its sisters in other clouds (public templates). @param loginServer of the registry, where it is there */
function registryZoneName(loginServer                    , location                    )         {
  const suffix = /\.(azurecr\.[a-z]+)$/i.exec(loginServer ?? '')?.[1]?.toLowerCase();
  if (suffix !== undefined) return `privatelink.${suffix}`;
  if (/^usgov|^usdod/i.test(location ?? '')) return 'privatelink.azurecr.us';
  return /^china/i.test(location ?? '') ? 'privatelink.azurecr.cn' : 'privatelink.azurecr.io';
}

function nameOf(id        )         {
  return parseResourceId(id)?.name ?? id;
}

/** The resource group, as the id writes it. */
function scopeOf(id        )         {
  return parseResourceId(id)?.scope ?? '';
}

/** `/subscriptions/…` of an id. */
function subscriptionScopeOf(id        )         {
  return `/subscriptions/${parseResourceId(id)?.subscriptionId ?? ''}`;
}

/** The id of the network that a subnet lies in; undefined for an id of something else. */
function networkIdOf(subnet        )                     {
  return /^(.*\/virtualNetworks\/[^/]+)\/subnets\/[^/]+$/i.exec(subnet)?.[1];
}

function digitsFor(id        )         {
  return uuid5(id.toLowerCase()).slice(0, 8);
}

/** The steps of a living cluster, each made from what it changes. */
                                                   

                         
                       
                         
                       
                                    
                                                                  
                              
                                                                                            
                        
                                                                             
 

/** A write of the cluster: its document is read anew when the step begins, and `change` merged into it. */
function changeStep(specification                      , live            , { change, later, requires, ...about }               )       {
  const differences = differencesBetween(change, live);
  return {
    ...about,
    subject: `cluster ${specification.name}`,
    id: clusterIdOf(specification),
    disruption: disruptionOf(differences),
    details: differences.map(formatDifference),
    substance: differences.map(({ path, to })                                  => ({ path, to })),
    work: { kind: 'change', apiVersion: apiVersions.managedClusters, change: later ?? change, ...(requires === undefined ? {} : { requires }) },
  };
}

/**
 * A cluster whose last operation failed is written as it is: Azure makes it so once more (AKS documentation, "Troubleshoot a cluster in a failed state").
 * Nodes are not made anew before: the service refuses to while the cluster is Failed.
 */
function reconcileStep(specification                      , after                   )       {
  return {
    key: 'reconcile', title: `Reconcile cluster ${specification.name}`, why: 'Its last operation failed: whether it is what it says is not known.', subject: `cluster ${specification.name}`, id: clusterIdOf(specification),
    after, disruption: { kind: 'none' }, details: [], substance: { reconciles: specification.name }, work: { kind: 'change', apiVersion: apiVersions.managedClusters, change: {} },
  };
}

const reimages             = disruptive([{
  disturbs: 'reimage', what: 'every node is drained and made anew, one after the other',
  source: 'AKS documentation, "Upgrade node images"',
}]);

/** All nodes of a pool are made anew with the newest image, and learn where to pull from. */
function renewalStep(specification                      , pool        , after                   , why        )       {
  return {
    key: renewalKey(pool),
    title: `Upgrade the node image of pool ${pool}`,
    why,
    subject: `pool ${pool}`,
    id: `${clusterIdOf(specification)}/${agentPoolType.split('/').at(-1) ?? ''}/${pool}`,
    after,
    disruption: reimages,
    details: [],
    substance: { pool },
    work: { kind: 'renew', pool },
  };
}

function renewalKey(pool        )         {
  return `node-image/${pool}`;
}

/** The cluster is stopped, or started again. */
function powerStep(specification                      , action                  , after                   , why        )       {
  return {
    key: action,
    title: `${action === 'stop' ? 'Stop' : 'Start'} cluster ${specification.name}`,
    why,
    subject: `cluster ${specification.name}`,
    id: clusterIdOf(specification),
    after,
    disruption: action === 'start' ? { kind: 'none' } : disruptive([{ disturbs: 'restart', what: 'everything in the cluster stops', source: 'AKS documentation, "Stop and start an AKS cluster"' }]),
    details: [],
    substance: { action },
    work: { kind: 'power', action },
  };
}

/** From a living cluster to an isolated one. */

/** What stands before the first write of the cluster. */
                         
                                                                          
                                    
                                                          
                             
                              
                                                         
                                 
 

                               
                                  
                                                                                     
                                      
                                                  
                                    
 

/** Gaps that steps close. */
const closable                         = new Set(['outbound-type', 'artifact-source', 'node-os-channel', 'run-command']);

const renewalReason = 'Nodes learn where to pull from only when they are made anew; this needs the way out one last time.';

/**
 * The steps in the only safe order: images first, then every node anew while it still reaches the Internet, then the way out (documentation "Create a
 * network isolated cluster"; one PUT for both is refused, hashicorp/terraform-provider-azurerm pull request 32598), then what else was asked for.
 */
function isolationSteps(specification                      , live            , { after, clusterPart, isFresh, isUnfinished }        )               {
  const variant = variantOf(specification);
  const steps         = [];
  let planned = live;
  let last = after;
  const change = (about                                                 )       => {
    const step = changeStep(specification, planned, { ...about, after: last });
    if (step.details.length === 0) return;
    steps.push(step);
    planned = mergeDocument(planned, about.change);
    last = [about.key];
  };

  const restart = (from                  )       => {
    const why = 'The API server gets another address, which nodes learn when the cluster starts again (documentation "API server VNet integration").';
    if (from === 'stop') steps.push(powerStep(specification, 'stop', last, why));
    steps.push(powerStep(specification, 'start', from === 'stop' ? ['stop'] : last, why));
    last = ['start'];
  };

  const unclosed = gapsOf(live).filter(({ id }) => !closable.has(id) && !(id === 'private-api-server' && canTurnPrivate(specification, live)));
  if (!isPrivateCluster(live) && canTurnPrivate(specification, live)) {
    const isNew = at(live, 'properties', 'apiServerAccessProfile', 'enableVnetIntegration') !== true;
    change({
      key: 'api-server', title: 'Make the API server private',
      why: isNew ? 'It moves into a subnet of the network, for good: Azure knows no way back.' : 'Reached from the network alone, it is no way in or out.',
      change: { properties: { apiServerAccessProfile: { enableVnetIntegration: true, enablePrivateCluster: true, ...apiServerSubnet(variant) } } },
    });
    if (isNew) restart('stop');
  } else if (isUnfinished && variant.apiServer === 'vnet-integration') {
    // Whether the run that was cut off came to restart the cluster, nothing tells.
    restart(isStopped(live) ? 'start' : 'stop');
  }

  const outbound = outboundTypeOf(live);
  const wanted = variant.outboundType ?? (isolatedOutboundTypes.some((type) => equalsIgnoringCase(type, outbound)) ? outbound : 'none');
  const source = sourceChange(live, variant);
  const identities = identityPart$1(bodyOf(clusterPart, () => undefined));
  if (source !== undefined) {
    const parts = (part            )             => mergeDocument(mergeDocument(identityPart$1(part), repairsFor(live)), { properties: { bootstrapProfile: source } });
    const isRotation = equalsIgnoringCase(sourceOf(live).artifactSource, 'Cache');
    change({
      key: 'artifact-source',
      title: isRotation ? 'Change the registry that nodes pull from' : 'Set the bootstrap artifact source to Cache, leaving the outbound type alone',
      why: isRotation ? 'Nodes pull from the new registry once they are made anew.' : 'Nodes must be able to start from the private registry before the way out is closed.',
      change: parts(bodyOf(clusterPart, () => undefined)),
      ...(typeof clusterPart === 'function' ? { later: (known) => parts(bodyOf(clusterPart, known)) } : {}),
    });
  } else {
    change({ key: 'settings', title: 'Close what an update closes', why: 'Nothing of it disturbs the steps that follow.', change: mergeDocument(identities, repairsFor(live)) });
  }

  const isWritten = steps.some(({ work }) => work.kind === 'change');
  if (!isWritten && hasFailed(live)) {
    steps.push(reconcileStep(specification, last));
    last = ['reconcile'];
  }

  const stale = poolsOf(live).map(poolNameOf).filter((pool) => source !== undefined || !isFresh(pool));
  for (const pool of stale) steps.push(renewalStep(specification, pool, last, renewalReason));
  if (stale.length > 0) last = stale.map(renewalKey);

  change({
    key: 'outbound-type', title: `Set the outbound type to ${wanted}`, why: 'The last step: from here on nothing leaves.', requires: 'nodes-from-cache',
    change: { properties: { networkProfile: { outboundType: wanted, loadBalancerProfile: null, natGatewayProfile: null } } },
  });

  const { comparison, reasons } = changesTo(planned, specification, {});
  const created = poolSteps(specification, planned, comparison);
  change({ key: 'update', title: `Update cluster ${specification.name}`, why: 'What else was asked for.', change: withoutNewPools(comparison.part, created.map(({ name }) => name)) });
  steps.push(...created.map(({ name, step }) => stepOf(step, { key: `pool/${name}`, why: 'It was asked for.', after: last, disruption: { kind: 'none' } })));
  return { steps, reasons, unclosed };
}

/** Only a cluster with its API server in a subnet can turn private, and it gets there only where that was asked for (documentation "Create a private AKS cluster"). */
function canTurnPrivate(specification                      , live            )          {
  return at(live, 'properties', 'apiServerAccessProfile', 'enableVnetIntegration') === true || variantOf(specification).apiServer === 'vnet-integration';
}

/** In a network of the user's Azure wants to know the subnet; in its own it makes one. */
function apiServerSubnet({ network }         )             {
  return network === undefined ? {} : { subnetId: subnetId(network, network.apiServerSubnet) };
}

/** What one PUT closes without harm, beside what it is about. */
function repairsFor(live            )             {
  const repairs                                                   = inPlace;
  return gapsOf(live).reduce            ((document, gap) => mergeDocument(document, repairs[gap.id] ?? {}), {});
}

/** Of what a variant needs, what a living cluster takes: who it acts as. Its pools stand where they stand. */
function identityPart$1(part            )             {
  const identity = part['identity'];
  const profile = at(part, 'properties', 'identityProfile');
  return { ...(isJsonObject(identity) ? { identity } : {}), ...(isJsonObject(profile) ? { properties: { identityProfile: profile } } : {}) };
}

function withoutNewPools(part            , names                   )             {
  const pools = poolsOf(part);
  if (names.length === 0) return part;
  const properties = part['properties'];
  return { ...part, properties: { ...(isJsonObject(properties) ? properties : {}), agentPoolProfiles: pools.filter((pool) => !names.includes(poolNameOf(pool))) } };
}

/** A registry that AKS made and no cluster pulls from any more: AKS takes it away with the cluster, not before (documentation "Create a network isolated AKS cluster"). */

/**
 * Deletions of the registries of AKS's that the cluster leaves behind.
 * @param steps of the cluster: the last of them leave it as it will be
 * @param seen ids of registries in the node resource group, where somebody looked
 */
function orphanSteps(cluster            , steps                 , seen                   , after                   )                  {
  // Nobody but AKS writes into a node resource group that is locked.
  if (equalsIgnoringCase(textAt(cluster, 'properties', 'nodeResourceGroupProfile', 'restrictionLevel') ?? '', 'ReadOnly')) return [];
  const then = steps.reduce            ((document, { work, id }) => (work.kind === 'change' && sameId(id, textAt(cluster, 'id') ?? '') ? mergeDocument(document, bodyOf(work.change, () => undefined)) : document), cluster);
  const before = sourceOf(cluster).registryId;
  const used = sourceOf(then).registryId;
  const isUsedYet = at(then, 'properties', 'bootstrapProfile', 'artifactSource') === 'Cache' && used === undefined;
  const left = [...seen, ...(before === undefined ? [] : [before])].filter((id) => isManagedRegistry(id, cluster) && !isUsedYet && (used === undefined || !sameId(id, used)));
  return [...new Map(left.map((id) => [id.toLowerCase(), id])).values()].map((id)       => {
    const name = id.split('/').at(-1) ?? id;
    return {
      key: `orphan/${name.toLowerCase()}`, title: `Delete registry ${name}, which AKS made and no node pulls from any more`, why: 'AKS would keep it for as long as the cluster lives.',
      subject: `registry ${name}`, id, after, disruption: { kind: 'none' }, details: [], substance: { deletes: id.toLowerCase() }, work: { kind: 'delete', apiVersion: apiVersions.containerRegistry },
    };
  });
}

/** From an isolated cluster back to one that reaches the Internet. */
                                                       
                                                                  

/**
 * The way out first, as nodes have to reach the public registry while they are made anew; then the source, then the nodes. Both in one PUT has been
 * refused (MicrosoftDocs/azure-aks-docs issue 184). What the user brought stays; so does a registry of AKS's until `Cache` ends.
 */
function leavingSteps(specification                      , live            , to                  , { after, isFresh }                                   )               {
  const steps         = [];
  let planned = live;
  let last = after;
  const change = (about                                                 )       => {
    const step = changeStep(specification, planned, { ...about, after: last });
    if (step.details.length === 0) return;
    steps.push(step);
    planned = mergeDocument(planned, about.change);
    last = [about.key];
  };
  if (!equalsIgnoringCase(outboundTypeOf(live), to)) {
    change({
      key: 'outbound-type', title: `Set the outbound type to ${to}`, why: 'The way out comes first: nodes need it when they are made anew.',
      change: { properties: { networkProfile: { outboundType: to } } },
    });
  }
  const isCached = equalsIgnoringCase(sourceOf(live).artifactSource, 'Cache');
  if (isCached) {
    change({
      key: 'artifact-source', title: 'Set the bootstrap artifact source to Direct', why: 'Nodes start from the public registry again.',
      change: { properties: { bootstrapProfile: { artifactSource: 'Direct', containerRegistryId: null } } },
    });
  }
  if (steps.length === 0 && hasFailed(live)) {
    steps.push(reconcileStep(specification, last));
    last = ['reconcile'];
  }
  for (const pool of poolsOf(live).map(poolNameOf).filter((name) => isCached || !isFresh(name))) {
    steps.push(renewalStep(specification, pool, last, 'Nodes learn where to pull from only when they are made anew.'));
  }
  return { steps, reasons: [], unclosed: [] };
}

/**
 * From what is and what should be to ordered steps. Pure: the caller reads Azure before and carries the steps out after. A plan after that is empty; one
 * made half-way, by whatever run, holds the rest.
 */
                                                        

                        
                                                          
                                           
                                                                                                 
                                                 
                                                                                                  
                              
                                                                                  
                                                                                           
                                                                                            
                                 
                                                                             
                                                   
 

                  
                                                                               
                                                     
                                                                                                  
                                                                                                                                               
                                                                                                                                                

/** @param leaveTo the outbound type to leave isolation to; absent: towards isolation */
function planSteps(specification                      , sight       , leaveTo                   )       {
  const { cluster } = sight;
  if (cluster === undefined) return leaveTo === undefined ? planCreation(specification, sight) : refused([`There is no cluster ${specification.name} that could leave isolation.`]);
  const busy = operationInProgress(cluster);
  if (busy !== undefined) return { kind: 'wait', state: busy };

  const prerequisites = sight.prerequisites?.steps ?? [];
  const ground         = { after: ends(prerequisites), clusterPart: sight.prerequisites?.clusterPart ?? {}, isFresh: sight.isFresh, isUnfinished: sight.isUnfinished };
  if (leaveTo !== undefined) return whole$1('departure', prerequisites, leavingSteps(specification, cluster, leaveTo, ground), cluster, sight);

  const gaps = gapsOf(cluster);
  const isIsolated = gaps.every((gap) => gap.inPlace);
  const moves = sourceChange(cluster, variantOf(specification)) !== undefined || wantsOtherType(specification, cluster);
  if (isIsolated && !moves && !sight.isUnfinished) return planUpdate(specification, cluster, prerequisites);
  const found = isolationSteps(specification, cluster, ground);
  if (found.unclosed.length > 0) return { ...refused(['No update of ours can change that.']), gaps, manual: migrationSteps(cluster, gaps, specification) };
  return whole$1(isIsolated ? 'registry' : 'isolation', prerequisites, found, cluster, sight);
}

function planCreation(specification                      , { resourceGroup, prerequisites = { steps: [], clusterPart: {} } }       )       {
  const plan = planDeployment(specification, { cluster: undefined, resourceGroup });
  if (plan.kind !== 'create') return plan.kind === 'refused' ? refused(plan.reasons) : { kind: 'steps', about: 'creation', steps: [] };
  return { kind: 'steps', about: 'creation', steps: creationSteps(specification, plan.steps, prerequisites) };
}

function planUpdate(specification                      , cluster            , prerequisites                 )       {
  const plan = planDeployment(specification, { cluster, resourceGroup: undefined });
  if (plan.kind === 'refused') return refused(plan.reasons);
  const writes = plan.kind === 'update' ? plan.steps : [];
  return { kind: 'steps', about: 'update', steps: [...prerequisites, ...updates(writes, ends(prerequisites))] };
}

/** An update and new pools, one after the other: the service takes one at a time. */
function updates(writes                      , after                   )                  {
  const keys = writes.map(({ id }) => id.toLowerCase());
  return writes.map((write, index) => stepOf(write, {
    key: keys[index] ?? '', why: index === 0 ? 'What was asked for differs from what lives.' : 'It was asked for.',
    after: index === 0 ? after : [keys[index - 1] ?? ''], disruption: disruptionOf(write),
  }));
}

function whole$1(about                                                    , prerequisites                 , { steps, reasons }              , cluster            , { nodeGroupRegistries = [] }       )       {
  if (reasons.length > 0) return refused(reasons);
  if (steps.length > 0 && isStopped(cluster) && steps[0]?.key !== 'start') return refused([stoppedReason]);
  return { kind: 'steps', about, steps: [...prerequisites, ...steps, ...orphanSteps(cluster, steps, nodeGroupRegistries, ends(steps))] };
}

function wantsOtherType(specification                      , cluster            )          {
  const wanted = variantOf(specification).outboundType;
  return wanted !== undefined && wanted !== textAt(cluster, 'properties', 'networkProfile', 'outboundType')?.toLowerCase();
}

/** The steps that no other step waits for. */
function ends(steps                 )                    {
  const waitedFor = new Set(steps.flatMap(({ after }) => after));
  return steps.map(({ key }) => key).filter((key) => !waitedFor.has(key));
}

function refused(reasons                   )                                              {
  return { kind: 'refused', reasons, gaps: [], manual: [] };
}

/** A living cluster moves through states that the policies refuse: for as long as that takes it is exempt, and no assignment is loosened. */

/** An exemption that is forgotten ends by itself: large pools take hours. In milliseconds. */
const lasts = 24 * 3_600_000;
/** One that would end sooner than this is given its time again. */
const leastLeft = 6 * 3_600_000;

const namePrefix = 'aks-isolation-migration-';

                                 
                                               
                                   
                                                                                                                          
                                                    
                                                                               
                                       
                                                                                                                  
                              
 

/**
 * @param stages the cluster as it will be written, stage by stage, until the policies are content
 * @param now milliseconds since 1970
 */
function planExemptions(stages                     , clusterId        , living        , now        )                 {
  const refusing = refusingAssignments(stages, living, now);
  const before         = [];
  const removals = new Map                             ();
  const exempted           = [];
  let exemptedAt = 0;
  for (const assignment of refusing) {
    const assignmentId = textAt(assignment, 'id') ?? '';
    const name = `${namePrefix}${shortHash(assignmentId.toLowerCase()).slice(0, 12)}`;
    const id = `${clusterId}/providers/${policyExemptionType}/${name}`;
    const standing = exemptionsOf(assignmentId, clusterId, living);
    const lasting = standing.find((document) => endOf(document) - now >= leastLeft && arrayAt(document, 'properties', 'policyDefinitionReferenceIds').length === 0);
    if (lasting === undefined) before.push(exemption(id, name, assignment, now));
    else {
      exempted.push(assignmentId.toLowerCase());
      exemptedAt = Math.max(exemptedAt, madeAt(lasting));
    }
    if (lasting === undefined || isMigration(lasting)) removals.set(id.toLowerCase(), removal(id));
  }
  for (const left of leftovers(clusterId, living)) removals.set(left.toLowerCase(), removal(left));
  return { before, removals: [...removals.values()], exempted, exemptedAt };
}

/** Assignments of ours that are enforced and refuse one of the stages, exemptions apart. */
function refusingAssignments(stages                     , living        , now        )                        {
  return living.all('assignment').filter((assignment) => isOurs(assignment) && (livingMode(assignment) ?? '').toLowerCase() === 'default' && stages.some((stage) => refuses(assignment, stage, living, now)));
}

/** Exemptions of ours for this cluster that a run left behind. */
function leftovers(clusterId        , living        )                    {
  return living.all('exemption').filter((document) => isMigration(document) && isWithin(textAt(document, 'id') ?? '', clusterId)).flatMap((document) => textAt(document, 'id') ?? []);
}

function isOurs(assignment            )          {
  return stampOf(assignment) !== undefined;
}

/** What cannot be judged is taken to refuse: an exemption too many harms nobody, and ends. */
function refuses(assignment            , cluster          , living        , now        )          {
  const policies = boundPolicies(assignment, living);
  if (policies === undefined) return true;
  return judge$1(policies, cluster, { utcNow: new Date(now).toISOString().replace('Z', '0000Z'), ...surroundings(cluster) }, []).some(({ finding }) => wouldBeRefused(finding));
}

function boundPolicies(assignment            , living        )                                        {
  const others = new Map([...living.all('definition'), ...living.all('initiative')].map((document) => [(textAt(document, 'id') ?? '').toLowerCase(), document]         ));
  const id = textAt(assignment, 'id') ?? '';
  try {
    return bindObjects([{ kind: 'assignment', scope: scopeOf$1(id), name: textAt(assignment, 'name') ?? '', body: assignment, source: 'living' }], others);
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

function exemptionsOf(assignmentId        , clusterId        , living        )                        {
  return living.all('exemption').filter((document) => {
    const scope = scopeOf$1(textAt(document, 'id') ?? '');
    return (textAt(document, 'properties', 'policyAssignmentId') ?? '').toLowerCase() === assignmentId.toLowerCase() && isWithin(clusterId, scope);
  });
}

function endOf(document            )         {
  const end = textAt(document, 'properties', 'expiresOn');
  return end === undefined ? Number.POSITIVE_INFINITY : Date.parse(end);
}

/** Azure tells when an exemption was written; of ours its end tells it too. */
function madeAt(document            )         {
  const told = Date.parse(textAt(document, 'systemData', 'lastModifiedAt') ?? textAt(document, 'systemData', 'createdAt') ?? '');
  if (!Number.isNaN(told)) return told;
  return isMigration(document) ? endOf(document) - lasts : 0;
}

function isMigration(document            )          {
  return (textAt(document, 'name') ?? '').toLowerCase().startsWith(namePrefix);
}

function exemption(id        , name        , assignment            , now        )       {
  const assignmentId = textAt(assignment, 'id') ?? '';
  const properties = {
    policyAssignmentId: assignmentId,
    exemptionCategory: 'Waiver',
    displayName: 'On the way to isolation',
    description: 'aks-network-isolation is isolating this cluster step by step; it takes this exemption away at the end.',
    expiresOn: new Date(now + lasts).toISOString(),
  };
  return {
    key: `exemption/${name}`, title: `Exempt the cluster from ${textAt(assignment, 'name') ?? 'the policies'} for a day`,
    why: 'The policies refuse every write of a cluster that is not isolated yet, also those on the way there.',
    subject: 'exemption', id, after: [], disruption: { kind: 'none' }, details: [`assignment: ${assignmentId}`], substance: { exempts: assignmentId.toLowerCase() },
    work: { kind: 'put', apiVersion: apiVersions.policyExemptions, body: { properties }, condition: {} },
  };
}

function removal(id        )                      {
  return {
    key: `exemption-removed/${id.split('/').at(-1) ?? ''}`, title: 'Take the exemption of the cluster away', why: 'The cluster satisfies the policies from here on.',
    subject: 'exemption', id, disruption: { kind: 'none' }, details: [], substance: { removes: id.toLowerCase() },
    work: { kind: 'delete', apiVersion: apiVersions.policyExemptions },
  };
}

/** A plan that still asks after so many rounds asks for nothing real. */
const mostRounds = 8;

/**
 * Reads what a plan asks for, side by side and round by round, until it asks for nothing new. What is not there is absent; what Azure refuses to show is
 * unread, with Azure's own sentence. Throws `AzureError` when Azure fails, `CancelledError` when cancelled.
 * @param next what to read, given what was seen
 * @param seen what is known already
 */
async function readDocuments(next                       , { arm }                             , seen       = new Map())                {
  const answers = new Map(seen);
  for (let round = 0; round < mostRounds; round += 1) {
    const { ids, lists } = next(answers);
    const wanted = [
      ...ids.map((id) => ({ key: idKey(id), read: async () => await readOne(id, arm) })),
      ...lists.map((list) => ({ key: listKey(list), read: async () => await readList(list, arm) })),
    ].filter(({ key }) => !answers.has(key));
    if (wanted.length === 0) break;
    const found = await Promise.all(wanted.map(async ({ key, read }) => [key, await read()]         ));
    for (const [key, answer] of found) answers.set(key, answer);
  }
  return answers;
}

async function readOne(id        , arm           )                  {
  const version = parseScope(id)?.kind === 'resourceGroup' ? apiVersions.resourceGroups : apiVersionOf(parseResourceId(id)?.type ?? '');
  if (version === undefined) return { state: 'unread', why: `${id} is no id of a resource that is known here` };
  return await understood(async () => {
    const document = await arm.find(id, version);
    return document === undefined ? { state: 'absent' } : { state: 'found', documents: [document] };
  });
}

/** What a server says of other places than the one that it was asked about is not believed; what is given above a scope holds in it. */
async function readList({ type, scope, filter }          , arm           )                  {
  const path = listPath(type, scope);
  const version = apiVersionOf(type);
  if (path === undefined || version === undefined) return { state: 'unread', why: `${type} cannot be listed in ${scope}` };
  return await understood(async () => {
    const documents = await arm.list(path, version, filter === undefined ? undefined : { $filter: filter });
    return { state: 'found', documents: filter === undefined ? documents.filter((one) => belongs(one, scope)) : documents };
  });
}

function belongs(document            , scope        )          {
  const id = textAt(document, 'id');
  return id !== undefined && isWithin(id, scope);
}

async function understood(read                       )                  {
  try {
    return await read();
  } catch (error) {
    const meaning = meaningOf$1(error);
    if (meaning === undefined || !(error instanceof AzureError)) throw error;
    return isGone(error) || !('why' in meaning) ? { state: 'absent' } : { state: 'unread', why: meaning.why };
  }
}

/** Keys of the steps: what others wait for. */
const keys = {
  securityGroup: 'node-security-group',
  network: 'network',
  registry: 'registry',
  cacheRule: 'cache-rule',
  endpoint: 'registry-endpoint',
  zone: 'registry-zone',
  zoneLink: 'registry-zone-link',
  zoneGroup: 'registry-zone-group',
  controlPlaneIdentity: 'identity/control-plane',
  kubeletIdentity: 'identity/kubelet',
}         ;

function groupKey(name        )         {
  return `group/${name.toLowerCase()}`;
}

function subnetKey(name        )         {
  return `subnet/${name.toLowerCase()}`;
}

/** The steps after which a subnet is there. */
function afterSubnet(name        )                    {
  return [keys.network, subnetKey(name)];
}

/** Who acts for a cluster: identities of the user's, made where they are absent, or those that a living cluster has. */
                                       

                        
                                             
                                            
                          
                                                                    
                      
                                                                          
                            
                                
                       
                                                         
                                    
 

/**
 * The identity that AKS acts with; undefined where it is AKS's own business. A living cluster keeps the one that it has unless another is named; a new
 * one needs one that can be given rights before there is a cluster.
 */
function controlPlaneOf(site      )                    {
  const { variant, cluster, specification } = site;
  const about = { kind: 'control-plane', called: 'the control plane identity', key: keys.controlPlaneIdentity }         ;
  if (variant.controlPlaneIdentityId !== undefined) return { ...about, id: variant.controlPlaneIdentityId, isGiven: true };
  const isNeeded = variant.network !== undefined || variant.kubeletIdentityId !== undefined;
  if (!isNeeded) return undefined;
  if (cluster === undefined) return { ...about, id: defaultControlPlaneIdentityId(specification), isGiven: true };
  const [given] = Object.keys(objectAt(cluster, 'identity', 'userAssignedIdentities'));
  if (given !== undefined) return { ...about, id: given, isGiven: true };
  return { ...about, id: textAt(cluster, 'id') ?? '', isGiven: false, ...principalIn(textAt(cluster, 'identity', 'principalId')) };
}

/** The identity that nodes pull with; undefined where it is AKS's own business. */
function kubeletOf(site      )                    {
  const { variant, cluster, specification } = site;
  const about = { kind: 'kubelet', called: 'the kubelet identity', key: keys.kubeletIdentity }         ;
  if (variant.kubeletIdentityId !== undefined) return { ...about, id: variant.kubeletIdentityId, isGiven: true };
  if (variant.registry === undefined) return undefined;
  if (cluster === undefined) return { ...about, id: defaultKubeletIdentityId(specification), isGiven: true };
  const living = objectAt(cluster, 'properties', 'identityProfile', 'kubeletidentity');
  return { ...about, id: textAt(living, 'resourceId') ?? textAt(cluster, 'id') ?? '', isGiven: false, ...principalIn(textAt(living, 'objectId')) };
}

/** The object id of an actor, as far as its document is known. */
function principalOf({ id, livingPrincipal }       , known                )                     {
  return livingPrincipal ?? textAt(known(id), 'properties', 'principalId');
}

function principalIn(id                    )                                 {
  return id === undefined ? {} : { livingPrincipal: id };
}

function objectAt(value         , ...path                   )             {
  const found = at(value, ...path);
  return isJsonObject(found) ? found : {};
}

/** What the cluster itself says of its prerequisites. */
                                      

/**
 * Merged over the body of a new cluster, or over a living one. With network and registry of AKS's own it is empty but for API server VNet integration. A living cluster keeps its
 * identities unless others are named, its subnets, and the way its API server is reached.
 */
function clusterPartOf(site      )       {
  const { variant: { registry }, cluster } = site;
  const properties             = {
    ...(registry === undefined ? {} : { bootstrapProfile: { artifactSource: 'Cache', containerRegistryId: registry.id } }),
    ...(cluster === undefined ? creationPart(site) : {}),
  };
  const kubelet = kubeletOf(site);
  const part             = { ...identityPart(site), ...(Object.keys(properties).length === 0 ? {} : { properties }) };
  if (kubelet?.isGiven !== true) return part;
  return (known) => ({ ...part, properties: { ...properties, identityProfile: { kubeletidentity: kubeletPart(kubelet.id, known) } } });
}

function creationPart({ variant: { network, apiServer }, body }      )             {
  const isIntegrated = apiServer === 'vnet-integration';
  const subnet = network === undefined ? {} : { subnetId: subnetId(network, network.apiServerSubnet) };
  return {
    ...(isIntegrated ? { apiServerAccessProfile: { enableVnetIntegration: true, ...subnet } } : {}),
    ...(network === undefined ? {} : { agentPoolProfiles: poolParts(body, subnetId(network, network.nodeSubnet)) }),
  };
}

/** Pools that say where their nodes go keep it. */
function poolParts(body            , nodeSubnet        )                        {
  return poolsOf(body).filter((pool) => textAt(pool, 'vnetSubnetID') === undefined).map((pool) => ({ name: poolNameOf(pool), vnetSubnetID: nodeSubnet }));
}

function identityPart(site      )             {
  const actor = controlPlaneOf(site);
  if (actor?.isGiven !== true || (site.cluster !== undefined && site.variant.controlPlaneIdentityId === undefined)) return {};
  return { identity: { type: 'UserAssigned', userAssignedIdentities: { [actor.id]: {} } } };
}

/** AKS takes all three ids together (recorded requests of azure-cli). */
function kubeletPart(id        , known                )             {
  const document = known(id);
  const [clientId, objectId] = [textAt(document, 'properties', 'clientId'), textAt(document, 'properties', 'principalId')];
  return { resourceId: id, ...(clientId === undefined ? {} : { clientId }), ...(objectId === undefined ? {} : { objectId }) };
}

/** What a run made, or began to make, and Azure did not end well: its document says only what it was to become. */
                                      

/**
 * Each is written as it is, one after the other, those that others stand in first. Of what carries tags only what is `deploy`'s own; what lies in
 * something else (a subnet, a zone group) has none, and is written where the plan asks for it by name, or where that is `deploy`'s own.
 */
function repairs({ failed, glimpse }                                  , specification                      )                  {
  const isOwn = ownerOf(specification);
  const isMended = (id        , isNamed         )          => {
    const parent = parentOf(id);
    return parent !== undefined && (isNamed || isOwn(glimpse(parent) ?? {}));
  };
  const mended = failed.filter(({ id, document, isNamed }) => isOwn(document) || isMended(id, isNamed)).toSorted((left, right) => left.id.length - right.id.length);
  return mended.flatMap(({ id }, index)                  => {
    const type = parseResourceId(id)?.type ?? '';
    const apiVersion = apiVersionOf(type);
    if (apiVersion === undefined) return [];
    const before = mended[index - 1];
    return [{
      key: keyOf(id), title: `Write ${nameOf(id)} once more`, why: 'Its last operation failed: whether it is what it says is not known.', subject: `${type.split('/').at(-1) ?? ''} ${nameOf(id)}`, id,
      after: before === undefined ? [] : [keyOf(before.id)], disruption: { kind: 'none' }, details: [], substance: { repairs: id.toLowerCase() }, work: { kind: 'change', apiVersion, change: {} },
    }];
  });
}

function keyOf(id        )         {
  return `repair/${id.toLowerCase()}`;
}

/** Undefined for what lies in a resource group itself. */
function parentOf(id        )                     {
  return (parseResourceId(id)?.type.split('/').length ?? 0) > 2 ? id.split('/').slice(0, -2).join('/') : undefined;
}

/** What every part of the plan looks at. */
                                      

                       
                                               
                            
                      
                                                                                       
                                           
                                                        
                            
                                                                                                                                     
                                        
 

/** With a network of the user's; a registry comes with one only. */
                                           
                               
 

                                                   
                                 
 

function siteOf(specification                      , look      )       {
  const variant = variantOf(specification);
  const living = look.document(clusterIdOf(specification));
  const cluster = living.state === 'found' ? living.value : undefined;
  return { specification, variant, look, cluster, body: cluster ?? creationBody(specification), location: locationOf(specification, variant, cluster, look) };
}

/** Where the cluster lives or is to live; undefined: nobody says. */
function clusterLocationOf(specification                      , cluster                        , look      )                     {
  const said = textAt(cluster, 'location') ?? specification.location ?? textAt(specification.file?.body, 'location');
  if (said !== undefined) return plain(said);
  const group = look.document(resourceGroupIdOf(specification));
  return group.state === 'found' ? plain(textAt(group.value, 'location') ?? '') : undefined;
}

function locationOf(specification                      , { network }         , cluster                        , look      )                     {
  const found = network === undefined ? undefined : look.document(network.id);
  const there = found?.state === 'found' ? textAt(found.value, 'location') : undefined;
  return there === undefined ? clusterLocationOf(specification, cluster, look) : plain(there);
}

/** `West Europe` is `westeurope`. */
function plain(location        )         {
  return location.replaceAll(' ', '').toLowerCase();
}

/** What is not as the variant needs it, and how it is mended. */
                                       

/** One thing that is missing or wrong, for people. */
                          
                                                                        
                        
                      
                       
                      
     
                                 
                                                                                               
                                           
                                                                                  
     
                                                                      
                                                                       
                            
 

/** A `Missing` with the steps that make it good; none where a person has to. */
                                       
                                  
 

/** Something that exists and is not changed by us. */
function wrong(id        , what        , why        , command         )       {
  return { id, what, why, state: 'wrong', steps: [], ...(command === undefined ? {} : { command }) };
}

/** Something that is not known to work. */
function unverified(id        , what        , why        , command         )       {
  return { ...wrong(id, what, why, command), state: 'unverified' };
}

/** Something that could not be read. `right`: the permission that the reader lacks. */
function undetermined(id        , what        , { why, right }                                                  )       {
  const reason = why.replace(/\.+$/, '');
  return { id, what: `${what} could not be read`, why: `${reason.charAt(0).toUpperCase()}${reason.slice(1)}. Reading it takes \`${right}\`.`, state: 'undetermined', steps: [] };
}

/** "Registry contoso is open to the Internet. … To mend it: az acr update …" */
function sentenceOf({ what, why, command }         )         {
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}. ${why}${command === undefined ? '' : ` To mend it: ${command.replaceAll('\n', ' && ')}`}`;
}

/** Steps and commands for things that are not there. */
                                          

                                                                                             
                            
                                      
 

/** Writes something new, which disturbs nothing. Private DNS knows preconditions; the others have no documented ones. */
function creation({ body, ...step }          )       {
  const type = parseResourceId(step.id)?.type ?? '';
  const condition = /\/privateDnsZones(?:\/|$)/i.test(type) ? { 'if-none-match': '*' } : {};
  return { ...step, disruption: { kind: 'none' }, substance: body, work: { kind: 'put', apiVersion: versionFor(type), body, condition } };
}

/** Adds `change` to something that is there. */
function addition({ body: change, ...step }          )       {
  const type = parseResourceId(step.id)?.type ?? '';
  return { ...step, disruption: { kind: 'none' }, substance: change, work: { kind: 'change', apiVersion: versionFor(type), change } };
}

/** Throws for a type that this project does not speak to. */
function versionFor(type        )         {
  const version = apiVersionOf(type);
  if (version === undefined) throw new TypeError(`No API version is known for the type "${type}".`);
  return version;
}

/** `az network vnet create --name 'a b' …`: options as they are, everything else quoted. */
function az(verb        , ...words                   )         {
  return `az ${verb} ${words.map((word) => (/^--[a-z-]+$/.test(word) ? word : quote(word))).join(' ')}`;
}

/** `--name … --resource-group … --subscription …` of an id. @param name the option that takes its name */
function addressed(id        , name = '--name')                    {
  const parsed = parseResourceId(id);
  return [name, parsed?.name ?? '', ...grouped(id)];
}

/** `--resource-group … --subscription …` of an id. */
function grouped(id        )                    {
  const parsed = parseResourceId(id);
  return ['--resource-group', parsed?.resourceGroup ?? '', '--subscription', parsed?.subscriptionId ?? ''];
}

/** `path: value` for people. */
function detail(path        , value         )         {
  return `${path}: ${formatValue(value)}`;
}

/** The identities of the user's, made where they are absent. */
                                         

function identityWants(site      , actors                  )                  {
  return actors.filter(({ isGiven }) => isGiven).flatMap((actor) => identityWant(site, actor) ?? []);
}

const reasons$1 = {
  'control-plane': 'AKS acts with it, and can be given rights before there is a cluster.',
  'kubelet': 'Nodes log in to the registry with it.',
}         ;

function identityWant({ specification, location, look }      , { id, kind, called, key }       )                   {
  const living = look.document(id);
  const name = nameOf(id);
  if (living.state === 'found') return undefined;
  if (living.state === 'unread') return undetermined(id, `identity ${name}`, { why: living.why, right: `${identityType}/read` });
  const why = reasons$1[kind];
  const step = creation({
    key, title: `Create identity ${name}`, why, subject: `identity ${name}`, id, after: [], body: { location, tags: ownTags(specification) }, details: [detail('for', called.replace(/^the /, ''))],
  });
  const command = az('identity create', ...addressed(id), ...(location === undefined ? [] : ['--location', location]));
  return { id, what: `identity ${name} is not there`, why, state: 'missing', command, steps: [step] };
}

/** Where in the addresses of a network new subnets go. IPv4: nodes of an isolated cluster need nothing else. */

                              
                        
                                                      
                                      
 

                         
                                                        
                                                                             
                    
                                                    

/**
 * The first free range for each subnet, in the order given. What is no IPv4 prefix counts for nothing.
 * @param space address prefixes of the network
 * @param taken address prefixes of its subnets
 */
function planAddresses(space                   , taken                   , wanted                        )              {
  let free = subtract(rangesIn$1(space), rangesIn$1(taken));
  const prefixes = new Map                ();
  for (const { name, lengths } of wanted) {
    const found = lengths.map((length) => firstFree(free, length)).find((one) => one !== undefined);
    if (found === undefined) {
      const smallest = lengths.at(-1) ?? ipv4.bits;
      return { kind: 'full', why: `The network ${space.join(', ')} has no room for subnet ${name}: no range of /${smallest} is free.` };
    }
    prefixes.set(name, `${ipv4.text(found.from)}/${found.length}`);
    free = subtract(free, [found.from, found.from + ipv4.size(found.length)]);
  }
  return { kind: 'fits', prefixes };
}

/** Nodes take a quarter of a new network, at most 4091 addresses and at least 27: pods have addresses of their own in an overlay. */
function nodeLengthsOf(space        )                    {
  const prefix = prefixOf(space);
  const best = Math.min(27, Math.max(20, (prefix?.length ?? 0) + 2));
  return Array.from({ length: 28 - best }, (_, index) => best + index);
}

/** What a subnet for nodes is given in a network that others live in. */
const modestNodeLengths                    = [24, 25, 26, 27];
/** 27 addresses; a registry's endpoint takes two, and one more for each replica. */
const endpointLengths                    = [27, 28];
/** AKS asks for /28 at least (documentation "API Server VNet Integration"). */
const apiServerLengths                    = [28];

function firstFree(free                , length        )                                                                 {
  const size = ipv4.size(length);
  for (const [from, end] of pairsOf(free)) {
    const start = Math.ceil(from / size) * size;
    if (start + size <= end) return { from: start, length };
  }
  return undefined;
}

function rangesIn$1(prefixes                   )                 {
  return rangesOf(prefixes.map(prefixOf).flatMap((prefix) => (prefix?.family === 'IPv4' ? [[prefix.from, prefix.end]         ] : [])));
}

/** The subnets that a variant needs, and what each has to be. */

                                                          

                               
                        
                      
                                                                             
                                        
 

/** @param needsEndpointSubnet false where the registry's endpoint stands elsewhere already */
function neededSubnets(site             , needsEndpointSubnet         )                          {
  const { network, variant } = site;
  const uses                                          = [
    ...nodeSubnetsOf(site).map((name) => ['nodes', name]         ),
    ...(needsEndpointSubnet ? [['endpoint', network.endpointSubnet]         ] : []),
    ...(variant.apiServer === 'vnet-integration' ? [['api-server', apiServerSubnetOf(site)]         ] : []),
  ];
  const names = [...new Set(uses.map(([, name]) => name.toLowerCase()))];
  return names.map((lower) => {
    const own = uses.filter(([, name]) => name.toLowerCase() === lower);
    const name = own[0]?.[1] ?? lower;
    return { name, id: subnetId(network, name), purposes: own.map(([purpose]) => purpose) };
  });
}

/** The subnets that pools name, of a living cluster or in the cluster-file; pools that name none go into the one of the variant. */
function nodeSubnetsOf({ network, body }             )                    {
  const named = poolsOf(body).map((pool) => subnetNameIn(network, textAt(pool, 'vnetSubnetID')) ?? network.nodeSubnet);
  const names = named.length === 0 ? [network.nodeSubnet] : named;
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}

/** Where the API server of a living cluster is, else where it is to be. */
function apiServerSubnetOf({ network, cluster }             )         {
  return subnetNameIn(network, textAt(cluster, 'properties', 'apiServerAccessProfile', 'subnetId')) ?? network.apiServerSubnet;
}

/** The name of a subnet of the network; undefined for one of another. */
function subnetNameIn(network                        , id = '')                     {
  return sameId(networkIdOf(id) ?? '', network.id) ? nameOf(id) : undefined;
}

/** The range that a subnet wants. @param nodeLengths what nodes are given */
function rangeFor({ name, purposes }              , nodeLengths                   )              {
  if (purposes.includes('nodes')) return { name, lengths: nodeLengths };
  return { name, lengths: purposes.includes('endpoint') ? endpointLengths : apiServerLengths };
}

const delegatedService = 'Microsoft.ContainerService/managedClusters';

/** The properties of a new subnet: private, whatever is in it. */
function subnetProperties({ purposes }              , addressPrefix        , securityGroupId        )             {
  return {
    addressPrefix,
    defaultOutboundAccess: false,
    privateEndpointNetworkPolicies: 'Disabled',
    ...(purposes.includes('nodes') ? { networkSecurityGroup: { id: securityGroupId } } : {}),
    ...(purposes.includes('api-server') ? { delegations: [{ name: 'aks', properties: { serviceName: delegatedService } }] } : {}),
  };
}

/** The address prefixes of all subnets of a network. */
function takenIn(network            )                    {
  return subnetsOf$1(network).flatMap((subnet) => prefixesOf(subnet));
}

function prefixesOf(subnet            )                    {
  const one = textAt(subnet, 'properties', 'addressPrefix');
  const many = arrayAt(subnet, 'properties', 'addressPrefixes').filter((prefix) => typeof prefix === 'string');
  return [...(one === undefined ? [] : [one]), ...many];
}

function spaceOf(network            )                    {
  return arrayAt(network, 'properties', 'addressSpace', 'addressPrefixes').filter((prefix) => typeof prefix === 'string');
}

/** The registry itself: made where it is absent, never changed where it is there. */

function registryWants(site              )                  {
  const { registry, look } = site;
  const living = look.document(registry.id);
  if (living.state === 'unread') return [undetermined(registry.id, `registry ${nameOf(registry.id)}`, { why: living.why, right: 'Microsoft.ContainerRegistry/registries/read' })];
  return living.state === 'absent' ? [newRegistryWant(site)] : livingRegistryWants(site, living.value);
}

/**
 * As AKS documents it (`adminUserEnabled` to the ARM audience), and closed further where that is known to work: without the bypass for Azure's services
 * the cache still fills (terraform-provider-azurerm's acceptance test), and nothing can be exported past the network.
 */
const properties             = {
  publicNetworkAccess: 'Disabled',
  adminUserEnabled: false,
  anonymousPullEnabled: false,
  networkRuleSet: { defaultAction: 'Deny' },
  networkRuleBypassOptions: 'None',
  policies: { azureADAuthenticationAsArmPolicy: { status: 'enabled' }, exportPolicy: { status: 'disabled' } },
};

function newRegistryWant({ registry, specification, location }              )       {
  const name = nameOf(registry.id);
  const why = 'Nodes pull everything from it, the images of AKS too: they reach nothing else.';
  const step = creation({
    key: keys.registry, title: `Create registry ${name}`, why, subject: `registry ${name}`, id: registry.id, after: [],
    body: { location, sku: { name: 'Premium' }, tags: ownTags(specification), properties },
    details: [detail('sku', 'Premium'), detail('publicNetworkAccess', 'Disabled')],
  });
  const command = az(
    'acr create', ...addressed(registry.id), ...(location === undefined ? [] : ['--location', location]),
    '--sku', 'Premium', '--public-network-enabled', 'false', '--admin-enabled', 'false', '--allow-trusted-services', 'false', '--allow-exports', 'false',
  );
  return { id: registry.id, what: `registry ${name} is not there`, why, state: 'missing', command, steps: [step] };
}

function livingRegistryWants(site              , living            )                  {
  const { id } = site.registry;
  const name = nameOf(id);
  const update = (...words                   )         => az('acr update', ...addressed(id), ...words);
  const policies = at(living, 'properties', 'policies');
  const isPublic = textAt(living, 'properties', 'publicNetworkAccess')?.toLowerCase() !== 'disabled';
  const refusesTokens = textAt(policies, 'azureADAuthenticationAsArmPolicy', 'status')?.toLowerCase() === 'disabled';
  const faults                                                                                  = [
    [textAt(living, 'sku', 'name')?.toLowerCase() !== 'premium', 'is not Premium', 'Only a Premium registry has private endpoints.', update('--sku', 'Premium')],
    [isPublic, 'is open to the Internet', 'Whoever has its password or a token pulls and pushes from anywhere.', update('--public-network-enabled', 'false')],
    [at(living, 'properties', 'adminUserEnabled') === true, 'has its admin user on', 'Its password is shared and never expires.', update('--admin-enabled', 'false')],
    [at(living, 'properties', 'anonymousPullEnabled') === true, 'lets everybody pull', 'Since the AKS release of 2025-03-16 nodes log in.', update('--anonymous-pull-enabled', 'false')],
    [refusesTokens, 'refuses ARM-audience tokens', 'Nodes log in with one.', az('acr config authentication-as-arm update', ...addressed(id, '--registry'), '--status', 'enabled')],
  ];
  const abac = 'AKS does not say whether an isolated cluster works with it; nodes need the role Container Registry Repository Reader there.';
  return [
    ...faults.flatMap(([is, what, why, command]) => (is ? [wrong(id, `registry ${name} ${what}`, why, command)] : [])),
    ...(isByRepository(living) ? [unverified(id, `registry ${name} is in ABAC mode`, abac)] : []),
    ...placeWants$1(site, living),
  ];
}

/** Nobody documents a registry of another region or subscription for an isolated cluster. */
function placeWants$1({ registry, network, location }              , living            )                  {
  const [there, name] = [textAt(living, 'location'), nameOf(registry.id)];
  const [ours, theirs] = [parseResourceId(network.id)?.subscriptionId ?? '', parseResourceId(registry.id)?.subscriptionId ?? ''];
  return [
    ...(there === undefined || location === undefined || plain(there) === location ? [] : [
      unverified(registry.id, `registry ${name} is in ${there}, and the network in ${location}`, 'AKS does not say whether an isolated cluster works with a registry of another region.'),
    ]),
    ...(sameId(ours, theirs) ? [] : [unverified(registry.id, `registry ${name} is in another subscription than the network`, 'AKS does not say whether an isolated cluster works with it.')]),
  ];
}

/** In this mode older roles such as AcrPull do not count ("Azure Container Registry Entra permissions and role assignments overview"). */
function isByRepository(registry            )          {
  return textAt(registry, 'properties', 'roleAssignmentMode')?.toLowerCase() === 'abacrepositorypermissions';
}

/** Which roles a variant needs (AKS documentation "Create a network isolated AKS cluster" and "Use a managed identity in AKS"). */

                           
                       
                        
                                                                  
                                                    
                         
                                        
                      
                       
                                   
                                    
 

const ofNetwork = [roles.networkContributor, roles.contributor, roles.owner]         ;
const ofIdentity = [roles.managedIdentityOperator, roles.contributor, roles.owner]         ;
const pulling = [roles.acrPull, roles.acrPush, roles.reader, roles.contributor, roles.owner]         ;
const pullingByRepository = [roles.repositoryReader, roles.repositoryWriter, roles.repositoryContributor]         ;

function roleNeeds(site      )                      {
  const [controlPlane, kubelet] = [controlPlaneOf(site), kubeletOf(site)];
  return [
    ...(controlPlane === undefined ? [] : networkNeeds(site, controlPlane)),
    ...(kubelet === undefined ? [] : pullNeeds(site, kubelet)),
    ...(controlPlane === undefined || kubelet?.isGiven !== true ? [] : [{
      key: 'role/kubelet-identity', actor: controlPlane, accepted: ofIdentity, scope: kubelet.id, on: `identity ${nameOf(kubelet.id)}`,
      why: 'AKS gives nodes the kubelet identity with it.', after: [kubelet.key],
    }]),
  ];
}

/**
 * With a registry of the user's: each subnet that AKS joins something to. With AKS's own registry the whole network, as AKS puts the endpoint of the
 * registry and the link of its zone there; what exactly that takes is not documented.
 */
function networkNeeds(site      , actor       )                      {
  const { network, registry, apiServer } = site.variant;
  if (network === undefined) return [];
  const here = { ...site, network };
  if (registry === undefined) {
    return [{
      key: 'role/network', actor, accepted: ofNetwork, scope: network.id, on: `network ${nameOf(network.id)}`,
      why: 'AKS joins nodes to it, and puts the endpoint of its registry there.', after: [keys.network],
    }];
  }
  const subnets                                         = [
    ...nodeSubnetsOf(here).map((name) => [name, 'AKS joins nodes and load balancers to it.']         ),
    ...(apiServer === 'vnet-integration' ? [[apiServerSubnetOf(here), 'AKS puts the API server there.']         ] : []),
  ];
  return subnets.map(([name, why])           => ({
    key: `role/subnet/${name.toLowerCase()}`, actor, accepted: ofNetwork, scope: subnetId(network, name), on: `subnet ${name}`, why, after: afterSubnet(name),
  }));
}

function pullNeeds({ variant: { registry }, look }      , actor       )                      {
  if (registry === undefined) return [];
  const living = look.document(registry.id);
  const accepted = living.state === 'found' && isByRepository(living.value) ? pullingByRepository : pulling;
  return [{ key: 'role/registry', actor, accepted, scope: registry.id, on: `registry ${nameOf(registry.id)}`, why: 'Nodes pull their images with it.', after: [keys.registry] }];
}

/** The role assignments that are missing. A role that somebody gave at a scope above, or to a group, is as good. */

function roleWants(site      )                  {
  return roleNeeds(site).flatMap((need) => roleWant(site, need) ?? []);
}

function roleWant(site      , need          )                   {
  const { look } = site;
  const { actor, scope, on } = need;
  const what = `which roles ${actor.called} has for ${on}`;
  const identity = actor.isGiven ? look.document(actor.id) : undefined;
  // That the identity itself could not be read is said where it is wanted.
  if (identity?.state === 'unread') return undefined;
  const principal = principalOf(actor, (id) => look.glimpse(id));
  if (principal === undefined) {
    if (identity?.state === 'absent') return missing(site, need, undefined);
    return undetermined(actor.id, `the object id of ${actor.called}`, { why: 'its document does not say it', right: `${identityType}/read` });
  }
  const assignments = look.list(assignmentsOf(standing(scope, look), principal));
  if (assignments.state === 'unread') return undetermined(scope, what, { why: assignments.why, right: `${roleAssignmentType}/read` });
  const living = assignments.state === 'found' ? assignments.value : [];
  if (living.some((one) => need.accepted.includes(roleIn(one)) && !hasCondition(one))) return undefined;
  const bound = living.find((one) => roleIn(one) === need.accepted[0] && sameId(textAt(one, 'properties', 'scope') ?? '', scope));
  if (bound !== undefined) {
    const [id, role] = [textAt(bound, 'id') ?? scope, roleName(need.accepted[0])];
    return wrong(id, `${actor.called} has ${role} on ${on} only under a condition`, `${need.why} Azure takes no second assignment of the same.`, az('role assignment delete', '--ids', id));
  }
  const want = missing(site, need, principal);
  const others = living.map(roleIn).filter((role) => !isKnownRole(role));
  // A role of somebody's own may allow the same; giving ours besides does no harm.
  return others.length === 0 ? want : { ...want, why: `${want.why} It has a role that is not known here (${others[0] ?? ''}), which may allow the same.` };
}

/** What is given on the scope and above it; Azure resolves groups. */
function assignmentsOf(scope        , principal        )                                                                             {
  return { type: roleAssignmentType, scope, filter: `atScope() and assignedTo('${principal.replaceAll("'", "''")}')` };
}

/** The scope, or the next one above it that is there: what is given above will count below. */
function standing(scope        , look      )         {
  const network = networkIdOf(scope);
  const sight = network === undefined ? look.document(scope) : look.subnet(network, nameOf(scope));
  if (sight.state !== 'absent') return scope;
  return network === undefined ? scopeOf(scope) : standing(network, look);
}

function missing({ specification }      , { key, actor, accepted: [role], scope, on, why, after }          , principal                    )       {
  const name = roleName(role);
  const id = formatResourceId(scope, roleAssignmentType, roleAssignmentName(scope, actor.id, role, principal));
  const properties = {
    roleDefinitionId: `${subscriptionScopeOf(scope)}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    // A new principal is not in the directory yet; a type that is said keeps Azure from looking.
    principalType: 'ServicePrincipal',
    description: roleStampFor(specification),
  };
  const step       = {
    key, title: `Give ${actor.called} ${name} on ${on}`, why, subject: `role ${name} on ${on}`, id, after: [actor.key, ...after],
    disruption: { kind: 'none' }, details: [detail('role', name), detail('scope', scope), detail('identity', actor.id)],
    substance: { role, scope, identity: actor.id },
    work: {
      kind: 'put', apiVersion: apiVersions.roleAssignments, condition: {},
      body: (known) => ({ properties: { ...properties, principalId: principal ?? principalOf(actor, known) ?? '' } }),
    },
  };
  return { id: scope, what: `${actor.called} has no role such as ${name} on ${on}`, why, state: 'missing', command: command(actor.id, principal, name, scope), steps: [step] };
}

function command(identityId        , principal                    , role        , scope        )         {
  const who = principal === undefined ? `"$(az identity show --ids ${quote(identityId)} --query principalId --output tsv)"` : quote(principal);
  return `az role assignment create --assignee-object-id ${who} ${az('', '--assignee-principal-type', 'ServicePrincipal', '--role', role, '--scope', scope).replace(/^az +/, '')}`;
}

function roleIn(assignment            )         {
  return (textAt(assignment, 'properties', 'roleDefinitionId') ?? '').split('/').at(-1)?.toLowerCase() ?? '';
}

/** A condition may take away what the role gives. */
function hasCondition(assignment            )          {
  const condition = at(assignment, 'properties', 'condition');
  return typeof condition === 'string' && condition !== '';
}

/** Where the pools of a cluster are. */

/** All pools of a cluster share a network, which no update changes (REST documentation of agent pools, `vnetSubnetID`). Pools of a new one may leave it open. */
function poolPlaceWants({ cluster, body, network, specification }             )                  {
  const pools = poolsOf(body).filter((pool) => cluster !== undefined || textAt(pool, 'vnetSubnetID') !== undefined);
  const elsewhere = pools.find((pool) => !sameId(networkIdOf(textAt(pool, 'vnetSubnetID') ?? '') ?? '', network.id));
  if (elsewhere === undefined) return [];
  const place = networkIdOf(textAt(elsewhere, 'vnetSubnetID') ?? '');
  return [wrong(
    clusterIdOf(specification), `the nodes of pool ${poolNameOf(elsewhere)} are in ${place === undefined ? 'the network of AKS' : `network ${nameOf(place)}`}, not in ${nameOf(network.id)}`,
    cluster === undefined ? 'All pools of a cluster are in one network: mend the cluster-file.' : 'A living cluster stays in its network: name that one, or build a new cluster.',
  )];
}

/** What is wrong with a subnet that is there. It belongs to somebody: nothing of it is changed. */

function existingSubnetWants(site             , subnet              , document            )                  {
  return [
    ...(subnet.purposes.includes('nodes') ? nodeWants(subnet, document) : []),
    ...(subnet.purposes.includes('endpoint') ? endpointWants$1(subnet, document) : []),
    ...(subnet.purposes.includes('api-server') ? apiServerWants(site, subnet, document) : []),
  ];
}

/** A subnet without the property is not private (networks of API versions before 2025-07-01 have none). */
function nodeWants({ name, id }              , document            )                  {
  const delegations = delegationsOf(document);
  return [
    ...(at(document, 'properties', 'defaultOutboundAccess') === false ? [] : [wrong(
      id, `subnet ${name} is not private`, 'Azure gives its machines a way out by default.', az('network vnet subnet update', '--ids', id, '--default-outbound', 'false'),
    )]),
    ...(delegations.length === 0 ? [] : [wrong(
      id, `subnet ${name} is delegated to ${delegations.join(', ')}`, 'Nodes go into subnets that are delegated to nobody.', az('network vnet subnet update', '--ids', id, '--remove', 'delegations'),
    )]),
  ];
}

function endpointWants$1({ name, id }              , document            )                  {
  if (textAt(document, 'properties', 'privateEndpointNetworkPolicies')?.toLowerCase() !== 'enabled') return [];
  return [unverified(
    id, `subnet ${name} applies network policies to private endpoints`, 'AKS documents the endpoint of the registry in a subnet where they are disabled.',
    az('network vnet subnet update', '--ids', id, '--private-endpoint-network-policies', 'Disabled'),
  )];
}

function apiServerWants(site             , { name, id }              , document            )                  {
  const isDelegated = delegationsOf(document).some((service) => service.toLowerCase() === delegatedService.toLowerCase());
  const tooSmall = prefixesOf(document).find((prefix) => {
    const read = prefixOf(prefix);
    return read?.family === 'IPv4' && read.length > 28;
  });
  return [
    ...(isDelegated ? [] : [wrong(
      id, `subnet ${name} is not delegated to ${delegatedService}`, 'AKS puts the API server only into a subnet that is delegated to it.',
      az('network vnet subnet update', '--ids', id, '--delegations', delegatedService),
    )]),
    ...(tooSmall === undefined ? [] : [wrong(id, `subnet ${name} is smaller than /28 (${tooSmall})`, 'The API server needs 16 addresses; name another subnet.')]),
    ...(isShared(site, id, document) ? [wrong(id, `subnet ${name} holds something else than the API server`, 'The API server needs a subnet for itself; name another one.')] : []),
  ];
}

/** Private endpoints never belong there. Addresses do where this cluster's API server, or another's, is there already: AKS allows several. */
function isShared({ cluster }             , id        , document            )          {
  if (arrayAt(document, 'properties', 'privateEndpoints').length > 0) return true;
  if (sameId(textAt(cluster, 'properties', 'apiServerAccessProfile', 'subnetId') ?? '', id)) return false;
  return delegationsOf(document).length === 0 && arrayAt(document, 'properties', 'ipConfigurations').length > 0;
}

function delegationsOf(document            )                    {
  return arrayAt(document, 'properties', 'delegations').map((one) => textAt(one, 'properties', 'serviceName') ?? '').filter((name) => name !== '');
}

/** The security group of a new subnet for nodes. Subnets that are there keep theirs, or none. */
                                                          

/** One rule in place of Azure's own, which lets everything out to the Internet. The service tag leaves out the network and what is joined to it. */
const denyInternet = { name: 'DenyInternetOutbound', priority: 4096 }         ;

const rule             = {
  name: denyInternet.name,
  properties: {
    priority: denyInternet.priority, direction: 'Outbound', access: 'Deny', protocol: '*',
    sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: 'Internet', destinationPortRange: '*',
  },
};

/** Undefined where the group is there: it is used as it is. */
function securityGroupWant({ specification, network, location, look }             )                   {
  const id = nodeSecurityGroupId(specification, network);
  const name = nameOf(id);
  const living = look.document(id);
  if (living.state === 'found') return undefined;
  if (living.state === 'unread') return undetermined(id, `network security group ${name}`, { why: living.why, right: 'Microsoft.Network/networkSecurityGroups/read' });
  const why = 'The rules that every group has let nodes out to the Internet; this one does not.';
  const step = creation({
    key: keys.securityGroup, title: `Create network security group ${name}`, why, subject: `network security group ${name}`, id, after: [],
    body: { location, tags: ownTags(specification), properties: { securityRules: [rule] } },
    details: [detail(denyInternet.name, 'outbound, Deny to Internet')],
  });
  const command = [
    az('network nsg create', ...addressed(id), ...(location === undefined ? [] : ['--location', location])),
    az(
      'network nsg rule create', '--name', denyInternet.name, '--nsg-name', ...addressed(id).slice(1), '--priority', String(denyInternet.priority),
      '--direction', 'Outbound', '--access', 'Deny', '--protocol', '*', '--destination-address-prefixes', 'Internet', '--destination-port-ranges', '*',
    ),
  ].join('\n');
  return { id, what: `network security group ${name} is not there`, why, state: 'missing', command, steps: [step] };
}

/** The addresses of services and pods exist only in the cluster, and must not be those of its subnets. */

/** What AKS takes unless the cluster says otherwise (REST documentation of managedClusters; recorded answers of azure-cli). */
const defaults = { serviceCidr: '10.0.0.0/16', podCidr: '10.244.0.0/16' }         ;

/** Ranges that new subnets should keep off. */
function ownRanges({ body }             )                                                                                    {
  return (['serviceCidr', 'podCidr']         ).map((member) => ({ member, range: textAt(body, 'properties', 'networkProfile', member) ?? defaults[member] }));
}

/** Of a new cluster. Azure refuses it with `ServiceCidrOverlapExistingSubnetsCidr`, after everything else was made. @param subnets address prefixes */
function rangeWants(site             , subnets                   )                  {
  if (site.cluster !== undefined) return [];
  return ownRanges(site).flatMap(({ member, range })                  => {
    const twice = subnets.find((subnet) => overlap(subnet, range));
    if (twice === undefined) return [];
    return [wrong(
      clusterIdOf(site.specification), `the range ${range} of the cluster's ${member === 'serviceCidr' ? 'services' : 'pods'} overlaps with subnet range ${twice}`,
      `Azure refuses such a cluster: say another \`networkProfile.${member}\`${member === 'serviceCidr' ? ' and `dnsServiceIP`' : ''} in the cluster-file.`,
    )];
  });
}

function overlap(left        , right        )          {
  const [one, other] = [prefixOf(left), prefixOf(right)];
  return one?.family === 'IPv4' && other?.family === 'IPv4' && one.from < other.end && other.from < one.end;
}

/** The network of the user's: made in whole where it is absent, else given the subnets that it lacks. */

/** @param needsEndpointSubnet false where the registry's endpoint stands elsewhere already */
function networkWants(site             , needsEndpointSubnet         )                  {
  const { network, look } = site;
  const needed = neededSubnets(site, needsEndpointSubnet);
  const mixed = needed.find(({ purposes }) => purposes.includes('api-server') && purposes.length > 1);
  if (mixed !== undefined) return [wrong(mixed.id, `subnet ${mixed.name} is to hold the API server and something else`, 'The API server needs a subnet for itself; name another one.')];
  const living = look.document(network.id);
  if (living.state === 'unread') return [undetermined(network.id, `network ${nameOf(network.id)}`, { why: living.why, right: 'Microsoft.Network/virtualNetworks/read' })];
  return living.state === 'absent' ? newNetworkWants(site, needed) : livingNetworkWants(site, needed, living.value);
}

function newNetworkWants(site             , needed                         )                  {
  const { network, specification, location } = site;
  const name = nameOf(network.id);
  const group = nodeSecurityGroupId(specification, network);
  const plan = planAround(site, [network.addressPrefix], [], needed.map((subnet) => rangeFor(subnet, nodeLengthsOf(network.addressPrefix))));
  if (plan.kind === 'full') return [wrong(network.id, `network ${name} is not there, and cannot be made`, plan.why)];
  const subnets = needed.map((subnet) => ({ name: subnet.name, properties: subnetProperties(subnet, plan.prefixes.get(subnet.name) ?? '', group) }));
  const body             = {
    location,
    tags: ownTags(specification),
    properties: { addressSpace: { addressPrefixes: [network.addressPrefix] }, subnets },
  };
  const security = securityGroupWant(site);
  const ranges = rangeWants(site, [...plan.prefixes.values()]);
  const step = creation({
    key: keys.network,
    title: `Create network ${name}`,
    why: 'Nodes, the endpoint of the registry and the API server stand in a network of yours, none of whose subnets has a way out.',
    subject: `network ${name}`,
    id: network.id,
    after: (security?.steps ?? []).map(({ key }) => key),
    body,
    details: [detail('addressPrefix', network.addressPrefix), ...subnets.map((subnet) => detail(`subnet ${subnet.name}`, subnet.properties['addressPrefix']))],
  });
  const commands = [
    az('network vnet create', ...addressed(network.id), ...(location === undefined ? [] : ['--location', location]), '--address-prefixes', network.addressPrefix),
    ...needed.map((subnet) => subnetCommand(site, subnet, plan.prefixes.get(subnet.name) ?? '')),
  ];
  return [
    ...ranges,
    ...(security === undefined ? [] : [security]),
    { id: network.id, what: `network ${name} is not there`, why: 'Nodes go into its subnets.', state: 'missing', command: commands.join('\n'), steps: [step] },
  ];
}

function livingNetworkWants(site             , needed                         , living            )                  {
  const { network } = site;
  const found = needed.map((subnet) => ({ subnet, sight: site.look.subnet(network.id, subnet.name) }));
  const missing = found.flatMap(({ subnet, sight }) => (sight.state === 'absent' ? [subnet] : []));
  const existing = found.flatMap(({ subnet, sight }) => (sight.state === 'found' ? existingSubnetWants(site, subnet, sight.value) : []));
  return [...placeWants(site, living), ...rangeWants(site, takenIn(living)), ...existing, ...missingSubnetWants(site, missing, living)];
}

/** Azure serialises the writes of one network's subnets, so each waits for the one before. */
function missingSubnetWants(site             , missing                         , living            )                  {
  const { network, specification } = site;
  const name = nameOf(network.id);
  const plan = planAround(site, spaceOf(living), takenIn(living), missing.map((subnet) => rangeFor(subnet, modestNodeLengths)));
  if (plan.kind === 'full') return missing.map((subnet) => wrong(subnet.id, `network ${name} has no subnet ${subnet.name}, and cannot be given one`, plan.why));
  const security = missing.some(({ purposes }) => purposes.includes('nodes')) ? securityGroupWant(site) : undefined;
  const group = nodeSecurityGroupId(specification, network);
  const ranges = rangeWants(site, [...plan.prefixes.values()]);
  const wants = missing.map((subnet, index)       => {
    const prefix = plan.prefixes.get(subnet.name) ?? '';
    const before = missing[index - 1];
    const step = creation({
      key: subnetKey(subnet.name),
      title: `Add subnet ${subnet.name} to network ${name}`,
      why: reasons[subnet.purposes[0] ?? 'nodes'],
      subject: `subnet ${subnet.name}`,
      id: subnet.id,
      after: [...(before === undefined ? [] : [subnetKey(before.name)]), ...(subnet.purposes.includes('nodes') ? (security?.steps ?? []).map(({ key }) => key) : [])],
      body: { properties: subnetProperties(subnet, prefix, group) },
      details: [detail('addressPrefix', prefix)],
    });
    return { id: subnet.id, what: `network ${name} has no subnet ${subnet.name}`, why: step.why, state: 'missing', command: subnetCommand(site, subnet, prefix), steps: [step] };
  });
  return [...ranges, ...(security === undefined ? [] : [security]), ...wants];
}

/** Off the ranges of services and pods where there is room besides. */
function planAround(site             , space                   , taken                   , wanted                        )              {
  const plan = planAddresses(space, [...taken, ...ownRanges(site).map(({ range }) => range)], wanted);
  return plan.kind === 'fits' ? plan : planAddresses(space, taken, wanted);
}

const reasons = {
  'nodes': 'Nodes go into a private subnet, which gives them no way out by default.',
  'endpoint': 'The endpoint of the registry stands there.',
  'api-server': 'AKS puts the API server into a subnet that is delegated to it.',
}         ;

function placeWants({ specification, cluster, look, network }             , living            )                  {
  const [there, here] = [textAt(living, 'location'), clusterLocationOf(specification, cluster, look)];
  if (there === undefined || here === undefined || plain(there) === here) return [];
  return [wrong(network.id, `network ${nameOf(network.id)} is in ${there}, and the cluster in ${here}`, 'Nodes go only into networks of their region: mend "location", or name another network.')];
}

function subnetCommand({ network, specification }             , { name, purposes }              , prefix        )         {
  return az(
    'network vnet subnet create', '--name', name, '--vnet-name', ...addressed(network.id).slice(1), '--address-prefixes', prefix,
    '--default-outbound', 'false', '--private-endpoint-network-policies', 'Disabled',
    ...(purposes.includes('nodes') ? ['--network-security-group', nodeSecurityGroupId(specification, network)] : []),
    ...(purposes.includes('api-server') ? ['--delegations', 'Microsoft.ContainerService/managedClusters'] : []),
  );
}

/** Whether the security group of the nodes lets them to the endpoint of the registry: many end with a rule that denies everything. */

/** @param endpoint where the registry is reached; undefined while there is none yet */
function wayWants(site              , endpoint                      )                  {
  return nodeSubnetsOf(site).flatMap((subnet) => wayFrom(subnet, site, endpoint));
}

function wayFrom(subnet        , { network, look }              , endpoint                      )                  {
  const nodes = look.subnet(network.id, subnet);
  const groupId = nodes.state === 'found' ? textAt(nodes.value, 'properties', 'networkSecurityGroup', 'id') : undefined;
  if (nodes.state !== 'found' || groupId === undefined || endpoint?.isInNetwork === false) return [];
  const there = look.subnet(network.id, endpoint === undefined ? network.endpointSubnet : endpoint.subnetId.split('/').at(-1) ?? '');
  const targets = there.state === 'found' ? prefixesOf(there.value) : [];
  if (targets.length === 0) return [];
  const name = nameOf(groupId);
  const group = look.document(groupId);
  if (group.state === 'absent') return [];
  if (group.state === 'unread') {
    const unread = undetermined(groupId, `whether network security group ${name} lets nodes to the registry`, { why: group.why, right: `${securityGroupType}/read` });
    // Nothing is made of it, so it keeps nothing from being made.
    return [{ ...unread, state: 'unverified' }];
  }
  const rules = arrayAt(group.value, 'properties', 'securityRules').map((value, index) => readRule({ pointer: String(index), value })).filter((rule) => rule !== undefined);
  const verdict = judge(rules, { nodes: rangesIn(prefixesOf(nodes.value)), targets: rangesIn(targets) });
  if (verdict.kind === 'open') return [];
  const what = `rule ${verdict.rule.mark.name} of network security group ${name} ${verdict.kind === 'shut' ? 'keeps' : 'may keep'} nodes from the endpoint of the registry`;
  const why = `Nodes reach it by TCP on port 443 in ${targets.join(', ')}, and have no other way to their images.`;
  return [verdict.kind === 'shut' ? wrong(groupId, what, why, allowCommand(groupId, rules, verdict.rule, targets)) : unverified(groupId, what, why)];
}

               
                                 
                                   
 

                                                                                                              

/** In the order of priorities the first rule that matches decides; Azure's own last rules let everything through within the network. */
function judge(rules                         , way     )          {
  let doubt                          ;
  for (const rule of rules.toSorted((left, right) => priorityOf(left) - priorityOf(right))) {
    const match = matches(rule, way);
    if (match === 'none') continue;
    if (match === 'all' && rule.allows === true) break;
    if (match === 'all' && rule.allows === false && doubt === undefined) return { kind: 'shut', rule };
    if (rule.allows !== true) doubt ??= rule;
  }
  return doubt === undefined ? { kind: 'open' } : { kind: 'perhaps', rule: doubt };
}

const https                 = [443, 444];
const everyPort                 = [0, 65_536];
/** The place of Tcp in the list of protocols. */
const tcp                 = [0, 1];

function matches({ protocol, ports, sourcePorts, source, destination, outbound }              , { nodes, targets }     )                          {
  if (!meet(protocol.most, tcp) || !meet(ports.most, https)) return 'none';
  const [from, to] = [reach(source, nodes), reach(destination, targets)];
  if (from === 'none' || to === 'none') return 'none';
  const isSure = !isUnknown(outbound) && covers(protocol.least, tcp) && covers(ports.least, https) && covers(sourcePorts.least, everyPort);
  return isSure && from === 'all' && to === 'all' ? 'all' : 'some';
}

function reach({ everything, ipv4, tags, groups, unknown }      , ranges                )                          {
  if (everything || covers(ipv4, ranges) || tags.some((tag) => tag.toLowerCase() === 'virtualnetwork')) return 'all';
  return groups || unknown.length > 0 || meet(ipv4, ranges) ? 'some' : 'none';
}

function priorityOf({ priority }              )         {
  return isUnknown(priority) ? 0 : priority;
}

/** A rule before the one that denies, where a priority is free. */
function allowCommand(groupId        , rules                         , denies              , targets                   )                     {
  const taken = new Set(rules.map(priorityOf));
  let priority = priorityOf(denies) - 1;
  while (taken.has(priority)) priority -= 1;
  if (priority < 100) return undefined;
  return az(
    'network nsg rule create', '--name', 'AllowRegistry', '--nsg-name', ...addressed(groupId).slice(1), '--priority', String(priority), '--direction', 'Outbound', '--access', 'Allow',
    '--protocol', 'Tcp', '--destination-address-prefixes', ...targets, '--destination-port-ranges', '443',
  );
}

function rangesIn(prefixes                   )                 {
  return rangesOf(prefixes.map(prefixOf).flatMap((prefix) => (prefix?.family === 'IPv4' ? [[prefix.from, prefix.end]         ] : [])));
}

/** The cache rule of AKS, word for word. Azure changes neither source nor target of a rule, and AKS forbids to alter its own. */

function cacheRuleWants({ registry, look }              )                  {
  const id = cacheRuleId(registry);
  const name = nameOf(registry.id);
  const living = look.list({ type: cacheRuleType, scope: registry.id });
  if (living.state === 'unread') return [undetermined(id, `the cache rules of registry ${name}`, { why: living.why, right: `${cacheRuleType}/read` })];
  const rules = living.state === 'found' ? living.value : [];
  const create = az('acr cache create', ...addressed(registry.id, '--registry'), '--name', cacheRule.name, '--source-repo', cacheRule.source, '--target-repo', cacheRule.target);
  const own = rules.find((rule) => textAt(rule, 'name')?.toLowerCase() === cacheRule.name);
  const [source, target] = [textAt(own, 'properties', 'sourceRepository') ?? '', textAt(own, 'properties', 'targetRepository') ?? ''];
  if (own !== undefined) {
    if (source === cacheRule.source && target === cacheRule.target) return [];
    const before = target === '/*' ? ', as before March 2025' : '';
    return [wrong(
      id, `cache rule ${cacheRule.name} of registry ${name} leads from ${source} to ${target}${before}`,
      `AKS wants ${cacheRule.source} to ${cacheRule.target}; a rule cannot be changed.`, `${remove(registry.id, cacheRule.name)}\n${create}`,
    )];
  }
  const other = rules.find((rule) => textAt(rule, 'properties', 'targetRepository') === cacheRule.target);
  if (other !== undefined) {
    const called = textAt(other, 'name') ?? '';
    return [wrong(
      id, `the cache rule of AKS is called ${called} in registry ${name}`,
      `AKS wants it to be called ${cacheRule.name}; two rules cannot fill the same.`, `${remove(registry.id, called)}\n${create}`,
    )];
  }
  const why = 'It fills what nodes look for from the registry of Microsoft.';
  const step = creation({
    key: keys.cacheRule, title: `Create cache rule ${cacheRule.name}`, why, subject: `cache rule ${cacheRule.name}`, id, after: [keys.registry],
    body: { properties: { sourceRepository: cacheRule.source, targetRepository: cacheRule.target } },
    details: [detail('sourceRepository', cacheRule.source), detail('targetRepository', cacheRule.target)],
  });
  return [{ id, what: `registry ${name} has no cache rule ${cacheRule.name}`, why, state: 'missing', command: create, steps: [step] }];
}

function remove(registryId        , name        )         {
  return az('acr cache delete', '--registry', nameOf(registryId), ...grouped(registryId), '--name', name, '--yes');
}

/** The private endpoint of the registry: one that nodes reach is used as it is, else the network is given one. */
                                                          
                                                    

function endpointWants(site              , sight               )                  {
  if (sight.state === 'unread') {
    // That the registry could not be read is said where it is wanted.
    return sight.id === site.registry.id ? [] : [undetermined(sight.id, `private endpoint ${nameOf(sight.id)}`, { why: sight.why, right: `${privateEndpointType}/read` })];
  }
  if (sight.state === 'taken') {
    const remove = az('network private-endpoint delete', '--ids', sight.id);
    return [wrong(sight.id, `private endpoint ${nameOf(sight.id)} leads elsewhere`, 'The endpoint of the registry would have that name.', remove)];
  }
  if (sight.state === 'found') return connectionWants(site, sight);
  return [newEndpointWant(site)];
}

function connectionWants({ registry }              , { endpoint }                                            )                  {
  const { id, document, status, connectionId } = endpoint;
  // One that is being made is not in the registry's list yet.
  if (status?.toLowerCase() === 'approved' || (status === undefined && !isTerminal(provisioningStateOf(document)))) return [];
  const what = `private endpoint ${nameOf(id)} of registry ${nameOf(registry.id)} is ${status === undefined ? 'not connected to it' : status.toLowerCase()}`;
  const isWaiting = status?.toLowerCase() === 'pending' && connectionId !== undefined;
  return [isWaiting
    ? wrong(id, what, 'Somebody who may approve it has to.', az('network private-endpoint-connection approve', '--id', connectionId))
    : wrong(id, what, 'It has to be made anew.', az('network private-endpoint delete', '--ids', id))];
}

function newEndpointWant({ network, registry, specification, location }              )       {
  const id = defaultEndpointId(network, registry);
  const [name, registryName, subnet] = [nameOf(id), nameOf(registry.id), subnetId(network, network.endpointSubnet)];
  const why = 'Nodes without a way out reach the registry only through it.';
  const body             = {
    location,
    tags: ownTags(specification),
    properties: { subnet: { id: subnet }, privateLinkServiceConnections: [{ name: 'registry', properties: { privateLinkServiceId: registry.id, groupIds: ['registry'] } }] },
  };
  const step = creation({
    key: keys.endpoint, title: `Create private endpoint ${name}`, why, subject: `private endpoint ${name}`, id, after: [keys.registry, ...afterSubnet(network.endpointSubnet)],
    body, details: [detail('subnet', network.endpointSubnet), detail('registry', registryName)],
  });
  const command = az(
    'network private-endpoint create', ...addressed(id), ...(location === undefined ? [] : ['--location', location]), '--subnet', subnet,
    '--private-connection-resource-id', registry.id, '--group-ids', 'registry', '--connection-name', 'registry',
  );
  return { id, what: `registry ${registryName} has no private endpoint that network ${nameOf(network.id)} reaches`, why, state: 'missing', command, steps: [step] };
}

/** The private endpoints of the registry, as far as the network reaches them. */

                           
                      
                                
                            
                                                                                                                
                                      
                                            
                                                                     
                                
 

                           
                                                            
                                
                                                    
                                                    
                                                                            

/** More connections are looked up in one list: clusters of a company share a registry. */
const mostSingleReads = 6;

/** The endpoint that nodes of the network reach the registry through: in the network, or in one that it is peered with. Approved ones first. */
function endpointOf(site              )                {
  const { registry, network, look } = site;
  const networks = reachedNetworks(site);
  const living = look.document(registry.id);
  if (living.state === 'unread') return { ...living, id: registry.id };
  const connections = living.state === 'found' ? connectionsOf(living.value) : [];
  const subscriptions = new Set(networks.map((id) => subscriptionScopeOf(id).toLowerCase()));
  // An endpoint lies in the subscription of its network ("What is a private endpoint?").
  const near = connections.filter(({ endpointId }) => subscriptions.has(subscriptionScopeOf(endpointId).toLowerCase()));
  if (near.length > mostSingleReads) for (const scope of subscriptions) look.list({ type: privateEndpointType, scope });
  const own = defaultEndpointId(network, registry);
  let unread                                                           ;
  const found             = [];
  for (const { endpointId, status, connectionId } of near) {
    const sight = near.length > mostSingleReads ? glimpsed(site, endpointId) : look.document(endpointId);
    if (sight.state === 'unread') unread ??= { id: endpointId, why: sight.why };
    if (sight.state !== 'found') continue;
    const endpoint = endpointFrom(endpointId, sight.value, { status, connectionId }, site, networks);
    if (endpoint !== undefined) found.push(endpoint);
  }
  const best = found.toSorted((left, right) => rank(left) - rank(right))[0];
  if (best !== undefined) return { state: 'found', endpoint: best };
  if (unread !== undefined) return { state: 'unread', ...unread };
  const ours = look.document(own);
  if (ours.state !== 'found') return ours.state === 'absent' ? ours : { ...ours, id: own };
  const endpoint = endpointFrom(own, ours.value, { status: undefined, connectionId: undefined }, site, networks);
  const isOurs = arrayAt(ours.value, 'properties', 'privateLinkServiceConnections').some((one) => sameId(textAt(one, 'properties', 'privateLinkServiceId') ?? '', registry.id));
  return endpoint === undefined || !isOurs ? { state: 'taken', id: own } : { state: 'found', endpoint };
}

function rank({ status, isInNetwork }          )         {
  return (status?.toLowerCase() === 'approved' ? 0 : 2) + (isInNetwork ? 0 : 1);
}

/** What a list shows is read; what it does not show is elsewhere. */
function glimpsed({ look }              , id        )                                               {
  const list = look.list({ type: privateEndpointType, scope: subscriptionScopeOf(id) });
  if (list.state !== 'found') return list;
  const document = look.glimpse(id);
  return document === undefined ? { state: 'absent' } : { state: 'found', value: document };
}

function endpointFrom(id        , document            , connection                                           , { network }              , networks                   )                       {
  const subnetId = textAt(document, 'properties', 'subnet', 'id') ?? '';
  const place = networkIdOf(subnetId);
  if (place === undefined || !networks.some((one) => sameId(one, place))) return undefined;
  return { id, document, subnetId, ...connection, isInNetwork: sameId(place, network.id) };
}

/** The network itself, and those that it is joined to. */
function reachedNetworks({ network, look }              )                    {
  const living = look.document(network.id);
  const peerings = living.state === 'found' ? arrayAt(living.value, 'properties', 'virtualNetworkPeerings') : [];
  const joined = peerings.filter((peering) => textAt(peering, 'properties', 'peeringState')?.toLowerCase() === 'connected');
  return [network.id, ...joined.map((peering) => textAt(peering, 'properties', 'remoteVirtualNetwork', 'id')).filter((id) => id !== undefined)];
}

                                                                        
                              
 

function connectionsOf(registry            )                        {
  const found = new Map                    ();
  for (const one of arrayAt(registry, 'properties', 'privateEndpointConnections')) {
    const endpointId = textAt(one, 'properties', 'privateEndpoint', 'id');
    if (endpointId === undefined || parseResourceId(endpointId) === undefined) continue;
    found.set(idKey(endpointId), { endpointId, status: textAt(one, 'properties', 'privateLinkServiceConnectionState', 'status'), connectionId: textAt(one, 'id') });
  }
  return [...found.values()];
}

/** Which private DNS zone nodes ask for the registry. A network is linked to one zone of a name at most. */
                                                    

                       
                                                                                                           
                                                            
                                                                                
                                                                                                                           

/** The zone that the network is linked to; else the named one; else the one that the endpoint keeps its records in; else one beside the registry. */
function zoneOf(site              , endpoint               )            {
  const { registry, network, look } = site;
  const name = zoneNameOf(site);
  if (registry.zoneId !== undefined) {
    const named = knownZone(site, registry.zoneId);
    if (named.state !== 'chosen' || named.isLinked) return named;
  }
  const scope = subscriptionScopeOf(network.id);
  const zones = look.list({ type: privateDnsZoneType, scope });
  const candidates = zones.state === 'found' ? zones.value.filter((zone) => textAt(zone, 'name')?.toLowerCase() === name).flatMap((zone) => textAt(zone, 'id') ?? []) : [];
  const links = candidates.filter((id) => registry.zoneId === undefined || !sameId(id, registry.zoneId)).map((id) => ({ id, links: linksOf(site, id) }));
  const linked = links.find((one) => one.links.state === 'found' && isLinked(one.links.value, network.id));
  if (registry.zoneId !== undefined) {
    // Zones of others may stay hidden: Azure itself refuses a second link.
    return linked === undefined ? knownZone(site, registry.zoneId) : { state: 'other', named: registry.zoneId, linked: linked.id };
  }
  if (linked !== undefined) return { state: 'chosen', id: linked.id, exists: true, isLinked: true };
  const unread = links.flatMap((one) => (one.links.state === 'unread' ? [{ id: one.id, why: one.links.why }] : []))[0];
  if (unread !== undefined) return { state: 'unread', ...unread, what: `the links of zone ${nameOf(unread.id)}`, right: `${zoneLinkType}/read` };
  if (zones.state === 'unread') return { state: 'unread', id: scope, what: 'the private DNS zones of the subscription', why: zones.why, right: `${privateDnsZoneType}/read` };
  const kept = endpoint.state === 'found' ? keptZones(site, endpoint.endpoint.id).find((id) => nameOf(id).toLowerCase() === name) : undefined;
  return knownZone(site, kept ?? defaultZoneId(registry, name));
}

/** What the zone of the registry is called in its cloud. */
function zoneNameOf({ registry, look, location }              )         {
  const living = look.document(registry.id);
  return registryZoneName(living.state === 'found' ? textAt(living.value, 'properties', 'loginServer') : undefined, location);
}

/** The zones that an endpoint's group keeps records in. */
function keptZones(site              , endpointId        )                    {
  const groups = site.look.list({ type: zoneGroupType, scope: endpointId });
  return groups.state === 'found' ? groups.value.flatMap(zonesOfGroup) : [];
}

function zonesOfGroup(group            )                    {
  return arrayAt(group, 'properties', 'privateDnsZoneConfigs').flatMap((config) => textAt(config, 'properties', 'privateDnsZoneId') ?? []);
}

function knownZone(site              , id        )            {
  const zone = site.look.document(id);
  if (zone.state === 'absent') return { state: 'chosen', id, exists: false, isLinked: false };
  if (zone.state === 'unread') return { state: 'unread', id, what: `zone ${nameOf(id)}`, why: zone.why, right: `${privateDnsZoneType}/read` };
  const links = linksOf(site, id);
  if (links.state === 'unread') return { state: 'unread', id, what: `the links of zone ${nameOf(id)}`, why: links.why, right: `${zoneLinkType}/read` };
  return { state: 'chosen', id, exists: true, isLinked: links.state === 'found' && isLinked(links.value, site.network.id) };
}

function linksOf({ look }              , zoneId        )                               {
  return look.list({ type: zoneLinkType, scope: zoneId });
}

function isLinked(links                       , networkId        )          {
  return links.some((link) => sameId(textAt(link, 'properties', 'virtualNetwork', 'id') ?? '', networkId));
}

/** Who keeps the registry's names in the zone: the endpoint's zone group, or people, who write A records. */

                                                          

function recordWants(site              , endpoint               , zone            )                  {
  if (endpoint.state === 'unread' || endpoint.state === 'taken') return [];
  const id = endpoint.state === 'found' ? endpoint.endpoint.id : defaultEndpointId(site.network, site.registry);
  const groups = endpoint.state === 'found' ? site.look.list({ type: zoneGroupType, scope: id }) : { state: 'absent' }         ;
  if (groups.state === 'unread') return [undetermined(id, `the zone group of private endpoint ${nameOf(id)}`, { why: groups.why, right: `${zoneGroupType}/read` })];
  const group = groups.state === 'found' ? groups.value[0] : undefined;
  const kept = group === undefined ? [] : zonesOfGroup(group);
  if (kept.some((one) => sameId(one, zone.id))) return [];
  const records = zone.exists ? site.look.list({ type: addressRecordType, scope: zone.id }) : { state: 'absent' }         ;
  if (records.state === 'unread') return [undetermined(zone.id, `the records of zone ${nameOf(zone.id)}`, { why: records.why, right: `${addressRecordType}/read` })];
  const living = records.state === 'found' ? records.value : [];
  const own = recordNamed(living, nameOf(site.registry.id));
  if (own !== undefined) return writtenRecordWants(site, endpoint, zone, living);
  const twin = kept.find((one) => nameOf(one).toLowerCase() === nameOf(zone.id).toLowerCase());
  if (twin !== undefined) {
    return [wrong(id, `private endpoint ${nameOf(id)} keeps its records in another zone ${nameOf(twin)} (${twin})`, 'An endpoint keeps them in one zone of a name: name that zone.')];
  }
  return [groupWant$1(id, zone.id, group)];
}

/** Somebody wrote records: they have to be whole, and lead to the endpoint that nodes reach. */
function writtenRecordWants(site              , endpoint               , zone            , records                       )                  {
  const [registry, name] = [nameOf(site.registry.id), nameOf(zone.id)];
  if (endpoint.state !== 'found') {
    return [wrong(
      zone.id, `zone ${name} leads to another private endpoint of registry ${registry}`,
      'A second endpoint would change the addresses for all networks that ask the zone: peer with the network of that endpoint, or name another zone.',
    )];
  }
  const addresses = addressesOf(endpoint.endpoint);
  return namesOf(site).flatMap((wanted)                  => {
    const record = recordNamed(records, wanted);
    const found = arrayAt(record, 'properties', 'aRecords').map((one) => textAt(one, 'ipv4Address') ?? '');
    const leads = addresses.length === 0 ? found.length > 0 : found.some((one) => addresses.includes(one));
    if (leads) return [];
    const what = record === undefined ? `zone ${name} has no record ${wanted}` : `record ${wanted} of zone ${name} does not lead to private endpoint ${nameOf(endpoint.endpoint.id)}`;
    return [wrong(`${zone.id}/A/${wanted}`, what, 'Somebody keeps these records by hand; a zone group of the endpoint keeps them by itself.', groupCommand(endpoint.endpoint.id, zone.id))];
  });
}

/** One endpoint has one group; what it keeps elsewhere stays. */
function groupWant$1(endpointId        , zoneId        , group                        )       {
  const config = { name: 'registry', properties: { privateDnsZoneId: zoneId } };
  const id = group === undefined ? defaultZoneGroupId(endpointId) : `${endpointId}/privateDnsZoneGroups/${textAt(group, 'name') ?? 'default'}`;
  const why = 'It keeps the names of the registry in the zone, one for each of its regions.';
  const body = { properties: { privateDnsZoneConfigs: [...arrayAt(group, 'properties', 'privateDnsZoneConfigs'), config] } };
  const about = {
    key: keys.zoneGroup, title: `Keep the records of the registry in zone ${nameOf(zoneId)}`, why, subject: `zone group of private endpoint ${nameOf(endpointId)}`, id,
    after: [keys.endpoint, keys.zone], body, details: [detail('privateDnsZoneId', zoneId)],
  };
  const step = group === undefined ? creation(about) : addition(about);
  return { id, what: `nothing keeps the names of the registry in zone ${nameOf(zoneId)}`, why, state: 'missing', command: groupCommand(endpointId, zoneId, group), steps: [step] };
}

function groupCommand(endpointId        , zoneId        , group             )         {
  return az(
    `network private-endpoint dns-zone-group ${group === undefined ? 'create' : 'add'}`, '--name', textAt(group, 'name') ?? 'default', '--endpoint-name', ...addressed(endpointId).slice(1),
    '--zone-name', 'registry', '--private-dns-zone', zoneId,
  );
}

/** `<registry>`, and `<registry>.<region>.data` for its region; those of replicas are a zone group's business. */
function namesOf({ registry, look }              )                    {
  const name = nameOf(registry.id);
  const region = textAt(look.glimpse(registry.id), 'location');
  return [name, ...(region === undefined ? [] : [`${name}.${plain(region)}.data`])];
}

/** None where a zone group keeps them, and where Azure has not said. */
function addressesOf({ document }          )                    {
  return arrayAt(document, 'properties', 'customDnsConfigs').flatMap((config) => arrayAt(config, 'ipAddresses')).filter((address) => typeof address === 'string');
}

function recordNamed(records                       , name        )                         {
  return records.find((record) => idKey(textAt(record, 'name') ?? '') === name.toLowerCase());
}

/** The private DNS zone of the registry, its link to the network, and who keeps the records in it. */

function zoneWants(site              , endpoint               , zone           )                  {
  if (zone.state === 'unread') return [undetermined(zone.id, zone.what, zone)];
  if (zone.state === 'other') {
    return [wrong(
      zone.linked, `network ${nameOf(site.network.id)} is linked to another zone ${nameOf(zone.linked)} already (${zone.linked})`,
      `A network has one zone of a name; name that one, or take away its link and use ${zone.named}.`,
    )];
  }
  const name = zoneNameOf(site);
  if (nameOf(zone.id).toLowerCase() !== name) return [wrong(zone.id, `zone ${nameOf(zone.id)} is not the zone of registries`, `Nodes ask for the registry in ${name}: name a zone of that name.`)];
  return [
    ...(zone.exists ? [] : [newZoneWant(site, zone.id)]),
    ...(zone.isLinked ? [] : [linkWant(site, zone.id)]),
    ...recordWants(site, endpoint, zone),
  ];
}

function newZoneWant({ specification }              , id        )       {
  const name = nameOf(id);
  const why = 'Without it the name of the registry leads to its public address.';
  const step = creation({
    key: keys.zone, title: `Create private DNS zone ${name}`, why, subject: `private DNS zone ${name}`, id, after: [],
    body: { location: 'global', tags: ownTags(specification) }, details: [detail('location', 'global')],
  });
  return { id, what: `private DNS zone ${name} is not there`, why, state: 'missing', command: az('network private-dns zone create', ...addressed(id)), steps: [step] };
}

function linkWant({ network, specification }              , zoneId        )       {
  const id = zoneLinkId(zoneId, network);
  const [zone, name] = [nameOf(zoneId), nameOf(network.id)];
  const why = 'Only machines in linked networks ask the zone.';
  const step = creation({
    key: keys.zoneLink, title: `Link network ${name} to zone ${zone}`, why, subject: `link of network ${name}`, id, after: [keys.zone, keys.network],
    body: { location: 'global', tags: ownTags(specification), properties: { registrationEnabled: false, virtualNetwork: { id: network.id } } },
    details: [detail('virtualNetwork', network.id), detail('registrationEnabled', false)],
  });
  const command = az('network private-dns link vnet create', '--name', nameOf(id), '--zone-name', ...addressed(zoneId).slice(1), '--virtual-network', network.id, '--registration-enabled', 'false');
  return { id, what: `network ${name} is not linked to zone ${zone}`, why, state: 'missing', command, steps: [step] };
}

/** The resource groups that new things go into. */

/** The groups that are absent, first of all; and the wants that put something there wait for them. */
function withGroups(site      , wants                 )                  {
  const groups = new Map              ();
  const isChecked = new Set        ();
  for (const { id } of wants.flatMap(({ steps }) => steps)) {
    const group = groupOf(id);
    if (group === undefined || isChecked.has(idKey(group)) || site.look.hasAnythingIn(group)) continue;
    isChecked.add(idKey(group));
    const want = groupWant(site, group);
    if (want !== undefined) groups.set(idKey(group), want);
  }
  const waiting = (step      )       => {
    const group = groupOf(step.id);
    const first = group === undefined ? undefined : groups.get(idKey(group))?.steps[0];
    return first === undefined ? step : { ...step, after: [first.key, ...step.after] };
  };
  return [...groups.values(), ...wants.map((want) => ({ ...want, steps: want.steps.map(waiting) }))];
}

/** The group that a new tracked resource goes into; undefined for what stands on another resource. */
function groupOf(id        )                     {
  const parsed = parseResourceId(id);
  if (parsed === undefined || parsed.type.split('/').length !== 2) return undefined;
  return parseScope(parsed.scope)?.kind === 'resourceGroup' ? parsed.scope : undefined;
}

function groupWant({ look, location, specification }      , id        )                   {
  const living = look.document(id);
  const scope = parseScope(id);
  if (living.state === 'found' || scope?.kind !== 'resourceGroup') return undefined;
  const name = scope.resourceGroup;
  if (living.state === 'unread') return undetermined(id, `resource group ${name}`, { why: living.why, right: 'Microsoft.Resources/subscriptions/resourceGroups/read' });
  const why = `Prerequisites of cluster ${specification.name} go there.`;
  // Without the tag of the cluster: a group is never taken away with what is in it.
  const body = { location, tags: { [createdByTag]: createdBy } };
  const step       = {
    key: groupKey(name), title: `Create resource group ${name}`, why, subject: `resource group ${name}`, id, after: [], disruption: { kind: 'none' }, details: [detail('location', location)],
    substance: body, work: { kind: 'put', apiVersion: apiVersions.resourceGroups, body, condition: {} },
  };
  const command = az('group create', '--name', name, ...(location === undefined ? [] : ['--location', location]), '--subscription', scope.subscriptionId);
  return { id, what: `resource group ${name} is not there`, why, state: 'missing', command, steps: [step] };
}

/** Everything that is not as the variant needs it. */

function wantsOf(site      )                  {
  const { network, registry } = site.variant;
  const own = site.look.document(clusterIdOf(site.specification));
  // Whose identities count, and where things go, hangs on it.
  if (own.state === 'unread') return [undetermined(clusterIdOf(site.specification), `cluster ${site.specification.name}`, { why: own.why, right: `${managedClusterType}/read` })];
  const actors = [controlPlaneOf(site), kubeletOf(site)].filter((actor) => actor !== undefined);
  const pools = network === undefined ? [] : poolPlaceWants({ ...site, network });
  const around = network === undefined ? [] : registry === undefined ? networkWants({ ...site, network }, false) : registryPart({ ...site, network, registry });
  return withGroups(site, [...pools, ...around, ...identityWants(site, actors), ...roleWants(site)]);
}

function registryPart(site              )                  {
  const endpoint = endpointOf(site);
  const zone = zoneOf(site, endpoint);
  return [
    ...networkWants(site, needsEndpointSubnet(site, endpoint)), ...registryWants(site), ...cacheRuleWants(site), ...endpointWants(site, endpoint),
    ...wayWants(site, endpoint.state === 'found' ? endpoint.endpoint : undefined), ...zoneWants(site, endpoint, zone),
  ];
}

/** The subnet is looked at unless the endpoint stands elsewhere. */
function needsEndpointSubnet({ network }             , endpoint                               )          {
  return endpoint.state !== 'found' || sameId(endpoint.endpoint.subnetId, subnetId(network, network.endpointSubnet));
}

/**
 * What a network isolated cluster stands on: a network, a registry with all that leads to it, identities and their roles. Read round by round what `readsFor` asks for, plan, write the
 * steps; a second plan is empty. Nothing that exists is changed, only added to, and written as it is where a write of it failed.
 */

/** `create` makes what is missing, `verify` says it, `ignore` takes everything to be there. */
                                                               

                                    
                                                                 
                                  
                                                                                                                        
                                      
                                                                                       
                                       
                                                                                                                                                                        
                                 
                                        
                             
 

/** What to read next; nothing where all is known that the plan needs. */
function readsFor(specification                      , seen      , mode                    = 'create')        {
  const look = lookInto(seen);
  const site = siteOf(specification, look);
  if (contradictionsIn(specification).length > 0) return { ids: [], lists: [] };
  if (mode === 'ignore') for (const actor of actorsOf(site)) look.document(actor);
  else wantsOf(site);
  return look.missed;
}

/** @param seen what was read until `readsFor` asked for nothing more; what was not asked for counts as unread */
function planPrerequisites(specification                      , seen      , mode                   )                    {
  const look = lookInto(seen);
  const site = siteOf(specification, look);
  const clusterPart = clusterPartOf(site);
  const contradictions = contradictionsIn(specification);
  if (contradictions.length > 0) return { ...nothing$1, refusals: contradictions, clusterPart };
  if (mode === 'ignore') return { ...nothing$1, clusterPart };
  const wants = wantsOf(site);
  const busy = look.busy.filter(({ id }) => !sameId(id, clusterIdOf(specification)));
  if (mode === 'verify') return { ...nothing$1, verify: wants.map(described), busy, clusterPart };
  const steps = behind(repairs(look, specification), inOrder(wants.flatMap((want) => want.steps)));
  const nowhere = steps.length > 0 && site.location === undefined ? [nowhereSentence] : [];
  const refused = wants.filter(({ state, steps: own }) => own.length === 0 && state !== 'unverified');
  return { steps, verify: wants.filter(({ state }) => state === 'unverified').map(described), refusals: [...nowhere, ...refused.map(sentenceOf)], busy, clusterPart };
}

const nothing$1 = { steps: [], verify: [], refusals: [], busy: [] }         ;

const nowhereSentence = 'Neither the cluster nor its network nor its resource group exists: say where to create them with "location".';

function described({ what, why, id, state, command }      )          {
  return { what, why, id, state, ...(command === undefined ? {} : { command }) };
}

/** Steps wait only for those that there are. */
function inOrder(steps                 )                  {
  const own = new Set(steps.map(({ key }) => key));
  return steps.map((step) => ({ ...step, after: [...new Set(step.after)].filter((key) => own.has(key) && key !== step.key) }));
}

/** What is new may stand on what has failed. */
function behind(first                 , steps                 )                  {
  const last = first.at(-1)?.key;
  return last === undefined ? steps : [...first, ...steps.map((step) => (step.after.length === 0 ? { ...step, after: [last] } : step))];
}

/** What no reading would make possible. */
function contradictionsIn(specification                      )                    {
  const { network, registry, outboundType, controlPlaneIdentityId, kubeletIdentityId } = variantOf(specification);
  const isOneIdentity = controlPlaneIdentityId !== undefined && kubeletIdentityId !== undefined && sameId(controlPlaneIdentityId, kubeletIdentityId);
  return [
    ...(isOneIdentity ? ['Control plane and nodes need two identities, as whatever runs on a node can act as the one of the nodes: name another one.'] : []),
    ...(registry !== undefined && network === undefined
      ? ['A registry of yours takes a network of yours, as its endpoint has to be there before the cluster: name a network, or leave the registry to AKS.'] : []),
    ...(outboundType === 'block' && network !== undefined ? ['Outbound type "block" is for networks that AKS manages: use "none" with a network of yours.'] : []),
  ];
}

function actorsOf(site      )                    {
  return [controlPlaneOf(site), kubeletOf(site)].flatMap((actor) => (actor?.isGiven === true ? [actor.id] : []));
}

/** What the cluster stands on, read and planned. */
                         
                                  
                             
                                    
                                       
                                        
                       
                               
 

const nothing         = { steps: [], clusterPart: {}, notes: [], obstacles: [], seen: new Map() };

/**
 * Reads what the variant needs around the cluster and plans what is missing. Nothing is read where nobody speaks of a variant, and on the way back. What was
 * read is kept in `state`: bodies of later steps refer to it.
 */
async function readPrerequisites(options               , { cluster, resourceGroup }      , state          , tools       )                  {
  const { specification, prerequisites: mode, leaveTo, allowsUnverified } = options;
  if (specification.variant === undefined || leaveTo !== undefined) return nothing;
  const known = new Map                ([
    [idKey(clusterIdOf(specification)), cluster === undefined ? { state: 'absent' } : { state: 'found', documents: [cluster] }],
    [idKey(resourceGroupIdOf(specification)), resourceGroup === undefined ? { state: 'absent' } : { state: 'found', documents: [resourceGroup] }],
  ]);
  const { seen, plan } = await atRest(options, known, tools);
  for (const [key, answer] of seen) {
    if (answer.state !== 'found') continue;
    for (const document of answer.documents) {
      const id = key.includes('|') ? textAt(document, 'id') : key;
      if (id !== undefined && id !== idKey(clusterIdOf(specification))) state.keep(id, document);
      const made = Date.parse(textAt(document, 'properties', 'createdOn') ?? '');
      // A role that was given a moment ago may not count yet, whoever gave it.
      if (/\/roleAssignments\//i.test(id ?? '') && made > state.rolesAt) state.rolesAt = made;
    }
  }
  const { steps, verify, refusals, clusterPart } = plan;
  const isUnverified = ({ state: of }                         )          => of === 'unverified';
  const stopping = verify.filter((one) => (isUnverified(one) ? !allowsUnverified : mode === 'verify'));
  return {
    steps, clusterPart, seen,
    notes: verify.filter((one) => !stopping.includes(one)).map(sentenceOf),
    obstacles: [...refusals, ...stopping.map((one) => (isUnverified(one) ? `${sentenceOf(one)} With "allow-unverified" the run goes on.` : sentenceOf(one)))],
  };
}

/** What a run that was cut off began around the cluster, Azure finishes: it is waited for, and read again. */
async function atRest({ specification, prerequisites: mode, pollInterval }               , known                             , tools       )                                                                              {
  const started = tools.clock.now();
  for (;;) {
    const seen = await readDocuments((answers) => readsFor(specification, answers, mode), tools, known);
    const plan = planPrerequisites(specification, seen, mode);
    const [busy] = plan.busy;
    if (busy === undefined || tools.clock.now() - started > longestWait) return { seen, plan };
    tools.logger.progress({ subject: busy.id.split('/').slice(-2).join(' '), state: busy.state, elapsed: tools.clock.now() - started });
    await tools.clock.sleep(pollInterval, tools.signal);
  }
}

/** Gateways apart, nothing around a cluster takes Azure longer, in milliseconds. */
const longestWait = 1_800_000;

/**
 * Whether the nodes of a pool were made since the cluster's bootstrap source is what it is. No property of Azure's says so: it is told by what
 * happened when. What cannot be told is not fresh.
 */


/** What is known of when a cluster's source was set and its nodes were made anew. Times: milliseconds since 1970. */
                              
                                                                                                    
                                           
                                                                                    
                                                            
 

/** Tells pools whose nodes are known to come from the present source. */
                                                  

const nothingFresh            = () => false;
const allFresh            = () => true;

/**
 * A renewal counts when it began after the source was set: the service takes no renewal while it writes the cluster, nor the other way round. A change
 * that Azure does not tell of may be one of the last minutes, so that nothing is fresh without one.
 */
function freshnessOf({ sourceSetAt, renewals }             )            {
  return (pool) => sourceSetAt !== undefined && (renewals.get(pool) ?? []).some((began) => began > sourceSetAt);
}

/**
 * Whether it takes evidence to believe that nodes come from the present source. It does where a run was cut off, and half-way to isolation: with the
 * source `Cache` and the way out still open. Everywhere else somebody has left it so, and nothing is made anew; on the way back the source itself tells.
 */
function needsEvidence(cluster         , { leaves, isUnfinished }                                                              )          {
  const isCached = equalsIgnoringCase(artifactSourceOf(cluster), 'Cache');
  if (leaves) return isUnfinished && !isCached;
  return isUnfinished || (isCached && !isolatedOutboundTypes.some((type) => equalsIgnoringCase(type, outboundTypeOf(cluster))));
}

/** Fresh where either says so. */
function eitherFresh(one           , other           )            {
  return (pool) => one(pool) || other(pool);
}

/**
 * A tag on the cluster's resource group that tells other runs that one is at work on the cluster. It does not exclude anybody (etags and the service's own
 * states do); it spares two runs each other's way. One that was cut off leaves it behind: the next one knows by it that something is unfinished.
 */
                                                                

                        
                         
                                                                                         
                         
                                                                                                                                  
                                  
 

/** A run renews its lease in half this time, in milliseconds. */
const leaseTime = 300_000;

/** Names of tags may not hold `<>%&\?/` (Azure Resource Manager documentation, "Use tags": limitations); those of clusters do not. */
function leaseTag({ name }                                    )         {
  return `aks-isolation-run-${name.toLowerCase()}`;
}

/** The value of the tag: at most 256 characters. */
function leaseValue({ owner, until, concernsNodes }       )         {
  return `${new Date(until).toISOString()} ${concernsNodes ? 'nodes' : 'around'} ${owner}`.slice(0, 256);
}

/** The lease in a resource group's tags; undefined: there is none. A value that is no lease is one that has ended. */
function leaseIn(group                        , specification                                    )                    {
  const tags = member(group, 'tags');
  const wanted = leaseTag(specification);
  const value = isJsonObject(tags) ? Object.entries(tags).find(([name]) => name.toLowerCase() === wanted)?.[1] : undefined;
  if (typeof value !== 'string') return undefined;
  const [time = '', what = '', ...owner] = value.split(' ');
  const until = Date.parse(time);
  return { owner: owner.join(' '), until: Number.isNaN(until) ? 0 : until, concernsNodes: what !== 'around' };
}

/** What a plan is made from. */
                                       
                              
                                              
                                 
                                                             
                                  
 

/** Reads where things stand. What this run has seen or done of the nodes is kept in `state`. */
async function look(options               , state          , tools       )                {
  const settled = await settledCluster(options.specification, options.pollInterval, tools);
  const { cluster, resourceGroup } = settled;
  const id = clusterIdOf(options.specification);
  const before = state.known(id);
  if (before !== undefined && cluster !== undefined && JSON.stringify(sourceOf(before)) !== JSON.stringify(sourceOf(cluster))) state.renewed.clear();
  state.keep(id, cluster);
  for (const pool of settled.renewed) state.renewed.add(pool);
  const lease = leaseIn(resourceGroup, options.specification);
  const concernsNodes = lease?.concernsNodes === true;
  return { ...settled, isUnfinished: lease !== undefined, concernsNodes, isFresh: cluster === undefined ? nothingFresh : await freshness(cluster, concernsNodes, options, state, tools) };
}

async function freshness(cluster            , concernsNodes         , options               , state          , tools       )                     {
  if (!needsEvidence(cluster, { leaves: options.leaveTo !== undefined, isUnfinished: concernsNodes })) return allFresh;
  const { readNodeHistory } = await import('./node-history.js');
  return eitherFresh((pool) => state.renewed.has(pool), freshnessOf(await readNodeHistory(cluster, clusterIdOf(options.specification), tools)));
}

/** Ids of the registries that stand in the node resource group: a run that was cut off may have left one behind. What may not be read is left out. */
async function readNodeGroupRegistries(cluster            , subscriptionId        , { arm }                    )                             {
  const group = textAt(cluster, 'properties', 'nodeResourceGroup');
  if (group === undefined) return [];
  try {
    const found = await arm.list(`/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/Microsoft.ContainerRegistry/registries`, apiVersions.containerRegistry);
    return found.flatMap((registry) => textAt(registry, 'id') ?? []);
  } catch (error) {
    if (error instanceof AzureError && (error.status === 403 || error.status === 404)) return [];
    throw error;
  }
}

/** The networks and route tables of a cluster in a network of the user's; what may not be read is left out. */
async function readOwnNetworks(cluster            , { arm }                    )                               {
  const read = async (id        )                               => {
    try {
      const body = await arm.find(id, apiVersions.network);
      const parsed = parseResourceId(id);
      return body === undefined || parsed === undefined ? [] : [{ id, type: parsed.type, name: parsed.fullName, body }];
    } catch (error) {
      if (error instanceof AzureError && error.status === 403) return [];
      throw error;
    }
  };
  const networks = await Promise.all(unique(subnetsOf(cluster).map((id) => id.split(/\/subnets\//i)[0] ?? id)).map(read));
  const tables = await Promise.all(unique(routeTablesOf(cluster, networks.flat())).map(read));
  return [...networks.flat(), ...tables.flat()];
}

function unique(ids                   )                    {
  return [...new Map(ids.map((id) => [id.toLowerCase(), id])).values()];
}

/** Everything that a run would do to the cluster and around it, the policies apart. */
                              
                         
                                                                     
                                  
                                                                                  
                             
                                                                     
                                    
                                       
                                                                       
                              
                                    
                                                          
                                        
                                          
                               
 

                                                                  

/** @param policies reads the policy objects, where they are not read already */
async function makePlan(options               , seen      , state          , policies                                  , tools       )                                 {
  const { specification, leaveTo } = options;
  const { cluster, resourceGroup, isFresh, isUnfinished, concernsNodes } = seen;
  const around = await readPrerequisites(options, seen, state, tools);
  const nodeGroupRegistries = cluster === undefined || !isUnfinished ? [] : await readNodeGroupRegistries(cluster, specification.subscriptionId, tools);
  const planWith = (before                 )       => planSteps(specification, { cluster, resourceGroup, isFresh, isUnfinished: concernsNodes, nodeGroupRegistries, prerequisites: { steps: [...before, ...around.steps], clusterPart: around.clusterPart } }, leaveTo);
  const first = whole(planWith([]));
  if (first.kind === 'refused') return first;
  const fresh = poolsOf(cluster).map(poolNameOf).filter(isFresh);
  const moves = cluster !== undefined && leaveTo === undefined && (first.about === 'isolation' || isUnfinished);
  const moved = moves ? await withWayThere(first, planWith, cluster, options, policies, tools) : { ...first, exempted: [], exemptedAt: 0, notes: [] };
  if (moved.kind === 'refused') return moved;
  const { readObstacles } = await import('./preflight.js');
  const preflight = await readObstacles(options, cluster, moved.steps, tools);
  return {
    ...moved, after: afterAll(moved.steps, specification, cluster), fresh,
    notes: [...around.notes, ...moved.notes, ...preflight.notes],
    obstacles: [...around.obstacles, ...preflight.obstacles],
    seen: around.seen,
  };
}

                                                       

/** The steps with what lets an enforced policy take them, and with the ways out of the cluster's own network closed behind it. */
async function withWayThere(
  first       , planWith                                   , cluster            , { specification }               , policies                                  , tools       ,
)                                                                                      {
  const id = clusterIdOf(specification);
  const stages = stagesOf(first.steps, id, cluster).map((document)           => resourceOf(specification, document));
  const exemptions = planExemptions(stages, id, (await policies()).living, tools.clock.now());
  const plan = exemptions.before.length > 0 ? whole(planWith(exemptions.before)) : first;
  if (plan.kind === 'refused') return plan;
  const closing = closingSteps(cluster, await readOwnNetworks(cluster, tools), plan.steps.some(({ key }) => key === 'outbound-type') ? ['outbound-type'] : []);
  const steps = [...plan.steps, ...closing.steps];
  const removals = exemptions.removals.map((step)       => ({ ...step, after: ends(steps) }));
  return { ...plan, steps: [...steps, ...removals], exempted: exemptions.exempted, exemptedAt: exemptions.exemptedAt, notes: closing.notes };
}

function whole(plan      )                  {
  if (plan.kind === 'wait') throw new UserError(`Azure works on the cluster (${plan.state}): run again when it has come to rest.`);
  return plan;
}

/** What is known of the body before any step is done. */
function now(body      )             {
  return bodyOf(body, () => undefined);
}

/** The cluster as the writes before the outbound type make it: until then it is not isolated, and policies may refuse it. */
function stagesOf(steps                 , id        , cluster            )                        {
  const last = steps.findIndex(({ key }) => key === 'outbound-type');
  const stages               = [];
  let document = cluster;
  for (const { id: written, work } of steps.slice(0, Math.max(last, 0))) {
    if (written !== id || work.kind !== 'change') continue;
    document = mergeDocument(document, now(work.change));
    stages.push(document);
  }
  return stages;
}

function afterAll(steps                 , specification                      , cluster                        )             {
  const id = clusterIdOf(specification);
  return steps.filter((step) => step.id === id).reduce            ((document, { work }) => {
    if (work.kind === 'put') return now(work.body);
    return work.kind === 'change' ? mergeDocument(document, now(work.change)) : document;
  }, cluster ?? {});
}

/** Throws AzureError where the cluster or one of its pools has failed: it may look isolated and serve nobody. */
function requireHealthy(cluster            , { name, resourceGroup }                      )       {
  const failed = [
    ...(isFailed(provisioningStateOf(cluster)) ? [told(`cluster ${name}`, provisioningStateOf(cluster), textAt(cluster, 'properties', 'status', 'provisioningError', 'message'))] : []),
    ...poolsOf(cluster).filter((pool) => isFailed(textAt(pool, 'provisioningState') ?? '')).map((pool) => told(`pool ${poolNameOf(pool)}`, textAt(pool, 'provisioningState') ?? '', textAt(pool, 'status', 'provisioningError', 'message'))),
  ];
  if (failed.length === 0) return;
  throw new AzureError(`Not everything of cluster ${name} is well: ${failed.join('; ')}. Look at its nodes (az aks nodepool list --resource-group ${resourceGroup} --cluster-name ${name} --output table), mend what holds them and run again.`, { status: 0, code: 'ClusterNotHealthy' });
}

function isFailed(state        )          {
  return ['failed', 'canceled'].includes(state.toLowerCase());
}

function told(what        , state        , why                    )         {
  return `${what} is ${state}${why === undefined ? '' : ` (${why.slice(0, 500)})`}`;
}

/** A lease that this run holds. */
                            
                                                                        
                         
                                                                                
                                          
 

const nobody            = { renew: () => Promise.resolve(), release: () => Promise.resolve() };

/**
 * Waits until nobody else works on the cluster, as far as the tag tells, and takes the lease. A run that was killed does not renew its lease, which is
 * waited out; one that lives does. Throws UserError where another run is at work. Without the right to write tags there is no lease, and a note says so.
 */
async function takeLease(specification                      , { owner, concernsNodes }                                        , group                        , tools       )                     {
  const id = resourceGroupIdOf(specification);
  await otherRunsEnded(specification, owner, group, tools);
  let takenAt = tools.clock.now();
  let standing = '';
  const write = async (lease       )                => {
    await patchTags(id, 'Merge', { [leaseTag(specification)]: leaseValue(lease) }, tools);
    standing = leaseValue(lease);
  };
  try {
    await write({ owner, concernsNodes, until: takenAt + leaseTime });
    const other = leaseIn(await tools.arm.find(id, apiVersions.resourceGroups), specification);
    if (other !== undefined && other.owner !== owner && other.until > tools.clock.now()) throw atWork(specification, other);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    tools.logger.notice(`Other runs are not told of this one, as tags of resource group ${specification.resourceGroup} may not be written (role Tag Contributor). Azure itself refuses what would cross it.`);
    return nobody;
  }
  return {
    async renew() {
      const now = tools.clock.now();
      if (now - takenAt < leaseTime / 2) return;
      takenAt = now;
      await passingOver(async () => await write({ owner, concernsNodes, until: now + leaseTime }), tools);
    },
    async release(isDone) {
      await passingOver(async () => {
        // Only the value that this run wrote: another's stays.
        if (isDone) await patchTags(id, 'Delete', { [leaseTag(specification)]: standing }, tools);
        else await write({ owner, concernsNodes, until: tools.clock.now() });
      }, tools);
    },
  };
}

async function otherRunsEnded(specification                      , owner        , group                        , tools       )                {
  const first = leaseIn(group, specification);
  if (first === undefined || first.owner === owner) return;
  let lease                    = first;
  while (lease !== undefined && lease.owner === first.owner && lease.until > tools.clock.now()) {
    if (lease.until > first.until) throw atWork(specification, lease);
    tools.logger.notice(`${first.owner} said until ${new Date(first.until).toISOString()} that it works on cluster ${specification.name}. Waiting whether it goes on.`);
    await tools.clock.sleep(Math.min(lease.until - tools.clock.now(), leaseTime) + 1000, tools.signal);
    lease = leaseIn(await tools.arm.find(resourceGroupIdOf(specification), apiVersions.resourceGroups), specification);
  }
  if (lease !== undefined && lease.owner !== owner && lease.until > tools.clock.now()) throw atWork(specification, lease);
}

function atWork(specification                      , lease       )            {
  return new UserError(`Another run works on cluster ${specification.name}: ${lease.owner}. This one has written nothing; run again when that one has ended.`);
}

/** The tags of a resource group without its other properties (Azure Resource Manager documentation, "Microsoft.Resources/tags"). */
async function patchTags(id        , operation                    , tags                                  , tools       )                {
  await tools.arm.send({ method: 'PATCH', path: `${id}/providers/Microsoft.Resources/tags/default`, apiVersion: apiVersions.tags, body: { operation, properties: { tags } } });
}

/** A lease that cannot be renewed or given back stops nothing. */
async function passingOver(write                     , { logger }                       )                {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    logger.debug(`The lease could not be written: ${error.message}`);
  }
}

function isForbidden(error         )          {
  return error instanceof AzureError && error.status === 403;
}

/** What one run knows by what it has done and read: it ends with the run, the next one looks at Azure. */
                           
                                 
                                                                        
                                                                                               
                                
                                                                                                                                                                              
                  
                     
                                                                                       
                                 
 

function createRunState()           {
  const documents = new Map                    ();
  return {
    known: (id) => documents.get(id.toLowerCase()),
    keep: (id, document) => {
      if (document === undefined) documents.delete(id.toLowerCase());
      else documents.set(id.toLowerCase(), document);
    },
    renewed: new Set(),
    rolesAt: 0,
    exemptedAt: 0,
    exempted: new Set(),
  };
}

/** Others may change the cluster between our read and our write; after this many stale plans without a step done something else is wrong. */
const maximumPlans = 5;

/** What one run keeps from plan to plan. */
               
                                  
                                       
                                 
                           
                                                                                                                       
                                            
 

/** Brings one cluster to isolation, or back, and assigns the policies that keep it there. */
async function deploy(options               , tools       )                   {
  const journal               = [];
  try {
    const run      = { options, policies: assignmentOptions(options), journal, state: createRunState(), approved: undefined };
    for (let attempt = 1, done = 0; ; attempt += 1) {
      const outcome = await attemptDeploy(run, tools);
      if (!(outcome instanceof StalePlanError)) return outcome;
      if (journal.length > done) [attempt, done] = [1, journal.length];
      if (attempt === maximumPlans) throw outcome;
      tools.logger.notice(`${outcome.message} Looking again and planning anew.`);
      await tools.clock.sleep(options.pollInterval, tools.signal);
    }
  } catch (error) {
    if (error instanceof CancelledError) throw error.message === 'The run was cancelled.' ? cancelledAfter(journal, error) : error;
    return { report: { ...reportOn(options, undefined, journal, undefined), verdict: 'error' }, failure: withAdvice(error) };
  }
}

async function attemptDeploy(run     , tools       )                                    {
  const { options, policies, state } = run;
  const rules = policiesWith(options.parameters);
  refuseWeakening(options.specification);
  const assigns = options.assignPolicies && options.leaveTo === undefined;
  const observe = async ()                                         => (assigns ? await observeForDeploy(policies, tools) : undefined);
  const [seen, before] = await Promise.all([look(options, state, tools), observe()]);
  const observed = seen.waited ? await observe() : before;
  const made = await makePlan(options, seen, state, async () => observed ?? await observeForDeploy(policies, tools), tools);
  if (made.kind === 'refused') return notIsolated(options, made, seen.cluster);

  const planned = resourceOf(options.specification, made.after);
  const refused = options.leaveTo === undefined ? contradictions(planned, options.specification.variant, rules) : [];
  const plan = { ...made, obstacles: [...refused, ...made.obstacles] };
  const assignment = planPolicies(run, observed, planned, tools);
  const planHash = hashOf({ cluster: plan.steps.map(({ id, substance }) => ({ id, substance })), policies: assignment && substanceOf(assignment) });
  if (options.dryRun) return { report: dryRunReport(options, plan, planned, assignment, planHash) };
  if (plan.obstacles.length > 0) return held(options, plan, planned, assignment, planHash);
  approve(run, plan, planHash);
  if (assignment !== undefined) refuseImpossible(assignment);
  // What a run left that was cut off at its very end is done, and its mark goes.
  if (plan.steps.length === 0 && seen.isUnfinished) await (await takeLease(options.specification, { owner: options.runner, concernsNodes: false }, seen.resourceGroup, tools)).release(true);
  if (plan.steps.length === 0) return await finish(run, seen.cluster, assignment, { planHash, notes: plan.notes }, { ...tools, arm: armKnowing(tools.arm, plan.seen) });

  try {
    const isDone = await carriedOut(run, plan, seen, tools);
    if (!isDone) return begun(run, planHash);
    const cluster = await clusterNow(plan, run, tools);
    // Creating a cluster takes minutes: who lives beside it is looked at again before anything is enforced.
    const final = planPolicies(run, await observe(), resourceOf(options.specification, cluster), tools);
    if (options.planHash !== undefined) checkStillApproved(assignment, final);
    return await finish(run, cluster, final, { planHash, notes: plan.notes }, tools);
  } catch (error) {
    if (error instanceof StalePlanError) return error;
    throw error;
  }
}

/** Takes the lease, carries the steps out, and gives the lease back: as done, or as the mark of something unfinished. */
async function carriedOut({ options, journal, state }     , plan             , seen      , tools       )                   {
  // A cluster that is absent is guarded by If-None-Match alone, as its group may be absent too; a single write is guarded by its etag.
  const isGuarded = seen.cluster === undefined || (plan.steps.length === 1 && !seen.isUnfinished);
  const lease = isGuarded ? undefined : await takeLease(options.specification, { owner: options.runner, concernsNodes: seen.concernsNodes || concernsNodes(plan.steps) }, seen.resourceGroup, tools);
  for (const pool of plan.fresh) state.renewed.add(pool);
  for (const id of plan.exempted) state.exempted.add(id);
  // One that a run made a moment ago may not count yet, whoever made it.
  state.exemptedAt = Math.max(state.exemptedAt, plan.exemptedAt);
  let isDone = false;
  try {
    isDone = await runSteps(plan.steps, journal, { state, pollInterval: options.pollInterval, waits: options.wait, onLook: async () => await lease?.renew() }, tools);
  } finally {
    // A run that was cancelled can send nothing any more: its lease ends by itself.
    if (!tools.signal.aborted) await lease?.release(isDone);
  }
  return isDone;
}

/** True where nodes are made anew, or pull from somewhere else than before. */
function concernsNodes(steps                      )          {
  return steps.some(({ key, work }) => work.kind === 'renew' || work.kind === 'power' || key === 'artifact-source');
}

/** An approval covers one plan. What a later plan of the same run holds has to be part of it: the run has done the rest. */
function approve(run     , plan             , planHash        )       {
  const steps = plan.steps.map(({ key, substance }) => hashOf({ key, substance }));
  const { approved } = run;
  if (approved === undefined) checkApproved(run.options.planHash, planHash);
  else if (run.options.planHash !== undefined && steps.some((step) => !approved.has(step))) checkApproved(run.options.planHash, planHash);
  run.approved ??= new Set(steps);
}

/** An approval covers the policies as they were planned; the cluster may stand by now, the policies are not written otherwise. */
function checkStillApproved(approved                            , final                            )       {
  if (approved === undefined || final === undefined || hashOf(substanceOf(approved)) === hashOf(substanceOf(final))) return;
  throw new UserError('The cluster is deployed, but its neighbours changed meanwhile and so did the plan for the policies: run with "dry-run" again and approve the new plan.');
}

/** A cancellation between two steps says what was done and what comes next. */
function cancelledAfter(journal                       , cause                )                 {
  const done = journal.filter(({ status }) => status === 'done').map(({ title }) => title);
  if (done.length === 0) return new CancelledError('The run was cancelled before it wrote anything: run the same command again.', { cause });
  return new CancelledError(`The run was cancelled after: ${done.join(', ')}. Run the same command again to do the rest.`, { cause });
}

/** Azure works on, and nobody waits: a later run goes on from where it then stands. */
function begun({ options, journal }     , planHash        )          {
  const note = 'Azure works on the last step, which was not waited for ("wait: false"): run the same command again to go on from there.';
  return { report: { ...reportOn(options, undefined, journal, undefined), planHash, verdict: 'undetermined', notes: [note] } };
}

/** Writes the policy objects and reports on everything. */
async function finish({ options, journal }     , cluster                        , assignment                            , { planHash, notes }                                                                  , tools       )                   {
  if (cluster !== undefined) requireHealthy(cluster, options.specification);
  if (assignment !== undefined) await applyForDeploy(assignment, options.owner, journal, tools);
  const reported = reportOn(options, cluster, journal, assignment);
  const done = { ...reported, planHash, notes: [...reported.notes, ...notes] };
  const proves = cluster !== undefined && options.leaveTo === undefined;
  if (!proves) return { report: done, exceeds: options.leaveTo === undefined && done.findings.some((finding) => reaches(options.failOn, finding)) };
  const { withProof, answersFor } = await import('./proof.js');
  const report = await withProof(done, resourceOf(options.specification, cluster), options, tools);
  const answered = options.failOn === 'auto' ? report.findings.filter((finding) => answersFor(finding, report)) : report.findings;
  return { report, exceeds: answered.some((finding) => reaches(options.failOn, finding)) };
}

/** A cluster-file may say anything about the cluster but what would open it again. */
function refuseWeakening({ file, name }                      )       {
  const objections = file === undefined ? [] : objectionsTo(file, name);
  if (objections.length > 0) throw new UserError(objections.join('\n'));
}

/** How the policies are to be assigned. */
function assignmentOptions({ specification, definitionScope, parameters, enforcement, owner }               )                    {
  const scope = parseScope(resourceGroupIdOf(specification));
  if (scope === undefined) throw new UserError(`${resourceGroupIdOf(specification)} is no scope for policies.`);
  return { scope, definitionScope, parameters, enforcement, owner };
}

function planPolicies({ policies, options }     , observed                               , own          , tools       )                             {
  return observed === undefined || !options.assignPolicies ? undefined : planForDeploy(policies, observed, own, tools);
}

/** The cluster as the last step left it; read anew where that was no write of the cluster itself. */
async function clusterNow({ steps }             , { options, state }     , tools       )                      {
  const id = clusterIdOf(options.specification);
  const isLast = steps.findLast((step) => step.id.toLowerCase().startsWith(id.toLowerCase()))?.id === id;
  const cluster = isLast ? state.known(id) : await tools.arm.find(id, clusterApiVersion);
  if (cluster !== undefined) return cluster;
  throw new AzureError(`${id} is gone although Azure reported success.`, { status: 404, code: 'ResourceNotFound' });
}

const deploy$1 = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  deploy
}, Symbol.toStringTag, { value: 'Module' }));

export { bodyOf, deploy$1 as deploy, readOwnNetworks, subnetIn, subnetsOf };
