import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../../arm/json.ts';
import { aksRefusal } from '../../http/refusal.ts';
import type { StoredResource } from '../../resources/store.ts';
import type { ArmState } from '../../state.ts';
import type { Cluster } from '../cluster.ts';

/**
 * Refuses a way out that is not there, or that the cluster cannot have. What stands around it is looked at when the outbound type is new to the cluster, and only
 * as far as the sandbox knows it. Codes: a public list of AKS's error codes; texts are ours where no issue is named.
 * @param outboundType as it is to be
 */
export function requireWayOut(properties: JsonObject, outboundType: string, existing: Cluster | undefined, state: ArmState): void {
  if (outboundType === 'userDefinedRouting' && properties['publicNetworkAccess'] === 'Disabled') {
    // Azure/AKS issue 3690; its code is not told.
    throw aksRefusal(400, 'InvalidParameter', 'UserDefinedRouting is not supported when Cluster has public network access set to Disabled', 'publicNetworkAccess');
  }
  if (outboundType === textAt(existing?.properties, 'networkProfile', 'outboundType')) return;
  const pools = arrayAt(properties, 'agentPoolProfiles').filter(isJsonObject).map((pool) => {
    const name = textAt(pool, 'name') ?? '';
    return { name, subnet: textAt(pool, 'vnetSubnetID') ?? textAt(existing?.pools.find((one) => one.name === name)?.properties, 'vnetSubnetID') };
  });
  for (const { name, subnet } of pools) {
    if (subnet !== undefined && outboundType.startsWith('managedNATGateway')) {
      // MicrosoftDocs/azure-docs issue 83858.
      throw aksRefusal(400, 'InvalidParameter', `Outbound type is ${outboundType} but agent pool '${name}' is using custom VNet, which is not allowed.`, 'networkProfile.outboundType');
    }
    if (outboundType === 'userAssignedNATGateway') requireNatGateway(name, subnet, state);
    if (outboundType === 'userDefinedRouting') requireDefaultRoute(name, subnet, state);
  }
}

function requireNatGateway(pool: string, subnet: string | undefined, state: ArmState): void {
  if (subnet === undefined) {
    throw aksRefusal(400, 'UserAssignedNATGatewayWithManagedVNetNotAllowed', `Outbound type is userAssignedNATGateway but agent pool '${pool}' is not using custom VNet, which is not allowed.`, 'networkProfile.outboundType');
  }
  const found = state.resources.find(subnet);
  if (found === undefined || textAt(found.properties, 'natGateway', 'id') !== undefined) return;
  throw aksRefusal(400, 'SubnetNotAssociatedWithNATGateway', `Outbound type is userAssignedNATGateway but subnet ${subnet} is not associated with a NAT gateway.`, 'networkProfile.outboundType');
}

/** A pool in a network of AKS's own has no route table. That it can have another way than 0.0.0.0/0, by BGP, is not known here. */
function requireDefaultRoute(pool: string, subnet: string | undefined, state: ArmState): void {
  const found = subnet === undefined ? undefined : state.resources.find(subnet);
  if (subnet !== undefined && found === undefined) return;
  const table = textAt(found?.properties, 'routeTable', 'id');
  if (table === undefined) {
    // MicrosoftDocs/azure-docs issue 52060 has the end of it.
    throw aksRefusal(400, 'ExistingRouteTableNotAssociatedWithSubnet', `An existing route table has not been associated with subnet ${subnet ?? `of agent pool '${pool}'`}. Please update the route table association`, 'networkProfile.outboundType');
  }
  const routes = state.resources.find(table);
  if (routes === undefined || state.resources.childrenOf(routes.id, 'Microsoft.Network/routeTables/routes').some(isDefault)) return;
  throw aksRefusal(400, 'RouteTableMissingDefaultRouteError', `The route table ${table} of subnet ${subnet ?? ''} has no default route of 0.0.0.0/0, which outbound type userDefinedRouting requires.`, 'networkProfile.outboundType');
}

function isDefault({ properties }: StoredResource): boolean {
  return at(properties, 'addressPrefix') === '0.0.0.0/0';
}
