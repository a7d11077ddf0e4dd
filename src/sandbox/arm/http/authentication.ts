import { textAt } from '../../../arm/json.ts';
import type { AccessTokens, TokenProblem } from '../../entra/access-tokens.ts';
import { decodeToken } from '../../entra/jwt.ts';
import type { StandInRequest } from '../../http.ts';
import { graphResource, tenantId } from '../../identities.ts';
import { gatewayRefusal } from './refusal.ts';

type Problem = TokenProblem | 'audience';

const messages: Readonly<Record<Problem, readonly [code: string, message: string]>> = {
  malformed: ['InvalidAuthenticationToken', 'The access token is invalid.'],
  foreign: ['InvalidAuthenticationToken', 'The received access token is not valid: its signature could not be validated by the sandbox.'],
  audience: [
    'InvalidAuthenticationTokenAudience',
    `The access token has been obtained for wrong audience or resource '${graphResource}'. It should exactly match with one of the allowed audiences `
    + "'https://management.core.windows.net/','https://management.core.windows.net','https://management.azure.com/','https://management.azure.com'.",
  ],
  expired: ['ExpiredAuthenticationToken', 'The access token expiry UTC time is earlier than current UTC time.'],
};

/**
 * The object id of the caller. Throws 401 unless the request brings a bearer token of the sandbox's own authority that has not
 * expired, and is not meant for Microsoft Graph.
 */
export function requireToken(request: StandInRequest, tokens: AccessTokens, authorityHost: string): string {
  const [scheme = '', token = ''] = (request.headers['authorization'] ?? '').split(' ');
  const claims = decodeToken(token)?.claims;
  const problem = tokens.problemOf(token) ?? (textAt(claims, 'aud') === graphResource ? 'audience' : undefined);
  if (scheme.toLowerCase() === 'bearer' && problem === undefined) return textAt(claims, 'oid') ?? '';
  const [code, message] = scheme.toLowerCase() === 'bearer' && problem !== undefined
    ? messages[problem]
    : ['AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing."];
  const challenge = `Bearer authorization_uri="${authorityHost}/${tenantId}", error="invalid_token", error_description="${message}"`;
  throw gatewayRefusal(401, code, message, { 'www-authenticate': challenge });
}
