import { apiVersions, textAt, sameId, arrayAt, at, isJsonObject, member, formatResourceId, policySetDefinitionType, policyDefinitionType, policyAssignmentType, UserError, managedClusterType, parseScope, isWithin } from './ground.js';
import { AzureError } from './arm-error.js';
import { bundledInitiative, bundledDefinitions, bundledInitiatives, bundledPolicies, PolicyError, judge } from './engine.js';
const { createHash } = globalThis.process.getBuiltinModule('node:crypto');

/**
 * From the library and what lives at a scope to the policy objects to write. Pure; compares meaning, not text: what the service
 * adds or rewrites (recorded answers: `policyType`, metadata of creation, parameter types' case, `definitionVersion`, `scope`) is no difference.
 */

/** An object as it should be: id and ARM body. */
                               
                                                            
                      
                        
                            
 

                             
                                                     
                                
                                         
                                      
 

                             
                                                                           
                                        
                                                                                                      
                                            
                                                                                                                                         
                                                                          
 

/** The value of `metadata.managedBy` on every object that this project writes. */
const stamp = 'aks-network-isolation';

const policyApiVersion = apiVersions.policy;

/** Compares each wanted object with the living one of its id. Objects without our stamp are never planned over. */
function planPolicyObjects(wanted                         , living                                        )             {
  const foreign = wanted.filter(({ id }) => isForeign(living(id)));
  const bound = wanted.flatMap(({ id, body }) => {
    const [wish, to] = [textAt(body, 'properties', 'policyDefinitionId'), textAt(living(id), 'properties', 'policyDefinitionId')];
    return wish === undefined || to === undefined || sameId(wish, to) ? [] : [{ id, to }];
  });
  const steps = wanted.map((object)             => {
    const live = living(object.id);
    if (live === undefined) return { action: 'create', object, details: [] };
    const details = changedMembers(object, live);
    return details.length === 0
      ? { action: 'unchanged', object, details }
      : { action: 'update', object: { ...object, body: carriedOver(object, live) }, details };
  });
  return { steps, foreign, bound };
}

function isForeign(live                        )          {
  return live !== undefined && textAt(live, 'properties', 'metadata', 'managedBy') !== stamp;
}

function changedMembers(object              , live            )                    {
  const wanted = at(object.body, 'properties');
  const actual = at(live, 'properties');
  if (!isJsonObject(wanted)) return [];
  return Object.keys(wanted).flatMap((name) => {
    const [left, right] = [meaning(name, wanted[name]), meaning(name, member(actual, name))];
    if (contains(right, left, name === 'metadata')) return [];
    const plain = typeof left === 'string' && left.length <= 80 && (right === undefined || typeof right === 'string');
    return [plain ? `${name}: ${typeof right === 'string' ? right : 'not set'} → ${left}` : name];
  });
}

/** A form in which equal meanings are equal: what the service rewrites is taken out on both sides. */
function meaning(name        , value         )          {
  if (name === 'parameters' && isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, parameter]) => [key, withLowerCase(parameter, 'type')]));
  }
  if (name === 'policyDefinitions') {
    return (Array.isArray(value) ? value : []).map((entry         ) => without(withLowerCase(entry, 'policyDefinitionId'), 'definitionVersion'));
  }
  if (name === 'policyDefinitionId' || name === 'scope') return typeof value === 'string' ? value.toLowerCase() : value;
  if (name === 'notScopes') return Array.isArray(value) && value.length === 0 ? undefined : value;
  return value;
}

function withLowerCase(value         , name        )          {
  const text = member(value, name);
  return isJsonObject(value) && typeof text === 'string' ? { ...value, [name]: text.toLowerCase() } : value;
}

function without(value         , name        )          {
  return isJsonObject(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => key !== name)) : value;
}

/** Deep equality; with `open`, members that only the living side has (metadata of creation) are passed over. */
function contains(living         , wanted         , open         )          {
  if (Array.isArray(wanted)) {
    return Array.isArray(living) && living.length === wanted.length && wanted.every((element, index) => contains(living[index], element, open));
  }
  if (isJsonObject(wanted)) {
    if (!isJsonObject(living)) return Object.keys(wanted).length === 0 && living === undefined;
    const extra = Object.keys(living).filter((key) => !Object.hasOwn(wanted, key));
    return (open || extra.length === 0) && Object.entries(wanted).every(([key, value]) => contains(member(living, key), value, open));
  }
  return living === wanted;
}

/**
 * What people have set on an assignment beside us is kept when we write it: a PUT replaces the whole object.
 * Metadata of others is kept too; of ours, what we say now wins.
 */
function carriedOver(object              , live            )             {
  const metadata = { ...ownMetadata(live), ...ownMetadata(object.body) };
  const wanted = at(object.body, 'properties');
  const kept = object.kind !== 'assignment'
    ? {}
    : Object.fromEntries(['notScopes', 'resourceSelectors', 'overrides', 'definitionVersion', 'assignmentType'].flatMap((name) => {
        const value = at(live, 'properties', name);
        return value === undefined ? [] : [[name, value]];
      }));
  const around = object.kind === 'assignment' ? identityOf(live) : {};
  return { ...around, ...object.body, properties: { ...kept, ...(isJsonObject(wanted) ? wanted : {}), metadata } };
}

/** A living assignment's identity as it can be sent: the ids inside are read-only. */
function identityOf(live            )             {
  const [identity, location] = [member(live, 'identity'), member(live, 'location')];
  const type = textAt(identity, 'type');
  const assigned = member(identity, 'userAssignedIdentities');
  const ids = isJsonObject(assigned) ? { userAssignedIdentities: Object.fromEntries(Object.keys(assigned).map((id) => [id, {}])) } : {};
  return { ...(location === undefined ? {} : { location }), ...(type === undefined ? {} : { identity: { type, ...ids } }) };
}

function ownMetadata(document            )             {
  const metadata = at(document, 'properties', 'metadata');
  const written = new Set(['createdBy', 'createdOn', 'updatedBy', 'updatedOn']);
  return isJsonObject(metadata) ? Object.fromEntries(Object.entries(metadata).filter(([name]) => !written.has(name))) : {};
}

/** The document of an id within a list, or undefined. */
function documentIn(documents                       )                                         {
  return (id) => documents.find((document) => sameId(textAt(document, 'id') ?? '', id));
}

/** The ids an initiative's members refer to. */
function memberIds(initiative            )                    {
  return arrayAt(initiative, 'properties', 'policyDefinitions').flatMap((entry) => textAt(entry, 'policyDefinitionId') ?? []);
}

/** The initiative that is assigned, and the assignment's name: 24 characters at most, Azure's limit at a management group. */
const initiativeName = 'aks-egress-isolation-core';
const assignmentName = 'aks-egress-isolation';

/** How the initiative is to be assigned. */
                                 
                                    
                         
                                                
                                   
                                  
                             
 

/** Definitions, initiative and assignment as they should be, in the order of dependence. */
function wantedObjects(wish                )                          {
  const { scope, definitionScope } = wish;
  const initiative = bundledInitiative(initiativeName, definitionScope);
  const initiativeId = formatResourceId(definitionScope, policySetDefinitionType, initiativeName);
  const needed = new Set(memberIds(initiative).map((id) => id.split('/').at(-1)));
  const definitions = bundledDefinitions.filter(({ name }) => needed.has(name));
  return [
    ...definitions.map(({ name, document })               => ({
      kind: 'definition', name, id: formatResourceId(definitionScope, policyDefinitionType, name), body: stamped(document),
    })),
    { kind: 'initiative', name: initiativeName, id: initiativeId, body: stamped(initiative) },
    { kind: 'assignment', name: assignmentName, id: formatResourceId(scope, policyAssignmentType, assignmentName), body: assignmentBody(wish, initiativeId, initiative) },
  ];
}

function assignmentBody({ parameters, enforced }                , initiativeId        , initiative            )             {
  const messages = bundledDefinitions.flatMap(({ name, document }) => {
    const message = textAt(document, 'properties', 'metadata', 'nonComplianceMessage');
    const reference = referenceIdOf(initiative, name);
    return message === undefined || reference === undefined ? [] : [{ message, policyDefinitionReferenceId: reference }];
  });
  const general = textAt(initiative, 'properties', 'metadata', 'nonComplianceMessage') ?? 'This cluster must be network isolated.';
  return {
    properties: {
      displayName: textAt(initiative, 'properties', 'displayName') ?? initiativeName,
      description: textAt(initiative, 'properties', 'description') ?? '',
      policyDefinitionId: initiativeId,
      parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }])),
      enforcementMode: enforced ? 'Default' : 'DoNotEnforce',
      nonComplianceMessages: [{ message: general }, ...messages],
      metadata: { managedBy: stamp },
    },
  };
}

function referenceIdOf(initiative            , definition        )                     {
  const members = arrayAt(initiative, 'properties', 'policyDefinitions');
  const found = members.find((entry) => textAt(entry, 'policyDefinitionId')?.split('/').at(-1) === definition);
  return textAt(found, 'policyDefinitionReferenceId');
}

/** The document as it is sent: only `properties`, with our stamp in its metadata. */
function stamped(document            )             {
  const properties = document['properties'];
  const own = isJsonObject(properties) ? properties : {};
  const metadata = own['metadata'];
  return { properties: { ...own, metadata: { ...(isJsonObject(metadata) ? metadata : {}), managedBy: stamp } } };
}

/** True when Azure would refuse the cluster's next update, as far as can be told: what is undetermined might be refused. */
function wouldBeRefused(finding         )          {
  return finding.effect === 'deny' || finding.verdict === 'error';
}

                                  
                        
                                                  
 

/**
 * Whether the assignment is to refuse or only to report, and what the reader must know about it. Enforced only at a resource group,
 * and only when nobody there would be locked out; what is enforced already stays so.
 * @param lockedOut findings with which Azure would refuse a cluster's next update
 * @param living the living assignment's `enforcementMode`; undefined when there is none
 */
function decideEnforcement(
  { scope, enforcement }                 , lockedOut                    , living                    ,
)                                                                    {
  const names = [...new Set(lockedOut.map((finding) => finding.resource.name))];
  const blocked = names.length === 0 ? '' : `${names.join(', ')} (${[...new Set(lockedOut.map((finding) => finding.rule))].join(', ')})`;
  if (living?.toLowerCase() === 'default') {
    const asked = enforcement === 'do-not-enforce' ? [`The policies are enforced at ${scope.id} already and stay so: this tool loosens nothing. Change the assignment in Azure if you mean it.`] : [];
    const warning = blocked === '' ? [] : [`The policies are enforced at ${scope.id} already; they refuse every update of ${blocked}.`];
    return { enforced: true, notes: [...asked, ...warning] };
  }
  if (enforcement === 'do-not-enforce') return { enforced: false, notes: ['The policies are assigned without enforcement, as asked for: they report and refuse nothing.'] };
  if (scope.kind !== 'resourceGroup') {
    return { enforced: false, notes: [`The policies are assigned at ${scope.id} without enforcement: turning it on at scopes wider than a resource group is not done yet, as every cluster there would have to be looked at first.`] };
  }
  if (blocked !== '') {
    return { enforced: false, notes: [`The policies are assigned without enforcement, because they would refuse every update of ${blocked}. Isolate these clusters and run again.`] };
  }
  return { enforced: true, notes: [] };
}

const effectRank = ['disabled', 'audit', 'deny'];

/**
 * What new parameters would loosen on the living assignment: a weaker effect, or entries that a list of what is allowed did not have.
 * Parameters that are not given have the initiative's defaults, on both sides.
 */
function loosenings(living                        , wanted            )                    {
  const declared = bundledInitiatives.find(({ name }) => name === initiativeName)?.document;
  const parameters = at(declared, 'properties', 'parameters');
  if (living === undefined || !isJsonObject(parameters)) return [];
  return Object.entries(parameters).flatMap(([name, declaration]) => {
    const before = at(living, 'properties', 'parameters', name, 'value') ?? member(declaration, 'defaultValue');
    const after = wanted[name] ?? member(declaration, 'defaultValue');
    if (name === 'effect' && rankOf(after) < rankOf(before)) return [`effect: ${String(before)} → ${String(after)}`];
    const added = Array.isArray(before) && Array.isArray(after) ? after.filter((entry) => !before.includes(entry)) : [];
    return added.length === 0 ? [] : [`${name} also allows ${added.map(String).join(', ')}`];
  });
}

function rankOf(effect         )         {
  return typeof effect === 'string' ? effectRank.indexOf(effect.toLowerCase()) : -1;
}

/** What is to be written, and what it means for the clusters that are there. */
                                 
                                
                             
                                                                
                          
                                                                                                                       
                                       
                                
                                                                                                                               
                                      
                                                                  
                                      
                                    
 

/** The initiative's rules with the user's parameters, ready to judge. Wrong parameters are the user's mistake. */
function policiesWith(parameters            )                            {
  const empty = Object.entries(parameters).find(([, value]) => value === null)?.[0];
  if (empty !== undefined) throw new UserError(`"parameters": "${empty}" has no value; give one, or leave the name out for its default.`);
  try {
    return bundledPolicies(initiativeName, parameters);
  } catch (error) {
    if (error instanceof PolicyError) throw new UserError(`"parameters" does not fit the initiative ${initiativeName}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Where definitions and initiative live. Azure takes them at a subscription or management group at or above the assignment. */
function definitionScopeFor({ scope, definitionScope }                   )         {
  const wanted = definitionScope?.id ?? (scope.kind === 'managementGroup' ? scope.id : `/subscriptions/${scope.subscriptionId}`);
  const parsed = definitionScope ?? parseScope(wanted);
  if (parsed?.kind === 'resourceGroup') throw new UserError(`"definition-scope" is ${wanted}, but definitions live at a subscription or management group: name one of these.`);
  if (parsed?.kind === 'subscription' && !isWithin(scope.id, wanted)) {
    throw new UserError(`"definition-scope" is ${wanted}, which is not at or above the assignment's scope ${scope.id}: Azure would not find the definitions.`);
  }
  return wanted;
}

/** What was read at the scopes of an assignment. */
                                        
                                         
                                              
                                                                      
                                           
 

/**
 * Reads policy objects and clusters side by side.
 * @param groupMayBeAbsent true where the run is about to make the resource group
 */
async function observeAssignment(options                   , { arm }       , groupMayBeAbsent = false)                                 {
  const definitionScope = definitionScopeFor(options);
  const exact = { $filter: 'atExactScope()' };
  const [definitions, initiatives, assignment, clusters] = await Promise.all([
    arm.list(`${definitionScope}/providers/${policyDefinitionType}`, policyApiVersion, exact),
    arm.list(`${definitionScope}/providers/${policySetDefinitionType}`, policyApiVersion, exact),
    arm.find(assignmentIdOf(options), policyApiVersion),
    options.scope.kind === 'resourceGroup' ? listClusters(options.scope.id, arm, groupMayBeAbsent) : [],
  ]);
  return { living: [...definitions, ...initiatives, ...(assignment === undefined ? [] : [assignment])], assignment, clusters };
}

/**
 * Plans what to write. `own` is the cluster being deployed as it will be: it is judged like the others, but in that form
 * instead of the living one.
 */
function planAssignment(options                   , observed                       , own           )                 {
  const policies = policiesWith(options.parameters);
  const others = observed.clusters.filter((cluster) => own?.id === undefined || !sameId(textAt(cluster, 'id') ?? '', own.id)).map(asResource);
  const judged = others.flatMap((cluster) => judge(policies, cluster).map(({ finding }) => finding));
  const findings = judged.filter(isObjection);
  const lockedOut = [...findings, ...(own === undefined ? [] : judgeCluster(own, policies).findings)].filter(wouldBeRefused);
  const { enforced, notes } = decideEnforcement(options, lockedOut, textAt(observed.assignment, 'properties', 'enforcementMode'));
  const wanted = wantedObjects({ scope: options.scope.id, definitionScope: definitionScopeFor(options), parameters: options.parameters, enforced });
  const loosened = enforced ? loosenings(observed.assignment, options.parameters) : [];
  return { policies: planPolicyObjects(wanted, documentIn(observed.living)), enforced, loosened, effect: textAt(options.parameters, 'effect') ?? 'Deny', assignmentId: assignmentIdOf(options), others: findings, judged, notes };
}

function assignmentIdOf({ scope }                   )         {
  return formatResourceId(scope.id, policyAssignmentType, assignmentName);
}

async function listClusters(scope        , arm           , groupMayBeAbsent         )                                 {
  try {
    return await arm.list(`${scope}/providers/${managedClusterType}`, apiVersions.managedClusters);
  } catch (error) {
    if (!(error instanceof AzureError && error.code === 'ResourceGroupNotFound')) throw error;
    if (groupMayBeAbsent) return [];
    throw new UserError(`There is no resource group ${scope} to assign policies at; nothing was written.`, { cause: error });
  }
}

/** A living cluster as the engine takes it. */
function asResource(document            )           {
  const id = textAt(document, 'id');
  return { type: managedClusterType, name: textAt(document, 'name') ?? '', body: document, ...(id === undefined ? {} : { id }) };
}

/** What the rules say of one cluster: what they object to or cannot decide, and how many pairs came out how. */
function judgeCluster(cluster          , policies                           )                                                                               {
  const all = judge(policies, cluster).map(({ finding }) => finding);
  return { findings: all.filter(isObjection), counts: countsOf(all) };
}

function isObjection({ verdict }         )          {
  return verdict === 'violation' || verdict === 'undetermined' || verdict === 'error';
}

function countsOf(findings                    )                   {
  const counts                                              = {};
  for (const { verdict } of findings) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

/** "assigned and enforced": how the policies stand, in words. */
function standingOf({ enforced, effect }                )         {
  if (effect.toLowerCase() !== 'deny') return `assigned with effect ${effect}`;
  return enforced ? 'assigned and enforced' : 'assigned, not enforced';
}

/** Refuses, before the first write, what may not or cannot be written: objects of others, an assignment that would have to point elsewhere, a loosening. */
function refuseImpossible({ policies: { foreign, bound }, loosened }                )       {
  if (loosened.length > 0) {
    throw new UserError(`"parameters" would loosen policies that are enforced already (${loosened.join('; ')}); nothing was written. Change the assignment in Azure if you mean it.`);
  }
  const [stuck] = bound;
  if (stuck !== undefined) {
    throw new UserError(
      `${stuck.id} is assigned to ${stuck.to}, and Azure never changes what a living assignment points to; nothing was written. ` +
        'Use the "definition-scope" of then, or delete the assignment and run again.',
    );
  }
  const [first] = foreign;
  if (first === undefined) return;
  throw new UserError(
    `${foreign.map(({ id }) => id).join(', ')} exists already and was not written by this tool (its metadata lacks managedBy: ${stamp}); nothing was written. ` +
      'Choose another "definition-scope" or remove the object.',
  );
}

/** Writes in the order of dependence: definitions side by side, then the initiative, then the assignment. Each is journalled as it is done. */
async function applyPolicies({ policies }                , journal              , tools       )                {
  for (const kind of ['definition', 'initiative', 'assignment']         ) {
    const steps = policies.steps.filter(({ object, action }) => object.kind === kind && action !== 'unchanged');
    const writes = await Promise.allSettled(steps.map(async (step) => {
      const started = tools.clock.now();
      await writeReplicated(step.object, journal.length > 0, tools);
      journal.push(reportStep(step, 'done', tools.clock.now() - started));
    }));
    const failed = writes.find((write) => write.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }
}

/** Seconds between tries while Azure spreads what was just written: three minutes in all. */
const replicationWaits = [5, 10, 15, 30, 30, 30, 30, 30];

/**
 * Writes an object that refers to others. Azure answers a write before all of its parts know of it, and then refuses what refers to it
 * (Azure-Landing-Zones issue 277, "a simple re-run helps"): that is waited out, but only where this run has just written something.
 */
async function writeReplicated(object              , afterOthers         , tools       )                {
  for (const [attempt, wait] of [...replicationWaits, undefined].entries()) {
    try {
      await tools.arm.send({ method: 'PUT', path: object.id, apiVersion: policyApiVersion, body: object.body });
      return;
    } catch (error) {
      if (wait === undefined || !afterOthers || object.kind === 'definition' || !isReplicationLag(error)) throw error;
      if (attempt === 0) tools.logger.info(`Azure does not know yet what ${object.name} refers to; trying again for up to three minutes.`);
      await tools.clock.sleep(wait * 1000, tools.signal);
    }
  }
}

function isReplicationLag(error         )          {
  if (!(error instanceof AzureError) || (error.status !== 400 && error.status !== 404)) return false;
  return /^Policy(Set)?DefinitionNotFound$/i.test(error.code) || (/^InvalidCreatePolicy(Assignment|SetDefinition)Request$/i.test(error.code) && /out of scope|at or above|could not be found/i.test(error.message));
}

/** The steps as a plan: what would be written. */
function plannedSteps({ policies }                )                        {
  return policies.steps.filter(({ action }) => action !== 'unchanged').map((step) => reportStep(step, 'planned'));
}

function reportStep({ action, object, details }                             , status                      , elapsed         )             {
  const words = { definition: 'policy definition', initiative: 'initiative', assignment: 'assignment' };
  const title = `${action === 'create' ? 'Create' : 'Update'} ${words[object.kind]} ${object.name}`;
  const mode = object.kind === 'assignment' ? [`enforcement: ${textAt(object.body, 'properties', 'enforcementMode') ?? ''}`] : [];
  return { title, status, resourceId: object.id, details: [...mode, ...details], ...(elapsed === undefined ? {} : { elapsed }) };
}

/** What an approval of the plan covers. */
function substanceOf({ policies }                )          {
  return policies.steps.filter(({ action }) => action !== 'unchanged').map(({ action, object }) => ({ action, id: object.id, body: object.body }));
}

/**
 * What to do about refusals of Azure, by code. Sources: AKS troubleshooting articles (SupportArticles-docs), the threads named in
 * docs/deploy.md. A code that is not here is shown with Azure's own words alone.
 */
const advice                                   = {
  invalidnetworkisolatedclusterconfiguration: 'Azure refuses this combination for an isolated cluster; on a living cluster the artifact source must be Cache and every pool reimaged before the outbound type may change.',
  bootstrapartifactsourcenotallowed: 'The artifact source cannot be set so on this cluster: clusters with a service principal need a managed identity first.',
  k8sversionnotsupported: 'Choose a version that the region offers: az aks get-versions --location <location>.',
  agentpoolk8sversionnotsupported: 'Choose a version that the region offers: az aks get-versions --location <location>.',
  operationnotallowed: 'Another operation works on the cluster; run again when it has ended (az aks show … --query provisioningState).',
  etagmismatch: 'Somebody else changed the cluster meanwhile; run again.',
  preconditionfailed: 'Somebody else changed the cluster meanwhile; run again.',
  throttled: 'Azure Kubernetes Service throttles; run again in a few minutes.',
  subscriptionrequeststhrottled: 'Azure Resource Manager throttles this subscription; run again in a few minutes.',
  aksoperationpreempted: 'A later operation replaced this one; run again to see where the cluster stands.',
  requestdisallowedbypolicy: 'A policy refuses the cluster or something that AKS makes for it: mend the specification, or ask the owner of the assignment named above for an exemption.',
  authorizationfailed: 'The identity lacks a role: deploying needs Azure Kubernetes Service Contributor and, to create the resource group, Contributor; assigning needs Resource Policy Contributor at the definition scope and the assignment scope.',
  linkedauthorizationfailed: 'The identity may change the cluster but not something it refers to; grant it a role there.',
  missingsubscriptionregistration: 'Register the provider once: az provider register --namespace Microsoft.ContainerService --wait.',
  quotaexceeded: 'The region has too little quota for these nodes: choose a smaller "node-size" or "node-count", or ask for quota.',
  insufficientvcpuquota: 'The region has too little quota for these nodes: choose a smaller "node-size" or "node-count", or ask for quota.',
  skunotavailable: 'The region does not offer this size to the subscription: choose another "node-size" (az vm list-skus --location <location>).',
  subscriptionnotfound: 'Check "subscription-id", and that the identity has a role in that subscription.',
  invalidauthenticationtokentenant: 'The token belongs to another tenant than the subscription: check "tenant-id" and "subscription-id".',
};

/** A sentence on what to do about a code, or undefined. Sub-codes (`Code/SubCode`) fall back to their code. */
function adviceFor(code        )                     {
  const [main = '', sub = ''] = code.toLowerCase().split('/');
  return advice[sub] ?? advice[main];
}

/** Adds to Azure's words what to do about them, where that is known. */
function withAdvice(error         )        {
  if (!(error instanceof AzureError)) return error instanceof Error ? error : new Error(String(error));
  const advice = adviceFor(error.code);
  if (advice === undefined) return error;
  const { status, code, correlationId, body } = error;
  return new AzureError(`${error.message} ${advice}`, { status, code, correlationId, body, cause: error });
}

/** sha256 over a plan's substance; the order of members does not matter. */
function hashOf(plan         )         {
  return createHash('sha256').update(canonical(plan)).digest('hex');
}

/** Stops a run whose plan is no longer the approved one. Call before the first write. */
function checkApproved(approved                    , actual        )       {
  if (approved === undefined || approved === actual) return;
  throw new UserError(
    `The plan has changed since it was approved (plan-hash ${approved.slice(0, 12)}… was approved, ${actual.slice(0, 12)}… is it now); nothing was written. ` +
      'Run with "dry-run" again, look at the new plan and approve that one.',
  );
}

function canonical(value         )         {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, child]) => child !== undefined).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, child]) => `${JSON.stringify(name)}:${canonical(child)}`).join(',')}}`;
}

export { applyPolicies, checkApproved, countsOf, hashOf, judgeCluster, observeAssignment, planAssignment, plannedSteps, policiesWith, refuseImpossible, standingOf, substanceOf, withAdvice };
