import { generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../arm/json.ts';

/** A key pair for ES256 (P-256), with the id that a token's header names. */
export interface SigningKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A token's parts; the signature is not checked yet. */
export interface DecodedToken {
  readonly header: JsonObject;
  readonly claims: JsonObject;
  readonly signed: string;
  readonly signature: Buffer;
}

export function makeSigningKey(id: string): SigningKey {
  return { id, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) };
}

/** A JSON Web Token (RFC 7519) signed with ES256. */
export function signToken(key: SigningKey, claims: JsonObject): string {
  const signed = `${encode({ alg: 'ES256', typ: 'JWT', kid: key.id })}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

/** Takes a token apart, or returns undefined when the text is none. */
export function decodeToken(token: string): DecodedToken | undefined {
  const [headerPart, claimsPart, signaturePart, ...rest] = token.split('.');
  if (headerPart === undefined || claimsPart === undefined || signaturePart === undefined || rest.length > 0) return undefined;
  const header = decode(headerPart);
  const claims = decode(claimsPart);
  if (header === undefined || claims === undefined) return undefined;
  return { header, claims, signed: `${headerPart}.${claimsPart}`, signature: Buffer.from(signaturePart, 'base64url') };
}

/** True when `key` signed the token. Only ES256 is taken: a header must not choose a weaker algorithm, let alone `none`. */
export function isSignedBy(token: DecodedToken, key: SigningKey): boolean {
  if (token.header['alg'] !== 'ES256' || token.header['kid'] !== key.id) return false;
  return verify('sha256', Buffer.from(token.signed), { key: key.publicKey, dsaEncoding: 'ieee-p1363' }, token.signature);
}

function encode(value: JsonObject): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(part: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
