import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { cacheRule, registry } from './registries.ts';


const sku = (name: unknown) => registry({}, { sku: { name } });
const source = 'reference/aks-network-isolation.md §2.1 and built-in bd560fc0-3c69-498a-ae9f-aa8eb7de0e13';

const cases: readonly Case[] = [
  { title: 'Premium', resource: sku('Premium'), verdict: 'compliant', source },
  { title: 'Premium, in another case', resource: sku('premium'), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6' },
  { title: 'Standard', resource: sku('Standard'), verdict: 'violation', message: '`sku.name` is `Standard`; required: `Premium`.', source },
  { title: 'Basic', resource: sku('Basic'), verdict: 'violation', source },
  { title: 'no SKU: the service asks for one', resource: registry({}, { sku: undefined }), verdict: 'violation', source: 'schemas/microsoft.containerregistry-2025-11-01.json: sku and its name are required' },
  { title: 'a tier without a name', resource: registry({}, { sku: { tier: 'Premium' } }), verdict: 'violation', source: 'schemas/microsoft.containerregistry-2025-11-01.json: the tier is read-only' },
  { title: 'unknown', resource: sku(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown SKU', resource: registry({}, { sku: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'switched off', resource: sku('Basic'), parameters: { effect: 'Disabled' }, verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.10' },
  { title: 'a cache rule', resource: cacheRule('aks-managed-mcr'), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
  { title: 'a cluster', resource: cluster(), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
];

test.each(cases)('acr-sku: $title', (entry) => {
  expect(judged('acr-sku', entry)).toMatchObject(wanted(entry));
});
