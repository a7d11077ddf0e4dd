import { rowsBelow } from '../../common-rows.ts';
import type { Row } from '../../table.ts';

/** kubernetes_cluster_resource.go, resourceKubernetesClusterCreate ("assemble securityProfile"), expandKubernetesClusterMicrosoftDefender, expandKubernetesClusterAzureKeyVaultKms. */
export const securityRows: readonly Row[] = rowsBelow('properties.securityProfile', [
  { to: 'defender.securityMonitoring.enabled', default: true, when: 'microsoft_defender' },
  { attribute: 'microsoft_defender.log_analytics_workspace_id', to: 'defender.logAnalyticsWorkspaceResourceId' },
  { attribute: 'workload_identity_enabled', to: 'workloadIdentity.enabled' },
  { attribute: 'image_cleaner_enabled', to: 'imageCleaner.enabled' },
  { attribute: 'image_cleaner_interval_hours', to: 'imageCleaner.intervalHours', when: 'image_cleaner_enabled', unset: 0 },
  { to: 'azureKeyVaultKms.enabled', default: true, when: 'key_management_service' },
  { attribute: 'key_management_service.key_vault_key_id', to: 'azureKeyVaultKms.keyId' },
  { attribute: 'key_management_service.key_vault_network_access', to: 'azureKeyVaultKms.keyVaultNetworkAccess' },
  { attribute: 'custom_ca_trust_certificates_base64', to: 'customCATrustCertificates' },
]);
