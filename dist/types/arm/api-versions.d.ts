/**
 * The API versions this project speaks, one per provider.
 * ContainerService: types published in Azure/bicep-types-az (2026-08); older versions hide newer properties, and a GET and PUT
 * with them would erase those. `agentPoolProfiles[].nodeImageVersion` is writable since 2026-04-01 and is never sent.
 */
export declare const apiVersions: {
    readonly managedClusters: '2026-05-01';
    readonly policy: '2025-03-01';
    readonly resourceGroups: '2024-11-01';
};
export declare const managedClusterType = "Microsoft.ContainerService/managedClusters";
export declare const agentPoolType = "Microsoft.ContainerService/managedClusters/agentPools";
export declare const policyDefinitionType = "Microsoft.Authorization/policyDefinitions";
export declare const policySetDefinitionType = "Microsoft.Authorization/policySetDefinitions";
export declare const policyAssignmentType = "Microsoft.Authorization/policyAssignments";
