import type { JsonObject } from '../../arm/json.ts';
import type { Evaluate } from '../../language/compile.ts';
import { EvaluationError } from '../../language/errors.ts';
import { isUnknown, type Unknown } from '../../language/unknown.ts';
import type { Truth } from '../../language/truth.ts';
import { suggestion } from '../../language/near-miss.ts';
import { bundledAliases, type AliasTable } from '../aliases.ts';
import { compileCondition } from '../conditions/compile-condition.ts';
import { fieldNames, fieldOf, type Field, type FieldNames } from '../conditions/fields/fields.ts';
import { compileOperand, isSettledByParameters, oncePerParameters } from '../conditions/operands.ts';
import { policyFunctions } from '../conditions/references.ts';
import { typesOf } from '../conditions/resource-type-index.ts';
import { countBudget, mostIterations, type Scope } from '../conditions/scope.ts';
import type { Settled, Test } from '../conditions/test.ts';
import { compileConsequence } from './consequence.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import { isCustom } from '../documents/header.ts';
import { isIndexed } from './resource-types.ts';
import { decideRule, evaluateRule, typeGate, type Consequence, type Evaluation, type Outcome, type RequestChange } from './verdict.ts';

/** What an evaluation looks at. */
export interface EvaluationInput extends Pick<Scope, 'resource' | 'parameters' | 'context' | 'ids'> {
  /** An assignment's override of the effect. */
  readonly effectOverride?: string;
}

/** A definition whose rule is closures: compiled once, evaluated often. */
export interface CompiledDefinition extends PolicyDefinition {
  /** Lower-case resource types outside of which the condition cannot hold; absent when the condition does not say. */
  readonly types?: ReadonlySet<string>;
  /** What the rule says of a resource. A rule that fails is the verdict `error`. */
  readonly decide: (input: EvaluationInput) => Outcome;
  /** The same with its reasons, which take several times as long. */
  readonly evaluate: (input: EvaluationInput) => Evaluation;
  /** What the rule, its condition holding, makes of a request: `append` and `modify` change it. Undefined for other effects. */
  readonly change: (input: EvaluationInput, effect: string) => RequestChange | undefined;
  /** The `parameters` of the deployment in `then.details`, their expressions resolved; undefined without any. Throws EvaluationError. */
  readonly deploymentParameters: (input: EvaluationInput) => unknown;
}

export interface CompileOptions {
  /** Where aliases point; an alias that is not there is looked for by its name. The bundled table when absent. */
  readonly aliases?: AliasTable;
  /** `literal`: every field is a path into the document as it stands. */
  readonly fields?: FieldNames;
}

/**
 * Compiles a definition.
 * Throws PolicyError for functions, fields and effects that the language does not have and for literals that do not suit their operator.
 */
export function compileDefinition(definition: PolicyDefinition, { aliases = bundledAliases, fields = 'aliases' }: CompileOptions = {}): CompiledDefinition {
  const fieldNamed = fieldReader(aliases, fields);
  const { rule } = definition;
  const types = fields === 'literal' ? undefined : typesOf(rule.condition);
  const consequence = compileConsequence(rule, fieldNamed, aliases);
  const effect = effectIn(compileOperand(rule.effect, policyFunctions), consequence);
  const mode = definition.mode.toLowerCase();
  const test = compileCondition(rule.condition, fieldNamed);
  const compiled = {
    mode,
    test,
    holds: holdsByType(test),
    effect: isSettledByParameters(rule.effect) ? oncePerParameters(effect) : effect,
    notAbout: fields === 'literal' ? () => undefined : typeGate(types, mode, (type) => isIndexed(type, aliases)),
    concerns: test.selectsBy === 'type' ? concernsByType(test) : test.concerns,
    consequence,
  };
  const iterations = isCustom(definition) ? mostIterations : Infinity;
  const scopeOf = ({ resource, parameters, context, ids }: EvaluationInput): Scope => ({
    resource,
    primary: undefined,
    parameters,
    context,
    ids: context.policy === undefined ? ids : { ...ids, ...context.policy },
    fieldOf: fieldNamed,
    frames: undefined,
    budget: { left: countBudget },
    mostIterations: iterations,
    related: context.related,
  });
  const ruleFor = ({ effectOverride }: EvaluationInput) =>
    effectOverride === undefined ? compiled : { ...compiled, effect: effectIn(() => effectOverride, consequence) };
  return {
    ...definition,
    ...(types === undefined ? {} : { types }),
    decide: (input) => decideRule(ruleFor(input), scopeOf(input)),
    evaluate: (input) => evaluateRule(ruleFor(input), scopeOf(input)),
    change: (input, name) => compiled.consequence.changes(name, scopeOf(input)),
    deploymentParameters: (input) => compiled.consequence.deploymentParameters(scopeOf(input)),
  };
}

/** The canonical name of the effect, lower case. */
function effectIn(evaluate: Evaluate<Scope>, { effectNamed }: Consequence): (scope: Scope) => string | Unknown {
  return (scope) => {
    const found = evaluate(scope);
    return isUnknown(found) ? found : effectNamed(String(found));
  };
}

/** So many types have their conditions ready: whoever makes up many gets them settled anew. */
const readyTypes = 64;

/** The condition with what the resource's type settles, worked out once for each type. */
function holdsByType(test: Test): (scope: Scope) => Truth {
  const ready = new Map<string, Settled>();
  let last: { readonly type: string; readonly settled: Settled } | undefined;
  return (scope) => {
    const { type } = scope.resource;
    if (last?.type !== type) {
      const settled = ready.get(type) ?? test.forType(type);
      if (ready.size < readyTypes) ready.set(type, settled);
      last = { type, settled };
    }
    const { settled } = last;
    return typeof settled === 'boolean' ? settled : settled(scope);
  };
}

/** Remembers the last answer of a rule that selects its resources by their type alone. */
function concernsByType(test: Test): (scope: Scope) => Truth {
  let last: { readonly type: string; readonly parameters: JsonObject; readonly truth: Truth } | undefined;
  return (scope) => {
    const { parameters, resource } = scope;
    if (last?.type !== resource.type || last.parameters !== parameters) {
      last = { type: resource.type, parameters, truth: test.concerns(scope) };
    }
    return last.truth;
  };
}

/** So many names made by expressions are remembered. */
const rememberedFields = 256;

/** Understands field names, each once. Throws EvaluationError for what is no field. */
function fieldReader(aliases: AliasTable, names: FieldNames): (name: string) => Field {
  const fields = new Map<string, Field>();
  return (name) => {
    const field = fields.get(name) ?? fieldOf(name, aliases, names);
    if (field === undefined) throw new EvaluationError(`\`${name}\` is no field of a resource and no alias${suggestion(name, fieldNames)}`);
    if (fields.size < rememberedFields) fields.set(name, field);
    return field;
  };
}
