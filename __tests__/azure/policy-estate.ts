/** A resource group with clusters under an assignment that does not enforce, in the sandbox. */
import { expect } from '@jest/globals';
import { apiVersions } from '../../src/arm/api-versions.ts';
import { at, type JsonObject } from '../../src/arm/json.ts';
import { bundledDefinitions, bundledInitiative } from '../../src/policy/index.ts';
import { subscriptionId } from '../../src/sandbox/identities.ts';
import { createInProcessArm, type InProcessArm, type InProcessArmOptions } from './in-process-arm.ts';

export const subscription = `/subscriptions/${subscriptionId}`;
export const group = `${subscription}/resourceGroups/rg`;
export const clusterId = (name = 'c'): string => `${group}/providers/Microsoft.ContainerService/managedClusters/${name}`;
export const assignmentId = `${group}/providers/Microsoft.Authorization/policyAssignments/core`;
const core = 'aks-egress-isolation-core';

/** Azure evaluates what was written after this time. */
export const evaluated = 31 * 60_000;

export function clusterBody(outboundType = 'none'): JsonObject {
  return {
    location: 'westeurope',
    identity: { type: 'SystemAssigned' },
    properties: {
      dnsPrefix: 'c',
      networkProfile: { networkPlugin: 'azure', outboundType },
      bootstrapProfile: { artifactSource: 'Cache' },
      apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, disableRunCommand: true },
      agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1, vmSize: 'Standard_D4ds_v5', osType: 'Linux', type: 'VirtualMachineScaleSets' }],
    },
  };
}

/** Writes something, and expects that Azure takes it. */
export function put(arm: InProcessArm, id: string, body: JsonObject, version: string = apiVersions.policy): void {
  const answer = arm.ask('PUT', `${id}?api-version=${version}`, body);
  if (answer.status >= 300) throw new Error(`${id} is refused: ${JSON.stringify(answer.body)}`);
}

export function putCluster(arm: InProcessArm, outboundType?: string, name?: string): void {
  put(arm, clusterId(name), clusterBody(outboundType), apiVersions.managedClusters);
}

/** The core initiative is assigned to a group without enforcement. */
export function policyEstate(options: InProcessArmOptions = {}): InProcessArm {
  const arm = createInProcessArm(options);
  put(arm, group, { location: 'westeurope' }, apiVersions.resourceGroups);
  for (const { name, document } of bundledDefinitions) put(arm, `${subscription}/providers/Microsoft.Authorization/policyDefinitions/${name}`, { properties: at(document, 'properties') });
  put(arm, `${subscription}/providers/Microsoft.Authorization/policySetDefinitions/${core}`, { properties: at(bundledInitiative(core, subscription), 'properties') });
  put(arm, assignmentId, { properties: { policyDefinitionId: `${subscription}/providers/Microsoft.Authorization/policySetDefinitions/${core}`, enforcementMode: 'DoNotEnforce' } });
  arm.forget();
  expect(arm.requests).toEqual([]);
  return arm;
}
