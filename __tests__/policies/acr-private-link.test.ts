import { expect, test } from '@jest/globals';
import { cluster } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { cacheRule, connection, registry } from './registries.ts';


const connections = (...privateEndpointConnections: readonly unknown[]) => registry({ privateEndpointConnections });
const source = 'built-in e8eef0a8-67cf-4eb4-9386-14b0e78733d4';
const readOnly = 'schemas/microsoft.containerregistry-2025-11-01.json: the connections are read-only, so that no request has them';

const cases: readonly Case[] = [
  { title: 'an approved connection', resource: connections(connection('Approved')), verdict: 'compliant', source },
  { title: 'approved, in another case', resource: connections(connection('approved')), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6' },
  { title: 'one of several', resource: connections(connection('Rejected'), connection('Approved')), verdict: 'compliant', source },
  { title: 'one that waits for approval', resource: connections(connection('Pending')), verdict: 'violation', source },
  { title: 'one that does not say', resource: connections({ properties: {} }, connection(null)), verdict: 'violation', source },
  { title: 'none, as a new registry shows it', resource: connections(), verdict: 'violation', source: 'ground-truth/byo-acr-create.json' },
  { title: 'a request', resource: registry(), verdict: 'compliant', source: readOnly },
  { title: 'null', resource: registry({ privateEndpointConnections: null }), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6: null counts as absent' },
  { title: 'an unknown connection', resource: connections(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown connection beside an approved one', resource: connections(unknown, connection('Approved')), verdict: 'compliant', source: 'no value of the unknown changes it' },
  { title: 'an unknown state', resource: connections(connection(unknown)), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'unknown connections', resource: registry({ privateEndpointConnections: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'switched off', resource: connections(), parameters: { effect: 'Disabled' }, verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.10' },
  { title: 'a cache rule', resource: cacheRule('aks-managed-mcr'), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
  { title: 'a cluster', resource: cluster(), verdict: 'notApplicable', source: 'the setting is the registry\'s' },
];

test.each(cases)('acr-private-link: $title', (entry) => {
  expect(judged('acr-private-link', entry)).toMatchObject(wanted(entry));
});

test('acr-private-link reports unless it is told to refuse', () => {
  const entry = { title: '', resource: connections(), verdict: 'violation', source } as const;
  expect(judged('acr-private-link', entry)?.effect).toBe('audit');
  expect(judged('acr-private-link', { ...entry, parameters: { effect: 'Deny' } })?.effect).toBe('deny');
});
