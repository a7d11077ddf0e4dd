import { expect, test } from '@jest/globals';
import { cluster, pool } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const profile = (loadBalancerProfile: unknown, outboundType = 'none') => cluster({ networkProfile: { outboundType, loadBalancerProfile } });
const address = { id: '/publicIPAddresses/a' };
const source = 'reference/aks-network-isolation.md §1.2 and §7.2: managed or outbound addresses present';
const written = 'ground-truth/README.md, "What the service makes of a PUT" 4: backendPoolType also with outboundType none';
const readOnly = 'schemas/microsoft.containerservice-2026-05-01.json: effectiveOutboundIPs is read-only';
const byDefault = 'schemas/microsoft.containerservice-2026-05-01.json: the default of managedOutboundIPs.count is 1';
const nothing = 'reference/azure-policy-language.md §1.6 and §1.8: null counts as absent, an empty or missing array as none';

const cases: readonly Case[] = [
  { title: 'what the service writes into isolated clusters', resource: profile({ backendPoolType: 'nodeIPConfiguration' }), verdict: 'compliant', source: written },
  {
    title: 'settings without addresses',
    resource: profile({ allocatedOutboundPorts: 0, idleTimeoutInMinutes: 30, enableMultipleStandardLoadBalancers: false }),
    verdict: 'compliant',
    source,
  },
  { title: 'no profile', resource: cluster({ networkProfile: { outboundType: 'none' } }), verdict: 'compliant', source: nothing },
  { title: 'no network profile', resource: cluster(), verdict: 'compliant', source: 'the outbound type, which is loadBalancer then, has a rule of its own' },
  { title: 'a profile of null', resource: profile(null), verdict: 'compliant', source: nothing },
  { title: 'an empty profile', resource: profile({}), verdict: 'compliant', source: nothing },
  {
    title: 'parts of null, as modules write them',
    resource: profile({ managedOutboundIPs: null, outboundIPs: null, outboundIPPrefixes: null, backendPoolType: 'NodeIPConfiguration' }),
    verdict: 'compliant',
    source: nothing,
  },
  {
    title: 'empty parts and empty lists',
    resource: profile({ outboundIPs: { publicIPs: [] }, outboundIPPrefixes: {} }),
    verdict: 'compliant',
    source: nothing,
  },
  {
    title: 'managed addresses',
    resource: profile({ managedOutboundIPs: { count: 2 }, backendPoolType: 'nodeIPConfiguration' }, 'loadBalancer'),
    verdict: 'violation',
    message: '`networkProfile.loadBalancerProfile.managedOutboundIPs` is set; it must not be set.',
    source,
  },
  {
    title: 'managed addresses of IPv6',
    resource: profile({ managedOutboundIPs: { countIPv6: 1 } }),
    verdict: 'violation',
    source,
  },
  { title: 'managed addresses without a number: one', resource: profile({ managedOutboundIPs: {} }), verdict: 'violation', source: byDefault },
  {
    title: 'addresses of its own',
    resource: profile({ outboundIPs: { publicIPs: [address] } }),
    verdict: 'violation',
    message: '`networkProfile.loadBalancerProfile.outboundIPs.publicIPs[0]` is set; it must not be set.',
    source,
  },
  {
    title: 'a prefix of its own beside outboundType userAssignedNATGateway, which the service takes',
    resource: profile({ outboundIPPrefixes: { publicIPPrefixes: [{ id: '/publicIPPrefixes/a' }, { id: '/publicIPPrefixes/b' }] } }, 'userAssignedNATGateway'),
    verdict: 'violation',
    source: 'Azure/azure-rest-api-specs issue 22469',
  },
  {
    title: 'a reference to an address that is known only at deployment',
    resource: profile({ outboundIPs: { publicIPs: [{ id: unknown }] } }),
    verdict: 'violation',
    source: 'the reference is there, whatever it refers to',
  },
  {
    title: 'effective addresses alone, echoed from a read',
    resource: profile({ effectiveOutboundIPs: [address], backendPoolType: 'nodeIPConfiguration' }),
    verdict: 'compliant',
    source: readOnly,
  },
  { title: 'a list that is not known', resource: profile({ outboundIPs: { publicIPs: unknown } }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an element of null', resource: profile({ outboundIPs: { publicIPs: [null] } }), verdict: 'compliant', source: nothing },
  { title: 'an element that is not known', resource: profile({ outboundIPs: { publicIPs: [unknown] } }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown profile', resource: profile(unknown), verdict: 'undetermined', source: 'design/house.md' },
  {
    title: 'an unknown list beside managed addresses',
    resource: profile({ managedOutboundIPs: { count: 1 }, outboundIPs: { publicIPs: unknown } }),
    verdict: 'violation',
    source: 'no value of the unknown changes it',
  },
  {
    title: 'switched off',
    resource: profile({ managedOutboundIPs: { count: 1 } }),
    parameters: { effect: 'Disabled' },
    verdict: 'notApplicable',
    source: 'reference/azure-policy-language.md §1.10',
  },
  { title: 'a node pool', resource: pool(), verdict: 'notApplicable', source: "the profile is the cluster's" },
];

test.each(cases)('aks-load-balancer-profile: $title', (entry) => {
  expect(judged('aks-load-balancer-profile', entry)).toMatchObject(wanted(entry));
});
