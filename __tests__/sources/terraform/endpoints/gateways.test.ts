import { expect, test } from '@jest/globals';
import { computed, planned, reference, resourcesOf, shown, type ResourceSpec } from '../plans.ts';

// virtual_network_gateway_resource.go, getVirtualNetworkGatewayProperties; virtual_hub_connection_resource.go; firewall_resource.go;
// subnet_service_endpoint_storage_policy_resource.go; private_dns_resolver_policy_resource.go and its neighbours.

const place = { resource_group_name: 'rg', location: 'West Europe' };
const network = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/net';

async function bodies(...specs: readonly ResourceSpec[]): Promise<readonly unknown[]> {
  return (await resourcesOf(specs)).map(({ type, name, body }) => ({ type, name, body: shown(body) }));
}

test('a gateway stands in the subnet of its address', async () => {
  const attributes = {
    ...place,
    name: 'gw',
    type: 'Vpn',
    sku: 'VpnGw1',
    enable_bgp: true,
    active_active: computed,
    ip_configuration: [{ name: planned(null), subnet_id: `${network}/subnets/GatewaySubnet`, public_ip_address_id: '/address' }],
  };
  expect(await bodies({ address: 'azurerm_virtual_network_gateway.gw', attributes })).toEqual([
    {
      type: 'Microsoft.Network/virtualNetworkGateways',
      name: 'gw',
      body: {
        location: 'westeurope',
        properties: {
          gatewayType: 'Vpn',
          vpnType: 'RouteBased',
          sku: { name: 'VpnGw1', tier: 'VpnGw1' },
          enableBgp: true,
          activeActive: false,
          enablePrivateIpAddress: false,
          enableBgpRouteTranslationForNat: false,
          disableIPSecReplayProtection: false,
          allowRemoteVnetTraffic: false,
          allowVirtualWanTraffic: false,
          ipConfigurations: [{ name: 'vnetGatewayConfig', properties: { subnet: { id: `${network}/subnets/GatewaySubnet` }, publicIPAddress: { id: '/address' }, privateIPAllocationMethod: 'Dynamic' } }],
        },
      },
    },
  ]);
});

test('a connection stands below its hub, and names the network', async () => {
  const attributes = { name: 'c', virtual_hub_id: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualHubs/hub', remote_virtual_network_id: network, routing: computed };
  expect(await bodies({ address: 'azurerm_virtual_hub_connection.c', attributes })).toEqual([
    { type: 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections', name: 'hub/c', body: { properties: { remoteVirtualNetwork: { id: network }, enableInternetSecurity: false } } },
  ]);
});

test('a firewall has addresses in two subnets', async () => {
  const attributes = {
    ...place,
    name: 'fw',
    sku_name: 'AZFW_VNet',
    sku_tier: 'Standard',
    threat_intel_mode: computed,
    firewall_policy_id: '/policy',
    ip_configuration: [{ name: 'a', subnet_id: '/subnet', public_ip_address_id: '/address' }],
    management_ip_configuration: [{ name: 'm', subnet_id: '/management', public_ip_address_id: '/other' }],
  };
  expect(await bodies({ address: 'azurerm_firewall.fw', attributes })).toEqual([
    {
      type: 'Microsoft.Network/azureFirewalls',
      name: 'fw',
      body: {
        location: 'westeurope',
        properties: {
          sku: { name: 'AZFW_VNet', tier: 'Standard' },
          firewallPolicy: { id: '/policy' },
          ipConfigurations: [{ name: 'a', properties: { subnet: { id: '/subnet' }, publicIPAddress: { id: '/address' } } }],
          managementIpConfiguration: { name: 'm', properties: { subnet: { id: '/management' }, publicIPAddress: { id: '/other' } } },
        },
      },
    },
  ]);
});

test('a policy for service endpoints is about storage unless it says otherwise', async () => {
  const attributes = { ...place, name: 'p', definition: [{ name: 'd', service: planned(null), service_resources: ['/account'] }] };
  expect(await bodies({ address: 'azurerm_subnet_service_endpoint_storage_policy.p', attributes })).toEqual([
    {
      type: 'Microsoft.Network/serviceEndpointPolicies',
      name: 'p',
      body: { location: 'westeurope', properties: { serviceEndpointPolicyDefinitions: [{ name: 'd', properties: { service: 'Microsoft.Storage', serviceResources: ['/account'] } }] } },
    },
  ]);
});

test('a DNS security policy with its link, its rule and the list that this names', async () => {
  const policy = reference('azurerm_private_dns_resolver_policy.p.id');
  expect(
    await bodies(
      { address: 'azurerm_private_dns_resolver_policy.p', attributes: { ...place, name: 'p' } },
      { address: 'azurerm_private_dns_resolver_policy_virtual_network_link.l', attributes: { name: 'l', location: 'westeurope', dns_resolver_policy_id: policy, virtual_network_id: network } },
      {
        address: 'azurerm_private_dns_resolver_security_rule.r',
        attributes: { name: 'r', location: 'westeurope', dns_resolver_policy_id: policy, action: 'Block', priority: 100, enabled: planned(null), dns_resolver_domain_list_ids: [reference('azurerm_private_dns_resolver_domain_list.all.id')] },
      },
      { address: 'azurerm_private_dns_resolver_domain_list.all', attributes: { ...place, name: 'all', domains: ['.'] } },
    ),
  ).toEqual([
    { type: 'Microsoft.Network/dnsResolverPolicies', name: 'p', body: { location: 'westeurope' } },
    { type: 'Microsoft.Network/dnsResolverPolicies/virtualNetworkLinks', name: 'p/l', body: { location: 'westeurope', properties: { virtualNetwork: { id: network } } } },
    {
      type: 'Microsoft.Network/dnsResolverPolicies/dnsSecurityRules',
      name: 'p/r',
      body: {
        location: 'westeurope',
        properties: {
          action: { actionType: 'Block' },
          priority: 100,
          dnsSecurityRuleState: 'Enabled',
          dnsResolverDomainLists: [{ id: { unknown: 'the id of azurerm_private_dns_resolver_domain_list.all is known only after apply', pieces: ['/subscriptions/', '/resourceGroups/rg/providers/Microsoft.Network/dnsResolverDomainLists/all'] } }],
        },
      },
    },
    { type: 'Microsoft.Network/dnsResolverDomainLists', name: 'all', body: { location: 'westeurope', properties: { domains: ['.'] } } },
  ]);
});

test('a switched-off rule of a DNS security policy is disabled', async () => {
  const attributes = { name: 'r', dns_resolver_policy_id: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/dnsResolverPolicies/p', enabled: false };
  expect(await bodies({ address: 'azurerm_private_dns_resolver_security_rule.r', attributes })).toEqual([expect.objectContaining({ name: 'p/r', body: { properties: { dnsSecurityRuleState: 'Disabled' } } })]);
});
