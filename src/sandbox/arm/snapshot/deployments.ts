import { isJsonObject } from '../../../arm/json.ts';
import type { Deployment, DeploymentStep } from '../deployments/deployment.ts';
import type { DueDeployment } from '../deployments/policy/due-deployment.ts';
import type { Remediation, RemediationTarget } from '../policy-insights/remediations/stored.ts';
import { isEither, isListOf, isNumber, isOneOf, isOptional, isShapedAs, isText } from './check.ts';
import { isActor } from './shapes.ts';

const isStep = isShapedAs<DeploymentStep>({
  id: isText, type: isText, name: isText, location: isOptional(isText), deployment: isText, operationId: isText, state: isOneOf('Running', 'Succeeded', 'Failed'), startedAt: isNumber, endedAt: isOptional(isNumber),
  operation: isOptional(isText), status: isNumber, error: isOptional(isJsonObject),
});

export const isDeployment = isShapedAs<Deployment>({
  id: isText, name: isText, scope: isText, location: isOptional(isText), tags: isOptional(isJsonObject), template: isJsonObject, parameters: isJsonObject,
  state: isOneOf('Accepted', 'Running', 'Succeeded', 'Failed', 'Canceled'), startedAt: isNumber, endedAt: isOptional(isNumber), wakesAt: isOptional(isNumber), correlationId: isText, requestId: isOptional(isText),
  fate: isOptional(isEither(isOneOf('never'), isShapedAs({ status: isOneOf('Failed', 'Canceled'), error: isShapedAs({ code: isText, message: isText }) }))),
  actor: isActor, principal: isText, by: isOneOf('caller', 'policy'), steps: isListOf(isStep), declared: isListOf(isText), dependencies: isListOf(isJsonObject), outputs: isOptional(isJsonObject), error: isOptional(isJsonObject),
  root: isOptional(isText), remediates: isOptional(isText),
});

export const isDueDeployment = isShapedAs<DueDeployment>({
  id: isText, resourceId: isText, assignmentId: isText, definitionId: isText, referenceId: isOptional(isText), due: isNumber, operation: isOptional(isText), after: isOneOf('any', 'success', 'failure'),
  correlationId: isText,
});

const isTarget = isShapedAs<RemediationTarget>({ resourceId: isText, location: isText, deploymentId: isOptional(isText), error: isOptional(isJsonObject) });
export const isRemediation = isShapedAs<Remediation>({
  id: isText, name: isText, scope: isText, assignmentId: isText, referenceId: isOptional(isText), createdAt: isNumber, isCanceled: isOptional(isOneOf(true)), targets: isListOf(isTarget),
});
