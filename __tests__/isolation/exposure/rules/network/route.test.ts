import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../../../../src/arm/resource.ts';
import { route } from '../../../../../src/isolation/exposure/rules/network/route.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, everything, ids, resource, said } from '../../estate.ts';
import { guard, loadBalancer, natGateway, natGatewayId, nodesWith, routes } from './parts.ts';

const { cluster, network } = closedEstate();
const ask = (parts: Readonly<Record<string, Resource | undefined>>, complete = everything) => answer(route, estateWith({ securityGroup: guard(), ...parts }), complete);
const table = (...all: Parameters<typeof routes>[0]) => ({ routeTable: routes(all) });
const openTargets = (found: ReturnType<typeof answer>) => found.evidence.filter(({ state }) => state === 'open').map(({ target }) => target);

/** "Azure virtual network traffic routing": the longest prefix that holds the destination decides, a written route before one of the system. */
describe('routes', () => {
  test('are closed where the table has none, and where the subnet has no table', () => {
    expect(ask({}).state).toBe('closed');
    expect(ask({ network: nodesWith('routeTable', undefined) }).state).toBe('closed');
  });

  test('are open where a default route leads to an appliance, whose address is the target', () => {
    const found = ask(table(['0.0.0.0/0', 'VirtualAppliance', '10.1.0.4']));
    expect(found.evidence).toMatchObject([{ state: 'open', target: '10.1.0.4', spot: { pointer: '/properties/routes/0/properties/nextHopType' } }]);
    expect(said(found)).toBe('route `r0` leads everything to the Internet from subnet `v/nodes` to appliance `10.1.0.4`');
  });

  test('are open with two halves of a default route, each to where it leads', () => {
    expect(openTargets(ask(table(['0.0.0.0/1', 'VirtualAppliance', '10.1.0.4'], ['128.0.0.0/1', 'VirtualNetworkGateway'])))).toEqual(['10.1.0.4', 'VirtualNetworkGateway']);
    expect(openTargets(ask(table(['0.0.0.0/1', 'VirtualAppliance', '10.1.0.4'], ['128.0.0.0/1', 'VirtualAppliance', '10.1.0.4'])))).toEqual(['10.1.0.4']);
  });

  test('are open where the route is a resource of its own', () => {
    const own = resource(`${ids.routeTable}/routes/out`, { addressPrefix: '0.0.0.0/0', nextHopType: 'virtualAppliance', nextHopIpAddress: '10.1.0.4' });
    expect(ask({ own }).evidence).toMatchObject([{ state: 'open', spot: { resource: { name: 'routes/out' }, pointer: '/properties/nextHopType' } }]);
  });

  test('are open where a route for a part of the Internet leaves the default route that drops the rest', () => {
    const found = ask(table(['0.0.0.0/0', 'None'], ['20.0.0.0/8', 'VirtualAppliance', '10.1.0.4']));
    expect(said(found)).toBe('route `r1` leads everything to 20.0.0.0/8 from subnet `v/nodes` to appliance `10.1.0.4`');
  });

  test('are open where the route names a service tag', () => {
    expect(openTargets(ask(table(['0.0.0.0/0', 'None'], ['AzureCloud', 'VirtualAppliance', '10.1.0.4'])))).toEqual(['10.1.0.4']);
  });

  test('are undetermined where the prefix, the next hop or the routes are not known', () => {
    const why = new Unknown('the parameter `firewall` is given no value');
    for (const parts of [table([why, 'VirtualAppliance', '10.1.0.4']), table(['0.0.0.0/0', why]), { routeTable: resource(ids.routeTable, { routes: why }) }]) {
      const found = ask(parts);
      expect(found.state).toBe('undetermined');
      expect(said(found)).toContain('the parameter `firewall` is given no value');
    }
    // Wherever the appliance is, packets leave for it.
    expect(ask(table(['0.0.0.0/0', 'VirtualAppliance', why])).state).toBe('open');
  });

  test('are not visible where the table, or routes that are made elsewhere, were not given', () => {
    expect(said(ask({ routeTable: undefined }))).toBe('route table `routes` of subnet `v/nodes` cannot be seen here');
    expect(ask({}, []).evidence).toContainEqual(expect.objectContaining({ state: 'undetermined', notVisible: 'routes of table `routes` that are made elsewhere' }));
  });

  test('look open and are closed where the default route leads to None', () => {
    expect(ask(table(['0.0.0.0/0', 'None'])).state).toBe('closed');
  });

  test('look open and are closed where longer routes that drop leave the default route nothing of the Internet', () => {
    expect(ask(table(['0.0.0.0/0', 'VirtualAppliance', '10.1.0.4'], ['0.0.0.0/1', 'None'], ['128.0.0.0/1', 'None'])).state).toBe('closed');
    expect(ask(table(['0.0.0.0/0', 'VirtualAppliance', '10.1.0.4'], ['0.0.0.0/1', 'None'])).state).toBe('open');
  });

  test('look open and are closed where the route is for private addresses alone', () => {
    expect(ask(table(['10.0.0.0/8', 'VirtualAppliance', '10.1.0.4'])).state).toBe('closed');
  });

  /** A packet to the Internet through an appliance still has an address of the Internet as its destination ("Azure network security groups overview"). */
  test('look open and are closed where security rules deny the Internet', () => {
    const strict = guard([{ access: 'Deny', destinationAddressPrefix: '*' }]);
    expect(ask({ ...table(['0.0.0.0/0', 'VirtualAppliance', '10.1.0.4']), securityGroup: strict }).state).toBe('closed');
  });

  /** "Default outbound access in Azure": in a private subnet the next hop Internet carries nothing without an explicit method. */
  test('look open and are closed where the next hop is Internet and nothing gives packets a public address', () => {
    const found = ask(table(['20.0.0.0/8', 'Internet']));
    expect(found.state).toBe('closed');
    expect(said(found)).toContain('nothing there gives packets a public address');
  });

  test('look closed and are open where the next hop is Internet and anything gives packets a public address', () => {
    const aside = table(['0.0.0.0/0', 'None'], ['20.0.0.0/8', 'Internet']);
    expect(openTargets(ask({ ...aside, network: nodesWith('natGateway', { id: natGatewayId }), natGateway: natGateway() }))).toEqual(['Internet']);
    expect(ask({ ...aside, natGateway: natGateway({ sourceVirtualNetwork: { id: ids.network } }) }).state).toBe('open');
    expect(ask({ ...aside, network: nodesWith('defaultOutboundAccess', undefined) }).state).toBe('open');
    expect(ask({ ...aside, balancer: loadBalancer({ outboundRules: [{ name: 'out', properties: {} }] }) }).state).toBe('open');
    expect(ask({ ...aside, cluster: changed(cluster, 'agentPoolProfiles.0.enableNodePublicIP', true) }).state).toBe('open');
    expect(ask(aside, []).state).toBe('undetermined');
  });

  /** The system's own route ::/0 stays where only 0.0.0.0/0 is written over ("What is IPv6 for Azure Virtual Network?"). */
  test('are looked at for both IP versions', () => {
    const dual = changed(changed(network, 'addressSpace.addressPrefixes', ['10.0.0.0/16', 'fd00::/48']), 'subnets.0.properties.addressPrefixes', ['10.0.0.0/24', 'fd00::/64']);
    expect(ask({ network: dual, ...table(['0.0.0.0/0', 'None'], ['::/0', 'VirtualAppliance', 'fd00::4']) }).state).toBe('open');
  });
});
