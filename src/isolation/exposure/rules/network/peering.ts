import { isUnknown } from '../../../../language/unknown.ts';
import { closed, open, undetermined, type Evidence } from '../../evidence.ts';
import { connectionsOf, isTied, type Connection } from '../../graph/connections.ts';
import { placesOf, type NetworkPlace } from '../../graph/places.ts';
import { isOneOf, step, textIn } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';

/** Other networks that the cluster's network is joined to. */
export const peering: ExposureRule = {
  id: 'egress-peering',
  kind: 'egress',
  title: 'The network of the cluster should be joined to no other',
  short: 'Peerings and gateways',
  leak: 'Whatever a peered network, a gateway or a hub reaches, nodes reach too: its firewalls, proxies and machines, and through them the Internet. Security rules for the Internet do not stop it, as the other side counts as virtual network.',
  seen: [
    'Microsoft.Network/virtualNetworks/virtualNetworkPeerings: remoteVirtualNetwork.id, peeringState, useRemoteGateways, allowForwardedTraffic',
    'Microsoft.Network/virtualNetworkGateways: ipConfigurations[*].properties.subnet.id',
    'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections: remoteVirtualNetwork.id',
    'Microsoft.Network/virtualNetworks: subnets GatewaySubnet and RouteServerSubnet, ipConfigurations',
  ],
  severity: 'medium',
  remedy: 'Remove the peering, the gateway or the hub connection, or declare it under `egress` as meant.',
  sources: ['Azure documentation, "Virtual network peering"', 'Azure documentation, "Azure service tags overview": VirtualNetwork', 'Azure documentation, "About VPN Gateway configuration settings": gateway subnet'],
  look: (cluster) => {
    const { items, rest } = placesOf(cluster);
    return [
      ...items.flatMap((place) => {
        const found = connectionsOf(place, cluster.inventory);
        const evidence = found.items.flatMap((connection) => (connection.kind === 'route server' ? [] : [ofConnection(place, connection)]));
        return [...evidence, ...found.rest, ...(evidence.length === 0 && found.rest.length === 0 ? [closed(`virtual network \`${place.name}\` is joined to no other`)] : [])];
      }),
      ...rest,
    ];
  },
};

function ofConnection({ name: network }: NetworkPlace, connection: Connection): Evidence {
  const { kind, name, spot, target } = connection;
  const more = target === undefined ? {} : { target };
  if (kind === 'gateway') return open(`gateway \`${name}\` joins virtual network \`${network}\` to others`, spot, more);
  if (kind === 'hub connection') return open(`hub connection \`${name}\` joins virtual network \`${network}\` to a virtual hub`, spot, more);
  const way = `peering \`${name}\` joins virtual network \`${network}\` to ${target === undefined ? 'another' : `\`${target.split('/').at(-1) ?? target}\``}`;
  if (!isTied(connection)) return closed(`peering \`${name}\` of virtual network \`${network}\` names no other network`, spot);
  // No traffic flows before both sides are connected, nor after one is removed (Virtual network peering: "peeringState").
  const state = connection.properties === undefined ? undefined : step(connection.properties, 'peeringState');
  if (state !== undefined && isUnknown(state.value)) return undetermined(`${way}, if it is connected: ${state.value.why}`, state);
  if (state !== undefined && isOneOf(state, ['Initiated', 'Disconnected']) === true) return closed(`${way}, and is not connected: its state is \`${textIn(state) ?? ''}\``, state);
  return open(`${way}${extras(connection)}`, spot, more);
}

/** What makes a peering wider. */
function extras({ properties }: Connection): string {
  if (properties === undefined) return '';
  const uses = [
    ...(isOneOf(step(properties, 'useRemoteGateways'), [true]) === true ? ['uses the gateways there'] : []),
    ...(isOneOf(step(properties, 'allowForwardedTraffic'), [true]) === true ? ['takes traffic that is forwarded there'] : []),
  ];
  return uses.length === 0 ? '' : `, and ${uses.join(' and ')}`;
}
