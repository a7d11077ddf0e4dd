import { describe, expect, test } from '@jest/globals';
import { aliasIn, bundledAliases, readAliases } from '../../src/policy/index.ts';
import { isIndexed } from '../../src/policy/resource-types.ts';
import { clusterType, poolType } from './builders.ts';

// Expectations are those of the tables of 2026 in Azure/azure-policy-linter (commits d714d7a and 29b2a28), read by hand.
const registryType = 'Microsoft.ContainerRegistry/registries';

function at(name: string, type: string, apiVersion?: string) {
  const alias = bundledAliases.find(type, name);
  return alias === undefined ? undefined : aliasIn(alias, apiVersion);
}

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

describe('the names', () => {
  test('with a dot are the thirteen that exist', () => {
    const dotted = bundledAliases.aliasesOf(poolType)?.flatMap(({ name }) => (name.startsWith(`${poolType}.`) ? [name.slice(poolType.length + 1)] : []));
    expect(dotted).toEqual([
      'availabilityZones',
      'availabilityZones[*]',
      'count',
      'enableAutoScaling',
      'maxCount',
      'maxPods',
      'minCount',
      'orchestratorVersion',
      'osDiskSizeGB',
      'osType',
      'type',
      'vmSize',
      'vnetSubnetID',
    ]);
    expect(at(`${poolType}.count`, poolType)).toMatchObject({ path: 'properties.count' });
    expect(bundledAliases.find(poolType, `${poolType}.enableNodePublicIP`)).toBeUndefined();
  });

  test.each([
    ['Microsoft.Network/frontdoors', 'frontendEndpoints[*].webApplicationFirewallPolicyLink.id', 'properties.frontendEndpoints[*].properties.webApplicationFirewallPolicyLink.id'],
    [registryType, 'policies.retentionPolicy.status', 'properties.policies.retentionPolicy.status'],
    [registryType, 'policies.quarantinePolicy.status', 'properties.policies.quarantinePolicy.status'],
    [registryType, 'policies.exportPolicy.status', 'properties.policies.exportPolicy.status'],
    [registryType, 'roleAssignmentMode', 'properties.roleAssignmentMode'],
    [registryType, 'networkRuleBypassAllowedForTasks', 'properties.networkRuleBypassAllowedForTasks'],
    [clusterType, 'networkProfile.advancedNetworking.security.enabled', 'properties.networkProfile.advancedNetworking.security.enabled'],
    [clusterType, 'networkProfile.staticEgressGatewayProfile', 'properties.networkProfile.staticEgressGatewayProfile'],
    [clusterType, 'networkProfile.natGatewayProfile.outboundIPs.publicIPs[*]', 'properties.networkProfile.natGatewayProfile.outboundIPs.publicIPs[*]'],
    [clusterType, 'hostedSystemProfile.enabled', 'properties.hostedSystemProfile.enabled'],
    [clusterType, 'nodeProvisioningProfile.mode', 'properties.nodeProvisioningProfile.mode'],
    [clusterType, 'agentPoolProfiles[*].gatewayProfile.publicIPPrefixSize', 'properties.agentPoolProfiles[*].gatewayProfile.publicIPPrefixSize'],
    [clusterType, 'agentPoolProfiles[*].networkProfile.nodePublicIPPrefixIDs[*]', 'properties.agentPoolProfiles[*].networkProfile.nodePublicIPPrefixIDs[*]'],
    [poolType, 'gatewayProfile.publicIPPrefixSize', 'properties.gatewayProfile.publicIPPrefixSize'],
    [poolType, 'networkProfile.nodePublicIPPrefixIDs', 'properties.networkProfile.nodePublicIPPrefixIDs'],
    ['Microsoft.Network/natGateways', 'sourceVirtualNetwork.id', 'properties.sourceVirtualNetwork.id'],
    ['Microsoft.ManagedIdentity/userAssignedIdentities', 'isolationScope', 'properties.isolationScope'],
  ])('%s/%s is known', (type, tail, path) => {
    expect(bundledAliases.aliasesOf(type)?.map(({ name }) => name)).toContain(`${type}/${tail}`);
    expect(at(`${type}/${tail}`, type)?.path).toBe(path);
  });
});
