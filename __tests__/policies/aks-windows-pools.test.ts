import { expect, test } from '@jest/globals';
import { cluster, pool, resource } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const pools = (...agentPoolProfiles: readonly unknown[]) => cluster({ agentPoolProfiles });
const source = 'reference/aks-network-isolation.md §2.1: Windows pools are not supported';
const byDefault = 'schemas/microsoft.containerservice-2026-05-01.json: the default of osType is Linux';
const bothForms = 'reference/aks-network-isolation.md §7.1: every pool rule needs both branches';

const cases: readonly Case[] = [
  { title: 'Linux pools', resource: pools({ osType: 'Linux' }, { osType: 'Linux', osSKU: 'AzureLinux' }), verdict: 'compliant', source },
  { title: 'nothing written: Linux', resource: pools({ name: 'a' }), verdict: 'compliant', source: byDefault },
  { title: 'null', resource: pools({ osType: null }), verdict: 'compliant', source: byDefault },
  { title: 'no pools', resource: pools(), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.8' },
  { title: 'no list of pools', resource: cluster(), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.8' },
  {
    title: 'a Windows profile without a Windows pool, as the service writes it',
    resource: cluster({ windowsProfile: { adminUsername: 'azureuser', enableCSIProxy: true }, agentPoolProfiles: [{ osType: 'Linux' }] }),
    verdict: 'compliant',
    source: 'ground-truth/README.md, "What the service makes of a PUT" 3: windowsProfile also without Windows',
  },
  {
    title: 'one Windows pool among others',
    resource: pools({ osType: 'Linux' }, { osType: 'Windows', osSKU: 'Windows2022' }),
    verdict: 'violation',
    message: '`agentPoolProfiles[1].osType` is `Windows`, which is not allowed.',
    source,
  },
  { title: 'the case does not matter', resource: pools({ osType: 'windows' }), verdict: 'violation', source: 'reference/azure-policy-language.md §1.6' },
  { title: 'a Linux pool of its own', resource: pool({ osType: 'Linux' }), verdict: 'compliant', source: bothForms },
  { title: 'a pool of its own without an operating system: Linux', resource: pool(), verdict: 'compliant', source: byDefault },
  {
    title: 'a Windows pool of its own: mode All sees it',
    resource: pool({ osType: 'Windows' }),
    verdict: 'violation',
    message: '`osType` is `Windows`, which is not allowed.',
    source: bothForms,
  },
  { title: 'one pool of which nothing is known', resource: pools({ osType: 'Linux' }, unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'unknown pools beside a Windows one', resource: pools(unknown, { osType: 'Windows' }), verdict: 'violation', source: 'no value of the unknown changes it' },
  { title: 'an unknown list of pools', resource: cluster({ agentPoolProfiles: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'a pool of its own, unknown', resource: pool({ osType: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  {
    title: 'switched off',
    resource: pool({ osType: 'Windows' }),
    parameters: { effect: 'Disabled' },
    verdict: 'notApplicable',
    source: 'reference/azure-policy-language.md §1.10',
  },
  {
    title: 'another type',
    resource: resource('Microsoft.Compute/virtualMachineScaleSets', 'demo', { properties: { osType: 'Windows' } }),
    verdict: 'notApplicable',
    source: 'reference/azure-policy-language.md §1.11',
  },
];

test.each(cases)('aks-windows-pools: $title', (entry) => {
  expect(judged('aks-windows-pools', entry)).toMatchObject(wanted(entry));
});
