/**
 * What to do about refusals of Azure, by code. Sources: AKS troubleshooting articles (SupportArticles-docs), the threads named in
 * docs/deploy.md. A code that is not here is shown with Azure's own words alone.
 */
const advice: Readonly<Record<string, string>> = {
  invalidnetworkisolatedclusterconfiguration: 'Azure refuses this combination for an isolated cluster; on a living cluster the artifact source must be Cache and every pool reimaged before the outbound type may change.',
  bootstrapartifactsourcenotallowed: 'The artifact source cannot be set so on this cluster: clusters with a service principal need a managed identity first.',
  k8sversionnotsupported: 'Choose a version that the region offers: az aks get-versions --location <location>.',
  agentpoolk8sversionnotsupported: 'Choose a version that the region offers: az aks get-versions --location <location>.',
  operationnotallowed: 'Another operation works on the cluster; run again when it has ended (az aks show … --query provisioningState).',
  etagmismatch: 'Somebody else changed the cluster meanwhile; run again.',
  preconditionfailed: 'Somebody else changed the cluster meanwhile; run again.',
  scopelocked: 'A lock keeps it: take the lock off if it may go (az lock list --resource-group <group>), and run again.',
  throttled: 'Azure Kubernetes Service throttles; run again in a few minutes.',
  subscriptionrequeststhrottled: 'Azure Resource Manager throttles this subscription; run again in a few minutes.',
  aksoperationpreempted: 'A later operation replaced this one; run again to see where the cluster stands.',
  requestdisallowedbypolicy: 'A policy refuses the cluster or something that AKS makes for it: mend the specification, or ask the owner of the assignment named above for an exemption.',
  authorizationfailed: 'The identity lacks a role: deploying needs Azure Kubernetes Service Contributor and, to create the resource group, Contributor; assigning needs Resource Policy Contributor at the definition scope and the assignment scope.',
  linkedauthorizationfailed: 'The identity may change the cluster but not something it refers to; grant it a role there.',
  missingsubscriptionregistration: 'Register the provider once: az provider register --namespace Microsoft.ContainerService --wait.',
  quotaexceeded: 'The region has too little quota for these nodes: choose a smaller "node-size" or "node-count", or ask for quota.',
  insufficientvcpuquota: 'The region has too little quota for these nodes: choose a smaller "node-size" or "node-count", or ask for quota.',
  skunotavailable: 'The region does not offer this size to the subscription: choose another "node-size" (az vm list-skus --location <location>).',
  subscriptionnotfound: 'Check "subscription-id", and that the identity has a role in that subscription.',
  invalidauthenticationtokentenant: 'The token belongs to another tenant than the subscription: check "tenant-id" and "subscription-id".',
};

/** A sentence on what to do about a code, or undefined. Sub-codes (`Code/SubCode`) fall back to their code. */
export function adviceFor(code: string): string | undefined {
  const [main = '', sub = ''] = code.toLowerCase().split('/');
  return advice[sub] ?? advice[main];
}
