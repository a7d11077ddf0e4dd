import { at, textAt, type JsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import {
  PolicyError, bindAssignment, judge, parseAssignment, parseDefinition, parseInitiative,
  type AssignedPolicy, type Assignment, type Initiative, type Judgement, type PolicyDefinition,
} from '../../policy/index.ts';
import { kinds } from './policy/kinds.ts';
import { disallowed } from './policy/disallowed.ts';
import { isBelow } from './policy/scopes.ts';
import { refusal } from './refusal.ts';
import { renderGroup, requireGroup } from './resource-groups.ts';
import { parameter, type ArmCall } from './router.ts';
import type { Arm, ArmState, PolicyKind, PolicyObject } from './state.ts';
import { subscriptionDocument } from './subscriptions.ts';

/** The only file of the sandbox that uses the policy engine: what it decides here is what the product decides elsewhere. */

/** Throws unless the engine's parser can read the object; the code is the one that Azure has for its kind. */
export function requireReadablePolicy(object: PolicyObject): void {
  try {
    read(object);
  } catch (thrown) {
    throw asRefusal(thrown, kinds[object.kind].invalid, `The ${kinds[object.kind].noun} '${object.name}' is invalid`);
  }
}

/**
 * Throws unless every assignment would bind if `object` were stored: definitions are there and take the parameters that are given.
 * A new assignment is refused as invalid; so is a change of a definition that an assignment could not follow
 * (InvalidPolicyParameterUpdate, the code that public CLI output shows for a new parameter without default).
 */
export function requireBindings(object: PolicyObject, state: ArmState): void {
  const policies = new Map(state.policies).set(object.id.toLowerCase(), object);
  for (const assignment of object.kind === 'policyAssignments' ? [object] : policies.values()) {
    if (assignment.kind !== 'policyAssignments') continue;
    try {
      bind(assignment, policies);
    } catch (thrown) {
      const code = assignment === object ? kinds.policyAssignments.invalid : 'InvalidPolicyParameterUpdate';
      throw asRefusal(thrown, code, `The policy assignment '${assignment.name}' is invalid`);
    }
  }
}

/** A PolicyError is the caller's mistake; anything else is ours and passes through. */
function asRefusal(thrown: unknown, code: string, what: string): unknown {
  if (!(thrown instanceof PolicyError)) return thrown;
  const place = thrown.pointer === '' ? '' : ` (at ${thrown.pointer})`;
  return refusal(400, code, `${what}: ${thrown.message}${place}.`);
}

/**
 * Throws RequestDisallowedByPolicy when an enforced assignment at or above the resource objects to it: effect deny whose condition
 * holds, or a rule that fails while it is evaluated.
 */
export function requirePolicyAllows({ state }: Arm, call: ArmCall, resource: Resource & { readonly id: string }): void {
  const assignments = [...state.policies.values()].filter(({ kind, scope }) => kind === 'policyAssignments' && isBelow(resource.id, scope));
  const policies = assignments.flatMap((assignment) => bind(assignment, state.policies)).filter(isEnforced);
  const judgements = judge(policies, resource, {
    resourceGroup: renderGroup(requireGroup(state, parameter(call, 'group')), state),
    subscription: subscriptionDocument,
    requestContext: { apiVersion: call.apiVersion },
    utcNow: new Date(call.now).toISOString().replace('Z', '0000Z'),
  });
  const undecided = judgements.find(({ finding }) => finding.effect === 'deny' && finding.verdict === 'undetermined');
  if (undecided !== undefined) {
    // Azure always decides. Neither letting it pass nor refusing it would be true, so the sandbox says that it cannot tell.
    const { rule, message } = undecided.finding;
    throw refusal(500, 'PolicyUndecidable', `The sandbox cannot tell whether policy '${rule}' denies '${resource.name}': ${message}`);
  }
  const objections = judgements.filter(objects);
  if (objections.length > 0) throw disallowed(resource, objections.map((judgement) => describe(judgement, state)));
}

function isEnforced({ assignment }: AssignedPolicy): boolean {
  return assignment?.enforcementMode !== 'DoNotEnforce';
}

function objects({ finding }: Judgement): boolean {
  return finding.verdict === 'error' || (finding.effect === 'deny' && finding.verdict === 'violation');
}

type Policies = ReadonlyMap<string, PolicyObject>;

function bind(assignment: PolicyObject, policies: Policies): readonly AssignedPolicy[] {
  return bindAssignment(parseAssignment(assignment.document), (id) => {
    const object = policies.get(id.toLowerCase());
    const parsed = object === undefined ? undefined : read(object);
    return parsed?.kind === 'assignment' ? undefined : parsed;
  });
}

type Parsed = PolicyDefinition | Initiative | Assignment;

/** Objects are never changed in place, so that each is parsed once, and the engine compiles what it is given once. */
const parsedObjects = new WeakMap<PolicyObject, Parsed>();

function read(object: PolicyObject): Parsed {
  const parsed = parsedObjects.get(object) ?? parsers[object.kind](object.document);
  parsedObjects.set(object, parsed);
  return parsed;
}

const parsers: Readonly<Record<PolicyKind, (document: JsonObject) => Parsed>> = {
  policyDefinitions: parseDefinition,
  policySetDefinitions: parseInitiative,
  policyAssignments: parseAssignment,
};

/** A judgement as the refusal shows it, with the non-compliance message of the initiative's member, else the assignment's own. */
function describe({ policy, finding }: Judgement, state: ArmState): Parameters<typeof disallowed>[1][number] {
  const { assignment, referenceId, definition, initiative } = policy;
  const messages = assignment?.nonComplianceMessages ?? [];
  const ownMessage = messages.find((message) => message.referenceId !== undefined && message.referenceId.toLowerCase() === referenceId?.toLowerCase());
  const reason = (ownMessage ?? messages.find((message) => message.referenceId === undefined))?.message;
  return {
    definition: { id: definition.id ?? '', ...named(definition.name, definition.displayName), ...versioned(definition.metadata) },
    ...(initiative === undefined ? {} : {
      initiative: { id: initiative.id ?? '', ...named(initiative.name, initiative.displayName), ...initiativeVersion(initiative.id, state) },
    }),
    ...(referenceId === undefined ? {} : { referenceId }),
    assignment: {
      id: assignment?.id ?? '',
      ...named(assignment?.name, assignment?.displayName),
      scope: assignment?.scope ?? '',
      parameters: at(state.policies.get(assignment?.id?.toLowerCase() ?? '')?.document, 'properties', 'parameters') ?? {},
    },
    effect: finding.effect,
    reasons: finding.reasons,
    ...(reason === undefined ? {} : { reason }),
  };
}

function named(name: string | undefined, displayName: string | undefined): { readonly name: string; readonly displayName: string } {
  return { name: name ?? '', displayName: displayName ?? name ?? '' };
}

function versioned(metadata: JsonObject): { readonly version?: string } {
  const version = textAt(metadata, 'version');
  return version === undefined ? {} : { version };
}

function initiativeVersion(id: string | undefined, state: ArmState): { readonly version?: string } {
  const metadata = at(state.policies.get(id?.toLowerCase() ?? '')?.document, 'properties', 'metadata');
  return versioned({ version: at(metadata, 'version') });
}
