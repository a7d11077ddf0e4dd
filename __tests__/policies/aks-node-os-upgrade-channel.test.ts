import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const channel = (nodeOSUpgradeChannel: unknown) => cluster({ autoUpgradeProfile: { nodeOSUpgradeChannel } });
const source = 'reference/aks-network-isolation.md §1.2';
const byDefault = 'ground-truth/README.md, "What the service makes of a PUT" 3: NodeImage is added';

const cases: readonly Case[] = [
  { title: 'NodeImage', resource: channel('NodeImage'), verdict: 'compliant', source },
  {
    title: 'SecurityPatch',
    resource: channel('SecurityPatch'),
    verdict: 'compliant',
    source: 'reference/aks-network-isolation.md §8.12: CHLOG yes, DOCS FAQ no',
  },
  { title: 'None', resource: channel('None'), verdict: 'compliant', source },
  {
    title: 'Unmanaged',
    resource: channel('Unmanaged'),
    verdict: 'violation',
    message: '`autoUpgradeProfile.nodeOSUpgradeChannel` is `Unmanaged`; allowed: `NodeImage`, `SecurityPatch`, `None`.',
    source,
  },
  { title: 'nothing written: NodeImage', resource: cluster(), verdict: 'compliant', source: byDefault },
  {
    title: 'another part of the profile',
    resource: cluster({ autoUpgradeProfile: { upgradeChannel: 'patch' } }),
    verdict: 'compliant',
    source: byDefault,
  },
  { title: 'null', resource: channel(null), verdict: 'compliant', source: byDefault },
  {
    title: 'a narrower list',
    resource: channel('None'),
    parameters: { allowedNodeOsUpgradeChannels: ['NodeImage'] },
    verdict: 'violation',
    source: 'the parameter',
  },
  { title: 'unknown', resource: channel(unknown), verdict: 'undetermined', source: 'design/house.md' },
];

test.each(cases)('aks-node-os-upgrade-channel: $title', (entry) => {
  expect(judged('aks-node-os-upgrade-channel', entry)).toMatchObject(wanted(entry));
});
