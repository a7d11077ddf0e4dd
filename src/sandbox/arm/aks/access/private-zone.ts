import { at, textAt, type JsonObject } from '../../../../arm/json.ts';
import { parseResourceId } from '../../../../arm/resource-id.ts';
import { idsOfIdentity } from '../../authorization/principals.ts';
import { asObject } from '../../documents.ts';
import type { OperationOutcome } from '../../operations.ts';
import { aksRefusal } from '../../http/refusal.ts';
import { overlapping, zoneThatIsLinked } from '../../resources/write/zone-links.ts';
import type { Arm } from '../../state.ts';
import type { Cluster } from '../cluster.ts';
import { allowing, hasRole } from './role-check.ts';

/** Refuses a private cluster whose identity may not write the zone that the user made for it (text: AKS troubleshooting, "CustomPrivateDNSZoneMissingPermissionError"). */
export function requireZoneAccess(principalId: string, body: JsonObject, now: number, arm: Arm): void {
  const zone = customZone(body['properties']);
  if (zone === undefined || arm.state.resources.find(zone) === undefined || hasRole(principalId, allowing.writeZone, zone, now, arm)) return;
  throw aksRefusal(
    400,
    'CustomPrivateDNSZoneMissingPermissionError',
    `Service principal or user-assigned identity must be given permission to read and write to custom private dns zone ${zone}. Check access result not allowed for action Microsoft.Network/privateDnsZones/read.`,
  );
}

/**
 * How the making of a private cluster ends whose zone AKS cannot link to the network of the nodes: another zone of that name is linked already, or its identity
 * may only join the subnet (aks-network-isolation.md 2.2, 3.3; the text is AKS troubleshooting's, "CreateOrUpdateVirtualNetworkLinkFailed"). Undefined: well.
 */
export function endOfUnlinked(cluster: Cluster, now: number, arm: Arm): OperationOutcome | undefined {
  const { state } = arm;
  const zone = customZone(cluster.properties);
  const [identity] = Object.keys(asObject(cluster.identity?.['userAssignedIdentities']));
  if (zone === undefined || identity === undefined || state.resources.find(zone) === undefined) return undefined;
  const { principalId } = idsOfIdentity(identity);
  for (const { properties } of cluster.pools) {
    const network = state.resources.find(/^(.*)\/subnets\/[^/]+$/i.exec(textAt(properties, 'vnetSubnetID') ?? '')?.[1] ?? '');
    if (network === undefined) continue;
    const other = zoneThatIsLinked(zone, network.id, state);
    const why = other === undefined
      ? `The client with object id '${principalId}' does not have permission to perform action(s) 'Microsoft.Network/virtualNetworks/join/action' on the linked scope(s) '${network.id}'`
      : overlapping(zone.split('/').at(-1) ?? '');
    if (other === undefined && hasRole(principalId, allowing.joinSubnet, network.id, now, arm)) continue;
    const { subscriptionId = '', resourceGroup = '', name = '' } = parseResourceId(zone) ?? {};
    const message = `Reconcile private dns failed. Details: Create or update virtual network link failed. Subscription: ${subscriptionId}; resource group: ${resourceGroup}; private dns zone: ${name}; `
      + `virtual network link: ${cluster.name}. Message: ${why}`;
    return { status: 'Failed', error: { code: 'CreateOrUpdateVirtualNetworkLinkFailed', message } };
  }
  return undefined;
}

/** The id of the zone of the user's that a private API server is found by. */
function customZone(properties: unknown): string | undefined {
  const zone = textAt(properties, 'apiServerAccessProfile', 'privateDNSZone');
  return at(properties, 'apiServerAccessProfile', 'enablePrivateCluster') === true && zone?.startsWith('/') === true ? zone : undefined;
}
