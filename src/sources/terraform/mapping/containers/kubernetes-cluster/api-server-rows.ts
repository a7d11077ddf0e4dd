import type { Row } from '../../table.ts';

/** kubernetes_cluster_resource.go, expandKubernetesClusterAPIAccessProfile, of 4.x and of 3.x (there with `api_server_authorized_ip_ranges`). */
export const apiServerRows: readonly Row[] = [
  { attribute: 'private_cluster_enabled', to: 'properties.apiServerAccessProfile.enablePrivateCluster', default: false },
  { attribute: 'private_cluster_public_fqdn_enabled', to: 'properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN', default: false },
  { attribute: 'private_dns_zone_id', to: 'properties.apiServerAccessProfile.privateDNSZone' },
  { attribute: 'run_command_enabled', to: 'properties.apiServerAccessProfile.disableRunCommand', as: { kind: 'not' }, default: true },
  { attribute: 'api_server_access_profile.authorized_ip_ranges', to: 'properties.apiServerAccessProfile.authorizedIPRanges' },
  { attribute: 'api_server_authorized_ip_ranges', to: 'properties.apiServerAccessProfile.authorizedIPRanges', until: '4.0.0' },
  { attribute: 'api_server_access_profile.virtual_network_integration_enabled', to: 'properties.apiServerAccessProfile.enableVnetIntegration', default: false, since: '4.0.0' },
  { attribute: 'api_server_access_profile.vnet_integration_enabled', to: 'properties.apiServerAccessProfile.enableVnetIntegration', default: false, until: '4.0.0' },
  { attribute: 'api_server_access_profile.subnet_id', to: 'properties.apiServerAccessProfile.subnetId' },
];
