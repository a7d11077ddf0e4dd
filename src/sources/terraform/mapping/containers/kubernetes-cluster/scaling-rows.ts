import { rowsBelow, rowsOfBlock } from '../../common-rows.ts';
import type { Row } from '../../table.ts';

/** kubernetes_cluster_resource.go, expandKubernetesClusterAutoScalerProfile: the service takes texts where the provider has numbers and booleans. */
export const scalingRows: readonly Row[] = rowsBelow('properties.autoScalerProfile', rowsOfBlock('auto_scaler_profile', [
  { attribute: 'balance_similar_node_groups', to: 'balance-similar-node-groups', as: { kind: 'text' }, default: false },
  { attribute: 'daemonset_eviction_for_empty_nodes_enabled', to: 'daemonset-eviction-for-empty-nodes' },
  { attribute: 'daemonset_eviction_for_occupied_nodes_enabled', to: 'daemonset-eviction-for-occupied-nodes' },
  { attribute: 'ignore_daemonsets_utilization_enabled', to: 'ignore-daemonsets-utilization' },
  { attribute: 'expander', to: 'expander' },
  { attribute: 'max_graceful_termination_sec', to: 'max-graceful-termination-sec' },
  { attribute: 'max_node_provisioning_time', to: 'max-node-provision-time' },
  { attribute: 'max_unready_nodes', to: 'ok-total-unready-count', as: { kind: 'text' } },
  { attribute: 'max_unready_percentage', to: 'max-total-unready-percentage', as: { kind: 'text' } },
  { attribute: 'new_pod_scale_up_delay', to: 'new-pod-scale-up-delay' },
  { attribute: 'scale_down_delay_after_add', to: 'scale-down-delay-after-add' },
  { attribute: 'scale_down_delay_after_delete', to: 'scale-down-delay-after-delete' },
  { attribute: 'scale_down_delay_after_failure', to: 'scale-down-delay-after-failure' },
  { attribute: 'scale_down_unneeded', to: 'scale-down-unneeded-time' },
  { attribute: 'scale_down_unready', to: 'scale-down-unready-time' },
  { attribute: 'scale_down_utilization_threshold', to: 'scale-down-utilization-threshold' },
  { attribute: 'empty_bulk_delete_max', to: 'max-empty-bulk-delete' },
  { attribute: 'scan_interval', to: 'scan-interval' },
  { attribute: 'skip_nodes_with_local_storage', to: 'skip-nodes-with-local-storage', as: { kind: 'text' } },
  { attribute: 'skip_nodes_with_system_pods', to: 'skip-nodes-with-system-pods', as: { kind: 'text' } },
]));
