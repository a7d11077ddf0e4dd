import type { JsonObject } from '../../arm/json.ts';
import { isWithin, parseScope, type Scope } from '../../arm/scope.ts';
import { UserError } from '../../run/errors.ts';

/** How policies are to be assigned: what `deploy` and `assign` have in common. */
export interface AssignmentOptions {
  readonly scope: Scope;
  readonly definitionScope: Scope | undefined;
  /** The initiatives' parameters, plain by name. */
  readonly parameters: JsonObject;
  readonly enforcement: 'auto' | 'do-not-enforce';
  /** Who keeps the objects; nothing of another owner is touched. */
  readonly owner: string;
}

/** Where definitions and initiatives live. Azure takes them at a subscription or management group at or above the assignment. */
export function definitionScopeFor({ scope, definitionScope }: Pick<AssignmentOptions, 'scope' | 'definitionScope'>): string {
  const wanted = definitionScope?.id ?? (scope.kind === 'managementGroup' ? scope.id : `/subscriptions/${scope.subscriptionId}`);
  const parsed = definitionScope ?? parseScope(wanted);
  if (parsed?.kind === 'resourceGroup') throw new UserError(`"definition-scope" is ${wanted}, but definitions live at a subscription or management group: name one of these.`);
  if (parsed?.kind === 'subscription' && !isWithin(scope.id, wanted)) {
    throw new UserError(`"definition-scope" is ${wanted}, which is not at or above the assignment's scope ${scope.id}: Azure would not find the definitions.`);
  }
  return wanted;
}
