import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { at } from '../../src/arm/json.ts';
import { createArm } from '../../src/sandbox/arm/arm.ts';
import { managementGroupScope } from '../../src/sandbox/arm/hierarchy/subscriptions.ts';
import { createAccessTokens } from '../../src/sandbox/entra/access-tokens.ts';
import { parseBody } from '../../src/sandbox/body.ts';
import { subscriptionId, tenantId } from '../../src/sandbox/identities.ts';
import { authorization, cluster, codeOf, group, isolatedCluster, makeArm, makeArmWithGroup, messageOf, subscription, untilDone } from './arm-client.ts';

describe('every request', () => {
  test('needs an API version, in the words of ARM', () => {
    const response = makeArm().send('GET', `${subscription}?api-version=`);
    expect(response.status).toBe(400);
    expect(response.body).toEqual({
      error: { code: 'MissingApiVersionParameter', message: 'The api-version query parameter (?api-version=) is required for all requests.' },
    });
    expect(codeOf(makeArm().send('GET', `${subscription}?api-version=latest`))).toBe('InvalidApiVersionParameter');
  });

  test('is answered with ids and what is left of the quota', () => {
    const correlation = '9b2f1e1c-3f3c-4f7e-9d9f-000000000001';
    const { headers } = makeArm().send('GET', subscription, undefined, { 'x-ms-correlation-request-id': correlation });
    expect(headers).toMatchObject({
      'x-ms-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-ms-correlation-request-id': correlation,
      'x-ms-ratelimit-remaining-subscription-reads': '249',
      'x-ms-ratelimit-remaining-subscription-global-reads': '3749',
    });
    expect(makeArm().send('PUT', group, {}).headers).toMatchObject({ 'x-ms-ratelimit-remaining-subscription-writes': '199' });
  });

  test.each([
    ['a subscription that is another', `/subscriptions/${subscriptionId.replaceAll('4', '5')}/resourceGroups`, 404, 'SubscriptionNotFound'],
    ['a subscription that is none', '/subscriptions/mine/resourceGroups', 400, 'InvalidSubscriptionId'],
    ['a type that is not covered', `${group}/providers/Microsoft.Storage/storageAccounts/a`, 404, 'InvalidResourceType'],
    ['a namespace that is none', `${group}/providers/Contoso.Things/boxes/a`, 404, 'InvalidResourceNamespace'],
    ['a path that is none', '/nowhere', 404, 'InvalidResourceType'],
    ['broken encoding', '/subscriptions/%E0%A4%A', 400, 'BadRequest'],
    ['an unknown management group', '/providers/Microsoft.Management/managementGroups/other', 404, 'NotFound'],
  ])('to %s is refused', (_, path, status, code) => {
    const response = makeArm().send('GET', path);
    expect([response.status, codeOf(response)]).toEqual([status, code]);
  });

  test('with a method that a resource does not have is refused', () => {
    expect(makeArm().send('POST', cluster).status).toBe(405);
  });

  test('with a body that is no JSON object is refused', () => {
    for (const body of [undefined, [], 'text', parseBody('{"a":', 'application/json'), parseBody('['.repeat(200) + ']'.repeat(200), '')]) {
      const response = makeArmWithGroup().send('PUT', cluster, body);
      expect([response.status, codeOf(response)]).toEqual([400, 'InvalidRequestContent']);
    }
  });
});

function now(): number {
  return 0;
}

describe('a token', () => {
  const tokens = createAccessTokens(now);
  const arm = createArm({ endpoint: 'https://arm.test', authorityHost: 'https://login.test', tokens, now });
  const ask = (authorizationHeader: string) => arm({
    method: 'GET', path: subscription, query: new URLSearchParams('api-version=2022-12-01'), headers: { authorization: authorizationHeader }, body: undefined,
  });

  test.each([
    ['', 'AuthenticationFailed'],
    ['Basic abc', 'AuthenticationFailed'],
    ['Bearer abc', 'InvalidAuthenticationToken'],
    [`Bearer ${createAccessTokens(now).issue('x')}`, 'InvalidAuthenticationToken'],
    [`Bearer ${tokens.issue('x').replace(/\.[^.]+$/, '.')}`, 'InvalidAuthenticationToken'],
  ])('%p is refused with a challenge', (header, code) => {
    const response = ask(header);
    expect([response.status, codeOf(response)]).toEqual([401, code]);
    expect(response.headers?.['www-authenticate']).toContain(`Bearer authorization_uri="https://login.test/${tenantId}"`);
  });

  test('of the sandbox is taken', () => {
    expect(ask(`bearer ${tokens.issue('x')}`).status).toBe(200);
  });

  test('is good for an hour', () => {
    let time = 0;
    const ageing = createAccessTokens(() => time);
    const token = ageing.issue('x');
    expect(ageing.problemOf(token)).toBeUndefined();
    time = 3_600_000;
    expect(ageing.problemOf(token)).toBe('expired');
  });
});

describe('scopes', () => {
  test('are one subscription in one management group', () => {
    const arm = makeArm();
    expect(at(arm.send('GET', '/subscriptions').body, 'value')).toMatchObject([{ subscriptionId, state: 'Enabled' }]);
    expect(arm.send('GET', subscription.toUpperCase().replace('/SUB', '/sub')).body).toMatchObject({ id: subscription, tenantId });
    expect(arm.send('GET', managementGroupScope).body).toMatchObject({ name: 'contoso' });
  });
});

describe('resource groups', () => {
  test('are made, changed, read, listed and asked for', () => {
    const arm = makeArm();
    expect(arm.send('HEAD', group).status).toBe(404);
    expect(arm.send('PUT', group, { location: 'West Europe', tags: { team: 'a' } })).toMatchObject({
      status: 201,
      body: {
        id: group, name: 'rg-demo', type: 'Microsoft.Resources/resourceGroups', location: 'westeurope', tags: { team: 'a' },
        properties: { provisioningState: 'Succeeded' },
      },
    });
    expect(arm.send('PUT', group.toLowerCase(), { location: 'westeurope' })).toMatchObject({ status: 200, body: { name: 'rg-demo' } });
    expect(arm.send('HEAD', group).status).toBe(204);
    expect(arm.send('GET', `${subscription}/resourcegroups`).body).toMatchObject({ value: [{ name: 'rg-demo' }] });
  });

  test.each([
    ['no location', group, {}, 400, 'LocationRequired'],
    ['a location that is none', group, { location: 7 }, 400, 'LocationNotAvailableForResourceType'],
    ['a name that is none', `${subscription}/resourceGroups/a%20b`, { location: 'westeurope' }, 400, 'InvalidResourceGroup'],
    ['tags that are none', group, { location: 'westeurope', tags: { a: 1 } }, 400, 'InvalidRequestContent'],
  ])('with %s are refused', (_, path, body, status, code) => {
    const response = makeArm().send('PUT', path, body);
    expect([response.status, codeOf(response)]).toEqual([status, code]);
  });

  test('do not move', () => {
    expect(codeOf(makeArmWithGroup().send('PUT', group, { location: 'northeurope' }))).toBe('InvalidResourceGroupLocation');
  });

  test('that are missing say so', () => {
    const response = makeArm().send('GET', group);
    expect([response.status, codeOf(response), messageOf(response)])
      .toEqual([404, 'ResourceGroupNotFound', "Resource group 'rg-demo' could not be found."]);
  });

  test('are deleted with all that is in them, polled by Location until 200', () => {
    const arm = makeArmWithGroup();
    arm.send('PUT', cluster, isolatedCluster());
    arm.pass(untilDone);
    expect(arm.send('HEAD', `${subscription}/resourceGroups/MC_rg-demo_demo_westeurope`).status).toBe(204);
    const response = arm.send('DELETE', group);
    const location = (response.headers?.['location'] ?? '').replace('https://arm.test', '');
    expect([response.status, arm.send('GET', location).status]).toEqual([202, 202]);
    expect(codeOf(arm.send('PUT', cluster, isolatedCluster()))).toBe('ResourceGroupBeingDeleted');
    arm.pass(untilDone);
    expect(arm.send('GET', location).status).toBe(200);
    expect(arm.send('GET', `${subscription}/resourceGroups`).body).toEqual({ value: [] });
    expect(arm.send('GET', `${subscription}/providers/Microsoft.ContainerService/managedClusters`).body).toEqual({ value: [] });
  });
});

test('no request brings it down, and every refusal has one of the two shapes of Azure', () => {
  const segment = fc.oneof(
    fc.constantFrom('subscriptions', subscriptionId, 'resourceGroups', 'rg-demo', 'providers', 'Microsoft.ContainerService', 'managedClusters', 'demo',
      'agentPools', authorization, 'policyDefinitions', 'policySetDefinitions', 'policyAssignments', 'operations', '__proto__', '..', '%00', ''),
    fc.string({ maxLength: 8 }).map(encodeURIComponent),
  );
  const path = fc.oneof(
    fc.array(segment, { maxLength: 12 }).map((segments) => `/${segments.join('/')}`),
    fc.constantFrom(cluster, `${cluster}/agentPools/system`, group, ...['policyDefinitions', 'policySetDefinitions', 'policyAssignments'].map(
      (kind) => `${group}/providers/${authorization}/${kind}/x`)),
  );
  const junk = fc.jsonValue({ maxDepth: 3 });
  const member = fc.constantFrom('dnsPrefix', 'agentPoolProfiles', 'networkProfile', 'apiServerAccessProfile', 'bootstrapProfile', 'kubernetesVersion',
    'identityProfile', 'policyRule', 'parameters', 'metadata', 'policyDefinitions', 'policyDefinitionId', 'nonComplianceMessages', '__proto__', 'constructor');
  const body = fc.oneof(
    junk,
    fc.tuple(fc.dictionary(member, junk), junk).map(([change, identity]) => isolatedCluster(change, { identity })),
    fc.dictionary(member, junk).map((properties) => ({ properties })),
  );
  const method = fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS');
  fc.assert(fc.property(fc.array(fc.tuple(method, path, body), { minLength: 1, maxLength: 6 }), (requests) => {
    const arm = makeArmWithGroup();
    for (const [verb, target, sent] of requests) {
      const response = arm.send(verb, `https://arm.test${target}`, sent);
      expect(() => JSON.stringify(response)).not.toThrow();
      if (response.status >= 400 && verb !== 'HEAD') expect(codeOf(response)).toEqual(expect.any(String));
      arm.pass(untilDone);
    }
  }), { numRuns: 300 });
});
