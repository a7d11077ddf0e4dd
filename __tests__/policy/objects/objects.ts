/** Policy objects as the library wants them and as Azure answers them, made for tests. */
import { isJsonObject, textAt, type JsonObject } from '../../../src/arm/json.ts';
import { livingObjects } from '../../../src/policy/objects/living.ts';
import { planPolicyObjects, type Planning, type PolicyPlan, type WantedObject } from '../../../src/policy/objects/plan.ts';
import { kindFacts, kindOf, objectId, scopeOf, type PolicyObjectKind } from '../../../src/policy/objects/policy-object.ts';
import { stamped } from '../../../src/policy/objects/stamp.ts';

export const subscription = '/subscriptions/00000000-0000-0000-0000-000000000001';
export const group = `${subscription}/resourceGroups/rg`;
export const managementGroup = '/providers/Microsoft.Management/managementGroups/corp';
export const clusterId = (name: string): string => `${group}/providers/Microsoft.ContainerService/managedClusters/${name}`;

export const definitionId = (name: string, scope = subscription): string => objectId('definition', scope, name);
export const initiativeId = (name: string, scope = subscription): string => objectId('initiative', scope, name);
export const assignmentId = (name: string, scope = group): string => objectId('assignment', scope, name);

type Properties = Readonly<Record<string, unknown>>;

function wanted(kind: PolicyObjectKind, scope: string, name: string, properties: Properties): WantedObject {
  return { kind, scope, name, body: { properties }, source: 'policies' };
}

/** A definition whose rule uses its parameters; each has a default unless its value is undefined. */
export function definition(name: string, parameters: Properties = {}, properties: Properties = {}): WantedObject {
  return wanted('definition', subscription, name, {
    displayName: `The rule ${name}`, mode: 'Indexed', metadata: { category: 'Kubernetes' },
    parameters: declared(parameters),
    policyRule: { if: { field: 'type', equals: 'Microsoft.ContainerService/managedClusters' }, then: { effect: 'audit' } },
    ...properties,
  });
}

export function initiative(name: string, members: readonly string[], parameters: Properties = {}, properties: Properties = {}): WantedObject {
  return wanted('initiative', subscription, name, {
    displayName: `The initiative ${name}`, metadata: { category: 'Kubernetes' }, parameters: declared(parameters),
    policyDefinitions: members.map((member) => ({ policyDefinitionReferenceId: member, policyDefinitionId: definitionId(member) })),
    ...properties,
  });
}

/** An assignment of an id. It says that it enforces unless told otherwise. */
export function assignment(name: string, policyDefinitionId: string, properties: Properties = {}, scope = group): WantedObject {
  return wanted('assignment', scope, name, { displayName: `The assignment ${name}`, policyDefinitionId, enforcementMode: 'Default', ...properties });
}

export function exemption(name: string, policyAssignmentId: string, properties: Properties = {}, scope = clusterId('legacy')): WantedObject {
  return wanted('exemption', scope, name, { displayName: `The exemption ${name}`, policyAssignmentId, exemptionCategory: 'Waiver', ...properties });
}

function declared(parameters: Properties): JsonObject {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { type: 'String', ...(value === undefined ? {} : { defaultValue: value }) }]));
}

/** The object with other properties, body parts beside them untouched. */
export function withProperties<Document extends JsonObject>(document: Document, properties: Properties): Document {
  const own = document['properties'];
  return { ...document, properties: { ...(isJsonObject(own) ? own : {}), ...properties } };
}

/** The object as it lives once this project has written it. */
export function living(object: WantedObject, { owner = 'default', name = object.name }: { readonly owner?: string; readonly name?: string } = {}): JsonObject {
  const body = stamped(object.body, { owner, of: object.name, source: object.source, version: '1.0.0', hash: 'aa' });
  return answered(objectId(object.kind, object.scope, name), body);
}

/**
 * What Azure answers after a PUT of a body, api-version 2025-03-01: members added and rewritten (recorded exchanges of definitions and
 * assignments; members of initiatives and exemptions as Microsoft Learn shows answers of theirs).
 */
export function answered(id: string, body: JsonObject): JsonObject {
  const kind = kindOf(id) ?? 'definition';
  const { identity, ...around } = body;
  return {
    ...around,
    properties: { ...propertiesOf(body), ...rewritten[kind](propertiesOf(body), id) },
    ...(isJsonObject(identity) ? { identity: { ...identity, principalId: '00000000-0000-0000-0000-0000000000c1', tenantId: '00000000-0000-0000-0000-0000000000aa' } } : {}),
    id, name: id.split('/').at(-1), type: kindFacts[kind].type,
    systemData: { createdBy: 'someone@example.com', createdByType: 'User', createdAt: '2025-05-23T01:05:39.3211714Z' },
  };
}

const trace = { createdBy: '00000000-0000-0000-0000-0000000000b4', createdOn: '2025-05-23T01:05:39.3428578Z', updatedBy: null, updatedOn: null };

const rewritten: Readonly<Record<PolicyObjectKind, (properties: JsonObject, id: string) => JsonObject>> = {
  definition: (properties) => ({ policyType: 'Custom', mode: properties['mode'] ?? 'Indexed', metadata: traced(properties), parameters: capitalised(properties), version: '1.0.0', versions: ['1.0.0'] }),
  initiative: (properties) => ({
    policyType: 'Custom', metadata: traced(properties), parameters: capitalised(properties), version: '1.0.0', versions: ['1.0.0'],
    policyDefinitions: (Array.isArray(properties['policyDefinitions']) ? properties['policyDefinitions'] : []).map((entry: JsonObject, index) => ({
      policyDefinitionReferenceId: String(8_300_000_000 + index), definitionVersion: '1.*.*', effectiveDefinitionVersion: '1.0.0', latestDefinitionVersion: '1.0.0', parameters: {}, groupNames: [], ...entry,
    })),
  }),
  assignment: (properties, id) => ({ scope: scopeOf(id), definitionVersion: properties['definitionVersion'] ?? '1.*.*', enforcementMode: properties['enforcementMode'] ?? 'Default', metadata: traced(properties), instanceId: 'i' }),
  roleAssignment: (_, id) => ({ scope: scopeOf(id), principalType: 'ServicePrincipal', createdBy: null }),
  exemption: (properties) => ({
    metadata: traced(properties), assignmentScopeValidation: properties['assignmentScopeValidation'] ?? 'Default',
    ...(typeof properties['expiresOn'] === 'string' ? { expiresOn: properties['expiresOn'].replace(/(\.\d+)?Z$/, '.0000000Z') } : {}),
  }),
};

function traced(properties: JsonObject): JsonObject {
  const metadata = properties['metadata'];
  return { ...(isJsonObject(metadata) ? metadata : {}), ...trace };
}

function capitalised(properties: JsonObject): JsonObject {
  const parameters = isJsonObject(properties['parameters']) ? properties['parameters'] : {};
  return Object.fromEntries(Object.entries(parameters).map(([name, declaration]) => [name, { ...(isJsonObject(declaration) ? declaration : {}), type: capital(textAt(declaration, 'type') ?? 'String') }]));
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

export function propertiesOf(body: JsonObject): JsonObject {
  const properties = body['properties'];
  return isJsonObject(properties) ? properties : {};
}

/** Plans a library against what lives. */
export function plan(objects: readonly WantedObject[], documents: readonly JsonObject[] = [], changes: Partial<Planning> = {}): PolicyPlan {
  return planPolicyObjects({ wanted: objects, living: livingObjects(documents), owner: 'default', version: '1.0.0', hash: (value) => JSON.stringify(value), ...changes });
}

/** What a plan writes and takes away: `update a`, `delete assignment b`. */
export function changed({ steps }: PolicyPlan): readonly string[] {
  return steps.filter(({ action }) => action !== 'unchanged').map(({ action, object }) => `${action} ${object.kind} ${object.name}`);
}
