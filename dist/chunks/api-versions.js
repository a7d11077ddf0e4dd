/**
 * The API versions this project speaks, one per provider.
 * ContainerService: types published in Azure/bicep-types-az (2026-08); older versions hide newer properties, and a GET and PUT
 * with them would erase those. `agentPoolProfiles[].nodeImageVersion` is writable since 2026-04-01 and is never sent.
 */
const apiVersions = {
  managedClusters: '2026-05-01',
  policy: '2025-03-01',
  resourceGroups: '2024-11-01',
}         ;

const managedClusterType = 'Microsoft.ContainerService/managedClusters';
const agentPoolType = 'Microsoft.ContainerService/managedClusters/agentPools';
const policyDefinitionType = 'Microsoft.Authorization/policyDefinitions';
const policySetDefinitionType = 'Microsoft.Authorization/policySetDefinitions';
const policyAssignmentType = 'Microsoft.Authorization/policyAssignments';

export { agentPoolType, apiVersions, managedClusterType, policyAssignmentType, policyDefinitionType, policySetDefinitionType };
