/**
 * The library: Azure Policy read, compiled once and judged offline.
 * `parse…` reads raw ARM JSON, `bind…` brings definitions to the point where they can be judged, `judge` says what they say of a resource.
 */
export type { Finding, Location, Reason, Severity, Verdict } from './finding.ts';
export { PolicyError } from './error.ts';
export { parseDefinition, type PolicyDefinition } from './documents/definition.ts';
export { parseInitiative, type Initiative } from './documents/initiative.ts';
export { parseAssignment, type Assignment } from './documents/assignment.ts';
export { compileDefinition, type CompiledDefinition } from './compile.ts';
export { bindAssignment, bindDefinition, bindInitiative, type AssignedPolicy } from './bind.ts';
export { judge, type Judgement } from './judge.ts';
export type { EvaluationContext } from './conditions/scope.ts';
export { bundledDefinitions, bundledInitiative, bundledInitiatives, bundledPolicies, type PolicyDocument, } from './bundled.ts';
