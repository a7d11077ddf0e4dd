import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/arm/json.ts';
import { bindAssignment, judge, parseAssignment, parseDefinition, parseInitiative, PolicyError, type Finding } from '../../src/policy/index.ts';
import { cluster, clusterType, definitionDocument, groupId, pool } from './builders.ts';

/** Assignments may ask for a version of what they assign; only Microsoft's own definitions have several (azure-policy-language.md §1.12). */
const definitionId = '/providers/Microsoft.Authorization/policyDefinitions/rule';
const initiativeId = '/providers/Microsoft.Authorization/policySetDefinitions/set';

const definition = (version: string | undefined, policyType = 'BuiltIn') => {
  const document = definitionDocument({ field: 'type', equals: clusterType }, { metadata: { version } });
  return parseDefinition({ ...document, properties: { ...(document['properties'] as JsonObject), policyType, ...(version === undefined ? {} : { version }) } });
};

function judged(assigned: JsonObject, version: string | undefined, initiative?: JsonObject): Finding {
  const assignment = parseAssignment({ name: 'a', properties: { policyDefinitionId: definitionId, scope: groupId, ...assigned } });
  const asked: (string | undefined)[] = [];
  const policies = bindAssignment(assignment, (id, wanted) => {
    asked.push(wanted);
    return id === initiativeId && initiative !== undefined ? parseInitiative({ properties: initiative }) : definition(version);
  });
  expect(asked).toContain(assigned['definitionVersion']);
  const [judgement] = judge(policies, cluster());
  if (judgement === undefined) throw new Error('no judgement');
  return judgement.finding;
}

describe('a version asked for by an assignment', () => {
  test.each([
    ['1.*.*', '1.2.3', 'violation'],
    ['1.2.*', '1.2.3', 'violation'],
    ['1.2.3', '1.2.3', 'violation'],
    ['1.*.*', '1.0.0-preview', 'violation'],
    ['1.*.*-preview', '1.0.0-PREVIEW', 'violation'],
    ['2.*.*', '1.2.3', 'undetermined'],
    ['1.3.*', '1.2.3', 'undetermined'],
    ['1.2.4', '1.2.3', 'undetermined'],
    ['1.*.*-preview', '1.0.0', 'undetermined'],
    ['1.*.*', undefined, 'undetermined'],
    ['1.*.*', 'one', 'undetermined'],
  ])('%s of a definition of version %s: %s', (definitionVersion, version, verdict) => {
    expect(judged({ definitionVersion }, version).verdict).toBe(verdict);
  });

  test('that is not at hand leaves alone what the rule is not about', () => {
    const assignment = parseAssignment({ name: 'a', properties: { policyDefinitionId: definitionId, definitionVersion: '2.*.*' } });
    const [judgement] = judge(bindAssignment(assignment, () => definition('1.0.0')), pool());
    expect(judgement?.finding.verdict).toBe('notApplicable');
  });

  test('that is not at hand is named in the message', () => {
    expect(judged({ definitionVersion: '2.*.*' }, '1.2.3').message).toContain('Version 2.*.* of the definition is asked for; the one at hand is 1.2.3.');
    expect(judged({ definitionVersion: '2.*.*' }, undefined).message).toContain('the one at hand says no version');
  });

  test('is found in the metadata of a built-in; a custom definition without one is 1.0.0, whatever its author calls it', () => {
    const document = definitionDocument({ field: 'name', equals: 'x' }, { metadata: { version: '3.0.1' } });
    expect(parseDefinition(document).version).toBe('1.0.0');
    expect(parseDefinition({ ...document, properties: { ...(document['properties'] as JsonObject), policyType: 'BuiltIn' } }).version).toBe('3.0.1');
  });

  test('may be that of an override, the first that selects the resource', () => {
    const override = (value: string, location: string) => ({ kind: 'definitionVersion', value, selectors: [{ kind: 'resourceLocation', in: [location] }] });
    expect(judged({ overrides: [override('2.*.*', 'northeurope'), override('1.*.*', 'westeurope')] }, '1.2.3').verdict).toBe('violation');
    expect(judged({ overrides: [override('2.*.*', 'westeurope'), override('1.*.*', 'westeurope')] }, '1.2.3').verdict).toBe('undetermined');
  });

  test('of an initiative is the version of the initiative; its members ask for their own', () => {
    const initiative = (memberVersion: string) => ({
      version: '3.1.0',
      policyDefinitions: [{ policyDefinitionId: definitionId, policyDefinitionReferenceId: 'r', definitionVersion: memberVersion }],
    });
    const assigned = (definitionVersion: string) => ({ policyDefinitionId: initiativeId, definitionVersion });
    expect(judged(assigned('3.*.*'), '1.2.3', initiative('1.*.*')).verdict).toBe('violation');
    expect(judged(assigned('3.*.*'), '1.2.3', initiative('2.*.*')).verdict).toBe('undetermined');
    expect(judged(assigned('2.*.*'), '1.2.3', initiative('1.*.*')).message).toContain('Version 2.*.* of the initiative is asked for; the one at hand is 3.1.0.');
  });

  test.each(['1', '1.2', 'latest', '1.x.x', '1.*.*.*'])('%s is refused with its place', (definitionVersion) => {
    const read = () => parseAssignment({ properties: { policyDefinitionId: definitionId, definitionVersion } });
    expect(read).toThrow(PolicyError);
    expect(read).toThrow('names no version of a definition');
  });
});
