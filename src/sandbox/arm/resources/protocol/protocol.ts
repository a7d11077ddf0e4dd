import type { StandInResponse } from '../../../http.ts';
import type { Operation } from '../../operations.ts';
import { refusal } from '../../http/refusal.ts';
import { parameter, type ArmCall, type Route } from '../../http/router.ts';
import type { Arm } from '../../state.ts';
import { toTicks } from '../../time.ts';
import { operationIdIn, privateDnsName } from './operation-names.ts';
import { serviceHeaders } from './service-headers.ts';
import { renderResource } from '../render.ts';
import { patternsOf } from '../target.ts';
import { resourceTypes, type Service } from '../types.ts';

/**
 * The addresses under which an operation is polled, as each service writes them (byo-acr-create.json). A PUT names its status only,
 * a DELETE its result as well, except that private DNS names both always.
 */
export function pollHeaders(operation: Operation, service: Service, resourceId: string, call: ArmCall, arm: Arm): Readonly<Record<string, string>> {
  const { status, result } = addressesOf(service, operation, resourceId);
  const { endpoint } = arm.settings;
  const query = `api-version=${call.apiVersion}&t=${toTicks(operation.startedAt)}&c=sandbox&s=sandbox&h=sandbox`;
  const both = operation.kind === 'Deleting' || service === 'privateDns';
  return {
    'azure-asyncoperation': `${endpoint}${status}?${query}`,
    ...(both ? { location: `${endpoint}${result}?${query}` } : {}),
    ...(service === 'network' ? { 'azure-asyncnotification': 'Enabled' } : {}),
  };
}

function addressesOf(service: Service, operation: Operation, resourceId: string): { readonly status: string; readonly result: string } {
  const { id, location, subscriptionId } = operation;
  if (service === 'network') {
    const base = `/subscriptions/${subscriptionId}/providers/Microsoft.Network/locations/${location}`;
    return { status: `${base}/operations/${id}`, result: `${base}/operationResults/${id}` };
  }
  if (service === 'privateDns') {
    const base = `${resourceId.replace(/\/providers\/.*$/i, '')}/providers/Microsoft.Network`;
    const name = privateDnsName(operation, resourceId);
    return { status: `${base}/privateDnsOperationStatuses/${name}`, result: `${base}/privateDnsOperationResults/${name}` };
  }
  if (service === 'registry') {
    const kind = resourceId.split('/').at(-2)?.toLowerCase() ?? '';
    return { status: `${resourceId}/operationStatuses/${kind}-${id}`, result: `${resourceId}/operationResults/${kind}-${id}` };
  }
  return { status: `${resourceId}/operations/${id}`, result: `${resourceId}/operationResults/${id}` };
}

/** The routes of those addresses. They are readable also when the resource is gone. */
export function pollRoutes(arm: Arm): readonly Route[] {
  const network = '/subscriptions/{subscription}/providers/Microsoft.Network/locations/{location}';
  const privateDns = '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Network';
  const own = resourceTypes.filter(({ service }) => service === 'registry' || service === 'kubernetesConfiguration').flatMap((row) => {
    const { one } = patternsOf(row);
    return [
      { method: 'GET', pattern: `${one}/${row.service === 'registry' ? 'operationStatuses' : 'operations'}/{operation}`, handle: (call: ArmCall) => answerStatus(arm, call, row.service) },
      { method: 'GET', pattern: `${one}/operationResults/{operation}`, handle: (call: ArmCall) => answerResult(arm, call) },
    ];
  });
  return [
    { method: 'GET', pattern: `${network}/operations/{operation}`, handle: (call) => answerStatus(arm, call, 'network') },
    { method: 'GET', pattern: `${network}/operationResults/{operation}`, handle: (call) => answerResult(arm, call) },
    { method: 'GET', pattern: `${privateDns}/privateDnsOperationStatuses/{operation}`, handle: (call) => answerStatus(arm, call, 'privateDns') },
    { method: 'GET', pattern: `${privateDns}/privateDnsOperationResults/{operation}`, handle: (call) => answerResult(arm, call) },
    ...own,
  ];
}

/**
 * `{status}` only, with the error of what did not end well. A registry says what it does, and repeats the address, also at the end; private DNS answers
 * 202 while it runs, and repeats both addresses until then (byo-acr-create.json). What is repeated has a new signature.
 */
function answerStatus(arm: Arm, call: ArmCall, service: Service): StandInResponse {
  const operation = requireOperation(arm, call);
  const isRunning = operation.status === 'InProgress';
  const word = isRunning && service === 'registry' ? operation.kind : operation.status;
  const address = `${arm.settings.endpoint}${call.request.path}?${signedAnew(call)}`;
  const isWaiting = isRunning && service === 'privateDns';
  return {
    status: isWaiting ? 202 : 200,
    headers: {
      ...(service === 'registry' || isWaiting ? { 'azure-asyncoperation': address } : {}),
      ...(isWaiting ? { location: address.replace('/privateDnsOperationStatuses/', '/privateDnsOperationResults/') } : {}),
      ...serviceHeaders(service, call),
    },
    body: { status: word, ...(operation.error === undefined ? {} : { error: operation.error }) },
  };
}

function signedAnew({ request, now }: ArmCall): string {
  const query = new URLSearchParams(request.query);
  if (query.has('t')) query.set('t', toTicks(now));
  return query.toString();
}

/** Assumed: 202 while it runs, then the resource, 204 where that is gone, or the error of what did not end well. No recording polls this address; clients of private DNS read their answer there. */
function answerResult(arm: Arm, call: ArmCall): StandInResponse {
  const { status, error, kind, subject } = requireOperation(arm, call);
  if (error !== undefined) throw refusal(409, error.code, error.message);
  const address = `${arm.settings.endpoint}${call.request.path}?${call.request.query.toString()}`;
  if (status === 'InProgress') return { status: 202, headers: { location: address } };
  const resource = kind === 'Deleting' ? undefined : arm.state.resources.find(subject);
  return resource === undefined ? { status: 204 } : { status: 200, body: renderResource(resource, arm.state, call.apiVersion) };
}

function requireOperation(arm: Arm, call: ArmCall): Operation {
  const name = parameter(call, 'operation');
  const operation = arm.state.operations.find(operationIdIn(name) ?? '');
  if (operation !== undefined) return operation;
  throw refusal(404, 'NotFound', `The operation '${name}' could not be found.`);
}
