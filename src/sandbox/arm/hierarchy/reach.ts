import { isWithin } from '../../../arm/scope.ts';
import type { Hierarchy } from './hierarchy.ts';

const managementGroupPattern = /^\/providers\/Microsoft\.Management\/managementGroups\/([^/]+)$/i;

/** The name in the id of a management group, or undefined for any other id. */
export function managementGroupNameIn(scope: string): string | undefined {
  return managementGroupPattern.exec(scope)?.[1];
}

/** True when a resource or scope is `scope` or below it, in its id or in the tree of management groups. Everything is below the tenant, "". */
export function isBelow(id: string, scope: string, hierarchy: Hierarchy): boolean {
  if (scope === '' || isWithin(id, scope)) return true;
  const name = managementGroupNameIn(scope);
  return name !== undefined && hierarchy.reaches(name, id);
}
