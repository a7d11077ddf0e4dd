import { identityBlock, locationAndTags, rowsBelow } from '../../common-rows.ts';
import type { ResourceTable, Row } from '../../table.ts';
import { nodePoolRows } from '../node-pool-rows.ts';
import { addOnRows } from './add-on-rows.ts';
import { apiServerRows } from './api-server-rows.ts';
import { networkRows } from './network-rows.ts';
import { scalingRows } from './scaling-rows.ts';
import { securityRows } from './security-rows.ts';
import { ingressGateways, serviceMeshRows } from './service-mesh.ts';

/** kubernetes_nodepool.go, ExpandDefaultNodePool: Linux and System, whatever else is written. */
const defaultPool: readonly Row[] = [
  { attribute: 'name', to: 'name' },
  { attribute: 'type', to: 'type', default: 'VirtualMachineScaleSets' },
  { to: 'osType', default: 'Linux' },
  { to: 'mode', default: 'System' },
  ...nodePoolRows,
];

const ofProperties: readonly Row[] = rowsBelow('properties', [
  { attribute: 'default_node_pool', to: 'agentPoolProfiles', as: { kind: 'blocks', rows: defaultPool } },
  { attribute: 'kubernetes_version', to: 'kubernetesVersion' },
  { attribute: 'dns_prefix', to: 'dnsPrefix' },
  { attribute: 'dns_prefix_private_cluster', to: 'fqdnSubdomain' },
  { attribute: 'node_resource_group', to: 'nodeResourceGroup' },
  { attribute: 'role_based_access_control_enabled', to: 'enableRBAC', default: true },
  { attribute: 'local_account_disabled', to: 'disableLocalAccounts', default: false },
  { attribute: 'disk_encryption_set_id', to: 'diskEncryptionSetID' },
  { attribute: 'support_plan', to: 'supportPlan' },
  // expandBootstrapProfile.
  { attribute: 'bootstrap_profile.artifact_source', to: 'bootstrapProfile.artifactSource', default: 'Direct' },
  { attribute: 'bootstrap_profile.container_registry_id', to: 'bootstrapProfile.containerRegistryId' },
  // resourceKubernetesClusterCreate: without a channel the provider sends `none`.
  { attribute: 'automatic_upgrade_channel', to: 'autoUpgradeProfile.upgradeChannel', default: 'none', since: '4.0.0' },
  { attribute: 'automatic_channel_upgrade', to: 'autoUpgradeProfile.upgradeChannel', default: 'none', until: '4.0.0' },
  { attribute: 'node_os_upgrade_channel', to: 'autoUpgradeProfile.nodeOSUpgradeChannel', since: '4.0.0' },
  { attribute: 'node_os_channel_upgrade', to: 'autoUpgradeProfile.nodeOSUpgradeChannel', until: '4.0.0' },
  // resourceKubernetesClusterCreate: `msi` with an identity; a service principal otherwise.
  { attribute: 'service_principal.client_id', to: 'servicePrincipalProfile.clientId' },
  { to: 'servicePrincipalProfile.clientId', default: 'msi', when: 'identity' },
  { attribute: 'kubelet_identity.user_assigned_identity_id', to: 'identityProfile.kubeletidentity.resourceId' },
  { attribute: 'kubelet_identity.client_id', to: 'identityProfile.kubeletidentity.clientId' },
  { attribute: 'kubelet_identity.object_id', to: 'identityProfile.kubeletidentity.objectId' },
  // expandKubernetesClusterAzureActiveDirectoryRoleBasedAccessControl.
  { to: 'aadProfile.managed', default: true, when: 'azure_active_directory_role_based_access_control' },
  { attribute: 'azure_active_directory_role_based_access_control.tenant_id', to: 'aadProfile.tenantID' },
  { attribute: 'azure_active_directory_role_based_access_control.azure_rbac_enabled', to: 'aadProfile.enableAzureRBAC', default: false },
  { attribute: 'azure_active_directory_role_based_access_control.admin_group_object_ids', to: 'aadProfile.adminGroupObjectIDs' },
  // expandKubernetesClusterHttpProxyConfig; the certificate is not read, as it is a secret to the provider.
  { attribute: 'http_proxy_config.http_proxy', to: 'httpProxyConfig.httpProxy' },
  { attribute: 'http_proxy_config.https_proxy', to: 'httpProxyConfig.httpsProxy' },
  { attribute: 'http_proxy_config.no_proxy', to: 'httpProxyConfig.noProxy' },
  // expandKubernetesClusterAzureMonitorProfile: without the block `false` is sent.
  { to: 'azureMonitorProfile.metrics.enabled', default: true, when: 'monitor_metrics', withoutBlock: false },
  { attribute: 'monitor_metrics.annotations_allowed', to: 'azureMonitorProfile.metrics.kubeStateMetrics.metricAnnotationsAllowList' },
  { attribute: 'monitor_metrics.labels_allowed', to: 'azureMonitorProfile.metrics.kubeStateMetrics.metricLabelsAllowlist' },
  { attribute: 'cost_analysis_enabled', to: 'metricsProfile.costAnalysis.enabled', default: false },
  // expandKubernetesClusterIngressProfile; `dns_zone_id` was one text up to 3.x.
  { to: 'ingressProfile.webAppRouting.enabled', default: true, when: 'web_app_routing' },
  { attribute: 'web_app_routing.dns_zone_ids', to: 'ingressProfile.webAppRouting.dnsZoneResourceIds' },
  { attribute: 'web_app_routing.dns_zone_id', to: 'ingressProfile.webAppRouting.dnsZoneResourceIds', as: { kind: 'listOf' }, until: '4.0.0' },
  { attribute: 'web_app_routing.default_nginx_controller', to: 'ingressProfile.webAppRouting.nginx.defaultIngressControllerType' },
  { attribute: 'service_mesh_profile.mode', to: 'serviceMeshProfile.mode' },
  { attribute: 'oidc_issuer_enabled', to: 'oidcIssuerProfile.enabled' },
  { attribute: 'storage_profile.blob_driver_enabled', to: 'storageProfile.blobCSIDriver.enabled', default: false },
  { attribute: 'storage_profile.disk_driver_enabled', to: 'storageProfile.diskCSIDriver.enabled', default: true },
  { attribute: 'storage_profile.file_driver_enabled', to: 'storageProfile.fileCSIDriver.enabled', default: true },
  { attribute: 'storage_profile.snapshot_controller_enabled', to: 'storageProfile.snapshotController.enabled', default: true },
  { attribute: 'workload_autoscaler_profile.keda_enabled', to: 'workloadAutoScalerProfile.keda.enabled' },
  { attribute: 'workload_autoscaler_profile.vertical_pod_autoscaler_enabled', to: 'workloadAutoScalerProfile.verticalPodAutoscaler.enabled' },
  { attribute: 'upgrade_override.force_upgrade_enabled', to: 'upgradeSettings.overrideSettings.forceUpgrade' },
  { attribute: 'upgrade_override.effective_until', to: 'upgradeSettings.overrideSettings.until' },
  { attribute: 'linux_profile.admin_username', to: 'linuxProfile.adminUsername' },
  { attribute: 'windows_profile.admin_username', to: 'windowsProfile.adminUsername' },
  { attribute: 'windows_profile.license', to: 'windowsProfile.licenseType', default: 'None' },
]);

export const kubernetesCluster: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_kubernetes_cluster',
  armType: 'Microsoft.ContainerService/managedClusters',
  apiVersion: '2025-10-01',
  source: 'internal/services/containers/kubernetes_cluster_resource.go, resourceKubernetesClusterCreate',
  notes:
    '`public_network_access_enabled` of 3.x is left out: the provider does not pass it on ("currently not functional"). Passwords, keys and certificates are not read.',
  withoutArgument: [
    'properties.networkProfile.staticEgressGatewayProfile.enabled',
    'properties.networkProfile.natGatewayProfile.outboundIPs.publicIPs',
    'properties.networkProfile.natGatewayProfile.outboundIPPrefixes.publicIPPrefixes',
    'properties.nodeResourceGroupProfile.restrictionLevel',
    'properties.hostedSystemProfile.nodeSubnetID',
    'properties.hostedSystemProfile.systemNodeSubnetID',
    'properties.httpProxyConfig.enabled',
    'properties.publicNetworkAccess',
    'properties.azureMonitorProfile.containerInsights.enabled',
    'properties.azureMonitorProfile.logs.containerInsights.enabled',
    'properties.azureMonitorProfile.appMonitoring',
    'properties.nodeProvisioningProfile.mode',
    'properties.agentPoolProfiles.networkProfile.secondaryNetworkInterfaces',
    'properties.agentPoolProfiles.gatewayProfile',
    'properties.serviceMeshProfile.istio.components.egressGateways',
  ],
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    ...identityBlock,
    // "the only possible value at this point".
    { to: 'sku.name', default: 'Base' },
    { attribute: 'sku_tier', to: 'sku.tier', default: 'Free' },
    { attribute: 'edge_zone', to: 'extendedLocation.name' },
    ...apiServerRows,
    ...networkRows,
    ...addOnRows,
    ...securityRows,
    ...scalingRows,
    ...serviceMeshRows('service_mesh_profile'),
    ...ofProperties,
  ],
  more: ingressGateways('service_mesh_profile'),
};
