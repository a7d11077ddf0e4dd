import { managedClusterType, agentPoolType } from '../../../arm/api-versions.ts';
import { memberIgnoringCase, type JsonObject } from '../../../arm/json.ts';
import { absent, rows, type TypeFacts } from './rewrite.ts';
import { isVersionAsDeclared } from './upgrades.ts';

const types = 'types of 2026-05-01: flag read-only';
const described = 'types of 2026-05-01: described as the default';
const recorded = 'recorded: filled in or dropped';

/** A managed cluster; its pools by the facts of pools. */
export const managedCluster: TypeFacts = {
  type: managedClusterType,
  noun: 'Cluster',
  rewrites: [
    ...rows(types, 'readOnly', 'properties.powerState', 'properties.maxAgentPools', 'properties.currentKubernetesVersion', 'properties.fqdn', 'properties.privateFQDN', 'properties.azurePortalFQDN', 'properties.resourceUID', 'properties.status',
      'properties.addonProfiles.*.identity', 'properties.podIdentityProfile.userAssignedIdentities[].provisioningState', 'properties.podIdentityProfile.userAssignedIdentities[].provisioningInfo', 'properties.oidcIssuerProfile.issuerURL',
      'properties.networkProfile.loadBalancerProfile.effectiveOutboundIPs', 'properties.networkProfile.natGatewayProfile.effectiveOutboundIPs', 'properties.ingressProfile.webAppRouting.identity'),
    ...rows('recorded: the service writes them, and answers differently to PUT and GET', 'filled', 'properties.privateLinkResources'),
    ...rows('documentation "Use an HTTP proxy": the service adds what nodes need', 'filled', 'properties.httpProxyConfig.effectiveNoProxy'),
    ...rows('recorded: never answered with; types: passwords and secrets', 'secret', 'properties.windowsProfile.adminPassword', 'properties.servicePrincipalProfile.secret', 'properties.aadProfile.serverAppSecret'),
    ...rows('the text of keys and certificates has case', 'exact', 'properties.linuxProfile.ssh.publicKeys', 'properties.httpProxyConfig.trustedCa', 'properties.securityProfile.customCATrustCertificates'),
    ...rows('hashicorp/terraform-provider-azurerm, documentation of `no_proxy`: the service adds the ranges of the cluster', 'grows', 'properties.httpProxyConfig.noProxy'),
    ...rows('a time may be written in several ways', 'time', 'properties.upgradeSettings.overrideSettings.until'),
    {
      source: 'documentation "Automatically upgrade an AKS cluster"; recorded: `1.30` is kept, and `currentKubernetesVersion` says what runs', kind: 'moves', path: 'properties.kubernetesVersion',
      isAsDeclared: ({ declared, living, around, upgrades }) => isVersionAsDeclared(declared, { asked: living, running: memberIgnoringCase(around.living, 'currentKubernetesVersion') }, upgrades),
    },
    { source: 'recorded: both profiles vanish where the outbound type is another, and `backendPoolType` stays', kind: 'without', path: 'properties.networkProfile', members: unusedProfiles },
    { source: 'hashicorp/terraform-provider-azurerm, flattenKubernetesAddOns: of an add-on that is off, the switch alone is read', kind: 'without', path: 'properties.addonProfiles.*', members: ({ enabled }) => (enabled === false ? ['config'] : []) },
    ...absent('hashicorp/terraform-provider-azurerm, expandKubernetesAddOns: sent for Azure Policy, whose only version it is, and not read again', 'properties.addonProfiles.*.config.', { version: 'v2' }),
    ...absent(recorded, '', { 'sku.name': 'Base', 'sku.tier': 'Free' }),
    ...absent('assumed: a cluster that says no kind is of the one that is not Automatic', '', { kind: 'Base' }),
    ...absent('documentation "Create a private cluster": an API server is public unless it is closed', 'properties.', { publicNetworkAccess: 'Enabled' }),
    ...absent('assumed: a license that is not there is none; hashicorp/terraform-provider-azurerm sends it where nobody says otherwise', 'properties.', { 'windowsProfile.licenseType': 'None' }),
    ...absent('assumed: a mesh that is not there is disabled', 'properties.', { 'serviceMeshProfile.mode': 'Disabled' }),
    // A drift check treats an absent profile and `Direct` alike (a comment in hashicorp/terraform-provider-azurerm).
    ...absent('hashicorp/terraform-provider-azurerm: the service fills it in', 'properties.', { 'bootstrapProfile.artifactSource': 'Direct' }),
    ...absent(recorded, 'properties.', {
      'networkProfile.outboundType': 'loadBalancer', 'networkProfile.networkPolicy': 'none', 'networkProfile.networkDataplane': 'azure', 'networkProfile.loadBalancerSku': 'standard',
      'networkProfile.loadBalancerProfile.backendPoolType': 'nodeIPConfiguration', 'networkProfile.loadBalancerProfile.managedOutboundIPs.count': 1, 'networkProfile.ipFamilies': ['IPv4'],
      'apiServerAccessProfile.enablePrivateClusterPublicFQDN': true, 'apiServerAccessProfile.privateDNSZone': 'system', 'autoUpgradeProfile.nodeOSUpgradeChannel': 'NodeImage', enableRBAC: true,
      supportPlan: 'KubernetesOfficial', 'servicePrincipalProfile.clientId': 'msi',
      'storageProfile.diskCSIDriver.enabled': true, 'storageProfile.fileCSIDriver.enabled': true, 'storageProfile.snapshotController.enabled': true,
    }),
    ...absent(described, 'properties.', {
      'nodeResourceGroupProfile.restrictionLevel': 'Unrestricted', 'autoUpgradeProfile.upgradeChannel': 'none', 'httpProxyConfig.enabled': true,
      'networkProfile.loadBalancerProfile.allocatedOutboundPorts': 0, 'networkProfile.loadBalancerProfile.idleTimeoutInMinutes': 30,
      'networkProfile.loadBalancerProfile.managedOutboundIPs.countIPv6': 0, 'networkProfile.natGatewayProfile.idleTimeoutInMinutes': 4, 'networkProfile.natGatewayProfile.managedOutboundIPProfile.count': 1,
      'networkProfile.advancedNetworking.security.advancedNetworkPolicies': 'None', 'networkProfile.advancedNetworking.security.transitEncryption.type': 'None', 'networkProfile.advancedNetworking.performance.accelerationMode': 'None',
      'nodeProvisioningProfile.mode': 'Manual', 'securityProfile.azureKeyVaultKms.keyVaultNetworkAccess': 'Public',
      'autoScalerProfile.expander': 'random', 'autoScalerProfile.balance-similar-node-groups': 'false', 'autoScalerProfile.max-empty-bulk-delete': '10', 'autoScalerProfile.max-graceful-termination-sec': '600',
      'autoScalerProfile.max-node-provision-time': '15m', 'autoScalerProfile.max-total-unready-percentage': '45', 'autoScalerProfile.new-pod-scale-up-delay': '0s', 'autoScalerProfile.ok-total-unready-count': '3',
      'autoScalerProfile.scan-interval': '10', 'autoScalerProfile.scale-down-delay-after-add': '10m', 'autoScalerProfile.scale-down-unneeded-time': '10m', 'autoScalerProfile.scale-down-unready-time': '20m',
      'autoScalerProfile.scale-down-utilization-threshold': '0.5', 'autoScalerProfile.skip-nodes-with-local-storage': 'true', 'autoScalerProfile.skip-nodes-with-system-pods': 'true',
    }),
  ],
  children: [{ list: 'agentPoolProfiles', type: agentPoolType, isFlat: true }],
  weighty: [
    'identity.type', 'properties.networkProfile.outboundType', 'properties.networkProfile.loadBalancerProfile', 'properties.networkProfile.natGatewayProfile', 'properties.networkProfile.networkPlugin', 'properties.networkProfile.networkPolicy',
    'properties.networkProfile.staticEgressGatewayProfile', 'properties.bootstrapProfile', 'properties.apiServerAccessProfile', 'properties.publicNetworkAccess', 'properties.httpProxyConfig', 'properties.nodeResourceGroupProfile',
    'properties.hostedSystemProfile',
  ],
};

/** The profiles of load balancer and NAT gateway say something only where both sides leave by them. */
function unusedProfiles(declared: JsonObject, living: JsonObject): readonly string[] {
  const outbound = [declared, living].map((profile) => {
    const type = memberIgnoringCase(profile, 'outboundType') ?? 'loadBalancer';
    return typeof type === 'string' ? type.toLowerCase() : '';
  });
  return [
    ...(outbound.every((type) => type === 'loadbalancer') ? [] : ['loadBalancerProfile']),
    ...(outbound.every((type) => type.startsWith('managednatgateway')) ? [] : ['natGatewayProfile']),
  ];
}
