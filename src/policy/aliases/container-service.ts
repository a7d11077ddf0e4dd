/**
 * Names of aliases of clusters and node pools: facts from the public export of January 2024 (JanneMattila/azure-policy-evaluator, MIT);
 * `bootstrapProfile`, `staticEgressGatewayProfile` and what else came later from the 2026 table in Azure/azure-policy-linter (MIT).
 * Each word is an alias in the form that `network-and-registry.ts` describes.
 */
export const clusterWords = `
  aadProfile aadProfile.adminGroupObjectIDs aadProfile.adminGroupObjectIDs[*] aadProfile.clientAppID aadProfile.enableAzureRBAC
  aadProfile.managed aadProfile.serverAppID aadProfile.serverAppSecret aadProfile.tenantID addonProfiles
  addonProfiles.azurePolicy.enabled addonProfiles.omsagent.enabled apiServerAccessProfile apiServerAccessProfile.authorizedIPRanges
  apiServerAccessProfile.authorizedIPRanges[*] apiServerAccessProfile.disableRunCommand apiServerAccessProfile.enablePrivateCluster
  apiServerAccessProfile.enablePrivateClusterPublicFQDN apiServerAccessProfile.enableVnetIntegration
  apiServerAccessProfile.privateDNSZone apiServerAccessProfile.subnetId autoScalerProfile autoScalerProfile.expander autoUpgradeProfile
  autoUpgradeProfile.nodeOSUpgradeChannel autoUpgradeProfile.upgradeChannel azureMonitorProfile azureMonitorProfile.metrics
  azureMonitorProfile.metrics.enabled azureMonitorProfile.metrics.kubeStateMetrics
  azureMonitorProfile.metrics.kubeStateMetrics.metricAnnotationsAllowList
  azureMonitorProfile.metrics.kubeStateMetrics.metricLabelsAllowlist azurePortalFQDN bootstrapProfile bootstrapProfile.artifactSource
  bootstrapProfile.containerRegistryId creationData creationData.sourceResourceId currentKubernetesVersion disableLocalAccounts
  diskEncryptionSetID dnsPrefix enableNamespaceResources enablePodSecurityPolicy enableRBAC fqdn fqdnSubdomain guardrailsProfile
  guardrailsProfile.excludedNamespaces guardrailsProfile.excludedNamespaces[*] guardrailsProfile.level
  guardrailsProfile.systemExcludedNamespaces guardrailsProfile.systemExcludedNamespaces[*] guardrailsProfile.version httpProxyConfig
  httpProxyConfig.effectiveNoProxy httpProxyConfig.effectiveNoProxy[*] httpProxyConfig.httpProxy httpProxyConfig.httpsProxy
  httpProxyConfig.noProxy httpProxyConfig.noProxy[*] httpProxyConfig.trustedCa identityProfile ingressProfile
  ingressProfile.webAppRouting ingressProfile.webAppRouting.dnsZoneResourceId ingressProfile.webAppRouting.enabled
  ingressProfile.webAppRouting.identity ingressProfile.webAppRouting.identity.clientId ingressProfile.webAppRouting.identity.objectId
  ingressProfile.webAppRouting.identity.resourceId kubernetesVersion linuxProfile linuxProfile.adminUsername linuxProfile.ssh
  linuxProfile.ssh.publicKeys linuxProfile.ssh.publicKeys[*] linuxProfile.ssh.publicKeys[*].keyData maxAgentPools networkProfile
  networkProfile.dnsServiceIP networkProfile.dockerBridgeCidr networkProfile.ebpfDataplane networkProfile.ipFamilies
  networkProfile.ipFamilies[*] networkProfile.kubeProxyConfig networkProfile.kubeProxyConfig.enabled
  networkProfile.kubeProxyConfig.ipvsConfig networkProfile.kubeProxyConfig.ipvsConfig.scheduler
  networkProfile.kubeProxyConfig.ipvsConfig.tcpFinTimeoutSeconds networkProfile.kubeProxyConfig.ipvsConfig.tcpTimeoutSeconds
  networkProfile.kubeProxyConfig.ipvsConfig.udpTimeoutSeconds networkProfile.kubeProxyConfig.mode networkProfile.loadBalancerProfile
  networkProfile.loadBalancerProfile.allocatedOutboundPorts networkProfile.loadBalancerProfile.backendPoolType
  networkProfile.loadBalancerProfile.effectiveOutboundIPs networkProfile.loadBalancerProfile.effectiveOutboundIPs[*]
  networkProfile.loadBalancerProfile.effectiveOutboundIPs[*].id networkProfile.loadBalancerProfile.enableMultipleStandardLoadBalancers
  networkProfile.loadBalancerProfile.idleTimeoutInMinutes networkProfile.loadBalancerProfile.managedOutboundIPs
  networkProfile.loadBalancerProfile.managedOutboundIPs.count networkProfile.loadBalancerProfile.managedOutboundIPs.countIPv6
  networkProfile.loadBalancerProfile.outboundIPPrefixes networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes
  networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes[*]
  networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes[*].id networkProfile.loadBalancerProfile.outboundIPs
  networkProfile.loadBalancerProfile.outboundIPs.publicIPs networkProfile.loadBalancerProfile.outboundIPs.publicIPs[*]
  networkProfile.loadBalancerProfile.outboundIPs.publicIPs[*].id networkProfile.loadBalancerSku networkProfile.monitoring
  networkProfile.monitoring.enabled networkProfile.natGatewayProfile networkProfile.natGatewayProfile.effectiveOutboundIPs
  networkProfile.natGatewayProfile.effectiveOutboundIPs[*] networkProfile.natGatewayProfile.effectiveOutboundIPs[*].id
  networkProfile.natGatewayProfile.idleTimeoutInMinutes networkProfile.natGatewayProfile.managedOutboundIPProfile
  networkProfile.natGatewayProfile.managedOutboundIPProfile.count networkProfile.natGatewayProfile.outboundIPs
  networkProfile.networkDataplane networkProfile.networkMode networkProfile.networkPlugin networkProfile.networkPluginMode
  networkProfile.networkPolicy networkProfile.outboundType networkProfile.podCidr networkProfile.podCidrs networkProfile.podCidrs[*]
  networkProfile.podLinkLocalAccess networkProfile.serviceCidr networkProfile.serviceCidrs networkProfile.serviceCidrs[*]
  networkProfile.staticEgressGatewayProfile.enabled nodeResourceGroup nodeResourceGroupProfile nodeResourceGroupProfile.restrictionLevel
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
  publicNetworkAccess securityProfile securityProfile.azureKeyVaultKms securityProfile.azureKeyVaultKms.enabled
  securityProfile.azureKeyVaultKms.keyId securityProfile.azureKeyVaultKms.keyVaultNetworkAccess
  securityProfile.azureKeyVaultKms.keyVaultResourceId securityProfile.customCATrustCertificates
  securityProfile.customCATrustCertificates[*] securityProfile.defender securityProfile.defender.logAnalyticsWorkspaceResourceId
  securityProfile.defender.securityMonitoring securityProfile.defender.securityMonitoring.enabled securityProfile.imageCleaner
  securityProfile.imageCleaner.enabled securityProfile.imageCleaner.intervalHours securityProfile.imageIntegrity
  securityProfile.imageIntegrity.enabled securityProfile.nodeRestriction securityProfile.nodeRestriction.enabled
  securityProfile.workloadIdentity securityProfile.workloadIdentity.enabled serviceMeshProfile serviceMeshProfile.istio
  serviceMeshProfile.istio.certificateAuthority serviceMeshProfile.istio.certificateAuthority.plugin
  serviceMeshProfile.istio.certificateAuthority.plugin.certChainObjectName
  serviceMeshProfile.istio.certificateAuthority.plugin.certObjectName serviceMeshProfile.istio.certificateAuthority.plugin.keyObjectName
  serviceMeshProfile.istio.certificateAuthority.plugin.keyVaultId
  serviceMeshProfile.istio.certificateAuthority.plugin.rootCertObjectName serviceMeshProfile.istio.components
  serviceMeshProfile.istio.components.ingressGateways serviceMeshProfile.istio.components.ingressGateways[*]
  serviceMeshProfile.istio.components.ingressGateways[*].enabled serviceMeshProfile.istio.components.ingressGateways[*].mode
  serviceMeshProfile.istio.revisions serviceMeshProfile.istio.revisions[*] serviceMeshProfile.mode servicePrincipalProfile
  servicePrincipalProfile.clientId servicePrincipalProfile.keyVaultSecretRef servicePrincipalProfile.keyVaultSecretRef.secretName
  servicePrincipalProfile.keyVaultSecretRef.vaultID servicePrincipalProfile.keyVaultSecretRef.version servicePrincipalProfile.secret
  storageProfile storageProfile.blobCSIDriver storageProfile.blobCSIDriver.enabled storageProfile.diskCSIDriver
  storageProfile.diskCSIDriver.enabled storageProfile.diskCSIDriver.version storageProfile.fileCSIDriver
  storageProfile.fileCSIDriver.enabled storageProfile.snapshotController storageProfile.snapshotController.enabled supportPlan
  upgradeSettings upgradeSettings.overrideSettings upgradeSettings.overrideSettings.controlPlaneOverrides
  upgradeSettings.overrideSettings.controlPlaneOverrides[*] upgradeSettings.overrideSettings.until windowsProfile
  windowsProfile.adminPassword windowsProfile.adminUsername windowsProfile.enableCSIProxy windowsProfile.gmsaProfile
  windowsProfile.gmsaProfile.dnsServer windowsProfile.gmsaProfile.enabled windowsProfile.gmsaProfile.rootDomainName
  windowsProfile.licenseType workloadAutoScalerProfile workloadAutoScalerProfile.keda workloadAutoScalerProfile.keda.enabled
  workloadAutoScalerProfile.verticalPodAutoscaler workloadAutoScalerProfile.verticalPodAutoscaler.controlledValues
  workloadAutoScalerProfile.verticalPodAutoscaler.enabled workloadAutoScalerProfile.verticalPodAutoscaler.updateMode /sku /sku.name
  /sku.tier apiServerAuthorizedIPRanges[*]=properties.apiServerAccessProfile.authorizedIPRanges[*]
  apiServerAuthorizedIPRanges=properties.apiServerAccessProfile.authorizedIPRanges
  securityProfile.azureDefender=properties.securityProfile.defender
  securityProfile.azureDefender.enabled=properties.securityProfile.defender.securityMonitoring.enabled
  securityProfile.azureDefender.logAnalyticsWorkspaceResourceId=properties.securityProfile.defender.logAnalyticsWorkspaceResourceId
`;

/** Of one node pool: an element of `agentPoolProfiles` in the cluster, or a resource of its own. */
export const poolWords = `
  availabilityZones availabilityZones[*] capacityReservationGroupID count creationData creationData.sourceResourceId
  currentOrchestratorVersion enableAutoScaling enableCustomCATrust enableEncryptionAtHost enableFIPS enableNodePublicIP enableUltraSSD
  gpuInstanceProfile hostGroupID kubeletConfig kubeletConfig.allowedUnsafeSysctls kubeletConfig.allowedUnsafeSysctls[*]
  kubeletConfig.containerLogMaxFiles kubeletConfig.containerLogMaxSizeMB kubeletConfig.cpuCfsQuota kubeletConfig.cpuCfsQuotaPeriod
  kubeletConfig.cpuManagerPolicy kubeletConfig.failSwapOn kubeletConfig.imageGcHighThreshold kubeletConfig.imageGcLowThreshold
  kubeletConfig.podMaxPids kubeletConfig.topologyManagerPolicy kubeletDiskType linuxOSConfig linuxOSConfig.swapFileSizeMB
  linuxOSConfig.sysctls linuxOSConfig.sysctls.fsAioMaxNr linuxOSConfig.sysctls.fsFileMax linuxOSConfig.sysctls.fsInotifyMaxUserWatches
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
  linuxOSConfig.sysctls.vmVfsCachePressure linuxOSConfig.transparentHugePageDefrag linuxOSConfig.transparentHugePageEnabled maxCount
  maxPods messageOfTheDay minCount mode networkProfile networkProfile.allowedHostPorts networkProfile.allowedHostPorts[*]
  networkProfile.allowedHostPorts[*].portEnd networkProfile.allowedHostPorts[*].portStart networkProfile.allowedHostPorts[*].protocol
  networkProfile.applicationSecurityGroups networkProfile.applicationSecurityGroups[*] networkProfile.nodePublicIPTags
  networkProfile.nodePublicIPTags[*] networkProfile.nodePublicIPTags[*].ipTagType networkProfile.nodePublicIPTags[*].tag
  nodeImageVersion nodeLabels nodePublicIPPrefixID nodeTaints nodeTaints[*] orchestratorVersion osDiskSizeGB osDiskType osSKU osType
  podSubnetID powerState powerState.code provisioningState proximityPlacementGroupID scaleDownMode scaleSetEvictionPolicy
  scaleSetPriority securityProfile securityProfile.sshAccess spotMaxPrice tags type upgradeSettings
  upgradeSettings.drainTimeoutInMinutes upgradeSettings.maxSurge vmSize vnetSubnetID windowsProfile windowsProfile.disableOutboundNat
  workloadRuntime
`;
