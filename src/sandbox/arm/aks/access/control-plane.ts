import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../../arm/json.ts';
import { idsOfIdentity } from '../../authorization/principals.ts';
import { asObject } from '../../documents.ts';
import { aksRefusal } from '../../http/refusal.ts';
import type { Arm } from '../../state.ts';
import { requireZoneAccess } from './private-zone.ts';
import { allowing, hasRole } from './role-check.ts';

/**
 * Refuses a cluster whose user-assigned control plane identity cannot do what it has to: join the subnets, give nodes their kubelet identity, and write the zone of its API server
 * (aks-network-isolation.md 2.2 and 3.3, 7). What stands nowhere in the sandbox is not asked about: its rights may lie there as well. The rights of a
 * system-assigned identity are not looked at: before its cluster there is nobody to give them to.
 */
export function requireControlPlaneAccess(id: string, body: JsonObject, now: number, arm: Arm): void {
  if (textAt(body, 'identity', 'type') !== 'UserAssigned') return;
  const [identity] = Object.keys(asObject(at(body, 'identity', 'userAssignedIdentities')));
  if (identity === undefined) return;
  const { principalId } = idsOfIdentity(identity);
  const kubelet = textAt(body, 'properties', 'identityProfile', 'kubeletidentity', 'resourceId');
  if (kubelet !== undefined && isThere(kubelet, arm) && !hasRole(principalId, allowing.assignIdentity, kubelet, now, arm)) {
    throw aksRefusal(
      400,
      'CustomKubeletIdentityMissingPermissionError',
      `The cluster user assigned identity must be given permission to assign kubelet identity ${kubelet}. Check access result not allowed for action Microsoft.ManagedIdentity/userAssignedIdentities/assign/action.`,
    );
  }
  requireZoneAccess(principalId, body, now, arm);
  const closed = subnetsIn(body).find((subnet) => isThere(subnet, arm) && !hasRole(principalId, allowing.joinSubnet, subnet, now, arm));
  if (closed === undefined) return;
  throw aksRefusal(
    403,
    'LinkedAuthorizationFailed',
    `The client with object id '${principalId}' has permission to perform action 'Microsoft.ContainerService/managedClusters/write' on scope '${id}'; however, it does not have permission to `
    + `perform action(s) 'Microsoft.Network/virtualNetworks/subnets/join/action' on the linked scope(s) '${closed}' (respectively) or the linked scope(s) are invalid.`,
  );
}

function subnetsIn(body: JsonObject): readonly string[] {
  const pools = arrayAt(body, 'properties', 'agentPoolProfiles').filter(isJsonObject);
  return [...pools.flatMap((pool) => [textAt(pool, 'vnetSubnetID'), textAt(pool, 'podSubnetID')]), textAt(body, 'properties', 'apiServerAccessProfile', 'subnetId')].filter((id) => id !== undefined);
}

function isThere(id: string, { state }: Arm): boolean {
  return state.resources.find(id) !== undefined;
}
