/** Which of the ways to isolation a cluster takes. */
/** Absent members: network, registry and identities are AKS's own. */
export interface Variant {
  /** Absent: a living isolated cluster keeps its own, every other becomes `none`. */
  readonly outboundType?: 'none' | 'block';
  /** How the API server is reached privately: behind a private link (the default of a new cluster), or from a subnet of the cluster's network. */
  readonly apiServer?: 'private-link' | 'vnet-integration';
  readonly network?: OwnNetwork;
  readonly registry?: OwnRegistry;
  /** Id of the user-assigned identity that the control plane acts as. */
  readonly controlPlaneIdentityId?: string;
  /** Id of the user-assigned identity that nodes pull images as. */
  readonly kubeletIdentityId?: string;
}

/** A virtual network of the user's, its subnets by name. */
export interface OwnNetwork {
  /** Id of the virtual network. */
  readonly id: string;
  readonly nodeSubnet: string;
  /** Where the registry's private endpoint stands. */
  readonly endpointSubnet: string;
  /** Only with API server VNet integration. */
  readonly apiServerSubnet: string;
  /** Address prefix of a network that is absent, in CIDR form; its subnets are cut from it. */
  readonly addressPrefix: string;
}

/** A registry of the user's that nodes pull from. */
export interface OwnRegistry {
  /** Id of the registry. */
  readonly id: string;
  /** Id of the private DNS zone of registries, where one is kept elsewhere; absent: the one that the network is linked to, else one in the registry's group. */
  readonly zoneId?: string;
}

export const managedVariant: Variant = {};

export function variantOf({ variant }: { readonly variant?: Variant | undefined }): Variant {
  return variant ?? managedVariant;
}

/** Tags of everything that `deploy` makes and that can carry tags: `remove cluster` takes away what has both. */
export function ownTags({ subscriptionId, resourceGroup, name }: { readonly subscriptionId: string; readonly resourceGroup: string; readonly name: string }): Readonly<Record<string, string>> {
  return { [createdByTag]: createdBy, [clusterTag]: `${subscriptionId}/${resourceGroup}/${name}`.toLowerCase() };
}

export const createdByTag = 'created-by';
export const createdBy = 'aks-network-isolation';
/** Its value is `<subscription>/<resource group>/<cluster>` in lower case: an id may be longer than a tag's 256 characters. */
export const clusterTag = 'aks-isolation-cluster';
