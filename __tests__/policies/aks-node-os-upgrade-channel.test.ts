import { describe, expect, test } from '@jest/globals';
import type { Resource } from '../../src/arm/resource.ts';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { detailsOf, requested } from './requests.ts';

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
  { title: 'nothing written where NodeImage is not allowed', resource: cluster(), parameters: { allowedNodeOsUpgradeChannels: ['None'] }, verdict: 'violation', source: byDefault },
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

/** The alias is modifiable after API version 2023-05-01: src/policy/aliases/versions.ts. */
describe('aks-node-os-upgrade-channel with the effect Modify', () => {
  const modified = (request: Resource, parameters = {}) => requested('aks-node-os-upgrade-channel', request, { effect: 'Modify', ...parameters });

  test('writes the first channel that is allowed', () => {
    expect(modified(channel('Unmanaged')).resource).toEqual(channel('NodeImage'));
    expect(modified(channel('Unmanaged'), { allowedNodeOsUpgradeChannels: ['SecurityPatch', 'None'] }).resource).toEqual(channel('SecurityPatch'));
  });

  test.each([['an allowed channel', channel('None')], ['no channel', cluster()]])('leaves a request alone with %s', (_, request) => {
    expect(modified(request).resource).toEqual(request);
  });

  test('does not refuse a request of an API version in which the channel cannot be written', () => {
    const old = { ...channel('Unmanaged'), apiVersion: '2023-05-01' };
    const { resource, conflicts } = modified(old);
    expect(resource).toEqual(old);
    expect(conflicts.map(({ isDenied }) => isDenied)).toEqual([false]);
  });

  test('asks for the role that may write clusters', () => {
    expect(detailsOf('aks-node-os-upgrade-channel')).toMatchObject({
      roleDefinitionIds: ['/providers/Microsoft.Authorization/roleDefinitions/ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8'],
    });
  });
});
