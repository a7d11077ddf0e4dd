import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import { bindDefinition, bundledAliases, joinAliases, judgeRequest, parseDefinition, PolicyError, readAliases, type Resource } from '../../../src/policy/index.ts';
import { cluster, clusterType, definitionDocument, resource } from '../builders.ts';

const alias = (name: string) => `${clusterType}/${name}`;
const unknown = new Unknown('nobody said');

/** Hardly a field of a cluster may be modified; here a few more, to see what is written where. */
const writable = ['dnsPrefix', 'agentPoolProfiles[*].mode', 'networkProfile.podCidr', 'networkProfile.podCidrs', 'networkProfile.podCidrs[*]'];
const marked = writable.map((name) => ({ name: alias(name), defaultPath: `properties.${name}`, defaultMetadata: { attributes: 'Modifiable' } }));
const aliases = joinAliases(readAliases([{ namespace: 'Microsoft.ContainerService', resourceTypes: [{ resourceType: 'managedClusters', aliases: marked }] }]), bundledAliases);

function policy(effect: string, details: unknown, type = clusterType) {
  const { properties, ...document } = definitionDocument({ field: 'type', equals: type }, { effect });
  const { policyRule, ...rest } = properties as { readonly policyRule: { readonly if: unknown } };
  return bindDefinition(parseDefinition({ ...document, properties: { ...rest, policyRule: { ...policyRule, then: { effect, details } } } }), {}, { aliases });
}

const modify = (...operations: readonly JsonObject[]) => policy('modify', { roleDefinitionIds: [], operations });
const append = (...entries: readonly JsonObject[]) => policy('append', entries);
const said = (subject: Resource, ...policies: readonly ReturnType<typeof policy>[]) => judgeRequest(policies, subject).judgements.map(({ finding }) => finding.message);

/** Rules: azure-policy-language.md §1.10. */
describe('modify', () => {
  test.each<readonly [string, JsonObject, JsonObject, JsonObject]>([
    ['add leaves another value', { operation: 'add', field: alias('dnsPrefix'), value: 'b' }, { properties: { dnsPrefix: 'a' } }, { properties: { dnsPrefix: 'a' } }],
    ['add takes the place of null', { operation: 'add', field: alias('dnsPrefix'), value: 'b' }, { properties: { dnsPrefix: null } }, { properties: { dnsPrefix: 'b' } }],
    ['add keeps false', { operation: 'add', field: alias('dnsPrefix'), value: true }, { properties: { dnsPrefix: false } }, { properties: { dnsPrefix: false } }],
    ['the spelling and the order of members stay', { operation: 'addOrReplace', field: alias('dnsPrefix'), value: 'b' }, { properties: { a: 1, DNSPrefix: 'a', z: 1 } }, { properties: { a: 1, DNSPrefix: 'b', z: 1 } }],
    ['an exact name goes before another spelling', { operation: 'addOrReplace', field: alias('dnsPrefix'), value: 'b' }, { properties: { DNSPREFIX: 'x', dnsPrefix: 'a' } }, { properties: { DNSPREFIX: 'x', dnsPrefix: 'b' } }],
    ['a whole array is added where there is none', { operation: 'add', field: alias('networkProfile.podCidrs'), value: ['a'] }, { properties: { networkProfile: {} } }, { properties: { networkProfile: { podCidrs: ['a'] } } }],
    ['a whole array is replaced', { operation: 'addOrReplace', field: alias('networkProfile.podCidrs'), value: ['b'] }, { properties: { networkProfile: { podCidrs: ['a'] } } }, { properties: { networkProfile: { podCidrs: ['b'] } } }],
    ['a member comes to an array that is missing', { operation: 'add', field: alias('networkProfile.podCidrs[*]'), value: 'a' }, { properties: { networkProfile: {} } }, { properties: { networkProfile: { podCidrs: ['a'] } } }],
    ['a member is not added twice', { operation: 'add', field: alias('networkProfile.podCidrs[*]'), value: 'b' }, { properties: { networkProfile: { podCidrs: ['a', 'b'] } } }, { properties: { networkProfile: { podCidrs: ['a', 'b'] } } }],
    ['one member takes the place of several equal ones', { operation: 'addOrReplace', field: alias('networkProfile.podCidrs[*]'), value: 'b' }, { properties: { networkProfile: { podCidrs: ['b', 'b'] } } }, { properties: { networkProfile: { podCidrs: ['b'] } } }],
    ['add fills what members lack', { operation: 'add', field: alias('agentPoolProfiles[*].mode'), value: 'User' }, { properties: { agentPoolProfiles: [{}, { mode: 'System' }] } }, { properties: { agentPoolProfiles: [{ mode: 'User' }, { mode: 'System' }] } }],
    ['members of an array that is none are left', { operation: 'add', field: alias('agentPoolProfiles[*].mode'), value: 'User' }, { properties: { agentPoolProfiles: 'text' } }, { properties: { agentPoolProfiles: 'text' } }],
    ['a parent that is no object is left', { operation: 'add', field: alias('networkProfile.podCidr'), value: 'x' }, { properties: { networkProfile: 'text' } }, { properties: { networkProfile: 'text' } }],
    ['a parent that is null is none', { operation: 'add', field: alias('networkProfile.podCidr'), value: 'x' }, { properties: { networkProfile: null } }, { properties: { networkProfile: null } }],
    ['all tags at once', { operation: 'addOrReplace', field: 'tags', value: { a: '1' } }, {}, { tags: { a: '1' } }],
    ['removing a tag that is not there', { operation: 'remove', field: 'tags.a' }, { tags: { b: '1' } }, { tags: { b: '1' } }],
    ['removing the last tag', { operation: 'remove', field: 'tags.a' }, { tags: { A: '1' } }, { tags: {} }],
    ['a name that everything inherits', { operation: 'add', field: "tags['constructor']", value: '1' }, { tags: {} }, { tags: { constructor: '1' } }],
    ['no value is null', { operation: 'addOrReplace', field: 'tags.a' }, { tags: { a: '1' } }, { tags: { a: null } }],
    ['an operation whose condition holds', { operation: 'ADDORREPLACE', field: 'tags.a', value: '2', condition: '[true()]' }, { tags: { a: '1' } }, { tags: { a: '2' } }],
  ])('%s', (_, operation, body, expected) => {
    const { resource: after } = judgeRequest([modify(operation)], { ...cluster(), body });
    expect(JSON.stringify(after.body)).toBe(JSON.stringify(expected));
  });

  test('leaves the very request where nothing changes', () => {
    const subject = cluster({ agentPoolProfiles: [{ mode: 'User' }], networkProfile: { podCidrs: ['a'] } }, { tags: { a: '1' } });
    const policies = [
      modify({ operation: 'addOrReplace', field: 'tags.A', value: '1' }),
      modify({ operation: 'addOrReplace', field: alias('agentPoolProfiles[*].mode'), value: 'User' }),
      modify({ operation: 'addOrReplace', field: alias('networkProfile.podCidrs[*]'), value: 'a' }),
      modify({ operation: 'add', field: alias('networkProfile.podCidrs[*]'), value: 'a' }),
    ];
    expect(judgeRequest(policies, subject).resource).toBe(subject);
  });

  test('writes nothing into what is not known', () => {
    const subject = cluster({ agentPoolProfiles: unknown, networkProfile: { podCidrs: unknown, podCidr: unknown } });
    const policies = [
      modify({ operation: 'add', field: alias('agentPoolProfiles[*].mode'), value: 'User' }),
      modify({ operation: 'add', field: alias('networkProfile.podCidrs[*]'), value: 'a' }),
      modify({ operation: 'add', field: alias('networkProfile.podCidr'), value: 'a' }),
    ];
    expect(judgeRequest(policies, subject).resource).toBe(subject);
  });

  test('puts the new value in the place of one that is not known', () => {
    const { resource: after } = judgeRequest([modify({ operation: 'addOrReplace', field: 'tags.a', value: '1' })], cluster({}, { tags: { a: unknown } }));
    expect(after.body['tags']).toEqual({ a: '1' });
  });

  test.each<readonly [string, JsonObject, string]>([
    ['removes nothing but tags', { operation: 'remove', field: alias('dnsPrefix') }, ` only tags can be removed, not \`${alias('dnsPrefix')}\`.`],
    ['changes identities of machines only', { operation: 'addOrReplace', field: 'identity.type', value: 'None' }, 'Effect modify writes identities on virtual machines and scale sets only.'],
    ['knows what is not modifiable', { operation: 'add', field: alias('networkProfile.outboundType'), value: 'none' }, `Effect modify cannot be carried out: \`${alias('networkProfile.outboundType')}\` is not modifiable.`],
    ['knows aliases of other types', { operation: 'add', field: 'Microsoft.Network/virtualNetworks/enableDdosProtection', value: true }, `Left out: \`Microsoft.Network/virtualNetworks/enableDdosProtection\` is no property of ${clusterType} in this API version.`],
    ['cannot tell a field that is not known', { operation: 'add', field: "[concat('tags.', subscription().displayName)]", value: '1' }, 'Left out: which field to change is not known: the subscription was not read.'],
    ['says what it sets', { operation: 'add', field: 'tags.a', value: '1' }, 'Effect modify would set `tags.a`.'],
    ['says that it changes nothing', { operation: 'add', field: 'tags.a', value: '1', condition: '[false()]' }, 'Effect modify changes nothing here.'],
  ])('%s', (_, operation, message) => {
    expect(said(cluster(), modify(operation))[0]).toContain(message);
  });

  test('changes the identity of a machine, and makes it', () => {
    for (const type of ['Microsoft.Compute/virtualMachines', 'Microsoft.Compute/virtualMachineScaleSets']) {
      const { resource: after } = judgeRequest([policy('modify', { roleDefinitionIds: [], operations: [{ operation: 'addOrReplace', field: 'identity.type', value: 'SystemAssigned' }] }, type)], resource(type, 'm', {}));
      expect(after.body).toEqual({ identity: { type: 'SystemAssigned' } });
    }
  });

  test('says that a condition is neither true nor false', () => {
    const { judgements } = judgeRequest([modify({ operation: 'add', field: 'tags.a', value: '1', condition: "[concat('true')]" })], cluster());
    expect(judgements[0]?.finding).toMatchObject({ message: expect.stringContaining('`condition` of an operation has to be true or false') });
  });

  test.each<readonly [string, string, unknown, string, string]>([
    ['an operation of another name', 'modify', { operations: [{ operation: 'addOrReplac', field: 'tags.a', value: '1' }] }, '/properties/policyRule/then/details/operations/0/operation', 'did you mean `addOrReplace`?'],
    ['no operation', 'modify', { operations: [{ field: 'tags.a', value: '1' }] }, '/properties/policyRule/then/details/operations/0', '`operation` is missing'],
    ['no field', 'modify', { operations: [{ operation: 'add', value: '1' }] }, '/properties/policyRule/then/details/operations/0', '`field` is missing'],
    ['a field that is no text', 'modify', { operations: [{ operation: 'add', field: 1 }] }, '/properties/policyRule/then/details/operations/0/field', '`field`'],
    ['no operations', 'modify', {}, '/properties/policyRule/then/details', '`operations` is missing'],
    ['operations that are no list', 'modify', { operations: {} }, '/properties/policyRule/then/details/operations', '`operations`'],
    ['an operation that is no object', 'modify', { operations: ['add'] }, '/properties/policyRule/then/details/operations/0', 'An operation'],
    ['details that are no object', 'modify', [], '/properties/policyRule/then/details', '`details` of modify'],
    ['details of append that are an object', 'append', { field: 'tags.a', value: '1' }, '/properties/policyRule/then/details', '`details` of append has to be an array'],
    ['details of append that are a text', 'append', 'x', '/properties/policyRule/then/details', '`details` of append'],
    ['a member that is no object', 'append', ['x'], '/properties/policyRule/then/details/0', 'A member of `details`'],
  ])('%s is refused with its place', (_, effect, details, pointer, message) => {
    const attempt = () => policy(effect, details);
    expect(attempt).toThrow(PolicyError);
    expect(attempt).toThrow(expect.objectContaining({ pointer, message: expect.stringContaining(message) }));
  });
});

describe('append', () => {
  test.each<readonly [string, JsonObject, JsonObject, JsonObject]>([
    ['makes the parents that are missing', { field: alias('networkProfile.podCidr'), value: 'x' }, { properties: null }, { properties: { networkProfile: { podCidr: 'x' } } }],
    ['adds a tag', { field: 'tags.a', value: '1' }, {}, { tags: { a: '1' } }],
    ['adds a member to an array that is missing', { field: alias('networkProfile.podCidrs[*]'), value: 'a' }, {}, { properties: { networkProfile: { podCidrs: ['a'] } } }],
    ['adds no member twice', { field: alias('networkProfile.podCidrs[*]'), value: 'a' }, { properties: { networkProfile: { podCidrs: ['a'] } } }, { properties: { networkProfile: { podCidrs: ['a'] } } }],
    ['writes what is not modifiable', { field: alias('networkProfile.outboundType'), value: 'none' }, {}, { properties: { networkProfile: { outboundType: 'none' } } }],
    ['fills what members lack', { field: alias('agentPoolProfiles[*].mode'), value: 'User' }, { properties: { agentPoolProfiles: [{}] } }, { properties: { agentPoolProfiles: [{ mode: 'User' }] } }],
  ])('%s', (_, entry, body, expected) => {
    expect(judgeRequest([append(entry)], { ...cluster(), body }).resource.body).toEqual(expected);
  });

  test('denies where one member has another value, and says of which field', () => {
    const [message] = said(cluster({ agentPoolProfiles: [{ mode: 'User' }, { mode: 'System' }] }), append({ field: alias('agentPoolProfiles[*].mode'), value: 'User' }));
    expect(message).toContain(`Effect append denies it: \`${alias('agentPoolProfiles[*].mode')}\` has another value already.`);
  });

  test('does not deny what may be equal', () => {
    const [message] = said(cluster({ dnsPrefix: unknown }), append({ field: alias('dnsPrefix'), value: 'a' }));
    expect(message).not.toContain('denies');
  });
});

describe('two policies that change a request', () => {
  test('may write the same value', () => {
    const write = () => append({ field: 'tags.a', value: '1' });
    const { conflicts, resource: after } = judgeRequest([write(), modify({ operation: 'addOrReplace', field: 'Tags.A', value: '1' })], cluster());
    expect(conflicts).toEqual([]);
    expect(after.body).toMatchObject({ tags: { a: '1' } });
  });

  test('conflict over a field whatever its spelling, and the second one writes nothing else either', () => {
    const second = modify({ operation: 'addOrReplace', field: 'tags.B', value: '1' }, { operation: 'addOrReplace', field: 'TAGS.A', value: '2' });
    const { conflicts, resource: after } = judgeRequest([modify({ operation: 'add', field: 'tags.a', value: '1' }), second], cluster());
    expect(conflicts).toEqual([{ policy: second, field: 'TAGS.A', isDenied: true }]);
    expect(after.body['tags']).toEqual({ a: '1' });
  });

  test('see what the one before wrote', () => {
    const { resource: after } = judgeRequest([modify({ operation: 'add', field: 'tags.a', value: 'x' }), append({ field: 'tags.b', value: "[field('tags.a')]" })], cluster());
    expect(after.body['tags']).toEqual({ a: 'x', b: 'x' });
  });
});
