import { expect, test } from '@jest/globals';
import { cluster, pool } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const outbound = (outboundType: unknown) => cluster({ networkProfile: { outboundType } });
const properties = 'reference/aks-network-isolation.md §1.2';

const cases: readonly Case[] = [
  { title: 'none is isolated', resource: outbound('none'), verdict: 'compliant', source: properties },
  {
    title: 'the case of the value does not matter',
    resource: outbound('None'),
    verdict: 'compliant',
    source: 'reference/azure-policy-language.md §1.6',
  },
  {
    title: 'loadBalancer has a way out',
    resource: outbound('loadBalancer'),
    verdict: 'violation',
    message: '`networkProfile.outboundType` is `loadBalancer`; allowed: `none`.',
    source: properties,
  },
  {
    title: 'managedNATGatewayV2 too',
    resource: outbound('managedNATGatewayV2'),
    verdict: 'violation',
    source: 'reference/aks-network-isolation.md §1.1',
  },
  {
    title: 'nothing written: the service makes it loadBalancer',
    resource: cluster({ networkProfile: { networkPlugin: 'azure' } }),
    verdict: 'violation',
    message: '`networkProfile.outboundType` is not set; allowed: `none`.',
    source: 'reference/aks-network-isolation.md §7.1',
  },
  { title: 'no network profile at all', resource: cluster(), verdict: 'violation', source: 'reference/aks-network-isolation.md §7.1' },
  { title: 'null', resource: outbound(null), verdict: 'violation', source: 'reference/azure-policy-language.md §1.5' },
  { title: 'block, when only none is allowed', resource: outbound('block'), verdict: 'violation', source: 'the default of the parameter' },
  {
    title: 'block, when allowed',
    resource: outbound('block'),
    parameters: { allowedOutboundTypes: ['none', 'block'] },
    verdict: 'compliant',
    source: properties,
  },
  {
    title: 'nothing written, when loadBalancer is allowed',
    resource: cluster(),
    parameters: { allowedOutboundTypes: ['loadBalancer'] },
    verdict: 'violation',
    source: 'the service default is not in the request',
  },
  {
    title: 'a value known only at deployment',
    resource: outbound(unknown),
    verdict: 'undetermined',
    message: "`networkProfile.outboundType` is not known: reference('network') is known only at deployment.",
    source: 'design/house.md: unknown is a value',
  },
  { title: 'an unknown network profile', resource: cluster({ networkProfile: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  {
    title: 'switched off',
    resource: cluster(),
    parameters: { effect: 'Disabled' },
    verdict: 'notApplicable',
    source: 'reference/azure-policy-language.md §1.10',
  },
  { title: 'a node pool', resource: pool(), verdict: 'notApplicable', source: 'the outbound type is the cluster\'s' },
];

test.each(cases)('aks-outbound-type: $title', (entry) => {
  expect(judged('aks-outbound-type', entry)).toMatchObject(wanted(entry));
});
