import { describe, expect, test } from '@jest/globals';
import { apiVersionOf, apiVersions } from '../../src/arm/api-versions.ts';
import { newestVersionFor, versionsOf } from '../../src/sandbox/arm/versions/check.ts';
import { ownVersions } from '../../src/sandbox/arm/versions/table.ts';
import { cluster, codeOf, group, isolatedCluster, makeArmWithGroup, messageOf, subscription } from './arm-client.ts';

const zone = `${group}/providers/Microsoft.Network/privateDnsZones/one.internal`;

describe('an API version that a type does not have', () => {
  test('is refused at a resource, with those that it has and where', () => {
    const refused = makeArmWithGroup().send('PUT', `${cluster}?api-version=2025-06-01`, isolatedCluster());
    expect([refused.status, codeOf(refused), refused.headers?.['x-ms-failure-cause']]).toEqual([400, 'NoRegisteredProviderFound', 'gateway']);
    expect(messageOf(refused)).toMatch(
      /^No registered resource provider found for location 'westeurope' and API version '2025-06-01' for type 'managedClusters'\. The supported api-versions are '2017-08-31, .*2026-05-01, .*'\. The supported locations are '.*westeurope.*'\.$/,
    );
  });

  test('is refused where nothing says a location, as a type that is not there', () => {
    const refused = makeArmWithGroup().send('GET', `${subscription}/providers/Microsoft.Network/privateDnsZones?api-version=2025-05-01`);
    expect([refused.status, codeOf(refused)]).toEqual([404, 'InvalidResourceType']);
    expect(messageOf(refused)).toMatch(/^The resource type 'privateDnsZones' could not be found in the namespace 'Microsoft\.Network' for api version '2025-05-01'\. The supported api-versions are '2018-09-01,/);
  });

  test('is refused at a child with the type of both, before anything else is looked at', () => {
    const refused = makeArmWithGroup().send('PUT', `${zone}/A/www?api-version=2019-01-01`, 'nonsense');
    expect(messageOf(refused)).toMatch(/^No registered resource provider found for location 'westeurope' and API version '2019-01-01' for type 'privateDnsZones\/A'\./);
  });

  test('is refused for a resource group with the words of ARM', () => {
    const refused = makeArmWithGroup().send('GET', `${group}?api-version=2016-03-30`);
    expect([refused.status, codeOf(refused)]).toEqual([400, 'InvalidApiVersionParameter']);
    expect(messageOf(refused)).toMatch(/^The api-version '2016-03-30' is invalid\. The supported versions are '2025-04-01,.*2014-04-01'\.$/);
  });

  test('is refused when it lies in the future', () => {
    expect(codeOf(makeArmWithGroup().send('GET', `${cluster}?api-version=2030-01-01`))).toBe('NoRegisteredProviderFound');
  });
});

test('a version that came after the table of versions is taken', () => {
  expect(codeOf(makeArmWithGroup().send('GET', `${cluster}?api-version=2026-11-01`))).toBe('ResourceNotFound');
});

test('versions that this project speaks are known', () => {
  const types = ['Microsoft.ContainerService/managedClusters', 'Microsoft.ContainerRegistry/registries/cacheRules', 'Microsoft.Network/virtualNetworks/subnets', 'Microsoft.Network/privateDnsZones',
    'Microsoft.ManagedIdentity/userAssignedIdentities', 'Microsoft.KubernetesConfiguration/extensions', 'Microsoft.Authorization/roleAssignments'];
  expect(types.filter((type) => versionsOf(type)?.includes(apiVersionOf(type) ?? '') !== true)).toEqual([]);
  expect(ownVersions).toEqual(expect.arrayContaining([apiVersions.resourceGroups, apiVersions.tags, apiVersions.providers, apiVersions.resources]));
  expect([versionsOf('Microsoft.Authorization/policyAssignments'), versionsOf('Microsoft.Authorization/policyExemptions')]).toEqual([expect.arrayContaining([apiVersions.policy]), expect.arrayContaining([apiVersions.policyExemptions])]);
});

test('what ARM asks of itself is asked in the newest version that is no preview', () => {
  const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/contoso`;
  expect([newestVersionFor(zone), newestVersionFor(`${registry}/cacheRules/rule`), newestVersionFor(group)]).toEqual(['2024-06-01', '2025-11-01', '2025-04-01']);
  expect(codeOf(makeArmWithGroup().send('GET', `${registry}?api-version=${newestVersionFor(registry)}`))).toBe('ResourceNotFound');
});

test('a provider tells the versions of its types, the newest first', () => {
  const { body } = makeArmWithGroup().send('GET', `${subscription}/providers/Microsoft.ContainerService`);
  expect(body).toMatchObject({ resourceTypes: expect.arrayContaining([expect.objectContaining({ resourceType: 'managedClusters', apiVersions: expect.arrayContaining(['2026-05-01', '2025-10-01']) })]) });
});
