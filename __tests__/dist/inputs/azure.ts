import { expect } from '@jest/globals';
import { textAt } from '../../../src/arm/json.ts';
import { expectStatus } from '../reading.ts';
import type { InputCase } from './case.ts';

const otherGuid = '99999999-9999-4999-8999-999999999999';
const aGuid = { value: 'contoso', expected: /expected a GUID/ };
const guids = { value: '44444444', expected: /expected GUIDs, separated by commas or line breaks/ };
const origin = { value: 'http://127.0.0.1', expected: /expected an https:\/\/ address/ };

export const azureCases = {
  'subscription-id': {
    effect: async ({ plan, sandbox }) => expect((await plan({ 'subscription-id': sandbox.subscriptionId.toUpperCase() })).outputs['cluster-id']).toContain(`/subscriptions/${sandbox.subscriptionId}/`),
    invalid: aGuid,
  },
  'tenant-id': {
    effect: async ({ plan, sandbox }) => expect((await plan({})).requests.map(({ path }) => path)).toContainEqual(expect.stringContaining(`/${sandbox.tenantId}/oauth2/v2.0/token`)),
    invalid: aGuid,
  },
  'client-id': {
    effect: async ({ plan, sandbox }) => {
      const signIn = (await plan({})).requests.find(({ server, method }) => server === 'authority' && method === 'POST');
      expect(textAt(signIn?.body, 'client_id')).toBe(sandbox.clientId);
    },
    invalid: aGuid,
  },
  'cloud': {
    effect: async ({ plan }) => {
      const asked = (await plan({ cloud: 'us-government' })).requests.map(({ path }) => path);
      expect(asked).toContainEqual(expect.stringContaining(`audience=${encodeURIComponent('api://AzureADTokenExchangeUSGov')}`));
    },
    invalid: { value: 'germany', expected: /expected one of public, us-government, china/ },
  },
  'arm-endpoint': {
    effect: async ({ plan, sandbox }) => {
      const run = await plan({ 'arm-endpoint': `${sandbox.armEndpoint}/` });
      expectStatus(run, 0);
      expect(run.requests.some(({ server }) => server === 'arm')).toBe(true);
    },
    invalid: origin,
  },
  'authority-host': {
    effect: async ({ plan, sandbox }) => {
      const run = await plan({ 'authority-host': `${sandbox.authorityHost}/` });
      expectStatus(run, 0);
      expect(run.requests.some(({ server }) => server === 'authority')).toBe(true);
    },
    invalid: { ...origin, value: 'https://user:word@login.test' },
  },
  'allowed-subscriptions': {
    effect: async ({ plan, sandbox }) => {
      expectStatus(await plan({ 'allowed-subscriptions': otherGuid }), 2);
      expectStatus(await plan({ 'allowed-subscriptions': `${otherGuid},${sandbox.subscriptionId}` }), 0);
    },
    invalid: guids,
  },
  'allowed-tenants': {
    effect: async ({ plan, sandbox }) => {
      expectStatus(await plan({ 'allowed-tenants': otherGuid }), 2);
      expectStatus(await plan({ 'allowed-tenants': `${otherGuid} ${sandbox.tenantId}` }), 0);
    },
    invalid: guids,
  },
} as const satisfies Readonly<Record<string, InputCase>>;
