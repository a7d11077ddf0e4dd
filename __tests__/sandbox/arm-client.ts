import { createArm, type ArmControls, type ArmOptions } from '../../src/sandbox/arm/arm.ts';
import { at, isJsonObject, type JsonObject } from '../../src/arm/json.ts';
import { createAccessTokens } from '../../src/sandbox/entra/access-tokens.ts';
import type { StandInRequest, StandInResponse } from '../../src/sandbox/http.ts';
import { subscriptionId } from '../../src/sandbox/identities.ts';
import { versionFor } from './version-for.ts';

export const subscription = `/subscriptions/${subscriptionId}`;
export const group = `${subscription}/resourceGroups/rg-demo`;
export const cluster = `${group}/providers/Microsoft.ContainerService/managedClusters/demo`;
export const authorization = 'Microsoft.Authorization';

/** An ARM without sockets, with a clock that the test moves. */
export interface TestArm {
  /** Sends a request; `path` may hold a query. The API version is added unless the path has one. */
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): StandInResponse;
  /** What may be done to it besides sending requests. */
  readonly controls: ArmControls;
  /** Lets time pass, in milliseconds. */
  pass(milliseconds: number): void;
}

export function makeArm(options: Partial<ArmOptions> = {}): TestArm {
  let time = Date.parse('2026-11-23T12:00:00.123Z');
  const now = (): number => time;
  const tokens = createAccessTokens(now);
  const arm = createArm({ endpoint: 'https://arm.test', authorityHost: 'https://login.test', tokens, now, ...options });
  return {
    controls: arm,
    send(method, path, body, headers = {}) {
      const url = new URL(path, 'https://arm.test');
      if (!url.searchParams.has('api-version')) url.searchParams.set('api-version', versionFor(url.pathname));
      const authorizationHeader = { authorization: `Bearer ${tokens.issue('https://arm.test')}` };
      const request: StandInRequest = {
        method, path: url.pathname, query: url.searchParams, headers: { ...authorizationHeader, ...headers }, body,
      };
      return arm(request);
    },
    pass(milliseconds) {
      time += milliseconds;
    },
  };
}

/** An ARM that has the resource group `rg-demo` in westeurope. */
export function makeArmWithGroup(options: Partial<ArmOptions> = {}): TestArm {
  const arm = makeArm(options);
  arm.send('PUT', group, { location: 'westeurope' });
  return arm;
}

/** An isolated cluster of the managed variant, with changes to its properties. */
export function isolatedCluster(properties: JsonObject = {}, rest: JsonObject = {}): JsonObject {
  return {
    location: 'westeurope',
    identity: { type: 'SystemAssigned' },
    properties: {
      dnsPrefix: 'demo',
      agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1, vmSize: 'Standard_DS2_v2', osType: 'Linux', type: 'VirtualMachineScaleSets' }],
      networkProfile: { networkPlugin: 'azure', outboundType: 'none' },
      apiServerAccessProfile: { enablePrivateCluster: true, disableRunCommand: true },
      bootstrapProfile: { artifactSource: 'Cache' },
      ...properties,
    },
    ...rest,
  };
}

/** A cluster whose traffic leaves through a load balancer. */
export function leakingCluster(properties: JsonObject = {}): JsonObject {
  return isolatedCluster({
    networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer' },
    bootstrapProfile: { artifactSource: 'Direct' },
    ...properties,
  });
}

/** An isolated cluster whose way out somebody opened: it can be closed again by one write. */
export function openedCluster(): JsonObject {
  return isolatedCluster({ networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer' } });
}

/** The body of an answer; fails the test when it is no object. */
export function bodyOf(response: StandInResponse): JsonObject {
  if (!isJsonObject(response.body)) throw new Error(`The answer ${response.status} has no JSON object as body.`);
  return response.body;
}

/** The code of an error of either shape. */
export function codeOf(response: StandInResponse): unknown {
  return at(response.body, 'error', 'code') ?? at(response.body, 'code');
}

/** The text of an error of either shape. */
export function messageOf(response: StandInResponse): string {
  return String(at(response.body, 'error', 'message') ?? at(response.body, 'message'));
}

/** Longer than any operation. */
export const untilDone = 20 * 60_000;
