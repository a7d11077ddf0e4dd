/**
 * What a policy object says, in a form in which equal meanings are equal: what the service adds or rewrites is taken out on both sides
 * (recorded answers: `policyType`, metadata of creation, the case of parameter types, `definitionVersion`, an assignment's `scope`).
 */
import { at, isJsonObject, member, type JsonObject } from '../../../arm/json.ts';
import { formatTicks, ticksOf } from '../../../language/functions/time.ts';
import { withoutTraces } from '../stamp.ts';
import type { PolicyObjectKind } from '../policy-object.ts';

/** Members of `properties` that carry meaning, by kind. What else a living object has is the service's, or people's. */
const meaningful: Readonly<Record<PolicyObjectKind, readonly string[]>> = {
  definition: ['displayName', 'description', 'mode', 'metadata', 'parameters', 'policyRule'],
  initiative: ['displayName', 'description', 'metadata', 'parameters', 'policyDefinitions', 'policyDefinitionGroups'],
  assignment: ['displayName', 'description', 'policyDefinitionId', 'enforcementMode', 'parameters', 'nonComplianceMessages', 'metadata', ...keptFromPeople()],
  roleAssignment: ['roleDefinitionId', 'principalId', 'description'],
  exemption: ['displayName', 'description', 'policyAssignmentId', 'policyDefinitionReferenceIds', 'exemptionCategory', 'expiresOn', 'resourceSelectors', 'assignmentScopeValidation', 'metadata'],
};

/** Members of an assignment that people set beside us: where we say nothing about them, they stay as they are. */
export function keptFromPeople(): readonly string[] {
  return ['notScopes', 'resourceSelectors', 'overrides', 'definitionVersion', 'assignmentType'];
}

/** What stands where nothing is written (Microsoft Learn, structures of definition, assignment and exemption). */
const defaults: Readonly<Record<string, unknown>> = { mode: 'indexed', enforcementMode: 'default', definitionVersion: '1.*.*', assignmentScopeValidation: 'default' };

/**
 * The meaning of an ARM body of a kind: the members that count, defaults filled in, empty ones left out.
 * @param body the document as read, or as it would be sent
 */
export function meaningOf(kind: PolicyObjectKind, body: JsonObject): JsonObject {
  const properties = at(body, 'properties');
  const members = meaningful[kind].map((name) => [name, normal(name, member(properties, name))] as const);
  const identity = kind === 'assignment' ? [['identity', normalIdentity(body)] as const] : [];
  return Object.fromEntries([...members, ...identity].filter(([, value]) => !isEmpty(value)));
}

function normal(name: string, value: unknown): unknown {
  switch (name) {
    case 'mode':
    case 'enforcementMode':
    case 'assignmentScopeValidation':
      return lower(value ?? defaults[name]);
    case 'policyDefinitionId':
    case 'policyAssignmentId':
    case 'roleDefinitionId':
    case 'principalId':
      return lower(value);
    case 'definitionVersion':
      return value ?? defaults[name];
    case 'metadata':
      return isJsonObject(value) ? withoutTraces(value) : {};
    case 'parameters':
      return isJsonObject(value) ? mapped(value, normalParameter) : undefined;
    case 'policyDefinitions':
      return Array.isArray(value) ? value.map(normalMember) : undefined;
    case 'notScopes':
      return Array.isArray(value) ? value.map(lower) : undefined;
    case 'expiresOn':
      return typeof value === 'string' ? moment(value) : value;
    default:
      return value;
  }
}

/** A declaration (`type`, `metadata`, …) or a value (`value`). */
function normalParameter(parameter: unknown): unknown {
  if (!isJsonObject(parameter)) return parameter;
  const declared = Object.entries(parameter).filter(([name, value]) => !((name === 'metadata' || name === 'allowedValues') && isEmpty(value)));
  return Object.fromEntries(declared.map(([name, value]) => [name, name === 'type' ? lower(value) : value]));
}

/** The service writes seven decimals, we three, people none; a date without an offset is UTC, wherever this runs. */
function moment(text: string): string {
  const ticks = ticksOf(text);
  const written = ticks === undefined ? undefined : formatTicks(ticks);
  return written?.replace(/\.?0+Z$/, 'Z') ?? text;
}

/** A member of an initiative without what the service alone writes into it. */
function normalMember(entry: unknown): unknown {
  if (!isJsonObject(entry)) return entry;
  const asked = Object.entries(entry).filter(([name, value]) => memberNames.has(name) && !isEmpty(value));
  return Object.fromEntries(asked.map(([name, value]) => [name, name === 'policyDefinitionId' ? lower(value) : value]));
}

const memberNames: ReadonlySet<string> = new Set(['policyDefinitionReferenceId', 'policyDefinitionId', 'definitionVersion', 'parameters', 'groupNames']);

/** The kind of identity, and which ones; their principals are the service's. */
function normalIdentity(body: JsonObject): unknown {
  const [type, assigned] = [at(body, 'identity', 'type'), at(body, 'identity', 'userAssignedIdentities')];
  if (typeof type !== 'string' || type.toLowerCase() === 'none') return undefined;
  return { type: lower(type), ...(isJsonObject(assigned) ? { userAssignedIdentities: Object.keys(assigned).map((id) => id.toLowerCase()).toSorted() } : {}) };
}

function lower(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

function mapped(value: JsonObject, change: (child: unknown) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, change(child)]));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
}
