import type { Difference } from '../document/difference.ts';
import { equalsIgnoringCase } from '../document/cluster.ts';

/**
 * - `none`: nodes, connections and the API server stay as they are
 * - `reimage`: nodes are made anew with another disk, one after the other; what lies on them is lost
 * - `replacement`: nodes are drained and others come in their place
 * - `connections`: connections that are open break
 * - `api-server`: somebody who reaches the API server does not any more
 * - `restart`: the cluster has to be stopped and started
 * - `function`: something that runs in the cluster ends
 */
export type Disturbance = 'none' | 'reimage' | 'replacement' | 'connections' | 'api-server' | 'restart' | 'function';

/** What a change of a property disturbs, and where that was read. */
export interface DisruptionFact {
  /** Path of a difference; `*` stands for one name or one pool, `**` at the end for everything below, the property itself included. */
  readonly path: string;
  /** Limits the fact to some changes of the property. The first fact that fits holds. */
  readonly of?: (change: Difference) => boolean;
  readonly disturbs: Disturbance;
  /** A clause: "every node is reimaged, as …". Of `none`: why. */
  readonly what: string;
  readonly source: string;
}

/** Pages of the AKS documentation (MicrosoftDocs/azure-aks-docs). */
const nodeDisruption = 'AKS documentation, "Node Disruption Policy in AKS": operations covered';
const outboundTypes = 'AKS documentation, "Customize cluster egress with outbound types": updating the outbound type';
const upgrades = 'AKS documentation, "Upgrade options and recommendations for AKS clusters"';
const addOns = 'AKS documentation, "Add-ons, extensions, and other integrations with AKS"';

const to = (wanted: string) => (change: Difference): boolean => is(change.to, wanted);
const is = (value: unknown, wanted: string): boolean => typeof value === 'string' && equalsIgnoringCase(value, wanted);
const isMore = ({ from, to: wanted }: Difference): boolean => typeof from === 'number' && typeof wanted === 'number' && wanted > from;

/** Facts by the paths of a managed cluster. What is not here is not known, and counts as a disruption. */
export const disruptionFacts: readonly DisruptionFact[] = [
  // The API server.
  {
    path: 'properties.apiServerAccessProfile.disableRunCommand', of: ({ to: wanted }) => wanted === true, disturbs: 'none',
    what: 'run command is a call of Azure Resource Manager that is refused from then on',
    source: 'AKS documentation, "Access a private AKS cluster using the command invoke feature": disable; not among the operations that reimage nodes',
  },
  {
    path: 'properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN', disturbs: 'api-server',
    what: 'who finds the API server by its public name alone does not reach it any more',
    source: 'mspnp/aks-baseline pull request 450; nodes use the private name (Azure/AKS issue 3039)',
  },
  { path: 'properties.apiServerAccessProfile.privateDNSZone', disturbs: 'reimage', what: 'every node is reimaged, as the zone of the API server changes', source: nodeDisruption },
  {
    path: 'properties.apiServerAccessProfile.enableVnetIntegration', disturbs: 'restart',
    what: 'every node is reimaged and the cluster has to be stopped and started, as the API server gets another address',
    source: 'AKS documentation, "API server VNet integration": enable on an existing cluster',
  },
  { path: 'properties.apiServerAccessProfile.**', disturbs: 'api-server', what: 'the API server is reached another way', source: 'AKS documentation, "Create a private AKS cluster" and "API server authorized IP address ranges"' },
  { path: 'properties.publicNetworkAccess', disturbs: 'api-server', what: 'the API server is reached another way', source: 'REST reference of managed clusters, `publicNetworkAccess`' },
  { path: 'properties.disableLocalAccounts', disturbs: 'api-server', what: 'who signs in with a local account is refused', source: 'AKS documentation, "Manage local accounts with AKS-managed Microsoft Entra integration"' },

  // Ways of packets.
  { path: 'properties.networkProfile.outboundType', disturbs: 'connections', what: 'connections that leave the cluster break, as the outbound type changes', source: outboundTypes },
  { path: 'properties.networkProfile.loadBalancerProfile.**', disturbs: 'connections', what: 'connections that leave the cluster break, as their addresses change', source: outboundTypes },
  { path: 'properties.networkProfile.natGatewayProfile.**', disturbs: 'connections', what: 'connections that leave the cluster break, as their addresses change', source: outboundTypes },
  { path: 'properties.networkProfile.staticEgressGatewayProfile.**', disturbs: 'connections', what: 'connections through the static egress gateway break', source: 'AKS documentation, "Configure Static Egress Gateway in AKS"' },
  { path: 'properties.networkProfile.networkPolicy', disturbs: 'reimage', what: 'every pool is reimaged at once, as the engine of network policies changes', source: `${nodeDisruption}; "Secure traffic between pods by using network policies": existing clusters` },
  { path: 'properties.networkProfile.networkDataplane', disturbs: 'reimage', what: 'every node is reimaged, as the data plane changes', source: nodeDisruption },
  { path: 'properties.networkProfile.networkPlugin', disturbs: 'reimage', what: 'every node is reimaged, as the network plug-in changes', source: nodeDisruption },
  { path: 'properties.networkProfile.networkPluginMode', disturbs: 'reimage', what: 'every node is reimaged, as the network plug-in changes', source: nodeDisruption },
  { path: 'properties.networkProfile.ipFamilies', disturbs: 'reimage', what: 'every node is reimaged, as the IP families change', source: nodeDisruption },
  { path: 'properties.httpProxyConfig.**', disturbs: 'reimage', what: 'every node is reimaged, as the HTTP proxy changes', source: `${nodeDisruption}; "HTTP proxy support in AKS": disable` },
  { path: 'properties.ingressProfile.**', disturbs: 'connections', what: 'connections through the ingress controller of application routing break', source: 'AKS documentation, "Managed NGINX ingress with the application routing add-on": remove' },
  { path: 'properties.serviceMeshProfile.**', disturbs: 'connections', what: 'connections through the gateways of the service mesh break', source: 'AKS documentation, "Deploy ingress gateways for the Istio service mesh add-on"' },

  // Nodes.
  { path: 'properties.autoUpgradeProfile.nodeOSUpgradeChannel', of: ({ from, to: wanted }) => is(from, 'Unmanaged') || is(wanted, 'Unmanaged'), disturbs: 'reimage', what: 'every node is reimaged, as the node OS upgrade channel leaves or becomes `Unmanaged`', source: nodeDisruption },
  { path: 'properties.autoUpgradeProfile.nodeOSUpgradeChannel', disturbs: 'none', what: 'only a change from or to `Unmanaged` reimages nodes', source: nodeDisruption },
  { path: 'properties.autoUpgradeProfile.upgradeChannel', of: to('none'), disturbs: 'none', what: 'nothing is upgraded', source: 'AKS documentation, "Automatically upgrade an AKS cluster"' },
  { path: 'properties.autoUpgradeProfile.upgradeChannel', disturbs: 'replacement', what: 'Azure upgrades the cluster by itself, which replaces its nodes one after the other', source: 'AKS documentation, "Automatically upgrade an AKS cluster"' },
  { path: 'properties.kubernetesVersion', disturbs: 'replacement', what: 'nodes are replaced one after the other, as the Kubernetes version changes', source: upgrades },
  { path: 'properties.bootstrapProfile.**', disturbs: 'reimage', what: 'every node is reimaged, or has to be, as the bootstrap profile changes', source: `${nodeDisruption} from Kubernetes 1.37 on` },
  { path: 'properties.identityProfile.**', disturbs: 'reimage', what: 'every node is reimaged, as the kubelet identity changes', source: nodeDisruption },
  { path: 'properties.servicePrincipalProfile.**', disturbs: 'reimage', what: 'every node is reimaged, as the identity of the cluster changes', source: nodeDisruption },
  { path: 'identity.**', disturbs: 'reimage', what: 'nodes have to be upgraded, as the identity of the cluster changes', source: 'AKS documentation, "Use a managed identity in AKS": update an existing cluster' },
  { path: 'properties.securityProfile.customCATrustCertificates', disturbs: 'reimage', what: 'every node is reimaged, as its trusted certificates change', source: nodeDisruption },

  // Pools.
  { path: 'properties.agentPoolProfiles[*]', of: ({ from }) => from === undefined, disturbs: 'none', what: 'a pool is added, and no other changes', source: 'AKS documentation, "Create node pools in AKS"' },
  { path: 'properties.agentPoolProfiles[*].count', of: isMore, disturbs: 'none', what: 'nodes are added, and none goes', source: 'AKS documentation, "Manually scale nodes in an AKS cluster"' },
  { path: 'properties.agentPoolProfiles[*].count', disturbs: 'replacement', what: 'nodes are drained and taken away', source: 'AKS documentation, "Manually scale nodes in an AKS cluster"' },
  { path: 'properties.agentPoolProfiles[*].maxCount', of: isMore, disturbs: 'none', what: 'more nodes may be added', source: 'AKS documentation, "Cluster autoscaling in AKS"' },
  { path: 'properties.agentPoolProfiles[*].minCount', of: isMore, disturbs: 'none', what: 'nodes are added, and none goes', source: 'AKS documentation, "Cluster autoscaling in AKS"' },
  { path: 'properties.agentPoolProfiles[*].orchestratorVersion', disturbs: 'replacement', what: 'nodes are replaced one after the other, as the Kubernetes version changes', source: upgrades },
  { path: 'properties.agentPoolProfiles[*].nodeLabels.**', disturbs: 'none', what: 'labels are written to nodes as they are', source: 'AKS documentation, "Use labels in an AKS cluster": existing node pools' },
  { path: 'properties.agentPoolProfiles[*].tags.**', disturbs: 'none', what: 'tags are written to what there is', source: 'AKS documentation, "Use Azure tags in AKS": node pools' },

  // What the cluster does beside.
  { path: 'properties.addonProfiles.aciConnectorLinux.**', disturbs: 'function', what: 'the pods on virtual nodes end', source: 'AKS documentation, "Create and configure an AKS cluster to use virtual nodes": remove' },
  { path: 'properties.addonProfiles.httpApplicationRouting.**', disturbs: 'connections', what: 'connections through the ingress controller of HTTP application routing break', source: addOns },
  { path: 'properties.addonProfiles.ingressApplicationGateway.**', disturbs: 'connections', what: 'connections through the application gateway break', source: addOns },
  { path: 'properties.addonProfiles.azureKeyvaultSecretsProvider.**', disturbs: 'function', what: 'pods that mount secrets of a key vault do not start any more', source: 'AKS documentation, "Use the Azure Key Vault provider for Secrets Store CSI Driver in an AKS cluster"' },
  { path: 'properties.addonProfiles.azurepolicy.**', disturbs: 'function', what: 'Azure Policy stops guarding what is created in the cluster', source: 'Azure Policy documentation, "Understand Azure Policy for Kubernetes clusters"' },
  { path: 'properties.addonProfiles.omsagent.**', disturbs: 'function', what: 'the cluster is no longer monitored by Container Insights', source: 'Azure Monitor documentation, "Disable monitoring of your Kubernetes cluster"' },
  { path: 'properties.addonProfiles.**', disturbs: 'function', what: 'what the add-on does ends', source: addOns },
  { path: 'properties.azureMonitorProfile.**', disturbs: 'function', what: 'the cluster is no longer monitored by Azure Monitor', source: 'Azure Monitor documentation, "Disable monitoring of your Kubernetes cluster"' },
  { path: 'properties.securityProfile.defender.**', disturbs: 'function', what: 'Defender stops guarding the cluster', source: 'Defender for Cloud documentation, "Deploy Defender for Containers in Azure (AKS)": disable' },
  { path: 'properties.securityProfile.workloadIdentity.**', disturbs: 'function', what: 'pods that sign in with a workload identity are refused', source: 'AKS documentation, "Deploy and configure workload identity on an AKS cluster": disable' },
  { path: 'properties.metricsProfile.costAnalysis.**', disturbs: 'function', what: 'costs of the cluster are no longer analysed', source: 'AKS documentation, "AKS cost analysis": disable' },

  // Around the nodes.
  {
    path: 'properties.nodeResourceGroupProfile.restrictionLevel', disturbs: 'none', what: 'it is a deny assignment on the node resource group, which stops nobody but who writes there by hand',
    source: 'AKS documentation, "Deploy a fully managed resource group using node resource group lockdown"; not among the operations that reimage nodes',
  },
  { path: 'sku.tier', of: ({ from, to: wanted }) => !is(from, 'Premium') && !is(wanted, 'Premium'), disturbs: 'none', what: 'no downtime is expected', source: 'AKS documentation, "Free, Standard, and Premium pricing tiers": update the tier of an existing cluster' },
  { path: 'tags.**', disturbs: 'none', what: 'tags of a cluster do not reach its node pools', source: 'AKS documentation, "Use Azure tags in AKS": before you begin' },
];

/** The fact that holds for a change, if any is known. */
export function factFor(change: Difference): DisruptionFact | undefined {
  return patterns.find(({ pattern, fact }) => pattern.test(change.path) && (fact.of?.(change) ?? true))?.fact;
}

/** Azure writes names of add-ons with different letters. */
const patterns = disruptionFacts.map((fact) => ({ fact, pattern: new RegExp(`^${expressionOf(fact.path)}$`, 'i') }));

function expressionOf(path: string): string {
  const below = path.endsWith('.**');
  const escaped = (below ? path.slice(0, -3) : path).replaceAll(/[.[\]]/g, String.raw`\$&`).replaceAll('*', String.raw`[^.\[\]]*`);
  return below ? String.raw`${escaped}(?:[.\[][\s\S]*)?` : escaped;
}
