import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { JsonObject } from '../../../../src/arm/json.ts';
import { allowanceOf } from '../../../../src/isolation/deployment/preflight/rights/allowed.ts';
import { needsOf } from '../../../../src/isolation/deployment/preflight/rights/needs.ts';
import type { Step } from '../../../../src/isolation/deployment/step.ts';
import { livingCluster } from '../../clusters.ts';
import { change, clusterId, found, group, migration, networkId, obstacles, put, registryId, reimage, step, subscription, tagging, withPool, type Opening } from './openings.ts';

const clusterWrite = 'Microsoft.ContainerService/managedClusters/write';
const identityId = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/nodes`;
const zoneId = `${group}/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io`;
const endpointId = `${group}/providers/Microsoft.Network/privateEndpoints/reg`;

/** By scope: actions in order. */
function permissionsFor(steps: readonly Step[]): ReadonlyMap<string, readonly string[]> {
  const byScope = new Map<string, string[]>();
  for (const { scope, action } of needsOf(steps)) byScope.set(scope, [...(byScope.get(scope) ?? []), action]);
  return byScope;
}

describe('the actions that a plan needs', () => {
  test.each([
    ['a group', put('group', group), subscription, 'Microsoft.Resources/subscriptions/resourceGroups/write'],
    ['a cluster', put('cluster', clusterId), clusterId, clusterWrite],
    ['a change', change('tags', clusterId, {}), clusterId, clusterWrite],
    ['nodes made anew', reimage('system'), `${clusterId}/agentPools/system`, 'Microsoft.ContainerService/managedClusters/agentPools/upgradeNodeImageVersion/action'],
    ['a cache rule', put('rule', `${registryId}/cacheRules/aks-managed-mcr`), `${registryId}/cacheRules/aks-managed-mcr`, 'Microsoft.ContainerRegistry/registries/cacheRules/write'],
    ['a deletion', step({ key: 'rule', id: `${registryId}/cacheRules/old`, work: { kind: 'delete', apiVersion: '2025-11-01' } }), `${registryId}/cacheRules/old`, 'Microsoft.ContainerRegistry/registries/cacheRules/delete'],
    ['a role assignment', put('role', `${registryId}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-0000-0000-00000000000a`), registryId, 'Microsoft.Authorization/roleAssignments/write'],
    ['an exemption', put('exemption', `${clusterId}/providers/Microsoft.Authorization/policyExemptions/one`), clusterId, 'Microsoft.Authorization/policyExemptions/write'],
  ])('for %s', (_, wanted, scope, action) => {
    expect([...permissionsFor([wanted])]).toEqual([[scope, [action]]]);
  });

  test('hold those on what a body refers to', () => {
    const subnet = `${networkId}/subnets/nodes`;
    const body = {
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identityId]: {} } },
      properties: { agentPoolProfiles: [{ name: 'system', vnetSubnetID: subnet }], identityProfile: { kubeletidentity: { resourceId: identityId } }, apiServerAccessProfile: { privateDNSZone: 'system' } },
    };
    expect([...permissionsFor([put('cluster', clusterId, body)])]).toEqual([
      [clusterId, [clusterWrite]],
      [identityId, ['Microsoft.ManagedIdentity/userAssignedIdentities/assign/action']],
      [subnet, ['Microsoft.Network/virtualNetworks/subnets/join/action']],
    ]);
    const endpoint = { properties: { subnet: { id: subnet }, privateLinkServiceConnections: [{ properties: { privateLinkServiceId: registryId } }] } };
    expect(permissionsFor([put('endpoint', endpointId, endpoint)]).get(registryId)).toEqual(['Microsoft.ContainerRegistry/registries/privateEndpointConnectionsApproval/action']);
    const zones = { properties: { privateDnsZoneConfigs: [{ properties: { privateDnsZoneId: zoneId } }] } };
    expect(permissionsFor([put('zones', `${endpointId}/privateDnsZoneGroups/default`, zones)]).get(zoneId)).toEqual(['Microsoft.Network/privateDnsZones/join/action']);
    const exemption = { properties: { policyAssignmentId: `${subscription}/providers/Microsoft.Authorization/policyAssignments/one` } };
    expect(permissionsFor([put('exemption', `${group}/providers/Microsoft.Authorization/policyExemptions/one`, exemption)]).get(subscription)).toEqual(['Microsoft.Authorization/policyAssignments/exempt/action']);
  });

  test('are found in a body that is made of earlier answers, as far as it can be made without them', () => {
    const subnet = { properties: { networkSecurityGroup: { id: `${group}/providers/Microsoft.Network/networkSecurityGroups/deny` } } };
    const id = `${networkId}/subnets/nodes`;
    const late = (body: () => JsonObject): readonly string[] => [...permissionsFor([step({ key: 'subnet', id, work: { kind: 'put', apiVersion: '2025-05-01', body, condition: {} } })]).values()].flat();
    expect(late(() => subnet)).toContain('Microsoft.Network/networkSecurityGroups/join/action');
    expect(late(() => { throw new Error('The identity is not there yet.'); })).toEqual(['Microsoft.Network/virtualNetworks/subnets/write']);
  });

  test('are each named once, in whatever order the steps stand', () => {
    const steps = [...migration, put('rule', `${registryId}/cacheRules/aks-managed-mcr`), change('again', clusterId.toUpperCase(), {})];
    fc.assert(fc.property(fc.shuffledSubarray([...steps], { minLength: steps.length }), (shuffled) => {
      const keys = (all: ReadonlyMap<string, readonly string[]>): readonly string[] => [...all].map(([scope, actions]) => `${scope}: ${actions.join()}`.toLowerCase());
      expect(keys(permissionsFor(shuffled))).toEqual(keys(permissionsFor(steps)));
    }));
  });
});

describe('permissions', () => {
  test.each([
    ['yes', [{ actions: ['*'] }]],
    ['yes', [{ actions: ['Microsoft.ContainerService/*/write'] }]],
    ['yes', [{ actions: ['microsoft.containerservice/MANAGEDCLUSTERS/write'] }]],
    ['no', [{ actions: ['*/read'] }]],
    ['no', [{ actions: ['Microsoft.ContainerService/managedClusters/write/action'] }]],
    ['no', [{ actions: ['*'], notActions: ['Microsoft.ContainerService/*'] }]],
    ['yes', [{ actions: ['*'], notActions: ['Microsoft.ContainerService/*'] }, { actions: [clusterWrite] }]],
    ['conditional', [{ actions: ['*'], condition: '(@Resource[…])' }]],
    ['yes', [{ actions: ['*'], condition: '(@Resource[…])' }, { actions: [clusterWrite] }]],
    ['no', []],
    ['no', [{ actions: 'odd' }]],
  ] as const)('%s by %j', (expected, entries) => {
    expect(allowanceOf(clusterWrite, entries)).toBe(expected);
  });

  test('a pattern made of an action by putting stars in allows it', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(clusterWrite.length), fc.nat(8)), { maxLength: 4 }), (cuts) => {
      const pattern = cuts.toSorted(([a], [b]) => b - a).reduce((text, [at, length]) => `${text.slice(0, at)}*${text.slice(at + length)}`, clusterWrite);
      expect(allowanceOf(clusterWrite, [{ actions: [pattern] }])).toBe('yes');
    }));
  });
});

describe('the preflight', () => {
  const reader: JsonObject = { actions: ['*/read'] };
  const roles = (opening: Opening): readonly (string | undefined)[] => obstacles(opening).filter(({ id }) => id.startsWith('permission')).map(({ command }) => /--role ('?)(.*?)\1 --scope (.*)$/.exec(command ?? '')?.slice(2).join(' @ ').replaceAll("'", ''));

  test('names the role to grant, and where', () => {
    const permissions = [{ scope: subscription, entries: { known: [reader] } }];
    expect(roles({ observed: { permissions } })).toEqual([`Contributor @ ${group}`]);
    expect(found({ cluster: livingCluster(), steps: tagging, observed: { permissions } })).toEqual([`permission/azure kubernetes service contributor role ${group.toLowerCase()}: refusal`]);
    const steps = [put('rule', `${registryId}/cacheRules/one`), put('role', `${registryId}/providers/Microsoft.Authorization/roleAssignments/a`), put('identity', identityId), put('endpoint', endpointId), put('zone', zoneId)];
    expect(roles({ steps, observed: { permissions } })).toEqual([
      `Container Registry Cache Rule Administrator @ ${group}`, `Managed Identity Contributor @ ${group}`, `Network Contributor @ ${group}`,
      `Private DNS Zone Contributor @ ${group}`, `Role Based Access Control Administrator @ ${group}`,
    ]);
  });

  test('says Contributor once for all that it allows, and what it does not allow beside', () => {
    const permissions = [{ scope: subscription, entries: { known: [reader] } }];
    const steps = [...migration, put('role', `${registryId}/providers/Microsoft.Authorization/roleAssignments/a`)];
    expect(roles({ steps, observed: { permissions } })).toEqual([`Contributor @ ${group}`, `Role Based Access Control Administrator @ ${group}`]);
    const first = obstacles({ steps, observed: { permissions } }).find(({ id }) => id.startsWith('permission'));
    expect(first?.title).toContain('managedClusters/write');
  });

  test('grants in the subscription where the plan makes the group', () => {
    const permissions = [{ scope: subscription, entries: { known: [reader] } }];
    expect(roles({ cluster: undefined, steps: [put('group', group), put('cluster', clusterId)], observed: { permissions } })).toEqual([
      `Contributor @ ${subscription}`,
    ]);
  });

  test('is content with rights on the resource alone', () => {
    const permissions = [{ scope: group, entries: { known: [reader] } }, { scope: clusterId, entries: { known: [{ actions: ['Microsoft.ContainerService/managedClusters/*'] }] } }];
    expect(found({ observed: { permissions } })).toEqual([]);
  });

  test('warns of what a living cluster refers to, as it is written in whole', () => {
    const cluster = withPool({ vnetSubnetID: `${networkId}/subnets/nodes` }, livingCluster());
    const permissions = [{ scope: group, entries: { known: [{ actions: ['Microsoft.ContainerService/*'] }] } }];
    expect(found({ cluster, steps: tagging, observed: { permissions } })).toEqual([`permission/linked network contributor ${group.toLowerCase()}: warning`]);
    expect(found({ cluster, steps: [reimage('system')], observed: { permissions } })).toEqual([]);
  });

  test('does not know what it may do where it could not read', () => {
    const permissions = [{ scope: group, entries: { known: [reader] } }, { scope: clusterId, entries: { unseen: 'No right.' } }];
    expect(found({ observed: { permissions } }).map((text) => text.split(': ')[1])).toEqual(['undetermined']);
  });

  test('says that a condition decides', () => {
    expect(found({ observed: { permissions: [{ scope: group, entries: { known: [{ actions: ['*'], condition: 'c' }] } }] } }).every((text) => text.endsWith('undetermined'))).toBe(true);
  });
});
