import { expect, test } from '@jest/globals';
import { cluster, pool } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const lock = (restrictionLevel: unknown) => cluster({ nodeResourceGroupProfile: { restrictionLevel } });
const automatic = { sku: { name: 'Automatic' } };
const source = 'reference/aks-network-isolation.md §1.1 and §5, 23';
const byDefault = 'learn.microsoft.com/azure/aks/node-resource-group-lockdown: optional in AKS Standard, preconfigured in AKS Automatic';

const cases: readonly Case[] = [
  { title: 'locked', resource: lock('ReadOnly'), verdict: 'compliant', source },
  { title: 'locked, in another case', resource: lock('readonly'), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6' },
  {
    title: 'unrestricted',
    resource: lock('Unrestricted'),
    verdict: 'violation',
    message: '`nodeResourceGroupProfile.restrictionLevel` is `Unrestricted`; required: `ReadOnly`.',
    source,
  },
  { title: 'nothing written: unrestricted', resource: cluster(), verdict: 'violation', source: byDefault },
  { title: 'an empty profile', resource: cluster({ nodeResourceGroupProfile: {} }), verdict: 'violation', source: byDefault },
  { title: 'null', resource: lock(null), verdict: 'violation', source: byDefault },
  { title: 'nothing written in an Automatic cluster: locked', resource: cluster({}, automatic), verdict: 'compliant', source: byDefault },
  { title: 'unrestricted in an Automatic cluster', resource: cluster({ nodeResourceGroupProfile: { restrictionLevel: 'Unrestricted' } }, automatic), verdict: 'violation', source },
  { title: 'nothing written, of an unknown SKU', resource: cluster({}, { sku: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'unknown', resource: lock(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'a node pool', resource: pool(), verdict: 'notApplicable', source: 'the group is the cluster\'s' },
];

test.each(cases)('aks-node-resource-group-lockdown: $title', (entry) => {
  expect(judged('aks-node-resource-group-lockdown', entry)).toMatchObject(wanted(entry));
});

test('aks-node-resource-group-lockdown reports unless it is told to refuse', () => {
  const entry = { title: '', resource: cluster(), verdict: 'violation', source } as const;
  expect(judged('aks-node-resource-group-lockdown', entry)?.effect).toBe('audit');
  expect(judged('aks-node-resource-group-lockdown', { ...entry, parameters: { effect: 'Deny' } })?.effect).toBe('deny');
});
