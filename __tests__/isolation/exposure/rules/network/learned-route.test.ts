import { describe, expect, test } from '@jest/globals';
import { learnedRoute } from '../../../../../src/isolation/exposure/rules/network/learned-route.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, estateWith, ids, resource, said } from '../../estate.ts';
import { gatewayId, hub, hubConnection, hubId, nodesWith, peeringTo, routes, vpnGateway } from './parts.ts';

const learning = routes([], {});

/** "Azure virtual network traffic routing", border gateway protocol: the routes of a gateway are added to every subnet whose table does not disable it. */
describe('learned routes', () => {
  test('are closed where nothing announces any', () => {
    expect(answer(learnedRoute, estateWith({ routeTable: learning })).state).toBe('closed');
  });

  test('are closed where the route table takes none, whatever is announced and whatever is not seen', () => {
    expect(answer(learnedRoute, estateWith({ vpnGateway: vpnGateway(), hub: hubConnection() })).state).toBe('closed');
  });

  test('are open behind a gateway, where the table does not say otherwise', () => {
    const found = answer(learnedRoute, estateWith({ vpnGateway: vpnGateway(), routeTable: learning }));
    expect(found.state).toBe('open');
    expect(found.evidence).toMatchObject([{ target: gatewayId, wanted: true, spot: { pointer: '/properties/disableBgpRoutePropagation' } }]);
    expect(said(found)).toBe('subnet `v/nodes` learns the routes of gateway `vpn`');
  });

  test('are open behind a gateway, where the subnet has no table', () => {
    const found = answer(learnedRoute, estateWith({ vpnGateway: vpnGateway(), network: nodesWith('routeTable', undefined) }));
    expect(found.evidence).toMatchObject([{ state: 'open', spot: { pointer: '/properties/subnets/0/properties/routeTable/id' } }]);
  });

  test('are open behind a route server, a hub, and a peering that uses the gateways of the other network', () => {
    const server = resource(`${hubId}/ipConfigurations/default`, { subnet: { id: `${ids.network}/subnets/RouteServerSubnet` } });
    expect(said(answer(learnedRoute, estateWith({ server, routeTable: learning })))).toContain('route server `vwan`');
    expect(said(answer(learnedRoute, estateWith({ hub: hubConnection(), routeTable: learning })))).toContain('hub connection `spoke`');
    expect(said(answer(learnedRoute, estateWith({ peering: peeringTo(hub, { useRemoteGateways: true }), routeTable: learning })))).toContain('peering `to-hub`');
  });

  test('are undetermined where the switch is not known', () => {
    const found = answer(learnedRoute, estateWith({ vpnGateway: vpnGateway(), routeTable: routes([], { disableBgpRoutePropagation: new Unknown('the parameter `bgp` is given no value') }) }));
    expect(found.state).toBe('undetermined');
    expect(said(found)).toContain('the parameter `bgp` is given no value');
  });

  test('are not visible where the table, or what stands in the network, was not given', () => {
    expect(said(answer(learnedRoute, estateWith({ vpnGateway: vpnGateway(), routeTable: undefined })))).toBe('the route table of subnet `v/nodes` cannot be seen here');
    const found = answer(learnedRoute, estateWith({ routeTable: learning }), []);
    expect(found.state).toBe('undetermined');
    expect(found.evidence.filter(({ state }) => state === 'undetermined').every(({ notVisible }) => notVisible !== undefined)).toBe(true);
  });

  /** "Virtual network peering", gateways: without "use remote gateways" nothing but the prefixes of the other network is added. */
  test('look open and are closed behind a peering that uses no gateways there', () => {
    expect(answer(learnedRoute, estateWith({ peering: peeringTo(hub, { useRemoteGateways: false }), routeTable: learning })).state).toBe('closed');
  });

  /** "Azure virtual network traffic routing", how Azure selects a route: of different lengths the longest wins, so that half of all addresses beats a written route for all. */
  test('look closed and are open where a route for all addresses drops them', () => {
    expect(answer(learnedRoute, estateWith({ vpnGateway: vpnGateway(), routeTable: routes([['0.0.0.0/0', 'None']], {}) })).state).toBe('open');
  });

  test('are not known where it is not known whether the gateway will be deployed', () => {
    const perhaps = { ...vpnGateway(), mayBeAbsent: 'its condition is not known' };
    expect(answer(learnedRoute, estateWith({ vpnGateway: perhaps, routeTable: learning })).state).toBe('undetermined');
  });
});
