/** Types of the resources that the prerequisites are made of. */
export const securityGroupType = 'Microsoft.Network/networkSecurityGroups';
export const privateEndpointType = 'Microsoft.Network/privateEndpoints';
export const zoneGroupType = `${privateEndpointType}/privateDnsZoneGroups`;
export const privateDnsZoneType = 'Microsoft.Network/privateDnsZones';
export const zoneLinkType = `${privateDnsZoneType}/virtualNetworkLinks`;
export const addressRecordType = `${privateDnsZoneType}/A`;
export const registryType = 'Microsoft.ContainerRegistry/registries';
export const cacheRuleType = `${registryType}/cacheRules`;
export const identityType = 'Microsoft.ManagedIdentity/userAssignedIdentities';
