/**
 * The library: Azure Policy read, compiled once and judged offline.
 * `parse…` reads raw ARM JSON, `bind…` brings definitions to the point where they can be judged, `judge` says what they say of a resource.
 */
export type { Finding, Fix, Location, Reason, RelatedLocation, Severity, Verdict } from './finding.ts';
export { PolicyError } from './error.ts';
export { parseConditionDocument, parseDefinition, parseRule, type PolicyDefinition } from './documents/definition.ts';
export type { PolicyRule } from './documents/rule/policy-rule.ts';
export type { Condition } from './documents/rule/condition.ts';
export type { Operand } from './documents/rule/operand.ts';
export { loadDefinitionText, loadText } from './documents/load.ts';
export { readPolicyText, type PolicyText, type Position } from './documents/text.ts';
export { parseInitiative, type Initiative } from './documents/initiative.ts';
export { parseAssignment, type Assignment, type EnforcementMode } from './documents/assignment.ts';
export { parseExemption, type Exemption } from './documents/exemption.ts';
export { compileDefinition, type CompiledDefinition, type CompileOptions, type EvaluationInput } from './rule/compile.ts';
export type { Evaluation, Outcome, RequestChange } from './rule/verdict.ts';
export { indexPolicies, type PolicyIndex } from './judge/index-policies.ts';
export { callFunction, resolveAlias } from './probe.ts';
export { functionFacts, type FunctionFact } from '../language/function-facts.ts';
export { lintDefinition } from './lint/lint.ts';
export type { LintFinding } from './lint/lint-finding.ts';
export { lintText, type LintedText, type PlacedFinding } from './lint/lint-text.ts';
export { lintRules, type LintRule } from './lint/rules.ts';
export { aliasIn, bundledAliases, joinAliases, readAliases, type Alias, type AliasTable, type AliasVersion, type TypeCapabilities } from './aliases.ts';
export type { RelatedLookup, RelatedRequest } from './rule/related.ts';
export { Unknown } from '../language/unknown.ts';
export type { Truth } from '../language/truth.ts';
export type { JsonObject } from '../arm/json.ts';
export { EvaluationError } from '../language/errors.ts';
export type { Origin, Resource, Writing } from '../arm/resource.ts';
export { bindAssignment, bindDefinition, bindInitiative, type AssignedPolicy, type PolicyLookup } from './bind.ts';
export { judge } from './judge/judge.ts';
export type { Judgement } from './judge/judgement.ts';
export { judgeRequest, type Conflict, type RequestJudgement } from './judge/judge-request.ts';
export { explainFinding } from './fix/explain.ts';
export { proposeChange } from './fix/propose.ts';
export { withChanges, type Change } from './fix/change.ts';
export { fixOf } from './fix/fix-of.ts';
export type { Decision } from './conditions/test.ts';
export type { EvaluationContext } from './conditions/scope.ts';
export { bundledDefinitions, bundledInitiative, bundledInitiatives, bundledPolicies, type PolicyDocument, } from './bundled.ts';
