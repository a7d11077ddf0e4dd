import { agentPoolType } from '../arm/api-versions.ts';

/**
 * Types without tags and location, which mode `Indexed` never sees (azure-policy-language.md §1.11, aks-network-isolation.md §7.1).
 * A small set on purpose: the full list is a capability table of the service.
 */
const withoutTagsAndLocation: ReadonlySet<string> = new Set(
  [
    agentPoolType,
    'Microsoft.ContainerRegistry/registries/cacheRules',
    'Microsoft.ContainerRegistry/registries/scopeMaps',
    'Microsoft.ContainerRegistry/registries/tokens',
    'Microsoft.ContainerService/managedClusters/maintenanceConfigurations',
    'Microsoft.KubernetesConfiguration/extensions',
    'Microsoft.KubernetesConfiguration/fluxConfigurations',
    'Microsoft.Network/networkSecurityGroups/securityRules',
    'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
    'Microsoft.Network/routeTables/routes',
    'Microsoft.Network/virtualNetworks/subnets',
    'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
    'Microsoft.Network/firewallPolicies/ruleCollectionGroups',
    'Microsoft.Authorization/roleAssignments',
  ].map((type) => type.toLowerCase()),
);

/** What of `Microsoft.Resources` is evaluated at all (azure-policy-language.md §1.2). */
const evaluatedResources: ReadonlySet<string> = new Set([
  'microsoft.resources/subscriptions',
  'microsoft.resources/resourcegroups',
  'microsoft.resources/subscriptions/resourcegroups',
]);

/** True when the type has tags and a location, so that mode `Indexed` sees it. */
export function isIndexed(type: string): boolean {
  return !withoutTagsAndLocation.has(type.toLowerCase());
}

/** False for the types that the service never evaluates: deployments and their like. */
export function isEvaluated(type: string): boolean {
  const name = type.toLowerCase();
  return !name.startsWith('microsoft.resources/') || evaluatedResources.has(name);
}
