import type { JsonObject } from '../arm/json.ts';
import { type CompiledDefinition, type CompileOptions } from './rule/compile.ts';
import type { Override } from './assignment/overrides.ts';
import type { Selector } from './assignment/selectors.ts';
import type { Assignment, EnforcementMode, NonComplianceMessage } from './documents/assignment.ts';
import type { PolicyDefinition } from './documents/definition.ts';
import type { Initiative } from './documents/initiative.ts';
/** One compiled definition as one assignment or initiative member brings it, ready for `judge`. */
export interface AssignedPolicy {
    readonly definition: CompiledDefinition;
    /** The member's reference id; absent outside an initiative. */
    readonly referenceId?: string;
    readonly initiative?: PolicyOwner;
    readonly assignment?: AssignmentFacts;
    /** The version that whoever brings it asks for: `1.*.*`. Absent for the newest. */
    readonly definitionVersion?: string;
    /** The version of the initiative that the assignment asks for, and that of the one at hand. */
    readonly initiativeVersion?: {
        readonly asked: string;
        readonly found: string | undefined;
    };
    /** Every parameter that the definition declares with its value, by the declared name. */
    readonly parameters: JsonObject;
}
/** An initiative or assignment as a reader would name it. */
export interface PolicyOwner {
    readonly id?: string;
    readonly name: string;
    readonly displayName: string;
}
/** What an assignment adds to the definitions it brings. */
export interface AssignmentFacts extends PolicyOwner {
    /** Empty when the assignment does not say where it stands. */
    readonly scope: string;
    readonly notScopes: readonly string[];
    readonly enforcementMode: EnforcementMode;
    readonly nonComplianceMessages: readonly NonComplianceMessage[];
    readonly overrides: readonly Override[];
    readonly resourceSelectors: readonly (readonly Selector[])[];
}
/**
 * A definition with values for its parameters, plain by name: `{ effect: 'Audit' }`.
 * Throws PolicyError when the definition does not compile or a value is missing, unknown to it, of the wrong type or not allowed.
 */
export declare function bindDefinition(definition: PolicyDefinition, parameters?: JsonObject, options?: CompileOptions): AssignedPolicy;
/**
 * Finds a definition or an initiative by id. Where whoever refers to it asks for versions (`1.*.*`), it is told so; a version other than
 * that leaves the verdicts undetermined.
 */
export type PolicyLookup<Found = PolicyDefinition | Initiative> = (id: string, version?: string) => Found | undefined;
/**
 * The members of an initiative with its parameters resolved, in its order. `lookup` finds definitions.
 * Throws PolicyError when a definition is absent or a parameter does not fit; the pointer is into the initiative.
 */
export declare function bindInitiative(initiative: Initiative, lookup: PolicyLookup<PolicyDefinition>, parameters?: JsonObject): readonly AssignedPolicy[];
/**
 * What an assignment brings: its definition, or the members of its initiative. `lookup` finds both.
 * Throws PolicyError when something it refers to is absent or a parameter does not fit.
 */
export declare function bindAssignment(assignment: Assignment, lookup: PolicyLookup): readonly AssignedPolicy[];
