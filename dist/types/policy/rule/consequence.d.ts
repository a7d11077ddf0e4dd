import type { AliasTable } from '../aliases.ts';
import type { Field } from '../conditions/fields/fields.ts';
import type { PolicyRule } from '../documents/rule/policy-rule.ts';
import type { Consequence } from './verdict.ts';
/**
 * Compiles the `then` of a rule. The effect is often a parameter, so that its details are read for every effect that it may turn out
 * to be. Throws PolicyError for an effect that does not exist and for details that do not suit a literal one.
 */
export declare function compileConsequence(rule: PolicyRule, fieldNamed: (name: string) => Field, aliases: AliasTable): Consequence;
