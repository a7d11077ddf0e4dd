import { document, guidOf, roleAssignment, type ArmDocument } from './documents.ts';
import type { RegistryPlace } from './registry.ts';

/** Where a network and its clusters stand. */
export interface CellPlace {
  /** `/subscriptions/<guid>`. */
  readonly subscription: string;
  /** Tells this cell from all others; part of names. */
  readonly number: number;
  readonly region: string;
  readonly clusters: number;
  readonly registry: RegistryPlace;
}

/** Ids of what belongs to a whole cell. */
export interface CellIds {
  readonly subscription: string;
  readonly group: string;
  readonly network: string;
  readonly routeTable: string;
  readonly securityGroup: string;
  readonly endpoint: string;
  readonly zone: string;
  readonly dnsPolicy: string;
  readonly domainList: string;
  readonly registry: RegistryPlace;
}

/** Ids of what belongs to one cluster. */
export interface ClusterIds {
  readonly cluster: string;
  readonly group: string;
  readonly nodeGroup: string;
  /** The place of its subnet in the document of the network. */
  readonly place: number;
  readonly nodes: string;
  readonly controlPlane: string;
  readonly kubelet: string;
  /** Object id. */
  readonly controlPlanePrincipal: string;
  readonly kubeletPrincipal: string;
}

/** Documents by the names that drifts know them by. */
export type Parts = Readonly<Record<string, ArmDocument>>;

export interface Cell {
  readonly ids: CellIds;
  /** Of all its clusters: network, security group, zone, … */
  readonly shared: Parts;
  readonly clusters: readonly { readonly ids: ClusterIds; readonly own: Parts }[];
}

/**
 * A virtual network with network isolated clusters in it, each in a subnet of its own, as the AKS documentation builds them with a registry
 * of one's own, and every further way closed: no address, no route, no peering, no name of the Internet. The registry is not part of it.
 */
export function cellAt(place: CellPlace): Cell {
  const ids = cellIds(place);
  const clusters = Array.from({ length: place.clusters }, (_, index) => clusterIds(place, ids, index));
  return { ids, shared: sharedParts(place, ids, clusters), clusters: clusters.map((cluster) => ({ ids: cluster, own: ownParts(place, ids, cluster) })) };
}

function cellIds({ subscription, number, registry }: CellPlace): CellIds {
  const group = `${subscription}/resourceGroups/spoke-${number}`;
  const network = (type: string, name: string): string => `${group}/providers/Microsoft.Network/${type}/${name}`;
  return {
    subscription,
    group,
    network: network('virtualNetworks', `vnet-${number}`),
    routeTable: network('routeTables', 'routes'),
    securityGroup: network('networkSecurityGroups', 'guard'),
    endpoint: network('privateEndpoints', 'registry'),
    zone: network('privateDnsZones', 'privatelink.azurecr.io'),
    dnsPolicy: network('dnsResolverPolicies', 'guard'),
    domainList: network('dnsResolverDomainLists', 'everything'),
    registry,
  };
}

function clusterIds({ subscription, number, region }: CellPlace, { network }: CellIds, place: number): ClusterIds {
  const name = `aks-${number}-${place}`;
  const group = `${subscription}/resourceGroups/app-${number}-${place}`;
  const identities = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities`;
  return {
    cluster: `${group}/providers/Microsoft.ContainerService/managedClusters/${name}`,
    group,
    nodeGroup: `${subscription}/resourceGroups/MC_app-${number}-${place}_${name}_${region}`,
    place,
    nodes: `${network}/subnets/nodes-${place}`,
    controlPlane: `${identities}/control-plane`,
    kubelet: `${identities}/kubelet`,
    controlPlanePrincipal: guidOf(`${group} control plane`),
    kubeletPrincipal: guidOf(`${group} kubelet`),
  };
}

function sharedParts({ number, region }: CellPlace, ids: CellIds, clusters: readonly ClusterIds[]): Parts {
  const { registry } = ids;
  const guarded = { defaultOutboundAccess: false, networkSecurityGroup: { id: ids.securityGroup }, routeTable: { id: ids.routeTable } };
  const subnets = [
    ...clusters.map(({ place }) => ({ name: `nodes-${place}`, properties: { addressPrefix: `10.${number % 250}.${place}.0/24`, ...guarded } })),
    { name: 'endpoints', properties: { addressPrefix: `10.${number % 250}.250.0/27`, ...guarded } },
  ];
  const everythingOut = { protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: 'Internet', destinationPortRange: '*' };
  const located = { location: region };
  return {
    network: document(ids.network, { addressSpace: { addressPrefixes: [`10.${number % 250}.0.0/16`] }, subnets: subnets.map((subnet) => ({ id: `${ids.network}/subnets/${subnet.name}`, ...subnet })), virtualNetworkPeerings: [] }, located),
    routeTable: document(ids.routeTable, { disableBgpRoutePropagation: true, routes: [] }, located),
    securityGroup: document(ids.securityGroup, { securityRules: [{ name: 'deny-internet', properties: { priority: 4000, direction: 'Outbound', access: 'Deny', ...everythingOut } }] }, located),
    endpoint: document(
      ids.endpoint,
      {
        subnet: { id: `${ids.network}/subnets/endpoints` },
        privateLinkServiceConnections: [{ name: 'registry', properties: { privateLinkServiceId: registry.id, groupIds: ['registry'], privateLinkServiceConnectionState: { status: 'Approved' } } }],
      },
      located,
    ),
    zone: document(ids.zone, {}, { location: 'global' }),
    zoneLink: document(`${ids.zone}/virtualNetworkLinks/spoke`, { registrationEnabled: false, virtualNetwork: { id: ids.network } }, { location: 'global' }),
    record: document(`${ids.zone}/A/${registry.name}`, { ttl: 10, aRecords: [{ ipv4Address: `10.${number % 250}.250.5` }] }),
    dataRecord: document(`${ids.zone}/A/${registry.name}.${registry.region}.data`, { ttl: 10, aRecords: [{ ipv4Address: `10.${number % 250}.250.4` }] }),
    dnsPolicy: document(ids.dnsPolicy, {}, located),
    dnsLink: document(`${ids.dnsPolicy}/virtualNetworkLinks/spoke`, { virtualNetwork: { id: ids.network } }, located),
    dnsRule: document(`${ids.dnsPolicy}/dnsSecurityRules/everything`, { priority: 1000, action: { actionType: 'Block' }, dnsSecurityRuleState: 'Enabled', dnsResolverDomainLists: [{ id: ids.domainList }] }, located),
    domainList: document(ids.domainList, { domains: ['.'] }, located),
  };
}

function ownParts({ region }: CellPlace, { network, registry }: CellIds, ids: ClusterIds): Parts {
  const located = { location: region };
  return {
    cluster: document(
      ids.cluster,
      {
        powerState: { code: 'Running' },
        kubernetesVersion: '1.33',
        currentKubernetesVersion: '1.33.2',
        dnsPrefix: ids.cluster.split('/').at(-1) ?? '',
        networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', networkPolicy: 'cilium', networkDataplane: 'cilium', outboundType: 'none', loadBalancerSku: 'standard' },
        bootstrapProfile: { artifactSource: 'Cache', containerRegistryId: registry.id },
        apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, privateDNSZone: 'system', disableRunCommand: true },
        autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage' },
        nodeResourceGroup: ids.nodeGroup.split('/').at(-1) ?? '',
        nodeResourceGroupProfile: { restrictionLevel: 'ReadOnly' },
        servicePrincipalProfile: { clientId: 'msi' },
        identityProfile: { kubeletidentity: { resourceId: ids.kubelet, clientId: guidOf(`${ids.kubelet} client`), objectId: ids.kubeletPrincipal } },
        agentPoolProfiles: [{
          name: 'system', mode: 'System', osType: 'Linux', osSKU: 'AzureLinux', type: 'VirtualMachineScaleSets', count: 3, vmSize: 'Standard_D4ds_v5', enableNodePublicIP: false, vnetSubnetID: ids.nodes, orchestratorVersion: '1.33',
        }],
      },
      { ...located, sku: { name: 'Base', tier: 'Standard' }, identity: { type: 'UserAssigned', userAssignedIdentities: { [ids.controlPlane]: { principalId: ids.controlPlanePrincipal, clientId: guidOf(`${ids.controlPlane} client`) } } } },
    ),
    scaleSet: document(
      `${ids.nodeGroup}/providers/Microsoft.Compute/virtualMachineScaleSets/aks-system`,
      { virtualMachineProfile: { networkProfile: { networkInterfaceConfigurations: [{ name: 'nic', properties: { ipConfigurations: [{ name: 'ipconfig', properties: { subnet: { id: ids.nodes } } }] } }] } } },
      located,
    ),
    controlPlane: document(ids.controlPlane, { principalId: ids.controlPlanePrincipal }, located),
    kubelet: document(ids.kubelet, { principalId: ids.kubeletPrincipal }, located),
    pull: roleAssignment(registry.id, ids.kubeletPrincipal, 'acrPull'),
    operator: roleAssignment(ids.kubelet, ids.controlPlanePrincipal, 'identityOperator'),
    contributor: roleAssignment(network, ids.controlPlanePrincipal, 'networkContributor'),
  };
}
