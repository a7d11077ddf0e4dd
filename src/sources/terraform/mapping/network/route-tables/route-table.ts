import { locationAndTags } from '../../common-rows.ts';
import type { ResourceTable } from '../../table.ts';
import { routeRows } from './route.ts';

export const routeTable: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_route_table',
  armType: 'Microsoft.Network/routeTables',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/route_table_resource.go, resourceRouteTableCreate',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    // The arguments say the opposite of each other (website/docs/guides/4.0-upgrade-guide); 3.116 has both, and reads one into the other.
    { attribute: 'bgp_route_propagation_enabled', to: 'properties.disableBgpRoutePropagation', as: { kind: 'not' }, default: true, isReadBack: true, since: '4.0.0' },
    { attribute: 'disable_bgp_route_propagation', to: 'properties.disableBgpRoutePropagation', default: false, isReadBack: true, until: '4.0.0' },
    { attribute: 'route', to: 'properties.routes', isReadBack: true, as: { kind: 'blocks', rows: [{ attribute: 'name', to: 'name' }, ...routeRows] } },
  ],
};
