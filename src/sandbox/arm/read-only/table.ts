/**
 * What callers cannot set, by type: members that are read-only in the published types (Azure/bicep-types-az, of the versions in `src/arm/api-versions.ts`),
 * held by `__tests__/sandbox/published/read-only.test.ts`. `x.y` is `properties.x.y`, `/x.y` is at the root, `[*]` is any element, `*` is any member. Left out
 * are `id`, `name`, `type` and `etag` at the root, which nothing is made of, and the insides of other resources that a document points to.
 */
export const readOnlyWords: Readonly<Record<string, string>> = {
  'Microsoft.ContainerRegistry/registries': `
    loginServer creationDate provisioningState status policies.retentionPolicy.lastUpdatedTime encryption.keyVaultProperties.versionedKeyIdentifier
    encryption.keyVaultProperties.keyRotationEnabled encryption.keyVaultProperties.lastKeyRotationTimestamp dataEndpointHostNames
    privateEndpointConnections /sku.tier /identity.principalId /identity.tenantId /identity.userAssignedIdentities.*.principalId
    /identity.userAssignedIdentities.*.clientId /systemData
  `,
  'Microsoft.ContainerRegistry/registries/cacheRules': `
    creationDate provisioningState /systemData
  `,
  'Microsoft.ContainerRegistry/registries/privateEndpointConnections': `
    provisioningState /systemData
  `,
  'Microsoft.ContainerRegistry/registries/replications': `
    provisioningState status /systemData
  `,
  'Microsoft.Network/virtualNetworks': `
    addressSpace.ipamPoolPrefixAllocations[*].allocatedAddressPrefixes resourceGuid provisioningState bgpCommunities.regionalCommunity flowLogs
    defaultPublicNatGateway
  `,
  'Microsoft.Network/virtualNetworks/subnets': `
    serviceEndpoints[*].provisioningState privateEndpoints ipConfigurations ipConfigurationProfiles resourceNavigationLinks serviceAssociationLinks
    delegations[*].properties.actions delegations[*].properties.provisioningState delegations[*].etag purpose provisioningState
    applicationGatewayIPConfigurations[*].properties.provisioningState applicationGatewayIPConfigurations[*].etag
    applicationGatewayIPConfigurations[*].type ipamPoolPrefixAllocations[*].allocatedAddressPrefixes
  `,
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings': `
    localAddressSpace.ipamPoolPrefixAllocations[*].allocatedAddressPrefixes
    localVirtualNetworkAddressSpace.ipamPoolPrefixAllocations[*].allocatedAddressPrefixes
    remoteAddressSpace.ipamPoolPrefixAllocations[*].allocatedAddressPrefixes
    remoteVirtualNetworkAddressSpace.ipamPoolPrefixAllocations[*].allocatedAddressPrefixes remoteBgpCommunities.regionalCommunity
    remoteVirtualNetworkEncryption provisioningState resourceGuid
  `,
  'Microsoft.Network/networkSecurityGroups': `
    defaultSecurityRules networkInterfaces subnets flowLogs resourceGuid provisioningState
  `,
  'Microsoft.Network/networkSecurityGroups/securityRules': `
    provisioningState
  `,
  'Microsoft.Network/routeTables': `
    subnets provisioningState resourceGuid
  `,
  'Microsoft.Network/routeTables/routes': `
    provisioningState hasBgpOverride
  `,
  'Microsoft.Network/natGateways': `
    subnets resourceGuid provisioningState
  `,
  'Microsoft.Network/publicIPAddresses': `
    ipConfiguration resourceGuid provisioningState
  `,
  'Microsoft.Network/publicIPPrefixes': `
    ipPrefix publicIPAddresses loadBalancerFrontendIpConfiguration resourceGuid provisioningState
  `,
  'Microsoft.Network/loadBalancers': `
    frontendIPConfigurations[*].properties.inboundNatRules frontendIPConfigurations[*].properties.inboundNatPools
    frontendIPConfigurations[*].properties.outboundRules frontendIPConfigurations[*].properties.loadBalancingRules
    frontendIPConfigurations[*].properties.provisioningState frontendIPConfigurations[*].etag frontendIPConfigurations[*].type
    backendAddressPools[*].properties.loadBalancerBackendAddresses[*].properties.networkInterfaceIPConfiguration
    backendAddressPools[*].properties.loadBalancerBackendAddresses[*].properties.inboundNatRulesPortMapping
    backendAddressPools[*].properties.backendIPConfigurations backendAddressPools[*].properties.loadBalancingRules
    backendAddressPools[*].properties.outboundRule backendAddressPools[*].properties.outboundRules backendAddressPools[*].properties.inboundNatRules
    backendAddressPools[*].properties.provisioningState backendAddressPools[*].etag backendAddressPools[*].type
    loadBalancingRules[*].properties.provisioningState loadBalancingRules[*].etag loadBalancingRules[*].type probes[*].properties.loadBalancingRules
    probes[*].properties.provisioningState probes[*].etag probes[*].type inboundNatRules[*].properties.backendIPConfiguration
    inboundNatRules[*].properties.provisioningState inboundNatRules[*].etag inboundNatRules[*].type inboundNatPools[*].properties.provisioningState
    inboundNatPools[*].etag inboundNatPools[*].type outboundRules[*].properties.provisioningState outboundRules[*].etag outboundRules[*].type
    resourceGuid provisioningState
  `,
  'Microsoft.Network/virtualNetworkGateways': `
    ipConfigurations[*].properties.privateIPAddress ipConfigurations[*].properties.provisioningState ipConfigurations[*].etag sku.capacity
    vpnClientConfiguration.vpnClientAddressPool.ipamPoolPrefixAllocations[*].allocatedAddressPrefixes
    vpnClientConfiguration.vpnClientRootCertificates[*].properties.provisioningState vpnClientConfiguration.vpnClientRootCertificates[*].etag
    vpnClientConfiguration.vpnClientRevokedCertificates[*].properties.provisioningState vpnClientConfiguration.vpnClientRevokedCertificates[*].etag
    vpnClientConfiguration.vngClientConnectionConfigurations[*].properties.vpnClientAddressPool.ipamPoolPrefixAllocations[*].allocatedAddressPrefixes
    vpnClientConfiguration.vngClientConnectionConfigurations[*].properties.provisioningState
    vpnClientConfiguration.vngClientConnectionConfigurations[*].etag virtualNetworkGatewayPolicyGroups[*].properties.vngClientConnectionConfigurations
    virtualNetworkGatewayPolicyGroups[*].properties.provisioningState virtualNetworkGatewayPolicyGroups[*].etag
    bgpSettings.bgpPeeringAddresses[*].defaultBgpIpAddresses bgpSettings.bgpPeeringAddresses[*].tunnelIpAddresses
    customRoutes.ipamPoolPrefixAllocations[*].allocatedAddressPrefixes resourceGuid provisioningState inboundDnsForwardingEndpoint
    natRules[*].properties.provisioningState natRules[*].etag natRules[*].type /identity.principalId /identity.tenantId
    /identity.userAssignedIdentities.*.principalId /identity.userAssignedIdentities.*.clientId
  `,
  'Microsoft.Network/virtualHubs': `
    provisioningState virtualHubRouteTableV2s[*].properties.provisioningState virtualHubRouteTableV2s[*].etag routingState bgpConnections
    ipConfigurations routeMaps /kind
  `,
  'Microsoft.Network/virtualHubs/ipConfigurations': `
    provisioningState
  `,
  'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections': `
    routingConfiguration.vnetRoutes.bgpConnections provisioningState
  `,
  'Microsoft.Network/privateEndpoints': `
    networkInterfaces provisioningState privateLinkServiceConnections[*].properties.provisioningState privateLinkServiceConnections[*].type
    privateLinkServiceConnections[*].etag manualPrivateLinkServiceConnections[*].properties.provisioningState
    manualPrivateLinkServiceConnections[*].type manualPrivateLinkServiceConnections[*].etag ipConfigurations[*].type ipConfigurations[*].etag
  `,
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': `
    provisioningState privateDnsZoneConfigs[*].properties.recordSets
  `,
  'Microsoft.Network/networkInterfaces': `
    virtualMachine privateEndpoint ipConfigurations[*].properties.applicationGatewayBackendAddressPools[*].properties.backendIPConfigurations
    ipConfigurations[*].properties.applicationGatewayBackendAddressPools[*].properties.provisioningState
    ipConfigurations[*].properties.applicationGatewayBackendAddressPools[*].etag
    ipConfigurations[*].properties.applicationGatewayBackendAddressPools[*].type ipConfigurations[*].properties.provisioningState
    ipConfigurations[*].properties.privateLinkConnectionProperties ipConfigurations[*].etag ipConfigurations[*].type tapConfigurations
    dnsSettings.appliedDnsServers dnsSettings.internalFqdn dnsSettings.internalDomainNameSuffix macAddress primary vnetEncryptionSupported
    defaultOutboundConnectivityEnabled hostedWorkloads dscpConfiguration resourceGuid provisioningState
  `,
  'Microsoft.Network/privateDnsZones': `
    maxNumberOfRecordSets numberOfRecordSets maxNumberOfVirtualNetworkLinks numberOfVirtualNetworkLinks maxNumberOfVirtualNetworkLinksWithRegistration
    numberOfVirtualNetworkLinksWithRegistration provisioningState internalId /systemData
  `,
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': `
    virtualNetworkLinkState provisioningState /systemData
  `,
  'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials': `
    /systemData
  `,
  'Microsoft.ManagedIdentity/userAssignedIdentities': `
    tenantId principalId clientId /systemData
  `,
  'Microsoft.Network/privateDnsZones/A': `
    fqdn isAutoRegistered /systemData
  `,
  'Microsoft.ContainerService/managedClusters': `
    provisioningState powerState maxAgentPools currentKubernetesVersion fqdn privateFQDN azurePortalFQDN agentPoolProfiles[*].eTag
    agentPoolProfiles[*].currentOrchestratorVersion agentPoolProfiles[*].provisioningState agentPoolProfiles[*].status.provisioningError
    agentPoolProfiles[*].localDNSProfile.state addonProfiles.*.identity podIdentityProfile.userAssignedIdentities[*].provisioningState
    podIdentityProfile.userAssignedIdentities[*].provisioningInfo oidcIssuerProfile.issuerURL networkProfile.loadBalancerProfile.effectiveOutboundIPs
    networkProfile.natGatewayProfile.effectiveOutboundIPs privateLinkResources[*].privateLinkServiceID ingressProfile.webAppRouting.identity
    resourceUID status.provisioningError /eTag /identity.principalId /identity.tenantId /identity.userAssignedIdentities.*.principalId
    /identity.userAssignedIdentities.*.clientId /systemData
  `,
  'Microsoft.ContainerService/managedClusters/agentPools': `
    eTag currentOrchestratorVersion provisioningState status.provisioningError localDNSProfile.state /systemData
  `,
  'Microsoft.Authorization/policySetDefinitions': `
    policyDefinitions[*].latestDefinitionVersion policyDefinitions[*].effectiveDefinitionVersion /systemData
  `,
  'Microsoft.Authorization/policyAssignments': `
    latestDefinitionVersion effectiveDefinitionVersion scope instanceId /identity.principalId /identity.tenantId
    /identity.userAssignedIdentities.*.principalId /identity.userAssignedIdentities.*.clientId /systemData
  `,
};
