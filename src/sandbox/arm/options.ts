import { bundledAliases, type JsonObject } from '../../policy/index.ts';
import type { AccessTokens } from '../entra/access-tokens.ts';
import { assignableRoles } from './authorization/roles.ts';
import type { Estate } from './estate/estate.ts';
import { withoutAliases } from './providers/aliases.ts';
import type { QuotaMode } from './quota/quota.ts';
import type { ArmSettings } from './state.ts';

export interface ArmOptions {
  /** Where ARM is reached, no trailing slash. */
  readonly endpoint: string;
  readonly authorityHost: string;
  readonly tokens: AccessTokens;
  readonly now: () => number;
  /** How many times faster than Azure operations end. Default 1. */
  readonly speed?: number;
  /** Items on a page of a list. Default 100. */
  readonly pageSize?: number;
  /** What is there from the start. Default nothing. */
  readonly estate?: Estate;
  /** Microsoft's own definitions and initiatives, as ARM documents with their ids. Default none. */
  readonly builtIns?: readonly JsonObject[];
  /** Milliseconds in Azure until a written assignment or exemption bites (5 to 30 minutes there); `speed` shortens it. Default 0. */
  readonly policyDelay?: number;
  /** Milliseconds in Azure until policies are evaluated for a written resource; `speed` shortens it. Default 15 minutes, as in Azure. */
  readonly evaluationDelay?: number;
  /** Milliseconds in Azure until role assignments know a new identity; `speed` shortens it. Default 0. */
  readonly principalDelay?: number;
  /** Milliseconds in Azure until a role assignment counts for what a cluster and its nodes do; `speed` shortens it. Default 0. */
  readonly roleDelay?: number;
  /** Aliases that this cloud does not have (yet), by their names. Default none. */
  readonly hiddenAliases?: readonly string[];
  /**
   * What becomes of a PUT that closes the way out of a pool whose nodes were not made anew since the bootstrap source is what it is: taken, and pool and
   * cluster fail when the operation ends, or refused. What Azure does is not documented. Default `degrade`.
   */
  readonly reimageCheck?: 'degrade' | 'refuse';
  /** Namespaces of resource providers that subscriptions are not registered with: what belongs to them is refused until somebody registers. Default none. */
  readonly unregistered?: readonly string[];
  /** What the caller may do, everywhere: `actions` and `notActions` of roles. Default everything. */
  readonly callerPermissions?: readonly { readonly actions: readonly string[]; readonly notActions?: readonly string[] }[];
  /** Sizes of machines that are not available to subscriptions, as the list of SKUs tells. Default none. */
  readonly restrictedSizes?: readonly string[];
  /** vCPUs that a subscription may use in a location, in all and of each family. Default 10,000. */
  readonly coreQuota?: number;
  /** Whether requests beyond ARM's and Resource Graph's quotas are refused. Default `off`. */
  readonly quota?: QuotaMode;
}

/** What does not change while an ARM runs. */
export function settingsOf({ endpoint, authorityHost, pageSize = 100, speed = 1, ...options }: ArmOptions): ArmSettings {
  const hiddenAliases = new Set((options.hiddenAliases ?? []).map((name) => name.toLowerCase()));
  return {
    endpoint,
    authorityHost,
    pageSize,
    policyDelay: (options.policyDelay ?? 0) / speed,
    speed,
    evaluationDelay: (options.evaluationDelay ?? 15 * 60_000) / speed,
    principalDelay: (options.principalDelay ?? 0) / speed,
    roleDelay: (options.roleDelay ?? 0) / speed,
    aliases: withoutAliases(bundledAliases, hiddenAliases),
    hiddenAliases,
    unregistered: new Set((options.unregistered ?? []).map((namespace) => namespace.toLowerCase())),
    callerPermissions: (options.callerPermissions ?? [{ actions: ['*'] }]).map(({ actions, notActions = [] }) => ({ actions, notActions, dataActions: [], notDataActions: [] })),
    coreQuota: options.coreQuota ?? 10_000,
    restrictedSizes: new Set((options.restrictedSizes ?? []).map((name) => name.toLowerCase())),
    reimageCheck: options.reimageCheck ?? 'degrade',
    roles: assignableRoles(options.builtIns ?? []),
  };
}
