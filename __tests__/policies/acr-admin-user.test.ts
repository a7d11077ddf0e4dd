import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { cacheRule, registry } from './registries.ts';


const flag = (adminUserEnabled: unknown) => registry({ adminUserEnabled });
const source = 'reference/aks-network-isolation.md §3.3, 2, and built-in dc921057-6b28-4fbe-9b83-f7bec05db6c2';
const byDefault = 'built-in dc921057-6b28-4fbe-9b83-f7bec05db6c2: what is not written is off';

const cases: readonly Case[] = [
  { title: 'no', resource: flag(false), verdict: 'compliant', source },
  {
    title: 'an admin user',
    resource: flag(true),
    verdict: 'violation',
    message: '`adminUserEnabled` is `true`, which is not allowed.',
    source,
  },
  { title: 'an admin user, as text', resource: flag('True'), verdict: 'violation', source: 'reference/azure-policy-language.md §1.6' },
  { title: 'nothing written: no', resource: registry(), verdict: 'compliant', source: byDefault },
  { title: 'null', resource: flag(null), verdict: 'compliant', source: byDefault },
  { title: 'unknown', resource: flag(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'switched off', resource: flag(true), parameters: { effect: 'Disabled' }, verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.10' },
  { title: 'a cache rule', resource: cacheRule('aks-managed-mcr'), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
  { title: 'a cluster', resource: cluster(), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
];

test.each(cases)('acr-admin-user: $title', (entry) => {
  expect(judged('acr-admin-user', entry)).toMatchObject(wanted(entry));
});
