import { expect, test } from '@jest/globals';
import { cluster, pool } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const api = (enablePrivateClusterPublicFQDN: unknown, more = {}) => cluster({ apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN, ...more } });
const source = 'reference/aks-network-isolation.md §1.2';
const byDefault = 'ground-truth/README.md, "What the service makes of a PUT" 3: true is added';

const cases: readonly Case[] = [
  { title: 'no public name', resource: api(false), verdict: 'compliant', source },
  { title: 'no public name, as text', resource: api('False'), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6' },
  {
    title: 'a public name',
    resource: api(true),
    verdict: 'violation',
    message: '`apiServerAccessProfile.enablePrivateClusterPublicFQDN` is `true`; required: `false`.',
    source,
  },
  {
    title: 'nothing written: the service gives it a public name',
    resource: cluster({ apiServerAccessProfile: { enablePrivateCluster: true } }),
    verdict: 'violation',
    message: '`apiServerAccessProfile.enablePrivateClusterPublicFQDN` is not set; required: `false`.',
    source: byDefault,
  },
  { title: 'no profile at all', resource: cluster(), verdict: 'violation', source: byDefault },
  { title: 'null', resource: api(null), verdict: 'violation', source: 'reference/azure-policy-language.md §1.5' },
  { title: 'a private zone does not hide the public name', resource: api(true, { privateDNSZone: 'system' }), verdict: 'violation', source },
  { title: 'unknown', resource: api(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown profile', resource: cluster({ apiServerAccessProfile: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'switched off', resource: cluster(), parameters: { effect: 'Disabled' }, verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.10' },
  { title: 'a node pool', resource: pool(), verdict: 'notApplicable', source: 'the name is the cluster\'s' },
];

test.each(cases)('aks-private-cluster-public-fqdn: $title', (entry) => {
  expect(judged('aks-private-cluster-public-fqdn', entry)).toMatchObject(wanted(entry));
});
