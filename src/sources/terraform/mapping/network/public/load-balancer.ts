import { locationAndTags } from '../../common-rows.ts';
import type { ResourceTable } from '../../table.ts';

export const loadBalancer: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_lb',
  armType: 'Microsoft.Network/loadBalancers',
  apiVersion: '2025-01-01',
  source: 'internal/services/loadbalancer/loadbalancer_resource.go, resourceArmLoadBalancerCreateUpdate',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    { attribute: 'edge_zone', to: 'extendedLocation.name' },
    // The default of the schema in 3.x is `LoadBalancerSkuNameBasic`.
    { attribute: 'sku', to: 'sku.name', default: 'Standard', since: '4.0.0' },
    { attribute: 'sku', to: 'sku.name', default: 'Basic', until: '4.0.0' },
    { attribute: 'sku_tier', to: 'sku.tier', default: 'Regional' },
    // expandAzureRmLoadBalancerFrontendIpConfigurations
    {
      attribute: 'frontend_ip_configuration',
      to: 'properties.frontendIPConfigurations',
      as: {
        kind: 'blocks',
        rows: [
          { attribute: 'name', to: 'name' },
          { attribute: 'zones', to: 'zones' },
          { attribute: 'public_ip_address_id', to: 'properties.publicIPAddress.id' },
          { attribute: 'public_ip_prefix_id', to: 'properties.publicIPPrefix.id' },
          { attribute: 'subnet_id', to: 'properties.subnet.id' },
          { attribute: 'private_ip_address', to: 'properties.privateIPAddress' },
          { attribute: 'private_ip_address_allocation', to: 'properties.privateIPAllocationMethod' },
          { attribute: 'private_ip_address_version', to: 'properties.privateIPAddressVersion', when: 'subnet_id', default: 'IPv4' },
          { attribute: 'gateway_load_balancer_frontend_ip_configuration_id', to: 'properties.gatewayLoadBalancer.id' },
        ],
      },
    },
  ],
};
