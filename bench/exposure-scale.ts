import type { Resource } from '../src/arm/resource.ts';
import { exposuresOf } from '../src/isolation/exposure/answers.ts';
import { judgeExposures } from '../src/isolation/exposure/meant/meant.ts';
import { exposureRules } from '../src/isolation/exposure/catalogue.ts';
import { slope, type Growth } from './growth.ts';
import { summarise } from './statistics.ts';

export interface ExposureFigures {
  readonly rules: number;
  /** Resources of one cluster with its surroundings. */
  readonly resourcesPerCluster: number;
  readonly growth: Growth;
  /** Microseconds for the graph and all answers of one cluster, at the largest size. */
  readonly perCluster: number;
}

const sizes = [1, 10, 100, 1000, 3000, 10_000];
const most = Math.max(...sizes);

/** Graph and answers for clusters with a network, a registry and all that belongs to them; twenty share a network and a registry. */
export function measureExposures(rounds: number): ExposureFigures {
  const all = new Map(sizes.map((size) => [size, estateOf(size)]));
  const of = (size: number): readonly Resource[] => all.get(size) ?? [];
  const complete = [{ type: '*', scope: '' }];
  const measure = (size: number): number => {
    const resources = of(size);
    // Small sizes are over before the clock has moved.
    const turns = Math.max(1, Math.floor(1000 / size));
    const begin = performance.now();
    for (let turn = 0; turn < turns; turn += 1) judgeExposures(exposuresOf(resources, complete), []);
    return (performance.now() - begin) / turns;
  };
  measure(1000);
  const samples = sizes.map((size) => Array.from({ length: Math.max(5, Math.min(rounds, 9)) }, () => measure(size)));
  const times = samples.map((found) => summarise(found).median);
  const points = samples.flatMap((found, place) => found.map((time) => [Math.log(sizes[place] ?? 1), Math.log(time)] as const));
  return { rules: exposureRules.length, resourcesPerCluster: of(100).length / 100, growth: { sizes, times, ...slope(points) }, perCluster: ((times.at(-1) ?? 0) * 1000) / most };
}

/** So many clusters with all that belongs to them. */
export function estateOf(clusters: number): readonly Resource[] {
  const spokes = Array.from({ length: Math.ceil(clusters / clustersPerSpoke) }, (_, index) => spoke(index));
  return [...spokes.flat(), ...Array.from({ length: clusters }, (_, index) => estate(index)).flat()];
}

const clustersPerSpoke = 20;
const subscriptionOf = (index: number): string => `/subscriptions/00000000-0000-0000-0000-${String(Math.floor(index / 10)).padStart(12, '0')}`;

function live(id: string, properties: unknown, more: Readonly<Record<string, unknown>> = {}): Resource {
  const [namespace = '', ...segments] = id.slice(id.lastIndexOf('/providers/') + '/providers/'.length).split('/');
  const type = [namespace, ...segments.filter((_, place) => place % 2 === 0)].join('/');
  const name = segments.filter((_, place) => place % 2 === 1).join('/');
  return { id, type, name, body: { id, type, name: segments.at(-1) ?? '', location: 'westeurope', ...more, properties } };
}

function spokeIds(index: number): Readonly<Record<'network' | 'guard' | 'routes' | 'registry' | 'zone', string>> {
  const group = `${subscriptionOf(index)}/resourceGroups/spoke-${index}/providers`;
  return {
    network: `${group}/Microsoft.Network/virtualNetworks/v${index}`,
    guard: `${group}/Microsoft.Network/networkSecurityGroups/guard`,
    routes: `${group}/Microsoft.Network/routeTables/routes`,
    registry: `${group}/Microsoft.ContainerRegistry/registries/r${index}`,
    zone: `${group}/Microsoft.Network/privateDnsZones/privatelink.azurecr.io`,
  };
}

/** Every tenth spoke has a NAT gateway, every seventh a way through a hub. */
function spoke(index: number): readonly Resource[] {
  const { network, guard, routes, registry, zone } = spokeIds(index);
  const deny = { name: 'deny', properties: { priority: 4000, direction: 'Outbound', access: 'Deny', protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: 'Internet', destinationPortRange: '*' } };
  const subnets = Array.from({ length: clustersPerSpoke }, (_, place) => ({
    name: `nodes${place}`,
    properties: {
      addressPrefix: `10.${index % 200}.${place}.0/24`, defaultOutboundAccess: false, networkSecurityGroup: { id: guard }, routeTable: { id: routes },
      ...(index % 10 === 0 ? { natGateway: { id: `${network.replace('virtualNetworks', 'natGateways')}-nat` } } : {}),
    },
  }));
  return [
    live(network, { addressSpace: { addressPrefixes: [`10.${index % 200}.0.0/16`] }, subnets, virtualNetworkPeerings: index % 7 === 0 ? [{ name: 'hub', properties: { remoteVirtualNetwork: { id: `${network}-hub` }, allowForwardedTraffic: true } }] : [] }),
    live(guard, { securityRules: [deny] }),
    live(routes, { disableBgpRoutePropagation: true, routes: index % 7 === 0 ? [{ name: 'out', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.250.0.4' } }] : [] }),
    live(registry, { publicNetworkAccess: 'Disabled', adminUserEnabled: false, anonymousPullEnabled: false, policies: {} }, { sku: { name: 'Premium' } }),
    live(`${registry}/cacheRules/aks-managed-mcr`, { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' }),
    live(`${network.replace('virtualNetworks', 'privateEndpoints')}-registry`, { subnet: { id: `${network}/subnets/nodes0` }, privateLinkServiceConnections: [{ name: 'r', properties: { privateLinkServiceId: registry, groupIds: ['registry'] } }] }),
    live(zone, {}),
    live(`${zone}/virtualNetworkLinks/v`, { virtualNetwork: { id: network } }),
    live(`${zone}/A/r${index}`, { aRecords: [] }),
    live(`${zone}/A/r${index}.westeurope.data`, { aRecords: [] }),
  ];
}

function estate(index: number): readonly Resource[] {
  const home = Math.floor(index / clustersPerSpoke);
  const { network, registry } = spokeIds(home);
  const group = `${subscriptionOf(home)}/resourceGroups/app-${index}/providers`;
  const nodeGroup = `MC_app-${index}_c_westeurope`;
  const [kubelet, controlPlane] = ['kubelet', 'control'].map((name) => `${group}/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`) as [string, string];
  const pool = { mode: 'System', osType: 'Linux', type: 'VirtualMachineScaleSets', enableNodePublicIP: index % 50 === 0, vnetSubnetID: `${network}/subnets/nodes${index % clustersPerSpoke}` };
  const machines = `${subscriptionOf(home)}/resourceGroups/${nodeGroup}/providers`;
  return [
    live(
      `${group}/Microsoft.ContainerService/managedClusters/c`,
      {
        networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', networkPolicy: 'cilium', outboundType: index % 9 === 0 ? 'loadBalancer' : 'none' },
        bootstrapProfile: { artifactSource: 'Cache', containerRegistryId: registry },
        apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, disableRunCommand: true },
        identityProfile: { kubeletidentity: { resourceId: kubelet, objectId: `o${index}` } },
        nodeResourceGroup: nodeGroup,
        agentPoolProfiles: [{ name: 'system', ...pool }, { name: 'user', ...pool }],
      },
      { identity: { type: 'UserAssigned', userAssignedIdentities: { [controlPlane]: { principalId: `p${index}` } } } },
    ),
    live(kubelet, { principalId: `o${index}` }),
    live(controlPlane, { principalId: `p${index}` }),
    live(`${registry}/providers/Microsoft.Authorization/roleAssignments/pull-${index}`, { principalId: `o${index}`, roleDefinitionId: '/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d' }),
    ...['system', 'user'].map((name) =>
      live(`${machines}/Microsoft.Compute/virtualMachineScaleSets/aks-${name}`, {
        virtualMachineProfile: { networkProfile: { networkInterfaceConfigurations: [{ name: 'nic', properties: { ipConfigurations: [{ name: 'ip', properties: {} }] } }] } },
      }),
    ),
    live(`${machines}/Microsoft.Network/loadBalancers/kubernetes-internal`, { frontendIPConfigurations: [{ name: 'in', properties: { privateIPAddress: '10.0.0.9' } }] }),
  ];
}
