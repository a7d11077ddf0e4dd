import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, wanted, type Case } from './cases.ts';
import { idOf, network } from './networks.ts';

const nodes = 'MC_demo_demo_westeurope';
const address = (group: string) => network('publicIPAddresses', { publicIPAllocationMethod: 'Static' }, { id: idOf('publicIPAddresses', 'demo', group) });
const prefix = (group: string) => network('publicIPPrefixes', { prefixLength: 31 }, { id: idOf('publicIPPrefixes', 'demo', group) });
const source = 'reference/aks-network-isolation.md §5, rows 2 and 10, and §7.2 group 5';

const cases: readonly Case[] = [
  { title: 'an address in the group of the nodes', resource: address(nodes), verdict: 'violation', source },
  { title: 'a prefix in the group of the nodes, as a static egress gateway gets one', resource: prefix(nodes), verdict: 'violation', source },
  { title: 'an address in another group', resource: address('hub'), verdict: 'compliant', source },
  {
    title: 'the name of the group in other letters, as some ids have it',
    resource: address(nodes.toLowerCase()),
    verdict: 'violation',
    source: 'reference/azure-policy-language.md §1.6; ground-truth/README.md, "What the service makes of a PUT" 1',
  },
  {
    title: 'one of several groups that the assignment names',
    resource: address('aks-nodes-prod'),
    parameters: { resourceGroupPatterns: ['MC_*', 'aks-nodes-*'] },
    verdict: 'violation',
    source: 'managedClusters nodeResourceGroup names the group freely (reference/aks-network-isolation.md §1.2)',
  },
  { title: 'every group', resource: prefix('hub'), parameters: { resourceGroupPatterns: ['*'] }, verdict: 'violation', source: 'parameter resourceGroupPatterns' },
  { title: 'no group', resource: address(nodes), parameters: { resourceGroupPatterns: [] }, verdict: 'compliant', source: 'parameter resourceGroupPatterns' },
  {
    title: 'an address of which no file says where it will be',
    resource: { type: 'Microsoft.Network/publicIPAddresses', name: 'demo', body: { location: 'westeurope' } },
    verdict: 'undetermined',
    source: 'design/house.md',
  },
  { title: 'other resources', resource: cluster(), verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.11' },
];

test.each(cases)('public-ip-address: $title', (entry) => {
  expect(judged('public-ip-address', entry)).toMatchObject(wanted(entry));
});
