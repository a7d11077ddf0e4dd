import type { Resource } from '../../../../../src/arm/resource.ts';
import { changed, closedEstate, group, ids, nodeGroup, resource } from '../../estate.ts';

const estate = closedEstate();
const inGroup = (type: string, name: string): string => `${group}/providers/Microsoft.Network/${type}/${name}`;

export const subnet = 'subnets.0.properties';
export const hub = `${group.replace('/app', '/hub')}/providers/Microsoft.Network/virtualNetworks/hub`;

/** The network with something changed in its subnet of nodes. */
export function nodesWith(property: string, value: unknown, network: Resource | undefined = estate['network']): Resource {
  return changed(network, `${subnet}.${property}`, value);
}

/** A route table of the nodes. */
export function routes(all: readonly (readonly [prefix: unknown, hop: unknown, address?: unknown])[], more: Readonly<Record<string, unknown>> = { disableBgpRoutePropagation: true }): Resource {
  const written = all.map(([addressPrefix, nextHopType, nextHopIpAddress], index) => ({ name: `r${index}`, properties: { addressPrefix, nextHopType, ...(nextHopIpAddress === undefined ? {} : { nextHopIpAddress }) } }));
  return resource(ids.routeTable, { ...more, routes: written });
}

/** A security group of the nodes; without rules the default rules let everything out. */
export function guard(rules: readonly Readonly<Record<string, unknown>>[] = []): Resource {
  const common = { direction: 'Outbound', protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationPortRange: '*' };
  return resource(ids.securityGroup, { securityRules: rules.map((rule, index) => ({ name: `rule${index}`, properties: { priority: 100 + index, ...common, ...rule } })) });
}

export const natGatewayId = inGroup('natGateways', 'nat');
export const publicIpId = inGroup('publicIPAddresses', 'out');

export function natGateway(properties: Readonly<Record<string, unknown>> = {}): Resource {
  return resource(natGatewayId, { publicIpAddresses: [{ id: publicIpId }], ...properties }, { sku: { name: 'Standard' } });
}

export const gatewayId = inGroup('virtualNetworkGateways', 'vpn');

export function vpnGateway(network: string = ids.network): Resource {
  return resource(gatewayId, { gatewayType: 'Vpn', ipConfigurations: [{ name: 'default', properties: { subnet: { id: `${network}/subnets/GatewaySubnet` } } }] });
}

export function peeringTo(remote: unknown, more: Readonly<Record<string, unknown>> = {}): Resource {
  return resource(`${ids.network}/virtualNetworkPeerings/to-hub`, { remoteVirtualNetwork: { id: remote }, allowVirtualNetworkAccess: true, ...more });
}

export const hubId = inGroup('virtualHubs', 'vwan');

export function hubConnection(network: unknown = ids.network): Resource {
  return resource(`${hubId}/hubVirtualNetworkConnections/spoke`, { remoteVirtualNetwork: { id: network }, enableInternetSecurity: true });
}

/** A load balancer of a Service in the node resource group. */
export function loadBalancer(properties: Readonly<Record<string, unknown>> = {}): Resource {
  return resource(`${nodeGroup}/providers/Microsoft.Network/loadBalancers/kubernetes`, {
    frontendIPConfigurations: [{ name: 'front', properties: { publicIPAddress: { id: `${nodeGroup}/providers/Microsoft.Network/publicIPAddresses/kubernetes-a` } } }],
    loadBalancingRules: [],
    ...properties,
  });
}
