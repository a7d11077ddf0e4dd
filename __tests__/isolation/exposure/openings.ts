import type { Resource } from '../../../src/arm/resource.ts';
import { changed, ids, nodeGroup, resource, type Estate } from './estate.ts';
import { hub, hubConnection, peeringTo, routes, vpnGateway } from './rules/network/parts.ts';

/** What opens a way in the closed configuration: parts to put in the place of its own, or beside them. */
export type Opening = (estate: Estate) => Readonly<Record<string, Resource>>;

const cluster = (path: string, value: unknown): Opening => (estate) => ({ cluster: changed(estate['cluster'], path, value) });

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
  // The network around the cluster.
  'egress-learned-route': [
    () => ({ vpnGateway: vpnGateway(), routeTable: routes([], {}) }),
    () => ({ peering: peeringTo(hub, { useRemoteGateways: true }), routeTable: routes([], { disableBgpRoutePropagation: false }) }),
  ],
  'egress-peering': [() => ({ peering: peeringTo(hub) }), () => ({ vpnGateway: vpnGateway() }), () => ({ hub: hubConnection() })],
};
