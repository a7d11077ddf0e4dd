import type { ResourceTable } from '../../table.ts';

export const virtualHubConnection: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_virtual_hub_connection',
  armType: 'Microsoft.Network/virtualHubs/hubVirtualNetworkConnections',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/virtual_hub_connection_resource.go, resourceVirtualHubConnectionCreateOrUpdate',
  notes: 'Of `routing` static routes and propagation are not read.',
  identity: { kind: 'child', parent: 'virtual_hub_id', name: 'name' },
  rows: [
    { attribute: 'remote_virtual_network_id', to: 'properties.remoteVirtualNetwork.id' },
    { attribute: 'internet_security_enabled', to: 'properties.enableInternetSecurity', default: false },
    { attribute: 'routing.associated_route_table_id', to: 'properties.routingConfiguration.associatedRouteTable.id' },
    { attribute: 'routing.inbound_route_map_id', to: 'properties.routingConfiguration.inboundRouteMap.id' },
    { attribute: 'routing.outbound_route_map_id', to: 'properties.routingConfiguration.outboundRouteMap.id' },
  ],
};
