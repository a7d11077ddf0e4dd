import type { JsonObject } from '../arm/json.ts';
import { type AssignedPolicy } from './bind.ts';
import { type PolicyDefinition } from './documents/definition.ts';
/** A policy object as plain ARM JSON, the form in which Azure accepts it. */
export interface PolicyDocument {
    readonly name: string;
    readonly document: JsonObject;
}
/** The definitions under policies/definitions. */
export declare const bundledDefinitions: readonly PolicyDocument[];
/** The initiatives under policies/initiatives, with the placeholder `{definitionScope}` in the ids of their definitions. */
export declare const bundledInitiatives: readonly PolicyDocument[];
/**
 * A bundled initiative as Azure accepts it, its definitions living at `definitionScope`:
 * `/subscriptions/…` or `/providers/Microsoft.Management/managementGroups/…`. Throws PolicyError when there is none of that name.
 */
export declare function bundledInitiative(name: string, definitionScope: string): JsonObject;
/**
 * A bundled initiative bound to the bundled definitions, ready for `judge`. `parameters` are the initiative's, plain by name.
 * Throws PolicyError when there is none of that name or a parameter does not fit.
 */
export declare function bundledPolicies(initiativeName: string, parameters?: JsonObject): readonly AssignedPolicy[];
/** The bundled definition that an id names by its last segment. */
export declare function bundledDefinition(id: string): PolicyDefinition | undefined;
