import { isJsonObject, type JsonObject } from '../../arm/json.ts';

/**
 * The claims of a JSON Web Token, unverified: only for telling people what was presented and for knowing when to ask anew.
 * Returns undefined when the text is none.
 */
export function claimsOf(token: string): JsonObject | undefined {
  const payload = token.split('.')[1];
  if (payload === undefined || token.length > 64 * 1024) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return isJsonObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}
