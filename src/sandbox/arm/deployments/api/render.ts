import { createHash } from 'node:crypto';
import { at, isJsonObject, memberIgnoringCase, textAt, type JsonObject } from '../../../../arm/json.ts';
import { compact } from '../../documents.ts';
import type { ArmState } from '../../state.ts';
import { toAzureTime } from '../../time.ts';
import { deploymentType, isActive, type Deployment, type DeploymentStep } from '../deployment.ts';
import { declarationsIn, stepsOf } from '../store.ts';

/** A deployment as Resource Manager answers it (PutDeploymentAtScope.json and GetDeployment of Azure/azure-rest-api-specs, resources.json). */
export function renderDeployment(deployment: Deployment, state: ArmState, now: number): JsonObject {
  const { id, name, location, tags, template, startedAt, endedAt, correlationId, outputs, error } = deployment;
  const steps = stepsOf(deployment, state);
  const end = isActive(deployment) ? now : endedAt ?? now;
  return compact({
    id,
    name,
    type: deploymentType,
    location,
    tags,
    properties: compact({
      templateHash: templateHash(template),
      parameters: shownParameters(deployment),
      mode: 'Incremental',
      provisioningState: deployment.state,
      timestamp: toAzureTime(endedAt ?? startedAt, id),
      duration: durationText(end - startedAt),
      correlationId,
      providers: providersOf(steps),
      dependencies: deployment.dependencies,
      outputs: outputs === undefined ? undefined : withTypes(outputs),
      outputResources: deployment.state === 'Succeeded' ? written(deployment, state).map((step) => ({ id: step.id })) : undefined,
      error,
    }),
  });
}

/** What was written, also by the deployments in it. */
function written(deployment: Pick<Deployment, 'id' | 'root' | 'steps'>, state: ArmState): readonly DeploymentStep[] {
  return stepsOf(deployment, state).flatMap((step) => (
    step.type.toLowerCase() === deploymentType.toLowerCase() ? written({ id: step.id, root: deployment.root ?? deployment.id.toLowerCase(), steps: [] }, state) : [step]
  ));
}

/** A number of up to twenty digits that is another one for another template. */
export function templateHash(template: JsonObject): string {
  return createHash('sha256').update(JSON.stringify(template)).digest().readBigUInt64BE().toString();
}

/** What was given and what is default, as far as it is no expression; of secrets the type alone. */
function shownParameters({ template, parameters }: Deployment): JsonObject {
  return Object.fromEntries(Object.entries(declarationsIn(template, 'parameters')).map(([name, declaration]) => {
    const type = typeName(textAt(declaration, 'type'));
    const given = memberIgnoringCase(parameters, name);
    const value = at(given, 'value') ?? (isJsonObject(declaration) ? declaration['defaultValue'] : undefined);
    return [name, type.startsWith('Secure') ? { type } : compact({ type, value })];
  }));
}

function withTypes(outputs: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(outputs).flatMap(([name, output]) => {
    const type = typeName(textAt(output, 'type'));
    return [[name, type.startsWith('Secure') ? { type } : { type, value: at(output, 'value') }]];
  }));
}

/** `string` is answered as `String`, `securestring` as `SecureString`. */
function typeName(type = 'object'): string {
  const [, secure = '', first = '', rest = ''] = /^(secure)?(.)(.*)$/is.exec(type) ?? [];
  return `${secure === '' ? '' : 'Secure'}${first.toUpperCase()}${rest.toLowerCase()}`;
}

function providersOf(steps: readonly DeploymentStep[]): readonly JsonObject[] {
  const namespaces = [...new Set(steps.map(({ type }) => type.split('/')[0] ?? ''))];
  return namespaces.map((namespace) => {
    const own = steps.filter(({ type }) => type.startsWith(`${namespace}/`));
    const types = [...new Set(own.map(({ type }) => type))];
    return { namespace, resourceTypes: types.map((type) => ({ resourceType: type.slice(namespace.length + 1), locations: [...new Set(own.flatMap((step) => (step.type === type ? step.location ?? [] : [])))] })) };
  });
}

/** ISO 8601: `PT1M5.25S`. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${Number((seconds % 60).toFixed(7))}S`;
}

const statusNames: Readonly<Record<number, string>> = { 200: 'OK', 201: 'Created', 202: 'Accepted', 400: 'BadRequest', 403: 'Forbidden', 404: 'NotFound', 409: 'Conflict', 412: 'PreconditionFailed', 429: 'TooManyRequests', 500: 'InternalServerError' };

/** One of the operations of a deployment. */
export function renderStep(step: DeploymentStep, { id }: Pick<Deployment, 'id'>, now: number): JsonObject {
  const { operationId, state, startedAt, endedAt, status, error, type, name } = step;
  const isRunning = state === 'Running';
  return {
    id: `${id}/operations/${operationId}`,
    operationId,
    properties: compact({
      provisioningOperation: 'Create',
      provisioningState: state,
      timestamp: toAzureTime(endedAt ?? startedAt, operationId),
      duration: durationText((endedAt ?? now) - startedAt),
      trackingId: trackingId(operationId),
      statusCode: isRunning ? 'Accepted' : statusNames[state === 'Failed' && status < 400 ? 409 : status === 202 ? 200 : status] ?? 'InternalServerError',
      statusMessage: error === undefined ? undefined : { error },
      targetResource: { id: step.id, resourceType: type, resourceName: name },
    }),
  };
}

/** The last one of a deployment that succeeded. */
export function renderOutputStep({ id, endedAt = 0 }: Deployment): JsonObject {
  const operationId = '08DE000000000000';
  return {
    id: `${id}/operations/${operationId}`,
    operationId,
    properties: { provisioningOperation: 'EvaluateDeploymentOutput', provisioningState: 'Succeeded', timestamp: toAzureTime(endedAt, operationId), duration: 'PT0.1S', trackingId: trackingId(id), statusCode: 'OK' },
  };
}

function trackingId(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
