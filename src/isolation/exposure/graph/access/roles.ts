import { roleAssignmentType } from '../../../../arm/api-versions.ts';
import type { Resource } from '../../../../arm/resource.ts';
import { piecesOf } from '../../../../language/partial-text.ts';
import type { Inventory } from '../inventory.ts';
import { oncePer } from '../once.ts';
import { bodyOf, isOneOf, step, type Spot } from '../spot.ts';
import { extendedBy } from './extending.ts';
import { subscriptionOf } from '../subscription.ts';
import { addTo } from '../add-to.ts';

/** Somebody may do something to what an assignment stands on, and to all below. */
export interface RoleAssignment {
  readonly resource: Resource;
  /** The GUID of the role definition in lower case; undefined where it is not known. */
  readonly role: string | undefined;
  /** `properties.roleDefinitionId`. */
  readonly roleSpot: Spot;
  /** `properties.principalId`. */
  readonly principal: Spot;
}

/** What an assignment may stand on: a resource that was given, an id, or both. */
export interface Target {
  readonly resource?: Resource;
  readonly id?: string;
}

/**
 * The assignments that may count for a principal and a target: on it, on a resource around it, on its resource group or its subscription. Those above were
 * not looked at. Besides those of the principal there are those that may be anybody's: an object id made at deployment, a group.
 * @param objectIds in lower case
 */
export function assignmentsFor(target: Target, objectIds: readonly string[], inventory: Inventory): readonly RoleAssignment[] {
  const { byResource, byScope, byDeployment } = assignmentsIn(inventory);
  const { resource } = target;
  const place = target.id ?? resource?.id;
  const around = new Set<RoleAssignment>();
  const count = (found: Place | undefined): void => {
    for (const id of objectIds) for (const one of found?.byPrincipal.get(id) ?? []) around.add(one);
    for (const one of found?.unclear ?? []) around.add(one);
  };
  for (let one = resource; one !== undefined; one = inventory.parentOf(one)) count(byResource.get(one));
  for (const scope of scopesOf(place ?? '')) count(byScope.get(scope));
  // A deployment of which the scope is not known assigns in the scope that it deploys to.
  if (resource?.id === undefined && resource?.deployment !== undefined) count(byDeployment.get(resource.deployment));
  return [...around];
}

/** True where every assignment for the target is known, as far as a subscription shows them: those of management groups stand above. */
export function hasAllAssignments({ resource, id = resource?.id }: Target, inventory: Inventory): boolean {
  return inventory.isComplete(roleAssignmentType, subscriptionOf(id));
}

/** The id and everything that it lies in, in lower case. */
function scopesOf(id: string): readonly string[] {
  const segments = id.toLowerCase().replace(/\/+$/, '').split('/');
  return segments.flatMap((_, index) => (index < 2 ? [] : [segments.slice(0, index + 1).join('/')]));
}

/** What stands on one thing. A fleet that shares a registry has an assignment there for every cluster. */
interface Place {
  readonly on: Target;
  readonly byPrincipal: Map<string, RoleAssignment[]>;
  readonly unclear: RoleAssignment[];
}

interface Assignments {
  readonly byResource: ReadonlyMap<Resource, Place>;
  readonly byScope: ReadonlyMap<string, Place>;
  readonly byDeployment: ReadonlyMap<string, Place>;
  /** By principal, in lower case, with what the assignment stands on. */
  readonly byPrincipal: ReadonlyMap<string, readonly PlacedAssignment[]>;
}

/** An assignment with what it stands on, as far as that is one resource. */
export interface PlacedAssignment {
  readonly assignment: RoleAssignment;
  readonly on: Target;
}

/** What a principal was given, wherever it stands. */
export function assignmentsTo(principal: string, inventory: Inventory): readonly PlacedAssignment[] {
  return assignmentsIn(inventory).byPrincipal.get(principal.toLowerCase()) ?? [];
}

const assignmentsIn = oncePer((inventory): Assignments => {
  const byResource = new Map<Resource, Place>();
  const byScope = new Map<string, Place>();
  const byDeployment = new Map<string, Place>();
  const byPrincipal = new Map<string, PlacedAssignment[]>();
  for (const resource of inventory.ofType(roleAssignmentType)) {
    const properties = step(bodyOf(resource), 'properties');
    const roleSpot = step(properties, 'roleDefinitionId');
    const assignment: RoleAssignment = { resource, roleSpot, role: roleIn(roleSpot), principal: step(properties, 'principalId') };
    const extended = extendedBy(resource, inventory);
    const principal = assignment.principal.value;
    const place = extended.kind === 'resource' ? placeOf(byResource, extended.resource, { resource: extended.resource })
      : extended.kind === 'scope' ? placeOf(byScope, extended.id, { id: extended.id })
      : extended.kind === 'deployment' && extended.deployment !== undefined ? placeOf(byDeployment, extended.deployment, {}) : undefined;
    if (place !== undefined) put(place, assignment);
    if (place !== undefined && typeof principal === 'string' && extended.kind !== 'deployment') addTo(byPrincipal, principal.toLowerCase(), { assignment, on: place.on });
  }
  return { byResource, byScope, byDeployment, byPrincipal };
});

function placeOf<Key>(places: Map<Key, Place>, key: Key, on: Target): Place {
  const there = places.get(key);
  if (there !== undefined) return there;
  const place = { on, byPrincipal: new Map<string, RoleAssignment[]>(), unclear: [] };
  places.set(key, place);
  return place;
}

function put(place: Place, assignment: RoleAssignment): void {
  const principal = assignment.principal.value;
  const isGroup = isOneOf(step(bodyOf(assignment.resource), 'properties', 'principalType'), ['Group']);
  if (typeof principal === 'string' && isGroup === false) addTo(place.byPrincipal, principal.toLowerCase(), assignment);
  else place.unclear.push(assignment);
}

/** The GUID at the end of a role definition's id. Terraform and templates know it even where the subscription is not known. */
function roleIn({ value }: Spot): string | undefined {
  const end = piecesOf(value)?.at(-1) ?? '';
  return /(?:^|\/)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/*$/i.exec(end)?.[1]?.toLowerCase();
}
