import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { network } from './networks.ts';

const source = 'reference/aks-network-isolation.md §5, row 4';
const natGateway = (properties = {}) => network('natGateways', { idleTimeoutInMinutes: 4, ...properties });

const cases: readonly Case[] = [
  { title: 'a gateway that serves the subnets that name it', resource: natGateway(), verdict: 'compliant', source },
  { title: 'subnets of a gateway, which Azure fills in', resource: natGateway({ subnets: [{ id: '/subnet' }] }), verdict: 'compliant', source: `${source}: natGateways/subnets is read-only` },
  {
    title: 'a gateway of a virtual network',
    resource: natGateway({ sourceVirtualNetwork: { id: '/vnet' } }),
    verdict: 'violation',
    message: '`sourceVirtualNetwork.id` is `/vnet`; it must not be set.',
    source,
  },
  { title: 'a gateway of a service gateway', resource: natGateway({ serviceGateway: { id: '/sg' } }), verdict: 'violation', source },
  { title: 'null', resource: natGateway({ sourceVirtualNetwork: null }), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6: null counts as absent' },
  { title: 'an empty object', resource: natGateway({ sourceVirtualNetwork: {} }), verdict: 'compliant', source: 'an object without an id refers to nothing' },
  { title: 'an unknown network', resource: natGateway({ sourceVirtualNetwork: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'unknown properties', resource: { ...natGateway(), body: { location: 'westeurope', properties: unknown } }, verdict: 'undetermined', source: 'design/house.md' },
  { title: 'other resources', resource: cluster(), verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.11' },
];

test.each(cases)('nat-gateway-virtual-network: $title', (entry) => {
  expect(judged('nat-gateway-virtual-network', entry)).toMatchObject(wanted(entry));
});
