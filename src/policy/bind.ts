import type { JsonObject } from '../arm/json.ts';
import { EvaluationError } from '../language/errors.ts';
import { compileDefinition, type CompiledDefinition, type CompileOptions } from './rule/compile.ts';
import type { Override } from './assignment/overrides.ts';
import type { Selector } from './assignment/selectors.ts';
import { compileOperand } from './conditions/operands.ts';
import { initiativeFunctions } from './conditions/references.ts';
import type { Assignment, EnforcementMode, NonComplianceMessage } from './documents/assignment.ts';
import type { PolicyDefinition } from './documents/definition.ts';
import type { Initiative, InitiativeMember } from './documents/initiative.ts';
import { resolveParameters } from './documents/parameters.ts';
import { PolicyError } from './error.ts';

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
  readonly initiativeVersion?: { readonly asked: string; readonly found: string | undefined };
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

/** Definitions are compiled once, however many assignments bring them. */
const compiledDefinitions = new WeakMap<PolicyDefinition, CompiledDefinition>();

function compiledOnce(definition: PolicyDefinition): CompiledDefinition {
  const compiled = compiledDefinitions.get(definition) ?? compileDefinition(definition);
  compiledDefinitions.set(definition, compiled);
  return compiled;
}

/**
 * A definition with values for its parameters, plain by name: `{ effect: 'Audit' }`.
 * Throws PolicyError when the definition does not compile or a value is missing, unknown to it, of the wrong type or not allowed.
 */
export function bindDefinition(definition: PolicyDefinition, parameters: JsonObject = {}, options?: CompileOptions): AssignedPolicy {
  const compiled = options === undefined ? compiledOnce(definition) : compileDefinition(definition, options);
  return { definition: compiled, parameters: resolveParameters(definition.parameters, parameters, '') };
}

/**
 * Finds a definition or an initiative by id. Where whoever refers to it asks for versions (`1.*.*`), it is told so; a version other than
 * that leaves the verdicts undetermined.
 */
export type PolicyLookup<Found = PolicyDefinition | Initiative> = (id: string, version?: string) => Found | undefined;

/**
 * The members of an initiative with its parameters resolved, in its order. `lookup` finds definitions.
 * Throws PolicyError when a definition is absent or a parameter does not fit; the pointer is into the initiative.
 */
export function bindInitiative(
  initiative: Initiative,
  lookup: PolicyLookup<PolicyDefinition>,
  parameters: JsonObject = {},
): readonly AssignedPolicy[] {
  const values = resolveParameters(initiative.parameters, parameters, '');
  const owner = ownerOf(initiative);
  return initiative.members.map((member) => {
    const { definitionId, definitionVersion, referenceId, pointer } = member;
    const definition = lookup(definitionId, definitionVersion);
    if (definition === undefined) throw absent('initiative', definitionId, `${pointer}/policyDefinitionId`);
    const given = resolveParameters(definition.parameters, memberParameters(member, values), `${pointer}/parameters`);
    const asked = definitionVersion === undefined ? {} : { definitionVersion };
    return { definition: compiledOnce(definition), referenceId, initiative: owner, ...asked, parameters: given };
  });
}

/**
 * What an assignment brings: its definition, or the members of its initiative. `lookup` finds both.
 * Throws PolicyError when something it refers to is absent or a parameter does not fit.
 */
export function bindAssignment(assignment: Assignment, lookup: PolicyLookup): readonly AssignedPolicy[] {
  const { definitionVersion } = assignment;
  const assigned = lookup(assignment.definitionId, definitionVersion);
  if (assigned === undefined) throw absent('assignment', assignment.definitionId, '/properties/policyDefinitionId');
  const { scope, notScopes, enforcementMode, nonComplianceMessages, overrides, resourceSelectors } = assignment;
  const facts = { ...ownerOf(assignment), scope, notScopes, enforcementMode, nonComplianceMessages, overrides, resourceSelectors };
  const policies =
    assigned.kind === 'definition'
      ? [bindDefinition(assigned, assignment.parameters)]
      : bindInitiative(assigned, definitionsOf(lookup), assignment.parameters);
  return policies.map((policy) => ({ ...policy, ...versionAsked(assignment, assigned), assignment: facts }));
}

/** An assignment asks for versions of what it assigns: of its definition, or of the initiative as a whole. */
function versionAsked({ definitionVersion }: Assignment, assigned: PolicyDefinition | Initiative): Pick<AssignedPolicy, 'definitionVersion' | 'initiativeVersion'> {
  if (definitionVersion === undefined) return {};
  if (assigned.kind === 'definition') return { definitionVersion };
  return { initiativeVersion: { asked: definitionVersion, found: assigned.version } };
}

function absent(referrer: string, id: string, pointer: string): PolicyError {
  return new PolicyError(`The ${referrer} refers to ${id}, which is not here`, pointer);
}

function definitionsOf(lookup: PolicyLookup): PolicyLookup<PolicyDefinition> {
  return (id, version) => {
    const found = lookup(id, version);
    return found?.kind === 'definition' ? found : undefined;
  };
}

function memberParameters(member: InitiativeMember, parameters: JsonObject): JsonObject {
  const values = Array.from(member.parameters, ([name, operand]) => {
    try {
      return [name, compileOperand(operand, initiativeFunctions)({ parameters })] as const;
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      throw new PolicyError(`The value of \`${name}\` fails: ${error.message}`, operand.pointer, { cause: error });
    }
  });
  return Object.fromEntries(values);
}

function ownerOf({ id, name, displayName }: Initiative | Assignment): PolicyOwner {
  const known = name ?? id?.split('/').at(-1) ?? displayName ?? 'unnamed';
  return { ...(id === undefined ? {} : { id }), name: known, displayName: displayName ?? known };
}
