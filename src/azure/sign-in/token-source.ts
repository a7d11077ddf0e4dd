import type { AccessToken, GetTokenOptions } from '@azure/core-auth';
import type { Clock } from '../../run/clock.ts';
import type { Logger } from '../../run/logger.ts';
import type { Cloud } from '../clouds.ts';
import type { RequestIdToken } from './assertion.ts';

/** Where tokens come from. Each is a module of its own: the identity library is loaded only as far as it is needed. */
export type TokenSource = (scopes: string | string[], request?: GetTokenOptions) => Promise<AccessToken>;

export interface CredentialOptions {
  readonly cloud: Cloud;
  readonly tenantId: string | undefined;
  readonly clientId: string | undefined;
  /** Guard rail; empty means no limit. */
  readonly allowedTenants: readonly string[];
  /** GitHub's OIDC; absent where the job has none. */
  readonly requestIdToken: RequestIdToken | undefined;
}

export interface CredentialTools {
  readonly clock: Clock;
  readonly logger: Logger;
}
