/** How resources of a type are found. */
export type Listing =
  /** By a list of the subscription and of the group; `byGroupOnly`: Azure has no list of the subscription. */
  | { readonly kind: 'root'; readonly byGroupOnly: boolean }
  /** They stand whole in the document of the parent. */
  | { readonly kind: 'mirrored'; readonly parent: string }
  /** By one list for each parent; `segment` is what follows its id. */
  | { readonly kind: 'child'; readonly parent: string; readonly segment: string };

/** Children that the parent's document shows whole (ground-truth/byo-acr-create.json, update-to-isolated.json; the published types of their API versions). */
const mirrored: ReadonlySet<string> = new Set([
  'microsoft.containerservice/managedclusters/agentpools',
  'microsoft.network/virtualnetworks/subnets',
  'microsoft.network/virtualnetworks/virtualnetworkpeerings',
  'microsoft.network/routetables/routes',
  'microsoft.network/networksecuritygroups/securityrules',
]);

/** `Virtual Network Gateways - List` is an operation of a resource group only (learn.microsoft.com/rest/api/network-gateway/virtual-network-gateways/list). */
const byGroupOnly: ReadonlySet<string> = new Set(['microsoft.network/virtualnetworkgateways']);

/** Extension resources, and the type on whose resources they are looked for. */
const extensions: ReadonlyMap<string, string> = new Map([
  ['microsoft.kubernetesconfiguration/extensions', 'Microsoft.ContainerService/managedClusters'],
]);

/** How resources of a full type are found. */
export function listingOf(type: string): Listing {
  const lower = type.toLowerCase();
  const extended = extensions.get(lower);
  if (extended !== undefined) return { kind: 'child', parent: extended, segment: `/providers/${type}` };
  const segments = type.split('/');
  if (segments.length <= 2) return { kind: 'root', byGroupOnly: byGroupOnly.has(lower) };
  const parent = segments.slice(0, -1).join('/');
  return mirrored.has(lower) ? { kind: 'mirrored', parent } : { kind: 'child', parent, segment: `/${segments.at(-1) ?? ''}` };
}

/** The type whose list every search for a type begins with. */
export function rootOf(type: string): string {
  const listing = listingOf(type);
  return listing.kind === 'root' ? type : rootOf(listing.parent);
}
