import { describe, expect, test } from '@jest/globals';
import { at } from '../../src/arm/json.ts';
import { mergePatch } from '../../src/sandbox/arm/documents.ts';
import { bodyOf, cluster, codeOf, group, isolatedCluster, makeArmWithGroup, untilDone, type TestArm } from './arm-client.ts';
import { policyId, put, rule } from './policy-objects.ts';

const nsg = `${group}/providers/Microsoft.Network/networkSecurityGroups/nsg`;
const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/contoso`;
const closed = { name: 'closed', properties: { protocol: '*', access: 'Deny', direction: 'Outbound', priority: 100, sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '*' } };

/** An ARM with a security group, a registry and a cluster. */
function armWithThings(): TestArm {
  const arm = makeArmWithGroup();
  put(arm, nsg, { location: 'westeurope', properties: { securityRules: [closed] } });
  put(arm, registry, { location: 'westeurope', sku: { name: 'Premium' }, properties: { publicNetworkAccess: 'Disabled', policies: { exportPolicy: { status: 'disabled' } } } });
  put(arm, cluster, isolatedCluster());
  arm.pass(untilDone);
  return arm;
}

/** From now on nothing may be called a toy. */
function forbidToys(arm: TestArm): void {
  const definition = policyId('policyDefinitions', 'toys');
  put(arm, definition, { properties: { mode: 'All', policyRule: rule({ field: 'tags.kind', equals: 'toy' }, 'deny') } });
  put(arm, policyId('policyAssignments', 'toys', group), { properties: { policyDefinitionId: definition } });
}

describe('PATCH', () => {
  test('of the network changes all tags and nothing else, at once, and with a new etag', () => {
    const arm = armWithThings();
    const before = bodyOf(arm.send('GET', nsg));
    const { status, headers, body } = arm.send('PATCH', nsg, { tags: { owner: 'us' } });
    expect([status, headers?.['azure-asyncoperation'], at(body, 'tags')]).toEqual([200, undefined, { owner: 'us' }]);
    const after = bodyOf(arm.send('GET', nsg));
    expect(after['properties']).toEqual(before['properties']);
    expect(after['etag']).not.toBe(before['etag']);
    expect(at(arm.send('PATCH', nsg, {}).body, 'tags')).toEqual({});
  });

  test('of a registry merges a change into what is there, with the protocol of a PUT', () => {
    const arm = armWithThings();
    const { status, headers } = arm.send('PATCH', registry, { properties: { anonymousPullEnabled: true, policies: { retentionPolicy: { status: 'enabled' } } } });
    expect([status, headers?.['azure-asyncoperation']]).toEqual([200, expect.stringContaining('/operationStatuses/registries-')]);
    arm.pass(untilDone);
    expect(at(arm.send('GET', registry).body, 'properties')).toMatchObject({
      provisioningState: 'Succeeded', anonymousPullEnabled: true, publicNetworkAccess: 'Disabled', policies: { exportPolicy: { status: 'disabled' }, retentionPolicy: { days: 7, status: 'enabled' } },
    });
  });

  test.each([['the network', nsg], ['a registry', registry], ['a cluster', cluster]])('of %s is judged by policy as what would become of it', (_, id) => {
    const arm = armWithThings();
    forbidToys(arm);
    expect(codeOf(arm.send('PATCH', id, { tags: { kind: 'toy' } }))).toBe('RequestDisallowedByPolicy');
    expect(arm.send('PATCH', id, { tags: { kind: 'tool' } }).status).toBe(200);
  });

  test.each([['the network', nsg, 'InvalidRequestFormat'], ['a cluster', cluster, 'InvalidParameter']])('of %s takes no other member than tags', (_, id, code) => {
    const refused = armWithThings().send('PATCH', id, { properties: {} });
    expect([refused.status, codeOf(refused)]).toEqual([400, code]);
  });

  test.each([['the network', nsg], ['a registry', registry], ['a cluster', cluster]])('of %s that is not there is refused', (_, id) => {
    const refused = makeArmWithGroup().send('PATCH', id, { tags: {} });
    expect([refused.status, codeOf(refused)]).toEqual([404, 'ResourceNotFound']);
  });
});

test('HEAD says whether something is there, and nothing else', () => {
  const arm = armWithThings();
  for (const id of [nsg, registry, cluster]) {
    expect(arm.send('HEAD', id)).toMatchObject({ status: 204 });
    expect(arm.send('HEAD', `${id}none`)).toMatchObject({ status: 404 });
    expect(arm.send('HEAD', `${id}none`).body).toBeUndefined();
  }
});

test('a merge patch is that of RFC 7396', () => {
  expect(mergePatch({ a: 'b', c: { d: 'e', f: 'g' }, kept: 1 }, { a: 'z', c: { f: null }, list: [1], made: { x: null, y: 2 } })).toEqual({ a: 'z', c: { d: 'e' }, kept: 1, list: [1], made: { y: 2 } });
});
