import { at, textAt } from '../../../../../arm/json.ts';
import { equalsIgnoringCase, isPrivateCluster, nodeOsUpgradeChannelOf, poolNameOf } from '../../../../document/cluster.ts';
import { isBeforeIsolation } from '../../../../first-version.ts';
import { remarkIf, type Check } from '../../check.ts';
import { clusterOptions, planned, type Situation } from '../../situation.ts';

const limitations = 'AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": limitations';

const profile = ({ document }: Situation, ...path: readonly string[]): unknown => at(document, 'properties', ...path);
const is = (value: unknown, wanted: string): boolean => typeof value === 'string' && equalsIgnoringCase(value, wanted);

/** Kinds of clusters that cannot be isolated. They concern clusters that the plan isolates. */
export const clusterChecks: readonly Check[] = [
  {
    id: 'service-principal', group: 'cluster', title: 'The cluster acts with a managed identity', kinds: ['refusal'],
    why: 'Azure refuses the artifact source Cache for a cluster with a service principal.',
    remedy: 'Give it a managed identity, upgrade the node image of every pool, and run again.',
    source: 'Azure/AKS issue 5821 (`BootstrapArtifactSourceNotAllowed`)',
    look: (situation) => {
      const clientId = profile(situation, 'servicePrincipalProfile', 'clientId') ?? 'msi';
      const type = planned(situation, 'identity', 'type') ?? at(situation.document, 'identity', 'type') ?? 'None';
      return remarkIf(situation.isIsolating && is(type, 'None') && !is(clientId, 'msi'), () => ({ title: 'The cluster acts with a service principal', command: `az aks update ${clusterOptions(situation)} --enable-managed-identity` }));
    },
  },
  {
    id: 'kubenet', group: 'cluster', title: 'The network plug-in is not kubenet', kinds: ['refusal'],
    why: 'AKS does not support kubenet on network isolated clusters.',
    remedy: 'Move the cluster to Azure CNI overlay, which reimages every pool at once and cannot be undone, and run again.',
    source: limitations,
    look: (situation) => remarkIf(situation.isIsolating && is(planned(situation, 'properties', 'networkProfile', 'networkPlugin') ?? profile(situation, 'networkProfile', 'networkPlugin'), 'kubenet'), () => ({
      title: 'The network plug-in is kubenet', command: `az aks update ${clusterOptions(situation)} --network-plugin azure --network-plugin-mode overlay`,
    })),
  },
  {
    id: 'unmanaged-channel', group: 'cluster', title: 'Nodes get updates through AKS', kinds: ['refusal'],
    why: 'With the node OS upgrade channel Unmanaged nodes fetch updates from the Internet; AKS does not support it on network isolated clusters.',
    remedy: 'Set the channel to NodeImage, which reimages the nodes.',
    source: limitations,
    look: (situation) => {
      const channel = planned(situation, 'properties', 'autoUpgradeProfile', 'nodeOSUpgradeChannel') ?? nodeOsUpgradeChannelOf(situation.document);
      return remarkIf(situation.isIsolating && is(channel, 'Unmanaged'), () => ({ title: 'The node OS upgrade channel is Unmanaged', command: `az aks update ${clusterOptions(situation)} --node-os-upgrade-channel NodeImage` }));
    },
  },
  {
    id: 'security-patch-channel', group: 'cluster', title: 'The node OS upgrade channel is one that all sources support', kinds: ['notice'],
    why: 'The release notes of AKS say that SecurityPatch works on isolated clusters; its questions and answers name NodeImage and None alone.',
    remedy: 'Should nodes stay without updates, take the channel NodeImage.',
    source: 'AKS release notes of 2025-07-20; Azure/AKS issue 4962; AKS documentation, network isolated clusters: frequently asked questions',
    look: (situation) => remarkIf(situation.isIsolating && is(planned(situation, 'properties', 'autoUpgradeProfile', 'nodeOSUpgradeChannel') ?? nodeOsUpgradeChannelOf(situation.document), 'SecurityPatch'), () => ({ title: 'The node OS upgrade channel is SecurityPatch' })),
  },
  {
    id: 'kubernetes-version', group: 'cluster', title: 'The cluster and its pools run Kubernetes 1.30 or later', kinds: ['refusal'],
    why: 'AKS supports network isolated clusters from Kubernetes 1.30 on.',
    remedy: 'Upgrade to a version that the region offers, and run again.',
    source: 'AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": prerequisites',
    look: (situation) => {
      const { document, pools, isIsolating } = situation;
      if (!isIsolating) return [];
      const wanted = planned(situation, 'properties', 'kubernetesVersion');
      const versions = [
        { target: 'cluster', whose: 'The cluster', version: wanted ?? textAt(document, 'properties', 'currentKubernetesVersion') ?? textAt(document, 'properties', 'kubernetesVersion') },
        // An upgrade of the cluster takes its pools along.
        ...(wanted === undefined ? pools : []).map((pool) => ({ target: poolNameOf(pool), whose: `Pool ${poolNameOf(pool)}`, version: textAt(pool, 'currentOrchestratorVersion') ?? textAt(pool, 'orchestratorVersion') })),
      ];
      return versions.flatMap(({ target, whose, version }) => (typeof version !== 'string' || isBeforeIsolation(version) !== true ? [] : [{
        target, title: `${whose} runs Kubernetes ${version}`, command: `az aks get-upgrades ${clusterOptions(situation)}`,
      }]));
    },
  },
  {
    id: 'public-api-server', group: 'cluster', title: 'The API server is private, or may become so', kinds: ['refusal', 'warning'],
    why: 'A cluster that was built with a public API server turns private by API server VNet integration alone; a private link is chosen at creation.',
    remedy: 'Ask for API server VNet integration, or build a new cluster.',
    source: 'AKS documentation, "Create a private AKS cluster": limitations; "API server VNet integration": enable on an existing cluster',
    look: ({ living, variant, isMigrating }) => {
      if (!isMigrating || isPrivateCluster(living)) return [];
      const isIntegrated = at(living, 'properties', 'apiServerAccessProfile', 'enableVnetIntegration') === true;
      if (isIntegrated) return [];
      if (variant.apiServer !== 'vnet-integration') return [{ title: 'The API server is public' }];
      return [{
        kind: 'warning', title: 'The API server moves into the network of the cluster',
        why: 'That cannot be undone, gives the API server another address, reimages every pool, and the cluster is stopped and started.', remedy: 'Run it at a time when the cluster may stand still.',
      }];
    },
  },
  {
    id: 'vnet-integration-region', group: 'cluster', title: 'The region offers API server VNet integration where it is asked for', kinds: ['refusal'],
    why: 'API server VNet integration is not offered in qatarcentral.',
    remedy: 'Take a private link, or another region.',
    source: 'AKS documentation, "API server VNet integration": limited availability',
    look: ({ isIsolating, variant, document, questions }) => remarkIf(isIsolating && variant.apiServer === 'vnet-integration' && (is(textAt(document, 'location')?.replaceAll(' ', ''), 'qatarcentral') || questions.usages === 'qatarcentral'), () => ({ title: 'API server VNet integration is asked for in qatarcentral' })),
  },
  {
    id: 'basic-load-balancer', group: 'cluster', title: 'The load balancer is a standard one', kinds: ['refusal'],
    why: 'The outbound type changes only with a standard load balancer, and basic ones were retired in September 2025.',
    remedy: 'Move the cluster to a standard load balancer first.',
    source: 'AKS documentation, "Customize cluster egress with outbound types": requirements',
    look: (situation) => remarkIf(situation.isIsolating && is(profile(situation, 'networkProfile', 'loadBalancerSku'), 'basic'), () => ({ title: 'The load balancer is a basic one', command: `az aks update ${clusterOptions(situation)} --load-balancer-sku standard` })),
  },
  {
    id: 'static-egress-gateway', group: 'cluster', title: 'There is no static egress gateway', kinds: ['refusal'],
    why: 'It gives chosen pods public addresses to leave by, whatever the outbound type is.',
    remedy: 'Delete its pools, disable it, and run again.',
    source: 'AKS documentation, "Configure Static Egress Gateway in AKS"',
    look: (situation) => remarkIf(situation.isIsolating && (planned(situation, 'properties', 'networkProfile', 'staticEgressGatewayProfile', 'enabled') ?? profile(situation, 'networkProfile', 'staticEgressGatewayProfile', 'enabled')) === true, () => ({
      title: 'The static egress gateway is on', command: `az aks update ${clusterOptions(situation)} --disable-static-egress-gateway`,
    })),
  },
];
