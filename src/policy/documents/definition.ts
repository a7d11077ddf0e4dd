import type { JsonObject } from '../../arm/json.ts';
import { suggestion } from '../../language/near-miss.ts';
import { PolicyError } from '../error.ts';
import { parseCondition } from './rule/condition.ts';
import { isCustom, readHeader, type Header } from './header.ts';
import { parameterReferences } from './rule/parameter-references.ts';
import { parseOperand } from './rule/operand.ts';
import { assertDefaults, parseParameters, type ParameterDeclarations } from './parameters.ts';
import type { PolicyRule } from './rule/policy-rule.ts';
import { assertRuleLimits } from './rule/rule-limits.ts';
import { find, members, objectOf, optionalText, required, rootOf, textOf, type Place } from './place.ts';

/** A policy definition as parsed: structure and expression syntax are checked, names of functions and fields are not. */
export interface PolicyDefinition extends Header {
  readonly kind: 'definition';
  /** `All`, `Indexed` (also when the document names none) or the name of a data-plane mode. */
  readonly mode: string;
  readonly isModeWritten: boolean;
  readonly parameters: ParameterDeclarations;
  readonly rule: PolicyRule;
  /** JSON pointer to what holds `policyRule`: `/properties`, or the document itself. */
  readonly pointer: string;
}

/** limits.md, "policy objects". */
const mostParameters = 20;

/**
 * Reads a policy definition from ARM JSON, with or without the `properties` wrapper, keys without case.
 * Throws PolicyError: the document is not of the language, with the place and, where there is one, the near miss.
 */
export function parseDefinition(document: unknown): PolicyDefinition {
  const [header, properties] = readHeader(document, 'A policy definition');
  assertOnePlace(document, properties);
  const parameters = parseParameters(properties, isCustom(header) ? mostParameters : undefined);
  const rulePlace = objectOf(required(properties, 'policyRule'), '`policyRule`');
  const rule = readRule(rulePlace);
  if (isCustom(header)) {
    // Microsoft's own are taken as they are: one of them reads a parameter that it does not declare (ComputeInstanceUpdates_Audit).
    assertDeclared(rule, parameters);
    assertDefaults(parameters);
    assertRuleLimits(rule, rulePlace.pointer);
  }
  const mode = optionalText(properties, 'mode');
  return { kind: 'definition', ...header, mode: mode ?? 'Indexed', isModeWritten: mode !== undefined, parameters, rule, pointer: properties.pointer };
}

/** Throws PolicyError when a rule reads a parameter that its definition does not declare. */
function assertDeclared(rule: PolicyRule, parameters: ParameterDeclarations): void {
  for (const { name, pointer } of parameterReferences(rule)) {
    if (parameters.has(name.toLowerCase())) continue;
    const names = Array.from(parameters.values(), (declaration) => declaration.name);
    throw new PolicyError(`There is no parameter \`${name}\`${suggestion(name, names)}`, pointer);
  }
}

const wrappedMembers = ['displayName', 'description', 'mode', 'parameters', 'policyRule'];

/** With a wrapper `properties`, what belongs inside must not stand outside as well: one of the two would be ignored. */
function assertOnePlace(document: unknown, properties: Place<JsonObject>): void {
  if (properties.pointer === '') return;
  const root = rootOf(document, 'A policy definition');
  for (const name of wrappedMembers) {
    const outside = find(root, name);
    if (outside === undefined || find(properties, name) === undefined) continue;
    throw new PolicyError(`\`${name}\` stands both in \`properties\` and beside it`, outside.pointer);
  }
}

/** Reads a bare rule, `{if, then}`, as a definition of mode All. Throws PolicyError. */
export function parseRule(document: unknown): PolicyDefinition {
  return bare(readRule(rootOf(document, 'A policy rule')));
}

/** Reads a bare condition as a definition of mode All that audits. Throws PolicyError. */
export function parseConditionDocument(document: unknown): PolicyDefinition {
  const condition = parseCondition({ value: document, pointer: '' });
  return bare({ condition, effect: { kind: 'literal', value: 'audit', pointer: '' }, details: undefined, strangers: [] });
}

function bare(rule: PolicyRule): PolicyDefinition {
  assertRuleLimits(rule, '');
  const nothing = { name: undefined, id: undefined, displayName: undefined, description: undefined, metadata: {}, policyType: undefined, version: undefined };
  return { kind: 'definition', ...nothing, mode: 'All', isModeWritten: true, parameters: new Map(), rule, pointer: '' };
}

/** The members that are none of these, by their names. */
function others(parent: Place<JsonObject>, known: readonly string[]): readonly Place<string>[] {
  return members(parent).flatMap(([key, { pointer }]) => (known.includes(key.toLowerCase()) ? [] : [{ value: key, pointer }]));
}

function readRule(rule: Place<JsonObject>): PolicyRule {
  const then = objectOf(required(rule, 'then'), '`then`');
  const effect = required(then, 'effect');
  if (textOf(effect, '`effect`') === '') throw new PolicyError('`effect` is empty', effect.pointer);
  return {
    condition: parseCondition(required(rule, 'if')),
    effect: parseOperand(effect),
    details: find(then, 'details'),
    strangers: [...others(rule, ['if', 'then']), ...others(then, ['effect', 'details'])],
  };
}
