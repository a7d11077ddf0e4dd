import type { JsonObject } from '../../src/arm/json.ts';
import { at } from '../../src/arm/json.ts';
import { authorization, group, makeArmWithGroup, subscription, type TestArm } from './arm-client.ts';
import type { ArmOptions } from '../../src/sandbox/arm/arm.ts';

export const clusterType = 'Microsoft.ContainerService/managedClusters';
export const outboundType = `${clusterType}/networkProfile.outboundType`;

export const policyId = (kind: string, name: string, scope = subscription): string => `${scope}/providers/${authorization}/${kind}/${name}`;
export const definition = policyId('policyDefinitions', 'aks-outbound-type');
export const initiative = policyId('policySetDefinitions', 'isolation');
export const assignment = policyId('policyAssignments', 'isolation', group);

/** Built from text, since an object literal with `then` looks like a promise. */
export function rule(condition: JsonObject, effect: string, details?: unknown): unknown {
  return JSON.parse(`{ "if": ${JSON.stringify(condition)}, "then": ${JSON.stringify({ effect, details })} }`);
}

export const isCluster = { field: 'type', equals: clusterType };

/** A definition that denies clusters whose outbound type is not `none`, with changes to its properties. */
export function definitionBody(change: JsonObject = {}): JsonObject {
  return { properties: { mode: 'All', displayName: 'Outbound type', policyRule: rule({ allOf: [isCluster, { field: outboundType, notEquals: 'none' }] }, 'deny'), ...change } };
}

export function initiativeBody(change: JsonObject = {}): JsonObject {
  return { properties: { displayName: 'Isolation', policyDefinitions: [{ policyDefinitionId: definition, policyDefinitionReferenceId: 'outbound' }], ...change } };
}

export function assignmentBody(change: JsonObject = {}, rest: JsonObject = {}): JsonObject {
  return { ...rest, properties: { displayName: 'Keep isolated', policyDefinitionId: initiative, ...change } };
}

/** An ARM in which the initiative is assigned at the resource group. */
export function armWithAssignment(options: Partial<ArmOptions> = {}): TestArm {
  const arm = makeArmWithGroup(options);
  for (const [id, body] of [[definition, definitionBody()], [initiative, initiativeBody()], [assignment, assignmentBody()]] as const) put(arm, id, body);
  return arm;
}

/** Writes what has to be accepted. */
export function put(arm: TestArm, id: string, body: JsonObject): void {
  const response = arm.send('PUT', id, body);
  if (response.status >= 300) throw new Error(`${id} is refused: ${JSON.stringify(response.body)}`);
}

/** The names in a list. */
export function namesIn(arm: TestArm, path: string, filter = ''): readonly string[] {
  const { body } = arm.send('GET', filter === '' ? path : `${path}?$filter=${encodeURIComponent(filter)}`);
  return (at(body, 'value') as readonly { readonly name: string }[]).map(({ name }) => name);
}
