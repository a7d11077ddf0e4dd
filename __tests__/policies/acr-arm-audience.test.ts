import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { cacheRule, registry } from './registries.ts';


const tokens = (status: unknown) => registry({ policies: { azureADAuthenticationAsArmPolicy: { status } } });
const source = 'reference/aks-network-isolation.md §2.1: a registry that does not accept the tokens is not supported';
const byDefault = 'ground-truth/byo-acr-create.json: the service adds enabled';

const cases: readonly Case[] = [
  { title: 'accepted', resource: tokens('enabled'), verdict: 'compliant', source },
  {
    title: 'not accepted',
    resource: tokens('disabled'),
    verdict: 'violation',
    message: '`policies.azureADAuthenticationAsArmPolicy.status` is `disabled`, which is not allowed.',
    source,
  },
  { title: 'not accepted, in another case', resource: tokens('Disabled'), verdict: 'violation', source: 'reference/azure-policy-language.md §1.6' },
  { title: 'nothing written: accepted', resource: registry(), verdict: 'compliant', source: byDefault },
  { title: 'other policies', resource: registry({ policies: { exportPolicy: { status: 'disabled' } } }), verdict: 'compliant', source: byDefault },
  { title: 'null', resource: tokens(null), verdict: 'compliant', source: byDefault },
  { title: 'unknown', resource: tokens(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'unknown policies', resource: registry({ policies: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'switched off', resource: tokens('disabled'), parameters: { effect: 'Disabled' }, verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.10' },
  { title: 'a cache rule', resource: cacheRule('aks-managed-mcr'), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
  { title: 'a cluster', resource: cluster(), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
];

test.each(cases)('acr-arm-audience: $title', (entry) => {
  expect(judged('acr-arm-audience', entry)).toMatchObject(wanted(entry));
});

test('acr-arm-audience reports unless it is told to refuse', () => {
  const entry = { title: '', resource: tokens('disabled'), verdict: 'violation', source } as const;
  expect(judged('acr-arm-audience', entry)?.effect).toBe('audit');
  expect(judged('acr-arm-audience', { ...entry, parameters: { effect: 'Deny' } })?.effect).toBe('deny');
});
