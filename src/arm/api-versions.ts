/**
 * The API versions this project speaks, one per provider.
 * ContainerService: types published in Azure/bicep-types-az (2026-08); older versions hide newer properties, and a GET and PUT
 * with them would erase those. `agentPoolProfiles[].nodeImageVersion` is writable since 2026-04-01 and is never sent.
 * The others: types published in Azure/bicep-types-az (2026-08); KubernetesConfiguration and Resource Graph: their REST references; Compute, which is
 * only read: its template reference.
 */
export const apiVersions = {
  managedClusters: '2026-05-01',
  policy: '2025-03-01',
  policyExemptions: '2022-07-01-preview',
  policyRestrictions: '2024-10-01',
  policyStates: '2024-10-01',
  roleAssignments: '2022-04-01',
  permissions: '2022-04-01',
  locks: '2020-05-01',
  providers: '2021-04-01',
  resourceGroups: '2024-11-01',
  tags: '2024-11-01',
  resources: '2021-04-01',
  containerRegistry: '2025-11-01',
  network: '2025-05-01',
  privateDns: '2024-06-01',
  managedIdentity: '2024-11-30',
  compute: '2024-07-01',
  kubernetesConfiguration: '2024-11-01',
  resourceGraph: '2024-04-01',
  managementGroups: '2023-04-01',
  activityLog: '2015-04-01',
} as const;

const ofNamespace: ReadonlyMap<string, string> = new Map([
  ['microsoft.containerservice', apiVersions.managedClusters],
  ['microsoft.containerregistry', apiVersions.containerRegistry],
  ['microsoft.network', apiVersions.network],
  ['microsoft.managedidentity', apiVersions.managedIdentity],
  ['microsoft.compute', apiVersions.compute],
  ['microsoft.kubernetesconfiguration', apiVersions.kubernetesConfiguration],
]);

/** The API version in which resources of a full type are read, or undefined for a provider that this project does not speak to. */
export function apiVersionOf(type: string): string | undefined {
  const lower = type.toLowerCase();
  if (/^microsoft\.network\/privatednszones(?:\/|$)/.test(lower)) return apiVersions.privateDns;
  if (/^microsoft\.authorization\/roleassignments$/.test(lower)) return apiVersions.roleAssignments;
  return ofNamespace.get(lower.split('/')[0] ?? '');
}

export const managedClusterType = 'Microsoft.ContainerService/managedClusters';
export const agentPoolType = 'Microsoft.ContainerService/managedClusters/agentPools';
export const policyDefinitionType = 'Microsoft.Authorization/policyDefinitions';
export const policySetDefinitionType = 'Microsoft.Authorization/policySetDefinitions';
export const policyAssignmentType = 'Microsoft.Authorization/policyAssignments';
export const policyExemptionType = 'Microsoft.Authorization/policyExemptions';
export const roleAssignmentType = 'Microsoft.Authorization/roleAssignments';
