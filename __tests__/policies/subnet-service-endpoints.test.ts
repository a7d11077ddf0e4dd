import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { element, network, subnet, withSubnets } from './networks.ts';

const source = 'reference/aks-network-isolation.md §5, row 13';
const bothForms = 'reference/aks-network-isolation.md §7.1: virtual network body and child subnets';
const listRules = 'reference/azure-policy-language.md §1.8';
const storage = { service: 'Microsoft.Storage' };
const vault = { service: 'Microsoft.KeyVault', locations: ['*'] };

const cases: readonly Case[] = [
  { title: 'subnets without', resource: withSubnets(element({})), verdict: 'compliant', source },
  { title: 'empty lists, as the service echoes them', resource: withSubnets(element({ serviceEndpoints: [] })), verdict: 'compliant', source: listRules },
  { title: 'no subnets', resource: withSubnets(), verdict: 'compliant', source: listRules },
  { title: 'no list of subnets', resource: network('virtualNetworks'), verdict: 'compliant', source: listRules },
  {
    title: 'one of several subnets with a service endpoint',
    resource: withSubnets(element({ serviceEndpoints: [] }), element({ serviceEndpoints: [storage] }, 'pods')),
    verdict: 'violation',
    message: '`subnets[1].properties.serviceEndpoints[0].service` is `Microsoft.Storage`; allowed: nothing.',
    source,
  },
  { title: 'null in place of a list', resource: subnet({ serviceEndpoints: null }), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6: null counts as absent' },
  { title: 'a subnet of its own, without', resource: subnet({}), verdict: 'compliant', source: bothForms },
  { title: 'a subnet of its own with a service endpoint: mode All sees it', resource: subnet({ serviceEndpoints: [vault] }), verdict: 'violation', source: bothForms },
  {
    title: 'a service that is allowed, in other letters',
    resource: subnet({ serviceEndpoints: [storage] }),
    parameters: { allowedServices: ['microsoft.storage'] },
    verdict: 'compliant',
    source: 'reference/azure-policy-language.md §1.6',
  },
  {
    title: 'one that is allowed beside one that is not, in a network',
    resource: withSubnets(element({ serviceEndpoints: [storage, vault] })),
    parameters: { allowedServices: ['Microsoft.Storage'] },
    verdict: 'violation',
    message: '`subnets[0].properties.serviceEndpoints[1].service` is `Microsoft.KeyVault`; allowed: `Microsoft.Storage`.',
    source: 'reference/azure-policy-language.md §1.8: an inner count stays inside the outer element',
  },
  { title: 'an endpoint that names no service', resource: subnet({ serviceEndpoints: [{}] }), verdict: 'violation', source: 'what is not allowed by name is not allowed' },
  { title: 'an unknown service, nothing allowed', resource: subnet({ serviceEndpoints: [{ service: unknown }] }), verdict: 'violation', source: 'no value of the unknown changes it' },
  {
    title: 'an unknown service, some allowed',
    resource: subnet({ serviceEndpoints: [{ service: unknown }] }),
    parameters: { allowedServices: ['Microsoft.Storage'] },
    verdict: 'undetermined',
    source: 'design/house.md',
  },
  { title: 'an unknown list', resource: withSubnets(element({ serviceEndpoints: unknown })), verdict: 'undetermined', source: 'design/house.md' },
  {
    title: 'subnets of other names are left alone',
    resource: withSubnets(element({ serviceEndpoints: [storage] }, 'jump')),
    parameters: { subnetNamePattern: 'aks-*' },
    verdict: 'compliant',
    source: 'parameter subnetNamePattern',
  },
  { title: 'other resources', resource: cluster(), verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.11' },
];

test.each(cases)('subnet-service-endpoints: $title', (entry) => {
  expect(judged('subnet-service-endpoints', entry)).toMatchObject(wanted(entry));
});
