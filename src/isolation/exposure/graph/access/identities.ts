import { isUnknown } from '../../../../language/unknown.ts';
import type { ClusterView } from '../cluster.ts';
import type { Followed } from '../inventory.ts';
import { bodyOf, isMissing, isOneOf, members, step, textIn, type Spot } from '../spot.ts';
import type { RoleAssignment } from './roles.ts';

/** Who acts: an identity as far as its object id is known. */
export interface Principal {
  /** "the kubelet identity", for people. */
  readonly called: string;
  /** Object ids in lower case; none where nobody knows before the deployment. */
  readonly objectIds: readonly string[];
  /** Where the cluster names it. */
  readonly spot: Spot;
}

/** The identity that nodes log in to registries with. */
export function kubeletIdentity({ properties, inventory }: ClusterView): Principal {
  const profile = step(properties, 'identityProfile', 'kubeletidentity');
  const named = inventory.follow(step(profile, 'resourceId'));
  return { called: 'the kubelet identity', objectIds: distinct([textIn(step(profile, 'objectId')), objectIdOf(named)]), spot: profile };
}

/** The identity with which AKS acts: the cluster's own, or the one that its owner gave it. */
export function controlPlaneIdentity({ resource, inventory }: ClusterView): Principal {
  const identity = step(bodyOf(resource), 'identity');
  const given = members(step(identity, 'userAssignedIdentities')).spots.flatMap((spot) => [textIn(step(spot, 'principalId')), objectIdOf(inventory.follow({ ...spot, value: spot.name }))]);
  const own = textIn(step(identity, 'principalId'));
  return { called: 'the control plane identity', objectIds: distinct([own, ...given]), spot: identity };
}

/** True where the owner brings the kubelet identity: one of AKS lies in the node resource group. */
export function ownKubeletIdentity({ properties, nodeResourceGroup, inventory }: ClusterView): { readonly spot: Spot; readonly to: Followed } | undefined {
  const spot = step(properties, 'identityProfile', 'kubeletidentity', 'resourceId');
  if (isMissing(spot) || spot.value === '') return undefined;
  const text = textIn(spot);
  if (text !== undefined && nodeResourceGroup !== undefined && text.toLowerCase().startsWith(`${nodeResourceGroup.toLowerCase()}/`)) return undefined;
  return { spot, to: inventory.follow(spot) };
}

/** Whether an assignment is for a principal: `unknown` where an object id is made at deployment, or where a group may hold it. */
export function isFor({ principal, resource }: RoleAssignment, { objectIds }: Principal): 'yes' | 'no' | 'unknown' {
  const id = textIn(principal)?.toLowerCase();
  if (id === undefined) return isMissing(principal) ? 'no' : 'unknown';
  if (objectIds.includes(id)) return 'yes';
  const isGroup = isOneOf(step(bodyOf(resource), 'properties', 'principalType'), ['Group']);
  return objectIds.length === 0 || isGroup === true || isUnknown(isGroup) ? 'unknown' : 'no';
}

function objectIdOf(to: Followed): string | undefined {
  return to.kind === 'found' ? textIn(step(bodyOf(to.resource), 'properties', 'principalId')) : undefined;
}

function distinct(ids: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(ids.flatMap((id) => (id === undefined ? [] : [id.toLowerCase()])))];
}
