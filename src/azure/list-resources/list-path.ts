import { parseResourceId } from '../../arm/resource-id.ts';
import { parseScope } from '../../arm/scope.ts';

/** Where Azure lists a type: below a subscription or group, below the parent of a child, or on the resource that an extension extends. */
export function listPath(type: string, scope: string): string | undefined {
  if (parseScope(scope) !== undefined) return type.split('/').length === 2 ? `${scope}/providers/${type}` : undefined;
  const parent = parseResourceId(scope);
  if (parent === undefined) return undefined;
  const prefix = `${parent.type.toLowerCase()}/`;
  if (type.toLowerCase().startsWith(prefix)) return type.slice(prefix.length).includes('/') ? undefined : `${scope}/${type.slice(prefix.length)}`;
  return /^Microsoft\.(?:KubernetesConfiguration|Authorization)\//i.test(type) ? `${scope}/providers/${type}` : undefined;
}
