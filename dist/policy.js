import { PolicyError, parseConditionDocument, parseRule, parseDefinition, bundledAliases, policyFunctions, assertBounded, shortEnough, inDocument, fieldOf, spotsOf, valueOf, isAbsent, mostIterations, countBudget, EvaluationError, actsIfDeployed, ifDeployed, judge, deepEqual, inputOf, written } from './chunks/engine.js';
export { aliasIn, bindAssignment, bindDefinition, bindInitiative, bundledDefinitions, bundledInitiative, bundledInitiatives, bundledPolicies, compileDefinition, functionFacts, indexPolicies, joinAliases, parseAssignment, parseExemption, parseInitiative, readAliases } from './chunks/engine.js';
import { readPolicyText } from './chunks/lint-text.js';
export { lintDefinition, lintRules, lintText } from './chunks/lint-text.js';
import { suggestion, isUnknown, Unknown, isJsonObject } from './chunks/ground.js';
export { explainFinding, fixOf, proposeChange, withChanges } from './chunks/explain.js';

const forms = { definition: parseDefinition, rule: parseRule, condition: parseConditionDocument }         ;

/**
 * Reads a definition, or a bare rule or condition, from JSON text.
 * Throws PolicyError with the line and column of what is wrong.
 */
function loadDefinitionText(text        , form                     = 'definition')                   {
  return loadText(text, forms[form]);
}

/**
 * Reads a policy document from JSON text with one of the parsers: `loadText(text, parseInitiative)`.
 * Throws PolicyError with the line and column of what is wrong.
 */
function loadText        (text        , parse                               )         {
  const { value, positionOf } = readPolicyText(text);
  try {
    return parse(value);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new PolicyError(error.message, error.pointer, { cause: error }, positionOf(error.pointer));
  }
}

/**
 * Calls one function of the policy language with ready values, as a rule would.
 * Throws PolicyError when there is no such function or the number of arguments is wrong, EvaluationError when it fails on its values.
 */
function callFunction(name        , args                    , context                    = {})          {
  const entry = policyFunctions.get(name.toLowerCase());
  if (entry === undefined) {
    const names = Array.from(policyFunctions.values(), (candidate) => candidate.name);
    throw new PolicyError(`There is no function \`${name}\`${suggestion(name, names)}`);
  }
  if (args.length < entry.least || args.length > entry.most) throw new PolicyError(`\`${entry.name}\` does not take ${args.length} arguments`);
  // Inside a rule every argument is bounded where it comes from.
  for (const arg of args) assertBounded(shortEnough(arg, entry.name));
  const scope = scopeOf({ type: '', name: '', body: {} }, context);
  if (entry.kind === 'lazy') {
    return entry.call(
      args.map((arg) => () => arg),
      scope,
    );
  }
  return entry.call(args, scope);
}

/**
 * What an alias reads in a resource: `{value}`, with `[*]` the list of the existing values; undefined when there is nothing.
 * The resource's API version chooses the path. With `fields` literal every name is a path into the document as it stands.
 * Throws PolicyError when the name is no field.
 */
function resolveAlias(
  alias        ,
  resource          ,
  aliases             = bundledAliases,
  fields             = 'aliases',
)                                          {
  const field = inDocument('', () => fieldOf(alias, aliases, fields));
  if (field === undefined) throw new PolicyError(`\`${alias}\` is no field of a resource and no alias`);
  const spots = spotsOf(field, scopeOf(resource, {}));
  if (field.isList) return { value: valueOf(field, spots) };
  const value = spots[0]?.value;
  return isAbsent(value) ? undefined : { value };
}

function scopeOf(resource          , context                   )        {
  return {
    resource,
    parameters: {},
    context,
    ids: { assignmentId: '', definitionId: '', setDefinitionId: '', definitionReferenceId: '', ...context.policy },
    fieldOf: (name) => {
      const field = fieldOf(name, bundledAliases);
      if (field === undefined) throw new EvaluationError(`\`${name}\` is no field of a resource and no alias`);
      return field;
    },
    frames: undefined,
    budget: { left: countBudget },
    mostIterations,
  };
}

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
  exemptions                       = [],
)                   {
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

export { EvaluationError, PolicyError, Unknown, bundledAliases, callFunction, judge, judgeRequest, loadDefinitionText, loadText, parseConditionDocument, parseDefinition, parseRule, readPolicyText, resolveAlias };
