import { member, memberIgnoringCase } from '../../../arm/json.ts';
import { isUnknown } from '../../../language/unknown.ts';
import { agentPoolType } from '../../../arm/api-versions.ts';
import { absent, rows, type Moved, type TypeFacts } from './rewrite.ts';
import { isImageMoved, isVersionAsDeclared } from './upgrades.ts';

const types = 'types of 2026-05-01: flag read-only';
const described = 'types of 2026-05-01: described as the default';
const recorded = 'recorded: filled in or dropped';

/** A node pool as a resource of its own; in a cluster's document the members of `properties` stand in the element. */
export const agentPool: TypeFacts = {
  type: agentPoolType,
  noun: 'Node pool',
  rewrites: [
    ...rows(types, 'readOnly', 'properties.eTag', 'properties.currentOrchestratorVersion', 'properties.status', 'properties.localDNSProfile.state', 'properties.virtualMachineNodesStatus'),
    ...absent(recorded, 'properties.', {
      scaleSetPriority: 'Regular', scaleSetEvictionPolicy: 'Delete', spotMaxPrice: -1, kubeletDiskType: 'OS',
      type: 'VirtualMachineScaleSets', scaleDownMode: 'Delete', osSKU: 'Ubuntu', 'upgradeSettings.maxSurge': '10%', 'powerState.code': 'Running',
    }),
    ...absent(described, 'properties.', {
      count: 1, osType: 'Linux', podIPAllocationMode: 'DynamicIndividual', 'gpuProfile.driver': 'Install',
      'upgradeSettings.maxUnavailable': '0', 'upgradeSettings.drainTimeoutInMinutes': 30, 'upgradeSettings.nodeSoakDurationInMinutes': 0,
      'kubeletConfig.cpuManagerPolicy': 'none', 'kubeletConfig.cpuCfsQuota': true, 'kubeletConfig.cpuCfsQuotaPeriod': '100ms', 'kubeletConfig.imageGcHighThreshold': 85,
      'kubeletConfig.imageGcLowThreshold': 80, 'kubeletConfig.topologyManagerPolicy': 'none', 'linuxOSConfig.transparentHugePageEnabled': 'always', 'linuxOSConfig.transparentHugePageDefrag': 'madvise',
    }),
    { source: 'types of 2026-05-01: 0 asks for the size that fits the machine', kind: 'moves', path: 'properties.osDiskSizeGB', isAsDeclared: ({ declared }) => declared === 0 || declared === '0' },
    { source: 'documentation "Use the cluster autoscaler": it moves the count between its bounds', kind: 'moves', path: 'properties.count', isAsDeclared: scales },
    {
      source: 'documentation "Automatically upgrade an AKS cluster"; recorded: `1.30` is kept, and `currentOrchestratorVersion` says what runs', kind: 'moves', path: 'properties.orchestratorVersion',
      isAsDeclared: ({ declared, living, around, upgrades }) => isVersionAsDeclared(declared, { asked: living, running: memberIgnoringCase(around.living, 'currentOrchestratorVersion') }, upgrades),
    },
    { source: 'documentation "Automatically upgrade node images": the channel is NodeImage unless another is set', kind: 'moves', path: 'properties.nodeImageVersion', isAsDeclared: ({ upgrades }) => isImageMoved(upgrades) },
    ...rows('Kubernetes tells `App` from `app`', 'exact', 'properties.nodeTaints', 'properties.tags'),
    { source: 'Kubernetes tells `App` from `app`', kind: 'exact', path: 'properties.nodeLabels', names: true },
    { source: 'documentation "Add an Azure Spot node pool": the service adds the taint kubernetes.azure.com/scalesetpriority=spot:NoSchedule', kind: 'grows', path: 'properties.nodeTaints', when: (taint) => typeof taint === 'string' && taint.startsWith('kubernetes.azure.com/') },
  ],
  weighty: ['properties.enableNodePublicIP', 'properties.nodePublicIPPrefixID', 'properties.vnetSubnetID', 'properties.podSubnetID', 'properties.gatewayProfile', 'properties.networkProfile', 'properties.mode'],
};

/** True while the autoscaler, in the declaration or in what lives, decides. */
function scales({ around }: Moved): boolean | 'unknown' {
  const switches = [memberIgnoringCase(around.declared, 'enableAutoScaling'), memberIgnoringCase(around.living, 'enableAutoScaling')];
  const profiles = [around.declared, around.living].map((pool) => member(member(memberIgnoringCase(pool, 'virtualMachinesProfile'), 'scale'), 'autoscale'));
  if (switches.some((value) => value === true || (typeof value === 'string' && value.toLowerCase() === 'true')) || profiles.some((value) => value !== undefined && value !== null && !isUnknown(value))) return true;
  return [...switches, ...profiles].some(isUnknown) ? 'unknown' : false;
}
