import type { Resource } from '../arm/resource.ts';
import { shortEnough } from '../language/compile.ts';
import { EvaluationError } from '../language/errors.ts';
import { suggestion } from '../language/near-miss.ts';
import { assertBounded, isAbsent } from '../language/values.ts';
import { bundledAliases, type AliasTable } from './aliases.ts';
import { fieldOf, type FieldNames } from './conditions/fields/fields.ts';
import { policyFunctions } from './conditions/references.ts';
import { countBudget, mostIterations, spotsOf, valueOf, type EvaluationContext, type Scope } from './conditions/scope.ts';
import { inDocument, PolicyError } from './error.ts';

/**
 * Calls one function of the policy language with ready values, as a rule would.
 * Throws PolicyError when there is no such function or the number of arguments is wrong, EvaluationError when it fails on its values.
 */
export function callFunction(name: string, args: readonly unknown[], context: EvaluationContext = {}): unknown {
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
export function resolveAlias(
  alias: string,
  resource: Resource,
  aliases: AliasTable = bundledAliases,
  fields: FieldNames = 'aliases',
): { readonly value: unknown } | undefined {
  const field = inDocument('', () => fieldOf(alias, aliases, fields));
  if (field === undefined) throw new PolicyError(`\`${alias}\` is no field of a resource and no alias`);
  const spots = spotsOf(field, scopeOf(resource, {}));
  if (field.isList) return { value: valueOf(field, spots) };
  const value = spots[0]?.value;
  return isAbsent(value) ? undefined : { value };
}

function scopeOf(resource: Resource, context: EvaluationContext): Scope {
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
