import { agentPoolType, managedClusterType } from '../arm/api-versions.ts';

/** Where an alias points in the resource. */
export interface Alias {
  /** `properties.networkProfile.outboundType`; `[*]` stands for every element. */
  readonly path: string;
  /** Whether `modify` may write it. Absent where no source read says so. */
  readonly modifiable?: boolean;
}

/** Aliases by resource type and name: alias names are not unique across types. */
export interface AliasTable {
  /** The entry of an alias, both names without case; undefined when the table has none. */
  find(type: string, alias: string): Alias | undefined;
}

/**
 * Names and paths: the alias export of January 2024 (JanneMattila/azure-policy-evaluator); `bootstrapProfile`,
 * `staticEgressGatewayProfile` and what else came later: the 2026 table in Azure/azure-policy-linter
 * (azure-policy-language.md §5.2, aks-network-isolation.md §8.1). Every name below points to `properties.<name>`.
 */
const clusterNames = `
  apiServerAccessProfile apiServerAccessProfile.authorizedIPRanges apiServerAccessProfile.authorizedIPRanges[*]
  apiServerAccessProfile.disableRunCommand apiServerAccessProfile.enablePrivateCluster
  apiServerAccessProfile.enablePrivateClusterPublicFQDN apiServerAccessProfile.enableVnetIntegration
  apiServerAccessProfile.privateDNSZone apiServerAccessProfile.subnetId
  autoUpgradeProfile autoUpgradeProfile.nodeOSUpgradeChannel autoUpgradeProfile.upgradeChannel
  bootstrapProfile bootstrapProfile.artifactSource bootstrapProfile.containerRegistryId
  disableLocalAccounts
  networkProfile networkProfile.dnsServiceIP networkProfile.ipFamilies networkProfile.ipFamilies[*]
  networkProfile.loadBalancerProfile networkProfile.loadBalancerProfile.allocatedOutboundPorts
  networkProfile.loadBalancerProfile.backendPoolType networkProfile.loadBalancerProfile.enableMultipleStandardLoadBalancers
  networkProfile.loadBalancerProfile.effectiveOutboundIPs networkProfile.loadBalancerProfile.effectiveOutboundIPs[*]
  networkProfile.loadBalancerProfile.effectiveOutboundIPs[*].id networkProfile.loadBalancerProfile.idleTimeoutInMinutes
  networkProfile.loadBalancerProfile.managedOutboundIPs networkProfile.loadBalancerProfile.managedOutboundIPs.count
  networkProfile.loadBalancerProfile.managedOutboundIPs.countIPv6 networkProfile.loadBalancerProfile.outboundIPPrefixes
  networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes
  networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes[*]
  networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes[*].id
  networkProfile.loadBalancerProfile.outboundIPs networkProfile.loadBalancerProfile.outboundIPs.publicIPs
  networkProfile.loadBalancerProfile.outboundIPs.publicIPs[*] networkProfile.loadBalancerProfile.outboundIPs.publicIPs[*].id
  networkProfile.loadBalancerSku
  networkProfile.natGatewayProfile networkProfile.natGatewayProfile.effectiveOutboundIPs
  networkProfile.natGatewayProfile.effectiveOutboundIPs[*] networkProfile.natGatewayProfile.effectiveOutboundIPs[*].id
  networkProfile.natGatewayProfile.idleTimeoutInMinutes networkProfile.natGatewayProfile.managedOutboundIPProfile
  networkProfile.natGatewayProfile.managedOutboundIPProfile.count networkProfile.natGatewayProfile.outboundIPs
  networkProfile.networkDataplane networkProfile.networkMode networkProfile.networkPlugin networkProfile.networkPluginMode
  networkProfile.networkPolicy networkProfile.outboundType networkProfile.podCidr networkProfile.podCidrs networkProfile.podCidrs[*]
  networkProfile.podLinkLocalAccess networkProfile.serviceCidr networkProfile.serviceCidrs networkProfile.serviceCidrs[*]
  networkProfile.staticEgressGatewayProfile.enabled
`;

/** Of one node pool: an element of `agentPoolProfiles` in the cluster, or a resource of its own. Same sources. */
const poolNames = `
  availabilityZones availabilityZones[*] count enableAutoScaling enableEncryptionAtHost enableFIPS enableNodePublicIP
  mode networkProfile networkProfile.allowedHostPorts networkProfile.allowedHostPorts[*] networkProfile.allowedHostPorts[*].portEnd
  networkProfile.allowedHostPorts[*].portStart networkProfile.allowedHostPorts[*].protocol networkProfile.applicationSecurityGroups
  networkProfile.applicationSecurityGroups[*] networkProfile.nodePublicIPTags networkProfile.nodePublicIPTags[*]
  networkProfile.nodePublicIPTags[*].ipTagType networkProfile.nodePublicIPTags[*].tag
  nodeImageVersion nodePublicIPPrefixID osDiskType osSKU osType podSubnetID scaleSetPriority securityProfile securityProfile.sshAccess
  type vmSize vnetSubnetID windowsProfile windowsProfile.disableOutboundNat
`;

/** What the sources say of `modify` (azure-policy-language.md §5.2). */
const modifiable: ReadonlyMap<string, boolean> = new Map([
  ['apiserveraccessprofile.disableruncommand', true],
  ['autoupgradeprofile.nodeosupgradechannel', true],
  ['apiserveraccessprofile.enableprivatecluster', false],
  ['bootstrapprofile', false],
  ['bootstrapprofile.artifactsource', false],
  ['bootstrapprofile.containerregistryid', false],
  ['disablelocalaccounts', false],
  ['networkprofile.outboundtype', false],
  ['networkprofile.staticegressgatewayprofile.enabled', false],
]);

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}

function* rows(): Generator<readonly [type: string, alias: string, entry: Alias]> {
  const inBody = ['agentPoolProfiles', 'agentPoolProfiles[*]', ...words(`name ${poolNames}`).map((name) => `agentPoolProfiles[*].${name}`)];
  for (const name of [...words(clusterNames), ...inBody]) {
    const mark = modifiable.get(name.toLowerCase());
    const entry = { path: `properties.${name}`, ...(mark === undefined ? {} : { modifiable: mark }) };
    yield [managedClusterType, `${managedClusterType}/${name}`, entry];
  }
  // An older spelling that the table still carries; before API version 2019-10-01 it was the only one.
  for (const suffix of ['', '[*]']) {
    const path = `properties.apiServerAccessProfile.authorizedIPRanges${suffix}`;
    yield [managedClusterType, `${managedClusterType}/apiServerAuthorizedIPRanges${suffix}`, { path }];
  }
  // The child type has each alias twice: behind a slash and, older, behind a dot.
  for (const name of words(poolNames)) {
    yield [agentPoolType, `${agentPoolType}/${name}`, { path: `properties.${name}` }];
    yield [agentPoolType, `${agentPoolType}.${name}`, { path: `properties.${name}` }];
  }
}

/** The aliases of ContainerService that rules on egress and its neighbourhood use. */
export const bundledAliases: AliasTable = aliasTable(rows());

/** Builds a table from rows. */
export function aliasTable(entries: Iterable<readonly [type: string, alias: string, entry: Alias]>): AliasTable {
  const byName = new Map(Array.from(entries, ([type, alias, entry]) => [keyOf(type, alias), entry]));
  return { find: (type, alias) => byName.get(keyOf(type, alias)) };
}

function keyOf(type: string, alias: string): string {
  return `${type.toLowerCase()} ${alias.toLowerCase()}`;
}
