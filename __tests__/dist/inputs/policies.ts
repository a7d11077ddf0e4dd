import { expect } from '@jest/globals';
import { at } from '../../../src/arm/json.ts';
import { bundledPolicies } from '../../../src/policy/index.ts';
import { seedGroup } from '../azure.ts';
import { expectStatus, reportOf } from '../reading.ts';
import { boolean, type InputCase } from './case.ts';

const managementGroup = '/providers/Microsoft.Management/managementGroups/contoso';
const scope = { value: '/subscriptions/x', expected: /expected \/subscriptions\/<id>/ };

export const policyCases = {
  'assign-policies': {
    effect: async ({ plan }) => {
      const titles = (await reportOf(await plan({ 'assign-policies': 'false' }))).steps.map(({ title }) => title);
      expect(titles).toEqual(['Create resource group rg', 'Create cluster demo']);
    },
    invalid: boolean,
  },
  'scope': {
    effect: async ({ assign }) => {
      const run = await assign({ 'scope': managementGroup, 'resource-group': undefined, 'dry-run': 'true' });
      expectStatus(run, 0);
      expect((await reportOf(run)).target.id).toBe(managementGroup);
    },
    invalid: scope,
  },
  'definition-scope': {
    effect: async ({ plan }) => {
      const { steps } = await reportOf(await plan({ 'definition-scope': managementGroup }));
      // The members of the initiative, and it itself.
      expect(steps.filter(({ resourceId }) => resourceId?.startsWith(managementGroup))).toHaveLength(bundledPolicies('aks-egress-isolation-core').length + 1);
    },
    invalid: scope,
  },
  'parameters': {
    effect: async ({ assign, sandbox }) => {
      await seedGroup(sandbox, 'rg-parameters');
      const run = await assign({ 'resource-group': 'rg-parameters', 'parameters': 'allowedOutboundTypes: [none, block]' });
      expectStatus(run, 0);
      const written = run.requests.find(({ method, path }) => method === 'PUT' && path.includes('/policyAssignments/'));
      expect(at(written?.body, 'properties', 'parameters')).toEqual({ allowedOutboundTypes: { value: ['none', 'block'] } });
    },
    invalid: { value: 'allowedOutboundTypes: [none', expected: /expected a YAML or JSON mapping/ },
  },
  'enforcement': {
    effect: async ({ details }) => expect(await details({ enforcement: 'do-not-enforce' })).toContain('enforcement: DoNotEnforce'),
    invalid: { value: 'always', expected: /expected one of auto, do-not-enforce/ },
  },
} as const satisfies Readonly<Record<string, InputCase>>;
