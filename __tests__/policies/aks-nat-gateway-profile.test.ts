import { expect, test } from '@jest/globals';
import { Unknown } from '../../src/language/unknown.ts';
import { cluster, pool } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const profile = (natGatewayProfile: unknown, outboundType = 'none') => cluster({ networkProfile: { outboundType, natGatewayProfile } });
const source = 'reference/aks-network-isolation.md §1.2 and §7.2';
const readOnly = 'schemas/microsoft.containerservice-2026-05-01.json: effectiveOutboundIPs is read-only';
const byDefault = 'schemas/microsoft.containerservice-2026-05-01.json: the default of managedOutboundIPProfile.count is 1';
const texts = 'learn.microsoft.com, @azure/arm-containerservice ManagedClusterNATGatewayProfile: publicIPs and publicIPPrefixes are lists of texts';
const nothing = 'reference/azure-policy-language.md §1.6 and §1.8: null counts as absent, an empty or missing array as none';

const cases: readonly Case[] = [
  { title: 'no profile', resource: cluster({ networkProfile: { outboundType: 'none' } }), verdict: 'compliant', source: nothing },
  { title: 'no network profile', resource: cluster(), verdict: 'compliant', source: nothing },
  { title: 'a profile of null', resource: profile(null), verdict: 'compliant', source: nothing },
  { title: 'an empty profile', resource: profile({}), verdict: 'compliant', source: nothing },
  {
    title: 'empty parts and empty lists',
    resource: profile({ managedOutboundIPProfile: null, outboundIPs: { publicIPs: [] }, outboundIPPrefixes: {} }),
    verdict: 'compliant',
    source: nothing,
  },
  {
    title: 'an idle timeout alone: whether there is a gateway follows from the outbound type',
    resource: profile({ idleTimeoutInMinutes: 4 }),
    verdict: 'compliant',
    source,
  },
  { title: 'effective addresses alone, echoed from a read', resource: profile({ effectiveOutboundIPs: [{ id: '/a' }] }), verdict: 'compliant', source: readOnly },
  {
    title: 'managed addresses',
    resource: profile({ managedOutboundIPProfile: { count: 2 } }, 'managedNATGateway'),
    verdict: 'violation',
    message: '`networkProfile.natGatewayProfile.managedOutboundIPProfile` is set; it must not be set.',
    source,
  },
  { title: 'managed addresses without a number: one', resource: profile({ managedOutboundIPProfile: {} }), verdict: 'violation', source: byDefault },
  {
    title: 'addresses of its own',
    resource: profile({ outboundIPs: { publicIPs: ['/publicIPAddresses/a'] } }, 'managedNATGatewayV2'),
    verdict: 'violation',
    message: '`networkProfile.natGatewayProfile.outboundIPs.publicIPs[0]` is `/publicIPAddresses/a`; it must not be set.',
    source: texts,
  },
  { title: 'prefixes of its own', resource: profile({ outboundIPPrefixes: { publicIPPrefixes: ['/a', '/b'] } }), verdict: 'violation', source: texts },
  { title: 'references, as the load balancer profile has them', resource: profile({ outboundIPs: { publicIPs: [{ id: '/a' }] } }), verdict: 'violation', source },
  {
    title: 'an address of which a part is known only at deployment',
    resource: profile({ outboundIPs: { publicIPs: [new Unknown('the name is made at deployment', { pieces: ['/publicIPAddresses/', ''] })] } }),
    verdict: 'violation',
    source: 'it is there, whatever it is',
  },
  {
    title: 'an address of which nothing is known',
    resource: profile({ outboundIPs: { publicIPs: [unknown] } }),
    verdict: 'undetermined',
    source: 'design/house.md: it may be null',
  },
  { title: 'a list that is not known', resource: profile({ outboundIPPrefixes: { publicIPPrefixes: unknown } }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown profile', resource: profile(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown network profile', resource: cluster({ networkProfile: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  {
    title: 'switched off',
    resource: profile({ managedOutboundIPProfile: { count: 1 } }),
    parameters: { effect: 'Disabled' },
    verdict: 'notApplicable',
    source: 'reference/azure-policy-language.md §1.10',
  },
  { title: 'a node pool', resource: pool(), verdict: 'notApplicable', source: "the profile is the cluster's" },
];

test.each(cases)('aks-nat-gateway-profile: $title', (entry) => {
  expect(judged('aks-nat-gateway-profile', entry)).toMatchObject(wanted(entry));
});
