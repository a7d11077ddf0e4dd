import { describe, expect, test } from '@jest/globals';
import { cluster, pool } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { detailsOf, requested } from './requests.ts';

const api = (disableRunCommand: unknown) => cluster({ apiServerAccessProfile: { enablePrivateCluster: true, disableRunCommand } });
const source = 'reference/aks-network-isolation.md §5, 16, and built-in 89f2d532-c53c-4f8f-9afa-4927b1114a0d';

const cases: readonly Case[] = [
  { title: 'disabled', resource: api(true), verdict: 'compliant', source },
  { title: 'disabled, as text', resource: api('true'), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6' },
  {
    title: 'allowed',
    resource: api(false),
    verdict: 'violation',
    message: '`apiServerAccessProfile.disableRunCommand` is `false`; required: `true`.',
    source,
  },
  {
    title: 'nothing written: allowed',
    resource: cluster(),
    verdict: 'violation',
    message: '`apiServerAccessProfile.disableRunCommand` is not set; required: `true`.',
    source: 'ground-truth/managed-acr-create.json: the service adds nothing to a profile without it',
  },
  { title: 'null', resource: api(null), verdict: 'violation', source: 'reference/azure-policy-language.md §1.5' },
  { title: 'unknown', resource: api(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'switched off', resource: cluster(), parameters: { effect: 'Disabled' }, verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.10' },
  { title: 'a node pool', resource: pool(), verdict: 'notApplicable', source: 'the API server is the cluster\'s' },
];

test.each(cases)('aks-run-command: $title', (entry) => {
  expect(judged('aks-run-command', entry)).toMatchObject(wanted(entry));
});

/** The alias is modifiable after API version 2021-07-01: reference/azure-policy-language.md §5.2. */
describe('aks-run-command with the effect Modify', () => {
  const modify = { effect: 'Modify' };
  const disabled = { body: { properties: { apiServerAccessProfile: { disableRunCommand: true } } } };

  test.each([
    ['allows it', api(false)],
    ['says nothing of it', cluster({ apiServerAccessProfile: { enablePrivateCluster: true } })],
  ])('disables run command in a request that %s', (_, request) => {
    const { resource, conflicts } = requested('aks-run-command', request, modify);
    expect(resource).toMatchObject(disabled);
    expect(resource).toMatchObject({ body: { properties: { apiServerAccessProfile: { enablePrivateCluster: true } } } });
    expect(conflicts).toEqual([]);
  });

  test('leaves a request alone that disables it', () => {
    expect(requested('aks-run-command', api(true), modify).resource).toEqual(api(true));
  });

  test('cannot write into a profile that is not there: reference/azure-policy-language.md §1.10', () => {
    const { resource, judgements } = requested('aks-run-command', cluster(), modify);
    expect(resource).toEqual(cluster());
    expect(judgements[0]?.finding.verdict).toBe('violation');
  });

  test('does not refuse a request of an API version in which the setting cannot be written', () => {
    const old = { ...api(false), apiVersion: '2021-07-01' };
    const { resource, conflicts } = requested('aks-run-command', old, modify);
    expect(resource).toEqual(old);
    expect(conflicts.map(({ isDenied }) => isDenied)).toEqual([false]);
  });

  test('asks for the role that may write clusters', () => {
    expect(detailsOf('aks-run-command')).toMatchObject({
      roleDefinitionIds: ['/providers/Microsoft.Authorization/roleDefinitions/ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8'],
    });
  });
});
