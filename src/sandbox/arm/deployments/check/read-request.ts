import { isJsonObject, member, textAt, type JsonObject } from '../../../../arm/json.ts';
import { parseScope } from '../../../../arm/scope.ts';
import { readTags, requireBody, requireLocation } from '../../http/bodies.ts';
import { gatewayRefusal } from '../../http/refusal.ts';
import type { ArmCall } from '../../http/router.ts';
import { deploymentId, type Deployment } from '../deployment.ts';
import { withBody } from '../errors.ts';

/** What a request wants deployed; it has not begun. Throws what Resource Manager answers to a request that is none. */
export function readDeployment(scope: string, name: string, who: Pick<Deployment, 'actor' | 'correlationId' | 'principal' | 'by'>, call: Pick<ArmCall, 'request' | 'now'>): Deployment {
  const body = requireBody(call.request);
  const properties = member(body, 'properties');
  if (!isJsonObject(properties)) throw invalidRequest("Required property 'properties' not found in JSON");
  requireIncremental(properties);
  const location = locationOf(body, scope, name);
  const tags = readTags(body);
  return {
    ...who,
    id: deploymentId(scope, name),
    name,
    scope,
    ...(location === undefined ? {} : { location }),
    ...(tags === undefined ? {} : { tags }),
    template: templateIn(properties),
    parameters: parametersIn(properties),
    state: 'Accepted',
    startedAt: call.now,
    steps: [],
    declared: [],
    dependencies: [],
  };
}

export function invalidRequest(reason: string): Error {
  return gatewayRefusal(400, 'InvalidRequestContent', `The request content was invalid and could not be deserialized: '${reason}.'.`);
}

const name = /^[-\w._()]{1,64}$/;

/** Throws InvalidDeploymentName. */
export function requireDeploymentName(text: string): void {
  if (name.test(text) && !text.endsWith('.')) return;
  throw gatewayRefusal(400, 'InvalidDeploymentName', `The provided deployment name '${text}' is not valid. The length of the deployment name must not exceed '64', and it has letters, digits, '-', '.', '_', '(' and ')' only.`);
}

function requireIncremental(properties: JsonObject): void {
  const mode = textAt(properties, 'mode');
  if (mode?.toLowerCase() === 'incremental') return;
  if (mode?.toLowerCase() === 'complete') throw gatewayRefusal(400, 'InvalidDeploymentMode', "The deployment mode 'Complete' would delete what the template does not name. The sandbox covers the mode 'Incremental' only.");
  throw invalidRequest(`The deployment mode '${mode ?? ''}' is invalid. It is Incremental or Complete`);
}

/** A deployment to a resource group has the group's location; all others say where their own record is kept. */
function locationOf(body: JsonObject, scope: string, deployment: string): string | undefined {
  const isInGroup = parseScope(scope)?.kind === 'resourceGroup';
  const isGiven = (member(body, 'location') ?? undefined) !== undefined;
  if (isInGroup) {
    if (isGiven) throw gatewayRefusal(400, 'InvalidDeployment', `The 'location' property is not allowed for '${deployment}' at resource group scope. Please see https://aka.ms/deploy-to-subscription for usage details.`);
    return undefined;
  }
  if (!isGiven) throw gatewayRefusal(400, 'InvalidDeployment', `The 'location' property must be specified for '${deployment}'. Please see https://aka.ms/deploy-to-subscription for usage details.`);
  return requireLocation(body);
}

/** A link leads away from this machine. */
function templateIn(properties: JsonObject): JsonObject {
  const [template, link] = [member(properties, 'template') ?? undefined, member(properties, 'templateLink') ?? undefined];
  if (template !== undefined && link !== undefined) throw invalidRequest("Only one of the properties 'template' and 'templateLink' may be given");
  if (link !== undefined) throw unreachable(textAt(link, 'uri') ?? textAt(link, 'id') ?? textAt(link, 'relativePath') ?? '');
  if (template === undefined) throw withBody(400, { code: 'InvalidTemplate', message: "Deployment template validation failed: 'The deployment has neither a template nor a template link.'." });
  if (!isJsonObject(template)) throw invalidRequest("The property 'template' is an object");
  return template;
}

function parametersIn(properties: JsonObject): JsonObject {
  const link = member(properties, 'parametersLink') ?? undefined;
  if (link !== undefined) throw unreachable(textAt(link, 'uri') ?? '');
  const parameters = member(properties, 'parameters') ?? {};
  if (!isJsonObject(parameters) || !Object.values(parameters).every(isJsonObject)) throw invalidRequest("The property 'parameters' is an object of objects with a 'value' each");
  return parameters;
}

/** Code and first sentence are Azure's. */
export function unreachable(uri: string): Error {
  return gatewayRefusal(400, 'InvalidContentLink', `Unable to download deployment content from '${uri}'. The sandbox fetches nothing: write the template into the request.`);
}
