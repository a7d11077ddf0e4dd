import { textAt, type JsonObject } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import {
  PolicyError, bindAssignment, parseAssignment, parseDefinition, parseExemption, parseInitiative,
  type AssignedPolicy, type Assignment, type Exemption, type Initiative, type PolicyDefinition,
} from '../../../policy/index.ts';
import { refusal } from '../http/refusal.ts';
import type { ArmState, PolicyKind, PolicyObject } from '../state.ts';
import { referencesOf } from './checks/references.ts';
import { kinds } from './kinds.ts';

/** Policy objects by lower-case id. */
export type Policies = Pick<ReadonlyMap<string, PolicyObject>, 'get'>;

export type Parsed = PolicyDefinition | Initiative | Assignment | Exemption;

const parsers: Readonly<Record<PolicyKind, (document: JsonObject) => Parsed>> = {
  policyDefinitions: parseDefinition,
  policySetDefinitions: parseInitiative,
  policyAssignments: parseAssignment,
  policyExemptions: parseExemption,
};

/** Objects are never changed in place, so that each is parsed once, and the engine compiles what it is given once. */
const parsedObjects = new WeakMap<PolicyObject, Parsed>();

/** The object as the policy engine reads it. Throws PolicyError. */
export function readPolicy(object: PolicyObject): Parsed {
  const parsed = parsedObjects.get(object) ?? parsers[object.kind](object.document);
  parsedObjects.set(object, parsed);
  return parsed;
}

/** What an assignment brings, from the definitions and initiatives among `policies`. Throws PolicyError. */
export function bindPolicies(assignment: PolicyObject, policies: Policies): readonly AssignedPolicy[] {
  const parsed = readPolicy(assignment);
  if (parsed.kind !== 'assignment') return [];
  return bindAssignment(parsed, (id) => {
    const object = policies.get(id.toLowerCase());
    const found = object === undefined ? undefined : readPolicy(object);
    return found?.kind === 'definition' || found?.kind === 'initiative' ? found : undefined;
  });
}

/** Throws unless the engine's parser can read the object; the code is the one that Azure has for its kind. */
export function requireReadablePolicy(object: PolicyObject): void {
  try {
    readPolicy(object);
  } catch (thrown) {
    throw asRefusal(thrown, kinds[object.kind].invalid, `The ${kinds[object.kind].noun} '${object.name}' is invalid`);
  }
}

/**
 * Throws unless every assignment that has to do with `object` would bind if it were stored: definitions are there and take the
 * parameters that are given. A new assignment is refused as invalid; so is a change of a definition that an assignment could not
 * follow (InvalidPolicyParameterUpdate, the code that public CLI output shows for a new parameter without default).
 */
export function requireBindings(object: PolicyObject, state: ArmState): void {
  if (object.kind === 'policyExemptions') return;
  const key = object.id.toLowerCase();
  const policies: Policies = { get: (id) => (id === key ? object : state.policies.get(id)) };
  for (const assignment of object.kind === 'policyAssignments' ? [object] : state.policies.values()) {
    if (assignment !== object && !brings(assignment, object, policies)) continue;
    try {
      bindPolicies(assignment, policies);
    } catch (thrown) {
      const code = assignment === object ? kinds.policyAssignments.invalid : 'InvalidPolicyParameterUpdate';
      throw asRefusal(thrown, code, `The policy assignment '${assignment.name}' is invalid`);
    }
  }
}

/** Whether an object is an assignment of `wanted`, or of an initiative that has it as a member. */
function brings(assignment: PolicyObject, wanted: PolicyObject, policies: Policies): boolean {
  if (assignment.kind !== 'policyAssignments') return false;
  const target = textAt(assignment.document, 'properties', 'policyDefinitionId') ?? '';
  if (sameId(target, wanted.id)) return true;
  const initiative = policies.get(target.toLowerCase());
  return initiative !== undefined && referencesOf(initiative).some((id) => sameId(id, wanted.id));
}

/** A PolicyError is the caller's mistake; anything else is ours and passes through. */
function asRefusal(thrown: unknown, code: string, what: string): unknown {
  if (!(thrown instanceof PolicyError)) return thrown;
  const place = thrown.pointer === '' ? '' : ` (at ${thrown.pointer})`;
  return refusal(400, code, `${what}: ${thrown.message}${place}.`);
}
