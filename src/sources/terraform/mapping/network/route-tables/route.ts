import { rowsBelow } from '../../common-rows.ts';
import type { ResourceTable, Row } from '../../table.ts';

/** Of `azurerm_route`, and of the blocks `route` of a table (expandRouteTableRoutes). */
export const routeRows: readonly Row[] = rowsBelow('properties', [
  { attribute: 'address_prefix', to: 'addressPrefix' },
  { attribute: 'next_hop_type', to: 'nextHopType' },
  { attribute: 'next_hop_in_ip_address', to: 'nextHopIpAddress' },
]);

export const route: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_route',
  armType: 'Microsoft.Network/routeTables/routes',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/route_resource.go, resourceRouteCreate',
  identity: { kind: 'group', group: 'resource_group_name', names: ['route_table_name', 'name'] },
  rows: routeRows,
};
