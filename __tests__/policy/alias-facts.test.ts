import { describe, expect, test } from '@jest/globals';
import { aliasIn, bundledAliases, readAliases } from '../../src/policy/index.ts';
import { isIndexed } from '../../src/policy/rule/resource-types.ts';
import { clusterType, poolType } from './builders.ts';

// Expectations are those of the tables of 2026 in Azure/azure-policy-linter (commits d714d7a and 29b2a28), read by hand.
const registryType = 'Microsoft.ContainerRegistry/registries';
const subnetType = 'Microsoft.Network/virtualNetworks/subnets';
const interfaceType = 'Microsoft.Network/networkInterfaces';

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

describe('paths of older API versions', () => {
  test.each(['2021-07-01', '2021-11-01-preview', '2022-02-01', '2022-04-02-preview'])('Defender has its old name in %s', (apiVersion) => {
    const pathOf = (tail: string) => at(`${clusterType}/securityProfile.${tail}`, clusterType, apiVersion)?.path;
    expect(pathOf('azureDefender')).toBe('properties.securityProfile.azureDefender');
    expect(pathOf('azureDefender.enabled')).toBe('properties.securityProfile.azureDefender.enabled');
    expect(pathOf('azureDefender.logAnalyticsWorkspaceResourceId')).toBe('properties.securityProfile.azureDefender.logAnalyticsWorkspaceResourceId');
    expect(pathOf('defender')).toBe('properties.securityProfile.azureDefender');
    expect(pathOf('defender.logAnalyticsWorkspaceResourceId')).toBe('properties.securityProfile.azureDefender.logAnalyticsWorkspaceResourceId');
    expect(pathOf('defender.securityMonitoring.enabled')).toBe('properties.securityProfile.azureDefender.enabled');
    expect(pathOf('defender.securityMonitoring')).toBe('properties.securityProfile.defender.securityMonitoring');
  });

  test.each(['2021-05-01', '2022-05-02-preview', '2022-06-01', undefined])('and its new one in %s', (apiVersion) => {
    const pathOf = (tail: string) => at(`${clusterType}/securityProfile.${tail}`, clusterType, apiVersion)?.path;
    expect(pathOf('azureDefender')).toBe('properties.securityProfile.defender');
    expect(pathOf('azureDefender.enabled')).toBe('properties.securityProfile.defender.securityMonitoring.enabled');
    expect(pathOf('defender.securityMonitoring.enabled')).toBe('properties.securityProfile.defender.securityMonitoring.enabled');
  });

  test.each([
    ['2017-08-31', 'properties.apiServerAuthorizedIPRanges'],
    ['2019-06-01', 'properties.apiServerAuthorizedIPRanges'],
    ['2019-08-01', 'properties.apiServerAccessProfile.authorizedIPRanges'],
    [undefined, 'properties.apiServerAccessProfile.authorizedIPRanges'],
  ])('authorized ranges in %s: %s', (apiVersion, path) => {
    for (const tail of ['apiServerAuthorizedIPRanges', 'apiServerAccessProfile.authorizedIPRanges']) {
      expect(at(`${clusterType}/${tail}`, clusterType, apiVersion)?.path).toBe(path);
      expect(at(`${clusterType}/${tail}[*]`, clusterType, apiVersion)?.path).toBe(`${path}[*]`);
    }
  });

  test('names no alias twice', () => {
    for (const type of [clusterType, poolType, registryType]) {
      const names = bundledAliases.aliasesOf(type)?.map(({ name }) => name.toLowerCase()) ?? [];
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('what modify may write', () => {
  const writable = {
    [clusterType]: ['aadProfile.adminGroupObjectIDs[*]', 'apiServerAccessProfile.disableRunCommand', 'autoUpgradeProfile.nodeOSUpgradeChannel'],
    [poolType]: [],
    [registryType]: [
      'adminUserEnabled',
      'anonymousPullEnabled',
      'networkRuleSet.defaultAction',
      'networkRuleSet.ipRules',
      'networkRuleSet.ipRules[*]',
      'networkRuleSet.ipRules[*].action',
      'networkRuleSet.ipRules[*].value',
      'policies.azureADAuthenticationAsArmPolicy.status',
      'policies.retentionPolicy.status',
      'policies.trustPolicy.status',
      'publicNetworkAccess',
    ],
    [`${registryType}/tokens`]: ['status'],
    'Microsoft.ManagedIdentity/userAssignedIdentities': ['isolationScope'],
    'Microsoft.KubernetesConfiguration/extensions': [],
    'Microsoft.KubernetesConfiguration/privateLinkScopes': ['publicNetworkAccess'],
  };

  test.each(Object.entries(writable))('of %s is %j, and nothing else', (type, expected) => {
    const aliases = bundledAliases.aliasesOf(type) ?? [];
    const found = aliases.filter(({ modifiable }) => modifiable === true).map(({ name }) => name.slice(type.length + 1));
    expect(new Set(found)).toEqual(new Set(expected));
    expect(aliases.filter(({ modifiable }) => modifiable === undefined)).toEqual([]);
  });

  test.each([
    [subnetType, ['addressPrefix', 'addressPrefixes', 'addressPrefixes[*]', 'defaultOutboundAccess', 'delegations', 'natGateway', 'natGateway.id', 'networkSecurityGroup', 'networkSecurityGroup.id', 'privateEndpointNetworkPolicies', 'privateLinkServiceNetworkPolicies', 'routeTable', 'routeTable.id']],
    [interfaceType, ['dnsSettings', 'dnsSettings.dnsServers', 'dnsSettings.dnsServers[*]', 'dnsSettings.internalDnsNameLabel', 'enableAcceleratedNetworking', 'enableIPForwarding', 'ipConfigurations', 'ipConfigurations[*]']],
  ])('of %s is known in part', (type, expected) => {
    const aliases = bundledAliases.aliasesOf(type) ?? [];
    expect(new Set(aliases.filter(({ modifiable }) => modifiable === true).map(({ name }) => name.slice(type.length + 1)))).toEqual(new Set(expected));
    expect(aliases.filter(({ modifiable }) => modifiable === false)).toEqual([]);
  });

  test.each([
    [clusterType, 'aadProfile.adminGroupObjectIDs[*]', '2020-02-01', '2020-03-01'],
    [clusterType, 'apiServerAccessProfile.disableRunCommand', '2021-07-01', '2021-08-01'],
    [clusterType, 'apiServerAccessProfile.disableRunCommand', '2019-10-01', '2019-10-27-preview'],
    [clusterType, 'autoUpgradeProfile.nodeOSUpgradeChannel', '2017-08-31', '2023-06-01'],
    [clusterType, 'autoUpgradeProfile.nodeOSUpgradeChannel', '2022-09-02-preview', '2022-08-01-preview'],
    [clusterType, 'autoUpgradeProfile.nodeOSUpgradeChannel', '2023-05-01', '2023-05-02-preview'],
    [registryType, 'anonymousPullEnabled', '2023-07-01', '2021-08-01-preview'],
    [registryType, 'anonymousPullEnabled', '2016-06-27-preview', '2023-11-01-preview'],
    [registryType, 'networkRuleSet.defaultAction', '2017-03-01', '2017-10-01'],
    [registryType, 'networkRuleSet.ipRules[*].value', '2017-03-01', '2019-05-01'],
    [registryType, 'publicNetworkAccess', '2019-05-01', '2019-12-01-preview'],
    [registryType, 'policies.azureADAuthenticationAsArmPolicy.status', '2023-07-01', '2023-08-01-preview'],
    [registryType, 'policies.retentionPolicy.status', '2017-10-01', '2017-06-01-preview'],
    [registryType, 'policies.trustPolicy.status', '2017-06-01-preview', '2019-05-01'],
    ['Microsoft.ManagedIdentity/userAssignedIdentities', 'isolationScope', '2023-07-31-preview', '2024-11-30'],
    [subnetType, 'defaultOutboundAccess', '2023-04-01', '2023-05-01'],
    [subnetType, 'natGateway.id', '2018-12-01', '2019-02-01'],
    [interfaceType, 'enableAcceleratedNetworking', '2016-06-01', '2016-09-01'],
  ])('%s/%s: not in %s, but in %s', (type, tail, before, after) => {
    const name = `${type}/${tail}`;
    expect(at(name, type, before)).toMatchObject({ modifiable: false });
    expect(at(name, type, after)).toMatchObject({ modifiable: true });
    expect(at(name, type, before)?.path).toBe(at(name, type)?.path);
  });

  test('lists as many versions as the source', () => {
    const count = (tail: string) => bundledAliases.find(clusterType, `${clusterType}/${tail}`)?.versions?.[0]?.apiVersions.size;
    expect([count('autoUpgradeProfile.nodeOSUpgradeChannel'), count('apiServerAccessProfile.disableRunCommand'), count('securityProfile.azureDefender')]).toEqual([49, 22, 13]);
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
