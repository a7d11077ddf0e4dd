/** What the prerequisites are called where nobody names them. Everything that decides a name or a place stands here. */
import { formatResourceId, parseResourceId } from '../../../arm/resource-id.ts';
import { uuid5 } from '../../../language/functions/identity/identity.ts';
import { resourceGroupIdOf, type ClusterSpecification } from '../../specification.ts';
import type { OwnNetwork, OwnRegistry } from '../variant.ts';
import { privateDnsZoneType, privateEndpointType, securityGroupType, identityType } from './types.ts';

type Named = Pick<ClusterSpecification, 'subscriptionId' | 'resourceGroup' | 'name'>;

/** In the cluster's resource group: `id-<cluster>-control-plane`. */
export function defaultControlPlaneIdentityId(specification: Named): string {
  return formatResourceId(resourceGroupIdOf(specification), identityType, `id-${specification.name}-control-plane`);
}

/** In the cluster's resource group: `id-<cluster>-kubelet`. */
export function defaultKubeletIdentityId(specification: Named): string {
  return formatResourceId(resourceGroupIdOf(specification), identityType, `id-${specification.name}-kubelet`);
}

/** Of the subnet of the nodes, in the network's resource group: `nsg-<cluster>-nodes`. */
export function nodeSecurityGroupId(specification: Named, network: Pick<OwnNetwork, 'id'>): string {
  return formatResourceId(scopeOf(network.id), securityGroupType, `nsg-${specification.name}-nodes`);
}

/** In the network's resource group: `pe-<registry>-<8 digits that stand for the network>`, as each network has one of its own. */
export function defaultEndpointId(network: Pick<OwnNetwork, 'id'>, registry: Pick<OwnRegistry, 'id'>): string {
  return formatResourceId(scopeOf(network.id), privateEndpointType, `pe-${nameOf(registry.id).slice(0, 60)}-${digitsFor(network.id)}`);
}

/** The zone of registries in the registry's resource group. */
export function defaultZoneId(registry: Pick<OwnRegistry, 'id'>, zoneName: string): string {
  return formatResourceId(scopeOf(registry.id), privateDnsZoneType, zoneName);
}

/** `link-<network>-<8 digits that stand for it>`: networks of one name may share a zone. Azure answers it in lower case. */
export function zoneLinkId(zoneId: string, network: Pick<OwnNetwork, 'id'>): string {
  return `${zoneId}/virtualNetworkLinks/link-${nameOf(network.id).slice(0, 60)}-${digitsFor(network.id)}`.replace(/[^/]+$/, (name) => name.toLowerCase());
}

/** Azure's portal calls it so; an endpoint has one at most. */
export function defaultZoneGroupId(endpointId: string): string {
  return `${endpointId}/privateDnsZoneGroups/default`;
}

/** The rule's name is AKS's (documentation "Create a network isolated AKS cluster"). */
export const cacheRule = { name: 'aks-managed-mcr', source: 'mcr.microsoft.com/*', target: 'aks-managed-repository/*' } as const;

export function cacheRuleId(registry: Pick<OwnRegistry, 'id'>): string {
  return `${registry.id}/cacheRules/${cacheRule.name}`;
}

export function subnetId(network: Pick<OwnNetwork, 'id'>, name: string): string {
  return `${network.id}/subnets/${name}`;
}

/**
 * The name of a role assignment: what a template's `guid()` makes of scope, identity and role. With the principal, where it is known: an identity that
 * was made anew under its old name is another principal, and an assignment never changes its own.
 */
export function roleAssignmentName(scope: string, identityId: string, role: string, principalId: string | undefined): string {
  return uuid5([scope, identityId, role, ...(principalId === undefined ? [] : [principalId])].join('-').toLowerCase());
}

/** `privatelink.azurecr.io`, and its sisters in other clouds (public templates). @param loginServer of the registry, where it is there */
export function registryZoneName(loginServer: string | undefined, location: string | undefined): string {
  const suffix = /\.(azurecr\.[a-z]+)$/i.exec(loginServer ?? '')?.[1]?.toLowerCase();
  if (suffix !== undefined) return `privatelink.${suffix}`;
  if (/^usgov|^usdod/i.test(location ?? '')) return 'privatelink.azurecr.us';
  return /^china/i.test(location ?? '') ? 'privatelink.azurecr.cn' : 'privatelink.azurecr.io';
}

export function nameOf(id: string): string {
  return parseResourceId(id)?.name ?? id;
}

/** The resource group, as the id writes it. */
export function scopeOf(id: string): string {
  return parseResourceId(id)?.scope ?? '';
}

/** `/subscriptions/…` of an id. */
export function subscriptionScopeOf(id: string): string {
  return `/subscriptions/${parseResourceId(id)?.subscriptionId ?? ''}`;
}

/** The id of the network that a subnet lies in; undefined for an id of something else. */
export function networkIdOf(subnet: string): string | undefined {
  return /^(.*\/virtualNetworks\/[^/]+)\/subnets\/[^/]+$/i.exec(subnet)?.[1];
}

function digitsFor(id: string): string {
  return uuid5(id.toLowerCase()).slice(0, 8);
}
