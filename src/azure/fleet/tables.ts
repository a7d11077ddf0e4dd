/**
 * What is asked of Resource Graph: few queries, each for several types of one table, with those members of `properties` that exposure rules and bundled
 * policies read (held by `__tests__/azure/fleet/projection.test.ts`). Tables and the types in them: learn.microsoft.com/azure/governance/resource-graph/
 * reference/supported-tables-resources. Children that Azure shows in the document of their parent (pools, subnets, peerings, routes, rules) come with it;
 * cache rules of registries, DNS zone groups of private endpoints and connections of hubs are in no table.
 */
export interface FleetQuery {
  readonly table: string;
  /** Types as Azure spells them. */
  readonly types: readonly string[];
  /** Members of `properties`, as Azure spells them. */
  readonly members: readonly string[];
  /** KQL that narrows the rows down further. */
  readonly where?: string;
}

export const clusterQuery: FleetQuery = {
  table: 'resources',
  types: ['Microsoft.ContainerService/managedClusters'],
  members: [
    'addonProfiles', 'agentPoolProfiles', 'apiServerAccessProfile', 'autoUpgradeProfile', 'azureMonitorProfile', 'bootstrapProfile', 'currentKubernetesVersion',
    'hostedSystemProfile', 'httpProxyConfig', 'identityProfile', 'ingressProfile', 'kubernetesVersion', 'metricsProfile', 'networkProfile', 'nodeResourceGroup',
    'nodeResourceGroupProfile', 'powerState', 'provisioningState', 'publicNetworkAccess', 'resourceUID', 'securityProfile', 'serviceMeshProfile', 'servicePrincipalProfile',
  ],
};

/** What stands around clusters, for each subscription, and what many rules need: networks with what filters, routes and names in them, and registries. */
export const nearQueries: readonly FleetQuery[] = [
  { table: 'resources', types: ['Microsoft.Network/virtualNetworks'], members: ['addressSpace', 'dhcpOptions', 'subnets', 'virtualNetworkPeerings'] },
  { table: 'resources', types: ['Microsoft.Network/networkSecurityGroups', 'Microsoft.Network/routeTables'], members: ['disableBgpRoutePropagation', 'routes', 'securityRules'] },
  {
    table: 'resources',
    types: ['Microsoft.Network/privateEndpoints', 'Microsoft.Network/privateDnsZones', 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'],
    members: ['manualPrivateLinkServiceConnections', 'privateLinkServiceConnections', 'subnet', 'virtualNetwork'],
  },
  {
    table: 'resources',
    types: ['Microsoft.ContainerRegistry/registries', 'Microsoft.ContainerRegistry/registries/replications'],
    members: [
      'adminUserEnabled', 'anonymousPullEnabled', 'loginServer', 'networkRuleBypassAllowedForTasks', 'networkRuleBypassOptions', 'networkRuleSet', 'policies',
      'privateEndpointConnections', 'publicNetworkAccess', 'roleAssignmentMode',
    ],
  },
  {
    table: 'resources',
    types: [
      'Microsoft.Network/natGateways', 'Microsoft.Network/dnsResolverPolicies', 'Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks',
      'Microsoft.Network/dnsResolverPolicies/dnsSecurityRules', 'Microsoft.Network/dnsResolverDomainLists', 'Microsoft.Network/virtualNetworkGateways',
      'Microsoft.Network/virtualHubs', 'Microsoft.Network/virtualHubs/ipConfigurations',
    ],
    members: [
      'action', 'dnsResolverDomainLists', 'dnsSecurityRuleState', 'domains', 'gatewayType', 'ipConfigurations', 'priority', 'publicIPAddress', 'publicIpAddresses',
      'publicIpAddressesV6', 'publicIpPrefixes', 'publicIpPrefixesV6', 'serviceGateway', 'sourceVirtualNetwork', 'subnet', 'virtualNetwork',
    ],
  },
  { table: 'kubernetesconfigurationresources', types: ['Microsoft.KubernetesConfiguration/extensions'], members: ['extensionType'] },
  // Of the records those of registries: that nodes find them is what is asked.
  { table: 'dnsresources', types: ['Microsoft.Network/privateDnsZones/A'], members: ['aRecords'], where: "id contains '/privateDnsZones/privatelink.azurecr.'" },
];

/** What few rules need, of which there is most: identities and their roles. */
export const roleQueries: readonly FleetQuery[] = [
  { table: 'authorizationresources', types: ['Microsoft.Authorization/roleAssignments'], members: ['principalId', 'principalType', 'roleDefinitionId'] },
  { table: 'resources', types: ['Microsoft.ManagedIdentity/userAssignedIdentities'], members: ['principalId'] },
];

/** What AKS makes for the nodes, in their resource groups. */
export const nodeGroupQuery: FleetQuery = {
  table: 'resources',
  types: [
    'Microsoft.Compute/virtualMachineScaleSets', 'Microsoft.Network/loadBalancers', 'Microsoft.Network/networkInterfaces', 'Microsoft.Network/publicIPAddresses',
    'Microsoft.Network/publicIPPrefixes',
  ],
  members: [
    'frontendIPConfigurations', 'inboundNatPools', 'inboundNatRules', 'ipAddress', 'ipConfiguration', 'ipConfigurations', 'ipPrefix', 'loadBalancingRules', 'natGateway',
    'outboundRules', 'virtualMachineProfile',
  ],
};

const everyQuery = [clusterQuery, ...nearQueries, ...roleQueries, nodeGroupQuery];

/** The query that finds resources of a type by their id; undefined for a type that is not read. */
export function queryOfType(type: string): FleetQuery | undefined {
  return everyQuery.find(({ types }) => types.some((one) => one.toLowerCase() === type.toLowerCase()));
}
