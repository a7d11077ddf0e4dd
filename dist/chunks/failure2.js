const { createHash } = globalThis.process.getBuiltinModule('node:crypto');
import { UserError, isJsonObject } from './ground.js';
import { AzureError } from './arm-error.js';

/** sha256 over a plan's substance; the order of members does not matter. */
function hashOf(plan         )         {
  return createHash('sha256').update(canonical(plan)).digest('hex');
}

/** Enough of the same to tell contents apart. */
function shortHash(value         )         {
  return hashOf(value).slice(0, 32);
}

/** Stops a run whose plan is no longer the approved one. Call before the first write. */
function checkApproved(approved                    , actual        )       {
  if (approved === undefined || approved === actual) return;
  throw new UserError(
    `The plan has changed since it was approved (plan-hash ${approved.slice(0, 12)}… was approved, ${actual.slice(0, 12)}… is it now); nothing was written. ` +
      'Run with "dry-run" again, look at the new plan and approve that one.',
  );
}

function canonical(value         )         {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, child]) => child !== undefined).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, child]) => `${JSON.stringify(name)}:${canonical(child)}`).join(',')}}`;
}

/** A guid made of a text, the same each time (RFC 4122 in form, version 5). */
function guidOf(text        )         {
  const digest = createHash('sha256').update(text).digest('hex');
  return [digest.slice(0, 8), digest.slice(8, 12), `5${digest.slice(13, 16)}`, `8${digest.slice(17, 20)}`, digest.slice(20, 32)].join('-');
}

/** What to do about one refusal or failure of Azure. */
                            
                                                                                 
                                    
                                                                         
                         
                                                               
                         
                                                 
                                                                 
                                                                          
                          
                          
 

/** An article of MicrosoftDocs/SupportArticles-docs, by the error that it is about. */
function support(article        )         {
  return `AKS troubleshooting, "${article}"`;
}

/** Refusals of the service for clusters. */
const clusterAdvice                       = [
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

const exits = 'Azure/AgentBaker, `cse_helpers.sh`';
const exit = (...codes                   )         => new RegExp(`exit\\s*(?:status|code)\\W{0,5}(?:${codes.join('|')})\\b`, 'i');
const drains = (pdb        )         =>
  `${pdb} lets no pod go, so the node cannot be drained: allow a disruption (more replicas, or a higher maxUnavailable), or delete the budget for the time of the upgrade, and run again; the pools that are done stay done.`;

/** What is wrong with nodes, as messages tell it whatever the code is. More telling ones first. */
const nodeAdvice                       = [
  {
    codes: [], says: exit(211), when: 'a node ends with exit status 211', source: exits,
    advice: 'The node got no answer from its registry in time: see that the registry has a private endpoint in the network of the nodes, that both names of the registry resolve there to its addresses, and that no security group denies port 443 to it.',
  },
  {
    codes: [], says: exit(212), when: 'a node ends with exit status 212', source: exits,
    advice: 'The registry refused the node: give the kubelet identity AcrPull on the registry (Container Registry Repository Reader where it grants by single repositories), see that the cluster names that identity, and that the registry takes tokens with the audience of Azure Resource Manager.',
  },
  {
    codes: [], says: exit(207, 208, 231), when: 'a node ends with exit status 207, 208 or 231', source: exits,
    advice: 'The node could not pull what it starts with: see that the cache rule aks-managed-mcr of the registry fetches mcr.microsoft.com/* into aks-managed-repository/*, and that the registry can be reached from the subnet of the nodes.',
  },
  {
    codes: [], says: exit(210), when: 'a node ends with exit status 210', source: exits,
    advice: 'The node got no token from its instance metadata service (169.254.169.254): see that no route, security group or proxy stands in between, and run again.',
  },
  {
    codes: ['VMExtensionError_OutboundConnFail'], says: exit(50), when: 'a node ends with exit status 50', source: `${exits}; ${support('OutboundConnFailVMExtensionError')}`,
    advice: 'The node looked for a way to the Internet and found none: a cluster with artifact source Direct needs one, so set the artifact source to Cache first and let the nodes keep their way out until they are made anew.',
  },
  {
    codes: ['PodDrainFailure'], says: /(?:PDB debug info: ([\w.-]{1,253})\/[\w.-]{1,253} )?blocked by pdb ([\w.-]{1,253}[\w-])/i, when: 'the message names a PodDisruptionBudget', source: support('PodDrainFailure'),
    advice: ([, namespace, name = '']) => drains(`The PodDisruptionBudget ${namespace === undefined ? '' : `${namespace}/`}${name}`), shown: drains('The PodDisruptionBudget that the message names'),
  },
  {
    codes: ['UnsatisfiablePDB'], says: /\bPDB ([\w.-]{1,253}\/[\w.-]{1,253}) has /i, when: 'the message names a PodDisruptionBudget', source: 'Azure/AKS issue 4860',
    advice: ([, name = '']) => drains(`The PodDisruptionBudget ${name}`), shown: drains('The PodDisruptionBudget that the message names'),
  },
  {
    codes: ['PodDrainFailure', 'UnsatisfiablePDB'], says: /\bdrain(?:ing)?\b[^.]{0,200}\b(?:fail|did not complete|timed? ?out)|disruption budget/i, when: 'a node cannot be drained', source: support('PodDrainFailure'),
    advice: `${drains('A PodDisruptionBudget')} kubectl get pdb --all-namespaces shows budgets with no disruption allowed.`,
  },
  {
    codes: ['NodesNotReady'], says: /\bnodes? (?:is|are) not ready\b/i, when: 'nodes are not ready', source: support('NodesNotReady'),
    advice: 'Nodes came up and did not report: look at their events (kubectl describe node) and at the registry, its private endpoint and its DNS zone, which isolated nodes start from; then run again.',
  },
  {
    codes: [], says: /\bEgressBlocked\b/, when: 'a node has the event EgressBlocked', source: 'Azure/AgentBaker pull requests 5863 and 6704',
    advice: 'The monitor of nodes that were not made anew since the artifact source became Cache still looks for the Internet: it does no harm; upgrade the node image of the pool to be rid of it.',
  },
  {
    codes: ['VMExtensionProvisioningError', 'VMExtensionProvisioningTimeout', 'CreateVMSSAgentPoolFailed', 'ReconcileVMSSAgentPoolFailed'], source: support('VMExtensionProvisioningError'),
    advice: 'A node did not come up: look for its exit status in the message and in the table of docs/troubleshooting.md, see that the nodes reach their registry, and run again.',
  },
];

/** Refusals of Azure around the cluster. */
const platformAdvice                       = [
  { codes: ['SubscriptionRequestsThrottled'], source: 'Azure documentation, "Understand how Azure Resource Manager throttles requests"', advice: 'Azure Resource Manager throttles this subscription; run again in a few minutes.' },
  {
    codes: ['RequestDisallowedByPolicy'], source: support('RequestDisallowedByPolicy'),
    advice: 'A policy refuses the cluster or something that AKS makes for it: mend the specification, or ask the owner of the assignment named above for an exemption, and run again; a cluster that was left behind is reconciled.',
  },
  {
    codes: ['AuthorizationFailed'], source: 'Azure documentation, "Azure built-in roles"',
    advice: 'The identity lacks a role: deploying needs Contributor, and for role assignments Role Based Access Control Administrator; assigning needs Resource Policy Contributor at the definition scope and the assignment scope. Grant it where the message says, and give it some minutes.',
  },
  { codes: ['LinkedAuthorizationFailed'], source: support('LinkedAuthorizationFailed'), advice: 'The identity may change the cluster but not something it refers to (a subnet, an identity, a zone); grant it a role there, the message names the action.' },
  { codes: ['ScopeLocked'], source: 'Azure documentation, "Lock your resources to protect your infrastructure"', advice: 'A lock forbids the write: ask its owner to remove it for the time of the deployment (az lock list --resource-group <group>), and run again.' },
  {
    codes: ['InUsePrefixCannotBeDeleted', 'InUseSubnetCannotBeDeleted'], source: 'Azure/AgentBaker, e2e tests (subnets are merged and tried again)',
    advice: 'Something still lives in the subnet: leave its address prefix as it is, or move what lives there, and run again.',
  },
  { codes: ['MissingSubscriptionRegistration', 'SubscriptionNotRegistered'], source: 'Azure documentation, "Resolve errors for resource provider registration"', advice: 'Register the provider that the message names once (az provider register --namespace <namespace> --wait), and run again.' },
  { codes: ['SubscriptionNotFound'], source: 'Azure documentation, "Troubleshoot common Azure deployment errors"', advice: 'Check "subscription-id", and that the identity has a role in that subscription.' },
  { codes: ['InvalidAuthenticationTokenTenant'], source: 'Azure documentation, "Troubleshoot common Azure deployment errors"', advice: 'The token belongs to another tenant than the subscription: check "tenant-id" and "subscription-id".' },
];

/**
 * What to do about refusals and failures of Azure, by code and by what the message says. A code that is not here is shown with Azure's own words alone.
 */
                                                        

/** Failures of nodes first: their messages tell more than the codes that they come with. */
const adviceRows                       = [...nodeAdvice, ...clusterAdvice, ...platformAdvice];

/** Messages are Azure's, and may be long. */
const longest = 20_000;

/**
 * Sentences on what to do, or undefined. Sub-codes (`Code/SubCode`) fall back to their code.
 * @param message Azure's words: they tell refusals of one code apart, and name what stands in the way
 */
function adviceFor(code        , message = '')                     {
  const [main = '', sub = ''] = code.toLowerCase().split('/');
  const text = message.slice(0, longest);
  // What the nodes say is told under many codes.
  const ofNodes = said(nodeAdvice, text);
  for (const named of [sub, main].filter((one) => one !== '')) {
    const rows = adviceRows.filter(({ codes }) => codes.some((one) => one.toLowerCase() === named));
    const found = ofNodes ?? said(rows, text) ?? plainOf(rows);
    if (rows.length > 0 && found !== undefined) return found;
  }
  return ofNodes;
}

/** Of the rows the first whose words are in the message. */
function said(rows                      , text        )                     {
  for (const { says, advice } of rows) {
    const match = says?.exec(text);
    if (match !== null && match !== undefined) return typeof advice === 'string' ? advice : advice(match);
  }
  return undefined;
}

/** What the code alone says: the row that asks for no words, else the one that needs none of them. */
function plainOf(rows                      )                     {
  const row = rows.find(({ says }) => says === undefined) ?? rows.findLast(({ advice }) => typeof advice === 'string');
  return typeof row?.advice === 'string' ? row.advice : undefined;
}

/** Adds to Azure's words what to do about them, where that is known. */
function withAdvice(error         )        {
  if (!(error instanceof AzureError)) return error instanceof Error ? error : new Error(String(error));
  const advice = adviceFor(error.code, error.message);
  if (advice === undefined) return error;
  const { status, code, correlationId, body } = error;
  return new AzureError(`${error.message} ${advice}`, { status, code, correlationId, body, cause: error });
}

export { checkApproved, guidOf, hashOf, shortHash, withAdvice };
