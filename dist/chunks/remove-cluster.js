import { textAt, managedClusterType, apiVersionOf, isWithin, isJsonObject, memberIgnoringCase, sameId, apiVersions, CancelledError, UserError } from './ground.js';
import { clusterIdOf, ownTags, resourceGroupIdOf, createdBy, clusterTag, clusterApiVersion } from './specification.js';
import { hashOf, checkApproved, withAdvice } from './failure2.js';
import { AzureError, operationErrorFrom } from './arm-error.js';
import { formatElapsed } from './start.js';
import { createHttpPoller, continuesByItself, createNarrator, stateOf, asResponse } from './vendor-azure-core-lro.js';

/** What `remove cluster` takes away: the cluster and what `deploy` made for it, by their tags, in the order in which Azure lets them go. */

                                                                                            

/** What has to be known to plan a removal. */
                              
                               
                                                                         
                                           
                                                                                       
                                         
                                                              
                                          
                                                 
                                         
                                                            
                                        
 

/** One deletion. What is in the way of one is in the list before it. */
                           
                                                                     
                      
                         
                                            
                           
                              
                                                
                                                       
 

                     
                                                         
                                                                                                             

/** First what uses others. Security groups and route tables are in use until their network is gone, and zones until their links are. */
const order = [
  'Microsoft.Network/privateEndpoints', 'Microsoft.Network/privateDnsZones/virtualNetworkLinks', 'Microsoft.ContainerRegistry/registries', 'Microsoft.Network/privateDnsZones',
  'Microsoft.ManagedIdentity/userAssignedIdentities', '', 'Microsoft.Network/virtualNetworks', 'Microsoft.Network/networkSecurityGroups', 'Microsoft.Network/routeTables', 'Microsoft.Network/natGateways',
].map((type) => type.toLowerCase());

/** Plans the removal of a cluster. Nothing without both of our tags is in it. */
function planClusterRemoval(view             )          {
  const { names, cluster } = view;
  const own = ownerOf(names);
  if (cluster !== undefined && !own(cluster)) {
    return { kind: 'refused', reason: `Cluster ${names.name} does not carry the tags of what "deploy" makes (${tagText(names)}), and "remove cluster" takes away nothing else. To remove it all the same, tag it so or delete it yourself: az aks delete.` };
  }
  const services = view.groups.filter((group) => textAt(group, 'managedBy') !== undefined).map(idOf);
  const isOfAService = (id        )          => services.some((group) => isWithin(id, group));
  const mine = view.tagged.filter((one) => own(one) && !isOfAService(idOf(one)) && typeOf(one) !== managedClusterType.toLowerCase());
  const speakable = mine.filter((one) => apiVersionOf(typeOf(one)) !== undefined);
  const roots = speakable.filter((one) => isLink(one) || !speakable.some((other) => other !== one && isWithin(idOf(one), idOf(other))));
  const resources = roots.toSorted((left, right) => rankOf(left) - rankOf(right) || compare(idOf(left), idOf(right)));
  const roles = view.roles.filter((role) => isStampedFor(names, role)).toSorted((left, right) => compare(idOf(left), idOf(right)));
  const unspoken = mine.filter((one) => !speakable.includes(one));
  const group = groupRemoval(view, [...resources.map(idOf), clusterIdOf(names)]);
  return {
    kind: 'planned',
    deletions: [...(cluster === undefined ? [] : [ofCluster(names, cluster)]), ...roles.map(ofRole), ...resources.map(ofResource), ...group.deletions],
    notes: [...unspoken.map((one) => `${idOf(one)} stays: this version does not know how to delete a ${textAt(one, 'type') ?? 'resource of its type'}.`), ...group.notes],
  };
}

/** The description of a role assignment that is made for a cluster; role assignments carry no tags. */
function roleStampFor(names              )         {
  return `${createdBy}: made for cluster ${stampOf(names)}`;
}

/** True for a role assignment whose description is that of this cluster. */
function isStampedFor(names              , role            )          {
  return textAt(role, 'properties', 'description')?.trim().toLowerCase() === roleStampFor(names);
}

/** Whether a document carries both tags. Azure compares names of tags without case. */
function ownerOf(names              )                                    {
  const wanted = Object.entries(ownTags(names));
  return ({ tags }) => wanted.every(([name, value]) => isJsonObject(tags) && memberIgnoringCase(tags, name) === value);
}

function stampOf(names              )         {
  return ownTags(names)[clusterTag] ?? '';
}

function tagText(names              )         {
  return Object.entries(ownTags(names)).map(([name, value]) => `${name}: ${value}`).join(', ');
}

/** The group goes when it is ours and nothing would be left in it. */
function groupRemoval({ names, inGroup, groups }             , going                   )                                                                                 {
  const id = resourceGroupIdOf(names);
  const group = groups.find((one) => sameId(idOf(one), id));
  if (group === undefined) return { deletions: [], notes: [] };
  if (!ownerOf(names)(group)) return { deletions: [], notes: [`Resource group ${names.resourceGroup} stays: "deploy" did not make it.`] };
  // Interfaces go with the private endpoints that they are of. What is in the group in the end is looked at again before it goes.
  const others = inGroup.filter((one) => typeOf(one) !== 'microsoft.network/networkinterfaces').map(idOf).filter((one) => !going.some((gone) => isWithin(one, gone)));
  if (others.length > 0) return { deletions: [], notes: [`Resource group ${names.resourceGroup} stays: ${listOf(others)} ${others.length === 1 ? 'is' : 'are'} in it.`] };
  const deletion           = { kind: 'group', id, title: `Delete resource group ${names.resourceGroup}`, subject: `resource group ${names.resourceGroup}`, apiVersion: apiVersions.resourceGroups, condition: {} };
  return { deletions: [deletion], notes: [] };
}

/** The first few of a list, for a sentence. */
function listOf(ids                   )         {
  const shown = ids.slice(0, 3).map((id) => id.split('/').slice(-2).join('/'));
  return ids.length > shown.length ? `${shown.join(', ')} and ${ids.length - shown.length} more` : shown.join(', ');
}

function ofCluster(names              , cluster            )           {
  const etag = textAt(cluster, 'eTag');
  return {
    kind: 'cluster', id: clusterIdOf(names), title: `Delete cluster ${names.name}`, subject: `cluster ${names.name}`, apiVersion: apiVersions.managedClusters,
    condition: etag === undefined ? {} : { 'if-match': etag },
  };
}

function ofRole(role            )           {
  const place = textAt(role, 'properties', 'scope') ?? '';
  const title = `Delete role assignment at ${place.split('/').slice(-2).join('/')}`;
  return { kind: 'roleAssignment', id: idOf(role), title, subject: 'role assignment', apiVersion: apiVersions.roleAssignments, condition: {} };
}

function ofResource(document            )           {
  const [id, type] = [idOf(document), typeOf(document)];
  const what = `${nouns[type] ?? textAt(document, 'type')?.split('/').at(-1) ?? 'resource'} ${id.split('/').at(-1) ?? ''}`;
  return { kind: 'resource', id, title: `Delete ${what}`, subject: what, apiVersion: apiVersionOf(type) ?? '', condition: {} };
}

const nouns                                            = {
  'microsoft.network/privateendpoints': 'private endpoint', 'microsoft.network/privatednszones/virtualnetworklinks': 'zone link', 'microsoft.containerregistry/registries': 'registry',
  'microsoft.network/privatednszones': 'private DNS zone', 'microsoft.managedidentity/userassignedidentities': 'identity', 'microsoft.network/virtualnetworks': 'virtual network',
  'microsoft.network/networksecuritygroups': 'network security group', 'microsoft.network/routetables': 'route table', 'microsoft.network/natgateways': 'NAT gateway',
};

function rankOf(document            )         {
  const rank = order.indexOf(typeOf(document));
  return rank < 0 ? order.indexOf('') : rank;
}

function isLink(document            )          {
  return typeOf(document) === 'microsoft.network/privatednszones/virtualnetworklinks';
}

function idOf(document            )         {
  return textAt(document, 'id') ?? '';
}

function typeOf(document            )         {
  return (textAt(document, 'type') ?? '').toLowerCase();
}

function compare(left        , right        )         {
  return left.toLowerCase() < right.toLowerCase() ? -1 : 1;
}

/**
 * Deletes a resource and waits until it is gone. What is gone already is done. Throws `AzureError` with Azure's own text when it refuses or
 * the operation fails, `CancelledError` when cancelled.
 */
async function deleteAndWait(request                                            , subject        , tools                )                {
  const started = tools.clock.now();
  const narrator = createNarrator(subject, started, tools);
  let wait = tools.pollInterval;
  let last         ;
  let accepted                       ;
  const operation                   = {
    sendInitialRequest: async () => {
      const answer = await tools.arm.send(request);
      accepted = answer;
      wait = waitAfter(answer.headers, tools.pollInterval);
      return asResponse(request, answer);
    },
    sendPollRequest: async (path) => {
      const answer = await tools.arm.send({ method: 'GET', path });
      last = answer.body;
      wait = waitAfter(answer.headers, tools.pollInterval);
      narrator.saw(answer.status === 202 ? 'Deleting' : stateOf(answer.body));
      return asResponse({ method: 'GET', path }, answer);
    },
  };
  const poller = createHttpPoller                                  (operation);
  try {
    await poller.submitted();
    while (!poller.isDone) {
      await tools.clock.sleep(wait, tools.signal);
      await poller.poll({ abortSignal: tools.signal });
    }
    tools.logger.debug(`${subject} was gone after ${formatElapsed(tools.clock.now() - started)}`);
  } catch (error) {
    if (tools.signal.aborted) throw new CancelledError(`${subject} was ${narrator.lastState()} when the run was cancelled. ${continuesByItself}`, { cause: error });
    if (error instanceof AzureError && error.status === 404 && accepted === undefined) return;
    if (['failed', 'canceled'].includes(textAt(last, 'status')?.toLowerCase() ?? '')) throw operationErrorFrom(subject, last, accepted?.headers['x-ms-correlation-request-id']);
    throw error;
  }
}

/** Milliseconds until the next look. */
function waitAfter(headers                                  , pollInterval        )         {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return seconds >= 0 ? seconds * 1000 : pollInterval;
}

/** A deletion as a report tells it. */
function deletionStep({ title, id }          , status                      , more                                                                      = {})             {
  return { title, status, resourceId: id, details: more.details ?? [], ...(more.elapsed === undefined ? {} : { elapsed: more.elapsed }) };
}

/** Carries deletions out one after the other; each is pushed to `journal` as it ends. What turns out to be in use is left, and told. */
async function carryOutDeletions(deletions                     , journal              , pollInterval        , tools       )                {
  for (const deletion of deletions) {
    const started = tools.clock.now();
    tools.logger.info(deletion.title);
    try {
      const left = await carryOut(deletion, pollInterval, tools);
      const elapsed = tools.clock.now() - started;
      journal.push(left === undefined ? deletionStep(deletion, 'done', { elapsed }) : deletionStep(deletion, 'skipped', { details: [left] }));
      tools.logger.info(`  ${left ?? `done in ${formatElapsed(elapsed)}`}`);
    } catch (error) {
      journal.push(deletionStep(deletion, 'failed', { elapsed: tools.clock.now() - started }));
      throw error;
    }
  }
}

/** Returns why something was left, or undefined when it is gone. */
async function carryOut({ kind, id, subject, apiVersion, condition }          , pollInterval        , tools       )                              {
  if (kind === 'group') {
    // Deleting a group deletes whatever is in it; a resource may have come, or been left, since the plan was made.
    const inside = await tools.arm.list(`${id}/resources`, apiVersions.resources).catch(unlessAbsent);
    if (inside.length > 0) return `left, as there is something in it: ${listOf(inside.map((one) => textAt(one, 'id') ?? ''))}`;
  }
  try {
    await deleteAndWait({ method: 'DELETE', path: id, apiVersion, headers: condition }, subject, { ...tools, pollInterval });
  } catch (error) {
    if (error instanceof AzureError && isInUse(error)) return `left, as it is in use: ${error.message}`;
    throw error;
  }
  return undefined;
}

function unlessAbsent(error         )                   {
  if (error instanceof AzureError && error.status === 404) return [];
  throw error;
}

/** `InUseSubnetCannotBeDeleted`, `InUseNetworkSecurityGroupCannotBeDeleted`, `CannotDeleteResource` and their like, as public logs show them. */
function isInUse({ status, code }            )          {
  return (status === 400 || status === 409) && /InUse|CannotBeDeleted|CannotDelete|HasDependen/i.test(code);
}

/** What `remove cluster` takes. */
                                                                                                                       
                                                                     
                                       
                           
                                        
                                        
                                
 

/**
 * Deletes a cluster and what `deploy` made for it, by its tags, and nothing else: first the cluster, then role assignments and resources in
 * the order in which Azure lets them go. What is in use by something else is left and named. A run that is cut short is finished by the next.
 */
async function removeCluster(options                      , tools       )                   {
  const journal               = [];
  try {
    requireConfirmation(options);
    const removal = await planOf(options, tools);
    if (removal.kind === 'refused') throw new UserError(removal.reason);
    const { deletions, notes } = removal;
    const planHash = hashOf({ deletions: deletions.map(({ id }) => id.toLowerCase()) });
    if (options.dryRun) {
      const planned = deletions.map((deletion) => deletionStep(deletion, 'planned'));
      return { report: { ...reportOn(options, planned, notes), dryRun: true, changed: planned.length > 0, planHash } };
    }
    checkApproved(options.planHash, planHash);
    await carryOutDeletions(deletions, journal, options.pollInterval, tools);
    return { report: { ...reportOn(options, journal, notes), planHash } };
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return { report: { ...reportOn(options, journal, []), verdict: 'error' }, failure: withAdvice(error) };
  }
}

function requireConfirmation({ confirm, name, dryRun }                      )       {
  if (dryRun || confirm === name) return;
  const given = confirm === undefined ? 'it is missing' : `it is ${JSON.stringify(confirm)}`;
  throw new UserError(`"remove cluster" deletes cluster ${name} for good: "confirm" has to be its name, and ${given}; nothing was deleted. Look at the plan first with "dry-run".`);
}

async function planOf(names                      , { arm }       )                   {
  const subscription = `/subscriptions/${names.subscriptionId}`;
  const groups = await arm.list(`${subscription}/resourceGroups`, apiVersions.resourceGroups);
  const isThere = groups.some((group) => textAt(group, 'name')?.toLowerCase() === names.resourceGroup.toLowerCase());
  const value = ownTags(names)[clusterTag] ?? '';
  const [cluster, tagged, inGroup, roles] = await Promise.all([
    isThere ? arm.find(clusterIdOf(names), clusterApiVersion) : undefined,
    arm.list(`${subscription}/resources`, apiVersions.resources, { $filter: `tagName eq '${clusterTag}' and tagValue eq '${value}'` }),
    isThere ? arm.list(`${resourceGroupIdOf(names)}/resources`, apiVersions.resources) : ([]                         ),
    arm.list(`${subscription}/providers/Microsoft.Authorization/roleAssignments`, apiVersions.roleAssignments),
  ]);
  return planClusterRemoval({ names, cluster, tagged, inGroup, groups, roles });
}

function reportOn({ name, resourceGroup, ...names }                      , steps                       , notes                   )         {
  const id = clusterIdOf({ name, resourceGroup, ...names });
  const done = steps.filter(({ status }) => status === 'done').length;
  const nothing                        = [{ title: 'There is nothing of this cluster to take away', status: 'unchanged', resourceId: id, details: [] }];
  return {
    command: 'remove cluster',
    title: `cluster ${name} in resource group ${resourceGroup}`,
    verdict: 'compliant',
    target: { id, name },
    changed: done > 0,
    dryRun: false,
    steps: steps.length === 0 ? nothing : steps,
    findings: [],
    counts: {},
    facts: [{ label: 'Taken away', value: `${done} objects` }],
    notes: [...notes, 'Policies stay: "remove policies" takes them away.'],
  };
}

export { removeCluster };
