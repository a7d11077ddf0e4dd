import { document, guidOf, type ArmDocument } from './documents.ts';

/** The regions of a tenant, each with a hub. */
export const regions = ['westeurope', 'northeurope', 'swedencentral'] as const;

export interface TenantSubscription {
  readonly subscriptionId: string;
  readonly displayName: string;
  readonly managementGroup: string;
  readonly region: string;
}

/** Three levels below the sandbox's own group: `platform` and `landing-zones`, their kinds, and the regions. */
export const managementGroups = [
  { name: 'platform', displayName: 'Platform' },
  { name: 'landing-zones', displayName: 'Landing zones' },
  { name: 'connectivity', displayName: 'Connectivity', parent: 'platform' },
  ...['corp', 'online'].flatMap((kind) => [
    { name: kind, displayName: kind === 'corp' ? 'Corp' : 'Online', parent: 'landing-zones' },
    ...regions.map((region) => ({ name: `${kind}-${region}`, displayName: `${kind}, ${region}`, parent: kind })),
  ]),
] as const;

/** Subscriptions of applications, over kinds and regions in turns. */
export function applicationSubscriptions(count: number, seed: number): readonly TenantSubscription[] {
  return Array.from({ length: count }, (_, index) => {
    const region = regionOf(index);
    const kind = index % 2 === 0 ? 'corp' : 'online';
    return { subscriptionId: guidOf(`${seed} application ${index}`), displayName: `Application ${index}`, managementGroup: `${kind}-${region}`, region };
  });
}

/** A subscription with a hub for each region. */
export function hubSubscriptions(seed: number): readonly TenantSubscription[] {
  return regions.map((region) => ({ subscriptionId: guidOf(`${seed} hub ${region}`), displayName: `Hub ${region}`, managementGroup: 'connectivity', region }));
}

function regionOf(index: number): string {
  return regions[index % regions.length] ?? regions[0];
}

/** The resource group of a hub in which the registries stand. */
export function registryGroup({ subscriptionId }: TenantSubscription): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/registries`;
}

/**
 * The networks of the hubs, each joined to the others and with a gateway, and the private zones that they answer for. No network of clusters is
 * joined to them: that alone would be a way out.
 */
export function hubDocuments(hubs: readonly TenantSubscription[]): readonly ArmDocument[] {
  return hubs.flatMap((hub, index) => {
    const network = networkOf(hub);
    const group = network.slice(0, network.indexOf('/providers/'));
    const peerings = hubs.filter((other) => other !== hub).map((other) => ({
      name: `to-${other.region}`,
      properties: { remoteVirtualNetwork: { id: networkOf(other) }, allowVirtualNetworkAccess: true, allowForwardedTraffic: true, peeringState: 'Connected' },
    }));
    const zones = ['privatelink.vaultcore.azure.net', 'privatelink.blob.core.windows.net'].map((name) => `${group}/providers/Microsoft.Network/privateDnsZones/${name}`);
    return [
      document(network, {
        addressSpace: { addressPrefixes: [`192.168.${index}.0/24`] },
        subnets: [{ name: 'GatewaySubnet', properties: { addressPrefix: `192.168.${index}.0/27` } }, { name: 'AzureFirewallSubnet', properties: { addressPrefix: `192.168.${index}.64/26` } }],
        virtualNetworkPeerings: peerings,
      }, { location: hub.region }),
      document(`${group}/providers/Microsoft.Network/publicIPAddresses/vpn`, { publicIPAllocationMethod: 'Static' }, { location: hub.region, sku: { name: 'Standard' } }),
      document(`${group}/providers/Microsoft.Network/virtualNetworkGateways/vpn`, { gatewayType: 'Vpn', ipConfigurations: [{ name: 'default', properties: { subnet: { id: `${network}/subnets/GatewaySubnet` } } }] }, { location: hub.region }),
      ...zones.flatMap((zone) => [
        document(zone, {}, { location: 'global' }),
        document(`${zone}/virtualNetworkLinks/hub`, { registrationEnabled: false, virtualNetwork: { id: network } }, { location: 'global' }),
      ]),
    ];
  });
}

function networkOf({ subscriptionId, region }: TenantSubscription): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub-${region}`;
}
