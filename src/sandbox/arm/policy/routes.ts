import { textAt, type JsonObject } from '../../../arm/json.ts';
import { formatResourceId } from '../../../arm/resource-id.ts';
import type { StandInResponse } from '../../http.ts';
import { requireBody } from '../http/bodies.ts';
import { asObject } from '../documents.ts';
import { page } from '../http/paging.ts';
import { notAuthorized } from '../hierarchy/authorization.ts';
import { parameter, type ArmCall, type Route } from '../http/router.ts';
import { policyKinds, type Arm, type ArmState, type PolicyKind, type PolicyObject } from '../state.ts';
import { requireKnownAliases } from './checks/aliases.ts';
import { requireValidExemption } from './checks/exemptions.ts';
import { requireIdentity, requirePossibleIdentity } from './checks/identity.ts';
import { requireLengths, requireRoom, requireSmall } from './checks/limits.ts';
import { requireReferences, requireUnreferenced } from './checks/references.ts';
import { requireUpdatable } from './checks/updates.ts';
import { completePolicyObject } from './document.ts';
import { readFilter } from './filters.ts';
import { completeIdentity } from './identity.ts';
import { notFound, requireName, requireWritableScope } from './kinds.ts';
import { readPolicy, requireBindings, requireReadablePolicy } from './reading.ts';
import { requireScope } from './scopes.ts';
import { forgetPolicy, storePolicy } from './store.ts';

/** Policy definitions, initiatives, assignments and exemptions at any scope: all synchronous (policy-definition-and-assignment.json). */
export function policyRoutes(arm: Arm): readonly Route[] {
  return policyKinds.flatMap((kind) => {
    const list = `/{+scope}/providers/Microsoft.Authorization/${kind}`;
    const pattern = `${list}/{name}`;
    return [
      { method: 'GET', pattern: list, handle: (call: ArmCall) => listObjects(arm, call, kind) },
      { method: 'GET', pattern, handle: (call: ArmCall) => ({ status: 200, body: requireObject(arm, call, kind).document }) },
      { method: 'PUT', pattern, handle: (call: ArmCall) => putObject(arm, call, kind) },
      ...(kind === 'policyAssignments' ? [{ method: 'PATCH', pattern, handle: (call: ArmCall) => patchAssignment(arm, call) }] : []),
      { method: 'DELETE', pattern, handle: (call: ArmCall) => deleteObject(arm, call, kind) },
    ];
  });
}

/** Answers 201 for a change as well as for something new, but for an exemption, of which a change is 200 (its published API). */
function putObject(arm: Arm, call: ArmCall, kind: PolicyKind): StandInResponse {
  const { state, settings } = arm;
  const [scope, name] = [parameter(call, 'scope'), parameter(call, 'name')];
  const scopeKind = requireScope(scope, state);
  requireWritableScope(kind, scopeKind, scope);
  requireName(kind, name, scopeKind);
  const body = requireBody(call.request);
  requireSmall(call.request, body);
  requireLengths(kind, name, body);
  const existing = state.policies.get(objectId(call, kind).toLowerCase());
  if (existing === undefined) requireRoom(kind, scope, name, state);
  if (kind === 'policyAssignments') requirePossibleIdentity(body, objectId(call, kind), existing);

  const writing = { kind, id: existing?.id ?? objectId(call, kind), name: existing?.name ?? name, scope, apiVersion: call.apiVersion, now: call.now };
  const draft = completePolicyObject(body, { ...writing, ...versionsOf(body, state) }, existing);
  requireReadablePolicy(draft);
  requireKnownAliases(draft, settings.aliases, settings.hiddenAliases);
  requireReferences(draft, state);
  if (existing !== undefined) requireUpdatable(existing, draft);
  if (kind === 'policyExemptions') requireValidExemption(draft, existing, state);
  requireBindings(draft, state);
  const object = kind === 'policyAssignments' ? withIdentity(draft, body, existing, arm, call.now) : draft;
  storePolicy(arm, object, existing, call.now);
  return { status: kind === 'policyExemptions' && existing !== undefined ? 200 : 201, body: object.document };
}

/** "Policy Assignments - Update" (REST reference): location, identity, resource selectors and overrides; 200. Other members are passed over. */
function patchAssignment(arm: Arm, call: ArmCall): StandInResponse {
  const { document } = requireObject(arm, call, 'policyAssignments');
  const sent = requireBody(call.request);
  const given = asObject(sent['properties']);
  const properties = { ...asObject(document['properties']), ...pick(given, ['resourceSelectors', 'overrides']) };
  const body = { ...document, ...pick(sent, ['location', 'identity']), properties };
  return { ...putObject(arm, { ...call, request: { ...call.request, body } }, 'policyAssignments'), status: 200 };
}

function pick(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.flatMap((name) => (Object.hasOwn(object, name) ? [[name, object[name]]] : [])));
}

/** The identity comes last: a principal is only made for an assignment that is stored. */
function withIdentity(draft: PolicyObject, body: JsonObject, existing: PolicyObject | undefined, { state }: Arm, now: number): PolicyObject {
  requireIdentity(draft, body, state.policies);
  const identity = completeIdentity(body, existing, state, now);
  const { location, ...rest } = draft.document;
  return {
    ...draft,
    document: { ...(location === undefined ? {} : { location }), ...(identity === undefined ? {} : { identity }), ...rest },
  };
}

/** An assignment that asks for no versions gets those with the major number of what it assigns; none where that says no version. */
function versionsOf(body: JsonObject, { policies }: ArmState): { readonly definitionVersion?: string } {
  const target = policies.get(textAt(body, 'properties', 'policyDefinitionId')?.toLowerCase() ?? '');
  const parsed = target === undefined ? undefined : readPolicy(target);
  const version = parsed?.kind === 'definition' || parsed?.kind === 'initiative' ? parsed.version : undefined;
  return version === undefined ? {} : { definitionVersion: `${version.split('.')[0] ?? ''}.*.*` };
}

/** Absent: 204. An assignment that is gone is shown once more. */
function deleteObject({ state }: Arm, call: ArmCall, kind: PolicyKind): StandInResponse {
  const scope = parameter(call, 'scope');
  requireWritableScope(kind, requireScope(scope, state), scope);
  const object = state.policies.get(objectId(call, kind).toLowerCase());
  if (object === undefined) return { status: 204 };
  requireUnreferenced(object, state);
  forgetPolicy(state, object);
  return kind === 'policyAssignments' ? { status: 200, body: object.document } : { status: 200 };
}

function listObjects({ state, settings }: Arm, call: ArmCall, kind: PolicyKind): StandInResponse {
  const scope = parameter(call, 'scope');
  requireScope(scope, state);
  const matches = readFilter(call.request.query.get('$filter')?.trim() ?? '', kind, scope, call.now, state.hierarchy);
  const found = [...state.policies.values()].filter((object) => object.kind === kind && matches(object));
  return page(found.map(({ document }) => document), call, settings);
}

function requireObject({ state }: Arm, call: ArmCall, kind: PolicyKind): PolicyObject {
  const [scope, name] = [parameter(call, 'scope'), parameter(call, 'name')];
  requireScope(scope, state);
  // A slash in a name, encoded or not, begins another segment, and in the tenant nobody may read what is no definition (errors.json).
  const [parent = '', child] = name.split('/');
  if (scope === '' && child !== undefined) throw notAuthorized(call.principal, `Microsoft.Authorization/${kind}/${child}/read`, `/providers/Microsoft.Authorization/${kind}/${parent}`);
  const object = state.policies.get(objectId(call, kind).toLowerCase());
  if (object === undefined) throw notFound(kind, name);
  return object;
}

function objectId(call: ArmCall, kind: PolicyKind): string {
  return formatResourceId(parameter(call, 'scope'), `Microsoft.Authorization/${kind}`, parameter(call, 'name'));
}
