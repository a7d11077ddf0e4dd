import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { JsonObject } from '../../../src/arm/json.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import { bindDefinition, bundledAliases, joinAliases, judgeRequest, parseDefinition, parseRule, readAliases, type Resource } from '../../../src/policy/index.ts';
import { cluster, clusterType, definitionDocument } from '../builders.ts';

const always = { field: 'type', equals: clusterType };
const alias = (name: string) => `${clusterType}/${name}`;

/** Hardly a field of a cluster may be modified; here a few more, to see what is written where. */
const writable = ['dnsPrefix', 'agentPoolProfiles[*].mode', 'networkProfile.podCidr', 'networkProfile.podCidrs[*]'];
const marked = writable.map((name) => ({ name: alias(name), defaultPath: `properties.${name}`, defaultMetadata: { attributes: 'Modifiable' } }));
const aliases = joinAliases(readAliases([{ namespace: 'Microsoft.ContainerService', resourceTypes: [{ resourceType: 'managedClusters', aliases: marked }] }]), bundledAliases);

function policy(effect: string, details: unknown, condition: unknown = always) {
  const { properties, ...document } = definitionDocument(condition, { effect });
  const { policyRule, ...rest } = properties as { readonly policyRule: { readonly if: unknown } };
  return bindDefinition(parseDefinition({ ...document, properties: { ...rest, policyRule: { ...policyRule, then: { effect, details } } } }), {}, { aliases });
}

const modify = (...operations: readonly JsonObject[]) => policy('modify', { roleDefinitionIds: [], operations });
const append = (...entries: readonly JsonObject[]) => policy('append', entries);
const after = (subject: Resource, ...policies: readonly ReturnType<typeof policy>[]) => judgeRequest(policies, subject).resource.body;

/** Rules: azure-policy-language.md §1.10. */
describe('modify', () => {
  const pools = alias('agentPoolProfiles[*]');
  test.each<readonly [string, JsonObject, JsonObject, JsonObject]>([
    ['adds a tag where there are none', { operation: 'add', field: "tags['x']", value: '1' }, {}, { tags: { x: '1' } }],
    ['leaves a tag that is there', { operation: 'add', field: 'tags.X', value: '1' }, { tags: { x: '0' } }, { tags: { x: '0' } }],
    ['replaces a tag, in its spelling', { operation: 'addOrReplace', field: 'tags.X', value: '1' }, { tags: { x: '0', y: '2' } }, { tags: { x: '1', y: '2' } }],
    ['removes a tag', { operation: 'Remove', field: 'tags.X' }, { tags: { x: '0', y: '2' } }, { tags: { y: '2' } }],
    ['replaces a property', { operation: 'addOrReplace', field: alias('dnsPrefix'), value: 'b' }, { properties: { dnsPrefix: 'a' } }, { properties: { dnsPrefix: 'b' } }],
    [
      'writes into every member of an array',
      { operation: 'addOrReplace', field: `${pools}.mode`, value: 'User' },
      { properties: { agentPoolProfiles: [{ name: 'a' }, { mode: 'System' }] } },
      { properties: { agentPoolProfiles: [{ name: 'a', mode: 'User' }, { mode: 'User' }] } },
    ],
    [
      'adds a member to an array, once',
      { operation: 'add', field: alias('networkProfile.podCidrs[*]'), value: '10.0.0.0/8' },
      { properties: { networkProfile: { podCidrs: ['a'] } } },
      { properties: { networkProfile: { podCidrs: ['a', '10.0.0.0/8'] } } },
    ],
    [
      'puts one member in the place of all',
      { operation: 'addOrReplace', field: alias('networkProfile.podCidrs[*]'), value: 'b' },
      { properties: { networkProfile: { podCidrs: ['a', 'c'] } } },
      { properties: { networkProfile: { podCidrs: ['b'] } } },
    ],
    ['does not make a parent that is missing', { operation: 'add', field: alias('networkProfile.podCidr'), value: 'b' }, { properties: {} }, { properties: {} }],
    ['leaves what is not modifiable', { operation: 'addOrReplace', field: alias('networkProfile.outboundType'), value: 'none' }, { properties: { networkProfile: {} } }, { properties: { networkProfile: {} } }],
    ['removes nothing but tags', { operation: 'remove', field: alias('dnsPrefix') }, { properties: { dnsPrefix: 'a' } }, { properties: { dnsPrefix: 'a' } }],
    ['skips an operation whose condition does not hold', { operation: 'add', field: 'tags.x', value: '1', condition: "[equals('a', 'b')]" }, {}, {}],
  ])('%s', (_, operation, body, expected) => {
    const subject = { ...cluster(), body };
    expect(after(subject, modify(operation))).toEqual(expected);
    expect(after({ ...subject, body: expected }, modify(operation))).toEqual(expected);
  });

  test('sees what the operation before it wrote', () => {
    const value = "[concat(field('tags.a'), '!')]";
    expect(after(cluster(), modify({ operation: 'add', field: 'tags.a', value: 'x' }, { operation: 'add', field: 'tags.b', value }))).toMatchObject({ tags: { a: 'x', b: 'x!' } });
  });

  test('leaves a value of which nobody knows whether it changes not known', () => {
    const condition = "[equals(field('kind'), 'x')]";
    const subject = cluster({}, { kind: new Unknown('a parameter'), tags: { x: '0' } });
    const { tags } = after(subject, modify({ operation: 'addOrReplace', field: 'tags.x', value: '1', condition })) as { readonly tags: { readonly x: unknown } };
    expect(tags.x).toBeInstanceOf(Unknown);
  });

  test('never writes through a prototype, and touches nothing else', () => {
    fc.assert(
      fc.property(fc.constantFrom('__proto__', 'constructor', 'x'), fc.dictionary(fc.string(), fc.string()), (name, tags) => {
        const subject = cluster({ dnsPrefix: 'a' }, { tags });
        const before = JSON.stringify(subject.body);
        const body = after(subject, modify({ operation: 'addOrReplace', field: `tags['${name}']`, value: 'polluted' }));
        expect(JSON.stringify(subject.body)).toBe(before);
        expect(body['properties']).toEqual({ dnsPrefix: 'a' });
        expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
        expect(Object.keys(body['tags'] as object).some((key) => key.toLowerCase() === name.toLowerCase())).toBe(true);
      }),
    );
  });
});

describe('append', () => {
  test.each<readonly [string, JsonObject, JsonObject, JsonObject]>([
    ['adds what is missing, its parents too', { field: alias('networkProfile.podCidr'), value: 'a' }, {}, { properties: { networkProfile: { podCidr: 'a' } } }],
    ['adds a member to an array', { field: alias('networkProfile.podCidrs[*]'), value: 'b' }, { properties: { networkProfile: { podCidrs: ['a'] } } }, { properties: { networkProfile: { podCidrs: ['a', 'b'] } } }],
    ['leaves an equal value', { field: alias('dnsPrefix'), value: 'a' }, { properties: { dnsPrefix: 'a' } }, { properties: { dnsPrefix: 'a' } }],
  ])('%s', (_, entry, body, expected) => {
    expect(after({ ...cluster(), body }, append(entry))).toEqual(expected);
  });

  test('denies another value', () => {
    const { judgements } = judgeRequest([append({ field: alias('dnsPrefix'), value: 'a' })], cluster({ dnsPrefix: 'b' }));
    expect(judgements[0]?.finding).toMatchObject({ verdict: 'violation', message: expect.stringContaining('denies it') });
  });
});

describe('the order of effects', () => {
  const deny = policy('deny', undefined, { field: 'tags.x', exists: false });

  test('deny sees the request that modify made', () => {
    const { judgements } = judgeRequest([deny, modify({ operation: 'add', field: 'tags.x', value: '1' })], cluster());
    expect(judgements.map(({ finding }) => finding.verdict)).toEqual(['compliant', 'violation']);
  });

  test('deny is undetermined where nobody knows what modify makes of the request', () => {
    const maybe = policy('modify', { roleDefinitionIds: [], operations: [{ operation: 'add', field: 'tags.x', value: '1' }] }, { field: 'kind', equals: 'x' });
    const { judgements } = judgeRequest([deny, maybe], cluster({}, { kind: new Unknown('a parameter') }));
    expect(judgements.map(({ finding }) => finding.verdict)).toEqual(['undetermined', 'undetermined']);
  });

  test.each([
    ['deny', 'violation'],
    ['audit', 'compliant'],
    ['disabled', 'compliant'],
  ])('two policies that write different values come to conflictEffect %s', (conflictEffect, verdict) => {
    const write = (value: string) => policy('modify', { roleDefinitionIds: [], conflictEffect, operations: [{ operation: 'addOrReplace', field: 'tags.x', value }] });
    const { resource, conflicts } = judgeRequest([write('1'), write('2')], cluster());
    expect(resource.body).toMatchObject({ tags: { x: '1' } });
    expect(conflicts.some(({ isDenied }) => isDenied === true)).toBe(verdict === 'violation');
    expect(conflicts).toHaveLength(conflictEffect === 'disabled' ? 0 : 1);
  });
});

describe('a field that modify may not write', () => {
  const write = (conflictEffect: string | undefined) =>
    policy('modify', {
      ...(conflictEffect === undefined ? {} : { conflictEffect }),
      operations: [
        { operation: 'add', field: "tags['x']", value: '1' },
        { operation: 'addOrReplace', field: alias('networkProfile.outboundType'), value: 'none' },
      ],
    });
  const subject = cluster({ networkProfile: { outboundType: 'loadBalancer' } });

  test.each([
    [undefined, [{ field: alias('networkProfile.outboundType'), isDenied: true }]],
    ['deny', [{ field: alias('networkProfile.outboundType'), isDenied: true }]],
    ['Audit', [{ field: alias('networkProfile.outboundType'), isDenied: false }]],
    ['disabled', []],
  ])('falls back to conflictEffect %s and writes nothing', (conflictEffect, expected) => {
    const { conflicts, resource } = judgeRequest([write(conflictEffect)], subject);
    expect(conflicts).toMatchObject(expected);
    expect(conflicts).toHaveLength(expected.length);
    expect(resource).toBe(subject);
  });

  test('is named in the finding', () => {
    const [judgement] = judgeRequest([write(undefined)], subject).judgements;
    expect(judgement?.finding.message).toContain(`Effect modify cannot be carried out: \`${alias('networkProfile.outboundType')}\` is not modifiable.`);
  });
});

describe('modify of an identity', () => {
  const identify = modify({ operation: 'addOrReplace', field: 'identity.type', value: 'SystemAssigned' });

  test('does not concern anything but machines', () => {
    const { judgements, resource } = judgeRequest([identify], cluster());
    expect(judgements[0]).toMatchObject({ acts: false, finding: { verdict: 'notApplicable' } });
    expect(resource.body).toEqual(cluster().body);
  });

  test('is written on machines', () => {
    const machine = { type: 'Microsoft.Compute/virtualMachines', name: 'vm', body: {} };
    const anyType = policy('modify', { operations: [{ operation: 'addOrReplace', field: 'identity.type', value: 'SystemAssigned' }] }, { field: 'name', equals: 'vm' });
    expect(judgeRequest([anyType], machine).resource.body).toEqual({ identity: { type: 'SystemAssigned' } });
  });
});

test('a change that fails on its values fails the rule, and the request is left as it is', () => {
  const subject = cluster({}, { tags: { a: 'b' } });
  const { judgements, resource } = judgeRequest([modify({ operation: 'add', field: "tags['x']", value: '1', condition: "['perhaps']" })], subject);
  expect(judgements[0]).toMatchObject({ acts: false, finding: { verdict: 'error', message: expect.stringContaining('has to be true or false') } });
  expect(resource).toBe(subject);
});

describe('a table that knows types', () => {
  const table = readAliases([
    {
      namespace: 'A.B',
      resourceTypes: [
        {
          resourceType: 'c',
          aliases: [
            { name: 'A.B/c/flag', defaultPath: 'properties.flag', defaultMetadata: { type: 'Boolean', attributes: 'Modifiable' }, paths: [{ path: 'properties.flag', apiVersions: ['2020-01-01'], metadata: { type: 'Boolean', attributes: 'None' } }] },
            { name: 'A.B/c/list[*]', defaultPath: 'properties.list[*]', defaultMetadata: { type: 'String', attributes: 'Modifiable' } },
          ],
        },
      ],
    },
  ]);
  const write = (operation: JsonObject) =>
    bindDefinition(parseRule({ if: { field: 'type', equals: 'A.B/c' }, then: { effect: 'modify', details: { operations: [operation] } } }), {}, { aliases: table });
  const subject = (apiVersion: string) => ({ type: 'A.B/c', name: 'x', apiVersion, body: { properties: { flag: true, list: ['a'] } } });
  const flag = { operation: 'addOrReplace', field: 'A.B/c/flag', value: false };

  test.each<readonly [string, JsonObject, string, JsonObject, number]>([
    ['a value that fits', flag, '2024-01-01', { flag: false, list: ['a'] }, 0],
    ['a text in the place of a boolean', { ...flag, value: 'false' }, '2024-01-01', { flag: true, list: ['a'] }, 1],
    ['a member of a list', { operation: 'add', field: 'A.B/c/list[*]', value: 'b' }, '2024-01-01', { flag: true, list: ['a', 'b'] }, 0],
    ['a list as a whole', { operation: 'addOrReplace', field: 'A.B/c/list', value: ['z'] }, '2024-01-01', { flag: true, list: ['z'] }, 0],
    ['a number among texts', { operation: 'add', field: 'A.B/c/list[*]', value: 5 }, '2024-01-01', { flag: true, list: ['a'] }, 1],
    ['what an old API version does not let anybody write', flag, '2020-01-01', { flag: true, list: ['a'] }, 1],
    ['the same behind a condition', { ...flag, condition: "[greaterOrEquals(requestContext().apiVersion, '2021-01-01')]" }, '2020-01-01', { flag: true, list: ['a'] }, 0],
  ])('writes or refuses %s', (_, operation, apiVersion, properties, conflicts) => {
    const judged = judgeRequest([write(operation)], subject(apiVersion));
    expect(judged.resource.body['properties']).toEqual(properties);
    expect(judged.conflicts).toHaveLength(conflicts);
  });
});

describe('what nobody knows', () => {
  const outboundType = { operation: 'addOrReplace', field: alias('networkProfile.outboundType'), value: 'none' };
  const open = cluster({ networkProfile: {}, dnsPrefix: new Unknown('nobody said') });

  test('whether a policy wants to write what it may not is no certain refusal', () => {
    const asks = policy('modify', { operations: [outboundType] }, { field: alias('dnsPrefix'), equals: 'x' });
    expect(judgeRequest([asks], open).conflicts).toMatchObject([{ isDenied: { why: 'nobody said' } }]);
    const guarded = modify({ ...outboundType, condition: "[equals(requestContext().apiVersion, '2026-01-01')]" });
    expect(judgeRequest([guarded], open).conflicts).toMatchObject([{ isDenied: expect.any(Unknown) }]);
    expect(judgeRequest([guarded], { ...open, apiVersion: '2025-01-01' }).conflicts).toEqual([]);
  });

  test('leaves what the other operations write not known either', () => {
    const both = modify({ ...outboundType, condition: "[equals(requestContext().apiVersion, '2026-01-01')]" }, { operation: 'add', field: 'tags.x', value: 'y' });
    expect(judgeRequest([both], open).resource.body).toMatchObject({ tags: { x: expect.any(Unknown) } });
    expect(judgeRequest([both], { ...open, apiVersion: '2025-01-01' }).resource.body).toMatchObject({ tags: { x: 'y' } });
    expect(judgeRequest([both], { ...open, apiVersion: '2026-01-01' }).resource.body).toEqual(open.body);
  });

  test('whether a change that fails is wanted is no certain failure', () => {
    const asks = policy('modify', { operations: [{ operation: 'add', field: 'tags.x', value: 'y', condition: "['perhaps']" }] }, { field: alias('dnsPrefix'), equals: 'x' });
    expect(judgeRequest([asks], open).judgements[0]?.finding.verdict).toBe('undetermined');
  });
});
