import { closed, notVisible, open, type Evidence } from '../../evidence.ts';
import type { Inventory } from '../inventory.ts';
import type { Spot } from '../spot.ts';
import { isKnownRole, roleName } from './built-in-roles.ts';
import { isFor, type Principal } from './identities.ts';
import { assignmentsFor, hasAllAssignments, type Target } from './roles.ts';

/** A role that somebody needs on something. */
export interface Need {
  readonly principal: Principal;
  readonly target: Target;
  /** "registry `r`", for people. */
  readonly on: string;
  /** The GUIDs of the roles that do; the first is the one to give. */
  readonly accepted: readonly string[];
  /** Where it would be missed. */
  readonly spot: Spot;
}

/**
 * Whether the role is there: closed where an assignment says so, open where none does and all are known. Object ids that Azure makes, roles that somebody
 * else defined and members of groups are not visible in a template, and are no reason to say that a role is missing.
 */
export function granted({ principal, target, on, accepted, spot }: Need, inventory: Inventory): Evidence {
  const [wanted = ''] = accepted;
  let isUnclear = false;
  for (const assignment of assignmentsFor(target, principal.objectIds, inventory)) {
    const { role, roleSpot } = assignment;
    const fits = role === undefined || !isKnownRole(role) ? undefined : accepted.includes(role);
    if (fits === false) continue;
    const whose = isFor(assignment, principal);
    if (whose === 'yes' && fits === true && role !== undefined) return closed(`${principal.called} has \`${roleName(role)}\` for ${on}`, roleSpot);
    if (whose !== 'no') isUnclear = true;
  }
  if (isUnclear || principal.objectIds.length === 0 || !hasAllAssignments(target, inventory)) return notVisible(`whether ${principal.called} has \`${roleName(wanted)}\` for ${on}`, spot);
  return open(`${principal.called} has no role such as \`${roleName(wanted)}\` for ${on}`, spot);
}
