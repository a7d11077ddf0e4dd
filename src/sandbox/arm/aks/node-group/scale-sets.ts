import { textAt, type JsonObject } from '../../../../arm/json.ts';
import { sameId } from '../../../../arm/resource-id.ts';
import { compact } from '../../documents.ts';
import type { StoredResource } from '../../resources/store.ts';
import type { ArmState, ResourceGroup } from '../../state.ts';
import { toAzureTime } from '../../time.ts';
import { type AgentPool, type Cluster } from '../cluster.ts';
import { digitsOf } from './digits.ts';
import { keepResource } from './keep.ts';
import { subnetIdOf } from './network.ts';
import { nodeGroupOf } from './parts.ts';

export const scaleSetType = 'Microsoft.Compute/virtualMachineScaleSets';
const poolTag = 'aks-managed-poolName';

/** The scale sets of a cluster's pools, in the resource group of its nodes: made, changed and taken away as the pools are. */
export function keepScaleSets(cluster: Cluster, now: number, state: ArmState): void {
  const group = groupOf(cluster, state);
  if (group === undefined) return;
  const wanted = cluster.pools.filter(({ properties }) => properties['type'] === 'VirtualMachineScaleSets');
  for (const set of scaleSetsIn(group, state)) if (!wanted.some((pool) => isOf(set, pool, cluster))) state.resources.removeWithin(set.id);
  for (const pool of wanted) keepResource(scaleSetType, group, [nameOf(pool, cluster)], documentOf(pool, cluster), now, state);
}

/** The scale set of a pool as AKS writes it. */
export function scaleSetOf(pool: AgentPool, cluster: Cluster): { readonly name: string; readonly document: JsonObject } {
  return { name: nameOf(pool, cluster), document: documentOf(pool, cluster) };
}

/** The machines of a scale set that AKS made, as Compute answers them: all of a pool are made together. None for a scale set of somebody else. */
export function machinesOf(set: StoredResource, state: ArmState): readonly JsonObject[] {
  const found = [...state.clusters.values()].flatMap((cluster) => cluster.pools.flatMap((pool) => (isOf(set, pool, cluster) ? [{ cluster, pool }] : [])))[0];
  if (found === undefined) return [];
  const { cluster, pool } = found;
  return Array.from({ length: Number(pool.properties['count'] ?? 0) }, (_, index) => ({
    id: `${set.id}/virtualMachines/${index}`,
    name: `${set.name}_${index}`,
    type: `${scaleSetType}/virtualMachines`,
    instanceId: String(index),
    location: cluster.location,
    sku: { name: pool.properties['vmSize'], tier: 'Standard' },
    tags: { [poolTag]: pool.name },
    properties: {
      latestModelApplied: true,
      provisioningState: 'Succeeded',
      hardwareProfile: { vmSize: pool.properties['vmSize'] },
      osProfile: { computerName: `${set.name}${index.toString(36).padStart(6, '0')}` },
      timeCreated: toAzureTime(pool.nodes.madeAt, `${set.name}${index}`),
    },
  }));
}

function isOf(set: StoredResource, pool: AgentPool, cluster: Cluster): boolean {
  return sameId(set.name, nameOf(pool, cluster)) && set.id.toLowerCase().startsWith(`${nodeGroupOf(cluster)}/`.toLowerCase());
}

function scaleSetsIn(group: ResourceGroup, state: ArmState): readonly StoredResource[] {
  return state.resources.ofType(scaleSetType).filter(({ id, isGiven }) => isGiven === undefined && id.toLowerCase().startsWith(`${group.id}/`.toLowerCase()));
}

function groupOf(cluster: Cluster, state: ArmState): ResourceGroup | undefined {
  return state.groups.get(nodeGroupOf(cluster).toLowerCase());
}

/** `aks-<pool>-<8 digits>-vmss`. */
function nameOf({ name }: AgentPool, cluster: Cluster): string {
  return `aks-${name}-${digitsOf(cluster)}-vmss`;
}

function documentOf(pool: AgentPool, cluster: Cluster): JsonObject {
  const { properties, name } = pool;
  const subnet = textAt(properties, 'vnetSubnetID') ?? subnetIdOf(cluster);
  const address = properties['enableNodePublicIP'] === true ? { name: 'pub1', properties: { idleTimeoutInMinutes: 10 } } : undefined;
  const ip = { name: 'ipconfig1', properties: compact({ primary: true, subnet: subnet === undefined ? undefined : { id: subnet }, privateIPAddressVersion: 'IPv4', publicIPAddressConfiguration: address }) };
  return {
    location: cluster.location,
    sku: { name: properties['vmSize'], tier: 'Standard', capacity: properties['count'] },
    tags: { [poolTag]: name },
    properties: {
      orchestrationMode: 'Uniform',
      singlePlacementGroup: false,
      upgradePolicy: { mode: 'Manual' },
      virtualMachineProfile: {
        osProfile: { computerNamePrefix: nameOf(pool, cluster) },
        networkProfile: { networkInterfaceConfigurations: [{ name: nameOf(pool, cluster), properties: { primary: true, enableIPForwarding: true, ipConfigurations: [ip] } }] },
      },
    },
  };
}
