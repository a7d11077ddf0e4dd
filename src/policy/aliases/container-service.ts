/**
 * Names of aliases of clusters and node pools, all that the table of 2026 in Azure/azure-policy-linter has (MIT, commit d714d7a,
 * Microsoft.ContainerService.aliases.json). It has those of the public export of January 2024 (JanneMattila/azure-policy-evaluator, MIT) too.
 * Each word is an alias in the form that `network-and-registry.ts` describes.
 */
export const clusterWords = `
  aadProfile aadProfile.adminGroupObjectIDs aadProfile.adminGroupObjectIDs[*] aadProfile.clientAppID aadProfile.enableAzureRBAC
  aadProfile.managed aadProfile.serverAppID aadProfile.serverAppSecret aadProfile.tenantID addonProfiles
  addonProfiles.azurePolicy.enabled addonProfiles.omsagent.enabled agentPoolProfiles agentPoolProfiles[*]
  agentPoolProfiles[*].dnsPrefix agentPoolProfiles[*].fqdn agentPoolProfiles[*].name agentPoolProfiles[*].ports
  agentPoolProfiles[*].ports[*] agentPoolProfiles[*].storageProfile aiToolchainOperatorProfile aiToolchainOperatorProfile.enabled
  apiServerAccessProfile apiServerAccessProfile.authorizedIPRanges apiServerAccessProfile.authorizedIPRanges[*]
  apiServerAccessProfile.disableRunCommand apiServerAccessProfile.enablePrivateCluster
  apiServerAccessProfile.enablePrivateClusterPublicFQDN apiServerAccessProfile.enableVnetIntegration
  apiServerAccessProfile.privateDNSZone apiServerAccessProfile.subnetId autoScalerProfile autoScalerProfile.expander
  autoScalerProfile.expanders autoScalerProfile.expanders[*] autoUpgradeProfile autoUpgradeProfile.nodeOSUpgradeChannel
  autoUpgradeProfile.upgradeChannel azureMonitorProfile azureMonitorProfile.appMonitoring
  azureMonitorProfile.appMonitoring.autoInstrumentation azureMonitorProfile.appMonitoring.autoInstrumentation.enabled
  azureMonitorProfile.appMonitoring.openTelemetryLogs azureMonitorProfile.appMonitoring.openTelemetryLogs.enabled
  azureMonitorProfile.appMonitoring.openTelemetryLogs.port azureMonitorProfile.appMonitoring.openTelemetryLogsAndTraces
  azureMonitorProfile.appMonitoring.openTelemetryLogsAndTraces.enabled
  azureMonitorProfile.appMonitoring.openTelemetryLogsAndTraces.grpcPort
  azureMonitorProfile.appMonitoring.openTelemetryLogsAndTraces.httpPort azureMonitorProfile.appMonitoring.openTelemetryMetrics
  azureMonitorProfile.appMonitoring.openTelemetryMetrics.enabled azureMonitorProfile.appMonitoring.openTelemetryMetrics.grpcPort
  azureMonitorProfile.appMonitoring.openTelemetryMetrics.httpPort azureMonitorProfile.appMonitoring.openTelemetryMetrics.port
  azureMonitorProfile.containerInsights azureMonitorProfile.containerInsights.containerNetworkLogs
  azureMonitorProfile.containerInsights.disableCustomMetrics azureMonitorProfile.containerInsights.disablePrometheusMetricsScraping
  azureMonitorProfile.containerInsights.enabled azureMonitorProfile.containerInsights.logAnalyticsWorkspaceResourceId
  azureMonitorProfile.containerInsights.syslogPort azureMonitorProfile.logs azureMonitorProfile.logs.appMonitoring
  azureMonitorProfile.logs.appMonitoring.enabled azureMonitorProfile.logs.containerInsights
  azureMonitorProfile.logs.containerInsights.enabled azureMonitorProfile.logs.containerInsights.logAnalyticsWorkspaceResourceId
  azureMonitorProfile.logs.containerInsights.windowsHostLogs azureMonitorProfile.logs.containerInsights.windowsHostLogs.enabled
  azureMonitorProfile.metrics azureMonitorProfile.metrics.appMonitoringOpenTelemetryMetrics
  azureMonitorProfile.metrics.appMonitoringOpenTelemetryMetrics.enabled azureMonitorProfile.metrics.controlPlane
  azureMonitorProfile.metrics.controlPlane.enabled azureMonitorProfile.metrics.enabled azureMonitorProfile.metrics.kubeStateMetrics
  azureMonitorProfile.metrics.kubeStateMetrics.metricAnnotationsAllowList
  azureMonitorProfile.metrics.kubeStateMetrics.metricLabelsAllowlist azurePortalFQDN bootstrapProfile
  bootstrapProfile.artifactSource bootstrapProfile.containerRegistryId controlPlaneScalingProfile
  controlPlaneScalingProfile.scalingSize creationData creationData.sourceResourceId currentKubernetesVersion disableLocalAccounts
  diskEncryptionSetID dnsPrefix enableFIPS enableNamespaceResources enablePodSecurityPolicy enableRBAC fqdn fqdnSubdomain
  guardrailsProfile guardrailsProfile.excludedNamespaces guardrailsProfile.excludedNamespaces[*] guardrailsProfile.level
  guardrailsProfile.systemExcludedNamespaces guardrailsProfile.systemExcludedNamespaces[*] guardrailsProfile.version
  healthMonitorProfile healthMonitorProfile.enableContinuousControlPlaneAndAddonMonitor healthMonitorProfile.enableOnDemandMonitor
  hostedSystemProfile hostedSystemProfile.enabled hostedSystemProfile.nodeSubnetID hostedSystemProfile.systemNodeSubnetID
  httpProxyConfig httpProxyConfig.effectiveNoProxy httpProxyConfig.effectiveNoProxy[*] httpProxyConfig.enabled
  httpProxyConfig.httpProxy httpProxyConfig.httpsProxy httpProxyConfig.noProxy httpProxyConfig.noProxy[*] httpProxyConfig.trustedCa
  identityProfile ingressProfile ingressProfile.applicationLoadBalancer ingressProfile.applicationLoadBalancer.enabled
  ingressProfile.applicationLoadBalancer.identity ingressProfile.applicationLoadBalancer.identity.clientId
  ingressProfile.applicationLoadBalancer.identity.objectId ingressProfile.applicationLoadBalancer.identity.resourceId
  ingressProfile.gatewayAPI ingressProfile.gatewayAPI.installation ingressProfile.webAppRouting
  ingressProfile.webAppRouting.defaultDomain ingressProfile.webAppRouting.defaultDomain.domainName
  ingressProfile.webAppRouting.defaultDomain.enabled ingressProfile.webAppRouting.dnsZoneResourceId
  ingressProfile.webAppRouting.dnsZoneResourceIds ingressProfile.webAppRouting.dnsZoneResourceIds[*]
  ingressProfile.webAppRouting.enabled ingressProfile.webAppRouting.gatewayAPIImplementations
  ingressProfile.webAppRouting.gatewayAPIImplementations.appRoutingIstio ingressProfile.webAppRouting.identity
  ingressProfile.webAppRouting.identity.clientId ingressProfile.webAppRouting.identity.objectId
  ingressProfile.webAppRouting.identity.resourceId ingressProfile.webAppRouting.nginx
  ingressProfile.webAppRouting.nginx.defaultIngressControllerType kubernetesVersion linuxProfile linuxProfile.adminUsername
  linuxProfile.ssh linuxProfile.ssh.publicKeys linuxProfile.ssh.publicKeys[*] linuxProfile.ssh.publicKeys[*].keyData maxAgentPools
  metricsProfile metricsProfile.costAnalysis metricsProfile.costAnalysis.enabled networkProfile networkProfile.advancedNetworking
  networkProfile.advancedNetworking.enabled networkProfile.advancedNetworking.observability
  networkProfile.advancedNetworking.observability.enabled networkProfile.advancedNetworking.observability.tlsManagement
  networkProfile.advancedNetworking.performance networkProfile.advancedNetworking.performance.accelerationMode
  networkProfile.advancedNetworking.security networkProfile.advancedNetworking.security.advancedNetworkPolicies
  networkProfile.advancedNetworking.security.enabled networkProfile.advancedNetworking.security.fqdnPolicy
  networkProfile.advancedNetworking.security.fqdnPolicy.enabled networkProfile.advancedNetworking.security.transitEncryption
  networkProfile.bastionProfile networkProfile.bastionProfile.bastionId networkProfile.bastionProfile.enabled
  networkProfile.bastionProfile.publicIpAddressId networkProfile.bastionProfile.scaleUnits networkProfile.bastionProfile.sku
  networkProfile.dnsServiceIP networkProfile.dockerBridgeCidr networkProfile.ebpfDataplane networkProfile.ipFamilies
  networkProfile.ipFamilies[*] networkProfile.kubeProxyConfig networkProfile.kubeProxyConfig.enabled
  networkProfile.kubeProxyConfig.ipvsConfig networkProfile.kubeProxyConfig.ipvsConfig.scheduler
  networkProfile.kubeProxyConfig.ipvsConfig.tcpFinTimeoutSeconds networkProfile.kubeProxyConfig.ipvsConfig.tcpTimeoutSeconds
  networkProfile.kubeProxyConfig.ipvsConfig.udpTimeoutSeconds networkProfile.kubeProxyConfig.mode networkProfile.loadBalancerProfile
  networkProfile.loadBalancerProfile.allocatedOutboundPorts networkProfile.loadBalancerProfile.backendPoolType
  networkProfile.loadBalancerProfile.clusterServiceLoadBalancerHealthProbeMode
  networkProfile.loadBalancerProfile.effectiveOutboundIPs networkProfile.loadBalancerProfile.effectiveOutboundIPs[*]
  networkProfile.loadBalancerProfile.effectiveOutboundIPs[*].id
  networkProfile.loadBalancerProfile.enableMultipleStandardLoadBalancers networkProfile.loadBalancerProfile.idleTimeoutInMinutes
  networkProfile.loadBalancerProfile.managedOutboundIPs networkProfile.loadBalancerProfile.managedOutboundIPs.count
  networkProfile.loadBalancerProfile.managedOutboundIPs.countIPv6 networkProfile.loadBalancerProfile.outboundIPPrefixes
  networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes
  networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes[*]
  networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes[*].id networkProfile.loadBalancerProfile.outboundIPs
  networkProfile.loadBalancerProfile.outboundIPs.publicIPs networkProfile.loadBalancerProfile.outboundIPs.publicIPs[*]
  networkProfile.loadBalancerProfile.outboundIPs.publicIPs[*].id networkProfile.loadBalancerSku networkProfile.monitoring
  networkProfile.monitoring.enabled networkProfile.natGatewayProfile networkProfile.natGatewayProfile.effectiveOutboundIPs
  networkProfile.natGatewayProfile.effectiveOutboundIPs[*] networkProfile.natGatewayProfile.effectiveOutboundIPs[*].id
  networkProfile.natGatewayProfile.idleTimeoutInMinutes networkProfile.natGatewayProfile.managedOutboundIPProfile
  networkProfile.natGatewayProfile.managedOutboundIPProfile.count
  networkProfile.natGatewayProfile.managedOutboundIPProfile.countIPv6 networkProfile.natGatewayProfile.outboundIPPrefixes
  networkProfile.natGatewayProfile.outboundIPPrefixes.publicIPPrefixes
  networkProfile.natGatewayProfile.outboundIPPrefixes.publicIPPrefixes[*] networkProfile.natGatewayProfile.outboundIPs
  networkProfile.natGatewayProfile.outboundIPs.publicIPs networkProfile.natGatewayProfile.outboundIPs.publicIPs[*]
  networkProfile.networkDataplane networkProfile.networkMode networkProfile.networkPlugin networkProfile.networkPluginMode
  networkProfile.networkPolicy networkProfile.outboundType networkProfile.podCidr networkProfile.podCidrs networkProfile.podCidrs[*]
  networkProfile.podLinkLocalAccess networkProfile.serviceCidr networkProfile.serviceCidrs networkProfile.serviceCidrs[*]
  networkProfile.staticEgressGatewayProfile networkProfile.staticEgressGatewayProfile.enabled nodeDisruptionProfile
  nodeDisruptionProfile.nodeDisruptionPolicy nodeProvisioningProfile nodeProvisioningProfile.defaultNodePools
  nodeProvisioningProfile.mode nodeResourceGroup nodeResourceGroupProfile nodeResourceGroupProfile.restrictionLevel
  oidcIssuerProfile oidcIssuerProfile.enabled oidcIssuerProfile.issuerURL podIdentityProfile
  podIdentityProfile.allowNetworkPluginKubenet podIdentityProfile.enabled podIdentityProfile.userAssignedIdentities
  podIdentityProfile.userAssignedIdentities[*] podIdentityProfile.userAssignedIdentities[*].bindingSelector
  podIdentityProfile.userAssignedIdentities[*].identity podIdentityProfile.userAssignedIdentities[*].identity.clientId
  podIdentityProfile.userAssignedIdentities[*].identity.objectId podIdentityProfile.userAssignedIdentities[*].identity.resourceId
  podIdentityProfile.userAssignedIdentities[*].name podIdentityProfile.userAssignedIdentities[*].namespace
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.code
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.details
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.details[*]
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.details[*].code
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.details[*].details
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.details[*].details[*]
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.details[*].message
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.details[*].target
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.message
  podIdentityProfile.userAssignedIdentities[*].provisioningInfo.error.error.target
  podIdentityProfile.userAssignedIdentities[*].provisioningState podIdentityProfile.userAssignedIdentityExceptions
  podIdentityProfile.userAssignedIdentityExceptions[*] podIdentityProfile.userAssignedIdentityExceptions[*].name
  podIdentityProfile.userAssignedIdentityExceptions[*].namespace podIdentityProfile.userAssignedIdentityExceptions[*].podLabels
  powerState powerState.code privateFQDN privateLinkResources privateLinkResources[*] privateLinkResources[*].groupId
  privateLinkResources[*].id privateLinkResources[*].name privateLinkResources[*].privateLinkServiceID
  privateLinkResources[*].requiredMembers privateLinkResources[*].requiredMembers[*] privateLinkResources[*].type provisioningState
  publicNetworkAccess resourceUID safeguardsProfile safeguardsProfile.excludedNamespaces safeguardsProfile.excludedNamespaces[*]
  safeguardsProfile.level safeguardsProfile.systemExcludedNamespaces safeguardsProfile.systemExcludedNamespaces[*]
  safeguardsProfile.version schedulerProfile schedulerProfile.schedulerInstanceProfiles
  schedulerProfile.schedulerInstanceProfiles.upstream schedulerProfile.schedulerInstanceProfiles.upstream.schedulerConfigMode
  securityProfile securityProfile.azureKeyVaultKms securityProfile.azureKeyVaultKms.enabled securityProfile.azureKeyVaultKms.keyId
  securityProfile.azureKeyVaultKms.keyVaultNetworkAccess securityProfile.azureKeyVaultKms.keyVaultResourceId
  securityProfile.customCATrustCertificates securityProfile.customCATrustCertificates[*] securityProfile.defender
  securityProfile.defender.logAnalyticsWorkspaceResourceId securityProfile.defender.securityGating
  securityProfile.defender.securityGating.allowSecretAccess securityProfile.defender.securityGating.enabled
  securityProfile.defender.securityGating.identities securityProfile.defender.securityGating.identities[*]
  securityProfile.defender.securityMonitoring securityProfile.defender.securityMonitoring.enabled securityProfile.imageCleaner
  securityProfile.imageCleaner.enabled securityProfile.imageCleaner.intervalHours securityProfile.imageIntegrity
  securityProfile.imageIntegrity.enabled securityProfile.kubernetesResourceObjectEncryptionProfile
  securityProfile.kubernetesResourceObjectEncryptionProfile.infrastructureEncryption securityProfile.nodeRestriction
  securityProfile.nodeRestriction.enabled securityProfile.serviceAccountImagePullProfile
  securityProfile.serviceAccountImagePullProfile.defaultManagedIdentityId securityProfile.serviceAccountImagePullProfile.enabled
  securityProfile.workloadIdentity securityProfile.workloadIdentity.enabled serviceMeshProfile serviceMeshProfile.istio
  serviceMeshProfile.istio.certificateAuthority serviceMeshProfile.istio.certificateAuthority.plugin
  serviceMeshProfile.istio.certificateAuthority.plugin.certChainObjectName
  serviceMeshProfile.istio.certificateAuthority.plugin.certObjectName
  serviceMeshProfile.istio.certificateAuthority.plugin.keyObjectName serviceMeshProfile.istio.certificateAuthority.plugin.keyVaultId
  serviceMeshProfile.istio.certificateAuthority.plugin.rootCertObjectName serviceMeshProfile.istio.components
  serviceMeshProfile.istio.components.egressGateways serviceMeshProfile.istio.components.egressGateways[*]
  serviceMeshProfile.istio.components.egressGateways[*].enabled serviceMeshProfile.istio.components.egressGateways[*].nodeSelector
  serviceMeshProfile.istio.components.ingressGateways serviceMeshProfile.istio.components.ingressGateways[*]
  serviceMeshProfile.istio.components.ingressGateways[*].enabled serviceMeshProfile.istio.components.ingressGateways[*].mode
  serviceMeshProfile.istio.components.proxyRedirectionMechanism serviceMeshProfile.istio.revisions
  serviceMeshProfile.istio.revisions[*] serviceMeshProfile.mode servicePrincipalProfile servicePrincipalProfile.clientId
  servicePrincipalProfile.keyVaultSecretRef servicePrincipalProfile.keyVaultSecretRef.secretName
  servicePrincipalProfile.keyVaultSecretRef.vaultID servicePrincipalProfile.keyVaultSecretRef.version servicePrincipalProfile.secret
  status status.provisioningError status.provisioningError.additionalInfo status.provisioningError.additionalInfo[*]
  status.provisioningError.additionalInfo[*].type status.provisioningError.code status.provisioningError.details
  status.provisioningError.details[*] status.provisioningError.details[*].additionalInfo
  status.provisioningError.details[*].additionalInfo[*] status.provisioningError.details[*].code
  status.provisioningError.details[*].details status.provisioningError.details[*].details[*]
  status.provisioningError.details[*].message status.provisioningError.details[*].target status.provisioningError.message
  status.provisioningError.target storageProfile storageProfile.blobCSIDriver storageProfile.blobCSIDriver.enabled
  storageProfile.diskCSIDriver storageProfile.diskCSIDriver.enabled storageProfile.diskCSIDriver.version
  storageProfile.fileCSIDriver storageProfile.fileCSIDriver.enabled storageProfile.snapshotController
  storageProfile.snapshotController.enabled supportPlan upgradeSettings upgradeSettings.overrideSettings
  upgradeSettings.overrideSettings.controlPlaneOverrides upgradeSettings.overrideSettings.controlPlaneOverrides[*]
  upgradeSettings.overrideSettings.forceUpgrade upgradeSettings.overrideSettings.until windowsProfile windowsProfile.adminPassword
  windowsProfile.adminUsername windowsProfile.enableCSIProxy windowsProfile.gmsaProfile windowsProfile.gmsaProfile.dnsServer
  windowsProfile.gmsaProfile.enabled windowsProfile.gmsaProfile.rootDomainName windowsProfile.licenseType workloadAutoScalerProfile
  workloadAutoScalerProfile.keda workloadAutoScalerProfile.keda.enabled workloadAutoScalerProfile.verticalPodAutoscaler
  workloadAutoScalerProfile.verticalPodAutoscaler.addonAutoscaling workloadAutoScalerProfile.verticalPodAutoscaler.controlledValues
  workloadAutoScalerProfile.verticalPodAutoscaler.enabled workloadAutoScalerProfile.verticalPodAutoscaler.updateMode /sku /sku.name
  /sku.tier apiServerAuthorizedIPRanges[*]=properties.apiServerAccessProfile.authorizedIPRanges[*]
  apiServerAuthorizedIPRanges=properties.apiServerAccessProfile.authorizedIPRanges
  securityProfile.azureDefender=properties.securityProfile.defender
  securityProfile.azureDefender.enabled=properties.securityProfile.defender.securityMonitoring.enabled
  securityProfile.azureDefender.logAnalyticsWorkspaceResourceId=properties.securityProfile.defender.logAnalyticsWorkspaceResourceId
`;

/** Of one node pool: an element of `agentPoolProfiles` in the cluster, or a resource of its own. */
export const poolWords = `
  artifactStreamingProfile artifactStreamingProfile.enabled availabilityZones availabilityZones[*] capacityReservationGroupID count
  creationData creationData.sourceResourceId currentOrchestratorVersion enableAutoScaling enableCustomCATrust enableEncryptionAtHost
  enableFIPS enableNodePublicIP enableOSDiskFullCaching enableUltraSSD eTag gatewayProfile gatewayProfile.publicIPPrefixSize
  gpuInstanceProfile gpuProfile gpuProfile.driver gpuProfile.driverType gpuProfile.installGPUDriver gpuProfile.nvidia
  gpuProfile.nvidia.managementMode gpuProfile.nvidia.migStrategy hostGroupID kubeletConfig kubeletConfig.allowedUnsafeSysctls
  kubeletConfig.allowedUnsafeSysctls[*] kubeletConfig.containerLogMaxFiles kubeletConfig.containerLogMaxSizeMB
  kubeletConfig.cpuCfsQuota kubeletConfig.cpuCfsQuotaPeriod kubeletConfig.cpuManagerPolicy kubeletConfig.failSwapOn
  kubeletConfig.hardEvictionThreshold kubeletConfig.hardEvictionThreshold.memoryAvailable
  kubeletConfig.hardEvictionThreshold.nodeFsAvailable kubeletConfig.hardEvictionThreshold.nodeFsInodesFree
  kubeletConfig.imageGcHighThreshold kubeletConfig.imageGcLowThreshold kubeletConfig.kubeReserved
  kubeletConfig.kubeReserved.cpuMillicores kubeletConfig.kubeReserved.memoryMB kubeletConfig.podMaxPids kubeletConfig.seccompDefault
  kubeletConfig.topologyManagerPolicy kubeletDiskType linuxOSConfig linuxOSConfig.swapFileSizeMB linuxOSConfig.sysctls
  linuxOSConfig.sysctls.fsAioMaxNr linuxOSConfig.sysctls.fsFileMax linuxOSConfig.sysctls.fsInotifyMaxUserWatches
  linuxOSConfig.sysctls.fsNrOpen linuxOSConfig.sysctls.kernelThreadsMax linuxOSConfig.sysctls.netCoreNetdevMaxBacklog
  linuxOSConfig.sysctls.netCoreOptmemMax linuxOSConfig.sysctls.netCoreRmemDefault linuxOSConfig.sysctls.netCoreRmemMax
  linuxOSConfig.sysctls.netCoreSomaxconn linuxOSConfig.sysctls.netCoreWmemDefault linuxOSConfig.sysctls.netCoreWmemMax
  linuxOSConfig.sysctls.netIpv4IpLocalPortRange linuxOSConfig.sysctls.netIpv4NeighDefaultGcThresh1
  linuxOSConfig.sysctls.netIpv4NeighDefaultGcThresh2 linuxOSConfig.sysctls.netIpv4NeighDefaultGcThresh3
  linuxOSConfig.sysctls.netIpv4TcpFinTimeout linuxOSConfig.sysctls.netIpv4TcpkeepaliveIntvl
  linuxOSConfig.sysctls.netIpv4TcpKeepaliveProbes linuxOSConfig.sysctls.netIpv4TcpKeepaliveTime
  linuxOSConfig.sysctls.netIpv4TcpMaxSynBacklog linuxOSConfig.sysctls.netIpv4TcpMaxTwBuckets linuxOSConfig.sysctls.netIpv4TcpRmem
  linuxOSConfig.sysctls.netIpv4TcpTwReuse linuxOSConfig.sysctls.netIpv4TcpWmem linuxOSConfig.sysctls.netNetfilterNfConntrackBuckets
  linuxOSConfig.sysctls.netNetfilterNfConntrackMax linuxOSConfig.sysctls.vmMaxMapCount linuxOSConfig.sysctls.vmSwappiness
  linuxOSConfig.sysctls.vmVfsCachePressure linuxOSConfig.transparentHugePageDefrag linuxOSConfig.transparentHugePageEnabled
  localDNSProfile localDNSProfile.kubeDNSOverrides localDNSProfile.kubeDNSOverrides.cacheDurationInSeconds
  localDNSProfile.kubeDNSOverrides.forwardDestination localDNSProfile.kubeDNSOverrides.forwardPolicy
  localDNSProfile.kubeDNSOverrides.maxConcurrent localDNSProfile.kubeDNSOverrides.protocol
  localDNSProfile.kubeDNSOverrides.queryLogging localDNSProfile.kubeDNSOverrides.serveStale
  localDNSProfile.kubeDNSOverrides.serveStaleDurationInSeconds localDNSProfile.mode localDNSProfile.state
  localDNSProfile.vnetDNSOverrides localDNSProfile.vnetDNSOverrides.cacheDurationInSeconds
  localDNSProfile.vnetDNSOverrides.forwardDestination localDNSProfile.vnetDNSOverrides.forwardPolicy
  localDNSProfile.vnetDNSOverrides.maxConcurrent localDNSProfile.vnetDNSOverrides.protocol
  localDNSProfile.vnetDNSOverrides.queryLogging localDNSProfile.vnetDNSOverrides.serveStale
  localDNSProfile.vnetDNSOverrides.serveStaleDurationInSeconds maxCount maxPods messageOfTheDay minCount mode networkProfile
  networkProfile.allowedHostPorts networkProfile.allowedHostPorts[*] networkProfile.allowedHostPorts[*].portEnd
  networkProfile.allowedHostPorts[*].portStart networkProfile.allowedHostPorts[*].protocol networkProfile.applicationSecurityGroups
  networkProfile.applicationSecurityGroups[*] networkProfile.nodePublicIPPrefixIDs networkProfile.nodePublicIPPrefixIDs[*]
  networkProfile.nodePublicIPTags networkProfile.nodePublicIPTags[*] networkProfile.nodePublicIPTags[*].ipTagType
  networkProfile.nodePublicIPTags[*].tag networkProfile.secondaryNetworkInterfaces networkProfile.secondaryNetworkInterfaces[*]
  networkProfile.secondaryNetworkInterfaces[*].enableAcceleratedNetworking networkProfile.secondaryNetworkInterfaces[*].type
  networkProfile.secondaryNetworkInterfaces[*].vnetSubnetId nodeCustomizationProfile nodeCustomizationProfile.nodeCustomizationId
  nodeImageVersion nodeInitializationTaints nodeInitializationTaints[*] nodeLabels nodePublicIPPrefixID nodeTaints nodeTaints[*]
  orchestratorVersion osDiskSizeGB osDiskType osSKU osType podIPAllocationMode podSubnetID powerState powerState.code
  preparedImageSpecificationProfile preparedImageSpecificationProfile.preparedImageSpecificationId provisioningState
  proximityPlacementGroupID scaleDownMode scaleSetEvictionPolicy scaleSetPriority securityProfile securityProfile.enableSecureBoot
  securityProfile.enableVTPM securityProfile.sshAccess spotMaxPrice status status.provisioningError
  status.provisioningError.additionalInfo status.provisioningError.additionalInfo[*] status.provisioningError.code
  status.provisioningError.details status.provisioningError.details[*] status.provisioningError.message
  status.provisioningError.target tags type upgradeSettings upgradeSettings.drainTimeoutInMinutes upgradeSettings.maxBlockedNodes
  upgradeSettings.maxSurge upgradeSettings.maxUnavailable upgradeSettings.minSurge upgradeSettings.nodeSoakDurationInMinutes
  upgradeSettings.undrainableNodeBehavior upgradeSettingsBlueGreen upgradeSettingsBlueGreen.batchSoakDurationInMinutes
  upgradeSettingsBlueGreen.drainBatchSize upgradeSettingsBlueGreen.drainTimeoutInMinutes
  upgradeSettingsBlueGreen.finalSoakDurationInMinutes upgradeStrategy virtualMachineNodesStatus virtualMachineNodesStatus[*]
  virtualMachineNodesStatus[*].count virtualMachineNodesStatus[*].size virtualMachinesProfile virtualMachinesProfile.scale
  virtualMachinesProfile.scale.autoscale virtualMachinesProfile.scale.autoscale[*]
  virtualMachinesProfile.scale.autoscale[*].maxCount virtualMachinesProfile.scale.autoscale[*].minCount
  virtualMachinesProfile.scale.autoscale[*].sizes virtualMachinesProfile.scale.autoscale[*].sizes[*]
  virtualMachinesProfile.scale.manual virtualMachinesProfile.scale.manual[*] virtualMachinesProfile.scale.manual[*].count
  virtualMachinesProfile.scale.manual[*].sizes virtualMachinesProfile.scale.manual[*].sizes[*] vmSize vnetSubnetID windowsProfile
  windowsProfile.disableOutboundNat workloadRuntime
`;

/** Of a node pool that is a resource of its own only. */
export const lonePoolWords = `
  status.provisioningError.additionalInfo[*].type status.provisioningError.details[*].additionalInfo
  status.provisioningError.details[*].additionalInfo[*] status.provisioningError.details[*].code
  status.provisioningError.details[*].details status.provisioningError.details[*].details[*]
  status.provisioningError.details[*].message status.provisioningError.details[*].target
  virtualMachinesProfile.scale.autoscale[*].osDiskSizeGB virtualMachinesProfile.scale.autoscale[*].osDiskType
  virtualMachinesProfile.scale.autoscale[*].size virtualMachinesProfile.scale.autoscale.maxCount
  virtualMachinesProfile.scale.autoscale.minCount virtualMachinesProfile.scale.autoscale.size
  virtualMachinesProfile.scale.manual[*].osDiskSizeGB virtualMachinesProfile.scale.manual[*].osDiskType
  virtualMachinesProfile.scale.manual[*].size
`;

/** Of the pool words, those that have an older spelling with a dot besides: `managedClusters/agentPools.count`. */
export const dottedPoolWords = `
  availabilityZones availabilityZones[*] count enableAutoScaling maxCount maxPods minCount orchestratorVersion osDiskSizeGB osType
  type vmSize vnetSubnetID
`;
