import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../src/arm/json.ts';
import type { StandInResponse } from '../../../src/sandbox/http.ts';
import { bodyOf, group, untilDone, type TestArm } from '../arm-client.ts';

export const deploymentId = (name: string, scope = group): string => `${scope}/providers/Microsoft.Resources/deployments/${name}`;
export const networkId = (name: string, scope = group): string => `${scope}/providers/Microsoft.Network/virtualNetworks/${name}`;

const schemas = { group: '2019-04-01/deploymentTemplate', subscription: '2018-05-01/subscriptionDeploymentTemplate', managementGroup: '2019-08-01/managementGroupDeploymentTemplate' } as const;

/** A template with these parts. */
export function templateOf(parts: JsonObject, kind: keyof typeof schemas = 'group'): JsonObject {
  return { $schema: `https://schema.management.azure.com/schemas/${schemas[kind]}.json#`, contentVersion: '1.0.0.0', resources: [], ...parts };
}

/** A virtual network, with other members. */
export function network(parts: JsonObject = {}): JsonObject {
  return { type: 'Microsoft.Network/virtualNetworks', apiVersion: '2024-05-01', name: 'net', location: '[resourceGroup().location]', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } }, ...parts };
}

export function identity(parts: JsonObject = {}): JsonObject {
  return { type: 'Microsoft.ManagedIdentity/userAssignedIdentities', apiVersion: '2023-01-31', name: 'identity', location: 'westeurope', ...parts };
}

/** A deployment inside of a template, whose expressions are its own. */
export function nested(template: JsonObject, properties: JsonObject = {}, parts: JsonObject = {}): JsonObject {
  return { type: 'Microsoft.Resources/deployments', apiVersion: '2022-09-01', name: 'inner', properties: { mode: 'Incremental', expressionEvaluationOptions: { scope: 'inner' }, template, ...properties }, ...parts };
}

/** What a PUT of a deployment sends. */
export function requestOf(template: JsonObject, parameters: JsonObject = {}, rest: JsonObject = {}): JsonObject {
  const values = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, { value }]));
  return { ...rest, properties: { mode: 'Incremental', template, parameters: values } };
}

export function send(arm: TestArm, template: JsonObject, parameters: JsonObject = {}): StandInResponse {
  return arm.send('PUT', deploymentId('main'), requestOf(template, parameters));
}

/** Deploys `main`, waits until it has ended, and returns its properties. */
export function deployed(arm: TestArm, template: JsonObject, parameters: JsonObject = {}): JsonObject {
  const answer = send(arm, template, parameters);
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
  arm.pass(untilDone);
  return propertiesOf(arm, 'main');
}

export function propertiesOf(arm: TestArm, name: string, scope = group): JsonObject {
  const properties = at(bodyOf(arm.send('GET', deploymentId(name, scope))), 'properties');
  if (!isJsonObject(properties)) throw new Error(`There is no deployment '${name}'.`);
  return properties;
}

/** Values of outputs by name. */
export function outputsOf(properties: JsonObject): JsonObject {
  const { outputs } = properties;
  return Object.fromEntries(Object.entries(isJsonObject(outputs) ? outputs : {}).map(([name, output]) => [name, at(output, 'value')]));
}

/** What was done, as `name state`. */
export function operationsOf(arm: TestArm, name = 'main'): readonly string[] {
  return arrayAt(arm.send('GET', `${deploymentId(name)}/operations`).body, 'value')
    .map((operation) => `${textAt(operation, 'properties', 'targetResource', 'resourceName') ?? 'outputs'} ${textAt(operation, 'properties', 'provisioningState') ?? ''}`);
}
