/**
 * The API versions this project speaks, one per provider.
 * ContainerService: types published in Azure/bicep-types-az (2026-08); older versions hide newer properties, and a GET and PUT
 * with them would erase those. `agentPoolProfiles[].nodeImageVersion` is writable since 2026-04-01 and is never sent.
 * The others: types published in Azure/bicep-types-az (2026-08); KubernetesConfiguration and Resource Graph: their REST references; Compute, which is
 * only read: its template reference.
 */
export declare const apiVersions: {
    readonly managedClusters: '2026-05-01';
    readonly policy: '2025-03-01';
    readonly policyExemptions: '2022-07-01-preview';
    readonly policyRestrictions: '2024-10-01';
    readonly policyStates: '2024-10-01';
    readonly roleAssignments: '2022-04-01';
    readonly permissions: '2022-04-01';
    readonly locks: '2020-05-01';
    readonly providers: '2021-04-01';
    readonly resourceGroups: '2024-11-01';
    readonly tags: '2024-11-01';
    readonly resources: '2021-04-01';
    readonly containerRegistry: '2025-11-01';
    readonly network: '2025-05-01';
    readonly privateDns: '2024-06-01';
    readonly managedIdentity: '2024-11-30';
    readonly compute: '2024-07-01';
    readonly kubernetesConfiguration: '2024-11-01';
    readonly resourceGraph: '2024-04-01';
    readonly managementGroups: '2023-04-01';
    readonly activityLog: '2015-04-01';
};
/** The API version in which resources of a full type are read, or undefined for a provider that this project does not speak to. */
export declare function apiVersionOf(type: string): string | undefined;
export declare const managedClusterType = "Microsoft.ContainerService/managedClusters";
export declare const agentPoolType = "Microsoft.ContainerService/managedClusters/agentPools";
export declare const policyDefinitionType = "Microsoft.Authorization/policyDefinitions";
export declare const policySetDefinitionType = "Microsoft.Authorization/policySetDefinitions";
export declare const policyAssignmentType = "Microsoft.Authorization/policyAssignments";
export declare const policyExemptionType = "Microsoft.Authorization/policyExemptions";
export declare const roleAssignmentType = "Microsoft.Authorization/roleAssignments";
