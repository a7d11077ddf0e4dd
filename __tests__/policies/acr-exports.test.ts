import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { cacheRule, registry } from './registries.ts';


const exports = (status: unknown) => registry({ policies: { exportPolicy: { status } } });
const source = 'reference/aks-network-isolation.md §3.3, 2, and built-in 524b0254-c285-4903-bee6-bb8126cde579';
const byDefault = 'ground-truth/byo-acr-create.json: the service adds enabled';

const cases: readonly Case[] = [
  { title: 'disabled', resource: exports('disabled'), verdict: 'compliant', source },
  { title: 'disabled, in another case', resource: exports('Disabled'), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6' },
  {
    title: 'enabled',
    resource: exports('enabled'),
    verdict: 'violation',
    message: '`policies.exportPolicy.status` is `enabled`; required: `disabled`.',
    source,
  },
  { title: 'nothing written: enabled', resource: registry(), verdict: 'violation', source: byDefault },
  { title: 'other policies', resource: registry({ policies: { trustPolicy: { status: 'disabled' } } }), verdict: 'violation', source: byDefault },
  { title: 'null', resource: exports(null), verdict: 'violation', source: byDefault },
  { title: 'unknown', resource: exports(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'switched off', resource: registry(), parameters: { effect: 'Disabled' }, verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.10' },
  { title: 'a cache rule', resource: cacheRule('aks-managed-mcr'), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
  { title: 'a cluster', resource: cluster(), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
];

test.each(cases)('acr-exports: $title', (entry) => {
  expect(judged('acr-exports', entry)).toMatchObject(wanted(entry));
});

test('acr-exports reports unless it is told to refuse', () => {
  const entry = { title: '', resource: registry(), verdict: 'violation', source } as const;
  expect(judged('acr-exports', entry)?.effect).toBe('audit');
  expect(judged('acr-exports', { ...entry, parameters: { effect: 'Deny' } })?.effect).toBe('deny');
});
