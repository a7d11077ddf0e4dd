/** Every policy object as it is sent: judged by what Microsoft publishes, and by Azure's limits. */
import { describe, expect, test } from '@jest/globals';
import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../src/arm/json.ts';
import { bundledInitiatives, bundledPolicies } from '../../src/policy/bundled.ts';
import { withBuiltIns } from '../../src/policy/built-ins.ts';
import { exemptionObjects, graceExemptions } from '../../src/policy/objects/exemption-objects.ts';
import { bindObjects } from '../../src/policy/objects/library/bind-objects.ts';
import { bundledObjects } from '../../src/policy/objects/library/wanted.ts';
import { livingObjects } from '../../src/policy/objects/living.ts';
import { planPolicyObjects, type WantedObject } from '../../src/policy/objects/plan.ts';
import { kindFacts, type PolicyObject } from '../../src/policy/objects/policy-object.ts';
import { roleAssignmentsFor } from '../../src/policy/objects/roles.ts';
import { hasPublishedTypes, problemsWith } from './published-types.ts';

const definitionScope = '/providers/Microsoft.Management/managementGroups/platform';
const scope = '/subscriptions/00000000-0000-0000-0000-000000000001';
const cluster = `${scope}/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/demo`;
const digest = (text: string): string => Buffer.from(text).toString('hex').padEnd(64, '0').slice(-64);
const files = {
  definition: 'microsoft.authorization-policy-2025-03-01.json', initiative: 'microsoft.authorization-policy-2025-03-01.json', assignment: 'microsoft.authorization-policy-2025-03-01.json',
  exemption: 'microsoft.authorization-exemptions-2022-07-01-preview.json', roleAssignment: 'microsoft.authorization-roles-2022-04-01.json',
} as const;

/** All objects of all initiatives, with and without built-ins, at a management group and a subscription. */
function sent(): readonly PolicyObject[] {
  const wanted = bundledInitiatives.flatMap(({ name }) => [definitionScope, scope].flatMap((at_) => [false, true].flatMap((all) =>
    bundledObjects({ initiative: name, scope: at_, definitionScope, parameters: {}, ...(all ? { extend: withBuiltIns } : {}) }))));
  const core = bundledObjects({ initiative: 'aks-egress-isolation-core', scope, definitionScope, parameters: {} });
  const entry = { rule: 'aks-*', resource: 'demo', reason: 'r'.repeat(900), owner: 'team', ticket: 'X-1', expiresOn: '2030-01-01', ends: Date.UTC(2030, 0, 2), location: { file: 'x.yml', line: 1, column: 1, pointer: '' } };
  const exemptions = exemptionObjects({ entries: [entry], policies: bindObjects(core), resources: [{ id: cluster }], scope, now: 0, digest }).objects;
  const grace = graceExemptions({ assignmentId: `${scope}/providers/Microsoft.Authorization/policyAssignments/a`, lockedOut: [{ id: cluster, references: ['aks-outbound-type'] }], ends: 1 }, digest);
  return [...planned([...wanted, ...exemptions, ...grace]), ...roleAssignmentsFor({ assignmentId: 'a', scope, principalId: 'p', roles: ['/providers/Microsoft.Authorization/roleDefinitions/r'] }, [], 'default', digest)];
}

function planned(wanted: readonly WantedObject[]): readonly PolicyObject[] {
  return planPolicyObjects({ wanted, living: livingObjects([]), owner: 'default', version: '0.0.0', hash: () => 'h'.repeat(32) }).steps.map(({ object }) => object);
}

const objects = sent();
const ifPublished = hasPublishedTypes ? test : test.skip;

test('there is something of every kind', () => {
  expect(new Set(objects.map(({ kind }) => kind)).size).toBe(5);
});

ifPublished('a body is what the published types of its API version say (skipped without the reference data beside the checkout)', () => {
  for (const { kind, id, body } of objects) expect([id, problemsWith(files[kind], kindFacts[kind].type, body)]).toEqual([id, []]);
});

ifPublished('the judge finds what is wrong', () => {
  const body = { properties: { policyDefinitionId: '/x', enforcementMode: 5, scope: '/x', colour: 'red', notScopes: 'x' } };
  expect(problemsWith(files.assignment, kindFacts.assignment.type, body)).toEqual([
    'properties.enforcementMode: 5 is none of the values that are published', 'properties.scope: it is read-only', 'properties.colour: no published property', 'properties.notScopes: an array is expected',
  ]);
});

describe("Azure's limits", () => {
  const named = objects.map((object) => [object.id, object] as const);

  test('of names, texts, parameters, members and bytes are kept by every object', () => {
    for (const [id, { kind, name, body }] of named) {
      const properties = isJsonObject(body['properties']) ? body['properties'] : {};
      const isWide = kind === 'assignment' && id.startsWith('/providers/Microsoft.Management');
      const parameters = isJsonObject(properties['parameters']) ? Object.keys(properties['parameters']).length : 0;
      const found = {
        name: name.length <= (isWide ? 24 : kindFacts[kind].longestName) || kind === 'roleAssignment',
        displayName: (textAt(properties, 'displayName') ?? '').length <= 128,
        description: (textAt(properties, 'description') ?? '').length <= 512,
        parameters: parameters <= (kind === 'definition' ? 20 : 400),
        members: arrayAt(properties, 'policyDefinitions').length <= 1000,
        bytes: Buffer.byteLength(JSON.stringify(body)) <= 1024 * 1024,
      };
      expect([id, Object.entries(found).filter(([, isKept]) => !isKept).map(([limit]) => limit)]).toEqual([id, []]);
    }
  });

  test('of parameters that nothing uses, which Azure refuses', () => {
    for (const [id, { kind, body }] of named.filter(([, object]) => object.kind === 'definition' || object.kind === 'initiative')) {
      const declared = at(body, 'properties', 'parameters');
      const using = JSON.stringify(kind === 'definition' ? at(body, 'properties', 'policyRule') : at(body, 'properties', 'policyDefinitions')).toLowerCase();
      const unused = (isJsonObject(declared) ? Object.keys(declared) : []).filter((name) => !using.includes(`parameters('${name.toLowerCase()}')`));
      expect([id, unused]).toEqual([id, []]);
    }
  });

  test.each(bundledInitiatives.map(({ name }) => [name]))('the initiative %s binds with its defaults', (name) => {
    expect(bundledPolicies(name).length).toBeGreaterThan(3);
  });
});

test('nothing of ours stands in what people read', () => {
  const texts = (value: unknown): readonly string[] => (typeof value === 'string' ? [value] : Array.isArray(value) ? value.flatMap(texts) : isJsonObject(value) ? Object.values(value).flatMap(texts) : []);
  const all: readonly JsonObject[] = objects.map(({ body }) => body);
  expect(all.flatMap(texts).filter((text) => text.includes('{definitionScope}'))).toEqual([]);
});
