import { apiVersions, textAt, UserError, CancelledError } from './ground.js';
import { ownTags, clusterTag, clusterIdOf, clusterApiVersion, resourceGroupIdOf } from './specification.js';
import { listOf, deleteAndWait, planClusterRemoval } from './deletion.js';
import { hashOf, checkApproved, withAdvice } from './failure2.js';
import { AzureError } from './arm-error.js';
import { formatElapsed } from './start.js';

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
