/** Azure without sockets: the sandbox's Resource Manager behind the client that `verify` speaks to. */
import { isJsonObject, type JsonObject } from '../../../../src/arm/json.ts';
import type { ArmClient, ArmRequest } from '../../../../src/azure/arm-client.ts';
import { AzureError, azureErrorFrom } from '../../../../src/azure/arm-error.ts';
import { bundledDefinitions, bundledInitiative } from '../../../../src/policy/index.ts';
import { authorization, group, makeArmWithGroup, subscription, type TestArm } from '../../../sandbox/arm-client.ts';

export const clusterType = 'Microsoft.ContainerService/managedClusters';
export const coreInitiative = 'aks-egress-isolation-core';
export const isRestrictions = (path: string): boolean => path.endsWith('/checkPolicyRestrictions');

export interface TestAzure {
  readonly client: ArmClient;
  readonly arm: TestArm;
  /** What it was asked, in order. */
  readonly asked: readonly ArmRequest[];
}

/** @param change what becomes of an answer on its way, by the request's path; throws for a refusal */
export function azure({ arm = makeArmWithGroup(), change = (_path, body) => body }: { readonly arm?: TestArm; readonly change?: (path: string, body: unknown) => unknown } = {}): TestAzure {
  const asked: ArmRequest[] = [];
  const send: ArmClient['send'] = async (request) => {
    asked.push(request);
    const query = new URLSearchParams({ 'api-version': request.apiVersion ?? '', ...request.query });
    const answer = arm.send(request.method, `${request.path}?${query.toString()}`, request.body);
    const headers: Readonly<Record<string, string>> = {};
    if (answer.status >= 400) throw azureErrorFrom(`${request.method} ${request.path}`, { status: answer.status, headers, body: answer.body });
    return await Promise.resolve({ status: answer.status, headers, body: change(request.path, answer.body) });
  };
  const find: ArmClient['find'] = async (path, apiVersion) => {
    try {
      const { body } = await send({ method: 'GET', path, apiVersion });
      return isJsonObject(body) ? body : undefined;
    } catch (error) {
      if (error instanceof AzureError && error.status === 404) return undefined;
      throw error;
    }
  };
  const list: ArmClient['list'] = async (path, apiVersion) => {
    const { body } = await send({ method: 'GET', path, apiVersion });
    return isJsonObject(body) && Array.isArray(body['value']) ? body['value'].filter(isJsonObject) : [];
  };
  return { client: { endpoint: 'https://arm.test', send, find, list }, arm, asked };
}

/** Assigns a bundled initiative. @param properties of the assignment */
export function assign(arm: TestArm, properties: JsonObject = {}, scope: string = group): void {
  for (const { name, document } of bundledDefinitions) put(arm, `${subscription}/providers/${authorization}/policyDefinitions/${name}`, document);
  put(arm, `${subscription}/providers/${authorization}/policySetDefinitions/${coreInitiative}`, bundledInitiative(coreInitiative, subscription));
  put(arm, `${scope}/providers/${authorization}/policyAssignments/isolation`, { properties: { policyDefinitionId: `${subscription}/providers/${authorization}/policySetDefinitions/${coreInitiative}`, ...properties } });
}

/** Writes an object. Throws when it is refused. */
export function put(arm: TestArm, path: string, body: unknown): void {
  const answer = arm.send('PUT', path, body);
  if (answer.status >= 400) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
}
