/** Specifications of every variant. */
import type { ClusterSpecification } from '../../../../src/isolation/specification.ts';
import type { OwnNetwork, OwnRegistry, Variant } from '../../../../src/isolation/deployment/variant.ts';
import { subscriptionId } from '../../../../src/sandbox/identities.ts';

export const group = `/subscriptions/${subscriptionId}/resourceGroups/rg`;
export const network: OwnNetwork = {
  id: `${group}/providers/Microsoft.Network/virtualNetworks/vnet`, nodeSubnet: 'nodes', endpointSubnet: 'endpoints', apiServerSubnet: 'api', addressPrefix: '10.224.0.0/16',
};
export const registry: OwnRegistry = { id: `${group}/providers/Microsoft.ContainerRegistry/registries/contoso` };
export const zoneId = `${group}/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io`;

export function specificationOf(variant: Partial<Variant> = {}, overrides: Partial<ClusterSpecification> = {}): ClusterSpecification {
  return { subscriptionId, resourceGroup: 'rg', name: 'demo', location: 'westeurope', variant: { outboundType: 'none', apiServer: 'private-link', ...variant }, ...overrides };
}

/** Own network and own registry, the API server behind a link. */
export const ownEverything = specificationOf({ network, registry });

export const variants: Readonly<Record<string, ClusterSpecification>> = {
  'managed network, managed registry': specificationOf(),
  'managed network, managed registry, integrated API server, block': specificationOf({ apiServer: 'vnet-integration', outboundType: 'block' }),
  'own network, managed registry': specificationOf({ network }),
  'own network, managed registry, integrated API server': specificationOf({ network, apiServer: 'vnet-integration' }),
  'own network, own registry': ownEverything,
  'own network, own registry, integrated API server': specificationOf({ network, registry, apiServer: 'vnet-integration' }),
};
