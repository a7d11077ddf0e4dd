import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { child, idOf } from './networks.ts';

const spoke = idOf('virtualNetworks', 'spoke', 'aks-spoke');
const other = idOf('virtualNetworks', 'shop', 'shop');
const connection = (id: unknown, more = {}) => child('virtualHubs/hubVirtualNetworkConnections', 'hub/spoke', { remoteVirtualNetwork: { id }, ...more });
const source = 'reference/aks-network-isolation.md §5, rows 6 and 8';
const parameters = { virtualNetworkPattern: '*/resourceGroups/aks-spoke/providers/Microsoft.Network/virtualNetworks/spoke' };

const cases: readonly Case[] = [
  { title: 'a connection: mode All sees it', resource: connection(spoke), verdict: 'violation', source },
  { title: 'without the default route of the hub', resource: connection(spoke, { enableInternetSecurity: false }), verdict: 'violation', source: 'branches are reached all the same' },
  { title: 'a connection of a network that is meant, in other letters', resource: connection(spoke.toLowerCase()), parameters, verdict: 'violation', source: 'reference/azure-policy-language.md §1.6' },
  { title: 'a connection of another network', resource: connection(other), parameters, verdict: 'compliant', source: 'parameter virtualNetworkPattern' },
  { title: 'a network that may be connected', resource: connection(spoke), parameters: { excludedVirtualNetworkIds: [spoke] }, verdict: 'compliant', source: 'parameter excludedVirtualNetworkIds' },
  { title: 'an unknown network, every one meant', resource: connection(unknown), verdict: 'violation', source: 'no value of the unknown changes it' },
  { title: 'an unknown network, some meant', resource: connection(unknown), parameters, verdict: 'undetermined', source: 'design/house.md' },
  { title: 'other resources', resource: cluster(), verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.11' },
];

test.each(cases)('virtual-hub-connection: $title', (entry) => {
  expect(judged('virtual-hub-connection', entry)).toMatchObject(wanted(entry));
});
