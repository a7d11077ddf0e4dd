import { locationAndTags } from '../../common-rows.ts';
import type { ResourceTable, Row } from '../../table.ts';

/** expandFirewallIPConfigurations */
const addressRows: readonly Row[] = [
  { attribute: 'name', to: 'name' },
  { attribute: 'public_ip_address_id', to: 'properties.publicIPAddress.id' },
  { attribute: 'subnet_id', to: 'properties.subnet.id' },
];

export const firewall: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_firewall',
  armType: 'Microsoft.Network/azureFirewalls',
  apiVersion: '2025-01-01',
  source: 'internal/services/firewall/firewall_resource.go, resourceFirewallCreateUpdate',
  notes: '`dns_servers`, `dns_proxy_enabled` and `private_ip_ranges` are not read; rules stand in types of their own.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    { attribute: 'zones', to: 'zones' },
    { attribute: 'sku_name', to: 'properties.sku.name' },
    { attribute: 'sku_tier', to: 'properties.sku.tier' },
    { attribute: 'threat_intel_mode', to: 'properties.threatIntelMode' },
    { attribute: 'firewall_policy_id', to: 'properties.firewallPolicy.id' },
    { attribute: 'ip_configuration', to: 'properties.ipConfigurations', as: { kind: 'blocks', rows: addressRows } },
    ...addressRows.map((row) => ({ ...row, attribute: `management_ip_configuration.${row.attribute ?? ''}`, to: `properties.managementIpConfiguration.${row.to}` })),
    { attribute: 'virtual_hub.virtual_hub_id', to: 'properties.virtualHub.id' },
    { attribute: 'virtual_hub.public_ip_count', to: 'properties.hubIPAddresses.publicIPs.count', default: 1 },
  ],
};
