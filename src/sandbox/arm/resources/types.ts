/** Whose habits a type has: shape of documents, long-running operations, words. */
export type Service = 'network' | 'registry' | 'privateDns' | 'identity' | 'compute' | 'kubernetesConfiguration';

/** One row of the table of resource types. */
export interface ResourceType {
  /** In Azure's case: `Microsoft.Network/virtualNetworks/subnets`. */
  readonly type: string;
  readonly service: Service;
  /** Where it stands: `regional` and `global` ones have a location and tags; `parent`'s have neither. */
  readonly location: 'regional' | 'global' | 'parent';
  /** How long Azure takes to write or delete it; absent: it does so at once. */
  readonly operationMilliseconds?: number;
  /** The property of the parent's document in which it stands as well. */
  readonly mirror?: string;
  /** Azure cannot list it by subscription. */
  readonly isListedByGroupOnly?: true;
  /** What a PATCH takes; absent: there is none. */
  readonly patch?: 'tags' | 'merge';
  /** It is made by a service: it can be read, not written. */
  readonly isReadOnly?: true;
  /** It is an extension of a resource of this type and is listed there only. */
  readonly extends?: string;
}

export const recordType = 'Microsoft.Network/privateDnsZones/A';

const network = { service: 'network', location: 'regional', patch: 'tags' } as const;
const networkChild = { service: 'network', location: 'parent' } as const;

/**
 * The resources around a cluster. Durations: between the first poll and the one that said Succeeded, in byo-acr-create.json for
 * networks, subnets, registries, cache rules, private endpoints, zones and links; estimates of the same kind for the others.
 */
export const resourceTypes: readonly ResourceType[] = [
  { type: 'Microsoft.ContainerRegistry/registries', service: 'registry', location: 'regional', patch: 'merge', operationMilliseconds: 9_000 },
  { type: 'Microsoft.ContainerRegistry/registries/cacheRules', service: 'registry', location: 'parent', patch: 'merge', operationMilliseconds: 8_000 },
  { type: 'Microsoft.ContainerRegistry/registries/privateEndpointConnections', service: 'registry', location: 'parent', isReadOnly: true },
  { type: 'Microsoft.ContainerRegistry/registries/replications', service: 'registry', location: 'regional', patch: 'merge', operationMilliseconds: 60_000 },
  { type: 'Microsoft.Network/virtualNetworks', ...network, operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/virtualNetworks/subnets', ...networkChild, operationMilliseconds: 8_000, mirror: 'subnets' },
  { type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings', ...networkChild, operationMilliseconds: 8_000, mirror: 'virtualNetworkPeerings' },
  { type: 'Microsoft.Network/networkSecurityGroups', ...network, operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/networkSecurityGroups/securityRules', ...networkChild, operationMilliseconds: 8_000, mirror: 'securityRules' },
  { type: 'Microsoft.Network/routeTables', ...network, operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/routeTables/routes', ...networkChild, operationMilliseconds: 8_000, mirror: 'routes' },
  { type: 'Microsoft.Network/natGateways', ...network, operationMilliseconds: 10_000 },
  { type: 'Microsoft.Network/publicIPAddresses', ...network, operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/publicIPPrefixes', ...network, operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/loadBalancers', ...network, operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/virtualNetworkGateways', ...network, operationMilliseconds: 1_500_000, isListedByGroupOnly: true },
  { type: 'Microsoft.Network/virtualHubs', ...network, operationMilliseconds: 600_000 },
  { type: 'Microsoft.Network/virtualHubs/ipConfigurations', ...networkChild, operationMilliseconds: 120_000 },
  { type: 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections', ...networkChild, operationMilliseconds: 120_000 },
  { type: 'Microsoft.Network/privateEndpoints', service: 'network', location: 'regional', operationMilliseconds: 60_000 },
  { type: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups', ...networkChild, operationMilliseconds: 15_000 },
  { type: 'Microsoft.Network/networkInterfaces', ...network, operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/dnsResolverPolicies', ...network, patch: 'merge', operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks', ...network, patch: 'merge', operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/dnsResolverPolicies/dnsSecurityRules', ...network, patch: 'merge', operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/dnsResolverDomainLists', ...network, patch: 'merge', operationMilliseconds: 8_000 },
  { type: 'Microsoft.Network/privateDnsZones', service: 'privateDns', location: 'global', patch: 'merge', operationMilliseconds: 25_000 },
  { type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks', service: 'privateDns', location: 'global', patch: 'merge', operationMilliseconds: 25_000 },
  { type: recordType, service: 'privateDns', location: 'parent', patch: 'merge' },
  // Made by AKS in the resource group of the nodes; here only where an estate has them.
  { type: 'Microsoft.Compute/virtualMachineScaleSets', service: 'compute', location: 'regional', isReadOnly: true },
  { type: 'Microsoft.ManagedIdentity/userAssignedIdentities', service: 'identity', location: 'regional', patch: 'merge' },
  { type: 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials', service: 'identity', location: 'parent' },
  {
    type: 'Microsoft.KubernetesConfiguration/extensions',
    service: 'kubernetesConfiguration',
    location: 'parent',
    operationMilliseconds: 90_000,
    extends: 'Microsoft.ContainerService/managedClusters',
  },
];

const byName: ReadonlyMap<string, ResourceType> = new Map(resourceTypes.map((row) => [row.type.toLowerCase(), row]));

/** The row of a type, in whatever case it is written. */
export function findType(type: string): ResourceType | undefined {
  return byName.get(type.toLowerCase());
}

/** The row of the type above: of the virtual network for a subnet. An extension stands under no type of this table. */
export function parentType({ type }: ResourceType): ResourceType | undefined {
  return findType(type.split('/').slice(0, -1).join('/'));
}

type MirroredType = ResourceType & { readonly mirror: string };

const mirrored: ReadonlyMap<string, readonly MirroredType[]> = new Map(resourceTypes.map(({ type }) => [
  type, resourceTypes.flatMap((row) => (row.mirror !== undefined && parentType(row)?.type === type ? [{ ...row, mirror: row.mirror }] : [])),
]));

/** The types whose resources stand in the document of a type as well. */
export function mirroredTypes({ type }: ResourceType): readonly MirroredType[] {
  return mirrored.get(type) ?? [];
}
