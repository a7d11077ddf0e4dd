/** An isolated cluster in the network that AKS made, in the sandbox; the network stands there as Azure shows it. */
import { apiVersions } from '../../src/arm/api-versions.ts';
import { arrayAt, isJsonObject, type JsonObject } from '../../src/arm/json.ts';
import type { Resource } from '../../src/arm/resource.ts';
import { createInProcessArm, type InProcessArm } from './in-process-arm.ts';
import { cluster as inOwnNetwork, clusterId, group, put, subscription } from './leaking-estate.ts';

const nodeGroup = `${subscription}/resourceGroups/MC_rg_c_westeurope`;
const ofAks = (type: string, name: string): string => `${nodeGroup}/providers/Microsoft.Network/${type}/${name}`;

function without(pool: unknown, name: string): unknown {
  return isJsonObject(pool) ? Object.fromEntries(Object.entries(pool).filter(([key]) => key !== name)) : pool;
}

function bodyWith(outboundType: string): JsonObject {
  const properties = isJsonObject(inOwnNetwork.body['properties']) ? inOwnNetwork.body['properties'] : {};
  const pools = arrayAt(properties, 'agentPoolProfiles').map((pool) => without(pool, 'vnetSubnetID'));
  return { ...inOwnNetwork.body, properties: { ...properties, agentPoolProfiles: pools, networkProfile: { networkPlugin: 'azure', outboundType } } };
}

export function managedCluster(outboundType: string): Resource {
  return { ...inOwnNetwork, body: bodyWith(outboundType) };
}

/** @param subnet what is changed of the subnet that AKS made */
export function managedEstate(outboundType = 'none', subnet: JsonObject = {}): InProcessArm {
  const arm = createInProcessArm();
  put(arm, group, { location: 'westeurope' }, apiVersions.resourceGroups);
  const { id: _, ...body } = bodyWith(outboundType);
  put(arm, clusterId, body, apiVersions.managedClusters);
  put(arm, ofAks('networkSecurityGroups', 'aks-agentpool-12345678-nsg'), { location: 'westeurope', properties: { securityRules: [] } });
  put(arm, ofAks('virtualNetworks', 'aks-vnet-12345678'), {
    location: 'westeurope',
    properties: {
      addressSpace: { addressPrefixes: ['10.224.0.0/12'] },
      subnets: [{ name: 'aks-subnet', properties: { addressPrefix: '10.224.0.0/16', defaultOutboundAccess: false, networkSecurityGroup: { id: ofAks('networkSecurityGroups', 'aks-agentpool-12345678-nsg') }, ...subnet } }],
    },
  });
  arm.forget();
  return arm;
}
