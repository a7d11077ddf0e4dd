import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { JsonObject } from '../../../src/arm/json.ts';
import { Unknown } from '../../../src/language/unknown.ts';
import { compareDeclared } from '../../../src/isolation/declared/differences.ts';
import { comparedTypes } from '../../../src/isolation/declared/service/facts.ts';
import { cluster, clusterId, group, livingAt, networkId, registryId, resourceAt, subnetId } from './resources.ts';

const differencesOf = (...[declared, living, beside]: Parameters<typeof compareDeclared>) => compareDeclared(declared, living, beside).differences;
const at = (kind: string): string => `${group}/providers/Microsoft.Network/${kind}`;
const pathsOf = (id: string, declared: JsonObject, living: JsonObject, cluster_?: JsonObject): readonly string[] => differencesOf(resourceAt(id, declared), livingAt(id, living), cluster_ === undefined ? {} : { cluster: cluster_ }).map(({ path }) => path);
const properties = (members: JsonObject): JsonObject => ({ properties: members });
const pools = (...members: readonly JsonObject[]): JsonObject => properties({ agentPoolProfiles: members.map((pool, index) => ({ name: `p${index}`, ...pool })) });

describe('what Azure rewrites is no difference', () => {
  test.each<[why: string, id: string, declared: JsonObject, living: JsonObject]>([
    ['what is not declared', clusterId, properties({ dnsPrefix: 'd' }), properties({ dnsPrefix: 'd', addonProfiles: { omsagent: { enabled: true } }, networkProfile: { outboundType: 'loadBalancer' } })],
    ['what only the service writes', clusterId, { ...properties({ provisioningState: 'Creating', fqdn: 'old', currentKubernetesVersion: '1.1', powerState: { code: 'Stopped' }, resourceUID: 'u' }), id: 'x', etag: 'e', systemData: {} }, properties({ provisioningState: 'Succeeded', fqdn: 'new' })],
    ['what it does not answer with', clusterId, properties({ windowsProfile: { adminPassword: 'p' }, servicePrincipalProfile: { clientId: 'c', secret: 's' }, aadProfile: { serverAppSecret: 's' } }), properties({ servicePrincipalProfile: { clientId: 'c' } })],
    ['null, empty objects, lists and texts', clusterId, properties({ addonProfiles: {}, diskEncryptionSetID: '', apiServerAccessProfile: { authorizedIPRanges: [], subnetId: null } }), properties({})],
    ['a profile that is empty, and comes back filled', clusterId, properties({ storageProfile: {}, securityProfile: {} }), properties({ storageProfile: { diskCSIDriver: { enabled: true } }, securityProfile: { imageCleaner: { enabled: true } } })],
    ['an absent artifact source is Direct', clusterId, properties({ bootstrapProfile: { artifactSource: 'Direct' } }), properties({})],
    ['an absent outbound type is loadBalancer', clusterId, properties({ networkProfile: { outboundType: 'loadBalancer' } }), properties({})],
    ['a switch that is off and left out', clusterId, properties({ networkProfile: { staticEgressGatewayProfile: { enabled: false } }, apiServerAccessProfile: { disableRunCommand: false } }), properties({})],
    ['a switch that is on by default and left out', clusterId, properties({ enableRBAC: true, storageProfile: { snapshotController: { enabled: true } } }), properties({})],
    ['the name of a location', clusterId, { location: 'West Europe' }, { location: 'westeurope' }],
    ['the case of words, ids and names', clusterId, properties({ NETWORKPROFILE: { OutboundType: 'None' }, nodeResourceGroup: 'MC_a', apiServerAccessProfile: { privateDNSZone: `${group}/providers/Microsoft.Network/privateDnsZones/Z/` } }), properties({ networkProfile: { outboundType: 'none' }, nodeResourceGroup: 'mc_A', apiServerAccessProfile: { privateDNSZone: `${group.toLowerCase()}/providers/microsoft.network/privatednszones/z` } })],
    ['kinds of identity in either order', clusterId, { identity: { type: 'SystemAssigned,UserAssigned' } }, { identity: { type: 'UserAssigned, SystemAssigned', principalId: 'p' } }],
    ['no identity', registryId, { identity: { type: 'None' } }, {}],
    ['identities in other letters, with their principals', clusterId, { identity: { userAssignedIdentities: { '/subscriptions/S/a': {} } } }, { identity: { userAssignedIdentities: { '/subscriptions/s/A': { clientId: 'c' } } } }],
    ['numbers and switches as texts', clusterId, properties({ addonProfiles: { azurepolicy: { enabled: 'true', config: { limit: 3 } } } }), properties({ addonProfiles: { azurePolicy: { enabled: true, config: { limit: '3' }, identity: {} } } })],
    ['zones as texts, in the order of the service', clusterId, pools({ availabilityZones: [3, 1] }), pools({ availabilityZones: ['1', '3'] })],
    ['pools in another order', clusterId, properties({ agentPoolProfiles: [{ name: 'a', vmSize: 'x' }, { name: 'b', vmSize: 'y' }] }), properties({ agentPoolProfiles: [{ name: 'B', vmSize: 'Y' }, { name: 'a', vmSize: 'x' }] })],
    ['what a pool that is no spot pool drops', clusterId, pools({ scaleSetPriority: 'Regular', scaleSetEvictionPolicy: 'Delete', spotMaxPrice: -1, nodeTaints: [], upgradeSettings: {} }), pools({ upgradeSettings: { maxSurge: '10%' } })],
    ['a disk of the size that fits', clusterId, pools({ osDiskSizeGB: 0 }), pools({ osDiskSizeGB: 128 })],
    ['a minor version, and the patch that runs', clusterId, properties({ kubernetesVersion: '1.34' }), properties({ kubernetesVersion: '1.34.1', currentKubernetesVersion: '1.34.2' })],
    ['a version that was asked for, while the upgrade runs', clusterId, properties({ kubernetesVersion: '1.35' }), properties({ kubernetesVersion: '1.35', currentKubernetesVersion: '1.34.2' })],
    ['a patch that the channel moved to', clusterId, properties({ kubernetesVersion: '1.34.1' }), properties({ kubernetesVersion: '1.34.3', currentKubernetesVersion: '1.34.3', autoUpgradeProfile: { upgradeChannel: 'patch' } })],
    ['a minor version that the channel moved to', clusterId, pools({ orchestratorVersion: '1.33' }), properties({ agentPoolProfiles: [{ name: 'p0', orchestratorVersion: '1.34.3', currentOrchestratorVersion: '1.34.3' }], autoUpgradeProfile: { upgradeChannel: 'Stable' } })],
    ['an image of nodes that the channel moved to', clusterId, pools({ nodeImageVersion: 'old' }), pools({ nodeImageVersion: 'new' })],
    ['the count of a pool that scales itself', clusterId, pools({ count: 1, enableAutoScaling: true }), pools({ count: 7, enableAutoScaling: true })],
    ['the profile of a load balancer that is not used', clusterId, properties({ networkProfile: { outboundType: 'none', loadBalancerProfile: { managedOutboundIPs: { count: 2 } }, natGatewayProfile: { idleTimeoutInMinutes: 5 } } }), properties({ networkProfile: { outboundType: 'none', loadBalancerProfile: { backendPoolType: 'nodeIPConfiguration' } } })],
    ['one address with and without its length', clusterId, properties({ apiServerAccessProfile: { authorizedIPRanges: ['10.0.0.0/8', '20.1.1.1', 'FD00::1'] } }), properties({ apiServerAccessProfile: { authorizedIPRanges: ['20.1.1.1/32', 'fd00::1/128', '10.0.0.0/8'] } })],
    ['the taint of a spot pool', clusterId, pools({ nodeTaints: ['a=b:NoSchedule'] }), pools({ nodeTaints: ['kubernetes.azure.com/scalesetpriority=spot:NoSchedule', 'a=b:NoSchedule'] })],
    ['what the service adds to the exceptions of a proxy', clusterId, properties({ httpProxyConfig: { noProxy: ['a'] } }), properties({ httpProxyConfig: { noProxy: ['a', '10.0.0.0/16', 'konnectivity'] } })],
    ['the line break behind a key', clusterId, properties({ linuxProfile: { ssh: { publicKeys: [{ keyData: 'ssh-rsa A\n' }] } } }), properties({ linuxProfile: { ssh: { publicKeys: [{ keyData: 'ssh-rsa A' }] } } })],
    ['a time written in two ways', clusterId, properties({ upgradeSettings: { overrideSettings: { until: '2026-01-01T00:00:00Z' } } }), properties({ upgradeSettings: { overrideSettings: { until: '2026-01-01T01:00:00+01:00' } } })],
    ['tags of policies, and the case of the names of tags', clusterId, { tags: { Team: 'a' } }, { tags: { team: 'a', costCenter: 'by policy' } }],
    ['one prefix of a subnet, as a list', subnetId, properties({ addressPrefixes: ['10.0.0.0/24'] }), properties({ addressPrefix: '10.0.0.0/24' })],
    ['a subnet that AKS delegated to itself', subnetId, properties({ delegations: [] }), properties({ delegations: [{ name: 'aks-delegation', properties: { serviceName: 'Microsoft.ContainerService/managedClusters' } }] })],
    ['the regions of a service endpoint', subnetId, properties({ serviceEndpoints: [{ service: 'Microsoft.Storage', locations: ['*'] }] }), properties({ serviceEndpoints: [{ service: 'microsoft.storage', locations: ['westeurope', 'northeurope'] }] })],
    ['what stands beside the id of a reference', subnetId, properties({ networkSecurityGroup: { id: at('networkSecurityGroups/g'), properties: { securityRules: [{ name: 'x' }] } } }), properties({ networkSecurityGroup: { id: at('networkSecurityGroups/G') } })],
    ['default outbound access that is not written', subnetId, properties({ defaultOutboundAccess: true }), properties({})],
    ['one value of a security rule, as a list', at('networkSecurityGroups/g/securityRules/r'), properties({ protocol: 'TCP', destinationPortRange: '443', sourceAddressPrefixes: ['10.0.0.0/8'], description: '' }), properties({ protocol: 'Tcp', destinationPortRanges: ['443'], destinationPortRange: '', sourceAddressPrefix: '10.0.0.0/8', sourceAddressPrefixes: [] })],
    ['routes to the pods of nodes', at('routeTables/t'), properties({ routes: [] }), properties({ routes: [{ name: 'aks-nodepool1-12345678-vmss00000a____102440024', properties: { addressPrefix: '10.244.0.0/24', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.0.0.4' } }] })],
    ['default rules of a security group', at('networkSecurityGroups/g'), properties({ defaultSecurityRules: [] }), properties({ defaultSecurityRules: [{ name: 'AllowInternetOutBound' }] })],
    ['the state of a private endpoint', at('privateEndpoints/e'), properties({ customDnsConfigs: [], privateLinkServiceConnections: [{ name: 'c', properties: { groupIds: ['Registry'], privateLinkServiceConnectionState: { status: 'Approved', description: 'please' } } }] }), properties({ customDnsConfigs: [{ fqdn: 'f' }], privateLinkServiceConnections: [{ name: 'c', id: 'i', properties: { groupIds: ['registry'], privateLinkServiceConnectionState: { status: 'Approved', description: 'Auto-Approved' } } }] })],
    ['what a registry fills in', registryId, { sku: { name: 'Premium', tier: 'premium' }, properties: { policies: { exportPolicy: { status: 'Disabled' } }, networkRuleSet: { ipRules: [{ value: '1.2.3.4/32' }] } } }, { sku: { name: 'Premium', tier: 'Premium' }, properties: { policies: { exportPolicy: { status: 'disabled' }, trustPolicy: {} }, networkRuleSet: { ipRules: [{ value: '1.2.3.4', action: 'Allow' }] } } }],
    ['a credential set that is null', `${registryId}/cacheRules/r`, properties({ credentialSetResourceId: null, sourceRepository: 'mcr.microsoft.com/*' }), properties({ sourceRepository: 'mcr.microsoft.com/*' })],
    ['an address that Azure gave', at('publicIPAddresses/p'), { zones: ['2', '1'], ...properties({ ipAddress: '20.1.1.1' }) }, { zones: ['1', '2'], ...properties({ ipAddress: '20.2.2.2' }) }],
  ])('%s', (_why, id, declared, living) => {
    expect(pathsOf(id, declared, living)).toEqual([]);
  });
});

describe('what is otherwise', () => {
  test.each<[why: string, id: string, declared: JsonObject, living: JsonObject, paths: readonly string[]]>([
    ['a way out', clusterId, properties({ networkProfile: { outboundType: 'none' } }), properties({ networkProfile: { outboundType: 'loadBalancer' } }), ['properties.networkProfile.outboundType']],
    ['the outbound type is gone', clusterId, properties({ networkProfile: { outboundType: 'none' } }), properties({}), ['properties.networkProfile.outboundType']],
    ['Cache, and the service says nothing', clusterId, properties({ bootstrapProfile: { artifactSource: 'Cache' } }), properties({}), ['properties.bootstrapProfile.artifactSource']],
    ['a public name that is off, and left out', clusterId, properties({ apiServerAccessProfile: { enablePrivateClusterPublicFQDN: false } }), properties({ apiServerAccessProfile: { enablePrivateCluster: true } }), ['properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN']],
    ['no ranges are declared, and some live', clusterId, properties({ apiServerAccessProfile: { authorizedIPRanges: [] } }), properties({ apiServerAccessProfile: { authorizedIPRanges: ['0.0.0.0/0'] } }), ['properties.apiServerAccessProfile.authorizedIPRanges']],
    ['a pool more', clusterId, properties({ agentPoolProfiles: [{ name: 'a' }] }), properties({ agentPoolProfiles: [{ name: 'a' }, { name: 'b' }] }), ['properties.agentPoolProfiles[b]']],
    ['a pool less', clusterId, properties({ agentPoolProfiles: [{ name: 'a' }, { name: 'b' }] }), properties({ agentPoolProfiles: [{ name: 'a' }] }), ['properties.agentPoolProfiles[b]']],
    ['the type of a pool', clusterId, pools({ type: 'VirtualMachineScaleSets' }), pools({ type: 'AvailabilitySet' }), ['properties.agentPoolProfiles[p0].type']],
    ['the count of a pool that does not scale', clusterId, pools({ count: 3 }), pools({ count: 2 }), ['properties.agentPoolProfiles[p0].count']],
    ['an older version, whatever the channel', clusterId, properties({ kubernetesVersion: '1.34.2' }), properties({ kubernetesVersion: '1.33.1', currentKubernetesVersion: '1.33.1', autoUpgradeProfile: { upgradeChannel: 'rapid' } }), ['properties.kubernetesVersion']],
    ['a newer version without a channel', clusterId, properties({ kubernetesVersion: '1.33' }), properties({ kubernetesVersion: '1.34.1', currentKubernetesVersion: '1.34.1' }), ['properties.kubernetesVersion']],
    ['a newer minor version than the channel takes', clusterId, properties({ kubernetesVersion: '1.33.1' }), properties({ currentKubernetesVersion: '1.34.1', autoUpgradeProfile: { upgradeChannel: 'patch' } }), ['properties.kubernetesVersion']],
    ['an image, where nothing upgrades', clusterId, pools({ nodeImageVersion: 'old' }), properties({ agentPoolProfiles: [{ name: 'p0', nodeImageVersion: 'new' }], autoUpgradeProfile: { nodeOSUpgradeChannel: 'None' } }), ['properties.agentPoolProfiles[p0].nodeImageVersion']],
    ['a label, whose case counts', clusterId, pools({ nodeLabels: { App: 'x' } }), pools({ nodeLabels: { app: 'x' } }), ['properties.agentPoolProfiles[p0].nodeLabels.App']],
    ['a taint', clusterId, pools({ nodeTaints: ['a=b:NoSchedule'] }), pools({ nodeTaints: ['a=B:NoSchedule'] }), ['properties.agentPoolProfiles[p0].nodeTaints']],
    ['the value of a tag', clusterId, { tags: { team: 'a' } }, { tags: { team: 'A' } }, ['tags.team']],
    ['an identity that was taken away', registryId, { identity: { type: 'SystemAssigned' } }, {}, ['identity.type']],
    ['an identity more', clusterId, { identity: { userAssignedIdentities: { '/a': {} } } }, { identity: { userAssignedIdentities: { '/a': {}, '/b': {} } } }, ['identity.userAssignedIdentities']],
    ['default outbound access, where what lives says nothing', subnetId, properties({ defaultOutboundAccess: false }), properties({}), ['properties.defaultOutboundAccess']],
    ['a route table that was taken away', subnetId, properties({ routeTable: { id: at('routeTables/t') } }), properties({}), ['properties.routeTable.id']],
    ['another NAT gateway', subnetId, properties({ natGateway: { id: at('natGateways/a') } }), properties({ natGateway: { id: at('natGateways/b') } }), ['properties.natGateway.id']],
    ['a delegation that is not of AKS', subnetId, properties({ delegations: [] }), properties({ delegations: [{ name: 'aks-delegation', properties: { serviceName: 'Microsoft.Web/serverFarms' } }] }), ['properties.delegations[aks-delegation]']],
    ['a prefix more', subnetId, properties({ addressPrefix: '10.0.0.0/24' }), properties({ addressPrefixes: ['10.0.0.0/24', '10.0.1.0/24'] }), ['properties.addressPrefix']],
    ['the order of name servers', networkId, properties({ dhcpOptions: { dnsServers: ['10.0.0.4', '10.0.0.5'] } }), properties({ dhcpOptions: { dnsServers: ['10.0.0.5', '10.0.0.4'] } }), ['properties.dhcpOptions.dnsServers']],
    ['a subnet more', networkId, properties({ subnets: [] }), properties({ subnets: [{ name: 'wild', properties: {} }] }), ['properties.subnets[wild]']],
    ['a rule more', at('networkSecurityGroups/g'), properties({ securityRules: [] }), properties({ securityRules: [{ name: 'all', properties: { access: 'Allow' } }] }), ['properties.securityRules[all]']],
    ['a rule that lets more through', at('networkSecurityGroups/g/securityRules/r'), properties({ destinationPortRange: '443' }), properties({ destinationPortRange: '*' }), ['properties.destinationPortRange']],
    ['a route called as those of nodes, to everywhere', at('routeTables/t'), properties({ routes: [] }), properties({ routes: [{ name: 'aks-nodepool1-12345678-vmss00000a', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance' } }] }), ['properties.routes[aks-nodepool1-12345678-vmss00000a]']],
    ['a peering that passes on what is forwarded', `${networkId}/virtualNetworkPeerings/p`, properties({ allowForwardedTraffic: false }), properties({ allowForwardedTraffic: true }), ['properties.allowForwardedTraffic']],
    ['a registry that everybody reaches', registryId, properties({ publicNetworkAccess: 'Disabled' }), properties({ publicNetworkAccess: 'Enabled' }), ['properties.publicNetworkAccess']],
    ['a cache rule for another source', `${registryId}/cacheRules/r`, properties({ sourceRepository: 'mcr.microsoft.com/*' }), properties({ sourceRepository: 'docker.io/*' }), ['properties.sourceRepository']],
    ['a connection that nobody approves any more', at('privateEndpoints/e'), properties({ privateLinkServiceConnections: [{ name: 'c', properties: { privateLinkServiceConnectionState: { status: 'Approved' } } }] }), properties({ privateLinkServiceConnections: [{ name: 'c', properties: { privateLinkServiceConnectionState: { status: 'Rejected' } } }] }), ['properties.privateLinkServiceConnections[c].properties.privateLinkServiceConnectionState.status']],
    ['another network behind a link', at('privateDnsZones/z/virtualNetworkLinks/l'), properties({ virtualNetwork: { id: networkId } }), properties({ virtualNetwork: { id: `${networkId}2` } }), ['properties.virtualNetwork.id']],
    ['a gateway with an address more', at('natGateways/g'), properties({ publicIpAddresses: [{ id: '/a' }] }), properties({ publicIpAddresses: [{ id: '/A' }, { id: '/b' }] }), ['properties.publicIpAddresses[/b]']],
    ['another location', clusterId, { location: 'westeurope' }, { location: 'northeurope' }, ['location']],
    ['an object where a value is declared', clusterId, properties({ dnsPrefix: 'd' }), properties({ dnsPrefix: { a: 1 } }), ['properties.dnsPrefix']],
    ['a value where an object is declared', clusterId, properties({ networkProfile: { outboundType: 'none' } }), properties({ networkProfile: 'none' }), ['properties.networkProfile']],
  ])('%s', (_why, id, declared, living, paths) => {
    expect(pathsOf(id, declared, living)).toEqual(paths);
  });

  test('tells what is declared, what lives, and where it was written', () => {
    const [missing, extra] = differencesOf(resourceAt(clusterId, properties({ agentPoolProfiles: [{ name: 'a', vmSize: 'x' }] })), livingAt(clusterId, properties({ agentPoolProfiles: [{ name: 'b', vmSize: 'y' }] })));
    expect(missing).toEqual({ kind: 'missing', path: 'properties.agentPoolProfiles[a]', pointer: '/properties/agentPoolProfiles/0', declared: { name: 'a', vmSize: 'x' }, living: undefined, isWeighty: false });
    expect(extra).toEqual({ kind: 'extra', path: 'properties.agentPoolProfiles[b]', pointer: '/properties/agentPoolProfiles', declared: undefined, living: { name: 'b', vmSize: 'y' }, isWeighty: false });
  });

  test('isolation rests on some of it', () => {
    const weighty = (id: string, declared: JsonObject, living: JsonObject): readonly boolean[] => differencesOf(resourceAt(id, declared), livingAt(id, living)).map(({ isWeighty }) => isWeighty);
    expect(weighty(clusterId, pools({ enableNodePublicIP: false }), pools({ enableNodePublicIP: true }))).toEqual([true]);
    expect(weighty(clusterId, pools({ vmSize: 'a' }), pools({ vmSize: 'b' }))).toEqual([false]);
    expect(weighty(networkId, properties({ subnets: [{ name: 'a', properties: { routeTable: { id: '/r' } } }] }), properties({ subnets: [{ name: 'a', properties: {} }] }))).toEqual([true]);
    expect(weighty(networkId, properties({ virtualNetworkPeerings: [] }), properties({ virtualNetworkPeerings: [{ name: 'p', properties: {} }] }))).toEqual([true]);
    expect(weighty(registryId, properties({ adminUserEnabled: false }), properties({ adminUserEnabled: true }))).toEqual([true]);
  });
});

describe('a pool as a resource of its own', () => {
  const id = `${clusterId}/agentPools/user`;
  test('is upgraded by the channel of its cluster', () => {
    const declared = properties({ orchestratorVersion: '1.33.1', nodeImageVersion: 'old' });
    const living = properties({ orchestratorVersion: '1.33.4', currentOrchestratorVersion: '1.33.4', nodeImageVersion: 'new' });
    expect(pathsOf(id, declared, living, cluster({ autoUpgradeProfile: { upgradeChannel: 'patch' } }))).toEqual([]);
    expect(pathsOf(id, declared, living, cluster({ autoUpgradeProfile: { upgradeChannel: 'none', nodeOSUpgradeChannel: 'None' } }))).toEqual(['properties.orchestratorVersion', 'properties.nodeImageVersion']);
  });

  test('has a type among its properties', () => {
    expect(pathsOf(id, properties({ type: 'VirtualMachines' }), properties({ type: 'VirtualMachineScaleSets' }))).toEqual(['properties.type']);
  });
});

describe('children that are declared as resources of their own', () => {
  const declared = resourceAt(clusterId, properties({ agentPoolProfiles: [{ name: 'system' }] }));
  const living = livingAt(clusterId, properties({ agentPoolProfiles: [{ name: 'system' }, { name: 'user' }, { name: 'wild' }] }));
  test('are not more than is declared', () => {
    const differences = differencesOf(declared, living, { isDeclaredElsewhere: (type, name) => type === 'Microsoft.ContainerService/managedClusters/agentPools' && name === 'user' });
    expect(differences.map(({ path }) => path)).toEqual(['properties.agentPoolProfiles[wild]']);
  });

  test('may be, where their names are not known', () => {
    expect(differencesOf(declared, living, { isDeclaredElsewhere: () => 'unknown' }).map(({ kind }) => kind)).toEqual(['undetermined', 'undetermined']);
  });
});

describe('what is not known', () => {
  const open = new Unknown('`var.x` is known only after apply');
  test('in the declaration is not compared, and counted', () => {
    const { differences, open: left, compared } = compareDeclared(resourceAt(clusterId, properties({ dnsPrefix: open, networkProfile: { outboundType: 'none' } })), livingAt(clusterId, properties({ dnsPrefix: 'd', networkProfile: { outboundType: 'none' } })));
    expect([differences, left, compared]).toEqual([[], [{ path: 'properties.dnsPrefix', why: open.why }], 1]);
  });

  test('of an id may still tell that it is another', () => {
    const declared = properties({ agentPoolProfiles: [{ name: 'a', vnetSubnetID: new Unknown('open', { pieces: ['/subscriptions/', '/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/net/subnets/nodes'] }) }] });
    const living = (id: string): JsonObject => properties({ agentPoolProfiles: [{ name: 'a', vnetSubnetID: id }] });
    expect(pathsOf(clusterId, declared, living(subnetId.toLowerCase()))).toEqual([]);
    expect(pathsOf(clusterId, declared, living(`${networkId}/subnets/other`))).toEqual(['properties.agentPoolProfiles[a].vnetSubnetID']);
  });

  test('of what lives is undetermined, never equal', () => {
    const unread = new Unknown('the query did not ask for it');
    const kinds = (declared: JsonObject, living: JsonObject): readonly (readonly unknown[])[] => differencesOf(resourceAt(clusterId, declared), livingAt(clusterId, living)).map(({ kind, path, why }) => [kind, path, why]);
    expect(kinds(properties({ dnsPrefix: 'd' }), properties({ dnsPrefix: unread }))).toEqual([['undetermined', 'properties.dnsPrefix', unread.why]]);
    expect(kinds(properties({ networkProfile: { outboundType: 'none' } }), properties({ networkProfile: unread }))).toEqual([['undetermined', 'properties.networkProfile', unread.why]]);
    expect(kinds(properties({ networkProfile: {}, addonProfiles: { a: null } }), properties({ networkProfile: unread, addonProfiles: unread }))).toEqual([]);
    expect(kinds(pools({ availabilityZones: ['1'] }), pools({ availabilityZones: ['1', unread] }))).toEqual([['undetermined', 'properties.agentPoolProfiles[p0].availabilityZones', unread.why]]);
    expect(kinds(properties({ kubernetesVersion: '1.33' }), properties({ kubernetesVersion: '1.34.1', autoUpgradeProfile: unread }))).toEqual([['undetermined', 'properties.kubernetesVersion', 'whether it moves by itself could not be read']]);
    expect(kinds(pools({ count: 1 }), pools({ count: 2, enableAutoScaling: unread }))).toEqual([['undetermined', 'properties.agentPoolProfiles[p0].count', 'whether it moves by itself could not be read']]);
    expect(kinds(properties({ agentPoolProfiles: [{ name: 'a' }] }), properties({ agentPoolProfiles: [unread] }))).toEqual([['undetermined', 'properties.agentPoolProfiles[a]', unread.why]]);
  });

  test('of declared elements leaves open what is more', () => {
    const living = livingAt(clusterId, properties({ agentPoolProfiles: [{ name: 'a' }, { name: 'b' }] }));
    expect(differencesOf(resourceAt(clusterId, properties({ agentPoolProfiles: [{ name: 'a' }, { name: open }] })), living).map(({ kind, path }) => [kind, path])).toEqual([['undetermined', 'properties.agentPoolProfiles[b]']]);
    expect(compareDeclared(resourceAt(subnetId, properties({ addressPrefixes: ['10.0.0.0/24', open] })), livingAt(subnetId, properties({ addressPrefixes: ['10.0.0.0/24', '10.0.1.0/24'] })))).toMatchObject({ differences: [], open: [{ why: open.why }] });
  });
});

describe('hostile and large documents', () => {
  test('names of the prototype are names', () => {
    const hostile = JSON.parse('{"tags": {"__proto__": "a", "constructor": "b", "toString": "c"}, "properties": {"__proto__": {"outboundType": "none"}}}') as JsonObject;
    expect(pathsOf(clusterId, hostile, {})).toEqual(['tags.__proto__', 'tags.constructor', 'tags.toString', 'properties.__proto__.outboundType']);
    expect(pathsOf(clusterId, hostile, hostile)).toEqual([]);
    expect(({} as JsonObject)['outboundType']).toBeUndefined();
  });

  test('whatever it is, a document is what it declares, and nothing throws', () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(new Unknown('open')));
    const { node } = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('node'), { maxLength: 4 }), fc.dictionary(fc.constantFrom('name', 'id', 'value', 'a', 'A', '__proto__', 'constructor', 'count', 'enabled'), tie('node'), { maxKeys: 4 })),
    }));
    const names = fc.constantFrom('properties', 'identity', 'tags', 'agentPoolProfiles', 'networkProfile', 'subnets', 'securityRules', 'addressPrefix', 'addressPrefixes', 'addonProfiles', 'kubernetesVersion', 'userAssignedIdentities');
    const object = fc.dictionary(names, fc.oneof(node, fc.dictionary(names, node, { maxKeys: 4 })), { maxKeys: 4 });
    const ids = fc.constantFrom(clusterId, networkId, subnetId, registryId, at('networkSecurityGroups/g'));
    fc.assert(fc.property(ids, object, object, (id, one, other) => {
      expect(differencesOf(resourceAt(id, one), livingAt(id, one)).filter(({ kind }) => kind !== 'undetermined')).toEqual([]);
      differencesOf(resourceAt(id, one), livingAt(id, other));
    }), { numRuns: 1000 });
  });

  test('of what is nested too deeply, nothing is said but that', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 5000; level += 1) deep = { a: deep };
    expect(differencesOf(resourceAt(clusterId, properties({ x: deep })), livingAt(clusterId, properties({ x: deep }))).map(({ kind }) => kind)).toEqual(['undetermined']);
  });

  test('so many differences are told, and that there are more', () => {
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`t${index}`, 'a']));
    const { differences, isCut } = compareDeclared(resourceAt(clusterId, { tags: many }), livingAt(clusterId, {}));
    expect([differences.length, isCut]).toEqual([500, true]);
  });

  test('fifty thousand rules take seconds at most', () => {
    const rules = (access: string): JsonObject => properties({ securityRules: Array.from({ length: 50_000 }, (_, index) => ({ name: `r${index}`, properties: { priority: index, access, destinationPortRanges: ['443', '80'] } })) });
    const start = process.cpuUsage();
    expect(pathsOf(at('networkSecurityGroups/g'), rules('Deny'), rules('deny'))).toEqual([]);
    expect(process.cpuUsage(start).user).toBeLessThan(10_000_000);
  });

  test('a type that is not compared has no differences, and nothing was compared', () => {
    const id = `${group}/providers/Microsoft.Storage/storageAccounts/s`;
    expect(compareDeclared(resourceAt(id, properties({ a: 1 })), livingAt(id, properties({ a: 2 })))).toMatchObject({ differences: [], compared: 0 });
  });
});

test('every fact says where it was read, and every type is told once', () => {
  expect(comparedTypes.flatMap(({ rewrites }) => rewrites).filter(({ source }) => source.length < 10)).toEqual([]);
  expect(new Set(comparedTypes.map(({ type }) => type.toLowerCase())).size).toBe(comparedTypes.length);
});
