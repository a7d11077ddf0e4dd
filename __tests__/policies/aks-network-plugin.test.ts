import { expect, test } from '@jest/globals';
import { cluster, pool } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const plugin = (networkPlugin: unknown) => cluster({ networkProfile: { networkPlugin } });
const automatic = { sku: { name: 'automatic', tier: 'Standard' } };
const source = 'reference/aks-network-isolation.md §2.1: kubenet is not supported';
const byDefault = 'ground-truth/sdk-js-create.json: a cluster without a network profile gets kubenet';
const ofAutomatic = 'learn.microsoft.com/azure/aks/intro-aks-automatic: Azure CNI Overlay powered by Cilium is preconfigured';

const cases: readonly Case[] = [
  { title: 'Azure CNI', resource: plugin('azure'), verdict: 'compliant', source },
  { title: 'Azure CNI, in another case', resource: plugin('Azure'), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6' },
  {
    title: 'kubenet',
    resource: plugin('kubenet'),
    verdict: 'violation',
    message: '`networkProfile.networkPlugin` is `kubenet`; allowed: `azure`.',
    source,
  },
  { title: 'no plugin of Azure, when only azure is allowed', resource: plugin('none'), verdict: 'violation', source: 'the default of the parameter' },
  { title: 'no plugin of Azure, when allowed', resource: plugin('none'), parameters: { allowedNetworkPlugins: ['azure', 'none'] }, verdict: 'compliant', source: 'the parameter' },
  { title: 'nothing written: kubenet', resource: cluster(), verdict: 'violation', source: byDefault },
  { title: 'a profile without a plugin', resource: cluster({ networkProfile: { outboundType: 'none' } }), verdict: 'violation', source: byDefault },
  { title: 'null', resource: plugin(null), verdict: 'violation', source: byDefault },
  { title: 'nothing written, when kubenet is allowed', resource: cluster(), parameters: { allowedNetworkPlugins: ['kubenet'] }, verdict: 'violation', source: 'the service default is not in the request' },
  { title: 'nothing written in an Automatic cluster: Azure CNI', resource: cluster({}, automatic), verdict: 'compliant', source: ofAutomatic },
  { title: 'kubenet in an Automatic cluster', resource: cluster({ networkProfile: { networkPlugin: 'kubenet' } }, automatic), verdict: 'violation', source },
  { title: 'nothing written, of an unknown SKU', resource: cluster({}, { sku: { name: unknown } }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'Azure CNI, of an unknown SKU', resource: cluster({ networkProfile: { networkPlugin: 'azure' } }, { sku: unknown }), verdict: 'compliant', source: 'no value of the unknown changes it' },
  { title: 'unknown', resource: plugin(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'a node pool', resource: pool(), verdict: 'notApplicable', source: 'the plugin is the cluster\'s' },
];

test.each(cases)('aks-network-plugin: $title', (entry) => {
  expect(judged('aks-network-plugin', entry)).toMatchObject(wanted(entry));
});
