import type { Clock } from '../run/clock.ts';
import type { Logger } from '../run/logger.ts';
import { createArmClient, type ArmClient } from './arm-client.ts';
import type { RequestIdToken } from './sign-in/assertion.ts';
import { clouds, type CloudName } from './clouds.ts';
import { createCredential } from './sign-in/credential.ts';

export interface ConnectionOptions {
  readonly cloud: CloudName;
  /** Https origins that replace the cloud's own; never read from a checkout. */
  readonly armEndpoint: string | undefined;
  readonly authorityHost: string | undefined;
  readonly subscriptionId: string | undefined;
  readonly tenantId: string | undefined;
  readonly clientId: string | undefined;
  readonly allowedTenants: readonly string[];
}

interface Tools {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  readonly userAgent: string;
  /** GitHub's OIDC; absent where the job has none. */
  readonly requestIdToken: RequestIdToken | undefined;
}

/** Azure as a run sees it: one credential and one client, made once and passed down. Nothing is asked of Azure yet. */
export async function connect(options: ConnectionOptions, tools: Tools): Promise<ArmClient> {
  const known = clouds[options.cloud];
  const cloud = { ...known, armEndpoint: options.armEndpoint ?? known.armEndpoint, authorityHost: options.authorityHost ?? known.authorityHost };
  const { tenantId, clientId, allowedTenants } = options;
  const credential = await createCredential({ cloud, tenantId, clientId, allowedTenants, requestIdToken: tools.requestIdToken }, tools);
  const client = { cloud, subscriptionId: options.subscriptionId ?? '00000000-0000-0000-0000-000000000000', credential, userAgent: tools.userAgent };
  return await createArmClient(client, tools);
}
