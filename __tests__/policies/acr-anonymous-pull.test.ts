import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { cacheRule, registry } from './registries.ts';


const flag = (anonymousPullEnabled: unknown) => registry({ anonymousPullEnabled });
const source = 'reference/aks-network-isolation.md §2.1: it must be off since March 2025, and built-in 9f2dea28-e834-476c-99c5-3507b4728395';
const byDefault = 'built-in 9f2dea28-e834-476c-99c5-3507b4728395: what is not written is off';

const cases: readonly Case[] = [
  { title: 'no', resource: flag(false), verdict: 'compliant', source },
  {
    title: 'anonymous pull',
    resource: flag(true),
    verdict: 'violation',
    message: '`anonymousPullEnabled` is `true`, which is not allowed.',
    source,
  },
  { title: 'anonymous pull, as text', resource: flag('True'), verdict: 'violation', source: 'reference/azure-policy-language.md §1.6' },
  { title: 'nothing written: no', resource: registry(), verdict: 'compliant', source: byDefault },
  { title: 'null', resource: flag(null), verdict: 'compliant', source: byDefault },
  { title: 'unknown', resource: flag(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'switched off', resource: flag(true), parameters: { effect: 'Disabled' }, verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.10' },
  { title: 'a cache rule', resource: cacheRule('aks-managed-mcr'), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
  { title: 'a cluster', resource: cluster(), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
];

test.each(cases)('acr-anonymous-pull: $title', (entry) => {
  expect(judged('acr-anonymous-pull', entry)).toMatchObject(wanted(entry));
});
