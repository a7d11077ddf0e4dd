import { isJsonObject, type JsonObject } from '../../../arm/json.ts';
import { Refusal } from '../http/refusal.ts';
import type { Deployment, DeploymentStep } from './deployment.ts';

/** 400 InvalidTemplate as Resource Manager words it; `path` leads into the request. */
export function invalidTemplate(what: string, path = ''): Refusal {
  const message = `Deployment template validation failed: '${what}'.`;
  const info = { lineNumber: 0, linePosition: 0, path };
  return withBody(400, { code: 'InvalidTemplate', message, additionalInfo: [{ type: 'TemplateViolation', info }] });
}

/** 400 InvalidTemplateDeployment: what was found before anything was written. */
export function invalidDeployment(message: string, details: readonly JsonObject[]): Refusal {
  return withBody(400, { code: 'InvalidTemplateDeployment', message, details });
}

export function withBody(status: number, error: JsonObject): Refusal {
  return new Refusal(String(error['message']), { status, headers: { 'x-ms-failure-cause': 'gateway' }, body: { error } });
}

/** The error in an answer, whatever of Azure's two shapes it has. */
export function errorIn(body: unknown): JsonObject {
  if (!isJsonObject(body)) return { code: 'InternalServerError', message: 'The resource provider answered nothing.' };
  const { error } = body;
  if (isJsonObject(error)) return error;
  const { code, message, target, details } = body;
  return { code, message, ...(target === undefined ? {} : { target }), ...(Array.isArray(details) ? { details } : {}) };
}

/** What a resource's operation ended with. */
export function endedUnwell(step: Pick<DeploymentStep, 'id'>, state: string, error: JsonObject): JsonObject {
  return {
    code: 'ResourceDeploymentFailure',
    target: step.id,
    message: `The resource write operation failed to complete successfully, because it reached terminal provisioning state '${state}'.`,
    details: [error],
  };
}

/** The error of a deployment some of whose resources failed. */
export function deploymentFailed({ id }: Pick<Deployment, 'id'>, details: readonly JsonObject[]): JsonObject {
  return {
    code: 'DeploymentFailed',
    target: id,
    message: 'At least one resource deployment operation failed. Please list deployment operations for details. Please see https://aka.ms/arm-deployment-operations for usage details.',
    details,
  };
}
