import { EvaluationError } from '../language/errors.ts';
import { suggestion } from '../language/near-miss.ts';
import { bundledAliases, type AliasTable } from './aliases.ts';
import { compileCondition } from './conditions/compile-condition.ts';
import { fieldNames, fieldOf, type Field } from './conditions/fields.ts';
import { compileOperand } from './conditions/operands.ts';
import { policyFunctions } from './conditions/references.ts';
import { typesOf } from './conditions/resource-type-index.ts';
import { countBudget, type Scope } from './conditions/scope.ts';
import type { PolicyDefinition } from './documents/definition.ts';
import { evaluateRule, type Evaluation } from './verdict.ts';

/** What an evaluation looks at. */
export type EvaluationInput = Pick<Scope, 'resource' | 'parameters' | 'context' | 'ids'>;

/** A definition whose rule is closures: compiled once, evaluated often. */
export interface CompiledDefinition extends PolicyDefinition {
  /** Lower-case resource types outside of which the condition cannot hold; absent when the condition does not say. */
  readonly types?: ReadonlySet<string>;
  /** What the rule says of a resource. A rule that fails is the verdict `error`. */
  readonly evaluate: (input: EvaluationInput) => Evaluation;
}

/**
 * Compiles a definition. `aliases` tells where aliases point; an alias it does not have is looked for by its name.
 * Throws PolicyError for functions and fields that the language does not have and for literals that do not suit their operator.
 */
export function compileDefinition(definition: PolicyDefinition, aliases: AliasTable = bundledAliases): CompiledDefinition {
  const fieldNamed = fieldReader(aliases);
  const { rule } = definition;
  const types = typesOf(rule.condition);
  const compiled = {
    mode: definition.mode.toLowerCase(),
    test: compileCondition(rule.condition, fieldNamed),
    effect: compileOperand(rule.effect, policyFunctions),
    types,
  };
  return {
    ...definition,
    ...(types === undefined ? {} : { types }),
    evaluate: (input) => evaluateRule(compiled, { ...input, fieldOf: fieldNamed, frames: undefined, budget: { left: countBudget } }),
  };
}

/** So many names made by expressions are remembered. */
const rememberedFields = 256;

/** Understands field names, each once. Throws EvaluationError for what is no field. */
function fieldReader(aliases: AliasTable): (name: string) => Field {
  const fields = new Map<string, Field>();
  return (name) => {
    const field = fields.get(name) ?? fieldOf(name, aliases);
    if (field === undefined) throw new EvaluationError(`\`${name}\` is no field of a resource and no alias${suggestion(name, fieldNames)}`);
    if (fields.size < rememberedFields) fields.set(name, field);
    return field;
  };
}
