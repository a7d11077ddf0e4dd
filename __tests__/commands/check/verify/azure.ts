/** Azure without sockets: the sandbox's Resource Manager behind the client that `verify` speaks to. */
import type { JsonObject } from '../../../../src/arm/json.ts';
import { armClientOver, type ArmClient } from '../../../../src/azure/arm-client.ts';
import type { ArmExchange, ArmRequest } from '../../../../src/azure/arm-exchange.ts';
import { bundledDefinitions, bundledInitiative } from '../../../../src/policy/index.ts';
import { authorization, group, makeArmWithGroup, subscription, type TestArm } from '../../../sandbox/arm-client.ts';
import { silent } from '../run.ts';

export const clusterType = 'Microsoft.ContainerService/managedClusters';
export const coreInitiative = 'aks-egress-isolation-core';
export const isRestrictions = (path: string): boolean => path.endsWith('/checkPolicyRestrictions');

export interface TestAzure {
  readonly client: ArmClient;
  readonly arm: TestArm;
  /** What it was asked, in order. */
  readonly asked: readonly ArmRequest[];
}

/** @param change what becomes of an answer on its way, by the request's path */
export function azure({ arm = makeArmWithGroup(), change = (_path, body) => body }: { readonly arm?: TestArm; readonly change?: (path: string, body: unknown) => unknown } = {}): TestAzure {
  const asked: ArmRequest[] = [];
  const exchange: ArmExchange = async (request) => {
    asked.push(request);
    const query = new URLSearchParams({ ...(request.apiVersion === undefined ? {} : { 'api-version': request.apiVersion }), ...request.query }).toString();
    const answer = arm.send(request.method, query === '' ? request.path : `${request.path}?${query}`, request.body);
    return await Promise.resolve({ status: answer.status, headers: {}, body: answer.status >= 400 ? answer.body : change(request.path, answer.body) });
  };
  const clock = { now: () => 0, sleep: async () => await Promise.resolve() };
  return { client: armClientOver('https://arm.test', exchange, { clock, logger: silent, signal: new AbortController().signal }), arm, asked };
}

/** Assigns the core initiative. Its objects live in the management group or the subscription. @param properties of the assignment */
export function assign(arm: TestArm, properties: JsonObject = {}, scope: string = group): void {
  const home = scope.startsWith('/subscriptions/') ? subscription : scope;
  for (const { name, document } of bundledDefinitions) put(arm, `${home}/providers/${authorization}/policyDefinitions/${name}`, document);
  const initiative = `${home}/providers/${authorization}/policySetDefinitions/${coreInitiative}`;
  put(arm, initiative, bundledInitiative(coreInitiative, home));
  put(arm, `${scope}/providers/${authorization}/policyAssignments/isolation`, { properties: { policyDefinitionId: initiative, ...properties } });
}

/** Writes an object. Throws when it is refused. */
export function put(arm: TestArm, path: string, body: unknown): void {
  const answer = arm.send('PUT', path, body);
  if (answer.status >= 400) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
}
