import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import { bindAssignment, judge, parseAssignment, parseDefinition, parseExemption, type Resource } from '../../../src/policy/index.ts';
import { cluster, definitionDocument, groupId } from '../builders.ts';

const definitionId = '/providers/Microsoft.Authorization/policyDefinitions/rule';
const assignmentId = `${groupId}/providers/Microsoft.Authorization/policyAssignments/a`;
const unknown = new Unknown('a parameter nobody passed');

interface Given {
  readonly condition?: unknown;
  readonly mode?: string;
  readonly assignment?: JsonObject;
  readonly exemptions?: readonly JsonObject[];
  readonly subject?: Resource;
  readonly utcNow?: string;
}

const west = [{ selectors: [{ kind: 'resourceLocation', in: ['westeurope'] }] }];
const east = [{ selectors: [{ kind: 'resourceLocation', in: ['eastus'] }] }];

function findingOf({ condition = { value: 1, equals: 1 }, mode = 'All', assignment = {}, exemptions = [{}], subject = cluster(), utcNow }: Given) {
  const definition = parseDefinition({ id: definitionId, ...definitionDocument(condition, { mode }) });
  const properties = { policyDefinitionId: definitionId, scope: groupId, ...assignment };
  const policies = bindAssignment(parseAssignment({ id: assignmentId, name: 'a', properties }), () => definition);
  const read = exemptions.map(({ id = `${groupId}/providers/Microsoft.Authorization/policyExemptions/e`, name = 'e', ...more }) =>
    parseExemption({ id, name, properties: { policyAssignmentId: assignmentId, exemptionCategory: 'Waiver', ...more } }),
  );
  return judge(policies, subject, utcNow === undefined ? {} : { utcNow }, read)[0]?.finding;
}

const { id: _, ...unplaced } = cluster();
const elsewhere = `${groupId}-2/providers/Microsoft.Authorization/policyExemptions/e`;

/** Rules: azure-policy-language.md §1.12. */
describe('an exemption', () => {
  test.each<readonly [string, Given, string, string]>([
    ['covers', {}, 'exempt', 'The exemption e (Waiver) covers it.'],
    ['is called by its display name', { exemptions: [{ displayName: 'Until spring' }] }, 'exempt', 'The exemption Until spring (Waiver) covers it.'],
    ['says until when', { exemptions: [{ expiresOn: '2026-01-02T00:00:00Z', exemptionCategory: 'Mitigated' }], utcNow: '2026-01-01T00:00:00Z' }, 'exempt', 'The exemption e (Mitigated) covers it until 2026-01-02T00:00:00Z.'],
    ['does not excuse what is compliant from being so', { condition: { value: 1, equals: 2 } }, 'exempt', 'The exemption e (Waiver) covers it.'],
    ['is not asked for what the rule is not about', { condition: { field: 'type', equals: 'A.B/c' } }, 'notApplicable', 'The rule is not about Microsoft.ContainerService/managedClusters.'],
    ['is for the modes of Resource Manager', { mode: 'Microsoft.Kubernetes.Data' }, 'undetermined', 'Mode microsoft.kubernetes.data is decided by another engine, inside the resource.'],
    ['covers in mode Indexed', { mode: 'Indexed' }, 'exempt', 'The exemption e (Waiver) covers it.'],
    ['of some members covers no definition of its own', { exemptions: [{ policyDefinitionReferenceIds: ['one'] }] }, 'violation', ''],
    ['of a place, and nobody knows where the resource will be', { subject: unplaced }, 'undetermined', 'Whether the exemption e covers it is not known: the file does not say where the resource will be deployed.'],
    ['of another location, wherever the resource will be', { subject: unplaced, exemptions: [{ resourceSelectors: east }] }, 'violation', ''],
    ['of a location that is not known', { subject: cluster({}, { location: unknown }), exemptions: [{ resourceSelectors: west }] }, 'undetermined', 'Whether the exemption e covers it is not known: a parameter nobody passed.'],
    ['that may cover leaves what is compliant compliant', { condition: { value: 1, equals: 2 }, subject: unplaced }, 'compliant', ''],
    ['that may cover stands back for one that does', { exemptions: [{ expiresOn: '2026-01-02T00:00:00Z' }, { name: 'f' }] }, 'exempt', 'The exemption f (Waiver) covers it.'],
    ['that may cover is named, the first of them', { exemptions: [{ expiresOn: '2026-01-02T00:00:00Z' }, { name: 'f', expiresOn: '2026-01-03T00:00:00Z' }] }, 'undetermined', 'Whether the exemption e covers it is not known: the time of the evaluation is not known here.'],
    ['elsewhere covers nothing', { exemptions: [{ id: elsewhere }] }, 'violation', ''],
    ['without an id covers wherever', { subject: unplaced, exemptions: [{ id: '' }] }, 'exempt', 'The exemption e (Waiver) covers it.'],
    ['expires at its moment', { exemptions: [{ expiresOn: '2026-01-02T00:00:00Z' }], utcNow: '2026-01-01T23:59:59.9999999Z' }, 'exempt', ''],
    ['is over at its moment', { exemptions: [{ expiresOn: '2026-01-02T00:00:00Z' }], utcNow: '2026-01-02T00:00:00.0000000Z' }, 'violation', ''],
    ['cannot be told by a time that is none', { exemptions: [{ expiresOn: '2026-01-02T00:00:00Z' }], utcNow: 'now' }, 'undetermined', 'the time of the evaluation is not known here'],
  ])('%s', (_name, given, verdict, message) => {
    const finding = findingOf(given);
    expect(finding?.verdict).toBe(verdict);
    expect(finding?.message).toContain(message);
  });
});

describe('an assignment', () => {
  const own = [{ message: 'Ask us.' }];
  test.each<readonly [string, Given, string, string]>([
    ['leaves out by its selectors', { assignment: { resourceSelectors: east }, exemptions: [] }, 'notApplicable', 'The resource selectors of the assignment leave it out.'],
    ['whose selectors cannot be told', { assignment: { resourceSelectors: west }, subject: cluster({}, { location: unknown }), exemptions: [] }, 'undetermined', 'Whether the assignment is about it is not known: a parameter nobody passed.'],
    ['whose selectors cannot be told, and an exemption covers', { assignment: { resourceSelectors: west }, subject: cluster({}, { location: unknown }) }, 'undetermined', 'Whether the assignment is about it is not known'],
    ['whose selectors cannot be told, of what is compliant', { condition: { value: 1, equals: 2 }, assignment: { resourceSelectors: west }, subject: cluster({}, { location: unknown }), exemptions: [] }, 'compliant', ''],
    ['whose override cannot be told', { assignment: { overrides: [{ kind: 'policyEffect', value: 'audit', selectors: west[0]?.selectors }] }, subject: cluster({}, { location: unknown }), exemptions: [] }, 'undetermined', 'Whether the assignment is about it is not known'],
    ['says its own words before', { assignment: { nonComplianceMessages: own }, exemptions: [] }, 'violation', 'Ask us. `value` is `1`, which is not allowed.'],
    ['says nothing to who complies', { condition: { value: 1, equals: 2 }, assignment: { nonComplianceMessages: own }, exemptions: [] }, 'compliant', '`value` is `1`.'],
    ['says that it does not enforce', { assignment: { nonComplianceMessages: own, enforcementMode: 'DoNotEnforce' }, exemptions: [] }, 'violation', 'Ask us. `value` is `1`, which is not allowed. The assignment does not enforce this.'],
    ['asks for another version', { assignment: { definitionVersion: '2.*.*' }, exemptions: [] }, 'undetermined', 'Version 2.*.* of the definition is asked for; the one at hand is 1.0.0.'],
  ])('%s', (_name, given, verdict, message) => {
    const finding = findingOf(given);
    expect(finding?.verdict).toBe(verdict);
    expect(finding?.message).toContain(message);
  });

  test('reaches by its scope', () => {
    expect(findingOf({ assignment: { notScopes: [cluster().id] } })).toBeUndefined();
    expect(findingOf({ assignment: { scope: `${groupId}x` } })).toBeUndefined();
    expect(findingOf({ assignment: { scope: `${groupId}x` }, subject: unplaced, exemptions: [] })?.verdict).toBe('violation');
  });
});
