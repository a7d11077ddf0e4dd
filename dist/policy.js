import { PolicyError, parseConditionDocument, parseRule, parseDefinition, bundledAliases, policyFunctions, assertBounded, shortEnough, inDocument, fieldOf, spotsOf, valueOf, isAbsent, mostIterations, countBudget, EvaluationError } from './chunks/engine.js';
export { aliasIn, bindAssignment, bindDefinition, bindInitiative, bundledDefinitions, bundledInitiative, bundledInitiatives, bundledPolicies, compileDefinition, functionFacts, indexPolicies, joinAliases, judge, parseAssignment, parseExemption, parseInitiative, readAliases } from './chunks/engine.js';
import { readPolicyText } from './chunks/lint-text.js';
export { lintDefinition, lintRules, lintText } from './chunks/lint-text.js';
import { suggestion } from './chunks/ground.js';
export { Unknown } from './chunks/ground.js';
export { judgeRequest } from './chunks/judge-request.js';
export { explainFinding, proposeChange, withChanges } from './chunks/explain.js';
export { fixOf } from './chunks/fix-of.js';

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

export { EvaluationError, PolicyError, bundledAliases, callFunction, loadDefinitionText, loadText, parseConditionDocument, parseDefinition, parseRule, readPolicyText, resolveAlias };
