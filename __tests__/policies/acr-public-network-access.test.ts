import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { cacheRule, registry } from './registries.ts';


const access = (publicNetworkAccess: unknown) => registry({ publicNetworkAccess });
const source = 'reference/aks-network-isolation.md §3.3, 2, and built-in 0fdf0491-d080-4575-b627-ad0e843cba0f';
const byDefault = 'learn.microsoft.com/azure/container-registry/container-registry-access-selected-networks: a registry accepts all networks by default';

const cases: readonly Case[] = [
  { title: 'disabled', resource: access('Disabled'), verdict: 'compliant', source },
  { title: 'disabled, in another case', resource: access('disabled'), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6' },
  {
    title: 'enabled',
    resource: access('Enabled'),
    verdict: 'violation',
    message: '`publicNetworkAccess` is `Enabled`; required: `Disabled`.',
    source,
  },
  { title: 'enabled for some networks', resource: registry({ publicNetworkAccess: 'Enabled', networkRuleSet: { defaultAction: 'Deny' } }), verdict: 'violation', source },
  { title: 'nothing written: enabled', resource: registry(), verdict: 'violation', source: byDefault },
  { title: 'null', resource: access(null), verdict: 'violation', source: byDefault },
  { title: 'unknown', resource: access(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'unknown properties', resource: registry(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'switched off', resource: registry(), parameters: { effect: 'Disabled' }, verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.10' },
  { title: 'a cache rule', resource: cacheRule('aks-managed-mcr'), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
  { title: 'a cluster', resource: cluster(), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
];

test.each(cases)('acr-public-network-access: $title', (entry) => {
  expect(judged('acr-public-network-access', entry)).toMatchObject(wanted(entry));
});
