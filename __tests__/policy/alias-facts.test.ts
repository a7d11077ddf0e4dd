import { describe, expect, test } from '@jest/globals';
import { readAliases } from '../../src/policy/index.ts';
import { isIndexed } from '../../src/policy/resource-types.ts';

// Expectations are those of the tables of 2026 in Azure/azure-policy-linter (commits d714d7a and 29b2a28), read by hand.
describe('mode Indexed', () => {
  test.each([
    'Microsoft.ContainerService/fleets',
    'Microsoft.ContainerService/fleets/managedNamespaces',
    'Microsoft.ContainerService/managedClusters/managedNamespaces',
    'Microsoft.ContainerRegistry/registries/replications',
    'Microsoft.ContainerRegistry/registries/agentPools',
    'Microsoft.ContainerRegistry/registries/tasks',
    'Microsoft.Network/natGateways',
    'Microsoft.Network/networkManagers/ipamPools',
    'Microsoft.Network/dnsResolvers/outboundEndpoints',
    'microsoft.network/PRIVATEDNSZONES/virtualNetworkLinks',
    'Microsoft.ManagedIdentity/userAssignedIdentities',
    'Microsoft.KubernetesConfiguration/privateLinkScopes',
    'Microsoft.Storage/storageAccounts/blobServices',
  ])('sees %s', (type) => {
    expect(isIndexed(type)).toBe(true);
  });

  test.each([
    'Microsoft.ContainerService/managedClusters/loadBalancers',
    'Microsoft.ContainerService/managedClusters/agentPools/machines',
    'Microsoft.ContainerService/fleets/updateRuns',
    'Microsoft.ContainerService/deploymentSafeguards',
    'microsoft.containerservice/FLEETMEMBERSHIPS',
    'Microsoft.ContainerRegistry/registries/cacheRules',
    'Microsoft.ContainerRegistry/registries/taskRuns',
    'Microsoft.Network/privateDnsZones/A',
    'Microsoft.Network/loadBalancers/inboundNatRules',
    'Microsoft.Network/networkManagerConnections',
    'Microsoft.Network/copilot',
    'Microsoft.ManagedIdentity/Identities',
    'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials',
    'Microsoft.KubernetesConfiguration/extensions',
    'Microsoft.KubernetesConfiguration/extensionTypes',
    'Microsoft.KubernetesConfiguration/privateLinkScopes/privateEndpointConnections',
  ])('does not see %s', (type) => {
    expect(isIndexed(type)).toBe(false);
  });

  test('believes the table that it is given', () => {
    const own = readAliases([{ namespace: 'Microsoft.ContainerService', resourceTypes: [{ resourceType: 'managedClusters/loadBalancers', capabilities: 'SupportsTags, SupportsLocation' }] }]);
    expect(isIndexed('Microsoft.ContainerService/managedClusters/loadBalancers', own)).toBe(true);
  });
});
