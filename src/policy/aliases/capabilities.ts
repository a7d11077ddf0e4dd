import type { TypeCapabilities } from './table.ts';

/**
 * Capabilities by the `.types.json` files of Azure/azure-policy-linter (MIT, 2026). In these namespaces root types have tags and a location
 * and child types have neither, but for those that are listed.
 */
const namespaces = `ContainerService ContainerRegistry Network ManagedIdentity KubernetesConfiguration`;

/** Child types with tags and a location of their own. */
const trackedChildren = `
  ContainerService/fleets/managedNamespaces ContainerService/managedClusters/managedNamespaces ContainerRegistry/registries/agentPools
  ContainerRegistry/registries/replications ContainerRegistry/registries/tasks ContainerRegistry/registries/webhooks
  Network/dnsResolverPolicies/dnsSecurityRules Network/dnsResolverPolicies/virtualNetworkLinks Network/dnsResolvers/inboundEndpoints
  Network/dnsResolvers/outboundEndpoints Network/networkManagers/ipamPools Network/networkManagers/verifierWorkspaces
  Network/networkWatchers/agents Network/networkWatchers/connectionAnalyzers Network/networkWatchers/connectionMonitors
  Network/networkWatchers/flowLogs Network/networkWatchers/lenses Network/networkWatchers/pingMeshes
  Network/privateDnsZones/virtualNetworkLinks
`;

/** Root types without them: most are extensions of other resources. */
const plainRoots = `
  ContainerService/deploymentSafeguards ContainerService/fleetMemberships Network/networkManagerConnections
  Network/networkGroupMemberships Network/cloudServiceNetworkInterfaces Network/cloudServicePublicIPAddresses Network/cloudServiceSlots
  Network/copilot ManagedIdentity/identities KubernetesConfiguration/extensions KubernetesConfiguration/extensionTypes
  KubernetesConfiguration/fluxConfigurations KubernetesConfiguration/namespaces KubernetesConfiguration/sourceControlConfigurations
`;

let exceptions: { readonly namespaces: ReadonlySet<string>; readonly types: ReadonlySet<string> } | undefined;

/** What types of the bundled table's namespaces support, whether or not the table lists them; undefined for types of other namespaces. */
export function capabilitiesOf(type: string): TypeCapabilities | undefined {
  exceptions ??= { namespaces: wordsOf(namespaces), types: wordsOf(trackedChildren + plainRoots) };
  const [namespace = '', ...segments] = type.toLowerCase().split('/');
  if (!exceptions.namespaces.has(namespace)) return undefined;
  const isRoot = segments.length === 1;
  const isTracked = isRoot !== exceptions.types.has(type.toLowerCase());
  return { tags: isTracked, location: isTracked };
}

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/).map((word) => `microsoft.${word.toLowerCase()}`));
}
