import { textAt } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import { parseScope } from '../../../arm/scope.ts';
import { refusal } from '../http/refusal.ts';
import type { PolicyKind, PolicyObject } from '../state.ts';
import type { Hierarchy } from '../hierarchy/hierarchy.ts';
import { isBelow } from '../hierarchy/reach.ts';

export type Filter = (object: PolicyObject) => boolean;

/**
 * The filters of the list operations (Microsoft Learn, "Policy Assignments - List", "Policy Exemptions - List"): `atExactScope()`,
 * `atScope()`, `atScopeAndBelow()` (in Azure CLI's help), `policyDefinitionId eq '…'`, `policyType eq '…'`, `category eq '…'`; of exemptions also `excludeExpired()` and
 * `policyAssignmentId eq '…'`. Without one, a list has what stands at the scope and above, and assignments and exemptions also below;
 * the exemptions below a management group are not listed. Throws InvalidFilterInQueryString.
 */
export function readFilter(text: string, kind: PolicyKind, scope: string, now: number, hierarchy: Hierarchy): Filter {
  const applies: Filter = ({ scope: above }) => isBelow(scope, above, hierarchy);
  if (/^atScope\(\)$/i.test(text)) return applies;
  if (/^atScopeAndBelow\(\)$/i.test(text)) return (object) => isBelow(object.scope, scope, hierarchy);
  if (/^atExactScope\(\)$/i.test(text)) return (object) => sameId(object.scope, scope);
  const all = reachesDown(kind, scope) ? (object: PolicyObject) => applies(object) || isBelow(object.scope, scope, hierarchy) : applies;
  if (text === '') return all;
  if (kind === 'policyExemptions') {
    if (/^excludeExpired\(\)$/i.test(text)) return (object) => all(object) && !hasExpired(object, now);
    const [, assignment] = /^policyAssignmentId eq '(.*)'$/is.exec(text) ?? [];
    if (assignment !== undefined) return (object) => all(object) && sameId(textAt(object.document, 'properties', 'policyAssignmentId') ?? '', assignment);
    throw invalidFilter(text);
  }
  const [, member, value] = /^(policyDefinitionId|policyType|category) eq '(.*)'$/is.exec(text) ?? [];
  if (member === undefined || value === undefined) throw invalidFilter(text);
  const path = member.toLowerCase() === 'category' ? ['metadata', 'category'] : [member];
  return (object) => applies(object) && sameId(textAt(object.document, 'properties', ...path) ?? '', value);
}

function reachesDown(kind: PolicyKind, scope: string): boolean {
  if (kind === 'policyAssignments') return true;
  return kind === 'policyExemptions' && parseScope(scope)?.kind !== 'managementGroup';
}

function hasExpired({ document }: PolicyObject, now: number): boolean {
  return Date.parse(textAt(document, 'properties', 'expiresOn') ?? '') <= now;
}

function invalidFilter(text: string): Error {
  return refusal(400, 'InvalidFilterInQueryString', `Invalid filter '${text}' in query string.`);
}
