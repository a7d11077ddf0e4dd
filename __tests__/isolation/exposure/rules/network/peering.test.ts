import { describe, expect, test } from '@jest/globals';
import { peering } from '../../../../../src/isolation/exposure/rules/network/peering.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, ids, nodeGroup, resource, said } from '../../estate.ts';
import { gatewayId, guard, hub, hubConnection, hubId, peeringTo, vpnGateway } from './parts.ts';

const { network, cluster } = closedEstate();
const openOnes = (found: ReturnType<typeof answer>) => found.evidence.filter(({ state }) => state === 'open');

/** "Virtual network peering": resources in either network reach those in the other directly. */
describe('joined networks', () => {
  test('are closed where the network has no peering, gateway or hub', () => {
    expect(answer(peering, estateWith({})).state).toBe('closed');
  });

  test('are open with a peering, to the network that it names, whatever the security group says of the Internet', () => {
    const found = answer(peering, estateWith({ peering: peeringTo(hub, { useRemoteGateways: true, allowForwardedTraffic: true }) }));
    expect(found.state).toBe('open');
    expect(openOnes(found)).toMatchObject([{ target: hub, spot: { pointer: '/properties/remoteVirtualNetwork/id' } }]);
    expect(said(found)).toContain('uses the gateways there and takes traffic that is forwarded there');
  });

  test('are open with a peering that is written in the network, and is told once where it is written twice', () => {
    const inline = changed(network, 'virtualNetworkPeerings', [{ name: 'to-hub', properties: { remoteVirtualNetwork: { id: hub } } }]);
    expect(openOnes(answer(peering, estateWith({ network: inline })))).toMatchObject([{ target: hub }]);
    expect(openOnes(answer(peering, estateWith({ network: inline, peering: peeringTo(hub) })))).toHaveLength(1);
  });

  test('are open with a gateway in the network, from whichever side it shows', () => {
    expect(openOnes(answer(peering, estateWith({ vpnGateway: vpnGateway() })))).toMatchObject([{ target: gatewayId }]);
    const shown = changed(network, 'subnets', [{ name: 'nodes', id: ids.nodes, properties: { networkSecurityGroup: { id: ids.securityGroup } } }, { name: 'GatewaySubnet', properties: { ipConfigurations: [{ id: `${gatewayId}/ipConfigurations/default` }] } }]);
    expect(openOnes(answer(peering, estateWith({ network: shown })))).toMatchObject([{ target: gatewayId }]);
    expect(openOnes(answer(peering, estateWith({ network: shown, vpnGateway: vpnGateway() })))).toHaveLength(1);
  });

  test('are open with a connection of the network to a virtual hub', () => {
    expect(openOnes(answer(peering, estateWith({ hub: hubConnection() })))).toMatchObject([{ target: hubId }]);
  });

  test('are open with a peering of a network that was not given, where a pool names its subnet', () => {
    const found = answer(peering, estateWith({ network: undefined, peering: peeringTo(hub) }), []);
    expect(found.state).toBe('open');
  });

  test('are undetermined where the peerings, or the network of a gateway, are not known', () => {
    const why = new Unknown('the parameter `peerings` is given no value');
    expect(answer(peering, estateWith({ network: changed(network, 'virtualNetworkPeerings', why) })).state).toBe('undetermined');
    expect(answer(peering, estateWith({ hub: hubConnection(why) })).state).toBe('undetermined');
  });

  test('are not visible where peerings may be made elsewhere, or the network was not given', () => {
    const files = answer(peering, estateWith({}), []);
    expect(files.state).toBe('undetermined');
    expect(files.evidence.filter(({ state }) => state === 'undetermined').every(({ notVisible }) => notVisible !== undefined)).toBe(true);
    expect(said(answer(peering, estateWith({ network: undefined })))).toContain('virtual network `v` cannot be seen here');
  });

  /** "Virtual network peering": the state is Connected only when both sides are made; before, and when one is removed, no traffic flows. */
  test('look open and are closed where the other side never connected, or is gone', () => {
    for (const peeringState of ['Initiated', 'Disconnected']) {
      expect(answer(peering, estateWith({ peering: peeringTo(hub, { peeringState }) })).state).toBe('closed');
    }
    expect(answer(peering, estateWith({ peering: peeringTo(hub, { peeringState: 'Connected' }) })).state).toBe('open');
  });

  test('look open and are closed where the gateway stands in another network', () => {
    expect(answer(peering, estateWith({ vpnGateway: vpnGateway(hub), hub: hubConnection(hub) })).state).toBe('closed');
  });

  /** "Azure service tags overview": VirtualNetwork holds peered networks and what gateways announce, which rules for Internet do not touch. */
  test('look closed and are open where the group denies everything to the Internet', () => {
    const strict = guard([{ access: 'Deny', destinationAddressPrefix: 'Internet' }]);
    expect(answer(peering, estateWith({ securityGroup: strict, peering: peeringTo(hub) })).state).toBe('open');
  });

  test('are looked at in the network that AKS makes, too', () => {
    const managed = changed(cluster, 'agentPoolProfiles.0.vnetSubnetID', undefined);
    const made = `${nodeGroup}/providers/Microsoft.Network/virtualNetworks/aks-vnet-1`;
    const parts = { cluster: managed, made: resource(made, { subnets: [{ name: 'aks-subnet', properties: {} }] }) };
    expect(answer(peering, estateWith(parts)).state).toBe('closed');
    expect(answer(peering, estateWith({ ...parts, peering: resource(`${made}/virtualNetworkPeerings/p`, { remoteVirtualNetwork: { id: hub } }) })).state).toBe('open');
  });
});
