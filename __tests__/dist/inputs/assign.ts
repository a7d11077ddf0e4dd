import { expect } from '@jest/globals';
import { at } from '../../../src/arm/json.ts';
import { call, groupId, leakingCluster, seedCluster, seedGroup } from '../azure.ts';
import { expectStatus, reportOf } from '../reading.ts';
import { boolean, type InputCase } from './case.ts';

export const assignCases = {
  'exempt-for-days': {
    effect: async ({ assign, sandbox }) => {
      await seedCluster(sandbox, 'rg-grace', 'legacy', leakingCluster());
      const run = await assign({ 'resource-group': 'rg-grace', 'exempt-for-days': '14' });
      expectStatus(run, 0);
      const report = await reportOf(run);
      expect(report.notes.join(' ')).toMatch(/exempt until .*, 14 days from now/);
      const { body } = await call(sandbox, 'GET', `${groupId(sandbox, 'rg-grace')}/providers/Microsoft.Authorization/policyExemptions?api-version=2022-07-01-preview`);
      expect(at(body, 'value')).toHaveLength(1);
    },
    invalid: { value: '0', expected: /expected a whole number from 1 to 730/ },
  },
  'include-built-ins': {
    effect: async ({ assign, sandbox }) => {
      await seedGroup(sandbox, 'rg-built-ins');
      const run = await assign({ 'resource-group': 'rg-built-ins', 'include-built-ins': 'true', 'dry-run': 'true' });
      expectStatus(run, 0);
      // The sandbox has none of Azure's built-ins, as a national cloud may not have one.
      expect((await reportOf(run)).notes.join(' ')).toMatch(/goes without \/providers\/Microsoft\.Authorization\/policyDefinitions\/040732e8-/);
    },
    invalid: boolean,
  },
  'owner': {
    effect: async ({ assign, sandbox }) => {
      await seedGroup(sandbox, 'rg-owner');
      const run = await assign({ 'resource-group': 'rg-owner', 'owner': 'somebody-else' });
      expectStatus(run, 2);
      expect(run.errors).toEqual([expect.stringMatching(/belongs to another "owner"; nothing was written/)]);
    },
    invalid: { value: '-x', expected: /expected 1 to 64 letters, digits/ },
  },
  'prune': {
    effect: async ({ assign, sandbox }) => {
      await seedGroup(sandbox, 'rg-prune');
      const both = { 'resource-group': 'rg-prune', 'initiatives': 'aks-egress-isolation-core\naks-egress-isolation-posture' };
      expectStatus(await assign(both), 0);
      const run = await assign({ 'resource-group': 'rg-prune', 'prune': 'true', 'dry-run': 'true' });
      expectStatus(run, 0);
      expect((await reportOf(run)).steps.map(({ title }) => title)).toContain('Delete assignment aks-egress-posture');
    },
    invalid: boolean,
  },
} as const satisfies Readonly<Record<string, InputCase>>;
