import type { JsonObject } from '../../src/arm/json.ts';
import { mergeDocument } from '../../src/isolation/document/merge.ts';
import type { ClusterSpecification } from '../../src/isolation/specification.ts';

export const subscriptionId = '00000000-0000-0000-0000-000000000001';

export function specification(overrides: Partial<ClusterSpecification> = {}): ClusterSpecification {
  return { subscriptionId, resourceGroup: 'rg', name: 'demo', ...overrides };
}

/** A cluster-file as parsed; every value is said to stand in line 7. */
export function clusterFile(body: JsonObject): { readonly body: JsonObject; readonly locate: (pointer: string) => string } {
  return { body, locate: (pointer) => `cluster.yaml:7${pointer}` };
}

/** A living isolated cluster as the service answers with it (recorded: managed registry, private API server), shortened to what matters. */
export function livingCluster(overrides: JsonObject = {}): JsonObject {
  return mergeDocument({
    id: `/subscriptions/${subscriptionId}/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/demo`,
    name: 'demo',
    type: 'Microsoft.ContainerService/ManagedClusters',
    location: 'westeurope',
    eTag: 'e1',
    identity: { type: 'SystemAssigned', principalId: 'p', tenantId: 't' },
    sku: { name: 'Base', tier: 'Standard' },
    properties: {
      provisioningState: 'Succeeded',
      powerState: { code: 'Running' },
      kubernetesVersion: '1.34',
      currentKubernetesVersion: '1.34.2',
      dnsPrefix: 'demo-rg',
      privateFQDN: 'demo.privatelink.westeurope.azmk8s.io',
      agentPoolProfiles: [{
        name: 'system', mode: 'System', count: 3, vmSize: 'Standard_D4ds_v5', osType: 'Linux', type: 'VirtualMachineScaleSets',
        provisioningState: 'Succeeded', powerState: { code: 'Running' }, orchestratorVersion: '1.34', currentOrchestratorVersion: '1.34.2',
        enableNodePublicIP: false, enableAutoScaling: false, nodeImageVersion: 'AKSUbuntu-2204gen2containerd-202608.01.0', maxPods: 30, eTag: 'p1',
      }],
      networkProfile: { networkPlugin: 'azure', networkPolicy: 'none', outboundType: 'none', loadBalancerSku: 'standard', loadBalancerProfile: { backendPoolType: 'nodeIPConfiguration' } },
      apiServerAccessProfile: { enablePrivateCluster: true, privateDNSZone: 'system', enablePrivateClusterPublicFQDN: true, disableRunCommand: true },
      autoUpgradeProfile: { nodeOSUpgradeChannel: 'NodeImage' },
      bootstrapProfile: { artifactSource: 'Cache', containerRegistryId: '/subscriptions/s/resourceGroups/MC_rg/providers/Microsoft.ContainerRegistry/registries/r' },
    },
  }, overrides);
}
