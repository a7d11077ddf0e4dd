import { expect, test } from '@jest/globals';
import { cluster, pool } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const pools = (...agentPoolProfiles: readonly unknown[]) => cluster({ agentPoolProfiles });
const source = 'reference/aks-network-isolation.md §1.3';
const bothForms = 'reference/aks-network-isolation.md §7.1: every pool rule needs both branches';
const absentIsFalse = 'reference/aks-network-isolation.md §7.1: for booleans such as enableNodePublicIP a missing value is no violation';

const cases: readonly Case[] = [
  { title: 'pools without', resource: pools({ name: 'a', enableNodePublicIP: false }, { name: 'b' }), verdict: 'compliant', source: absentIsFalse },
  { title: 'no pools', resource: pools(), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.8' },
  { title: 'no list of pools', resource: cluster(), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.8' },
  {
    title: 'one pool with public addresses',
    resource: pools({ name: 'a' }, { name: 'b', enableNodePublicIP: true }),
    verdict: 'violation',
    message: '`agentPoolProfiles[1].enableNodePublicIP` is `true`, which is not allowed.',
    source,
  },
  {
    title: 'one pool with a prefix',
    resource: pools({ name: 'a', nodePublicIPPrefixID: '/prefix' }),
    verdict: 'violation',
    message: '`agentPoolProfiles[0].nodePublicIPPrefixID` is `/prefix`; it must not be set.',
    source,
  },
  {
    title: 'a prefix of null',
    resource: pools({ nodePublicIPPrefixID: null }),
    verdict: 'compliant',
    source: 'reference/azure-policy-language.md §1.6: null counts as absent',
  },
  { title: 'a prefix of nothing', resource: pools({ nodePublicIPPrefixID: '' }), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6: a missing text compares as an empty one, so an empty one is none' },
  { title: 'a prefix of nothing in a pool of its own', resource: pool({ nodePublicIPPrefixID: '' }), verdict: 'compliant', source: bothForms },
  {
    title: 'the flag as text, as some tools write it',
    resource: pools({ enableNodePublicIP: 'true' }),
    verdict: 'violation',
    source: 'reference/azure-policy-language.md §1.6',
  },
  { title: 'one pool of which nothing is known', resource: pools({ name: 'a' }, unknown), verdict: 'undetermined', source: 'design/house.md' },
  {
    title: 'unknown pools beside a public one',
    resource: pools(unknown, { enableNodePublicIP: true }),
    verdict: 'violation',
    source: 'no value of the unknown changes it',
  },
  { title: 'an unknown list of pools', resource: cluster({ agentPoolProfiles: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'a pool of its own, without', resource: pool({ enableNodePublicIP: false }), verdict: 'compliant', source: bothForms },
  {
    title: 'a pool of its own with public addresses: mode All sees it',
    resource: pool({ enableNodePublicIP: true }),
    verdict: 'violation',
    message: '`enableNodePublicIP` is `true`, which is not allowed.',
    source: bothForms,
  },
  { title: 'a pool of its own with a prefix', resource: pool({ nodePublicIPPrefixID: '/prefix' }), verdict: 'violation', source: bothForms },
  { title: 'a pool of its own, unknown', resource: pool({ enableNodePublicIP: unknown }), verdict: 'undetermined', source: 'design/house.md' },
];

test.each(cases)('aks-node-public-ip: $title', (entry) => {
  expect(judged('aks-node-public-ip', entry)).toMatchObject(wanted(entry));
});
