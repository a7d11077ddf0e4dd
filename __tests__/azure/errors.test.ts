import { describe, expect, test } from '@jest/globals';
import { azureErrorFrom, errorTextOf, operationErrorFrom } from '../../src/azure/arm-error.ts';
import { explainSignIn } from '../../src/azure/sign-in/explain.ts';
import { AzureError } from '../../src/azure/arm-error.ts';
import { UserError } from '../../src/run/errors.ts';

describe("Azure's words, in each of their shapes", () => {
  test.each([
    ['wrapped, of the gateway', { error: { code: 'ResourceNotFound', message: 'not found' } }, { code: 'ResourceNotFound', message: 'not found' }],
    ['flat, of AKS', { code: 'InvalidNetworkIsolatedClusterConfiguration', details: null, message: 'must be Cache', subcode: '' }, { code: 'InvalidNetworkIsolatedClusterConfiguration', message: 'must be Cache' }],
    ['flat with subcode and target', { code: 'A', subcode: 'B', message: 'm', target: 'networkProfile.x' }, { code: 'A/B', message: 'm (networkProfile.x)' }],
    ['details where the message says nothing', { error: { code: 'X', message: 'See details.', details: [{ code: 'Y', message: 'quota', details: [{ message: 'inner' }] }] } }, { code: 'X', message: 'See details. Y: quota inner' }],
    ['a policy refusal whose ids stand in additionalInfo', { error: { code: 'RequestDisallowedByPolicy', target: 'x', message: "Resource 'x' was disallowed by policy. Reasons: 'r'.", additionalInfo: [{ type: 'PolicyViolation', info: { policyAssignmentId: '/a', policyDefinitionDisplayName: 'D' } }] } },
      { code: 'RequestDisallowedByPolicy', message: `Resource 'x' was disallowed by policy. Reasons: 'r'. Refused by "D", assigned as /a.` }],
  ])('%s', (_, body, expected) => {
    expect(errorTextOf(body)).toEqual(expected);
  });

  test.each([[undefined], ['<html>'], [null], [[]], [{}], [{ error: 'x' }]])('%j is none', (body) => {
    expect(errorTextOf(body)).toBeUndefined();
  });

  test('details nested without end are cut', () => {
    let details: unknown = [];
    for (let depth = 0; depth < 10_000; depth += 1) details = [{ message: 'x', details }];
    expect(errorTextOf({ code: 'A', message: 'm', details })?.message.length).toBeLessThan(100);
  });
});

test('a refusal names the request, the status, the code and the correlation id', () => {
  const error = azureErrorFrom('PUT /x', { status: 403, headers: { 'x-ms-correlation-request-id': 'c1' }, body: { error: { code: 'AuthorizationFailed', message: 'no role' } } });
  expect(error.message).toBe('PUT /x was answered with 403. AuthorizationFailed: no role (correlation id c1)');
  expect(error).toMatchObject({ status: 403, code: 'AuthorizationFailed', correlationId: 'c1' });
});

test('a failed operation names its own error', () => {
  const status = { name: 'op1', status: 'Failed', error: { code: 'SkuNotAvailable', message: 'no such size' } };
  expect(operationErrorFrom('cluster demo', status, undefined).message).toBe('cluster demo ended as Failed. SkuNotAvailable: no such size (operation op1)');
  expect(operationErrorFrom('cluster demo', { status: 'Canceled' }, 'c1').message).toBe('cluster demo ended as Canceled. Azure gave no reason (operation c1)');
});

describe('a refused sign-in says what to do', () => {
  const claims = { sub: "repo:o'@1/r@2:pull_request", iss: 'https://token.actions.githubusercontent.com', aud: 'api://AzureADTokenExchange' };
  const assertion = `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
  const signIn = { clientId: 'app', tenantId: 'ten', authorityHost: 'https://login', assertion };
  const failed = (text: string): Error => explainSignIn(new Error('outer', { cause: new Error(text) }), signIn);

  test('AADSTS700213: the exact subject and one line that mends it, safe to paste', () => {
    const error = failed('AADSTS700213: No matching federated identity record');
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toContain(`subject "repo:o'@1/r@2:pull_request"`);
    expect(error.message).toContain(String.raw`az ad app federated-credential create --id app --parameters '{"name":"github-actions","issuer":"https://token.actions.githubusercontent.com","subject":"repo:o'\''@1/r@2:pull_request","audiences":["api://AzureADTokenExchange"]}'`);
  });

  test.each([['AADSTS700016: x', /no application app in tenant ten/], ['AADSTS90002: x', /no tenant ten/], ['AADSTS700024: x', /clock/], ['AADSTS99999: something\nmore', /AADSTS99999: something$/]])('%s', (text, expected) => {
    expect(failed(text)).toBeInstanceOf(UserError);
    expect(failed(text).message).toMatch(expected);
  });

  test('an unreachable host is not the user’s mistake', () => {
    const error = failed('endpoints_resolution_error: ECONNREFUSED');
    expect(error).toBeInstanceOf(AzureError);
    expect(error.message).toMatch(/https:\/\/login could not be reached.*NODE_EXTRA_CA_CERTS/);
  });

  test('nothing to sign in with names the three ways', () => {
    const error = explainSignIn(new Error('none'), { ...signIn, clientId: undefined, assertion: undefined });
    expect(error.message).toMatch(/"client-id".*azure\/login.*az login/);
  });
});
