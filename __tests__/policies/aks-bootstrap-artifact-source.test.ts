import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const source = 'reference/aks-network-isolation.md §1.2: the server fills in Direct when the profile is omitted';

const cases: readonly Case[] = [
  { title: 'Cache', resource: cluster({ bootstrapProfile: { artifactSource: 'Cache' } }), verdict: 'compliant', source },
  {
    title: 'Cache with a registry of its own',
    resource: cluster({ bootstrapProfile: { artifactSource: 'cache', containerRegistryId: '/x' } }),
    verdict: 'compliant',
    source,
  },
  {
    title: 'Direct',
    resource: cluster({ bootstrapProfile: { artifactSource: 'Direct' } }),
    verdict: 'violation',
    message: '`bootstrapProfile.artifactSource` is `Direct`; required: `Cache`.',
    source,
  },
  {
    title: 'nothing written: Direct',
    resource: cluster(),
    verdict: 'violation',
    message: '`bootstrapProfile.artifactSource` is not set; required: `Cache`.',
    source,
  },
  { title: 'a registry without a source', resource: cluster({ bootstrapProfile: { containerRegistryId: '/x' } }), verdict: 'violation', source },
  {
    title: 'an unknown source',
    resource: cluster({ bootstrapProfile: { artifactSource: unknown } }),
    verdict: 'undetermined',
    source: 'design/house.md',
  },
  {
    title: 'an unknown registry does not matter',
    resource: cluster({ bootstrapProfile: { artifactSource: 'Cache', containerRegistryId: unknown } }),
    verdict: 'compliant',
    source,
  },
];

test.each(cases)('aks-bootstrap-artifact-source: $title', (entry) => {
  expect(judged('aks-bootstrap-artifact-source', entry)).toMatchObject(wanted(entry));
});
