import { isJsonObject, textAt, type JsonObject } from '../../../../arm/json.ts';
import type { Deploying, ExpandedResource } from '../../../../template/index.ts';
import { deploymentId, type Deployment, type DeploymentStep } from '../deployment.ts';
import { errorIn } from '../errors.ts';
import { storeDeployment } from '../store.ts';
import { idOfPlace } from './place.ts';
import type { Situation } from './situation.ts';
import { keepStep, operationIdOf } from './steps.ts';

/** Writes a resource through the door; the step runs until the operation has ended that the write begins. */
export function writeResource(resource: ExpandedResource, { deployment, arm, door, now }: Situation): void {
  const { id = '', apiVersion = '' } = resource;
  const { correlationId, actor, principal, by } = deployment;
  const { status, body, requestId } = door.ask({ method: 'PUT', path: id, apiVersion, body: bodyOf(resource), now, correlationId, actor, principal, by });
  const begun = beginning(resource, deployment, now, status);
  const operation = arm.state.operations.find(requestId);
  if (status >= 400) keepStep(deployment, { ...begun, state: 'Failed', endedAt: now, error: errorIn(body) }, arm.state);
  else if (operation === undefined || operation.status !== 'InProgress') keepStep(deployment, { ...begun, state: 'Succeeded', endedAt: now }, arm.state);
  else keepStep(deployment, { ...begun, state: 'Running', operation: operation.id }, arm.state);
}

/** Type, name and version are in the address. */
function bodyOf({ body }: ExpandedResource): JsonObject {
  const { type: _, name: __, ...rest } = body;
  return rest;
}

function beginning({ id = '', type, name, body, deploying }: ExpandedResource, root: Deployment, now: number, status: number): Omit<DeploymentStep, 'state'> {
  const deployment = (deploying().deployment ?? root.id).toLowerCase();
  const location = textAt(body, 'location');
  return { id, type, name, ...(location === undefined ? {} : { location }), deployment, operationId: operationIdOf(root.correlationId, deployment, id), startedAt: now, status };
}

/** Begins a nested deployment: a record of its own, whose resources the outermost one writes. */
export function beginNested(resource: ExpandedResource, { template }: NonNullable<Deploying['nested']>, { deployment: root, arm, now }: Situation): void {
  const { name, body } = resource;
  const scope = idOfPlace(resource);
  const location = textAt(body, 'location');
  const parameters = isJsonObject(body['properties']) ? body['properties']['parameters'] : undefined;
  const { actor, correlationId, principal, by } = root;
  storeDeployment(arm.state, {
    id: deploymentId(scope, name), name, scope, ...(location === undefined ? {} : { location }),
    template: isJsonObject(template) ? template : {}, parameters: isJsonObject(parameters) ? parameters : {},
    state: 'Running', startedAt: now, correlationId, actor, principal, by, steps: [], declared: [], dependencies: [], root: root.id.toLowerCase(),
  });
  keepStep(root, { ...beginning(resource, root, now, 201), state: 'Running' }, arm.state);
}
