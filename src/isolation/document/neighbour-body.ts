import type { JsonObject } from '../../arm/json.ts';
import { without } from './without.ts';

/**
 * The body of a PUT from the document of a GET, of what stands around a cluster: read-only members taken out, every other kept, known to us or not.
 * Read-only: the published types of Microsoft.Network 2025-05-01 and Microsoft.ContainerRegistry 2025-11-01 (flag 2).
 * @param type `Microsoft.Network/virtualNetworks/subnets`
 */
export function neighbourBodyOf(type: string, living: JsonObject): JsonObject {
  return [...ofAll, ...(ofType.get(type.toLowerCase()) ?? [])].reduce((body, path) => without(body, path.split('.')), living);
}

const ofAll = [
  'id', 'name', 'type', 'etag', 'systemData', 'properties.provisioningState', 'properties.resourceGuid',
  'identity.principalId', 'identity.tenantId', 'identity.userAssignedIdentities.*.principalId', 'identity.userAssignedIdentities.*.clientId',
];

const ofSubnet = [
  'etag', 'properties.provisioningState', 'properties.privateEndpoints', 'properties.ipConfigurations', 'properties.ipConfigurationProfiles', 'properties.purpose',
  'properties.resourceNavigationLinks', 'properties.serviceAssociationLinks', 'properties.serviceEndpoints.*.provisioningState',
  'properties.delegations.*.etag', 'properties.delegations.*.properties.provisioningState', 'properties.applicationGatewayIPConfigurations.*.etag',
  'properties.applicationGatewayIPConfigurations.*.type', 'properties.ipamPoolPrefixAllocations.*.allocatedAddressPrefixes',
];

const ofType: ReadonlyMap<string, readonly string[]> = new Map([
  ['microsoft.network/virtualnetworks/subnets', ofSubnet],
  ['microsoft.network/virtualnetworks', ['properties.flowLogs', 'properties.defaultPublicNatGateway', ...ofSubnet.map((path) => `properties.subnets.*.${path}`)]],
  ['microsoft.network/networksecuritygroups', [
    'properties.defaultSecurityRules', 'properties.networkInterfaces', 'properties.subnets', 'properties.flowLogs',
    'properties.securityRules.*.etag', 'properties.securityRules.*.properties.provisioningState',
  ]],
  ['microsoft.containerregistry/registries', [
    'sku.tier', 'properties.loginServer', 'properties.creationDate', 'properties.status', 'properties.dataEndpointHostNames', 'properties.privateEndpointConnections',
    'properties.policies.retentionPolicy.lastUpdatedTime', 'properties.encryption.keyVaultProperties.versionedKeyIdentifier',
    'properties.encryption.keyVaultProperties.keyRotationEnabled', 'properties.encryption.keyVaultProperties.lastKeyRotationTimestamp',
  ]],
]);
