import { expect } from '@jest/globals';
import { push } from '../events.ts';
import { detailsOf, reportOf } from '../reading.ts';
import { deployInputs, runActionWarm } from '../runner.ts';
import { file, living, type InputCase } from './case.ts';

export const clusterCases = {
  'resource-group': {
    effect: async ({ plan }) => expect((await reportOf(await plan({ 'resource-group': 'Gruppe_(ä).1' }))).steps[0]).toMatchObject({ title: 'Create resource group Gruppe_(ä).1' }),
    invalid: { value: 'ends.', expected: /expected 1 to 90 letters, digits/ },
  },
  'cluster-name': {
    effect: async ({ plan }) => expect((await plan({ 'cluster-name': 'other' })).outputs['cluster-id']).toMatch(/\/managedClusters\/other$/),
    invalid: { value: '-demo', expected: /expected 1 to 63 letters, digits/ },
  },
  'location': {
    effect: async ({ details }) => expect(await details({ location: 'North Europe' })).toContain('location: northeurope'),
    invalid: { value: 'west/europe', expected: /expected an Azure region such as westeurope/ },
  },
  'kubernetes-version': {
    effect: async ({ plan }) => expect((await reportOf(await plan({ 'kubernetes-version': '1.30' }))).facts).toContainEqual({ label: 'Kubernetes', value: '1.30' }),
    invalid: { value: 'v1.30', expected: /expected a version such as 1\.34 or 1\.34\.2/ },
  },
  'tier': {
    effect: async ({ details }) => expect(await details({ 'resource-group': living, 'tier': 'premium' })).toContain('sku.tier: Standard → Premium'),
    invalid: { value: 'Gold', expected: /expected one of Free, Standard, Premium/ },
  },
  'node-pool-name': {
    effect: async ({ details }) => expect(await details({ 'node-pool-name': 'main' })).toContain('pool main: 3 × '),
    invalid: { value: 'Main', expected: /expected 1 to 12 lower-case letters and digits/ },
  },
  'node-count': {
    effect: async ({ details }) => expect(await details({ 'resource-group': living, 'node-count': '5' })).toContain('properties.agentPoolProfiles[system].count: 1 → 5'),
    invalid: { value: '0', expected: /expected a whole number from 1 to 1000/ },
  },
  'node-size': {
    effect: async ({ details }) => expect(await details({ 'node-size': 'Standard_D8ds_v5' })).toContain('3 × Standard_D8ds_v5'),
    invalid: { value: 'Standard D8', expected: /expected a virtual machine size such as/ },
  },
  'tags': {
    effect: async ({ details }) => expect(await details({ 'resource-group': living, 'tags': 'version: 1.30\nteam: platform' })).toMatch(/tags\.version: not set → 1\.30\n(?:.*\n)*.*tags\.team: not set → platform/),
    invalid: { value: 'a: [1]', expected: /expected a mapping of tag names to texts/ },
  },
  'cluster-file': {
    effect: async ({ sandbox }) => {
      const inputs = deployInputs(sandbox, { 'dry-run': 'true', 'location': undefined, 'cluster-file': 'cluster.yaml' });
      const run = await runActionWarm({ sandbox, event: push(), inputs, files: { 'cluster.yaml': 'location: northeurope\n' } });
      expect(detailsOf(await reportOf(run))).toContain('location: northeurope');
    },
    invalid: file,
  },
} as const satisfies Readonly<Record<string, InputCase>>;
