/** A cluster of the user's own network and registry, with all that it stands on, as documents. */
import { roles } from '../../../src/isolation/exposure/graph/access/built-in-roles.ts';
import type { JsonObject } from '../../../src/arm/json.ts';
import { idsOfIdentity } from '../../../src/sandbox/arm/authorization/principals.ts';
import { group, isolatedCluster, subscription } from '../arm-client.ts';

export const network = `${group}/providers/Microsoft.Network/virtualNetworks/vnet`;
export const nodes = `${network}/subnets/nodes`;
export const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/own`;
export const zone = `${group}/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io`;
export const endpoint = `${group}/providers/Microsoft.Network/privateEndpoints/endpoint`;
export const controlPlane = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/control-plane`;
export const kubelet = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/kubelet`;

const subnetMembers = { delegations: [], privateEndpointNetworkPolicies: 'Disabled' };

/** Everything that nodes start with, by names that a test can leave out. */
export const ground: Readonly<Record<string, JsonObject>> = {
  network: {
    id: network, location: 'westeurope',
    properties: {
      addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
      subnets: [{ name: 'nodes', properties: { addressPrefix: '10.0.0.0/24', ...subnetMembers } }, { name: 'endpoints', properties: { addressPrefix: '10.0.1.0/24', ...subnetMembers } }],
    },
  },
  registry: { id: registry, location: 'westeurope', sku: { name: 'Premium' }, properties: { loginServer: 'own.azurecr.io' } },
  cacheRule: { id: `${registry}/cacheRules/aks-managed-mcr`, properties: { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' } },
  endpoint: {
    id: endpoint, location: 'westeurope',
    properties: { subnet: { id: `${network}/subnets/endpoints` }, privateLinkServiceConnections: [{ name: 'registry', properties: { privateLinkServiceId: registry, groupIds: ['registry'] } }] },
  },
  records: { id: `${endpoint}/privateDnsZoneGroups/default`, properties: { privateDnsZoneConfigs: [{ name: 'zone', properties: { privateDnsZoneId: zone } }] } },
  zone: { id: zone, location: 'global', properties: {} },
  link: { id: `${zone}/virtualNetworkLinks/vnet`, location: 'global', properties: { virtualNetwork: { id: network }, registrationEnabled: false } },
  controlPlane: { id: controlPlane, location: 'westeurope', properties: idsOfIdentity(controlPlane) },
  kubelet: { id: kubelet, location: 'westeurope', properties: idsOfIdentity(kubelet) },
  joins: roleAssignment(nodes, '10000000-0000-4000-8000-000000000001', controlPlane, roles.networkContributor),
  assigns: roleAssignment(kubelet, '10000000-0000-4000-8000-000000000002', controlPlane, roles.managedIdentityOperator),
  pulls: roleAssignment(registry, '10000000-0000-4000-8000-000000000003', kubelet, roles.acrPull),
};

export function roleAssignment(scope: string, name: string, identity: string, role: string): JsonObject {
  return {
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    properties: { principalId: idsOfIdentity(identity).principalId, principalType: 'ServicePrincipal', roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}` },
  };
}

export function withOwnRegistry(properties: JsonObject = {}): JsonObject {
  return isolatedCluster({
    agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1, vmSize: 'Standard_DS2_v2', osType: 'Linux', type: 'VirtualMachineScaleSets', vnetSubnetID: nodes }],
    bootstrapProfile: { artifactSource: 'Cache', containerRegistryId: registry },
    identityProfile: { kubeletidentity: { resourceId: kubelet, clientId: idsOfIdentity(kubelet).clientId, objectId: idsOfIdentity(kubelet).principalId } },
    ...properties,
  }, { identity: { type: 'UserAssigned', userAssignedIdentities: { [controlPlane]: {} } } });
}
