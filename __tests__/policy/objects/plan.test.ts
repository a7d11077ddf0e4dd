import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { livingObjects } from '../../../src/policy/objects/living.ts';
import { assignmentNameOf, bundledObjects, coreInitiative } from '../../../src/policy/objects/library/wanted.ts';
import { planPolicyObjects, type PolicyPlan } from '../../../src/policy/objects/plan.ts';
import type { PolicyObject } from '../../../src/policy/objects/policy-object.ts';
import { stampName } from '../../../src/policy/objects/stamp.ts';

const scope = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg';
const definitionScope = '/subscriptions/00000000-0000-0000-0000-000000000001';
const assignmentName = assignmentNameOf(coreInitiative);
const library = bundledObjects({ initiative: coreInitiative, scope, definitionScope, parameters: { allowedOutboundTypes: ['none'] } })
  .map((object) => (object.kind === 'assignment' ? { ...object, body: withProperties(object.body, { enforcementMode: 'Default' }) } : object));

function plan(living: readonly JsonObject[]): PolicyPlan {
  return planPolicyObjects({ wanted: library, living: livingObjects(living), owner: 'default', version: '1.2.3', hash: (value) => String(JSON.stringify(value).length) });
}

/** The objects as they are once they are written. */
const wanted: readonly PolicyObject[] = [...new Map(plan([]).steps.map(({ object }) => [object.id, object])).values()];


/** What Azure answers after a PUT (recorded: policy-definition-and-assignment.json): members added and rewritten. */
function asAnswered(object: PolicyObject): JsonObject {
  const properties = object.body['properties'] as JsonObject;
  const added = { metadata: { ...(properties['metadata'] as JsonObject), createdBy: 'x', createdOn: '2026-01-01T00:00:00Z', updatedBy: null, updatedOn: null } };
  return { id: object.id.toUpperCase(), name: object.name, systemData: {}, ...object.body, properties: { ...properties, ...rewritten(object.kind, properties), ...added } };
}

function rewritten(kind: PolicyObject['kind'], properties: JsonObject): JsonObject {
  if (kind === 'assignment') return { scope, definitionVersion: '1.*.*' };
  if (kind === 'definition') return { policyType: 'Custom', versions: ['1.0.0'], parameters: upperCaseTypes(properties['parameters'] as JsonObject) };
  const members = properties['policyDefinitions'] as readonly JsonObject[];
  const rewrite = (id: unknown): string => String(id).replace('/subscriptions/', '/Subscriptions/');
  return { policyType: 'Custom', policyDefinitions: members.map((one) => ({ ...one, definitionVersion: '1.*.*', policyDefinitionId: rewrite(one['policyDefinitionId']) })) };
}

function upperCaseTypes(parameters: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(parameters).map(([name, one]) => [name, { ...(one as JsonObject), type: String((one as JsonObject)['type']).toUpperCase() }]));
}

const changed = ({ steps }: PolicyPlan): readonly string[] => steps.filter(({ action }) => action !== 'unchanged').map(({ action, object }) => `${action} ${object.name}`);

function withProperties(document: JsonObject, properties: JsonObject): JsonObject {
  return { ...document, properties: { ...(document['properties'] as JsonObject), ...properties } };
}

test('an empty scope gets definitions, then the initiative, then the assignment', () => {
  const { steps } = plan([]);
  expect([...new Set(steps.map(({ action, object }) => `${action} ${object.kind}`))]).toEqual(['create definition', 'create initiative', 'create assignment', 'enforce assignment']);
});

test('what the service adds and rewrites is no change', () => {
  expect(changed(plan(wanted.map(asAnswered)))).toEqual([]);
});

describe('a change of meaning is seen', () => {
  const assignment = wanted.find(({ kind }) => kind === 'assignment');
  const living = wanted.map(asAnswered);
  const replace = (name: string, properties: JsonObject): readonly JsonObject[] => living.map((one) => (one['name'] === name ? withProperties(one, properties) : one));

  test('an enforcement mode', () => {
    const one = plan(replace(assignmentName, { enforcementMode: 'DoNotEnforce' }));
    expect(changed(one)).toEqual([`enforce ${assignmentName}`]);
    expect(one.steps.at(-1)?.details).toEqual(['enforcementMode: DoNotEnforce → Default']);
  });

  test('a rule, a parameter value, a member, a message', () => {
    expect(changed(plan(replace('aks-outbound-type', { policyRule: { if: {} } })))).toEqual(['update aks-outbound-type']);
    expect(changed(plan(replace(assignmentName, { parameters: { allowedOutboundTypes: { value: ['block'] } } })))).toEqual([`update ${assignmentName}`]);
    expect(changed(plan(replace(assignmentName, { parameters: {} })))).toEqual([`update ${assignmentName}`]);
    expect(changed(plan(replace('aks-egress-isolation-core', { policyDefinitions: [] })))).toEqual(['update aks-egress-isolation-core']);
    expect(changed(plan(replace(assignmentName, { nonComplianceMessages: [] })))).toEqual([`update ${assignmentName}`]);
  });

  test('what people set on the assignment beside us is kept when it is written', () => {
    const { steps } = plan(replace(assignmentName, { enforcementMode: 'DoNotEnforce', notScopes: [`${scope}/x`], metadata: { managedBy: stampName, team: 'a', createdBy: 'x' } }));
    expect(steps.at(-1)?.object.body).toMatchObject({ properties: { notScopes: [`${scope}/x`], metadata: { managedBy: stampName, team: 'a' } } });
    expect(steps.at(-1)?.object.body).not.toHaveProperty('properties.metadata.createdBy');
    expect(assignment?.body).not.toHaveProperty('properties.notScopes');
  });
});

test('an object of the same name without our stamp is foreign', () => {
  const living = wanted.map(asAnswered).map((one) => (one['name'] === 'aks-outbound-type' ? withProperties(one, { metadata: {} }) : one));
  expect(plan(living).foreign.map(({ name }) => name)).toEqual(['aks-outbound-type']);
});

test('an assignment that points elsewhere is replaced, as Azure never changes its target', () => {
  const living = wanted.map(asAnswered).map((one) => (one['name'] === assignmentName ? withProperties(one, { policyDefinitionId: '/other' }) : one));
  expect(changed(plan(living))).toEqual([`replace ${assignmentName}-v2`, `enforce ${assignmentName}-v2`, `delete ${assignmentName}`]);
});

test('an identity of the assignment is carried over without its read-only ids', () => {
  const living = wanted.map(asAnswered).map((one) => (one['name'] === assignmentName
    ? { ...withProperties(one, { enforcementMode: 'DoNotEnforce', definitionVersion: '1.2.*' }), location: 'westeurope', identity: { type: 'UserAssigned', principalId: 'p', userAssignedIdentities: { '/i': { clientId: 'c' } } } } : one));
  const body = plan(living).steps.at(-1)?.object.body;
  expect(body).toMatchObject({ location: 'westeurope', properties: { definitionVersion: '1.2.*' } });
  expect(body?.['identity']).toEqual({ type: 'UserAssigned', userAssignedIdentities: { '/i': {} } });
});

test("names keep Azure's limits: 24 characters for an assignment at a management group, 64 for the rest", () => {
  expect(assignmentName.length).toBeLessThanOrEqual(24);
  expect(wanted.filter(({ name }) => name.length > 64)).toEqual([]);
});
