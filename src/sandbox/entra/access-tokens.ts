import { randomUUID } from 'node:crypto';
import { clientId, principalId, tenantId } from '../identities.ts';
import { decodeToken, isSignedBy, makeSigningKey, signToken } from './jwt.ts';

/** Seconds an access token is good for: what Entra answers as `expires_in` for an hour. */
export const accessTokenLifetime = 3599;

/** Why a bearer token is refused. */
export type TokenProblem = 'malformed' | 'foreign' | 'expired';

/** The tokens of one sandbox: what its authority issues is what its ARM accepts. */
export interface AccessTokens {
  /** A token for `audience`, from `now` on. */
  issue(audience: string): string;
  /** Undefined when the token is good. */
  problemOf(token: string): TokenProblem | undefined;
}

export function createAccessTokens(now: () => number): AccessTokens {
  const key = makeSigningKey('sandbox-entra');
  return {
    issue(audience) {
      const issuedAt = Math.floor(now() / 1000);
      return signToken(key, {
        aud: audience,
        iss: `https://sts.windows.net/${tenantId}/`,
        iat: issuedAt,
        nbf: issuedAt,
        exp: issuedAt + accessTokenLifetime,
        appid: clientId,
        idtyp: 'app',
        oid: principalId,
        sub: principalId,
        tid: tenantId,
        uti: randomUUID(),
        ver: '1.0',
      });
    },
    problemOf(token) {
      const decoded = decodeToken(token);
      if (decoded === undefined) return 'malformed';
      if (!isSignedBy(decoded, key)) return 'foreign';
      const expiry = decoded.claims['exp'];
      return typeof expiry === 'number' && expiry * 1000 > now() ? undefined : 'expired';
    },
  };
}
