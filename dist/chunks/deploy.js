import { managedClusterType, apiVersions, textAt, at, arrayAt, CancelledError, isJsonObject, parseResourceId, UserError, sameId, agentPoolType, policyExemptionType, isWithin, member, parseScope, reaches } from './ground.js';
import { AzureError } from './arm-error.js';
import { StalePlanError, differencesBetween, mergeDocument, putBodyOf, sourceOf, clusterIdOf, formatMigrationStep, disruptive, resourceGroupIdOf, formatDifference, disruptionOf, gapsOf, sourceChange, changesTo, poolSteps, inPlace, migrationSteps, planDeployment, stoppedReason, settledCluster, objectionsTo, clusterApiVersion } from './settle.js';
import { bundledObjects, coreInitiative, planAssignment, judgeCluster, policiesWith, livingMode, wouldBeRefused, bindObjects } from './judge-cluster.js';
import { observePolicies, definitionScopeFor, applyPolicies, RefusedUpdateError, lockOut, plannedSteps, standingOf, substanceOf, refuseImpossible } from './observe.js';
import { poolsOf, hasNodePublicIp, poolNameOf, provisioningStateOf, outboundTypeOf, artifactSourceOf, isPrivateCluster, nodeOsUpgradeChannelOf, operationInProgress, equalsIgnoringCase, isTerminal, isStopped, isolatedOutboundTypes } from './cluster.js';
import { worstVerdict } from './run.js';
import { formatElapsed, stampOf } from './start.js';
import { completed, continuesByItself } from './vendor-azure-core-lro.js';
import { surroundings, scopeOf } from './judge-living.js';
import { shortHash, withAdvice, hashOf, checkApproved } from './failure2.js';
import { judge, PolicyError } from './engine.js';

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
      if (differencesBetween(change, living).length === 0 && !removes(change, living)) return settled(step, living, state);
      const etag = textAt(living, 'eTag') ?? textAt(living, 'etag');
      const merged = mergeDocument(living, change);
      const body = isAks(id) ? putBodyOf(merged) : withoutReadOnly(merged);
      return await write(step, { method: 'PUT', path: id, apiVersion: work.apiVersion, body, headers: etag === undefined ? {} : { 'if-match': etag } }, performing, tools);
    }
    case 'renew':
      return await write(step, { method: 'POST', path: `${id}/upgradeNodeImageVersion`, apiVersion: apiVersions.managedClusters }, performing, tools);
    case 'power':
      return await write(step, { method: 'POST', path: `${id}/${work.action}`, apiVersion: apiVersions.managedClusters }, performing, tools);
    case 'delete':
      return await remove(step, work.apiVersion, performing, tools);
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

async function remove(step      , apiVersion        , { state, pollInterval, onLook }            , tools       )                     {
  const request = { method: 'DELETE', path: step.id, apiVersion }         ;
  try {
    const answer = await tools.arm.send(request);
    await completed({ request, answer }, step.subject, { ...tools, pollInterval, onLook });
  } catch (error) {
    if (!(error instanceof AzureError && error.status === 404)) throw error;
  }
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

/** Resources around a cluster take their own documents back, but for what the service alone writes. */
function withoutReadOnly({ id: _id, name: _name, type: _type, etag: _etag, systemData: _systemData, ...body }            )             {
  const properties = body['properties'];
  if (!isJsonObject(properties)) return body;
  const { provisioningState: _state, resourceGuid: _guid, ...kept } = properties;
  return { ...body, properties: kept };
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
  const failures            = [];
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
      failures.push(error);
      return false;
    }
  };
  for (const step of inOrder(steps)) running.set(step.key, run(step));
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
    journal.push({ ...described(step, performed === 'unchanged' ? 'unchanged' : 'done'), ...(performed === 'begun' ? { details: [...step.details, 'begun, and not waited for'] } : {}), elapsed });
    tools.logger.info(performed === 'unchanged' ? `  ${step.subject} is so already` : performed === 'begun' ? '  begun, and not waited for' : `  done in ${formatElapsed(elapsed)}: ${step.subject}`);
    return performed !== 'begun';
  } catch (error) {
    if (error instanceof StalePlanError || error instanceof CancelledError) throw error;
    journal.push({ ...described(step, 'failed'), elapsed: tools.clock.now() - started });
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

function described(step      , status                      )             {
  return { title: step.title, status, resourceId: step.id, details: step.details };
}

/** The same steps, each after those that it waits for. Throws for a circle, which is a bug. */
function inOrder(steps                 )                  {
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

/** The plan as a report. */
function dryRunReport(options               , plan                                      , planned          , assignment                            , planHash        )         {
  const journal = [...plan.steps.map((step) => described(step, 'planned')), ...(assignment === undefined ? [] : plannedSteps(assignment))];
  const report = reportOn(options, planned.body, journal, assignment);
  const facts = report.facts.map(({ label, value }) => (label === 'Policies' && journal.length > 0 ? { label, value: `to be ${value}` } : { label, value }));
  return { ...report, facts, dryRun: true, changed: journal.length > 0, planHash, notes: [...report.notes, ...plan.notes] };
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
    if (gateway === undefined && !isPublic) continue;
    const others = usersBeside(subnet, nodeGroup);
    const name = id.split('/').at(-1) ?? id;
    if (others > 0) {
      notes.push(`Subnet ${name} is used by ${others} other network interfaces, which keep their way out: ${gateway === undefined ? 'default outbound access' : `NAT gateway ${gateway.split('/').at(-1) ?? ''}`}.`);
      continue;
    }
    const network = id.split('/subnets/')[0]?.toLowerCase() ?? '';
    const key = `close/${name.toLowerCase()}`;
    steps.push({
      key, title: `Close the ways out of subnet ${name}`, why: 'The cluster needs none of them any more.', subject: `subnet ${name}`, id,
      after: [...after, ...(lastOf.has(network) ? [lastOf.get(network) ?? ''] : [])], disruption: connections,
      details: [...(gateway === undefined ? [] : [`properties.natGateway: ${gateway} → not set`]), ...(isPublic ? ['properties.defaultOutboundAccess: not set → false'] : [])],
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
  const group = writes.find(({ id }) => id === groupId);
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
  return { ...step, substance: isJsonObject(step.substance) ? mergeDocument(step.substance, shown) : step.substance, work: { kind: 'put', apiVersion: write.apiVersion, body, condition: write.condition } };
}

/** Which of the ways to isolation a cluster takes. */
                                                                

/** Absent members: network, registry and identities are AKS's own. */
                          
                                                                                     
                                           
                                                                                                                                                  
                                                           
                                
                                  
                                                                         
                                           
                                                                    
                                      
 

/** A virtual network of the user's, its subnets by name. */
                             
                                   
                      
                              
                                                      
                                  
                                               
                                   
                                                                                               
                                 
 

/** A registry of the user's that nodes pull from. */
                              
                            
                      
                                                                                                                                                                
                           
 

const managedVariant          = {};

function variantOf({ variant }                                       )          {
  return variant ?? managedVariant;
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
      change: { properties: { apiServerAccessProfile: { enableVnetIntegration: true, enablePrivateCluster: true, ...apiServerSubnet(clusterPart) } } },
    });
    if (isNew) restart('stop');
  } else if (isUnfinished && variant.apiServer === 'vnet-integration') {
    // Whether the run that was cut off came to restart the cluster, nothing tells.
    restart(isStopped(live) ? 'start' : 'stop');
  }

  const outbound = outboundTypeOf(live);
  const wanted = variant.outboundType ?? (isolatedOutboundTypes.some((type) => equalsIgnoringCase(type, outbound)) ? outbound : 'none');
  const source = sourceChange(live, variant);
  const identities = identityPart(bodyOf(clusterPart, () => undefined));
  if (source !== undefined) {
    const parts = (part            )             => mergeDocument(mergeDocument(identityPart(part), repairsFor(live)), { properties: { bootstrapProfile: source } });
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

function apiServerSubnet(clusterPart      )             {
  const subnetId = textAt(bodyOf(clusterPart, () => undefined), 'properties', 'apiServerAccessProfile', 'subnetId');
  return subnetId === undefined ? {} : { subnetId };
}

/** What one PUT closes without harm, beside what it is about. */
function repairsFor(live            )             {
  const repairs                                                   = inPlace;
  return gapsOf(live).reduce            ((document, gap) => mergeDocument(document, repairs[gap.id] ?? {}), {});
}

/** Of what a variant needs, what a living cluster takes: who it acts as. Its pools stand where they stand. */
function identityPart(part            )             {
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
  if (leaveTo !== undefined) return whole('departure', prerequisites, leavingSteps(specification, cluster, leaveTo, ground), cluster);

  const gaps = gapsOf(cluster);
  const isIsolated = gaps.every((gap) => gap.inPlace);
  const moves = sourceChange(cluster, variantOf(specification)) !== undefined || wantsOtherType(specification, cluster);
  if (isIsolated && !moves && !sight.isUnfinished) return planUpdate(specification, cluster, prerequisites);
  const found = isolationSteps(specification, cluster, ground);
  if (found.unclosed.length > 0) return { ...refused(['No update of ours can change that.']), gaps, manual: migrationSteps(cluster, gaps, specification) };
  return whole(isIsolated ? 'registry' : 'isolation', prerequisites, found, cluster);
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

function whole(about                                                    , prerequisites                 , { steps, reasons }              , cluster            )       {
  if (reasons.length > 0) return refused(reasons);
  if (steps.length > 0 && isStopped(cluster) && steps[0]?.key !== 'start') return refused([stoppedReason]);
  return { kind: 'steps', about, steps: [...prerequisites, ...steps] };
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
  const refusing = living.all('assignment').filter((assignment) => isOurs(assignment) && (livingMode(assignment) ?? '').toLowerCase() === 'default' && stages.some((stage) => refuses(assignment, stage, living, now)));
  const before         = [];
  const removals = new Map                             ();
  const exempted           = [];
  for (const assignment of refusing) {
    const assignmentId = textAt(assignment, 'id') ?? '';
    const name = `${namePrefix}${shortHash(assignmentId.toLowerCase()).slice(0, 12)}`;
    const id = `${clusterId}/providers/${policyExemptionType}/${name}`;
    const standing = exemptionsOf(assignmentId, clusterId, living);
    const lasting = standing.find((document) => endOf(document) - now >= leastLeft && arrayAt(document, 'properties', 'policyDefinitionReferenceIds').length === 0);
    if (lasting !== undefined) exempted.push(assignmentId.toLowerCase());
    else before.push(exemption(id, name, assignment, now));
    if (lasting === undefined || isMigration(lasting)) removals.set(id.toLowerCase(), removal(id));
  }
  for (const left of leftovers(clusterId, living)) removals.set(left.toLowerCase(), removal(left));
  return { before, removals: [...removals.values()], exempted };
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
  return judge(policies, cluster, { utcNow: new Date(now).toISOString().replace('Z', '0000Z'), ...surroundings(cluster) }, []).some(({ finding }) => wouldBeRefused(finding));
}

function boundPolicies(assignment            , living        )                                        {
  const others = new Map([...living.all('definition'), ...living.all('initiative')].map((document) => [(textAt(document, 'id') ?? '').toLowerCase(), document]         ));
  const id = textAt(assignment, 'id') ?? '';
  try {
    return bindObjects([{ kind: 'assignment', scope: scopeOf(id), name: textAt(assignment, 'name') ?? '', body: assignment, source: 'living' }], others);
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

function exemptionsOf(assignmentId        , clusterId        , living        )                        {
  return living.all('exemption').filter((document) => {
    const scope = scopeOf(textAt(document, 'id') ?? '');
    return (textAt(document, 'properties', 'policyAssignmentId') ?? '').toLowerCase() === assignmentId.toLowerCase() && isWithin(clusterId, scope);
  });
}

function endOf(document            )         {
  const end = textAt(document, 'properties', 'expiresOn');
  return end === undefined ? Number.POSITIVE_INFINITY : Date.parse(end);
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
 * Whether it takes evidence to believe that nodes come from the present source. It does where a run was cut off, and half-way: with the source `Cache`
 * and the way out still open (towards isolation), or open again (on the way back). Everywhere else somebody has left it so, and nothing is made anew.
 */
function needsEvidence(cluster         , { leaves, isUnfinished }                                                              )          {
  const isCached = equalsIgnoringCase(artifactSourceOf(cluster), 'Cache');
  const isClosed = isolatedOutboundTypes.some((type) => equalsIgnoringCase(type, outboundTypeOf(cluster)));
  return isUnfinished || (isCached && (leaves || !isClosed));
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
function leaseValue({ owner, until }       )         {
  return `${new Date(until).toISOString()} ${owner}`.slice(0, 256);
}

/** The lease in a resource group's tags; undefined: there is none. A value that is no lease is one that has ended. */
function leaseIn(group                        , specification                                    )                    {
  const tags = member(group, 'tags');
  const wanted = leaseTag(specification);
  const value = isJsonObject(tags) ? Object.entries(tags).find(([name]) => name.toLowerCase() === wanted)?.[1] : undefined;
  if (typeof value !== 'string') return undefined;
  const [time = '', ...owner] = value.split(' ');
  const until = Date.parse(time);
  return { owner: owner.join(' '), until: Number.isNaN(until) ? 0 : until };
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
  const isUnfinished = leaseIn(resourceGroup, options.specification) !== undefined;
  return { ...settled, isUnfinished, isFresh: cluster === undefined ? nothingFresh : await freshness(cluster, isUnfinished, options, state, tools) };
}

async function freshness(cluster            , isUnfinished         , options               , state          , tools       )                     {
  if (!needsEvidence(cluster, { leaves: options.leaveTo !== undefined, isUnfinished })) return allFresh;
  const { readNodeHistory } = await import('./node-history.js');
  return eitherFresh((pool) => state.renewed.has(pool), freshnessOf(await readNodeHistory(cluster, clusterIdOf(options.specification), tools)));
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
async function makePlan(options               , seen      , policies                                  , tools       )                                                                     {
  const { specification, leaveTo } = options;
  const { cluster, resourceGroup, isFresh, isUnfinished } = seen;
  const planWith = (steps                 )       => planSteps(specification, { cluster, resourceGroup, isFresh, isUnfinished, prerequisites: { steps, clusterPart: {} } }, leaveTo);
  let plan = planWith([]);
  if (plan.kind === 'wait') throw new Error('The cluster was read at rest.');
  if (plan.kind === 'refused') return plan;
  const fresh = poolsOf(cluster).map(poolNameOf).filter(isFresh);
  const moves = cluster !== undefined && (plan.about === 'isolation' || isUnfinished) && leaveTo === undefined;
  if (!moves) return { ...plan, after: afterAll(plan.steps, specification, cluster), fresh, exempted: [], notes: [] };

  // What an enforced policy would refuse of the way there is let through for this one cluster.
  const id = clusterIdOf(specification);
  const stages = stagesOf(plan.steps, id, cluster).map((document) => resourceOf(specification, document));
  const exemptions = planExemptions(stages, id, (await policies()).living, tools.clock.now());
  if (exemptions.before.length > 0) plan = planWith(exemptions.before);
  if (plan.kind !== 'steps') return plan.kind === 'refused' ? plan : { kind: 'refused', reasons: [], gaps: [], manual: [] };
  const closing = closingSteps(cluster, await readOwnNetworks(cluster, tools), plan.steps.some(({ key }) => key === 'outbound-type') ? ['outbound-type'] : []);
  const steps = [...plan.steps, ...closing.steps];
  const removals = exemptions.removals.map((step)       => ({ ...step, after: ends(steps) }));
  return { ...plan, steps: [...steps, ...removals], after: afterAll(plan.steps, specification, cluster), fresh, exempted: exemptions.exempted, notes: closing.notes };
}

/** The cluster as the writes before the outbound type make it: until then it is not isolated, and policies may refuse it. */
function stagesOf(steps                 , id        , cluster            )                        {
  const last = steps.findIndex(({ key }) => key === 'outbound-type');
  const stages               = [];
  let document = cluster;
  for (const { id: written, work } of steps.slice(0, Math.max(last, 0))) {
    if (written !== id || work.kind !== 'change') continue;
    document = mergeDocument(document, bodyOf(work.change, () => undefined));
    stages.push(document);
  }
  return stages;
}

function afterAll(steps                 , specification                      , cluster                        )             {
  const id = clusterIdOf(specification);
  return steps.filter((step) => step.id === id).reduce            ((document, { work }) => {
    if (work.kind === 'put') return bodyOf(work.body, () => undefined);
    return work.kind === 'change' ? mergeDocument(document, bodyOf(work.change, () => undefined)) : document;
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
async function takeLease(specification                      , owner        , group                        , tools       )                     {
  const id = resourceGroupIdOf(specification);
  await otherRunsEnded(specification, owner, group, tools);
  let takenAt = tools.clock.now();
  let standing = '';
  const write = async (lease       )                => {
    await patchTags(id, 'Merge', { [leaseTag(specification)]: leaseValue(lease) }, tools);
    standing = leaseValue(lease);
  };
  try {
    await write({ owner, until: takenAt + leaseTime });
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
      await passingOver(async () => await write({ owner, until: now + leaseTime }), tools);
    },
    async release(isDone) {
      await passingOver(async () => {
        // Only the value that this run wrote: another's stays.
        if (isDone) await patchTags(id, 'Delete', { [leaseTag(specification)]: standing }, tools);
        else await write({ owner, until: tools.clock.now() });
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
  policiesWith(options.parameters);
  refuseWeakening(options.specification);
  const assigns = options.assignPolicies && options.leaveTo === undefined;
  const observe = async ()                                         => (assigns ? await observeForDeploy(policies, tools) : undefined);
  const [seen, before] = await Promise.all([look(options, state, tools), observe()]);
  const observed = seen.waited ? await observe() : before;
  const plan = await makePlan(options, seen, async () => observed ?? await observeForDeploy(policies, tools), tools);
  if (plan.kind === 'refused') return notIsolated(options, plan, seen.cluster);

  const planned = resourceOf(options.specification, plan.after);
  const assignment = planPolicies(run, observed, planned, tools);
  const planHash = hashOf({ cluster: plan.steps.map(({ id, substance }) => ({ id, substance })), policies: assignment && substanceOf(assignment) });
  if (options.dryRun) return { report: dryRunReport(options, plan, planned, assignment, planHash) };
  approve(run, plan, planHash);
  if (assignment !== undefined) refuseImpossible(assignment);
  if (plan.steps.length === 0) return await finish(run, seen.cluster, assignment, { planHash, notes: plan.notes }, tools);

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
  // A cluster that is absent is guarded by If-None-Match alone; its group may be absent too.
  const lease = seen.cluster === undefined ? undefined : await takeLease(options.specification, options.runner, seen.resourceGroup, tools);
  for (const pool of plan.fresh) state.renewed.add(pool);
  for (const id of plan.exempted) state.exempted.add(id);
  let isDone = false;
  try {
    isDone = await runSteps(plan.steps, journal, { state, pollInterval: options.pollInterval, waits: options.wait, onLook: async () => await lease?.renew() }, tools);
  } finally {
    // A run that was cancelled can send nothing any more: its lease ends by itself.
    if (!tools.signal.aborted) await lease?.release(isDone);
  }
  return isDone;
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
  const report = proves ? await (await import('./proof.js')).withProof(done, resourceOf(options.specification, cluster), options, tools) : done;
  return { report, exceeds: options.leaveTo === undefined && report.findings.some((finding) => reaches(options.failOn, finding)) };
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
  const isLast = steps.filter((step) => step.id.toLowerCase().startsWith(id.toLowerCase())).at(-1)?.id === id;
  const cluster = isLast ? state.known(id) : await tools.arm.find(id, clusterApiVersion);
  if (cluster !== undefined) return cluster;
  throw new AzureError(`${id} is gone although Azure reported success.`, { status: 404, code: 'ResourceNotFound' });
}

export { deploy };
