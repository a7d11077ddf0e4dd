/** The rules of which clusters there can be (aks-network-isolation.md 2.1), one row each: refusals, ends of nodes, and what is taken although it should not be wanted. */
import { roles } from '../../../../src/isolation/exposure/graph/access/built-in-roles.ts';
import type { JsonObject } from '../../../../src/arm/json.ts';
import type { StandInResponse } from '../../../../src/sandbox/http.ts';
import { cluster, group, isolatedCluster, leakingCluster, makeArmWithGroup } from '../../arm-client.ts';
import { controlPlane, ground, kubelet, network, nodes, registry, roleAssignment, withOwnRegistry } from '../own-registry.ts';
import { ending, living, nodeOutcome, planted, reimaged, type Outcome, type Refused } from './row.ts';

const none = (properties: JsonObject): StandInResponse => makeArmWithGroup().send('PUT', cluster, isolatedCluster(properties));
const profile = (change: JsonObject): JsonObject => ({ networkProfile: { networkPlugin: 'azure', outboundType: 'none', ...change } });
const systemPool = { name: 'system', mode: 'System', count: 1, vmSize: 'Standard_DS2_v2' };
const windowsPool = { name: 'win', count: 1, osType: 'Windows' };
const apiServers = `${network}/subnets/api`;

/** A cluster whose API server is to stand in a subnet of these properties. */
function integrated(subnet: JsonObject, vnet: JsonObject = {}, vmSize = 'Standard_DS2_v2'): StandInResponse {
  const arm = planted({
    joins: roleAssignment(network, '10000000-0000-4000-8000-000000000001', controlPlane, roles.networkContributor),
    network: { ...ground['network'], properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, ...vnet } },
  });
  arm.controls.seed({ documents: [{ id: apiServers, properties: subnet }] });
  const agentPoolProfiles = [{ ...systemPool, vmSize, vnetSubnetID: nodes }];
  return arm.send('PUT', cluster, withOwnRegistry({ agentPoolProfiles, apiServerAccessProfile: { enablePrivateCluster: true, enableVnetIntegration: true, subnetId: apiServers } }));
}
const delegations = [{ name: 'aks', properties: { serviceName: 'Microsoft.ContainerService/managedClusters' } }];
const isolation = 'InvalidNetworkIsolatedClusterConfiguration';

export const refusals: readonly Refused[] = [
  ['none requires Cache', () => none({ bootstrapProfile: undefined }), 400, isolation, /must be .Cache/],
  ['block requires Cache', () => none({ ...profile({ outboundType: 'block' }), bootstrapProfile: { artifactSource: 'Direct' } }), 400, isolation, /must be .Cache/],
  ['a source is Cache or Direct', () => none({ bootstrapProfile: { artifactSource: 'Mirror' } }), 400, 'InvalidParameter', 'bootstrapProfile.artifactSource'],
  ['a registry only with Cache', () => none({ ...profile({ outboundType: 'loadBalancer' }), bootstrapProfile: { artifactSource: 'Direct', containerRegistryId: registry } }), 400, 'InvalidParameter', 'bootstrapProfile.containerRegistryId'],
  ['Kubernetes 1.30 at least', () => none({ kubernetesVersion: '1.29' }), 400, 'K8sVersionNotSupported'],
  ['not the patch that the documentation names', () => none({ kubernetesVersion: '1.30.3' }), 400, 'K8sVersionNotSupported'],
  ['nor in a pool', () => none({ agentPoolProfiles: [{ ...systemPool, orchestratorVersion: '1.29.9' }] }), 400, 'K8sVersionNotSupported'],
  ['no kubenet', () => none(profile({ networkPlugin: 'kubenet' })), 400, isolation, /kubenet/],
  ['no kubenet by default', () => none(profile({ networkPlugin: undefined })), 400, isolation, /kubenet/],
  ['no kubenet when the way out is closed', () => living(makeArmWithGroup(), openedWith({ networkPlugin: 'kubenet' })).send('PUT', cluster, isolatedCluster(profile({ networkPlugin: 'kubenet' }))), 400, isolation, /kubenet/],
  ['no Windows pool', () => none({ agentPoolProfiles: [systemPool, windowsPool] }), 400, isolation, /Windows/],
  ['no Windows pool later', () => living(makeArmWithGroup(), isolatedCluster()).send('PUT', `${cluster}/agentPools/win`, { properties: windowsPool }), 400, isolation, /Windows/],
  ['no Windows pool when the way out is closed', () => {
    const agentPoolProfiles = [systemPool, windowsPool];
    return living(makeArmWithGroup(), openedWith({ networkPlugin: 'azure' }, { agentPoolProfiles })).send('PUT', cluster, isolatedCluster({ agentPoolProfiles }));
  }, 400, isolation, /Windows/],
  ['no service principal', () => makeArmWithGroup().send('PUT', cluster, isolatedCluster({ servicePrincipalProfile: { clientId: 'x' } }, { identity: undefined })), 400, 'BootstrapArtifactSourceNotAllowed'],
  ['no Unmanaged channel', () => none({ autoUpgradeProfile: { nodeOSUpgradeChannel: 'Unmanaged' } }), 400, isolation, /Unmanaged/],
  ['no Unmanaged channel later', () => living(makeArmWithGroup(), isolatedCluster()).send('PUT', cluster, isolatedCluster({ autoUpgradeProfile: { nodeOSUpgradeChannel: 'Unmanaged' } })), 400, isolation, /Unmanaged/],
  ['block only in a network of AKS', () => planted().send('PUT', cluster, withOwnRegistry(profile({ outboundType: 'block' }))), 400, isolation, /custom one/],
  ['no Automatic', () => makeArmWithGroup().send('PUT', cluster, isolatedCluster({}, { sku: { name: 'Automatic', tier: 'Standard' } })), 400, isolation, /Automatic/],
  ['an API server in a network of the user names its subnet', () => none({ agentPoolProfiles: [{ ...systemPool, vnetSubnetID: nodes }], apiServerAccessProfile: { enableVnetIntegration: true } }), 400, 'InvalidParameter', 'apiServerAccessProfile.subnetId'],
  ['an API server needs a delegated subnet', () => integrated({ addressPrefix: '10.0.2.0/28', delegations: [] }), 400, 'InvalidParameter', 'apiServerAccessProfile.subnetId'],
  ['an API server needs a /28', () => integrated({ addressPrefix: '10.0.2.0/29', delegations }), 400, 'InvalidParameter', 'apiServerAccessProfile.subnetId'],
  ['no encrypted network with sizes of v4 and later', () => integrated({ addressPrefix: '10.0.2.0/28', delegations }, { encryption: { enabled: true } }, 'Standard_D4s_v5'), 400, 'InvalidParameter', 'apiServerAccessProfile.subnetId'],
  ['no VNet integration in qatarcentral', () => makeArmWithGroup().send('PUT', cluster, isolatedCluster({ apiServerAccessProfile: { enableVnetIntegration: true } }, { location: 'qatarcentral' })), 400, 'InvalidParameter', 'apiServerAccessProfile.enableVnetIntegration'],
  ['VNet integration stays', () => living(makeArmWithGroup(), isolatedCluster({ apiServerAccessProfile: { enableVnetIntegration: true } })).send('PUT', cluster, isolatedCluster({ apiServerAccessProfile: {} })), 400, 'PropertyChangeNotAllowed', 'apiServerAccessProfile.enableVnetIntegration'],
  ['a private cluster without zone and public name', () => none({ apiServerAccessProfile: { enablePrivateCluster: true, privateDNSZone: 'none', enablePrivateClusterPublicFQDN: false } }), 400, 'InvalidParameter', 'apiServerAccessProfile.privateDNSZone'],
  ['a zone of the user requires a user-assigned identity', () => none({ apiServerAccessProfile: { enablePrivateCluster: true, privateDNSZone: `${group}/providers/Microsoft.Network/privateDnsZones/privatelink.westeurope.azmk8s.io` } }), 400, 'InvalidParameter', 'apiServerAccessProfile.privateDNSZone'],
  ['a kubelet identity of the user requires a user-assigned identity', () => none({ identityProfile: { kubeletidentity: { resourceId: kubelet } } }), 400, 'CustomKubeletIdentityOnlySupportedOnUserAssignedMSICluster'],
  ['no route table with public access disabled', () => makeArmWithGroup().send('PUT', cluster, isolatedCluster({ ...profile({ outboundType: 'userDefinedRouting' }), publicNetworkAccess: 'Disabled' })), 400, 'InvalidParameter', 'publicNetworkAccess'],
];

function openedWith(profiles: JsonObject, properties: JsonObject = {}): JsonObject {
  return isolatedCluster({ networkProfile: { outboundType: 'loadBalancer', ...profiles }, ...properties });
}

const rule = (id: string, properties: JsonObject): JsonObject => ({ id: `${registry}/cacheRules/${id}`, properties: { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*', ...properties } });
const registryWith = (properties: JsonObject, sku = 'Premium'): JsonObject => ({ id: registry, location: 'westeurope', sku: { name: sku }, properties: { loginServer: 'own.azurecr.io', ...properties } });
/** How the nodes of a new cluster start. */
const start = (changes: Parameters<typeof planted>[0]): string => nodeOutcome(living(planted(changes), withOwnRegistry()));

export const ends: readonly Outcome[] = [
  ['a registry is Premium', () => start({ registry: registryWith({}, 'Standard') }), 'Failed 211'],
  ['a cache rule has the documented name', () => start({ cacheRule: rule('aks-managed-rule', {}) }), 'Failed 207'],
  ['a cache rule has the target of today, not that of before March 2025', () => start({ cacheRule: rule('aks-managed-mcr', { targetRepository: '/*' }) }), 'Failed 207'],
  ['a cache rule is of MCR', () => start({ cacheRule: rule('aks-managed-mcr', { sourceRepository: 'docker.io/*' }) }), 'Failed 207'],
  ['a cache rule is not altered afterwards', () => {
    const arm = living(planted(), withOwnRegistry());
    arm.controls.seed({ documents: [rule('aks-managed-mcr', { targetRepository: 'other/*' })] });
    return nodeOutcome(reimaged(arm));
  }, 'Failed 207'],
  ['anonymous pull is no way in', () => start({ registry: registryWith({ anonymousPullEnabled: true }), pulls: undefined }), 'Failed 212'],
  ['tokens of the ARM audience are taken', () => start({ registry: registryWith({ policies: { azureADAuthenticationAsArmPolicy: { status: 'disabled' } } }) }), 'Failed 212'],
  ['AcrPull is nothing to a registry with rights by repository', () => start({ registry: registryWith({ roleAssignmentMode: 'AbacRepositoryPermissions' }) }), 'Failed 212'],
  ['the reader of repositories may pull there', () => start({
    registry: registryWith({ roleAssignmentMode: 'AbacRepositoryPermissions' }), pulls: roleAssignment(registry, '10000000-0000-4000-8000-000000000003', kubelet, roles.repositoryReader),
  }), 'Succeeded'],
  ...['microsoft.flux', 'microsoft.dapr', 'Microsoft.AppConfiguration', 'microsoft.azureml.kubernetes'].map((extensionType): Outcome => [
    `no extension ${extensionType}`, () => {
      const arm = living(makeArmWithGroup(), isolatedCluster());
      return ending(arm, arm.send('PUT', `${cluster}/providers/Microsoft.KubernetesConfiguration/extensions/one`, { properties: { extensionType } }));
    }, 'Failed ExtensionOperationFailed',
  ]),
  ['the extension of backups is taken', () => {
    const arm = living(makeArmWithGroup(), isolatedCluster());
    return ending(arm, arm.send('PUT', `${cluster}/providers/Microsoft.KubernetesConfiguration/extensions/one`, { properties: { extensionType: 'Microsoft.DataProtection.Kubernetes' } }));
  }, 'Succeeded'],
  ['any extension is taken where there is a way out', () => {
    const arm = living(makeArmWithGroup(), leakingCluster());
    return ending(arm, arm.send('PUT', `${cluster}/providers/Microsoft.KubernetesConfiguration/extensions/one`, { properties: { extensionType: 'microsoft.flux' } }));
  }, 'Succeeded'],
  ...['NodeImage', 'None', 'SecurityPatch'].map((nodeOSUpgradeChannel): Outcome => [`the channel ${nodeOSUpgradeChannel} is taken`, () => none({ autoUpgradeProfile: { nodeOSUpgradeChannel } }).status, 201]),
  ['a public API server is taken', () => none({ apiServerAccessProfile: {} }).status, 201],
  ['a delegated /28 is a place for API servers, also in an encrypted network with older sizes', () => integrated({ addressPrefix: '10.0.2.0/28', delegations }, { encryption: { enabled: true } }).status, 201],
  ['public addresses of nodes are taken, and seen in their scale set', () => {
    const arm = living(makeArmWithGroup(), isolatedCluster({ agentPoolProfiles: [{ ...systemPool, enableNodePublicIP: true }] }));
    const list = `${group.replace('rg-demo', 'MC_rg-demo_demo_westeurope')}/providers/Microsoft.Compute/virtualMachineScaleSets`;
    return JSON.stringify(arm.send('GET', list).body).includes('publicIPAddressConfiguration');
  }, true],
];

