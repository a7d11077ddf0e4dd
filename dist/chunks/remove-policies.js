import { textAt, parseScope, sameId, isWithin, CancelledError, policyAssignmentType, policyExemptionType } from './ground.js';
import { deletion, withoutUsed, inOrderOfRemoval, substanceOfSteps, reportStep, removeObjects, observePolicies, livingObjects, ownRoles, definitionScopeFor } from './observe.js';
import { scopeOf } from './judge-living.js';
import { roleStampOf, isOwned, stampName } from './start.js';
import { hashOf, checkApproved, withAdvice } from './failure2.js';

/** What to take away, in the order in which Azure lets it go: exemptions, role assignments, assignments, initiatives, definitions. */
function planRemoval({ living, owner, scope, definitionScope, roles }             )            {
  const own = (document            )          => isOwned(document, owner);
  const isBelow = (document            )          => {
    const at = scopeOf(textAt(document, 'id') ?? '');
    // What a management group's lists and Resource Graph show is at or below it, or above: those are management groups.
    if (parseScope(scope)?.kind === 'managementGroup') return sameId(at, scope) || parseScope(at)?.kind !== 'managementGroup';
    return isWithin(at, scope);
  };
  const assignments = living.all('assignment').filter((document) => own(document) && isBelow(document));
  const going = new Set(assignments.map((document) => (textAt(document, 'id') ?? '').toLowerCase()));
  const exemptions = living.all('exemption').filter((document) => own(document) && (isBelow(document) || going.has((textAt(document, 'properties', 'policyAssignmentId') ?? '').toLowerCase())));
  const rest = [...living.ofKind('initiative', definitionScope), ...living.ofKind('definition', definitionScope)].filter(own);
  const steps = [...exemptions, ...assignments, ...rest].map((document) => deletion(document, []));
  const kept = roles.filter(({ object }) => going.has((roleStampOf(object.body)?.assignmentId ?? '').toLowerCase()));
  return withoutUsed(inOrderOfRemoval([...steps, ...kept]), living);
}

/** What `remove policies` takes. */
                                
                        
                                              
                       
                         
                           
                                        
 

/**
 * Takes back what `assign` and `deploy` wrote at a scope and below it, and the definitions and initiatives at the definition scope:
 * exemptions, role assignments, assignments, initiatives, definitions, in that order. Only what carries our stamp and this owner, and of
 * that only what nobody else uses. A second run finds nothing more to do.
 */
async function removePolicies(options               , tools       )                   {
  const journal               = [];
  try {
    const { steps, notes } = await planOf(options, tools);
    const planHash = hashOf({ policies: substanceOfSteps({ steps }) });
    if (options.dryRun) {
      const planned = steps.map((step) => reportStep(step, 'planned'));
      return { report: { ...reportOn(options.scope, planned, notes), dryRun: true, changed: planned.length > 0, planHash } };
    }
    checkApproved(options.planHash, planHash);
    await removeObjects(steps, journal, tools);
    return { report: { ...reportOn(options.scope, journal, notes), planHash } };
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return { report: { ...reportOn(options.scope, journal, []), verdict: 'error' }, failure: withAdvice(error) };
  }
}

async function planOf(options               , tools       )                                                                                        {
  const living = await observePolicies(options, tools);
  const below = options.scope.kind === 'managementGroup' ? await belowManagementGroup(options.scope.managementGroup, tools) : [];
  const all = livingObjects([...living.all('definition'), ...living.all('initiative'), ...living.all('assignment'), ...living.all('exemption'), ...below]);
  const assignments = all.all('assignment').filter((document) => isOwned(document, options.owner));
  const roles = await Promise.all(assignments.map(async (document) => await ownRoles(document, options.owner, tools.arm, () => true)));
  return planRemoval({ living: all, owner: options.owner, scope: options.scope.id, definitionScope: definitionScopeFor(options), roles: roles.flat() });
}

/** Assignments and exemptions of ours below a management group, which lists none of them itself. */
async function belowManagementGroup(managementGroup        , tools       )                                 {
  const { kqlText, queryResourceGraph } = await import('./resource-graph.js');
  const ours = (type        )         => `policyresources | where type =~ ${kqlText(type.toLowerCase())} | where properties.metadata.managedBy =~ ${kqlText(stampName)} | project id, name, type, identity, properties | order by id asc`;
  const found = await Promise.all([policyAssignmentType, policyExemptionType].map(async (type) => await queryResourceGraph(ours(type), { managementGroup }, tools)));
  return found.flat();
}

function reportOn(scope       , steps                       , notes                   )         {
  const done = steps.filter(({ status }) => status === 'done').length;
  const nothing                        = [{ title: 'There is nothing of this owner to take away', status: 'unchanged', resourceId: scope.id, details: [] }];
  return {
    command: 'remove policies',
    title: `policies at ${scope.id}`,
    verdict: 'compliant',
    target: { id: scope.id, name: scope.id.split('/').at(-1) ?? scope.id },
    changed: done > 0,
    dryRun: false,
    steps: steps.length === 0 ? nothing : steps,
    findings: [],
    counts: {},
    facts: [{ label: 'Taken away', value: `${done} objects` }],
    notes,
  };
}

export { removePolicies };
