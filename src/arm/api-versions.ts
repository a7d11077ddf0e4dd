/**
 * The API versions this project speaks, one per provider.
 * ContainerService: types published in Azure/bicep-types-az (2026-08); older versions hide newer properties, and a GET and PUT
 * with them would erase those. `agentPoolProfiles[].nodeImageVersion` is writable since 2026-04-01 and is never sent.
 */
export const apiVersions = {
  managedClusters: '2026-05-01',
  policy: '2025-03-01',
  resourceGroups: '2024-11-01',
} as const;

export const managedClusterType = 'Microsoft.ContainerService/managedClusters';
export const agentPoolType = 'Microsoft.ContainerService/managedClusters/agentPools';
export const policyDefinitionType = 'Microsoft.Authorization/policyDefinitions';
export const policySetDefinitionType = 'Microsoft.Authorization/policySetDefinitions';
export const policyAssignmentType = 'Microsoft.Authorization/policyAssignments';
