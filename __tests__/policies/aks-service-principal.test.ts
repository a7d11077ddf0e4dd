import { expect, test } from '@jest/globals';
import { cluster, pool } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const id = '00000000-0000-0000-0000-0000000000c1';
const principal = (clientId: unknown, envelope = {}) => cluster({ servicePrincipalProfile: { clientId } }, envelope);
const source = 'reference/aks-network-isolation.md §1.2 and built-in da6e2401-19da-4532-9141-fb8fbde08431';
const leaving = 'ground-truth/update-to-isolated.json: tools put back the profile that they read, beside the identity';

const cases: readonly Case[] = [
  { title: 'a managed identity, as the service shows it', resource: principal('msi', { identity: { type: 'SystemAssigned' } }), verdict: 'compliant', source },
  { title: 'the word alone, in another case', resource: principal('MSI'), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6' },
  { title: 'an identity and no profile', resource: cluster({}, { identity: { type: 'UserAssigned' } }), verdict: 'compliant', source },
  { title: 'neither: the service asks for one of them', resource: cluster(), verdict: 'compliant', source },
  {
    title: 'a service principal',
    resource: principal(id),
    verdict: 'violation',
    message: `\`servicePrincipalProfile.clientId\` is \`${id}\`; required: \`msi\`. \`identity.type\` is not set; allowed: \`SystemAssigned\`, \`UserAssigned\`.`,
    source: 'reference/aks-network-isolation.md §2.2: Cache is not allowed with a service principal',
  },
  { title: 'a service principal and the identity None', resource: principal(id, { identity: { type: 'None' } }), verdict: 'violation', source },
  { title: 'a cluster that leaves its service principal', resource: principal(id, { identity: { type: 'systemAssigned' } }), verdict: 'compliant', source: leaving },
  { title: 'an empty profile', resource: cluster({ servicePrincipalProfile: {} }), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6' },
  { title: 'null', resource: principal(null), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6: null counts as absent' },
  { title: 'an unknown client id', resource: principal(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'a service principal and an unknown identity', resource: principal(id, { identity: { type: unknown } }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown client id beside an identity', resource: principal(unknown, { identity: { type: 'UserAssigned' } }), verdict: 'compliant', source: 'no value of the unknown changes it' },
  { title: 'a node pool', resource: pool(), verdict: 'notApplicable', source: 'the identity is the cluster\'s' },
];

test.each(cases)('aks-service-principal: $title', (entry) => {
  expect(judged('aks-service-principal', entry)).toMatchObject(wanted(entry));
});
