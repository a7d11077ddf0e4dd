import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { element, network } from './networks.ts';

const balancer = (...frontendIPConfigurations: readonly unknown[]) => network('loadBalancers', { frontendIPConfigurations });
const internal = element({ subnet: { id: '/subnet' }, privateIPAllocationMethod: 'Dynamic' }, 'internal');
const source = 'reference/aks-network-isolation.md §5, row 2, and §7.2 group 5';
const listRules = 'reference/azure-policy-language.md §1.8';

const cases: readonly Case[] = [
  { title: 'an internal load balancer', resource: balancer(internal), verdict: 'compliant', source },
  { title: 'no frontends', resource: balancer(), verdict: 'compliant', source: listRules },
  { title: 'no list of frontends', resource: network('loadBalancers'), verdict: 'compliant', source: listRules },
  {
    title: 'one of several frontends with a public address',
    resource: balancer(internal, element({ publicIPAddress: { id: '/ip' } })),
    verdict: 'violation',
    message: '`frontendIPConfigurations[1].properties.publicIPAddress.id` is `/ip`; it must not be set.',
    source,
  },
  { title: 'a frontend with a public prefix', resource: balancer(element({ publicIPPrefix: { id: '/prefix' } })), verdict: 'violation', source },
  { title: 'null', resource: balancer(element({ publicIPAddress: null })), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6: null counts as absent' },
  { title: 'an unknown address', resource: balancer(element({ publicIPAddress: unknown })), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown frontend beside an open one', resource: balancer(unknown, element({ publicIPAddress: { id: '/ip' } })), verdict: 'violation', source: 'no value of the unknown changes it' },
  { title: 'an unknown list of frontends', resource: network('loadBalancers', { frontendIPConfigurations: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'other resources', resource: cluster(), verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.11' },
];

test.each(cases)('load-balancer-public-frontend: $title', (entry) => {
  expect(judged('load-balancer-public-frontend', entry)).toMatchObject(wanted(entry));
});
