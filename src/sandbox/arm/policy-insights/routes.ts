import { arrayAt, textAt, type JsonObject } from '../../../arm/json.ts';
import { parseScope } from '../../../arm/scope.ts';
import { segmentAfter } from '../../../arm/resource-id.ts';
import type { StandInResponse } from '../../http.ts';
import { changesOf } from '../changes.ts';
import { isBelow } from '../hierarchy/reach.ts';
import { page } from '../http/paging.ts';
import { requireScope } from '../policy/scopes.ts';
import { retryHeaders } from '../quota/retry-headers.ts';
import { refusal } from '../http/refusal.ts';
import { Results } from '../http/results.ts';
import { parameter, type ArmCall, type Route } from '../http/router.ts';
import type { Arm } from '../state.ts';
import { readStateFilter } from './filter.ts';
import type { PolicyStateRecord, RequestedScan } from './policy-states.ts';
import { queryResult, summary } from './render.ts';

/** Azure takes minutes for a scan of a group and longer for a subscription (Microsoft Learn: "the compliance scan … takes some time"); an estimate. */
const scanTimes = { resourceGroup: 180_000, subscription: 600_000 } as const;
/** PolicyStates_TriggerResourceGroupEvaluation.json of Azure/azure-rest-api-specs. */
const retryAfterSeconds = 30;

/** Azure Policy's states (Azure/azure-rest-api-specs, Microsoft.PolicyInsights/stable/2024-10-01), the latest ones only. */
export function policyInsightsRoutes(arm: Arm): readonly Route[] {
  const lists = new Results<readonly PolicyStateRecord[]>();
  const latest = '/providers/Microsoft.PolicyInsights/policyStates/latest';
  const trigger = (call: ArmCall): StandInResponse => triggerEvaluation(arm, call);
  return [
    { method: 'POST', pattern: `/{+scope}${latest}/queryResults`, handle: (call) => queryResults(arm, lists, call) },
    { method: 'GET', pattern: `/{+scope}${latest}/queryResults`, handle: refuseGet },
    { method: 'POST', pattern: `/{+scope}${latest}/summarize`, handle: (call) => summarize(arm, call) },
    { method: 'POST', pattern: `/subscriptions/{subscription}${latest}/triggerEvaluation`, handle: trigger },
    { method: 'POST', pattern: `/subscriptions/{subscription}/resourceGroups/{group}${latest}/triggerEvaluation`, handle: trigger },
    { method: 'GET', pattern: '/subscriptions/{subscription}/providers/Microsoft.PolicyInsights/asyncOperationResults/{scan}', handle: (call) => scanResult(arm, call) },
  ];
}

/** States at and below a scope. Azure does not look whether a resource is there: it has no states then. */
function statesAt({ state }: Arm, call: ArmCall): readonly PolicyStateRecord[] {
  const scope = parameter(call, 'scope');
  if (parseScope(scope) !== undefined) requireScope(scope, state);
  // Of a resource its own states, not those of what stands in it.
  const isResource = parseScope(scope) === undefined;
  const { records } = state.policyStates;
  const inSubscription = /^\/subscriptions\/[^/]+/i.exec(scope)?.[0];
  const here = inSubscription === undefined ? state.policyStates.all() : records.below(`${inSubscription}/`).flat();
  return here.filter(({ resourceId }) => (
    (isResource ? resourceId.toLowerCase() === scope.toLowerCase() : isBelow(resourceId, scope, state.hierarchy)) && (state.access.isWhole || state.access.mayRead(resourceId, state.hierarchy))
  ));
}

function queryResults(arm: Arm, lists: Results<readonly PolicyStateRecord[]>, call: ArmCall): StandInResponse {
  const { query } = call.request;
  const unknown = ['$apply', '$expand', '$orderby', '$select'].find((name) => query.has(name));
  if (unknown !== undefined) throw refusal(400, 'InvalidQueryOption', `The sandbox does not cover the query option '${unknown}'.`);
  const filter = query.get('$filter') ?? '';
  const isWanted = readStateFilter(filter);
  const context = contextOf(arm, call, 'latest');
  const render = (record: PolicyStateRecord): JsonObject => queryResult(record, context, arm.state.hierarchy);
  const results = lists.of(JSON.stringify([context, filter]), changesOf(arm.state), () => {
    const all = statesAt(arm, call);
    return filter.trim() === '' ? all : all.filter((record) => isWanted(render(record)));
  });
  const top = query.get('$top');
  const { body } = page(top === null ? results : results.slice(0, Number(top)), call, arm.settings, render);
  const value = arrayAt(body, 'value');
  return { status: 200, body: { '@odata.context': context, '@odata.count': value.length, '@odata.nextLink': textAt(body, 'nextLink') ?? null, value } };
}

/** Also what `@odata.nextLink` names has to be sent by POST; clients that read it with GET get this far (Azure/azure-sdk-for-python 17280, Azure/azure-cli 20370; the status is assumed). */
function refuseGet(): never {
  throw refusal(405, 'HttpMethodNotSupported', "The http method 'GET' is not supported for 'queryResults'.");
}

function summarize(arm: Arm, call: ArmCall): StandInResponse {
  const uri = `${arm.settings.endpoint}${call.request.path.replace(/summarize$/i, 'queryResults')}?api-version=${call.apiVersion}`;
  return { status: 200, body: summary(statesAt(arm, call), contextOf(arm, call, 'summary'), uri) };
}

function contextOf({ settings }: Arm, call: ArmCall, what: string): string {
  return `${settings.endpoint}${parameter(call, 'scope')}/providers/Microsoft.PolicyInsights/policyStates/$metadata#${what}`;
}

/** "If the scope is already running an on-demand scan, a new scan isn't started": the same address answers (Microsoft Learn, "Get compliance data of Azure resources"). */
function triggerEvaluation({ state, settings }: Arm, call: ArmCall): StandInResponse {
  const [subscription, { group }] = [parameter(call, 'subscription'), call.parameters];
  const scope = `/subscriptions/${subscription}${group === undefined ? '' : `/resourceGroups/${group}`}`;
  const kind = requireScope(scope, state) === 'subscription' ? 'subscription' : 'resourceGroup';
  const key = scope.toLowerCase();
  const running = [...state.policyStates.scans.values()].find((scan) => scan.scope === key && scan.endsAt > call.now);
  const scan: RequestedScan = running ?? { id: call.requestId, scope: key, endsAt: call.now + scanTimes[kind] / settings.speed };
  if (running === undefined) {
    state.policyStates.scans.set(scan.id, scan);
    state.policyStates.plan({ due: scan.endsAt, scope: key });
  }
  return pending(scan, settings, call);
}

/** 202 while it runs, then 200 with a status. */
function scanResult({ state, settings }: Arm, call: ArmCall): StandInResponse {
  const scan = state.policyStates.scans.get(parameter(call, 'scan').toLowerCase());
  if (scan === undefined) throw refusal(404, 'NotFound', `The operation '${parameter(call, 'scan')}' could not be found.`);
  return scan.endsAt > call.now ? pending(scan, settings, call) : { status: 200, body: { status: 'Succeeded' } };
}

function pending({ id, scope }: RequestedScan, { endpoint, speed }: Arm['settings'], call: ArmCall): StandInResponse {
  const location = `${endpoint}/subscriptions/${segmentAfter(scope, 'subscriptions') ?? ''}/providers/Microsoft.PolicyInsights/asyncOperationResults/${id}?api-version=${call.apiVersion}`;
  return { status: 202, headers: { location, ...retryHeaders(retryAfterSeconds * 1000 / speed, speed) } };
}
