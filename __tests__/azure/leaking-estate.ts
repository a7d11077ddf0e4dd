/** An isolated cluster of which only its surroundings show a way out, in the sandbox. */
import { expect } from '@jest/globals';
import { apiVersions } from '../../src/arm/api-versions.ts';
import { isJsonObject, type JsonObject } from '../../src/arm/json.ts';
import type { Resource } from '../../src/arm/resource.ts';
import { subscriptionId } from '../../src/sandbox/identities.ts';
import { createInProcessArm, type InProcessArm } from './in-process-arm.ts';

export const subscription = `/subscriptions/${subscriptionId}`;
export const group = `${subscription}/resourceGroups/rg`;
const network = (type: string, name: string): string => `${group}/providers/Microsoft.Network/${type}/${name}`;
const nodes = `${network('virtualNetworks', 'v')}/subnets/nodes`;
export const clusterId = `${group}/providers/Microsoft.ContainerService/managedClusters/c`;

const clusterBody: JsonObject = {
  location: 'westeurope',
  identity: { type: 'SystemAssigned' },
  properties: {
    dnsPrefix: 'c',
    networkProfile: { networkPlugin: 'azure', outboundType: 'none' },
    bootstrapProfile: { artifactSource: 'Cache' },
    apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, disableRunCommand: true },
    agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1, vmSize: 'Standard_D4ds_v5', osType: 'Linux', type: 'VirtualMachineScaleSets', vnetSubnetID: nodes }],
  },
};

/** Writes a resource, and expects that Azure takes it. */
export function put(arm: InProcessArm, id: string, body: JsonObject, version: string = apiVersions.network): void {
  expect(arm.ask('PUT', `${id}?api-version=${version}`, body).status).toBeLessThan(300);
}

/** An isolated cluster in a network of its owner, with a NAT gateway on the subnet of its nodes. */
export function leakingEstate(): InProcessArm {
  const arm = createInProcessArm();
  put(arm, group, { location: 'westeurope' }, apiVersions.resourceGroups);
  put(arm, network('publicIPAddresses', 'out'), { location: 'westeurope', sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } });
  put(arm, network('natGateways', 'nat'), { location: 'westeurope', sku: { name: 'Standard' }, properties: { publicIpAddresses: [{ id: network('publicIPAddresses', 'out') }] } });
  put(arm, network('virtualNetworks', 'v'), { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, subnets: [{ name: 'nodes', properties: { addressPrefix: '10.0.0.0/24', defaultOutboundAccess: false, natGateway: { id: network('natGateways', 'nat') } } }] } });
  put(arm, clusterId, clusterBody, apiVersions.managedClusters);
  arm.forget();
  return arm;
}

/** The cluster as it lives. */
export const cluster: Resource = { type: 'Microsoft.ContainerService/managedClusters', name: 'c', id: clusterId, body: { ...clusterBody, id: clusterId, name: 'c', properties: { ...(isJsonObject(clusterBody['properties']) ? clusterBody['properties'] : {}), nodeResourceGroup: 'MC_rg_c_westeurope' } } };
