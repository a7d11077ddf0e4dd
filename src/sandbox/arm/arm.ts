import { randomUUID } from 'node:crypto';
import { bundledAliases, type JsonObject } from '../../policy/index.ts';
import type { AccessTokens } from '../entra/access-tokens.ts';
import type { Handler, StandInRequest, StandInResponse } from '../http.ts';
import { activityRoutes } from './activity/routes.ts';
import { capacityRoutes } from './aks/capacity/routes.ts';
import { clusterRoutes } from './aks/clusters.ts';
import { operationRoutes } from './aks/operation-routes.ts';
import { machineRoutes } from './aks/node-group/routes.ts';
import { bootstrapOf, type ClusterWrite, type PoolBootstrap } from './aks/nodes/writes.ts';
import { poolRoutes } from './aks/pools.ts';
import { powerRoutes } from './aks/power/routes.ts';
import { requireToken } from './authentication.ts';
import { permissionRoutes } from './authorization/permissions.ts';
import { assignableRoles } from './authorization/roles.ts';
import { authorizationRoutes } from './authorization/routes.ts';
import { changesOf } from './changes.ts';
import { commonHeaders } from './headers.ts';
import type { Estate } from './estate/estate.ts';
import { seedEstate } from './estate/seed.ts';
import { requireAdmitted } from './gates/admit.ts';
import { lockRoutes } from './gates/locks/routes.ts';
import { requireReadable } from './hierarchy/authorization.ts';
import { observed } from './observe.ts';
import { policyInsightsRoutes } from './policy-insights/routes.ts';
import { builtInPolicies } from './policy/built-ins.ts';
import { restrictionRoutes } from './policy/restrictions.ts';
import { policyRoutes } from './policy/routes.ts';
import { withoutAliases } from './providers/aliases.ts';
import { providerRoutes } from './providers/routes.ts';
import { Quota, type QuotaMode } from './quota/quota.ts';
import { QueryQuota } from './resource-graph/quota.ts';
import { resourceGraphRoutes } from './resource-graph/routes.ts';
import { Refusal, gatewayRefusal } from './refusal.ts';
import type { OperationOutcome } from './operations.ts';
import { resourceGroupRoutes } from './resource-groups.ts';
import { listAllRoutes } from './resources/list-all.ts';
import { resourceRoutes } from './resources/routes.ts';
import { routeTable, splitPath, type ArmCall, type RouteTable } from './router.ts';
import { forgetWithin, settle } from './settle.ts';
import { restoreSnapshot, takeSnapshot, type ArmSnapshot } from './snapshot/snapshot.ts';
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
  /** vCPUs that a subscription may use in a location, in all and of each family. Default 10,000. */
  readonly coreQuota?: number;
  /** Whether requests beyond ARM's and Resource Graph's quotas are refused. Default `off`. */
  readonly quota?: QuotaMode;
}

/** What a test or a demonstration may do to an ARM besides sending requests. */
export interface ArmControls {
  /** Puts more into the store, or something else in the place of what is there. Throws UserError for what it cannot hold. */
  seed(estate: Estate): void;
  /** Removes what has this id and all that stands below it. */
  forget(id: string): void;
  /** From now on the caller may not read a scope and what is below it; `allow` takes that back. */
  deny(scope: string): void;
  allow(scope: string): void;
  /** From now on it is this person who writes, by the name that Azure tells; undefined: whoever the token is of. */
  actAs(person: string | undefined): void;
  /** Ends an operation so: at once, or when it would have ended. Nothing, when it is over or unknown. */
  endOperation(id: string, outcome: OperationOutcome, when: 'now' | 'atItsEnd'): void;
  /** Lets an operation go on for good. */
  holdOperation(id: string): void;
  /** Where the nodes of a cluster's pools were told to pull from when they were made; empty where there is no cluster. */
  bootstrapOf(clusterId: string): readonly PoolBootstrap[];
  /** Whether the API server of a cluster has moved and its nodes have not learned so yet: it was not stopped and started since. */
  awaitsRestart(clusterId: string): boolean;
  /** What the PUTs of a cluster that were taken led to, oldest first. */
  clusterWrites(clusterId: string): readonly ClusterWrite[];
  /** All that it knows, as plain data. */
  snapshot(): ArmSnapshot;
  /** Puts what a snapshot holds in the place of all that it knows. Throws UserError for anything else, and has changed nothing then. */
  restore(snapshot: unknown): void;
  /** A number that is another one after a change. */
  changes(): number;
}

export type StandInArm = Handler & ArmControls;

/** Azure Resource Manager over an empty store, or one with an estate in it. Throws UserError for a document of `builtIns` or `estate` that is none. */
export function createArm(options: ArmOptions): StandInArm {
  const arm: Arm = { state: emptyState(options.speed ?? 1), settings: settingsOf(options) };
  for (const [id, builtIn] of builtInPolicies(options.builtIns ?? [])) arm.state.policies.set(id, builtIn);
  const routes = routeTable([
    ...subscriptionRoutes(arm), ...resourceGroupRoutes(arm), ...clusterRoutes(arm), ...poolRoutes(arm), ...powerRoutes(arm), ...machineRoutes(arm), ...operationRoutes(arm), ...policyRoutes(arm),
    ...authorizationRoutes(arm), ...permissionRoutes(arm), ...lockRoutes(arm), ...capacityRoutes(arm), ...providerRoutes(arm), ...restrictionRoutes(arm), ...policyInsightsRoutes(arm), ...activityRoutes(arm),
    ...listAllRoutes(arm), ...resourceRoutes(arm), ...resourceGraphRoutes(arm, new QueryQuota(options.quota ?? 'off', options.speed ?? 1)),
  ]);
  if (options.estate !== undefined) seedEstate(options.estate, arm.state, options.now());
  const quota = new Quota(options.quota ?? 'off', options.speed ?? 1);
  const handler: Handler = (request) => {
    const requestId = randomUUID();
    const now = options.now();
    let counted: Readonly<Record<string, string>> = {};
    const response = answer(() => {
      settle(arm, now);
      const principal = requireToken(request, options.tokens, arm.settings.authorityHost);
      const spending = quota.spend(request, /^\/subscriptions\/([^/]+)/i.exec(request.path)?.[1], principal, now);
      counted = spending.headers;
      if (spending.refusal !== undefined) throw spending.refusal;
      return observed(arm, { request, now, requestId }, () => route(request, routes, { now, requestId, principal }, arm));
    });
    return { ...response, headers: { ...commonHeaders(request, requestId), ...counted, ...response.headers } };
  };
  const { access, operations } = arm.state;
  return Object.assign(handler, {
    seed: (estate: Estate) => seedEstate(estate, arm.state, options.now()),
    forget: (id: string) => forgetWithin(arm.state, id.toLowerCase()),
    deny: (scope: string) => access.deny(scope),
    allow: (scope: string) => access.allow(scope),
    endOperation: (id: string, outcome: OperationOutcome, when: 'now' | 'atItsEnd') => operations.fail(id, outcome, when, options.now()),
    snapshot: () => takeSnapshot(arm.state, options.now()),
    restore: (snapshot: unknown) => restoreSnapshot(arm.state, snapshot),
    changes: () => changesOf(arm.state),
    holdOperation: (id: string) => operations.hold(id),
    bootstrapOf: (clusterId: string) => {
      settle(arm, options.now());
      return bootstrapOf(arm.state.clusters.get(clusterId.toLowerCase()) ?? { pools: [] });
    },
    awaitsRestart: (clusterId: string) => {
      settle(arm, options.now());
      return arm.state.clusters.get(clusterId.toLowerCase())?.awaitsRestart === true;
    },
    clusterWrites: (clusterId: string) => arm.state.clusterWrites.get(clusterId.toLowerCase()) ?? [],
    actAs: (person: string | undefined) => {
      arm.state.activity.actor = person === undefined ? undefined : { name: person, type: 'User', client: 'Azure Portal' };
    },
  });
}

function settingsOf({ endpoint, authorityHost, pageSize = 100, speed = 1, ...options }: ArmOptions): ArmSettings {
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
    reimageCheck: options.reimageCheck ?? 'degrade',
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

function route(request: StandInRequest, routes: RouteTable, call: Pick<ArmCall, 'now' | 'requestId' | 'principal'>, arm: Arm): StandInResponse {
  const { state } = arm;
  const apiVersion = requireApiVersion(request);
  const segments = splitPath(request.path);
  if (segments === undefined) throw gatewayRefusal(400, 'BadRequest', `The request path '${request.path}' is not well encoded.`);
  if (segments[0]?.toLowerCase() === 'subscriptions' && segments[1] !== undefined) requireSubscription(state.hierarchy, segments[1]);
  requireReadable(request.method, segments, call.principal, state);
  const matches = routes(segments);
  const match = matches.find((candidate) => candidate.route.method === request.method);
  if (match === undefined) throw matches.length === 0 ? noRoute(request, apiVersion) : noMethod(request);
  requireAdmitted(request, segments, call, arm);
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
