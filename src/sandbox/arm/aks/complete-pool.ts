import { arrayAt, textAt, type JsonObject } from '../../../arm/json.ts';
import { newEtag, type AgentPool } from './cluster.ts';
import { asObject, compact, omit, withoutNulls } from '../documents.ts';
import { requireRollback } from './nodes/rollback.ts';
import type { Nodes } from './nodes/source.ts';
import { nodeImages, resolveKubernetesVersion } from './versions.ts';

/** What a pool inherits from its cluster. */
export interface PoolSurroundings {
  readonly kubernetesVersion: string;
  readonly networkProfile: JsonObject;
  /** What nodes are that are made now. */
  readonly nodes: Nodes;
  /** Of the PUT. */
  readonly apiVersion: string;
}

/** Never stored as sent: made by the service, shown by `render.ts`, or placed by `completePool` below. */
const handled: ReadonlySet<string> = new Set([
  'name', 'count', 'vmSize', 'osDiskSizeGB', 'osDiskType', 'kubeletDiskType', 'vnetSubnetID', 'maxPods', 'type', 'maxCount', 'minCount',
  'enableAutoScaling', 'scaleDownMode', 'provisioningState', 'status', 'powerState', 'orchestratorVersion', 'currentOrchestratorVersion',
  'enableNodePublicIP', 'nodeLabels', 'mode', 'enableEncryptionAtHost', 'enableUltraSSD', 'osType', 'osSKU', 'nodeImageVersion',
  'upgradeSettings', 'enableFIPS', 'securityProfile', 'nodeTaints', 'scaleSetPriority', 'scaleSetEvictionPolicy', 'spotMaxPrice', 'eTag',
]);

/**
 * What AKS makes of a pool that it is sent, as entry of `agentPoolProfiles` or alone: defaults added, values dropped
 * (ground-truth/README.md, "What the service makes of a PUT", 2 and 5). Members that
 * the sandbox does not know are kept.
 */
export function completePool(name: string, sentAsIs: JsonObject, existing: AgentPool | undefined, around: PoolSurroundings): AgentPool {
  const sent = withoutNulls(sentAsIs);
  // What a caller leaves out on update and the service has once decided stays decided.
  const kept = (member: string): unknown => sent[member] ?? existing?.properties[member];
  const osType = textAt({ osType: kept('osType') }, 'osType') ?? 'Linux';
  const version = textAt({ version: kept('orchestratorVersion') }, 'version') ?? around.kubernetesVersion;
  const spot = sent['scaleSetPriority'] === 'Spot';
  const labels = asObject(sent['nodeLabels']);
  const properties = compact({
    count: kept('count') ?? 1,
    vmSize: kept('vmSize') ?? 'Standard_DS2_v2',
    osDiskSizeGB: kept('osDiskSizeGB') ?? 128,
    osDiskType: kept('osDiskType') ?? 'Managed',
    kubeletDiskType: kept('kubeletDiskType') ?? 'OS',
    vnetSubnetID: kept('vnetSubnetID'),
    maxPods: kept('maxPods') ?? defaultMaxPods(around.networkProfile),
    type: kept('type') ?? 'VirtualMachineScaleSets',
    maxCount: sent['maxCount'],
    minCount: sent['minCount'],
    enableAutoScaling: sent['enableAutoScaling'],
    scaleDownMode: sent['scaleDownMode'] ?? 'Delete',
    powerState: { code: textAt(sent, 'powerState', 'code') ?? 'Running' },
    orchestratorVersion: version,
    currentOrchestratorVersion: resolveKubernetesVersion(version) ?? version,
    enableNodePublicIP: sent['enableNodePublicIP'],
    nodeLabels: Object.keys(labels).length === 0 ? undefined : labels,
    nodeTaints: arrayAt(sent, 'nodeTaints').length === 0 ? undefined : sent['nodeTaints'],
    mode: kept('mode') ?? 'User',
    enableEncryptionAtHost: sent['enableEncryptionAtHost'],
    enableUltraSSD: sent['enableUltraSSD'],
    osType,
    osSKU: kept('osSKU') ?? (osType === 'Windows' ? 'Windows2022' : 'Ubuntu'),
    nodeImageVersion: existing?.properties['nodeImageVersion'] ?? nodeImages[osType === 'Windows' ? 'Windows' : 'Linux'][0],
    scaleSetPriority: spot ? 'Spot' : undefined,
    scaleSetEvictionPolicy: spot ? sent['scaleSetEvictionPolicy'] ?? 'Delete' : undefined,
    spotMaxPrice: spot ? sent['spotMaxPrice'] ?? -1 : undefined,
    upgradeSettings: { maxSurge: '10%', ...asObject(sent['upgradeSettings']) },
    enableFIPS: kept('enableFIPS') ?? false,
    securityProfile: { enableVTPM: false, enableSecureBoot: false, ...asObject(sent['securityProfile']) },
    ...omit(sent, handled),
  });
  const { recentImages } = existing ?? {};
  const rollsBackTo = requireRollback(name, sent, existing, around.apiVersion);
  return {
    name, properties, nodes: existing?.nodes ?? around.nodes, etag: newEtag(),
    ...(recentImages === undefined ? {} : { recentImages }), ...(rollsBackTo === undefined ? {} : { rollsBackTo }),
  };
}

/** 30 with Azure CNI, 110 with kubenet (ground-truth/README.md), 250 with overlay (Microsoft Learn, "Azure CNI Overlay"). */
function defaultMaxPods(networkProfile: JsonObject): number {
  if (networkProfile['networkPluginMode'] === 'overlay') return 250;
  return networkProfile['networkPlugin'] === 'azure' ? 30 : 110;
}
