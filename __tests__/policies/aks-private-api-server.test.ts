import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const api = (enablePrivateCluster: unknown) => cluster({ apiServerAccessProfile: { enablePrivateCluster } });
const source = 'reference/aks-network-isolation.md §1.2 and built-in 040732e8-d947-40b8-95d6-854c95024bf8';

const cases: readonly Case[] = [
  { title: 'private', resource: api(true), verdict: 'compliant', source },
  { title: 'private, as text', resource: api('true'), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6' },
  {
    title: 'public',
    resource: api(false),
    verdict: 'violation',
    message: '`apiServerAccessProfile.enablePrivateCluster` is `false`; required: `true`.',
    source,
  },
  {
    title: 'nothing written: public',
    resource: cluster(),
    verdict: 'violation',
    message: '`apiServerAccessProfile.enablePrivateCluster` is not set; required: `true`.',
    source,
  },
  {
    title: 'in the virtual network, but public',
    resource: cluster({ apiServerAccessProfile: { enableVnetIntegration: true } }),
    verdict: 'violation',
    source,
  },
  { title: 'unknown', resource: api(unknown), verdict: 'undetermined', source: 'design/house.md' },
];

test.each(cases)('aks-private-api-server: $title', (entry) => {
  expect(judged('aks-private-api-server', entry)).toMatchObject(wanted(entry));
});
