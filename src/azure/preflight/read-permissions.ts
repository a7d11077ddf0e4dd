import { apiVersions } from '../../arm/api-versions.ts';
import type { JsonObject } from '../../arm/json.ts';
import { isWithin, parseScope } from '../../arm/scope.ts';
import type { PermissionsAt } from '../../isolation/deployment/preflight/observation.ts';
import { allowanceOf } from '../../isolation/deployment/preflight/rights/allowed.ts';
import type { Need } from '../../isolation/deployment/preflight/rights/needs.ts';
import { groupOf } from '../../isolation/deployment/preflight/rights/roles-to-grant.ts';
import type { ArmClient } from '../arm-client.ts';
import { seenFrom } from './seen.ts';

/**
 * What the identity may do, asked for the resource groups first, which answers for most identities; where an action is not allowed there, for the resource
 * itself, as somebody may have a role on it alone. A group that is not there yet is answered for by its subscription.
 */
export async function readPermissions(needs: readonly Need[], arm: ArmClient): Promise<readonly PermissionsAt[]> {
  const groups = await Promise.all(distinct(needs.map(({ scope }) => placeOf(scope))).map(async (scope) => await ofPlace(scope, arm)));
  const isAllowed = ({ scope, action }: Need): boolean => groups.some(({ scope: place, entries }) => isWithin(scope, place) && 'known' in entries && allowanceOf(action, entries.known) === 'yes');
  const missing = distinct(needs.filter((need) => parseScope(need.scope) === undefined && !isAllowed(need)).map(({ scope }) => scope));
  const single = await Promise.all(missing.map(async (scope) => await ofScope(scope, arm)));
  return [...groups, ...single.filter((one) => one !== undefined)];
}

async function ofPlace(scope: string, arm: ArmClient): Promise<PermissionsAt> {
  const found = await ofScope(scope, arm);
  if (found !== undefined) return found;
  const place = parseScope(scope);
  const subscription = place?.kind === 'resourceGroup' ? `/subscriptions/${place.subscriptionId}` : scope;
  return (await ofScope(subscription, arm)) ?? { scope: subscription, entries: { unseen: `${subscription} was not found.` } };
}

/** Undefined where there is nothing of that id: then what holds above holds there. */
async function ofScope(scope: string, arm: ArmClient): Promise<PermissionsAt | undefined> {
  const absent: readonly JsonObject[] = [];
  const entries = await seenFrom(arm.list(`${scope}/providers/Microsoft.Authorization/permissions`, apiVersions.permissions), absent);
  return 'known' in entries && entries.known === absent ? undefined : { scope, entries };
}

function placeOf(scope: string): string {
  return parseScope(scope)?.id ?? groupOf(scope)?.id ?? scope;
}

function distinct(scopes: readonly string[]): readonly string[] {
  return [...new Map(scopes.map((scope) => [scope.toLowerCase(), scope])).values()];
}
