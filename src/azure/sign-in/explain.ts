import type { Logger } from '../../run/logger.ts';
import { CancelledError, messageOf, UserError } from '../../run/errors.ts';
import { AzureError } from '../arm-error.ts';
import { claimsOf } from './jwt.ts';

export interface SignIn {
  readonly clientId: string | undefined;
  readonly tenantId: string | undefined;
  readonly authorityHost: string;
  /** The GitHub token that was presented; only its claims are shown. */
  readonly assertion: string | undefined;
}

/**
 * Turns what the identity library throws into a sentence that says what to do. A wrong set-up is the user's to mend (`UserError`),
 * an unreachable sign-in host is not (`AzureError`). Codes: Entra's documentation "Authentication and authorization error codes".
 */
export function explainSignIn(error: unknown, signIn: SignIn, logger?: Logger): Error {
  if (error instanceof UserError || error instanceof CancelledError) return error;
  const text = fullText(error);
  logger?.debug(text);
  const code = /AADSTS\d{5,7}/.exec(text)?.[0];
  const advice = code === undefined ? undefined : adviceFor(code, signIn);
  if (advice !== undefined) return new UserError(advice, { cause: error });
  if (code !== undefined) return new UserError(`Azure refused the sign-in: ${firstLine(text.slice(text.indexOf(code)))}`, { cause: error });
  if (/openid|endpoints_resolution|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|certificate|network/i.test(text) && signIn.clientId !== undefined) {
    const message = `The sign-in host ${signIn.authorityHost} could not be reached or trusted: ${firstLine(text)} Check the network, HTTPS_PROXY, and NODE_EXTRA_CA_CERTS for a private certificate authority.`;
    return new AzureError(message, { status: 0, code: 'SignInHostUnreachable', cause: error });
  }
  if (signIn.clientId === undefined) {
    return new UserError(
      'There is no Azure sign-in to use: give "client-id" and "tenant-id" (with "permissions: id-token: write"), or run azure/login before, or sign in with "az login". ' +
        'Run again with debug logging to see what was tried.',
      { cause: error },
    );
  }
  return new AzureError(`The sign-in failed: ${firstLine(text)}`, { status: 0, code: 'SignInFailed', cause: error });
}

function adviceFor(code: string, signIn: SignIn): string | undefined {
  const claims = signIn.assertion === undefined ? undefined : claimsOf(signIn.assertion);
  const claim = (name: string): string => {
    const value = claims?.[name];
    return typeof value === 'string' ? value : 'unknown';
  };
  switch (code) {
    case 'AADSTS700213':
    case 'AADSTS70021':
    case 'AADSTS700211':
    case 'AADSTS700212':
      return (
        `Azure refused the sign-in (${code}): no federated credential of application ${signIn.clientId ?? ''} matches what GitHub presented: ` +
        `subject "${claim('sub')}", issuer "${claim('iss')}", audience "${claim('aud')}".\n` +
        `Fix: ${fixFor(signIn, claim)}\n` +
        '(for a managed identity: az identity federated-credential create; repositories made or renamed since 2026-07-15 present subjects with ids, as shown)'
      );
    case 'AADSTS700016':
      return `Azure refused the sign-in (${code}): there is no application ${signIn.clientId ?? ''} in tenant ${signIn.tenantId ?? ''}; check "client-id" and "tenant-id".`;
    case 'AADSTS90002':
      return `Azure refused the sign-in (${code}): there is no tenant ${signIn.tenantId ?? ''} at ${signIn.authorityHost}; check "tenant-id" and "cloud".`;
    case 'AADSTS700024':
      return `Azure refused the sign-in (${code}): GitHub's token is outside its time of validity; check the clock of the runner.`;
    default:
      return undefined;
  }
}

/** One line for a POSIX shell. The subject is GitHub's word and still quoted: JSON inside single quotes. */
function fixFor(signIn: SignIn, claim: (name: string) => string): string {
  const parameters = JSON.stringify({ name: 'github-actions', issuer: claim('iss'), subject: claim('sub'), audiences: [claim('aud')] });
  return `az ad app federated-credential create --id ${signIn.clientId ?? ''} --parameters '${parameters.replaceAll("'", String.raw`'\''`)}'`;
}

/** The library spreads what happened over message, response and causes. */
function fullText(error: unknown, depth = 0): string {
  if (depth > 5 || error === undefined || error === null) return '';
  const response = typeof error === 'object' && 'errorResponse' in error ? JSON.stringify(error.errorResponse) : '';
  const cause = error instanceof Error ? fullText(error.cause, depth + 1) : '';
  return [messageOf(error), response, cause].filter((part) => part !== '').join(' ');
}

function firstLine(text: string): string {
  return text.split(/\r?\n/)[0]?.slice(0, 500) ?? '';
}
