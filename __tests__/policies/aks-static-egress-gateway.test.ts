import { expect, test } from '@jest/globals';
import { cluster, pool, resource } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const gateway = (staticEgressGatewayProfile: unknown) => cluster({ networkProfile: { outboundType: 'none', staticEgressGatewayProfile } });
const pools = (...agentPoolProfiles: readonly unknown[]) => cluster({ agentPoolProfiles });
const source = 'reference/aks-network-isolation.md §1.1 and §5.10';
const bothForms = 'reference/aks-network-isolation.md §7.1: every pool rule needs both branches';
const absentIsFalse = 'reference/aks-network-isolation.md §7.1: for booleans a missing value is no violation';
const withoutCase = 'reference/azure-policy-language.md §1.6';

const cases: readonly Case[] = [
  { title: 'switched off', resource: gateway({ enabled: false }), verdict: 'compliant', source },
  { title: 'nothing written', resource: cluster(), verdict: 'compliant', source: absentIsFalse },
  { title: 'an empty profile', resource: gateway({}), verdict: 'compliant', source: absentIsFalse },
  { title: 'a switch of null', resource: gateway({ enabled: null }), verdict: 'compliant', source: absentIsFalse },
  { title: 'false as text', resource: gateway({ enabled: 'false' }), verdict: 'compliant', source: withoutCase },
  {
    title: 'switched on',
    resource: gateway({ enabled: true }),
    verdict: 'violation',
    message: '`networkProfile.staticEgressGatewayProfile.enabled` is `true`, which is not allowed.',
    source,
  },
  { title: 'switched on, as text', resource: gateway({ enabled: 'True' }), verdict: 'violation', source: withoutCase },
  { title: 'pools of other modes, and one without', resource: pools({ mode: 'System' }, { mode: 'User' }, { name: 'a' }), verdict: 'compliant', source },
  { title: 'no pools', resource: pools(), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.8' },
  {
    title: 'a gateway pool in the cluster, although the switch is off',
    resource: cluster({ networkProfile: { staticEgressGatewayProfile: { enabled: false } }, agentPoolProfiles: [{ mode: 'System' }, { mode: 'Gateway' }] }),
    verdict: 'violation',
    message: '`agentPoolProfiles[1].mode` is `Gateway`, which is not allowed.',
    source,
  },
  { title: 'the case of the mode does not matter', resource: pools({ mode: 'gateway' }), verdict: 'violation', source: withoutCase },
  { title: 'a pool of its own', resource: pool({ mode: 'User' }), verdict: 'compliant', source: bothForms },
  { title: 'a pool of its own without a mode', resource: pool(), verdict: 'compliant', source: bothForms },
  {
    title: 'a gateway pool of its own: mode All sees it',
    resource: pool({ mode: 'Gateway', gatewayProfile: { publicIPPrefixSize: 31 } }),
    verdict: 'violation',
    message: '`mode` is `Gateway`, which is not allowed.',
    source: bothForms,
  },
  { title: 'an unknown switch', resource: gateway({ enabled: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown switch beside a gateway pool', resource: cluster({ networkProfile: unknown, agentPoolProfiles: [{ mode: 'Gateway' }] }), verdict: 'violation', source: 'no value of the unknown changes it' },
  { title: 'an unknown pool', resource: pools({ mode: 'System' }, unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'a pool of its own of unknown mode', resource: pool({ mode: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  {
    title: 'the rule switched off',
    resource: gateway({ enabled: true }),
    parameters: { effect: 'Disabled' },
    verdict: 'notApplicable',
    source: 'reference/azure-policy-language.md §1.10',
  },
  {
    title: 'another type',
    resource: resource('Microsoft.ContainerRegistry/registries', 'demo', { properties: {} }),
    verdict: 'notApplicable',
    source: 'reference/azure-policy-language.md §1.11',
  },
];

test.each(cases)('aks-static-egress-gateway: $title', (entry) => {
  expect(judged('aks-static-egress-gateway', entry)).toMatchObject(wanted(entry));
});
