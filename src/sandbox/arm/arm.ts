import { randomUUID } from 'node:crypto';
import { bundledAliases, type JsonObject } from '../../policy/index.ts';
import type { AccessTokens } from '../entra/access-tokens.ts';
import type { Handler, StandInRequest, StandInResponse } from '../http.ts';
import { clusterRoutes } from './aks/clusters.ts';
import { operationRoutes } from './aks/operation-routes.ts';
import { poolRoutes } from './aks/pools.ts';
import { requireToken } from './authentication.ts';
import { assignableRoles } from './authorization/roles.ts';
import { authorizationRoutes } from './authorization/routes.ts';
import { commonHeaders } from './headers.ts';
import type { Hierarchy } from './hierarchy/hierarchy.ts';
import { builtInPolicies } from './policy/built-ins.ts';
import { restrictionRoutes } from './policy/restrictions.ts';
import { policyRoutes } from './policy/routes.ts';
import { withoutAliases } from './providers/aliases.ts';
import { providerRoutes } from './providers/routes.ts';
import { Quota, type QuotaMode } from './quota/quota.ts';
import { QueryQuota } from './resource-graph/quota.ts';
import { resourceGraphRoutes } from './resource-graph/routes.ts';
import { Refusal, gatewayRefusal } from './refusal.ts';
import { resourceGroupRoutes } from './resource-groups.ts';
import { resourceRoutes } from './resources/routes.ts';
import { matchRoutes, splitPath, type ArmCall, type Route } from './router.ts';
import { settle } from './settle.ts';
import { emptyState, type Arm, type ArmSettings } from './state.ts';
import { requireSubscription, subscriptionRoutes } from './subscriptions.ts';

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
  /** Microsoft's own definitions and initiatives, as ARM documents with their ids. Default none. */
  readonly builtIns?: readonly JsonObject[];
  /** Milliseconds in Azure until a written assignment or exemption bites (5 to 30 minutes there); `speed` shortens it. Default 0. */
  readonly policyDelay?: number;
  /** Milliseconds in Azure until role assignments know a new identity; `speed` shortens it. Default 0. */
  readonly principalDelay?: number;
  /** Aliases that this cloud does not have (yet), by their names. Default none. */
  readonly hiddenAliases?: readonly string[];
  /** Whether requests beyond ARM's and Resource Graph's quotas are refused. Default `off`. */
  readonly quota?: QuotaMode;
}

/** Azure Resource Manager over an empty store. Throws UserError for a document of `builtIns` that is none. */
export function createArm(options: ArmOptions): Handler {
  const arm: Arm = { state: emptyState(options.speed ?? 1), settings: settingsOf(options) };
  for (const [id, builtIn] of builtInPolicies(options.builtIns ?? [])) arm.state.policies.set(id, builtIn);
  const routes = [
    ...subscriptionRoutes(arm), ...resourceGroupRoutes(arm), ...clusterRoutes(arm), ...poolRoutes(arm), ...operationRoutes(arm), ...policyRoutes(arm),
    ...authorizationRoutes(arm), ...providerRoutes(arm), ...restrictionRoutes(arm),
    ...resourceRoutes(arm), ...resourceGraphRoutes(arm, new QueryQuota(options.quota ?? 'off', options.speed ?? 1)),
  ];
  const quota = new Quota(options.quota ?? 'off', options.speed ?? 1);
  return (request) => {
    const requestId = randomUUID();
    const now = options.now();
    let counted: Readonly<Record<string, string>> = {};
    const response = answer(() => {
      settle(arm.state, now);
      const principal = requireToken(request, options.tokens, arm.settings.authorityHost);
      const spending = quota.spend(request, /^\/subscriptions\/([^/]+)/i.exec(request.path)?.[1], principal, now);
      counted = spending.headers;
      if (spending.refusal !== undefined) throw spending.refusal;
      return route(request, routes, { now, requestId, principal }, arm.state.hierarchy);
    });
    return { ...response, headers: { ...commonHeaders(request, requestId), ...counted, ...response.headers } };
  };
}

function settingsOf({ endpoint, authorityHost, pageSize = 100, speed = 1, ...options }: ArmOptions): ArmSettings {
  const hiddenAliases = new Set((options.hiddenAliases ?? []).map((name) => name.toLowerCase()));
  return {
    endpoint,
    authorityHost,
    pageSize,
    policyDelay: (options.policyDelay ?? 0) / speed,
    principalDelay: (options.principalDelay ?? 0) / speed,
    aliases: withoutAliases(bundledAliases, hiddenAliases),
    hiddenAliases,
    roles: assignableRoles(options.builtIns ?? []),
  };
}

function answer(handle: () => StandInResponse): StandInResponse {
  try {
    return handle();
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.response;
    throw thrown;
  }
}

function route(request: StandInRequest, routes: readonly Route[], call: Pick<ArmCall, 'now' | 'requestId' | 'principal'>, hierarchy: Hierarchy): StandInResponse {
  const apiVersion = requireApiVersion(request);
  const segments = splitPath(request.path);
  if (segments === undefined) throw gatewayRefusal(400, 'BadRequest', `The request path '${request.path}' is not well encoded.`);
  if (segments[0]?.toLowerCase() === 'subscriptions' && segments[1] !== undefined) requireSubscription(hierarchy, segments[1]);
  const matches = matchRoutes(routes, segments);
  const match = matches.find((candidate) => candidate.route.method === request.method);
  if (match === undefined) throw matches.length === 0 ? noRoute(request, apiVersion) : noMethod(request);
  return match.route.handle({ ...call, request, parameters: match.parameters, apiVersion });
}

/** Every request names an API version, which is a date. */
function requireApiVersion(request: StandInRequest): string {
  const version = request.query.get('api-version') ?? '';
  if (version === '') {
    throw gatewayRefusal(400, 'MissingApiVersionParameter', 'The api-version query parameter (?api-version=) is required for all requests.');
  }
  if (!/^20\d{2}-\d{2}-\d{2}(-[a-z]{1,20})?$/i.test(version)) {
    const message = `The api-version '${version}' is invalid. It is a date, optionally with a suffix such as -preview.`;
    throw gatewayRefusal(400, 'InvalidApiVersionParameter', message);
  }
  return version;
}

/**
 * Both texts are Azure's (cloudquery/cloudquery 6629; Microsoft Learn on registering providers). The sandbox covers less than Azure, and
 * says so where the caller may well have named something that exists.
 */
function noRoute(request: StandInRequest, apiVersion: string): Refusal {
  const namespace = /^.*\/providers\/([^/]+)/i.exec(request.path)?.[1];
  if (namespace === undefined) {
    return gatewayRefusal(404, 'InvalidResourceType', `No HTTP resource was found that matches the request URI '${request.path}'. The sandbox may not cover it yet.`);
  }
  if (!/^microsoft\./i.test(namespace)) return gatewayRefusal(404, 'InvalidResourceNamespace', `The resource namespace '${namespace}' is invalid.`);
  const message = `The resource type could not be found in the namespace '${namespace}' for api version '${apiVersion}'. The sandbox may not cover it yet.`;
  return gatewayRefusal(404, 'InvalidResourceType', message);
}

function noMethod(request: StandInRequest): Refusal {
  return gatewayRefusal(405, 'MethodNotAllowed', `The HTTP method '${request.method}' is not supported at '${request.path}'.`);
}
