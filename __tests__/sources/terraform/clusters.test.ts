import { describe, expect, test } from '@jest/globals';
import { computed, planned, reference, resourcesOf, secret, shown, type PlanSpec, type ResourceSpec } from './plans.ts';

// Configurations follow the provider's acceptance tests (hashicorp/terraform-provider-azurerm, internal/services/containers/*_test.go), which each
// case names; what the document holds is what the expand functions of kubernetes_cluster_resource.go, kubernetes_addons.go and
// kubernetes_nodepool.go send. `planned` values are defaults of the schema there.

type Attributes = { readonly [name: string]: unknown };

/** `basicVMSSConfig` with the defaults that 4.x plans. */
const basic: Attributes = {
  name: 'acctestaks',
  location: 'westeurope',
  resource_group_name: 'acctestRG-aks',
  dns_prefix: 'acctestaks',
  private_cluster_enabled: planned(false),
  private_cluster_public_fqdn_enabled: planned(false),
  run_command_enabled: planned(true),
  role_based_access_control_enabled: planned(true),
  sku_tier: planned('Free'),
  node_os_upgrade_channel: planned('NodeImage'),
  default_node_pool: [{ name: 'default', node_count: 1, vm_size: 'Standard_DS2_v2', upgrade_settings: [{ max_surge: '10%' }], type: planned('VirtualMachineScaleSets'), os_disk_type: planned('Managed'), os_sku: computed }],
  identity: [{ type: 'SystemAssigned', principal_id: computed }],
  network_profile: computed,
  bootstrap_profile: computed,
  kubelet_identity: computed,
  auto_scaler_profile: computed,
  windows_profile: computed,
  id: computed,
};

const networkProfile = (more: Attributes): Attributes => ({
  network_profile: [{ network_plugin: 'azure', load_balancer_sku: planned('standard'), network_data_plane: planned('azure'), load_balancer_profile: computed, nat_gateway_profile: computed, pod_cidr: computed, ip_versions: computed, ...more }],
});

async function cluster(attributes: Attributes, spec: Omit<PlanSpec, 'resources'> = {}, others: readonly ResourceSpec[] = []): Promise<{ readonly [name: string]: unknown }> {
  const resources = await resourcesOf([...others, { address: 'azurerm_kubernetes_cluster.test', attributes: { ...basic, ...attributes } }], spec);
  const found = resources.find(({ type }) => type === 'Microsoft.ContainerService/managedClusters');
  return shown(found?.body) as { readonly [name: string]: unknown };
}

const properties = (expected: object): unknown => expect.objectContaining({ properties: expect.objectContaining(expected) });

interface Case {
  readonly title: string;
  readonly attributes: Attributes;
  readonly spec?: Omit<PlanSpec, 'resources'>;
  readonly expected: object;
}

const loadBalancerOnly = { networkProfile: { networkPlugin: 'azure', networkDataplane: 'azure', loadBalancerSku: 'standard', outboundType: 'loadBalancer' } };
const three = { constraint: '~> 3.100' };

/** Default pool of 3.x. */
const oldPool = (more: Attributes): Attributes => ({ default_node_pool: [{ name: 'default', node_count: 1, vm_size: 'Standard_DS2_v2', ...more }] });

const cases: readonly Case[] = [
  {
    title: 'advancedNetworkingConfig "azure": the default way out is the load balancer',
    attributes: networkProfile({ outbound_type: planned('loadBalancer') }),
    expected: loadBalancerOnly,
  },
  {
    title: 'outboundTypeNone with a bootstrap registry of one\'s own (bootstrap_profile: PR 29808)',
    attributes: { ...networkProfile({ outbound_type: 'none' }), bootstrap_profile: [{ artifact_source: 'Cache', container_registry_id: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr' }] },
    expected: {
      networkProfile: { networkPlugin: 'azure', networkDataplane: 'azure', loadBalancerSku: 'standard', outboundType: 'none' },
      bootstrapProfile: { artifactSource: 'Cache', containerRegistryId: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/acr' },
    },
  },
  {
    title: 'bootstrapProfile with the artifact source that the schema presets',
    attributes: { bootstrap_profile: [{ artifact_source: planned('Direct') }] },
    expected: { bootstrapProfile: { artifactSource: 'Direct' } },
  },
  {
    title: 'outboundTypeUserDefinedRouting',
    attributes: networkProfile({ outbound_type: 'userDefinedRouting' }),
    expected: { networkProfile: { networkPlugin: 'azure', networkDataplane: 'azure', loadBalancerSku: 'standard', outboundType: 'userDefinedRouting' } },
  },
  {
    title: 'natGatewayProfile: managedNATGateway with a count of addresses (expandNatGatewayProfile)',
    attributes: networkProfile({ outbound_type: 'managedNATGateway', nat_gateway_profile: [{ managed_outbound_ip_count: 2, idle_timeout_in_minutes: 10 }] }),
    expected: {
      networkProfile: { networkPlugin: 'azure', networkDataplane: 'azure', loadBalancerSku: 'standard', outboundType: 'managedNATGateway', natGatewayProfile: { managedOutboundIPProfile: { count: 2 }, idleTimeoutInMinutes: 10 } },
    },
  },
  {
    title: 'standardLoadBalancerProfile: managed addresses; a count of zero is none (expandLoadBalancerProfile)',
    attributes: networkProfile({ outbound_type: planned('loadBalancer'), load_balancer_profile: [{ managed_outbound_ip_count: 3, managed_outbound_ipv6_count: planned(0), idle_timeout_in_minutes: planned(30), outbound_ports_allocated: planned(0) }] }),
    expected: {
      networkProfile: {
        networkPlugin: 'azure', networkDataplane: 'azure', loadBalancerSku: 'standard', outboundType: 'loadBalancer',
        loadBalancerProfile: { managedOutboundIPs: { count: 3 }, idleTimeoutInMinutes: 30, allocatedOutboundPorts: 0 },
      },
    },
  },
  {
    title: 'standardLoadBalancerProfileWithPortAndTimeout and outbound_ip_address_ids (idsToResourceReferences)',
    attributes: networkProfile({ outbound_type: planned('loadBalancer'), load_balancer_profile: [{ outbound_ip_address_ids: ['/subscriptions/s/ip'], idle_timeout_in_minutes: 10, outbound_ports_allocated: 8000 }] }),
    expected: {
      networkProfile: {
        networkPlugin: 'azure', networkDataplane: 'azure', loadBalancerSku: 'standard', outboundType: 'loadBalancer',
        loadBalancerProfile: { outboundIPs: { publicIPs: [{ id: '/subscriptions/s/ip' }] }, idleTimeoutInMinutes: 10, allocatedOutboundPorts: 8000 },
      },
    },
  },
  {
    title: 'privateClusterOnWithPrivateDNSZoneSystem: private, its name in public DNS as well (expandKubernetesClusterAPIAccessProfile)',
    attributes: { private_cluster_enabled: true, private_cluster_public_fqdn_enabled: true, private_dns_zone_id: 'System' },
    expected: { apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: true, privateDNSZone: 'System', disableRunCommand: false } },
  },
  {
    title: 'runCommand: `run_command_enabled = false` is `disableRunCommand`',
    attributes: { run_command_enabled: false },
    expected: { apiServerAccessProfile: { enablePrivateCluster: false, enablePrivateClusterPublicFQDN: false, disableRunCommand: true } },
  },
  {
    title: 'apiServerAccessProfile with virtual network integration',
    attributes: { api_server_access_profile: [{ virtual_network_integration_enabled: true, subnet_id: '/subscriptions/s/subnets/api', authorized_ip_ranges: ['8.8.8.8/32'] }] },
    expected: {
      apiServerAccessProfile: { enablePrivateCluster: false, enablePrivateClusterPublicFQDN: false, disableRunCommand: false, authorizedIPRanges: ['8.8.8.8/32'], enableVnetIntegration: true, subnetId: '/subscriptions/s/subnets/api' },
    },
  },
  {
    title: 'addonProfileAciConnectorLinux, addonProfileOMS, addonProfileAzurePolicy and the secrets provider (kubernetes_addons.go, expandKubernetesAddOns)',
    attributes: {
      azure_policy_enabled: true,
      http_application_routing_enabled: false,
      aci_connector_linux: [{ subnet_name: 'aci', connector_identity: computed }],
      oms_agent: [{ log_analytics_workspace_id: '/subscriptions/s/w', msi_auth_for_monitoring_enabled: true }],
      key_vault_secrets_provider: [{ secret_rotation_enabled: true, secret_rotation_interval: planned('2m') }],
    },
    expected: {
      addonProfiles: {
        azurepolicy: { enabled: true, config: { version: 'v2' } },
        httpApplicationRouting: { enabled: false },
        aciConnectorLinux: { enabled: true, config: { SubnetName: 'aci' } },
        omsagent: { enabled: true, config: { logAnalyticsWorkspaceResourceID: '/subscriptions/s/w', useAADAuth: 'true' } },
        azureKeyvaultSecretsProvider: { enabled: true, config: { enableSecretRotation: 'true', rotationPollInterval: '2m' } },
      },
    },
  },
  {
    title: 'addonProfileIngressApplicationGateway by the CIDR of a subnet',
    attributes: { ingress_application_gateway: [{ gateway_name: 'gw', subnet_cidr: '10.225.0.0/16' }] },
    expected: {
      addonProfiles: { azurepolicy: { enabled: false, config: { version: 'v2' } }, ingressApplicationGateway: { enabled: true, config: { applicationGatewayName: 'gw', subnetCIDR: '10.225.0.0/16' } } },
    },
  },
  {
    title: 'servicePrincipalConfig: no identity, the client of the service principal; its secret is not read',
    attributes: { identity: planned([]), service_principal: [{ client_id: '11111111-1111-1111-1111-111111111111', client_secret: secret('very') }] },
    expected: { servicePrincipalProfile: { clientId: '11111111-1111-1111-1111-111111111111' } },
  },
  {
    title: 'with an identity the service principal is `msi` (resourceKubernetesClusterCreate)',
    attributes: {},
    expected: { servicePrincipalProfile: { clientId: 'msi' } },
  },
  {
    title: 'httpProxyConfig (expandKubernetesClusterHttpProxyConfig)',
    attributes: { http_proxy_config: [{ http_proxy: 'http://10.0.0.4:8888/', https_proxy: 'http://10.0.0.4:8888/', no_proxy: ['localhost'], trusted_ca: secret('LS0t') }] },
    expected: { httpProxyConfig: { httpProxy: 'http://10.0.0.4:8888/', httpsProxy: 'http://10.0.0.4:8888/', noProxy: ['localhost'] } },
  },
  {
    title: 'webAppRouting with the controller that the schema presets (expandKubernetesClusterIngressProfile)',
    attributes: { web_app_routing: [{ dns_zone_ids: [], default_nginx_controller: planned('AnnotationControlled') }] },
    expected: { ingressProfile: { webAppRouting: { enabled: true, dnsZoneResourceIds: [], nginx: { defaultIngressControllerType: 'AnnotationControlled' } } } },
  },
  {
    title: 'serviceMeshProfile: both gateways are sent, each with its switch (expandKubernetesClusterServiceMeshProfile)',
    attributes: { service_mesh_profile: [{ mode: 'Istio', internal_ingress_gateway_enabled: true, external_ingress_gateway_enabled: false, revisions: ['asm-1-25'] }] },
    expected: { serviceMeshProfile: { mode: 'Istio', istio: { revisions: ['asm-1-25'], components: { ingressGateways: [{ enabled: true, mode: 'Internal' }, { enabled: false, mode: 'External' }] } } } },
  },
  {
    title: 'microsoftDefender, costAnalysis and monitorMetrics',
    attributes: { microsoft_defender: [{ log_analytics_workspace_id: '/subscriptions/s/w' }], cost_analysis_enabled: true, sku_tier: 'Standard', monitor_metrics: [{}] },
    expected: {
      securityProfile: { defender: { securityMonitoring: { enabled: true }, logAnalyticsWorkspaceResourceId: '/subscriptions/s/w' } },
      metricsProfile: { costAnalysis: { enabled: true } },
      azureMonitorProfile: { metrics: { enabled: true } },
    },
  },
  {
    title: 'nothing written: metrics off, no channel, no network profile (the service presets it)',
    attributes: {},
    expected: { azureMonitorProfile: { metrics: { enabled: false } }, autoUpgradeProfile: { upgradeChannel: 'none', nodeOSUpgradeChannel: 'NodeImage' } },
  },
  {
    title: '4.x: automatic_upgrade_channel and node_os_upgrade_channel',
    attributes: { automatic_upgrade_channel: 'stable', node_os_upgrade_channel: 'Unmanaged' },
    expected: { autoUpgradeProfile: { upgradeChannel: 'stable', nodeOSUpgradeChannel: 'Unmanaged' } },
  },
  {
    title: '3.x: automatic_channel_upgrade and node_os_channel_upgrade',
    attributes: { automatic_channel_upgrade: 'patch', node_os_channel_upgrade: 'None', node_os_upgrade_channel: undefined },
    spec: three,
    expected: { autoUpgradeProfile: { upgradeChannel: 'patch', nodeOSUpgradeChannel: 'None' } },
  },
  {
    title: '3.x: api_server_authorized_ip_ranges beside the cluster',
    attributes: { api_server_authorized_ip_ranges: ['1.2.3.4/32'] },
    spec: three,
    expected: { apiServerAccessProfile: { enablePrivateCluster: false, enablePrivateClusterPublicFQDN: false, disableRunCommand: false, authorizedIPRanges: ['1.2.3.4/32'] } },
  },
  {
    title: '3.x: vnet_integration_enabled, which was a preview',
    attributes: { api_server_access_profile: [{ vnet_integration_enabled: true, subnet_id: '/subscriptions/s/subnets/api', authorized_ip_ranges: planned([]) }] },
    spec: three,
    expected: { apiServerAccessProfile: { enablePrivateCluster: false, enablePrivateClusterPublicFQDN: false, disableRunCommand: false, authorizedIPRanges: [], enableVnetIntegration: true, subnetId: '/subscriptions/s/subnets/api' } },
  },
  {
    title: '3.x: ebpf_data_plane',
    attributes: { network_profile: [{ network_plugin: 'azure', ebpf_data_plane: 'cilium', outbound_type: planned('loadBalancer'), load_balancer_sku: planned('standard') }] },
    spec: three,
    expected: { networkProfile: { networkPlugin: 'azure', networkDataplane: 'cilium', outboundType: 'loadBalancer', loadBalancerSku: 'standard' } },
  },
  {
    title: '3.x: web_app_routing with one zone',
    attributes: { web_app_routing: [{ dns_zone_id: '/subscriptions/s/zone' }] },
    spec: three,
    expected: { ingressProfile: { webAppRouting: { enabled: true, dnsZoneResourceIds: ['/subscriptions/s/zone'] } } },
  },
];

describe('azurerm_kubernetes_cluster', () => {
  test.each(cases)('$title', async ({ attributes, spec, expected }) => {
    expect(await cluster(attributes, spec)).toEqual(properties(expected));
  });

  test('basicVMSSConfig: what it is called, where it is, what it is sold as', async () => {
    const body = await cluster({ location: 'West Europe', tags: { env: 'test' } });
    expect(body).toEqual(expect.objectContaining({ location: 'westeurope', tags: { env: 'test' }, identity: { type: 'SystemAssigned' }, sku: { name: 'Base', tier: 'Free' } }));
  });

  test('what the plan does not know and nobody wrote is left out, as the provider leaves it out', async () => {
    const { properties: found } = (await cluster({})) as { properties: object };
    expect(Object.keys(found)).not.toEqual(expect.arrayContaining(['networkProfile']));
    expect(found).not.toHaveProperty('bootstrapProfile');
    expect(found).not.toHaveProperty('publicNetworkAccess');
  });

  test('3.x: public_network_access_enabled is not passed on ("currently not functional")', async () => {
    const { properties: found } = (await cluster({ public_network_access_enabled: false }, three)) as { properties: object };
    expect(found).not.toHaveProperty('publicNetworkAccess');
  });

  test('a user-assigned identity that is known becomes a member of `userAssignedIdentities`', async () => {
    const id = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/aks';
    expect(await cluster({ identity: [{ type: 'UserAssigned', identity_ids: [id] }] })).toEqual(expect.objectContaining({ identity: { type: 'UserAssigned', userAssignedIdentities: { [id]: {} } } }));
  });
});

describe('default_node_pool (kubernetes_nodepool.go, ExpandDefaultNodePool)', () => {
  const pool = async (attributes: Attributes, spec?: Omit<PlanSpec, 'resources'>): Promise<unknown> => ((await cluster(attributes, spec)) as { properties: { agentPoolProfiles: readonly unknown[] } }).properties.agentPoolProfiles[0];

  test('is a system pool of Linux whatever is written', async () => {
    expect(await pool({})).toEqual(expect.objectContaining({ name: 'default', mode: 'System', osType: 'Linux', type: 'VirtualMachineScaleSets', count: 1, upgradeSettings: { maxSurge: '10%' }, enableNodePublicIP: false }));
  });

  test('4.x: node_public_ip_enabled with a prefix, host encryption, autoscaling', async () => {
    const attributes = oldPool({ node_public_ip_enabled: true, node_public_ip_prefix_id: '/subscriptions/s/prefix', host_encryption_enabled: true, auto_scaling_enabled: true, min_count: 1, max_count: 3 });
    expect(await pool(attributes)).toEqual(expect.objectContaining({ enableNodePublicIP: true, nodePublicIPPrefixID: '/subscriptions/s/prefix', enableEncryptionAtHost: true, enableAutoScaling: true, minCount: 1, maxCount: 3 }));
  });

  test('3.x: enable_node_public_ip and its neighbours', async () => {
    const attributes = oldPool({ enable_node_public_ip: true, enable_host_encryption: true, enable_auto_scaling: true });
    expect(await pool(attributes, three)).toEqual(expect.objectContaining({ enableNodePublicIP: true, enableEncryptionAtHost: true, enableAutoScaling: true }));
  });

  test('a plan that has the names of 3.x is read by them, whichever version is assumed', async () => {
    expect(await pool(oldPool({ enable_node_public_ip: true }), { constraint: '>= 3.0' })).toEqual(expect.objectContaining({ enableNodePublicIP: true }));
  });
});

describe('azurerm_kubernetes_automatic_cluster (kubernetes_automatic_cluster_resource.go)', () => {
  const automatic = async (attributes: Attributes): Promise<unknown> => {
    const [found] = await resourcesOf([{ address: 'azurerm_kubernetes_automatic_cluster.test', attributes: { name: 'auto', location: 'westeurope', resource_group_name: 'rg', identity: [{ type: 'SystemAssigned' }], ...attributes } }], { constraint: '~> 5.0' });
    return shown(found?.body);
  };

  test('is sold as Automatic, and public unless `private_cluster` is written', async () => {
    expect(await automatic({})).toEqual(expect.objectContaining({ sku: { name: 'Automatic', tier: 'Standard' }, properties: expect.objectContaining({ apiServerAccessProfile: { enablePrivateCluster: false, enablePrivateClusterPublicFQDN: false } }) }));
  });

  test('the block `private_cluster` alone makes it private', async () => {
    const body = await automatic({ private_cluster: [{ public_fully_qualified_domain_name_enabled: planned(false), private_dns_zone_id: 'System' }] });
    expect(body).toEqual(properties({ apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, privateDNSZone: 'System' } }));
  });

  test('hosted system subnets, ingress and mesh', async () => {
    const body = await automatic({
      hosted_system: [{ node_subnet_id: '/s/nodes', system_node_subnet_id: '/s/system' }],
      web_app_routing_ingress: [{ default_nginx_controller: 'Internal', istio_enabled: planned(false) }],
      service_mesh: [{ revisions: ['asm-1-27'], external_ingress_gateway_enabled: true, internal_ingress_gateway_enabled: planned(false) }],
    });
    expect(body).toEqual(properties({
      hostedSystemProfile: { nodeSubnetID: '/s/nodes', systemNodeSubnetID: '/s/system' },
      ingressProfile: { webAppRouting: { enabled: true, nginx: { defaultIngressControllerType: 'Internal' }, gatewayAPIImplementations: { appRoutingIstio: { mode: 'Disabled' } } } },
      serviceMeshProfile: { mode: 'Istio', istio: { revisions: ['asm-1-27'], components: { ingressGateways: [{ enabled: false, mode: 'Internal' }, { enabled: true, mode: 'External' }] } } },
    }));
  });
});

describe('azurerm_kubernetes_cluster_node_pool and what stands on clusters', () => {
  const onCluster = { name: 'pool', kubernetes_cluster_id: reference('azurerm_kubernetes_cluster.test.id'), vm_size: 'Standard_DS2_v2' };
  const others = async (spec: ResourceSpec, plan?: Omit<PlanSpec, 'resources'>): Promise<unknown> => {
    const resources = await resourcesOf([{ address: 'azurerm_kubernetes_cluster.test', attributes: basic }, spec], plan);
    const found = resources.at(-1);
    return { type: found?.type, name: found?.name, openId: found?.openId, body: shown(found?.body) };
  };

  test('a pool of its own: a user pool of scale sets, below the new cluster', async () => {
    expect(await others({ address: 'azurerm_kubernetes_cluster_node_pool.p', attributes: { ...onCluster, node_public_ip_enabled: true, os_type: planned('Linux'), mode: planned('User') } })).toEqual({
      type: 'Microsoft.ContainerService/managedClusters/agentPools',
      name: 'acctestaks/pool',
      openId: ['/subscriptions/', '/resourceGroups/acctestRG-aks/providers/Microsoft.ContainerService/managedClusters/acctestaks/agentPools/pool'],
      body: properties({ enableNodePublicIP: true, osType: 'Linux', mode: 'User', type: 'VirtualMachineScaleSets', scaleSetPriority: 'Regular' }),
    });
  });

  test('3.x: a Windows pool with outbound NAT disabled (expandAgentPoolWindowsProfile)', async () => {
    const spec = { address: 'azurerm_kubernetes_cluster_node_pool.w', attributes: { ...onCluster, os_type: 'Windows', enable_node_public_ip: true, windows_profile: [{ outbound_nat_enabled: false }] } };
    expect(await others(spec, three)).toEqual(expect.objectContaining({ body: properties({ osType: 'Windows', enableNodePublicIP: true, windowsProfile: { disableOutboundNat: true } }) }));
  });

  test('an extension stands on the cluster', async () => {
    expect(await others({ address: 'azurerm_kubernetes_cluster_extension.flux', attributes: { name: 'flux', cluster_id: reference('azurerm_kubernetes_cluster.test.id'), extension_type: 'microsoft.flux' } })).toEqual({
      type: 'Microsoft.KubernetesConfiguration/extensions',
      name: 'flux',
      openId: ['/subscriptions/', '/resourceGroups/acctestRG-aks/providers/Microsoft.ContainerService/managedClusters/acctestaks/providers/Microsoft.KubernetesConfiguration/extensions/flux'],
      body: { properties: { extensionType: 'microsoft.flux', autoUpgradeMinorVersion: true } },
    });
  });
});
