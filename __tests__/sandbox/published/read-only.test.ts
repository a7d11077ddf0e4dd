/** What callers cannot set: that the table says it, and that nothing of it is stored. */
import { describe, expect, test } from '@jest/globals';
import { agentPoolType, managedClusterType, policyAssignmentType, policySetDefinitionType } from '../../../src/arm/api-versions.ts';
import { isJsonObject, type JsonObject } from '../../../src/arm/json.ts';
import { parseResourceId } from '../../../src/arm/resource-id.ts';
import { withoutReadOnly } from '../../../src/sandbox/arm/read-only/strip.ts';
import { readOnlyWords } from '../../../src/sandbox/arm/read-only/table.ts';
import { mirroredTypes, resourceTypes } from '../../../src/sandbox/arm/resources/types.ts';
import { hasPublishedTypes, publishedTypesOf } from '../../policies/published-types.ts';
import { makeArmWithGroup, untilDone } from '../arm-client.ts';
import { everything } from './everything.ts';
import { readOnlyMembersOf } from './read-only-members.ts';

const ifPublished = hasPublishedTypes ? test : test.skip;
if (!hasPublishedTypes) test('the published types are not here (../shared/schemas), so that the table is not compared with them', () => {});

const wordsOf = (type: string): readonly string[] => (readOnlyWords[type] ?? '').trim().split(/\s+/).filter((word) => word !== '');
const mark = 'set by the caller';

ifPublished('the table of read-only members is that of the published types', () => {
  const rows = [...resourceTypes, ...[managedClusterType, agentPoolType, policySetDefinitionType, policyAssignmentType].map((type) => ({ type }))].filter(({ type }) => publishedTypesOf(type) !== undefined);
  const children = (type: string): ReadonlySet<string> => new Set(resourceTypes.filter((row) => row.type === type).flatMap(mirroredTypes).map(({ mirror }) => mirror));
  const published = rows.map(({ type }) => [type, readOnlyMembersOf(type, children(type)).toSorted()]);
  expect(rows.map(({ type }) => [type, wordsOf(type).toSorted()])).toEqual(published);
});

/** A value with a mark at a path, in every element of an array that is there; itself where an array is not. */
function marked(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined) return mark;
  if (step === '[*]') return Array.isArray(value) ? value.map((element: unknown) => marked(element, rest)) : value;
  const object = isJsonObject(value) ? value : {};
  const names = step === '*' ? Object.keys(object) : [step];
  const isBlocked = rest[0] === '[*]' && !Array.isArray(object[step]);
  return isBlocked ? value : { ...object, ...Object.fromEntries(names.map((name) => [name, marked(object[name], rest)])) };
}

function withMarks(words: readonly string[], body: JsonObject): JsonObject {
  const paths = words.map((word) => (word.startsWith('/') ? word.slice(1) : `properties.${word}`).replaceAll('[*]', '.[*]').split('.'));
  // What is said of an identity of the user's is refused rather than passed over (`aks/every-rule.test.ts`).
  const ofIdentity = paths.filter(([first, second]) => first === 'identity' && second !== 'userAssignedIdentities' && isJsonObject(body['identity']));
  const [own, others] = [paths.filter(([first]) => first !== 'identity'), ofIdentity];
  return [...own, ...others].reduce<JsonObject>((changed, path) => marked(changed, path) as JsonObject, body);
}

const titles = {
  table: 'what a caller sends in the place of a read-only member is passed over: it is not in any answer',
  published: 'so is what the published types say of definitions, exemptions and roles, of which the table says nothing',
};

test.each<[string, (type: string) => readonly string[]]>([
  [titles.table, wordsOf],
  ...(hasPublishedTypes ? [[titles.published, (type: string) => readOnlyMembersOf(type, new Set())] as [string, (type: string) => readonly string[]]] : []),
])('%s', (_, wordsFor) => {
  const arm = makeArmWithGroup();
  const answers = everything.flatMap(({ id, body }) => {
    const sent = withMarks(wordsFor(parseResourceId(id)?.type ?? ''), body);
    const made = arm.send('PUT', id, sent);
    arm.pass(untilDone * 2);
    const read = arm.send('GET', id);
    const again = arm.send('PUT', id, sent);
    arm.pass(untilDone * 2);
    return [made, read, again, arm.send('GET', id)].map((answer) => [id, answer] as const);
  });
  expect(answers.filter(([, { status }]) => status >= 300).map(([id, answer]) => [id, answer.body])).toEqual([]);
  expect(answers.filter(([, { body }]) => JSON.stringify(body).includes(mark)).map(([id]) => id)).toEqual([]);
});

describe('a body without read-only members', () => {
  test('has the names in any case left out, in elements and under any name', () => {
    const clusters = { properties: { FQDN: 'x', dnsPrefix: 'demo', agentPoolProfiles: [{ name: 'a', ETag: 'x' }], addonProfiles: { azurepolicy: { enabled: true, identity: {} } } } };
    expect(withoutReadOnly(managedClusterType, clusters)).toEqual({ properties: { dnsPrefix: 'demo', agentPoolProfiles: [{ name: 'a' }], addonProfiles: { azurepolicy: { enabled: true } } } });
  });

  test('is the body itself where there is nothing to leave out, and for a type that nobody published', () => {
    const body = { location: 'global', properties: { virtualNetwork: { id: 'x' } } };
    expect(withoutReadOnly('Microsoft.Network/privateDnsZones/virtualNetworkLinks', body)).toBe(body);
    expect(withoutReadOnly('Contoso.Things/things', body)).toBe(body);
  });
});
