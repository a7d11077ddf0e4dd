import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { cacheRule, registry } from './registries.ts';


const rules = (defaultAction: unknown, publicNetworkAccess?: unknown) => registry({ networkRuleSet: { defaultAction, ipRules: [] }, publicNetworkAccess });
const source = 'built-in d0793b48-0edc-4296-a390-4c75d1bdfd71';
const byDefault = 'learn.microsoft.com/azure/container-registry/container-registry-access-selected-networks: a registry accepts all networks by default';

const cases: readonly Case[] = [
  { title: 'some networks', resource: rules('Deny', 'Enabled'), verdict: 'compliant', source },
  { title: 'some networks, in another case', resource: rules('deny'), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6' },
  {
    title: 'all networks',
    resource: rules('Allow', 'Enabled'),
    verdict: 'violation',
    message: '`publicNetworkAccess` is `Enabled`; required: `Disabled`. `networkRuleSet.defaultAction` is `Allow`; required: `Deny`.',
    source,
  },
  { title: 'all networks, but no public endpoint', resource: rules('Allow', 'Disabled'), verdict: 'compliant', source },
  { title: 'no rules and no public endpoint', resource: registry({ publicNetworkAccess: 'Disabled' }), verdict: 'compliant', source },
  { title: 'nothing written: all networks', resource: registry(), verdict: 'violation', source: byDefault },
  { title: 'rules without a default', resource: registry({ networkRuleSet: { ipRules: [{ value: '192.0.2.1' }] } }), verdict: 'violation', source: byDefault },
  { title: 'null', resource: rules(null, null), verdict: 'violation', source: byDefault },
  { title: 'an unknown default', resource: rules(unknown, 'Enabled'), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown default without a public endpoint', resource: rules(unknown, 'Disabled'), verdict: 'compliant', source: 'no value of the unknown changes it' },
  { title: 'an unknown public endpoint with some networks', resource: rules('Deny', unknown), verdict: 'compliant', source: 'no value of the unknown changes it' },
  { title: 'an unknown public endpoint with all networks', resource: rules('Allow', unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'switched off', resource: registry(), parameters: { effect: 'Disabled' }, verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.10' },
  { title: 'a cache rule', resource: cacheRule('aks-managed-mcr'), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
  { title: 'a cluster', resource: cluster(), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
];

test.each(cases)('acr-network-rules: $title', (entry) => {
  expect(judged('acr-network-rules', entry)).toMatchObject(wanted(entry));
});
