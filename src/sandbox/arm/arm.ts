import { randomUUID } from 'node:crypto';
import { textAt } from '../../arm/json.ts';
import type { Handler, StandInRequest, StandInResponse } from '../http.ts';
import { activityRoutes } from './activity/routes.ts';
import { capacityRoutes } from './aks/capacity/routes.ts';
import { clusterRoutes } from './aks/clusters.ts';
import { offerRoutes } from './aks/offers/routes.ts';
import { operationRoutes } from './aks/operation-routes.ts';
import { machineRoutes } from './aks/node-group/routes.ts';
import { poolRoutes } from './aks/pools.ts';
import { powerRoutes } from './aks/power/routes.ts';
import { requireToken } from './http/authentication.ts';
import { customRoleRoutes } from './authorization/custom/routes.ts';
import { permissionRoutes } from './authorization/permissions.ts';
import { authorizationRoutes } from './authorization/routes.ts';
import { cloudMetadata, isMetadata } from './clouds/metadata.ts';
import { cloudRoutes } from './clouds/routes.ts';
import { computeRoutes } from './compute/routes.ts';
import { controlsOf, type ArmControls } from './controls.ts';
import type { Door, InnerRequest } from './deployments/door.ts';
import { passTime } from './deployments/pass.ts';
import { deploymentRoutes } from './deployments/api/routes.ts';
import { commonHeaders } from './http/headers.ts';
import { seedEstate } from './estate/seed.ts';
import { requireAdmitted } from './gates/admit.ts';
import { lockRoutes } from './gates/locks/routes.ts';
import { resourceGroupRoutes } from './groups/routes.ts';
import { requireReadable } from './hierarchy/authorization.ts';
import { hierarchyWriteRoutes } from './hierarchy/writes.ts';
import { observed } from './observe.ts';
import { settingsOf, type ArmOptions } from './options.ts';
import { remediationRoutes } from './policy-insights/remediations/routes.ts';
import { policyInsightsRoutes } from './policy-insights/routes.ts';
import { builtInPolicies } from './policy/built-ins.ts';
import { requireDeletable } from './policy/deletions.ts';
import { restrictionRoutes } from './policy/restrictions.ts';
import { policyRoutes } from './policy/routes.ts';
import { providerRoutes } from './providers/routes.ts';
import { AksQuota } from './quota/aks.ts';
import { Quota } from './quota/quota.ts';
import { QueryQuota } from './resource-graph/quota.ts';
import { resourceGraphRoutes } from './resource-graph/routes.ts';
import { Refusal, gatewayRefusal } from './http/refusal.ts';
import { listAllRoutes } from './resources/list-all.ts';
import { resourceRoutes } from './resources/routes.ts';
import { routeTable, splitPath, type ArmCall, type Route, type RouteTable } from './http/router.ts';
import { emptyState, type Arm } from './state.ts';
import { requireSubscription, subscriptionRoutes } from './hierarchy/subscriptions.ts';
import { tagRoutes } from './tags/routes.ts';
import { requireKnownVersion } from './versions/check.ts';

export type { ArmControls } from './controls.ts';
export type { ArmOptions } from './options.ts';

export type StandInArm = Handler & ArmControls;

/** Azure Resource Manager over an empty store, or one with an estate in it. Throws UserError for a document of `builtIns` or `estate` that is none. */
export function createArm(options: ArmOptions): StandInArm {
  const arm: Arm = { state: emptyState(options.speed ?? 1), settings: settingsOf(options) };
  for (const [id, builtIn] of builtInPolicies(options.builtIns ?? [])) arm.state.policies.set(id, builtIn);
  const [quota, aksQuota] = [new Quota(options.quota ?? 'off', options.speed ?? 1), new AksQuota(options.quota ?? 'off', options.speed ?? 1)];
  const door: Door = { ask: (inner) => answerInner(inner, routes, arm, aksQuota), takes: (id) => takesWrites(id, routes) };
  const routes: RouteTable = routeTable(armRoutes(arm, new QueryQuota(options.quota ?? 'off', options.speed ?? 1), door));
  if (options.estate !== undefined) seedEstate(options.estate, arm.state, options.now());
  const handler: Handler = (asSent) => {
    // Slashes may be doubled, as clients do that put a scope with a slash behind one (Microsoft Learn has such addresses).
    const request = { ...asSent, path: asSent.path.replace(/\/{2,}/g, '/') };
    const requestId = randomUUID();
    const now = options.now();
    let counted: Readonly<Record<string, string>> = {};
    const response = answer(() => {
      passTime(arm, door, now);
      if (isMetadata(request)) return cloudMetadata(request, arm.settings);
      const principal = requireToken(request, options.tokens, arm.settings.authorityHost);
      const spending = quota.spend(request, /^\/subscriptions\/([^/]+)/i.exec(request.path)?.[1], principal, now);
      counted = spending.headers;
      if (spending.refusal !== undefined) throw spending.refusal;
      return observed(arm, { request, now, requestId }, () => route(request, routes, { now, requestId, principal }, arm, aksQuota));
    });
    return { ...response, headers: { ...commonHeaders(request, requestId), ...counted, ...response.headers } };
  };
  return Object.assign(handler, controlsOf(arm, options.now, () => passTime(arm, door, options.now())));
}

/**
 * Every route of an ARM, the first that fits before the others.
 * @param queries counts the queries of Resource Graph
 * @param door what a deployment writes goes through it
 */
export function armRoutes(arm: Arm, queries: QueryQuota, door: Door): readonly Route[] {
  return [
    ...deploymentRoutes(arm, door), ...tagRoutes(arm, door), ...remediationRoutes(arm, door), ...computeRoutes(arm),
    ...subscriptionRoutes(arm), ...cloudRoutes(arm), ...hierarchyWriteRoutes(arm), ...resourceGroupRoutes(arm), ...clusterRoutes(arm), ...poolRoutes(arm), ...powerRoutes(arm), ...offerRoutes(arm), ...machineRoutes(arm), ...operationRoutes(arm), ...policyRoutes(arm),
    ...authorizationRoutes(arm), ...customRoleRoutes(arm), ...permissionRoutes(arm), ...lockRoutes(arm), ...capacityRoutes(arm), ...providerRoutes(arm), ...restrictionRoutes(arm), ...policyInsightsRoutes(arm), ...activityRoutes(arm),
    ...listAllRoutes(arm), ...resourceRoutes(arm), ...resourceGraphRoutes(arm, queries),
  ];
}

function answer(handle: () => StandInResponse): StandInResponse {
  try {
    return handle();
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.response;
    throw thrown;
  }
}

/** A request of Resource Manager to itself: it passes the gates that every other passes. */
function answerInner({ method, path, apiVersion, body, now, correlationId, actor, principal, by }: InnerRequest, routes: RouteTable, arm: Arm, aksQuota: AksQuota): StandInResponse & { readonly requestId: string } {
  const requestId = randomUUID();
  const request: StandInRequest = {
    method, path: path.split('/').map(encodeURIComponent).join('/'), query: new URLSearchParams({ 'api-version': apiVersion }), headers: { 'x-ms-correlation-request-id': correlationId }, body,
  };
  const carryOut = (): StandInResponse => route(request, routes, { now, requestId, principal, by }, arm, aksQuota);
  return { ...answer(() => (method === 'GET' ? carryOut() : observed(arm, { request, now, requestId, actor }, carryOut))), requestId };
}

function takesWrites(id: string, routes: RouteTable): boolean {
  return routes(id.split('/').slice(1)).some(({ route: { method } }) => method === 'PUT');
}

function route(request: StandInRequest, routes: RouteTable, call: Pick<ArmCall, 'now' | 'requestId' | 'principal'> & { readonly by?: 'caller' | 'policy' }, arm: Arm, aksQuota: AksQuota): StandInResponse {
  const { state } = arm;
  const apiVersion = requireApiVersion(request);
  const segments = splitPath(request.path);
  if (segments === undefined) throw gatewayRefusal(400, 'BadRequest', `The request path '${request.path}' is not well encoded.`);
  if (segments[0]?.toLowerCase() === 'subscriptions' && segments[1] !== undefined) requireSubscription(state.hierarchy, segments[1]);
  if (call.by !== 'policy') requireReadable(request.method, segments, call.principal, state);
  requireKnownVersion(segments, apiVersion, request.body, call.now, state);
  const matches = routes(segments);
  const match = matches.find((candidate) => candidate.route.method === request.method);
  if (match === undefined && request.method === 'HEAD') return existenceOf(request, routes, call, arm, aksQuota);
  if (match === undefined) throw matches.length === 0 ? noRoute(request, apiVersion) : noMethod(request);
  requireAdmitted(request, segments, call, arm);
  if (request.method === 'DELETE') requireDeletable(`/${segments.join('/')}`, { apiVersion, now: call.now }, arm);
  const giveBack = aksQuota.spend(request.method, segments, call.now);
  try {
    return match.route.handle({ ...call, request, parameters: match.parameters, apiVersion });
  } catch (thrown) {
    // A policy denies before AKS sees the write.
    if (thrown instanceof Refusal && textAt(thrown.response.body, 'error', 'code') === 'RequestDisallowedByPolicy') giveBack();
    throw thrown;
  }
}

/** What can be read can be asked for whether it is there (REST reference, "Resources - Check Existence By Id"): 204, or 404 without a word. */
function existenceOf(request: StandInRequest, routes: RouteTable, call: Parameters<typeof route>[2], arm: Arm, aksQuota: AksQuota): StandInResponse {
  const { status, headers } = answer(() => route({ ...request, method: 'GET' }, routes, call, arm, aksQuota));
  return { status: status === 200 ? 204 : status, ...(headers === undefined ? {} : { headers }) };
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
