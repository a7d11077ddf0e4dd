/**
 * Names and paths of aliases by resource type: facts from the public export of January 2024 (JanneMattila/azure-policy-evaluator, MIT),
 * pruned to what rules on isolation and the public built-ins use; what came later from the tables of 2026 in Azure/azure-policy-linter (MIT).
 * One word for each alias, the part behind the type:
 * - `x.y` points to `properties.x.y`
 * - `/x.y` points to the root: `x.y`
 * - `+x[*].y` points to `properties.x[*].properties.y`: every element has `properties` of its own
 * - `x=path` says where it points
 */
export const aliasWords: Readonly<Record<string, string>> = {
  'Microsoft.ContainerService/managedClusters/maintenanceConfigurations': `
    maintenanceWindow maintenanceWindow.durationHours maintenanceWindow.notAllowedDates maintenanceWindow.notAllowedDates[*]
    maintenanceWindow.notAllowedDates[*].end maintenanceWindow.notAllowedDates[*].start maintenanceWindow.schedule
    maintenanceWindow.schedule.absoluteMonthly maintenanceWindow.schedule.daily maintenanceWindow.schedule.relativeMonthly
    maintenanceWindow.schedule.weekly maintenanceWindow.startDate maintenanceWindow.startTime maintenanceWindow.utcOffset notAllowedTime
    notAllowedTime[*] notAllowedTime[*].end notAllowedTime[*].start timeInWeek timeInWeek[*] timeInWeek[*].day timeInWeek[*].hourSlots
    timeInWeek[*].hourSlots[*]
  `,
  'Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings': `
    roles roles[*] sourceResourceId
  `,
  'Microsoft.ContainerService/fleets': `
    hubProfile hubProfile.dnsPrefix hubProfile.fqdn hubProfile.kubernetesVersion
  `,
  'Microsoft.ContainerService/fleets/members': `
    clusterResourceId group
  `,
  'Microsoft.ContainerService/snapshots': `
    creationData creationData.sourceResourceId enableFIPS kubernetesVersion nodeImageVersion osSku osType snapshotType vmSize
  `,
  'Microsoft.ContainerRegistry/registries': `
    adminUserEnabled anonymousPullEnabled dataEndpointEnabled dataEndpointHostNames dataEndpointHostNames[*] encryption
    encryption.keyVaultProperties encryption.keyVaultProperties.identity encryption.keyVaultProperties.keyIdentifier
    encryption.keyVaultProperties.keyRotationEnabled encryption.keyVaultProperties.lastKeyRotationTimestamp
    encryption.keyVaultProperties.versionedKeyIdentifier encryption.status firewallRules firewallRules[*] firewallRulesEnabled
    loginServer networkRuleBypassAllowedForTasks networkRuleBypassOptions networkRuleSet networkRuleSet.defaultAction networkRuleSet.ipRules networkRuleSet.ipRules[*]
    networkRuleSet.ipRules[*].action networkRuleSet.ipRules[*].value networkRuleSet.virtualNetworkRules
    networkRuleSet.virtualNetworkRules[*] networkRuleSet.virtualNetworkRules[*].action networkRuleSet.virtualNetworkRules[*].id
    pipelineRuns.request=properties.request pipelineRuns.request.artifacts=properties.request.artifacts
    pipelineRuns.request.artifacts[*]=properties.request.artifacts[*]
    pipelineRuns.request.catalogDigest=properties.request.catalogDigest
    pipelineRuns.request.pipelineResourceId=properties.request.pipelineResourceId pipelineRuns.request.source=properties.request.source
    pipelineRuns.request.target=properties.request.target pipelineRuns.response=properties.response
    pipelineRuns.response.catalogDigest=properties.response.catalogDigest
    pipelineRuns.response.finishTime=properties.response.finishTime
    pipelineRuns.response.importedArtifacts=properties.response.importedArtifacts
    pipelineRuns.response.importedArtifacts[*]=properties.response.importedArtifacts[*]
    pipelineRuns.response.pipelineRunErrorMessage=properties.response.pipelineRunErrorMessage
    pipelineRuns.response.progress=properties.response.progress pipelineRuns.response.source=properties.response.source
    pipelineRuns.response.startTime=properties.response.startTime pipelineRuns.response.target=properties.response.target
    pipelineRuns.response.trigger=properties.response.trigger policies policies.azureADAuthenticationAsArmPolicy
    policies.azureADAuthenticationAsArmPolicy.status policies.exportPolicy policies.exportPolicy.status policies.quarantinePolicy
    policies.quarantinePolicy.status policies.retentionPolicy policies.retentionPolicy.days policies.retentionPolicy.lastUpdatedTime
    policies.retentionPolicy.status policies.softDeletePolicy policies.softDeletePolicy.lastUpdatedTime
    policies.softDeletePolicy.retentionDays policies.softDeletePolicy.status policies.trustPolicy policies.trustPolicy.status
    policies.trustPolicy.type
    privateEndpointConnections privateEndpointConnections[*] privateEndpointConnections[*].id privateEndpointConnections[*].name
    +privateEndpointConnections[*].privateEndpoint +privateEndpointConnections[*].privateEndpoint.id
    +privateEndpointConnections[*].privateLinkServiceConnectionState
    +privateEndpointConnections[*].privateLinkServiceConnectionState.actionsRequired
    +privateEndpointConnections[*].privateLinkServiceConnectionState.description
    +privateEndpointConnections[*].privateLinkServiceConnectionState.status privateEndpointConnections[*].type publicNetworkAccess
    roleAssignmentMode /sku /sku.name /sku.tier storageAccount storageAccount.accessKey storageAccount.id storageAccount.name
    taskRuns.forceUpdateTag=properties.forceUpdateTag taskRuns.runRequest=properties.runRequest
    taskRuns.runRequest.agentPoolName=properties.runRequest.agentPoolName
    taskRuns.runRequest.isArchiveEnabled=properties.runRequest.isArchiveEnabled taskRuns.runRequest.type=properties.runRequest.type
    taskRuns.runResult=properties.runResult taskRuns.runResult.agentConfiguration=properties.runResult.properties.agentConfiguration
    taskRuns.runResult.agentPoolName=properties.runResult.properties.agentPoolName
    taskRuns.runResult.createTime=properties.runResult.properties.createTime
    taskRuns.runResult.customRegistries=properties.runResult.properties.customRegistries
    taskRuns.runResult.customRegistries[*]=properties.runResult.properties.customRegistries[*]
    taskRuns.runResult.finishTime=properties.runResult.properties.finishTime taskRuns.runResult.id=properties.runResult.id
    taskRuns.runResult.imageUpdateTrigger=properties.runResult.properties.imageUpdateTrigger
    taskRuns.runResult.isArchiveEnabled=properties.runResult.properties.isArchiveEnabled
    taskRuns.runResult.lastUpdatedTime=properties.runResult.properties.lastUpdatedTime taskRuns.runResult.name=properties.runResult.name
    taskRuns.runResult.outputImages=properties.runResult.properties.outputImages
    taskRuns.runResult.outputImages[*]=properties.runResult.properties.outputImages[*]
    taskRuns.runResult.platform=properties.runResult.properties.platform
    taskRuns.runResult.runErrorMessage=properties.runResult.properties.runErrorMessage
    taskRuns.runResult.runId=properties.runResult.properties.runId taskRuns.runResult.runType=properties.runResult.properties.runType
    taskRuns.runResult.sourceRegistryAuth=properties.runResult.properties.sourceRegistryAuth
    taskRuns.runResult.sourceTrigger=properties.runResult.properties.sourceTrigger
    taskRuns.runResult.startTime=properties.runResult.properties.startTime taskRuns.runResult.task=properties.runResult.properties.task
    taskRuns.runResult.timerTrigger=properties.runResult.properties.timerTrigger taskRuns.runResult.type=properties.runResult.type
    taskRuns.runResult.updateTriggerToken=properties.runResult.properties.updateTriggerToken zoneRedundancy
  `,
  'Microsoft.ContainerRegistry/registries/cacheRules': `
    credentialSetResourceId sourceRepository targetRepository
  `,
  'Microsoft.ContainerRegistry/registries/credentialSets': `
    authCredentials authCredentials[*] authCredentials[*].credentialHealth authCredentials[*].credentialHealth.errorCode
    authCredentials[*].credentialHealth.errorMessage authCredentials[*].name authCredentials[*].passwordSecretIdentifier
    authCredentials[*].usernameSecretIdentifier loginServer
  `,
  'Microsoft.ContainerRegistry/registries/connectedRegistries': `
    activation clientTokenIds clientTokenIds[*] connectionState lastActivityTime logging logging.logLevel loginServer loginServer.host
    loginServer.tls loginServer.tls.certificate mode notificationsList notificationsList[*] parent parent.id parent.syncProperties
    parent.syncProperties.gatewayEndpoint parent.syncProperties.lastSyncTime parent.syncProperties.messageTtl
    parent.syncProperties.schedule parent.syncProperties.syncWindow parent.syncProperties.tokenId statusDetails statusDetails[*]
    statusDetails[*].code statusDetails[*].correlationId statusDetails[*].description statusDetails[*].timestamp statusDetails[*].type
    version
  `,
  'Microsoft.ContainerRegistry/registries/privateEndpointConnections': `
    privateEndpoint privateEndpoint.id privateLinkServiceConnectionState privateLinkServiceConnectionState.actionsRequired
    privateLinkServiceConnectionState.description privateLinkServiceConnectionState.status
  `,
  'Microsoft.ContainerRegistry/registries/replications': `
    regionEndpointEnabled zoneRedundancy
  `,
  'Microsoft.ContainerRegistry/registries/scopeMaps': `
    actions actions[*] description type
  `,
  'Microsoft.ContainerRegistry/registries/tokens': `
    credentials credentials.activeDirectoryObject credentials.activeDirectoryObject.objectId credentials.activeDirectoryObject.tenantId
    credentials.certificates credentials.certificates[*] credentials.certificates[*].encodedPemCertificate
    credentials.certificates[*].expiry credentials.certificates[*].name credentials.certificates[*].thumbprint credentials.passwords
    credentials.passwords[*] credentials.passwords[*].creationTime credentials.passwords[*].expiry credentials.passwords[*].name
    credentials.passwords[*].value objectId scopeMapId status
  `,
  'Microsoft.ContainerRegistry/registries/webhooks': `
    actions actions[*] scope
  `,
  'Microsoft.ContainerRegistry/registries/exportPipelines': `
    options options[*] target target.keyVaultUri target.type target.uri
  `,
  'Microsoft.ContainerRegistry/registries/importPipelines': `
    options options[*] source source.keyVaultUri source.type source.uri trigger trigger.sourceTrigger
  `,
  'Microsoft.ContainerRegistry/registries/agentPools': `
    count os tier virtualNetworkSubnetResourceId
  `,
  'Microsoft.Network/virtualNetworks': `
    addressSpace addressSpace.addressPrefixes addressSpace.addressPrefixes[*] bgpCommunities bgpCommunities.regionalCommunity
    bgpCommunities.virtualNetworkCommunity ddosProtectionPlan ddosProtectionPlan.id dhcpOptions dhcpOptions.dnsServers
    dhcpOptions.dnsServers[*] enableDdosProtection enableVmProtection encryption encryption.enabled encryption.enforcement flowLogs
    flowLogs[*] +flowLogs[*].enabled +flowLogs[*].flowAnalyticsConfiguration
    +flowLogs[*].flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration +flowLogs[*].format +flowLogs[*].format.type
    +flowLogs[*].format.version flowLogs[*].id flowLogs[*].location flowLogs[*].name +flowLogs[*].retentionPolicy
    +flowLogs[*].retentionPolicy.days +flowLogs[*].retentionPolicy.enabled +flowLogs[*].storageId flowLogs[*].tags
    +flowLogs[*].targetResourceId flowLogs[*].type flowTimeoutInMinutes ipAllocations ipAllocations[*] ipAllocations[*].id subnets
    subnets[*] +subnets[*].addressPrefix +subnets[*].addressPrefixes +subnets[*].addressPrefixes[*]
    +subnets[*].applicationGatewayIpConfigurations +subnets[*].applicationGatewayIpConfigurations[*]
    subnets[*].applicationGatewayIpConfigurations[*].name=properties.subnets[*].properties.applicationGatewayIpConfigurations[*].name
    subnets[*].applicationGatewayIpConfigurations[*].type=properties.subnets[*].properties.applicationGatewayIpConfigurations[*].type
    +subnets[*].defaultOutboundAccess +subnets[*].delegations +subnets[*].delegations[*] +subnets[*].delegations[*].actions
    +subnets[*].delegations[*].actions[*] subnets[*].delegations[*].id=properties.subnets[*].properties.delegations[*].id
    subnets[*].delegations[*].name=properties.subnets[*].properties.delegations[*].name +subnets[*].delegations[*].serviceName
    subnets[*].delegations[*].type=properties.subnets[*].properties.delegations[*].type subnets[*].id +subnets[*].interfaceEndpoints
    +subnets[*].interfaceEndpoints[*] +subnets[*].interfaceEndpoints[*].endpointService +subnets[*].interfaceEndpoints[*].fqdn
    subnets[*].interfaceEndpoints[*].id=properties.subnets[*].properties.interfaceEndpoints[*].id
    subnets[*].interfaceEndpoints[*].location=properties.subnets[*].properties.interfaceEndpoints[*].location
    subnets[*].interfaceEndpoints[*].name=properties.subnets[*].properties.interfaceEndpoints[*].name
    +subnets[*].interfaceEndpoints[*].owner +subnets[*].interfaceEndpoints[*].subnet
    subnets[*].interfaceEndpoints[*].tags=properties.subnets[*].properties.interfaceEndpoints[*].tags
    subnets[*].interfaceEndpoints[*].type=properties.subnets[*].properties.interfaceEndpoints[*].type +subnets[*].ipAllocations
    +subnets[*].ipAllocations[*] subnets[*].ipAllocations[*].id=properties.subnets[*].properties.ipAllocations[*].id
    +subnets[*].ipConfigurationProfiles +subnets[*].ipConfigurationProfiles[*]
    subnets[*].ipConfigurationProfiles[*].id=properties.subnets[*].properties.ipConfigurationProfiles[*].id
    subnets[*].ipConfigurationProfiles[*].name=properties.subnets[*].properties.ipConfigurationProfiles[*].name
    +subnets[*].ipConfigurationProfiles[*].subnet
    subnets[*].ipConfigurationProfiles[*].type=properties.subnets[*].properties.ipConfigurationProfiles[*].type
    +subnets[*].ipConfigurations[*] subnets[*].ipConfigurations[*].id=properties.subnets[*].properties.ipConfigurations[*].id
    subnets[*].name +subnets[*].natGateway +subnets[*].natGateway.id +subnets[*].networkSecurityGroup
    +subnets[*].networkSecurityGroup.id +subnets[*].privateEndpointNetworkPolicies +subnets[*].privateLinkServiceNetworkPolicies
    +subnets[*].purpose
    +subnets[*].resourceNavigationLinks +subnets[*].resourceNavigationLinks[*]
    subnets[*].resourceNavigationLinks[*].id=properties.subnets[*].properties.resourceNavigationLinks[*].id
    +subnets[*].resourceNavigationLinks[*].link +subnets[*].resourceNavigationLinks[*].linkedResourceType
    subnets[*].resourceNavigationLinks[*].name=properties.subnets[*].properties.resourceNavigationLinks[*].name
    subnets[*].resourceNavigationLinks[*].type=properties.subnets[*].properties.resourceNavigationLinks[*].type +subnets[*].routeTable
    +subnets[*].serviceAssociationLinks +subnets[*].serviceAssociationLinks[*] +subnets[*].serviceAssociationLinks[*].allowDelete
    subnets[*].serviceAssociationLinks[*].id=properties.subnets[*].properties.serviceAssociationLinks[*].id
    +subnets[*].serviceAssociationLinks[*].link +subnets[*].serviceAssociationLinks[*].linkedResourceType
    +subnets[*].serviceAssociationLinks[*].locations +subnets[*].serviceAssociationLinks[*].locations[*]
    subnets[*].serviceAssociationLinks[*].name=properties.subnets[*].properties.serviceAssociationLinks[*].name
    subnets[*].serviceAssociationLinks[*].type=properties.subnets[*].properties.serviceAssociationLinks[*].type
    +subnets[*].serviceEndpointPolicies +subnets[*].serviceEndpointPolicies[*]
    subnets[*].serviceEndpointPolicies[*].id=properties.subnets[*].properties.serviceEndpointPolicies[*].id
    subnets[*].serviceEndpointPolicies[*].kind=properties.subnets[*].properties.serviceEndpointPolicies[*].kind
    subnets[*].serviceEndpointPolicies[*].location=properties.subnets[*].properties.serviceEndpointPolicies[*].location
    subnets[*].serviceEndpointPolicies[*].name=properties.subnets[*].properties.serviceEndpointPolicies[*].name
    +subnets[*].serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions
    +subnets[*].serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*]
    subnets[*].serviceEndpointPolicies[*].tags=properties.subnets[*].properties.serviceEndpointPolicies[*].tags
    subnets[*].serviceEndpointPolicies[*].type=properties.subnets[*].properties.serviceEndpointPolicies[*].type
    +subnets[*].serviceEndpoints +subnets[*].serviceEndpoints[*]
    subnets[*].serviceEndpoints[*].locations=properties.subnets[*].properties.serviceEndpoints[*].locations
    subnets[*].serviceEndpoints[*].locations[*]=properties.subnets[*].properties.serviceEndpoints[*].locations[*]
    subnets[*].serviceEndpoints[*].service=properties.subnets[*].properties.serviceEndpoints[*].service subnets[*].type
    virtualNetworkPeerings=properties.VirtualNetworkPeerings virtualNetworkPeerings[*]=properties.VirtualNetworkPeerings[*]
    virtualNetworkPeerings[*].allowForwardedTraffic=properties.VirtualNetworkPeerings[*].properties.allowForwardedTraffic
    virtualNetworkPeerings[*].allowGatewayTransit=properties.VirtualNetworkPeerings[*].properties.allowGatewayTransit
    virtualNetworkPeerings[*].allowVirtualNetworkAccess=properties.VirtualNetworkPeerings[*].properties.allowVirtualNetworkAccess
    +virtualNetworkPeerings[*].doNotVerifyRemoteGateways VirtualNetworkPeerings[*].id
    virtualNetworkPeerings[*].name=properties.VirtualNetworkPeerings[*].name
    virtualNetworkPeerings[*].peeringState=properties.VirtualNetworkPeerings[*].properties.peeringState
    +virtualNetworkPeerings[*].peeringSyncLevel +virtualNetworkPeerings[*].remoteAddressSpace
    +virtualNetworkPeerings[*].remoteAddressSpace.addressPrefixes +virtualNetworkPeerings[*].remoteAddressSpace.addressPrefixes[*]
    +virtualNetworkPeerings[*].remoteBgpCommunities +virtualNetworkPeerings[*].remoteBgpCommunities.regionalCommunity
    +virtualNetworkPeerings[*].remoteBgpCommunities.virtualNetworkCommunity
    virtualNetworkPeerings[*].remoteVirtualNetwork=properties.VirtualNetworkPeerings[*].properties.remoteVirtualNetwork
    virtualNetworkPeerings[*].remoteVirtualNetwork.id=properties.VirtualNetworkPeerings[*].properties.remoteVirtualNetwork.id
    +virtualNetworkPeerings[*].remoteVirtualNetworkAddressSpace
    +virtualNetworkPeerings[*].remoteVirtualNetworkAddressSpace.addressPrefixes
    +virtualNetworkPeerings[*].remoteVirtualNetworkAddressSpace.addressPrefixes[*]
    +virtualNetworkPeerings[*].remoteVirtualNetworkEncryption +virtualNetworkPeerings[*].remoteVirtualNetworkEncryption.enabled
    +virtualNetworkPeerings[*].remoteVirtualNetworkEncryption.enforcement +virtualNetworkPeerings[*].syncRemoteAddressSpace
    virtualNetworkPeerings[*].type
    virtualNetworkPeerings[*].useRemoteGateways=properties.VirtualNetworkPeerings[*].properties.useRemoteGateways
  `,
  'Microsoft.Network/virtualNetworks/subnets': `
    addressPrefix addressPrefixes addressPrefixes[*] applicationGatewayIpConfigurations applicationGatewayIpConfigurations[*]
    applicationGatewayIpConfigurations[*].id applicationGatewayIpConfigurations[*].name +applicationGatewayIpConfigurations[*].subnet
    +applicationGatewayIpConfigurations[*].subnet.id applicationGatewayIpConfigurations[*].type defaultOutboundAccess delegations
    delegations[*] +delegations[*].actions +delegations[*].actions[*] delegations[*].id delegations[*].name +delegations[*].serviceName
    delegations[*].type interfaceEndpoints interfaceEndpoints[*] +interfaceEndpoints[*].endpointService
    +interfaceEndpoints[*].endpointService.id +interfaceEndpoints[*].fqdn interfaceEndpoints[*].id interfaceEndpoints[*].location
    interfaceEndpoints[*].name +interfaceEndpoints[*].networkInterfaces +interfaceEndpoints[*].networkInterfaces[*]
    interfaceEndpoints[*].networkInterfaces[*].id=properties.interfaceEndpoints[*].properties.networkInterfaces[*].id
    interfaceEndpoints[*].networkInterfaces[*].location=properties.interfaceEndpoints[*].properties.networkInterfaces[*].location
    interfaceEndpoints[*].networkInterfaces[*].name=properties.interfaceEndpoints[*].properties.networkInterfaces[*].name
    interfaceEndpoints[*].networkInterfaces[*].tags=properties.interfaceEndpoints[*].properties.networkInterfaces[*].tags
    interfaceEndpoints[*].networkInterfaces[*].type=properties.interfaceEndpoints[*].properties.networkInterfaces[*].type
    +interfaceEndpoints[*].owner +interfaceEndpoints[*].subnet +interfaceEndpoints[*].subnet.id +interfaceEndpoints[*].subnet.name
    interfaceEndpoints[*].tags interfaceEndpoints[*].type ipAllocations ipAllocations[*] ipAllocations[*].id ipConfigurationProfiles
    ipConfigurationProfiles[*] ipConfigurationProfiles[*].id ipConfigurationProfiles[*].name +ipConfigurationProfiles[*].subnet
    +ipConfigurationProfiles[*].subnet.id +ipConfigurationProfiles[*].subnet.name +ipConfigurationProfiles[*].subnet.type
    ipConfigurationProfiles[*].type ipConfigurations ipConfigurations[*] ipConfigurations[*].id ipConfigurations[*].name
    +ipConfigurations[*].privateIPAddress +ipConfigurations[*].privateIPAllocationMethod +ipConfigurations[*].subnet
    +ipConfigurations[*].subnet.id +ipConfigurations[*].subnet.name +ipConfigurations[*].subnet.type natGateway natGateway.id
    networkSecurityGroup networkSecurityGroup.defaultSecurityRules=properties.networkSecurityGroup.properties.defaultSecurityRules
    networkSecurityGroup.defaultSecurityRules[*]=properties.networkSecurityGroup.properties.defaultSecurityRules[*]
    networkSecurityGroup.defaultSecurityRules[*].access=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.access
    networkSecurityGroup.defaultSecurityRules[*].description=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.description
    networkSecurityGroup.defaultSecurityRules[*].destinationAddressPrefix=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.destinationAddressPrefix
    networkSecurityGroup.defaultSecurityRules[*].destinationAddressPrefixes=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.destinationAddressPrefixes
    networkSecurityGroup.defaultSecurityRules[*].destinationAddressPrefixes[*]=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.destinationAddressPrefixes[*]
    networkSecurityGroup.defaultSecurityRules[*].destinationApplicationSecurityGroups=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.destinationApplicationSecurityGroups
    networkSecurityGroup.defaultSecurityRules[*].destinationApplicationSecurityGroups[*]=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.destinationApplicationSecurityGroups[*]
    networkSecurityGroup.defaultSecurityRules[*].destinationPortRange=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.destinationPortRange
    networkSecurityGroup.defaultSecurityRules[*].destinationPortRanges=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.destinationPortRanges
    networkSecurityGroup.defaultSecurityRules[*].destinationPortRanges[*]=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.destinationPortRanges[*]
    networkSecurityGroup.defaultSecurityRules[*].direction=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.direction
    networkSecurityGroup.defaultSecurityRules[*].id=properties.networkSecurityGroup.properties.defaultSecurityRules[*].id
    networkSecurityGroup.defaultSecurityRules[*].name=properties.networkSecurityGroup.properties.defaultSecurityRules[*].name
    networkSecurityGroup.defaultSecurityRules[*].priority=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.priority
    networkSecurityGroup.defaultSecurityRules[*].protocol=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.protocol
    networkSecurityGroup.defaultSecurityRules[*].sourceAddressPrefix=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.sourceAddressPrefix
    networkSecurityGroup.defaultSecurityRules[*].sourceAddressPrefixes=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.sourceAddressPrefixes
    networkSecurityGroup.defaultSecurityRules[*].sourceAddressPrefixes[*]=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.sourceAddressPrefixes[*]
    networkSecurityGroup.defaultSecurityRules[*].sourceApplicationSecurityGroups=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.sourceApplicationSecurityGroups
    networkSecurityGroup.defaultSecurityRules[*].sourceApplicationSecurityGroups[*]=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.sourceApplicationSecurityGroups[*]
    networkSecurityGroup.defaultSecurityRules[*].sourcePortRange=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.sourcePortRange
    networkSecurityGroup.defaultSecurityRules[*].sourcePortRanges=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.sourcePortRanges
    networkSecurityGroup.defaultSecurityRules[*].sourcePortRanges[*]=properties.networkSecurityGroup.properties.defaultSecurityRules[*].properties.sourcePortRanges[*]
    networkSecurityGroup.defaultSecurityRules[*].type=properties.networkSecurityGroup.properties.defaultSecurityRules[*].type
    networkSecurityGroup.flowLogs=properties.networkSecurityGroup.properties.flowLogs
    networkSecurityGroup.flowLogs[*]=properties.networkSecurityGroup.properties.flowLogs[*]
    networkSecurityGroup.flowLogs[*].enabled=properties.networkSecurityGroup.properties.flowLogs[*].properties.enabled
    networkSecurityGroup.flowLogs[*].flowAnalyticsConfiguration=properties.networkSecurityGroup.properties.flowLogs[*].properties.flowAnalyticsConfiguration
    networkSecurityGroup.flowLogs[*].format=properties.networkSecurityGroup.properties.flowLogs[*].properties.format
    networkSecurityGroup.flowLogs[*].id=properties.networkSecurityGroup.properties.flowLogs[*].id
    networkSecurityGroup.flowLogs[*].location=properties.networkSecurityGroup.properties.flowLogs[*].location
    networkSecurityGroup.flowLogs[*].name=properties.networkSecurityGroup.properties.flowLogs[*].name
    networkSecurityGroup.flowLogs[*].retentionPolicy=properties.networkSecurityGroup.properties.flowLogs[*].properties.retentionPolicy
    networkSecurityGroup.flowLogs[*].storageId=properties.networkSecurityGroup.properties.flowLogs[*].properties.storageId
    networkSecurityGroup.flowLogs[*].tags=properties.networkSecurityGroup.properties.flowLogs[*].tags
    networkSecurityGroup.flowLogs[*].targetResourceId=properties.networkSecurityGroup.properties.flowLogs[*].properties.targetResourceId
    networkSecurityGroup.flowLogs[*].type=properties.networkSecurityGroup.properties.flowLogs[*].type
    networkSecurityGroup.flushConnection=properties.networkSecurityGroup.properties.flushConnection networkSecurityGroup.id
    networkSecurityGroup.location networkSecurityGroup.name
    networkSecurityGroup.securityRules=properties.networkSecurityGroup.properties.securityRules
    networkSecurityGroup.securityRules[*]=properties.networkSecurityGroup.properties.securityRules[*]
    networkSecurityGroup.securityRules[*].access=properties.networkSecurityGroup.properties.securityRules[*].properties.access
    networkSecurityGroup.securityRules[*].description=properties.networkSecurityGroup.properties.securityRules[*].properties.description
    networkSecurityGroup.securityRules[*].destinationAddressPrefix=properties.networkSecurityGroup.properties.securityRules[*].properties.destinationAddressPrefix
    networkSecurityGroup.securityRules[*].destinationAddressPrefixes=properties.networkSecurityGroup.properties.securityRules[*].properties.destinationAddressPrefixes
    networkSecurityGroup.securityRules[*].destinationAddressPrefixes[*]=properties.networkSecurityGroup.properties.securityRules[*].properties.destinationAddressPrefixes[*]
    networkSecurityGroup.securityRules[*].destinationApplicationSecurityGroups=properties.networkSecurityGroup.properties.securityRules[*].properties.destinationApplicationSecurityGroups
    networkSecurityGroup.securityRules[*].destinationApplicationSecurityGroups[*]=properties.networkSecurityGroup.properties.securityRules[*].properties.destinationApplicationSecurityGroups[*]
    networkSecurityGroup.securityRules[*].destinationPortRange=properties.networkSecurityGroup.properties.securityRules[*].properties.destinationPortRange
    networkSecurityGroup.securityRules[*].destinationPortRanges=properties.networkSecurityGroup.properties.securityRules[*].properties.destinationPortRanges
    networkSecurityGroup.securityRules[*].destinationPortRanges[*]=properties.networkSecurityGroup.properties.securityRules[*].properties.destinationPortRanges[*]
    networkSecurityGroup.securityRules[*].direction=properties.networkSecurityGroup.properties.securityRules[*].properties.direction
    networkSecurityGroup.securityRules[*].id=properties.networkSecurityGroup.properties.securityRules[*].id
    networkSecurityGroup.securityRules[*].name=properties.networkSecurityGroup.properties.securityRules[*].name
    networkSecurityGroup.securityRules[*].priority=properties.networkSecurityGroup.properties.securityRules[*].properties.priority
    networkSecurityGroup.securityRules[*].protocol=properties.networkSecurityGroup.properties.securityRules[*].properties.protocol
    networkSecurityGroup.securityRules[*].sourceAddressPrefix=properties.networkSecurityGroup.properties.securityRules[*].properties.sourceAddressPrefix
    networkSecurityGroup.securityRules[*].sourceAddressPrefixes=properties.networkSecurityGroup.properties.securityRules[*].properties.sourceAddressPrefixes
    networkSecurityGroup.securityRules[*].sourceAddressPrefixes[*]=properties.networkSecurityGroup.properties.securityRules[*].properties.sourceAddressPrefixes[*]
    networkSecurityGroup.securityRules[*].sourceApplicationSecurityGroups=properties.networkSecurityGroup.properties.securityRules[*].properties.sourceApplicationSecurityGroups
    networkSecurityGroup.securityRules[*].sourceApplicationSecurityGroups[*]=properties.networkSecurityGroup.properties.securityRules[*].properties.sourceApplicationSecurityGroups[*]
    networkSecurityGroup.securityRules[*].sourcePortRange=properties.networkSecurityGroup.properties.securityRules[*].properties.sourcePortRange
    networkSecurityGroup.securityRules[*].sourcePortRanges=properties.networkSecurityGroup.properties.securityRules[*].properties.sourcePortRanges
    networkSecurityGroup.securityRules[*].sourcePortRanges[*]=properties.networkSecurityGroup.properties.securityRules[*].properties.sourcePortRanges[*]
    networkSecurityGroup.securityRules[*].type=properties.networkSecurityGroup.properties.securityRules[*].type
    networkSecurityGroup.tags networkSecurityGroup.type privateEndpointNetworkPolicies privateEndpoints privateEndpoints[*]
    +privateEndpoints[*].applicationSecurityGroups +privateEndpoints[*].applicationSecurityGroups[*]
    +privateEndpoints[*].customDnsConfigs +privateEndpoints[*].customDnsConfigs[*]
    privateEndpoints[*].customDnsConfigs[*].fqdn=properties.privateEndpoints[*].properties.customDnsConfigs[*].fqdn
    privateEndpoints[*].customDnsConfigs[*].ipAddresses=properties.privateEndpoints[*].properties.customDnsConfigs[*].ipAddresses
    privateEndpoints[*].customDnsConfigs[*].ipAddresses[*]=properties.privateEndpoints[*].properties.customDnsConfigs[*].ipAddresses[*]
    +privateEndpoints[*].customNetworkInterfaceName privateEndpoints[*].extendedLocation privateEndpoints[*].extendedLocation.name
    privateEndpoints[*].extendedLocation.type privateEndpoints[*].id privateEndpoints[*].location
    +privateEndpoints[*].manualPrivateLinkServiceConnections +privateEndpoints[*].manualPrivateLinkServiceConnections[*]
    +privateEndpoints[*].manualPrivateLinkServiceConnections[*].groupIds
    +privateEndpoints[*].manualPrivateLinkServiceConnections[*].groupIds[*]
    privateEndpoints[*].manualPrivateLinkServiceConnections[*].id=properties.privateEndpoints[*].properties.manualPrivateLinkServiceConnections[*].id
    privateEndpoints[*].manualPrivateLinkServiceConnections[*].name=properties.privateEndpoints[*].properties.manualPrivateLinkServiceConnections[*].name
    +privateEndpoints[*].manualPrivateLinkServiceConnections[*].privateLinkServiceConnectionState
    +privateEndpoints[*].manualPrivateLinkServiceConnections[*].privateLinkServiceId
    +privateEndpoints[*].manualPrivateLinkServiceConnections[*].requestMessage
    privateEndpoints[*].manualPrivateLinkServiceConnections[*].type=properties.privateEndpoints[*].properties.manualPrivateLinkServiceConnections[*].type
    privateEndpoints[*].name +privateEndpoints[*].privateLinkServiceConnections +privateEndpoints[*].privateLinkServiceConnections[*]
    +privateEndpoints[*].privateLinkServiceConnections[*].groupIds +privateEndpoints[*].privateLinkServiceConnections[*].groupIds[*]
    privateEndpoints[*].privateLinkServiceConnections[*].id=properties.privateEndpoints[*].properties.privateLinkServiceConnections[*].id
    privateEndpoints[*].privateLinkServiceConnections[*].name=properties.privateEndpoints[*].properties.privateLinkServiceConnections[*].name
    +privateEndpoints[*].privateLinkServiceConnections[*].privateLinkServiceConnectionState
    +privateEndpoints[*].privateLinkServiceConnections[*].privateLinkServiceId
    +privateEndpoints[*].privateLinkServiceConnections[*].requestMessage
    privateEndpoints[*].privateLinkServiceConnections[*].type=properties.privateEndpoints[*].properties.privateLinkServiceConnections[*].type
    +privateEndpoints[*].subnet +privateEndpoints[*].subnet.id +privateEndpoints[*].subnet.name +privateEndpoints[*].subnet.type
    privateEndpoints[*].tags privateEndpoints[*].type privateLinkServiceNetworkPolicies purpose resourceNavigationLinks
    resourceNavigationLinks[*] resourceNavigationLinks[*].id +resourceNavigationLinks[*].link
    +resourceNavigationLinks[*].linkedResourceType resourceNavigationLinks[*].name resourceNavigationLinks[*].type routeTable
    routeTable.disableBgpRoutePropagation=properties.routeTable.properties.disableBgpRoutePropagation routeTable.id routeTable.location
    routeTable.name routeTable.routes=properties.routeTable.properties.routes
    routeTable.routes[*]=properties.routeTable.properties.routes[*]
    routeTable.routes[*].addressPrefix=properties.routeTable.properties.routes[*].properties.addressPrefix
    routeTable.routes[*].hasBgpOverride=properties.routeTable.properties.routes[*].properties.hasBgpOverride
    routeTable.routes[*].id=properties.routeTable.properties.routes[*].id
    routeTable.routes[*].name=properties.routeTable.properties.routes[*].name
    routeTable.routes[*].nextHopIpAddress=properties.routeTable.properties.routes[*].properties.nextHopIpAddress
    routeTable.routes[*].nextHopType=properties.routeTable.properties.routes[*].properties.nextHopType
    routeTable.routes[*].type=properties.routeTable.properties.routes[*].type routeTable.tags routeTable.type serviceAssociationLinks
    serviceAssociationLinks[*] +serviceAssociationLinks[*].allowDelete serviceAssociationLinks[*].id +serviceAssociationLinks[*].link
    +serviceAssociationLinks[*].linkedResourceType +serviceAssociationLinks[*].locations +serviceAssociationLinks[*].locations[*]
    serviceAssociationLinks[*].name serviceAssociationLinks[*].type serviceEndpointPolicies serviceEndpointPolicies[*]
    +serviceEndpointPolicies[*].contextualServiceEndpointPolicies +serviceEndpointPolicies[*].contextualServiceEndpointPolicies[*]
    serviceEndpointPolicies[*].id serviceEndpointPolicies[*].kind serviceEndpointPolicies[*].location serviceEndpointPolicies[*].name
    +serviceEndpointPolicies[*].serviceAlias +serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions
    +serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*]
    +serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*].description
    serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*].id=properties.serviceEndpointPolicies[*].properties.serviceEndpointPolicyDefinitions[*].id
    serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*].name=properties.serviceEndpointPolicies[*].properties.serviceEndpointPolicyDefinitions[*].name
    +serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*].service
    +serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*].serviceResources
    +serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*].serviceResources[*]
    serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*].type=properties.serviceEndpointPolicies[*].properties.serviceEndpointPolicyDefinitions[*].type
    +serviceEndpointPolicies[*].subnets +serviceEndpointPolicies[*].subnets[*]
    serviceEndpointPolicies[*].subnets[*].id=properties.serviceEndpointPolicies[*].properties.subnets[*].id
    serviceEndpointPolicies[*].subnets[*].name=properties.serviceEndpointPolicies[*].properties.subnets[*].name
    serviceEndpointPolicies[*].subnets[*].type=properties.serviceEndpointPolicies[*].properties.subnets[*].type
    serviceEndpointPolicies[*].tags serviceEndpointPolicies[*].type serviceEndpoints serviceEndpoints[*] serviceEndpoints[*].locations
    serviceEndpoints[*].locations[*] serviceEndpoints[*].service
  `,
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings': `
    allowForwardedTraffic allowGatewayTransit allowVirtualNetworkAccess doNotVerifyRemoteGateways peeringState peeringSyncLevel
    remoteAddressSpace remoteAddressSpace.addressPrefixes remoteAddressSpace.addressPrefixes[*] remoteBgpCommunities
    remoteBgpCommunities.regionalCommunity remoteBgpCommunities.virtualNetworkCommunity remoteVirtualNetwork remoteVirtualNetwork.id
    remoteVirtualNetworkAddressSpace remoteVirtualNetworkAddressSpace.addressPrefixes
    remoteVirtualNetworkAddressSpace.addressPrefixes[*] remoteVirtualNetworkEncryption remoteVirtualNetworkEncryption.enabled
    remoteVirtualNetworkEncryption.enforcement syncRemoteAddressSpace useRemoteGateways
  `,
  'Microsoft.Network/networkSecurityGroups': `
    defaultSecurityRules defaultSecurityRules[*] +defaultSecurityRules[*].access +defaultSecurityRules[*].description
    +defaultSecurityRules[*].destinationAddressPrefix +defaultSecurityRules[*].destinationAddressPrefixes
    +defaultSecurityRules[*].destinationAddressPrefixes[*] +defaultSecurityRules[*].destinationApplicationSecurityGroups
    +defaultSecurityRules[*].destinationApplicationSecurityGroups[*]
    defaultSecurityRules[*].destinationApplicationSecurityGroups[*].id=properties.defaultSecurityRules[*].properties.destinationApplicationSecurityGroups[*].id
    defaultSecurityRules[*].destinationApplicationSecurityGroups[*].location=properties.defaultSecurityRules[*].properties.destinationApplicationSecurityGroups[*].location
    defaultSecurityRules[*].destinationApplicationSecurityGroups[*].name=properties.defaultSecurityRules[*].properties.destinationApplicationSecurityGroups[*].name
    defaultSecurityRules[*].destinationApplicationSecurityGroups[*].tags=properties.defaultSecurityRules[*].properties.destinationApplicationSecurityGroups[*].tags
    defaultSecurityRules[*].destinationApplicationSecurityGroups[*].type=properties.defaultSecurityRules[*].properties.destinationApplicationSecurityGroups[*].type
    +defaultSecurityRules[*].destinationPortRange +defaultSecurityRules[*].destinationPortRanges
    +defaultSecurityRules[*].destinationPortRanges[*] +defaultSecurityRules[*].direction defaultSecurityRules[*].id
    defaultSecurityRules[*].name +defaultSecurityRules[*].priority +defaultSecurityRules[*].protocol
    +defaultSecurityRules[*].sourceAddressPrefix +defaultSecurityRules[*].sourceAddressPrefixes
    +defaultSecurityRules[*].sourceAddressPrefixes[*] +defaultSecurityRules[*].sourceApplicationSecurityGroups
    +defaultSecurityRules[*].sourceApplicationSecurityGroups[*]
    defaultSecurityRules[*].sourceApplicationSecurityGroups[*].id=properties.defaultSecurityRules[*].properties.sourceApplicationSecurityGroups[*].id
    defaultSecurityRules[*].sourceApplicationSecurityGroups[*].location=properties.defaultSecurityRules[*].properties.sourceApplicationSecurityGroups[*].location
    defaultSecurityRules[*].sourceApplicationSecurityGroups[*].name=properties.defaultSecurityRules[*].properties.sourceApplicationSecurityGroups[*].name
    defaultSecurityRules[*].sourceApplicationSecurityGroups[*].tags=properties.defaultSecurityRules[*].properties.sourceApplicationSecurityGroups[*].tags
    defaultSecurityRules[*].sourceApplicationSecurityGroups[*].type=properties.defaultSecurityRules[*].properties.sourceApplicationSecurityGroups[*].type
    +defaultSecurityRules[*].sourcePortRange +defaultSecurityRules[*].sourcePortRanges +defaultSecurityRules[*].sourcePortRanges[*]
    defaultSecurityRules[*].type flowLogs flowLogs[*] +flowLogs[*].enabled +flowLogs[*].flowAnalyticsConfiguration
    +flowLogs[*].flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration +flowLogs[*].format +flowLogs[*].format.type
    +flowLogs[*].format.version flowLogs[*].id flowLogs[*].location flowLogs[*].name +flowLogs[*].retentionPolicy
    +flowLogs[*].retentionPolicy.days +flowLogs[*].retentionPolicy.enabled +flowLogs[*].storageId flowLogs[*].tags
    +flowLogs[*].targetResourceId flowLogs[*].type flushConnection networkInterfaces networkInterfaces[*]
    +networkInterfaces[*].auxiliaryMode +networkInterfaces[*].auxiliarySku +networkInterfaces[*].disableTcpStateTracking
    +networkInterfaces[*].dnsSettings +networkInterfaces[*].dnsSettings.appliedDnsServers
    +networkInterfaces[*].dnsSettings.appliedDnsServers[*] +networkInterfaces[*].dnsSettings.dnsServers
    +networkInterfaces[*].dnsSettings.dnsServers[*] +networkInterfaces[*].dnsSettings.internalDnsNameLabel
    +networkInterfaces[*].dnsSettings.internalDomainNameSuffix +networkInterfaces[*].dnsSettings.internalFqdn
    +networkInterfaces[*].dscpConfiguration +networkInterfaces[*].dscpConfiguration.id +networkInterfaces[*].enableAcceleratedNetworking
    +networkInterfaces[*].enableIPForwarding networkInterfaces[*].extendedLocation networkInterfaces[*].extendedLocation.name
    networkInterfaces[*].extendedLocation.type +networkInterfaces[*].hostedWorkloads +networkInterfaces[*].hostedWorkloads[*]
    networkInterfaces[*].id +networkInterfaces[*].interfaceEndpoint
    networkInterfaces[*].interfaceEndpoint.endpointService=properties.networkInterfaces[*].properties.interfaceEndpoint.properties.endpointService
    networkInterfaces[*].interfaceEndpoint.fqdn=properties.networkInterfaces[*].properties.interfaceEndpoint.properties.fqdn
    +networkInterfaces[*].interfaceEndpoint.id +networkInterfaces[*].interfaceEndpoint.location
    +networkInterfaces[*].interfaceEndpoint.name
    networkInterfaces[*].interfaceEndpoint.owner=properties.networkInterfaces[*].properties.interfaceEndpoint.properties.owner
    networkInterfaces[*].interfaceEndpoint.subnet=properties.networkInterfaces[*].properties.interfaceEndpoint.properties.subnet
    +networkInterfaces[*].interfaceEndpoint.tags +networkInterfaces[*].interfaceEndpoint.type networkInterfaces[*].location
    +networkInterfaces[*].macAddress +networkInterfaces[*].migrationPhase networkInterfaces[*].name +networkInterfaces[*].nicType
    +networkInterfaces[*].primary +networkInterfaces[*].privateLinkService networkInterfaces[*].tags
    +networkInterfaces[*].tapConfigurations +networkInterfaces[*].tapConfigurations[*]
    networkInterfaces[*].tapConfigurations[*].id=properties.networkInterfaces[*].properties.tapConfigurations[*].id
    networkInterfaces[*].tapConfigurations[*].name=properties.networkInterfaces[*].properties.tapConfigurations[*].name
    networkInterfaces[*].tapConfigurations[*].type=properties.networkInterfaces[*].properties.tapConfigurations[*].type
    +networkInterfaces[*].tapConfigurations[*].virtualNetworkTap networkInterfaces[*].type +networkInterfaces[*].virtualMachine
    +networkInterfaces[*].virtualMachine.id +networkInterfaces[*].vnetEncryptionSupported +networkInterfaces[*].workloadType
    securityRules securityRules[*] +securityRules[*].access +securityRules[*].description +securityRules[*].destinationAddressPrefix
    +securityRules[*].destinationAddressPrefixes +securityRules[*].destinationAddressPrefixes[*]
    +securityRules[*].destinationApplicationSecurityGroups +securityRules[*].destinationApplicationSecurityGroups[*]
    securityRules[*].destinationApplicationSecurityGroups[*].id=properties.securityRules[*].properties.destinationApplicationSecurityGroups[*].id
    securityRules[*].destinationApplicationSecurityGroups[*].location=properties.securityRules[*].properties.destinationApplicationSecurityGroups[*].location
    securityRules[*].destinationApplicationSecurityGroups[*].name=properties.securityRules[*].properties.destinationApplicationSecurityGroups[*].name
    securityRules[*].destinationApplicationSecurityGroups[*].tags=properties.securityRules[*].properties.destinationApplicationSecurityGroups[*].tags
    securityRules[*].destinationApplicationSecurityGroups[*].type=properties.securityRules[*].properties.destinationApplicationSecurityGroups[*].type
    +securityRules[*].destinationPortRange +securityRules[*].destinationPortRanges +securityRules[*].destinationPortRanges[*]
    +securityRules[*].direction securityRules[*].id securityRules[*].name +securityRules[*].priority +securityRules[*].protocol
    +securityRules[*].sourceAddressPrefix +securityRules[*].sourceAddressPrefixes +securityRules[*].sourceAddressPrefixes[*]
    +securityRules[*].sourceApplicationSecurityGroups +securityRules[*].sourceApplicationSecurityGroups[*]
    securityRules[*].sourceApplicationSecurityGroups[*].id=properties.securityRules[*].properties.sourceApplicationSecurityGroups[*].id
    securityRules[*].sourceApplicationSecurityGroups[*].location=properties.securityRules[*].properties.sourceApplicationSecurityGroups[*].location
    securityRules[*].sourceApplicationSecurityGroups[*].name=properties.securityRules[*].properties.sourceApplicationSecurityGroups[*].name
    securityRules[*].sourceApplicationSecurityGroups[*].tags=properties.securityRules[*].properties.sourceApplicationSecurityGroups[*].tags
    securityRules[*].sourceApplicationSecurityGroups[*].type=properties.securityRules[*].properties.sourceApplicationSecurityGroups[*].type
    +securityRules[*].sourcePortRange +securityRules[*].sourcePortRanges +securityRules[*].sourcePortRanges[*] securityRules[*].type
    subnets subnets[*] +subnets[*].addressPrefix +subnets[*].addressPrefixes +subnets[*].addressPrefixes[*]
    +subnets[*].applicationGatewayIpConfigurations +subnets[*].applicationGatewayIpConfigurations[*]
    subnets[*].applicationGatewayIpConfigurations[*].name=properties.subnets[*].properties.applicationGatewayIpConfigurations[*].name
    subnets[*].applicationGatewayIpConfigurations[*].type=properties.subnets[*].properties.applicationGatewayIpConfigurations[*].type
    +subnets[*].defaultOutboundAccess +subnets[*].delegations +subnets[*].delegations[*]
    subnets[*].delegations[*].name=properties.subnets[*].properties.delegations[*].name
    subnets[*].delegations[*].type=properties.subnets[*].properties.delegations[*].type subnets[*].id +subnets[*].interfaceEndpoints
    +subnets[*].interfaceEndpoints[*] +subnets[*].ipAllocations +subnets[*].ipAllocations[*]
    subnets[*].ipAllocations[*].id=properties.subnets[*].properties.ipAllocations[*].id +subnets[*].ipConfigurationProfiles
    +subnets[*].ipConfigurationProfiles[*]
    subnets[*].ipConfigurationProfiles[*].name=properties.subnets[*].properties.ipConfigurationProfiles[*].name
    subnets[*].ipConfigurationProfiles[*].type=properties.subnets[*].properties.ipConfigurationProfiles[*].type subnets[*].name
    +subnets[*].privateEndpointNetworkPolicies +subnets[*].privateLinkServiceNetworkPolicies +subnets[*].purpose
    +subnets[*].resourceNavigationLinks +subnets[*].resourceNavigationLinks[*]
    subnets[*].resourceNavigationLinks[*].id=properties.subnets[*].properties.resourceNavigationLinks[*].id
    subnets[*].resourceNavigationLinks[*].name=properties.subnets[*].properties.resourceNavigationLinks[*].name
    subnets[*].resourceNavigationLinks[*].type=properties.subnets[*].properties.resourceNavigationLinks[*].type
    +subnets[*].serviceAssociationLinks +subnets[*].serviceAssociationLinks[*]
    subnets[*].serviceAssociationLinks[*].name=properties.subnets[*].properties.serviceAssociationLinks[*].name
    subnets[*].serviceAssociationLinks[*].type=properties.subnets[*].properties.serviceAssociationLinks[*].type
    +subnets[*].serviceEndpointPolicies +subnets[*].serviceEndpointPolicies[*]
    subnets[*].serviceEndpointPolicies[*].kind=properties.subnets[*].properties.serviceEndpointPolicies[*].kind
    +subnets[*].serviceEndpoints +subnets[*].serviceEndpoints[*]
    subnets[*].serviceEndpoints[*].locations=properties.subnets[*].properties.serviceEndpoints[*].locations
    subnets[*].serviceEndpoints[*].locations[*]=properties.subnets[*].properties.serviceEndpoints[*].locations[*]
    subnets[*].serviceEndpoints[*].service=properties.subnets[*].properties.serviceEndpoints[*].service subnets[*].type
  `,
  'Microsoft.Network/networkSecurityGroups/securityRules': `
    access description destinationAddressPrefix destinationAddressPrefixes destinationAddressPrefixes[*]
    destinationApplicationSecurityGroups destinationApplicationSecurityGroups[*] destinationApplicationSecurityGroups[*].id
    destinationApplicationSecurityGroups[*].location destinationApplicationSecurityGroups[*].name
    destinationApplicationSecurityGroups[*].tags destinationApplicationSecurityGroups[*].type destinationPortRange destinationPortRanges
    destinationPortRanges[*] direction priority protocol sourceAddressPrefix sourceAddressPrefixes sourceAddressPrefixes[*]
    sourceApplicationSecurityGroups sourceApplicationSecurityGroups[*] sourceApplicationSecurityGroups[*].id
    sourceApplicationSecurityGroups[*].location sourceApplicationSecurityGroups[*].name sourceApplicationSecurityGroups[*].tags
    sourceApplicationSecurityGroups[*].type sourcePortRange sourcePortRanges sourcePortRanges[*]
  `,
  'Microsoft.Network/routeTables': `
    disableBgpRoutePropagation routes routes[*] +routes[*].addressPrefix +routes[*].hasBgpOverride routes[*].id routes[*].name
    +routes[*].nextHopIpAddress +routes[*].nextHopType routes[*].type subnets subnets[*] +subnets[*].addressPrefix
    +subnets[*].addressPrefixes +subnets[*].addressPrefixes[*] +subnets[*].applicationGatewayIpConfigurations
    +subnets[*].applicationGatewayIpConfigurations[*]
    subnets[*].applicationGatewayIpConfigurations[*].name=properties.subnets[*].properties.applicationGatewayIpConfigurations[*].name
    subnets[*].applicationGatewayIpConfigurations[*].type=properties.subnets[*].properties.applicationGatewayIpConfigurations[*].type
    +subnets[*].defaultOutboundAccess +subnets[*].delegations +subnets[*].delegations[*] +subnets[*].delegations[*].actions
    +subnets[*].delegations[*].actions[*] subnets[*].delegations[*].name=properties.subnets[*].properties.delegations[*].name
    +subnets[*].delegations[*].serviceName subnets[*].delegations[*].type=properties.subnets[*].properties.delegations[*].type
    subnets[*].id +subnets[*].interfaceEndpoints +subnets[*].interfaceEndpoints[*] +subnets[*].ipAllocations
    +subnets[*].ipAllocations[*] subnets[*].ipAllocations[*].id=properties.subnets[*].properties.ipAllocations[*].id
    +subnets[*].ipConfigurationProfiles +subnets[*].ipConfigurationProfiles[*]
    subnets[*].ipConfigurationProfiles[*].name=properties.subnets[*].properties.ipConfigurationProfiles[*].name
    +subnets[*].ipConfigurationProfiles[*].subnet
    subnets[*].ipConfigurationProfiles[*].type=properties.subnets[*].properties.ipConfigurationProfiles[*].type subnets[*].name
    +subnets[*].privateEndpointNetworkPolicies +subnets[*].privateLinkServiceNetworkPolicies +subnets[*].purpose
    +subnets[*].resourceNavigationLinks +subnets[*].resourceNavigationLinks[*]
    subnets[*].resourceNavigationLinks[*].id=properties.subnets[*].properties.resourceNavigationLinks[*].id
    +subnets[*].resourceNavigationLinks[*].link +subnets[*].resourceNavigationLinks[*].linkedResourceType
    subnets[*].resourceNavigationLinks[*].name=properties.subnets[*].properties.resourceNavigationLinks[*].name
    subnets[*].resourceNavigationLinks[*].type=properties.subnets[*].properties.resourceNavigationLinks[*].type
    +subnets[*].serviceAssociationLinks +subnets[*].serviceAssociationLinks[*] +subnets[*].serviceAssociationLinks[*].allowDelete
    +subnets[*].serviceAssociationLinks[*].link +subnets[*].serviceAssociationLinks[*].linkedResourceType
    +subnets[*].serviceAssociationLinks[*].locations +subnets[*].serviceAssociationLinks[*].locations[*]
    subnets[*].serviceAssociationLinks[*].name=properties.subnets[*].properties.serviceAssociationLinks[*].name
    subnets[*].serviceAssociationLinks[*].type=properties.subnets[*].properties.serviceAssociationLinks[*].type
    +subnets[*].serviceEndpointPolicies +subnets[*].serviceEndpointPolicies[*]
    subnets[*].serviceEndpointPolicies[*].kind=properties.subnets[*].properties.serviceEndpointPolicies[*].kind
    +subnets[*].serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions
    +subnets[*].serviceEndpointPolicies[*].serviceEndpointPolicyDefinitions[*] +subnets[*].serviceEndpoints
    +subnets[*].serviceEndpoints[*]
    subnets[*].serviceEndpoints[*].locations=properties.subnets[*].properties.serviceEndpoints[*].locations
    subnets[*].serviceEndpoints[*].locations[*]=properties.subnets[*].properties.serviceEndpoints[*].locations[*]
    subnets[*].serviceEndpoints[*].service=properties.subnets[*].properties.serviceEndpoints[*].service subnets[*].type
  `,
  'Microsoft.Network/routeTables/routes': `
    addressPrefix hasBgpOverride nextHopIpAddress nextHopType
  `,
  'Microsoft.Network/natGateways': `
    idleTimeoutInMinutes publicIpAddresses publicIpAddresses[*] publicIpAddresses[*].id publicIpPrefixes publicIpPrefixes[*]
    publicIpPrefixes[*].id serviceGateway serviceGateway.id /sku /sku.name sourceVirtualNetwork sourceVirtualNetwork.id subnets
    subnets[*] subnets[*].id /zones /zones[*]
  `,
  'Microsoft.Network/publicIPAddresses': `
    ddosSettings ddosSettings.ddosCustomPolicy ddosSettings.ddosCustomPolicy.id ddosSettings.ddosProtectionPlan
    ddosSettings.ddosProtectionPlan.id ddosSettings.protectedIP ddosSettings.protectionCoverage ddosSettings.protectionMode deleteOption
    dnsSettings dnsSettings.domainNameLabel dnsSettings.domainNameLabelScope dnsSettings.fqdn dnsSettings.reverseFqdn
    idleTimeoutInMinutes ipAddress ipConfiguration ipConfiguration.id ipConfiguration.name
    ipConfiguration.privateIPAddress=properties.ipConfiguration.properties.privateIPAddress
    ipConfiguration.privateIPAllocationMethod=properties.ipConfiguration.properties.privateIPAllocationMethod
    ipConfiguration.publicIPAddress=properties.ipConfiguration.properties.publicIPAddress
    ipConfiguration.publicIPAddress.sku=properties.ipConfiguration.properties.publicIPAddress.sku
    ipConfiguration.publicIPAddress.zones=properties.ipConfiguration.properties.publicIPAddress.zones
    ipConfiguration.publicIPAddress.zones[*]=properties.ipConfiguration.properties.publicIPAddress.zones[*]
    ipConfiguration.subnet=properties.ipConfiguration.properties.subnet
    ipConfiguration.subnet.addressPrefix=properties.ipConfiguration.properties.subnet.properties.addressPrefix
    ipConfiguration.subnet.addressPrefixes=properties.ipConfiguration.properties.subnet.properties.addressPrefixes
    ipConfiguration.subnet.addressPrefixes[*]=properties.ipConfiguration.properties.subnet.properties.addressPrefixes[*]
    ipConfiguration.subnet.delegations=properties.ipConfiguration.properties.subnet.properties.delegations
    ipConfiguration.subnet.delegations[*]=properties.ipConfiguration.properties.subnet.properties.delegations[*]
    ipConfiguration.subnet.interfaceEndpoints=properties.ipConfiguration.properties.subnet.properties.interfaceEndpoints
    ipConfiguration.subnet.interfaceEndpoints[*]=properties.ipConfiguration.properties.subnet.properties.interfaceEndpoints[*]
    ipConfiguration.subnet.ipConfigurationProfiles=properties.ipConfiguration.properties.subnet.properties.ipConfigurationProfiles
    ipConfiguration.subnet.ipConfigurationProfiles[*]=properties.ipConfiguration.properties.subnet.properties.ipConfigurationProfiles[*]
    ipConfiguration.subnet.ipConfigurations=properties.ipConfiguration.properties.subnet.properties.ipConfigurations
    ipConfiguration.subnet.ipConfigurations[*]=properties.ipConfiguration.properties.subnet.properties.ipConfigurations[*]
    ipConfiguration.subnet.name=properties.ipConfiguration.properties.subnet.name
    ipConfiguration.subnet.natGateway=properties.ipConfiguration.properties.subnet.properties.natGateway
    ipConfiguration.subnet.networkSecurityGroup=properties.ipConfiguration.properties.subnet.properties.networkSecurityGroup
    ipConfiguration.subnet.privateEndpointNetworkPolicies=properties.ipConfiguration.properties.subnet.properties.privateEndpointNetworkPolicies
    ipConfiguration.subnet.privateEndpoints=properties.ipConfiguration.properties.subnet.properties.privateEndpoints
    ipConfiguration.subnet.privateEndpoints[*]=properties.ipConfiguration.properties.subnet.properties.privateEndpoints[*]
    ipConfiguration.subnet.privateLinkServiceNetworkPolicies=properties.ipConfiguration.properties.subnet.properties.privateLinkServiceNetworkPolicies
    ipConfiguration.subnet.purpose=properties.ipConfiguration.properties.subnet.properties.purpose
    ipConfiguration.subnet.resourceNavigationLinks=properties.ipConfiguration.properties.subnet.properties.resourceNavigationLinks
    ipConfiguration.subnet.resourceNavigationLinks[*]=properties.ipConfiguration.properties.subnet.properties.resourceNavigationLinks[*]
    ipConfiguration.subnet.routeTable=properties.ipConfiguration.properties.subnet.properties.routeTable
    ipConfiguration.subnet.serviceAssociationLinks=properties.ipConfiguration.properties.subnet.properties.serviceAssociationLinks
    ipConfiguration.subnet.serviceAssociationLinks[*]=properties.ipConfiguration.properties.subnet.properties.serviceAssociationLinks[*]
    ipConfiguration.subnet.serviceEndpointPolicies=properties.ipConfiguration.properties.subnet.properties.serviceEndpointPolicies
    ipConfiguration.subnet.serviceEndpointPolicies[*]=properties.ipConfiguration.properties.subnet.properties.serviceEndpointPolicies[*]
    ipConfiguration.subnet.serviceEndpoints=properties.ipConfiguration.properties.subnet.properties.serviceEndpoints
    ipConfiguration.subnet.serviceEndpoints[*]=properties.ipConfiguration.properties.subnet.properties.serviceEndpoints[*]
    ipConfiguration.subnet.type=properties.ipConfiguration.properties.subnet.type ipTags ipTags[*] ipTags[*].ipTagType ipTags[*].tag
    linkedPublicIPAddress linkedPublicIPAddress.extendedLocation linkedPublicIPAddress.extendedLocation.name
    linkedPublicIPAddress.extendedLocation.type linkedPublicIPAddress.id linkedPublicIPAddress.location linkedPublicIPAddress.name
    linkedPublicIPAddress.sku linkedPublicIPAddress.sku.name linkedPublicIPAddress.sku.tier linkedPublicIPAddress.tags
    linkedPublicIPAddress.type linkedPublicIPAddress.zones linkedPublicIPAddress.zones[*] migrationPhase natGateway natGateway.id
    natGateway.idleTimeoutInMinutes=properties.natGateway.properties.idleTimeoutInMinutes natGateway.location natGateway.name
    natGateway.publicIpAddresses=properties.natGateway.properties.publicIpAddresses
    natGateway.publicIpAddresses[*]=properties.natGateway.properties.publicIpAddresses[*]
    natGateway.publicIpAddresses[*].id=properties.natGateway.properties.publicIpAddresses[*].id
    natGateway.publicIpPrefixes=properties.natGateway.properties.publicIpPrefixes
    natGateway.publicIpPrefixes[*]=properties.natGateway.properties.publicIpPrefixes[*]
    natGateway.publicIpPrefixes[*].id=properties.natGateway.properties.publicIpPrefixes[*].id natGateway.sku natGateway.sku.name
    natGateway.tags natGateway.type natGateway.zones natGateway.zones[*] publicIPAddressVersion publicIPAllocationMethod publicIPPrefix
    publicIPPrefix.id servicePublicIPAddress servicePublicIPAddress.extendedLocation servicePublicIPAddress.extendedLocation.name
    servicePublicIPAddress.extendedLocation.type servicePublicIPAddress.id servicePublicIPAddress.location servicePublicIPAddress.name
    servicePublicIPAddress.sku servicePublicIPAddress.sku.name servicePublicIPAddress.sku.tier servicePublicIPAddress.tags
    servicePublicIPAddress.type servicePublicIPAddress.zones servicePublicIPAddress.zones[*] /sku /sku.name /sku.tier /zones /zones[*]
  `,
  'Microsoft.Network/publicIPPrefixes': `
    customIPPrefix customIPPrefix.id ipPrefix ipTags ipTags[*] ipTags[*].ipTagType ipTags[*].tag loadBalancerFrontendIpConfiguration
    loadBalancerFrontendIpConfiguration.id natGateway natGateway.id
    natGateway.idleTimeoutInMinutes=properties.natGateway.properties.idleTimeoutInMinutes natGateway.location natGateway.name
    natGateway.publicIpAddresses=properties.natGateway.properties.publicIpAddresses
    natGateway.publicIpAddresses[*]=properties.natGateway.properties.publicIpAddresses[*]
    natGateway.publicIpAddresses[*].id=properties.natGateway.properties.publicIpAddresses[*].id
    natGateway.publicIpPrefixes=properties.natGateway.properties.publicIpPrefixes
    natGateway.publicIpPrefixes[*]=properties.natGateway.properties.publicIpPrefixes[*]
    natGateway.publicIpPrefixes[*].id=properties.natGateway.properties.publicIpPrefixes[*].id natGateway.sku natGateway.sku.name
    natGateway.tags natGateway.type natGateway.zones natGateway.zones[*] prefixLength publicIPAddresses publicIPAddresses[*]
    publicIPAddresses[*].id publicIPAddressVersion /sku /sku.name /sku.tier /zones /zones[*]
  `,
  'Microsoft.Network/privateEndpoints': `
    applicationSecurityGroups applicationSecurityGroups[*] applicationSecurityGroups[*].id applicationSecurityGroups[*].location
    applicationSecurityGroups[*].name applicationSecurityGroups[*].tags applicationSecurityGroups[*].type customDnsConfigs
    customDnsConfigs[*] customDnsConfigs[*].fqdn customDnsConfigs[*].ipAddresses customDnsConfigs[*].ipAddresses[*]
    customNetworkInterfaceName ipConfigurations ipConfigurations[*] +ipConfigurations[*].groupId +ipConfigurations[*].memberName
    ipConfigurations[*].name +ipConfigurations[*].privateIPAddress ipConfigurations[*].type manualPrivateLinkServiceConnections
    manualPrivateLinkServiceConnections[*] +manualPrivateLinkServiceConnections[*].groupIds
    +manualPrivateLinkServiceConnections[*].groupIds[*] manualPrivateLinkServiceConnections[*].id
    manualPrivateLinkServiceConnections[*].name +manualPrivateLinkServiceConnections[*].privateLinkServiceConnectionState
    +manualPrivateLinkServiceConnections[*].privateLinkServiceId +manualPrivateLinkServiceConnections[*].requestMessage
    +manualPrivateLinkServiceConnections[*].resolvedPrivateLinkServiceLocation manualPrivateLinkServiceConnections[*].type
    networkInterfaces networkInterfaces[*] +networkInterfaces[*].auxiliaryMode +networkInterfaces[*].auxiliarySku
    +networkInterfaces[*].disableTcpStateTracking +networkInterfaces[*].dnsSettings +networkInterfaces[*].dscpConfiguration
    +networkInterfaces[*].enableAcceleratedNetworking +networkInterfaces[*].enableIPForwarding networkInterfaces[*].extendedLocation
    +networkInterfaces[*].hostedWorkloads +networkInterfaces[*].hostedWorkloads[*] networkInterfaces[*].id networkInterfaces[*].location
    +networkInterfaces[*].macAddress +networkInterfaces[*].migrationPhase networkInterfaces[*].name +networkInterfaces[*].nicType
    +networkInterfaces[*].primary +networkInterfaces[*].privateLinkService networkInterfaces[*].tags
    +networkInterfaces[*].tapConfigurations +networkInterfaces[*].tapConfigurations[*] networkInterfaces[*].type
    +networkInterfaces[*].virtualMachine +networkInterfaces[*].vnetEncryptionSupported +networkInterfaces[*].workloadType
    privateLinkServiceConnections privateLinkServiceConnections[*] +privateLinkServiceConnections[*].groupIds
    +privateLinkServiceConnections[*].groupIds[*] privateLinkServiceConnections[*].id privateLinkServiceConnections[*].name
    +privateLinkServiceConnections[*].privateLinkServiceConnectionState +privateLinkServiceConnections[*].privateLinkServiceId
    +privateLinkServiceConnections[*].requestMessage +privateLinkServiceConnections[*].resolvedPrivateLinkServiceLocation
    privateLinkServiceConnections[*].type subnet subnet.addressPrefix=properties.subnet.properties.addressPrefix
    subnet.addressPrefixes=properties.subnet.properties.addressPrefixes
    subnet.addressPrefixes[*]=properties.subnet.properties.addressPrefixes[*]
    subnet.applicationGatewayIpConfigurations=properties.subnet.properties.applicationGatewayIpConfigurations
    subnet.applicationGatewayIpConfigurations[*]=properties.subnet.properties.applicationGatewayIpConfigurations[*]
    subnet.defaultOutboundAccess=properties.subnet.properties.defaultOutboundAccess
    subnet.delegations=properties.subnet.properties.delegations subnet.delegations[*]=properties.subnet.properties.delegations[*]
    subnet.id subnet.ipAllocations=properties.subnet.properties.ipAllocations
    subnet.ipAllocations[*]=properties.subnet.properties.ipAllocations[*]
    subnet.ipConfigurationProfiles=properties.subnet.properties.ipConfigurationProfiles
    subnet.ipConfigurationProfiles[*]=properties.subnet.properties.ipConfigurationProfiles[*]
    subnet.ipConfigurations=properties.subnet.properties.ipConfigurations
    subnet.ipConfigurations[*]=properties.subnet.properties.ipConfigurations[*] subnet.name
    subnet.natGateway=properties.subnet.properties.natGateway
    subnet.networkSecurityGroup=properties.subnet.properties.networkSecurityGroup
    subnet.privateEndpointNetworkPolicies=properties.subnet.properties.privateEndpointNetworkPolicies
    subnet.privateEndpoints=properties.subnet.properties.privateEndpoints
    subnet.privateEndpoints[*]=properties.subnet.properties.privateEndpoints[*]
    subnet.privateLinkServiceNetworkPolicies=properties.subnet.properties.privateLinkServiceNetworkPolicies
    subnet.purpose=properties.subnet.properties.purpose
    subnet.resourceNavigationLinks=properties.subnet.properties.resourceNavigationLinks
    subnet.resourceNavigationLinks[*]=properties.subnet.properties.resourceNavigationLinks[*]
    subnet.routeTable=properties.subnet.properties.routeTable
    subnet.serviceAssociationLinks=properties.subnet.properties.serviceAssociationLinks
    subnet.serviceAssociationLinks[*]=properties.subnet.properties.serviceAssociationLinks[*]
    subnet.serviceEndpointPolicies=properties.subnet.properties.serviceEndpointPolicies
    subnet.serviceEndpointPolicies[*]=properties.subnet.properties.serviceEndpointPolicies[*]
    subnet.serviceEndpoints=properties.subnet.properties.serviceEndpoints
    subnet.serviceEndpoints[*]=properties.subnet.properties.serviceEndpoints[*] subnet.type
  `,
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': `
    privateDnsZoneConfigs privateDnsZoneConfigs[*] privateDnsZoneConfigs[*].id privateDnsZoneConfigs[*].name
    +privateDnsZoneConfigs[*].privateDnsZoneId +privateDnsZoneConfigs[*].recordSets +privateDnsZoneConfigs[*].recordSets[*]
    privateDnsZoneConfigs[*].recordSets[*].fqdn=properties.privateDnsZoneConfigs[*].properties.recordSets[*].fqdn
    privateDnsZoneConfigs[*].recordSets[*].ipAddresses=properties.privateDnsZoneConfigs[*].properties.recordSets[*].ipAddresses
    privateDnsZoneConfigs[*].recordSets[*].ipAddresses[*]=properties.privateDnsZoneConfigs[*].properties.recordSets[*].ipAddresses[*]
    privateDnsZoneConfigs[*].recordSets[*].recordSetName=properties.privateDnsZoneConfigs[*].properties.recordSets[*].recordSetName
    privateDnsZoneConfigs[*].recordSets[*].recordType=properties.privateDnsZoneConfigs[*].properties.recordSets[*].recordType
    privateDnsZoneConfigs[*].recordSets[*].ttl=properties.privateDnsZoneConfigs[*].properties.recordSets[*].ttl
    privateDnsZoneConfigs[*].type
  `,
  'Microsoft.Network/privateLinkServices': `
    alias autoApproval autoApproval.subscriptions autoApproval.subscriptions[*] enableProxyProtocol fqdns fqdns[*] ipConfigurations
    ipConfigurations[*] ipConfigurations[*].id ipConfigurations[*].name +ipConfigurations[*].primary
    +ipConfigurations[*].privateIPAddress +ipConfigurations[*].privateIPAddressVersion +ipConfigurations[*].privateIPAllocationMethod
    +ipConfigurations[*].subnet ipConfigurations[*].type loadBalancerFrontendIpConfigurations loadBalancerFrontendIpConfigurations[*]
    +loadBalancerFrontendIpConfigurations[*].gatewayLoadBalancer loadBalancerFrontendIpConfigurations[*].id
    +loadBalancerFrontendIpConfigurations[*].inboundNatPools +loadBalancerFrontendIpConfigurations[*].inboundNatPools[*]
    +loadBalancerFrontendIpConfigurations[*].inboundNatRules +loadBalancerFrontendIpConfigurations[*].inboundNatRules[*]
    +loadBalancerFrontendIpConfigurations[*].loadBalancingRules +loadBalancerFrontendIpConfigurations[*].loadBalancingRules[*]
    loadBalancerFrontendIpConfigurations[*].name +loadBalancerFrontendIpConfigurations[*].outboundRules
    +loadBalancerFrontendIpConfigurations[*].outboundRules[*] +loadBalancerFrontendIpConfigurations[*].privateIPAddress
    +loadBalancerFrontendIpConfigurations[*].privateIPAddressVersion +loadBalancerFrontendIpConfigurations[*].privateIPAllocationMethod
    +loadBalancerFrontendIpConfigurations[*].publicIPAddress +loadBalancerFrontendIpConfigurations[*].publicIPPrefix
    +loadBalancerFrontendIpConfigurations[*].subnet loadBalancerFrontendIpConfigurations[*].type
    loadBalancerFrontendIpConfigurations[*].zones loadBalancerFrontendIpConfigurations[*].zones[*] networkInterfaces
    networkInterfaces[*] +networkInterfaces[*].auxiliaryMode +networkInterfaces[*].auxiliarySku
    +networkInterfaces[*].disableTcpStateTracking +networkInterfaces[*].dnsSettings +networkInterfaces[*].dscpConfiguration
    +networkInterfaces[*].enableAcceleratedNetworking +networkInterfaces[*].enableIPForwarding networkInterfaces[*].extendedLocation
    +networkInterfaces[*].hostedWorkloads +networkInterfaces[*].hostedWorkloads[*] networkInterfaces[*].id networkInterfaces[*].location
    +networkInterfaces[*].macAddress +networkInterfaces[*].migrationPhase networkInterfaces[*].name +networkInterfaces[*].nicType
    +networkInterfaces[*].primary +networkInterfaces[*].privateLinkService networkInterfaces[*].tags
    +networkInterfaces[*].tapConfigurations +networkInterfaces[*].tapConfigurations[*] networkInterfaces[*].type
    +networkInterfaces[*].virtualMachine +networkInterfaces[*].vnetEncryptionSupported +networkInterfaces[*].workloadType
    privateEndpointConnections privateEndpointConnections[*] privateEndpointConnections[*].id
    +privateEndpointConnections[*].linkIdentifier privateEndpointConnections[*].name +privateEndpointConnections[*].privateEndpoint
    +privateEndpointConnections[*].privateEndpointLocation +privateEndpointConnections[*].privateLinkServiceConnectionState
    privateEndpointConnections[*].type visibility visibility.subscriptions visibility.subscriptions[*]
  `,
  'Microsoft.Network/privateDnsZones': `
    internalId maxNumberOfRecordSets maxNumberOfVirtualNetworkLinks maxNumberOfVirtualNetworkLinksWithRegistration numberOfRecordSets
    numberOfVirtualNetworkLinks numberOfVirtualNetworkLinksWithRegistration
  `,
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': `
    registrationEnabled virtualNetwork virtualNetwork.id virtualNetworkLinkState
  `,
  'Microsoft.Network/networkInterfaces': `
    auxiliaryMode auxiliarySku disableTcpStateTracking dnsSettings dnsSettings.appliedDnsServers dnsSettings.appliedDnsServers[*]
    dnsSettings.dnsServers dnsSettings.dnsServers[*] dnsSettings.internalDnsNameLabel dnsSettings.internalDomainNameSuffix
    dnsSettings.internalFqdn dscpConfiguration dscpConfiguration.id enableAcceleratedNetworking enableIPForwarding hostedWorkloads
    hostedWorkloads[*] interfaceEndpoint interfaceEndpoint.endpointService=properties.interfaceEndpoint.properties.endpointService
    interfaceEndpoint.fqdn=properties.interfaceEndpoint.properties.fqdn interfaceEndpoint.id interfaceEndpoint.location
    interfaceEndpoint.name interfaceEndpoint.networkInterfaces=properties.interfaceEndpoint.properties.networkInterfaces
    interfaceEndpoint.networkInterfaces[*]=properties.interfaceEndpoint.properties.networkInterfaces[*]
    interfaceEndpoint.owner=properties.interfaceEndpoint.properties.owner
    interfaceEndpoint.subnet=properties.interfaceEndpoint.properties.subnet interfaceEndpoint.tags interfaceEndpoint.type
    ipConfigurations ipConfigurations[*] +ipConfigurations[*].applicationGatewayBackendAddressPools
    +ipConfigurations[*].applicationGatewayBackendAddressPools[*]
    ipconfigurations[*].applicationSecurityGroups=properties.ipConfigurations[*].properties.applicationSecurityGroups
    +ipConfigurations[*].applicationSecurityGroups[*] +ipConfigurations[*].gatewayLoadBalancer ipConfigurations[*].id
    +ipConfigurations[*].loadBalancerBackendAddressPools +ipConfigurations[*].loadBalancerBackendAddressPools[*]
    +ipConfigurations[*].loadBalancerInboundNatRules +ipConfigurations[*].loadBalancerInboundNatRules[*] ipConfigurations[*].name
    +ipConfigurations[*].primary +ipConfigurations[*].privateIPAddress +ipConfigurations[*].privateIPAddressVersion
    ipconfigurations[*].privateIPAllocationMethod=properties.ipConfigurations[*].properties.privateIPAllocationMethod
    +ipConfigurations[*].privateLinkConnectionProperties
    ipconfigurations[*].publicIpAddress.id=properties.ipConfigurations[*].properties.publicIpAddress.id +ipConfigurations[*].subnet
    ipconfigurations[*].subnet.id=properties.ipConfigurations[*].properties.subnet.id ipConfigurations[*].type
    +ipConfigurations[*].virtualNetworkTaps +ipConfigurations[*].virtualNetworkTaps[*] macAddress migrationPhase networkSecurityGroup
    networkSecurityGroup.defaultSecurityRules=properties.networkSecurityGroup.properties.defaultSecurityRules
    networkSecurityGroup.defaultSecurityRules[*]=properties.networkSecurityGroup.properties.defaultSecurityRules[*]
    networkSecurityGroup.flowLogs=properties.networkSecurityGroup.properties.flowLogs
    networkSecurityGroup.flowLogs[*]=properties.networkSecurityGroup.properties.flowLogs[*]
    networkSecurityGroup.flushConnection=properties.networkSecurityGroup.properties.flushConnection networkSecurityGroup.id
    networkSecurityGroup.location networkSecurityGroup.name
    networkSecurityGroup.securityRules=properties.networkSecurityGroup.properties.securityRules
    networkSecurityGroup.securityRules[*]=properties.networkSecurityGroup.properties.securityRules[*] networkSecurityGroup.tags
    networkSecurityGroup.type nicType primary privateEndpoint
    privateEndpoint.applicationSecurityGroups=properties.privateEndpoint.properties.applicationSecurityGroups
    privateEndpoint.applicationSecurityGroups[*]=properties.privateEndpoint.properties.applicationSecurityGroups[*]
    privateEndpoint.customDnsConfigs=properties.privateEndpoint.properties.customDnsConfigs
    privateEndpoint.customDnsConfigs[*]=properties.privateEndpoint.properties.customDnsConfigs[*]
    privateEndpoint.customNetworkInterfaceName=properties.privateEndpoint.properties.customNetworkInterfaceName
    privateEndpoint.extendedLocation privateEndpoint.id privateEndpoint.location
    privateEndpoint.manualPrivateLinkServiceConnections=properties.privateEndpoint.properties.manualPrivateLinkServiceConnections
    privateEndpoint.manualPrivateLinkServiceConnections[*]=properties.privateEndpoint.properties.manualPrivateLinkServiceConnections[*]
    privateEndpoint.name
    privateEndpoint.privateLinkServiceConnections=properties.privateEndpoint.properties.privateLinkServiceConnections
    privateEndpoint.privateLinkServiceConnections[*]=properties.privateEndpoint.properties.privateLinkServiceConnections[*]
    privateEndpoint.subnet=properties.privateEndpoint.properties.subnet privateEndpoint.tags privateEndpoint.type privateLinkService
    privateLinkService.alias=properties.privateLinkService.properties.alias
    privateLinkService.autoApproval=properties.privateLinkService.properties.autoApproval
    privateLinkService.enableProxyProtocol=properties.privateLinkService.properties.enableProxyProtocol
    privateLinkService.extendedLocation privateLinkService.fqdns=properties.privateLinkService.properties.fqdns
    privateLinkService.fqdns[*]=properties.privateLinkService.properties.fqdns[*] privateLinkService.id
    privateLinkService.ipConfigurations=properties.privateLinkService.properties.ipConfigurations
    privateLinkService.ipConfigurations[*]=properties.privateLinkService.properties.ipConfigurations[*]
    privateLinkService.loadBalancerFrontendIpConfigurations=properties.privateLinkService.properties.loadBalancerFrontendIpConfigurations
    privateLinkService.loadBalancerFrontendIpConfigurations[*]=properties.privateLinkService.properties.loadBalancerFrontendIpConfigurations[*]
    privateLinkService.location privateLinkService.name
    privateLinkService.networkInterfaces=properties.privateLinkService.properties.networkInterfaces
    privateLinkService.networkInterfaces[*]=properties.privateLinkService.properties.networkInterfaces[*]
    privateLinkService.privateEndpointConnections=properties.privateLinkService.properties.privateEndpointConnections
    privateLinkService.privateEndpointConnections[*]=properties.privateLinkService.properties.privateEndpointConnections[*]
    privateLinkService.tags privateLinkService.type privateLinkService.visibility=properties.privateLinkService.properties.visibility
    tapConfigurations tapConfigurations[*] tapConfigurations[*].id tapConfigurations[*].name tapConfigurations[*].type
    +tapConfigurations[*].virtualNetworkTap virtualMachine virtualMachine.id vnetEncryptionSupported workloadType
  `,
  'Microsoft.Network/loadBalancers': `
    backendAddressPools backendAddressPools[*] +backendAddressPools[*].backendIPConfigurations
    +backendAddressPools[*].backendIPConfigurations[*] +backendAddressPools[*].drainPeriodInSeconds backendAddressPools[*].id
    +backendAddressPools[*].inboundNatRules +backendAddressPools[*].inboundNatRules[*]
    +backendAddressPools[*].loadBalancerBackendAddresses +backendAddressPools[*].loadBalancerBackendAddresses[*]
    +backendAddressPools[*].loadBalancingRules +backendAddressPools[*].loadBalancingRules[*] +backendAddressPools[*].location
    backendAddressPools[*].name +backendAddressPools[*].outboundNatRule +backendAddressPools[*].outboundRule
    +backendAddressPools[*].outboundRules +backendAddressPools[*].outboundRules[*] +backendAddressPools[*].syncMode
    +backendAddressPools[*].tunnelInterfaces +backendAddressPools[*].tunnelInterfaces[*] backendAddressPools[*].type
    +backendAddressPools[*].virtualNetwork frontendIPConfigurations frontendIPConfigurations[*]
    +frontendIPConfigurations[*].gatewayLoadBalancer frontendIPConfigurations[*].id +frontendIPConfigurations[*].inboundNatPools
    +frontendIPConfigurations[*].inboundNatPools[*] +frontendIPConfigurations[*].inboundNatRules
    +frontendIPConfigurations[*].inboundNatRules[*] +frontendIPConfigurations[*].loadBalancingRules
    +frontendIPConfigurations[*].loadBalancingRules[*] frontendIPConfigurations[*].name +frontendIPConfigurations[*].outboundNatRules
    +frontendIPConfigurations[*].outboundNatRules[*] +frontendIPConfigurations[*].outboundRules
    +frontendIPConfigurations[*].outboundRules[*] +frontendIPConfigurations[*].privateIPAddress
    +frontendIPConfigurations[*].privateIPAddressVersion +frontendIPConfigurations[*].privateIPAllocationMethod
    +frontendIPConfigurations[*].publicIPAddress +frontendIPConfigurations[*].publicIPAddress.id
    +frontendIPConfigurations[*].publicIPPrefix +frontendIPConfigurations[*].publicIPPrefix.id +frontendIPConfigurations[*].subnet
    frontendIPConfigurations[*].type frontendIPConfigurations[*].zones frontendIPConfigurations[*].zones[*] inboundNatPools
    inboundNatPools[*] +inboundNatPools[*].backendPort +inboundNatPools[*].enableFloatingIP +inboundNatPools[*].enableTcpReset
    +inboundNatPools[*].frontendIPConfiguration +inboundNatPools[*].frontendPortRangeEnd +inboundNatPools[*].frontendPortRangeStart
    inboundNatPools[*].id +inboundNatPools[*].idleTimeoutInMinutes inboundNatPools[*].name +inboundNatPools[*].protocol
    inboundNatPools[*].type inboundNatRules inboundNatRules[*] +inboundNatRules[*].backendAddressPool
    +inboundNatRules[*].backendIPConfiguration +inboundNatRules[*].backendPort +inboundNatRules[*].enableFloatingIP
    +inboundNatRules[*].enableTcpReset +inboundNatRules[*].frontendIPConfiguration +inboundNatRules[*].frontendPort
    +inboundNatRules[*].frontendPortRangeEnd +inboundNatRules[*].frontendPortRangeStart inboundNatRules[*].id
    +inboundNatRules[*].idleTimeoutInMinutes inboundNatRules[*].name +inboundNatRules[*].protocol inboundNatRules[*].type
    loadBalancingRules loadBalancingRules[*] +loadBalancingRules[*].backendAddressPool +loadBalancingRules[*].backendAddressPools
    +loadBalancingRules[*].backendAddressPools[*] +loadBalancingRules[*].backendPort +loadBalancingRules[*].disableOutboundSnat
    +loadBalancingRules[*].enableFloatingIP +loadBalancingRules[*].enableTcpReset +loadBalancingRules[*].frontendIPConfiguration
    +loadBalancingRules[*].frontendPort loadBalancingRules[*].id +loadBalancingRules[*].idleTimeoutInMinutes
    +loadBalancingRules[*].loadDistribution loadBalancingRules[*].name +loadBalancingRules[*].probe +loadBalancingRules[*].protocol
    loadBalancingRules[*].type outboundNatRules outboundNatRules[*] +outboundNatRules[*].allocatedOutboundPorts
    +outboundNatRules[*].backendAddressPool +outboundNatRules[*].frontendIPConfigurations
    +outboundNatRules[*].frontendIPConfigurations[*] outboundNatRules[*].id outboundNatRules[*].name outboundRules outboundRules[*]
    +outboundRules[*].allocatedOutboundPorts +outboundRules[*].backendAddressPool +outboundRules[*].enableTcpReset
    +outboundRules[*].frontendIPConfigurations +outboundRules[*].frontendIPConfigurations[*] outboundRules[*].id
    +outboundRules[*].idleTimeoutInMinutes outboundRules[*].name +outboundRules[*].protocol outboundRules[*].type probes probes[*]
    probes[*].id +probes[*].intervalInSeconds +probes[*].loadBalancingRules +probes[*].loadBalancingRules[*] probes[*].name
    +probes[*].numberOfProbes +probes[*].port +probes[*].probeThreshold +probes[*].protocol +probes[*].requestPath probes[*].type /sku
    /sku.name /sku.tier
  `,
  'Microsoft.Network/azureFirewalls': `
    additionalProperties applicationRuleCollections applicationRuleCollections[*] +applicationRuleCollections[*].action
    +applicationRuleCollections[*].action.type applicationRuleCollections[*].id applicationRuleCollections[*].name
    +applicationRuleCollections[*].priority +applicationRuleCollections[*].rules +applicationRuleCollections[*].rules[*]
    applicationRuleCollections[*].rules[*].description=properties.applicationRuleCollections[*].properties.rules[*].description
    applicationRuleCollections[*].rules[*].fqdnTags=properties.applicationRuleCollections[*].properties.rules[*].fqdnTags
    applicationRuleCollections[*].rules[*].fqdnTags[*]=properties.applicationRuleCollections[*].properties.rules[*].fqdnTags[*]
    applicationRuleCollections[*].rules[*].name=properties.applicationRuleCollections[*].properties.rules[*].name
    applicationRuleCollections[*].rules[*].protocols=properties.applicationRuleCollections[*].properties.rules[*].protocols
    applicationRuleCollections[*].rules[*].protocols[*]=properties.applicationRuleCollections[*].properties.rules[*].protocols[*]
    applicationRuleCollections[*].rules[*].sourceAddresses=properties.applicationRuleCollections[*].properties.rules[*].sourceAddresses
    applicationRuleCollections[*].rules[*].sourceAddresses[*]=properties.applicationRuleCollections[*].properties.rules[*].sourceAddresses[*]
    applicationRuleCollections[*].rules[*].sourceIpGroups=properties.applicationRuleCollections[*].properties.rules[*].sourceIpGroups
    applicationRuleCollections[*].rules[*].sourceIpGroups[*]=properties.applicationRuleCollections[*].properties.rules[*].sourceIpGroups[*]
    applicationRuleCollections[*].rules[*].targetFqdns=properties.applicationRuleCollections[*].properties.rules[*].targetFqdns
    applicationRuleCollections[*].rules[*].targetFqdns[*]=properties.applicationRuleCollections[*].properties.rules[*].targetFqdns[*]
    applicationRuleCollections[*].rules[*].targetUrls=properties.applicationRuleCollections[*].properties.rules[*].targetUrls
    applicationRuleCollections[*].rules[*].targetUrls[*]=properties.applicationRuleCollections[*].properties.rules[*].targetUrls[*]
    firewallPolicy firewallPolicy.id hubIpAddresses hubIpAddresses.privateIPAddress hubIpAddresses.publicIPAddresses
    hubIpAddresses.publicIPAddresses[*] hubIpAddresses.publicIPAddresses[*].address hubIPAddresses.publicIPs
    hubIPAddresses.publicIPs.addresses hubIPAddresses.publicIPs.addresses[*] hubIPAddresses.publicIPs.count ipConfigurations
    ipConfigurations[*] ipConfigurations[*].id +ipConfigurations[*].internalPublicIpAddress
    +ipConfigurations[*].internalPublicIpAddress.id ipConfigurations[*].name +ipConfigurations[*].privateIPAddress
    +ipConfigurations[*].subnet +ipConfigurations[*].subnet.id ipConfigurations[*].type ipGroups ipGroups[*] ipGroups[*].changeNumber
    ipGroups[*].id managementIpConfiguration managementIpConfiguration.id managementIpConfiguration.name
    managementIpConfiguration.privateIPAddress=properties.managementIpConfiguration.properties.privateIPAddress
    managementIpConfiguration.publicIPAddress=properties.managementIpConfiguration.properties.publicIPAddress
    managementIpConfiguration.publicIPAddress.id=properties.managementIpConfiguration.properties.publicIPAddress.id
    managementIpConfiguration.subnet=properties.managementIpConfiguration.properties.subnet
    managementIpConfiguration.subnet.id=properties.managementIpConfiguration.properties.subnet.id managementIpConfiguration.type
    natRuleCollections natRuleCollections[*] +natRuleCollections[*].action +natRuleCollections[*].action.type natRuleCollections[*].id
    natRuleCollections[*].name +natRuleCollections[*].priority +natRuleCollections[*].rules +natRuleCollections[*].rules[*]
    natRuleCollections[*].rules[*].description=properties.natRuleCollections[*].properties.rules[*].description
    natRuleCollections[*].rules[*].destinationAddresses=properties.natRuleCollections[*].properties.rules[*].destinationAddresses
    natRuleCollections[*].rules[*].destinationAddresses[*]=properties.natRuleCollections[*].properties.rules[*].destinationAddresses[*]
    natRuleCollections[*].rules[*].destinationPorts=properties.natRuleCollections[*].properties.rules[*].destinationPorts
    natRuleCollections[*].rules[*].destinationPorts[*]=properties.natRuleCollections[*].properties.rules[*].destinationPorts[*]
    natRuleCollections[*].rules[*].name=properties.natRuleCollections[*].properties.rules[*].name
    natRuleCollections[*].rules[*].protocols=properties.natRuleCollections[*].properties.rules[*].protocols
    natRuleCollections[*].rules[*].protocols[*]=properties.natRuleCollections[*].properties.rules[*].protocols[*]
    natRuleCollections[*].rules[*].sourceAddresses=properties.natRuleCollections[*].properties.rules[*].sourceAddresses
    natRuleCollections[*].rules[*].sourceAddresses[*]=properties.natRuleCollections[*].properties.rules[*].sourceAddresses[*]
    natRuleCollections[*].rules[*].sourceIpGroups=properties.natRuleCollections[*].properties.rules[*].sourceIpGroups
    natRuleCollections[*].rules[*].sourceIpGroups[*]=properties.natRuleCollections[*].properties.rules[*].sourceIpGroups[*]
    natRuleCollections[*].rules[*].translatedAddress=properties.natRuleCollections[*].properties.rules[*].translatedAddress
    natRuleCollections[*].rules[*].translatedFqdn=properties.natRuleCollections[*].properties.rules[*].translatedFqdn
    natRuleCollections[*].rules[*].translatedPort=properties.natRuleCollections[*].properties.rules[*].translatedPort
    networkRuleCollections networkRuleCollections[*] +networkRuleCollections[*].action +networkRuleCollections[*].action.type
    networkRuleCollections[*].id networkRuleCollections[*].name +networkRuleCollections[*].priority +networkRuleCollections[*].rules
    +networkRuleCollections[*].rules[*]
    networkRuleCollections[*].rules[*].description=properties.networkRuleCollections[*].properties.rules[*].description
    networkRuleCollections[*].rules[*].destinationAddresses=properties.networkRuleCollections[*].properties.rules[*].destinationAddresses
    networkRuleCollections[*].rules[*].destinationAddresses[*]=properties.networkRuleCollections[*].properties.rules[*].destinationAddresses[*]
    networkRuleCollections[*].rules[*].destinationFqdns=properties.networkRuleCollections[*].properties.rules[*].destinationFqdns
    networkRuleCollections[*].rules[*].destinationFqdns[*]=properties.networkRuleCollections[*].properties.rules[*].destinationFqdns[*]
    networkRuleCollections[*].rules[*].destinationIpGroups=properties.networkRuleCollections[*].properties.rules[*].destinationIpGroups
    networkRuleCollections[*].rules[*].destinationIpGroups[*]=properties.networkRuleCollections[*].properties.rules[*].destinationIpGroups[*]
    networkRuleCollections[*].rules[*].destinationPorts=properties.networkRuleCollections[*].properties.rules[*].destinationPorts
    networkRuleCollections[*].rules[*].destinationPorts[*]=properties.networkRuleCollections[*].properties.rules[*].destinationPorts[*]
    networkRuleCollections[*].rules[*].name=properties.networkRuleCollections[*].properties.rules[*].name
    networkRuleCollections[*].rules[*].protocols=properties.networkRuleCollections[*].properties.rules[*].protocols
    networkRuleCollections[*].rules[*].protocols[*]=properties.networkRuleCollections[*].properties.rules[*].protocols[*]
    networkRuleCollections[*].rules[*].sourceAddresses=properties.networkRuleCollections[*].properties.rules[*].sourceAddresses
    networkRuleCollections[*].rules[*].sourceAddresses[*]=properties.networkRuleCollections[*].properties.rules[*].sourceAddresses[*]
    networkRuleCollections[*].rules[*].sourceIpGroups=properties.networkRuleCollections[*].properties.rules[*].sourceIpGroups
    networkRuleCollections[*].rules[*].sourceIpGroups[*]=properties.networkRuleCollections[*].properties.rules[*].sourceIpGroups[*] sku
    sku.name sku.tier threatIntelMode virtualHub virtualHub.id /zones /zones[*]
  `,
  'Microsoft.Network/firewallPolicies': `
    basePolicy basePolicy.id childPolicies childPolicies[*] childPolicies[*].id dnsSettings dnsSettings.enableProxy
    dnsSettings.requireProxyForNetworkRules dnsSettings.servers dnsSettings.servers[*] explicitProxy explicitProxy.enableExplicitProxy
    explicitProxy.enablePacFile explicitProxy.httpPort explicitProxy.httpsPort explicitProxy.pacFile explicitProxy.pacFilePort
    explicitProxySettings explicitProxySettings.enableExplicitProxy explicitProxySettings.httpPort explicitProxySettings.httpsPort
    explicitProxySettings.pacFile explicitProxySettings.pacFilePort firewalls firewalls[*] firewalls[*].id insights insights.isEnabled
    insights.logAnalyticsResources insights.logAnalyticsResources.defaultWorkspaceId insights.logAnalyticsResources.workspaces
    insights.logAnalyticsResources.workspaces[*] insights.retentionDays intrusionDetection intrusionDetection.configuration
    intrusionDetection.configuration.bypassTrafficSettings intrusionDetection.configuration.bypassTrafficSettings[*]
    intrusionDetection.configuration.privateRanges intrusionDetection.configuration.privateRanges[*]
    intrusionDetection.configuration.signatureOverrides intrusionDetection.configuration.signatureOverrides[*]
    intrusionDetection.configuration.signatureOverrides[*].mode intrusionDetection.mode intrusionDetection.profile intrusionSystemMode
    ruleCollectionGroups ruleCollectionGroups[*] ruleCollectionGroups[*].id ruleGroups ruleGroups[*] ruleGroups[*].id size sku sku.tier
    snat snat.autoLearnPrivateRanges snat.privateRanges snat.privateRanges[*] sql sql.allowSqlRedirect threatIntelMode
    threatIntelWhitelist threatIntelWhitelist.fqdns threatIntelWhitelist.fqdns[*] threatIntelWhitelist.ipAddresses
    threatIntelWhitelist.ipAddresses[*] transportSecurity transportSecurity.certificateAuthority
    transportSecurity.certificateAuthority.keyVaultSecretId transportSecurity.certificateAuthority.name
    transportSecurity.excludedDomains transportSecurity.excludedDomains[*] transportSecurity.trustedRootCertificates
    transportSecurity.trustedRootCertificates[*] +transportSecurity.trustedRootCertificates[*].keyVaultSecretId
    transportSecurity.trustedRootCertificates[*].name
  `,
  'Microsoft.Network/firewallPolicies/ruleCollectionGroups': `
    priority ruleCollections ruleCollections[*] ruleCollections[*].FirewallPolicyFilterRuleCollection=properties.ruleCollections[*]
    ruleCollections[*].FirewallPolicyFilterRuleCollection.action=properties.ruleCollections[*].action
    ruleCollections[*].FirewallPolicyFilterRuleCollection.rules=properties.ruleCollections[*].rules
    ruleCollections[*].FirewallPolicyFilterRuleCollection.rules[*]=properties.ruleCollections[*].rules[*]
    ruleCollections[*].FirewallPolicyFilterRuleCollection.rules[*].ApplicationRule.terminateTLS=properties.ruleCollections[*].rules[*].terminateTLS
    ruleCollections[*].FirewallPolicyNatRuleCollection=properties.ruleCollections[*]
    ruleCollections[*].FirewallPolicyNatRuleCollection.action=properties.ruleCollections[*].action
    ruleCollections[*].FirewallPolicyNatRuleCollection.rules=properties.ruleCollections[*].rules
    ruleCollections[*].FirewallPolicyNatRuleCollection.rules[*]=properties.ruleCollections[*].rules[*] ruleCollections[*].name
    ruleCollections[*].priority ruleCollections[*].ruleCollectionType size
  `,
  'Microsoft.Network/applicationGateways': `
    authenticationCertificates authenticationCertificates[*] +authenticationCertificates[*].data authenticationCertificates[*].id
    authenticationCertificates[*].name authenticationCertificates[*].type autoscaleConfiguration autoscaleConfiguration.bounds
    autoscaleConfiguration.maxCapacity autoscaleConfiguration.minCapacity backendAddressPools backendAddressPools[*]
    +backendAddressPools[*].backendAddresses +backendAddressPools[*].backendAddresses[*] +backendAddressPools[*].backendIPConfigurations
    +backendAddressPools[*].backendIPConfigurations[*] backendAddressPools[*].id backendAddressPools[*].name backendAddressPools[*].type
    backendHttpSettingsCollection backendHttpSettingsCollection[*] +backendHttpSettingsCollection[*].affinityCookieName
    +backendHttpSettingsCollection[*].authenticationCertificates +backendHttpSettingsCollection[*].authenticationCertificates[*]
    +backendHttpSettingsCollection[*].connectionDraining +backendHttpSettingsCollection[*].cookieBasedAffinity
    +backendHttpSettingsCollection[*].hostName backendHttpSettingsCollection[*].id backendHttpSettingsCollection[*].name
    +backendHttpSettingsCollection[*].path +backendHttpSettingsCollection[*].pickHostNameFromBackendAddress
    +backendHttpSettingsCollection[*].port +backendHttpSettingsCollection[*].probe +backendHttpSettingsCollection[*].probeEnabled
    +backendHttpSettingsCollection[*].protocol +backendHttpSettingsCollection[*].requestTimeout
    +backendHttpSettingsCollection[*].trustedRootCertificates +backendHttpSettingsCollection[*].trustedRootCertificates[*]
    backendHttpSettingsCollection[*].type backendSettingsCollection backendSettingsCollection[*] +backendSettingsCollection[*].hostName
    backendSettingsCollection[*].id backendSettingsCollection[*].name +backendSettingsCollection[*].pickHostNameFromBackendAddress
    +backendSettingsCollection[*].port +backendSettingsCollection[*].probe +backendSettingsCollection[*].protocol
    +backendSettingsCollection[*].timeout +backendSettingsCollection[*].trustedRootCertificates
    +backendSettingsCollection[*].trustedRootCertificates[*] backendSettingsCollection[*].type customErrorConfigurations
    customErrorConfigurations[*] customErrorConfigurations[*].customErrorPageUrl customErrorConfigurations[*].statusCode
    defaultPredefinedSslPolicy enableFips enableHttp2 firewallPolicy firewallPolicy.id forceFirewallPolicyAssociation
    frontendIPConfigurations frontendIPConfigurations[*] frontendIPConfigurations[*].id frontendIPConfigurations[*].name
    +frontendIPConfigurations[*].privateIPAddress +frontendIPConfigurations[*].privateIPAllocationMethod
    +frontendIPConfigurations[*].privateLinkConfiguration +frontendIPConfigurations[*].publicIPAddress
    +frontendIPConfigurations[*].subnet frontendIPConfigurations[*].type frontendPorts frontendPorts[*] frontendPorts[*].id
    frontendPorts[*].name +frontendPorts[*].port frontendPorts[*].type gatewayIPConfigurations gatewayIPConfigurations[*]
    gatewayIPConfigurations[*].id gatewayIPConfigurations[*].name +gatewayIPConfigurations[*].subnet gatewayIPConfigurations[*].type
    globalConfiguration globalConfiguration.enableRequestBuffering globalConfiguration.enableResponseBuffering httpListeners
    httpListeners[*] +httpListeners[*].customErrorConfigurations +httpListeners[*].customErrorConfigurations[*]
    +httpListeners[*].firewallPolicy +httpListeners[*].frontendIPConfiguration +httpListeners[*].frontendPort +httpListeners[*].hostName
    +httpListeners[*].hostnames +httpListeners[*].hostnames[*] httpListeners[*].id httpListeners[*].name +httpListeners[*].protocol
    +httpListeners[*].requireServerNameIndication +httpListeners[*].sslCertificate +httpListeners[*].sslProfile httpListeners[*].type
    listeners listeners[*] +listeners[*].frontendIPConfiguration +listeners[*].frontendPort +listeners[*].hostNames
    +listeners[*].hostNames[*] listeners[*].id listeners[*].name +listeners[*].protocol +listeners[*].sslCertificate
    +listeners[*].sslProfile listeners[*].type loadDistributionPolicies loadDistributionPolicies[*] loadDistributionPolicies[*].id
    +loadDistributionPolicies[*].loadDistributionAlgorithm +loadDistributionPolicies[*].loadDistributionTargets
    +loadDistributionPolicies[*].loadDistributionTargets[*] loadDistributionPolicies[*].name loadDistributionPolicies[*].type
    operationalState privateEndpointConnections privateEndpointConnections[*] privateEndpointConnections[*].id
    +privateEndpointConnections[*].linkIdentifier privateEndpointConnections[*].name +privateEndpointConnections[*].privateEndpoint
    +privateEndpointConnections[*].privateLinkServiceConnectionState privateEndpointConnections[*].type privateLinkConfigurations
    privateLinkConfigurations[*] privateLinkConfigurations[*].id +privateLinkConfigurations[*].ipConfigurations
    +privateLinkConfigurations[*].ipConfigurations[*] privateLinkConfigurations[*].name privateLinkConfigurations[*].type probes
    probes[*] +probes[*].host probes[*].id +probes[*].interval +probes[*].match +probes[*].minServers probes[*].name +probes[*].path
    +probes[*].pickHostNameFromBackendHttpSettings +probes[*].pickHostNameFromBackendSettings +probes[*].port +probes[*].protocol
    +probes[*].timeout probes[*].type +probes[*].unhealthyThreshold redirectConfigurations redirectConfigurations[*]
    redirectConfigurations[*].id +redirectConfigurations[*].includePath +redirectConfigurations[*].includeQueryString
    redirectConfigurations[*].name +redirectConfigurations[*].pathRules +redirectConfigurations[*].pathRules[*]
    +redirectConfigurations[*].redirectType +redirectConfigurations[*].requestRoutingRules
    +redirectConfigurations[*].requestRoutingRules[*] +redirectConfigurations[*].targetListener +redirectConfigurations[*].targetUrl
    redirectConfigurations[*].type +redirectConfigurations[*].urlPathMaps +redirectConfigurations[*].urlPathMaps[*] requestRoutingRules
    requestRoutingRules[*] +requestRoutingRules[*].backendAddressPool +requestRoutingRules[*].backendHttpSettings
    +requestRoutingRules[*].httpListener requestRoutingRules[*].id +requestRoutingRules[*].loadDistributionPolicy
    requestRoutingRules[*].name +requestRoutingRules[*].priority +requestRoutingRules[*].redirectConfiguration
    +requestRoutingRules[*].rewriteRuleSet +requestRoutingRules[*].ruleType requestRoutingRules[*].type
    +requestRoutingRules[*].urlPathMap rewriteRuleSets rewriteRuleSets[*] rewriteRuleSets[*].id rewriteRuleSets[*].name
    +rewriteRuleSets[*].rewriteRules +rewriteRuleSets[*].rewriteRules[*] routingRules routingRules[*]
    +routingRules[*].backendAddressPool +routingRules[*].backendSettings routingRules[*].id +routingRules[*].listener
    routingRules[*].name +routingRules[*].priority +routingRules[*].ruleType routingRules[*].type sku sku.capacity sku.name sku.tier
    sslCertificates sslCertificates[*] +sslCertificates[*].data sslCertificates[*].id +sslCertificates[*].keyVaultSecretId
    sslCertificates[*].name +sslCertificates[*].password +sslCertificates[*].publicCertData sslCertificates[*].type sslPolicy
    sslPolicy.cipherSuites sslPolicy.cipherSuites[*] sslPolicy.disabledSslProtocols sslPolicy.disabledSslProtocols[*]
    sslPolicy.minProtocolVersion sslPolicy.policyName sslPolicy.policyType sslProfiles sslProfiles[*]
    +sslProfiles[*].clientAuthConfiguration sslProfiles[*].id sslProfiles[*].name +sslProfiles[*].sslPolicy
    +sslProfiles[*].trustedClientCertificates +sslProfiles[*].trustedClientCertificates[*] sslProfiles[*].type trustedClientCertificates
    trustedClientCertificates[*] +trustedClientCertificates[*].clientCertIssuerDN +trustedClientCertificates[*].data
    trustedClientCertificates[*].id trustedClientCertificates[*].name trustedClientCertificates[*].type
    +trustedClientCertificates[*].validatedCertData trustedRootCertificates trustedRootCertificates[*] +trustedRootCertificates[*].data
    trustedRootCertificates[*].id +trustedRootCertificates[*].keyvaultSecretId trustedRootCertificates[*].name
    trustedRootCertificates[*].type urlPathMaps urlPathMaps[*] +urlPathMaps[*].defaultBackendAddressPool
    +urlPathMaps[*].defaultBackendHttpSettings +urlPathMaps[*].defaultLoadDistributionPolicy
    +urlPathMaps[*].defaultRedirectConfiguration +urlPathMaps[*].defaultRewriteRuleSet urlPathMaps[*].id urlPathMaps[*].name
    +urlPathMaps[*].pathRules +urlPathMaps[*].pathRules[*] urlPathMaps[*].type webApplicationFirewallConfiguration
    webApplicationFirewallConfiguration.disabledRuleGroups webApplicationFirewallConfiguration.disabledRuleGroups[*]
    webApplicationFirewallConfiguration.enabled webApplicationFirewallConfiguration.exclusions
    webApplicationFirewallConfiguration.exclusions[*] webApplicationFirewallConfiguration.fileUploadLimitInMb
    webApplicationFirewallConfiguration.firewallMode webApplicationFirewallConfiguration.maxRequestBodySize
    webApplicationFirewallConfiguration.maxRequestBodySizeInKb webApplicationFirewallConfiguration.requestBodyCheck
    webApplicationFirewallConfiguration.ruleSetType webApplicationFirewallConfiguration.ruleSetVersion /zones /zones[*]
  `,
  'Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies': `
    applicationGateways applicationGateways[*] +applicationGateways[*].authenticationCertificates
    +applicationGateways[*].authenticationCertificates[*] +applicationGateways[*].autoscaleConfiguration
    +applicationGateways[*].backendAddressPools +applicationGateways[*].backendAddressPools[*]
    +applicationGateways[*].backendHttpSettingsCollection +applicationGateways[*].backendHttpSettingsCollection[*]
    +applicationGateways[*].backendSettingsCollection +applicationGateways[*].backendSettingsCollection[*]
    +applicationGateways[*].customErrorConfigurations +applicationGateways[*].customErrorConfigurations[*]
    +applicationGateways[*].defaultPredefinedSslPolicy +applicationGateways[*].enableFips +applicationGateways[*].enableHttp2
    +applicationGateways[*].firewallPolicy +applicationGateways[*].forceFirewallPolicyAssociation
    +applicationGateways[*].frontendIPConfigurations +applicationGateways[*].frontendIPConfigurations[*]
    +applicationGateways[*].frontendPorts +applicationGateways[*].frontendPorts[*] +applicationGateways[*].gatewayIPConfigurations
    +applicationGateways[*].gatewayIPConfigurations[*] +applicationGateways[*].globalConfiguration +applicationGateways[*].httpListeners
    +applicationGateways[*].httpListeners[*] applicationGateways[*].id applicationGateways[*].identity +applicationGateways[*].listeners
    +applicationGateways[*].listeners[*] +applicationGateways[*].loadDistributionPolicies
    +applicationGateways[*].loadDistributionPolicies[*] applicationGateways[*].location applicationGateways[*].name
    +applicationGateways[*].operationalState +applicationGateways[*].privateEndpointConnections
    +applicationGateways[*].privateEndpointConnections[*] +applicationGateways[*].privateLinkConfigurations
    +applicationGateways[*].privateLinkConfigurations[*] +applicationGateways[*].probes +applicationGateways[*].probes[*]
    +applicationGateways[*].redirectConfigurations +applicationGateways[*].redirectConfigurations[*]
    +applicationGateways[*].requestRoutingRules +applicationGateways[*].requestRoutingRules[*] +applicationGateways[*].rewriteRuleSets
    +applicationGateways[*].rewriteRuleSets[*] +applicationGateways[*].routingRules +applicationGateways[*].routingRules[*]
    +applicationGateways[*].sku +applicationGateways[*].sslCertificates +applicationGateways[*].sslCertificates[*]
    +applicationGateways[*].sslPolicy +applicationGateways[*].sslProfiles +applicationGateways[*].sslProfiles[*]
    applicationGateways[*].tags +applicationGateways[*].trustedClientCertificates +applicationGateways[*].trustedClientCertificates[*]
    +applicationGateways[*].trustedRootCertificates +applicationGateways[*].trustedRootCertificates[*] applicationGateways[*].type
    +applicationGateways[*].urlPathMaps +applicationGateways[*].urlPathMaps[*]
    +applicationGateways[*].webApplicationFirewallConfiguration applicationGateways[*].zones applicationGateways[*].zones[*] customRules
    customRules[*] customRules[*].action customRules[*].groupByUserSession customRules[*].groupByUserSession[*]
    customRules[*].matchConditions customRules[*].matchConditions[*] customRules[*].name customRules[*].priority
    customRules[*].rateLimitDuration customRules[*].rateLimitThreshold customRules[*].ruleType customRules[*].state httpListeners
    httpListeners[*] httpListeners[*].id managedRules managedRules.exclusions managedRules.exclusions[*] managedRules.managedRuleSets
    managedRules.managedRuleSets[*] managedRules.managedRuleSets[*].ruleSetType pathBasedRules pathBasedRules[*] pathBasedRules[*].id
    policySettings policySettings.customBlockResponseBody policySettings.customBlockResponseStatusCode policySettings.enabledState
    policySettings.fileUploadEnforcement policySettings.fileUploadLimitInMb policySettings.logScrubbing
    policySettings.maxRequestBodySizeInKb policySettings.mode policySettings.requestBodyCheck policySettings.requestBodyEnforcement
    policySettings.requestBodyInspectLimitInKB policySettings.state resourceState
  `,
  'Microsoft.Network/frontdoors': `
    frontendEndpoints frontendEndpoints[*] frontendEndpoints[*].id frontendEndpoints[*].name +frontendEndpoints[*].hostName
    +frontendEndpoints[*].webApplicationFirewallPolicyLink +frontendEndpoints[*].webApplicationFirewallPolicyLink.id
  `,
  'Microsoft.Network/frontdoorWebApplicationFirewallPolicies': `
    customRules customRules.rules customRules.rules[*] customRules.rules[*].action customRules.rules[*].enabledState
    customRules.rules[*].matchConditions customRules.rules[*].matchConditions[*] customRules.rules[*].name customRules.rules[*].priority
    customRules.rules[*].rateLimitDurationInMinutes customRules.rules[*].rateLimitThreshold customRules.rules[*].ruleType
    customRules.rules[*].transforms customRules.rules[*].transforms[*] extendedProperties frontendEndpointLinks frontendEndpointLinks[*]
    frontendEndpointLinks[*].id managedRules managedRules.managedRuleSets managedRules.managedRuleSets[*]
    managedRules.managedRuleSets[*].exclusions managedRules.managedRuleSets[*].exclusions[*]
    managedRules.managedRuleSets[*].ruleGroupOverrides managedRules.managedRuleSets[*].ruleGroupOverrides[*]
    managedRules.managedRuleSets[*].ruleSetAction managedRules.managedRuleSets[*].ruleSetType
    managedRules.managedRuleSets[*].ruleSetVersion managedRules.ruleSets managedRules.ruleSets[*]
    managedRules.ruleSets[*].AzureManagedRuleSet=properties.managedRules.ruleSets[*] managedRules.ruleSets[*].priority
    managedRules.ruleSets[*].ruleSetType managedRules.ruleSets[*].version policySettings policySettings.customBlockResponseBody
    policySettings.customBlockResponseStatusCode policySettings.enabledState policySettings.mode policySettings.redirectUrl
    policySettings.requestBodyCheck resourceState routingRuleLinks routingRuleLinks[*] routingRuleLinks[*].id securityPolicyLinks
    securityPolicyLinks[*] securityPolicyLinks[*].id /sku /sku.name
  `,
  'Microsoft.Network/virtualNetworkGateways': `
    activeActive adminState allowRemoteVnetTraffic allowVirtualWanTraffic autoScaleConfiguration autoScaleConfiguration.bounds
    bgpSettings bgpSettings.asn bgpSettings.bgpPeeringAddress bgpSettings.bgpPeeringAddresses bgpSettings.bgpPeeringAddresses[*]
    bgpSettings.peerWeight customRoutes customRoutes.addressPrefixes customRoutes.addressPrefixes[*] disableIPSecReplayProtection
    enableBgp enableBgpRouteTranslationForNat enableDnsForwarding enablePrivateIpAddress extendedLocation extendedLocation.name
    extendedLocation.type gatewayDefaultSite gatewayDefaultSite.id gatewayType inboundDnsForwardingEndpoint ipConfigurations
    ipConfigurations[*] ipConfigurations[*].id ipConfigurations[*].name +ipConfigurations[*].privateIPAddress
    +ipConfigurations[*].privateIPAllocationMethod +ipConfigurations[*].subnet natRules natRules[*] +natRules[*].externalMappings
    +natRules[*].externalMappings[*] natRules[*].id +natRules[*].internalMappings +natRules[*].internalMappings[*]
    +natRules[*].ipConfigurationId +natRules[*].mode natRules[*].name +natRules[*].type sku sku.capacity sku.name sku.tier
    virtualNetworkExtendedLocation virtualNetworkExtendedLocation.name virtualNetworkExtendedLocation.type
    virtualNetworkExtendedLocationResourceId virtualNetworkGatewayPolicyGroups virtualNetworkGatewayPolicyGroups[*]
    virtualNetworkGatewayPolicyGroups[*].id +virtualNetworkGatewayPolicyGroups[*].isDefault virtualNetworkGatewayPolicyGroups[*].name
    +virtualNetworkGatewayPolicyGroups[*].policyMembers +virtualNetworkGatewayPolicyGroups[*].policyMembers[*]
    +virtualNetworkGatewayPolicyGroups[*].priority +virtualNetworkGatewayPolicyGroups[*].vngClientConnectionConfigurations
    +virtualNetworkGatewayPolicyGroups[*].vngClientConnectionConfigurations[*] vNetExtendedLocationResourceId vpnClientConfiguration
    vpnClientConfiguration.aadAudience vpnClientConfiguration.aadIssuer vpnClientConfiguration.aadTenant
    vpnClientConfiguration.radiusServerAddress vpnClientConfiguration.radiusServers vpnClientConfiguration.radiusServers[*]
    vpnClientConfiguration.radiusServerSecret vpnClientConfiguration.vngClientConnectionConfigurations
    vpnClientConfiguration.vngClientConnectionConfigurations[*] vpnClientConfiguration.vpnAuthenticationTypes
    vpnClientConfiguration.vpnAuthenticationTypes[*] vpnClientConfiguration.vpnClientAddressPool
    vpnClientConfiguration.vpnClientAddressPool.addressPrefixes vpnClientConfiguration.vpnClientIpsecPolicies
    vpnClientConfiguration.vpnClientIpsecPolicies[*] vpnClientConfiguration.vpnClientProtocols
    vpnClientConfiguration.vpnClientProtocols[*] vpnClientConfiguration.vpnClientRevokedCertificates
    vpnClientConfiguration.vpnClientRevokedCertificates[*] vpnClientConfiguration.vpnClientRootCertificates
    vpnClientConfiguration.vpnClientRootCertificates[*] vpnGatewayGeneration vpnType
  `,
  'Microsoft.Network/vpnGateways': `
    bgpSettings bgpSettings.asn bgpSettings.bgpPeeringAddress bgpSettings.bgpPeeringAddresses bgpSettings.bgpPeeringAddresses[*]
    bgpSettings.peerWeight connections connections[*] +connections[*].connectionBandwidth +connections[*].connectionBandwidthInMbps
    +connections[*].dpdTimeoutSeconds +connections[*].egressBytesTransferred +connections[*].enableBgp
    +connections[*].enableInternetSecurity +connections[*].enableRateLimiting connections[*].id +connections[*].ingressBytesTransferred
    +connections[*].ipsecPolicies +connections[*].ipsecPolicies[*] connections[*].location connections[*].name
    +connections[*].remoteVpnSite +connections[*].routingConfiguration +connections[*].routingWeight +connections[*].sharedKey
    connections[*].tags +connections[*].trafficSelectorPolicies +connections[*].trafficSelectorPolicies[*] connections[*].type
    +connections[*].useLocalAzureIpAddress +connections[*].usePolicyBasedTrafficSelectors +connections[*].vpnConnectionProtocolType
    +connections[*].vpnLinkConnections +connections[*].vpnLinkConnections[*] enableBgpRouteTranslationForNat ipConfigurations
    ipConfigurations[*] ipConfigurations[*].id ipConfigurations[*].privateIpAddress ipConfigurations[*].publicIpAddress
    isRoutingPreferenceInternet natRules natRules[*] +natRules[*].egressVpnSiteLinkConnections
    +natRules[*].egressVpnSiteLinkConnections[*] +natRules[*].externalMappings +natRules[*].externalMappings[*] natRules[*].id
    +natRules[*].ingressVpnSiteLinkConnections +natRules[*].ingressVpnSiteLinkConnections[*] +natRules[*].internalMappings
    +natRules[*].internalMappings[*] +natRules[*].ipConfigurationId +natRules[*].mode natRules[*].name +natRules[*].type policies
    policies.allowBranchToBranchTraffic policies.allowVnetToVnetTraffic virtualHub virtualHub.id vpnGatewayScaleUnit
  `,
  'Microsoft.Network/virtualHubs': `
    addressPrefix allowBranchToBranchTraffic azureFirewall azureFirewall.id bgpConnections
    bgpConnections.connectionState=properties.connectionState bgpConnections.peerAsn=properties.peerAsn
    bgpConnections.peerIp=properties.peerIp bgpConnections[*] bgpConnections[*].id enableVirtualRouterRoutePropogation
    expressRouteGateway expressRouteGateway.id hubRoutingPreference hubVirtualNetworkConnections hubVirtualNetworkConnections[*]
    +hubVirtualNetworkConnections[*].allowHubToRemoteVnetTransit +hubVirtualNetworkConnections[*].allowRemoteVnetToUseHubVnetGateways
    hubVirtualNetworkConnections[*].id hubVirtualNetworkConnections[*].location hubVirtualNetworkConnections[*].name
    +hubVirtualNetworkConnections[*].remoteVirtualNetwork hubVirtualNetworkConnections[*].tags hubVirtualNetworkConnections[*].type
    ipConfigurations ipConfigurations.privateIPAddress=properties.privateIPAddress
    ipConfigurations.privateIPAllocationMethod=properties.privateIPAllocationMethod ipConfigurations.subnet=properties.subnet
    ipConfigurations[*] ipConfigurations[*].id p2SVpnGateway p2SVpnGateway.id preferredRoutingGateway routeMaps routeMaps[*]
    routeMaps[*].id routeTable routeTable.routes routeTable.routes[*] routingState securityPartnerProvider securityPartnerProvider.id
    securityProviderName sku virtualHubRouteTableV2s virtualHubRouteTableV2s[*] +virtualHubRouteTableV2s[*].attachedConnections
    +virtualHubRouteTableV2s[*].attachedConnections[*] virtualHubRouteTableV2s[*].id virtualHubRouteTableV2s[*].name
    +virtualHubRouteTableV2s[*].routes +virtualHubRouteTableV2s[*].routes[*] virtualNetworkConnections virtualNetworkConnections[*]
    +virtualNetworkConnections[*].allowHubToRemoteVnetTransit +virtualNetworkConnections[*].allowRemoteVnetToUseHubVnetGateways
    +virtualNetworkConnections[*].enableInternetSecurity virtualNetworkConnections[*].id virtualNetworkConnections[*].name
    +virtualNetworkConnections[*].remoteVirtualNetwork +virtualNetworkConnections[*].routingConfiguration virtualRouterAsn
    virtualRouterAutoScaleConfiguration virtualRouterAutoScaleConfiguration.minCapacity virtualRouterIps virtualRouterIps[*] virtualWan
    virtualWan.id vpnGateway vpnGateway.id
  `,
  'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections': `
    allowHubToRemoteVnetTransit allowRemoteVnetToUseHubVnetGateways enableInternetSecurity remoteVirtualNetwork
    remoteVirtualNetwork.id routingConfiguration
  `,
  'Microsoft.Network/connections': `
    authorizationKey connectionMode connectionProtocol connectionType dpdTimeoutSeconds egressBytesTransferred egressNatRules
    egressNatRules[*] egressNatRules[*].id enableBgp enablePrivateLinkFastPath expressRouteGatewayBypass gatewayCustomBgpIpAddresses
    gatewayCustomBgpIpAddresses[*] gatewayCustomBgpIpAddresses[*].customBgpIpAddress gatewayCustomBgpIpAddresses[*].ipConfigurationId
    ingressBytesTransferred ingressNatRules ingressNatRules[*] ingressNatRules[*].id ipsecPolicies ipsecPolicies[*]
    ipsecPolicies[*].dhGroup ipsecPolicies[*].ikeEncryption ipsecPolicies[*].ikeIntegrity ipsecPolicies[*].ipsecEncryption
    ipsecPolicies[*].ipsecIntegrity ipsecPolicies[*].pfsGroup ipsecPolicies[*].saDataSizeKilobytes ipsecPolicies[*].saLifeTimeSeconds
    localNetworkGateway2 localNetworkGateway2.bgpSettings=properties.localNetworkGateway2.properties.bgpSettings
    localNetworkGateway2.fqdn=properties.localNetworkGateway2.properties.fqdn
    localNetworkGateway2.gatewayIpAddress=properties.localNetworkGateway2.properties.gatewayIpAddress localNetworkGateway2.id
    localNetworkGateway2.localNetworkAddressSpace=properties.localNetworkGateway2.properties.localNetworkAddressSpace
    localNetworkGateway2.location localNetworkGateway2.name localNetworkGateway2.tags localNetworkGateway2.type peer peer.id
    routingWeight sharedKey trafficSelectorPolicies trafficSelectorPolicies[*] trafficSelectorPolicies[*].localAddressRanges
    trafficSelectorPolicies[*].localAddressRanges[*] trafficSelectorPolicies[*].remoteAddressRanges
    trafficSelectorPolicies[*].remoteAddressRanges[*] useLocalAzureIpAddress usePolicyBasedTrafficSelectors virtualNetworkGateway1
    virtualNetworkGateway1.activeActive=properties.virtualNetworkGateway1.properties.activeActive
    virtualNetworkGateway1.adminState=properties.virtualNetworkGateway1.properties.adminState
    virtualNetworkGateway1.allowRemoteVnetTraffic=properties.virtualNetworkGateway1.properties.allowRemoteVnetTraffic
    virtualNetworkGateway1.allowVirtualWanTraffic=properties.virtualNetworkGateway1.properties.allowVirtualWanTraffic
    virtualNetworkGateway1.autoScaleConfiguration=properties.virtualNetworkGateway1.properties.autoScaleConfiguration
    virtualNetworkGateway1.bgpSettings=properties.virtualNetworkGateway1.properties.bgpSettings
    virtualNetworkGateway1.customRoutes=properties.virtualNetworkGateway1.properties.customRoutes
    virtualNetworkGateway1.disableIPSecReplayProtection=properties.virtualNetworkGateway1.properties.disableIPSecReplayProtection
    virtualNetworkGateway1.enableBgp=properties.virtualNetworkGateway1.properties.enableBgp
    virtualNetworkGateway1.enableBgpRouteTranslationForNat=properties.virtualNetworkGateway1.properties.enableBgpRouteTranslationForNat
    virtualNetworkGateway1.enableDnsForwarding=properties.virtualNetworkGateway1.properties.enableDnsForwarding
    virtualNetworkGateway1.enablePrivateIpAddress=properties.virtualNetworkGateway1.properties.enablePrivateIpAddress
    virtualNetworkGateway1.extendedLocation=properties.virtualNetworkGateway1.properties.extendedLocation
    virtualNetworkGateway1.gatewayDefaultSite=properties.virtualNetworkGateway1.properties.gatewayDefaultSite
    virtualNetworkGateway1.gatewayType=properties.virtualNetworkGateway1.properties.gatewayType virtualNetworkGateway1.id
    virtualNetworkGateway1.inboundDnsForwardingEndpoint=properties.virtualNetworkGateway1.properties.inboundDnsForwardingEndpoint
    virtualNetworkGateway1.ipConfigurations=properties.virtualNetworkGateway1.properties.ipConfigurations
    virtualNetworkGateway1.ipConfigurations[*]=properties.virtualNetworkGateway1.properties.ipConfigurations[*]
    virtualNetworkGateway1.location virtualNetworkGateway1.name
    virtualNetworkGateway1.natRules=properties.virtualNetworkGateway1.properties.natRules
    virtualNetworkGateway1.natRules[*]=properties.virtualNetworkGateway1.properties.natRules[*]
    virtualNetworkGateway1.sku=properties.virtualNetworkGateway1.properties.sku virtualNetworkGateway1.tags virtualNetworkGateway1.type
    virtualNetworkGateway1.virtualNetworkExtendedLocation=properties.virtualNetworkGateway1.properties.virtualNetworkExtendedLocation
    virtualNetworkGateway1.virtualNetworkExtendedLocationResourceId=properties.virtualNetworkGateway1.properties.virtualNetworkExtendedLocationResourceId
    virtualNetworkGateway1.virtualNetworkGatewayPolicyGroups=properties.virtualNetworkGateway1.properties.virtualNetworkGatewayPolicyGroups
    virtualNetworkGateway1.virtualNetworkGatewayPolicyGroups[*]=properties.virtualNetworkGateway1.properties.virtualNetworkGatewayPolicyGroups[*]
    virtualNetworkGateway1.vNetExtendedLocationResourceId=properties.virtualNetworkGateway1.properties.vNetExtendedLocationResourceId
    virtualNetworkGateway1.vpnClientConfiguration=properties.virtualNetworkGateway1.properties.vpnClientConfiguration
    virtualNetworkGateway1.vpnGatewayGeneration=properties.virtualNetworkGateway1.properties.vpnGatewayGeneration
    virtualNetworkGateway1.vpnType=properties.virtualNetworkGateway1.properties.vpnType virtualNetworkGateway2
    virtualNetworkGateway2.activeActive=properties.virtualNetworkGateway2.properties.activeActive
    virtualNetworkGateway2.adminState=properties.virtualNetworkGateway2.properties.adminState
    virtualNetworkGateway2.allowRemoteVnetTraffic=properties.virtualNetworkGateway2.properties.allowRemoteVnetTraffic
    virtualNetworkGateway2.allowVirtualWanTraffic=properties.virtualNetworkGateway2.properties.allowVirtualWanTraffic
    virtualNetworkGateway2.autoScaleConfiguration=properties.virtualNetworkGateway2.properties.autoScaleConfiguration
    virtualNetworkGateway2.bgpSettings=properties.virtualNetworkGateway2.properties.bgpSettings
    virtualNetworkGateway2.customRoutes=properties.virtualNetworkGateway2.properties.customRoutes
    virtualNetworkGateway2.disableIPSecReplayProtection=properties.virtualNetworkGateway2.properties.disableIPSecReplayProtection
    virtualNetworkGateway2.enableBgp=properties.virtualNetworkGateway2.properties.enableBgp
    virtualNetworkGateway2.enableBgpRouteTranslationForNat=properties.virtualNetworkGateway2.properties.enableBgpRouteTranslationForNat
    virtualNetworkGateway2.enableDnsForwarding=properties.virtualNetworkGateway2.properties.enableDnsForwarding
    virtualNetworkGateway2.enablePrivateIpAddress=properties.virtualNetworkGateway2.properties.enablePrivateIpAddress
    virtualNetworkGateway2.extendedLocation=properties.virtualNetworkGateway2.properties.extendedLocation
    virtualNetworkGateway2.gatewayDefaultSite=properties.virtualNetworkGateway2.properties.gatewayDefaultSite
    virtualNetworkGateway2.gatewayType=properties.virtualNetworkGateway2.properties.gatewayType virtualNetworkGateway2.id
    virtualNetworkGateway2.inboundDnsForwardingEndpoint=properties.virtualNetworkGateway2.properties.inboundDnsForwardingEndpoint
    virtualNetworkGateway2.ipConfigurations=properties.virtualNetworkGateway2.properties.ipConfigurations
    virtualNetworkGateway2.ipConfigurations[*]=properties.virtualNetworkGateway2.properties.ipConfigurations[*]
    virtualNetworkGateway2.location virtualNetworkGateway2.name
    virtualNetworkGateway2.natRules=properties.virtualNetworkGateway2.properties.natRules
    virtualNetworkGateway2.natRules[*]=properties.virtualNetworkGateway2.properties.natRules[*]
    virtualNetworkGateway2.sku=properties.virtualNetworkGateway2.properties.sku virtualNetworkGateway2.tags virtualNetworkGateway2.type
    virtualNetworkGateway2.virtualNetworkExtendedLocation=properties.virtualNetworkGateway2.properties.virtualNetworkExtendedLocation
    virtualNetworkGateway2.virtualNetworkExtendedLocationResourceId=properties.virtualNetworkGateway2.properties.virtualNetworkExtendedLocationResourceId
    virtualNetworkGateway2.virtualNetworkGatewayPolicyGroups=properties.virtualNetworkGateway2.properties.virtualNetworkGatewayPolicyGroups
    virtualNetworkGateway2.virtualNetworkGatewayPolicyGroups[*]=properties.virtualNetworkGateway2.properties.virtualNetworkGatewayPolicyGroups[*]
    virtualNetworkGateway2.vNetExtendedLocationResourceId=properties.virtualNetworkGateway2.properties.vNetExtendedLocationResourceId
    virtualNetworkGateway2.vpnClientConfiguration=properties.virtualNetworkGateway2.properties.vpnClientConfiguration
    virtualNetworkGateway2.vpnGatewayGeneration=properties.virtualNetworkGateway2.properties.vpnGatewayGeneration
    virtualNetworkGateway2.vpnType=properties.virtualNetworkGateway2.properties.vpnType
  `,
  'Microsoft.Network/networkWatchers': `
    runningOperationIds runningOperationIds[*]
  `,
  'Microsoft.Network/networkWatchers/flowLogs': `
    enabled flowAnalyticsConfiguration flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration
    flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.enabled
    flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.trafficAnalyticsInterval
    flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.workspaceId
    flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.workspaceRegion
    flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.workspaceResourceId format format.type format.version
    retentionPolicy retentionPolicy.days retentionPolicy.enabled storageId targetResourceId
  `,
  'Microsoft.Network/bastionHosts': `
    disableCopyPaste dnsName enableFileCopy enableIpConnect enableKerberos enableShareableLink enableTunneling ipConfigurations
    ipConfigurations[*] ipConfigurations[*].id ipConfigurations[*].name +ipConfigurations[*].privateIPAllocationMethod
    +ipConfigurations[*].subnet ipConfigurations[*].type networkAcls networkAcls.ipRules networkAcls.ipRules[*] scaleUnits /sku
    /sku.name virtualNetwork virtualNetwork.id
  `,
  'Microsoft.Network/serviceEndpointPolicies': `
    contextualServiceEndpointPolicies contextualServiceEndpointPolicies[*] serviceAlias serviceEndpointPolicyDefinitions
    serviceEndpointPolicyDefinitions[*] +serviceEndpointPolicyDefinitions[*].description serviceEndpointPolicyDefinitions[*].id
    serviceEndpointPolicyDefinitions[*].name +serviceEndpointPolicyDefinitions[*].service
    +serviceEndpointPolicyDefinitions[*].serviceResources +serviceEndpointPolicyDefinitions[*].serviceResources[*]
    serviceEndpointPolicyDefinitions[*].type subnets subnets[*] +subnets[*].addressPrefix +subnets[*].addressPrefixes
    +subnets[*].addressPrefixes[*] +subnets[*].applicationGatewayIpConfigurations +subnets[*].applicationGatewayIpConfigurations[*]
    subnets[*].applicationGatewayIpConfigurations[*].name=properties.subnets[*].properties.applicationGatewayIpConfigurations[*].name
    subnets[*].applicationGatewayIpConfigurations[*].type=properties.subnets[*].properties.applicationGatewayIpConfigurations[*].type
    +subnets[*].defaultOutboundAccess +subnets[*].delegations +subnets[*].delegations[*] +subnets[*].delegations[*].actions
    +subnets[*].delegations[*].actions[*] subnets[*].delegations[*].name=properties.subnets[*].properties.delegations[*].name
    +subnets[*].delegations[*].serviceName subnets[*].delegations[*].type=properties.subnets[*].properties.delegations[*].type
    subnets[*].id +subnets[*].interfaceEndpoints +subnets[*].interfaceEndpoints[*] +subnets[*].ipAllocations
    +subnets[*].ipAllocations[*] subnets[*].ipAllocations[*].id=properties.subnets[*].properties.ipAllocations[*].id
    +subnets[*].ipConfigurationProfiles +subnets[*].ipConfigurationProfiles[*]
    subnets[*].ipConfigurationProfiles[*].name=properties.subnets[*].properties.ipConfigurationProfiles[*].name
    +subnets[*].ipConfigurationProfiles[*].subnet
    subnets[*].ipConfigurationProfiles[*].type=properties.subnets[*].properties.ipConfigurationProfiles[*].type subnets[*].name
    +subnets[*].privateEndpointNetworkPolicies +subnets[*].privateLinkServiceNetworkPolicies +subnets[*].purpose
    +subnets[*].resourceNavigationLinks +subnets[*].resourceNavigationLinks[*]
    subnets[*].resourceNavigationLinks[*].id=properties.subnets[*].properties.resourceNavigationLinks[*].id
    +subnets[*].resourceNavigationLinks[*].link +subnets[*].resourceNavigationLinks[*].linkedResourceType
    subnets[*].resourceNavigationLinks[*].name=properties.subnets[*].properties.resourceNavigationLinks[*].name
    subnets[*].resourceNavigationLinks[*].type=properties.subnets[*].properties.resourceNavigationLinks[*].type
    +subnets[*].serviceAssociationLinks +subnets[*].serviceAssociationLinks[*] +subnets[*].serviceAssociationLinks[*].allowDelete
    +subnets[*].serviceAssociationLinks[*].link +subnets[*].serviceAssociationLinks[*].linkedResourceType
    +subnets[*].serviceAssociationLinks[*].locations +subnets[*].serviceAssociationLinks[*].locations[*]
    subnets[*].serviceAssociationLinks[*].name=properties.subnets[*].properties.serviceAssociationLinks[*].name
    subnets[*].serviceAssociationLinks[*].type=properties.subnets[*].properties.serviceAssociationLinks[*].type
    +subnets[*].serviceEndpointPolicies +subnets[*].serviceEndpointPolicies[*]
    subnets[*].serviceEndpointPolicies[*].kind=properties.subnets[*].properties.serviceEndpointPolicies[*].kind
    +subnets[*].serviceEndpoints +subnets[*].serviceEndpoints[*]
    subnets[*].serviceEndpoints[*].locations=properties.subnets[*].properties.serviceEndpoints[*].locations
    subnets[*].serviceEndpoints[*].locations[*]=properties.subnets[*].properties.serviceEndpoints[*].locations[*]
    subnets[*].serviceEndpoints[*].service=properties.subnets[*].properties.serviceEndpoints[*].service subnets[*].type
  `,
  'Microsoft.Network/ddosProtectionPlans': `
    publicIpAddresses publicIpAddresses[*] publicIpAddresses[*].id virtualNetworks virtualNetworks[*] virtualNetworks[*].id
  `,
  'Microsoft.Network/networkManagers': `
    description displayName networkManagerScopeAccesses networkManagerScopeAccesses[*] networkManagerScopes
    networkManagerScopes.crossTenantScopes networkManagerScopes.crossTenantScopes[*] networkManagerScopes.managementGroups
    networkManagerScopes.managementGroups[*] networkManagerScopes.subscriptions networkManagerScopes.subscriptions[*]
  `,
  'Microsoft.ManagedIdentity/userAssignedIdentities': `
    clientId clientSecretUrl isolationScope principalId tenantId
  `,
  'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials': `
    audiences audiences[*] issuer subject
  `,
  'Microsoft.KubernetesConfiguration/extensions': `
    aksAssignedIdentity aksAssignedIdentity.principalId aksAssignedIdentity.tenantId aksAssignedIdentity.type autoUpgradeMinorVersion
    configurationProtectedSettings configurationSettings creationTime customLocationSettings errorInfo errorInfo.additionalInfo
    errorInfo.additionalInfo[*] errorInfo.additionalInfo[*].type errorInfo.code errorInfo.details errorInfo.details[*]
    errorInfo.details[*].additionalInfo errorInfo.details[*].additionalInfo[*] errorInfo.details[*].code errorInfo.details[*].details
    errorInfo.details[*].details[*] errorInfo.details[*].message errorInfo.details[*].target errorInfo.message errorInfo.target
    extensionType identity identity.principalId identity.tenantId identity.type installedVersion installState lastStatusTime packageUri
    provisioningState releaseTrain scope scope.cluster scope.cluster.releaseNamespace scope.namespace scope.namespace.targetNamespace
    version
  `,
  'Microsoft.KubernetesConfiguration/fluxConfigurations': `
    azureBlob azureBlob.accountKey azureBlob.containerName azureBlob.localAuthRef azureBlob.managedIdentity
    azureBlob.managedIdentity.clientId azureBlob.sasToken azureBlob.servicePrincipal azureBlob.servicePrincipal.clientCertificate
    azureBlob.servicePrincipal.clientCertificatePassword azureBlob.servicePrincipal.clientCertificateSendChain
    azureBlob.servicePrincipal.clientId azureBlob.servicePrincipal.clientSecret azureBlob.servicePrincipal.tenantId
    azureBlob.syncIntervalInSeconds azureBlob.timeoutInSeconds azureBlob.url bucket bucket.accessKey bucket.bucketName bucket.insecure
    bucket.localAuthRef bucket.syncIntervalInSeconds bucket.timeoutInSeconds bucket.url complianceState configurationProtectedSettings
    errorMessage gitRepository gitRepository.httpsCACert gitRepository.httpsCAFile gitRepository.httpsUser gitRepository.localAuthRef
    gitRepository.repositoryRef gitRepository.repositoryRef.branch gitRepository.repositoryRef.commit gitRepository.repositoryRef.semver
    gitRepository.repositoryRef.tag gitRepository.sshKnownHosts gitRepository.syncIntervalInSeconds gitRepository.timeoutInSeconds
    gitRepository.url kustomizations lastSourceSyncedAt lastSourceSyncedCommitId lastSourceUpdatedAt lastSourceUpdatedCommitId namespace
    provisioningState repositoryPublicKey scope sourceKind sourceSyncedCommitId sourceUpdatedAt statusUpdatedAt suspend
  `,
  'Microsoft.KubernetesConfiguration/privateLinkScopes': `
    clusterResourceId privateEndpointConnections privateEndpointConnections[*] privateEndpointConnections[*].id
    privateEndpointConnections[*].name +privateEndpointConnections[*].privateEndpoint +privateEndpointConnections[*].privateEndpoint.id
    +privateEndpointConnections[*].privateLinkServiceConnectionState
    +privateEndpointConnections[*].privateLinkServiceConnectionState.status privateEndpointConnections[*].type privateLinkScopeId
    publicNetworkAccess
  `,
  'Microsoft.KubernetesConfiguration/sourceControlConfigurations': `
    complianceState=properties.complianceStatus.complianceState configurationProtectedSettings enableHelmOperator helmOperatorProperties
    helmOperatorProperties.chartValues helmOperatorProperties.chartVersion
    lastConfigApplied=properties.complianceStatus.lastConfigApplied operatorInstanceName operatorNamespace operatorParams operatorScope
    operatorType repositoryPublicKey repositoryUrl sshKnownHostsContents
  `,
};
