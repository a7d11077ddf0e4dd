import { isDeepStrictEqual } from 'node:util';
import { at, isJsonObject, textAt, type JsonObject } from '../../../../arm/json.ts';
import { asObject } from '../../documents.ts';
import { aksRefusal, gatewayRefusal } from '../../http/refusal.ts';
import type { Cluster } from '../cluster.ts';

/**
 * Refuses ids of an identity that somebody made up: a body names a user-assigned identity with `{}` (Azure/azure-rest-api-specs issue 13631, Terraform's code).
 * Assumed, after the text as users remember it: what was read may be sent back as long as it is so still.
 */
export function requireIdentityValues(body: JsonObject, existing: Cluster | undefined): void {
  const living = asObject(existing?.identity?.['userAssignedIdentities']);
  const wrong = Object.entries(asObject(at(body, 'identity', 'userAssignedIdentities'))).find(([id, value]) => (
    value !== null && !(isJsonObject(value) && (Object.keys(value).length === 0 || isDeepStrictEqual(value, living[id])))
  ));
  if (wrong === undefined) return;
  throw gatewayRefusal(
    400,
    'InvalidIdentityValues',
    `Invalid value for the identities '${wrong[0]}'. The 'UserAssignedIdentities' property keys should only be empty json objects, null or the resource existing property.`,
  );
}

/**
 * Refuses what needs a control plane identity that the user made: a kubelet identity and a zone of the user's. The codes are of a public list of AKS's error
 * codes and of Microsoft Learn, "private-clusters"; the texts are ours.
 */
export function requireOwnIdentity(body: JsonObject, existing: Cluster | undefined): void {
  if (textAt(body, 'identity', 'type')?.toLowerCase().split(/,\s*/).includes('userassigned') === true) return;
  // A living cluster's may be the one that AKS made, read and sent back.
  if (existing === undefined && textAt(body, 'properties', 'identityProfile', 'kubeletidentity', 'resourceId') !== undefined) {
    throw aksRefusal(400, 'CustomKubeletIdentityOnlySupportedOnUserAssignedMSICluster', 'Custom kubelet identity is only supported on user assigned MSI cluster.');
  }
  const zone = textAt(body, 'properties', 'apiServerAccessProfile', 'privateDNSZone') ?? '';
  // A cluster with a service principal has rights of its own to give.
  if (!zone.startsWith('/') || textAt(body, 'identity', 'type') === undefined) return;
  throw aksRefusal(
    400, 'InvalidParameter', `The value of parameter apiServerAccessProfile.privateDNSZone is invalid. Error details: '${zone}': a custom private DNS zone requires a user-assigned identity.`,
    'apiServerAccessProfile.privateDNSZone',
  );
}
