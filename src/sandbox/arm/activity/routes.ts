import type { JsonObject } from '../../../arm/json.ts';
import { segmentAfter } from '../../../arm/resource-id.ts';
import { isWithin } from '../../../arm/scope.ts';
import { tenantId } from '../../identities.ts';
import type { Operations } from '../operations.ts';
import { page } from '../http/paging.ts';
import { refusal } from '../http/refusal.ts';
import { parameter, type ArmCall, type Route } from '../http/router.ts';
import type { Arm } from '../state.ts';
import { toAzureTime } from '../time.ts';
import type { ActivityEvent } from './activity-log.ts';

/** The Activity Log (Azure/azure-rest-api-specs, Microsoft.Insights/stable/2015-04-01/activityLogs_API.json). */
export function activityRoutes(arm: Arm): readonly Route[] {
  return [{
    method: 'GET',
    pattern: '/subscriptions/{subscription}/providers/Microsoft.Insights/eventtypes/management/values',
    handle(call) {
      const wanted = readFilter(call.request.query.get('$filter') ?? '');
      const scope = `/subscriptions/${parameter(call, 'subscription')}`;
      const found = arm.state.activity.events(call.now).flatMap((event) => told(event, arm.state.operations)).filter((event) => isWithin(event.resourceId, scope) && wanted(event));
      return page(found, call, arm.settings, (event) => selected(render(event), call));
    },
  }];
}

/** How an operation ended is told when it has. */
function told(event: ActivityEvent, operations: Operations): readonly ActivityEvent[] {
  if (event.ofOperation === undefined) return [event];
  const operation = operations.find(event.ofOperation);
  return operation === undefined || operation.status === 'InProgress' ? [] : [{ ...event, at: operation.endsAt, status: operation.status }];
}

type Wanted = (event: ActivityEvent) => boolean;

const tests: Readonly<Record<string, (event: ActivityEvent, value: string) => boolean>> = {
  'eventtimestamp ge': ({ at }, value) => at >= timeIn(value),
  'eventtimestamp le': ({ at }, value) => at <= timeIn(value),
  'resourceuri eq': ({ resourceId }, value) => resourceId.toLowerCase() === value.toLowerCase(),
  'resourcegroupname eq': ({ resourceId }, value) => segmentAfter(resourceId, 'resourceGroups')?.toLowerCase() === value.toLowerCase(),
  'resourceprovider eq': ({ operation }, value) => operation.toLowerCase().startsWith(`${value.toLowerCase()}/`),
  'correlationid eq': ({ correlationId }, value) => correlationId.toLowerCase() === value.toLowerCase(),
};

/**
 * "The $filter argument is very restricted": a time from which on, one up to which, and at most one of the others. Without a filter Azure
 * answers all. The code of the refusal is assumed. Azure CLI writes its times without quotes and zone: they are of UTC.
 */
function readFilter(text: string): Wanted {
  if (text.trim() === '') return () => true;
  const parts = text.trim().split(/\s+and\s+(?=\w+\s+(?:ge|le|eq)\s)/i).map((part) => /^(\w+\s+(?:ge|le|eq))\s+(?:'((?:[^']|'')*)'|([^\s']+))$/i.exec(part.trim()));
  const conditions = parts.map((match) => ({ test: tests[match?.[1]?.toLowerCase().replace(/\s+/, ' ') ?? ''], value: (match?.[2]?.replaceAll("''", "'") ?? match?.[3] ?? '') }));
  if (!/^eventTimestamp\s+ge\s/i.test(text.trim()) || parts.length > 3 || conditions.some(({ test }) => test === undefined)) {
    throw refusal(400, 'BadRequest', `The filter '${text}' is not supported.`);
  }
  return (event) => conditions.every(({ test, value }) => test?.(event, value) === true);
}

function timeIn(text: string): number {
  const time = Date.parse(/T[\d:.]+$/i.test(text) ? `${text}Z` : text);
  if (Number.isNaN(time)) throw refusal(400, 'BadRequest', `The time '${text}' in the filter is none.`);
  return time;
}

/** GetActivityLogsFiltered.json of the same specification. */
function render({ id, resourceId, at, caller, operation, method, status, correlationId, message }: ActivityEvent): JsonObject {
  const provider = operation.split('/')[0] ?? '';
  const time = toAzureTime(at, id);
  return {
    authorization: { action: operation, scope: resourceId },
    caller,
    claims: { 'http://schemas.microsoft.com/identity/claims/tenantid': tenantId, name: caller },
    correlationId,
    description: '',
    eventDataId: id,
    eventName: localized(status === 'Started' ? 'BeginRequest' : 'EndRequest'),
    httpRequest: { clientRequestId: correlationId, clientIpAddress: '127.0.0.1', method },
    id: `${resourceId}/events/${id}/ticks/${at}`,
    level: levelOf(status, operation),
    resourceGroupName: segmentAfter(resourceId, 'resourceGroups') ?? '',
    resourceId,
    resourceProviderName: localized(provider),
    ...(message === undefined ? {} : { properties: { statusMessage: message } }),
    operationId: correlationId,
    operationName: localized(operation),
    status: localized(status),
    eventTimestamp: time,
    submissionTimestamp: time,
    subscriptionId: segmentAfter(resourceId, 'subscriptions') ?? '',
    tenantId,
  };
}

/** That a policy objects is a warning. */
function levelOf(status: ActivityEvent['status'], operation: string): string {
  if (status === 'Failed') return 'Error';
  return operation.endsWith('/policies/audit/action') ? 'Warning' : 'Informational';
}

function localized(value: string): JsonObject {
  return { value, localizedValue: value };
}

function selected(event: JsonObject, { request }: ArmCall): JsonObject {
  const names = (request.query.get('$select') ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
  return names.length === 0 ? event : Object.fromEntries(Object.entries(event).filter(([name]) => names.includes(name)));
}
