import type { Row } from '../table.ts';

/**
 * What `default_node_pool` and `azurerm_kubernetes_cluster_node_pool` have in common (kubernetes_nodepool.go, ExpandDefaultNodePool;
 * kubernetes_cluster_node_pool_resource.go, resourceKubernetesClusterNodePoolCreate). The names of 3.x became the others in 4.0
 * (website/docs/guides/4.0-upgrade-guide).
 */
export const nodePoolRows: readonly Row[] = [
  { attribute: 'vm_size', to: 'vmSize' },
  { attribute: 'node_count', to: 'count' },
  { attribute: 'min_count', to: 'minCount', unset: 0 },
  { attribute: 'max_count', to: 'maxCount', unset: 0 },
  { attribute: 'max_pods', to: 'maxPods', unset: 0 },
  { attribute: 'auto_scaling_enabled', to: 'enableAutoScaling', default: false, since: '4.0.0' },
  { attribute: 'enable_auto_scaling', to: 'enableAutoScaling', default: false, until: '4.0.0' },
  { attribute: 'node_public_ip_enabled', to: 'enableNodePublicIP', default: false, since: '4.0.0' },
  { attribute: 'enable_node_public_ip', to: 'enableNodePublicIP', default: false, until: '4.0.0' },
  { attribute: 'host_encryption_enabled', to: 'enableEncryptionAtHost', default: false, since: '4.0.0' },
  { attribute: 'enable_host_encryption', to: 'enableEncryptionAtHost', default: false, until: '4.0.0' },
  { attribute: 'node_public_ip_prefix_id', to: 'nodePublicIPPrefixID' },
  { attribute: 'vnet_subnet_id', to: 'vnetSubnetID' },
  { attribute: 'pod_subnet_id', to: 'podSubnetID' },
  { attribute: 'os_sku', to: 'osSKU' },
  { attribute: 'os_disk_type', to: 'osDiskType', default: 'Managed' },
  { attribute: 'os_disk_size_gb', to: 'osDiskSizeGB', unset: 0 },
  { attribute: 'kubelet_disk_type', to: 'kubeletDiskType' },
  { attribute: 'fips_enabled', to: 'enableFIPS', default: false },
  { attribute: 'ultra_ssd_enabled', to: 'enableUltraSSD', default: false },
  { attribute: 'orchestrator_version', to: 'orchestratorVersion' },
  { attribute: 'zones', to: 'availabilityZones' },
  { attribute: 'node_labels', to: 'nodeLabels' },
  { attribute: 'tags', to: 'tags' },
  { attribute: 'proximity_placement_group_id', to: 'proximityPlacementGroupID' },
  { attribute: 'host_group_id', to: 'hostGroupID' },
  { attribute: 'capacity_reservation_group_id', to: 'capacityReservationGroupID' },
  { attribute: 'scale_down_mode', to: 'scaleDownMode', default: 'Delete' },
  { attribute: 'snapshot_id', to: 'creationData.sourceResourceId' },
  { attribute: 'workload_runtime', to: 'workloadRuntime' },
  { attribute: 'gpu_instance', to: 'gpuInstanceProfile' },
  { attribute: 'gpu_driver', to: 'gpuProfile.driver' },
  { attribute: 'upgrade_settings.max_surge', to: 'upgradeSettings.maxSurge' },
  { attribute: 'upgrade_settings.drain_timeout_in_minutes', to: 'upgradeSettings.drainTimeoutInMinutes', unset: 0 },
  { attribute: 'upgrade_settings.node_soak_duration_in_minutes', to: 'upgradeSettings.nodeSoakDurationInMinutes' },
  { attribute: 'node_network_profile.application_security_group_ids', to: 'networkProfile.applicationSecurityGroups' },
  {
    attribute: 'node_network_profile.allowed_host_ports',
    to: 'networkProfile.allowedHostPorts',
    as: {
      kind: 'blocks',
      rows: [
        { attribute: 'port_start', to: 'portStart' },
        { attribute: 'port_end', to: 'portEnd' },
        { attribute: 'protocol', to: 'protocol' },
      ],
    },
  },
];
