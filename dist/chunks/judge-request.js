import { isUnknown, Unknown, isJsonObject } from './ground.js';
import { exemptionsAt, actsIfDeployed, ifDeployed, judge, EvaluationError, deepEqual, inputOf, written } from './engine.js';

/** What policies make of a request, before it reaches the provider. */
                                   
                                                                                                                              
                                            
                                                 
                              
                                                                                                                             
                                          
 

                           
                                  
                         
                                                                                                                          
                           
 

const changing                      = new Set(['append', 'modify']);

/**
 * Judges a request as Azure does at the PUT: `append` and `modify` change it first, then the other effects see what became of it
 * (azure-policy-language.md §1.10). Assignments that do not enforce change nothing. Never throws for what a rule or the resource says.
 */
function judgeRequest(
  policies                           ,
  request          ,
  context                    = {},
  allExemptions                       = [],
)                   {
  const exemptions = exemptionsAt(allExemptions, request.id);
  const { mayBeAbsent: why, ...present } = request;
  if (why === undefined) return judgePresent(policies, request, context, exemptions);
  // A request that is never made is changed by nobody: what the policies see of each other's changes is that of one that is made.
  const { judgements, resource, conflicts } = judgePresent(policies, present, context, exemptions);
  return {
    judgements: judgements.map((judgement) => ifDeployed(judgement, why)),
    resource: { ...resource, mayBeAbsent: why },
    conflicts: conflicts.map((conflict) => ({ ...conflict, isDenied: actsIfDeployed(conflict.isDenied, why) })),
  };
}

function judgePresent(policies                           , request          , context                   , exemptions                      )                   {
  let resource = request;
  const owners = new Map                     ();
  const conflicts             = [];
  const first = new Map                           ();
  for (const policy of policies) {
    const [judgement] = judge([policy], resource, context, exemptions);
    if (judgement === undefined || !changing.has(judgement.finding.effect)) continue;
    const { acts, finding } = judgement;
    const applied = acts === false ? undefined : changeOf(policy, finding.effect, resource, context);
    // A change that may not be wanted at all is no certain failure.
    first.set(policy, applied instanceof EvaluationError && acts === true ? failed(judgement, applied) : judgement);
    if (applied === undefined || applied instanceof EvaluationError || policy.assignment?.enforcementMode === 'DoNotEnforce') continue;
    const { conflictEffect } = applied;
    const denies = (unless                     )        => (conflictEffect === 'deny' ? (isUnknown(acts) ? acts : (unless ?? true)) : false);
    if (applied.unwritable.length > 0) {
      if (conflictEffect !== 'disabled') conflicts.push(...applied.unwritable.map(({ field, unless }) => ({ policy, field, isDenied: denies(unless) })));
      // Refused for sure, nothing is written; else nobody knows whether the other operations are.
      const open = applied.unwritable.every(({ unless }) => unless !== undefined) ? applied.unwritable[0]?.unless : undefined;
      if (open !== undefined) resource = uncertain(resource, applied, open);
      continue;
    }
    const clash = applied.changes.find(({ field, value }) => owners.has(field.toLowerCase()) && deepEqual(owners.get(field.toLowerCase())?.value, value) !== true);
    if (clash !== undefined) {
      if (conflictEffect !== 'disabled') conflicts.push({ policy, field: clash.field, isDenied: denies(undefined) });
      continue;
    }
    for (const change of applied.changes) owners.set(change.field.toLowerCase(), change);
    resource = isUnknown(acts) ? uncertain(resource, applied, acts) : applied.resource;
  }
  const judgements = policies.flatMap((policy) => first.get(policy) ?? judge([policy], resource, context, exemptions));
  return { judgements, resource, conflicts };
}

/** What `append` or `modify` makes of a request, or how it fails. */
function changeOf(policy                , effect        , resource          , context                   )                                              {
  try {
    return policy.definition.change(inputOf(policy, resource, context), effect);
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    throw error;
  }
}

/** A change that fails on its values fails the rule. */
function failed(judgement           , { message }                 )            {
  const finding = { ...judgement.finding, verdict: 'error'         , message: `The rule failed, which Azure treats as a denial: ${message}.` };
  return { policy: judgement.policy, finding, acts: false, decisions: judgement.decisions };
}

/** What a policy would write, if its condition held: neither the old value nor the new one. */
function uncertain(resource          , { changes }         , why         )           {
  const open = new Unknown(`whether a policy changes it is not known: ${why.why}`);
  const body = changes.reduce         ((value, { path }) => written(value, path, () => open, 'creating'), resource.body);
  return isJsonObject(body) ? { ...resource, body } : resource;
}

export { judgeRequest };
