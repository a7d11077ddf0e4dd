import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/arm/json.ts';
import { roles } from '../../src/isolation/exposure/graph/access/built-in-roles.ts';
import { mostAssignments } from '../../src/sandbox/arm/authorization/checks.ts';
import { mostAtScope, mostBytes } from '../../src/sandbox/arm/policy/checks/limits.ts';
import { managementGroupScope } from '../../src/sandbox/arm/hierarchy/subscriptions.ts';
import { cluster, codeOf, group, isolatedCluster, leakingCluster, makeArmWithGroup, subscription, untilDone, type TestArm } from './arm-client.ts';
import { armWithAssignment, assignment, assignmentBody, definition, definitionBody, initiative, initiativeBody, policyId, put } from './policy-objects.ts';

describe('at one scope there is room for', () => {
  const fill = (arm: TestArm, kind: string, scope: string, count: number, body: JsonObject): void => {
    for (let index = 0; index < count; index += 1) put(arm, policyId(kind, `n${index}`, scope), body);
  };

  test.each([
    ['policyDefinitions', subscription, 500, definitionBody()],
    ['policySetDefinitions', subscription, 200, initiativeBody()],
    ['policyAssignments', subscription, 200, assignmentBody()],
    ['policyExemptions', group, 1000, { properties: { policyAssignmentId: assignment, exemptionCategory: 'Waiver' } }],
  ] as const)('so many %s, at the next scope for as many again', (kind, scope, most, body) => {
    const arm = armWithAssignment();
    expect(mostAtScope[kind].most).toBe(most);
    const there = kind === 'policyDefinitions' || kind === 'policySetDefinitions' ? 1 : 0;
    fill(arm, kind, scope, most - there, body);
    const response = arm.send('PUT', policyId(kind, 'more', scope), body);
    expect([response.status, codeOf(response)]).toEqual([409, mostAtScope[kind].code]);
    // What is there can still be changed, and what goes makes room.
    expect(arm.send('PUT', policyId(kind, 'n0', scope), body).status).toBeLessThan(300);
    expect(arm.send('DELETE', policyId(kind, 'n0', scope)).status).toBe(200);
    expect(arm.send('PUT', policyId(kind, 'more', scope), body).status).toBe(201);
  });

  test('what stands above is not counted', () => {
    const arm = makeArmWithGroup();
    fill(arm, 'policyDefinitions', managementGroupScope, 500, definitionBody());
    expect(arm.send('PUT', definition, definitionBody()).status).toBe(201);
  });
});

describe('one object holds', () => {
  const parameters = (count: number): JsonObject => Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, { type: 'String', defaultValue: 'x' }]));
  const members = (count: number): unknown => Array.from({ length: count }, () => ({ policyDefinitionId: definition }));
  const scopes = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `${group}/providers/Microsoft.Network/virtualNetworks/v${index}`);

  test.each<readonly [string, string, (count: number) => JsonObject, number]>([
    ['parameters of a definition', definition, (count) => definitionBody({ parameters: parameters(count) }), 20],
    ['parameters of an initiative', initiative, (count) => initiativeBody({ parameters: parameters(count) }), 400],
    ['members of an initiative', initiative, (count) => initiativeBody({ policyDefinitions: members(count) }), 1000],
    ['scopes left out of an assignment', assignment, (count) => assignmentBody({ notScopes: scopes(count) }), 400],
  ])('so many %s', (_, path, body, most) => {
    expect(armWithAssignment().send('PUT', path, body(most)).status).toBe(201);
    expect(armWithAssignment().send('PUT', path, body(most + 1)).status).toBe(400);
  });

  test('a mebibyte', () => {
    const sized = (bytes: number): JsonObject => {
      const empty = definitionBody({ metadata: { filler: '' } });
      return definitionBody({ metadata: { filler: 'x'.repeat(bytes - JSON.stringify(empty).length) } });
    };
    expect(makeArmWithGroup().send('PUT', definition, sized(mostBytes)).status).toBe(201);
    const response = makeArmWithGroup().send('PUT', definition, sized(mostBytes + 1));
    expect([response.status, codeOf(response)]).toEqual([413, 'RequestContentTooLarge']);
  });
});

describe('a cluster has', () => {
  const pools = (count: number, nodes = 1): readonly JsonObject[] => Array.from({ length: count }, (_, index) => ({ name: `p${index}`, mode: 'System', count: nodes, vmSize: 'Standard_Unknown' }));
  const send = (properties: JsonObject, path = cluster): readonly unknown[] => {
    const answer = makeArmWithGroup().send('PUT', path, leakingCluster(properties));
    return [answer.status, codeOf(answer)];
  };
  const taken = [201, undefined];
  const refused = [400, 'InvalidParameter'];

  test.each<readonly [string, () => readonly unknown[], readonly unknown[]]>([
    ['100 pools', () => send({ agentPoolProfiles: pools(100) }), taken],
    ['no 101', () => send({ agentPoolProfiles: pools(101) }), refused],
    ['1,000 nodes in a pool', () => send({ agentPoolProfiles: pools(1, 1000) }), taken],
    ['no 1,001', () => send({ agentPoolProfiles: pools(1, 1001) }), refused],
    ['5,000 nodes', () => send({ agentPoolProfiles: pools(5, 1000) }), taken],
    ['no more in another pool', () => send({ agentPoolProfiles: [...pools(5, 1000), { name: 'more', count: 1 }] }), refused],
    ['63 characters in its name', () => send({}, cluster.replace('/demo', `/${'a'.repeat(63)}`)), taken],
    ['no 64', () => send({}, cluster.replace('/demo', `/${'a'.repeat(64)}`)), refused],
    ['54 characters in its prefix', () => send({ dnsPrefix: 'a'.repeat(54) }), taken],
    ['no 55', () => send({ dnsPrefix: 'a'.repeat(55) }), refused],
    ['80 characters in the name of its node resource group', () => send({ nodeResourceGroup: 'a'.repeat(80) }), taken],
    ['no 81', () => send({ nodeResourceGroup: 'a'.repeat(81) }), refused],
    ['12 characters in the name of a pool', () => send({ agentPoolProfiles: [{ name: 'a'.repeat(12), mode: 'System' }] }), taken],
    ['no 13', () => send({ agentPoolProfiles: [{ name: 'a'.repeat(13), mode: 'System' }] }), refused],
    ['6 characters in the name of a Windows pool', () => send({ agentPoolProfiles: [...pools(1), { name: 'a'.repeat(6), osType: 'Windows' }] }), taken],
    ['no 7', () => send({ agentPoolProfiles: [...pools(1), { name: 'a'.repeat(7), osType: 'Windows' }] }), refused],
  ])('%s', (_, ask, answer) => expect(ask()).toEqual(answer));

  test('no pool too many by a write of the pool', () => {
    const arm = makeArmWithGroup();
    arm.send('PUT', cluster, isolatedCluster({ agentPoolProfiles: pools(100) }));
    arm.pass(untilDone);
    const answer = arm.send('PUT', `${cluster}/agentPools/more`, { properties: { count: 0 } });
    expect([answer.status, codeOf(answer)]).toEqual(refused);
    expect(arm.send('PUT', `${cluster}/agentPools/p0`, { properties: { count: 2 } }).status).toBe(200);
  });
});

describe('tags are', () => {
  const tagged = (tags: JsonObject): unknown => codeOf(makeArmWithGroup().send('PUT', cluster, { ...isolatedCluster(), tags }));

  test.each<readonly [string, JsonObject, string | undefined]>([
    ['50', Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`t${index}`, ''])), undefined],
    ['no 51', Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, ''])), 'InvalidTagCount'],
    ['named by 512 characters', { ['n'.repeat(512)]: '' }, undefined],
    ['not by 513', { ['n'.repeat(513)]: '' }, 'InvalidTagNameLength'],
    ['256 characters long', { name: 'v'.repeat(256) }, undefined],
    ['not 257', { name: 'v'.repeat(257) }, 'InvalidTagValueLength'],
    ['not named by what ARM reserves', { 'a/b': '' }, 'InvalidTagNameCharacters'],
    ['named so by services', { 'hidden-link:/subscriptions/1': '' }, undefined],
  ])('%s', (_, tags, code) => expect(tagged(tags)).toBe(code));
});

test('a registry has a thousand cache rules, and one more only in the place of another', () => {
  const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/full0`;
  const arm = makeArmWithGroup();
  const rule = (name: string): JsonObject => ({ id: `${registry}/cacheRules/${name}`, properties: { sourceRepository: `docker.io/${name}`, targetRepository: name } });
  arm.controls.seed({ documents: [{ id: registry, location: 'westeurope', sku: { name: 'Premium' } }, ...Array.from({ length: 1000 }, (_, index) => rule(`rule${index}`))] });
  const refused = arm.send('PUT', `${registry}/cacheRules/more0`, rule('more0'));
  expect([refused.status, codeOf(refused)]).toEqual([409, 'QuotaExceeded']);
  expect(arm.send('PUT', `${registry}/cacheRules/rule0`, rule('rule0')).status).toBe(200);
});

test('a subscription has four thousand role assignments', () => {
  const arm = makeArmWithGroup();
  const properties = (): JsonObject => ({ principalId: randomUUID(), principalType: 'ServicePrincipal', roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roles.reader}` });
  const id = (scope: string): string => `${scope}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}`;
  arm.controls.seed({ documents: Array.from({ length: mostAssignments.subscription }, (_, index) => ({ id: id(index % 2 === 0 ? group : subscription), properties: properties() })) });
  const refused = arm.send('PUT', id(group), { properties: properties() });
  expect([refused.status, codeOf(refused)]).toEqual([400, 'RoleAssignmentLimitExceeded']);
  expect(arm.send('PUT', id(managementGroupScope), { properties: properties() }).status).toBe(201);
});
