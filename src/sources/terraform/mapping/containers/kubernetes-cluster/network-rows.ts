import type { Row } from '../../table.ts';

/** kubernetes_cluster_resource.go: expandKubernetesClusterNetworkProfile, expandLoadBalancerProfile, expandNatGatewayProfile. */
export const networkRows: readonly Row[] = [
  { attribute: 'network_profile.network_plugin', to: 'properties.networkProfile.networkPlugin' },
  { attribute: 'network_profile.network_mode', to: 'properties.networkProfile.networkMode' },
  { attribute: 'network_profile.network_policy', to: 'properties.networkProfile.networkPolicy' },
  { attribute: 'network_profile.network_plugin_mode', to: 'properties.networkProfile.networkPluginMode' },
  { attribute: 'network_profile.network_data_plane', to: 'properties.networkProfile.networkDataplane' },
  { attribute: 'network_profile.ebpf_data_plane', to: 'properties.networkProfile.networkDataplane', until: '4.0.0' },
  { attribute: 'network_profile.outbound_type', to: 'properties.networkProfile.outboundType', default: 'loadBalancer' },
  { attribute: 'network_profile.load_balancer_sku', to: 'properties.networkProfile.loadBalancerSku', default: 'standard' },
  { attribute: 'network_profile.dns_service_ip', to: 'properties.networkProfile.dnsServiceIP' },
  { attribute: 'network_profile.pod_cidr', to: 'properties.networkProfile.podCidr' },
  { attribute: 'network_profile.pod_cidrs', to: 'properties.networkProfile.podCidrs' },
  { attribute: 'network_profile.service_cidr', to: 'properties.networkProfile.serviceCidr' },
  { attribute: 'network_profile.service_cidrs', to: 'properties.networkProfile.serviceCidrs' },
  { attribute: 'network_profile.ip_versions', to: 'properties.networkProfile.ipFamilies' },
  { to: 'properties.networkProfile.advancedNetworking.enabled', default: true, when: 'network_profile.advanced_networking' },
  { attribute: 'network_profile.advanced_networking.observability_enabled', to: 'properties.networkProfile.advancedNetworking.observability.enabled', default: false },
  { attribute: 'network_profile.advanced_networking.security_enabled', to: 'properties.networkProfile.advancedNetworking.security.enabled', default: false },
  { attribute: 'network_profile.load_balancer_profile.managed_outbound_ip_count', to: 'properties.networkProfile.loadBalancerProfile.managedOutboundIPs.count', unset: 0 },
  { attribute: 'network_profile.load_balancer_profile.managed_outbound_ipv6_count', to: 'properties.networkProfile.loadBalancerProfile.managedOutboundIPs.countIPv6', unset: 0 },
  {
    attribute: 'network_profile.load_balancer_profile.outbound_ip_address_ids',
    to: 'properties.networkProfile.loadBalancerProfile.outboundIPs.publicIPs',
    as: { kind: 'objects', member: 'id' },
  },
  {
    attribute: 'network_profile.load_balancer_profile.outbound_ip_prefix_ids',
    to: 'properties.networkProfile.loadBalancerProfile.outboundIPPrefixes.publicIPPrefixes',
    as: { kind: 'objects', member: 'id' },
  },
  { attribute: 'network_profile.load_balancer_profile.idle_timeout_in_minutes', to: 'properties.networkProfile.loadBalancerProfile.idleTimeoutInMinutes', unset: 0 },
  { attribute: 'network_profile.load_balancer_profile.outbound_ports_allocated', to: 'properties.networkProfile.loadBalancerProfile.allocatedOutboundPorts' },
  { attribute: 'network_profile.load_balancer_profile.backend_pool_type', to: 'properties.networkProfile.loadBalancerProfile.backendPoolType' },
  { attribute: 'network_profile.nat_gateway_profile.managed_outbound_ip_count', to: 'properties.networkProfile.natGatewayProfile.managedOutboundIPProfile.count', unset: 0 },
  { attribute: 'network_profile.nat_gateway_profile.idle_timeout_in_minutes', to: 'properties.networkProfile.natGatewayProfile.idleTimeoutInMinutes', unset: 0 },
];
