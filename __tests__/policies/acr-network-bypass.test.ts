import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { cacheRule, registry } from './registries.ts';


const bypass = (networkRuleBypassOptions: unknown) => registry({ networkRuleBypassOptions });
const source = 'reference/aks-network-isolation.md §3.3, 2: caching works with None';
const byDefault = 'ground-truth/byo-acr-create.json: the service adds AzureServices';

const cases: readonly Case[] = [
  { title: 'nobody', resource: bypass('None'), verdict: 'compliant', source },
  { title: 'nobody, in another case', resource: bypass('none'), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6' },
  {
    title: 'trusted services',
    resource: bypass('AzureServices'),
    verdict: 'violation',
    message: '`networkRuleBypassOptions` is `AzureServices`; required: `None`.',
    source,
  },
  { title: 'nothing written: trusted services', resource: registry(), verdict: 'violation', source: byDefault },
  { title: 'null', resource: bypass(null), verdict: 'violation', source: byDefault },
  { title: 'unknown', resource: bypass(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'switched off', resource: registry(), parameters: { effect: 'Disabled' }, verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.10' },
  { title: 'a cache rule', resource: cacheRule('aks-managed-mcr'), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
  { title: 'a cluster', resource: cluster(), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
];

test.each(cases)('acr-network-bypass: $title', (entry) => {
  expect(judged('acr-network-bypass', entry)).toMatchObject(wanted(entry));
});

test('acr-network-bypass reports unless it is told to refuse', () => {
  const entry = { title: '', resource: registry(), verdict: 'violation', source } as const;
  expect(judged('acr-network-bypass', entry)?.effect).toBe('audit');
  expect(judged('acr-network-bypass', { ...entry, parameters: { effect: 'Deny' } })?.effect).toBe('deny');
});
