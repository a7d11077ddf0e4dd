import type { Resource } from '../../../src/arm/resource.ts';
import { changed, group, ids, nodeGroup, resource, subscription, type Estate } from './estate.ts';
import { guard, hub, hubConnection, loadBalancer, natGateway, natGatewayId, nodesWith, peeringTo, routes, vpnGateway } from './rules/network/parts.ts';

/** What opens a way in the closed configuration: parts to put in the place of its own, or beside them. */
export type Opening = (estate: Estate) => Readonly<Record<string, Resource>>;

const cluster = (path: string, value: unknown): Opening => (estate) => ({ cluster: changed(estate['cluster'], path, value) });

const registry = (path: string, value: unknown): Opening => (estate) => ({ registry: changed(estate['registry'], path, value) });

/** Members of the document beside its properties. */
const document = (part: string, path: string, value: unknown): Opening => (estate) => {
  const original = estate[part];
  return original === undefined ? {} : { [part]: { ...original, body: { ...original.body, [path]: value } } };
};

const gone = (part: string): Opening => (estate) => {
  const original = estate[part];
  // A resource of a type that no rule looks at stands in its place: openings put parts, and take none away.
  return original === undefined ? {} : { [part]: resource(`${group}/providers/Microsoft.Test/nothing/${part}`, {}) };
};

/** The kubelet identity gets a role on something. */
const kubeletRole = (scope: string, role: string): Opening => () => ({
  role: resource(`${scope}/providers/Microsoft.Authorization/roleAssignments/more`, { principalId: 'kubelet-object', roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}` }),
});

/** Lets packets get to what opens a way, and none to storage accounts, which would be another way. */
const onlyStorageDenied = guard([{ access: 'Deny', destinationAddressPrefix: 'Storage' }]);

/** For each rule what opens its way, each by itself. */
export const openings: Readonly<Record<string, readonly Opening[]>> = {
  'egress-outbound-type': [cluster('networkProfile.outboundType', 'loadBalancer'), cluster('networkProfile.outboundType', undefined), cluster('networkProfile.outboundType', 'managedNATGatewayV2')],
  'egress-node-public-ip': [
    cluster('agentPoolProfiles.0.enableNodePublicIP', true),
    () => ({ pool: resource(`${ids.cluster}/agentPools/web`, { enableNodePublicIP: true, vnetSubnetID: ids.nodes }) }),
    () => ({
      scaleSet: resource(`${nodeGroup}/providers/Microsoft.Compute/virtualMachineScaleSets/aks-web`, {
        virtualMachineProfile: { networkProfile: { networkInterfaceConfigurations: [{ properties: { ipConfigurations: [{ properties: { publicIPAddressConfiguration: { name: 'out' } } }] } }] } },
      }),
    }),
  ],

  'egress-static-gateway': [
    cluster('networkProfile.staticEgressGatewayProfile', { enabled: true }),
    cluster('agentPoolProfiles.0.mode', 'Gateway'),
    () => ({ pool: resource(`${ids.cluster}/agentPools/gate`, { mode: 'Gateway', vnetSubnetID: ids.nodes }) }),
    () => ({ prefix: resource(`${nodeGroup}/providers/Microsoft.Network/publicIPPrefixes/gate`, { prefixLength: 31 }) }),
  ],
  'egress-leftover-outbound': [
    cluster('networkProfile.loadBalancerProfile', { effectiveOutboundIPs: [{ id: `${nodeGroup}/providers/Microsoft.Network/publicIPAddresses/left` }] }),
    cluster('networkProfile.natGatewayProfile', { managedOutboundIPProfile: { count: 1 } }),
  ],
  'egress-http-proxy': [cluster('httpProxyConfig', { httpProxy: 'http://proxy:3128' }), cluster('httpProxyConfig', { httpsProxy: 'http://proxy:3128', enabled: true })],
  'egress-virtual-nodes': [cluster('addonProfiles', { aciConnectorLinux: { enabled: true } })],
  'egress-add-on': [
    cluster('addonProfiles', { azurePolicy: { enabled: true } }),
    cluster('securityProfile', { defender: { securityMonitoring: { enabled: true } } }),
    cluster('ingressProfile', { webAppRouting: { enabled: true } }),
    cluster('serviceMeshProfile', { mode: 'Istio', istio: { components: { ingressGateways: [{ enabled: true, mode: 'External' }] } } }),
  ],
  'api-server-public': [cluster('apiServerAccessProfile.enablePrivateCluster', false), cluster('apiServerAccessProfile.enablePrivateCluster', undefined)],
  'api-server-public-name': [cluster('apiServerAccessProfile.enablePrivateClusterPublicFQDN', true), cluster('apiServerAccessProfile.enablePrivateClusterPublicFQDN', undefined)],
  'node-resource-group-unlocked': [cluster('nodeResourceGroupProfile', undefined)],
  'network-policy-absent': [cluster('networkProfile.networkPolicy', 'none')],

  'egress-private-endpoint': [
    () => ({
      away: resource(`${group}/providers/Microsoft.Network/privateEndpoints/away`, {
        subnet: { id: ids.nodes },
        manualPrivateLinkServiceConnections: [{ properties: { privateLinkServiceId: '/subscriptions/x/resourceGroups/y/providers/Microsoft.Storage/storageAccounts/z', groupIds: ['blob'] } }],
      }),
    }),
  ],
  'egress-service-endpoint': [(estate) => ({ network: changed(estate['network'], 'subnets.0.properties.serviceEndpoints', [{ service: 'Microsoft.Storage' }]) })],
  'egress-dns': [
    (estate) => ({ dnsRule: changed(estate['dnsRule'], 'dnsSecurityRuleState', 'Disabled') }),
    (estate) => ({ domainList: changed(estate['domainList'], 'domains', ['contoso.com.']) }),
    (estate) => ({ dnsLink: changed(estate['dnsLink'], 'virtualNetwork.id', `${group}/providers/Microsoft.Network/virtualNetworks/other`) }),
  ],
  'run-command': [cluster('apiServerAccessProfile.disableRunCommand', false), cluster('apiServerAccessProfile.disableRunCommand', undefined)],

  'registry-public-access': [registry('publicNetworkAccess', 'Enabled'), registry('publicNetworkAccess', undefined)],
  'registry-network-bypass': [registry('networkRuleBypassOptions', 'AzureServices'), registry('networkRuleBypassOptions', undefined), registry('networkRuleBypassAllowedForTasks', true)],
  'registry-export': [registry('policies.exportPolicy.status', 'enabled'), registry('policies.exportPolicy', undefined)],
  'registry-push': [kubeletRole(ids.registry, '8311e382-0749-4cb8-b61a-304f252e45ec'), kubeletRole(group, 'b24988ac-6180-42a0-ab88-20f7382dd24c'), kubeletRole(subscription, '8e3af657-a8ff-443c-a75c-2fe8c4bcb635')],
  'registry-cache-source': [() => ({ hub: resource(`${ids.registry}/cacheRules/hub`, { sourceRepository: 'docker.io/library/*', targetRepository: 'hub/*' }) })],
  'registry-anonymous-pull': [registry('anonymousPullEnabled', true)],
  'registry-admin-user': [registry('adminUserEnabled', true)],
  // The network around the cluster. What leads to the Internet is open where security rules let packets get to it.
  'egress-public-load-balancer': [
    () => ({ balancer: loadBalancer({ loadBalancingRules: [{ name: 'web', properties: { disableOutboundSnat: true, frontendIPConfiguration: { id: '/frontendIPConfigurations/front' } } }] }) }),
    () => ({ balancer: loadBalancer({ outboundRules: [{ name: 'out', properties: {} }] }), securityGroup: onlyStorageDenied }),
  ],
  'egress-subnet-nat-gateway': [(estate) => ({ network: nodesWith('natGateway', { id: natGatewayId }, estate['network']), natGateway: natGateway(), securityGroup: onlyStorageDenied })],
  'egress-virtual-network-nat-gateway': [() => ({ natGateway: natGateway({ sourceVirtualNetwork: { id: ids.network } }), securityGroup: onlyStorageDenied })],
  'egress-route': [
    () => ({ routeTable: routes([['0.0.0.0/0', 'VirtualAppliance', '10.1.0.4']]), securityGroup: guard() }),
    () => ({ routeTable: routes([['0.0.0.0/1', 'None'], ['128.0.0.0/1', 'VirtualNetworkGateway']]), securityGroup: guard() }),
    () => ({ route: resource(`${ids.routeTable}/routes/out`, { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.1.0.4' }), securityGroup: guard() }),
  ],
  'egress-default-outbound-access': [
    (estate) => ({ network: nodesWith('defaultOutboundAccess', undefined, estate['network']), securityGroup: onlyStorageDenied }),
    (estate) => ({ network: nodesWith('defaultOutboundAccess', true, estate['network']), securityGroup: onlyStorageDenied }),
  ],
  'egress-regional-storage': [() => ({ securityGroup: guard([{ access: 'Allow', destinationAddressPrefix: 'Storage' }, { access: 'Deny', destinationAddressPrefix: 'Internet' }]) })],
  'egress-network-security-group': [
    () => ({ securityGroup: guard() }),
    (estate) => ({ network: nodesWith('networkSecurityGroup', undefined, estate['network']) }),
    () => ({ securityRule: resource(`${ids.securityGroup}/securityRules/early`, { priority: 100, direction: 'Outbound', access: 'Allow', protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '*' }) }),
  ],
  'egress-learned-route': [
    () => ({ vpnGateway: vpnGateway(), routeTable: routes([], {}) }),
    () => ({ peering: peeringTo(hub, { useRemoteGateways: true }), routeTable: routes([], { disableBgpRoutePropagation: false }) }),
  ],
  'egress-peering': [() => ({ peering: peeringTo(hub) }), () => ({ vpnGateway: vpnGateway() }), () => ({ hub: hubConnection() })],

  'works-artifact-source': [cluster('bootstrapProfile.artifactSource', 'Direct'), cluster('bootstrapProfile.artifactSource', undefined)],
  'works-network-plugin': [cluster('networkProfile.networkPlugin', 'kubenet'), cluster('networkProfile.networkPlugin', undefined)],
  'works-windows-pools': [cluster('agentPoolProfiles.0.osType', 'Windows'), () => ({ pool: resource(`${ids.cluster}/agentPools/win`, { osType: 'windows', vnetSubnetID: ids.nodes }) })],
  'works-service-principal': [(estate) => ({ cluster: { ...changed(estate['cluster'], 'servicePrincipalProfile', { clientId: 'c2' }), body: { ...changed(estate['cluster'], 'servicePrincipalProfile', { clientId: 'c2' }).body, identity: { type: 'None', userAssignedIdentities: { [ids.controlPlane]: {} } } } } })],
  'works-node-os-channel': [cluster('autoUpgradeProfile.nodeOSUpgradeChannel', 'Unmanaged')],
  'works-block-own-network': [cluster('networkProfile.outboundType', 'block')],
  'works-extensions': [() => ({ extension: resource(`${ids.cluster}/providers/Microsoft.KubernetesConfiguration/extensions/flux`, { extensionType: 'microsoft.flux' }) })],
  'works-kubernetes-version': [cluster('kubernetesVersion', '1.29.4'), () => ({ pool: resource(`${ids.cluster}/agentPools/old`, { orchestratorVersion: '1.28', vnetSubnetID: ids.nodes }) })],
  'works-private-dns-zone': [cluster('apiServerAccessProfile.privateDNSZone', 'none')],
  'works-kubelet-identity': [document('cluster', 'identity', { type: 'SystemAssigned', userAssignedIdentities: { [ids.controlPlane]: {} } })],
  'works-api-server-subnet': [cluster('apiServerAccessProfile', { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, privateDNSZone: 'system', disableRunCommand: true, enableVnetIntegration: true, subnetId: ids.nodes })],
  'works-public-network-access': [(estate) => ({ cluster: changed(changed(estate['cluster'], 'publicNetworkAccess', 'Disabled'), 'networkProfile.outboundType', 'userDefinedRouting') })],
  'works-automatic': [document('cluster', 'sku', { name: 'Automatic', tier: 'Standard' })],
  'works-registry-sku': [document('registry', 'sku', { name: 'Standard' })],
  'works-registry-token': [registry('policies.azureADAuthenticationAsArmPolicy.status', 'disabled')],
  'works-cache-rule': [gone('cacheRule'), (estate) => ({ cacheRule: changed(estate['cacheRule'], 'targetRepository', '/*') }), (estate) => ({ cacheRule: changed(estate['cacheRule'], 'sourceRepository', 'quay.io/*') })],
  'works-registry-endpoint': [registry('privateEndpointConnections.0.properties.privateLinkServiceConnectionState.status', 'Pending')],
  'works-registry-zone': [gone('zoneLink')],
  'works-registry-records': [gone('dataRecord'), (estate) => ({ record: changed(estate['record'], 'aRecords', []) }), () => ({ replica: resource(`${ids.registry}/replications/northeurope`, {}, { location: 'North Europe' }) })],
  'works-zone-once': [
    () => ({
      otherZone: resource(`${subscription}/resourceGroups/hub/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io`, {}),
      otherLink: resource(`${subscription}/resourceGroups/hub/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io/virtualNetworkLinks/v`, { virtualNetwork: { id: ids.network } }),
    }),
  ],
  'works-images': [
    () => ({
      otherRegistry: resource(`${group}/providers/Microsoft.ContainerRegistry/registries/team`, { privateEndpointConnections: [] }),
      otherPull: resource(`${group}/providers/Microsoft.ContainerRegistry/registries/team/providers/Microsoft.Authorization/roleAssignments/pull`, { principalId: 'kubelet-object', roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d` }),
    }),
  ],
  'works-registry-pull': [gone('pull'), registry('roleAssignmentMode', 'AbacRepositoryPermissions')],
  'works-network-contributor': [gone('contributor')],
  'works-identity-operator': [gone('operator')],
  'works-zone-contributor': [cluster('apiServerAccessProfile.privateDNSZone', `${group}/providers/Microsoft.Network/privateDnsZones/privatelink.westeurope.azmk8s.io`)],
};
