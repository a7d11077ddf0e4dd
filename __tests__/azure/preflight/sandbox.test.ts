import { describe, expect, test } from '@jest/globals';
import { apiVersions } from '../../../src/arm/api-versions.ts';
import type { JsonObject } from '../../../src/arm/json.ts';
import { readPreflight } from '../../../src/azure/preflight/read-preflight.ts';
import { preflight } from '../../../src/isolation/deployment/preflight/preflight.ts';
import type { Step } from '../../../src/isolation/deployment/step.ts';
import { operationInProgress } from '../../../src/isolation/document/cluster.ts';
import type { Handler } from '../../../src/sandbox/http.ts';
import { subscriptionId } from '../../../src/sandbox/identities.ts';
import { specification } from '../../isolation/clusters.ts';
import { change, reimage } from '../../isolation/deployment/preflight/openings.ts';
import { createInProcessArm, type InProcessArm } from '../in-process-arm.ts';

const subscription = `/subscriptions/${subscriptionId}`;
const group = `${subscription}/resourceGroups/rg`;
const clusterId = `${group}/providers/Microsoft.ContainerService/managedClusters/demo`;
const policies = `${subscription}/providers/Microsoft.Authorization`;

/** What the sandbox does not answer. */
const beside: Readonly<Record<string, readonly JsonObject[]>> = { '/locks': [], '/permissions': [{ actions: ['*'] }], '/usages': [], '/outboundNetworkDependenciesEndpoints': [] };
const handler = (sandbox: Handler): Handler => (request) => {
  const answer = Object.entries(beside).find(([end]) => request.path.endsWith(end))?.[1];
  return answer === undefined ? sandbox(request) : { status: 200, body: { value: answer } };
};

function put(arm: InProcessArm, id: string, body: JsonObject, version: string): void {
  expect(arm.ask('PUT', `${id}?api-version=${version}`, body).status).toBeLessThan(300);
}

/** A cluster that leaves by a load balancer. */
function openEstate(): InProcessArm {
  const arm = createInProcessArm({ handler });
  put(arm, group, { location: 'westeurope' }, apiVersions.resourceGroups);
  put(arm, clusterId, {
    location: 'westeurope', identity: { type: 'SystemAssigned' },
    properties: {
      dnsPrefix: 'demo', networkProfile: { networkPlugin: 'azure' }, apiServerAccessProfile: { enablePrivateCluster: true },
      agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1, vmSize: 'Standard_D4ds_v5', osType: 'Linux', type: 'VirtualMachineScaleSets' }],
    },
  }, apiVersions.managedClusters);
  return arm;
}

function assign(arm: InProcessArm, properties: JsonObject = {}): void {
  const condition = { allOf: [{ field: 'type', equals: 'Microsoft.ContainerService/managedClusters' }, { field: 'Microsoft.ContainerService/managedClusters/networkProfile.outboundType', notEquals: 'none' }] };
  put(arm, `${policies}/policyDefinitions/outbound`, { properties: { policyType: 'Custom', mode: 'Indexed', policyRule: { if: condition, then: { effect: 'deny' } } } }, apiVersions.policy);
  put(arm, `${policies}/policyAssignments/outbound`, { properties: { policyDefinitionId: `${policies}/policyDefinitions/outbound`, ...properties } }, apiVersions.policy);
}

const steps: readonly Step[] = [
  change('artifact-source', clusterId, { properties: { bootstrapProfile: { artifactSource: 'Cache' } } }),
  { ...reimage('system', ['artifact-source']), id: `${clusterId}/agentPools/system` },
  change('outbound-type', clusterId, { properties: { networkProfile: { outboundType: 'none' } } }, ['reimage/system']),
];

async function found(arm: InProcessArm): Promise<readonly string[]> {
  const client = arm.connect();
  let cluster = await client.find(clusterId, apiVersions.managedClusters);
  while (operationInProgress(cluster) !== undefined) {
    await arm.clock.sleep(60_000, new AbortController().signal);
    cluster = await client.find(clusterId, apiVersions.managedClusters);
  }
  const wanted = specification({ subscriptionId });
  return preflight(await readPreflight(wanted, cluster, steps, { arm: client }), wanted, { steps, allowUnverified: false, acknowledgeImages: true }).map(({ id, kind }) => `${id.split('/')[0] ?? ''}: ${kind}`);
}

describe('the preflight of a cluster in Azure', () => {
  test('finds nothing in the way of one that may be isolated', async () => {
    expect(await found(openEstate())).toEqual(['images: notice']);
  });

  test('finds the policy that refuses the way there', async () => {
    const arm = openEstate();
    assign(arm);
    expect(await found(arm)).toEqual(['policy-refusal: refusal', 'images: notice']);
  });

  test('finds no obstacle in a policy that is not enforced', async () => {
    const arm = openEstate();
    assign(arm, { enforcementMode: 'DoNotEnforce' });
    expect(await found(arm)).toEqual(['images: notice']);
  });
});
