import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Buckets } from '../../src/sandbox/arm/quota/buckets.ts';
import { managementGroupScope } from '../../src/sandbox/arm/hierarchy/subscriptions.ts';
import { principalId, subscriptionId, tenantId } from '../../src/sandbox/identities.ts';
import { authorization, cluster, codeOf, group, isolatedCluster, makeArm, makeArmWithGroup, messageOf, subscription, type TestArm } from './arm-client.ts';

/** Sends the same request until it is refused; how many were answered before. */
function countUntilRefused(arm: TestArm, method: string, path: string): number {
  for (let count = 0; count <= 1000; count += 1) if (arm.send(method, path, {}).status === 429) return count;
  throw new Error('Nothing was refused.');
}

describe("ARM's quota", () => {
  test.each([
    ['reads', 'GET', subscription, 250],
    ['writes', 'PUT', group, 200],
    ['deletes', 'DELETE', group, 200],
    ['reads of the tenant', 'GET', managementGroupScope, 250],
    ['writes at a management group', 'PUT', `${managementGroupScope}/providers/${authorization}/policyDefinitions/a`, 200],
  ])('takes so many %s at once', (_, method, path, burst) => {
    expect(countUntilRefused(makeArm({ quota: 'azure' }), method, path)).toBe(burst);
  });

  test('counts reads, writes and deletes apart, and the tenant apart from the subscription', () => {
    const arm = makeArm({ quota: 'azure' });
    countUntilRefused(arm, 'PUT', group);
    expect(arm.send('GET', subscription).headers).toMatchObject({ 'x-ms-ratelimit-remaining-subscription-reads': '249' });
    expect(arm.send('DELETE', group).headers).toMatchObject({ 'x-ms-ratelimit-remaining-subscription-deletes': '199' });
    expect(arm.send('GET', managementGroupScope).headers).toMatchObject({ 'x-ms-ratelimit-remaining-tenant-reads': '249' });
  });

  test('refuses in the words of Azure, and says when there is a token again', () => {
    const arm = makeArm({ quota: 'azure' });
    countUntilRefused(arm, 'GET', subscription);
    const refused = arm.send('GET', subscription);
    expect(refused).toMatchObject({
      status: 429,
      headers: { 'retry-after': '1', 'x-ms-ratelimit-remaining-subscription-reads': '0' },
      body: {
        error: {
          code: 'SubscriptionRequestsThrottled',
          message: `Number of 'read' requests for subscription '${subscriptionId}' actor '${principalId}' exceeded. Please try again after '1' seconds.`,
        },
      },
    });
    expect(refused.headers).not.toHaveProperty('retry-after-ms');
    arm.pass(1000);
    expect(arm.send('GET', subscription)).toMatchObject({ status: 200, headers: { 'x-ms-ratelimit-remaining-subscription-reads': '24' } });
  });

  test('of the tenant is refused with the tenant named', () => {
    const arm = makeArm({ quota: 'azure' });
    countUntilRefused(arm, 'GET', managementGroupScope);
    const refused = arm.send('GET', managementGroupScope);
    expect(codeOf(refused)).toBe('TenantRequestsThrottled');
    expect(messageOf(refused)).toContain(`tenant '${tenantId}'`);
  });

  test('is refilled faster by a sandbox that is faster, which says the wait in milliseconds', () => {
    const arm = makeArm({ quota: 'azure', speed: 100 });
    countUntilRefused(arm, 'PUT', group);
    expect(arm.send('PUT', group, {}).headers).toMatchObject({ 'retry-after': '1', 'retry-after-ms': '1' });
    arm.pass(100);
    expect(arm.send('PUT', group, {})).toMatchObject({ status: 400, headers: { 'x-ms-ratelimit-remaining-subscription-writes': '99' } });
  });

  test('is not held when it is off', () => {
    const arm = makeArm();
    const statuses = Array.from({ length: 300 }, () => arm.send('GET', subscription).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  test('is not spent by a request without a token', () => {
    const refused = makeArm({ quota: 'azure' }).send('GET', subscription, undefined, { authorization: '' });
    expect(refused.status).toBe(401);
    expect(refused.headers).not.toHaveProperty('x-ms-ratelimit-remaining-subscription-reads');
  });
});

describe('the quota of AKS itself', () => {
  const pool = `${cluster}/agentPools/system`;
  const operation = `${subscription}/providers/Microsoft.ContainerService/locations/westeurope/operations/x`;

  test.each([
    ['writes of a cluster', 'PUT', cluster, 20, 'PutManagedClusterHandler.PUT', 60],
    ['writes of a pool', 'PUT', pool, 20, 'PutAgentPoolHandler.PUT', 60],
    ['reads of a cluster', 'GET', cluster, 60, 'GetManagedClusterHandler.GET', 1],
    ['lists of a group', 'GET', `${group}/providers/Microsoft.ContainerService/managedClusters`, 60, 'ListManagedClustersByResourceGroupHandler.GET', 1],
    ['polls of operations', 'GET', operation, 200, 'GetOperationStatusResultHandler.GET', 1],
    ['all else', 'POST', `${pool}/upgradeNodeImageVersion`, 60, 'OtherHandlers', 1],
  ])('takes so many %s at once, and refuses more in its own words', (_, method, path, burst, handler, wait) => {
    const arm = makeArm({ quota: 'azure' });
    expect(countUntilRefused(arm, method, path)).toBe(burst);
    expect(arm.send(method, path)).toMatchObject({
      status: 429, headers: { 'retry-after': String(wait) }, body: { code: 'Throttled', message: expect.stringContaining(`The ${handler} request limit has been exceeded for SubID='${subscriptionId}', please retry again in ${wait} seconds.`) },
    });
  });

  test('is not asked of what other providers keep at a cluster', () => {
    const arm = makeArm({ quota: 'azure' });
    const exemption = (n: number): string => `${cluster}/providers/${authorization}/policyExemptions/e${n}`;
    const answers = Array.from({ length: 100 }, (_, n) => arm.send('PUT', exemption(n), { properties: {} }).status);
    expect(answers).not.toContain(429);
  });

  test('is one of each cluster, refilled by a write a minute', () => {
    const arm = makeArm({ quota: 'azure' });
    countUntilRefused(arm, 'PUT', cluster);
    expect(arm.send('PUT', `${cluster}2`, {}).status).not.toBe(429);
    expect(arm.send('GET', cluster).status).not.toBe(429);
    arm.pass(60_000);
    expect([arm.send('PUT', cluster, {}).status === 429, arm.send('PUT', cluster, {}).status === 429]).toEqual([false, true]);
  });

  test('is refilled faster by a sandbox that is faster', () => {
    const arm = makeArm({ quota: 'azure', speed: 240 });
    countUntilRefused(arm, 'PUT', cluster);
    expect(arm.send('PUT', cluster).headers).toMatchObject({ 'retry-after': '1', 'retry-after-ms': '250' });
    arm.pass(250);
    expect(arm.send('PUT', cluster).status).not.toBe(429);
  });

  test('is not held when it is off', () => {
    const arm = makeArm();
    for (let count = 0; count < 30; count += 1) expect(arm.send('PUT', cluster, {}).status).not.toBe(429);
  });
});

test('a bucket never gives more than its capacity and its refill, whatever the clock does, and the wait that it names is enough', () => {
  const size = { capacity: 5, refillPerSecond: 10 };
  fc.assert(fc.property(fc.array(fc.integer({ min: -50, max: 400 }), { maxLength: 60 }), (steps) => {
    const buckets = new Buckets(1);
    let [now, given, forward] = [0, 0, 0];
    for (const step of steps) {
      now += step;
      forward += Math.max(0, step);
      const taking = buckets.take('a', size, now);
      given += taking.waitMilliseconds === undefined ? 1 : 0;
      expect(given).toBeLessThanOrEqual(size.capacity + (forward * size.refillPerSecond) / 1000 + 1e-6);
      if (taking.waitMilliseconds === undefined) continue;
      now += taking.waitMilliseconds;
      forward += taking.waitMilliseconds;
      expect(buckets.take('a', size, now).waitMilliseconds).toBeUndefined();
      given += 1;
    }
  }));
});

describe("AKS's quota", () => {
  const provider = 'providers/Microsoft.ContainerService';
  const notThrottled = (arm: TestArm, method: string, path: string, most: number): number => {
    for (let count = 0; count < most; count += 1) if (codeOf(arm.send(method, path, {})) === 'Throttled') return count;
    return most;
  };

  test.each([
    ['writes of a cluster', 'PUT', cluster, 20],
    ['writes of a pool', 'PUT', `${cluster}/agentPools/work`, 20],
    ['reads of a cluster', 'GET', cluster, 60],
    ['lists of a resource group', 'GET', `${group}/${provider}/managedClusters`, 60],
    ['polls of operations', 'GET', `${subscription}/${provider}/locations/westeurope/operations/x`, 200],
    ['requests of other kinds', 'POST', `${cluster}/stop`, 60],
  ])('takes so many %s at once', (_, method, path, burst) => {
    expect(notThrottled(makeArmWithGroup({ quota: 'azure' }), method, path, burst + 5)).toBe(burst);
  });

  test('is refused flat, in its own words, with the seconds until there is a token again', () => {
    const arm = makeArmWithGroup({ quota: 'azure' });
    notThrottled(arm, 'PUT', cluster, 100);
    expect(arm.send('PUT', cluster, {})).toMatchObject({
      status: 429,
      headers: { 'retry-after': '60' },
      body: { code: 'Throttled', message: `The PutManagedClusterHandler.PUT request limit has been exceeded for SubID='${subscriptionId}', please retry again in 60 seconds. For more information, please visit aka.ms/aks/throttling` },
    });
    // Another cluster, and reads of this one, have their own.
    expect(codeOf(arm.send('PUT', `${cluster}2`, {}))).not.toBe('Throttled');
    expect(codeOf(arm.send('GET', cluster))).not.toBe('Throttled');
    arm.pass(60_000);
    expect(codeOf(arm.send('PUT', cluster, {}))).not.toBe('Throttled');
  });

  test('is refilled faster by a sandbox that is faster', () => {
    const arm = makeArmWithGroup({ quota: 'azure', speed: 60 });
    notThrottled(arm, 'PUT', cluster, 100);
    expect(arm.send('PUT', cluster, {}).headers).toMatchObject({ 'retry-after': '1', 'retry-after-ms': '1000' });
  });

  test('does not count what a policy denied before it', () => {
    const arm = makeArmWithGroup({ quota: 'azure' });
    const rule = { if: { field: 'type', equals: 'Microsoft.ContainerService/managedClusters' }, then: { effect: 'deny' } };
    const definition = `${subscription}/providers/${authorization}/policyDefinitions/no`;
    arm.send('PUT', definition, { properties: { mode: 'All', policyRule: rule } });
    arm.send('PUT', `${group}/providers/${authorization}/policyAssignments/no`, { properties: { policyDefinitionId: definition } });
    const codes = Array.from({ length: 25 }, () => codeOf(arm.send('PUT', cluster, isolatedCluster())));
    expect(new Set(codes)).toEqual(new Set(['RequestDisallowedByPolicy']));
  });

  test('is not held when it is off', () => {
    expect(notThrottled(makeArmWithGroup(), 'PUT', cluster, 30)).toBe(30);
  });
});
