/** What the outbound types that AKS does not set up itself need to be there already. */
import { arrayAt, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { parseResourceId, sameId } from '../../../arm/resource-id.ts';
import type { Resource } from '../../../arm/resource.ts';
import { equalsIgnoringCase } from '../../document/cluster.ts';
import { quote } from '../../migration.ts';
import { subnetIn, subnetsOf } from './close-egress.ts';
import type { OpenOutboundType } from './leave.ts';

export interface WayOut {
  /** Sentences: what is missing, and what to do. Azure refuses the change of the outbound type while there is any. */
  readonly missing: readonly string[];
  /** Sentences: what could not be read. */
  readonly unseen: readonly string[];
}

const nothing: WayOut = { missing: [], unseen: [] };

/**
 * AKS makes load balancers and its own NAT gateway, but neither a NAT gateway of the user's nor routes (AKS documentation, "Customize cluster egress with
 * outbound types"; `RouteTableMissingDefaultRouteError`).
 * @param seen virtual networks and route tables, in whole
 */
export function wayOutOf(cluster: JsonObject, seen: readonly Resource[], to: OpenOutboundType): WayOut {
  if (to !== 'userAssignedNATGateway' && to !== 'userDefinedRouting') return nothing;
  return subnetsOf(cluster).reduce<WayOut>((sum, id) => {
    const { missing, unseen } = ofSubnet(id, seen, to);
    return { missing: [...sum.missing, ...missing], unseen: [...sum.unseen, ...unseen] };
  }, nothing);
}

function ofSubnet(id: string, seen: readonly Resource[], to: 'userAssignedNATGateway' | 'userDefinedRouting'): WayOut {
  const subnet = subnetIn(seen, id);
  const name = id.split('/').at(-1) ?? id;
  if (subnet === undefined) return { missing: [], unseen: [`Subnet ${id} could not be read: whether it has a way out for ${to} is not known.`] };
  if (to === 'userAssignedNATGateway') {
    const hasGateway = textAt(subnet, 'properties', 'natGateway', 'id') !== undefined;
    return hasGateway ? nothing : { missing: [`Subnet ${name} has no NAT gateway, which ${to} needs there: put one on it first (az network vnet subnet update --ids ${id} --nat-gateway <id>).`], unseen: [] };
  }
  const tableId = textAt(subnet, 'properties', 'routeTable', 'id');
  if (tableId === undefined) return { missing: [`Subnet ${name} has no route table, which ${to} needs there with a route for 0.0.0.0/0: put one on it first (az network vnet subnet update --ids ${id} --route-table <id>).`], unseen: [] };
  const table = seen.find((resource) => resource.id !== undefined && sameId(resource.id, tableId))?.body;
  if (table === undefined) return { missing: [], unseen: [`Route table ${tableId} could not be read: whether it has a route for 0.0.0.0/0 is not known.`] };
  const leads = arrayAt(table, 'properties', 'routes').filter(isJsonObject).some((route) => textAt(route, 'properties', 'addressPrefix') === '0.0.0.0/0' && !equalsIgnoringCase(textAt(route, 'properties', 'nextHopType') ?? '', 'None'));
  if (leads) return nothing;
  return { missing: [`Route table ${tableId.split('/').at(-1) ?? ''} of subnet ${name} has no route for 0.0.0.0/0 that leads anywhere, which ${to} needs: add one first (${routeCommand(tableId)}).`], unseen: [] };
}

function routeCommand(tableId: string): string {
  const { resourceGroup = '', name = '', subscriptionId = '' } = parseResourceId(tableId) ?? {};
  return `az network route-table route create --resource-group ${quote(resourceGroup)} --route-table-name ${quote(name)} --subscription ${subscriptionId} --name default --address-prefix 0.0.0.0/0 --next-hop-type VirtualAppliance --next-hop-ip-address <address of your firewall>`;
}
