import { expect, test } from '@jest/globals';
import { howToUse } from '../../src/commands/sandbox/how-to-use.ts';

const hint = howToUse({
  armEndpoint: 'https://127.0.0.1:1', authorityHost: 'https://127.0.0.1:2', githubApiUrl: 'http://127.0.0.1:3', oidcRequestUrl: 'http://127.0.0.1:3/_oidc/token?api-version=2.0', oidcRequestToken: 'request-token',
  caFile: '/folder/ca.pem', token: 'arm-token', githubToken: 'ghs_x', resultsUrl: 'http://127.0.0.1:3/', runtimeToken: 'runtime-token', tenantId: 'tenant', clientId: 'client', clientSecret: 'secret', subscriptionId: 'subscription', repository: 'contoso/platform',
  faultsUrl: 'https://127.0.0.1:1/sandbox/faults', requestsUrl: 'https://127.0.0.1:1/sandbox/requests', snapshotUrl: 'https://127.0.0.1:1/sandbox/snapshot',
});

test.each([
  ['Node.js', 'NODE_EXTRA_CA_CERTS=/folder/ca.pem'],
  ['curl', 'CURL_CA_BUNDLE=/folder/ca.pem'],
  ["the command line's deploy", '--arm-endpoint https://127.0.0.1:1 --authority-host https://127.0.0.1:2'],
  ['the action', 'INPUT_ARM-ENDPOINT=https://127.0.0.1:1'],
  ["the action's GitHub", 'GITHUB_API_URL=http://127.0.0.1:3'],
  ["Azure CLI's certificate", 'REQUESTS_CA_BUNDLE=/folder/ca.pem'],
  ["Azure CLI's cloud", 'az cloud register --name aks-isolation-sandbox --endpoint-resource-manager https://127.0.0.1:1'],
  ["Azure CLI's login", 'az login --service-principal --tenant tenant --username client'],
  ["Terraform's certificate", 'SSL_CERT_FILE=/folder/ca.pem'],
  ['the provider azurerm', 'metadata_host = "127.0.0.1:1"'],
  ['the provider azapi', 'ARM_RESOURCE_MANAGER_ENDPOINT=https://127.0.0.1:1'],
  ['the SDKs', "{ endpoint: 'https://127.0.0.1:1' }"],
  ['GitHub by hand', 'http://127.0.0.1:3/repos/contoso/platform/issues'],
])('the hint says how to point %s at a sandbox', (_, text) => {
  expect(hint).toContain(text);
});

test('the hint has no line that is JSON, which only the first line of output is', () => {
  expect(hint.split('\n').filter((line) => line.startsWith('{'))).toEqual([]);
});
