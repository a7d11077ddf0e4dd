import { rowsBelow } from '../common-rows.ts';
import type { ResourceTable } from '../table.ts';
import { nodePoolRows } from './node-pool-rows.ts';

export const kubernetesClusterNodePool: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_kubernetes_cluster_node_pool',
  armType: 'Microsoft.ContainerService/managedClusters/agentPools',
  apiVersion: '2025-10-01',
  source: 'internal/services/containers/kubernetes_cluster_node_pool_resource.go, resourceKubernetesClusterNodePoolCreate',
  withoutArgument: ['properties.networkProfile.secondaryNetworkInterfaces', 'properties.gatewayProfile', 'properties.artifactStreamingProfile.enabled'],
  identity: { kind: 'child', parent: 'kubernetes_cluster_id', name: 'name' },
  rows: rowsBelow('properties', [
    ...nodePoolRows,
    // "AgentPoolTypeVirtualMachineScaleSets", always.
    { to: 'type', default: 'VirtualMachineScaleSets' },
    { attribute: 'mode', to: 'mode', default: 'User' },
    { attribute: 'os_type', to: 'osType', default: 'Linux' },
    { attribute: 'priority', to: 'scaleSetPriority', default: 'Regular' },
    { attribute: 'eviction_policy', to: 'scaleSetEvictionPolicy' },
    // expandAgentPoolWindowsProfile: the argument says the opposite of the property.
    { attribute: 'windows_profile.outbound_nat_enabled', to: 'windowsProfile.disableOutboundNat', as: { kind: 'not' }, default: true },
  ]),
};
