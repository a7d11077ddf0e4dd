import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { network } from './networks.ts';

const gateway = (properties = {}) => network('virtualNetworkGateways', properties);
const source = 'reference/aks-network-isolation.md §5, rows 6 and 8';

const cases: readonly Case[] = [
  { title: 'a VPN gateway', resource: gateway({ gatewayType: 'Vpn' }), verdict: 'violation', message: '`gatewayType` is `Vpn`; allowed: nothing.', source },
  { title: 'an ExpressRoute gateway', resource: gateway({ gatewayType: 'ExpressRoute' }), verdict: 'violation', source },
  { title: 'a gateway that names no type', resource: gateway(), verdict: 'violation', source },
  {
    title: 'a type that is allowed, in other letters',
    resource: gateway({ gatewayType: 'expressroute' }),
    parameters: { allowedGatewayTypes: ['ExpressRoute'] },
    verdict: 'compliant',
    source: 'reference/azure-policy-language.md §1.6',
  },
  { title: 'a type that is not allowed', resource: gateway({ gatewayType: 'Vpn' }), parameters: { allowedGatewayTypes: ['ExpressRoute'] }, verdict: 'violation', source },
  { title: 'an unknown type, none allowed', resource: gateway({ gatewayType: unknown }), verdict: 'violation', source: 'no value of the unknown changes it' },
  { title: 'an unknown type, some allowed', resource: gateway({ gatewayType: unknown }), parameters: { allowedGatewayTypes: ['Vpn'] }, verdict: 'undetermined', source: 'design/house.md' },
  { title: 'other resources', resource: cluster(), verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.11' },
];

test.each(cases)('virtual-network-gateway: $title', (entry) => {
  expect(judged('virtual-network-gateway', entry)).toMatchObject(wanted(entry));
});
