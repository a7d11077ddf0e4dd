import { at, textAt } from '../../../arm/json.ts';
import { formatResourceId, sameId } from '../../../arm/resource-id.ts';
import type { StandInResponse } from '../../http.ts';
import { requireBody } from '../bodies.ts';
import { page } from '../paging.ts';
import { requireBindings, requireReadablePolicy } from '../policy-enforcement.ts';
import { refusal } from '../refusal.ts';
import { parameter, type ArmCall, type Route } from '../router.ts';
import { policyKinds, type Arm, type PolicyKind, type PolicyObject } from '../state.ts';
import { completePolicyObject } from './document.ts';
import { kinds, notFound, requireName, requireWritableScope } from './kinds.ts';
import { requireReferences, requireUnreferenced } from './references.ts';
import { isBelow, requireScope } from './scopes.ts';
import { requireUpdatable } from './updates.ts';

/** Policy definitions, initiatives and assignments at any scope: all synchronous (policy-definition-and-assignment.json). */
export function policyRoutes(arm: Arm): readonly Route[] {
  return policyKinds.flatMap((kind) => {
    const list = `/{+scope}/providers/Microsoft.Authorization/${kind}`;
    const pattern = `${list}/{name}`;
    return [
      { method: 'GET', pattern: list, handle: (call: ArmCall) => listObjects(arm, call, kind) },
      { method: 'GET', pattern, handle: (call: ArmCall) => ({ status: 200, body: requireObject(arm, call, kind).document }) },
      { method: 'PUT', pattern, handle: (call: ArmCall) => putObject(arm, call, kind) },
      { method: 'DELETE', pattern, handle: (call: ArmCall) => deleteObject(arm, call, kind) },
    ];
  });
}

/** Answers 201 for a change as well as for something new. */
function putObject({ state }: Arm, call: ArmCall, kind: PolicyKind): StandInResponse {
  const [scope, name] = [parameter(call, 'scope'), parameter(call, 'name')];
  const scopeKind = requireScope(scope, state);
  requireWritableScope(kind, scopeKind, scope);
  requireName(kind, name, scopeKind);
  const body = requireBody(call.request);
  requireLengths(kind, name, body);
  const existing = state.policies.get(objectId(call, kind).toLowerCase());
  const writing = { kind, id: existing?.id ?? objectId(call, kind), name: existing?.name ?? name, scope, apiVersion: call.apiVersion, now: call.now };
  const object = completePolicyObject(body, writing, existing);
  requireReadablePolicy(object);
  requireReferences(object, state);
  if (existing !== undefined) requireUpdatable(existing, object);
  requireBindings(object, state);
  state.policies.set(object.id.toLowerCase(), object);
  return { status: 201, body: object.document };
}

/** Absent: 204. An assignment that is gone is shown once more. */
function deleteObject({ state }: Arm, call: ArmCall, kind: PolicyKind): StandInResponse {
  const scope = parameter(call, 'scope');
  requireWritableScope(kind, requireScope(scope, state), scope);
  const object = state.policies.get(objectId(call, kind).toLowerCase());
  if (object === undefined) return { status: 204 };
  requireUnreferenced(object, state);
  state.policies.delete(object.id.toLowerCase());
  return kind === 'policyAssignments' ? { status: 200, body: object.document } : { status: 200 };
}

function listObjects({ state, settings }: Arm, call: ArmCall, kind: PolicyKind): StandInResponse {
  const scope = parameter(call, 'scope');
  requireScope(scope, state);
  const matches = readFilter(call, kind, scope);
  const found = [...state.policies.values()].filter((object) => object.kind === kind && matches(object));
  return page(found.map(({ document }) => document), call, settings);
}

type Filter = (object: PolicyObject) => boolean;

/**
 * The filters of the list operations (Microsoft Learn, "Policy Assignments - List"): `atExactScope()`, `atScope()`,
 * `policyDefinitionId eq '…'`, `policyType eq '…'`. Without one, a list has what stands at the scope and above, and assignments
 * also below.
 */
function readFilter(call: ArmCall, kind: PolicyKind, scope: string): Filter {
  const text = call.request.query.get('$filter')?.trim() ?? '';
  const applies: Filter = (object) => isBelow(scope, object.scope);
  if (text === '') return (object) => applies(object) || (kind === 'policyAssignments' && isBelow(object.scope, scope));
  if (/^atScope\(\)$/i.test(text)) return applies;
  if (/^atExactScope\(\)$/i.test(text)) return (object) => sameId(object.scope, scope);
  const [, member, value] = /^(policyDefinitionId|policyType|category) eq '(.*)'$/is.exec(text) ?? [];
  if (member === undefined || value === undefined) {
    throw refusal(400, 'InvalidFilterInQueryString', `Invalid filter '${text}' in query string.`);
  }
  const path = member.toLowerCase() === 'category' ? ['metadata', 'category'] : [member];
  return (object) => applies(object) && sameId(textAt(object.document, 'properties', ...path) ?? '', value);
}

function requireObject({ state }: Arm, call: ArmCall, kind: PolicyKind): PolicyObject {
  requireScope(parameter(call, 'scope'), state);
  const object = state.policies.get(objectId(call, kind).toLowerCase());
  if (object === undefined) throw notFound(kind, parameter(call, 'name'));
  return object;
}

function objectId(call: ArmCall, kind: PolicyKind): string {
  return formatResourceId(parameter(call, 'scope'), `Microsoft.Authorization/${kind}`, parameter(call, 'name'));
}

/** Azure counts: 128 characters of display name, 512 of description (Microsoft Learn, "Azure Policy definition structure basics"). */
function requireLengths(kind: PolicyKind, name: string, body: unknown): void {
  for (const [member, limit] of [['displayName', 128], ['description', 512]] as const) {
    const text = at(body, 'properties', member);
    if (typeof text !== 'string' || text.length <= limit) continue;
    const { noun } = kinds[kind];
    const code = kind === 'policyDefinitions' ? 'InvalidCreatePolicyDefinitionRequest' : kinds[kind].invalid;
    throw refusal(400, code, `The ${noun} '${name}' ${member} is invalid: its length ${text.length} exceeds the limit of ${limit} characters.`);
  }
}
