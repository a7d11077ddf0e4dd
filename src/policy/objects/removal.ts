import { textAt, type JsonObject } from '../../arm/json.ts';
import { sameId } from '../../arm/resource-id.ts';
import { isWithin, parseScope } from '../../arm/scope.ts';
import type { Living } from './living.ts';
import { deletion, inOrderOfRemoval } from './plan.ts';
import type { PolicyStep } from './policy-step.ts';
import { scopeOf } from './policy-object.ts';
import { isOwned, roleStampOf } from './stamp.ts';
import { withoutUsed, type Removable } from './usage.ts';

export interface RemovalWish {
  readonly living: Living;
  readonly owner: string;
  /** Assignments and exemptions at and below it are taken away. */
  readonly scope: string;
  readonly definitionScope: string;
  /** Deletions of the role assignments that were made for those assignments. */
  readonly roles: readonly PolicyStep[];
}

/** What to take away, in the order in which Azure lets it go: exemptions, role assignments, assignments, initiatives, definitions. */
export function planRemoval({ living, owner, scope, definitionScope, roles }: RemovalWish): Removable {
  const own = (document: JsonObject): boolean => isOwned(document, owner);
  const isBelow = (document: JsonObject): boolean => {
    const at = scopeOf(textAt(document, 'id') ?? '');
    // What a management group's lists and Resource Graph show is at or below it, or above: those are management groups.
    if (parseScope(scope)?.kind === 'managementGroup') return sameId(at, scope) || parseScope(at)?.kind !== 'managementGroup';
    return isWithin(at, scope);
  };
  const assignments = living.all('assignment').filter((document) => own(document) && isBelow(document));
  const going = new Set(assignments.map((document) => (textAt(document, 'id') ?? '').toLowerCase()));
  const exemptions = living.all('exemption').filter((document) => own(document) && (isBelow(document) || going.has((textAt(document, 'properties', 'policyAssignmentId') ?? '').toLowerCase())));
  const rest = [...living.ofKind('initiative', definitionScope), ...living.ofKind('definition', definitionScope)].filter(own);
  const steps = [...exemptions, ...assignments, ...rest].map((document) => deletion(document, []));
  const kept = roles.filter(({ object }) => going.has((roleStampOf(object.body)?.assignmentId ?? '').toLowerCase()));
  return withoutUsed(inOrderOfRemoval([...steps, ...kept]), living);
}
