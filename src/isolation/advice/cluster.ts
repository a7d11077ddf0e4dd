import { support, type AdviceRow } from './advice-row.ts';

/** Refusals of the service for clusters. */
export const clusterAdvice: readonly AdviceRow[] = [
  {
    codes: ['InvalidNetworkIsolatedClusterConfiguration'], says: /artifactSource must be 'Cache'/i, when: "the message says that artifactSource must be 'Cache'", source: 'hashicorp/terraform-provider-azurerm pull request 29808',
    advice: 'An isolated outbound type needs the artifact source Cache: set bootstrapProfile.artifactSource to Cache, on a living cluster in an update of its own before the outbound type.',
  },
  {
    codes: ['InvalidNetworkIsolatedClusterConfiguration'], source: 'hashicorp/terraform-provider-azurerm pull requests 29808 and 32598; Azure/AKS issue 5240',
    advice: 'Azure refuses this combination for an isolated cluster: on a living cluster set the artifact source to Cache, reimage every pool, and only then change the outbound type; on a new one see that it is no Automatic cluster, has no Windows pool and no kubenet.',
  },
  {
    codes: ['BootstrapArtifactSourceNotAllowed'], says: /ServicePrincipalCluster/i, when: 'the message names ServicePrincipalCluster', source: 'Azure/AKS issue 5821',
    advice: 'A cluster with a service principal cannot start from a registry: give it a managed identity first (az aks update --enable-managed-identity), upgrade the node image of its pools, and run again.',
  },
  {
    codes: ['BootstrapArtifactSourceNotAllowed'], says: /'Cache' to 'Direct'/i, when: "the message says 'Cache' to 'Direct'", source: 'MicrosoftDocs/azure-aks-docs issue 184',
    advice: 'The artifact source cannot go back together with the outbound type: change the outbound type first, then the artifact source, then upgrade the node images.',
  },
  {
    codes: ['BootstrapArtifactSourceNotAllowed'], source: 'Azure/AKS issue 5821; MicrosoftDocs/azure-aks-docs issue 184',
    advice: 'The artifact source cannot be set so on this cluster: clusters with a service principal need a managed identity first (az aks update --enable-managed-identity).',
  },
  { codes: ['K8sVersionNotSupported', 'AgentPoolK8sVersionNotSupported'], source: 'Azure/terraform pull request 494', advice: 'Choose a version that the region offers: az aks get-versions --location <location>.' },
  {
    codes: ['OperationNotAllowed', 'QuotaExceeded', 'InsufficientVCPUQuota', 'ErrCode_InsufficientVCPUQuota'], says: /exceed\w* (?:the )?(?:approved|quota|limit)|\bquota\b/i, when: 'the message speaks of quota', source: support('InsufficientVCPUQuota'),
    advice: 'The region has too little quota for these nodes, or for the ones that stand besides while a pool is made anew: choose a smaller "node-size" or "node-count", lower maxSurge of the pool, or ask for quota.',
  },
  { codes: ['QuotaExceeded', 'InsufficientVCPUQuota'], source: support('InsufficientVCPUQuota'), advice: 'The region has too little quota for these nodes: choose a smaller "node-size" or "node-count", or ask for quota.' },
  { codes: ['OperationNotAllowed'], source: support('OperationNotAllowed'), advice: 'Another operation works on the cluster or one of its pools; run again when it has ended (az aks show … --query provisioningState).' },
  { codes: ['EtagMismatch'], source: 'Azure/terraform-azurerm-aks issue 604', advice: 'Somebody else changed the cluster meanwhile, or an operation still runs; run again.' },
  { codes: ['PreconditionFailed'], source: 'AKS documentation, "Enhance concurrency control with entity tags"', advice: 'Somebody else changed the cluster meanwhile; run again.' },
  { codes: ['Throttled', 'TooManyRequests'], source: support('AKSRequestsThrottled'), advice: 'Azure Kubernetes Service throttles; run again in a few minutes.' },
  { codes: ['AKSOperationPreemptedByDelete'], source: support('AKSOperationPreempted'), advice: 'Somebody deleted the cluster or the pool while this ran: see who did (activity log), and run again to make it anew.' },
  { codes: ['AKSOperationPreempted'], source: support('AKSOperationPreempted'), advice: 'A later operation replaced this one; run again to see where the cluster stands.' },
  {
    codes: ['RouteTableMissingDefaultRouteError'], source: 'MicrosoftDocs/azure-docs issue 108240',
    advice: 'The outbound type userDefinedRouting needs a route 0.0.0.0/0 in the table of the subnet: add it before a cluster leaves isolation that way.',
  },
  {
    codes: ['CustomPrivateDNSZoneMissingPermissionError', 'CustomPrivateDNSZoneMissingPermissions'], source: support('CustomPrivateDNSZoneMissingPermissionError'),
    advice: 'The control plane identity may not write the zone of the API server: grant it Private DNS Zone Contributor on the zone, and Network Contributor on the network, and run again.',
  },
  {
    codes: ['CreateOrUpdateVirtualNetworkLinkFailed'], source: support('CreateOrUpdateVirtualNetworkLinkFailed'),
    advice: 'The zone could not be linked to the network: see that the network is not linked to another zone of the same name, and that the control plane identity has Network Contributor on the network; then run again.',
  },
  { codes: ['SkuNotAvailable'], source: 'Azure documentation, "Resolve errors for SKU not available"', advice: 'The region does not offer this size to the subscription: choose another "node-size" (az vm list-skus --location <location>).' },
];
