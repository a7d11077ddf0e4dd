import { expect, test } from '@jest/globals';
import { Unknown } from '../../src/language/unknown.ts';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { element, idOf, network, subnet, withSubnets } from './networks.ts';

const natGateway = { id: idOf('natGateways', 'nat') };
const source = 'reference/aks-network-isolation.md §5, row 3';
const bothForms = 'reference/aks-network-isolation.md §7.1: virtual network body and child subnets';
const listRules = 'reference/azure-policy-language.md §1.8';

const cases: readonly Case[] = [
  { title: 'subnets without', resource: withSubnets(element({}), element({ natGateway: null }, 'pods')), verdict: 'compliant', source },
  { title: 'a network without subnets', resource: withSubnets(), verdict: 'compliant', source: listRules },
  { title: 'a network that lists no subnets', resource: network('virtualNetworks'), verdict: 'compliant', source: listRules },
  {
    title: 'one of several subnets with a NAT gateway',
    resource: withSubnets(element({}), element({ natGateway: { id: '/nat' } }, 'pods')),
    verdict: 'violation',
    message: '`subnets[1].properties.natGateway.id` is `/nat`; it must not be set.',
    source,
  },
  { title: 'an empty object, as clients write one', resource: withSubnets(element({ natGateway: {} })), verdict: 'compliant', source: 'natGateway.id is what refers to one' },
  { title: 'a subnet of its own, without', resource: subnet({ addressPrefix: '10.0.0.0/24' }), verdict: 'compliant', source: bothForms },
  { title: 'a subnet of its own with a NAT gateway: mode All sees it', resource: subnet({ natGateway }), verdict: 'violation', source: bothForms },
  { title: 'an unknown NAT gateway', resource: withSubnets(element({ natGateway: unknown })), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'a subnet of which nothing is known', resource: withSubnets(element({}), unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'unknown subnets beside an open one', resource: withSubnets(unknown, element({ natGateway })), verdict: 'violation', source: 'no value of the unknown changes it' },
  { title: 'an unknown list of subnets', resource: network('virtualNetworks', { subnets: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an id that may be null', resource: subnet({ natGateway: { id: unknown } }), verdict: 'undetermined', source: 'design/house.md' },
  {
    title: 'an id of which a part is known',
    resource: subnet({ natGateway: { id: new Unknown('the name is made at deployment', { pieces: ['/subscriptions/', ''] }) } }),
    verdict: 'violation',
    source: 'docs/library.md: of an Unknown with known parts can be said that it is there',
  },
  {
    title: 'subnets of other names are left alone',
    resource: withSubnets(element({}, 'aks-nodes'), element({ natGateway }, 'egress')),
    parameters: { subnetNamePattern: 'aks-*' },
    verdict: 'compliant',
    source: 'parameter subnetNamePattern',
  },
  {
    title: 'names compare without case',
    resource: subnet({ natGateway }, 'AKS-nodes'),
    parameters: { subnetNamePattern: 'aks-*' },
    verdict: 'violation',
    source: 'reference/azure-policy-language.md §1.6',
  },
  {
    title: 'an unknown name may be one that is meant',
    resource: withSubnets({ name: unknown, properties: { natGateway } }),
    parameters: { subnetNamePattern: 'aks-*' },
    verdict: 'undetermined',
    source: 'design/house.md',
  },
  {
    title: 'an unknown name does not matter when every subnet is meant',
    resource: withSubnets({ name: unknown, properties: { natGateway } }),
    verdict: 'violation',
    source: 'no value of the unknown changes it',
  },
  {
    title: 'excluded subnets are left alone',
    resource: withSubnets(element({ natGateway }, 'egress')),
    parameters: { excludedSubnetNames: ['Egress'] },
    verdict: 'compliant',
    source: 'parameter excludedSubnetNames',
  },
  { title: 'other resources', resource: cluster(), verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.11' },
];

test.each(cases)('subnet-nat-gateway: $title', (entry) => {
  expect(judged('subnet-nat-gateway', entry)).toMatchObject(wanted(entry));
});
