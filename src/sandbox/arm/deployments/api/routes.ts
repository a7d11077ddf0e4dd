import { at, isJsonObject, textAt } from '../../../../arm/json.ts';
import type { StandInResponse } from '../../../http.ts';
import { actorOf, correlationOf } from '../../activity/record.ts';
import { requireBody } from '../../http/bodies.ts';
import { page } from '../../http/paging.ts';
import { requireScope } from '../../policy/scopes.ts';
import { gatewayRefusal, refusal } from '../../http/refusal.ts';
import { parameter, type ArmCall, type Route } from '../../http/router.ts';
import type { Arm } from '../../state.ts';
import { checkDeployment } from '../check/check.ts';
import { readDeployment, requireDeploymentName } from '../check/read-request.ts';
import { acceptance, deploymentId, deploymentType, isActive, type Deployment } from '../deployment.ts';
import type { Door } from '../door.ts';
import { deploymentsAt, requireHistoryRoom } from './history.ts';
import { renderDeployment, renderOutputStep, renderStep, templateHash } from './render.ts';
import { endDeployment, findDeployment, stepsOf, storeDeployment } from '../store.ts';
import { whatIf } from './what-if.ts';

const list = `/{+scope}/providers/${deploymentType}`;
const one = `${list}/{deployment}`;

/** Deployments of templates at resource groups, subscriptions and management groups (Azure/azure-rest-api-specs, Microsoft.Resources/deployments). */
export function deploymentRoutes(arm: Arm, door: Door): readonly Route[] {
  const operations = (call: ArmCall): StandInResponse => listOperations(arm, call);
  // The published address of the list in a resource group has no provider in it.
  const inGroup = '/subscriptions/{subscription}/resourceGroups/{group}/deployments/{deployment}/operations';
  return [
    { method: 'GET', pattern: list, handle: (call) => listDeployments(arm, call) },
    { method: 'PUT', pattern: one, handle: (call) => putDeployment(arm, door, call) },
    { method: 'GET', pattern: one, handle: (call) => ({ status: 200, body: renderDeployment(requireDeployment(arm, call), arm.state, call.now) }) },
    { method: 'HEAD', pattern: one, handle: (call) => ({ status: findDeployment(arm.state, idOf(arm, call)) === undefined ? 404 : 204 }) },
    { method: 'DELETE', pattern: one, handle: (call) => deleteDeployment(arm, call) },
    { method: 'POST', pattern: `${one}/validate`, handle: (call) => validate(arm, door, call) },
    { method: 'POST', pattern: `${one}/whatIf`, handle: (call) => ({ status: 200, body: whatIf(drafted(arm, call), arm, door) }) },
    { method: 'POST', pattern: `${one}/cancel`, handle: (call) => cancel(arm, call) },
    { method: 'POST', pattern: `${one}/exportTemplate`, handle: (call) => ({ status: 200, body: { template: requireDeployment(arm, call).template } }) },
    { method: 'GET', pattern: `${one}/operations`, handle: operations },
    { method: 'GET', pattern: inGroup, handle: operations },
    { method: 'GET', pattern: `${one}/operations/{operation}`, handle: (call) => getOperation(arm, call) },
    { method: 'GET', pattern: `${one}/operationStatuses/{operation}`, handle: (call) => operationStatus(arm, call) },
    { method: 'POST', pattern: '/providers/Microsoft.Resources/calculateTemplateHash', handle: calculateHash },
  ];
}

function scopeOf({ state }: Arm, call: ArmCall): string {
  const { scope: given, subscription, group } = call.parameters;
  const scope = given ?? `/subscriptions/${subscription ?? ''}/resourceGroups/${group ?? ''}`;
  const kind = requireScope(scope, state);
  if (kind === 'resource' || kind === 'tenant') throw gatewayRefusal(400, 'InvalidScope', `The scope '${scope}' is no resource group, subscription or management group. The sandbox covers no deployments to the tenant.`);
  return kind === 'resourceGroup' ? state.groups.get(scope.toLowerCase())?.id ?? scope : scope;
}

function idOf(arm: Arm, call: ArmCall): string {
  return deploymentId(scopeOf(arm, call), parameter(call, 'deployment'));
}

/** The code and text are Azure's. */
function requireDeployment(arm: Arm, call: ArmCall): Deployment {
  const found = findDeployment(arm.state, idOf(arm, call));
  if (found === undefined) throw gatewayRefusal(404, 'DeploymentNotFound', `Deployment '${parameter(call, 'deployment')}' could not be found.`);
  return found;
}

function drafted(arm: Arm, call: ArmCall): Deployment {
  const name = parameter(call, 'deployment');
  const who = { actor: arm.state.activity.actor ?? actorOf(call.request), correlationId: correlationOf(call), principal: call.principal, by: 'caller' as const };
  requireDeploymentName(name);
  return readDeployment(scopeOf(arm, call), name, who, call);
}

function putDeployment(arm: Arm, door: Door, call: ArmCall): StandInResponse {
  const { state, settings } = arm;
  const draft = drafted(arm, call);
  const existing = findDeployment(state, draft.id);
  if (existing !== undefined && isActive(existing)) throw stillActive(existing);
  if (existing?.location !== undefined && draft.location !== existing.location) {
    throw gatewayRefusal(409, 'InvalidDeploymentLocation', `Invalid deployment location '${draft.location ?? ''}'. The deployment '${draft.name}' already exists in location '${existing.location}'.`);
  }
  const { resources, dependencies } = checkDeployment(draft, arm, door);
  if (existing === undefined) requireHistoryRoom(draft.name, draft.scope, state);
  const declared = resources.flatMap(({ id }) => (id === undefined ? [] : [id.toLowerCase()]));
  const stored = storeDeployment(state, { ...draft, declared, dependencies, requestId: call.requestId, wakesAt: call.now + acceptance / settings.speed });
  const status = `${settings.endpoint}${stored.id}/operationStatuses/${call.requestId}?api-version=${call.apiVersion}`;
  return { status: existing === undefined ? 201 : 200, headers: { 'azure-asyncoperation': status }, body: renderDeployment(stored, state, call.now) };
}

function stillActive({ name, startedAt }: Deployment): Error {
  const weekLater = new Date(startedAt + 7 * 86_400_000).toISOString();
  return gatewayRefusal(
    409, 'DeploymentActive',
    `Unable to edit or replace deployment '${name}': previous deployment from '${new Date(startedAt).toISOString()}' is still active (expiration time is '${weekLater}'). Please see https://aka.ms/arm-deploy for usage details.`,
  );
}

/** What would be deployed is answered as a deployment that has succeeded, with the resources that were looked at. */
function validate(arm: Arm, door: Door, call: ArmCall): StandInResponse {
  const draft = drafted(arm, call);
  const { resources } = checkDeployment(draft, arm, door);
  const body = renderDeployment({ ...draft, state: 'Succeeded', endedAt: call.now }, arm.state, call.now);
  const { outputResources: _, outputs: __, ...properties } = isJsonObject(body['properties']) ? body['properties'] : {};
  return { status: 200, body: { ...body, properties: { ...properties, validatedResources: resources.flatMap(({ id }) => (id === undefined ? [] : [{ id }])) } } };
}

/** `$filter=provisioningState eq 'Failed'` and `$top` (REST reference, "Deployments - List By Resource Group"). */
function listDeployments(arm: Arm, call: ArmCall): StandInResponse {
  const { query } = call.request;
  const filter = query.get('$filter')?.trim() ?? '';
  const [, wanted] = /^provisioningState eq '(\w+)'$/i.exec(filter) ?? [];
  if (wanted === undefined && filter !== '') throw gatewayRefusal(400, 'InvalidFilterInQueryString', `Invalid $filter '${filter}' specified in the query string.`);
  const found = deploymentsAt(scopeOf(arm, call), arm.state).filter(({ state }) => wanted === undefined || state.toLowerCase() === wanted.toLowerCase());
  return page(found.slice(0, topIn(query)), call, arm.settings, (deployment) => renderDeployment(deployment, arm.state, call.now));
}

function topIn(query: URLSearchParams): number {
  const top = Number(query.get('$top') ?? Infinity);
  return top >= 0 ? top : Infinity;
}

function listOperations(arm: Arm, call: ArmCall): StandInResponse {
  return page(operationsOf(requireDeployment(arm, call), arm, call).slice(0, topIn(call.request.query)), call, arm.settings);
}

function operationsOf(deployment: Deployment, { state }: Arm, { now }: ArmCall): readonly object[] {
  const steps = stepsOf(deployment, state).map((step) => renderStep(step, deployment, now));
  return deployment.state === 'Succeeded' ? [...steps, renderOutputStep(deployment)] : steps;
}

function getOperation(arm: Arm, call: ArmCall): StandInResponse {
  const wanted = parameter(call, 'operation');
  const found = operationsOf(requireDeployment(arm, call), arm, call).find((operation) => textAt(operation, 'operationId')?.toLowerCase() === wanted.toLowerCase());
  if (found === undefined) throw gatewayRefusal(404, 'DeploymentOperationNotFound', `The deployment operation '${wanted}' could not be found.`);
  return { status: 200, body: found };
}

function operationStatus(arm: Arm, call: ArmCall): StandInResponse {
  const { state, error } = requireDeployment(arm, call);
  return { status: 200, body: { status: state, ...(error === undefined ? {} : { error }) } };
}

/** 204; what is under way at its providers goes on there. */
function cancel(arm: Arm, call: ArmCall): StandInResponse {
  const deployment = requireDeployment(arm, call);
  if (!isActive(deployment) || deployment.root !== undefined) {
    throw gatewayRefusal(409, 'DeploymentCannotBeCancelled', `The deployment '${deployment.name}' cannot be cancelled because its provisioning state is '${deployment.state}'.`);
  }
  endDeployment(arm.state, deployment, call.now, { state: 'Canceled' });
  for (const nested of arm.state.deployments.values()) if (nested.root === deployment.id.toLowerCase()) endDeployment(arm.state, nested, call.now, { state: 'Canceled' });
  return { status: 204 };
}

/** Takes away the record; what was deployed stays. Azure answers 202 and takes a while, here it is done at once. */
function deleteDeployment(arm: Arm, call: ArmCall): StandInResponse {
  const deployment = findDeployment(arm.state, idOf(arm, call));
  if (deployment !== undefined && isActive(deployment)) throw stillActive(deployment);
  if (deployment !== undefined) arm.state.deployments.delete(deployment.id.toLowerCase());
  return { status: 204 };
}

function calculateHash({ request }: ArmCall): StandInResponse {
  const template = requireBody(request);
  if (at(template, 'resources') === undefined) throw refusal(400, 'InvalidTemplate', "Deployment template validation failed: 'The template has no resources.'.");
  return { status: 200, body: { minifiedTemplate: JSON.stringify(template), templateHash: templateHash(template) } };
}
