import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { child, element, network } from './networks.ts';

const table = (...routes: readonly unknown[]) => network('routeTables', { disableBgpRoutePropagation: true, routes });
const route = (properties: unknown) => child('routeTables/routes', 'demo/out', properties);
const to = (addressPrefix: unknown, nextHopType: unknown, nextHopIpAddress?: unknown) => ({
  addressPrefix,
  nextHopType,
  ...(nextHopIpAddress === undefined ? {} : { nextHopIpAddress }),
});
const source = 'reference/aks-network-isolation.md §5, row 5, and §7.2 group 5';
const bothForms = 'reference/aks-network-isolation.md §7.1: body and child';
const drops = 'learn.microsoft.com, virtual-networks-udr-overview: traffic to the next hop type None is dropped';
const firewall = to('0.0.0.0/0', 'VirtualAppliance', '10.1.0.4');

const cases: readonly Case[] = [
  { title: 'a table without routes', resource: table(), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.8' },
  { title: 'a table that lists no routes', resource: network('routeTables'), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.8' },
  { title: 'routes to private ranges', resource: table(element(to('10.244.0.0/24', 'VirtualAppliance', '10.0.0.4')), element(to('10.0.0.0/8', 'VnetLocal'))), verdict: 'compliant', source },
  { title: 'a default route that drops', resource: table(element(to('0.0.0.0/0', 'None'))), verdict: 'compliant', source: drops },
  { title: 'a default route that drops, in other letters', resource: route(to('::/0', 'none')), verdict: 'compliant', source: drops },
  {
    title: 'a default route to an appliance, behind another route',
    resource: table(element(to('10.0.0.0/8', 'VnetLocal')), element(firewall)),
    verdict: 'violation',
    source,
  },
  { title: 'a default route to a gateway', resource: table(element(to('0.0.0.0/0', 'VirtualNetworkGateway'))), verdict: 'violation', source },
  { title: 'half of all addresses', resource: table(element(to('0.0.0.0/1', 'VirtualAppliance', '10.1.0.4'))), verdict: 'violation', source },
  { title: 'the other half', resource: route(to('128.0.0.0/1', 'VirtualAppliance', '10.1.0.4')), verdict: 'violation', source },
  { title: 'a quarter of all addresses', resource: route(to('64.0.0.0/2', 'VirtualAppliance', '10.1.0.4')), verdict: 'violation', source: 'wider than any private range (RFC 1918: 10.0.0.0/8)' },
  { title: 'the default route of IPv6', resource: route(to('::/0', 'VirtualAppliance', 'fd00::4')), verdict: 'violation', source },
  { title: 'all private addresses of IPv6', resource: route(to('fc00::/7', 'VirtualAppliance', 'fd00::4')), verdict: 'compliant', source: 'RFC 4193: fc00::/7' },
  { title: 'a prefix of twelve bits is not one of two', resource: route(to('172.16.0.0/12', 'VirtualAppliance', '10.1.0.4')), verdict: 'compliant', source },
  {
    title: 'a few addresses straight to the internet',
    resource: route(to('20.0.0.0/24', 'Internet')),
    verdict: 'violation',
    message: '`nextHopType` is `Internet`; not allowed: `Internet`, `VirtualNetworkGateway`.',
    source,
  },
  { title: 'a service tag straight to the internet', resource: table(element(to('AzureMonitor', 'internet'))), verdict: 'violation', source },
  { title: 'a default route without a next hop', resource: route({ addressPrefix: '0.0.0.0/0' }), verdict: 'violation', source: 'only None is known to drop' },
  {
    title: 'a default route to an appliance that is allowed',
    resource: table(element(firewall)),
    parameters: { allowedNextHopAddresses: ['10.1.0.4'] },
    verdict: 'compliant',
    source: 'parameter allowedNextHopAddresses',
  },
  {
    title: 'an allowed address does not allow the internet',
    resource: route(to('0.0.0.0/0', 'Internet')),
    parameters: { allowedNextHopAddresses: ['10.1.0.4'] },
    verdict: 'violation',
    source,
  },
  {
    title: 'gateways where the assignment accepts them',
    resource: route(to('10.9.0.0/16', 'VirtualNetworkGateway')),
    parameters: { refusedNextHopTypes: ['Internet'] },
    verdict: 'compliant',
    source: 'parameter refusedNextHopTypes',
  },
  { title: 'a route of its own to an appliance: mode All sees it', resource: route(firewall), verdict: 'violation', source: bothForms },
  { title: 'null in place of routes', resource: network('routeTables', { routes: null }), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6: null counts as absent' },
  { title: 'an unknown prefix', resource: route(to(unknown, 'VirtualAppliance', '10.1.0.4')), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown prefix to the internet', resource: route(to(unknown, 'Internet')), verdict: 'violation', source: 'no value of the unknown changes it' },
  { title: 'an unknown prefix that drops', resource: route(to(unknown, 'None')), verdict: 'compliant', source: 'no value of the unknown changes it' },
  { title: 'an unknown next hop', resource: table(element(to('0.0.0.0/0', unknown))), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown route', resource: table(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown route beside an open one', resource: table(unknown, element(firewall)), verdict: 'violation', source: 'no value of the unknown changes it' },
  { title: 'an unknown list of routes', resource: network('routeTables', { routes: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'other resources', resource: cluster(), verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.11' },
];

test.each(cases)('route-internet: $title', (entry) => {
  expect(judged('route-internet', entry)).toMatchObject(wanted(entry));
});
