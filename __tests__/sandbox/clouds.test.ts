import { describe, expect, test } from '@jest/globals';
import { at } from '../../src/arm/json.ts';
import { createArm } from '../../src/sandbox/arm/arm.ts';
import { createAccessTokens } from '../../src/sandbox/entra/access-tokens.ts';
import type { StandInResponse } from '../../src/sandbox/http.ts';
import { graphResource, tenantId } from '../../src/sandbox/identities.ts';
import { codeOf, makeArm, subscription } from './arm-client.ts';

const now = (): number => 0;
const tokens = createAccessTokens(now);
const arm = createArm({ endpoint: 'https://arm.test:8443', authorityHost: 'https://login.test', tokens, now });

function ask(path: string, version: string, headers: Readonly<Record<string, string>> = {}): StandInResponse {
  return arm({ method: 'GET', path, query: new URLSearchParams({ 'api-version': version }), headers, body: undefined });
}

describe('the metadata of the cloud', () => {
  const endpoints = (version: string): StandInResponse => ask('/metadata/endpoints', version);
  const authentication = { loginEndpoint: 'https://login.test', audiences: ['https://management.core.windows.net/', 'https://management.azure.com/'] };

  test('are one cloud from 2022 on, and need no token', () => {
    expect(endpoints('2022-09-01')).toMatchObject({
      status: 200,
      body: { name: 'AksIsolationSandbox', resourceManager: 'https://arm.test:8443/', authentication, microsoftGraphResourceId: 'https://graph.microsoft.com/', suffixes: { acrLoginServer: 'azurecr.io' } },
    });
  });

  test('are a list of clouds before', () => {
    expect(endpoints('2019-05-01').body).toMatchObject([{ name: 'AksIsolationSandbox', authentication, gallery: expect.any(String) }]);
  });

  test('say where regions are in 2018', () => {
    expect(endpoints('2018-01-01').body).toMatchObject({ authentication, cloudEndpoint: { public: { endpoint: 'arm.test:8443', locations: expect.arrayContaining(['westeurope']) } } });
  });

  test.each(['1.0', '2015-01-01'])('are few in %s', (version) => {
    expect(endpoints(version).body).toEqual({ galleryEndpoint: expect.any(String), graphEndpoint: expect.any(String), portalEndpoint: expect.any(String), authentication });
  });

  test('are refused without a version', () => {
    expect(codeOf(endpoints(''))).toBe('InvalidApiVersionParameter');
  });
});

test('a token for Microsoft Graph is none for Azure Resource Manager', () => {
  const { status, body } = ask('/subscriptions', '2022-12-01', { authorization: `Bearer ${tokens.issue(graphResource)}` });
  expect([status, at(body, 'error', 'code')]).toEqual([401, 'InvalidAuthenticationTokenAudience']);
});

test('the tenant of the caller is listed', () => {
  expect(makeArm().send('GET', '/tenants').body).toMatchObject({ value: [{ tenantId, id: `/tenants/${tenantId}` }] });
});

test('regions are listed with their pairs', () => {
  expect(at(makeArm().send('GET', `${subscription}/locations`).body, 'value')).toContainEqual(expect.objectContaining({
    id: `${subscription}/locations/westeurope`, name: 'westeurope', metadata: expect.objectContaining({ pairedRegion: [{ name: 'northeurope', id: `${subscription}/locations/northeurope` }] }),
  }));
});
