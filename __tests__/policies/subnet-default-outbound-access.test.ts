import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { element, network, subnet, withSubnets } from './networks.ts';

const source = 'reference/aks-network-isolation.md §5, row 7: has to be false; absent is open on older subnets';
const bothForms = 'reference/aks-network-isolation.md §7.1: virtual network body and child subnets';
const closed = { defaultOutboundAccess: false };

const cases: readonly Case[] = [
  { title: 'private subnets', resource: withSubnets(element(closed), element(closed, 'pods')), verdict: 'compliant', source },
  { title: 'no subnets', resource: withSubnets(), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.8' },
  { title: 'no list of subnets', resource: network('virtualNetworks'), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.8' },
  {
    title: 'one of several subnets open',
    resource: withSubnets(element(closed), element({ defaultOutboundAccess: true }, 'pods')),
    verdict: 'violation',
    message: '`subnets[1].properties.defaultOutboundAccess` is `true`; required: `false`.',
    source,
  },
  {
    title: 'nothing written: open on older subnets',
    resource: subnet({ addressPrefix: '10.0.0.0/24' }),
    verdict: 'violation',
    message: '`defaultOutboundAccess` is not set; required: `false`.',
    source,
  },
  { title: 'null is nothing written', resource: subnet({ defaultOutboundAccess: null }), verdict: 'violation', source: 'reference/azure-policy-language.md §1.6: null counts as absent' },
  { title: 'a subnet without properties', resource: withSubnets({ name: 'aks' }), verdict: 'violation', source },
  {
    title: 'the flag as text, as some tools write it',
    resource: subnet({ defaultOutboundAccess: 'False' }),
    verdict: 'compliant',
    source: 'reference/azure-policy-language.md §1.6: both sides as text, without case',
  },
  { title: 'a subnet of its own, private', resource: subnet(closed), verdict: 'compliant', source: bothForms },
  { title: 'a subnet of its own, open: mode All sees it', resource: subnet({ defaultOutboundAccess: true }), verdict: 'violation', source: bothForms },
  { title: 'an unknown flag', resource: subnet({ defaultOutboundAccess: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown subnet', resource: withSubnets(element(closed), unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown subnet beside an open one', resource: withSubnets(unknown, element({})), verdict: 'violation', source: 'no value of the unknown changes it' },
  {
    title: 'subnets of other names are left alone',
    resource: withSubnets(element(closed, 'aks-nodes'), element({}, 'GatewaySubnet')),
    parameters: { subnetNamePattern: 'aks-*' },
    verdict: 'compliant',
    source: 'parameter subnetNamePattern',
  },
  {
    title: 'an excluded subnet of its own is none of the rule’s business',
    resource: subnet({}, 'GatewaySubnet'),
    parameters: { excludedSubnetNames: ['gatewaysubnet'] },
    verdict: 'notApplicable',
    source: 'reference/azure-policy-language.md §1.11: type and name say what a rule is about',
  },
  { title: 'other resources', resource: cluster(), verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.11' },
];

test.each(cases)('subnet-default-outbound-access: $title', (entry) => {
  expect(judged('subnet-default-outbound-access', entry)).toMatchObject(wanted(entry));
});
