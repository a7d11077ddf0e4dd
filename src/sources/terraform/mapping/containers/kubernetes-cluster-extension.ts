import type { ResourceTable } from '../table.ts';

export const kubernetesClusterExtension: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_kubernetes_cluster_extension',
  armType: 'Microsoft.KubernetesConfiguration/extensions',
  apiVersion: '2022-11-01',
  source: 'internal/services/containers/kubernetes_cluster_extension_resource.go, Create',
  notes: '`configuration_protected_settings` is not read: its values are secrets.',
  identity: { kind: 'extension', scope: 'cluster_id', name: 'name' },
  rows: [
    { attribute: 'extension_type', to: 'properties.extensionType' },
    { attribute: 'configuration_settings', to: 'properties.configurationSettings' },
    { attribute: 'release_train', to: 'properties.releaseTrain' },
    { attribute: 'release_namespace', to: 'properties.scope.cluster.releaseNamespace' },
    { attribute: 'target_namespace', to: 'properties.scope.namespace.targetNamespace' },
    { attribute: 'version', to: 'properties.version' },
    // "if model.Version == "" { autoUpgradeMinorVersion = true }".
    { to: 'properties.autoUpgradeMinorVersion', default: false, when: 'version', withoutBlock: true },
    { attribute: 'plan.name', to: 'plan.name' },
    { attribute: 'plan.product', to: 'plan.product' },
    { attribute: 'plan.publisher', to: 'plan.publisher' },
    { attribute: 'plan.promotion_code', to: 'plan.promotionCode' },
    { attribute: 'plan.version', to: 'plan.version' },
  ],
};
