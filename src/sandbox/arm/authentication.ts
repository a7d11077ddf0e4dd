import { textAt } from '../../arm/json.ts';
import type { AccessTokens, TokenProblem } from '../entra/access-tokens.ts';
import { decodeToken } from '../entra/jwt.ts';
import type { StandInRequest } from '../http.ts';
import { tenantId } from '../identities.ts';
import { gatewayRefusal } from './refusal.ts';

const messages: Readonly<Record<TokenProblem, readonly [code: string, message: string]>> = {
  malformed: ['InvalidAuthenticationToken', 'The access token is invalid.'],
  foreign: ['InvalidAuthenticationToken', 'The received access token is not valid: its signature could not be validated by the sandbox.'],
  expired: ['ExpiredAuthenticationToken', 'The access token expiry UTC time is earlier than current UTC time.'],
};

/**
 * The object id of the caller. Throws 401 unless the request brings a bearer token of the sandbox's own authority that has not
 * expired.
 */
export function requireToken(request: StandInRequest, tokens: AccessTokens, authorityHost: string): string {
  const [scheme = '', token = ''] = (request.headers['authorization'] ?? '').split(' ');
  const problem = tokens.problemOf(token);
  if (scheme.toLowerCase() === 'bearer' && problem === undefined) return textAt(decodeToken(token)?.claims, 'oid') ?? '';
  const [code, message] = scheme.toLowerCase() === 'bearer' && problem !== undefined
    ? messages[problem]
    : ['AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing."];
  const challenge = `Bearer authorization_uri="${authorityHost}/${tenantId}", error="invalid_token", error_description="${message}"`;
  throw gatewayRefusal(401, code, message, { 'www-authenticate': challenge });
}
