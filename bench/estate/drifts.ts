import type { CellIds, ClusterIds, Parts } from './cell.ts';
import { changed, document, roleAssignment, type ArmDocument } from './documents.ts';

/** One cluster with all that belongs to it: what is its own, what it shares with its neighbours in the network, its registry. */
export interface Around {
  readonly parts: Parts;
  readonly ids: CellIds & ClusterIds;
}

/** What somebody does to it: documents in the place of its own or beside them; undefined takes one away. */
export type Opening = (around: Around) => Readonly<Record<string, ArmDocument | undefined>>;

/** A way of drifting, and the exposure rule that is there to find it. */
export interface Drift {
  readonly rule: string;
  /** It changes what clusters share: a network or a registry. */
  readonly isShared: boolean;
  /** Rules that see it as well, and are right: what they look for cannot be told any more. */
  readonly seenBy: readonly string[];
  readonly open: Opening;
}

function part({ parts }: Around, name: string): ArmDocument {
  const found = parts[name];
  if (found === undefined) throw new Error(`A cluster has no ${name}.`);
  return found;
}

const set = (name: string, path: string, value: unknown): Opening => (around) => ({ [name]: changed(part(around, name), path, value) });
const cluster = (path: string, value: unknown): Opening => set('cluster', path, value);
const registry = (path: string, value: unknown): Opening => set('registry', path, value);
const gone = (name: string): Opening => () => ({ [name]: undefined });
/** A member of the document beside its properties. */
const member = (name: string, key: string, value: unknown): Opening => (around) => ({ [name]: { ...part(around, name), [key]: value } });
const pool = (name: string, properties: Readonly<Record<string, unknown>>): Opening => ({ ids }) => ({ pool: document(`${ids.cluster}/agentPools/${name}`, { vnetSubnetID: ids.nodes, mode: 'User', osType: 'Linux', ...properties }) });

const inGroup = ({ ids }: Around, type: string, name: string): string => `${ids.group}/providers/Microsoft.Network/${type}/${name}`;
const located = ({ ids }: Around): Readonly<Record<string, unknown>> => ({ location: ids.registry.region });
/** The network with something changed in the subnet of the cluster. */
const nodes = (around: Around, property: string, value: unknown): ArmDocument => changed(part(around, 'network'), `subnets.${around.ids.place}.properties.${property}`, value);

/** The security group with these rules alone; without any, the default rules let everything out. */
function guard(around: Around, rules: readonly Readonly<Record<string, unknown>>[] = []): ArmDocument {
  const common = { direction: 'Outbound', protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationPortRange: '*' };
  return changed(part(around, 'securityGroup'), 'securityRules', rules.map((rule, index) => ({ name: `rule${index}`, properties: { priority: 100 + index, ...common, ...rule } })));
}

/** Packets get to what opens a way, and none to storage accounts, which would be another way. */
const storageDenied = (around: Around): ArmDocument => guard(around, [{ access: 'Deny', destinationAddressPrefix: 'Storage' }]);

function natGateway(around: Around, more: Readonly<Record<string, unknown>> = {}): ArmDocument {
  return document(inGroup(around, 'natGateways', 'nat'), { publicIpAddresses: [{ id: inGroup(around, 'publicIPAddresses', 'out') }], ...more }, { ...located(around), sku: { name: 'Standard' } });
}

const publicAddress = (around: Around): ArmDocument => document(inGroup(around, 'publicIPAddresses', 'out'), { publicIPAllocationMethod: 'Static', ipAddress: '203.0.113.7' }, { ...located(around), sku: { name: 'Standard' } });

/** A network of the same owner that the network of the cluster is joined to, both ways. */
function peered(around: Around, more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, ArmDocument>> {
  const hub = inGroup(around, 'virtualNetworks', 'neighbour');
  const peering = { remoteVirtualNetwork: { id: hub }, allowVirtualNetworkAccess: true, peeringState: 'Connected', ...more };
  return {
    neighbour: document(hub, { addressSpace: { addressPrefixes: ['172.16.0.0/16'] }, subnets: [], virtualNetworkPeerings: [{ name: 'to-spoke', properties: { remoteVirtualNetwork: { id: around.ids.network }, allowVirtualNetworkAccess: true, peeringState: 'Connected' } }] }, located(around)),
    peering: document(`${around.ids.network}/virtualNetworkPeerings/to-neighbour`, peering),
  };
}

const vpnGateway = (around: Around): ArmDocument => document(inGroup(around, 'virtualNetworkGateways', 'vpn'), { gatewayType: 'Vpn', ipConfigurations: [{ name: 'default', properties: { subnet: { id: `${around.ids.network}/subnets/GatewaySubnet` } } }] }, located(around));

function loadBalancer(around: Around, rules: Readonly<Record<string, unknown>>): ArmDocument {
  const frontend = { name: 'front', properties: { publicIPAddress: { id: `${around.ids.nodeGroup}/providers/Microsoft.Network/publicIPAddresses/kubernetes-a` } } };
  return document(`${around.ids.nodeGroup}/providers/Microsoft.Network/loadBalancers/kubernetes`, { frontendIPConfigurations: [frontend], loadBalancingRules: [], ...rules }, located(around));
}

/** A second registry of a team, without an endpoint, that nodes pull from. */
function teamRegistry(around: Around): Readonly<Record<string, ArmDocument>> {
  const id = `${around.ids.group}/providers/Microsoft.ContainerRegistry/registries/team${around.ids.registry.name}`;
  return { teamRegistry: document(id, { publicNetworkAccess: 'Disabled', privateEndpointConnections: [] }, { ...located(around), sku: { name: 'Premium' } }), teamPull: roleAssignment(id, around.ids.kubeletPrincipal, 'acrPull') };
}

function secondZone(around: Around): Readonly<Record<string, ArmDocument>> {
  const zone = `${around.ids.subscription}/resourceGroups/${around.ids.group.split('/').at(-1) ?? ''}-dns/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io`;
  return { otherZone: document(zone, {}, { location: 'global' }), otherLink: document(`${zone}/virtualNetworkLinks/spoke`, { virtualNetwork: { id: around.ids.network } }, { location: 'global' }) };
}

/** What only the cluster's own documents show. */
const ownWays: Readonly<Record<string, readonly Opening[]>> = {
  'egress-outbound-type': [cluster('networkProfile.outboundType', 'loadBalancer'), cluster('networkProfile.outboundType', 'managedNATGateway')],
  'egress-node-public-ip': [cluster('agentPoolProfiles.0.enableNodePublicIP', true), pool('web', { enableNodePublicIP: true }), set('scaleSet', 'virtualMachineProfile.networkProfile.networkInterfaceConfigurations.0.properties.ipConfigurations.0.properties.publicIPAddressConfiguration', { name: 'out' })],
  'egress-static-gateway': [cluster('networkProfile.staticEgressGatewayProfile', { enabled: true }), pool('gate', { mode: 'Gateway' })],
  'egress-leftover-outbound': [({ parts, ids }) => ({ cluster: changed(part({ parts, ids }, 'cluster'), 'networkProfile.loadBalancerProfile', { effectiveOutboundIPs: [{ id: `${ids.nodeGroup}/providers/Microsoft.Network/publicIPAddresses/left` }] }) })],
  'egress-http-proxy': [cluster('httpProxyConfig', { httpProxy: 'http://proxy:3128', enabled: true })],
  'egress-virtual-nodes': [cluster('addonProfiles', { aciConnectorLinux: { enabled: true } })],
  'egress-add-on': [cluster('addonProfiles', { azurePolicy: { enabled: true } }), cluster('ingressProfile', { webAppRouting: { enabled: true } })],
  'api-server-public': [cluster('apiServerAccessProfile.enablePrivateCluster', false)],
  'api-server-public-name': [cluster('apiServerAccessProfile.enablePrivateClusterPublicFQDN', true)],
  'node-resource-group-unlocked': [cluster('nodeResourceGroupProfile', undefined), cluster('nodeResourceGroupProfile.restrictionLevel', 'Unrestricted')],
  'network-policy-absent': [cluster('networkProfile.networkPolicy', 'none')],
  'run-command': [cluster('apiServerAccessProfile.disableRunCommand', false)],
  'works-artifact-source': [cluster('bootstrapProfile.artifactSource', 'Direct')],
  'works-network-plugin': [cluster('networkProfile.networkPlugin', 'kubenet')],
  'works-windows-pools': [pool('win', { osType: 'Windows' })],
  'works-service-principal': [(around) => {
    const { controlPlane } = around.ids;
    return { cluster: { ...changed(part(around, 'cluster'), 'servicePrincipalProfile', { clientId: '99999999-9999-4999-8999-999999999999' }), identity: { type: 'None', userAssignedIdentities: { [controlPlane]: {} } } } };
  }],
  'works-node-os-channel': [cluster('autoUpgradeProfile.nodeOSUpgradeChannel', 'Unmanaged')],
  'works-block-own-network': [cluster('networkProfile.outboundType', 'block')],
  'works-extensions': [({ ids }) => ({ extension: document(`${ids.cluster}/providers/Microsoft.KubernetesConfiguration/extensions/flux`, { extensionType: 'microsoft.flux' }) })],
  'works-kubernetes-version': [cluster('kubernetesVersion', '1.29.4'), pool('old', { orchestratorVersion: '1.28' })],
  'works-private-dns-zone': [cluster('apiServerAccessProfile.privateDNSZone', 'none')],
  'works-kubelet-identity': [({ parts, ids }) => ({ cluster: { ...part({ parts, ids }, 'cluster'), identity: { type: 'SystemAssigned', userAssignedIdentities: { [ids.controlPlane]: {} } } } })],
  'works-api-server-subnet': [(around) => ({ cluster: changed(changed(part(around, 'cluster'), 'apiServerAccessProfile.enableVnetIntegration', true), 'apiServerAccessProfile.subnetId', around.ids.nodes) })],
  'works-public-network-access': [(around) => ({ cluster: changed(changed(part(around, 'cluster'), 'publicNetworkAccess', 'Disabled'), 'networkProfile.outboundType', 'userDefinedRouting') })],
  'works-automatic': [member('cluster', 'sku', { name: 'Automatic', tier: 'Standard' })],
  'works-registry-pull': [gone('pull')],
  'works-network-contributor': [gone('contributor')],
  'works-identity-operator': [gone('operator')],
  'works-zone-contributor': [(around) => ({ cluster: changed(part(around, 'cluster'), 'apiServerAccessProfile.privateDNSZone', inGroup(around, 'privateDnsZones', `privatelink.${around.ids.registry.region}.azmk8s.io`)) })],
  'works-images': [teamRegistry],
  'registry-push': [({ ids }) => ({ push: roleAssignment(ids.registry.id, ids.kubeletPrincipal, 'acrPush') })],
  'egress-public-load-balancer': [(around) => ({ balancer: loadBalancer(around, { loadBalancingRules: [{ name: 'web', properties: { disableOutboundSnat: true, frontendIPConfiguration: { id: '/frontendIPConfigurations/front' } } }] }) })],
};

/** What a network or a registry shows, and with it every cluster there. */
const sharedWays: Readonly<Record<string, readonly Opening[]>> = {
  'egress-subnet-nat-gateway': [(around) => ({ network: nodes(around, 'natGateway', { id: inGroup(around, 'natGateways', 'nat') }), natGateway: natGateway(around), address: publicAddress(around), securityGroup: storageDenied(around) })],
  'egress-virtual-network-nat-gateway': [(around) => ({ natGateway: natGateway(around, { sourceVirtualNetwork: { id: around.ids.network } }), address: publicAddress(around), securityGroup: storageDenied(around) })],
  'egress-route': [
    (around) => ({ routeTable: changed(part(around, 'routeTable'), 'routes', [{ name: 'out', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.1.0.4' } }]), securityGroup: guard(around) }),
    (around) => ({ route: document(`${around.ids.routeTable}/routes/out`, { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.1.0.4' }), securityGroup: guard(around) }),
  ],
  'egress-default-outbound-access': [(around) => ({ network: nodes(around, 'defaultOutboundAccess', true), securityGroup: storageDenied(around) })],
  'egress-regional-storage': [(around) => ({ securityGroup: guard(around, [{ access: 'Allow', destinationAddressPrefix: 'Storage' }, { access: 'Deny', destinationAddressPrefix: 'Internet' }]) })],
  'egress-network-security-group': [
    (around) => ({ securityGroup: guard(around) }),
    (around) => ({ network: nodes(around, 'networkSecurityGroup', undefined) }),
    ({ ids }) => ({ securityRule: document(`${ids.securityGroup}/securityRules/early`, { priority: 100, direction: 'Outbound', access: 'Allow', protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '*' }) }),
  ],
  'egress-learned-route': [(around) => ({ ...peered(around, { useRemoteGateways: true }), routeTable: changed(part(around, 'routeTable'), 'disableBgpRoutePropagation', false) })],
  'egress-peering': [(around) => peered(around), (around) => ({ vpnGateway: vpnGateway(around) })],
  'egress-private-endpoint': [(around) => ({ away: document(inGroup(around, 'privateEndpoints', 'away'), {
    subnet: { id: around.ids.nodes },
    manualPrivateLinkServiceConnections: [{ name: 'away', properties: { privateLinkServiceId: `${around.ids.subscription}/resourceGroups/data/providers/Microsoft.Storage/storageAccounts/elsewhere`, groupIds: ['blob'] } }],
  }, located(around)) })],
  'egress-service-endpoint': [(around) => ({ network: nodes(around, 'serviceEndpoints', [{ service: 'Microsoft.Storage' }]) })],
  'egress-dns': [set('dnsRule', 'dnsSecurityRuleState', 'Disabled'), set('domainList', 'domains', ['contoso.com.'])],
  'registry-public-access': [(around) => ({ registry: changed(changed(part(around, 'registry'), 'publicNetworkAccess', 'Enabled'), 'networkRuleSet.defaultAction', 'Allow') })],
  'registry-network-bypass': [registry('networkRuleBypassOptions', 'AzureServices'), registry('networkRuleBypassAllowedForTasks', true)],
  'registry-export': [registry('policies.exportPolicy.status', 'enabled')],
  'registry-cache-source': [({ ids }) => ({ hubRule: document(`${ids.registry.id}/cacheRules/hub`, { sourceRepository: 'docker.io/library/*', targetRepository: 'hub/*' }) })],
  'registry-anonymous-pull': [registry('anonymousPullEnabled', true)],
  'registry-admin-user': [registry('adminUserEnabled', true)],
  'works-registry-sku': [member('registry', 'sku', { name: 'Standard', tier: 'Standard' })],
  'works-registry-token': [registry('policies.azureADAuthenticationAsArmPolicy.status', 'disabled')],
  'works-cache-rule': [gone('cacheRule'), set('cacheRule', 'targetRepository', '/*')],
  'works-registry-endpoint': [registry('privateEndpointConnections.0.properties.privateLinkServiceConnectionState.status', 'Pending')],
  'works-registry-zone': [gone('zoneLink')],
  'works-registry-records': [gone('dataRecord'), set('record', 'aRecords', [])],
  'works-zone-once': [secondZone],
};

/** Where no zone is asked, it cannot be told whether it has the records, as long as there are other zones of the name. */
const seenBy: Readonly<Record<string, readonly string[]>> = { 'works-registry-zone': ['works-registry-records'] };

/** Every drift: first one of each rule, then the second of each, and so on, so that a share of any size has them all alike. */
export const drifts: readonly Drift[] = [0, 1, 2].flatMap((round) => [
  ...driftsOf(ownWays, round, false), ...driftsOf(sharedWays, round, true),
]);

function driftsOf(ways: typeof ownWays, round: number, isShared: boolean): readonly Drift[] {
  return Object.entries(ways).flatMap(([rule, openings]) => {
    const open = openings[round];
    return open === undefined ? [] : [{ rule, isShared, seenBy: seenBy[rule] ?? [], open }];
  });
}
