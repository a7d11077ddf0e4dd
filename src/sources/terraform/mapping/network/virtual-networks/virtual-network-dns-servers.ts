import type { MergeTable } from '../../table.ts';

export const virtualNetworkDnsServers: MergeTable = {
  kind: 'merge',
  type: 'azurerm_virtual_network_dns_servers',
  source: 'internal/services/network/virtual_network_dns_servers_resource.go, resourceVirtualNetworkDnsServersCreate',
  into: { attribute: 'virtual_network_id', armType: 'Microsoft.Network/virtualNetworks' },
  // Without the argument it empties the list: what the network itself says is overwritten.
  rows: [{ attribute: 'dns_servers', to: 'properties.dhcpOptions.dnsServers', default: [] }],
};
