import { describe, expect, test } from '@jest/globals';
import { namesSecret } from '../../../../src/commands/check/verify/secrets.ts';

describe('a property whose name says that it holds a secret', () => {
  test.each(['adminPassword', 'password', 'secret', 'clientSecret', 'connectionString', 'primaryKey', 'accountKey', 'sasToken', 'protectedSettings', 'customData', 'userData'])('%s', (name) => {
    expect(namesSecret({ properties: { list: [{ [name]: 'x' }] } })).toBe(true);
    expect(namesSecret({ [name]: { value: 'x' } })).toBe(true);
    expect(namesSecret({ [name.toUpperCase()]: 'x' })).toBe(true);
  });

  test.each(['secretName', 'keyVaultSecretsProvider', 'disablePasswordAuthentication', 'adminUsername', 'keyData', 'keyId', 'tokenTTL', 'publicKey'])('%s does not', (name) => {
    expect(namesSecret({ [name]: 'x' })).toBe(false);
  });

  test.each<readonly [string, unknown]>([['nothing', ''], ['null', null], ['false', false], ['an empty object', {}]])('and %s is no secret', (_name, value) => {
    expect(namesSecret({ adminPassword: value })).toBe(false);
  });
});
