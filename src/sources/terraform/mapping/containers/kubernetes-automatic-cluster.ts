import { identityBlock, locationAndTags } from '../common-rows.ts';
import type { ResourceTable } from '../table.ts';
import { ingressGateways, serviceMeshRows } from './kubernetes-cluster/service-mesh.ts';

export const kubernetesAutomaticCluster: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_kubernetes_automatic_cluster',
  armType: 'Microsoft.ContainerService/managedClusters',
  apiVersion: '2026-04-01',
  source: 'internal/services/containers/kubernetes_automatic_cluster_resource.go, Create',
  notes: 'Released with 4.81. What the service presets for Automatic clusters is not in the plan and not in the document.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    ...identityBlock,
    { to: 'sku.name', default: 'Automatic' },
    { to: 'sku.tier', default: 'Standard' },
    // expandKubernetesAutomaticClusterPrivateCluster: the block alone makes the cluster private.
    { to: 'properties.apiServerAccessProfile.enablePrivateCluster', default: true, when: 'private_cluster', withoutBlock: false },
    {
      attribute: 'private_cluster.public_fully_qualified_domain_name_enabled',
      to: 'properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN',
      default: false,
      withoutBlock: false,
    },
    { attribute: 'private_cluster.private_dns_zone_id', to: 'properties.apiServerAccessProfile.privateDNSZone' },
    { attribute: 'api_server_access.authorized_ip_ranges', to: 'properties.apiServerAccessProfile.authorizedIPRanges' },
    { attribute: 'api_server_access.subnet_id', to: 'properties.apiServerAccessProfile.subnetId' },
    { attribute: 'hosted_system.node_subnet_id', to: 'properties.hostedSystemProfile.nodeSubnetID' },
    { attribute: 'hosted_system.system_node_subnet_id', to: 'properties.hostedSystemProfile.systemNodeSubnetID' },
    // expandKubernetesAutomaticClusterWebAppRoutingIngress.
    { to: 'properties.ingressProfile.webAppRouting.enabled', default: true, when: 'web_app_routing_ingress' },
    {
      attribute: 'web_app_routing_ingress.default_nginx_controller',
      to: 'properties.ingressProfile.webAppRouting.nginx.defaultIngressControllerType',
      default: 'None',
    },
    {
      attribute: 'web_app_routing_ingress.istio_enabled',
      to: 'properties.ingressProfile.webAppRouting.gatewayAPIImplementations.appRoutingIstio.mode',
      as: { kind: 'choice', values: { true: 'Enabled', false: 'Disabled' } },
      default: false,
    },
    { attribute: 'web_app_routing_ingress.dns_zone_ids', to: 'properties.ingressProfile.webAppRouting.dnsZoneResourceIds' },
    { to: 'properties.serviceMeshProfile.mode', default: 'Istio', when: 'service_mesh' },
    { attribute: 'service_mesh.proxy_redirect_mechanism', to: 'properties.serviceMeshProfile.istio.components.proxyRedirectionMechanism' },
    ...serviceMeshRows('service_mesh'),
  ],
  more: ingressGateways('service_mesh'),
};
