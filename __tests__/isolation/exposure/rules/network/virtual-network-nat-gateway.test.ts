import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../../src/arm/resource.ts';
import { virtualNetworkNatGateway } from '../../../../../src/isolation/exposure/rules/network/virtual-network-nat-gateway.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, estateWith, everything, group, ids, resource, said, subscription } from '../../estate.ts';
import { guard, hub, natGateway, natGatewayId, nodesWith, routes } from './parts.ts';

const serviceGateway = `${group}/providers/Microsoft.Network/serviceGateways/s`;
const ask = (parts: Readonly<Record<string, Resource | undefined>>, complete = everything) => answer(virtualNetworkNatGateway, estateWith({ securityGroup: guard(), ...parts }), complete);

/** Template reference of natGateways: sourceVirtualNetwork and serviceGateway; subnets show nothing of either. */
describe('a NAT gateway of the whole network', () => {
  test('is closed where there is none', () => {
    expect(ask({}).state).toBe('closed');
  });

  test('is open where a NAT gateway names the network as its source', () => {
    const found = ask({ natGateway: natGateway({ sourceVirtualNetwork: { id: ids.network } }) });
    expect(found.evidence).toMatchObject([{ state: 'open', target: natGatewayId, spot: { pointer: '/properties/sourceVirtualNetwork/id' } }]);
  });

  test('is open where a NAT gateway names the service gateway of the subnet', () => {
    const parts = { network: nodesWith('serviceGateway', { id: serviceGateway }), natGateway: natGateway({ serviceGateway: { id: serviceGateway } }) };
    expect(said(ask(parts))).toContain('serves the service gateway of subnet `v/nodes`');
  });

  test('is undetermined where what a gateway serves is not known', () => {
    expect(ask({ natGateway: natGateway({ sourceVirtualNetwork: { id: new Unknown('the parameter `network` is given no value') } }) }).state).toBe('undetermined');
  });

  test('is not visible where the gateways of the subscription are not known to be all', () => {
    expect(said(ask({}, []))).toBe('NAT gateways for the whole of virtual network `v` cannot be seen here; pools that are made elsewhere cannot be seen here');
    const oneGroup = [{ type: 'Microsoft.Network/natGateways', scope: group }];
    expect(ask({}, oneGroup).evidence).toContainEqual(expect.objectContaining({ notVisible: 'NAT gateways for the whole of virtual network `v`' }));
    expect(ask({}, [{ type: '*', scope: subscription }]).state).toBe('closed');
  });

  test('looks open and is closed where the gateway serves another network, or another service gateway', () => {
    expect(ask({ natGateway: natGateway({ sourceVirtualNetwork: { id: hub } }) }).state).toBe('closed');
    expect(ask({ natGateway: natGateway({ serviceGateway: { id: serviceGateway } }) }).state).toBe('closed');
  });

  /** "Azure virtual network traffic routing": a written route for all addresses decides before the network's own way to the Internet. */
  test('looks open and is closed where the default route drops everything', () => {
    expect(ask({ natGateway: natGateway({ sourceVirtualNetwork: { id: ids.network } }), routeTable: routes([['0.0.0.0/0', 'None']]) }).state).toBe('closed');
  });

  test('looks closed and is open though the subnet names no NAT gateway and is private', () => {
    expect(ask({ network: nodesWith('natGateway', undefined), natGateway: natGateway({ sourceVirtualNetwork: { id: ids.network.toUpperCase() } }) }).state).toBe('open');
  });

  /** "Azure NAT Gateway resource", source virtual network: a NAT gateway on the subnet takes precedence. */
  test('looks open and is closed where the subnet has a NAT gateway of its own, which is another way', () => {
    const whole = resource(`${natGatewayId}-whole`, { sourceVirtualNetwork: { id: ids.network }, publicIpAddresses: [{ id: 'p' }] });
    const network = nodesWith('natGateway', { id: natGatewayId });
    expect(said(ask({ whole, network, natGateway: natGateway() }))).toBe('NAT gateway `nat` serves subnet `v/nodes`, before any that serves the network');
    expect(ask({ whole, network, natGateway: natGateway({ publicIpAddresses: [] }) }).state).toBe('open');
  });
});
